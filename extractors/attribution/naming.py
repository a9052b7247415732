"""From the words of a source to a name: "the official" to Lin Botao, "the NBS" to the National Bureau of Statistics."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.attribution.grammar import PATTERNS
from extractors.attribution.houses import (
    is_any_house,
    is_of_its_trade,
    is_own_paper,
    is_public,
    keeps,
    last_house,
    without_quantity,
    without_s,
)
from extractors.attribution.mentions import (
    measured_house,
    opening_subject,
    paragraph_start,
    paragraphs_before,
    sentences_of_somebody,
)
from extractors.attribution.people import People
from extractors.attribution.phrases import Phrase, is_paper, names_role
from extractors.records import Person

NEAR = 300  # code points before a pronoun in which the one it means may have been introduced


@dataclass
class Memory:
    """Whom the text has quoted so far, in order; filled while a document is read from top to bottom."""

    people: list[Person] = field(default_factory=list)
    last: Person | None = None
    she: set[str] = field(default_factory=set)
    he: set[str] = field(default_factory=set)
    humans: set[Person] = field(default_factory=set)
    papers: dict[str, str] = field(default_factory=dict)
    house: Person | None = None  # the organization that spoke last under its name
    heard_at: int = -1  # where the last clause stood

    def wrote(self, head: str, person: Person) -> None:
        """Somebody spoke "in a report": what "the report" below says is theirs."""
        self.papers[head] = person.organization or person.name

    def hear(self, person: Person) -> None:
        """Somebody spoke, or is named as the one whose words follow."""
        self.people.append(person)
        self.humans.add(person)


class Naming:
    """Resolves the sources of one document."""

    def __init__(self, normal: str, people: People) -> None:
        self._normal = normal
        self._people = people

    def credited(self, phrase: Phrase) -> str | None:
        """Whom a speaker credits: as the text names them, without article and honorific, abbreviations in full."""
        if phrase.form == "pronoun":
            return None
        if phrase.form == "common" and phrase.text.lower().startswith("our ") and phrase.head in PATTERNS.words("own"):
            return None  # "our January forecast had it at 3.3 percent": the speaker's own
        if phrase.form == "proper":
            if phrase.role is not None or self._people.is_person(phrase.name):
                return self._people.plain(phrase.name)
            return self._people.organization(self._people.plain(phrase.name), phrase.start)
        return self._common(phrase)

    def speaker(self, phrase: Phrase, memory: Memory) -> Person | None:
        """The person or organization that a reporting clause names; None for one that stays unnamed."""
        if phrase.form == "pronoun":
            return self._pronoun(phrase, memory)
        if phrase.form == "proper":
            office = self._people.plain(phrase.name).lower()
            if phrase.role is None and office in PATTERNS.words("public_role"):
                return self._people.holder(office, phrase.start)  # "the Minister said"
            return self._proper(phrase)
        if phrase.head in PATTERNS.words("role"):
            return self._office_holder(phrase, memory)
        if phrase.head in PATTERNS.words("paper") and phrase.owner is None and phrase.head in memory.papers:
            return Person(memory.papers[phrase.head])
        if phrase.owner is None and phrase.name.lower() in PATTERNS.words("company") and memory.house is not None:
            told = self._house_told_of(phrase.start, memory)
            if told is not None or not is_public(memory.house.name):
                return told or memory.house
        name = self._common(phrase)
        if name is None or name == "staff":
            return None
        if is_any_house(name):
            told = self._house_told_of(phrase.start, memory, 1 if memory.house is not None else 3)
            return told or self._unexplained(memory) or memory.house or Person(name)
        if is_of_its_trade(phrase) or is_own_paper(phrase):
            house = self._house_told_of(phrase.start, memory) or memory.house or last_house(phrase, memory.last)
            public = house is not None and is_public(house.name) and phrase.head != "statement"
            return Person(name) if house is None or public else house
        if phrase.head in PATTERNS.words("paper"):
            memory.papers[phrase.head] = name
        return Person(name)

    def is_human(self, phrase: Phrase, speaker: Person) -> bool:
        """Whether a source is a person, whom "he" or "she" can mean later."""
        if phrase.form == "common" and phrase.head not in PATTERNS.words("role"):
            return False
        if self._people.is_person(speaker.name):
            return True
        if phrase.form != "proper" or self._people.is_organization(speaker.name):
            return False
        if phrase.role is not None:  # "a foundry based in Wuxi" is none
            return phrase.role.startswith(("who ", "with ", "from ", "of ", "at ")) or names_role(phrase.role.lower())
        called = phrase.text.partition(phrase.name)[0].lower().split()
        if not PATTERNS.words("organization").isdisjoint(called):
            return False  # "consultancy Keane Hart"
        if " " not in speaker.name or self._people.is_place(speaker.name):
            return False
        return not self._people.is_like_a_house(speaker.name)

    def is_house(self, phrase: Phrase, speaker: Person) -> bool:
        """Whether a source is an organization under its name, which "the agency" can mean later."""
        proper = speaker.name[:1].isupper() and not is_paper(phrase) and not is_any_house(speaker.name)
        return proper and (phrase.form == "proper" or phrase.head in PATTERNS.words("organization"))

    def is_office(self, name: str) -> bool:
        """Whether a name is a public body's and not a news agency's."""
        return self._people.is_organization(name) and "News" not in name

    def _proper(self, phrase: Phrase) -> Person:
        name, house = self._people.of_house(self._people.plain(phrase.name))
        owner, mark, own = name.rpartition("'s ")
        if mark and (self._people.is_person(own) or self._people.is_told_of(own, phrase.start)):
            return self._people.person(own, phrase.start, phrase.role)  # "Brightmart's Dole"
        named = mark and len(own.split()) in (2, 3) and not self._people.is_organization(own)
        if mark and own.isalpha() and self._people.is_organization(owner) and self._is_a_surname(own):
            return self._people.person(own, phrase.start, f"of {owner}")  # "Bank of Tides's Polden"
        if named and not PATTERNS.words("paper") & set(own.lower().split()):
            name = own  # "Rystad's Jorge Leon", "Taiwan's Hon Tech"
            house = owner if self._people.is_organization(owner) else house  # "SSB's Espen Kristiansen"
        role = phrase.role if phrase.role or house is None else f"of {house}"
        if self._people.is_organization(name) and not self._people.is_person(name):
            return Person(self._people.organization(name, phrase.start))
        known = self._people.is_person(name) or self._people.is_told_of(name, phrase.start)
        if role is not None or known:
            return self._people.person(name, phrase.start, role)
        return Person(self._people.organization(name, phrase.start))

    def _is_a_surname(self, word: str) -> bool:
        if self._people.is_organization(word):
            return False
        return not any(word.lower() in PATTERNS.words(name) for name in ("paper", "data", "role", "people", "topic"))

    def _pronoun(self, phrase: Phrase, memory: Memory) -> Person | None:
        word = phrase.name.lower()
        if word in ("we", "i", "you"):
            return None
        if word in ("it", "they"):
            return self._it(word, phrase.start, memory)
        if phrase.name == "He" and self._mid_sentence(phrase.start):
            named = self._people.person("He", phrase.start)
            if " " in named.name:
                return named
        mine, other = (memory.he, memory.she) if word == "he" else (memory.she, memory.he)
        if word.startswith("the "):  # "the 34-year-old"
            mine, other = set(), set()
        near = self._just_introduced(phrase.start, memory) or self._opens_paragraph(phrase.start, memory)
        if near is not None and near.name not in other:
            mine.add(near.name)
            return near
        for person in reversed(memory.people):
            if person.name not in other:
                mine.add(person.name)
                return person
        return None

    def _just_introduced(self, position: int, memory: Memory) -> Person | None:
        """Whom the paragraph has introduced since the last speaker was named: "Minister Lin was calm. She said"."""
        first, second = [*(start for start, _ in paragraphs_before(self._normal, position, 2)), 0][:2]
        start = max(second, memory.heard_at if second < first else 0, position - NEAR)
        if memory.people:
            surname = memory.people[-1].name.split()[-1]
            start = max(start, self._normal.rfind(surname, 0, position) + len(surname))
        return self._people.introduced_between(start, position)

    def _opens_paragraph(self, position: int, memory: Memory) -> Person | None:
        """Of whom the paragraph tells from its first words: "Sun Mei moved to the village. "It is home," she said"."""
        for start, end in paragraphs_before(self._normal, position, 2):
            if memory.heard_at > start and start < paragraph_start(self._normal, position):
                return None  # somebody else spoke since
            if any(self._named_in(person, start, position) for person in memory.people[-1:]):
                return None
            for place in (start, *sentences_of_somebody(self._normal, start, end)):
                told = self._told_of(place, position)
                if told is not None:
                    return told
        return None

    def _told_of(self, start: int, position: int) -> Person | None:
        """The person with whom the paragraph at `start` opens."""
        subject = opening_subject(self._normal, start, position)
        if subject is None or subject.form != "proper":
            return None
        name = self._people.of_house(self._people.plain(subject.name))[0]
        if len(name.split()) > 4:
            return None
        if " " not in name and not (self._people.is_person(name) or self._people.is_told_of(name, start)):
            return None
        if self._people.is_organization(name) or is_paper(subject):
            return None
        if not PATTERNS.words("place").isdisjoint(name.lower().split()):
            return None
        return self._people.person(name, start, subject.role)

    def _it(self, word: str, position: int, memory: Memory) -> Person | None:
        """Which house or paper "it" or "they" is: the paragraph's subject, else who spoke last."""
        start = paragraph_start(self._normal, position)
        told = self._house_told_of(position, memory) if memory.heard_at < start else None
        if told is not None:
            return told
        if memory.heard_at < start and memory.last not in memory.humans:
            before = self._house_before(position, memory)
            if before is not None:
                return before
        return memory.last if word == "they" or memory.last not in memory.humans else None

    def _house_before(self, position: int, memory: Memory) -> Person | None:
        """The house with which the paragraph before opens, else the one that both paragraphs name alone."""
        first, start = [*(start for start, _ in paragraphs_before(self._normal, position, 2)), -1][:2]
        if start < 0 or memory.heard_at >= start:
            start = first
        told = self._house_told_of(position, memory, 2) if start < first else None
        if told is not None:
            return told
        named = {entry.name for entry in self._people.organizations if start <= entry.position < position}
        return Person(named.pop()) if len(named) == 1 else None

    def _house_told_of(self, position: int, memory: Memory, back: int = 1) -> Person | None:
        """The house of which a paragraph tells from its first words: "Keane & Hart was more cautious. It put"."""
        for start, _ in paragraphs_before(self._normal, position, back):
            told = self._house_opening(start, position, memory)
            house = memory.house
            if house is not None and house != told and house.name in self._normal[start:position]:
                return None
            if told is not None:
                return told
        return None

    def _house_opening(self, start: int, position: int, memory: Memory) -> Person | None:
        measured = measured_house(self._normal, start, position)
        if measured is not None and measured.name.lower() not in PATTERNS.words("place") and " " in measured.name:
            return self._proper(measured)
        subject = opening_subject(self._normal, start, position)
        if subject is None or subject.end > position or subject.form == "pronoun":
            return None
        if subject.form == "common":
            if subject.head not in PATTERNS.words("organization") or is_any_house(subject.name):
                return None
            if subject.head in PATTERNS.words("trade_head") and subject.owner is None:
                return None  # "Ferry firm sinks": the house is not named
            return self.speaker(subject, memory)
        name = self._people.plain(subject.name)
        if " " not in name and not self._is_a_name(name):
            return None  # "Sales fell 2 percent, the retailer reported"
        speaker = self._proper(subject)
        if self.is_human(subject, speaker) and not self._people.is_organization(name):
            return None
        return None if self._people.is_place(name) else speaker

    def _is_a_name(self, word: str) -> bool:
        """Whether a word that opens a sentence is capitalised elsewhere too, or is no common word here."""
        if word.isupper() or re.search(rf"(?:[a-z,] {re.escape(word)}|\b{re.escape(word)}'s)\b", self._normal):
            return True
        if word.endswith("s"):
            return False  # "Rates were held. It said"
        common = PATTERNS.words("topic") | PATTERNS.words("data")
        small = word.lower()
        return (
            small not in common
            and small.removesuffix("s") not in common
            and re.search(rf"\b{re.escape(small)}\b", self._normal) is None
        )

    def _unexplained(self, memory: Memory) -> Person | None:
        """Who spoke last, where nothing says that it is a person: "Network Track said. The firm added"."""
        last = memory.last
        if last is None or last.role or last.organization or not last.name[:1].isupper():
            return None
        if " " not in last.name or self._people.is_person(last.name) or is_public(last.name):
            return None
        return last if last in memory.humans and self._people.is_like_a_house(last.name, 1) else None

    def _named_in(self, somebody: Person, start: int, end: int) -> bool:
        return self._normal.find(somebody.name.split()[-1], start, end) >= 0

    def _mid_sentence(self, position: int) -> bool:
        before = self._normal[max(0, position - 3) : position].rstrip().removesuffix('"')
        return bool(before) and before[-1] in ",;abcdefghijklmnopqrstuvwxyz"

    def _office_holder(self, phrase: Phrase, memory: Memory) -> Person | None:
        """ "the vice minister", "the official"; "an official with the ministry" and "an NBS official" speak for it."""
        head = phrase.head or ""
        if "-year-old " in phrase.text and phrase.text.lower().startswith("the "):
            return self._pronoun(phrase, memory)
        if phrase.text.lower().startswith(("a ", "an ", "another ", "one ")) or (
            phrase.owner and "'s" not in phrase.owner
        ):
            if phrase.owner is not None:
                house = self._people.organization(phrase.owner, phrase.start)
                return None if is_any_house(house) else Person(house)  # "the head of the agency": named below
            spoken = self._speaks_for(phrase)
            return Person(spoken) if spoken is not None else None
        if head == "person in charge":
            return memory.people[-1] if memory.people else None
        if memory.people and head in (memory.people[-1].role or "").lower():
            return memory.people[-1]
        held = self._people.holder(head, phrase.start) or self._opens_paragraph(phrase.start, memory)
        if held is None and memory.people and head in ("official", "executive", "expert"):
            return memory.people[-1]
        return held

    def _speaks_for(self, phrase: Phrase) -> str | None:
        """The house of somebody who is named by it alone: "a ministry official", "an NBS official"."""
        house = self._people.spelt_out(phrase.name)
        if house is not None:
            return house
        words = [word for word in phrase.name.split()[:-1] if word in PATTERNS.tables["stands_for"]]
        named = self._people.organization(words[0], phrase.start) if words else None
        return named if words and named != words[0] else None

    def _common(self, phrase: Phrase) -> str | None:
        """The owner of data, a report or a spokesman; else the thing itself by its name."""
        head = phrase.head or ""
        if head in PATTERNS.words("house") and phrase.owner and not self._people.is_organization(phrase.owner):
            return without_quantity(self._people.plain(phrase.text))
        if head in PATTERNS.words("people") and phrase.owner and phrase.text.endswith(f" in {phrase.owner}"):
            return self._people.plain(phrase.text)  # "exporters in Guangdong"
        owner = phrase.owner.removesuffix("'s") if phrase.owner is not None else None
        if owner in PATTERNS.vocabulary["country"] and head in PATTERNS.words("paper"):
            return phrase.name  # "China's 15-year plan"
        if phrase.owner is not None and not (
            head in PATTERNS.words("organization") or " polled by " in phrase.text or " surveyed by " in phrase.text
        ):
            if head in ("survey", "poll") and phrase.text == f"{phrase.owner} {head}" and phrase.text[:4] == "the ":
                return self._people.plain(phrase.text)  # "the Michigan survey": its name, and no house's
            return self._people.organization(without_s(phrase.owner), phrase.start)
        name = phrase.name
        if head == "staff":
            return (
                self._people.organization(name.removesuffix("staff").strip().removesuffix("'s"), phrase.start)
                if "'s" in name
                else "staff"
            )
        if head in PATTERNS.words("data"):
            words = [word for word in name.split()[:-1] if word.lower() not in PATTERNS.words("nobodys")]
            return self._people.organization(without_s(" ".join(words)), phrase.start) if keeps(words) else None
        if head in PATTERNS.words("paper"):
            house = self._house_of(name, phrase.start)
            if house is not None:
                return house
            words = [
                word for word in name.split()[:-1] if word.lower().removesuffix("'s") not in PATTERNS.words("nobodys")
            ]
            return " ".join([*words, name.split()[-1]])
        if head in PATTERNS.words("organization"):
            owner = phrase.owner + " " if phrase.owner and "'s" in phrase.owner else ""
            return self._people.organization(owner + name, phrase.start)
        if phrase.text.lower().startswith(("your ", "the ", "our ")) and head in PATTERNS.words("watching_role"):
            return name  # "your inspector general said in June"
        if head in PATTERNS.words("role") and any(word[0].isupper() for word in phrase.name.split()[:-1]):
            return self._people.plain(phrase.text)  # "the Pentagon comptroller"
        if head in PATTERNS.words("people"):
            named = self._people.plain(phrase.text)
            words = named.split()
            vague = head in PATTERNS.words("nameless") and len(words) == 1
            return None if vague else without_quantity(named)
        return None

    def _house_of(self, name: str, position: int) -> str | None:
        """ "the agency's monthly survey" -> the agency's name, where the document gives it."""
        owner, mark, _ = name.partition("'s ")
        if not mark or not owner[:1].islower():
            return None
        house = self._people.organization(owner, position)
        return house if house != owner else None
