"""The two sides of a comparison: every document can be had again, and none of them stays in memory.

An archive is read where it stands. What comes from elsewhere is kept in a temporary database, which SQLite holds in
memory while it is small and on disk when it grows, and which is gone with the program.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import TYPE_CHECKING, Self

import orjson

from cli.loading import Problem, is_archive, load_outputs

if TYPE_CHECKING:
    from cli.choice import Choice
    from cli.loading import Loaded
    from cli.store import Archive
    from extractors.options import ReadingOptions
    from extractors.records import Output


@dataclass(frozen=True, slots=True)
class Head:
    """What a document is recognised by; `number` is its place on its side."""

    number: int
    id: str
    source: str | None
    title: str | None
    date: str | None
    whole: bool = True

    @property
    def name(self) -> str | None:
        """The name of the file, without the folders that it is in."""
        return PurePosixPath(self.source).name if self.source else None


@dataclass(frozen=True)
class Origin:
    """A version of onrecord that has written documents of an archive, with its options, JSON."""

    version: str
    options: str


class Side:
    """All documents behind one path; a context manager."""

    def __init__(self, path: Path, reading: ReadingOptions, choice: Choice, problem: Problem) -> None:
        """Read what is there; documents that cannot be read are told to `problem`."""
        self.path = path
        self.heads: list[Head] = []
        self.origins: tuple[Origin, ...] = ()
        self.failures: dict[str, str] = {}
        self._choice = choice
        self._problem = problem
        self._archive: Archive | None = None
        with ExitStack() as stack:
            if str(path) != "-" and is_archive(path):
                self._open(path, stack)
            else:
                self._keep(load_outputs(path, reading, problem), stack)
            self._stack = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def output(self, head: Head) -> Output | None:
        """What a document gave, only the claims that are wanted; None where the archive holds no record any more."""
        from extractors.errors import OnRecordError
        from extractors.records import Output

        if self._archive is None:
            (data,) = self._spool.execute("SELECT output FROM outputs WHERE number = ?", (head.number,)).fetchone()
            return Output.model_validate(orjson.loads(data))
        try:
            stored = self._archive.stored(head.source or "")
        except OnRecordError as error:
            self._problem(error)
            return None
        return None if stored is None else self._choice.of(stored.output)

    def _open(self, path: Path, stack: ExitStack) -> None:
        from cli.store import Archive
        from cli.store_files import explained

        self._archive = stack.enter_context(Archive.open(path, read_only=True))
        self.failures = self._archive.failures()
        connection = self._archive.connection
        with explained(path):
            self.origins = tuple(
                Origin(version, options)
                for version, options in connection.execute(
                    "SELECT DISTINCT version, options FROM runs JOIN documents ON run_id = runs.id ORDER BY runs.id"
                )
            )
            self.heads = [
                Head(number, *row)
                for number, row in enumerate(
                    connection.execute("SELECT sha256, source, title, date FROM documents ORDER BY source")
                )
            ]

    def _keep(self, loaded: Iterable[Loaded], stack: ExitStack) -> None:
        self._spool = sqlite3.connect("")
        stack.callback(self._spool.close)
        self._spool.execute("CREATE TABLE outputs (number INTEGER PRIMARY KEY, output BLOB)")
        for number, found in enumerate(loaded):
            output = self._choice.of(found.output)
            document = output.document
            self.heads.append(Head(number, document.id, document.source, document.title, document.date, found.whole))
            self._spool.execute("INSERT INTO outputs VALUES (?, ?)", (number, _packed(output)))


Match = tuple[Head | None, Head | None]


def match_documents(old: Sequence[Head], new: Sequence[Head]) -> list[Match]:
    """Each document with its counterpart, or alone: those of the new side in its order, then what is gone.

    The same source makes the same document; else the same text; else the same file name with the same title or date;
    else the same title and date, where no other document has them.
    """
    partners: dict[int, Head] = {}  # by the number of the new document
    taken: set[int] = set()
    for key, unique in KEYS:
        waiting = _by_key((head for head in old if head.number not in taken), key)
        coming = _by_key((head for head in new if head.number not in partners), key)
        for value, heads in coming.items():
            others = waiting.get(value, [])
            if unique and (len(heads), len(others)) != (1, 1):
                continue
            for head, other in zip(heads, others, strict=False):
                partners[head.number] = other
                taken.add(other.number)
    gone = [head for head in old if head.number not in taken]
    return [*((partners.get(head.number), head) for head in new), *((head, None) for head in gone)]


KEYS: tuple[tuple[Callable[[Head], tuple[str | None, ...]], bool], ...] = (  # what must agree; whether in one only
    (lambda head: (head.source,), False),
    (lambda head: (head.id,), False),
    (lambda head: (head.name, head.title), True),
    (lambda head: (head.name, head.date), True),
    (lambda head: (head.title, head.date), True),
)


def _by_key(heads: Iterable[Head], key: Callable[[Head], tuple[str | None, ...]]) -> dict[Hashable, list[Head]]:
    """The documents by what is compared; one of which that is not known is the same as no other."""
    found: dict[Hashable, list[Head]] = defaultdict(list)
    for head in heads:
        value = key(head)
        if None not in value:
            found[value].append(head)
    return found


def _packed(output: Output) -> bytes:
    """An output as JSON, in which numbers are text, so that no digit is lost."""
    document = output.document.model_dump(exclude={"text"})
    claims = [vars(claim) for claim in output.claims]
    return orjson.dumps({"schema": output.schema_, "document": document, "claims": claims}, default=plain)


def plain(value: object) -> object:
    """What orjson cannot write by itself: numbers as text, records as objects."""
    return str(value) if isinstance(value, Decimal) else vars(value)
