"""Noun phrases that can be a source: "Lin Botao, vice minister", "the ministry", "data from the customs", "she"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import regex

from extractors.attribution.grammar import (
    APPOSED,
    APPOSITION,
    CAP,
    FIELDS,
    FORMS,
    MORE,
    NAME,
    OF_NAME,
    ORGANIZATION,
    OWNER,
    PATTERNS,
    SKIP,
    SMALL,
    TAIL,
    TAIL_CLAUSE,
    TAIL_OPENS,
)

WORD = re.compile(r" ([A-Za-z][\w'-]*)")
BRACKET = re.compile(r" \([^()]{1,40}\)$")  # between a name and what stands in commas: "the fund (IGF), which meets"
TOKEN = re.compile(r"[\w-]+")
WINDOW = 160  # a source with its role is no longer than this
INSIDE = frozenset(
    {"of", "at", "for", "from", "by", "with", "in", "to", "and", "on"}
)  # a name behind one is part of a longer phrase

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
            return _of_whom(text, start, phrase) or phrase
    return None


def _of_whom(text: str, start: int, role: Phrase) -> Phrase | None:
    """The person whose role stands behind the name with no comma after it: "Lin Botao, head of the bureau said"."""
    if role.form != "common" or role.head not in PATTERNS.words("role") or not text.endswith(", ", start, role.start):
        return None
    if _pattern("determined").match(role.text):
        return None
    named = _pattern("whose_role").search(text[start : role.start])
    if named is None or _is_house_name(named["name"]):
        return None
    begin = start + named.start("name")
    return Phrase(begin, role.end, text[begin : role.end], "proper", named["name"], role=role.text)


def phrase_after(text: str, start: int, end: int) -> Phrase | None:
    """The source that begins at `start`, as in "said Lin Botao, vice minister" or "according to the plan"."""
    while start < end and text[start] == " ":
        start += 1
    results = _pattern("results").match(text, start, end)
    if results is not None:  # "according to the results of a survey by the league"
        read = phrase_after(text, results.end(), end)
        return replace(read, start=start, text=text[start : read.end]) if read is not None else None
    phrase = _phrase(text, start, end)
    if phrase is None:
        return None
    named = _pattern("named_behind").match(text, phrase.end, end) if phrase.head in PATTERNS.words("role") else None
    if named is not None:  # "said its founder, Lin Botao"
        return Phrase(start, named.end(), text[start : named.end()], "proper", named["name"], role=phrase.text)
    apposed = _pattern("apposed").match(text, phrase.end, end)
    return phrase if apposed is None or not _says_who(apposed["role"]) else _with_role(phrase, apposed)


def name_at(text: str, start: int, end: int) -> Phrase | None:
    """The proper name that begins at `start`, whatever follows."""
    found = _pattern("proper").match(text, start, end)
    return Phrase(start, found.end(), found[0], "proper", found["name"]) if found is not None else None


def is_paper(phrase: Phrase) -> bool:
    """Whether a proper name is a paper's: "Business Outlook Survey", "the Survey of Consumer Expectations"."""
    if phrase.form != "proper" or phrase.role is not None:
        return False
    words = phrase.name.lower().partition(" of ")[0].split()
    return len(phrase.name.split()) > 1 and words[-1] in PATTERNS.words("paper")


def is_medium(phrase: Phrase) -> bool:
    """Whether a source is a news medium, which reports what others said."""
    return _pattern("medium").search(phrase.text) is not None


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
        and not word.endswith("ly")
    ):
        return Phrase(begin, end, word, "proper", word)  # the quick way for "Lin said"
    phrase = _phrase(text, begin, end)
    if phrase is None or phrase.end == end or _pattern("skip").fullmatch(text, phrase.end, end) is not None:
        return phrase
    desk = _pattern("desk").fullmatch(text, phrase.end, end) if phrase.form == "proper" else None
    if desk is None or phrase.role is not None or _is_house_name(phrase.name):
        return None
    return replace(phrase, end=end, role=desk["role"])  # "Zhang Wei from the ministry's trade department"


