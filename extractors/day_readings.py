"""Readings of days and weeks: what they resolve to against the briefing's own day."""

from __future__ import annotations

from datetime import date

from extractors.edtf import day_of, days_from
from extractors.time_frames import WEEKDAYS, Frame, Words, month_of, said_year, stated_year, year_words
from extractors.wording import folded


def read_day(match: Words, frame: Frame) -> str | None:
    month = int(match["mm"]) if match.get("mm") else month_of(match["m"])
    if not 1 <= month <= 12:
        return None
    year = stated_year(match, frame)
    if year is None and year_words(match) is None:
        year = _year_of_day(month, int(match["d"]), frame)
    day = day_of(year, month, int(match["d"])) if year else None
    return day.isoformat() if day else None


def _year_of_day(month: int, day: int, frame: Frame) -> int | None:
    """The year of the last such day not after the briefing, or the next one."""
    if frame.index is None:
        return None
    ours, theirs = (frame.month, frame.day.day if frame.day else 31), (month, day)
    if frame.future:
        return said_year(frame, 0 if theirs >= ours else 1)
    return said_year(frame, 0 if theirs <= ours else -1)


def read_days(match: Words, frame: Frame) -> str | None:
    first_month, last_month = month_of(match["m1"]), month_of(match["m2"] or match["m1"])
    last_year = stated_year(match, frame) or _year_of_day(last_month, int(match["d2"]), frame)
    if last_year is None:
        return None
    last = day_of(last_year, last_month, int(match["d2"]))
    first = day_of(last_year - (1 if first_month > last_month else 0), first_month, int(match["d1"]))
    return f"{first.isoformat()}/{last.isoformat()}" if first and last and first < last else None


def read_weekday(match: Words, frame: Frame) -> str | None:
    if frame.day is None:
        return None
    which, weekday = (match["which"] or "").lower(), WEEKDAYS.index(folded(match["w"][:3]))
    back = (frame.day.weekday() - weekday) % 7
    if which in ("next", "this coming"):
        return _days_from(frame.day, 7 - back)
    return _days_from(frame.day, -(back or 7) if "last" in which else -back)


def _days_from(day: date, days: int) -> str | None:
    there = days_from(day, days)
    return None if there is None else there.isoformat()


def read_day_word(match: Words, frame: Frame) -> str | None:
    steps = {"yesterday": -1, "tomorrow": 1, "overnight": 0, "the day before yesterday": -2}
    return None if frame.day is None else _days_from(frame.day, steps[folded(match["w"])])


def read_week_to(match: Words, frame: Frame) -> str | None:
    last = read_day(match, frame)
    first = _days_from(date.fromisoformat(last), -6) if last else None
    return f"{first}/{last}" if first else None


def read_days_first(match: Words, frame: Frame) -> str | None:
    """ "3 to 9 February": both days are of the month behind them."""
    month = month_of(match["m"])
    year = stated_year(match, frame) or _year_of_day(month, int(match["d2"]), frame)
    if year is None:
        return None
    first, last = day_of(year, month, int(match["d1"])), day_of(year, month, int(match["d2"]))
    return f"{first.isoformat()}/{last.isoformat()}" if first and last and first < last else None


def read_week(match: Words, frame: Frame) -> str | None:
    """A calendar week, Monday to Sunday."""
    if frame.day is None:
        return None
    which = match["which"].lower()
    step = 1 if which == "next" else 0 if "this" in which else -1
    monday = -frame.day.weekday() + 7 * step
    first, last = _days_from(frame.day, monday), _days_from(frame.day, monday + 6)
    return f"{first}/{last}" if first and last else None
