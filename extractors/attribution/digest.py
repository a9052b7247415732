"""Digests: bullets that belong to the person or paper that a lead or a heading over them names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.attribution.introductions import has_head
from extractors.attribution.naming import Memory, Naming
from extractors.attribution.phrases import Phrase, phrase_after, phrase_before, regexes
from extractors.attribution.reporting import Report
from extractors.records import Paragraph, Person, Sentence

DELIVERED = re.compile(
    r"\b(?:[Tt]he|a|an|his|her|its) (?P<name>(?:[a-z-]+ ){0,3}(?P<head>report|budget|speech|address))\b"
)
HEADING = 200  # a line over bullets is no longer
LEAD_PARAGRAPHS = 12  # a lead stands among the first
HEAD_LINES = 8  # a publisher's line stands at the top


class Digest:
    """Follows the headings of a document while it is read from top to bottom."""

    def __init__(self, normal: str, naming: Naming, memory: Memory) -> None:
        self._normal = normal
        self._naming = naming
        self._memory = memory
        self._lead: Person | None = None
        self._section: Person | None = None
        self._places: dict[Person, tuple[int, int]] = {}

    @property
    def is_digest(self) -> bool:
        """Whether a lead so far named who delivered the report that the document sums up."""
        return self._lead is not None

    def place(self, person: Person) -> tuple[int, int] | None:
        """Where the heading, lead or head line stands that names whose words the items are."""
        return self._places.get(person)

    def read(self, paragraph: Paragraph, following: Sequence[Paragraph]) -> Person | None:
        """The source of a heading's or bullet's numbers; call it for every paragraph in order."""
        if paragraph.zone == "bullet":
            return self._section or self._lead
        text = self._normal[paragraph.start : paragraph.end].rstrip()
        over_bullets = bool(following) and following[0].zone == "bullet"
        if paragraph.zone == "heading" or (len(text) <= HEADING and (text.endswith(":") or over_bullets)):
            self._section = self._named(paragraph.start, paragraph.start + len(text))
            return (self._section or self._lead) if paragraph.zone == "heading" else None
        if paragraph.zone == "text" and not text.startswith(('"', "“")):
            self._section = None
        return None

    def read_lead(self, sentence: Sentence, reports: Sequence[Report]) -> None:
        """Notice "Premier X delivered the report"; the bullets behind it are X's."""
        if self._lead is not None or sentence.paragraph > LEAD_PARAGRAPHS:
            return
        for phrase, start, end in self._deliverers(sentence):
            self._lead = self._naming.speaker(phrase, self._memory) if phrase.form == "proper" else None
            if self._lead is not None:
                self._places.setdefault(self._lead, (min(start, phrase.start), max(end, phrase.end)))
                self._memory.hear(self._lead)
                self._memory.last = self._lead
                behind = end <= phrase.start  # "the report, delivered by Lin"
                stretch = (sentence.start, end) if behind else (end, sentence.end)
                paper = DELIVERED.search(self._normal, *stretch)
                if paper is not None:  # in full here, where the headline has "work report shows"
                    self._memory.papers[paper["head"]] = paper["name"]

    def _deliverers(self, sentence: Sentence) -> Iterator[tuple[Phrase, int, int]]:
        """Who delivers a report in this sentence, with the place of the words that say so."""
        for label in ("digest", "delivered_by"):
            for rule in regexes(label):
                found = rule.search(self._normal, sentence.start, sentence.end)
                if found is None:
                    continue
                if label == "digest":
                    phrase = phrase_before(self._normal, sentence.start, found.start())
                else:
                    phrase = phrase_after(self._normal, found.end(), sentence.end)
                if phrase is not None:
                    yield phrase, found.start(), found.end()

    def publisher(self, paragraphs: Sequence[Paragraph]) -> Person | None:
        """The office named in a line of its own at the top, beside a date at most."""
        for paragraph in paragraphs[:HEAD_LINES]:
            line = self._normal[paragraph.start : paragraph.end]
            line = line[:1].upper() + line[1:]  # "eurostat | euro indicators"
            phrase = phrase_after(line, 0, len(line)) if len(line) <= HEADING else None
            if phrase is None or phrase.form != "proper":
                continue
            rest = line[phrase.end :]
            if not _is_headline(phrase.name) and self._heads_page(phrase.name, rest):
                office = Person(phrase.name)
                self._places[office] = (paragraph.start, paragraph.start + phrase.end)
                return office
        return None

    def _heads_page(self, name: str, rest: str) -> bool:
        return any(rule.fullmatch(rest) for rule in regexes("publisher")) and self._naming.is_office(name)

    def _named(self, start: int, end: int) -> Person | None:
        """Whom a heading names: "What the ministry says was done", "Lin Botao, speaking on Thursday:"."""
        if any(rule.match(self._normal[start:end]) for rule in regexes("goes_on")):
            return self._section
        for rule in regexes("heading"):
            found = rule.search(self._normal, start, end)
            phrase = phrase_before(self._normal, start, found.start()) if found is not None else None
            if phrase is not None and phrase.form != "pronoun":
                speaker = self._naming.speaker(phrase, self._memory)
                if speaker is not None:
                    self._places[speaker] = (start, end)
                    return speaker
        return None


def _is_headline(name: str) -> bool:
    """Whether a line of capitals is no office's name: "MAJOR TARGETS", "Energy Administration Holds March Meeting"."""
    words = name.split()
    if name.isupper() and len(words) > 1:
        return not has_head(name.title())
    heads = [number for number, word in enumerate(words) if has_head(word)]
    behind = words[heads[-1] + 1 :] if heads else []
    return len(words) > 3 and bool(behind) and behind[0][0].isupper()
