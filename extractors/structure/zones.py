"""Blocks -> paragraphs: text, headings, list items, front matter and noise."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.records import Paragraph
from extractors.structure.front import dateline_end
from extractors.structure.layout import BULLET, Block
from extractors.structure.roster import read_person
from patterns import Rule, load

LONGEST_HEADLINE = 140
STORIES = re.compile(
    r"(?:most (?:read|viewed|popular)|related(?: stories| news| articles?| reading| links?)?|more stories|trending"
    r"|recommended|further reading|latest news|off the wire|editor's (?:pick|choice)s?|hot topics)\W*",
    re.IGNORECASE,
)
LONGEST_NOISE = 600
LONGEST_HEADING = 100
MOST_HEADING_WORDS = 14
UN_HEADING = re.compile(r"\*\*\s?(?=\w)")
NO_HEADING_END = re.compile(r"[.!?;,\"。][\"')\]]{0,2}$")
TABLE_ROW = re.compile(r"\S\s{6,}\S|\S\s{3,}[\d(+-]")
NUMBERED = re.compile(r"(?:\d{1,2}[.)]|\(\d{1,2}\)|[IVX]{1,4}\.)\s?")


def is_noise(text: str) -> bool:
    """Whether a paragraph is navigation, a caption, a byline, a related link or the like."""
    if len(text) > LONGEST_NOISE:
        return False
    if _noise().match(text) is not None:
        return True
    lower = text.lower()
    return any(
        rule.regex is not None and any(need in lower for need in needs) and rule.regex.search(text) is not None
        for needs, rule in _noise_within()
    )


def find_noise(blocks: Sequence[Block]) -> frozenset[int]:
    """The numbers of the blocks that are noise."""
    known: dict[str, bool] = {}
    numbers = []
    for number, block in enumerate(blocks):
        if len(block.text) > LONGEST_NOISE:
            continue
        if block.text not in known:
            known[block.text] = is_noise(block.text)
        if known[block.text]:
            numbers.append(number)
    return frozenset([*numbers, *_linked_stories(blocks, numbers)])


def _linked_stories(blocks: Sequence[Block], noise: Sequence[int]) -> Iterator[int]:
    """The headlines under a heading such as "Most read", up to the next paragraph of text."""
    for number in noise:
        if STORIES.fullmatch(blocks[number].text) is None:
            continue
        for below in range(number + 1, len(blocks)):
            text = blocks[below].text
            if len(text) > LONGEST_HEADLINE or text.endswith((".", ":", "!", '"', "\u201d")):
                break
            yield below


@functools.cache
def _noise() -> re.Pattern[str]:
    """The rules that tell noise by its first words, as one."""
    rules = [rule for rule in load("structure").labelled("noise") if "needs" not in rule.values]
    return re.compile("|".join(f"(?:{rule.patterns['regex']})" for rule in rules), re.IGNORECASE)


@functools.cache
def _noise_within() -> tuple[tuple[tuple[str, ...], Rule], ...]:
    rules = load("structure").labelled("noise")
    return tuple((tuple(rule.values["needs"]), rule) for rule in rules if "needs" in rule.values)


@dataclass(frozen=True)
class Marks:
    """What the other modules found out about blocks: their numbers."""

    noise: frozenset[int] = frozenset()
    title: Mapping[int, int] = field(default_factory=dict)  # block of the title -> where the title ends
    front: frozenset[int] = frozenset()
    speech: Mapping[int, int] = field(default_factory=dict)  # block with a label -> where its speech starts


def read_paragraphs(blocks: Sequence[Block], marks: Marks) -> Iterator[Paragraph]:
    """Yield a paragraph for every block, in order; labels, datelines and list marks stand in none."""
    zones = [_first_zone(number, block, marks) for number, block in enumerate(blocks)]
    below = _zones_below(zones)
    for number, block in enumerate(blocks):
        zone = zones[number]
        start = block.start
        if zone == "speech":
            start, zone = marks.speech[number], "text"
        elif zone == "line":
            zone = _line_zone(blocks, zones, below[number], number)
        elif zone == "text":
            start += dateline_end(block.text)
        if zone in ("bullet", "heading"):
            mark = UN_HEADING.match(block.text) or BULLET.match(block.text)
            start += mark.end() if mark else 0
        end = marks.title[number] if zone == "title" else block.end
        if start < end:
            yield Paragraph(start, end, zone)
        if end < block.end:
            rest = block.text[end - block.start :].lstrip()
            yield Paragraph(block.end - len(rest), block.end, "front")


def _first_zone(number: int, block: Block, marks: Marks) -> str:
    """What a block is by itself: "line" is a short one that may be a heading or an item without a mark."""
    if number in marks.noise:
        return "noise"
    if number in marks.title:
        return "title"
    if number in marks.speech:
        return "speech" if marks.speech[number] < block.end else "front"
    if number in marks.front or _is_name_line(block.text):
        return "front"
    if UN_HEADING.match(block.text):
        return "heading"
    short = _is_short_line(block.text)
    mark = BULLET.match(block.text)
    if mark is not None:
        return "line" if short and NUMBERED.match(block.text) else "bullet"
    return "line" if short else "text"


def _is_name_line(text: str) -> bool:
    """A line that is only `Name, role`: the source of the quotation above it."""
    return len(text) <= 160 and not NO_HEADING_END.search(text) and read_person(text) is not None


def _is_short_line(text: str) -> bool:
    if len(text) > LONGEST_HEADING or len(text.split()) > MOST_HEADING_WORDS:
        return False
    return NO_HEADING_END.search(text) is None and TABLE_ROW.search(text) is None


def _zones_below(zones: Sequence[str]) -> list[str | None]:
    """For every block the zone of the next one that is neither noise nor front matter."""
    below: list[str | None] = []
    following: str | None = None
    for zone in reversed(zones):
        below.append(following)
        following = following if zone in ("noise", "front") else zone
    return below[::-1]


def _line_zone(blocks: Sequence[Block], zones: Sequence[str], after: str | None, number: int) -> str:
    """Heading or item: a heading stands over text or items, and headings do not come in runs of figures."""
    text = blocks[number].text
    if text.isupper() or text.endswith(":"):
        return "heading"
    before = zones[number - 1] if number else None
    if NUMBERED.match(text):
        in_list = any(
            zones[beside] == "line" and _same_marks(blocks[beside].text, text) for beside in _beside(number, zones)
        )
        touching = before == "bullet" and not blocks[number].gap
        return "bullet" if in_list or touching or after is None else "heading"
    in_run = before == "line" and re.search(r"\d", blocks[number - 1].text) is not None
    if after in ("text", "bullet", "speech", "heading") and not (in_run and re.search(r"\d", text)):
        return "heading"
    if after == "line":
        opens = number + 1 < len(blocks) and blocks[number + 1].text.endswith(
            ":"
        )  # a list follows, this stands over it
        return "bullet" if re.search(r"\d", text) and not opens else "heading"
    return "bullet" if re.search(r"\d", text) and before in ("line", "bullet") else "text"


def _beside(number: int, zones: Sequence[str]) -> Iterator[int]:
    if number > 0:
        yield number - 1
    if number + 1 < len(zones):
        yield number + 1


def _same_marks(one: str, two: str) -> bool:
    """Whether two numbered lines are numbered alike: "(1)" and "(2)", not "(1)" and "I." """
    kinds = [
        re.sub(r"\d+", "1", re.sub(r"[IVX]+", "I", mark[0].strip())) if (mark := NUMBERED.match(text)) else ""
        for text in (one, two)
    ]
    return kinds[0] == kinds[1] != ""
