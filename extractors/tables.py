"""Tables in plain text: columns kept apart by runs of spaces, the unit in row label or head, the period in the head.

    Output              May     Jan.-May
    Coal (10,000 t)     231     1,102

A row gives one quantity per cell. Nothing here is parsed: the head and the label say it all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.changes import headed_direction, names_change
from extractors.numbers import read_number
from extractors.quantities import BARE, find_quantities
from extractors.records import Basis, Direction, Document, Ground, Quantity, Sentence, TimeMention

NUMBER = r"[+-]?\d[\d,.]*%?"
EMPTY = r"[-–—.…]+|n\.?a\.?"
ROW = re.compile(
    rf"[ ]*(?P<label>[^\W\d](?:[^ ]| (?! ))*+)[ ]{{2,}}"
    rf"(?P<cells>(?:(?:{EMPTY})[ ]{{2,}})*+{NUMBER}(?:[ ]{{2,}}(?:{NUMBER}|{EMPTY}))*+)[ ]*"
)
CELL = re.compile(rf"{NUMBER}|{EMPTY}")
COLUMN = re.compile(r"\S(?:[^ ]| (?! ))*+")
UNIT = re.compile(r"(?<! )[ ]*\((?P<unit>[^()]{1,40})\)[ ]*$")
FACTOR = re.compile(
    r"(?P<factor>\d[\d,]*)?[ ]*(?P<scale>thousand|million|billion|trillion)?[ ]*(?P<rest>.*)", re.DOTALL
)
LONGEST = 400  # code points of a row
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Cell:
    """One number of a table with what its row and column say about it."""

    quantity: Quantity
    sentence: Sentence
    indicator: str
    period: str | None
    direction: Direction | None
    basis: Basis | None
    grounds: Mapping[str, Ground]


@dataclass(frozen=True)
class _Head:
    columns: tuple[tuple[str, int, int], ...]


def find_cells(document: Document, find_times: Callable[[int, int], Sequence[TimeMention]]) -> dict[int, list[Cell]]:
    """The cells of each table row, by the start of its sentence. Rows without a head of as many columns give none."""
    cells: dict[int, list[Cell]] = {}
    head: _Head | None = None
    gap = 0
    for sentence in document.sentences:
        line = document.normal[sentence.start : sentence.end]
        # Columns stand apart by two spaces or more, and a row is a line.
        if "  " not in line or len(line) > LONGEST:
            gap += 1
            continue
        row = ROW.fullmatch(line)
        if row is None or all(YEAR.fullmatch(cell) or re.fullmatch(EMPTY, cell) for cell in row["cells"].split()):
            columns = _columns(line, sentence.start)
            gap += 1
            head = _Head(columns) if columns else head if gap < 3 else None
            continue
        gap = 0
        found = list(_row_cells(row, sentence, head, find_times))
        if found:
            cells[sentence.start] = found
    return cells


def _columns(line: str, start: int) -> tuple[tuple[str, int, int], ...]:
    """The heads of a line of columns; none for a line that is running text."""
    found = tuple((match[0], start + match.start(), start + match.end()) for match in COLUMN.finditer(line))
    return found if len(found) >= 2 or (found and line.startswith("   ")) else ()


def _row_cells(
    row: re.Match[str],
    sentence: Sentence,
    head: _Head | None,
    find_times: Callable[[int, int], Sequence[TimeMention]],
) -> Iterator[Cell]:
    numbers = list(CELL.finditer(row["cells"]))
    columns = head.columns if head is not None else ()
    if len(columns) == len(numbers) + 1:
        columns = columns[1:]
    if len(columns) != len(numbers):
        return
    unit = UNIT.search(row["label"])
    label = row["label"][: unit.start()] if unit else row["label"]
    labelled = (sentence.start + row.start("label"), sentence.start + row.end("label"))
    for number, (title, begin, end) in zip(numbers, columns, strict=True):
        at = sentence.start + row.start("cells") + number.start()
        quantity = _quantity(number[0], unit["unit"] if unit else "", title, at)
        if quantity is None:
            continue
        times = find_times(begin, end)
        periods = [time for time in times if time.edtf]
        direction, basis = _change(quantity, f"{label} {title}", [*times, *find_times(*labelled)])
        grounds = _grounds((begin, end), labelled, periods[0] if periods else None, direction is not None)
        period = periods[0].edtf if periods else None
        yield Cell(quantity, sentence, label.strip(), period, direction, basis, grounds)


def _grounds(
    head: tuple[int, int], label: tuple[int, int], time: TimeMention | None, changed: bool
) -> dict[str, Ground]:
    """What the fields of a cell rest on: the label of its row and the head of its column."""
    column, row = Ground("the head of the column", *head), Ground("the label of the row", *label)
    level = Ground("neither the row nor the column says that it is a change")
    return {
        "unit": Ground("in the cell, the label of the row or the head of the column", label[0], label[1]),
        "indicator": row,
        "direction": Ground("the head of the column, with the sign of the number", *head) if changed else level,
        "basis": column if changed else level,
        "period": Ground("the head of the column", time.start, time.end, time.rule)
        if time is not None
        else Ground("no time in the head of the column", *head),
        "status": Ground("a table holds results"),
        "target_year": Ground("only a goal has a target year"),
    }


def _change(quantity: Quantity, words: str, times: Sequence[TimeMention]) -> tuple[Direction | None, Basis | None]:
    """Direction and basis of a cell by the words of its column and row, and the times in them."""
    basis = next((time.basis for time in times if time.basis), None)
    if quantity.unit != "%" or quantity.value is None or not (basis or names_change(words)):
        return None, None
    return headed_direction(words, quantity.value), basis


def _quantity(text: str, unit: str, title: str, at: int) -> Quantity | None:
    """A cell with the unit of its row, else of its column: "231" under "(10,000 tonnes)" is 2310000 t."""
    number = read_number(text.removesuffix("%"))
    if number is None:
        return None
    named = UNIT.search(title)
    words = "%" if text.endswith("%") or "%" in title or "%" in unit else unit or (named["unit"] if named else "")
    split = FACTOR.fullmatch(words)
    scale = f"{split['factor'] or 1} {split['scale'] or ''}".strip() if split else "1"
    factor = read_number(scale) or Decimal(1)
    rest = split["rest"].strip() if split else ""
    probe = f"1 {rest}"
    found = [item for item in find_quantities(probe, 0, len(probe)) if item.rule != BARE]
    like = found[0] if found else None
    value = number * factor * ((like.value if like is not None else None) or Decimal(1))
    kind = like.kind if like is not None else "count"
    return Quantity(
        kind,
        at,
        at + len(text),
        value,
        like.unit if like is not None else rest or None,
        "table.cell",
        number_start=at,
        number_end=at + len(text),
    )
