"""Abbreviations that the document explains: "National Bureau of Statistics (NBS)"."""

from __future__ import annotations

import re

from extractors.records import Document

IN_BRACKETS = re.compile(r"(?<=[\w'\"]) ?\((?:the |or )?(?P<short>[A-Z][A-Za-z\d&.-]{1,11})\)")
WORD = re.compile(r"[^\W_]+(?:'s|s')?")
POSSESSIVE = re.compile(r"['’]s$")
SMALL = frozenset(["a", "an", "the", "and", "of", "for", "in", "on", "at", "to", "by", "with", "from", "or", "de"])
FARTHEST = 140
BREAK = re.compile(r"[.;:!?()\"](?=\s|$)|[()\"]")


def abbreviations(document: Document) -> dict[str, str]:
    """Abbreviation -> full name, as both stand in the document; the first explanation counts."""
    found: dict[str, str] = {}
    for bracket in IN_BRACKETS.finditer(document.normal):
        short = bracket["short"]
        if short in found:
            continue
        start = max(0, bracket.start() - FARTHEST)
        place = _full_name(document.normal[start : bracket.start()], short)
        if place is not None:
            full = " ".join(document.text[start + place : bracket.start()].split())
            found[short] = POSSESSIVE.sub("", full)  # "the Reserve Bank's (RB) policy committee"
    return found


def _full_name(before: str, short: str) -> int | None:
    """Where the words begin whose initials the abbreviation takes; None where they do not fit."""
    line = before.rfind("\n") + 1
    breaks = [found.end() for found in BREAK.finditer(before, line)]
    words = list(WORD.finditer(before, breaks[-1] if breaks else line))
    letters = [letter.lower() for letter in short.removesuffix("s") if letter.isalpha()]
    if len(letters) < 2 or not words:
        return None
    return _fit(words, letters)


def _fit(words: list[re.Match[str]], letters: list[str]) -> int | None:
    """Read words and letters from their ends; a small word or one whole word may go unused."""
    place, spare = len(words) - 1, 1
    left = len(letters) - 1
    while left >= 0 and place >= 0:
        word = words[place][0].lower()
        if word[0] == letters[left]:
            left -= 1
        elif word not in SMALL:
            inner = _inner(word, letters, left)
            if inner is not None:
                left = inner
            elif spare and place < len(words) - 1:
                spare -= 1
            else:
                return None
        place -= 1
    return words[place + 1].start() if left < 0 else None


def _inner(word: str, letters: list[str], left: int) -> int | None:
    """A word that gives two letters ("Multinational" for MN): the first of them is its initial."""
    if left >= 1 and word[0] == letters[left - 1] and letters[left] in word[1:]:
        return left - 2
    return None
