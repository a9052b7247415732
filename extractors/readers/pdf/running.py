"""Running heads, running feet and page numbers: what stands at the edge of many pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.readers.pdf.lines import Line

EDGE = 0.12  # of the page's height, at the top and at the bottom
LINES = 3  # at each edge
SHARE = 0.4  # of the pages
APART = 1.4  # times the size of the letters: no line of the text stands as near to a running one
NUMBER = re.compile(
    r"(?:page|p\.|-|–|—|\|)?\s*(?P<number>\d{1,4}|[ivxl]{1,6})\s*(?:-|–|—|\||(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)


def drop_running(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """The pages without what is repeated at their edges, and without their numbers."""
    edges = [(_inwards(page, -1), _inwards(page, 1)) for page in pages]
    seen = Counter(key for top, foot in edges for key in {_key(line) for line in (*top, *foot)})
    needed = max(2, SHARE * sum(bool(page) for page in pages))
    for page, sides in zip(pages, edges, strict=True):
        running: set[int] = set()
        for side in sides:
            repeated = [line for line in side if seen[_key(line)] >= needed or NUMBER.fullmatch(line.text)]
            running.update(map(id, _set_apart(repeated, page)))
        yield [line for line in page if id(line) not in running]


def _inwards(page: Sequence[Line], direction: int) -> list[Line]:
    """The outermost lines of a page from its top (-1) or foot (1) inwards."""
    ordered = sorted(page, key=lambda line: direction * line.base)[:LINES]
    return [line for line in ordered if (line.base if direction > 0 else line.height - line.base) < EDGE * line.height]


def _set_apart(lines: Sequence[Line], page: Sequence[Line]) -> Sequence[Line]:
    """The lines up to the last one that does not stand close to others: text that is alike is still text."""
    for number in reversed(range(len(lines))):
        outer = lines[: number + 1]
        others = [line for line in page if all(line is not one for one in outer)]
        if all(abs(line.base - outer[-1].base) > APART * outer[-1].size for line in others):
            return outer
    return ()


def _key(line: Line) -> tuple[str, int, bool]:
    """What makes a line the same on two pages: its words but for whole numbers, its size, top or bottom."""
    return (
        re.sub(r"(?<![\d.,])\d{1,4}(?![\d.,%])", "#", line.text.casefold()),
        round(line.size),
        line.base > line.height / 2,
    )
