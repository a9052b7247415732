"""Word documents (.docx) -> paragraphs, headings, lists, tables and notes in reading order.

python-docx opens the file; its own list of paragraphs leaves out what stands in content controls, tracked insertions
and text boxes, so the text is taken from the document's elements.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractors.errors import InputError, LimitError
from extractors.readers.archive import BROKEN, BROKEN_BY_HEADER
from extractors.readers.content import RATIO_FROM, Content, Limits
from extractors.readers.kinds import is_word
from extractors.readers.layout import BETWEEN_COLUMNS, BULLET, join_blocks, raised, table_rows

if TYPE_CHECKING:
    from docx.document import Document
    from lxml import etree

name = "docx"
suffixes: tuple[str, ...] = (".docx", ".docm")

INSTALL = "is a Word document; to read it, run pip install 'onrecord[docx]'"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the same again, for old programs
NOTES = ("/footnotes", "/endnotes")
LISTS, HEADS = ("List", "Bullet"), ("Heading", "Title", "Subtitle", "heading")
PIECE = 1_000_000


def recognises(data: bytes) -> bool:
    """Whether the bytes are a Word document."""
    return is_word(data)


def may_be(data: bytes) -> bool:
    """A name alone makes no Word document."""
    return False


def read(data: bytes, limits: Limits) -> Content:
    """The text of a Word document, its notes at the end; the title of its properties."""
    try:
        import docx
        from docx.opc.exceptions import OpcError
        from lxml.etree import LxmlError
    except ImportError as error:
        raise InputError(INSTALL) from error
    try:
        _check_size(data, limits)
        document = docx.Document(io.BytesIO(data))
        text = join_blocks(_text(document))
        title = document.core_properties.title
    except InputError:
        raise
    except (*BROKEN, *BROKEN_BY_HEADER, OpcError, LxmlError, KeyError) as error:
        what = " ".join(str(error).split())[:200].rstrip(".")
        raise InputError(f"is a broken Word document: {what}; open it in Word and save it again") from error
    if not text:
        raise InputError("is a Word document without text; if it holds pictures run OCR on them first")
    return Content(text, title.strip() or None)


def _check_size(data: bytes, limits: Limits) -> None:
    """Unpack every part once and count, before anybody keeps what comes out."""
    total = 0
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if len(package.infolist()) > limits.max_members:
            raise InputError(f"is a Word document of more than {limits.max_members} parts; save it as plain text first")
        for info in package.infolist():
            with package.open(info) as part:
                while piece := part.read(PIECE):
                    total += len(piece)
                    if total > limits.max_bytes:
                        raise LimitError(
                            f"is larger than {limits.max_bytes} bytes unpacked; raise the limit with --max-bytes if it "
                            "is to be trusted"
                        )
                    if total > RATIO_FROM and total > limits.max_ratio * len(data):
                        raise InputError(f"unpacks to more than {limits.max_ratio} times its size; do not trust it")


def _text(document: Document) -> Iterator[str]:
    if not hasattr(document.element, "body"):
        raise ValueError("it has no body")
    listed = _list_styles(document)
    yield from _blocks(document.element.body, listed)
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(NOTES):
            yield from _notes(relation.target_part.blob)


def _list_styles(document: Document) -> frozenset[str]:
    """The ids of the paragraph styles that make a list item."""
    found = set()
    for style in document.styles.element.iter(f"{W}style"):
        name = style.find(f"{W}name")
        called = "" if name is None else name.get(f"{W}val", "")
        numbered = style.find(f"{W}pPr/{W}numPr") is not None
        if called.startswith(LISTS) or (numbered and not called.startswith(HEADS)):
            found.add(style.get(f"{W}styleId", ""))
    return frozenset(found)


def _blocks(parent: etree._Element, listed: frozenset[str]) -> Iterator[str]:
    """The paragraphs and tables inside an element, through whatever they are wrapped in."""
    for child in parent:
        if child.tag == f"{W}p":
            yield from _paragraph(child, listed)
        elif child.tag == f"{W}tbl":
            yield from table_rows(_rows(child))
        elif child.tag not in (FALLBACK, f"{W}del", f"{W}moveFrom", f"{W}sectPr", f"{W}sdtPr"):
            yield from _blocks(child, listed)


def _paragraph(paragraph: etree._Element, listed: frozenset[str]) -> Iterator[str]:
    """A paragraph's text, and that of the text boxes that hang in it."""
    text = _words(paragraph)
    if text:
        yield (BULLET if _is_item(paragraph, listed) else "") + text
    for box in paragraph.iter(f"{W}txbxContent"):
        if next(box.iterancestors(FALLBACK), None) is None:
            yield from _blocks(box, listed)


def _is_item(paragraph: etree._Element, listed: frozenset[str]) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    called = "" if style is None else style.get(f"{W}val", "")
    if called in listed:
        return True
    numbering = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    return numbering is not None and numbering.get(f"{W}val") != "0" and not called.startswith(HEADS)


def _words(paragraph: etree._Element) -> str:
    pieces: list[str] = []
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen", f"{W}footnoteReference"):
        if _is_apart(element, paragraph):
            continue
        match element.tag.removeprefix(W):
            case "t":
                words = element.text or ""
                pieces.append(raised("".join(pieces[-3:]), words) if _is_raised(element) else words)
            case "tab":
                pieces.append("\t")
            case "noBreakHyphen":
                pieces.append("-")
            case "footnoteReference":
                pieces.append(f" [{element.get(f'{W}id', '')}]")
            case _:
                pieces.append("\n")
    text = "".join(pieces).strip(" \t\n")
    # Two tabs or more set columns; one parts a number from its heading.
    return text.replace("\t", BETWEEN_COLUMNS if text.count("\t") > 1 else " ")


def _is_apart(element: etree._Element, paragraph: etree._Element) -> bool:
    """Whether a piece of text is not of the paragraph's line: moved away, in a text box, the stops of its tabs."""
    for parent in element.iterancestors():
        if parent is paragraph:
            return False
        if parent.tag in (f"{W}txbxContent", f"{W}moveFrom", f"{W}del", f"{W}tabs", FALLBACK):
            return True
    return False


def _is_raised(text: etree._Element) -> bool:
    run = text.getparent()
    raised = run.find(f"{W}rPr/{W}vertAlign") if run is not None else None
    return raised is not None and raised.get(f"{W}val") == "superscript"


def _rows(table: etree._Element) -> Iterator[list[str]]:
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl"), None) is not table:
            continue  # of a table in a cell, whose words are the cell's
        cells: list[str] = []
        for cell in row.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tr"), None) is not row:
                continue
            words = " ".join(filter(None, map(_words, cell.iter(f"{W}p"))))
            across = cell.find(f"{W}tcPr/{W}gridSpan")
            cells += [words, *[""] * (_number(across) - 1)]
        yield cells


def _number(element: etree._Element | None) -> int:
    value = "1" if element is None else element.get(f"{W}val", "1")
    return min(int(value), 50) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def _notes(blob: bytes) -> Iterator[str]:
    """The foot- or endnotes of a part, with the numbers that stand for them in the text."""
    from docx.oxml.parser import parse_xml

    for note in parse_xml(blob):
        text = " ".join(filter(None, map(_words, note.iter(f"{W}p"))))
        if text and note.get(f"{W}type") in (None, "normal"):
            yield f"[{note.get(f'{W}id', '')}] {text}"
