"""Lines of columns in plain text: where the columns stand, what is a row of numbers, and which heads stand above it.

Columns are kept apart by two spaces or more, by dots that lead the eye, by tabs or by upright lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.records import Document

LONGEST = 400  # code points of a row
FARTHEST = 24  # code points between the middle of a column and that of a head above it
DIGITS = r"(?:\d{1,3}(?: \d{3})+(?!\d)|\d[\d,.]*|\.\d+)"
MARK = r"(?:\*{1,3}|(?<=\d)[a-z]|[ ]?\([a-z]\)|[ ][a-z]/)?"  # "231r", "4.1*", "12 (p)": revised, provisional, a note
# "4.1", "-12,000", "(12,000)", "$37.92", "1.4-1.7"
NUMBER = rf"(?:US\$|[$€£¥])?[+-]?(?:US\$|[$€£¥])?{DIGITS}(?:%|(?:k|mn?|bn|tn)\b)?(?:-{DIGITS}%?)?|\([$€£¥]?{DIGITS}%?\)"
CELL = re.compile(rf"(?P<number>{NUMBER}){MARK}")
EMPTY = re.compile(r"[-\u2013\u2014.\u2026*:]+|n\.?/?a\.?|N\.?/?A\.?|")
YEAR = re.compile(r"(?:19|20)\d\d")
LEADER = r"(?:[ ]?\.){4,}[ ]*"
COLUMN_GAP = re.compile(rf"[ ]{{2,}}|{LEADER}")
DRAWN = re.compile(r"[|\t]")
RULE = re.compile(r"[-=_+|: ]{3,}")
DOTS = " .\u2026"
CAPTION = re.compile(r"(?:Tables?|Charts?|Figures?|Annex|Exhibit|Appendix) [\w.-]{1,8}(?:[.:]|[ ]{2})", re.IGNORECASE)
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in one column of a line, and where; `left` and `right` count from the start of the line."""

    text: str
    start: int
    end: int
    left: int
    right: int

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Row:
    """A label with the numbers of its line; a cell without a number is None."""

    label: Column
    cells: tuple[Column | None, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """All that the heads say above one column, and where the lowest of them stands."""

    text: str
    start: int
    end: int


def columns_of(document: Document, start: int, end: int) -> tuple[Column, ...]:
    """The columns of a line, one for a line of running text; none for a drawn line."""
    line = document.normal[start:end]
    if len(line) > LONGEST or RULE.fullmatch(line):
        return ()
    opens = document.normal.rfind("\n", 0, start) + 1
    begin = 0 if document.normal[opens:start].strip() else start - opens
    drawn = DRAWN.search(document.text, start, end) is not None
    bounds = _drawn(document.text[start:end]) if drawn else _spaced(line)
    found = []
    for left, right in bounds:
        text = line[left:right]
        shift = len(text) - len(text.lstrip())
        text = text.strip()
        left += shift
        found.append(Column(text, start + left, start + left + len(text), begin + left, begin + left + len(text)))
    return tuple(found)


def _spaced(line: str) -> list[tuple[int, int]]:
    at, bounds = 0, []
    for gap in COLUMN_GAP.finditer(line):
        if gap.start() > at:
            bounds.append((at, gap.start()))
        at = gap.end()
    return [*bounds, (at, len(line))] if at < len(line) else bounds


def _drawn(line: str) -> list[tuple[int, int]]:
    """Between upright lines or tabs a column may be empty; the lines on both sides of the row stand for none."""
    at, bounds = 0, []
    for mark in DRAWN.finditer(line):
        if mark.start() > 0:
            bounds.append((at, mark.start()))
        at = mark.end()
    return [*bounds, (at, len(line))] if line[at:].strip() else bounds


def as_row(columns: Sequence[Column]) -> Row | None:
    """A line as a row: a label, and nothing but numbers or marks for missing ones behind it."""
    if len(columns) < 2:
        return None
    label, *rest = columns
    name = label.text.rstrip(DOTS) if label.text.endswith(("..", "\u2026")) else label.text
    years = all(YEAR.fullmatch(column.text) or EMPTY.fullmatch(column.text) for column in rest)
    if years or not name or (CELL.fullmatch(name) and not YEAR.fullmatch(name)):
        return None
    cells: list[Column | None] = []
    for column in rest:
        cell = CELL.fullmatch(column.text)
        if cell is None and EMPTY.fullmatch(column.text) is None:
            return None
        cells.append(_number(column, cell["number"]) if cell is not None else None)
    if not any(cells):
        return None
    named = Column(name, label.start, label.start + len(name), label.left, label.left + len(name))
    return Row(named, tuple(cells))


def _number(column: Column, text: str) -> Column:
    """The number of a cell without the mark behind it."""
    return Column(text, column.start, column.start + len(text), column.left, column.left + len(text))


def titles_of(heads: Sequence[tuple[Column, ...]], row: Row) -> list[Title] | None:
    """What stands above each number of a row; None where no line above has as many columns."""
    count = len(row.cells)
    base = next((at for at in range(len(heads) - 1, -1, -1) if len(heads[at]) in (count, count + 1)), None)
    if base is None:
        return None
    columns = heads[base][-count:]
    titles = []
    for index, column in enumerate(columns):
        over = (column if at == base else _above(line, column, index, count) for at, line in enumerate(heads))
        words = [one.text for one in over if one is not None and one.text]
        words.sort(key=lambda word: YEAR.fullmatch(word) is not None)  # "2025" above "Q1" is "Q1 2025"
        titles.append(Title(" ".join(words), column.start, column.end))
    return titles


def head_label(heads: Sequence[tuple[Column, ...]], count: int) -> str:
    """What stands above the labels of the rows."""
    return next((line[0].text for line in reversed(heads) if len(line) == count + 1), "")


def _above(line: Sequence[Column], column: Column, index: int, count: int) -> Column | None:
    """The column of another line of heads that belongs to a column: by its place, else the nearest one."""
    if len(line) in (count, count + 1):
        return line[-count:][index]
    over = [one for one in line if one.left < column.right and column.left < one.right]
    if over:
        return over[0]
    if len(line) > count:
        return None
    nearest = min(line, key=lambda one: abs(one.middle - column.middle), default=None)
    return nearest if nearest is not None and abs(nearest.middle - column.middle) <= FARTHEST else None
