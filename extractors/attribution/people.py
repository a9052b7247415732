"""The people and organizations of a document: named once in full, then by surname, by office or as "the ministry"."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

import regex

from extractors.attribution.grammar import PATTERNS
from extractors.attribution.introductions import (
    Introduction,
    Introductions,
    Organization,
    find_introductions,
    has_head,
    ministry_of,
)
from extractors.attribution.mentions import is_place, is_spelt_out_always, told_in_full
from extractors.records import Document, Person
from extractors.structure.abbreviations import abbreviations


class Nearest:
    """Names by place."""

    def __init__(self, found: Sequence[tuple[int, str]]) -> None:
        self._places = [place for place, _ in found]
        self._names = [name for _, name in found]

    def before(self, position: int) -> str | None:
        """The last name before this place."""
        index = bisect_right(self._places, position)
        return self._names[index - 1] if index else None

    def nearest(self, position: int) -> str | None:
        """The last name before this place, else the first behind it."""
        return self.before(position) or (self._names[0] if self._names else None)


class People:
    """Who is who in one document. Answers depend on the place that asks, as the nearest name before it wins."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._normal = document.normal
        self._roster = document.speakers
        self._holders: dict[str, Nearest] = {}
        self._kinds: dict[str, Nearest] = {}

    @functools.cached_property
    def abbreviations(self) -> dict[str, str]:
        """ "NBS" -> "National Bureau of Statistics", where the document explains it."""
        return abbreviations(self._document)

    @functools.cached_property
    def organizations(self) -> tuple[Organization, ...]:
        """Every full name of an organization, in order; "minister of finance" gives the Ministry of Finance."""
        short = [
            Organization(found.start(), self.abbreviations[found[0]])
            for found in (_pattern("short").finditer(self._normal) if self.abbreviations else ())
            if found[0] in self.abbreviations
        ]
        known = [
            Organization(found.start(), self.spelt_by(found[0]) or found[0])
            for found in _pattern("short").finditer(self._normal)
            if found[0] in PATTERNS.vocabulary["known_short"] and found[0] not in self.abbreviations
        ]
        return tuple(sorted([*self._introductions.organizations, *short, *known], key=lambda entry: entry.position))

    @functools.cached_property
    def _introductions(self) -> Introductions:
        return find_introductions(self._normal)

    def person(self, name: str, position: int, role: str | None = None) -> Person:
        """The person of that name in fullest form, with role and organization from wherever the document gives them.

        A surname or given name alone is the nearest such person before `position`, else the first behind it.
        """
        name = _plain(name)
        full = self._full_name(name, position)
        for known in self._roster:
            if known.name == full:
                return replace(known, native_name=None)
        if role is None or role.startswith(("who ", "which ")):
            role = self._roles.get(full)
        if role is None:
            return Person(full)
        house = _pattern("with_whom").fullmatch(role)
        if house is not None:
            return Person(full, None, self.organization(house["of"], position))
        office, organization = self.office(role, position)
        return Person(full, office, organization)

    def plain(self, name: str) -> str:
        """The name without honorific and article."""
        return _plain(_bare(name))

    def of_house(self, name: str) -> tuple[str, str | None]:
        """ "Zhao Lin of the Ministry of Tides" -> ("Zhao Lin", "the Ministry of Tides"); other names stay whole."""
        who, between, house = _split_house(name)
        if house and " " not in who and self.is_organization(_bare(house)):
            surname = between == " of " and house.startswith("the ") and _could_be_surname(who)
            return (who, house) if surname or self.is_person(who) else (name, None)  # "Zhao of the Ministry of Tides"
        if not house or not 1 < len(who.split()) < 4 or has_head(who):
            return name, None
        plainly = between.strip() != "of" or _could_be_somebody(who)
        if "Nations" not in who and (plainly or self.is_organization(_bare(house))):
            return who, house
        return name, None

    def is_organization(self, name: str) -> bool:
        """Whether the name has the head of an organization's, such as Bureau, or is an abbreviation."""
        return has_head(name) or (name.isupper() and len(name) > 1) or " & " in name

    def introduced_between(self, start: int, end: int) -> Person | None:
        """The last person who is introduced with a role in a stretch of the text."""
        index = bisect_right(self._people, end - 1, key=lambda entry: entry.position) - 1
        if index < 0 or self._people[index].position < start:
            return None
        return self.person(self._people[index].name, self._people[index].position)

    def is_person(self, name: str) -> bool:
        """Whether the document introduces somebody of this full name or surname."""
        return name in self._known

    def is_told_of(self, name: str, position: int) -> bool:
        """Whether a surname's full name stood before, without a role: "Yan Wenmei climbs a tree. ... said Yan"."""
        if " " in name or self.is_organization(name) or name in self._companies:
            return False
        return told_in_full(self._normal, name, position) is not None and not is_place(self._normal, name)

    def is_place(self, name: str) -> bool:
        """Whether the text, or everybody, calls a place so."""
        return name.lower() in PATTERNS.words("place") or is_place(self._normal, name)

    def is_like_a_house(self, name: str, times: int = 2) -> bool:
        """Whether a name that nothing explains is used as those of houses are."""
        return is_spelt_out_always(self._normal, name, times)

    def office(self, role: str, position: int) -> tuple[str, str | None]:
        """ "an economist at Hengtai Securities" -> ("economist", "Hengtai Securities")."""
        role = _pattern("brackets").sub("", role)
        found = _pattern("office").fullmatch(role)
        if found is not None:
            return _bare(found["office"]), self.organization(found["of"], position)
        ministry = ministry_of(role)
        if ministry is not None:
            return _bare(ministry[0]), ministry[1]
        return _bare(role), None

    def organization(self, text: str, position: int) -> str:
        """The organization in fullest form, without article; "the ministry" and "the NBS" become names."""
        name = _bare(text.strip())
        if name in self.abbreviations:
            return self.abbreviations[name]
        small = name.rsplit("'s ", 1)[-1]
        if name.istitle() and name.lower() in PATTERNS.words("second_name"):
            return self._pointed_back(name.lower(), position) or name  # "The Bank expects"
        if small[:1].islower():
            return self._pointed_back(small, position) or name
        owned = _pattern("owned").fullmatch(name)
        if owned is not None and owned["rest"] in self._full_names:
            return owned["rest"]
        return self._companies.get(name, name)

    def spelt_out(self, words: str) -> str | None:
        """The full name of the house whose abbreviation is among these words: "senior NBS official"."""
        for short in _pattern("short").findall(words):
            if short in self.abbreviations:
                return self.abbreviations[short]
            full = self.spelt_by(short) if len(short) > 2 else None
            if full is not None:
                return full
        return None

    def spelt_by(self, short: str) -> str | None:
        """The name of a house in the document whose capitals are this abbreviation."""
        for organization in self._introductions.organizations:
            if "".join(letter for letter in organization.name if letter.isupper()) == short:
                return organization.name
        return None

    def holder(self, head: str, position: int) -> Person | None:
        """Whom "the minister" or "the official" means: the last person before this place who holds such an office."""
        if head not in self._holders:
            self._holders[head] = Nearest(
                [(entry.position, entry.name) for entry in self._people if _holds(entry.role, head)]
            )
        name = self._holders[head].before(position)
        return self.person(name, position) if name is not None else None

    @functools.cached_property
    def _people(self) -> tuple[Introduction, ...]:
        return self._introductions.people

    @functools.cached_property
    def _roles(self) -> dict[str, str]:
        """Full name -> the fullest thing the document says about that person."""
        roles: dict[str, str] = {}
        for entry in self._people:
            if len(entry.role) > len(roles.get(entry.name, "")):
                roles[entry.name] = entry.role
        return roles

    @functools.cached_property
    def _by_name(self) -> dict[str, Nearest]:
        """Surname or given name -> the people so called, by place; the roster stands before the text."""
        places: dict[str, list[tuple[int, str]]] = {}
        roster = [(-1, person.name) for person in self._roster]
        for position, name in roster + [(entry.position, entry.name) for entry in self._people]:
            for word in set(_ends(name)):
                places.setdefault(word, []).append((position, name))
        return {word: Nearest(found) for word, found in places.items()}

    @functools.cached_property
    def _known(self) -> frozenset[str]:
        names = {person.name for person in self._roster}.union(entry.name for entry in self._people)
        return frozenset(names.union(*(name.split() for name in names)))

    @functools.cached_property
    def _full_names(self) -> frozenset[str]:
        return frozenset(entry.name for entry in self.organizations)

    @functools.cached_property
    def _companies(self) -> dict[str, str]:
        """ "Beiyue" -> "Beiyue Automation"."""
        suffixes = frozenset(PATTERNS.vocabulary["company_suffix"])
        found: dict[str, str] = {}
        for entry in self.organizations:
            first, *others = entry.name.split()
            if others and suffixes.issuperset(others):
                found.setdefault(first, entry.name)
        return found

    def _full_name(self, name: str, position: int) -> str:
        if " " in name:
            return name
        if name not in self._by_name:
            return told_in_full(self._normal, name, position) or name
        return self._by_name[name].nearest(position) or name

    def _spelt_with(self, words: list[str], key: str) -> str | None:
        """The one name of that kind that holds all these words: "transport ministry", "health regulator"."""
        wanted = {_stem(word) for word in words}
        kind = _pattern_of(key)
        named = {
            one.name
            for one in self.organizations
            if wanted <= {_stem(word) for word in one.name.split()} and kind.search(one.name)
        }
        return min(named, key=len) if named and all(name.startswith(min(named, key=len)) for name in named) else None

    def _pointed_back(self, small: str, position: int) -> str | None:
        """The name that "ministry" or "central bank" stands for: the nearest before, else the first behind."""
        table = PATTERNS.tables["stands_for"]
        words = small.split()
        key = next((" ".join(words[-count:]) for count in (2, 1) if " ".join(words[-count:]) in table), None)
        if key is None:
            return None
        own = [word for word in words[: len(words) - len(key.split())] if word not in PATTERNS.words("loose")]
        if own:
            return self._spelt_with(own, key)
        if key not in self._kinds:
            wanted = _pattern_of(key)
            found = [(one.position, _without_board(one.name, key)) for one in self.organizations]
            self._kinds[key] = Nearest([(position, name) for position, name in found if wanted.search(name)])
        if key in PATTERNS.words("company"):
            return self._kinds[key].before(position)  # one that is named only below is another
        return self._kinds[key].nearest(position)


