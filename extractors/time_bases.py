"""The times of numbers that another starts from or is held against: "from 5% to 6%", "against 3 billion in May"."""

from __future__ import annotations

from dataclasses import replace

from extractors.links import Linked, list_of
from extractors.records import Quantity, TimeMention
from extractors.time_ties import foreseen_in
from extractors.wording import wording

FROM = (
    r"(?<=\bfrom (?:an? (?:[\w-]+ )?(?:average|total|peak|high|low|level|rate|share|median|record)(?: of)? )?"
    r"(?:(?:$loose|just|only|less than) )?)"
)
RISEN_TO = r"(?:(?! and | but | while )[^,;:.(]){0,50}\bto (?:$loose )?[$€£¥₹]?"
# "against net sales of 3.4 billion", "higher than the 13.2 percent".
HELD_AGAINST = (
    r"\b(?:against|versus|vs\.?|compare[sd] (?:with|to)|relative to|in contrast to|(?:up|down) from|than (?:the|an?))"
    r"(?: (?!(?:and|but|or|while)\b)[\w'-]+){0,6}? (?:\w{0,2}[$€£¥₹])?$"
)
BEHIND = r" (?:[\w'-]+ ){0,4}"
SPAN = r" (?:to|and|through|until|till) "
SPANS = ("time.years", "time.year_ends")
FORECASTS = r"\b(?:forecasts?|projections?|estimates?|predictions?|expectations?|outlook|consensus)\b"
OWNS = r"'s (?:[a-z-]+ ){0,3}(?:$loose )?[$€£¥₹]?"
WHEN = (
    r", when (?:it|they|prices|output|sales|growth|the (?!(?:two|three)\b)[\w-]+(?: [\w-]+)?)(?: [\w'-]+){1,4}?"
    r" (?:$loose )?[$€£¥₹]?"
)
# "revised up from the 0.9% expected in June", "above the 2.8 percent projected in April": June is when it was foreseen.
OVER = r"\b(?:from|above|below|than|with|to|against|versus)(?: the| an?)? (?:$loose )?$"
FORESEEN = (
    r" ?(?:[a-z-]+ ){0,2}?(?:expected|forecast|forecasted|projected|predicted|foreseen|anticipated|estimated|seen)"
    r"(?:(?: (?:back|earlier))? (?:in|last)\b"
    r"| by (?:an?|the|all|most|economists|analysts|markets?|traders|\d+)\b|[,.;])"
)
OWNER_REACH = 40  # code points from a time to the number that is its own
HELD_REACH = 80  # code points before a number within which the words stand that hold another against it


def starts_from(index: int, linked: Linked) -> bool:
    """Whether a number is what another has come from: "rose [from 1.5%] to 1.6%"."""
    quantity = linked.quantities[index]
    if wording(FROM).match(linked.normal, quantity.start) is None:
        return False
    return index + 1 < len(linked.quantities) and _reaches(index, linked)


def comes_from(index: int, linked: Linked) -> bool:
    """Whether a number is what another has come to: "rose from 1.5% [to 1.6%]"."""
    return index > 0 and starts_from(index - 1, linked)


def _reaches(index: int, linked: Linked) -> bool:
    start, end = linked.quantities[index].end, linked.quantities[index + 1].start
    return wording(RISEN_TO).fullmatch(linked.normal, start, end) is not None


def end_of_span(time: TimeMention, normal: str, first: bool) -> str | None:
    """The first or last year of a span that two numbers are the ends of; None where the time is no such span."""
    begin, _, last = (time.edtf or "").partition("/")
    told = wording(SPAN).search(normal, time.start, time.end) is not None  # "for 2026-27" is one time
    if time.rule not in SPANS or not told or not last:
        return None
    return begin if first else last


def forecast_beside(index: int, linked: Linked) -> int | None:
    """The number for whose time another one had been foreseen: "3.6% this year, against a forecast of 3.9%".

    Of two lists of the same length it is the one at the same place.
    """
    ours = list_of(linked.links, index)
    first, quantities = ours[0], linked.quantities
    if not first or linked.links[first] is not None:
        return None
    start, unit = quantities[first].start, quantities[first].unit
    left = max(quantities[first - 1].end, linked.sentence.start, start - HELD_REACH)
    if wording(FORECASTS).search(linked.normal, left, start) is None:
        return None
    held = wording(HELD_AGAINST).search(linked.normal, left, start)
    if held is None or wording(FORECASTS).search(linked.normal, held.start(), start) is None:
        return None
    alike = [at for at in range(first) if quantities[at].unit == unit and quantities[at].kind == quantities[first].kind]
    return alike[ours.index(index)] if len(alike) == len(ours) else None


def foreseen_then(index: int, linked: Linked) -> int | None:
    """The like number before one for whose time this one had been foreseen, at a time behind it or by somebody."""
    if index == 0:
        return None
    link = linked.links[index - 1]
    held = link is not None and link.kind == "level" and "to" not in linked.normal[link.lead : link.lead + 8].split()
    base = link.base if link is not None and held else index - 1
    before, quantity = linked.quantities[base], linked.quantities[index]
    if (before.kind, before.unit) != (quantity.kind, quantity.unit):
        return None
    if wording(FORESEEN).match(linked.normal, quantity.end, linked.sentence.end) is None:
        return None
    start = linked.quantities[index - 1].end
    return base if wording(OVER).search(linked.normal, start, quantity.start) is not None else None


def _owner(quantity: Quantity, linked: Linked) -> TimeMention | None:
    """The time that owns a number: "picking up from [August's] 4.4% gain", "in [May], when they fell 0.1%"."""
    told = [time for time in linked.times if time.end < quantity.start and time.edtf and time.role != "present"]
    when = bool(told) and linked.normal.startswith(", when ", told[-1].end)
    if when and wording(WHEN).fullmatch(linked.normal, told[-1].end, quantity.start):
        return replace(told[-1], edtf=(told[-1].edtf or "").removesuffix("/.."))
    for time in linked.times:
        near = time.end < quantity.start <= time.end + OWNER_REACH
        if (
            near
            and time.role == "base"
            and time.edtf
            and wording(OWNS).fullmatch(linked.normal, time.end, quantity.start)
        ):
            return time
    return None


def time_held_against(index: int, linked: Linked) -> TimeMention | None:
    """The time right behind a number that another is held against: "against 3.4 billion [in the same period]"."""
    quantity = linked.quantities[index]
    if quantity.kind == "multiple":
        return None  # "against more than double the figure of May"
    owner = _owner(quantity, linked)
    if owner is not None:
        return owner
    behind = [time for time in linked.times if quantity.end <= time.start < linked.following(index)]
    if not behind or behind[0].role not in ("base", "basis") or not behind[0].edtf:
        return None
    if wording(BEHIND).fullmatch(linked.normal, quantity.end, behind[0].start) is None:
        return None
    before = linked.quantities[index - 1].end if index else 0
    left = max(before, linked.sentence.start, quantity.start - HELD_REACH)
    held = wording(HELD_AGAINST).search(linked.normal, left, quantity.start)
    return behind[0] if held is not None and not foreseen_in(behind[0], linked.normal) else None
