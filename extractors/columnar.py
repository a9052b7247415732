"""Records -> Arrow tables and Parquet files, one row per claim, document or error.

The columns of a claim are those of the other flat formats (extractors.output.COLUMNS), under explicit types, plus the
exact form of its numbers. `value`, `low` and `high` are 64-bit floats, so that pandas, DuckDB, Spark and a plot take
them as they are; `value_exact`, `low_exact` and `high_exact` hold the same numbers as decimal text, every digit of
them. A decimal128 column would need one scale for all rows: numbers on record go from a third, at 28 digits, to more
than 38 digits before the point, so it would round some and could not write others, and pandas computes with decimals
as objects.

Needs the extra `parquet`; pyarrow is imported at first use. CLAIMS_SCHEMA, DOCUMENTS_SCHEMA and ERRORS_SCHEMA are made
then.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

from extractors.errors import OptionError
from extractors.records import Claim, Output

if TYPE_CHECKING:
    import pyarrow as pa

    CLAIMS_SCHEMA: pa.Schema
    DOCUMENTS_SCHEMA: pa.Schema
    ERRORS_SCHEMA: pa.Schema
    CLAIMS_OR_ERRORS_SCHEMA: pa.Schema

ROW_GROUP = 65_536  # rows; fixed, because the bytes of a file must not depend on how its rows arrive
NUMBERS = ("value", "low", "high")
EXACT = {f"{name}_exact": name for name in NUMBERS}

# name, Arrow type ("speakers" is a list of them), whether it may be null, what it holds
Column = tuple[str, str, bool, str]
CLAIM_COLUMNS: tuple[Column, ...] = (
    ("document", "string", False, "SHA-256 of the document's text, hexadecimal."),
    ("source", "string", True, "Where the document was read: its path or address."),
    ("title", "string", True, "The document's title."),
    ("id", "string", False, "Stable: same document, same place, same kind, same id."),
    ("kind", "string", False, "percentage, money, count, quantity, multiple or target_year."),
    ("text", "string", False, "The claim's own words, text[start:end]."),
    ("start", "int64", False, "Offset of the first code point in the document."),
    ("end", "int64", False, "Offset behind the last code point."),
    ("value", "float64", True, "The number in full; null for a range, and beyond 1.8e308."),
    ("low", "float64", True, "Lower end of a range."),
    ("high", "float64", True, "Upper end of a range."),
    ("unit", "string", True, "%, pp, bp, x, an ISO 4217 or UCUM code, or the thing counted."),
    ("qualifier", "string", False, "exact, about, nearly, more_than, at_least, less_than or at_most."),
    ("indicator", "string", True, "What the number measures."),
    ("direction", "string", True, "increase or decrease."),
    ("basis", "string", True, "year-on-year, month-on-month, quarter-on-quarter or annual."),
    ("status", "string", False, "reported, target or forecast."),
    ("period", "string", True, "The time the number is about, EDTF."),
    ("target_year", "int64", True, "The year of the goal that the number belongs to."),
    ("cites", "string", True, "Whom the speaker credits."),
    ("attribution", "string", False, "How the speaker is known: turn, quote, reported or narration."),
    ("date", "string", True, "When it was said, EDTF."),
    ("sentence", "string", False, "The sentence that the claim stands in."),
    ("sentence_start", "int64", False, "Offset of its first code point in the document."),
    ("rule", "string", False, "The rule that found the number."),
    ("speaker", "string", True, "Who put it on record; null for the writer's own words."),
    ("speaker_role", "string", True, "The speaker's role."),
    ("speaker_organization", "string", True, "The speaker's organization."),
    ("value_exact", "string", True, "value as decimal text, every digit."),
    ("low_exact", "string", True, "low as decimal text, every digit."),
    ("high_exact", "string", True, "high as decimal text, every digit."),
)
DOCUMENT_COLUMNS: tuple[Column, ...] = (
    ("id", "string", False, "SHA-256 of the text, hexadecimal; `document` of its claims."),
    ("source", "string", True, "Where it was read: its path or address."),
    ("title", "string", True, "Its title."),
    ("date", "string", True, "When it was said, EDTF; the briefing's date, else that of publication."),
    ("date_source", "string", True, "The words or the option that gave the date."),
    ("published", "string", True, "Date of publication, EDTF."),
    ("language", "string", False, "Language of the text, ISO 639-1."),
    ("speakers", "speakers", False, "Who speaks in it."),
    ("characters", "int64", False, "Length of the text in code points."),
    ("claims", "int64", False, "How many claims it holds."),
    ("text", "string", True, "The text that offsets point into, where it was asked for."),
)
ERROR_COLUMNS: tuple[Column, ...] = (
    ("source", "string", True, "The document that could not be read."),
    ("reason", "string", False, "What is wrong and what to do."),
)
# Claims and errors in one table: only a claim has an id, and only an error has a reason in `error`.
CLAIM_OR_ERROR_COLUMNS: tuple[Column, ...] = (
    *((name, type, True, description) for name, type, _, description in CLAIM_COLUMNS),
    ("error", "string", True, "What is wrong with the document that could not be read; null for a claim."),
)
_SCHEMAS = {
    "CLAIMS_SCHEMA": CLAIM_COLUMNS,
    "DOCUMENTS_SCHEMA": DOCUMENT_COLUMNS,
    "ERRORS_SCHEMA": ERROR_COLUMNS,
    "CLAIMS_OR_ERRORS_SCHEMA": CLAIM_OR_ERROR_COLUMNS,
}


def __getattr__(name: str) -> Any:
    if name in _SCHEMAS:
        return _schema(_SCHEMAS[name])
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def claims_table(outputs: Iterable[Output]) -> pa.Table:
    """The claims of documents as a table of CLAIMS_SCHEMA, in the order of documents and of reading."""
    return _table(CLAIM_COLUMNS, (row for output in outputs for row in _claim_rows(output)))


def documents_table(outputs: Iterable[Output]) -> pa.Table:
    """The documents themselves as a table of DOCUMENTS_SCHEMA, also those without claims."""
    return _table(DOCUMENT_COLUMNS, (_document_row(output) for output in outputs))


def errors_table(errors: Iterable[tuple[str | None, str]]) -> pa.Table:
    """Pairs of source and reason as a table of ERRORS_SCHEMA."""
    return _table(ERROR_COLUMNS, ({"source": source, "reason": reason} for source, reason in errors))


def with_errors(claims: pa.Table, errors: pa.Table) -> pa.Table:
    """Claims and, behind them, errors in one table of CLAIMS_OR_ERRORS_SCHEMA."""
    arrow, schema = _arrow(), _schema(CLAIM_OR_ERROR_COLUMNS)
    found = arrow.table([*claims.columns, arrow.nulls(claims.num_rows, arrow.string())], schema=schema)
    unknown = {field.name: arrow.nulls(errors.num_rows, field.type) for field in schema}
    failed = arrow.table({**unknown, "source": errors["source"], "error": errors["reason"]}, schema=schema)
    return arrow.concat_tables([found, failed])


class ParquetWriter:
    """Writes tables of one schema to a Parquet file, in row groups of ROW_GROUP rows however the rows arrive.

    The same rows and the same version of pyarrow (which a Parquet file names) give the same bytes. A context manager;
    what is left behind by an exception is an incomplete file, so write to a temporary name and rename.
    """

    def __init__(self, where: str | IO[bytes], schema: pa.Schema) -> None:
        from pyarrow import parquet

        self._file = parquet.ParquetWriter(where, schema, compression="zstd", compression_level=3, version="2.6")
        self._schema = schema
        self._waiting: list[pa.Table] = []
        self._rows = 0

    def write(self, table: pa.Table) -> None:
        """Add the rows of a table, which has the columns of the schema."""
        self._waiting.append(table.cast(self._schema))
        self._rows += table.num_rows
        while self._rows >= ROW_GROUP:
            self._flush()

    def close(self) -> None:
        """Write what waits, and the end of the file."""
        if self._rows:
            self._flush()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
        else:
            self._file.close()

    def _flush(self) -> None:
        """Write one row group. Its rows stand in one chunk, because chunks show in the bytes."""
        waiting = _arrow().concat_tables(self._waiting)
        self._file.write_table(waiting.slice(0, ROW_GROUP).combine_chunks(), row_group_size=ROW_GROUP)
        rest = waiting.slice(ROW_GROUP)
        self._waiting, self._rows = [rest] if rest.num_rows else [], rest.num_rows


def write_parquet(tables: Iterable[pa.Table], where: str | IO[bytes], schema: pa.Schema) -> int:
    """Write tables of one schema to a path or an open binary file, one after another; the number of rows.

    No table at all gives a file without rows, which has the schema all the same.
    """
    rows = 0
    with ParquetWriter(where, schema) as writer:
        for table in tables:
            writer.write(table)
            rows += table.num_rows
    return rows


def exact_text(value: Decimal | None) -> str | None:
    """The number as decimal text, every digit, without exponent and without zeros that say nothing."""
    if value is None:
        return None
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _claim_rows(output: Output) -> Iterator[dict[str, Any]]:
    head = {"document": output.document.id, "source": output.document.source, "title": output.document.title}
    for claim in output.claims:
        cells = {name: getattr(claim, name) for name in Claim.model_fields if name not in {*NUMBERS, "speaker"}}
        numbers = {name: _float(getattr(claim, name)) for name in NUMBERS}
        exact = {column: exact_text(getattr(claim, name)) for column, name in EXACT.items()}
        speaker = claim.speaker
        who = {
            "speaker": speaker and speaker.name,
            "speaker_role": speaker and speaker.role,
            "speaker_organization": speaker and speaker.organization,
        }
        yield {**head, **cells, **numbers, **who, **exact}


def _document_row(output: Output) -> dict[str, Any]:
    return {"text": None, **output.document.model_dump(), "claims": len(output.claims)}


def _float(value: Decimal | None) -> float | None:
    """The nearest float; None where it is too large for one, because infinity would spoil every sum."""
    number = None if value is None else float(value)
    return None if number is None or math.isinf(number) else number


def _table(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows -> a table with these columns."""
    schema = _schema(columns)
    rows = list(rows)
    arrays = [_array([row[field.name] for row in rows], field.type) for field in schema]
    return _arrow().table(arrays, schema=schema)


