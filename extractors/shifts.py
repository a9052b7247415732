"""Direction and basis of each number of a sentence: its own words first, then those of the numbers it is linked to."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.changes import named_direction, read_basis, read_direction
from extractors.links import base_of, list_of
from extractors.phrases import Phrase
from extractors.records import Basis, Direction, Quantity
from extractors.scene import Draft, Scene
from extractors.wording import wording

# "grew 1.7 percent, after 3.2 percent in the third quarter": two changes; "slowed to 3.5 from 5.6": two levels.
SAME_KIND = r"\b(?:after|following|vs\.?|versus|against|compared (?:with|to))\b"
TWELVE = r"\b(?:12|twelve) months\b"
OPENING = 40  # code points from the start of a sentence within which a basis opens it


def direction_of(scene: Scene, index: int, before: Sequence[Draft | None]) -> Direction | None:
    """Which way a number moved something; `before` are the drafts of the numbers before it."""
    quantity, link = scene.quantity(index), scene.link(index)
    own = read_direction(scene.normal, scene.candidate.sentence, quantity, scene.candidate.times)
    if own is not None:
        return own
    if link is None or link.kind == "change":
        return _named(scene.phrases[index], quantity)
    base = before[link.base]
    if link.kind == "list":
        return base.direction if base is not None else None
    if link.kind == "share":
        return None
    alike = base is not None and base.quantity.unit == quantity.unit == "%"
    if alike and base is not None and wording(SAME_KIND).search(scene.normal, link.lead, quantity.start):
        return base.direction
    return _named(scene.phrases[base_of(scene.candidate.links, index)], quantity)


def _named(phrase: Phrase | None, quantity: Quantity) -> Direction | None:
    return named_direction(phrase.text, quantity) if phrase is not None and not phrase.whole else None


def basis_of(scene: Scene, index: int, before: Sequence[Draft | None]) -> Basis | None:
    """The basis of a change: its own words, those of its list, those that open the sentence."""
    candidate = scene.candidate
    found = _own_basis(scene, index) or _basis_of_list(scene, index, before)
    if found is not None or candidate.links[index] is not None:
        return found
    for time in candidate.times:
        ahead = time.end <= candidate.quantities[0].start and time.start - candidate.sentence.start < OPENING
        if time.role == "basis" and ahead:
            return time.basis
    return None


def _basis_of_list(scene: Scene, index: int, before: Sequence[Draft | None]) -> Basis | None:
    """The basis that an earlier member of the list has, or that the words behind its last member give."""
    members = list_of(scene.candidate.links, index)
    for member in (*members[: members.index(index)], members[-1]):
        shared = before[member] if member < len(before) else None
        if shared is not None and shared.basis is not None:
            return shared.basis
        own = _own_basis(scene, member) if shared is None and member != index else None
        if own is not None:
            return own
    return None


def _own_basis(scene: Scene, index: int) -> Basis | None:
    candidate = scene.candidate
    start, following = candidate.quantities[index].end, candidate.following(index)
    for time in candidate.times:
        if start <= time.start < following and wording(TWELVE).search(scene.normal, time.start, time.end):
            return "year-on-year"
    return read_basis(candidate, index)


def basis_touches(scene: Scene, index: int) -> bool:
    """Whether "year on year" stands right behind a number that is no change by itself: inflation of 2% year on year."""
    quantity = scene.quantity(index)
    return quantity.kind == "percentage" and any(
        time.role == "basis" and 0 <= time.start - quantity.end <= 8 for time in scene.candidate.times
    )
