"""Names with what the text says about them: "Lin Botao, vice minister of harbours", "Transport Minister Lin Botao"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractors.attribution.grammar import APPOSITION, CAP, HYPHENED, OF_NAME, PATTERNS

REACH = 90  # how far left of "Bureau" or of a role a name can begin
WORD = re.compile(r"[A-Za-z]{3,}")
DESCRIBED = re.compile(
    r", (?=(?:an?|the|one of|who|speaking for|representing) [a-z]|(?:for|from|with|of|representing) (?:the )?[A-Z])"
)
AGE = re.compile(r", (?:aged? )?[1-9]\d,(?= )")
OF_MINISTER = (
    r"(?<!\w)(?P<head>minister) (?:of|for) (?P<of>(?-i:[a-z]+)(?:,? (?:and )?(?-i:[a-z]+)){0,4}?)"
    r"(?=[,.;:\"]| (?-i:[A-Z])| (?:said|told|at|in|on|added|noted)\b|$)"
)


@dataclass(frozen=True)
class Introduction:
    """A person with a role; `position` is where the name stands."""

    position: int
    name: str
    role: str


@dataclass(frozen=True)
class Organization:
    """A full name of an organization at a place of the text."""

    position: int
    name: str


@dataclass(frozen=True)
class Introductions:
    """What one pass over a text found, in order."""

    people: tuple[Introduction, ...]
    organizations: tuple[Organization, ...]


def find_introductions(text: str) -> Introductions:
    """Read the text once for roles and for the heads of organizations' names."""
    roles, heads = _heads()
    people: list[Introduction] = []
    organizations: list[Organization] = []
    for found in WORD.finditer(text):
        word = found[0]
        if word in heads:
            organizations += _organization(text, found.start(), found.end())
        elif word.lower() in roles:
            people += _person(text, found.start(), found.end())
            organizations += _ministry(text, found.start(), word)
    known = {entry.name for entry in people}
    people += [entry for entry in (*_described(text), *_aged(text), *_polite(text)) if entry.name not in known]
    people.sort(key=lambda entry: entry.position)
    organizations.sort(key=lambda entry: entry.position)
    return Introductions(tuple(people), tuple(organizations))


def ministry_of(role: str) -> tuple[str, str] | None:
    """ "vice minister of finance" -> ("vice minister", "Ministry of Finance")."""
    found = pattern("minister").search(role)
    return (role[: found.end("head")], "Ministry of " + _capitals(found["of"])) if found is not None else None


def has_head(name: str) -> bool:
    """Whether a name has the head of an organization's, such as Bureau."""
    return not _heads()[1].isdisjoint(name.split()) or name.startswith("Statistics ")


def _person(text: str, start: int, end: int) -> Iterator[Introduction]:
    office = pattern("office_comma").match(text, start)
    if office is not None and not has_head(office["name"]):
        lead = pattern("lead").search(text, max(0, start - 40), end)
        first = lead.start() if lead is not None else start
        yield Introduction(office.start("name"), office["name"], text[first : office.end("office")])
        return
    led = pattern("led").match(text, end) if text[end : end + 1] == " " else None
    if led is not None and not has_head(led["name"]):
        lead = pattern("lead").search(text, max(0, start - 40), end)
        yield Introduction(led.start("name"), led["name"], lead[0] if lead is not None else text[start:end])
        return
    behind = pattern("led_comma").match(text, end)
    if behind is not None and not has_head(behind["name"]):
        lead = pattern("lead").search(text, max(0, start - 40), end)
        yield Introduction(behind.start("name"), behind["name"], lead[0] if lead is not None else text[start:end])
        return
    comma = text.rfind(", ", max(0, start - REACH), start)
    if comma < 0:
        return
    name = pattern("name_before").search(text, max(0, comma - REACH), comma)
    role = pattern("role").match(text, comma + 2, min(len(text), comma + APPOSITION))
    if name is not None and role is not None and role.end() >= end:
        yield Introduction(name.start("name"), name["name"], role[0].strip(" ,"))


def _described(text: str) -> Iterator[Introduction]:
    """People who speak and are described in words that are no listed role: "said Lin Botao, a corn breeder at ..."."""
    for comma in DESCRIBED.finditer(text):
        name = pattern("name_before").search(text, max(0, comma.start() - REACH), comma.start())
        if name is None or has_head(name["name"]):
            continue
        words = pattern("description").match(text, comma.end(), min(len(text), comma.end() + APPOSITION))
        if words is None:
            continue
        speaks = pattern("speaks_before").search(text, max(0, name.start() - 20), name.start())
        person = words[0].startswith(("who ", "speaking for "))
        if person or speaks is not None or pattern("speaks_behind").match(text, words.end()) is not None:
            yield Introduction(name.start("name"), name["name"], words[0].strip())