def _beginnings(text: str, start: int, end: int) -> Iterator[int]:
    """Where a source can begin, likeliest first: after a comma, where the clause starts, at any word from the left."""
    comma = text.rfind(", ", start, end)
    if comma >= 0:
        listed = _pattern("listed").search(text, start, end) if text.find(" and ", comma, end) >= 0 else None
        if listed is not None:
            yield listed.start()
        yield comma + 2
    yield start
    starters = _starters()
    for found in WORD.finditer(text, max(start, comma), end):
        if found[1][0].isupper() or found[1] in starters:
            yield found.start(1)


def _apposed_before(text: str, start: int, end: int) -> Phrase | None:
    """A source with something in commas behind it: the outermost name that is not itself part of a role."""
    aged = _pattern("aged").search(text, start, end)
    if aged is not None:
        person = phrase_before(text, start, aged.start())
        return replace(person, end=end - 1) if person is not None and person.form == "proper" else None
    named = _pattern("named").search(text, start, end)
    if named is not None and named["house"] is None and _is_house(named["name"], text[start : named.start()]):
        named = None  # "Song Lan, Spokesman, National Bureau of Statistics, said"
    post = _pattern("post").search(text, start, named.start()) if named is not None else None
    if named is not None and post is not None and _pattern("polite").match(named["name"]):
        return Phrase(post.start(), end - 1, text[post.start() : end - 1], "proper", named["name"], role=post[0])
    if named is not None:
        clause = text.find(" who ", start, named.start())
        office = phrase_before(text, start, clause if clause >= 0 else named.start())
        if office is not None and office.form == "common" and office.head in PATTERNS.words("any_house"):
            return Phrase(office.start, end - 1, text[office.start : end - 1], "proper", named["name"])
        if office is not None and _is_office(office):
            held = None if named["house"] else office.text + (named["at"] or "")
            return Phrase(office.start, end - 1, text[office.start : end - 1], "proper", named["name"], role=held)
    comma = text.find(", ", start, end)
    while 0 <= comma < end - 1:
        role = _pattern("apposed").fullmatch(text, comma, end - 1)
        beside = role is not None and _pattern("beside").match(role["role"]) is not None
        if role is not None and (beside or _says_who(role["role"])):
            bracket = BRACKET.search(text[max(start, comma - WINDOW) : comma])
            stop = comma - len(bracket[0]) if bracket is not None else comma
            for begin in _beginnings(text, max(start, comma - WINDOW), stop):
                phrase = _phrase(text, begin, stop)
                if (
                    phrase is not None
                    and phrase.end == stop
                    and text[start:begin].rstrip().rsplit(" ", 1)[-1].lower() not in INSIDE
                ):
                    return _beside(phrase, role) if beside else _with_role(phrase, role)
        comma = text.find(", ", comma + 2, end)
    return None


def _beside(phrase: Phrase, role: regex.Match[str]) -> Phrase:
    """What stands in commas says whose it is at most: "The figures, published on Monday by the bureau, reveal"."""
    issued = _pattern("issued_by").match(role["role"]) if phrase.form == "common" and phrase.owner is None else None
    return replace(phrase, end=role.end(), owner=issued["owner"] if issued is not None else phrase.owner)


def _is_house(name: str, before: str) -> bool:
    """Whether a name in commas is a house's, as its head or the name and role in front of it show."""
    return _is_house_name(name) or _pattern("titled").search(before) is not None


def _is_house_name(name: str) -> bool:
    return name.partition(" of ")[0].rsplit(" ", 1)[-1].lower() in PATTERNS.words("organization")


def _is_office(phrase: Phrase) -> bool:
    """ "its founder", "The WHO Regional Director for Africa": a role, which the name behind it holds."""
    if phrase.form == "common":
        return phrase.head in PATTERNS.words("role")
    words = phrase.name.partition(" of ")[0].partition(" for ")[0].lower().split()
    return phrase.form == "proper" and phrase.role is None and bool(words) and words[-1] in PATTERNS.words("role")


def _says_who(role: str) -> bool:
    if _pattern("counts").match(role):
        return False  # "according to the survey, a third of them live alone"
    return (
        role.startswith(("who ", "which ", "whose ", "a ", "an ", "one of ", "speaking for ", "representing "))
        or _pattern("with_whom").match(role) is not None
        or names_role(role.lower())
        or _pattern("what_house").fullmatch(role) is not None
    )


