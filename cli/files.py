"""Output files: written whole or not at all, never over an input, never over each other."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cli.shell import emit
from extractors.errors import OnRecordError

LONGEST_STEM = 200  # bytes; the rest of 255 is for what is added
PACKED = (".gz", ".bz2", ".xz")

Write = Callable[[bytes], object]


class OutputError(OnRecordError):
    """A file or folder that cannot be written, or that must not be, because it is an input."""


@contextmanager
def destination(path: Path | None) -> Iterator[Write]:
    """A function that writes bytes to `path`, or to standard output for None.

    A file takes its place only when the block ends well; if it ends with an exception, what stood there stays.
    Links are followed; devices and pipes are written directly.

    Raises:
        OutputError: the file cannot be written.
    """
    if path is None:
        yield emit
        return
    with _told(path):
        target = path.resolve()
        if target.is_symlink():  # leads to itself; before Python 3.13 resolve() says so
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        direct = target.exists() and not target.is_file()
        place = target if direct else target.with_name(f".onrecord-{os.urandom(6).hex()}.tmp")
        file = place.open("wb" if direct else "xb")

    def write(data: bytes) -> None:
        with _told(path):
            file.write(data)

    try:
        yield write
        with _told(path):
            file.close()
            if not direct:
                _move(place, target)
    finally:
        with suppress(OSError):
            file.close()
        if not direct:
            place.unlink(missing_ok=True)


def is_folder(output: Path | None, given: str | None) -> bool:
    """Whether `-o` names a folder: one that exists, or a name with a slash at its end."""
    if output is None or (given or "").endswith(("/", os.sep)):
        return output is not None
    try:
        return output.is_dir()
    except OSError:  # it stands in a folder that may not be looked into
        return False


@contextmanager
def output_folder(folder: Path) -> Iterator[None]:
    """Create the folder and those above it for the block; those that are new and still empty at its end go again.

    Raises:
        OutputError: there is a file of that name, or nothing may be created there.
    """
    try:
        new = [place for place in (folder, *folder.parents) if not place.exists()]
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made a folder: {error.strerror}; choose another name") from error
    try:
        yield
    finally:
        with suppress(OSError):  # not empty
            for place in new:
                place.rmdir()


def refuse_overwriting(output: Path, inputs: Iterable[Path]) -> None:
    """
    Raises:
        OutputError: `output` is one of the inputs.
    """
    if output.is_file() and any(_same(path, output) for path in inputs):
        raise OutputError(f"{output}: is one of the files to read; choose another name with -o")


class Names:
    """Names for new files in a folder: NAME.json; NAME-2.json where that is taken or is an input itself, and so on.

    Names that differ in case only are taken to collide, as some file systems see it.
    """

    def __init__(self, folder: Path, suffix: str, is_input: Callable[[Path], bool]) -> None:
        self._folder = folder
        self._suffix = suffix
        self._is_input = is_input
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def free(self, *place: str) -> Path:
        """The path of a new file; `place` is the folders below this one, if any, and the name without its suffix."""
        stem = self._folder.joinpath(*place)
        key = str(stem).casefold()
        while True:
            number = self._next.get(key, 1)
            self._next[key] = number + 1
            path = stem.with_name(f"{stem.name}-{number}{self._suffix}" if number > 1 else f"{stem.name}{self._suffix}")
            if str(path).casefold() not in self._taken and not self._is_input(path):
                self._taken.add(str(path).casefold())
                return path


def among(paths: Iterable[Path], folder: Path) -> Callable[[Path], bool]:
    """Whether a path directly in the folder is one of these, in any case."""
    names = {path.name.casefold() for path in paths if path.parent.resolve() == folder.resolve()}
    return lambda path: path.name.casefold() in names


def stem_of(source: str | None) -> str:
    """What a source is called without folder, archive and suffixes; short enough for any file system."""
    if source is None:
        return "stdin"
    name = Path(source)
    if name.suffix.lower() in PACKED:
        name = name.with_suffix("")
    return name.stem.encode("utf-8", "replace")[:LONGEST_STEM].decode("utf-8", "ignore")


def _same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except (OSError, ValueError):  # there is no such file, or nobody may look
        return False


def _move(place: Path, target: Path) -> None:
    """Put the file at `place` where `target` is, with the permissions of the one that it replaces."""
    if target.exists():
        place.chmod(target.stat().st_mode)
    place.replace(target)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say it with a word about `path` if it cannot be written."""
    try:
        yield
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        what = error.strerror if isinstance(error, OSError) else error
        raise OutputError(f"{path}: cannot be written: {what}; choose another place or free some room") from error
