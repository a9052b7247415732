"""Digests: bullets that belong to the person or paper that a lead or a heading over them names."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.attribution.introductions import has_head
from extractors.attribution.naming import Memory, Naming
from extractors.attribution.phrases import PATTERNS, phrase_after, phrase_before, regexes
from extractors.attribution.reporting import Report
from extractors.records import Paragraph, Person, Sentence

HEADING = 200  # a line over bullets is no longer
LEAD_PARAGRAPHS = 12  # a lead stands among the first
HEAD_LINES = 8  # a publisher's line stands at the top


def is_headline(name: str) -> bool:
    """Whether what looks like a long name is a headline, with a verb in it, or a heading in capitals only."""
    if name.isupper():
        return len(name.split()) > 1 and not has_head(name.title())
    return not PATTERNS.words("headline_verbs").isdisjoint(name.lower().split()[1:])


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
        for rule in regexes("digest"):
            found = rule.search(self._normal, sentence.start, sentence.end)
            phrase = phrase_before(self._normal, sentence.start, found.start()) if found is not None else None
            if phrase is not None and phrase.form == "proper":
                self._lead = self._naming.speaker(phrase, self._memory)
                if self._lead is not None:
                    self._places.setdefault(self._lead, (phrase.start, found.end() if found else phrase.end))
                    self._memory.hear(self._lead)
                    self._memory.last = self._lead

    def publisher(self, paragraphs: Sequence[Paragraph]) -> Person | None:
        """The office named in a line of its own at the top, beside a date at most."""
        for paragraph in paragraphs[:HEAD_LINES]:
            line = self._normal[paragraph.start : paragraph.end]
            line = line[:1].upper() + line[1:]  # "eurostat | euro indicators"
            phrase = phrase_after(line, 0, len(line)) if len(line) <= HEADING else None
            if phrase is None or phrase.form != "proper" or is_headline(phrase.name):
                continue
            rest = line[phrase.end :]
            if any(rule.fullmatch(rest) for rule in regexes("publisher")) and self._naming.is_office(phrase.name):
                office = Person(phrase.name)
                self._places[office] = (paragraph.start, paragraph.start + phrase.end)
                return office
        return None

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