def names_role(words: str) -> bool:
    single, several = _roles()
    return not single.isdisjoint(TOKEN.findall(words)) or any(role in words for role in several)


@functools.cache
def _roles() -> tuple[frozenset[str], tuple[str, ...]]:
    """Roles of one word, and those longer ones that hold none of them."""
    roles = PATTERNS.words("role")
    single = frozenset(role for role in roles if " " not in role)
    return single, tuple(role for role in roles if single.isdisjoint(role.split()))


def _phrase(text: str, begin: int, end: int) -> Phrase | None:
    """The source that begins here, as far as it goes without apposition; a pronoun, a common or a proper one."""
    found = _pattern("pronoun").match(text, begin, end)
    if found is not None:
        return Phrase(begin, found.end(), found[0], "pronoun", found["pronoun"])
    found = _pattern("owned").match(text, begin, end)
    if found is not None:
        return _owned(found)
    found = _pattern("led").match(text, begin, end)
    if found is not None and not _cuts_a_house(found):
        return _led(found)
    if text[begin : begin + 4].lower() == "the " and " and the " in text[begin:end].lower():
        found = _pattern("joined").match(text, begin, end)
        if found is not None:
            return Phrase(begin, found.end(), found[0], "proper", found["joined"])
    if " and " in text[begin : min(end, begin + 80)]:
        found = _pattern("house").match(text, begin, end)
        if found is not None:
            return Phrase(begin, found.end(), found[0], "proper", found["house"])
    found = _pattern("called").match(text, begin, end)
    if found is not None:
        return Phrase(begin, found.end(), found[0], "proper", found["called"])
    found = _pattern("common").match(text, begin, end)
    if found is not None:
        return _common(text, found, end)
    return name_at(text, begin, end)


def _cuts_a_house(found: regex.Match[str]) -> bool:
    """Whether the name behind a role is the end of the house's: "head of the National Property | Administration"."""
    return " of " in found["lead"] and _is_house_name(found["led"])


def _owned(found: regex.Match[str]) -> Phrase:
    """The data and papers of somebody: "the bureau's figures"."""
    head = found["read"].rsplit(" ", 1)[-1].lower()
    owner: str | None = found["data_owner"]
    if owner and (owner.lower() in PATTERNS.words("nobodys") or owner.lower() in PATTERNS.words("topic")):
        owner = None
    return Phrase(found.start(), found.end(), found[0], "common", found[0], head, owner)


def _led(found: regex.Match[str]) -> Phrase:
    """A name with the role before it."""
    place = (found.start(), found.end(), found[0])
    of, role = found["led_of"] or "", found["lead"]
    if not of.startswith(" of the ") and role.rsplit(" ", 1)[-1].lower() in PATTERNS.words("public_role"):
        place = found.start(), found.end("led"), found[0].removesuffix(of)  # "President Lin of Tideland"
        of = ""
    return Phrase(*place, "proper", found["led"], role=role + of)


def _common(text: str, found: regex.Match[str], end: int) -> Phrase:
    """A small-letter noun with what hangs on it: "data from the X", "a survey by the X", "analysts at X"."""
    head = found["head"] or found["opened"]
    field = _pattern("field").match(text, found.end(), end) if head.lower() in ("ministry", "department") else None
    stop, owner = _tail(text, field.end() if field is not None else found.end(), end)
    name = ((found["modifiers"] or "") + head + (field[0] if field is not None else "")).strip()
    owner = owner or (found["whose"] or "").strip() or None
    return Phrase(found.start(), stop, text[found.start() : stop], "common", name, head.lower(), owner)


def _tail(text: str, position: int, end: int) -> tuple[int, str | None]:
    """Where the tail of a common noun ends, and the first organization that it names."""
    if text[position : min(end, position + 10)].lower() == " in charge":
        position += 10
    owner: str | None = None
    for _ in range(2):
        if _pattern("tail_opens").match(text, position, end) is None:
            break
        found = _pattern("tail").match(text, position, end)
        if found is None and text[position : position + 6].lower() in (" that ", " which"):
            found = _pattern("tail_clause").match(text, position, end)
        if found is None:
            break
        owner, position = owner or found["owner"], found.end()
    return position, owner


