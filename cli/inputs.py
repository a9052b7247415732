"""What a cluster reads: local paths and remote addresses -> documents, under the names that records give them.

Local paths are listed as for a run on one machine, and what is no document is left out in the same way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from cli.addresses import is_remote, place
from cli.sources import MEMBER, PEEK, Listing, Unreadable, is_document, list_sources, printable_path
from extractors.errors import InputError, OptionError

if TYPE_CHECKING:
    from extractors.partitions import Failure
    from extractors.readers import Limits, RawDocument


@dataclass(frozen=True)
class Input:
    """A file to read. `source`: its name in the records; `address`: where every machine finds it; `found`: unnamed."""

    source: str
    address: str
    found: bool = False


@dataclass(frozen=True)
class Inputs:
    """The files that were named, and those in the folders that were; `problems` are folders that cannot be listed."""

    files: tuple[Input, ...]
    problems: tuple[Unreadable, ...]
    listing: Listing
    folders: tuple[str, ...]  # remote ones, listed whole

    def is_gone(self, source: str, archives: Collection[str]) -> bool:
        """Whether a document that was not found was removed; `archives` are those that were listed whole."""
        if not is_remote(source):
            self.listing.archives.update(archives)
            return self.listing.is_gone(source)
        archive, _, member = source.partition(MEMBER)
        if any(file.source == archive for file in self.files):
            return bool(member) and archive in archives
        return any(source.startswith(folder) for folder in self.folders)


def list_inputs(paths: Iterable[str], listed: Iterable[str] = (), target: str | None = None) -> Inputs:
    """The files behind paths and addresses. One that is not there is a file too: reading it tells.

    Args:
        paths: files, folders and patterns of this machine, and addresses of files and folders.
        listed: the same from a list, where nothing is a pattern.
        target: where the results go, which is left out.

    Raises:
        OptionError: a path is empty, an address cannot be used, or the target is one of the files to read.
    """
    paths, listed = list(paths), list(listed)
    remote = [path for path in (*paths, *listed) if is_remote(path)]
    outputs = [Path(target)] if target and not is_remote(target) else []
    local = list_sources(_local(paths), _local(listed), outputs)
    files = [
        Input(printable_path(source.path), str(Path(source.path).absolute()), source.found)
        for source in local.files.values()
    ]
    problems, folders = list(local.problems), []
    for address in remote:
        try:
            found = list(_remote_files(address, target))
        except OSError as error:
            problems.append(Unreadable(address, f"cannot be listed: {error}; check the address and the access to it"))
            continue
        files += found
        folders += [address.rstrip("/") + "/"] if any(file.found for file in found) else []
    return Inputs(tuple(files), tuple(problems), local, tuple(folders))


def documents_in(input: Input, limits: Limits) -> Iterator[RawDocument | Failure]:
    """The documents in a file, those of an archive one by one; a Failure for what cannot be read."""
    from extractors.partitions import Failure, failure
    from extractors.readers import find_documents_in

    try:
        with place(input.address).open() as file:
            if input.found and not is_document(input.source, _start(file)):
                return
            for found in find_documents_in(file, input.source, limits):
                if isinstance(found, InputError):
                    yield failure(found, input.source)
                elif MEMBER not in found.source or is_document(found.source, found.data[:PEEK]):
                    yield found
    except FileNotFoundError:
        yield Failure(input.source, "there is no such file; check the name")
    except OSError as error:
        yield Failure(input.source, f"cannot be read: {error.strerror or error}; check the file")


def content_hash(document: RawDocument) -> str:
    """The SHA-256 of a document's bytes, hexadecimal."""
    return hashlib.sha256(document.data).hexdigest()


def _local(paths: Iterable[str]) -> list[str]:
    return [path for path in paths if not is_remote(path)]


def _remote_files(address: str, target: str | None) -> Iterator[Input]:
    """The files below an address; the address itself, where it is no folder."""
    where = place(address)
    for path in where.files():
        below = path.removeprefix(where.path.rstrip("/"))
        source = address.rstrip("/") + below
        if target is None or not f"{source}/".startswith(target.rstrip("/") + "/"):
            yield Input(source, source, found=bool(below))
        elif not below:
            raise OptionError(f"{address}: is where the results go; choose another target")


def _start(file: IO[bytes]) -> bytes:
    start = file.read(PEEK)
    file.seek(0)
    return start
