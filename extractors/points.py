"""How a talk goes on from one paragraph to the next: whether it does, and the points that it is told in."""

from __future__ import annotations

from bisect import bisect_right

from extractors.records import Document
from extractors.scene import Point
from extractors.wording import wording

OPENS = r"[ ]*(?:(?:first(?:ly)?|to begin with|one is|on one hand)\b,?|(?:1|i|a)[.)]|\((?:1|i|a)\))[ ]"
GOES_ON = (
    r"[ ]*(?:(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final)(?:ly)?,|(?:[2-9]|1\d)[.)]"
    r"|\((?:[2-9]|1\d)\))[ ]"
)


def point_of(document: Document, before: int, paragraph: int) -> Point | None:
    """Which point of a talk a paragraph opens: "First, exports grew"; None where it is of another talk."""
    if before < 0 or paragraph <= before or not _is_same_talk(document, before, paragraph):
        return None
    here = document.paragraphs[paragraph]
    if wording(OPENS).match(document.normal, here.start, here.end):
        return "first"
    return "later" if wording(GOES_ON).match(document.normal, here.start, here.end) else "inside"


def _is_same_talk(document: Document, before: int, paragraph: int) -> bool:
    """Whether one speaker goes on up to a paragraph, with no heading between."""
    if any(part.zone == "heading" for part in document.paragraphs[before : paragraph + 1]):
        return False
    return _turn_at(document, document.paragraphs[before].end) == _turn_at(document, document.paragraphs[paragraph].end)


def _turn_at(document: Document, place: int) -> int:
    return bisect_right(document.turns, place, key=lambda turn: turn.start) - 1


def talk_goes_on(document: Document, before: int, paragraph: int) -> bool:
    """Whether a paragraph is the next one of the same speaker, with no heading between."""
    if paragraph != before + 1 or before < 0:
        return False
    above, here = document.paragraphs[before], document.paragraphs[paragraph]
    if above.zone != "text" or here.zone != "text":
        return False
    turn = _turn_at(document, here.end)
    return turn < 0 or document.turns[turn].start < above.end
