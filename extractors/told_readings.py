"""Readings of words that rest on what was told before: "the same period", "the half year"."""

from __future__ import annotations

import re

from extractors.edtf import extent_of, is_day, is_stretch, month_span, shifted, single_year, year_span
from extractors.time_frames import Frame, Words, antecedent, own_period, read_count, stated_year


def read_same_period(match: Words, frame: Frame) -> str | None:
    own, year = _day_told(match, frame) or antecedent(frame), stated_year(match, frame)
    if own is None or not (is_stretch(own) or is_day(own)) or single_year(own) is None:
        return None
    if match.get("rel") and "last" not in match["rel"].lower():
        return shifted(own, -12)
    return None if year is None else shifted(own, 12 * (year - int(own[:4])))


def _day_told(match: Words, frame: Frame) -> str | None:
    """The day of the sentence that "the same time last year" is held against."""
    told = [mention.edtf for mention in frame.before if mention.role == "period" and mention.edtf]
    return told[-1] if told and is_day(told[-1]) and match["u"].lower() in ("time", "day", "date", "point") else None


def tells_before(words: str) -> bool:
    return re.match(r"the (?:previous|preceding|prior) ", words, re.IGNORECASE) is not None


def run_before(frame: Frame, months: int) -> str | None:
    """So many months up to the period that the sentence is about."""
    own = antecedent(frame)
    extent = extent_of(own) if own else None
    return None if extent is None else month_span(extent[0] - months, extent[0] - 1)


def read_run_before(match: Words, frame: Frame) -> str | None:
    return run_before(frame, read_count(match["n"]))


def read_carried(match: Words, frame: Frame) -> str | None:
    """The period told last, or the last one that is as long as the words say: "over the half year"."""
    own, months = antecedent(frame), _length_of(match.text.lower())
    if match.text.lower().endswith(("then", "that time")):
        goals = [mention.edtf for mention in frame.before if mention.role == "goal" and mention.edtf]
        return goals[-1] if goals else frame.context.goal or own
    if months is None or (own is not None and _is_long(own, months)):
        return own
    alike = next((told for told in reversed(frame.context.told) if _is_long(told, months)), None)
    return alike or own


def _length_of(words: str) -> int | None:
    """How many months a period has by its words; None where they do not say."""
    counted = re.search(r"(\d+|[a-z]+) months\b", words)
    if counted is not None:
        return read_count(counted[1]) if counted[1] not in ("those", "these", "same") else None
    unit = re.search(r"half[- ]year|\bquarter\b|\bmonth\b", words)
    return None if unit is None else {"half": 6, "quar": 3, "mont": 1}[unit[0][:4]]


def _is_long(edtf: str, months: int) -> bool:
    extent = extent_of(edtf)
    return extent is not None and extent[1] - extent[0] + 1 == months


def read_years_after(match: Words, frame: Frame) -> str | None:
    """ "In each of the two years after that": so many years behind the last one told."""
    own = antecedent(frame)
    extent = extent_of(own) if own else None
    if extent is None:
        return None
    last = extent[1] // 12
    return year_span(last + 1, last + read_count(match["n"]))


def read_first_years(match: Words, frame: Frame) -> str | None:
    own = antecedent(frame)
    if own is None or re.fullmatch(r"\d{4}/\d{4}", own) is None:
        return None
    return year_span(int(own[:4]), int(own[:4]) + read_count(match["n"]) - 1)


def read_ago(match: Words, frame: Frame) -> str | None:
    """So far back from the sentence's own period; else from the briefing, for "ago"; else unknown."""
    count, unit, ago = read_count(match.get("n")), match["u"].lower(), match["when"].lower() == "ago"
    months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit, 0)
    if not months:
        return None
    own = own_period(frame)
    if own:
        return shifted(own, -months)
    if not ago:
        return shifted(frame.context.period, -months) if frame.context.period else None
    if months % 12 == 0:
        return None if frame.year is None else year_span(frame.year - months // 12)
    return (
        month_span(frame.index - months, frame.index - months) if frame.index is not None and unit == "month" else None
    )
