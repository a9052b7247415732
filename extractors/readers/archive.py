"""Files and archives -> the documents in them, one at a time, unpacked within limits.

Nothing is written to disk: the name of a member is a label and never a place. What a header says about sizes is
believed only where it refuses; every byte is counted as it is unpacked.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol, cast

from extractors.errors import InputError, LimitError
from extractors.readers.content import MEGABYTE, RATIO_FROM, Limits, RawDocument
from extractors.readers.kinds import BZIP2, GZIP, TAR_BLOCK, XZ, ZIP, is_tar, is_zip_archive
from extractors.readers.text import as_chinese

STANDARD_INPUT = "standard input"
INSIDE = "!/"  # between an archive's name and its member's
PIECE = MEGABYTE
HEADER_ROOM = 16 * MEGABYTE  # what a tar archive may spend on describing a member

BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError)
BROKEN_BY_HEADER = (ValueError, OverflowError, UnicodeError, IndexError, RuntimeError)
NO_DOCUMENTS = frozenset((".ds_store", "thumbs.db", "desktop.ini"))
RAISE = "raise the limit with --max-bytes if it is to be trusted"


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def find_documents(path: str | Path | None, limits: Limits | None = None) -> Iterator[RawDocument | InputError]:
    """The documents that a file holds: itself, or the members of a .zip or .tar archive, in its order.

    Compressed files (.gz, .bz2, .xz) are unpacked. What cannot be read is an InputError in the place of the document,
    with its name as `source`; the others still come.

    Args:
        path: the file; None or "-" is standard input.
        limits: guards against files that unpack to more than anybody means.
    """
    name = source_name(path)
    named = path is not None and str(path) != "-"
    try:
        with _opened(Path(str(path))) if named else _standard_input() as file:
            yield from find_documents_in(file, name, limits, named=named)
    except InputError as error:
        yield _placed(error, name)


def find_documents_in(
    file: IO[bytes], name: str, limits: Limits | None = None, *, named: bool = True
) -> Iterator[RawDocument | InputError]:
    """find_documents() of an open binary file, wherever it is; `name` is what its documents are called after."""
    found = False
    try:
        for document in _documents(file, name, limits or Limits(), named):
            found = True
            yield document
        if not found:
            raise InputError("is an archive without documents; check what was packed")
    except InputError as error:
        yield _placed(error, name)
    except OSError as error:  # the disk failed, the network went away, standard input is a folder
        yield _placed(InputError(f"cannot be read: {_reason(error)}; check the file"), name)


def source_name(path: str | Path | None) -> str:
    """The path as text; bytes of it that are no UTF-8 become replacement characters, which every format can write."""
    if path is None or str(path) == "-":
        return STANDARD_INPUT
    return os.fsencode(path).decode("utf-8", "replace")


def _documents(file: IO[bytes], name: str, limits: Limits, named: bool) -> Iterator[RawDocument | InputError]:
    start = _read(file, TAR_BLOCK)
    whole = _Rewound(start, file)
    if start.startswith(ZIP):
        yield from _of_zip(whole, name, limits, named)
        return
    stream = _unpacking(start, whole, limits)
    if stream is not None:
        start = _read(stream, TAR_BLOCK)
        whole = _Rewound(start, stream)
    if is_tar(start):
        yield from _of_tar(whole, name, limits)
        return
    data = _limited(whole, limits)
    if stream is not None and (refusal := _refused_inside(data)):
        raise refusal
    yield RawDocument(name, data, named)


@dataclass
class _Rewound:
    """A stream whose first bytes have been looked at."""

    start: bytes
    rest: _Readable
    at: int = 0

    def read(self, size: int, /) -> bytes:
        if self.at < len(self.start):
            piece = self.start[self.at : self.at + size]
            self.at += len(piece)
            return piece
        return self.rest.read(size)


@dataclass
class _Counted:
    """A stream that counts what is read of it."""

    source: _Readable
    count: int = 0

    def read(self, size: int = PIECE, /) -> bytes:
        data = self.source.read(size)
        self.count += len(data)
        return data


@dataclass
class _Unpacked:
    """An unpacked stream that ends with an InputError where it grows beyond the limits."""

    unpacked: _Readable
    packed: _Counted
    limits: Limits
    count: int = 0

    def read(self, size: int, /) -> bytes:
        try:
            data = self.unpacked.read(size)
        except (*BROKEN, *BROKEN_BY_HEADER) as error:
            raise InputError(f"cannot be unpacked: {_reason(error)}; copy it again") from error
        self.count += len(data)
        _refuse_bomb(self.count, self.packed.count, self.limits)
        if self.count > self.limits.max_total:
            raise InputError(f"unpacks to more than {_size(self.limits.max_total)}; unpack it and read it in parts")
        return data


@dataclass
class _Paced:
    """A tar archive's stream: between two members only so much may be read, so that no header fills the memory."""

    stream: _Readable
    room: int = HEADER_ROOM

    def read(self, size: int, /) -> bytes:
        data = self.stream.read(size)
        self.room -= len(data)
        if self.room < 0:
            raise InputError("is a broken tar archive: a member's description is too long; pack it again")
        return data


