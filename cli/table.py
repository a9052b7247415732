"""Tables to look at. Only these go through rich; what goes into them is made harmless first."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cli.excerpts import excerpt
from cli.figures import change, figure, time, words
from cli.shell import printable

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from extractors.records import Claim, Output

WIDTH = 120  # where neither a terminal nor COLUMNS says otherwise
NARROWEST = 20
TABULAR = 60  # below this a claim is a few lines of its own
WIDE = 100  # below this a change stands behind the value, and what it is compared with is put short
ROOMY = 140  # from here on the sentence stands beside the claim

GAP = 3  # between two columns: a space on both sides of the box's line, itself a space
UNBROKEN = {"value": 20}  # up to this width a cell stays on one line, if there is room
COLUMNS = ("claim", "value", "indicator", "change", "when", "who")
SHOWN = COLUMNS[1:]
SHORT_SHOWN = ("value", "indicator", "when", "who")
SENTENCE = 60  # columns that a sentence has at least, where there is one ...
LINES = 2  # ... and so many lines
INDENT = 2

STYLES = {
    "percentage": "cyan", "money": "green", "count": "yellow", "quantity": "magenta", "multiple": "blue",
    "target_year": "red",
}  # fmt: skip
MARK = "bold underline"  # of the claim in its sentence; without colour it stands in marks
MARKS = ("«", "»")


def claims_table(output: Output, colour: bool = False) -> bytes:
    """The claims of one document under its title and date.

    A row each; where there is room with the sentence, on a narrow terminal as a few lines instead. In colour the number
    tells its kind.
    """
    document = output.document
    title = " | ".join(part for part in (document.title or document.source, document.date) if part)
    if not output.claims:
        return table(title, SHOWN, [["no claims"]], colour)
    if _width() < TABULAR:
        return _blocks(title, output.claims, colour)
    return _rows(title, output.claims, colour)


def claim_cells(claim: Claim, wide: bool = True) -> list[str]:
    """What is shown of a claim, in the order of COLUMNS; its own words come first."""
    return [
        claim.text,
        figure(claim),
        claim.indicator or "",
        change(claim, short=not wide),
        time(claim),
        claim.speaker.name if claim.speaker else "",
    ]


def _cells(claim: Claim, wide: bool) -> list[str]:
    """The cells of a row; where it is narrow the change stands behind the value."""
    _, value, indicator, changed, when, who = claim_cells(claim, wide)
    return [value, indicator, changed, when, who] if wide else [words(value, changed or None), indicator, when, who]


def _rows(title: str, claims: Sequence[Claim], colour: bool) -> bytes:
    from rich.text import Text

    width = _width()
    shown = SHOWN if width >= WIDE else SHORT_SHOWN
    plain = [[printable(cell) for cell in _cells(claim, width >= WIDE)] for claim in claims]
    if width < ROOMY:
        columns, widths = list(shown), _column_widths(shown, plain, width)
    else:
        widths = _column_widths(shown, plain, width - SENTENCE - GAP)
        rest = width - sum(widths) - GAP * (len(shown) + 1) + 1
        columns, widths = [*shown, "sentence"], [*widths, rest]
    rows = []
    for claim, cells in zip(claims, plain, strict=True):
        row = [Text(cells[0], STYLES[claim.kind]), *map(Text, cells[1:])]
        rows.append(row if width < ROOMY else [*row, _sentence(claim, widths[-1] * LINES, colour)])
    return _page([_grid(title, columns, widths, rows), *_key(claims, colour)], colour)


def _blocks(title: str, claims: Sequence[Claim], colour: bool) -> bytes:
    """Claims below each other: the number, and under it what it is about."""
    from rich.padding import Padding
    from rich.text import Text

    page: list[RenderableType] = [Text(printable(title)), Text()]
    for claim in claims:
        value, indicator, when, who = (printable(cell) for cell in _cells(claim, wide=False))
        below = (indicator, ", ".join(filter(None, (when, who))))
        page.append(Text(value, STYLES[claim.kind]))
        page += [Padding(Text(line), (0, 0, 0, INDENT)) for line in below if line]
    return _page([*page, *_key(claims, colour)], colour)


def _sentence(claim: Claim, room: int, colour: bool) -> Text:
    """The claim marked in the words around it."""
    from rich.text import Text

    shown = excerpt(claim, room - LINES * len(MARKS))
    first, last = ("", "") if colour else MARKS
    return Text.assemble(shown.before.lstrip(), (f"{first}{shown.claim}{last}", MARK), shown.after)


def _key(claims: Sequence[Claim], colour: bool) -> list[RenderableType]:
    """What the colours mean that are there."""
    from rich.text import Text

    if not colour:
        return []
    kinds = [kind for kind in STYLES if any(claim.kind == kind for claim in claims)]
    return [Text("  ").join(Text(kind.replace("_", " "), STYLES[kind]) for kind in kinds)]


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], colour: bool = False) -> bytes:
    """Rows of text as a table, in UTF-8, as wide as the terminal.

    Lines break between words, inside one only where the terminal is too narrow; nothing is cut off.
    Control characters and rich's own markup have no effect.
    """
    from rich.text import Text

    cells = [[printable(cell) for cell in row] for row in rows]
    widths = _column_widths(columns, cells, _width())
    return _page([_grid(title, columns, widths, [[Text(cell) for cell in row] for row in cells])], colour)


def _grid(title: str, columns: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Text]]) -> RenderableType:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    grid = Table(
        title=Text(printable(title)), title_justify="left", box=SIMPLE_HEAD, pad_edge=False, header_style="bold"
    )
    for column, width in zip(columns, widths, strict=True):
        grid.add_column(column, overflow="fold", width=width)
    for row in rows:
        grid.add_row(*row)
    return grid


def _page(parts: Iterable[RenderableType], colour: bool) -> bytes:
    """What rich makes of the parts, without spaces at the ends of lines."""
    from rich.console import Console

    page = io.StringIO()
    console = Console(
        file=page,
        width=_width(),
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part)
    lines = (line.rstrip() for line in page.getvalue().splitlines())
    return "\n".join((*lines, "")).encode("utf-8", "replace")


def _column_widths(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """How wide each column is: its longest word at least; the room left goes to the narrowest that want more."""
    from rich.cells import cell_len

    cells = [[name, *(row[index] for row in rows if index < len(row))] for index, name in enumerate(columns)]
    wanted = [max(map(cell_len, column)) for column in cells]
    words = [max((cell_len(word) for cell in column for word in cell.split()), default=1) for column in cells]
    least = [
        max(word, min(wish, UNBROKEN.get(name, 0))) for name, word, wish in zip(columns, words, wanted, strict=True)
    ]
    room = width - GAP * len(columns) + 1
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


def _width() -> int:
    return max(NARROWEST, shutil.get_terminal_size((WIDTH, 24)).columns)
