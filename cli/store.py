"""The archive: a SQLite file of documents, their claims, and what could not be read.

Documents are keyed by `source`, the path or address that they were read from. Every document is written in one
transaction, so that whatever ends the program, and whenever, a document stands in the archive whole or not at all.
One program writes at a time; readers, such as Datasette, read on.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from cli.store_files import MAGIC, WriterLock, explained, first_bytes, now
from cli.store_rows import output_of
from cli.store_schema import check_identity, check_sqlite, open_to_read, open_to_write
from cli.store_writing import find, forget, insert, remove, row_id
from extractors.errors import ArchiveError

if TYPE_CHECKING:
    from extractors.records import Output

__all__ = ["Archive", "ArchiveError"]

PAGE = 1_000  # sources looked up at a time
UNSEARCHED = 500  # documents that may wait for the search index

DOCUMENT = """
SELECT documents.*, texts.text FROM documents LEFT JOIN texts ON texts.document_id = documents.id WHERE source = ?
"""
ROSTER = """
SELECT name, role, organization, native_name
FROM document_speakers JOIN speakers ON speakers.id = speaker_id WHERE document_id = ? ORDER BY position
"""
CLAIMS = """
SELECT
    claims.*, sentences.text AS sentence, sentences.start AS sentence_start,
    speakers.name AS speaker, speakers.role AS speaker_role, speakers.organization AS speaker_organization
