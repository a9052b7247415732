"""What a batch writes besides the archive: outputs that take one document after the other and are written whole."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO, TYPE_CHECKING, Any, cast

import typer

from cli.files import Names, OutputError, Write, destination, output_folder
from cli.sources import MEMBER, SUFFIX, Listing, Source
from extractors.errors import OnRecordError

if TYPE_CHECKING:
    from cli.choice import Choice
    from extractors.records import Output

Put = Callable[["Output", Source], None]
Sink = AbstractContextManager[Put]

NAME_BYTES = 200  # of a file's name; most file systems take 255
UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')  # for the name of a file, here or on another system
SUFFIX_AT_END = re.compile(rf"(?<=.){SUFFIX.pattern}\Z", re.ASCII | re.IGNORECASE)
TABLE_ROWS = 5_000  # claims that are turned into a table at a time


class Outputs:
    """The outputs of a run, by path. One that cannot be written is told about and given up; the others go on."""

    def __init__(self, sinks: Mapping[Path, Sink], choice: Choice, complain: Callable[[object], None]) -> None:
        """
        Raises:
            OnRecordError: one of them cannot be begun; nothing is written then.
        """
        self._choice = choice
        self._complain = complain
        self._given_up: list[Path] = []
        self._open: dict[Path, tuple[ExitStack, Put]] = {}
        for path, sink in sinks.items():
            stack = ExitStack()
            try:
                self._open[path] = stack, stack.enter_context(sink)
            except OnRecordError as error:
                self.abandon(error)
                raise

    def __len__(self) -> int:
        return len(self._open)

    def put(self, output: Output, source: Source) -> None:
        """Write a document's claims, as far as they are wanted, to each of them."""
        if not self._open:
            return
        chosen = self._choice.of(output)
        for path, (_, put) in list(self._open.items()):
            try:
                put(chosen, source)
            except OnRecordError as error:
                self._give_up(path, error)
            except typer.Exit:  # nobody reads standard output any more: `| head`
                self._close(path, OutputError("closed"))
                self._given_up.remove(path)

    def skip(self, name: str, source: Source) -> None:
        """A document that is not read keeps its place, so that no other one is written there."""
        for _, put in self._open.values():
            if isinstance(put, JsonFolder):
                put.skip(name, source)

    def finish(self) -> list[Path]:
        """Put them in place; those that could not be written."""
        for path, (stack, _) in list(self._open.items()):
            try:
                stack.close()
            except OnRecordError as error:
                self._give_up(path, error)
        self._open.clear()
        return self._given_up

    def abandon(self, error: BaseException) -> list[Path]:
        """Leave files as they were before; the paths of all that is not written."""
        for path in list(self._open):
            self._close(path, error)
        return self._given_up

    def _give_up(self, path: Path, error: OnRecordError) -> None:
        self._complain(error)
        self._close(path, error)

    def _close(self, path: Path, error: BaseException) -> None:
        stack, _ = self._open.pop(path)
        self._given_up.append(path)
        with suppress(OnRecordError, KeyboardInterrupt):
            stack.__exit__(type(error), error, error.__traceback__)


@contextmanager
def jsonl_file(path: Path) -> Iterator[Put]:
    """A file with one flat claim a line."""
    from extractors.output import to_jsonl

    with destination(_target(path)) as write:

        def put(output: Output, _: Source) -> None:
            write(b"".join(to_jsonl([output])))

        yield put


@contextmanager
def csv_file(path: Path) -> Iterator[Put]:
    """A file with a header and a row per claim."""
    from extractors.output import csv_header, csv_rows

    with destination(_target(path)) as write:
        write(csv_header())

        def put(output: Output, _: Source) -> None:
            write(csv_rows(output))

        yield put


def _target(path: Path) -> Path | None:
    return None if str(path) == "-" else path


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

    with output_folder(folder):
        yield JsonFolder(Names(folder, ".json", listing.is_input), to_json)


@dataclass(frozen=True)
class JsonFolder:
    """Writes documents as JSON files of a folder; each document has its place there, whether it can be read or not."""

    names: Names
    to_json: Callable[[Output, bool], bytes]

    def __call__(self, output: Output, source: Source) -> None:
        path = self.names.free(*_place(output.document.source or "", source))
        _make_folder(path.parent)
        with destination(path) as write:
            write(self.to_json(output, True))

    def skip(self, name: str, source: Source) -> None:
        self.names.free(*_place(name, source))


def _place(name: str, source: Source) -> list[str]:
    """Where a document stands below what the user named: a part for each folder, then its name without suffix.

    Never outside of it.
    """
    member = name.partition(MEMBER)[2]
    inside = PurePath(source.path).relative_to(source.folder) if source.folder != "." else PurePath(source.path)
    parts = [part for part in (*inside.parts, *re.split(r"[/\\]", member)) if part not in ("", ".", "..", "/")]
    *folders, last = [_fit(part) for part in parts] or ["document"]
    # A folder cannot be called like a file that stands beside it.
    return [*(f"{part}_" if part.lower().endswith(".json") else part for part in folders), SUFFIX_AT_END.sub("", last)]


def _fit(part: str) -> str:
    """A name that file systems take."""
    return UNFIT.sub("_", part).encode("utf-8", "replace")[:NAME_BYTES].decode("utf-8", "ignore").rstrip(". ") or "_"


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made a folder: {error.strerror}; choose another place") from error


def _stream(write: Write) -> IO[bytes]:
    """A function that writes bytes, as a file."""
    return cast("IO[bytes]", _Stream(write))


class _Stream(io.RawIOBase):
    """A function that writes bytes, as a binary file."""

    def __init__(self, write: Write) -> None:
        self._write = write

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # any buffer
        self._write(view := bytes(data))
        return len(view)
