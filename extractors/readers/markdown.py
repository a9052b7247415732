"""Markdown -> its text: markup out of the way, lists and tables as plain text has them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractors.readers.content import Content, Limits
from extractors.readers.dates import day
from extractors.readers.layout import BULLET, join_blocks, table_rows
from extractors.readers.text import decode

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

name = "markdown"
suffixes: tuple[str, ...] = (".md", ".markdown", ".mdown", ".mkd")

FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n(?P<fields>(?:(?!---|\.\.\.).*\r?\n)*+)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
FIELD = re.compile(r"^(?P<key>[A-Za-z_-]+)[ \t]*:[ \t]*(?P<value>.*?)[ \t\r]*$", re.MULTILINE)
PUBLICATION = ("published", "date", "pubdate", "publishdate", "publish_date")
COMMENT = re.compile(r"<!--(?:(?!-->).)*+-->", re.DOTALL)
TAG = re.compile(r"<[^<>]*+>")
DEEPEST = 100  # lists and quotations inside each other


def recognises(data: bytes) -> bool:
    """Never: nothing sets it apart from plain text but its name."""
    return False


def may_be(data: bytes) -> bool:
    """Any text may be Markdown."""
    return True


def read(data: bytes, limits: Limits) -> Content:
    """The text of a Markdown file; title and date of its front matter."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    source = decode(data)
    front = FRONT_MATTER.match(source)
    fields = _fields(front["fields"]) if front else {}
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    tokens = parser.parse(source[front.end() :] if front else source)
    published = next((found for key in PUBLICATION if (found := day(fields.get(key)))), None)
    return Content(join_blocks(_blocks(SyntaxTreeNode(tokens))), fields.get("title") or None, published)


def _fields(lines: str) -> dict[str, str]:
    """The plain fields of a front matter; quotes around a value are not part of it."""
    fields: dict[str, str] = {}
    for found in FIELD.finditer(lines):
        value = found["value"]
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        fields.setdefault(found["key"].lower(), value)
    return fields


def _blocks(node: SyntaxTreeNode) -> Iterator[str]:
    """The blocks inside a node in order."""
    for child in node.children:
        if child.type == "table":
            yield from table_rows(
                [_words(cell) for cell in row.children] for part in child.children for row in part.children
            )
        elif child.type == "list_item":  # an ordered one brings its number
            first, *rest = [*_blocks(child)] or [""]
            yield (f"{child.info}{child.markup} " if child.info else BULLET) + first
            yield from rest
        elif child.type in ("fence", "code_block"):
            yield child.content.strip("\n")
        elif child.type == "html_block":
            yield _without_tags(child.content)
        elif child.type in ("paragraph", "heading"):
            yield _words(child).strip()
        else:
            yield from _blocks(child)


def _words(node: SyntaxTreeNode) -> str:
    """The words of a paragraph, heading or cell. A picture's are about the picture."""
    pieces = []
    for part in node.walk(include_self=False):
        if part.type in ("text", "code_inline") and not (part.parent and part.parent.type == "image"):
            pieces.append(part.content)
        elif part.type == "softbreak":
            pieces.append(" ")
        elif part.type == "hardbreak" or (part.type == "html_inline" and part.content.lower().startswith("<br")):
            pieces.append("\n")
    return "".join(pieces)


def _without_tags(markup: str) -> str:
    return " ".join(html.unescape(TAG.sub(" ", COMMENT.sub(" ", markup))).split())