FROM claims
JOIN sentences ON sentences.id = claims.sentence_id
LEFT JOIN speakers ON speakers.id = claims.speaker_id
WHERE claims.document_id = ? ORDER BY claims.id
"""


@dataclass(frozen=True)
class Stored:
    """A document of an archive: what it gave, its text, and how many claims were stored then."""

    output: Output
    text: str | None
    claim_count: int


class RecordError(ArchiveError):
    """A document of an archive that somebody has changed into something that is none."""


class Archive:
    """An open archive; a context manager.

    Every method raises ArchiveError where the file cannot be read or written; what was being written is then not
    there, and what was written before is.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: WriterLock | None = None) -> None:
        """`Archive.open` is the way in."""
        self.path = path
        self._connection = connection
        self._connection.row_factory = sqlite3.Row
        self._lock = lock
        self._unsearched = 0

    @classmethod
    def open(cls, path: Path, *, create: bool = True, read_only: bool = False, wait: float = 0.0) -> Archive:
        """Open an archive, to write to it unless `read_only`.

        Args:
            path: the file; for writing, one of an older schema is brought up to date.
            create: make a new archive where there is no such file, or an empty one.
            read_only: change nothing; a file of an older schema is refused.
            wait: seconds to wait until nobody else writes.

        Raises:
            ArchiveError: there is no such file, it is no archive, damaged, of a newer schema, locked or read-only.
        """
        check_sqlite()
        path = Path(path)
        start = first_bytes(path)
        if start is None and (read_only or not create):
            raise ArchiveError(f"{path}: there is no such file; check the name")
        if start not in (None, b"", MAGIC):
            raise ArchiveError(f"{path}: is no archive of claims; choose another name")
        if read_only:
            return cls(path, open_to_read(path))
        if start:
            check_identity(path)  # before anything is put beside it
        lock = WriterLock(path, wait)
        try:
            archive = cls(path, open_to_write(path, create), lock)
        except BaseException:
            lock.release()
            raise
        try:
            archive.make_searchable()  # what a run that was killed has left
        except BaseException:
            archive.close()
            raise
        return archive

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let others write."""
        try:
            with explained(self.path):
                self._connection.close()
        finally:
            if self._lock is not None:
                self._lock.release()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection itself, for questions of one's own."""
        return self._connection

    def known(self) -> dict[str, str]:
        """The fingerprint of every document and of every recorded error by source; "" where an error has none."""
        with explained(self.path):
            return dict(
                self._connection.execute(
                    "SELECT source, fingerprint FROM documents "
                    "UNION ALL SELECT source, ifnull(fingerprint, '') FROM errors"
                )
            )

    def failures(self) -> dict[str, str]:
        """The reason of every recorded error by source."""
        with explained(self.path):
            return dict(self._connection.execute("SELECT source, reason FROM errors"))

    def begin_run(self, *, version: str, options: dict[str, object]) -> int:
        """Note that a run begins, with the program's version and options; the run's number."""
        told = json.dumps(options, ensure_ascii=False, sort_keys=True, default=str)
        with self._change() as change:
            cursor = change.execute(
                "INSERT INTO runs (version, options, started) VALUES (?, ?, ?)", (version, told, now())
            )
        return row_id(cursor)

    def end_run(self, run: int, counts: dict[str, int], finished: bool) -> None:
        """Note how a run ended: what it counted, and whether it came to its end."""
        with self._change() as change:
            change.execute(
                "UPDATE runs SET ended = ?, finished = ?, counts = ? WHERE id = ?",
                (now(), finished, json.dumps(counts), run),
            )
        self.make_searchable()

    def put(self, run: int, fingerprint: str, output: Output, text: str | None) -> None:
        """Store what one document gives, in place of what stood there for its source, in one transaction.

        Args:
            run: the number of the run.
            fingerprint: of the document's content and of all that decides what it gives.
            output: what it gives; `document.source` is its key.
            text: the text that the offsets point into; without it `onrecord archive check` cannot test them.

        Raises:
            ValueError: the document has no source.
        """
        source = output.document.source
        if source is None:
            raise ValueError("a document without a source cannot be kept apart from others")
        with self._change() as change:
            former = find(change, source)
            speakers = [] if former is None else remove(change, former)
            change.execute("DELETE FROM errors WHERE source = ?", (source,))
            insert(change, former, run, fingerprint, output, text)
            forget(change, speakers)
        self._unsearched += 1
        if self._unsearched >= UNSEARCHED:
            self.make_searchable()

    def make_searchable(self) -> None:
        """Take the claims of new documents into the search index; `put` does so now and then, `end_run` at the end."""
        with self._change() as change:
            change.execute(
                "INSERT INTO claims_fts (rowid, sentence, indicator) "
                "SELECT claims.id, sentences.text, claims.indicator FROM unsearched "
                "JOIN claims ON claims.document_id = unsearched.document_id "
                "JOIN sentences ON sentences.id = claims.sentence_id"
            )
            change.execute("DELETE FROM unsearched")
        self._unsearched = 0

    def put_error(self, run: int, source: str, fingerprint: str | None, reason: str) -> None:
        """Record that a source cannot be read, in place of what stood there for it, in one transaction."""
        with self._change() as change:
            former = find(change, source)
            if former is not None:
                forget(change, remove(change, former))
            change.execute(
                "INSERT INTO errors (source, reason, fingerprint, run_id) VALUES (?, ?, ?, ?) ON CONFLICT (source) DO "
                "UPDATE SET reason = excluded.reason, fingerprint = excluded.fingerprint, run_id = excluded.run_id",
                (source, reason, fingerprint, run),
            )

    def outputs(self, sources: Iterable[str] | None = None) -> Iterator[Output]:
        """What was put, rebuilt: of these sources in their order, or of all in the order of their sources.

        A source without a document is passed over. Each document is read as it is when its turn comes.
        """
        for source in self.sources() if sources is None else sources:
            stored = self.stored(source)
            if stored is not None:
                yield stored.output

    def stored(self, source: str) -> Stored | None:
        """All that is kept of one document, as it is at this moment; None where there is none.

        Raises:
            RecordError: what is kept is no record any more.
        """
        with explained(self.path), self._transaction("DEFERRED") as read:
            document = read.execute(DOCUMENT, (source,)).fetchone()
            if document is None:
                return None
            speakers = read.execute(ROSTER, (document["id"],)).fetchall()
            claims = read.execute(CLAIMS, (document["id"],)).fetchall()
        try:
            output = output_of(document, speakers, claims)
        except (ValueError, ArithmeticError) as error:  # pydantic's and decimal's errors are among them
            raise RecordError(f"{self.path}: {source}: what is stored is no record: {_one_line(error)}") from error
        return Stored(output, document["text"], document["claim_count"])

    def sources(self) -> Iterator[str]:
        """The sources of all documents, in order."""
        page = [""]  # before all others; the empty source itself is found by >=
        first = True
        while page:
            with explained(self.path):
                page = [
                    source
                    for (source,) in self._connection.execute(
                        f"SELECT source FROM documents WHERE source {'>=' if first else '>'} ? ORDER BY source LIMIT ?",
                        (page[-1], PAGE),
                    )
                ]
            first = False
            yield from page

    def prune(self, keep: Container[str]) -> int:
        """Remove the documents and errors of all other sources, in one transaction; how many there were."""
        gone = [source for source in self.known() if source not in keep]
        with self._change() as change:
            speakers: set[int] = set()
            for source in gone:
                former = find(change, source)
                speakers.update([] if former is None else remove(change, former))
                change.execute("DELETE FROM errors WHERE source = ?", (source,))
            forget(change, speakers)
        return len(gone)

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with explained(self.path), self._transaction("IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, kind: Literal["IMMEDIATE", "DEFERRED"]) -> Iterator[sqlite3.Connection]:
        """A transaction that is committed at the end of the block; any exception takes all of it back."""
        self._connection.execute(f"BEGIN {kind}")
        try:
            yield self._connection
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # a full disk has ended it already
                self._connection.execute("ROLLBACK")
            raise


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
