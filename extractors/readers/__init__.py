"""Files -> text. read() picks the reader; each reader is a module of this folder that fits the Reader protocol.

To add a format, write its module (`name`, `recognises`, `to_text`), put it into READERS before `text`, and take its
row out of UNREADABLE. What a reader needs to import it imports inside `to_text`, so that others do not pay for it.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from extractors.errors import InputError
from extractors.readers import text
from extractors.readers.text import decode

__all__ = ["READERS", "ReadText", "Reader", "decode", "read", "recognised_format"]

STANDARD_INPUT = "standard input"


@dataclass(frozen=True)
class ReadText:
    """The text of one file, cleaned once and for all; `source` is its path as given, None for standard input."""

    text: str
    source: str | None


class Reader(Protocol):
    """What a reader module offers."""

    name: str  # as `--input` takes it

    def recognises(self, data: bytes) -> bool:
        """Whether these bytes look like this format."""

    def to_text(self, data: bytes) -> str:
        """The text of these bytes.

        Raises:
            InputError: they hold none; the message says what is wrong and what to do, without the file's name.
        """


READERS: tuple[Reader, ...] = (text,)  # the first that recognises the bytes reads them

# What a file begins with, what it is then, and what its owner can do: formats that have no reader.
UNREADABLE = (
    (b"%PDF-", "is a PDF", "convert it to text first, with pdftotext for example"),
    (b"PK\x03\x04", "is a ZIP file", "unpack it first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Office file", "save it as plain text first"),
    (b"{\\rtf", "is an RTF document", "save it as plain text first"),
    (b"\x1f\x8b", "is compressed with gzip", "unpack it first: gzip -dc FILE | onrecord extract"),
    (b"\xfd7zXZ\x00", "is compressed with xz", "unpack it first: xz -dc FILE | onrecord extract"),
    (b"(\xb5/\xfd", "is compressed with zstd", "unpack it first: zstd -dc FILE | onrecord extract"),
    (b"BZh", "is compressed with bzip2", "unpack it first: bzip2 -dc FILE | onrecord extract"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive", "unpack it first"),
    (b"Rar!\x1a\x07", "is a RAR archive", "unpack it first"),
    (b"\x89PNG", "is a picture", "run OCR on it first"),
    (b"\xff\xd8\xff", "is a picture", "run OCR on it first"),
    (b"GIF8", "is a picture", "run OCR on it first"),
)
# The folder that tells the members of the ZIP family apart; it stands among the first names of the file.
ZIPPED = (
    (b"word/", "is a Word document", "save it as plain text first"),
    (b"xl/", "is an Excel workbook", "save the text that matters as plain text first"),
    (b"ppt/", "is a PowerPoint file", "save it as plain text first"),
    (b"mimetypeapplication/epub", "is an EPUB book", "convert it to text first"),
    (b"mimetypeapplication/vnd.oasis", "is an OpenDocument file", "save it as plain text first"),
)
HTML = (b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")


def read(path: str | Path | None, format: str = "auto") -> ReadText:
    """Read a file's text; None or "-" is standard input.

    Args:
        path: the file.
        format: "auto" looks at the bytes; the name of a reader ("text") insists on it.

    Raises:
        InputError: there is no such file, it cannot be opened, or it is no text; the message reads
            "FILE: what is wrong; what to do".
        ValueError: there is no reader of that name.
    """
    standard = path is None or str(path) == "-"
    source = None if path is None or standard else _printable_name(path)
    data = _standard_input() if path is None or standard else _bytes(Path(path))
    try:
        return ReadText(_reader(data, format).to_text(data), source)
    except InputError as error:
        raise InputError(f"{source or STANDARD_INPUT}: {error}") from error


def read_bytes(data: bytes, source: str | None, format: str = "auto") -> ReadText:
    return ReadText(_reader(data, format).to_text(data), source)


def recognised_format(data: bytes) -> tuple[str, str] | None:
    """What a file without a reader is and what to do about it: ("is a PDF", "convert it ..."); None for the rest."""
    start = data[:4096]
    if start.startswith(b"PK\x03\x04"):
        for mark, what, advice in ZIPPED:
            if mark in start:
                return what, advice
    for mark, what, advice in UNREADABLE:
        if start.startswith(mark):
            return what, advice
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(HTML):
        return "is an HTML or XML page", "save it as text first, or read it as it stands with --input text"
    return None


def _reader(data: bytes, format: str) -> Reader:
    if format == "auto":
        if known := recognised_format(data):
            raise InputError("; ".join(known))
        return next(reader for reader in READERS if reader.recognises(data))
    for reader in READERS:
        if reader.name == format:
            return reader
    raise ValueError(f"{format!r} is not the name of a reader")


def _bytes(path: Path) -> bytes:
    name = _printable_name(path)
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{name}: there is no such file; check the name") from error
    except IsADirectoryError as error:
        raise InputError(f"{name}: is a folder; name the files in it") from error
    except PermissionError as error:
        raise InputError(f"{name}: may not be read; check its permissions") from error
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        what = error.strerror if isinstance(error, OSError) else None
        raise InputError(f"{name}: cannot be read: {what or error}; check the file") from error


def _standard_input() -> bytes:
    if sys.stdin is None:  # the shell closed it: `<&-`
        raise InputError(f"{STANDARD_INPUT}: is closed; name a file")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:  # a folder: `< .`
        raise InputError(f"{STANDARD_INPUT}: cannot be read: {error.strerror}; name a file") from error


def _printable_name(path: str | Path) -> str:
    """The path as text; bytes of it that are no UTF-8 become replacement characters, which every format can write."""
    return os.fsencode(path).decode("utf-8", "replace")