def _aged(text: str) -> Iterator[Introduction]:
    """People of whom only the age is told: "Zhang Hua, 54, grew up by the sea"."""
    for age in AGE.finditer(text):
        name = pattern("name_before").search(text, max(0, age.start() - REACH), age.start())
        if name is not None and not has_head(name["name"]):
            yield Introduction(name.start("name"), name["name"], "")


def _polite(text: str) -> Iterator[Introduction]:
    """People who are named in full with an honorific once: "a mission led by Mr. Tom Brand"."""
    for found in pattern("polite").finditer(text):
        if not has_head(found["name"]):
            yield Introduction(found.start("name"), found["name"], "")


def _organization(text: str, start: int, end: int) -> Iterator[Organization]:
    left = pattern("left").search(text, max(0, start - REACH), start)
    right = pattern("of").match(text, end)
    first = left.start() if left is not None else start
    name = text[first : right.end() if right is not None else end].strip()
    if " " in name:
        yield Organization(first, name)


def _ministry(text: str, start: int, word: str) -> Iterator[Organization]:
    found = pattern("minister").match(text, start) if word.lower() == "minister" else None
    if found is not None:
        yield Organization(start, "Ministry of " + _capitals(found["of"]))


def _capitals(words: str) -> str:
    return " ".join(
        word if word in ("and", "of", "for", "the") else word[:1].upper() + word[1:] for word in words.split()
    )


@functools.cache
def _heads() -> tuple[frozenset[str], frozenset[str]]:
    """Last words of roles in small letters; heads of organizations' names with a capital."""
    roles = frozenset(regex.split(r"[ -]", role)[-1].lower() for role in PATTERNS.vocabulary["role"])
    heads = {head.capitalize() for head in PATTERNS.vocabulary["organization"] if " " not in head}
    heads |= set(PATTERNS.vocabulary["known_house"])
    heads |= {word.rstrip(".") for word in PATTERNS.vocabulary["company_suffix"]}
    return roles, frozenset(heads.difference(PATTERNS.vocabulary["small_head"]))


@functools.cache
def pattern(name: str) -> regex.Pattern[str]:
    templates = {
        # behind "of" the last two words are the name: "Vice Minister of Civil Affairs Lin Botao"
        "led": (
            rf" (?:(?:of|for) (?:the )?(?:(?:{CAP}|and) ){{0,5}}?{CAP} "
            rf"(?=(?:\([A-Z]{{2,9}}\) )?(?:$honorific )?{CAP} {CAP}(?: {HYPHENED})?(?! {CAP})))?"
            rf"(?:\([A-Z]{{2,9}}\) )?(?:$honorific )?(?P<name>{CAP}(?: {CAP}){{0,3}})"
        ),
        # "Union Minister of New and Renewable Energy, Shri Pralhad Rao"
        "office_comma": (
            rf"(?P<office>(?-i:\w+)(?: (?:of|for) (?:the )?(?:(?:{CAP}|and) ){{0,6}}{CAP})?),"
            rf" (?:(?:$honorific )(?P<name>{CAP}(?: {CAP}){{0,3}})(?=[,.;]| (?:$say|$told|$adverb)\b|$))"
        ),
        "polite": rf"\b(?-i:Mr|Ms|Mrs|Dr|Prof)\.? (?P<name>{CAP}(?: {CAP}){{1,2}})(?! (?-i:[A-Z]))",
        "led_comma": rf", (?P<name>{CAP}(?: {CAP}){{1,3}})(?=[.;]|, (?-i:[a-z])|$)",  # "its founder, Lin Botao, said"
        "lead": rf"(?:{CAP} ){{0,2}}"
        r"(?:(?:vice|deputy|general|chief|executive|acting|press|prime)[ -])?(?-i:\w{1,40})$",
        "name_before": (
            rf"(?<![\w'-])(?!$honorific )(?P<name>{CAP}(?: {CAP}| (?-i:[A-Z]\.)){{1,3}})(?: \([^)]{{1,40}}\))?$"
        ),
        "role": r"(?:also )?(?:an? |the )?(?:(?!$stop\b)[\w'-]+ ){0,4}$role\b(?! of whom)[^,.;:\"()\n]{0,160}",
        "description": r"(?:an?|the|one of|who|speaking for|representing) (?-i:[a-z])[^,.;:\"()\n]{2,160}"
        r"|(?:for|from|with|of|representing) (?:the )?(?-i:[A-Z])[^,.;:\"\n]{2,120}",
        "speaks_before": r"\b$inverted (?:$honorific )?$",
        "speaks_behind": r", (?:$adverb )?(?:$say|$inverted|$told)\b",
        "left": rf"(?:{CAP} (?:(?:of |for |and |& |the )?){{0,1}}){{1,8}}$",
        "of": OF_NAME,
        "minister": OF_MINISTER,
    }
    return PATTERNS.expression(templates[name])