def _array(cells: Sequence[Any], type: pa.DataType) -> pa.Array:
    """A column. Half a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD: one for one, so that offsets hold."""
    try:
        return _arrow().array(cells, type)
    except UnicodeEncodeError:
        return _arrow().array([_encodable(cell) for cell in cells], type)


def _encodable(cell: Any) -> Any:
    if isinstance(cell, str):
        return "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in cell)
    if isinstance(cell, list):
        return [_encodable(item) for item in cell]
    if isinstance(cell, dict):
        return {key: _encodable(item) for key, item in cell.items()}
    return cell


@functools.cache
def _schema(columns: Sequence[Column]) -> pa.Schema:
    arrow = _arrow()
    return arrow.schema(
        [
            arrow.field(name, _TYPES[type](arrow), nullable, {"description": description})
            for name, type, nullable, description in columns
        ]
    )


_TYPES: Mapping[str, Callable[[Any], Any]] = {
    "string": lambda arrow: arrow.string(),
    "int64": lambda arrow: arrow.int64(),
    "float64": lambda arrow: arrow.float64(),
    "speakers": lambda arrow: arrow.list_(
        # Parquet calls the items of a list "element"
        arrow.field(
            "element",
            arrow.struct([(name, arrow.string()) for name in ("name", "role", "organization", "native_name")]),
        )
    ),
}


def _arrow() -> Any:
    """The package pyarrow.

    Raises:
        OptionError: it is not installed.
    """
    try:
        import pyarrow
    except ImportError as error:
        raise OptionError(
            "Arrow tables and Parquet files need the package pyarrow; install it with pip install 'onrecord[parquet]'"
        ) from error
    return pyarrow
