"""Where a claim stands on the axis of time, and in which country."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePath

from extractors.edtf import last_day, read_date
from extractors.records import Claim, Output
from extractors.series.records import Place, PlacedBy
from extractors.series.wording import place_in, vocabulary

MENTIONS = 2  # of a country, and so many times as often as the next one, make it the country of a document
TITLE = 3  # mentions that one in the title is worth
DOLLARS = re.compile(r"\b(?:US|U\.S\.|American|Hong Kong|Canadian|Australian|Singapore) dollars?\b")


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

    Money counts too: who speaks of yuan speaks of China. A city or province that the title or an office names is taken
    before its country; one that most offices have, but do not name, is called after its document. None where no country
    is named more than once, or two are named about as often.
    """
    title, offices = output.document.title or "", _offices(output)
    for text in (title, *offices):
        for rule in vocabulary().labelled("home"):
            found = rule.regex.search(text) if rule.regex else None
            if found is not None and not set(place_in(found["place"])):
                return str(found["place"])
    local = [office for office in offices if _finds("local", office)]
    if len(local) * 2 > len(offices) and not _named("; ".join(local)):
        return f"a region ({PurePath(output.document.source or '-').name})"
    counts = Counter(_evidence(output, offices))
    for name in _named(title):
        counts[name] += TITLE
    parts = vocabulary().tables["part"]
    for part in counts.keys() & parts.keys():
        if counts[part] >= TITLE:  # the country is there because the part lies in it
            del counts[parts[part]]
    leading = counts.most_common(2)
    if not leading or leading[0][1] < MENTIONS:
        return None
    if len(leading) > 1 and leading[0][1] < MENTIONS * leading[1][1]:
        return None
    return leading[0][0]


def _finds(label: str, text: str) -> bool:
    return any(rule.regex.search(text) for rule in vocabulary().labelled(label) if rule.regex)


def _offices(output: Output) -> list[str]:
    """The roles and organizations of those who speak, each once."""
    speakers = [*output.document.speakers, *(claim.speaker for claim in output.claims if claim.speaker)]
    told = (", ".join(filter(None, (speaker.role, speaker.organization))) for speaker in speakers)
    return list(dict.fromkeys(filter(None, told)))


def _evidence(output: Output, offices: Iterable[str]) -> Iterator[str]:
    """The countries that a document names below its title, as often as it does."""
    sentences = {claim.sentence_start: claim.sentence for claim in output.claims}
    for text in (*offices, *sentences.values()):
        yield from _named(text)
    currencies = vocabulary().tables["money"]
    yield from (currencies[claim.unit] for claim in output.claims if claim.unit in currencies)


def _named(text: str) -> set[str]:
    """The countries that a text names, by their names or by those of their offices."""
    text = DOLLARS.sub("", text)
    offices = vocabulary().tables["office"]
    told = {offices[found[0]] for found in vocabulary().expression(r"\b$office\b", 0).finditer(text)}
    return (told | set(place_in(text))) - {"world"}
