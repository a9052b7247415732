"""Where a claim stands on the axis of time, and in which country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from extractors.edtf import last_day, read_date
from extractors.records import Claim, Output
from extractors.series.records import Place, PlacedBy
from extractors.series.wording import place_in

MENTIONS = 2  # of a country, and so many times as often as the next one, make it the country of a document


def place_of(claim: Claim, output: Output) -> Place:
    """The claim's period or goal year; for a claim with neither the day it was said; nowhere if that is not known."""
    if claim.status == "target" and claim.target_year:
        ways: list[tuple[str | None, PlacedBy]] = [(f"{claim.target_year:04}", "target year"), (claim.period, "period")]
    else:
        year = f"{claim.target_year:04}" if claim.target_year else None
        ways = [(claim.period, "period"), (year, "target year")]
    said = claim.date or output.document.date
    ways += [(said, "document's date"), (output.document.published, "publication")]
    for edtf, by in ways:
        span = days_of(edtf, said)
        if span is not None:
            return Place(*span, by, edtf)
    return Place()


def days_of(edtf: str | None, said: str | None = None) -> tuple[date, date] | None:
    """The first and last day of an EDTF date or interval; None for one that gives no day, such as XXXX-03-01.

    A time that goes on ("2015/..") ends on the day it was said.
    """
    if not edtf:
        return None
    first, slash, last = edtf.partition("/")
    start = _first_day(first)
    if start is None:
        return None
    if slash and last == "..":
        now = days_of(said) if said and "/" not in said else None
        return start, max(start, now[1]) if now else start
    end = _last_day(last or first)
    return (start, end) if end is not None and end >= start else None


def _first_day(point: str) -> date | None:
    year, month, day = read_date(point)
    if year is None or (point.count("-") == 2 and day is None):
        return None
    return day or date(year, month or 1, 1)


def _last_day(point: str) -> date | None:
    return last_day(point) if _first_day(point) else None


def home_of(output: Output) -> str | None:
    """The country that a document is about, by how often its title, its speakers' offices and its claims name it.

    None where no country is named more than once, or two are named about as often.
    """
    counts = Counter(name for text in _told(output) for name in place_in(text) if name != "world")
    leading = counts.most_common(2)
    if not leading or leading[0][1] < MENTIONS:
        return None
    if len(leading) > 1 and leading[0][1] < MENTIONS * leading[1][1]:
        return None
    return leading[0][0]


def _told(output: Output) -> Iterator[str]:
    yield output.document.title or ""
    for speaker in output.document.speakers:
        yield f"{speaker.role or ''}; {speaker.organization or ''}"
    yield from {claim.sentence_start: claim.sentence for claim in output.claims}.values()