def _unpacking(start: bytes, file: _Readable, limits: Limits) -> _Unpacked | None:
    """The unpacked stream of a compressed file; None for one that is not."""
    packed = _Counted(file)
    source = cast(IO[bytes], packed)  # they only read
    stream: _Readable
    if start.startswith(GZIP):
        stream = gzip.GzipFile(fileobj=source)
    elif start.startswith(BZIP2) and start[4:10] == b"1AY&SY":
        stream = bz2.BZ2File(source)
    elif start.startswith(XZ):
        stream = lzma.LZMAFile(source)  # noqa: SIM115  there is nothing to close
    else:
        return None
    return _Unpacked(stream, packed, limits)


def _limited(stream: _Readable, limits: Limits) -> bytes:
    """All of a stream, unless it is larger than a document may be."""
    pieces = []
    size = 0
    while data := stream.read(min(PIECE, limits.max_bytes + 1 - size)):
        pieces.append(data)
        size += len(data)
        if size > limits.max_bytes:
            raise LimitError(f"is larger than {_size(limits.max_bytes)}; {RAISE}")
    return b"".join(pieces)


def _read(stream: _Readable, size: int) -> bytes:
    """So many bytes, fewer only at the end; a pipe gives them piece by piece."""
    found = b""
    while len(found) < size and (piece := stream.read(size - len(found))):
        found += piece
    return found


def _refuse_bomb(unpacked: int, packed: int, limits: Limits) -> None:
    if unpacked > RATIO_FROM and unpacked > limits.max_ratio * packed:
        raise InputError(
            f"unpacks to more than {limits.max_ratio} times its size, as only files made to do harm do; do not trust it"
        )


# --- the members of archives ---


@dataclass
class _Members:
    """What has been taken from an archive so far."""

    name: str
    limits: Limits
    total: int = 0
    count: int = 0
    labels: dict[str, int] = field(default_factory=dict)

    def label(self, member: str) -> str:
        """The name of a member as a label: printable, and told apart where two are called the same."""
        shown = "".join(char if char.isprintable() else "\ufffd" for char in member)
        times = self.labels[shown] = self.labels.get(shown, 0) + 1
        return f"{self.name}{INSIDE}{shown}" + (f"#{times}" if times > 1 else "")

    def add_member(self) -> None:
        """Count a member."""
        self.count += 1
        if self.count > self.limits.max_members:
            raise InputError(f"holds more than {self.limits.max_members} members; unpack it and read it in parts")

    def add_size(self, size: int) -> None:
        """Count the bytes of a member, read or not."""
        self.total += size
        if self.total > self.limits.max_total:
            raise InputError(f"unpacks to more than {_size(self.limits.max_total)}; unpack it and read it in parts")


def _of_zip(whole: _Rewound, name: str, limits: Limits, named: bool) -> Iterator[RawDocument | InputError]:
    file = cast(IO[bytes], whole.rest)
    if not file.seekable():
        file = io.BytesIO(_limited(whole, Limits(max_bytes=limits.max_total)))
    size = file.seek(0, io.SEEK_END)
    if size <= limits.max_bytes:
        file.seek(0)
        data = file.read()
        if not is_zip_archive(data):
            yield RawDocument(name, data, named)
            return
    try:
        archive = zipfile.ZipFile(file)
    except (*BROKEN, *BROKEN_BY_HEADER) as error:
        raise InputError(f"is a broken ZIP archive: {_reason(error)}; copy it again") from error
    members = _Members(name, limits)
    with archive:
        for info in archive.infolist():
            members.add_member()
            if info.filename.endswith("/") or _is_no_document(info.filename):  # is_dir() fails on an empty name
                continue
            label = members.label(_zip_name(info))
            try:
                data = _zip_member(archive, info, limits)
                members.add_size(len(data))
                _refuse_bomb(members.total, size, limits)
                yield from _member(label, data, limits)
            except _MemberError as error:
                yield _placed(error, label)


