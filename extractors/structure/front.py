"""Lines of a page's front: letterheads, date lines, datelines, and those that name the event."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.structure.dates import Masked, mask_dates
from patterns import Rule, load

LONGEST_DATE_LINE = 300
LONGEST_EVENT = 300
SHORT_LINE = 80  # a longer line before the text may be a paragraph of the lead
SENTENCE_WORDS = 12

SENTENCE_END = re.compile(r"[.。!?][\"')\]]{0,3}$")
# "what changes on <date>", "prices as of <date>", "half-year ended <date>"
UNTIED = re.compile(
    r"\b[a-z]{3,} (?:on|from|by|until|since|after|before) <|\b(?:as (?:of|at|on)|ended|ending|at|versus|vs\.?) <"
    r"|\b(?:balance sheet|accounts|financial position|compared)\b",
    re.IGNORECASE,
)
CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?::\d\d)?\b|\b\d{1,2} ?[ap]\.?m\b\.?|\([a-z]+day\)", re.IGNORECASE)


def is_letterhead(masked: str) -> bool:
    """Whether a line (dates masked) stands above the title and is not it."""
    return any(rule.regex is not None and rule.regex.match(masked) for rule in load("structure").labelled("letterhead"))


def is_date_line(masked: Masked) -> bool:
    """Whether a line is there for its date: little else is in it than labels, places, hours and publishers."""
    if not masked.mentions or len(masked.text) > LONGEST_DATE_LINE:
        return False
    if SENTENCE_END.search(masked.text) and len(masked.text.split()) > SENTENCE_WORDS:
        return False
    if any(rule.regex is not None and rule.regex.search(masked.text) for rule in _line_rules(masked)):
        return True
    rest = re.sub(r"<(?:date|stamp|day)>", " ", CLOCK.sub(" ", masked.text))
    nouns = load("structure").expression(
        r"\b$event_nouns\b|\b(?:transcript|remarks|statement|speech|report|review|outlook)\b"
    )
    return (
        len(re.findall(r"[^\W\d_]{2,}", rest)) <= 4
        and nouns.search(rest) is None
        and UNTIED.search(masked.text) is None
        and not SENTENCE_END.search(masked.text)
    )


def _line_rules(masked: Masked) -> Iterator[Rule]:
    short = len(masked.text) <= SHORT_LINE
    for rule in load("structure").labelled("published", "updated", "briefing", "bare"):
        of_line = stands_at(rule, "line") and not rule.values.get("loose")
        if of_line and (short or rule.label in ("published", "updated")):
            yield rule


def stands_at(rule: Rule, *places: str) -> bool:
    """Whether a rule for dates is tried at one of these places: a line, the title, the lead ..."""
    where = rule.values.get("where", ())
    return where in places if isinstance(where, str) else not set(places).isdisjoint(where)


def names_event(line: str) -> bool:
    """Whether a line of the head names a press conference or the like."""
    return len(line) <= LONGEST_EVENT and load("structure").expression(r"\b$event_nouns\b").search(line) is not None


def dateline_end(text: str) -> int:
    """Length of the dateline ("BEIJING, Aug. 7 (Xinhua) -- ") that a paragraph opens with; 0 where there is none."""
    if not text[:1].isupper() and not text.startswith("date "):
        return 0
    masked = mask_dates(text[:160])
    for rule in load("structure").labelled("dateline"):
        found = rule.regex.match(masked.text) if rule.regex is not None else None
        if found is not None:
            return masked.original(found.end())
    return 0
