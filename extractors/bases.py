"""Basis: what a change is compared with."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import regex

from extractors.links import Linked
from extractors.records import Basis, Ground, TimeMention
from patterns import load

OWNER_REACH = 30  # code points from a time to the number that is its own
# What stands between a change and its own basis: "24 percent [from] a year ago", "10 points [more than] a year before".
OWN_BASIS = (
    r"(?: (?:more|less|fewer|higher|lower|faster|slower))?"
    r"(?: (?:than|from|over|on|compared (?:with|to)))?(?: the)? ?"
)
PACE = (
    r", (?:and )?(?:at )?(?:an? |the )?(?:[a-z]+ ){0,2}(?:faster|slower|quicker|stronger|weaker|same)\b"
    r"[^,;]{0,30}\b(?:than|as)\b|\b(?:unchanged|little changed|steady|flat)(?: \w+)? (?:from|on)(?: the)? $"
)
NEXT_ONE = r"(?: [a-z]+)? of (?:$qualifier )?[$\u20ac\u00a3]?"
TOLD_AGAINST = r"\b(?:than|from|over|above|below|compared (?:with|to)|on|against|versus)\b[^,;]{0,30}$"


@dataclass(frozen=True, slots=True)
class Based:
    """The basis of a change with what gives it."""

    on: Basis
    ground: Ground


@functools.cache
def _expression(template: str) -> regex.Pattern[str]:
    return load("changes").expression(template)


def read_basis(linked: Linked, index: int) -> Based | None:
    """The basis in the words behind a change up to the next number, else the nearest one between it and the one before.

    A base ("than in May") counts where the change is told against it, and not for a level that another number is
    compared with.
    """
    quantity, link = linked.quantities[index], linked.links[index]
    level = link is not None and link.kind == "level"
    for time in linked.times:
        if not time.basis or not quantity.end - 1 <= time.start < linked.following(index):
            continue
        if _expression(NEXT_ONE).fullmatch(linked.normal, time.end, linked.following(index)):
            continue  # "added 31,000 jobs, below the average [monthly gain] of 42,000"
        if linked.in_bracket(index, time.start) and _behind_next(time, index, linked):
            continue
        if time.role == "base" and _of_next(time, index, linked):
            continue
        if (time.basis != "year-on-year" or quantity.kind == "count") and _pace_compared(
            linked.normal, quantity.end, time.start
        ):
            continue
        if time.role == "basis":
            return based(time.basis, time, "behind the number")
        if not level and _told_against(linked.normal, quantity.end, time.start):
            return based(time.basis, time, "the time that the change behind the number is told against")
    earliest = _end_of_earlier(linked, index) if index else linked.sentence.start
    before = [time for time in linked.times if time.role == "basis" and earliest <= time.start < quantity.start]
    return based(before[-1].basis, before[-1], "before the number") if before else None


def _pace_compared(normal: str, start: int, end: int) -> bool:
    """Whether a time tells how fast it went then: "grew by 2.8%, slightly faster than [in June]"."""
    return _expression(PACE).search(normal, start, end) is not None


def _behind_next(time: TimeMention, index: int, linked: Linked) -> bool:
    others = linked.quantities[index + 1 : index + 2]
    return bool(others) and others[0].end <= time.start


def _of_next(time: TimeMention, index: int, linked: Linked) -> bool:
    """Whether a base is the owner of the next number, one like this: "picking up from [August's] 4.4% gain"."""
    following = linked.following(index)
    if not linked.normal.startswith("'s ", time.end) or following > min(
        time.end + OWNER_REACH, linked.sentence.end - 1
    ):
        return False
    other = next(one for one in linked.quantities if one.start == following)
    return other.unit == linked.quantities[index].unit


def _end_of_earlier(linked: Linked, index: int) -> int:
    """Where the words end that belong to the number before: a basis right behind a change is its own."""
    end = linked.quantities[index - 1].end
    for time in linked.times:
        if (
            time.role == "basis"
            and end <= time.start
            and _expression(OWN_BASIS).fullmatch(linked.normal, end, time.start)
        ):
            return time.end
    return end


def based(basis: Basis | None, time: TimeMention, why: str) -> Based | None:
    """A basis with the words that give it; None where they give none."""
    return Based(basis, Ground(why, time.start, time.end, time.rule)) if basis is not None else None


def _told_against(normal: str, start: int, end: int) -> bool:
    return _expression(TOLD_AGAINST).search(normal[start:end]) is not None
