"""Tables of a page -> rows of cells."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extractors.readers.layout import SOFT_HYPHEN, is_figure

LONGEST_CELL = 300
MOST_REPEATED = 2000  # cells of a table that repeat another one


def is_data_table(table: etree._Element) -> bool:
    """Whether a table holds data: rows of several short cells. Others lay out the page."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in _rows(table)]
    if sum(len(row) > 1 for row in rows) < 2 or next(table.iterdescendants("table", "h1", "ul"), None) is not None:
        return False
    return all(len(words_of(cell, LONGEST_CELL + 1)) <= LONGEST_CELL for row in rows for cell in row)


def table_cells(table: etree._Element) -> Iterator[list[str]]:
    """The rows of a table as cells. A cell over several columns or rows stands in each if it is a head or label."""
    pending: dict[int, tuple[int, str]] = {}  # column -> rows that a cell above still reaches into, and its text
    left = MOST_REPEATED
    for caption in table.iterchildren("caption"):
        yield [words_of(caption)]
    for row in _rows(table):
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            _fill(cells, pending)
            text = words_of(cell)
            again = "" if is_figure(text) and cell.tag == "td" else text
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            left -= down * across - 1
            if left < 0:  # nobody's table: each cell stands once
                down = across = 1
            for number in range(across):
                if down > 1:
                    pending[len(cells)] = (down - 1, again)
                cells.append(again if number else text)
        _fill(cells, pending)
        yield cells


def _fill(cells: list[str], pending: dict[int, tuple[int, str]]) -> None:
    """Add what the cells above put into the next columns."""
    while len(cells) in pending:
        column = len(cells)
        rows, text = pending[column]
        if rows > 1:
            pending[column] = (rows - 1, text)
        else:
            del pending[column]
        cells.append(text)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from part.iterchildren("tr")


def _span(cell: etree._Element, key: str) -> int:
    value = cell.get(key, "1").strip()
    return min(max(int(value), 1), 50) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def words_of(cell: etree._Element, longest: int | None = None) -> str:
    """The words of an element, such as a cell; no more than a little beyond `longest` characters of them."""
    pieces: list[str] = []
    length = 0
    for piece in cell.itertext():
        pieces.append(str(piece))
        length += len(piece)
        if longest is not None and length > 4 * longest:
            break
    return " ".join("".join(pieces).replace(SOFT_HYPHEN, "").split())
