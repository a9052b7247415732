"""A table of documents -> a table of claims: a pure function for Ray, Spark, Dask, or whatever hands out Arrow tables.

A partition is a pyarrow.Table with one row per document: `source` (string), its bytes as `content` (binary) or its text
as `text` (string), and, if you like, `date` (EDTF text, or a date type). ClaimsReader loads the pipeline once per
process and then reads partition after partition. No engine is imported here. A document that cannot be read becomes an
error with its source and the reason, and costs nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from extractors.columnar import claims_table, documents_table, errors_table, with_errors
from extractors.errors import InputError, OnRecordError, OptionError
from extractors.language import load_pipeline
from extractors.options import ReadingOptions, check_date
from extractors.pipeline import extract
from extractors.readers import ReadText, read_bytes

if TYPE_CHECKING:
    import pyarrow as pa

    from extractors.records import Output


class Failure(NamedTuple):
    """A document that could not be read, and why."""

    source: str | None
    reason: str


class Partition(NamedTuple):
    """What the documents of a partition give: tables of CLAIMS_SCHEMA, ERRORS_SCHEMA and DOCUMENTS_SCHEMA."""

    claims: pa.Table
    errors: pa.Table
    documents: pa.Table


class ClaimsReader:
    """Reads documents with one loaded pipeline; make one per process, as an actor of Ray or at the top of a partition.

    Raises:
        PipelineError: the pipeline that the options name cannot be loaded.
    """

    def __init__(self, options: ReadingOptions | None = None) -> None:
        self.options = options or ReadingOptions()
        self._nlp = load_pipeline(self.options.pipeline)

    def __call__(self, documents: pa.Table) -> pa.Table:
        """The claims and the errors of a partition in one table, for engines that take one: CLAIMS_OR_ERRORS_SCHEMA.

        A row is a claim where `error` is null; else a document that could not be read, with nothing but its source.
        """
        found = self.read(documents)
        return with_errors(found.claims, found.errors)

    def read(self, documents: pa.Table) -> Partition:
        """The claims, the errors and the documents of a partition, in the order of its rows.

        Raises:
            OptionError: the table has no column `source`, or neither `content` nor `text`. No document raises anything.
        """
        return partition(result for row in _rows(documents) for result in self._read_row(*row))

    def read_content(self, source: str | None, content: bytes, date: str | None = None) -> Iterator[Output | Failure]:
        """What the bytes of one file give: one result, or one for each member of an archive. Raises nothing."""
        try:
            found = read_bytes(content, source, self.options.input)
        except InputError as error:
            yield Failure(source, _reason(source, error))
        else:
            yield self._extract(found, date)

    def _read_row(
        self, source: str | None, content: bytes | None, text: str | None, date: Any
    ) -> Iterator[Output | Failure]:
        try:
            day = self.options.date if date is None else check_date(str(date))
        except OptionError as error:
            yield Failure(source, str(error))
            return
        if text is not None:
            yield self._extract(ReadText(text, source), day)
        elif content is not None:
            yield from self.read_content(source, content, day)
        else:
            yield Failure(source, "has neither content nor text; give one of them")

    def _extract(self, document: ReadText, date: str | None) -> Output | Failure:
        try:
            return extract(
                document.text, nlp=self._nlp, source=document.source, date=date, patterns=self.options.patterns
            )
        except Exception as error:  # whatever a document does, it must not cost the partition
            return Failure(document.source, f"cannot be read ({type(error).__name__}: {error}); please report it")


def read_claims_table(documents: pa.Table, options: ReadingOptions | None = None) -> tuple[pa.Table, pa.Table]:
    """The claims and the errors of a table of documents; the pipeline is loaded at the first call in a process.

    Raises:
        OptionError: the table has no column `source`, or neither `content` nor `text`. No document raises anything.
        PipelineError: the pipeline that the options name cannot be loaded.
    """
    claims, errors, _ = ClaimsReader(options).read(documents)
    return claims, errors


def partition(results: Iterable[Output | Failure]) -> Partition:
    """Results as the three tables."""
    outputs: list[Output] = []
    failures: list[Failure] = []
    for result in results:
        if isinstance(result, Failure):
            failures.append(result)
        else:
            outputs.append(result)
    return Partition(claims_table(outputs), errors_table(failures), documents_table(outputs))


def _rows(documents: pa.Table) -> Iterator[tuple[str | None, bytes | None, str | None, Any]]:
    """Source, content, text and date of each row, None for what there is not; one row in memory at a time."""
    names = set(documents.schema.names)
    if "source" not in names or not names & {"content", "text"}:
        raise OptionError(
            f"a table of documents has a column source, and content or text; this one has {', '.join(sorted(names))}"
        )
    for batch in documents.to_batches():
        columns = [batch.column(name) if name in names else None for name in ("source", "content", "text", "date")]
        for row in range(batch.num_rows):
            source, content, text, date = (None if column is None else column[row].as_py() for column in columns)
            yield source, content, text, date


def _reason(source: str | None, error: OnRecordError) -> str:
    """The message without the source in front of it, which has a column of its own."""
    return str(error).removeprefix(f"{source}: ")
