"""Paragraphs -> sentences, by punctuation; abbreviations, initials and decimals end none."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from extractors.records import Paragraph, Sentence
from patterns import load

LONGEST = 1500  # characters; what is longer is no sentence, and is cut
CUTS = ("; ", ", ", " ")  # where, best first
# The end may bear the marks of footnotes: "percent.[14]".
END = re.compile(
    r"(?<![.!?])[.!?]++[\"')\]]*+(?:\[\d{1,3}\])*+(?=\s)|[。]++[\"')\]]*+|(?<=[a-z\d)%])\.(?=[A-Z][a-z]+\s)"
)
NEXT = re.compile(r"\s*+(?:[\"'(\[\u00a1\u00bf]*+)(?P<sign>\S)(?P<word>[\w'.]*)")
LAST_WORD = re.compile(r"(?<![\w.])[\w.'&-]{1,24}$")
SPLIT_DECIMAL = re.compile(r"\s\d{1,2}\s?(?:%|per ?cent|percentage|trillion|billion|million|pct)")
WITH_SENTENCES = frozenset({"text", "heading", "bullet", "title"})


def find_sentences(normal: str, paragraphs: Sequence[Paragraph]) -> Iterator[Sentence]:
    """Yield the sentences of the paragraphs that can hold claims, without the white space around them."""
    for number, paragraph in enumerate(paragraphs):
        if paragraph.zone not in WITH_SENTENCES:
            continue
        for start, end in split_sentences(normal, paragraph.start, paragraph.end):
            yield Sentence(start, end, number)


def split_sentences(normal: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences of normal[start:end], none of them longer than LONGEST."""
    position = start
    for found in END.finditer(normal, start, end):
        if _ends(normal, position, found, end):
            yield from _pieces(normal, position, found.end())
            position = found.end()
    yield from _pieces(normal, position, end)


def _pieces(normal: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence without the white space around it; a long one in pieces."""
    start, end = _trimmed(normal, start, end)
    while end - start > LONGEST:
        cut = _cut(normal, start)
        yield _trimmed(normal, start, cut)
        start, end = _trimmed(normal, cut, end)
    if start < end:
        yield start, end


def _cut(normal: str, start: int) -> int:
    """Where a long sentence is cut: behind the last mark or space of its first LONGEST characters, else right there."""
    stop = start + LONGEST
    middle = start + LONGEST // 2  # a mark farther left would leave a scrap
    for mark in CUTS:
        place = normal.rfind(mark, middle if mark != " " else start, stop + 1)
        if place >= 0:
            return place + len(mark.rstrip())
    return stop


def _trimmed(normal: str, start: int, end: int) -> tuple[int, int]:
    while start < end and normal[start].isspace():
        start += 1
    while start < end and normal[end - 1].isspace():
        end -= 1
    return start, end


def _ends(normal: str, start: int, found: re.Match[str], end: int) -> bool:
    following = NEXT.match(normal, found.end(), end)
    if following is None or found[0][0] == "。":
        return True
    if following["sign"].islower():
        return False
    if not found[0].startswith(".") or found[0].startswith(".."):
        return True
    if "." in found[0][1:]:
        return True
    return not _abbreviated(normal, start, found.start(), following["sign"] + following["word"], len(found[0]) > 1)


def _abbreviated(normal: str, start: int, stop: int, following: str, bracketed: bool) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation, initial or decimal."""
    first = max(start, stop - 25)
    word = LAST_WORD.search(normal, max(first, normal.rfind(" ", first, stop) + 1), stop)
    if word is None:
        return False
    bare = word[0]
    if bare in _never_end():
        return not bracketed
    if bare.isdecimal():
        return len(bare) <= 3 and SPLIT_DECIMAL.match(normal, stop + 1, stop + 24) is not None
    short = bare in _seldom_end() or (len(bare) == 1 and bare.isupper()) or _initials(bare)
    return short and not bracketed and following.rstrip(".") not in _openers()


def _initials(word: str) -> bool:
    """ "U.S", "J.R", "P.M": single letters with dots."""
    return "." in word and all(len(part) <= 1 for part in word.split("."))


@functools.cache
def _never_end() -> frozenset[str]:
    return frozenset(load("structure").vocabulary["never_end"])


@functools.cache
def _seldom_end() -> frozenset[str]:
    return frozenset(load("structure").vocabulary["seldom_end"])


@functools.cache
def _openers() -> frozenset[str]:
    return frozenset(load("structure").vocabulary["sentence_openers"])
