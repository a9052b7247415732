"""Whom labels mean: persons of the roster by name, office or initials, media, or nobody in particular."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from extractors.records import Person
from extractors.structure.labels import Label, outlet_words, split_label
from extractors.structure.lines import journalist, split_asker
from extractors.structure.names import (
    BRACKETS,
    NAME,
    NAME_ONLY,
    POSSESSIVE,
    WORD,
    honorific_words,
    misspelt,
    name_key,
    normal_case,
    split_title,
)
from extractors.structure.roster import describe, read_person, with_role
from patterns import load

Role = Literal["answer", "question", "chair", "statement"]
Kind = Literal[
    "question", "answer", "chair", "anonymous", "known", "outlet", "person", "office", "name", "word", "other"
]

JOURNALIST = re.compile(
    r"^(?:an?|the) (?:journalist|reporter|correspondent|representative) (?:from|of|with) (?:the )?(?P<outlet>.+)$",
    re.IGNORECASE,
)
SITE = re.compile(r"\w\.(?:com|cn|net|org|hk)\b", re.IGNORECASE)
# What stands before a name that is a person's in full: "Gaggle by Jo Hartley", "I'm Jo Hartley".
NAMED_SO = (
    r"\b(?:[Bb]y|BY|[Ww]ith|WITH|This is|this is|I am|I'm|[Nn]ame is"
    r"|(?:Mr|Ms|Mrs|Dr|Minister|Director|Governor|Secretary|Spokesperson|Spokesman|Spokeswoman|President)\.?) "
)
OFFICE_AND_NAME = re.compile(rf"(?:The )?(?P<office>[A-Z][^()]{{3,80}}) \((?P<name>{NAME})\)")  # of parliaments
MOST_COMPARED = 40  # no podium is larger; in a longer list a misspelt name could be anybody


class Cast:
    """The persons of a document, found by what labels call them."""

    def __init__(
        self,
        persons: Iterable[Person],
        keys: Iterable[tuple[str, str]] = (),
        askers: frozenset[str] = frozenset(),
    ) -> None:
        self.askers = askers
        self.persons: list[Person] = []
        self._by_word: dict[str, list[Person]] = {}
        self._keys = dict(keys)
        for person in persons:
            self.add(person)

    def add(self, person: Person) -> Person:
        """Take in one more person."""
        self.persons.append(person)
        for word in set(name_key(person.name)):
            self._by_word.setdefault(word, []).append(person)
        return person

    def find(self, label: str) -> Person | None:
        """The person a label means; None where it is nobody here, or could be two."""
        title, name = split_title(POSSESSIVE.sub("", self._keys.get(label, label)))
        return self._by_name(name_key(name), title) if name else self._by_office(title)

    def _by_name(self, key: tuple[str, ...], title: str) -> Person | None:
        if not key:
            return None
        same = [person for person in self._by_word.get(key[0], ()) if set(key) <= set(name_key(person.name))]
        exact = [person for person in same if name_key(person.name) == key]
        if not same and len(key) > 1 and len(self.persons) <= MOST_COMPARED:
            same = [person for person in self.persons if misspelt(key, name_key(person.name))]
        same = exact or same
        if len(same) > 1 and title:
            same = [person for person in same if person.role and _words(title) & _words(person.role)] or same
        return same[0] if len(same) == 1 else None

    def _by_office(self, office: str) -> Person | None:
        words = _words(office)
        holders = [person for person in self.persons[:MOST_COMPARED] if person.role and words <= _words(person.role)]
        same = [person for person in holders if person.role and words == _words(person.role)]
        found = same or holders
        return found[0] if words and len(found) == 1 else None


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w-]+", text.lower())) - {"the"}


def kind_of(label: Label, cast: Cast) -> Kind:
    """What a label's words are."""
    patterns = load("structure")
    lower = label.name.lower()
    if label.shape in ("script", "narration"):
        return "person" if label.shape == "script" else "chair"
    if label.shape == "question" or lower in patterns.words("question_labels"):
        return "question"
    if label.shape == "answer" or lower in patterns.words("answer_labels"):
        return "answer"
    if label.shape == "anonymous":
        return "anonymous"
    if lower in patterns.words("chair_labels"):
        return "chair"
    if label.shape == "initials" or label.name in cast.askers or cast.find(bare_label(label.name)[0]) is not None:
        return "known"
    return _kind_of_words(label.name)


def _kind_of_words(name: str) -> Kind:
    if is_outlet(name):
        return "outlet"
    bare = bare_label(name)[0]
    title, rest = split_title(bare)
    if title:
        return "person" if rest else "office"
    if " " not in bare:
        return "word"
    return "name" if NAME_ONLY.match(BRACKETS.sub("", bare)) else "other"


