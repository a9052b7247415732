"""Titles of several lines: "PRESS GAGGLE", "BY PRESS SECRETARY JO HARTLEY", "ABOARD AIR FORCE ONE"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from extractors.structure.dates import mask_dates
from extractors.structure.front import Title, is_date_line
from extractors.structure.layout import Block

MOST_LINES = 6
LONGEST_LINE = 80  # columns; a longer line was not broken to be centred
ON_BEHALF = re.compile(r"(?:BY|WITH|ABOARD|EN ROUTE|AND|ON|IN|AT|OF|FOR|BEFORE|FOLLOWING|AFTER|TO)\b")


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
