"""Running heads, running feet and page numbers: what stands at the edge of many pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.readers.pdf.lines import Line

EDGE = 0.12  # of the page's height, at the top and at the bottom
LINES = 3  # at each edge
SHARE = 0.4  # of the pages
NUMBER = re.compile(
    r"(?:page|p\.|-|–|—|\|)?\s*(?P<number>\d{1,4}|[ivxl]{1,6})\s*(?:-|–|—|\||(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)


def drop_running(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """The pages without what is repeated at their edges, and without their numbers."""
    edges = [_edge_lines(page) for page in pages]
    seen = Counter(key for lines in edges for key in {_key(line) for line in lines})
    needed = max(2, SHARE * sum(bool(page) for page in pages))
    for page, lines in zip(pages, edges, strict=True):
        running = {id(line) for line in lines if seen[_key(line)] >= needed or NUMBER.fullmatch(line.text)}
        yield [line for line in page if id(line) not in running]


def _edge_lines(page: Sequence[Line]) -> list[Line]:
    ordered = sorted(page, key=lambda line: -line.base)
    top = [line for line in ordered[:LINES] if line.base > (1 - EDGE) * line.height]
    return top + [line for line in ordered[-LINES:] if line.base < EDGE * line.height]


def _key(line: Line) -> tuple[str, int, bool]:
    """What makes a line the same on two pages: its words but for numbers, its size, top or bottom."""
    return re.sub(r"\d+", "#", line.text.casefold()), round(line.size), line.base > line.height / 2
