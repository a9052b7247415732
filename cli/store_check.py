"""What is wrong with an archive, and what is in it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cli.store import Archive, ArchiveError, RecordError
from cli.store_files import WriterLock, connect, explained

if TYPE_CHECKING:
    from extractors.records import Output

MOST = 100  # faults of SQLite's own checks that are told
REBUILD = "INSERT INTO claims_fts(claims_fts) VALUES ('rebuild')"


@dataclass(frozen=True)
class Finding:
    """A sentence about an archive; `is_fault`: something is wrong, else it is only worth knowing."""

    words: str
    is_fault: bool = True


def check(archive: Archive) -> Iterator[Finding]:
    """Test the file, the links between its tables, the search index, every document against its text, and the last run.

    A file whose pages are damaged is not looked into further.
    """
    damage = list(_damage(archive))
    yield from damage
    if damage:
        return
    yield from _broken_links(archive)
    yield from _search(archive)
    for source in archive.sources():
        yield from _document_faults(archive, source)
    if missing := _one(archive, "SELECT count(*) FROM documents WHERE id NOT IN (SELECT document_id FROM texts)"):
        yield Finding(f"documents without a stored text, whose offsets cannot be tested: {missing}", is_fault=False)
    yield from _last_run(archive)


def statistics(archive: Archive) -> dict[str, Any]:
    """What is in the archive: how many of what, the days it covers (EDTF, the year known), bytes on disk."""
    with explained(archive.path):
        first, last = archive.connection.execute(
            "SELECT min(date), max(date) FROM documents WHERE date GLOB '[0-9][0-9][0-9][0-9]*'"
        ).fetchone()
        sizes = [archive.path, archive.path.with_name(f"{archive.path.name}-wal")]
        return {
            "documents": _one(archive, "SELECT count(*) FROM documents"),
            "characters": _one(archive, "SELECT ifnull(sum(characters), 0) FROM documents"),
            "first_date": first,
            "last_date": last,
            "documents_without_date": _one(archive, "SELECT count(*) FROM documents WHERE date IS NULL"),
            "claims": _one(archive, "SELECT count(*) FROM claims"),
            "claims_by_kind": _counted(archive, "kind"),
            "claims_by_status": _counted(archive, "status"),
            "speakers": _one(archive, "SELECT count(*) FROM speakers"),
            "errors": _one(archive, "SELECT count(*) FROM errors"),
            "runs": _one(archive, "SELECT count(*) FROM runs"),
            "bytes": sum(path.stat().st_size for path in sizes if path.exists()),
        }


def _damage(archive: Archive) -> Iterator[Finding]:
    """What SQLite finds wrong with its pages and indexes."""
    with explained(archive.path):
        try:
            for (problem,) in archive.connection.execute(f"PRAGMA integrity_check({MOST})"):
                if problem != "ok":
                    yield Finding(f"the file is damaged: {' '.join(problem.split())}")
        except sqlite3.DatabaseError as error:
            if not (error.sqlite_errorname or "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
                raise
            yield Finding(f"the file is damaged: {error}")


def _broken_links(archive: Archive) -> Iterator[Finding]:
    with explained(archive.path):
        found = archive.connection.execute(
            'SELECT "table", rowid, parent FROM pragma_foreign_key_check LIMIT ?', (MOST,)
        ).fetchall()
    for table, row, parent in found:
        yield Finding(f"row {row} of {table} points to a row of {parent} that is not there")


def _search(archive: Archive) -> Iterator[Finding]:
    """Whether the search index holds just what stands in the claims.

    FTS5 makes this test only in something that could write, so it needs its turn among the writers.
    """
    try:
        lock = WriterLock(archive.path)
    except ArchiveError as error:
        yield Finding(f"the search index is not tested, which needs the right to write: {error}", is_fault=False)
        return
    try:
        with closing(connect(archive.path, "rw")) as connection:
            connection.execute("BEGIN")
            connection.execute("INSERT INTO claims_fts(claims_fts, rank) VALUES ('integrity-check', 1)")
            connection.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        code = error.sqlite_errorname or ""
        if code.startswith("SQLITE_CORRUPT"):
            yield Finding(f"the search index does not hold what the claims say; make it anew in SQL: {REBUILD}")
        elif code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_BUSY")):
            yield Finding(f"the search index is not tested, which needs the right to write: {error}", is_fault=False)
        else:
            with explained(archive.path):
                raise
    finally:
        lock.release()


def _document_faults(archive: Archive, source: str) -> Iterator[Finding]:
    """What of a document does not fit together."""
    try:
        stored = archive.stored(source)
    except RecordError as error:
        yield Finding(str(error).removeprefix(f"{archive.path}: "))
        return
    if stored is None:  # somebody has removed it meanwhile
        return
    if stored.claim_count != len(stored.output.claims):
        yield Finding(f"{source}: has {len(stored.output.claims)} claims, of {stored.claim_count} that were stored")
    if stored.text is not None:
        for fault in _text_faults(stored.output, stored.text):
            yield Finding(f"{source}: {fault}")


def _text_faults(output: Output, text: str) -> Iterator[str]:
    """What of a document differs from its text."""
    if output.document.characters != len(text):
        yield f"its text has {len(text)} characters, not {output.document.characters}"
    if output.document.id != hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest():
        yield "its id is not the SHA-256 of its text"
    for claim in output.claims:
        if text[claim.start : claim.end] != claim.text:
            yield f"claim {claim.id}: its words do not stand at {claim.start} to {claim.end} of the text"
        if not text.startswith(claim.sentence, claim.sentence_start):
            yield f"claim {claim.id}: its sentence does not stand at {claim.sentence_start} of the text"


def _last_run(archive: Archive) -> Iterator[Finding]:
    """Whether what the last run counted is there."""
    with explained(archive.path):
        run = archive.connection.execute("SELECT * FROM runs ORDER BY id DESC LIMIT 1").fetchone()
        if run is None:
            return
        documents, claims = archive.connection.execute(
            "SELECT count(*), ifnull(sum(claim_count), 0) FROM documents WHERE run_id = ?", (run["id"],)
        ).fetchone()
    if not run["finished"]:
        words = f"the last run, begun {run['started']}, did not come to its end; the next will do the rest"
        yield Finding(words, is_fault=False)
        return
    counts = json.loads(run["counts"])
    for name, found in (("read", documents), ("claims", claims)):
        if counts.get(name, found) != found:
            what = "documents" if name == "read" else "claims"
            yield Finding(f"the last run stored {counts[name]} {what}, and {found} of them are there")


def _one(archive: Archive, question: str) -> int:
    """The number that answers a question in SQL."""
    with explained(archive.path):
        return int(archive.connection.execute(question).fetchone()[0])


def _counted(archive: Archive, column: str) -> dict[str, int]:
    """How many claims there are of each value of a column, most first."""
    with explained(archive.path):
        return dict(
            archive.connection.execute(
                f"SELECT {column}, count(*) FROM claims GROUP BY {column} ORDER BY count(*) DESC, {column}"
            )
        )