def _with_role(phrase: Phrase, apposed: regex.Match[str]) -> Phrase:
    return replace(phrase, end=apposed.end(), role=apposed["role"].rstrip(", "))


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
        **FORMS,
        "counts": r"(?:an?|one) (?:$counting)\b|one (?:in|out of) |a (?:further |little |bit |combined )*[\d$]",
        "results": r"(?:the |its |their )?(?:(?:latest|new|initial|preliminary|early) )?"
        r"(?:results|findings|conclusions|outcome) (?:of|from) (?=(?:an?|the|its|their) )",
        "tail": TAIL,
        "tail_clause": TAIL_CLAUSE,
        "tail_opens": TAIL_OPENS,
        "skip": SKIP,
        "adverbs": r",(?: (?:$adverb|$auxiliary|(?:on )?(?-i:$weekday)))+$",
        "apposed": rf"{APPOSED}(?=[,.;\"]|$)",
        # what the source does while speaking, in commas behind it, says nothing of who it is
        "beside": r"(?:citing|quoting|speaking|talking|addressing|testifying|appearing|briefing|writing|answering"
        r"|responding|replying|commenting|in an? (?:[\w-]+ ){0,3}$paper)\b(?! for\b)"
        r"|(?:for (?:its|their|his|her|our) part|in turn|by contrast|however|meanwhile|too|for example|for instance"
        r"|on the other hand|among others)$"
        r"|(?:based on|$issued|released|seen by|obtained by|entitled|titled|covering|drawing on|now in its)\b",
        "desk": (
            r" (?P<role>(?:from|of|at|with) (?:the|its|his|her|their) (?:[\w'-]+ ){0,6}"
            r"(?:$organization|division|section))"
        ),
        "listed": (
            rf"(?<![\w'-])(?:the )?(?:{OWNER})?{CAP}(?: {MORE}){{0,3}}"
            rf" (?:of|for)(?: the)? {CAP}(?: {MORE}){{0,2}}{FIELDS}"
        ),
        "issued_by": rf"$issued (?:[\w-]+ ){{0,3}}by (?P<owner>{ORGANIZATION})",
        "determined": r"(?:$determiner|a number of|\d[\d,]*)\b|[\w. -]{1,60}'s? ",
        "titled": rf"(?:^|[^\w' -] ?){CAP}(?: {MORE}){{1,3}}, (?:{MORE} ){{0,3}}$role(?: [\w -]{{1,60}})?$",
        "whose_role": (rf"(?:^|[^\w' -] ?|\b(?:and|but|while|as|that) )(?P<name>{CAP}(?: {MORE}){{1,3}}), $"),
        "aged": r", (?:now |aged )?[1-9]\d,$",
        # "the Secretary for Culture, Sports and Tourism" before ", Miss Lydia Law,"
        "post": (
            rf"(?<![\w'-])(?:the )?(?:{CAP} ){{0,4}}$role (?:of|for|to)(?: the)?"
            rf"(?: (?:and |of |for |the )?{MORE},?){{1,12}}(?<!,)$"
        ),
        "polite": r"$honorific ",
        "field": rf" (?:of|for) {SMALL}?(?!$stop\b)(?-i:[a-z])[\w'-]*(?: and (?!$stop\b)(?-i:[a-z])[\w'-]*)?",
        "what_house": r"the (?:[\w'-]+ ){0,4}(?:$organization|$any_house)(?: (?:of|in|for|behind) [\w' -]{1,40})?",
        "medium": r"\b$medium\b",
        "with_whom": r"(?:with|from|of|for|representing) (?:the )?(?-i:[A-Z])[^,]*+"
        r"(?:, (?:speaking|talking|briefing|joining|appearing|answering|responding|replying|just back)\b[^,]*+)?$",
        "named_behind": rf", (?P<name>(?:$honorific )?{CAP}(?: {CAP}){{1,3}})(?=[,.;]|$)",
        "named": rf", (?P<house>the )?(?:$role )?(?P<name>(?:$honorific )?{CAP}(?: {CAP}){{0,3}}(?(house){OF_NAME}))"
        rf"(?P<at> (?:of|at|from) (?:the )?{NAME}{OF_NAME})?,$",
    }
    return PATTERNS.expression(templates[name])
