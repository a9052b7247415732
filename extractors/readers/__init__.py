"""Files -> text. find_documents() gives the documents of a file or archive, read_document() the text of one.

To add a format, write its module, which fits the Reader protocol (`name`, `suffixes`, `recognises`, `may_be`, `read`),
and put it into READERS before `text`. What a reader needs to import it imports inside `read`, so that others do not pay
for it. Formats without a reader stand in `kinds.UNREADABLE`, each with what its owner can do.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from extractors.errors import InputError
from extractors.readers import docx, html, markdown, pdf, text
from extractors.readers.archive import find_documents, find_documents_in, source_name
from extractors.readers.content import Content, Limits, RawDocument, Reader, ReadText
from extractors.readers.kinds import recognised_format
from extractors.readers.text import decode

__all__ = [
    "READERS",
    "Content",
    "Limits",
    "RawDocument",
    "ReadText",
    "Reader",
    "decode",
    "find_documents",
    "find_documents_in",
    "read",
    "read_document",
    "recognised_format",
]

READERS: tuple[Reader, ...] = (pdf, docx, html, markdown, text)  # the first that recognises the bytes reads them
PACKED = (".gz", ".bz2", ".xz")  # behind the suffix that says what the file is


def read(path: str | Path | None, format: str = "auto") -> ReadText:
    """Read a file's text; None or "-" is standard input.

    Args:
        path: the file.
        format: "auto" looks at the bytes, then at the name; the name of a reader ("text") insists on it.

    Raises:
        InputError: there is no such file, it cannot be opened, it is no text or it is an archive; the message reads
            "FILE: what is wrong; what to do".
        ValueError: there is no reader of that name.
    """
    for found in find_documents(path):
        if isinstance(found, InputError):
            raise found
        if found.source == source_name(path):
            return read_document(found, format)
        break
    raise InputError(f"{path}: is an archive; unpack it and name the file in it", str(path))


def read_document(raw: RawDocument, format: str = "auto", limits: Limits | None = None) -> ReadText:
    """The text of one document, and what its metadata say.

    Args:
        raw: its bytes; the name helps where they leave open what they are.
        format: "auto" looks at the bytes, then at the name; the name of a reader insists on it.
        limits: how much a document may unpack to, for formats that are packed.

    Raises:
        InputError: it holds no text; the message reads "FILE: what is wrong; what to do".
        ValueError: there is no reader of that name.
    """
    try:
        reader = _reader(raw, format)
        content = reader.read(raw.data, limits or Limits())
    except InputError as error:
        raise InputError(f"{raw.source}: {error}", raw.source) from error
    source = raw.source if raw.named else None
    return ReadText(content.text, source, reader.name, content.title, content.published)


def _reader(raw: RawDocument, format: str) -> Reader:
    if format != "auto":
        for reader in READERS:
            if reader.name == format:
                return reader
        raise ValueError(f"{format!r} is not the name of a reader")
    *others, last = READERS
    for reader in others:
        if reader.recognises(raw.data):
            return reader
    if known := recognised_format(raw.data):
        raise InputError("; ".join(known))
    suffix = _suffix(raw.source)
    return next((reader for reader in others if suffix in reader.suffixes and reader.may_be(raw.data)), last)


def _suffix(source: str) -> str:
    """The end of a name that says what the file is: ".html" of "page.html.gz"."""
    name = PurePosixPath(source)
    if name.suffix.lower() in PACKED:
        name = name.with_suffix("")
    return name.suffix.lower()
