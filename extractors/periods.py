"""Words for time: what they are, what they resolve to, and what part they play.

The words are rules of patterns/en/periods.toml. A rule names a reading (`reads`, in extractors/time_readings.py) that
resolves it. The words before a mention say what part it plays: the time of a number, one compared with, a goal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from extractors.edtf import (
    basis_between,
    extent_of,
    last_day,
    last_year,
    month_span,
    open_ended,
    read_date,
    shifted,
    single_year,
)
from extractors.records import Basis, Lost, TimeMention
from extractors.time_frames import Candidate, Frame, TimeContext, own_period, read_count, stated_year, year_words
from extractors.time_leads import JOINED, Lead, is_yearless, lead_of
from extractors.time_readings import read
from extractors.time_words import candidates, chosen_words, keep_longest, kinds_of

__all__ = ["TimeContext", "basis_between", "find_times"]

_BASES: dict[str, Basis] = {"year": "year-on-year", "month": "month-on-month", "quarter": "quarter-on-quarter"}
# How far a month without a year may lie back before "by the end of" it is taken to look ahead.
_NEAR_MONTHS = 6
YEARS_BACK = ("time.ago", "time.seasons_ago")  # "15 percent less than two years ago" says itself how far back
_NEIGHBOURS = 12  # how many mentions readings look around


def find_times(
    normal: str,
    start: int,
    end: int,
    said_on: str | None,
    context: TimeContext | None = None,
    future: bool = False,
    since: int = 0,
) -> list[TimeMention]:
    """All words for time in the sentence normal[start:end], in reading order, without overlaps (the longest wins).

    Args:
        normal: the text that rules run on (Document.normal).
        start, end: the sentence.
        said_on: the day of the briefing as EDTF; `2024-07-15`, `2024-07`, `2024`, `XXXX-03-01` or None.
        context: what the sentences before named, for "the same period" and "that year".
        future: months and quarters without a year are the next ones instead of the last ones.
        since: where that begins; what stands before it is told of the past all the same.

    Returns:
        Mentions whose place leaves out a leading preposition: "by [the end of 2025]".
    """
    chosen = chosen_words(normal, start, end)
    if not chosen:
        return []
    plain = _frame(said_on, context or TimeContext(), future)
    past = replace(plain, future=False) if since else plain
    found: list[TimeMention] = []
    for position, candidate in enumerate(chosen):
        following = chosen[position + 1] if position + 1 < len(chosen) else None
        frame = (plain if candidate.start >= since else past).among(found[-_NEIGHBOURS:])
        lent = _lent_year(normal, candidate, following, frame)
        if lent is not None:
            frame = frame.among(frame.before, lent)
        if candidate.rule.label == "relative" or candidate.rule.values.get("reads") == "same_period":
            ahead = _period_ahead(normal, candidate, chosen[position + 1 : position + _NEIGHBOURS], frame)
            frame = frame if ahead is None else frame.among(frame.before, lent, ahead)
        mention = _mention(normal, start, end, candidate, frame)
        if mention is not None:
            found.append(mention)
    return _with_bases(found, plain)


def lost_times(normal: str, start: int, end: int) -> list[Lost]:
    """Words of a sentence that look like a time and are none, with the reason; not needed to read, only to explain."""
    doubtful: list[Candidate] = []
    found = candidates(normal, start, end, kinds_of(normal, start, end), doubtful)
    kept = keep_longest(found)
    lost = [_lost(one, "it looks like a time, but not in this place") for one in doubtful]
    for one in found:
        over = next((other for other in kept if other.start < one.end and one.start < other.end), None)
        if one.rule.label == "none":
            lost.append(_lost(one, f"no time: {one.rule.source}"))
        elif one not in kept:
            lost.append(_lost(one, f"inside longer words: {over.rule.id}" if over else "inside words taken away"))
    return lost


def _lost(candidate: Candidate, why: str) -> Lost:
    return Lost(candidate.start, candidate.end, why, candidate.rule.id)


# the part it plays


def _mention(normal: str, start: int, end: int, candidate: Candidate, frame: Frame) -> TimeMention | None:
    rule = candidate.rule
    basis = _own_basis(candidate)
    if rule.label == "basis":
        return TimeMention(candidate.start, candidate.end, None, "basis", rule.id, basis)
    if rule.values["reads"] == "quarter_short" and not any("quarter" in mention.rule for mention in frame.before):
        return None
    edtf = read(candidate, frame)
    own = own_period(frame) if rule.values["reads"] == "same_period" else None
    if _of_last_year(candidate, frame) if own is None else edtf == shifted(own, -12):
        basis = "year-on-year"
    if rule.values["reads"] == "year_so_far":  # its "since" is part of the words
        return TimeMention(candidate.start, candidate.end, edtf, "period", rule.id)
    if rule.label == "present":
        return TimeMention(candidate.start, candidate.end, edtf, "present", rule.id, None, single_year(edtf))
    if rule.label == "goal":
        return TimeMention(candidate.start, candidate.end, edtf, "goal", rule.id, None, last_year(edtf))
    return _placed(candidate, edtf, basis, lead_of(normal, start, end, candidate, frame.before), frame)


def _of_last_year(candidate: Candidate, frame: Frame) -> bool:
    """Whether it is the same period of last year, told with its number."""
    same = candidate.rule.values["reads"] == "same_period"
    return same and frame.year is not None and candidate.match.get("y") == str(frame.year - 1)


def _placed(
    candidate: Candidate, edtf: str | None, basis: Basis | None, lead: Lead | None, frame: Frame
) -> TimeMention:
    """The mention of a period, given the words before it."""
    place = (candidate.start, candidate.end)
    rule = candidate.rule.id
    if lead in ("since", "record") and frame.future and is_yearless(candidate):
        edtf = read(candidate, replace(frame, future=False))  # "since January" is of the past, whatever is foreseen
    if lead in ("since", "record"):
        return TimeMention(*place, open_ended(edtf), "base" if lead == "record" else "period", rule)
    if lead in ("compared", "number") and is_yearless(candidate):
        edtf = _before_own(candidate, edtf, frame)
    if lead == "compared" and basis is not None:
        return TimeMention(*place, edtf, "basis", rule, basis, single_year(edtf))
    if lead in ("compared", "number"):
        return TimeMention(*place, edtf, "base", rule, basis, single_year(edtf))
    if lead == "after":
        return TimeMention(*place, None, "period", rule)
    if lead in ("goal", "before"):
        return _goal(candidate, edtf, frame, lead)
    return TimeMention(*place, edtf, "period", rule, None, single_year(edtf))


def _goal(candidate: Candidate, edtf: str | None, frame: Frame, lead: Lead) -> TimeMention:
    """A time behind "by" or "until": a goal where it is still to come, else the point that a number is about."""
    if _needs_year(candidate, frame):
        edtf = _nearest(edtf, read(candidate, replace(frame, future=True)), frame)
    place, rule = (candidate.start, candidate.end), candidate.rule.id
    if _to_come(candidate, edtf, frame):
        return TimeMention(*place, edtf, "goal", rule, None, last_year(edtf))
    if lead == "before":  # "before 2012" was some time earlier
        return TimeMention(*place, None, "period", rule)
    return TimeMention(*place, edtf, "period", rule, None, single_year(edtf))


def _nearest(past: str | None, ahead: str | None, frame: Frame) -> str | None:
    """A month without a year behind "by": the last one, unless the next one is much nearer."""
    extent = extent_of(past) if past else None
    if extent is None or frame.index is None:
        return past
    return ahead if frame.index - extent[1] >= _NEAR_MONTHS else past


def _to_come(candidate: Candidate, edtf: str | None, frame: Frame) -> bool:
    if edtf is None or frame.year is None:
        words = (candidate.match.get("rel") or candidate.match.text).lower()
        if edtf is None:
            return any(word in words for word in ("this year", "next year", "the year", "year-end", "decade"))
        return re.fullmatch(r"\d{4}", edtf) is not None or candidate.edge == "end"
    last = edtf.rpartition("/")[2]
    if frame.day is not None:
        return last_day(last) > frame.day
    extent = extent_of(edtf)
    now = frame.index if frame.index is not None else frame.year * 12
    return extent is not None and extent[1] >= now


def _own_basis(candidate: Candidate) -> Basis | None:
    """What the words mean in a comparison: a year earlier is year-on-year, five years earlier is nothing."""
    if "basis" in candidate.rule.values:
        return cast(Basis, candidate.rule.values["basis"]) if candidate.edge is None else None
    if candidate.rule.label == "relative" and candidate.edge is None and read_count(candidate.match.get("n")) == 1:
        return _BASES.get(str(candidate.match.get("u")).lower())
    return None


def _with_bases(mentions: Sequence[TimeMention], frame: Frame) -> list[TimeMention]:
    """Name the comparison where the sentence's own period and the base make one."""
    result = []
    for position, mention in enumerate(mentions):
        if mention.role == "base" and mention.basis is None and mention.edtf is not None:
            own = _own_period(mentions, position)
            basis = basis_between(own, mention.edtf) if own else None
            goal = any(other.role == "goal" for other in mentions)  # "cut by half from the 2023 average by 2027"
            year_before = position > 0 and mentions[position - 1].edtf == own and len(own or "") == len("2024")
            if basis is None and (own is None or year_before) and not goal and mention.rule not in YEARS_BACK:
                basis = _basis_by_context(mention.edtf, frame)
            mention = replace(mention, basis=basis)
        result.append(mention)
    return result


