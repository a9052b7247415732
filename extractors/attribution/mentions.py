"""Whom the text tells of without quoting them: "Back in Cove, Deng has no time to rest. ... he said"."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import regex

from extractors.attribution.grammar import CAP, PATTERNS
from extractors.attribution.phrases import Phrase
from extractors.attribution.subjects import subject_before, verb_at

REACH = 300  # between the opening of a paragraph and the pronoun


def opening_subject(text: str, start: int, end: int) -> Phrase | None:
    """The subject with which the paragraph at `start` opens, at most with "Back in Cove," or "When" before it."""
    end = min(end, start + REACH)
    opened = _pattern("opening").match(text, start, end)
    for begin in (start, opened.end() if opened is not None else start):
        subject = subject_before(text, begin, end)
        if subject is not None:
            return subject
    owner = _pattern("owner").match(text, start, end)
    if owner is not None:  # "When Sun Meifang's knees began to fail her"
        return Phrase(owner.start("name"), owner.end(), owner["name"], "proper", owner["name"])
    called = _pattern("called").match(text, start, end)
    if called is None or verb_at(text, called.end(), end) is None:
        return None
    place = called.start("who"), called.end(), called["who"]
    return Phrase(*place, "proper", called["name"], role=called["what"])


def measured_house(text: str, start: int, end: int) -> Phrase | None:
    """Of whose shares or sales the paragraph tells first: "Shares in Bluewave Ferries fell 14 percent"."""
    found = _pattern("measured").match(text, start, min(end, start + REACH))
    if found is None:
        return None
    return Phrase(found.start("name"), found.end(), found["name"], "proper", found["name"])


def paragraph_start(text: str, position: int) -> int:
    """Where the paragraph that holds the position begins."""
    return text.rfind("\n", 0, position) + 1


def paragraphs_before(text: str, position: int, count: int) -> Iterator[tuple[int, int]]:
    """The paragraph of the position up to it, and those before it, backwards."""
    end = position
    for _ in range(count):
        start = paragraph_start(text, end)
        yield start, end
        end = len(text[:start].rstrip())
        if end == 0:
            return


def sentences_of_somebody(text: str, start: int, end: int) -> tuple[int, ...]:
    """The later sentences of a paragraph, last first, that go on with "her" or "who": their subjects are people."""
    return tuple(found.end() for found in _pattern("somebody").finditer(text, start, end))[::-1]


def told_in_full(text: str, name: str, end: int) -> str | None:
    """The full name that the text told before, without a role: "Jiang Tiecheng no longer walks his fields".

    Both orders count, surname first or last; None where what stands beside is no given name.
    """
    for match in _mention_of(name).finditer(text, 0, end):
        other = match["after"] or match["before"]
        if other not in _no_given_names() and not other.endswith(("ese", "ish", "ian", "ican")):
            return match[0]
    return None


def is_spelt_out_always(text: str, name: str, times: int) -> bool:
    """Whether the text names somebody so many times in full, and never by one word alone: a house, no person."""
    if text.count(name) < times:
        return False
    rest = text.replace(name, "")
    return not any(regex.search(rf"\b{regex.escape(word)}\b", rest) for word in name.split())


def is_place(text: str, name: str) -> bool:
    """Whether the text uses a name as a place's: "in Hangzhou"."""
    return regex.search(rf"\b(?:in|from|near|across|outside) {regex.escape(name)}\b(?! [A-Z])", text) is not None


@functools.lru_cache(maxsize=64)
def _mention_of(name: str) -> regex.Pattern[str]:
    word = regex.escape(name)
    surname_first = rf"{word} (?P<after>[A-Z][a-z]+(?:-[A-Z]?[a-z]+)?)"
    surname_last = rf"(?P<before>[A-Z][a-z]{{2,}}) {word}"
    return regex.compile(rf"\b(?:{surname_first}|{surname_last})\b(?! [A-Z])")


@functools.cache
def _no_given_names() -> frozenset[str]:
    """Capitalized words that stand beside a surname without being a given name."""
    lists = ("organization", "company_suffix", "role", "honorific", "opening", "place", "weekday", "month", "stop")
    words = (word for name in lists for word in PATTERNS.vocabulary.get(name, ()))
    return frozenset(word.capitalize() for entry in words for word in entry.split())


@functools.cache
def _pattern(name: str) -> regex.Pattern[str]:
    templates = {
        # "In Jingdezhen, potter Xie Nan sold", "When welder Bo Lin left"
        "called": (
            r"(?:[^,;:\".]{1,60}, |(?:when|after|as|while) )?"
            rf"(?P<who>(?P<what>(?-i:[a-z][a-z-]+ ){{1,3}})(?P<name>{CAP} {CAP}))(?! (?-i:[A-Z]))"
        ),
        "measured": (
            r"(?:(?-i:[A-Z][A-Z'./-]+)[^\n\"]{0,60}? (?:--|[—–-]) )?"
            r"(?:(?:quarterly|annual|net|first-half|full-year|record|operating) )*"
            r"(?:shares?|stocks?|sales|profits?|earnings|revenues?|deliveries|shipments|output|orders|losses|income) "
            rf"(?:in|of|at) (?P<name>(?!$month\b){CAP}(?: {CAP}){{0,3}})"
        ),
        "somebody": r"[.!?]\"? (?=(?-i:[A-Z])[^.!?\n]{0,120} (?:his|her|he|she|who)\b)",
        "owner": rf"(?:(?:when|after|as|while|since) )?(?P<name>{CAP} {CAP})(?='s (?-i:[a-z]))",
        "opening": (
            r"(?:back|over|out|down|up|elsewhere|for|with|like) [^,;:\".]{1,60}, "
            rf"|(?:when|after|before|as|while|since|once|because|although|ever since) (?={CAP} )"
        ),
    }
    return PATTERNS.expression(templates[name])
