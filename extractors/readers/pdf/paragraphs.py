"""Lines -> paragraphs and table rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from extractors.readers.layout import SOFT_HYPHEN, is_figure, table_rows
from extractors.readers.pdf.lines import Line

LOWEST = 0.6  # of the size of the letters: what is nearer is no line of its own
RARE = 0.05
LEADING = 1.35  # times the usual distance between two lines: more is a gap between paragraphs
SAME_SIZE = 0.15
LARGE = 1.15
INDENT = 0.8  # of the size of the letters
SLACK = 0.6  # the same: how ragged the right margin of a line may be that is full
ENDS_SENTENCE = re.compile(r"[.!?:;。][\"'”’)\]]{0,3}$")
ITEM = re.compile(r"[-–—•‣▪●◆■➢►✓*·]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s")
GLYPH_BULLETS = str.maketrans(dict.fromkeys("•‣▪●◆■➢►✓·\uf0b7\uf0a7", "•"))
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def join_lines(pages: Iterable[Sequence[Line]]) -> Iterator[str]:
    """The paragraphs of all pages, one after the other; one that goes on over the page is one."""
    lines = [line for page in pages for line in page]
    words = _whole_words(lines)
    leading = _leading(lines)
    margins = _margins(lines)
    paragraph: list[Line] = []
    for several, group in groupby(lines, key=lambda line: len(line.cells) > 1):
        run = list(group)
        if several and any(map(_is_row, run)):
            yield from _finish(paragraph, words)
            paragraph = []
            yield from _table(run)
            continue
        for line in run:
            if paragraph and not _goes_on(paragraph, line, leading, margins):
                yield from _finish(paragraph, words)
                paragraph = []
            paragraph.append(line)
    yield from _finish(paragraph, words)


def largest_lines(lines: Sequence[Line]) -> str | None:
    """The title as a page sets it: its lines in the largest letters, if they are larger than most."""
    if not lines:
        return None
    sizes = sorted(line.size for line in lines for _ in line.text)
    largest = max(line.size for line in lines)
    if largest < LARGE * sizes[len(sizes) // 2]:
        return None
    return " ".join(line.text for line in lines if line.size > (1 - SAME_SIZE) * largest)


def _whole_words(lines: Sequence[Line]) -> Counter[str]:
    """How often each word stands in the text, those that a line break parts left out."""
    words: Counter[str] = Counter()
    broken = False
    for line in lines:
        found = [word.casefold() for word in WORD.findall(line.text)]
        words.update(found[1 if broken else 0 : len(found) - line.hyphenated])
        broken = line.hyphenated
    return words


def _leading(lines: Sequence[Line]) -> dict[int, float]:
    """The usual distance between two lines for each size of letters: the smallest that is not rare."""
    distances: dict[int, Counter[float]] = {}
    for one, two in pairwise(lines):
        distance = round(2 * (one.base - two.base)) / 2
        if one.page == two.page and LOWEST * one.size < distance < 3 * one.size:
            distances.setdefault(round(one.size), Counter())[distance] += 1
    usual = {}
    for size, found in distances.items():
        often = max(2, RARE * found.total())
        common = [distance for distance, times in found.items() if times >= often]
        usual[size] = min(common or found)
    return usual


def _margins(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    """How far to the right lines reach, by page and the place where they begin."""
    margins: dict[tuple[int, int], float] = {}
    for line in lines:
        if len(line.cells) == 1:
            key = (line.page, _side(line))
            margins[key] = max(margins.get(key, 0), line.right)
    return margins


def _side(line: Line) -> int:
    """In which third of the page a line begins: columns of text have margins of their own."""
    return int(line.left / max(line.height / 4, 1))


def _goes_on(
    paragraph: Sequence[Line], line: Line, leading: dict[int, float], margins: dict[tuple[int, int], float]
) -> bool:
    """Whether a line belongs to the paragraph before it."""
    last = paragraph[-1]
    if abs(last.size - line.size) > SAME_SIZE * last.size or ITEM.match(line.text):
        return False
    if last.hyphenated:
        return True
    ended = ENDS_SENTENCE.search(last.text) is not None
    if last.page != line.page:
        return not ended and (line.text[0].islower() or _is_full(last, line, margins))
    distance = last.base - line.base
    if distance < 0:  # the next column
        return not ended and (line.text[0].islower() or _is_full(last, line, margins))
    if distance > LEADING * leading.get(round(last.size), last.size * 1.2):
        return False
    first = paragraph[0]
    indented = line.left > last.left + INDENT * last.size and not ITEM.match(first.text)
    if indented and (ended or len(paragraph) > 1):
        return False
    return _is_full(last, line, margins) or (not ended and line.text[0].islower())


def _is_full(last: Line, line: Line, margins: dict[tuple[int, int], float]) -> bool:
    """Whether the first word of the next line had no room on this one: then it goes on there."""
    word = line.text.split(" ", 1)[0]
    width = (line.right - line.left) / max(len(line.text), 1)
    margin = margins.get((last.page, _side(last)), last.right)
    return last.right + (len(word) + 1) * width > margin - SLACK * last.size


def _finish(paragraph: Sequence[Line], words: Counter[str]) -> Iterator[str]:
    if not paragraph:
        return
    text = paragraph[0].text
    for last, line in pairwise(paragraph):
        text = _joined(text, line.text, last.hyphenated, words)
    text = text.replace(SOFT_HYPHEN, "").translate(GLYPH_BULLETS)
    yield re.sub(r"^•\s*", "- ", text)


def _joined(text: str, following: str, hyphenated: bool, words: Counter[str]) -> str:
    if text.endswith(SOFT_HYPHEN):
        return text + following
    if not hyphenated:
        return f"{text} {following}"
    before, after = re.search(r"[\w-]*$", text), re.match(r"[\w-]*", following)
    keep = _keeps_hyphen(before[0] if before else "", after[0] if after else "", words)
    return f"{text}-{following}" if keep else text + following


def _keeps_hyphen(before: str, after: str, words: Counter[str]) -> bool:
    """Whether the hyphen is the word's own: "year-on-year", "14th-century"; by how the document writes it elsewhere."""
    if not before.isalpha() or not after[:1].islower():
        return True
    whole, parted = f"{before}{after}".casefold(), f"{before}-{after}".casefold()
    if words[whole] or words[parted]:
        return words[parted] > words[whole]
    return "-" in after or (words[before.casefold()] > 0 and words[after.casefold()] > 0)


def _is_row(line: Line) -> bool:
    """Whether a line with gaps is surely a table's: others may be a label and the words behind it."""
    return len(line.cells) > 2 or any(is_figure(cell.text) for cell in line.cells[1:])


def _table(lines: Sequence[Line]) -> Iterator[str]:
    """The lines of a table as rows; the cells of one with gaps go to the columns of the widest that they stand in."""
    widest = max(lines, key=lambda line: len(line.cells))
    places = [(cell.left, cell.right) for cell in widest.cells]
    rows = []
    for line in lines:
        row = [""] * len(places)
        for cell in line.cells:
            column = min(
                range(len(places)),
                key=lambda number: (
                    max(places[number][0] - cell.right, cell.left - places[number][1])
                    + 0.001 * abs(sum(places[number]) - cell.left - cell.right)
                ),
            )
            row[column] = f"{row[column]} {cell.text}".strip()
        rows.append(row)
    return iter(table_rows(rows))
