"""From what the user names to documents: files, folders, patterns, archives and lists -> bytes, in a fixed order.

Paths are listed first, all of them; contents are read one at a time, when they are asked for.
"""

from __future__ import annotations

import functools
import glob
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from extractors.errors import InputError, OptionError

if TYPE_CHECKING:
    from extractors.readers import Limits, RawDocument

MEMBER = "!/"  # between the path of an archive and that of a document inside it
SUFFIX = re.compile(r"\.[a-z][a-z0-9]{0,7}", re.ASCII)  # ". 12" and ".2024" are no suffixes but part of a title
ARCHIVES = (".zip", ".tar", ".tgz", ".tbz2", ".txz")
PACKED = (".gz", ".bz2", ".xz")  # behind the suffix that tells what the file is
PEEK = 4096  # bytes that tell what a file is


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. `found`: in a folder or by a pattern, so that it is left out if it is no document.

    `folder`: what was named, or the folder of a file that was; the rest of the path is the file's place in it.
    """

    path: str
    folder: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A document, file or folder that cannot be read: `reason` is what is wrong and what to do, without its name."""

    source: str
    reason: str


@dataclass
class Listing:
    """The files that were named, each once, and what was noticed on the way.

    `problems` are folders and patterns that gave nothing; `complete` are patterns for the paths that were listed
    without a problem, `archives` the archives all of whose members were: what is not there now is gone.
    """

    files: dict[str, Source] = field(default_factory=dict)  # by their real paths
    problems: list[Unreadable] = field(default_factory=list)
    left_out: int = 0
    complete: list[re.Pattern[str]] = field(default_factory=list)
    archives: set[str] = field(default_factory=set)
    _folders: set[tuple[int, int]] = field(default_factory=set)

    def add(self, source: Source, real: str) -> None:
        """Add a file, unless it is there already under this or another name."""
        self.files.setdefault(real, source)

    def enters(self, folder: os.stat_result) -> bool:
        """Whether a folder has not been listed yet: links may lead to it again, or in a circle."""
        identity = (folder.st_dev, folder.st_ino)
        if identity in self._folders:
            return False
        self._folders.add(identity)
        return True

    def is_input(self, path: Path) -> bool:
        """Whether a path leads to one of the files."""
        return os.path.realpath(path) in self.files

    def is_gone(self, source: str) -> bool:
        """Whether a document that was not found now has been removed: it would have been found, were it there."""
        path, is_member, _ = source.partition(MEMBER)
        if os.path.lexists(source):
            return False
        if os.path.lexists(path):
            return bool(is_member) and path in self.archives
        return any(pattern.fullmatch(path) for pattern in self.complete)


def list_sources(paths: Iterable[str], listed: Iterable[str], outputs: Iterable[Path]) -> Listing:
    """List the files behind paths as given on a command line.

    Args:
        paths: files, folders, and patterns such as "2024/**/*.html" that the shell has not expanded.
        listed: files and folders from a list, whose names are taken as they are.
        outputs: files and folders that are going to be written; they are left out where they would be found.

    Raises:
        OptionError: a path is empty, or an output is one of the files to read.
    """
    listing = Listing()
    for path in paths:
        if not path:
            raise OptionError("one of the paths is empty; an empty variable of the shell, perhaps")
        if glob.has_magic(path) and not os.path.lexists(path):
            _expand(listing, path)
        else:
            _name(listing, str(PurePath(path)))
    for path in listed:
        _name(listing, str(PurePath(path)))
    _leave_out(listing, {os.path.realpath(output) for output in outputs})
    return listing


def listed_paths(list_name: str, separator: bytes) -> list[str]:
    """The paths in a file, or in standard input for "-", one a line or each ended by `separator`.

    Raises:
        OptionError: the list cannot be read.
    """
    try:
        if list_name != "-":
            data = Path(list_name).read_bytes()
        elif sys.stdin is None:
            raise OptionError("--files-from -: standard input is closed; name a file")
        else:
            data = sys.stdin.buffer.read()
    except OSError as error:
        raise OptionError(f"--files-from {list_name}: cannot be read: {error.strerror}; check the name") from error
    if separator != b"\0" and b"\0" in data:
        raise OptionError(f"--files-from {list_name}: holds null characters; add -0 if they stand between the names")
    entries = data.removeprefix(b"\xef\xbb\xbf").split(separator)
    if separator == b"\n":
        entries = [entry.removesuffix(b"\r") for entry in entries]
    return [os.fsdecode(entry) for entry in entries if entry.strip()]


def read_sources(listing: Listing, limits: Limits) -> Iterator[tuple[int, RawDocument | Unreadable]]:
    """Each document of the files in turn, with the index of its file; archives give one for each member.

    What was found and is no document is counted in `listing.left_out`. An archive whose members were all listed is
    added to `listing.archives`.
    """
    for number, source in enumerate(listing.files.values()):
        if source.found and not _may_be_document(source.path):
            listing.left_out += 1
            continue
        whole, members = True, False
        for document in _documents(source.path, limits):
            if isinstance(document, Unreadable):
                whole = False
            elif document.source != printable_path(source.path):
                members = True
                if not is_document(document.source, document.data[:PEEK]):
                    listing.left_out += 1
                    continue
            yield number, document
        if whole and members:
            listing.archives.add(source.path)


def is_document(name: str, start: bytes) -> bool:
    """Whether a file that nobody named is one to read: after its name, else after the bytes that it begins with."""
    from extractors.readers import READERS

    suffix = _suffix(name)
    if suffix in _document_suffixes():
        return True
    if any(reader.recognises(start) for reader in READERS if reader.name != "text"):
        return True
    return not suffix and b"\0" not in start


