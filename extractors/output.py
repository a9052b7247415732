"""Records -> bytes: JSON, JSON Lines, CSV. All is UTF-8 and ends with a line break.

JSON holds whole documents. JSON Lines and CSV hold one flat row per claim (see COLUMNS), made for jq, pandas, Datasette
and spreadsheets: `document`, `source` and `title` come first, and the speaker is three columns.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from extractors.records import Claim, Output

Cell = str | int | float | None

CLAIM_COLUMNS = (
    *(name for name in Claim.model_fields if name != "speaker"),
    "speaker",
    "speaker_role",
    "speaker_organization",
)
COLUMNS = ("document", "source", "title", *CLAIM_COLUMNS)
# A spreadsheet takes a cell that begins with one of these for a formula; the last eight are full-width and small forms.
FORMULA = tuple("=+-@\t\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b")
# It may drop what nobody sees before it looks for them: white space, control characters, marks without width.
UNSEEN = re.compile(
    r"[\s\x00-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd]*"
)
# Control characters other than white space, which no cell has a use for, and of which NUL ends some readers.
CONTROLS = dict.fromkeys((*range(0x09), *range(0x0E, 0x1C), 0x7F, *range(0x80, 0x85), *range(0x86, 0xA0)), "\ufffd")
# In UTF-8: DEL, the control characters from 80 to 9F, and marks that turn the direction of writing. JSON holds the rest
# of the control characters as escapes; these too, so that a terminal that shows it obeys none of them.
OBEYED = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]")


def to_json(output: Output, indent: bool = False) -> bytes:
    """One document as a JSON object: on one line, or indented for readers."""
    return json_bytes(output.model_dump(mode="json", by_alias=True), indent)


def to_jsonl(outputs: Iterable[Output]) -> Iterator[bytes]:
    """One line per claim, the columns as keys; yields the lines of one document at a time."""
    for output in outputs:
        yield b"".join(json_bytes(row) for row in rows(output))


def to_csv(outputs: Iterable[Output]) -> Iterator[bytes]:
    """A header and one row per claim; yields one document at a time, the header with the first. See csv_rows()."""
    header = csv_header()
    for output in outputs:
        yield header + csv_rows(output)
        header = b""


def csv_header() -> bytes:
    """The names of the columns as a line of CSV."""
    return csv_lines([COLUMNS])


def csv_rows(output: Output) -> bytes:
    """The claims of a document as lines of CSV.

    Text stands on one line, line breaks as spaces, other control characters as U+FFFD. What a spreadsheet would run as
    a formula gets an apostrophe in front; numbers stay numbers.
    """
    return csv_lines([safe_cell(row[column]) for column in COLUMNS] for row in rows(output))


def csv_lines(lines: Iterable[Iterable[Cell]]) -> bytes:
    """Rows as lines of CSV, the cells as they are."""
    page = io.StringIO(newline="")
    csv.writer(page).writerows(lines)
    return page.getvalue().encode()


def rows(output: Output) -> Iterator[dict[str, Cell]]:
    """The claims of a document as flat rows, keys in the order of COLUMNS."""
    head = {"document": output.document.id, "source": output.document.source, "title": output.document.title}
    for claim in output.claims:
        yield {**head, **claim_cells(claim)}


def claim_cells(claim: Claim) -> dict[str, Cell]:
    """A claim as a flat row, keys in the order of CLAIM_COLUMNS."""
    cells = claim.model_dump(mode="json")
    speaker = cells.pop("speaker") or {}
    return {
        **cells,
        "speaker": speaker.get("name"),
        "speaker_role": speaker.get("role"),
        "speaker_organization": speaker.get("organization"),
    }


def json_bytes(record: dict[str, Any], indent: bool = False) -> bytes:
    """A record as JSON with a line break at its end."""
    option = orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if indent else 0)
    try:
        data = orjson.dumps(record, option=option)
    except TypeError:  # orjson writes integers of 64 bits only; a number on record may be larger
        data = json.dumps(record, ensure_ascii=False, indent=2 if indent else None).encode() + b"\n"
    return OBEYED.sub(_escape, data)


def _escape(found: re.Match[bytes]) -> bytes:
    return b"\\u%04x" % ord(found[0].decode())


def safe_cell(cell: Cell) -> Cell:
    """A cell of CSV: text on one line, and none that a spreadsheet would run as a formula."""
    if not isinstance(cell, str):
        return cell
    line = _one_line(cell).translate(CONTROLS)
    hidden = UNSEEN.match(line)
    return f"'{line}" if line.startswith(FORMULA, hidden.end() if hidden else 0) or line.startswith("\t") else line


def _one_line(text: str) -> str:
    lines = text.splitlines()
    return text if lines == [text] else " ".join(line.strip() for line in lines if line.strip())
