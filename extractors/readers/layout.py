"""Blocks and tables -> text, in the shapes that the structure stage and extractors/tables.py read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

BETWEEN_BLOCKS = "\n\n"
BETWEEN_COLUMNS = " " * 6  # more than running text ever has, so that a row is never taken for a heading
EMPTY_CELL = "…"
BULLET = "- "
METRE = re.compile(r"(?:^|[\s\d])(?:[kcmd]?m|metres?|meters?|feet|ft)$")
NOTE = re.compile(r"\d{1,3}(?:\s?[,-]\s?\d{1,3})*|\*{1,3}")
FIGURE = re.compile(r"[+-]?\d[\d,.\s]*%?")

# Left by typesetters to say where a word may break: no part of the text.
SOFT_HYPHEN = "\xad"


def join_blocks(blocks: Iterable[str]) -> str:
    """Blocks as one text, a blank line between them, so that none is taken for a line that goes on."""
    kept = [block for block in blocks if block]
    return BETWEEN_BLOCKS.join(kept) + "\n" if kept else ""


def table_rows(rows: Iterable[Sequence[str]]) -> list[str]:
    """The rows of a table as lines with columns apart; an empty cell keeps its column with a mark.

    Rows of one cell are captions and stand as they are.
    """
    lines = []
    for row in rows:
        cells = [" ".join(cell.split()) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        filled = [cell for cell in cells if cell]
        lines.append(filled[0] if len(filled) == 1 and cells[0] else BETWEEN_COLUMNS.join(map(_cell, cells)))
    return lines


def is_figure(cell: str) -> bool:
    """Whether a cell is a number and nothing else."""
    return FIGURE.fullmatch(cell.strip()) is not None


def _cell(cell: str) -> str:
    # Statistical tables write a minus sign of their own, and thin spaces between thousands.
    if is_figure(cell.replace("\u2212", "-")):
        cell = re.sub(r"(?<=\d)\s(?=\d{3}\b)", ",", cell.replace("\u2212", "-"))
    return cell or EMPTY_CELL


def raised(before: str, text: str) -> str:
    """Raised characters as plain text has them behind the words before: "km2", "10^8", "20th", "5.2% [1]".

    The number of a footnote must not lengthen the one it stands behind.
    """
    mark = text.strip()
    if METRE.search(before):
        return text
    if before.endswith("10") and mark.isdecimal():
        return f"^{mark}"
    if NOTE.fullmatch(mark):
        return f" [{mark}]" if before else f"[{mark}] "
    return f" {text}" if mark.startswith(("[", "(")) and not before.endswith(" ") else text
