"""EDTF (ISO 8601-2) as briefings need it: `2024`, `2024-06`, `2024-06-30`, `START/END` (both ends included), `2012/..`.

Months are counted from year 0 where they are reckoned with: month 24288 is January 2024.
"""

from __future__ import annotations

import calendar
import functools
import re
from datetime import date, timedelta

from extractors.records import Basis


@functools.lru_cache(maxsize=64)
def read_date(edtf: str) -> tuple[int | None, int | None, date | None]:
    """Year, month and day of an EDTF date; None for each that it does not give."""
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", edtf, re.ASCII)
    if parts is None or parts[1] == "0000" or (parts[2] and not 1 <= int(parts[2]) <= 12):
        return None, None, None
    year, month = int(parts[1]), int(parts[2]) if parts[2] else None
    return year, month, day_of(year, month, int(parts[3])) if month and parts[3] else None


def days_from(day: date, days: int) -> date | None:
    """The day so many days later, or earlier where negative; None outside of the calendar."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_span(first: int, last: int) -> str | None:
    """Two months as EDTF, None where the last comes before the first or a year is none.

    A whole calendar year is `2024-01/2024-12` only where months were named.
    """
    if first < 12 or last >= 120_000 or first > last:
        return None
    one, other = (f"{index // 12:04}-{index % 12 + 1:02}" for index in (first, last))
    return one if first == last else f"{one}/{other}"


def year_span(first: int, last: int | None = None) -> str | None:
    """One year or two as EDTF; None where the last comes before the first or one is none."""
    last = first if last is None else last
    if not 1 <= first <= last <= 9999:
        return None
    return f"{first:04}" if first == last else f"{first:04}/{last:04}"


_POINT = re.compile(r"(\d{4})(?:-(\d\d))?(-\d\d)?")


def extent_of(edtf: str) -> tuple[int, int] | None:
    """The first and last month of a period; None for days and for what has no end."""
    first, _, last = edtf.partition("/")
    ends = [_POINT.fullmatch(part) for part in (first, last or first)]
    if ends[0] is None or ends[1] is None or ends[0][3] or ends[1][3]:
        return None
    return (
        int(ends[0][1]) * 12 + (int(ends[0][2]) - 1 if ends[0][2] else 0),
        int(ends[1][1]) * 12 + (int(ends[1][2]) - 1 if ends[1][2] else 11),
    )


def is_stretch(edtf: str) -> bool:
    """Whether a period has two ends and is more than a day."""
    return extent_of(edtf) is not None or re.fullmatch(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", edtf) is not None


def is_day(edtf: str | None) -> bool:
    return edtf is not None and len(edtf) == len("2024-07-15") and "/" not in edtf


def single_year(edtf: str | None) -> int | None:
    if edtf is None or edtf.endswith(".."):
        return None
    first, _, last = edtf.partition("/")
    return int(first[:4]) if not last or first[:4] == last[:4] else None


def last_year(edtf: str | None) -> int | None:
    return int(edtf.rpartition("/")[2][:4]) if edtf else None


def last_day(point: str) -> date:
    year, month, day = (*(int(part) for part in point.split("-")), 0, 0)[:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def open_ended(edtf: str | None) -> str | None:
    return None if edtf is None else f"{edtf.partition('/')[0]}/.."


def shifted(edtf: str, months: int) -> str | None:
    """A period so many months earlier or later, as fine as it was."""
    extent = extent_of(edtf)
    if extent is None:
        return _days_shifted(edtf, months // 12) if months % 12 == 0 else None
    first, last = extent[0] + months, extent[1] + months
    if "-" not in edtf and months % 12 == 0:
        return year_span(first // 12, last // 12)
    return month_span(first, last)


def _days_shifted(edtf: str, years: int) -> str | None:
    """The same days of another year."""
    ends = [_POINT.fullmatch(end) for end in edtf.split("/")]
    days = [day_of(int(end[1]) + years, int(end[2]), int(end[3][1:])) for end in ends if end is not None and end[3]]
    told = [day.isoformat() for day in days if day is not None]
    return "/".join(told) if len(told) == len(ends) else None


def edge_of(edtf: str | None, edge: str | None) -> str | None:
    """The end of June is June, the end of a year its December, the start its January."""
    extent = extent_of(edtf) if edtf and edge in ("end", "start") else None
    if extent is None:
        return edtf
    month = extent[1] if edge == "end" else extent[0]
    return month_span(month, month)


def basis_between(period: str | None, base: str | None) -> Basis | None:
    """The basis of a change of `period` against `base`: June against May is month-on-month; None where none fits."""
    if period is None or base is None:
        return None
    ours, theirs = extent_of(period), extent_of(base)
    if ours is None or theirs is None or ours[1] - ours[0] != theirs[1] - theirs[0]:
        return None
    months, back = ours[1] - ours[0] + 1, ours[0] - theirs[0]
    if back == 12 and months <= 12:
        return "year-on-year"
    if months == back == 1:
        return "month-on-month"
    if months == back == 3 and ours[0] % 3 == 0:
        return "quarter-on-quarter"
    return None