def _stem(word: str) -> str:
    return word.lower().removesuffix("s")


def _without_board(name: str, kind: str) -> str:
    """ "Reserve Bank of Tideland Board" is the bank's, where the bank is meant."""
    first, joined, second = name.partition(" and the ")
    if joined and has_head(first) and has_head(second):  # two houses side by side
        name = first if _pattern_of(kind).search(first) else second
    house, _, board = name.rpartition(" ")
    governs = board in ("Board", "Committee", "Council") and board.lower() != kind
    return house if governs and _pattern_of(kind).search(house) else name


def _split_house(name: str) -> tuple[str, str, str]:
    """ "Hugo Stern at Petrologic Consulting" at its first small word."""
    found = _pattern("of_house").search(name)
    return (name[: found.start()], found[0], name[found.end() :]) if found is not None else (name, "", "")


def _could_be_surname(word: str) -> bool:
    lists = ("role", "people", "data", "paper", "topic", "organization")
    if word in PATTERNS.vocabulary["no_person"] or word.isupper() or has_head(word):
        return False
    return not any(word.lower() in PATTERNS.words(name) for name in lists)


def _could_be_somebody(who: str) -> bool:
    """Whether what stands before "of" can be a person: "Zhang Zhiwei of Pinpoint Asset Management"."""
    words = who.split()
    if words[-1] in PATTERNS.vocabulary["no_person"] or "'s" in who or words[0].isupper():
        return False
    return PATTERNS.words("topic").isdisjoint(word.lower() for word in words)


