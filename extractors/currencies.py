"""Whose money a word means that several countries use: crowns, francs, pesos."""

from __future__ import annotations

import functools
from collections import Counter

import regex

from patterns import load

SHARED = "?"  # begins what stands in the table of currencies for a word that several countries use
NEAR = 400  # code points on both sides of an amount within which a country named settles whose money it is


def currency_code(entry: str, normal: str, at: int) -> str | None:
    """The code of an entry of the table of currencies; for a shared name that of the country named around the place.

    The countries named near it come first, then those of the whole document. Where none is named more than the others
    it is the code that the entry has for this case, or None.
    """
    if not entry.startswith(SHARED):
        return entry
    family, _, usual = entry.removeprefix(SHARED).partition(" ")
    near = _named_most(family, normal[max(0, at - NEAR) : at + NEAR])
    return near or _of_document(family, normal) or usual or None


@functools.lru_cache(maxsize=2)  # it keeps the texts that it was asked about
def _of_document(family: str, normal: str) -> str | None:
    return _named_most(family, normal)


def _named_most(family: str, text: str) -> str | None:
    """The currency of the country whose names stand in a text most often."""
    found: Counter[str] = Counter()
    for code, names in _countries(family).items():
        found[code] = len(names.findall(text))
    first, *others = found.most_common(2)
    return first[0] if first[1] > (others[0][1] if others else 0) else None


@functools.cache
def _countries(family: str) -> dict[str, regex.Pattern[str]]:
    """The words for the countries of a shared name, by currency."""
    countries: dict[str, list[str]] = load("units").tables["currency_of"][family]
    return {code: regex.compile(rf"\b(?:{'|'.join(map(regex.escape, names))})\b") for code, names in countries.items()}
