"""Files behind addresses: local paths, and what pyarrow or fsspec knows (s3://, gs://, hdfs://, memory:// ...)."""

from __future__ import annotations

import functools
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from extractors.errors import OptionError

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE | re.ASCII)
TEMPORARY = ".tmp"


@dataclass(frozen=True)
class Place:
    """A file or a folder; it need not exist. All methods raise OSError as pathlib does."""

    filesystem: FileSystem
    path: str

    def __truediv__(self, name: str) -> Place:
        return Place(self.filesystem, f"{self.path.rstrip('/')}/{name}")

    def read(self) -> bytes:
        """The bytes of a file, as they are: nothing is unpacked because of a name."""
        with self.filesystem.open_input_stream(self.path, compression=None) as file:
            return bytes(file.read())

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """A file to read from and to move about in."""
        with self.filesystem.open_input_file(self.path) as file, io.BufferedReader(file) as buffered:
            yield buffered

    def write(self, data: bytes) -> None:
        """Write a file whole or not at all, and the folders above it.

        An object store shows an object once it is complete; on a file system a temporary file takes the place.
        """
        folder, _, name = self.path.rpartition("/")
        self.filesystem.create_dir(folder, recursive=True)
        if self.filesystem.type_name not in ("local", "hdfs"):
            self._store(self.path, data)
            return
        temporary = f"{folder}/.{name}.{os.urandom(6).hex()}{TEMPORARY}"
        try:
            self._store(temporary, data)
            self.filesystem.move(temporary, self.path)
        except BaseException:
            if self._type(temporary) == "File":
                self.filesystem.delete_file(temporary)
            raise

    def names(self) -> list[str]:
        """The names of the files in a folder, sorted; none where there is no such folder."""
        from pyarrow.fs import FileSelector

        entries = self.filesystem.get_file_info(FileSelector(self.path, allow_not_found=True))
        return sorted(entry.base_name for entry in entries if entry.type.name == "File")

    def files(self) -> Iterator[str]:
        """The paths of all files in a folder and in those below, sorted, without hidden ones; of a file its own."""
        from pyarrow.fs import FileSelector

        if self._type(self.path) != "Directory":
            yield self.path
            return
        found = self.filesystem.get_file_info(FileSelector(self.path, recursive=True))
        for entry in sorted(found, key=lambda entry: entry.path):
            below = entry.path.removeprefix(self.path)
            if entry.type.name == "File" and not any(part.startswith(".") for part in below.split("/")):
                yield entry.path

    def exists(self) -> bool:
        """Whether there is a file or folder."""
        return self._type(self.path) != "NotFound"

    def remove(self) -> None:
        """Delete a file."""
        self.filesystem.delete_file(self.path)

    def _store(self, path: str, data: bytes) -> None:
        with self.filesystem.open_output_stream(path, compression=None) as file:
            file.write(data)

    def _type(self, path: str) -> str:
        return str(self.filesystem.get_file_info(path).type.name)


def is_remote(address: str) -> bool:
    """Whether this is an address with a scheme, such as s3://bucket/folder, and no path of this machine."""
    return SCHEME.match(address) is not None


@functools.lru_cache(maxsize=64)
def place(address: str) -> Place:
    """The place behind an address.

    Raises:
        OptionError: nothing that is installed knows its scheme, or it is not well formed.
    """
    from pyarrow import ArrowInvalid
    from pyarrow.fs import FileSystem, LocalFileSystem

    if not is_remote(address):
        return Place(LocalFileSystem(), Path(address).absolute().as_posix())
    try:
        return Place(*FileSystem.from_uri(address))
    except ArrowInvalid:  # a scheme that fsspec may know
        return _fsspec_place(address)


def _fsspec_place(address: str) -> Place:
    from pyarrow.fs import FSSpecHandler, PyFileSystem

    try:
        from fsspec.core import url_to_fs

        filesystem, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise OptionError(
            f"{address}: cannot be reached ({error}); check the address, and install the fsspec package for it"
        ) from error
    return Place(PyFileSystem(FSSpecHandler(filesystem)), path)
