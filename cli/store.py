"""The archive: a SQLite file of documents, their claims, and what could not be read.

Documents are keyed by `source`, the path or address that they were read from. Every document is written in one
transaction, so that whatever ends the program, and whenever, a document stands in the archive whole or not at all.
One program writes at a time; readers, such as Datasette, read on.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from cli.store_files import WriterLock, connect, explained, is_database, now
from cli.store_schema import bring_up_to_date, check_sqlite, newest, schema_of
from extractors.errors import ArchiveError

if TYPE_CHECKING:
    from extractors.records import Output

__all__ = ["Archive", "ArchiveError"]

PAGE = 1_000  # sources looked up at a time
CACHE = 32  # MiB of pages kept in memory

SETTINGS = f"""
PRAGMA foreign_keys = ON;
PRAGMA synchronous = NORMAL; -- in WAL mode: a power cut may take the last documents, never the archive
PRAGMA cache_size = -{CACHE * 1024};
"""


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
        if path.exists():
            if not is_database(path):
                raise ArchiveError(f"{path}: is no archive of claims; choose another name")
        elif read_only or not create:
            raise ArchiveError(f"{path}: there is no such file; check the name")
        return _reading(path) if read_only else _writing(path.resolve(), create, wait)

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
                    "SELECT source, fingerprint FROM documents UNION ALL SELECT source, ifnull(fingerprint, '') FROM errors"
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
        return _row_id(cursor)

    def end_run(self, run: int, counts: dict[str, int], finished: bool) -> None:
        """Note how a run ended: what it counted, and whether it came to its end."""
        with self._change() as change:
            change.execute(
                "UPDATE runs SET ended = ?, finished = ?, counts = ? WHERE id = ?",
                (now(), finished, json.dumps(counts), run),
            )

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
            former = _find(change, source)
            speakers = [] if former is None else _remove(change, former)
            change.execute("DELETE FROM errors WHERE source = ?", (source,))
            _insert(change, former, run, fingerprint, output, text)
            _forget(change, speakers)

    def put_error(self, run: int, source: str, fingerprint: str | None, reason: str) -> None:
        """Record that a source cannot be read, in place of what stood there for it, in one transaction."""
        with self._change() as change:
            former = _find(change, source)
            if former is not None:
                _forget(change, _remove(change, former))
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
            with explained(self.path):
                output = self._output(source)
            if output is not None:
                yield output

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
                former = _find(change, source)
                speakers.update([] if former is None else _remove(change, former))
                change.execute("DELETE FROM errors WHERE source = ?", (source,))
            _forget(change, speakers)
        return len(gone)

    def _output(self, source: str) -> Output | None:
        from cli.store_rows import output_of

        with self._transaction("DEFERRED") as read:
            document = read.execute(
                "SELECT documents.*, texts.text FROM documents LEFT JOIN texts ON texts.document_id = documents.id "
                "WHERE source = ?",
                (source,),
            ).fetchone()
            if document is None:
                return None
            speakers = read.execute(
                "SELECT name, role, organization, native_name FROM document_speakers "
                "JOIN speakers ON speakers.id = speaker_id WHERE document_id = ? ORDER BY position",
                (document["id"],),
            ).fetchall()
            claims = read.execute(
                "SELECT claims.*, sentences.text AS sentence, sentences.start AS sentence_start, "
                "speakers.name AS speaker, speakers.role AS speaker_role, "
                "speakers.organization AS speaker_organization FROM claims "
                "JOIN sentences ON sentences.id = claims.sentence_id "
                "LEFT JOIN speakers ON speakers.id = claims.speaker_id WHERE claims.document_id = ? ORDER BY claims.id",
                (document["id"],),
            ).fetchall()
        return output_of(document, speakers, claims)

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


def _reading(path: Path) -> Archive:
    with explained(path):
        try:
            return _checked(path, connect(path, "ro"))
        except sqlite3.OperationalError as error:
            # In a folder where nothing may be written, SQLite cannot put the file through which readers and the
            # writer agree. Where no writer has left anything to agree on, the archive is read as it stands.
            if not error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) or _has_log(path):
                raise
            return _checked(path, connect(path, "immutable"))


def _checked(path: Path, connection: sqlite3.Connection) -> Archive:
    try:
        version = schema_of(connection, path)
        if version == 0:
            raise ArchiveError(f"{path}: is empty; fill it with onrecord batch")
        if version < newest():
            raise ArchiveError(
                f"{path}: was written by an older version of onrecord (schema {version} of {newest()}); "
                f"bring it up to date with onrecord archive upgrade {path}"
            )
    except BaseException:
        connection.close()
        raise
    return Archive(path, connection)


def _has_log(path: Path) -> bool:
    """Whether there is a write-ahead log with something in it."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _writing(path: Path, create: bool, wait: float) -> Archive:
    lock = WriterLock(path, wait)
    try:
        with explained(path):
            connection = connect(path, "rwc" if create else "rw")
            try:
                connection.executescript(SETTINGS)
                version = schema_of(connection, path)
                if version == 0 and not create:
                    raise ArchiveError(f"{path}: is empty; fill it with onrecord batch")
                if version < newest():
                    bring_up_to_date(connection, version)
                connection.execute("PRAGMA journal_mode = WAL")
            except BaseException:
                connection.close()
                raise
    except BaseException:
        lock.release()
        raise
    return Archive(path, connection, lock)


