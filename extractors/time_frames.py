"""What readings of times look at: the words of a match, and the frame of dates and mentions around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import regex

from extractors.edtf import is_stretch
from extractors.records import TimeMention
from extractors.wording import folded
from patterns import Rule

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERS = {
    word: value
    for value, words in enumerate(
        ("a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
    for word in words.split()
} | {"fifteen": 15, "twenty": 20, "thirty": 30}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "latter": 2}


@dataclass(frozen=True)
class TimeContext:
    """What was said before the sentence: the year named last, and the last period as EDTF."""

    year: int | None = None
    period: str | None = None
    told: tuple[str, ...] = ()  # the periods before that, the last one at the end
    goal: str | None = None  # the time by which the sentence before wants something: "by then"


@dataclass(frozen=True)
class Frame:
    """What a reading may look at: the date of the briefing, the mentions before, the year a neighbour lends."""

    year: int | None
    month: int | None
    day: date | None
    context: TimeContext
    future: bool
    before: Sequence[TimeMention] = ()
    lent: int | None = None
    ahead: str | None = None

    def among(self, before: Sequence[TimeMention], lent: int | None = None, ahead: str | None = None) -> Frame:
        """The same with what stands around a mention; written out, as replace() takes five times as long."""
        return Frame(self.year, self.month, self.day, self.context, self.future, before, lent, ahead)

    @property
    def index(self) -> int | None:
        """The briefing's month, counted from year 0."""
        return None if self.year is None or self.month is None else self.year * 12 + self.month - 1


@dataclass(frozen=True, slots=True)
class Words:
    """What a rule matched: the text, and the parts by name ("y_2" of the rule is y, the last place counts)."""

    text: str
    parts: Mapping[str, str | None]

    def __getitem__(self, part: str) -> Any:
        """A part as text; None where it does not stand there. Readings know which parts their rules always give."""
        return self.parts[part]

    def get(self, part: str) -> str | None:
        """A part that not every rule of the reading has."""
        return self.parts.get(part)


def words_of(match: re.Match[str] | regex.Match[str]) -> Words:
    parts: dict[str, str | None] = {}
    for name, text in match.groupdict().items():
        part = name[:-2] if name[-2:-1] == "_" else name
        if text is not None or part not in parts:
            parts[part] = text
    return Words(match[0], parts)


@dataclass(frozen=True)
class Candidate:
    rule: Rule
    match: Words
    start: int
    end: int
    edge: str | None = None


def read_count(words: str | None) -> int:
    """A count in digits or words; no word is one."""
    if not words:
        return 1
    return int(words) if words.isdigit() else _NUMBERS.get(folded(words), 1)


def month_of(words: str) -> int:
    return _MONTHS.index(folded(words[:3])) + 1


def is_month(word: str) -> bool:
    return folded(word[:3]) in _MONTHS


def antecedent(frame: Frame) -> str | None:
    """The period that the sentence, or what went before it, is about."""
    return own_period(frame) or frame.context.period


def own_period(frame: Frame) -> str | None:
    for mention in reversed(frame.before):
        if mention.role == "period" and mention.edtf and is_stretch(mention.edtf):
            return mention.edtf
    return frame.ahead


def said_year(frame: Frame, step: int) -> int | None:
    return None if frame.year is None else frame.year + step


def relative_year(words: str, frame: Frame) -> int | None:
    """The year that words such as "last year" or "that year" mean."""
    words = words.lower()
    if words.startswith(("that", "the same")):
        return _named_year(frame)
    if "before last" in words:
        return said_year(frame, -2)
    if "after next" in words:
        return said_year(frame, 2)
    if words.startswith(("next", "the coming")):
        return said_year(frame, 1)
    if words.startswith("the following"):
        return _beside(frame, 1)
    if words.startswith(("last", "the past")):
        return said_year(frame, -1)
    if any(word in words for word in ("previous", "preceding", "prior", "before", "ago", "earlier")):
        return _beside(frame, -1)
    told = frame.context.period or ""
    over = re.fullmatch(r"\d{4}", told) is not None and frame.year is not None and int(told) < frame.year
    return int(told) if over and words.startswith("the ") else said_year(frame, 0)  # "the year" after "in 2023" is 2023


def _named_year(frame: Frame) -> int | None:
    """The year named last."""
    named = [mention.year for mention in frame.before if mention.year is not None]
    return named[-1] if named else frame.context.year


def _beside(frame: Frame, step: int) -> int | None:
    """The year before or after the one that the sentence is about, else after the briefing's."""
    named = [mention.year for mention in frame.before if mention.role == "period" and mention.year is not None]
    return named[-1] + step if named else said_year(frame, step)


def year_words(match: Words) -> str | None:
    return match.get("y") or match.get("y1") or match.get("rel")


def stated_year(match: Words, frame: Frame) -> int | None:
    """The year that stands with a month, quarter or half."""
    words = year_words(match)
    if words is None:
        return frame.lent
    if words.isdigit():
        return int(words) if len(words) == 4 else 2000 + int(words)
    return relative_year(words, frame)
