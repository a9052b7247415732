"""Numbers told in one pattern: "120 farms in the north and 80 in the south", "2 billion on roads, 900 million on rail".

The second leaves out the noun or the verb and has its own complement with the same preposition.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.candidates import Candidate
from extractors.quantities import BARE
from extractors.wording import wording

AMOUNTS = ("count", "money", "quantity", "percentage")
LONGEST_GAP = 90  # code points between two numbers of one pattern
BETWEEN = (
    r"(?: (?!(?:on|for|in|to|from|with|of)\b)[a-z][\w-]*){0,4}"
    r" (?P<lead>on|for|in|from|with|to) (?P<first>(?!\d)[\w'&-]+(?: (?!and\b)[\w'&-]+){0,5}),?(?: and|,)"
    r"(?: (?:by|at|to|about|around|some|nearly|almost|only|another|over|more than|less than|roughly|just)){0,2} [$€£]?"
)
BEHIND = (
    r" (?P<lead>on|for|in|from|with|to)"
    r" (?P<second>(?:the )?(?!\d)[\w'&-]+(?: (?!and\b|in\b|last\b|this\b)[\w'&-]+){0,4})"
)


def parallel_name(candidate: Candidate, index: int, found: Sequence[str | None]) -> str | None:
    """The name of the number before with this one's own complement; None where the two are told otherwise."""
    if index == 0 or found[index - 1] is None:
        return None
    before, quantity, normal = candidate.quantities[index - 1], candidate.quantities[index], candidate.normal
    own_unit = quantity.rule != BARE and (quantity.kind, quantity.unit) != (before.kind, before.unit)
    if before.kind not in AMOUNTS or quantity.kind not in AMOUNTS or own_unit:
        return None
    if quantity.start - before.end > LONGEST_GAP:
        return None
    between = wording(BETWEEN).fullmatch(normal, before.end, quantity.start)
    behind = wording(BEHIND).match(normal, quantity.end, candidate.sentence.end)
    if between is None or behind is None or between["lead"] != behind["lead"]:
        return None
    if _is_time(candidate, *behind.span("second")) or _is_time(candidate, *between.span("first")):
        return None
    lead, base, first = between["lead"], found[index - 1] or "", between["first"].removeprefix("the ")
    own = f"{lead} {behind['second']}"
    if before.kind == "percentage":
        said = base.endswith((f" {lead} {first}", f" {lead} the {first}"))
        return f"{base.rpartition(f' {lead} ')[0]} {own}" if said else f"{base} {own}"
    stem = base.partition(f" {lead} ")[0]
    return f"{stem} {own}" if stem != first else None


def _is_time(candidate: Candidate, start: int, end: int) -> bool:
    return any(time.start < end and start < time.end for time in candidate.times)
