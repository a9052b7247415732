"""Plain text -> blocks: the runs of lines that are one paragraph, heading, list item or label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.structure.normal import plain_characters

NARROWEST_WRAP, WIDEST_WRAP = 36, 120  # columns; no mail, scan or wire text breaks its lines later
PAIRS_NEEDED = 2  # line pairs that only wrapping explains
SHARE_NEEDED = 0.34  # of all pairs of touching lines
SHORTEST_TORN = 50  # characters; shorter lines may be headings or cells of a table
CENTRED = 8  # columns of indent

LINE = re.compile(r"[^\n]+")
BULLET = re.compile(
    r"(?:[-\u2013\u2014*•‣▪●◆■➣➢►✓·]|--|\u2014\u2014)\s+(?=\S)|[•➣➢►●■◆▪]|--(?=[A-Za-z\d])|"
    r"(?:\d{1,2}[.)](?!\d)|\(\d{1,2}\)|\([a-z]\)|[a-z]\))\s*(?=[^\W\d_]|[\"'\[(])|(?:[IVX]{1,4}\.)\s+(?=[A-Z])"
)
LABEL_LIKE = re.compile(
    r"\[?[A-Z][\w.'-]*(?: (?:\([A-Z]{2,6}\) )?[A-Z][\w.'-]*){0,5}\]?\s?:(?=\s|$)|Q(?:\.|:|\s\s)|"
    r"[A-Z.]{2,10} [A-Z' -]{2,30}\.\s"
)
ROW = re.compile(r"(?:[^ .?!:]|\.\.)[ ]{2,}[(+$-]{0,2}(?=[\d.])[\d.,]+[%)]{0,2}(?=[ ]{2,}|[ ]?$)")
# A line that ends so goes on below, however short it is: "In the first half of this", "March 2," over "2005)".
OPEN_END = re.compile(
    r"(?:^|\s)(?:the|an?|of|and|or|in|on|at|to|by|for|from|with|as|than|that|which|this|its|their|his|her|was|were|is|are"
    r"|has|have|had|On|In|The|By|At|From)$"
)
ENDED_WITHIN = re.compile(r"[a-z\d%)][.!?]\s+[A-Z]")
ENDS_SENTENCE = re.compile(r"[.!?:;。][\"')\]]{0,3}$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it; `gap`: a blank line stands before it."""

    start: int
    end: int
    indent: int
    gap: bool


@dataclass(frozen=True, slots=True)
class Block:
    """One or more lines that belong together; `text` is plain and has no line breaks."""

    start: int
    end: int
    text: str
    gap: bool
    indent: int


@dataclass(frozen=True)
class Layout:
    """`normal` has the length of the text; newlines are left only between blocks."""

    normal: str
    blocks: tuple[Block, ...]
    wrapped: bool


def normalise(text: str) -> str:
    """The text for rules to run on: same length and offsets, plain characters, paragraphs without line breaks."""
    return read_layout(text).normal


def read_layout(text: str) -> Layout:
    """Text -> its normal form and its blocks."""
    plain = plain_characters(text)
    lines = list(_lines(plain))
    width = wrap_width(plain, lines)
    groups = list(_torn(plain, lines) if width is None else _groups(plain, lines, width))
    normal = _join(plain, groups)
    blocks = tuple(
        Block(group[0].start, group[-1].end, normal[group[0].start : group[-1].end], group[0].gap, group[0].indent)
        for group in groups
    )
    return Layout(normal, blocks, wrapped=width is not None)


def _lines(plain: str) -> Iterator[Line]:
    end_of_last = -1
    for found in LINE.finditer(plain):
        raw = found[0]
        stripped = raw.strip()
        if not stripped:
            continue
        indent = len(raw) - len(raw.lstrip())
        start = found.start() + indent
        yield Line(start, start + len(stripped), indent, gap=plain.count("\n", max(end_of_last, 0), start) > 1)
        end_of_last = start + len(stripped)


