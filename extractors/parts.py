"""Parts of things named before: "312 projects, of which 47 had sold credits", "72 percent of them met the standard"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.antecedents import antecedent
from extractors.candidates import Candidate
from extractors.parsing import Parsed
from extractors.phrases import Phrase, words
from extractors.records import Quantity
from extractors.scene import Memory
from extractors.wording import wording

PARTS_BEHIND = r"[ ]of (?:them|these|those|which|whom)\b(?! [a-z-]+(?:s|ed|en)\b)"
PARTS_BEFORE = (
    r"\b(?:of which|of whom|of these|of those|of them|among them|among these|among which|among whom)[ ,]{1,3}"
    r"(?:(?:about|around|some|nearly|almost|only|over|more than|less than|at least|roughly|another|a further) ){0,2}$"
)
KINDS = ("percentage", "count")
SETS = ("count", "quantity")  # what a part can be of; money is spent, not sorted
LEAD = 60  # code points before a number in which the words stand that make it a part


def part_name(
    candidate: Candidate,
    index: int,
    phrase: Phrase | None,
    found: Sequence[str | None],
    memory: Memory,
    before: Callable[[], Parsed | None],
) -> str | None:
    """The set that a part is of, with what the part does; None for a number that is no such part or says its noun."""
    quantity = candidate.quantities[index]
    if quantity.kind not in KINDS or not _is_part(candidate, quantity) or not _is_deed(phrase):
        return None
    whole = _set_before(candidate, index, found) or _set_said(candidate, index, found, memory, before)
    if whole is None or phrase is None:
        return None
    verb = phrase.head is not None and phrase.head.tag_.startswith("VB")
    return f"{whole} {phrase.text}" if verb and not phrase.empty else whole


def _is_part(candidate: Candidate, quantity: Quantity) -> bool:
    normal, start = candidate.normal, max(candidate.sentence.start, quantity.start - LEAD)
    behind = wording(PARTS_BEHIND).match(normal, quantity.end) is not None
    return behind or wording(PARTS_BEFORE).search(normal, start, quantity.start) is not None


def _is_deed(phrase: Phrase | None) -> bool:
    """Whether the tree says of a part what it does and not what it is."""
    if phrase is None or phrase.head is None:
        return False
    return phrase.head.tag_.startswith(("VB", "JJ")) or (phrase.empty and phrase.head.lower_ in words("pronoun"))


def _set_before(candidate: Candidate, index: int, found: Sequence[str | None]) -> str | None:
    """The things of the sentence that were counted or measured last."""
    before = zip(reversed(candidate.quantities[:index]), reversed(found[:index]), strict=True)
    return next((text for quantity, text in before if text and quantity.kind in SETS), None)


def _set_said(
    candidate: Candidate,
    index: int,
    found: Sequence[str | None],
    memory: Memory,
    before: Callable[[], Parsed | None],
) -> str | None:
    """What "them" are where the sentence has not said it."""
    quantity = candidate.quantities[index]
    if any(found) or quantity.kind == "count" or not wording(PARTS_BEHIND).match(candidate.normal, quantity.end):
        return None
    if memory.fresh and memory.plural:
        return memory.indicator
    said = before()
    meant = antecedent(said, plural=True) if said is not None else None
    return meant.text if meant is not None else None