def _find(change: sqlite3.Connection, source: str) -> int | None:
    """The row of the document of this source."""
    row = change.execute("SELECT id FROM documents WHERE source = ?", (source,)).fetchone()
    return None if row is None else int(row[0])


def _remove(change: sqlite3.Connection, document: int) -> list[int]:
    """Delete a document and all that hangs on it; the speakers that it named."""
    speakers = change.execute(
        "SELECT speaker_id FROM claims WHERE document_id = ?1 AND speaker_id IS NOT NULL "
        "UNION SELECT speaker_id FROM document_speakers WHERE document_id = ?1",
        (document,),
    ).fetchall()
    change.execute("DELETE FROM documents WHERE id = ?", (document,))
    return [speaker for (speaker,) in speakers]


def _forget(change: sqlite3.Connection, speakers: Iterable[int]) -> None:
    """Delete those of the speakers that no document names any more."""
    change.executemany(
        "DELETE FROM speakers WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM claims WHERE speaker_id = ?1) "
        "AND NOT EXISTS (SELECT 1 FROM document_speakers WHERE speaker_id = ?1)",
        [(speaker,) for speaker in speakers],
    )


def _insert(
    change: sqlite3.Connection, row: int | None, run: int, fingerprint: str, output: Output, text: str | None
) -> None:
    """Add a document and all that it gives; as row number `row`, where links to it already point."""
    from cli.store_rows import CLAIM_COLUMNS, DOCUMENT_FIELDS, claim_row

    document = output.document
    shown = getattr(document, "text", None)  # part of the record only where it was asked for
    columns = {
        "id": row,
        **{name: getattr(document, name) for name in DOCUMENT_FIELDS},
        "claim_count": len(output.claims),
        "sha256": document.id,
        "fingerprint": fingerprint,
        "run_id": run,
        "record_schema": output.schema_,
        "with_text": shown is not None,
    }
    key = _row_id(change.execute(_insertion("documents", list(columns)), list(columns.values())))
    stored = text if shown is None else shown
    if stored is not None:
        change.execute("INSERT INTO texts (document_id, text) VALUES (?, ?)", (key, stored))

    speakers: dict[tuple[str, str | None, str | None], int] = {}

    def speaker_row(name: str, role: str | None, organization: str | None) -> int:
        who = (name, role, organization)
        if who not in speakers:
            speakers[who] = _speaker(change, *who)
        return speakers[who]

    change.executemany(
        "INSERT INTO document_speakers (document_id, position, speaker_id, native_name) VALUES (?, ?, ?, ?)",
        [
            (key, position, speaker_row(person.name, person.role, person.organization), person.native_name)
            for position, person in enumerate(document.speakers)
        ],
    )
    sentences: dict[tuple[int, str], int] = {}
    for claim in output.claims:
        place = (claim.sentence_start, claim.sentence)
        if place not in sentences:
            sentences[place] = _row_id(
                change.execute("INSERT INTO sentences (document_id, start, text) VALUES (?, ?, ?)", (key, *place))
            )
    change.executemany(
        _insertion("claims", CLAIM_COLUMNS),
        [
            claim_row(
                claim,
                key,
                claim.speaker and speaker_row(claim.speaker.name, claim.speaker.role, claim.speaker.organization),
                sentences[claim.sentence_start, claim.sentence],
            )
            for claim in output.claims
        ],
    )


def _speaker(change: sqlite3.Connection, name: str, role: str | None, organization: str | None) -> int:
    """The row of a speaker, a new one where nobody has named this person in this role before."""
    who = (name, role, organization)
    row = change.execute(
        "SELECT id FROM speakers WHERE name = ? AND role IS ? AND organization IS ?", who
    ).fetchone()
    if row is not None:
        return int(row[0])
    return _row_id(change.execute("INSERT INTO speakers (name, role, organization) VALUES (?, ?, ?)", who))


def _insertion(table: str, columns: Sequence[str]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"


def _row_id(cursor: sqlite3.Cursor) -> int:
    if cursor.lastrowid is None:
        raise AssertionError("nothing was inserted")
    return cursor.lastrowid
