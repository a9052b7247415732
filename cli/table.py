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
WIDE = 100  # below this the numbers in full are left out; the claims' own words say them too

NO_WRAP = ("value", "when")  # digits and dates stay in one piece
COLUMNS = ("claim", "value", "indicator", "change", "when", "who")
QUALIFIERS = {"about": "~", "nearly": "nearly ", "more_than": ">", "at_least": ">=", "less_than": "<", "at_most": "<="}
CHANGES = {"increase": "up", "decrease": "down"}


def claims_table(output: Output, colour: bool = False) -> bytes:
    """The claims of one document, one a row, under its title and date."""
    document = output.document
    title = " | ".join(part for part in (document.title or document.source, document.date) if part)
    rows = [dict(zip(COLUMNS, claim_cells(claim), strict=True)) for claim in output.claims]
    shown = [column for column in COLUMNS if column != "value" or _width() >= WIDE]
    return table(title, shown, [[row[column] for column in shown] for row in rows] or [["no claims"]], colour)


def claim_cells(claim: Claim) -> list[str]:
    """What a row shows of a claim; `when` is the time of the number, and what has not come yet says so."""
    goal = claim.target_year if claim.kind != "target_year" else None
    return [
        claim.text,
        _value(claim),
        claim.indicator or "",
        _words(CHANGES.get(claim.direction or ""), claim.basis),
        _words(claim.period, claim.status if claim.status != "reported" else None, goal),
        claim.speaker.name if claim.speaker else "",
    ]


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], colour: bool = False) -> bytes:
    """Rows of text as a table, in UTF-8, as wide as the terminal.

    Words wrap inside their cell and nothing is cut off. Control characters and rich's own markup have no effect.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(
        title=Text(printable(title)), title_justify="left", box=SIMPLE_HEAD, pad_edge=False, header_style="bold"
    )
    for column in columns:
        grid.add_column(column, overflow="fold", no_wrap=column in NO_WRAP)
    for row in rows:
        grid.add_row(*(Text(printable(cell)) for cell in row))
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


def _value(claim: Claim) -> str:
    """The number in full with its unit; without the thing counted, which stands beside it."""
    if claim.kind == "target_year":
        return _digits(claim.value)
    ends = [claim.value] if claim.value is not None else [claim.low, claim.high]
    number = QUALIFIERS.get(claim.qualifier, "") + "-".join(_digits(end, ",") for end in ends)
    return number + "%" if claim.unit == "%" else _words(number, claim.unit if claim.kind != "count" else None)


def _width() -> int:
    return max(NARROWEST, shutil.get_terminal_size((WIDTH, 24)).columns)


def _digits(number: Decimal | None, group: str = "") -> str:
    digits = "" if number is None else f"{number:{group}f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _words(*words: object) -> str:
    return " ".join(str(word) for word in words if word is not None)
