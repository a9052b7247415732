"""Dates as briefings write them: found in a line, and completed from what else the document says."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from extractors.edtf import day_of, days_from
from extractors.wording import folded
from patterns import load

CHINESE_DIGITS = {
    sign: value
    for value, signs in enumerate(("〇零○", "一", "二", "三", "四", "五", "六", "七", "八", "九"))
    for sign in signs
}
DIGIT = re.compile(r"\d|月")
WEEKDAY_BEFORE = re.compile(r"\b([A-Z][a-z]{2,6}day),? $")
LEAP_YEAR = 2000  # a day that exists in some year can be written without one


@dataclass(frozen=True, slots=True)
class DateMention:
    """A calendar day as written; `year` is None where it is not. `form`: "date", "stamp" (figures only) or "day"."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    form: str

    @property
    def edtf(self) -> str:
        """`2026-08-07`, or `XXXX-08-07` where the year is not written."""
        year = "XXXX" if self.year is None else f"{self.year:04}"
        return f"{year}-{self.month:02}-{self.day:02}"

    def in_year(self, year: int) -> date | None:
        """This day in that year; None where the calendar has no such day."""
        return day_of(year, self.month, self.day)


@dataclass(frozen=True)
class Masked:
    """A text in which each date is `<date>`, `<stamp>` or `<day>`: rules need not know how dates are written."""

    text: str
    mentions: tuple[DateMention, ...]
    places: tuple[int, ...]

    def at(self, place: int) -> DateMention | None:
        """The date that a rule matched at this place of the masked text."""
        for mention, where in zip(self.mentions, self.places, strict=True):
            if where == place:
                return mention
        return None

    def original(self, place: int) -> int:
        """The place in the unmasked text that a place of the masked text stands for."""
        for mention, where in zip(reversed(self.mentions), reversed(self.places), strict=True):
            if place > where:
                return mention.end + place - where - len(mention.form) - 2
        return place


def find_dates(text: str) -> Iterator[DateMention]:
    """Yield the dates of a text in plain characters, in order; impossible days (Feb. 30) are none."""
    if not DIGIT.search(text):
        return
    for found in _expression().finditer(text):
        mention = _mention(found)
        if mention is not None:
            yield mention


@functools.lru_cache(maxsize=256)
def mask_dates(text: str) -> Masked:
    """Replace every date of the text by what it is."""
    mentions = tuple(find_dates(text))
    pieces: list[str] = []
    places: list[int] = []
    position = length = 0
    for mention in mentions:
        before = text[position : mention.start]
        places.append(length + len(before))
        pieces += (before, f"<{mention.form}>")
        length += len(before) + len(pieces[-1])
        position = mention.end
    pieces.append(text[position:])
    return Masked("".join(pieces), mentions, tuple(places))


def latest_before(mention: DateMention, anchor: date) -> date | None:
    """The latest such day on or before the anchor: February 28 of a page of March 3, 2022 is of 2022."""
    for year in range(anchor.year, anchor.year - 9, -1):
        day = mention.in_year(year)
        if day is not None and day <= anchor:
            return day
    return None


def last_weekday(weekday: int, anchor: date) -> date | None:
    """The last such weekday (Monday is 0) not after the anchor; None before the calendar begins."""
    return days_from(anchor, -((anchor.weekday() - weekday) % 7))


def last_day_of_month(day: int, anchor: date) -> date | None:
    """The latest day with this number on or before the anchor: "on the 19th"."""
    year, month = anchor.year, anchor.month
    for _ in range(3):
        found = day_of(year, month, day)
        if found is not None and found <= anchor:
            return found
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return None


def year_by_weekday(mention: DateMention, weekday: int, years: Iterable[int]) -> date | None:
    """The one day in these years, or the years after them, that falls on the weekday; None where that is not one."""
    candidates = {year + more for year in years for more in (0, 1)}
    days = [day for day in map(mention.in_year, candidates) if day is not None and day.weekday() == weekday]
    return days[0] if len(days) == 1 else None


@functools.cache
def month_numbers() -> dict[str, int]:
    """Month names and their short forms, lower case, with their numbers."""
    months: dict[str, int] = load("structure").tables["months"]
    return months


@functools.cache
def weekday_numbers() -> dict[str, int]:
    """Weekdays, lower case; Monday is 0."""
    weekdays: dict[str, int] = load("structure").tables["weekdays"]
    return weekdays


