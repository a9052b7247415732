"""Headlines that name their source with a colon: "NBS: retail sales up 5 percent", "30 new routes: regulator"."""

from __future__ import annotations

import re

from extractors.attribution.grammar import PATTERNS
from extractors.attribution.introductions import has_head
from extractors.attribution.phrases import Phrase, phrase_after
from extractors.attribution.reporting import Report

BEFORE = re.compile(r"(?P<who>(?:the )?[A-Z][^:\n]{1,60}): (?=\S)")
BEHIND = re.compile(r"(?:: | [-\u2013\u2014] )(?P<who>[^:\n]{2,60})$")


def find_headline_source(text: str, start: int, end: int) -> Report | None:
    """The source before or behind a headline's colon; None where what stands there can say nothing."""
    while end > start and text[end - 1].isspace():
        end -= 1
    behind = BEHIND.search(text, start, end)
    if behind is not None:
        phrase = _source(text, behind.start("who"), end)
        if phrase is not None:
            return Report(behind.start(), end, phrase, "say", "back", behind.start(), behind.start())
    before = BEFORE.match(text, start, end)
    if before is not None:
        phrase = _source(text, start, before.end("who"))
        if phrase is not None:
            return Report(start, before.end(), phrase, "say", "front", start, start)
    return None


def find_item_source(text: str, start: int, end: int) -> Report | None:
    """Who a list item names before its colon, where that is a person: "* Bank of Tides's Polden: growth is 2 percent".

    A house alone heads what is spent or made there as often.
    """
    before = BEFORE.match(text, start, end)
    phrase = phrase_after(text, start, before.end("who")) if before is not None else None
    if before is None or phrase is None or phrase.end != before.end("who") or phrase.form != "proper":
        return None
    house, mark, name = phrase.name.rpartition("'s ")
    owned = mark and (has_head(house) or house.isupper()) and name.isalpha() and not has_head(name)
    if phrase.role is None and not owned:
        return None
    return Report(start, before.end(), phrase, "say", "front", start, start)


def _source(text: str, start: int, end: int) -> Phrase | None:
    phrase = phrase_after(text, start, end)
    if phrase is None or phrase.end != end or phrase.form == "pronoun":
        return None
    if phrase.form == "proper" and phrase.name.split()[-1].lower() in PATTERNS.words("slug"):
        return None  # "MNI BRIEF: Bank holds rate"
    if phrase.form == "proper":
        office = phrase.role is not None or has_head(phrase.name)
        return phrase if office or (phrase.name.isupper() and 1 < len(phrase.name) < 10) else None
    heads = ("role", "organization", "paper", "people")
    return phrase if any(phrase.head in PATTERNS.words(name) for name in heads) else None
