"""What words for time resolve to: each reading turns the match of a rule into EDTF, or None where that is not settled.

Relative words count from the briefing's date, "the previous month" and its like from the sentence's own period.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from extractors.day_readings import (
    read_day,
    read_day_word,
    read_days,
    read_days_first,
    read_week,
    read_week_to,
    read_weekday,
)
from extractors.edtf import edge_of, extent_of, month_span, year_span
from extractors.time_frames import (
    ORDINALS,
    Candidate,
    Frame,
    Words,
    antecedent,
    month_of,
    own_period,
    read_count,
    relative_year,
    said_year,
    stated_year,
    year_words,
)
from extractors.told_readings import (
    read_ago,
    read_carried,
    read_first_years,
    read_run_before,
    read_same_period,
    read_years_after,
    run_before,
    tells_before,
)
from extractors.wording import folded


def _spread(first: int, last: int, match: Words, frame: Frame, whole: bool = False) -> str | None:
    """Months `first` to `last` of the year that is stated or meant; below 1 they lie in the year before."""
    year = stated_year(match, frame)
    if year is None and year_words(match) is None:
        year = _implied_year(first, last, frame, whole)
    return None if year is None else month_span(year * 12 + first - 1, year * 12 + last - 1)


def _implied_year(first: int, last: int, frame: Frame, whole: bool) -> int | None:
    """The latest year in which these months are not after the briefing's (`whole`: are over), or the next that is."""
    if frame.index is None:
        return frame.context.year if frame.year is None else None
    if frame.future:
        lately = (frame.index - first + 1) // 12
        if month_span(lately * 12 + first - 1, lately * 12 + last - 1) in (frame.context.period, *frame.context.told):
            return lately  # "expected at 2.1% in August 2026. Food is expected to rise most in August"
        return -(-(frame.index - last + 1) // 12)
    return (frame.index - (last if whole else first) + 1) // 12


def _read_month(match: Words, frame: Frame) -> str | None:
    month = month_of(match["m"])
    which = (match.get("which") or "").lower()
    if which == "this" and frame.year is not None:
        return month_span(frame.year * 12 + month - 1, frame.year * 12 + month - 1)
    if which and frame.index is None:
        return None
    if which.startswith("last") and frame.index is not None:  # strictly before this month
        return _spread(month, month, match, _moved(frame, -1))
    if which in ("next", "this coming") and frame.index is not None:
        return _spread(month, month, match, replace(_moved(frame, 1), future=True))
    return _spread(month, month, match, frame)


def _moved(frame: Frame, months: int) -> Frame:
    index = (frame.index or 0) + months
    return replace(frame, year=index // 12, month=index % 12 + 1)


def _read_months(match: Words, frame: Frame) -> str | None:
    first, last = month_of(match["m1"]), month_of(match["m2"])
    started, ended = match.get("y1"), match["y"] or match["rel"]
    if started and ended and ended.isdigit():
        return month_span(int(started) * 12 + first - 1, int(ended) * 12 + last - 1)
    if started:
        return month_span(int(started) * 12 + first - 1, int(started) * 12 + last - 1 + (12 if last < first else 0))
    return _spread(first - (12 if last < first else 0), last, match, frame, whole=True)


def _read_first_months(match: Words, frame: Frame) -> str | None:
    months, side = read_count(match.get("n")), (match.get("side") or "first").lower()
    if not 1 <= months <= 12:
        return None
    if side in ("last", "final", "closing"):
        # "the last three months" without a year runs up to the briefing
        return _spread(13 - months, 12, match, frame) if year_words(match) else _run(frame, -months)
    return _spread(1, months, match, frame, whole=True)


def _run(frame: Frame, months: int) -> str | None:
    """So many months up to the one before the briefing."""
    return None if frame.index is None else month_span(frame.index + months, frame.index - 1)


def _ordinal(words: str) -> int:
    return int(words[0]) if words[0].isdigit() else ORDINALS[folded(words)]


def _read_quarter(match: Words, frame: Frame) -> str | None:
    if match.get("span"):
        return None  # the first quarter of 2025-26 begins when that year does
    quarter = _ordinal(match["q"])
    return _spread(3 * quarter - 2, 3 * quarter, match, frame)


def _read_quarters(match: Words, frame: Frame) -> str | None:
    first, last = int(match["q1"]), int(match["q2"])
    return _spread(3 * first - 2, 3 * last, match, frame, whole=True) if first <= last else None


def _read_quarter_ending(match: Words, frame: Frame) -> str | None:
    last = month_of(match["m"])
    return _spread(last - 2, last, match, frame, whole=True)


def _read_first_quarters(match: Words, frame: Frame) -> str | None:
    quarters = read_count(match["n"])
    if match["side"].lower() == "first":
        return _spread(1, 3 * quarters, match, frame, whole=True)
    return _spread(13 - 3 * quarters, 12, match, frame) if year_words(match) else None


def _read_half(match: Words, frame: Frame) -> str | None:
    half = _ordinal(match["h"])
    return _spread(6 * half - 5, 6 * half, match, frame)


def _read_months_to(match: Words, frame: Frame) -> str | None:
    months, last = read_count(match["n"]) if match["n"] else 12, month_of(match["m"])
    return _spread(last - months + 1, last, match, frame, whole=True)


def _read_year(match: Words, frame: Frame) -> str | None:
    year = int(match["y"])
    month = year * 12 + 11
    return month_span(month, month) if match.text.lower().startswith("end-") else year_span(year)


def _read_to_now(match: Words, frame: Frame) -> str | None:
    month = match["m"]
    return f"{match['y']}-{month_of(month):02}/.." if month else f"{match['y']}/.."


def _read_years(match: Words, frame: Frame) -> str | None:
    first, last = match["y1"], match["y2"]
    last = last if len(last) == 4 else first[: 4 - len(last)] + last
    return year_span(int(first), int(last)) if first <= last else None


def _read_year_ends(match: Words, frame: Frame) -> str | None:
    return month_span(int(match["y1"]) * 12 + 11, int(match["y2"]) * 12 + 11)


def _read_decade_years(match: Words, frame: Frame) -> str | None:
    return year_span(int(match["y"]), int(match["y"]) + 9)


def _read_year_word(match: Words, frame: Frame) -> str | None:
    year = relative_year(match["rel"], frame)
    return None if year is None else year_span(year)


def _read_year_end(match: Words, frame: Frame) -> str | None:
    year = stated_year(match, frame) if year_words(match) else _year_told(frame)
    return None if year is None else month_span(year * 12 + 11, year * 12 + 11)


def _year_told(frame: Frame) -> int | None:
    """The year that is told of, where that is over: "at year-end" behind "for 2025 as a whole"; else this year."""
    told = own_period(frame) or frame.context.period or ""
    over = re.fullmatch(r"\d{4}", told) is not None and frame.year is not None and int(told) < frame.year
    return int(told) if over and not frame.future else said_year(frame, 0)


def _read_seasons_ago(match: Words, frame: Frame) -> str | None:
    return None if frame.year is None else year_span(frame.year - read_count(match["n"]))


def _read_month_word(match: Words, frame: Frame) -> str | None:
    return _read_unit_word(match["rel"].lower(), 1, frame)


def _read_quarter_word(match: Words, frame: Frame) -> str | None:
    return _read_unit_word(match["rel"].lower(), 3, frame)


def _read_unit_word(words: str, months: int, frame: Frame) -> str | None:
    """This, last, next month or quarter count from the briefing; previous and following from the sentence's own."""
    own = antecedent(frame)
    extent = extent_of(own) if own else None
    if extent is not None and extent[1] - extent[0] != months - 1:
        extent = None
    if words.startswith(("that", "the same")):
        return own if extent else None
    from_briefing = words.startswith(("this", "last", "next", "the current", "the past", "the coming"))
    counted = extent[0] if extent and not from_briefing else frame.index
    if counted is None:
        return None
    first = (counted // months + _step(words)) * months
    return month_span(first, first + months - 1)


def _step(words: str) -> int:
    if words.startswith(("next", "the coming", "the following")):
        return 1
    return 0 if words.startswith(("this", "the current")) else -1


def _read_past(match: Words, frame: Frame) -> str | None:
    """Full years up to last year, full months up to last month."""
    if not match["n"] and match["u"].lower() != "decade":
        return None
    count, unit = read_count(match["n"]), match["u"].lower().rstrip("s")
    before = run_before(frame, count) if unit == "month" and tells_before(match.text) else None
    if before is not None:
        return before
    if unit in ("year", "decade"):
        years = count * (10 if unit == "decade" else 1)
        return None if frame.year is None else year_span(frame.year - years, frame.year - 1)
    return _run(frame, -count) if unit == "month" else None


def _read_unknown(match: Words, frame: Frame) -> str | None:
    return None


def _read_next(match: Words, frame: Frame) -> str | None:
    count, unit = read_count(match["n"]), match["u"].lower().rstrip("s")
    if frame.year is None or (not match["n"] and unit not in ("decade", "year")):
        return None
    if unit in ("year", "decade"):
        return year_span(frame.year, frame.year + count * (10 if unit == "decade" else 1))
    months = count * (3 if unit == "quarter" else 1)
    return None if frame.index is None else month_span(frame.index, frame.index + months)


def _read_year_so_far(match: Words, frame: Frame) -> str | None:
    year = stated_year(match, frame) if match["y"] else frame.year
    if year is None:
        return None
    if frame.index is None or year != frame.year:
        return f"{year:04}-01/.."
    return month_span(year * 12, frame.index)


def _read_plan(match: Words, frame: Frame) -> str | None:
    number = int(match["p"])
    first = 1951 + 5 * number if number > 2 else 1948 + 5 * number  # the third began after a pause of three years
    if match["y1"]:
        first = int(match["y1"])
    if match["n"]:
        return year_span(first, first + read_count(match["n"]) - 1)
    return year_span(first, first + 4)


def _read_fiscal(match: Words, frame: Frame) -> str | None:
    first, last = match["y"], match["y2"]
    start = int(first) if len(first) == 4 else 2000 + int(first)
    if not last:
        return year_span(start)
    end = int(last) if len(last) == 4 else start // 100 * 100 + int(last)
    return year_span(start, end) if start < end else None


def _read_fiscal_word(match: Words, frame: Frame) -> str | None:
    """This, last or next fiscal year by its number: from April to September nearly all count the calendar's."""
    words = match["which"].lower()
    if words.startswith(("previous", "preceding", "prior")):
        own = own_period(frame)
        years = re.fullmatch(r"(\d{4})(?:/(\d{4}))?", own or "")
        if years is None:
            return None
        return year_span(int(years[1]) - 1, int(years[2]) - 1 if years[2] else None)
    if frame.year is None or frame.month is None or not 4 <= frame.month <= 9:
        return None
    return year_span(frame.year + (1 if words in ("next", "coming") else -1 if words in ("last", "past") else 0))


def _read_year_from(match: Words, frame: Frame) -> str | None:
    """The twelve months from the one in which a year starts or started."""
    month = month_of(match["m"])
    if not match["y"] and frame.index is None:
        return None
    ahead = match["v"].lower().startswith(("start", "begin")) and match["v"].lower() != "started"
    first = _spread(month, month, match, replace(frame, future=True) if ahead else frame)
    extent = extent_of(first) if first else None
    return None if extent is None else month_span(extent[0], extent[0] + 11)


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9}


def _read_season(match: Words, frame: Frame) -> str | None:
    """The months of a season; a winter is of two years, so it is none."""
    first = _SEASONS.get(match["s"].lower())
    which = (match.get("which") or "").lower()
    if first is None or (which and frame.index is None):
        return None
    if match["y"] or frame.index is None or frame.year is None:
        return month_span(int(match["y"]) * 12 + first - 1, int(match["y"]) * 12 + first + 1) if match["y"] else None
    year = frame.year if which == "this" else frame.year + 1
    if which == "last":  # the last one that is over
        year = frame.year if frame.index > frame.year * 12 + first + 1 and first > 8 else frame.year - 1
    elif which == "next" and frame.index < frame.year * 12 + first - 1:
        year = frame.year
    return month_span(year * 12 + first - 1, year * 12 + first + 1)


def _read_decade(match: Words, frame: Frame) -> str | None:
    """A decade ends with its round year: the end of this decade is 2030."""
    if frame.year is None:
        return None
    if "century" in match["u"].lower():
        return year_span(frame.year // 100 * 100 + 50)
    first = (frame.year - 1) // 10 * 10 + 1
    return year_span(first, first + 9)


def _read_midyear(match: Words, frame: Frame) -> str | None:
    year = int(match["y"]) if match["y"] else frame.year
    return None if year is None else month_span(year * 12 + 5, year * 12 + 5)


def _read_present(match: Words, frame: Frame) -> str | None:
    if frame.year is None:
        return None
    if frame.day is not None:
        return frame.day.isoformat()
    return month_span(frame.index, frame.index) if frame.index is not None else year_span(frame.year)


READINGS: dict[str, Callable[[Words, Frame], str | None]] = {
    "month": _read_month,
    "months": _read_months,
    "months_pair": _read_months,
    "first_months": _read_first_months,
    "quarter": _read_quarter,
    "quarters": _read_quarters,
    "quarter_ending": _read_quarter_ending,
    "first_quarters": _read_first_quarters,
    "half": _read_half,
    "day": read_day,
    "days": read_days,
    "weekday": read_weekday,
    "day_word": read_day_word,
    "days_first": read_days_first,
    "week_to": read_week_to,
    "week": read_week,
    "months_to": _read_months_to,
    "year": _read_year,
    "to_now": _read_to_now,
    "years": _read_years,
    "year_ends": _read_year_ends,
    "decade_years": _read_decade_years,
    "year_word": _read_year_word,
    "full_year": _read_year_word,
    "year_end": _read_year_end,
    "ago": read_ago,
    "seasons_ago": _read_seasons_ago,
    "same_period": read_same_period,
    "month_word": _read_month_word,
    "quarter_word": _read_quarter_word,
    "past": _read_past,
    "unknown": _read_unknown,
    "run_before": read_run_before,
    "next": _read_next,
    "year_so_far": _read_year_so_far,
    "plan": _read_plan,
    "first_years": read_first_years,
    "carried": read_carried,
    "years_after": read_years_after,
    "fiscal": _read_fiscal,
    "fiscal_word": _read_fiscal_word,
    "year_from": _read_year_from,
    "season": _read_season,
    "decade": _read_decade,
    "midyear": _read_midyear,
    "present": _read_present,
    "quarter_short": _read_quarter,
}


def read(candidate: Candidate, frame: Frame) -> str | None:
    edtf = READINGS[candidate.rule.values["reads"]](candidate.match, frame)
    return edge_of(edtf, candidate.edge)