@functools.cache
def _expression() -> re.Pattern[str]:
    names = sorted(month_numbers(), key=len, reverse=True)
    forms = (form + _dot(name) for name in names for form in (name.capitalize(), name.upper()))
    month = "(?:" + "|".join(forms) + r")(?![^\W\d]|_)"  # "Mar.31"
    year = r"(?:19|20|21)\d\d(?!\d(?!\d?:\d\d))"  # "Jun 7 20248:31 AM" is glued to its hour
    number = "[〇零○一二三四五六七八九十\\d]"
    first = "".join(sorted({name[0].upper() for name in names}))  # most places are passed over at a glance
    return re.compile(
        rf"(?=[{first}\d〇零○一二三四五六七八九十])(?:"
        rf"(?<!\w)(?<![\w ]-)(?P<m1>{month})\s{{0,2}}(?:\d{{1,2}}-(?=\d{{1,2}},? {year}))?"  # "June 17-18, 2025"
        rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?![\d%]|[.,]\d{{1,2}}(?!\d))(?:\s{{0,2}},?\s{{0,2}}(?P<y1>{year}))?"
        rf"|(?<![\d.,:/$€£-])(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s{{1,2}}|-)(?:of )?"
        rf"(?P<m2>{month})(?:(?:\s?,\s{{0,2}}|\s{{0,2}}|-)(?P<y2>{year}))?"
        rf"|(?<![\d./-])(?P<y3>(?:19|20|21)\d\d)(?P<sep>[-/.])(?P<m3>\d{{1,2}})(?P=sep)(?P<d3>\d{{1,2}})(?!\d)"
        rf"|(?<![\d./-])(?P<m4>\d{{1,2}})/(?P<d4>\d{{1,2}})/(?P<y4>(?:19|20|21)\d\d)(?![\d/])"
        rf"|(?<![\d./-])(?P<m6>\d{{1,2}})/(?P<d6>\d{{2}})/(?P<y6>[012]\d)(?![\d/])"
        rf"|(?<![\d./-])(?P<d7>\d{{1,2}})\.(?P<m7>\d{{1,2}})\.(?P<y7>(?:19|20|21)\d\d)(?![\d.]\d)"
        rf"|(?:(?P<y5>{number}{{4}})\s?年\s?)?(?P<m5>{number}{{1,3}})\s?月\s?(?P<d5>{number}{{1,3}})\s?[日號号])"
    )


def _dot(month: str) -> str:
    """Short forms may have a dot; the dot behind a full name ends the sentence."""
    full = len(month) > 4 or month in ("may", "june", "july")
    return "" if full else r"\b\.?"


def _mention(found: re.Match[str]) -> DateMention | None:
    kind = next(kind for kind in "1234567" if found[f"m{kind}"])
    year, month, day = (found[f"{part}{kind}"] for part in "ymd")
    number = _month(month)
    days = _number(day)
    if year is not None and len(year) == 2:
        year = f"20{year}"  # "8/05/22"
    years = _number(year) if year else None
    if kind in "46" and (number > 12 >= days or (years and _weekday_swaps(found, number, days, years))):
        number, days = days, number
    if day_of(years or LEAP_YEAR, number, days) is None:
        return None
    form = "day" if years is None else "stamp" if kind in "3467" else "date"
    return DateMention(found.start(), found.end(), years, number, days, form)


def _weekday_swaps(found: re.Match[str], month: int, day: int, year: int) -> bool:
    """Whether the weekday before figures shows that the day comes first: "Tuesday, 03/06/2025"."""
    before = WEEKDAY_BEFORE.search(found.string, max(0, found.start() - 12), found.start())
    number = weekday_numbers().get(before[1].lower()) if before is not None else None
    if number is None:
        return False
    days = day_of(year, month, day), day_of(year, day, month)
    return [one is not None and one.weekday() == number for one in days] == [False, True]


def _month(name: str) -> int:
    return month_numbers().get(folded(name.rstrip("."))) or _number(name)


def _number(text: str) -> int:
    """Arabic or Chinese: 25, 二十五, 二〇二六. 0 for what is neither."""
    if text.isdecimal() and text.isascii():
        return int(text)
    tens, ten, ones = text.partition("十")
    if ten:
        return CHINESE_DIGITS.get(tens, 1) * 10 + CHINESE_DIGITS.get(ones, 0)
    value = 0
    for sign in text:
        value = value * 10 + (int(sign) if sign.isascii() and sign.isdecimal() else CHINESE_DIGITS.get(sign, 0))
    return value


def has_dateline(text: str) -> bool:
    """Whether a short line is a lead nevertheless: "OSTVIK, June 3 (Seawire) - Output rose."."""
    if " (" not in text or ") -" not in text or text[-1] in ")-":
        return False
    masked = mask_dates(text).text
    rules = (rule for rule in load("structure").labelled("dateline") if rule.id == "dateline.dated")
    return any(rule.regex is not None and rule.regex.match(masked) for rule in rules)
