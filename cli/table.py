"""Tables to look at. Only these go through rich; what goes into them is made harmless first."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from cli.shell import printable

if TYPE_CHECKING:
    from extractors.records import Claim, Output

WIDTH = 120  # where neither a terminal nor COLUMNS says otherwise
NARROWEST = 60
WIDE = 100  # below this the claims' own words are left out, and what a change is compared with is put short

GAP = 3  # between two columns: a space on both sides of the box's line, itself a space
UNBROKEN = {"value": 20}  # up to this width a cell stays on one line, if there is room
COLUMNS = ("claim", "value", "indicator", "change", "when", "who")
QUALIFIERS = {"about": "~", "nearly": "nearly ", "more_than": ">", "at_least": ">=", "less_than": "<", "at_most": "<="}
CHANGES = {"increase": "up", "decrease": "down"}
SHORT = {"year-on-year": "y/y", "month-on-month": "m/m", "quarter-on-quarter": "q/q"}
SCALES = (("trillion", 10**12), ("billion", 10**9), ("million", 10**6))
DECIMALS = 3  # more of them, and the number stands in full


def claims_table(output: Output, colour: bool = False) -> bytes:
    """The claims of one document, one a row, under its title and date."""
    document = output.document
    title = " | ".join(part for part in (document.title or document.source, document.date) if part)
    wide = _width() >= WIDE
    rows = [dict(zip(COLUMNS, claim_cells(claim, wide), strict=True)) for claim in output.claims]
    shown = [column for column in COLUMNS if column != "claim" or wide]
    return table(title, shown, [[row[column] for column in shown] for row in rows] or [["no claims"]], colour)


def claim_cells(claim: Claim, wide: bool = True) -> list[str]:
    """What a row shows of a claim; `when` is the time of the number, and what has not come yet says so."""
    goal = claim.target_year if claim.kind != "target_year" else None
    return [
        claim.text,
        _value(claim),
        claim.indicator or "",
        _words(CHANGES.get(claim.direction or ""), claim.basis if wide else SHORT.get(claim.basis or "", claim.basis)),
        _words(claim.period, claim.status if claim.status != "reported" else None, goal),
        claim.speaker.name if claim.speaker else "",
    ]


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], colour: bool = False) -> bytes:
    """Rows of text as a table, in UTF-8, as wide as the terminal.

    Lines break between words, inside one only where the terminal is too narrow; nothing is cut off.
    Control characters and rich's own markup have no effect.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(
        title=Text(printable(title)), title_justify="left", box=SIMPLE_HEAD, pad_edge=False, header_style="bold"
    )
    cells = [[printable(cell) for cell in row] for row in rows]
    for column, width in zip(columns, _column_widths(columns, cells), strict=True):
        grid.add_column(column, overflow="fold", width=width)
    for row in cells:
        grid.add_row(*map(Text, row))
    page = io.StringIO()
    console = Console(
        file=page,
        width=_width(),
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
    )
    console.print(grid)
    lines = (line.rstrip() for line in page.getvalue().splitlines())
    return "\n".join((*lines, "")).encode("utf-8", "replace")


def _column_widths(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """How wide each column is: its longest word at least; the room left goes to the narrowest that want more."""
    from rich.cells import cell_len

    cells = [[name, *(row[index] for row in rows if index < len(row))] for index, name in enumerate(columns)]
    wanted = [max(map(cell_len, column)) for column in cells]
    words = [max((cell_len(word) for cell in column for word in cell.split()), default=1) for column in cells]
    least = [
        max(word, min(wish, UNBROKEN.get(name, 0))) for name, word, wish in zip(columns, words, wanted, strict=True)
    ]
    room = _width() - GAP * len(columns) + 1
    if sum(words) > room:
        return _shared([1] * len(words), words, room)
    return _shared(least, wanted, room) if sum(least) <= room else _shared(words, least, room)


def _shared(widths: Sequence[int], wanted: Sequence[int], room: int) -> list[int]:
    """The widths grown towards those wanted, always the narrowest first, until the room is used."""
    grown = list(widths)
    for _ in range(room - sum(grown)):
        short = [index for index, width in enumerate(grown) if width < wanted[index]]
        if not short:
            break
        grown[min(short, key=grown.__getitem__)] += 1
    return grown


def _value(claim: Claim) -> str:
    """The number as people write it, with its unit or the thing counted."""
    if claim.kind == "target_year":
        return _digits(claim.value)
    number = QUALIFIERS.get(claim.qualifier, "") + _number(claim)
    return number + "%" if claim.unit == "%" else _words(number, claim.unit)


def _number(claim: Claim) -> str:
    """The value, or both ends of a range: 4.2 trillion, 3-5 million, -2 to 1."""
    ends = [end for end in (claim.value, claim.low, claim.high) if end is not None]
    scales = [_scale(end) for end in ends]
    if len(set(scales)) == 1:
        name, factor = scales[0]
        parts, unit = [_digits(end / factor, ",") for end in ends], name
    else:
        parts, unit = (
            [
                _words(_digits(end / factor, ","), name or None)
                for end, (name, factor) in zip(ends, scales, strict=True)
            ],
            "",
        )
    joint = " to " if any(end < 0 for end in ends) else "-"
    return _words(joint.join(parts), unit or None)


def _scale(number: Decimal) -> tuple[str, int]:
    """The word for the size of a number of a million or more, where few decimals say it exactly."""
    for name, factor in SCALES:
        if abs(number) >= factor:
            exact = int((number / factor).normalize().as_tuple().exponent) >= -DECIMALS
            return (name, factor) if exact else ("", 1)
    return "", 1


def _width() -> int:
    return max(NARROWEST, shutil.get_terminal_size((WIDTH, 24)).columns)


def _digits(number: Decimal | None, group: str = "") -> str:
    """Plain digits without needless zeros."""
    digits = "" if number is None else f"{number:{group}f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _words(*words: object) -> str:
    return " ".join(str(word) for word in words if word is not None)
