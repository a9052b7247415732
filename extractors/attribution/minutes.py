"""Minutes of a briefing: paragraph after paragraph tells what NAME, for the HOUSE, said."""

from __future__ import annotations

from extractors.attribution.phrases import regexes
from extractors.records import Document

OPENING = 300  # characters in which a paragraph introduces who speaks


def is_minutes(document: Document) -> bool:
    """Whether paragraph after paragraph tells what somebody said for a house, which goes on until another speaks."""
    openings = [document.normal[one.start : min(one.end, one.start + OPENING)] for one in document.paragraphs]
    for_houses = sum(1 for opening in openings if any(rule.match(opening) for rule in regexes("minutes")))
    if for_houses != 1:
        return for_houses > 1
    return any(rule.match(opening) for opening in openings for rule in regexes("minutes_person"))
