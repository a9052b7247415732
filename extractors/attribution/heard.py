"""Reporting clauses with whom they name: which of them covers a place, and whom "an official" can be."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.attribution.grammar import PATTERNS
from extractors.attribution.phrases import Phrase
from extractors.attribution.reporting import Report
from extractors.records import Person

CONCEDING = ("while ", "whereas ", "although ", "though ")


@dataclass(frozen=True)
class Heard:
    """A reporting clause with whom it names, None where nobody can be.

    `unnamed`: "an official said", whom the text may name below; "a customs official" is the customs until it does.
    """

    report: Report
    speaker: Person | None
    date: str | None
    unnamed: bool = False


def choose(heard: tuple[Heard, ...], position: int, text: str) -> tuple[Heard, Heard | None] | None:
    """The clause whose source put it on record, and the one inside it that this source credits."""
    if any(entry.report.start <= position < entry.report.end for entry in heard if entry.report.kind != "citing"):
        heard = tuple(entry for entry in heard if entry.report.side == "number")
    covering = [entry for entry in heard if entry.report.covers(position)]
    for side in ("number", "chain"):
        special = [entry for entry in covering if side in (entry.report.side, entry.report.kind)]
        if special:
            return special[0], None
    fronts = [entry for entry in covering if entry.report.side == "front"]
    backs = [entry for entry in covering if entry.report.side == "back" and entry.report.kind != "citing"]
    citing = next((entry for entry in covering if entry.report.kind == "citing"), None)
    if fronts:
        inner = outer = fronts[-1]
        for entry in reversed(fronts[:-1]):
            if holds(entry.report, outer.report, text):
                outer = entry
        behind = [entry for entry in backs if entry.report.start > position]
        if behind and is_read_out(behind[-1]) and inner.report.kind in ("say", "tell") and inner.speaker is not None:
            return outer, behind[-1]  # "She noted that it could double, according to a report by the league"
        if behind and inner.report.end <= position:
            return behind[-1], inner
        return outer, inner if inner is not outer else citing
    if backs:
        return min(backs, key=lambda entry: abs(entry.report.start - position)), citing
    return None


def holds(outer: Report, inner: Report, text: str) -> bool:
    """Is the second clause part of what the first one reports, and not beside it?"""
    if outer.side != "front" or outer.end > inner.start:
        return False
    between = text[outer.end : inner.start]
    if ", " in between and text[max(0, outer.start - 9) : outer.start].lower().endswith(CONCEDING):
        return False  # "While Ito said prices would fall, Abe put the drop at 6 percent"
    return not any(word in between for word in PATTERNS.vocabulary["beside"])


def is_read_out(entry: Heard) -> bool:
    """ "according to a report by the league": whoever says it credits that paper."""
    head = entry.report.phrase.head
    return entry.report.kind == "cite" and (head in PATTERNS.words("paper") or head in PATTERNS.words("data"))


def is_an_official(phrase: Phrase) -> bool:
    """ "a customs official", "a senior official with the ministry"."""
    return phrase.head in PATTERNS.words("public_role") and phrase.text.lower().startswith(("a ", "an "))


def can_be(entry: Heard, named: Heard) -> bool:
    """Whether the person named below is whom an unnamed clause means; one of a house must be of that house."""
    if not entry.unnamed or entry.report.start >= named.report.start:
        return False
    if entry.speaker is None or named.speaker is None:
        return True
    return entry.speaker.name in (named.speaker.organization or named.speaker.role or "")


def is_somebody(phrase: Phrase) -> bool:
    return phrase.head in PATTERNS.words("role") or phrase.head in PATTERNS.words("people")