def wrap_width(plain: str, lines: Sequence[Line]) -> int | None:
    """The column at which the document's lines are broken; None where a line is a paragraph of its own."""
    pairs = [(one, two) for one, two in pairwise(lines) if not two.gap]
    if len(pairs) < PAIRS_NEEDED:
        return None
    lengths = sorted(_length(line) for pair in pairs for line in pair)
    width = lengths[(len(lengths) - 1) * 97 // 100]
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return None
    full = [pair for pair in pairs if not _fits(plain, *pair, width)]
    broken = sum(1 for one, two in full if _runs_on(plain, one, two))
    if broken >= PAIRS_NEEDED and len(full) >= SHARE_NEEDED * len(pairs):
        return width
    return width if _ragged(plain, pairs) else None


def _ragged(plain: str, pairs: Sequence[tuple[Line, Line]]) -> bool:
    """Whether sentences go on over many line breaks, wherever these are: lines broken around pictures and links."""
    broken = [one for one, two in pairs if _runs_on(plain, one, two)]
    open_ends = sum(1 for one in broken if OPEN_END.search(plain, max(one.start - 1, one.end - 12, 0), one.end))
    return len(broken) > PAIRS_NEEDED and len(broken) >= SHARE_NEEDED * len(pairs) and open_ends * 5 >= len(broken)


def _length(line: Line) -> int:
    return line.end - line.start + line.indent


def _fits(plain: str, one: Line, two: Line, width: int, slack: float = 0.88) -> bool:
    """Whether the next line's first word would have had room on this line: then somebody broke it on purpose."""
    word = plain.find(" ", two.start, two.end)
    first = (word if word > 0 else two.end) - two.start
    return _length(one) + 1 + first <= width * slack


def _runs_on(plain: str, one: Line, two: Line) -> bool:
    """Whether a sentence plainly goes on over the line break."""
    return plain[two.start].islower() and not ENDS_SENTENCE.search(plain, max(one.start, one.end - 4), one.end)


def _torn(plain: str, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of a page that does not wrap: each by itself, but for a sentence torn apart behind "the" or "to"."""
    group: list[Line] = []
    for line in lines:
        if group and not _is_torn(plain, group[-1], line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_torn(plain: str, one: Line, two: Line) -> bool:
    if one.end - one.start < SHORTEST_TORN or OPEN_END.search(plain, max(one.end - 12, 0), one.end) is None:
        return False
    return not (BULLET.match(plain, two.start, two.end) or LABEL_LIKE.match(plain, two.start, two.end))


def _groups(plain: str, lines: Sequence[Line], width: int) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and not _continues(plain, group, line, width):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _continues(plain: str, group: Sequence[Line], line: Line, width: int) -> bool:
    last = group[-1]
    if line.gap or _length(last) > WIDEST_WRAP or _is_row(plain, last) or _is_row(plain, line):
        return False
    if min(last.indent, line.indent) >= CENTRED:
        return _centred(plain, last, line)
    if BULLET.match(plain, line.start, line.end):
        return False
    in_list = BULLET.match(plain, group[0].start, group[0].end) is not None
    if line.indent > last.indent + 1 and not in_list:
        return False
    ended = ENDS_SENTENCE.search(plain, max(last.start, last.end - 4), last.end) is not None
    if ended and LABEL_LIKE.match(plain, line.start, line.end):
        return False
    if not _fits(plain, last, line, width) or _is_open(plain, group, line):
        return True
    return _runs_on(plain, last, line) and (len(group) > 1 or _length(last) > width // 3)


def _is_row(plain: str, line: Line) -> bool:
    """A row of a table: numbers in columns, apart by more than the two spaces behind a full stop."""
    return len(ROW.findall(plain, line.start, line.end)) > 1


def _is_open(plain: str, group: Sequence[Line], line: Line) -> bool:
    """Whether the last line stops within a sentence that has begun: behind "the", a comma, or another sentence."""
    last = group[-1]
    if plain[last.end - 1] == "," and not plain[line.start].isupper():
        return True
    if OPEN_END.search(plain, max(last.start - 1, last.end - 12, 0), last.end):
        return True
    ended = ENDS_SENTENCE.search(plain, max(last.start, last.end - 4), last.end) is not None
    return not ended and ENDED_WITHIN.search(plain, group[0].start, last.end) is not None


def _centred(plain: str, one: Line, two: Line) -> bool:
    """A title or heading in the middle of the page; columns of a table have wide gaps of their own."""
    words = plain[one.start : one.end] + plain[two.start : two.end]
    return "  " not in words and words.isupper()


def _join(plain: str, groups: Sequence[Sequence[Line]]) -> str:
    pieces: list[str] = []
    position = 0
    for group in groups:
        start, end = group[0].start, group[-1].end
        pieces += (plain[position:start], plain[start:end].replace("\n", " "))
        position = end
    pieces.append(plain[position:])
    return "".join(pieces)
