"""Times that stand before the numbers of a list as their labels: "Q1 at 7.2 per cent, Q2 at 7.1 and Q3 at 7.3"."""

from __future__ import annotations

from extractors.links import Linked, list_of
from extractors.records import TimeMention
from extractors.wording import wording

# What may stand between a label and its number: "Q2 at", "2018 growth to", "in June they were".
TO_NUMBER = (
    r"(?:'s|,)?(?! of\b)(?: (?!(?:which|whom|and|but|while|or|from|than|compared|after|then|also)\b)[\w'-]+){0,4}"
    r" (?:$loose |the )?(?:\w{0,2}[$€£¥₹] ?|minus |-)?"
)
FIRST_TO_NUMBER = r"(?:'s|,)?(?: (?!(?:than|compared)\b)[\w'-]+){0,9}? (?:$loose |the )?(?:\w{0,2}[$€£¥₹] ?|minus |-)?"
# What stands between a number and the label of the next one.
NEXT_ITEM = (
    r"(?:[;,] ?(?:(?:and|while|but|with) )?| (?:and|while|but) (?:with )?)"
    r"(?:(?:(?!(?:up|down|from|than|by|to)\b)[a-z'-]+ ){0,3}?(?:in|for|at|of) |by )?"
    r"(?:(?:the|its|their|our|his|her) )?(?:end of )?$"
)
RIGHT_BEHIND = r" (?:(?:in|for|at|during|over) )?(?:the )?(?:end of )?"


def last_told_with(index: int, linked: Linked) -> int:
    """The last of a list of levels with one time behind it: "to [32,700 and 11,900 yuan] in 2018, respectively"."""
    last = list_of(linked.links, index)[-1]
    start, end = linked.quantities[index].end, linked.quantities[last].end
    behind = next((time for time in linked.times if time.start >= start), None)
    if behind is None or behind.start < end:
        return index
    return last if wording(RIGHT_BEHIND).fullmatch(linked.normal, end, behind.start) is not None else index


def labels_next(time: TimeMention, index: int, linked: Linked) -> bool:
    """Whether a time behind a number opens the next item of a list whose labels stand before their numbers."""
    end = linked.quantities[index].end
    if time.start < end or time.role not in ("period", "goal", "base") or not _is_label(time, linked, TO_NUMBER):
        return False
    return wording(NEXT_ITEM).search(linked.normal, end, time.start) is not None and _binds_forward(index, linked)


def _binds_forward(index: int, linked: Linked) -> bool:
    """Whether an item before has its label ahead: a time that no number stands before, and the number of it behind."""
    for time in linked.times:
        if time.start >= linked.quantities[index].start:
            return False
        earlier = [other for other in linked.quantities if other.end <= time.start]
        opens = not any(_stands_right(other.end, time, linked) for other in earlier)
        if time.role in ("period", "goal", "base") and opens and _is_label(time, linked, FIRST_TO_NUMBER):
            return True
    return False


def _stands_right(end: int, time: TimeMention, linked: Linked) -> bool:
    """Whether a time stands behind a number without a comma between: it is then of that number."""
    return wording(NEXT_ITEM).search(linked.normal, end, time.start) is None


def _is_label(time: TimeMention, linked: Linked, gap: str) -> bool:
    """Whether a time is followed by a number, with few words and no other time between."""
    number = next((other for other in linked.quantities if other.start >= time.end), None)
    if number is None or any(time.end <= other.start < number.start for other in linked.times):
        return False
    return wording(gap).fullmatch(linked.normal, time.end, number.start) is not None
