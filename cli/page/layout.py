"""The paragraphs of a document as the page sets them: every word of the text once, in order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from extractors.records import DocumentRecord
from extractors.structure import read_structure


class Block(NamedTuple):
    """A paragraph from `start` to `end`; what stands before `body` is a label, such as the speaker's name.

    `zone` is that of the paragraph, or "speaker" for a label on a line of its own.
    """

    start: int
    body: int
    end: int
    zone: str


def blocks(text: str, record: DocumentRecord) -> list[Block]:
    """The paragraphs of a text and what stands between them; the record says what its page said of it.

    Words between two paragraphs that are on the line of the second are its label; other lines are noise.
    """
    found: list[Block] = []
    at = 0
    document = read_structure(text, declared_title=record.title, declared_published=record.published)
    turns = {turn.start for turn in document.turns}
    following = [paragraph.start for paragraph in document.paragraphs[1:]]
    for paragraph, follower in zip_longest(document.paragraphs, following):
        line = _line_start(text, at, paragraph.start)
        found += _lines(text, at, line)
        label = _skip_space(text, line, paragraph.start)
        zone = "speaker" if paragraph.zone == "front" and follower in turns else paragraph.zone
        found.append(Block(label, paragraph.start, paragraph.end, zone))
        at = paragraph.end
    return [*found, *_lines(text, at, len(text))]


def _line_start(text: str, start: int, end: int) -> int:
    """Where the last line of text[start:end] begins."""
    return max(text.rfind("\n", start, end) + 1, start)


def _lines(text: str, start: int, end: int) -> Iterator[Block]:
    """The lines of text[start:end] that are not blank."""
    for line in text[start:end].splitlines(keepends=True):
        first = _skip_space(text, start, start + len(line))
        last = start + len(line.rstrip())
        if first < last:
            yield Block(first, first, last, "noise")
        start += len(line)


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