class _MemberError(InputError):
    """A member that cannot be unpacked; the archive's others can."""


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes:
    if info.flag_bits & 0x1:
        raise _MemberError("is encrypted; unpack it with its password first")
    try:
        if info.file_size > limits.max_bytes:  # a header that says less than there is, is held to what it says
            raise LimitError(f"is larger than {_size(limits.max_bytes)}; {RAISE}")
        _refuse_bomb(info.file_size, info.compress_size, limits)
        with archive.open(info) as stream:
            return _limited(stream, limits)
    except InputError as error:
        raise _MemberError(str(error)) from error
    except (*BROKEN, *BROKEN_BY_HEADER) as error:
        raise _MemberError(f"cannot be unpacked: {_reason(error)}; copy the archive again") from error


def _zip_name(info: zipfile.ZipInfo) -> str:
    """A member's name; without the mark of UTF-8 it is in whatever encoding its packer used."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return as_chinese(raw) or info.filename


def _of_tar(stream: _Readable, name: str, limits: Limits) -> Iterator[RawDocument | InputError]:
    members = _Members(name, limits)
    paced = _Paced(stream)
    try:
        with tarfile.open(fileobj=cast(IO[bytes], paced), mode="r|", errorlevel=2) as archive:
            while (info := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # it would keep them all
                paced.room = HEADER_ROOM + info.size
                members.add_member()
                members.add_size(info.size)
                if not info.isreg() or _is_no_document(info.name):
                    continue
                label = members.label(info.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
                try:
                    yield from _member(label, _tar_member(archive, info, limits), limits)
                except _MemberError as error:
                    yield _placed(error, label)
    except InputError:
        raise
    except (*BROKEN, *BROKEN_BY_HEADER) as error:
        raise InputError(f"is a broken tar archive: {_reason(error)}; copy it again") from error


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, limits: Limits) -> bytes:
    if info.size > limits.max_bytes:
        raise _MemberError(f"is larger than {_size(limits.max_bytes)}; {RAISE}") from LimitError("is too large")
    stream = archive.extractfile(info)
    if stream is None:
        raise _MemberError("holds no data; pack it again")
    data = _limited(stream, limits)
    if len(data) < info.size:
        raise InputError("is a broken tar archive: it breaks off; copy it again")
    return data


def _member(label: str, data: bytes, limits: Limits) -> Iterator[RawDocument]:
    """A member as a document; a compressed one unpacked, an archive refused."""
    if (data.startswith(ZIP) or is_tar(data)) and (refusal := _refused_inside(data)):
        raise _MemberError(str(refusal))
    stream = _unpacking(data[:TAR_BLOCK], io.BytesIO(data), limits)
    if stream is not None:
        try:
            data = _limited(stream, limits)
        except InputError as error:
            raise _MemberError(str(error)) from error
        if refusal := _refused_inside(data):
            raise _MemberError(str(refusal))
    yield RawDocument(label, data)


def _refused_inside(data: bytes) -> InputError | None:
    """An error for what is packed once more; how deep such things go nobody can know."""
    if is_zip_archive(data) or is_tar(data):
        return InputError("is an archive inside an archive; unpack the outer one first")
    if data.startswith((GZIP, XZ)):
        return InputError("is compressed twice; unpack it first")
    return None


def _is_no_document(member: str) -> bool:
    """Whether a member is something that a system left: resource forks of macOS, settings of folders."""
    parts = member.replace("\\", "/").split("/")
    return "__MACOSX" in parts or parts[-1].startswith("._") or parts[-1].lower() in NO_DOCUMENTS


# --- files ---


def _opened(path: Path) -> io.BufferedReader:
    try:
        if path.is_dir():
            raise InputError("is a folder; name the files in it, or read all of it with onrecord batch")
        return path.open("rb")
    except FileNotFoundError as error:
        raise InputError("there is no such file; check the name") from error
    except PermissionError as error:
        raise InputError("may not be read; check its permissions") from error
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        what = error.strerror if isinstance(error, OSError) else None
        raise InputError(f"cannot be read: {what or error}; check the file") from error


def _standard_input() -> AbstractContextManager[IO[bytes]]:
    if sys.stdin is None:  # the shell closed it: `<&-`
        raise InputError("is closed; name a file")
    return nullcontext(sys.stdin.buffer)  # it stays open


def _placed(error: InputError, source: str) -> InputError:
    """The error with the name of the file in front."""
    placed = InputError(f"{source}: {error}", source)
    placed.__cause__ = error
    return placed


def _reason(error: BaseException) -> str:
    """What went wrong, in one short line."""
    words = " ".join((getattr(error, "strerror", None) or str(error) or type(error).__name__).split())
    return "".join(char for char in words if char.isprintable())[:200].rstrip(".")


def _size(number: int) -> str:
    return f"{number / MEGABYTE:g} MB" if number >= MEGABYTE else f"{number} bytes"
