"""SQLite files: opening them, what is said when that fails, and the lock that lets one program write at a time."""

from __future__ import annotations

import os
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from extractors.errors import ArchiveError

OLDEST_SQLITE = (3, 37)  # the first with STRICT tables
PATIENCE = 5.0  # seconds that SQLite waits for another program's short lock, such as a checkpoint
TURN = 0.1  # seconds between two tries to become the writer; short, so that Ctrl-C is heard

MAGIC = b"SQLite format 3\0"

# What SQLite's error codes mean to somebody who has an archive, and what to do: by the beginning of the code's name.
MEANINGS = (
    ("SQLITE_FULL", "cannot be written: the disk is full; free some room and start again"),
    ("SQLITE_READONLY", "cannot be written: the file or its folder is read-only; change that or choose another place"),
    ("SQLITE_PERM", "may not be opened; check its permissions"),
    ("SQLITE_BUSY", "is locked by another program; close that or try again later"),
    ("SQLITE_LOCKED", "is locked by another program; close that or try again later"),
    ("SQLITE_NOTADB", "is no archive of claims, or is damaged; choose another name"),
    ("SQLITE_CORRUPT", "is damaged; take it from a backup, or delete it and fill it again"),
    ("SQLITE_CANTOPEN", "cannot be opened; check that its folder exists and may be written to"),
    ("SQLITE_TOOBIG", "cannot hold a text this long"),
    ("SQLITE_IOERR", "cannot be read or written: the disk fails, is full or is gone; check it and start again"),
)


def connect(
    path: Path, mode: Literal["rwc", "rw", "ro", "immutable"], patience: float = PATIENCE
) -> sqlite3.Connection:
    """A connection that begins no transaction of its own accord.

    `immutable` reads a file that nobody can be writing, in a folder where SQLite may not put its files.
    """
    options = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{options}", timeout=patience, isolation_level=None, uri=True)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says about the file into an ArchiveError that names it and says what to do."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):  # the program's own fault
        raise
    except sqlite3.Error as error:
        raise ArchiveError(f"{path}: {_meaning(error)}") from error


def _meaning(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorname", None) or ""
    known = next((meaning for name, meaning in MEANINGS if code.startswith(name)), None)
    return known or f"SQLite cannot do what is asked: {error}; check it with onrecord archive check"


class WriterLock:
    """The right to write to an archive; one program has it at a time, and it ends with the program, however that ends.

    It is SQLite's own lock on a small file beside the archive, `NAME.lock`, so it holds wherever SQLite's locks do,
    and readers of the archive never meet it. The file tells who has the lock, and stays when the lock is given back.
    """

    def __init__(self, archive: Path, wait: float = 0.0) -> None:
        """Take the lock, for up to `wait` seconds again and again.

        Raises:
            ArchiveError: somebody else has it, the message says who; or the file cannot be written.
        """
        self._archive = archive
        real = archive.resolve()  # one lock for all links to the file
        self._path = real.with_name(f"{real.name}.lock")
        with explained(self._path):
            self._connection = connect(self._path, "rwc", TURN)
        try:
            with explained(self._path):
                self._take(time.monotonic() + wait)
        except BaseException:
            self._connection.close()
            raise

    def release(self) -> None:
        self._connection.close()

    def _take(self, deadline: float) -> None:
        while not self._taken():
            if time.monotonic() >= deadline:
                raise ArchiveError(f"{self._archive}: {self._holder()}; wait until that has ended, and try again")
            time.sleep(TURN)

    def _taken(self) -> bool:
        """Write down who we are and keep the lock; False if somebody has it, or took it in between."""
        run = self._connection.execute
        try:
            run("BEGIN IMMEDIATE")
            run("CREATE TABLE IF NOT EXISTS holder (process INTEGER, host TEXT, since TEXT)")
            run("DELETE FROM holder")
            run("INSERT INTO holder VALUES (?, ?, ?)", (os.getpid(), socket.gethostname(), now()))
            run("COMMIT")
            run("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if self._connection.in_transaction:
                run("ROLLBACK")
            if error.sqlite_errorname.startswith("SQLITE_BUSY"):
                return False
            raise
        except sqlite3.DatabaseError as error:
            raise ArchiveError(f"{self._path}: is damaged; delete it and start again") from error
        return True

    def _holder(self) -> str:
        with suppress(sqlite3.OperationalError):  # it is being written this moment, or not yet
            for process, host, since in self._connection.execute("SELECT process, host, since FROM holder"):
                return f"is being written by process {process} on {host} since {since}"
        return "is being written by another process"


def first_bytes(path: Path) -> bytes | None:
    """The beginning of a file, as long as MAGIC; None where there is no such file.

    Raises:
        ArchiveError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC))
    except FileNotFoundError:
        return None
    except IsADirectoryError as error:
        raise ArchiveError(f"{path}: is a folder; name a file") from error
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror}; check its permissions") from error


def now() -> str:
    """The time in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
