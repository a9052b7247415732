"""A claim in its sentence, as much of it as there is room for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli.shell import printable

if TYPE_CHECKING:
    from extractors.records import Claim

CUT = "…"


@dataclass(frozen=True)
class Excerpt:
    """Part of a sentence, safe to print: what stands before the claim, the claim, and what stands behind it."""

    before: str
    claim: str
    after: str


def excerpt(claim: Claim, width: int) -> Excerpt:
    """The claim with the words around it, in about so many columns; what is left out is a dot of three.

    The words before a number mostly say what it is about, so they get two thirds of the room.
    """
    from rich.cells import cell_len

    start, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    before, after = _flat(claim.sentence[:start]), _flat(claim.sentence[end:])
    words = _flat(claim.text)
    room = max(0, width - cell_len(words))
    first = min(cell_len(before), max(room * 2 // 3, room - cell_len(after)))
    return Excerpt(_end(before, first), words, _beginning(after, room - first))


def _flat(text: str) -> str:
    """Printable, and with no more than one space between words; one at an end stays, so that words do not touch."""
    shown = printable(text)
    flat = " ".join(shown.split())
    return (" " * shown[:1].isspace() + flat + " " * shown[-1:].isspace()) if flat else " " * bool(shown)


def _beginning(text: str, width: int) -> str:
    """The first words, so many columns of them."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= width:
        return text
    if width <= len(CUT):
        return ""
    kept = set_cell_size(text, width - len(CUT)).rstrip()
    whole = kept.rpartition(" ")[0] if not text[len(kept) : len(kept) + 1].isspace() else kept
    return (whole or kept) + CUT


def _end(text: str, width: int) -> str:
    """The last words, so many columns of them."""
    mirrored = _beginning(text[::-1], width)
    return mirrored[::-1]