@functools.lru_cache(maxsize=1024)
def is_outlet(name: str) -> bool:
    """Whether a label is a medium by its words: "Harbour Daily", "ThePaper.cn", "A journalist from CNR"."""
    if JOURNALIST.match(name) or SITE.search(name):
        return True
    name = _press_office().sub("", name)
    bare = {word.strip(".,'\"()").lower().removesuffix("'s") for word in name.split()}
    phrases = [phrase for phrase in load("structure").words("outlet_words") if " " in phrase]
    return bool(bare & outlet_words()) or any(phrase in name.lower() for phrase in phrases)


@functools.cache
def _press_office() -> re.Pattern[str]:
    """ "Press Secretary" and the like: "Press" alone makes a medium."""
    offices = [title for title in load("structure").vocabulary["titles"] if " " in title]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, offices)) + r")\b", re.IGNORECASE)


def bare_label(name: str) -> tuple[str, str | None]:
    """A label's name and the role behind it: "Lin Botao, PBC spokesperson" -> ("Lin Botao", "PBC spokesperson")."""
    head, role = split_label(name)
    return POSSESSIVE.sub("", head), role


def resolve(label: Label, cast: Cast, asks: bool, front: str) -> tuple[Person | None, Role]:
    """The person behind a label and what he does; a person whom only labels name joins the cast.

    `asks`: whether what stands behind the label is mostly questions; `front`: the text that introduces people.
    """
    kind = kind_of(label, cast)
    if kind == "question":
        return None, "question"
    if kind in ("answer", "anonymous"):
        return None, "answer"
    bare, role = bare_label(label.name)
    found = cast.find(bare)
    if found is not None and found.name.lower() in load("structure").words("question_labels"):
        return None, "question"
    if found is not None:
        # A key of initials lists the journalists too.
        return found, "question" if asks and label.shape == "initials" else "answer"
    if kind == "chair":
        return None, "chair"
    if label.shape == "initials":
        return None, "question"  # of nobody whom the page introduces
    if label.name in cast.askers:
        return Person(label.name), "question"
    if kind == "outlet" or (kind in ("name", "word", "other") and asks):
        return _asker(label), "question"
    return cast.add(_new_person(bare, role or label.role, front)), "answer"


def _asker(label: Label) -> Person:
    """ "Ed Cole, Harbour News" is a person with his medium; other labels of those who ask are the medium's name."""
    name, house = split_asker(label.name) or (label.name, "")
    head, role = split_label(label.name)
    if role and not is_outlet(role) and NAME_ONLY.match(head):
        return Person(normal_case(head), normal_case(role))
    if house and not is_outlet(name) and NAME_ONLY.match(name) and (is_outlet(house) or "(" in label.name):
        return journalist(label.name)
    return Person(_outlet_name(label))


def _outlet_name(label: Label) -> str:
    journalist = JOURNALIST.match(label.name)
    if journalist is not None:
        return journalist["outlet"]
    # Labels that end in a full stop are all capitals; acronyms before a colon are the outlet's own.
    return normal_case(label.name) if label.shape == "stop" else label.name


def _new_person(name: str, role: str | None, front: str) -> Person:
    title, bare = split_title(name)
    office = OFFICE_AND_NAME.fullmatch(name)
    if office is not None and split_title(office["office"])[0]:
        return Person(normal_case(office["name"]), office["office"])
    if not bare:
        return Person(normal_case(name))
    person = describe(normal_case(bare), front) if " " in bare else _by_surname(bare, front)
    if (
        title
        and person.role is None
        and any(word.rstrip(".").lower() not in honorific_words() for word in title.split())
    ):
        person = replace(person, role=normal_case(title))
    return with_role(person, role)


def _by_surname(surname: str, front: str) -> Person:
    """The person whose full name and role the front gives: "LEILA HADDAD, Director" for "MS. HADDAD"."""
    for found in re.finditer(rf"(?im)^\W{{0,4}}(?P<line>(?:{WORD} ){{1,3}}{re.escape(surname)}\b.{{0,300}})$", front):
        person = read_person(found["line"].strip())
        if person is not None:
            return person
    name = normal_case(surname)
    for found in re.finditer(rf"\b(?:{name} [A-Z][\w-]+|[A-Z][\w-]+ {name})\b(?! [A-Z])", front):
        person = describe(found[0], front)
        if person.role is not None:
            return person
    named = re.search(rf"{NAMED_SO}(?P<name>(?:[A-Z][\w.-]{{0,20}} ){{1,3}}{re.escape(name)})\b", front)
    if named is not None and split_title(named["name"])[0] == "":
        return Person(named["name"])
    return describe(name, front)


def only_briefer(people: Sequence[tuple[Person | None, Role]]) -> Person | None:
    """The one person who answers, if there is just one."""
    briefers = {person for person, role in people if person is not None and role == "answer"}
    return next(iter(briefers)) if len(briefers) == 1 else None