def _basis_by_context(base: str, frame: Frame) -> Basis | None:
    """The comparison with the period that was told last and makes one, else with the last month that is over."""
    extent = extent_of(base)
    told = [*frame.context.told, frame.context.period]
    if extent is not None and extent[0] == extent[1] and frame.index is not None:
        told.insert(0, month_span(frame.index - 1, frame.index - 1))
    bases = (basis_between(period, base) for period in reversed(told))
    return next((basis for basis in bases if basis is not None), None)


def _own_period(mentions: Sequence[TimeMention], position: int) -> str | None:
    before = mentions[max(0, position - _NEIGHBOURS) : position]
    around = [*reversed(before), *mentions[position + 1 : position + _NEIGHBOURS]]
    return next((mention.edtf for mention in around if mention.role == "period" and mention.edtf), None)


# years that a neighbour settles


def _frame(said_on: str | None, context: TimeContext, future: bool) -> Frame:
    return Frame(*read_date(said_on or ""), context, future)


_ELSEWHERE = re.compile(r"\b(?:than|but|while|whereas)\b|[;:]")


def _period_ahead(normal: str, own: Candidate, candidates: Sequence[Candidate], frame: Frame) -> str | None:
    """The next period of the clause: "compared with a year earlier, exports in June rose"."""
    for candidate in candidates:
        if _ELSEWHERE.search(normal, own.end, candidate.start):
            return None
        if candidate.rule.label == "period" and candidate.rule.values["reads"] != "same_period":
            edtf = read(candidate, frame)
            if edtf is not None and extent_of(edtf):
                return edtf
    return None


