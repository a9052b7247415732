"""A table of documents -> a table of claims: a pure function for Ray, Spark, Dask, or whatever hands out Arrow tables.

A partition is a pyarrow.Table with one row per document: `source` (string), its bytes as `content` (binary) or its text
as `text` (string), and, if you like, `date` (EDTF text, or a date type). ClaimsReader loads the pipeline once per
process and then reads partition after partition. No engine is imported here. A document that cannot be read becomes an
error with its source and the reason, and costs nothing else.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from extractors.columnar import claims_table, documents_table, errors_table, with_errors
from extractors.errors import InputError, LimitError, OptionError
from extractors.language import load_pipeline
from extractors.options import ReadingOptions, check_date
from extractors.readers import RawDocument, ReadText, find_documents_in, read_document
from extractors.reading import claims_in

if TYPE_CHECKING:
    import pyarrow as pa

    from extractors.records import Output


class Failure(NamedTuple):
    """A document that could not be read, and why. `lasting`: it would fail again, unless it or the program changes."""

    source: str | None
    reason: str
    lasting: bool = True


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

    def read_document(self, raw: RawDocument, date: str | None = None) -> Output | Failure:
        """What one document gives; `date` is when it was said, whatever it says. Raises nothing."""
        try:
            document = read_document(raw, self.options.input, self.options.limits)
        except InputError as error:
            return failure(error, raw.source)
        except Exception as error:
            return _fault(error, raw.source)
        return self._extract(document, date)

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
            for found in find_documents_in(io.BytesIO(content), source or "", self.options.limits):
                yield failure(found, source) if isinstance(found, InputError) else self.read_document(found, day)
        else:
            yield Failure(source, "has neither content nor text; give one of them")

    def _extract(self, document: ReadText, date: str | None) -> Output | Failure:
        try:
            with self._nlp.memory_zone():  # the words of this document are forgotten with it
                return claims_in(document, replace(self.options, date=date), self._nlp)
        except Exception as error:
            return _fault(error, document.source)


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
    return Partition(
        claims_table(outputs),
        errors_table((failure.source, failure.reason) for failure in failures),
        documents_table(outputs),
    )


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


def failure(error: InputError, source: str | None) -> Failure:
    """The error as a row: a member's own name, if it has one, and the message without the name in front of it."""
    source = getattr(error, "source", None) or source
    return Failure(source, str(error).removeprefix(f"{source}: "), not _may_pass(error))


def _may_pass(error: BaseException | None) -> bool:
    """Whether an error may be put right without touching the document: a package that is not installed, a limit."""
    while error is not None and not isinstance(error, ImportError | LimitError):
        error = error.__cause__ or error.__context__
    return error is not None


def _fault(error: Exception, source: str | None) -> Failure:
    """A fault of the program or the machine, such as no memory: it must not cost the partition, and may pass."""
    return Failure(source, f"cannot be read ({type(error).__name__}: {error}); please report it", lasting=False)
