"""What a file is, by its first bytes: formats that have no reader, and archives."""

from __future__ import annotations

import io
import re
import zipfile

ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # the second is an archive without members
GZIP, BZIP2, XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"
TAR_MARK, TAR_MARK_AT = b"ustar", 257
TAR_BLOCK = 512

# What a file begins with, what it is then, and what its owner can do: formats that have no reader.
UNREADABLE = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Office file", "save it as .docx or plain text first"),
    (b"{\\rtf", "is an RTF document", "save it as .docx or plain text first"),
    (b"(\xb5/\xfd", "is compressed with zstd", "unpack it first: zstd -dc FILE | onrecord extract"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive", "unpack it first, or pack it as .zip"),
    (b"Rar!\x1a\x07", "is a RAR archive", "unpack it first, or pack it as .zip"),
    (b"SQLite format 3\0", "is a database", "save the text that matters as plain text first"),
    (b"\x89PNG", "is a picture", "run OCR on it first"),
    (b"\xff\xd8\xff", "is a picture", "run OCR on it first"),
    (b"GIF8", "is a picture", "run OCR on it first"),
    (b"II*\0", "is a picture", "run OCR on it first"),
    (b"MM\0*", "is a picture", "run OCR on it first"),
    (b"ID3", "is a sound recording", "have it transcribed first"),
    (b"OggS", "is a recording", "have it transcribed first"),
)
AT_FOUR = (b"ftyp", "is a recording", "have it transcribed first")
# The folder or the note of its kind that tells the members of the ZIP family apart.
ZIPPED = (
    ("xl/", "is an Excel workbook", "save the text that matters as plain text first"),
    ("ppt/", "is a PowerPoint file", "save it as PDF or plain text first"),
    ("visio/", "is a Visio drawing", "save it as PDF or plain text first"),
    ("META-INF/container.xml", "is an EPUB book", "convert it to HTML or plain text first"),
    ("content.xml", "is an OpenDocument file", "save it as .docx or plain text first"),
)
WORD_DOCUMENT = "word/document.xml"
OFFICE = "[Content_Types].xml"
XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b")
MHTML = re.compile(
    rb"(?:From|MIME-Version|Subject|Date|Content-Type|Snapshot-Content-Location):[^\n]{0,300}", re.IGNORECASE
)
MULTIPART = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)


def recognised_format(data: bytes) -> tuple[str, str] | None:
    """What a file without a reader is and what to do about it: ("is a picture", "run OCR ..."); None for the rest."""
    if data.startswith(ZIP):
        names = zip_names(data)
        return next(
            ((what, advice) for mark, what, advice in ZIPPED if any(name.startswith(mark) for name in names)), None
        )
    for mark, what, advice in UNREADABLE:
        if data.startswith(mark):
            return what, advice
    if data[4:8] == AT_FOUR[0]:
        return AT_FOUR[1:]
    start = data[:4096]
    if MHTML.match(start) and MULTIPART.search(start):
        return "is a page saved as MHTML", "save it as HTML instead"
    if XML.match(start):
        return "is an XML file", "read its text with --input html, or as it stands with --input text"
    return None


def is_zip_archive(data: bytes) -> bool:
    """Whether these bytes are a ZIP archive of files, and no document of an office program."""
    return data.startswith(ZIP) and not is_word(data) and recognised_format(data) is None


def is_word(data: bytes) -> bool:
    """Whether these bytes are a Word document (.docx)."""
    return data.startswith(ZIP) and {OFFICE, WORD_DOCUMENT} <= set(zip_names(data))


def is_tar(start: bytes) -> bool:
    """Whether a file that begins with these bytes (a block of 512 is enough) is a tar archive."""
    return start[TAR_MARK_AT : TAR_MARK_AT + len(TAR_MARK)] == TAR_MARK


def zip_names(data: bytes) -> tuple[str, ...]:
    """The names of a ZIP archive's members; none for one that is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ()
