"""The lines of a PDF's pages, with their place: pdfium tells where each character stands."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.readers.layout import BETWEEN_COLUMNS, is_figure

HYPHEN = "\x02"  # pdfium's mark for a hyphen at the end of a line
COLUMN_GAP = 1.6  # of the size of the letters: wider than any space of a justified line
NARROW_GAP = 0.6  # the same: wider than most; it parts columns where figures or other columns say so
SAME_LINE = 0.3  # of the size of the letters


@dataclass(frozen=True)
class Cell:
    """A run of text without a gap as wide as between columns."""

    text: str
    left: float
    right: float


@dataclass(frozen=True)
class Line:
    """A line of a page. Places are in points from the lower left corner; `base` is where its letters stand.

    `hyphenated`: it ends with a hyphen that breaks a word. `page` counts from 0, `height` is that of the page.
    """

    cells: tuple[Cell, ...]
    base: float
    size: float
    page: int
    height: float
    hyphenated: bool = False

    @property
    def text(self) -> str:
        """The words, columns apart."""
        return BETWEEN_COLUMNS.join(cell.text for cell in self.cells)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.cells[-1].right


@dataclass(frozen=True)
class _Char:
    text: str
    left: float
    right: float
    base: float
    size: float


def read_lines(document: Any) -> Iterator[list[Line]]:
    """The lines of each page in the order in which the page draws them."""
    for number in range(len(document)):
        page = document[number]
        words = page.get_textpage()
        try:
            yield [
                line
                for run in _one_line(list(_runs(words)))
                if (line := _line(run, number, page.get_height())) is not None
            ]
        finally:
            words.close()
            page.close()


def _runs(words: Any) -> Iterator[list[_Char]]:
    """The characters between two line breaks of pdfium."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    run: list[_Char] = []
    for index in range(words.count_chars()):
        code = pdfium.FPDFText_GetUnicode(words, index)
        if code in (0x0A, 0x0D):
            if run:
                yield run
            run = []
            continue
        char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        pdfium.FPDFText_GetLooseCharBox(words, index, box)
        pdfium.FPDFText_GetCharOrigin(words, index, x, y)
        run.append(_Char(char, box.left, box.right, y.value, box.top - box.bottom))
        if char == HYPHEN:
            yield run
            run = []
    if run:
        yield run


def _one_line(runs: Sequence[list[_Char]]) -> Iterator[list[_Char]]:
    """Runs that stand on one line as one: cells of a row are drawn one by one."""
    line: list[_Char] = []
    last = _Char("", 0, 0, 0, 0)
    for run in runs:
        inked = [char for char in run if not char.text.isspace()]
        if not inked:
            continue
        if line and not _continues(last, inked[0]):
            yield line
            line = []
        line = [*line, _Char(" ", last.right, inked[0].left, 0, 0), *run] if line else list(run)
        last = inked[-1]
    if line:
        yield line


def _continues(last: _Char, first: _Char) -> bool:
    return abs(last.base - first.base) < SAME_LINE * max(last.size, 1) and first.left >= last.right


def _line(run: Sequence[_Char], page: int, height: float) -> Line | None:
    hyphenated = run[-1].text == HYPHEN
    inked = [char for char in run if not char.text.isspace() and char.text != HYPHEN]
    if not inked:
        return None
    sizes = sorted(char.size for char in inked)
    size = sizes[len(sizes) // 2]
    cells = _cells(run, COLUMN_GAP * size)
    narrow = _cells(run, NARROW_GAP * size)
    if len(cells) > 1 or all(is_figure(cell.text) for cell in narrow[1:]):
        cells = narrow
    bases = sorted(char.base for char in inked)
    return Line(tuple(cells), bases[len(bases) // 2], size, page, height, hyphenated)


def _cells(run: Sequence[_Char], gap: float) -> list[Cell]:
    """The words of a line, parted where the space between two is wider than the gap."""
    cells: list[Cell] = []
    piece: list[str] = []
    left = right = 0.0
    space = False
    for char in run:
        if char.text.isspace() or char.text == HYPHEN:
            space = True
            continue
        if piece and char.left - right > gap:
            cells.append(Cell("".join(piece), left, right))
            piece = []
        elif piece and space:
            piece.append(" ")
        left = left if piece else char.left
        piece.append(char.text)
        right, space = char.right, False
    return [*cells, Cell("".join(piece), left, right)]
