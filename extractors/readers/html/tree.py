"""The tree of a page: whatever its markup, all of its text is in it, and it is never deep."""

from __future__ import annotations

import re

from lxml import etree

from extractors.errors import InputError
from extractors.readers.html.blocks import BLOCKS

DEEPEST = 150  # elements inside each other; no page needs more, and what is deeper is hung in here
TAG = re.compile(r"""<([A-Za-z][\w:-]*+)((?:[^<>"'=]|=\s*+"[^"]*"|=\s*+'[^']*'|["'=])*+)""")
LONGEST_TAG = 10_000  # characters; libxml2 compares all attributes of a tag with each other
# Not text, or none that a tree of lxml may hold: as they stand and as entities (&#12;).
NOT_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class _Shallow:
    """A parser target that builds a tree of limited depth, so that no later step can run out of stack."""

    def __init__(self) -> None:
        self.builder = etree.TreeBuilder()
        self.depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth <= DEEPEST:
            self.builder.start(tag, {name: _plain(value) for name, value in attributes.items()})
        elif tag in BLOCKS or tag == "br":  # too deep: it parts the text, and that is all
            self.builder.start("br", {})
            self.builder.end("br")

    def end(self, tag: str) -> None:
        if self.depth <= DEEPEST:
            self.builder.end(tag)
        self.depth -= 1

    def data(self, text: str) -> None:
        self.builder.data(_plain(text))

    def comment(self, text: str) -> None:
        """Comments are no text."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Nor are processing instructions."""

    def close(self) -> etree._Element:
        return self.builder.close()


def _plain(text: str) -> str:
    return NOT_IN_TEXT.sub(" ", text)


def _short_tag(tag: re.Match[str]) -> str:
    """The tag, without its attributes where they are many or hold a picture: no text is in them."""
    return tag[0] if len(tag[2]) <= LONGEST_TAG else f"<{tag[1]}"


def parse(text: str) -> etree._Element:
    """The tree of a page; whatever is wrong with its markup, all of its text is in it."""
    clean = TAG.sub(_short_tag, _plain(text))
    parser = etree.HTMLParser(target=_Shallow(), encoding="utf-8", huge_tree=True, no_network=True)
    try:
        page = etree.fromstring(clean.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, AssertionError) as error:  # an assertion of lxml's builder: there was no element at all
        raise InputError("is an HTML page without elements; check the file") from error
    return page
