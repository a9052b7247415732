"""The title of a page, also of several lines: "PRESS GAGGLE", "BY PRESS SECRETARY JO HARTLEY"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from extractors.structure.dates import Masked, mask_dates
from extractors.structure.front import (
    LONGEST_DATE_LINE,
    SENTENCE_END,
    SENTENCE_WORDS,
    dateline_end,
    is_date_line,
    is_letterhead,
    names_event,
)
from extractors.structure.layout import BULLET, Block

LONGEST_TITLE = 300
HEAD_BLOCKS = 40
SHORT_SENTENCE = 7  # words, most of them small: titles have capitals or no full stop
LEAD_IN_WORDS = 5
MOST_LINES = 6
LONGEST_LINE = 80  # columns; a longer line was not broken to be centred
ON_BEHALF = re.compile(r"(?:BY|WITH|ABOARD|EN ROUTE|AND|ON|IN|AT|OF|FOR|BEFORE|FOLLOWING|AFTER|TO)\b")
NUMBERED = re.compile(r"\d{1,2}[.)]\s?[A-Z]")  # "1. Main points" is a heading of a part
CUE = re.compile(r"\d\s?-->\s?\d")  # captions have no title
TITLE_BAR = re.compile(r"\s?\|\s?$")
STORED = re.compile(r"date <stamp> \S")


@dataclass(frozen=True)
class Title:
    """The title as published, its first block of `lines`, and where it ends there: a date behind a bar is not in it."""

    text: str
    block: int
    end: int
    lines: int = 1

    @property
    def below(self) -> int:
        """The first block behind it."""
        return self.block + self.lines


def find_title(
    text: str, blocks: Sequence[Block], noise: frozenset[int], spoken: frozenset[int], declared: str | None = None
) -> Title | None:
    """The first line that is neither navigation, date, byline nor text, nor in `spoken`, where turns begin.

    The title that the metadata declare is the first line with these words. A page that starts with its text has none,
    unless its letterhead names the event, such as "PRESS BRIEFING".
    """
    own = _words(declared or "")
    for number, block in enumerate(blocks[:HEAD_BLOCKS]):
        if own and _words(block.text) == own and not is_letterhead(block.text):
            return Title(" ".join(text[block.start : block.end].split()), number, block.end)
    event: Title | None = None
    for number, block in enumerate(blocks[:HEAD_BLOCKS]):
        if number in noise:
            if CUE.search(block.text):
                return None
            continue
        masked = mask_dates(block.text[:LONGEST_DATE_LINE])
        if is_letterhead(masked.text):
            if names_event(block.text):
                event = _title(text, block, number, masked)
            continue
        if is_date_line(masked) and not _has_bar_title(masked):
            continue
        dated = dateline_end(block.text) and not STORED.match(masked.text)
        if number in spoken or dated or not _is_title(block.text):
            return event
        return _title(text, block, number, masked)
    return event


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _has_bar_title(masked: Masked) -> bool:
    """ "SCIO briefing on trade | September 2, 2026": more than a place or a publisher before the bar."""
    bar = masked.text.find("|")
    return bar > 0 and masked.places[0] > bar and len(masked.text[:bar].split()) >= 4


def _is_title(text: str) -> bool:
    if len(text) > LONGEST_TITLE or (BULLET.match(text) is not None and text[0] in "*-•"):
        return False
    words = text.split()
    if NUMBERED.match(text) or (text.endswith(":") and len(words) > LEAD_IN_WORDS):
        return False
    small = sum(word[:1].islower() for word in words)
    sentence = len(words) > SENTENCE_WORDS or (len(words) >= SHORT_SENTENCE and small * 2 > len(words))
    return not (SENTENCE_END.search(text) and sentence)


def _title(text: str, block: Block, number: int, masked: Masked) -> Title:
    end = block.end
    start = block.start + dateline_end(block.text) if STORED.match(masked.text) else block.start
    for mention in masked.mentions:
        before = TITLE_BAR.search(block.text[: mention.start])
        if before is not None and before.start() > 0:
            end = block.start + before.start()
            break
    return Title(" ".join(text[start:end].split()), number, end)


def whole_title(blocks: Sequence[Block], title: Title | None, other: Collection[int]) -> Title | None:
    """The title with the lines below that go on with it: all in capitals, touching, none of `other`.

    The first of them must open as no title of its own does, with "BY" or the like.
    """
    if title is None or not _is_line(blocks[title.block]):
        return title
    lines = [title.text]
    for number in range(title.block + 1, min(len(blocks), title.block + MOST_LINES)):
        block = blocks[number]
        if number in other or block.gap or not _is_line(block) or is_date_line(mask_dates(block.text)):
            break
        if len(lines) == 1 and not ON_BEHALF.match(block.text):
            break
        lines.append(block.text)
    return replace(title, text=" ".join(lines), lines=len(lines)) if len(lines) > 1 else title


def _is_line(block: Block) -> bool:
    return len(block.text) <= LONGEST_LINE and block.text.isupper() and not block.text.endswith(":")
