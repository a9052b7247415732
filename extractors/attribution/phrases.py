"""Noun phrases that can be a source: "Lin Botao, vice minister", "the ministry", "data from the customs", "she"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import regex

from patterns import load

PATTERNS = load("attribution")
WORD = re.compile(r" ([A-Za-z][\w'-]*)")
WINDOW = 160  # a source with its role is no longer than this
APPOSITION = 220
INSIDE = frozenset(
    {"of", "at", "for", "from", "by", "with", "in", "to", "and", "on"}
)  # a name behind one is part of a longer phrase

# "U.S.", "Lin", "Toure-Bell", "AT&T"; not the first word of a sentence that is no name, except the surname He
CAP = (
    r"(?-i:(?:He(?= [A-Z][a-z])|(?!$opening\b(?![&/-]))(?:(?:[A-Z]\.){2,4}|$apostrophe(?!\w)|[A-Z0-9]?[A-Z][\w&/-]*+)))"
)
# a further word of a name; only weekdays, as in "the State Council Tuesday said", are none
MORE = r"(?-i:(?!$weekday\b)(?:(?:[A-Z]\.){2,4}|[A-Z0-9]?[A-Z][\w&/-]*+))"
NAME = rf"{CAP}(?: (?:& |(?-i:de|van|von|bin|al) )?{MORE}| (?-i:[A-Z]\.)){{0,6}}"
OF_NAME = rf"(?: (?:of|for|on|at)(?: the)? {NAME}(?: and(?: the)? {NAME}){{0,2}}){{0,3}}"
OWNER = rf"(?:(?:{NAME}|(?:the|its) (?-i:[a-z-]+))'s? )"
SMALL = r"(?:(?!$stop\b)(?-i:[a-z])[\w'-]* )"  # a small-letter word inside a noun phrase
ORGANIZATION = rf"(?:(?:the )?(?:{OWNER})?{NAME}{OF_NAME}|(?:the |its |their |{OWNER}){SMALL}{{0,3}}$organization\b)"
TAIL = (
    rf"(?: (?:of|at|for|from|by|with|in|(?:that )?(?:{SMALL})?$issued (?:(?:on |last |this )?\w+ )?by)"
    rf" (?:an? )?{ORGANIZATION}"
    rf"| (?:that|which) {ORGANIZATION} $issued)"
)
PRONOUN = r"(?P<pronoun>he|she|they|it|we|I|you)\b(?! [A-Z])"
# a role before the name: "Transport Minister Bai Zhiyuan", "its manager Wu Shan"
LED = (
    rf"(?P<lead>(?:$determiner |{OWNER})?(?:(?!$stop\b)[\w'-]+ ){{0,5}}$role(?: of (?:the )?{NAME}(?: and {NAME})?)?)"
    rf" (?P<led>(?:$honorific )?{NAME})"
)
PROPER = rf"(?:the )?(?P<name>(?:{OWNER})?(?:$honorific )?{NAME}{OF_NAME})"
JOINED = rf"the (?P<joined>{NAME}{OF_NAME} and the {NAME}{OF_NAME})"
HEADED = (
    rf"(?:$determiner |(?P<whose>{OWNER}))?(?P<modifiers>(?:(?-i:[A-Z])[\w'.-]+ (?=(?-i:[a-z])))?{SMALL}{{0,4}})"
    r"(?=(?-i:[a-z]|[A-Z]{3}))(?P<head>$role|$people|$organization|$data|$paper|staff)"
)
OPENED = r"(?P<opened>(?-i:(?=[A-Z][a-z]))(?:$people|$data))"  # "Analysts at", "Data from"
COMMON = rf"(?:{HEADED}|{OPENED})\b(?P<tail>(?: in charge)?{TAIL}{{0,2}})"
OWNED = (
    rf"(?P<data_owner>(?:the )?(?:{OWNER})?{NAME}{OF_NAME}) (?:own )?"
    rf"(?P<read>{SMALL}?(?=(?-i:[a-z]))(?:$data|$paper|$house))\b"
)
PHRASE = rf"(?<![\w'-])(?:{PRONOUN}|{OWNED}|{LED}|{JOINED}|{COMMON}|{PROPER})"
# between a source and its verb: "on Tuesday", "last week", "also", "in a statement"
SKIP = (
    r"(?:,? (?:$adverb|$auxiliary|(?:on |late |early |earlier |last )?(?-i:$weekday)"
    r"|(?:last|this|earlier this) (?:week|month|year)|in (?-i:$month)|on (?-i:$month) \d{1,2}"
    r"|in (?:an?|its) (?:[\w-]+ ){0,3}$paper|at (?:an?|the) (?:[\w-]+ ){0,3}(?:conference|briefing|meeting)"
    rf"|in (?:the )?{NAME}|\((?:[^()]{{1,40}})\))){{0,3}}"
)
# what stands in commas behind a name and says who it is; a finite verb would make it another clause
ROLE_TEXT = r"(?:(?!\b$finite\b)[^;:\"]){0,200}?"
APPOSED = (
    rf"(?: \([^)]{{1,40}}\))?, (?P<role>(?:also\b|(?-i:[a-z])|$role\b|(?:[A-Z][\w'-]+ ){{1,3}}$role\b){ROLE_TEXT}"
    r"|(?:who|which|whose|with|from|of)\b[^;:\"]{2,200}?)"
)

Form = Literal["pronoun", "proper", "common"]


@dataclass(frozen=True)
class Phrase:
    """A source as written.

    `name`: the proper name, or the head phrase of a common one ("vice minister"). `head`: the small-letter noun that
    says what it is (None for names). `owner`: whose data, report, staff or official it is. `role`: what stands in
    apposition or before the name. `start` and `end` are offsets in Document.normal, apposition included.
    """

    start: int
    end: int
    text: str
    form: Form
    name: str
    head: str | None = None
    owner: str | None = None
    role: str | None = None


def phrase_before(text: str, start: int, end: int) -> Phrase | None:
    """The source that ends where a reporting verb begins; nothing before `start` belongs to it."""
    end = _before_adverbs(text, start, end)
    if end <= start:
        return None
    if text[end - 1] == ",":
        return _apposed_before(text, max(start, end - WINDOW - APPOSITION), end)
    start = max(start, end - WINDOW)
    for begin in _beginnings(text, start, end):
        phrase = _phrase_between(text, begin, end)
        if phrase is not None:
            return phrase
    return None


def phrase_after(text: str, start: int, end: int) -> Phrase | None:
    """The source that begins at `start`, as in "said Lin Botao, vice minister" or "according to the plan"."""
    while start < end and text[start] == " ":
        start += 1
    found = _pattern("phrase").match(text, start, end)
    if found is None:
        return None
    apposed = _pattern("apposed_after").match(text, found.end(), end)
    if apposed is None or not _says_who(apposed["role"]):
        return _phrase(found)
    return _phrase(found, apposed)


def person_line(text: str, start: int, end: int) -> Phrase | None:
    """A whole line that is a name and a role, as under a pull quote."""
    if end - start > WINDOW or text[end - 1] in '."' or ", " not in text[start:end] or not text[start].isupper():
        return None
    phrase = phrase_after(text, start, end)
    if phrase is None or phrase.end != end:
        return None
    return phrase if phrase.form == "proper" and phrase.role else None


def _phrase_between(text: str, begin: int, end: int) -> Phrase | None:
    """The phrase that fills the stretch, up to words such as "on Tuesday" or "also" behind it."""
    word = text[begin:end]
    if (
        word.isalpha()
        and word[0].isupper()
        and word not in PATTERNS.vocabulary["opening"]
        and word.lower() not in _starters()
    ):
        return Phrase(begin, end, word, "proper", word)  # the quick way for "Lin said"
    found = _pattern("phrase").match(text, begin, end)
    if found is None or (found.end() != end and _pattern("skip").fullmatch(text, found.end(), end) is None):
        return None
    return _phrase(found)


def _beginnings(text: str, start: int, end: int) -> Iterator[int]:
    """Where a source can begin, likeliest first: after a comma, where the clause starts, at any word from the left."""
    comma = text.rfind(", ", start, end)
    if comma >= 0:
        yield comma + 2
    yield start
    starters = _starters()
    for found in WORD.finditer(text, max(start, comma), end):
        if found[1][0].isupper() or found[1] in starters:
            yield found.start(1)


def _apposed_before(text: str, start: int, end: int) -> Phrase | None:
    """A source with something in commas behind it: the outermost name that is not itself part of a role."""
    named = _pattern("named").search(text, start, end)
    if named is not None:
        office = phrase_before(text, start, named.start())
        if office is not None and office.form == "common" and office.head in PATTERNS.words("role"):
            return Phrase(
                office.start, end - 1, text[office.start : end - 1], "proper", named["name"], role=office.text
            )
    comma = text.find(", ", start, end)
    while 0 <= comma < end - 1:
        role = _pattern("apposed").fullmatch(text, comma, end)
        if role is not None and _says_who(role["role"]):
            for begin in _beginnings(text, max(start, comma - WINDOW), comma):
                found = _pattern("phrase").match(text, begin, comma)
                if (
                    found is not None
                    and found.end() == comma
                    and text[start:begin].rstrip().rsplit(" ", 1)[-1].lower() not in INSIDE
                ):
                    return _phrase(found, role)
        comma = text.find(", ", comma + 2, end)
    return None


def _says_who(role: str) -> bool:
    return (
        role.startswith(("who ", "which ", "whose "))
        or _pattern("with_whom").match(role) is not None
        or _pattern("role").search(role) is not None
    )


def _phrase(found: regex.Match[str], apposed: regex.Match[str] | None = None) -> Phrase:
    groups = found.groupdict()
    role = apposed["role"].rstrip(", ") if apposed is not None else None
    start, end = found.start(), (apposed or found).end()
    if groups["pronoun"]:
        return Phrase(start, end, found[0], "pronoun", groups["pronoun"], role=role)
    if groups["data_owner"]:
        return Phrase(
            start,
            end,
            found[0],
            "common",
            found[0],
            groups["read"].rsplit(" ", 1)[-1].lower(),
            groups["data_owner"],
            role,
        )
    if groups["led"]:
        return Phrase(start, end, found[0], "proper", groups["led"], role=role or groups["lead"])
    head = groups["head"] or groups["opened"]
    if head:
        owner = _owner(groups["tail"]) or (groups["whose"] or "").strip() or None
        name = ((groups["modifiers"] or "") + head).strip()
        return Phrase(start, end, found[0], "common", name, head.lower(), owner, role)
    return Phrase(start, end, found[0], "proper", groups["joined"] or groups["name"], role=role)


def _owner(tail: str) -> str | None:
    """The organization that "data from the X", "a survey by the X" or "analysts at X" names."""
    found = _pattern("owner").search(tail) if tail else None
    return found["owner"] if found is not None else None


def _before_adverbs(text: str, start: int, end: int) -> int:
    """The end of the source when "now" or "on Tuesday" stands between its comma and the verb."""
    while end > start and text[end - 1] == " ":
        end -= 1
    found = _pattern("adverbs").search(text, max(start, end - 60), end)
    return found.start() + 1 if found is not None else end


@functools.cache
def regexes(label: str) -> tuple[regex.Pattern[str], ...]:
    """The compiled regexes of the rules with this label."""
    return tuple(rule.regex for rule in PATTERNS.labelled(label) if rule.regex is not None)


@functools.cache
def _starters() -> frozenset[str]:
    """Small-letter words with which a source can begin in the middle of a clause."""
    lists = ("determiner", "people", "data", "organization", "role")
    return frozenset({"he", "she", "it", "they", "we", "you", "staff"}).union(*(PATTERNS.words(name) for name in lists))


@functools.cache
def _pattern(name: str) -> regex.Pattern[str]:
    """The parts of the grammar, each compiled when first needed."""
    templates = {
        "phrase": PHRASE,
        "skip": SKIP,
        "adverbs": r",(?: (?:$adverb|$auxiliary|(?:on )?(?-i:$weekday)))+$",
        "apposed": rf"{APPOSED},",
        "apposed_after": rf"{APPOSED}(?=[,.;\"]|$)",
        "with_whom": r"(?:with|from|of) (?:the )?(?-i:[A-Z])[^,]*+$",
        "named": rf", (?P<name>(?:$honorific )?{CAP}(?: {CAP}){{0,3}}),$",
        "role": r"(?<![\w-])$role(?![\w-])",
        "owner": rf"(?:of|at|for|from|by|with|in|that|which) (?:an? )?(?P<owner>{ORGANIZATION})",
    }
    return PATTERNS.expression(templates[name])
