"""Parts of an amount told behind "including": "spending totaled 31 billion, including 21 billion in roads"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.phrases import words
from extractors.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.candidates import Candidate

AMOUNTS = ("money", "quantity")
OPENING = r"(?:[ ,;]|[^;.:]{0,80}[ ,])(?:including|comprising|consisting of|of which)(?: $loose)? [$€£]?"
# Between two members: " in roads, ", " to Asia and ".
MEMBER = r" (?P<lead>in|from|for|on|to|via|by|at) (?P<name>(?:the )?[A-Za-z][\w&'-]*(?: (?!and\b)[\w&'-]+){0,4})"
GAP = MEMBER + r"(?:, and|,| and)(?: $loose)? [$€£]?"
INNER = r" (?P<lead>in|from|for|on|to|via|by|at|of) "


def included_name(candidate: Candidate, index: int, found: Sequence[str | None]) -> str | None:
    """What the whole measures, of the part that this number is; None for a number that is no such part."""
    quantity, normal = candidate.quantities[index], candidate.normal
    own = wording(MEMBER).match(normal, quantity.end, candidate.sentence.end)
    base = _whole(candidate, index) if own is not None else None
    name = found[base] if base is not None else None
    if own is None or name is None or own["name"].split()[-1].lower() in words("flow_noun") | words("item_noun"):
        return None
    if name.split()[-1].lower() in words("money_verb"):
        return None  # "the agency spent"
    inner = wording(INNER).search(name)
    stem = name[: inner.start()] if inner is not None and inner["lead"] == own["lead"] else name
    return f"{stem} {own['lead']} {own['name'].removeprefix('the ')}"


def _whole(candidate: Candidate, index: int) -> int | None:
    """The amount before "including" that a number is a part of."""
    quantities, normal = candidate.quantities, candidate.normal
    part = quantities[index]
    if part.kind not in AMOUNTS:
        return None
    at = index
    while at > 0 and wording(GAP).fullmatch(normal, quantities[at - 1].end, quantities[at].start):
        at -= 1
    for base in range(at - 1, -1, -1):
        whole = quantities[base]
        if (whole.kind, whole.unit) == (part.kind, part.unit):
            larger = whole.value is None or part.value is None or whole.value > part.value
            led = wording(OPENING).fullmatch(normal, whole.end, quantities[at].start)
            return base if larger and led is not None and candidate.links[base] is None else None
    return None
