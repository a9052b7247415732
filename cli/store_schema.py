"""The layout of an archive: making it, telling it from other files, and bringing older ones up to date.

`PRAGMA application_id` says that a SQLite file is an archive of claims, `PRAGMA user_version` by which schema.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from cli.store_files import OLDEST_SQLITE, connect, explained
from extractors.errors import ArchiveError

APPLICATION_ID = 0x6F6E7263  # "onrc"

# STEPS[n] is the SQL that leads from schema n + 1 to n + 2; store.sql makes schema 1. A released step never changes.
STEPS: tuple[str, ...] = ()

CACHE = 32  # MiB of pages kept in memory
LOG = 4_000  # pages in the write-ahead log before they go into the file; SQLite's 1,000 make it wait for the disk often
SETTINGS = f"""
PRAGMA foreign_keys = ON;
PRAGMA synchronous = NORMAL; -- in WAL mode: a power cut may take the last documents, never the archive
PRAGMA cache_size = -{CACHE * 1024};
PRAGMA wal_autocheckpoint = {LOG};
"""


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing, to an archive of the newest schema.

    Raises:
        ArchiveError: it cannot be opened, or is no archive, or one of another schema.
    """
    with explained(path):
        try:
            return _checked(path, connect(path, "ro"))
        except sqlite3.OperationalError as error:
            # In a folder where nothing may be written, SQLite cannot put the file through which readers and the
            # writer agree. Where no writer has left anything to agree on, the archive is read as it stands.
            if not error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) or _has_log(path):
                raise
            return _checked(path, connect(path, "immutable"))


def open_to_write(path: Path, create: bool) -> sqlite3.Connection:
    """A connection that writes, to an archive that is made or brought up to date where needed.

    Whoever calls has the WriterLock.

    Raises:
        ArchiveError: it cannot be opened, or is no archive, or one of a newer schema.
    """
    with explained(path):
        connection = connect(path, "rwc" if create else "rw")
        try:
            connection.executescript(SETTINGS)
            version = schema_of(connection, path)
            if version == 0 and not create:
                raise ArchiveError(f"{path}: is empty; fill it with onrecord batch")
            bring_up_to_date(connection, version)
            connection.execute("PRAGMA journal_mode = WAL")
        except BaseException:
            connection.close()
            raise
        return connection


def check_identity(path: Path) -> None:
    """Look whether a database is an archive or may become one.

    Where a killed writer has left something to put right, only the next writer can look.

    Raises:
        ArchiveError: it is something else, or of a newer schema.
    """
    with explained(path), closing(connect(path, "ro")) as connection:
        try:
            schema_of(connection, path)
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith(("SQLITE_READONLY_ROLLBACK", "SQLITE_READONLY_RECOVERY")):
                raise


def first_schema() -> str:
    """The SQL of schema 1."""
    return files("cli").joinpath("store.sql").read_text(encoding="utf-8")


def newest() -> int:
    """The schema that this version of the program reads and writes."""
    return len(STEPS) + 1


def schema_of(connection: sqlite3.Connection, path: Path) -> int:
    """The schema of an archive; 0 for a database that is still empty.

    Raises:
        ArchiveError: it is a database of something else, or of a newer version of the program.
    """
    identity, version = _pragma(connection, "application_id"), _pragma(connection, "user_version")
    if identity == 0 and version == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        return 0
    if identity != APPLICATION_ID:
        raise ArchiveError(f"{path}: is a database, but no archive of claims; choose another name")
    if version > newest():
        raise ArchiveError(
            f"{path}: was written by a newer version of onrecord (schema {version}, this one knows {newest()}); "
            "update onrecord"
        )
    return version


def bring_up_to_date(connection: sqlite3.Connection, version: int) -> None:
    """Make the layout, or lead an older one to the newest, one transaction for each step.

    Killed in between, the file is of one schema or of the next.
    """
    if version == 0:
        _apply(connection, first_schema(), 1)
        version = 1
    for number, step in enumerate(STEPS[version - 1 :], version + 1):
        _apply(connection, step, number)


def check_sqlite(available: Sequence[int] = sqlite3.sqlite_version_info) -> None:
    """
    Raises:
        ArchiveError: this Python's SQLite is too old for an archive.
    """
    if tuple(available) < OLDEST_SQLITE:
        wanted, found = (".".join(map(str, version)) for version in (OLDEST_SQLITE, available))
        raise ArchiveError(f"an archive needs SQLite {wanted}, and this Python has {found}; use another Python")


def _apply(connection: sqlite3.Connection, script: str, version: int) -> None:
    try:
        connection.executescript(
            f"BEGIN IMMEDIATE;\n{script}\n"
            f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {version};\nCOMMIT;"
        )
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _checked(path: Path, connection: sqlite3.Connection) -> sqlite3.Connection:
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
    return connection


def _has_log(path: Path) -> bool:
    """Whether there is a write-ahead log with something in it."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0
