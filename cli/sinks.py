"""What a batch writes besides the archive: outputs that take one document after the other and are written whole."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from cli.files import Write, destination, output_folder
from cli.shell import complain
from cli.sources import MEMBER, Listing, Source
from extractors.errors import OnRecordError

if TYPE_CHECKING:
    import pyarrow as pa

    from extractors.records import Output

Put = Callable[["Output", Source], None]
Sink = AbstractContextManager[Put]

NAME_BYTES = 200  # of a file's name; most file systems take 255
UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')  # for the name of a file, here or on another system
TABLE_ROWS = 5_000  # claims that are turned into a table at a time


class Outputs:
    """The outputs of a run, by name. One that cannot be written is told about and given up; the others go on."""

    def __init__(self, sinks: dict[str, Sink]) -> None:
        """
        Raises:
            OnRecordError: one of them cannot be begun; nothing is written then.
        """
        self.failed = False
        self._open: dict[str, tuple[ExitStack, Put]] = {}
        try:
            for name, sink in sinks.items():
                stack = ExitStack()
                self._open[name] = stack, stack.enter_context(sink)
        except OnRecordError as error:
            self._open.popitem()
            self.abandon(error)
            raise

    def __len__(self) -> int:
        return len(self._open)

    def put(self, output: Output, source: Source) -> None:
        """Write a document to each of them."""
        for name, (stack, put) in list(self._open.items()):
            try:
                put(output, source)
            except OnRecordError as error:
                self._give_up(name, stack, error)

    def finish(self) -> None:
        """Put them in place."""
        for name, (stack, _) in list(self._open.items()):
            try:
                stack.close()
            except OnRecordError as error:
                self._give_up(name, stack, error)
        self._open.clear()

    def abandon(self, error: BaseException) -> list[str]:
        """Leave things as they were before; the names of the outputs."""
        names = list(self._open)
        for stack, _ in self._open.values():
            stack.__exit__(type(error), error, error.__traceback__)
        self._open.clear()
        return names

    def _give_up(self, name: str, stack: ExitStack, error: OnRecordError) -> None:
        complain(error)
        self.failed = True
        del self._open[name]
        stack.__exit__(type(error), error, error.__traceback__)


@contextmanager
def jsonl_file(path: Path) -> Iterator[Put]:
    """A file with one flat claim a line."""
    from extractors.output import to_jsonl

    with destination(path) as write:

        def put(output: Output, _: Source) -> None:
            write(b"".join(to_jsonl([output])))

        yield put


@contextmanager
def csv_file(path: Path) -> Iterator[Put]:
    """A file with a header and a row per claim."""
    from extractors.output import csv_header, csv_rows

    with destination(path) as write:
        write(csv_header())

        def put(output: Output, _: Source) -> None:
            write(csv_rows(output))

        yield put


@contextmanager
def parquet_folder(folder: Path) -> Iterator[Put]:
    """A folder with `claims.parquet` and `documents.parquet`."""
    from extractors import columnar

    waiting: list[Output] = []
    with (
        output_folder(folder),
        destination(folder / "claims.parquet") as write_claims,
        destination(folder / "documents.parquet") as write_documents,
        columnar.ParquetWriter(_stream(write_claims), columnar.CLAIMS_SCHEMA) as claims,
        columnar.ParquetWriter(_stream(write_documents), columnar.DOCUMENTS_SCHEMA) as documents,
    ):

        def flush() -> None:
            claims.write(columnar.claims_table(waiting))
            documents.write(columnar.documents_table(waiting))
            waiting.clear()

        def put(output: Output, _: Source) -> None:
            waiting.append(output)
            if sum(len(held.claims) + 1 for held in waiting) >= TABLE_ROWS:
                flush()

        yield put
        flush()


@contextmanager
def json_folder(folder: Path, listing: Listing) -> Iterator[Put]:
    """A folder with one JSON file per document, in the sub-folders that the documents stand in."""
    from extractors.output import to_json

    taken: set[str] = set()

    def put(output: Output, source: Source) -> None:
        path = _free(folder, _place(output.document.source or "", source), taken, listing)
        _make_folder(path.parent)
        with destination(path) as write:
            write(to_json(output, indent=True))

    with output_folder(folder):
        yield put


def _place(name: str, source: Source) -> list[str]:
    """Where a document stands below what the user named, a part for each folder; never outside of it."""
    path, _, member = name.partition(MEMBER)
    inside = PurePath(source.path).relative_to(source.folder) if source.folder != "." else PurePath(source.path)
    parts = [part for part in (*inside.parts, *re.split(r"[/\\]", member)) if part not in ("", ".", "..", "/")]
    *folders, last = [_fit(part) for part in parts] or ["document"]
    # A folder cannot be called like a file that stands beside it.
    return [*(f"{part}_" if part.lower().endswith(".json") else part for part in folders), last]


def _fit(part: str) -> str:
    """A name that file systems take."""
    return UNFIT.sub("_", part).encode("utf-8", "replace")[:NAME_BYTES].decode("utf-8", "ignore").rstrip(". ") or "_"


def _free(folder: Path, place: Sequence[str], taken: set[str], listing: Listing) -> Path:
    """NAME.json in the place; NAME-2.json where that is taken or a file to read.

    Names that differ in case only are taken to collide, as some file systems see it.
    """
    parent = folder.joinpath(*place[:-1])
    stem = PurePath(place[-1]).stem
    path, number = parent / f"{stem}.json", 1
    while str(path).casefold() in taken or listing.is_input(path):
        number += 1
        path = parent / f"{stem}-{number}.json"
    taken.add(str(path).casefold())
    return path


def _make_folder(folder: Path) -> None:
    from cli.files import OutputError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made a folder: {error.strerror}; choose another place") from error


class _Stream(io.RawIOBase):
    """A function that writes bytes, as a binary file."""

    def __init__(self, write: Write) -> None:
        self._write = write

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:  # type: ignore[override]  # any buffer
        self._write(view := bytes(data))  # type: ignore[call-overload]
        return len(view)
