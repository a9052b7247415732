"""PDF -> paragraphs: lines joined, hyphenation undone, running heads, running feet and page numbers left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extractors.errors import InputError, LimitError
from extractors.readers.content import Content, Limits
from extractors.readers.layout import join_blocks
from extractors.readers.pdf.lines import Line, read_lines
from extractors.readers.pdf.paragraphs import join_lines, largest_lines
from extractors.readers.pdf.running import drop_running

if TYPE_CHECKING:
    import pypdfium2

name = "pdf"
suffixes: tuple[str, ...] = (".pdf",)

MARK = b"%PDF-"
MARK_WITHIN = 1024  # readers of PDF allow some bytes before it
INSTALL = "is a PDF; to read it, run pip install 'onrecord[pdf]'"
PASSWORD_ERROR = 4
# What programs write where nobody gave a title: the name of the file, their own name.
NO_TITLE = re.compile(
    r"\W*(?:untitled|anonymous|unspecified|unknown|document\d*|microsoft \w+ - .*|powerpoint presentation|"
    r"\S+\.\w{2,5})\W*",
    re.IGNORECASE,
)


def recognises(data: bytes) -> bool:
    """Whether the bytes are a PDF."""
    return MARK in data[:MARK_WITHIN]


def may_be(data: bytes) -> bool:
    """A name alone makes no PDF."""
    return False


def read(data: bytes, limits: Limits) -> Content:
    """The text of a PDF and the title of its properties; its dates are those of the file and say nothing."""
    try:
        import pypdfium2
    except ImportError as error:
        raise InputError(INSTALL) from error
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            pages = list(_pages(document, limits))
            title = " ".join(document.get_metadata_value("Title").split())
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD_ERROR:
            raise InputError("is encrypted; save a copy of it without a password first") from error
        raise InputError(f"is a broken PDF: {str(error).rstrip('.')}; download or save it again") from error
    if not any(pages):
        raise InputError("is a PDF of pictures without text; run OCR on it first")
    pages = list(drop_running(pages))
    declared = None if NO_TITLE.fullmatch(title) else title
    return Content(join_blocks(join_lines(pages)), declared or largest_lines(pages[0]))


def _pages(document: pypdfium2.PdfDocument, limits: Limits) -> Iterator[Sequence[Line]]:
    """The lines of each page."""
    size = 0
    for lines in read_lines(document):
        size += sum(len(line.text) for line in lines)
        if size > limits.max_bytes:
            raise LimitError(f"holds more than {limits.max_bytes} characters; raise the limit with --max-bytes")
        yield lines