def _lent_year(normal: str, candidate: Candidate, following: Candidate | None, frame: Frame) -> int | None:
    """The year of a neighbour: of "June 2023" for "May and June 2023", of "the first half of 2023" for "the second"."""
    reads = candidate.rule.values.get("reads")
    if year_words(candidate.match) or candidate.match.get("which"):
        return None
    if following is not None and following.rule.values.get("reads") == reads and year_words(following.match):
        between = normal[candidate.end : following.start]
        if JOINED.fullmatch(between):
            return stated_year(following.match, frame)
    if reads in ("quarter", "quarter_short", "half", "first_months", "first_quarters"):
        named = [mention for mention in frame.before if mention.role == "period" and mention.year is not None]
        return named[-1].year if named and not _is_followed(normal, named[-1]) else None
    return None


_FOLLOWED = re.compile(r"\b(?:following|after) (?:[\w'%-]+ |\d[\d.,]*%? ){1,10}\Z", re.IGNORECASE)


def _is_followed(normal: str, mention: TimeMention) -> bool:
    """Whether a year is that of what came before: "following strong growth last year, output fell in the quarter"."""
    if not normal.startswith(",", mention.end):
        return False
    return _FOLLOWED.search(normal, max(0, mention.start - 80), mention.start) is not None


def _needs_year(candidate: Candidate, frame: Frame) -> bool:
    """Is it a month, quarter or half without a year?"""
    return frame.lent is None and is_yearless(candidate)


def _before_own(candidate: Candidate, edtf: str | None, frame: Frame) -> str | None:
    """A month or quarter compared with is the last one up to the sentence's own: the first quarter from the fourth."""
    own = own_period(frame)
    extent = extent_of(own) if own else None
    if extent is None or extent[1] - extent[0] > 5:
        return edtf
    year, month = divmod(extent[1], 12)
    return read(candidate, replace(frame, year=year, month=month + 1, day=None, future=False, lent=None))
