"""HTML pages -> their main text.

trafilatura says where the article stands. Its words are then taken from the page itself, all that stand in the same
place, so that no paragraph is lost and speaker labels, lists and tables keep their shape.
"""

from __future__ import annotations

import codecs
import re

from extractors.errors import InputError
from extractors.readers.content import Content, Limits
from extractors.readers.layout import join_blocks
from extractors.readers.text import MARKS, decode

name = "html"
suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml", ".shtml")

NO_TEXT = "is an HTML page without text; save it again from the browser once its text is there"
INSTALL = "is an HTML page; to read it, run pip install 'onrecord[html]'"
OPENINGS = re.compile(
    rb"(?:<!--(?:(?!-->).)*+-->\s*|<\?xml[^>]*+>\s*)*+<(?:!doctype\s+html|html|head|body|title|meta|article)\b",
    re.IGNORECASE | re.DOTALL,
)
TAG = re.compile(rb"<(?:p|div|br|span|table|a|h[1-6]|li|body|td|b|strong)\b[^<]*>", re.I)
DECLARED = re.compile(
    rb"<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.I
)
DECLARED_WITHIN = 4096
# What pages call their encoding and what browsers take it for: always the larger set.
MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252"} | {
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
}
BROKEN_SHARE = 0.01


def recognises(data: bytes) -> bool:
    """Whether the bytes begin as a page does."""
    return OPENINGS.match(_start(data)) is not None


def may_be(data: bytes) -> bool:
    """Whether there is markup in the bytes: a part of a page, saved without its head."""
    return TAG.search(_start(data, 65536)) is not None


def read(data: bytes, limits: Limits) -> Content:
    """The main text of a page and the title and date that its head declares."""
    try:
        from extractors.readers.html.article import find_article
        from extractors.readers.html.blocks import find_blocks
        from extractors.readers.html.metadata import read_metadata
        from extractors.readers.html.tree import parse
    except ImportError as error:
        raise InputError(INSTALL) from error
    page = parse(decode_page(data))
    metadata = read_metadata(page)
    text = join_blocks(find_article(page, list(find_blocks(page)), metadata.title))
    if not text:
        raise InputError(NO_TEXT)
    return Content(text, metadata.title, metadata.published)


def decode_page(data: bytes) -> str:
    """The page's characters: by byte order mark, as UTF-8, as the page declares, or as decode() finds them."""
    marked = data.startswith((codecs.BOM_UTF8, *(mark for mark, _, _ in MARKS)))
    declared = DECLARED.search(data[:DECLARED_WITHIN])
    if not marked and declared is not None and not _is_utf8(data):
        text = _as_declared(data, declared[1].decode("ascii").lower())
        if text is not None:
            return text
    return decode(data)


def _is_utf8(data: bytes) -> bool:
    """Whether it is UTF-8, whatever it declares: no other encoding looks like it by chance."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _as_declared(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(MEANT.get(encoding, encoding), "replace")
    except (LookupError, UnicodeError):  # no such encoding, or one that is no text's
        return None
    return text if text.count("\ufffd") <= BROKEN_SHARE * len(data) else None


def _start(data: bytes, length: int = 4096) -> bytes:
    """The beginning of the file in an encoding with ASCII, without mark and white space."""
    start = data[:length]
    for mark, encoding, _ in MARKS:
        if start.startswith(mark):
            return start.removeprefix(mark).decode(encoding, "replace").encode("utf-8", "replace").lstrip()
    return start.removeprefix(codecs.BOM_UTF8).lstrip()
