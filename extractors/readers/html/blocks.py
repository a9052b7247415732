"""The blocks of a page in order: paragraphs, headings, list items, table rows, and what stands beside the text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extractors.readers.html.tables import is_data_table, table_cells
from extractors.readers.layout import BULLET, SOFT_HYPHEN, raised, table_rows

SKIPPED = frozenset(
    [
        *("script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "select", "textarea"),
        *("input", "button", "audio", "video", "canvas", "map", "datalist", "head", "title"),
    ]
)
BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    ]
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
ASIDE_TAGS = frozenset(("nav", "footer", "aside", "menu", "dialog"))
ASIDE_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu"))
ASIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|breadcrumbs?|crumbs?|related|recommend\w*|nav|navbar|navigation|menu|footer|"
    r"sidebar|comments?|cookies?|advert\w*|ads?|newsletter|subscribe|paging|pagination|toolbar|copyright|hotnews)(?:$|[\s_-])",
    re.IGNORECASE,
)
WHOLE = frozenset(("html", "body", "article", "main"))  # never beside the text, whatever their class says
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
WORD = re.compile(r"\w+")
SPACES = re.compile(r"[ \t\r\n\f]+")
PARAGRAPHS = re.compile(r"\n(?:[ \t\r]*\n)+")
EDGES = " \t\u3000\xa0"
LINK_SHARE = 0.8
LONGEST_LINK = 40  # words; more is text in a link that nobody closed

Asides = tuple[etree._Element, ...]


@dataclass
class Block:
    """A run of text that is a paragraph, heading, list item or table row; `home` is the element it stands in.

    `linked`: how many of its characters are links; `asides`: the elements around it that look like navigation.
    """

    text: str
    home: etree._Element
    linked: int = 0
    asides: Asides = ()
    heading: bool = False

    @functools.cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in small letters."""
        return tuple(WORD.findall(self.text.casefold()))

    @property
    def is_link(self) -> bool:
        """Whether it is there to be clicked."""
        return self.linked > LINK_SHARE * _size(self.text) and len(self.words) <= LONGEST_LINK


def find_blocks(page: etree._Element) -> Iterator[Block]:
    """Every block of the page in order, whether it belongs to the article or not."""
    yield from _Walk(page).blocks()


class _Walk:
    """One way through a page: collects inline text until an element begins or ends a block."""

    def __init__(self, page: etree._Element) -> None:
        self.page = page
        self.home = page
        self.pieces: list[str] = []
        self.linked = 0
        self.links = self.headings = self.verbatim = 0
        self.asides: list[Asides] = [()]  # for each open element
        self.mark = ""
        self.raised = -1  # where in the pieces a raised part begins

    def blocks(self) -> Iterator[Block]:
        steps = etree.iterwalk(self.page, events=("start", "end"))
        for event, element in steps:
            if event == "end":
                yield from self._leave(element)
                continue
            yield from self._enter(element)
            table = element.tag == "table" and is_data_table(element)
            if table:
                for line in table_rows(table_cells(element)):
                    yield Block(line, element, asides=self.asides[-1])
            if table or is_skipped(element):
                steps.skip_subtree()
            else:
                self._text(element.text)
        yield from self._flush()

    def _enter(self, element: etree._Element) -> Iterator[Block]:
        tag = element.tag
        if tag in BLOCKS:
            yield from self._flush()
            self.home = element
        self.asides.append((*self.asides[-1], element) if is_aside(element) else self.asides[-1])
        self._count(element, 1)
        if tag == "li":
            self.mark = BULLET
        elif tag == "br":
            self.pieces.append("\n")
        elif tag == "sup":
            self.raised = len(self.pieces)

    def _leave(self, element: etree._Element) -> Iterator[Block]:
        tag = element.tag
        if tag in BLOCKS:
            yield from self._flush()
            self.home = element.getparent()
        if tag == "li":
            self.mark = ""
        elif tag == "sup" and 0 <= self.raised < len(self.pieces):
            before, part = self.pieces[max(self.raised - 3, 0) : self.raised], self.pieces[self.raised :]
            self.pieces[self.raised :] = [raised("".join(before), "".join(part))]
            self.raised = -1
        elif tag in ("b", "strong") and "".join(self.pieces).strip() in ("Q", "A"):
            self.pieces.append("\xa0")  # a label, which in plain text stands apart from the words by more than a space
        self._count(element, -1)
        self.asides.pop()
        if element is not self.page:
            self._text(element.tail)

    def _count(self, element: etree._Element, step: int) -> None:
        """Count the links, headings and verbatim passages that are open."""
        tag = element.tag
        if tag == "a" and element.get("href") is not None:
            self.links += step
        elif tag == "pre":
            self.verbatim += step
        elif tag in HEADINGS:
            self.headings += step

    def _text(self, text: str | None) -> None:
        if not text:
            return
        text = text.replace(SOFT_HYPHEN, "")
        piece = text if self.verbatim else SPACES.sub(" ", text)
        self.pieces.append(piece)
        if self.links:
            self.linked += _size(piece)

    def _flush(self) -> Iterator[Block]:
        text = "".join(self.pieces)
        parts = PARAGRAPHS.split(text.strip("\r\n") if self.verbatim else tidy(text))
        for part in parts:
            if not part.strip():
                continue
            linked = self.linked if len(parts) == 1 else 0
            yield Block(self.mark + part, self.home, linked, self.asides[-1], self.headings > 0)
            self.mark = ""
        self.pieces, self.linked, self.raised = [], 0, -1


def tidy(text: str) -> str:
    """Text with single spaces and no white space at the ends of its lines."""
    return "\n".join(re.sub(r" {2,}", " ", line).strip(EDGES) for line in text.split("\n")).strip()


def _size(text: str) -> int:
    """The number of characters that are not white space."""
    return len(text) - sum(map(str.isspace, text))


def is_skipped(element: etree._Element) -> bool:
    """Whether nothing in an element is text; what stands under a picture tells of the picture."""
    if element.tag == "figcaption":
        return any(True for _ in element.getparent().iter("img", "picture"))
    return element.tag in SKIPPED


def is_aside(element: etree._Element) -> bool:
    """Whether an element looks as if it stood beside the text, by its kind, its role or its name."""
    if element.tag in WHOLE:
        return False
    if element.tag in ASIDE_TAGS or element.get("role", "").lower() in ASIDE_ROLES:
        return True
    if element.get("hidden") is not None or HIDDEN.search(element.get("style", "")):
        return True
    return any(ASIDE_NAMES.search(element.get(key, "")) is not None for key in ("class", "id"))