@functools.cache
def _document_suffixes() -> frozenset[str]:
    from extractors.readers import READERS

    return frozenset(ARCHIVES).union(*(reader.suffixes for reader in READERS))


def _suffix(name: str) -> str:
    path = PurePath(name.lower())
    suffix = path.with_suffix("").suffix if path.suffix in PACKED else path.suffix
    return suffix if SUFFIX.fullmatch(suffix) else ""


def _may_be_document(path: str) -> bool:
    """is_document() of a file; one that cannot be opened may be."""
    try:
        with Path(path).open("rb") as file:
            return is_document(path, file.read(PEEK))
    except OSError:
        return True


def _documents(path: str, limits: Limits) -> Iterator[RawDocument | Unreadable]:
    """The documents in a file. One that changes meanwhile gives an error for what was read after that."""
    from extractors.readers import find_documents

    before = _state(path)
    try:
        for document in find_documents(path, limits):
            if isinstance(document, InputError):
                yield _unreadable(document, path)
            elif _state(path) != before:
                yield Unreadable(document.source, "changed while it was read; run again when it is complete")
                return
            else:
                yield document
    except InputError as error:
        yield _unreadable(error, path)


def _state(path: str) -> tuple[int, int] | None:
    """What changes when a file is written; None for what is no plain file, or gone."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def _unreadable(error: InputError, path: str) -> Unreadable:
    source = getattr(error, "source", None) or printable_path(path)
    return Unreadable(source, str(error).removeprefix(f"{source}: "))


def printable_path(path: str) -> str:
    """The path as text; bytes of it that are no UTF-8 become replacement characters, which every format can write."""
    return os.fsencode(path).decode("utf-8", "replace")


def _expand(listing: Listing, pattern: str) -> None:
    """Add what matches a pattern that the shell has left alone."""
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  Path.glob takes no absolute patterns
    if not matches:
        listing.problems.append(Unreadable(pattern, "matches no file; check the pattern"))
        return
    problems = len(listing.problems)
    for match in matches:
        _name(listing, str(PurePath(match)), found=True)
    if len(listing.problems) == problems:
        listing.complete.append(_pattern(pattern))


def _name(listing: Listing, path: str, found: bool = False) -> None:
    """Add a file, or the files of a folder. What is not there is a file too: reading it will tell."""
    if not Path(path).is_dir():
        listing.add(Source(path, str(PurePath(path).parent), found), os.path.realpath(path))
        return
    problems, files = len(listing.problems), len(listing.files)
    _walk(listing, path, path)
    # An empty folder may be a disk that is not there today.
    if len(listing.problems) == problems and len(listing.files) > files:
        below = r"(?!/|\.\./).+" if path == "." else re.escape(path.rstrip("/")) + "/.+"
        listing.complete.append(re.compile(below, re.DOTALL))


def _walk(listing: Listing, root: str, folder: str) -> None:
    """Add the files of a folder and of those in it, by name. Hidden ones stay out; no link leads in circles."""
    try:
        if not listing.enters(Path(folder).stat()):
            return
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        listing.problems.append(Unreadable(printable_path(folder), f"cannot be listed: {error.strerror}"))
        return
    place = os.path.realpath(folder)
    for entry in found:
        path = entry.name if folder == "." else os.path.join(folder, entry.name)  # noqa: PTH118  twice as fast
        if entry.name.startswith("."):
            continue
        if os.path.isdir(path):  # noqa: PTH112  unlike the entry, it takes a link to itself
            _walk(listing, root, path)
        elif os.path.isfile(path):  # noqa: PTH113
            real = os.path.realpath(path) if entry.is_symlink() else f"{place}/{entry.name}"
            listing.add(Source(path, root, found=True), real)
        else:  # a pipe, a socket, a device, a link to nothing
            listing.left_out += 1


def _pattern(pattern: str) -> re.Pattern[str]:
    """The paths that a pattern of glob() matches, and those below them."""
    wild = {"**/": "(?:[^/]+/)*", "*": "[^/]*", "?": "[^/]"}
    expression = ""
    for part in re.split(r"(\*\*/|\*|\?|\[[^]]+\])", str(PurePath(pattern))):
        if len(part) > 2 and part.startswith("[") and part.endswith("]"):
            expression += part.replace("[!", "[^")
        else:
            expression += wild.get(part) or re.escape(part)
    return re.compile(expression + "(?:/.*)?", re.DOTALL)


def _leave_out(listing: Listing, outputs: AbstractSet[str]) -> None:
    """Take the files that are going to be written out of the listing, and those in folders that are.

    Raises:
        OptionError: such a file was named, or looks like a document; nobody wants that written over.
    """
    roots = {source.folder: os.path.realpath(source.folder) for source in listing.files.values() if source.found}
    for real, source in list(listing.files.items()):
        if real in outputs and (not source.found or _suffix(real) in _document_suffixes()):
            raise OptionError(f"{source.path}: is one of the files to read; choose another name for the output")
        if real in outputs or (source.found and not outputs.isdisjoint(_folders(real, roots[source.folder]))):
            del listing.files[real]


def _folders(path: str, root: str) -> Iterator[str]:
    """The folders that a path leads through below `root`, which was named and so is to be read whatever it is."""
    folder = os.path.dirname(path)  # noqa: PTH120  of every file of a long list
    while len(folder) > len(root):
        yield folder
        folder = os.path.dirname(folder)  # noqa: PTH120
