"""Which blocks of a page are its article: those that trafilatura finds, and all the text around and between them."""

from __future__ import annotations

from collections.abc import Sequence

import trafilatura
from lxml import etree

from extractors.readers.html.blocks import WORD, Block
from extractors.readers.html.tables import words_of

LARGEST = 3_000_000  # characters: no article is as long, and trafilatura's time grows faster than the page
MOST_ELEMENTS = 20_000
RUN = 5  # words in a row by which a passage is known again
PROSE = 8  # words; less may stand anywhere on a page

BOXES = frozenset(("article", "aside", "body", "center", "div", "form", "html", "main", "section", "td"))

Passages = set[tuple[str, ...]]


def find_article(page: etree._Element, blocks: Sequence[Block], title: str | None) -> list[str]:
    """The texts of the blocks that are the article, its title and what stands between the two.

    Args:
        page: the tree; what its cells claim to span is taken out of it.
        blocks: all its blocks in order.
        title: the title that the page's head declares.
    """
    passages = _passages(page)
    found = [bool(passages) and _is_among(block, passages) for block in blocks]
    # A box that holds a passage of the article is not beside it, whatever it is called.
    around = {
        aside for block, sure in zip(blocks, found, strict=True) if sure and _is_prose(block) for aside in block.asides
    }
    text = [not block.is_link and around.issuperset(block.asides) for block in blocks]
    inside = _inside(blocks, found)
    kept = [sure or (near and plain) for sure, near, plain in zip(found, inside, text, strict=True)]
    if not any(kept):
        kept = text if any(text) else [True] * len(blocks)
    if any(kept):
        first = kept.index(True)
        start = _title(blocks[: first + 1], text, title)
        kept[start:first] = [number == start or text[number] for number in range(start, first)]
    return [block.text for block, keep in zip(blocks, kept, strict=True) if keep]


def _passages(page: etree._Element) -> Passages:
    """What trafilatura takes for the article, as the runs of words in it; lines stand whole, too."""
    if sum(map(len, page.itertext())) > LARGEST or sum(1 for _ in page.iter()) > MOST_ELEMENTS:
        return set()
    for cell in page.iter("td", "th"):  # it would fill up all the columns that a cell claims
        cell.attrib.pop("colspan", None)
        cell.attrib.pop("rowspan", None)
    found = trafilatura.extract(
        etree.tostring(page, encoding="unicode", method="html"),
        output_format="txt",
        include_comments=False,
        include_tables=True,
    )
    passages: Passages = set()
    for line in (found or "").splitlines():
        words = tuple(WORD.findall(line.casefold()))
        passages.add(words)
        passages.update(words[start : start + RUN] for start in range(len(words) - RUN + 1))
    return passages


def _is_prose(block: Block) -> bool:
    return len(block.words) >= PROSE


def _is_among(block: Block, passages: Passages) -> bool:
    """Whether most of a block stands in these passages."""
    words = block.words
    if len(words) <= RUN:
        return bool(words) and words in passages
    runs = [words[start : start + RUN] in passages for start in range(len(words) - RUN + 1)]
    return sum(runs) * 2 > len(runs)


def _inside(blocks: Sequence[Block], found: Sequence[bool]) -> list[bool]:
    """Which blocks stand in the part of the page that holds the article, found or not; all, where none is sure."""
    region = _around([_box(block.home) for block, sure in zip(blocks, found, strict=True) if sure and _is_prose(block)])
    if region is None:
        return [True] * len(blocks)
    while (parent := region.getparent()) is not None and _has_twin(region):
        region = parent
    members = set(region.iter())
    return [block.home in members for block in blocks]


def _box(home: etree._Element) -> etree._Element:
    """The box that a paragraph, list or table stands in."""
    while home.tag not in BOXES and home.getparent() is not None:
        home = home.getparent()
    return home


def _around(homes: Sequence[etree._Element]) -> etree._Element | None:
    """The innermost element that holds all of these."""
    paths = [[*reversed([*home.iterancestors()]), home] for home in dict.fromkeys(homes)]
    shared = None
    for level in zip(*paths, strict=False):
        if any(element is not level[0] for element in level):
            break
        shared = level[0]
    return shared


def _has_twin(region: etree._Element) -> bool:
    """Whether another element beside this one is of its kind and holds text: a text in several parts."""
    kind = (region.tag, region.get("class"))
    return any(
        (other.tag, other.get("class")) == kind and len(WORD.findall(words_of(other, 500))) >= PROSE
        for other in (*region.itersiblings(preceding=True), *region.itersiblings())
    )


def _title(blocks: Sequence[Block], text: Sequence[bool], declared: str | None) -> int:
    """The number of the block with the declared title, else of the last heading, else of the last block."""
    wanted = tuple(WORD.findall((declared or "").casefold()))
    for number in reversed(range(len(blocks))):
        if blocks[number].words == wanted and text[number]:
            return number
    heads = [number for number, block in enumerate(blocks) if block.heading and text[number]]
    return heads[-1] if heads else len(blocks) - 1