def _holds(role: str, head: str) -> bool:
    """Is this the role of a minister, an economist ...; for an official, any public one?"""
    words = regex.findall(r"[\w-]+", role.lower())
    return head in role.lower() or (head == "official" and not PATTERNS.words("public_role").isdisjoint(words))


def _ends(name: str) -> tuple[str, ...]:
    """The words that can be a surname: the first and the last; in "Chris Sun Yuk-han" the middle one."""
    words = name.split()
    return (*words[:2], words[-1]) if len(words) == 3 and "-" in words[-1] else (words[0], words[-1])


def _plain(name: str) -> str:
    """Without honorific and article."""
    return _pattern("honorific").sub("", name).strip()


def _bare(text: str) -> str:
    return _pattern("article").sub("", text).strip()


@functools.cache
def _pattern_of(key: str) -> regex.Pattern[str]:
    words = PATTERNS.tables["stands_for"][key]
    listed = [
        word for entry in words for word in (PATTERNS.vocabulary[entry[1:]] if entry.startswith("$") else (entry,))
    ]
    return regex.compile(r"\b(?:" + "|".join(regex.escape(word) for word in listed) + r")(?![\w-])")


@functools.cache
def _pattern(name: str) -> regex.Pattern[str]:
    templates = {
        "short": r"(?-i:\b[A-Z]{2,9}\b)",
        "brackets": r" \([^()]{1,40}\)",
        "with_whom": (
            r"(?:with|from|of|for|representing|speaking for) (?P<of>(?:the )?(?-i:[A-Z])[^,]{1,120}?)"
            r"(?:(?:,| in) .{0,80})?"
        ),
        "office": (
            r"(?P<office>.{3,160}?) (?:of|at|with|for|from|in)"
            r" (?P<of>(?:the )?(?-i:[A-Z])[^,]{1,120}?|(?:the|its) $organization)"
            r"(?:(?:,| who | which | that ).{0,200}| in .{0,60})?"
        ),
        "owned": r"(?!$apostrophe )(?-i:[A-Z][a-z]+)'s (?P<rest>.+)",
        "of_house": r" (?:of|at|from|with) (?-i:(?=the [A-Z]|[A-Z]))",
        "honorific": r"^(?:the )?(?:$honorific )+|^the ",
        "article": r"^(?:the|an?|also|its|his|her|their|our|your|former) ",
    }
    return PATTERNS.expression(templates[name])
