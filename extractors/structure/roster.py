"""Who is on the podium: rosters, introductions and titles -> persons with role and organization."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from extractors.records import Person
from extractors.structure.layout import Block
from extractors.structure.names import NAME, NAME_ONLY, honorific_words, normal_case, split_title, without_honorific
from patterns import load

LONGEST_LINE = 400
LONGEST_TITLE = 120
HONORIFIC = r"(?:Mr|Ms|Mrs|Miss|Mdm|Madam|Madame|Dr|Prof|Professor|Sir)\.? "
NATIVE = r"(?:\s?\((?P<native>[^()]{1,30})\))?"
PERSON_LINE = re.compile(
    rf"^(?:[-\u2013•*] )?(?P<name>{NAME}){NATIVE}\s?(?:,|\s[-\u2013\u2014]|\s{{2,}}|\|)\s{{0,3}}"
    r"(?P<role>\S.{1,350}?)[;.,]?$"
)
SECTION_AND_PERSON = re.compile(r"^(?P<section>[A-Za-z ]{4,40})\s?:\s?(?P<rest>.{0,300})$")
INTRODUCED = re.compile(
    rf"{HONORIFIC}(?P<name>{NAME}){NATIVE},\s(?P<role>[^;.:?!]{{3,220}}?)"
    rf"(?=[;.:?!]|,? and (?:also )?{HONORIFIC}|, {HONORIFIC}|,? who\b|,? will\b|,? and I\b|$)"
)
OUR_OFFICER = re.compile(
    rf"(?P<name>{NAME}), (?:our|the company's) (?P<role>[A-Za-z][\w &/-]{{1,60}}?)(?=[,;.]|, and| and |$)"
)
OFFICE_AND_NAME = re.compile(
    rf"\bthe (?P<role>[A-Z][\w' -]{{3,60}}(?:,? (?:and|for) [\w' -]{{3,40}}){{0,2}}), {HONORIFIC}(?P<name>{NAME})"
)
TITLE_BRIEFERS = re.compile(r"\b(?:by|with|BY|WITH)\s(?P<list>(?:the )?[A-Z].{3,300})$")
ROLE_BEHIND = re.compile(
    r"(?:\s?\((?P<native>[^()]{1,30})\))?, (?:the )?(?P<role>[^;.:?!]{3,160}?)"
    r"(?=,? (?:said|told|took|takes|answer\w*|held|met|gave|briefed|presented|attended|who|will|has)\b"
    r"|[;.:?!]|, (?:[A-Z]|(?:since|as of|by|during|over|last|this|in (?:the|\d|[A-Z]))\b)|$)"
)
ROLE_BEFORE = re.compile(r"\b(?P<role>(?:[A-Z][\w-]{1,30} ){1,4})$")
NAME_AND_HOUSE = re.compile(rf"^(?P<name>{NAME}) (?:[-\u2013\u2014]|--) \S")
KEY = re.compile(r"\b(?:speaker )?key:?\s", re.IGNORECASE)
KEY_INITIALS = re.compile(r"(?<![\w.])(?P<initials>[A-Z]{2,3})\s+(?=(?:Dr|Mr|Ms|Mrs|Prof)?\.? ?[A-Z][a-z])")

OF_AN_ORGANIZATION = re.compile(r"\s(?:of|at|with|from|in|for) (?:the (?=[A-Z])|(?=[A-Z]{2,6}\b|(?-i:[A-Z]\w+'s )))")
LISTED = re.compile(r"(?!\d)[^.!?:]{3,160}$")  # what stands behind a name of a list, whatever its words
SPOKEN = re.compile(
    r": |[a-z]{3}[.!?] [A-Z]"
)  # a colon, or a second sentence: then somebody speaks, or a report goes on
ABBREVIATION = re.compile(r"\s?\([A-Z][\w&.-]{1,11}\)")


@dataclass(frozen=True)
class Roster:
    """The persons of a page's roster in order; `blocks`: where it stands; `keys`: initials used as labels.

    `askers`: names of analysts and journalists whom a call's list of participants gives.
    """

    persons: tuple[Person, ...] = ()
    chairs: frozenset[str] = frozenset()
    blocks: frozenset[int] = frozenset()
    keys: tuple[tuple[str, str], ...] = ()
    askers: frozenset[str] = frozenset()


def read_roster(blocks: Sequence[Block], numbers: Sequence[int]) -> Roster:
    """The roster in these blocks (those between title and first turn)."""
    entries: list[tuple[Person, bool]] = []
    used: set[int] = set()
    keys: list[tuple[str, str]] = []
    askers: set[str] = set()
    current = ""
    for place, number in enumerate(numbers):
        section, text = _section(blocks[number].text)
        if section is not None:
            current = section
            used.add(number)
        if (number in used and section is None) or len(text) > LONGEST_LINE:
            continue
        if KEY.match(text[:30]):
            keys += read_key(text)
            used.add(number)
            continue
        asker = NAME_AND_HOUSE.match(text) if current in load("structure").words("asker_sections") else None
        if asker is not None:
            askers.add(asker["name"])
            used.add(number)
            continue
        joined = _with_next_line(text, blocks, numbers[place + 1 : place + 2])
        in_list = bool(current)
        found = [person for piece in joined.split(";") if (person := read_person(piece.strip(), in_list)) is not None]
        chairs_now = current in load("structure").words("chair_sections")
        entries += ((person, chairs_now) for person in found)
        if found:
            used |= {number, *(numbers[place + 1 : place + 2] if joined != text else ())}
    persons = merge_persons([*(person for person, _ in entries), *(Person(name) for _, name in keys)])
    chairs = frozenset(person.name for person, chair in entries if chair)
    return Roster(tuple(persons), chairs, frozenset(used), tuple(keys), frozenset(askers))


def merge_persons(persons: Iterable[Person]) -> list[Person]:
    """One record a name, with what any of them knows; the first to know it counts."""
    merged: dict[str, Person] = {}
    for person in persons:
        known = merged.get(person.name, person)
        merged[person.name] = Person(
            person.name,
            known.role or person.role,
            known.organization or person.organization,
            known.native_name or person.native_name,
        )
    return list(merged.values())


def _section(text: str) -> tuple[str | None, str]:
    """ "SPEAKERS: Jo Hartley, Director" -> ("speakers", "Jo Hartley, Director"); (None, text) for other lines."""
    if len(text) > LONGEST_LINE:
        return None, text
    found = SECTION_AND_PERSON.match(text)
    head = (found["section"] if found else text).strip().lower()
    if head in load("structure").words("sections"):
        return head, found["rest"].strip() if found else ""
    return None, text


def _with_next_line(text: str, blocks: Sequence[Block], following: Sequence[int]) -> str:
    """A `Name,` line and the role on the line below are one entry; a name without a comma too, if a role touches it."""
    if not following or not NAME_ONLY.match(text.removesuffix(",")):
        return text
    below = blocks[following[0]]
    if text.endswith(",") and len(below.text) <= LONGEST_LINE:
        return f"{text} {below.text}"
    touches = not below.gap and len(below.text) <= LONGEST_TITLE and below.text[-1] not in ".:!?"
    if touches and _role_line().match(below.text) and not is_role(text):
        return f"{text}, {below.text}"
    return text


def read_person(line: str, listed: bool = False) -> Person | None:
    """A roster line, "Mr. Lin Botao, vice minister of commerce" -> the person; None for any other line.

    `listed`: it stands under "Speakers" or the like, so that what is behind the name needs no known word of a role.
    """
    if len(line) > LONGEST_LINE:
        return None
    found = PERSON_LINE.match(line)
    if found is None or SPOKEN.search(found["role"]):
        return None
    if not is_role(found["role"]) and not (listed and LISTED.match(found["role"])):
        return None
    rank, name = split_title(without_honorific(found["name"]))
    if not rank or " " not in name:
        name = without_honorific(found["name"])
    if not _is_name(name):
        return None
    role, organization = split_role(found["role"])
    return Person(normal_case(name), role, organization, found["native"])


@functools.cache
def _role_line() -> re.Pattern[str]:
    roles = "|".join(map(re.escape, sorted(load("structure").words("role_words"), key=len, reverse=True)))
    return re.compile(rf"(?:(?:the|senior|first|acting|chief|deputy) )*(?:{roles})\b", re.IGNORECASE)


def _is_name(name: str) -> bool:
    words = name.split()
    if len(words) < 2 or len(words) > 5:
        return False
    return not {word.lower().strip(".") for word in words} & load("structure").words("no_label_words")


@functools.lru_cache(maxsize=1024)
def is_role(text: str) -> bool:
    """Whether a phrase behind a name opens like a role: a role word among its first words."""
    words = re.findall(r"[\w-]+", text.lower())[:6]
    pairs = {f"{one} {two}" for one, two in pairwise(words)}
    return bool((set(words) | pairs) & load("structure").words("role_words"))


def split_role(text: str) -> tuple[str, str | None]:
    """Role and organization: the words before and behind "of the", "director general" + "Bureau of X of the Ministry".

    Of several roles the first counts. "minister of commerce" has no organization of its own.
    """
    first = _first_role(" ".join(text.split()).strip(" ,;."))
    found = OF_AN_ORGANIZATION.search(first)
    if found is None:
        head, comma, rest = first.partition(", ")
        if comma and rest[:1].isupper() and not is_role(rest):
            return head, ABBREVIATION.sub("", rest).strip() or None
        return ABBREVIATION.sub("", first), None
    organization = ABBREVIATION.sub("", first[found.end() :]).strip(" ,")
    return first[: found.start()].strip(" ,"), organization or None


def _first_role(text: str) -> str:
    """Cut "..., and head of the Office" and the like behind the first role."""
    for found in re.finditer(r",? and (?:also )?(?:the |a |an |its )?|, (?:the |a |an |and )?", text):
        following = text[found.end() : found.end() + 40]
        role = re.match(r"(?:[\w-]+ ){0,2}?[\w-]+(?= (?:of|at|for|in|with)\b)", following)
        if (
            role is not None
            and following[:1].islower()
            and is_role(role[0])
            and re.search(r"\b(?:of|at|for|with)\b", text[: found.start()])
        ):
            return text[: found.start()]
    return text


def read_key(text: str) -> Iterator[tuple[str, str]]:
    """ "Speaker key: AB Ann Bell CD Dr Cora Dunn" -> (initials, name) pairs."""
    found = list(KEY_INITIALS.finditer(text))
    for one, two in zip_longest(found, found[1:]):
        name = text[one.end() : two.start() if two else len(text)].strip(" ,;|")
        if name:
            yield one["initials"], without_honorific(name)


def introductions(text: str) -> Iterator[Person]:
    """Persons whom running text introduces: "we are joined by Mr. Lin Botao, vice minister of commerce; ..."."""
    for found in OFFICE_AND_NAME.finditer(text):
        if is_role(found["role"]) and NAME_ONLY.match(found["name"]):
            yield Person(found["name"], found["role"])
    for found in INTRODUCED.finditer(text):
        if is_role(found["role"]) and not found["role"].startswith("and "):
            role, organization = split_role(found["role"])
            yield Person(found["name"], role, organization, found["native"])
    for found in OUR_OFFICER.finditer(text):
        if is_role(found["role"]):
            yield Person(found["name"], found["role"])


def title_persons(title: str) -> Iterator[Person]:
    """ "Press Briefing by Press Secretary Jo Hartley and OMB Director May Cole" -> both."""
    found = TITLE_BRIEFERS.search(title)
    if found is None:
        return
    for piece in re.split(r",? and |, | AND ", found["list"]):
        words = re.split(r"\s(?:on|at|in|to|ON|AT|IN|for|aboard|Aboard|ABOARD)\s|[(:,]", piece.strip(), maxsplit=1)[0]
        role, name = split_title(words)
        if role and not _only_honorifics(role) and NAME_ONLY.match(name) and len(name.split()) <= 4:
            yield Person(normal_case(name), normal_case(role) if role.isupper() else role)


def _only_honorifics(words: str) -> bool:
    return all(word.rstrip(".").lower() in honorific_words() for word in words.split())


def describe(name: str, text: str) -> Person:
    """A person whom only labels name, with the role that the text gives near the name, if it does."""
    place = text.find(name)
    while place >= 0:
        person = _described(name, text, place)
        if person is not None:
            return person
        place = text.find(name, place + len(name))
    return Person(name)


def _described(name: str, text: str, place: int) -> Person | None:
    found = ROLE_BEHIND.match(text, place + len(name))
    if found is not None and is_role(found["role"]):
        role, organization = split_role(found["role"].rstrip(","))
        return Person(name, role, organization, found["native"])
    before = ROLE_BEFORE.search(text, max(0, place - 100), place)
    if before is None:
        return None
    role, rest = split_title(before["role"].strip())
    return Person(name, role) if role and not rest and not _only_honorifics(role) else None


def with_role(person: Person, role: str | None) -> Person:
    """The person, with the role that a label gives where nothing else does."""
    if role is None or person.role is not None:
        return person
    words, organization = split_role(role)
    return replace(person, role=words, organization=organization)


def is_section(blocks: Sequence[Block], number: int) -> bool:
    """Whether a line opens a part of the roster: "Speakers", or "MODERATOR:" over or before a person.

    "Moderator:" may be a turn label too; then no person's line follows.
    """
    section, rest = _section(blocks[number].text)
    if section is None:
        return False
    following = rest or (blocks[number + 1].text if number + 1 < len(blocks) else "")
    if section in load("structure").words("asker_sections"):
        return NAME_AND_HOUSE.match(following) is not None
    return NAME_ONLY.match(following.rstrip(",")) is not None or read_person(following.split(";")[0], True) is not None
