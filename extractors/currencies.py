"""Whose money a word means that several countries use: crowns, francs, pesos."""

from __future__ import annotations

import functools
import re
from collections import Counter

from extractors.wording import folded
from patterns import load

CASED = ("currency_code", "currency_code_word", "currency_letter")  # tables whose words are told by their capitals
BARE_DOLLAR = frozenset({"$", "dollars", "dollar", "bucks"})
HONG_KONG = re.compile(r"\bHK\$|\bHKT\b|\bHong Kong dollars\b")
# "HK$7.8 billion ($1 billion)", "36 billion yuan ($5 billion)": the dollar of another country.
CONVERTED = re.compile(r"(?:HK\$|RMB|\byuan\b)[^()$\n]{0,40}\((?:about |around |or )?\$\d")
NEWS = re.compile(r"\([A-Z][\w .&]{1,24}\) ?(?:--?|[\u2013\u2014]) ?[\"A-Z]")  # "SYDNEY, Aug 5 (Reuters) - The"
HEAD = 600  # code points at the start of a document that name its publisher
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


def named_currency(name: str, before: bool, normal: str, at: int, dollar: str) -> str | None:
    """The code of a currency as it stands before or behind an amount; `dollar` is that of a "$" without a country."""
    if folded(name) in BARE_DOLLAR:
        return dollar
    tables = load("units").tables
    for table in CASED:
        if name in tables[table]:
            return currency_code(tables[table][name], normal, at)
    return currency_code(_folded_table("currency_before" if before else "currency_after")[folded(name)], normal, at)


@functools.cache
def _folded_table(table: str) -> dict[str, str]:
    return {folded(name): code for name, code in load("units").tables[table].items()}


def plain_dollar(normal: str) -> str:
    """The currency of a "$" without a country: who publishes for Hong Kong, Australia or Canada means its own."""
    if "$" not in normal and "ollar" not in normal and "cent" not in normal:
        return "USD"
    if ("HK" in normal or "Hong Kong" in normal) and HONG_KONG.search(normal):
        return "USD" if CONVERTED.search(normal) else "HKD"
    head = normal[:HEAD]
    if NEWS.search(normal[: 3 * HEAD]) or CONVERTED.search(normal):
        return "USD"
    tables = load("units").tables
    for code in tables["dollar_publisher"]:
        if _names("dollar_publisher", code).search(head):
            return "USD" if _own_sign(code).search(normal) else str(code)
    for code in tables["dollar_place"]:
        if _names("dollar_place", code).search(head) and _names("dollar_institution", code).search(normal):
            return "USD" if _own_sign(code).search(normal) else str(code)
    return "USD"


@functools.cache
def _names(table: str, code: str) -> re.Pattern[str]:
    """Any of the names that a table has for a currency."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, load('units').tables[table][code]))})\b")


@functools.cache
def _own_sign(code: str) -> re.Pattern[str]:
    """The ways to write a country's own dollar with a letter ("A$5"): where they stand the bare sign is another's."""
    signs = load("units").tables["currency_before"].items()
    own = (re.escape(sign) for sign, entry in signs if entry.endswith(code) and "$" in sign)
    return re.compile(rf"(?<!\w)(?:{'|'.join(own)}) ?\d")


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
def _countries(family: str) -> dict[str, re.Pattern[str]]:
    """The words for the countries of a shared name, by currency."""
    countries: dict[str, list[str]] = load("units").tables["currency_of"][family]
    return {code: re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b") for code, names in countries.items()}
