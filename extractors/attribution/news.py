"""Reports and digests: who said what where no turn labels say so.

A document is read once from top to bottom, as second mentions ("he", "the official", a quotation that goes on) need
what stood before. The result is a source for every sentence, bullet and quotation that has one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.attribution.digest import Digest
from extractors.attribution.grammar import PATTERNS
from extractors.attribution.headlines import find_headline_source, find_item_source
from extractors.attribution.heard import Heard, can_be, choose, holds, is_an_official, is_somebody
from extractors.attribution.houses import is_polled, is_public
from extractors.attribution.minutes import is_minutes
from extractors.attribution.naming import Memory, Naming
from extractors.attribution.people import People
from extractors.attribution.phrases import is_medium, person_line, regexes
from extractors.attribution.quotes import LONG_ENOUGH, Quote, find_quotes, inside, rest_of_quote
from extractors.attribution.reporting import Report, find_reports, paper_of, report_day
from extractors.records import Attribution, Document, Ground, Paragraph, Person, Sentence

NAMED_WITHIN = 4  # paragraphs within which "an official said" is followed by the name
OPENING = 60  # characters in which a sentence shows whether it goes on
NEAR = 600  # characters between a quotation and its clause at most
READ_ZONES = frozenset({"text", "heading", "bullet", "title"})


@dataclass(frozen=True)
class Said:
    """The source of a stretch of text; None and "narration" where it is the writer's."""

    speaker: Person | None = None
    cites: str | None = None
    attribution: Attribution = "narration"
    date: str | None = None
    words: tuple[int, int] | None = None
    why: str = "no reporting clause that covers it names anybody: the writer's own words"
    rule: str | None = None
    credit: Ground | None = None


@dataclass(frozen=True)
class Carried:
    """What a sentence hands on to the next: its source, and whether the clause stood in front of what it reports."""

    said: Said
    front: bool


NARRATION = Said()
IN_CLAUSE = Said(why="a number in the reporting clause itself is the writer's")
REPORTED = "a reporting clause"
UNNAMED = "a reporting clause that names nobody"


class News:
    """The sources of a document without turns, or of what stands outside them."""

    def __init__(self, document: Document, people: People, naming: Naming) -> None:
        self._document = document
        self._people = people
        self._naming = naming
        self._memory = Memory()
        self._heard: dict[int, tuple[Heard, ...]] = {}
        self._unnamed: list[tuple[int, int]] = []
        self._carried: dict[int, Said] = {}
        self._quoted: dict[int, tuple[tuple[Quote, Said], ...]] = {}
        self._whole: dict[int, Said] = {}
        self._digest = Digest(document.normal, naming, self._memory)
        self._sentences = by_paragraph(document)
        self._minutes = is_minutes(document)
        self._read()

    def said(self, sentence: Sentence, position: int) -> Said:
        """The source of what stands at this position of the sentence."""
        for quote, said in self._quoted.get(sentence.paragraph, ()):
            if quote.start <= position < quote.end:
                cites, credit = self._cited_inside(quote, sentence, position)
                return replace(said, cites=cites, credit=credit, why=f"inside a quotation; {said.why}")
        if sentence.paragraph in self._whole:
            return self._whole[sentence.paragraph]
        heard = self._heard.get(sentence.start, ())
        chosen = choose(heard, position, self._document.normal)
        if chosen is not None:
            return self._said(*chosen)
        if any(entry.report.start <= position < entry.report.end for entry in heard):
            return IN_CLAUSE
        carried = self._carried.get(sentence.start)
        return replace(carried, why=f"goes on from a sentence before; {carried.why}") if carried else NARRATION

    def reports(self, sentence: Sentence) -> tuple[Report, ...]:
        """The reporting clauses of a sentence that name somebody or could."""
        return tuple(entry.report for entry in self._heard.get(sentence.start, ()))

    def _said(self, outer: Heard, inner: Heard | None) -> Said:
        report = outer.report
        if inner is not None and inner.report.kind == "citing" and inner.speaker and is_medium(report.phrase):
            return self._said(inner, None)  # "the agency reported, citing Lin, that"
        cites = self._naming.credited(inner.report.phrase) if inner is not None else None
        if outer.speaker is None:
            kind: Attribution = "reported" if outer.unnamed else "narration"
            return Said(None, None, kind, outer.date, (report.start, report.end), UNNAMED, report.rule)
        if cites is not None and inner is not None and (inner.speaker == outer.speaker or cites == outer.speaker.name):
            cites = None
        if inner is not None and inner.report.kind == "second":
            cites = None  # "The firm broke even and expects 900 million, Shen said": the firm is Shen's subject
        if cites is not None and is_own_house(cites, outer.speaker):
            cites = None
        words, why = (report.start, report.end), REPORTED
        if outer.speaker.name not in report.phrase.text:
            why = f'{why}, where "{report.phrase.text}" is {outer.speaker.name}'
        credit = credited(inner.report) if inner is not None and cites is not None else None
        return Said(outer.speaker, cites, "reported", outer.date, words, why, report.rule, credit)

    def _cited_inside(self, quote: Quote, sentence: Sentence, position: int) -> tuple[str | None, Ground | None]:
        """Whom the quoted speaker credits within the quotation, and in which words."""
        start, end = max(quote.start + 1, sentence.start), min(quote.end, sentence.end)
        inner = [report for report in find_reports(self._document.normal, start, end) if report.covers(position)]
        cites = self._naming.credited(inner[-1].phrase) if inner else None
        return cites, credited(inner[-1]) if cites is not None else None

    def _read(self) -> None:
        """Read the document from top to bottom."""
        carried: Carried | None = None
        quoted: Said | None = None
        quotes: tuple[Quote, ...] = ()
        paragraphs = self._document.paragraphs
        for index, paragraph in enumerate(paragraphs):
            if paragraph.zone not in READ_ZONES:
                continue
            quotes = self._quotes_of(paragraph, quotes)
            carried = self._read_paragraph(index, paragraph, quotes, carried)
            quoted = self._read_quotes(index, paragraph, quotes, quoted)
            self._name_the_unnamed(index)
            self._read_pull_quote(index, paragraph, quotes)
        self._read_publisher()

    def _quotes_of(self, paragraph: Paragraph, before: tuple[Quote, ...]) -> tuple[Quote, ...]:
        """The quotations of a paragraph; one that the paragraph before left open can end here."""
        text, start, end = self._document.text, paragraph.start, paragraph.end
        rest = rest_of_quote(text, start, end) if before and before[-1].open else None
        return find_quotes(text, start, end) if rest is None else (rest, *find_quotes(text, rest.end, end))

    def _read_paragraph(
        self, index: int, paragraph: Paragraph, quotes: tuple[Quote, ...], carried: Carried | None
    ) -> Carried | None:
        """Read the reporting clauses of a paragraph and give the sentences without one what goes on."""
        normal = self._document.normal
        section = self._digest.read(paragraph, self._document.paragraphs[index + 1 : index + 2])
        if section is not None:
            why = "a heading or lead over it names whose words the items are"
            self._whole_unless_heard(index, Said(section, None, "reported", None, self._digest.place(section), why))
        if carried is not None:
            carried = replace(carried, front=self._minutes and paragraph.zone == "text")
        for sentence in self._sentences.get(index, ()):
            reports = find_reports(normal, sentence.start, sentence.end, quotes)
            if paragraph.zone == "title" and not reports:
                headline = find_headline_source(normal, sentence.start, sentence.end)
                reports = (headline,) if headline is not None else ()
            if paragraph.zone == "bullet" and not reports:
                item = find_item_source(normal, sentence.start, sentence.end)
                reports = (item,) if item is not None else ()
            self._digest.read_lead(sentence, reports)
            heard = self._hear(reports, sentence)
            if heard:
                self._heard[sentence.start] = heard
                self._unnamed += [(index, sentence.start) for entry in heard if entry.unnamed]
                quoted = any(sentence.start <= quote.start < sentence.end for quote in quotes)
                carried = self._handed_on(heard, quoted) if not self._minutes else self._still(heard, quoted, carried)
            elif carried is not None and self._goes_on(sentence, carried, quotes):
                self._carried[sentence.start] = carried.said
            elif inside(quotes, sentence.start) is None:
                carried = None
        return carried

    def _whole_unless_heard(self, index: int, said: Said) -> None:
        sentences = self._sentences.get(index, ())
        if not any(find_reports(self._document.normal, sentence.start, sentence.end) for sentence in sentences):
            self._whole[index] = said

    def _hear(self, reports: Sequence[Report], sentence: Sentence) -> tuple[Heard, ...]:
        """Name the sources of a sentence's reporting clauses, and remember whom a "he" behind them can mean."""
        heard: list[Heard] = []
        for report in reports:
            speaker = self._naming.speaker(report.phrase, self._memory)
            if speaker is None and report.phrase.form == "pronoun":
                continue
            unnamed = is_somebody(report.phrase) if speaker is None else is_an_official(report.phrase)
            entry = Heard(report, speaker, self._day(report, sentence), unnamed)
            nested = any(holds(before.report, report, self._document.normal) for before in heard)
            heard.append(entry)
            if speaker is not None and not nested and report.side != "number":
                self._memory.heard_at = report.end
                self._memory.last = speaker
                paper = paper_of(self._document.normal, report, sentence.start, sentence.end)
                if paper is not None:
                    self._memory.wrote(paper, speaker)
                if self._naming.is_human(report.phrase, speaker):
                    self._memory.hear(speaker)
                    if speaks_for_company(speaker):
                        self._memory.house = Person(speaker.organization or "")
                elif self._naming.is_house(report.phrase, speaker):
                    self._memory.house = speaker
        return tuple(heard)

    def _handed_on(self, heard: tuple[Heard, ...], quoted: bool) -> Carried | None:
        """What goes on behind a sentence: indirect speech does in its paragraph, behind a quotation the writer does."""
        outer = [entry for entry in heard if entry.report.side != "number"]
        if not outer:
            return None
        first = outer[0] if outer[0].report.side == "front" else outer[-1]
        said = self._said(first, None)
        if first.speaker is None or is_polled(first.report.phrase):
            return None
        paper = first.report.phrase.head in PATTERNS.words("paper") or (
            first.report.phrase.form == "pronoun" and not self._naming.is_human(first.report.phrase, first.speaker)
        )
        goes_on = first.report.side == "front" or paper or self._digest.is_digest or not quoted
        return Carried(replace(said, date=said.date), goes_on)

    def _still(self, heard: tuple[Heard, ...], quoted: bool, carried: Carried | None) -> Carried | None:
        """In minutes a paper or house that the speaker credits for one sentence does not take over."""
        if carried is not None and all(entry.report.kind in ("cite", "show", "asked") for entry in heard):
            return carried
        return self._handed_on(heard, quoted)

    def _goes_on(self, sentence: Sentence, carried: Carried, quotes: tuple[Quote, ...]) -> bool:
        """Does a sentence without a source of its own go on with the one before it?"""
        normal = self._document.normal
        if inside(quotes, sentence.start) is not None:
            return False
        opening = normal[sentence.start : sentence.start + OPENING]
        if any(cue.match(opening) for cue in regexes("cue")):
            return True
        if self._minutes:
            return carried.front
        turned = any(turn.match(opening) for turn in regexes("turn"))
        return carried.front and not turned

    def _read_quotes(
        self, index: int, paragraph: Paragraph, quotes: tuple[Quote, ...], before: Said | None
    ) -> Said | None:
        """Give each quotation its speaker; the last one goes on where the next paragraph opens with a quotation."""
        last: Said | None = None
        given: list[tuple[Quote, Said]] = []
        heard = [entry for sentence in self._sentences.get(index, ()) for entry in self._heard.get(sentence.start, ())]
        for quote in quotes:
            said = self._speaker_of(quote, heard)
            if said is None and quote.words >= LONG_ENOUGH and index not in self._whole:
                said = last or self._continued(quote, paragraph, heard, before)
            if said is not None:
                said = replace(said, attribution="quote", cites=None)
                last = said
                given.append((quote, said))
        if given:
            self._quoted[index] = tuple(given)
        return last

    def _speaker_of(self, quote: Quote, heard: Sequence[Heard]) -> Said | None:
        """The source whose clause touches the quotation, or covers it."""
        touching = [
            entry for entry in heard if 0 <= entry.report.start - quote.end <= 2 and entry.report.side != "number"
        ]
        if touching:
            return self._said(touching[0], None)
        chosen = choose(
            tuple(entry for entry in heard if self._same_sentence(entry.report, quote)),
            quote.start,
            self._document.normal,
        )
        return self._said(chosen[0], None) if chosen is not None and chosen[0].speaker is not None else None

    def _same_sentence(self, report: Report, quote: Quote) -> bool:
        """Nothing between the two ends a sentence."""
        first, last = sorted(((report.start, report.end), (quote.start, quote.end)))
        if last[0] - first[1] > NEAR:
            return False
        return not any(sign in self._document.normal[first[1] : last[0]] for sign in (". ", "? ", "! "))

    def _continued(
        self, quote: Quote, paragraph: Paragraph, heard: Sequence[Heard], before: Said | None
    ) -> Said | None:
        """A quotation without a clause of its own: the paragraph's speaker, the quotation before, the last person."""
        named = [entry for entry in heard if entry.speaker is not None and entry.report.start < quote.start]
        if named:
            return self._said(named[-1], None)
        if before is not None and quote.start == paragraph.start:
            return before
        if self._memory.people and (paragraph.zone == "bullet" or quote.start == paragraph.start):
            return Said(
                self._memory.people[-1], None, "quote", why="no clause of its own: the last person quoted goes on"
            )
        return None

    def _name_the_unnamed(self, index: int) -> None:
        """ "An official said" in the lead is the person named in the paragraphs behind it."""
        waiting = [(where, start) for where, start in self._unnamed if where >= index - NAMED_WITHIN]
        named = self._first_named(index, self._awaits_a_boss(waiting, index)) if waiting else None
        if named is None:
            self._unnamed = waiting
            return
        for _, start in waiting:
            self._heard[start] = tuple(
                replace(entry, speaker=named.speaker, unnamed=False) if can_be(entry, named) else entry
                for entry in self._heard[start]
            )
        self._unnamed = []

    def _awaits_a_boss(self, waiting: Sequence[tuple[int, int]], index: int) -> bool:
        """Whether "its chief executive said" stands in the paragraph before, whose name needs no role then."""
        heard = [entry for where, start in waiting if where >= index - 1 for entry in self._heard.get(start, ())]
        return any(entry.unnamed and entry.report.phrase.text.lower().startswith("its ") for entry in heard)

    def _first_named(self, index: int, bare: bool) -> Heard | None:
        """The first clause of a paragraph whose source is a person with a role, or with a full name where `bare`."""
        for sentence in self._sentences.get(index, ()):
            for entry in self._heard.get(sentence.start, ()):
                if (
                    entry.speaker is not None
                    and (entry.speaker.role is not None or (bare and " " in entry.speaker.name))
                    and entry.speaker in self._memory.humans
                ):
                    return entry
        return None

    def _read_pull_quote(self, index: int, paragraph: Paragraph, quotes: tuple[Quote, ...]) -> None:
        """A paragraph without quotation marks over a line with a name and a role is what that person says."""
        following = self._document.paragraphs[index + 1 : index + 2]
        sentences = self._sentences.get(index, ())
        if not following or not sentences or quotes or any(sentence.start in self._heard for sentence in sentences):
            return
        line = person_line(self._document.normal, following[0].start, following[0].end)
        if line is None or paragraph.zone != "text":
            return
        speaker = self._people.person(line.name, line.start, line.role)
        self._memory.hear(speaker)
        self._whole[index] = Said(
            speaker, None, "quote", None, (line.start, line.end), "the line below, a name with a role"
        )

    def _read_publisher(self) -> None:
        """A release in which nobody is quoted speaks for the office that its head line names."""
        if self._quoted or self._whole:
            return
        publisher = self._digest.publisher(self._document.paragraphs)
        heard = {entry.speaker for entries in self._heard.values() for entry in entries}
        if publisher is not None and heard <= {publisher}:
            why = "nobody else is quoted; the office that heads the page speaks"
            said = Said(publisher, None, "reported", None, self._digest.place(publisher), why)
            told = {index for index, own in self._sentences.items() if any(one.start in self._heard for one in own)}
            self._whole = {index: said for index in self._sentences if index not in told}

    def _day(self, report: Report, sentence: Sentence) -> str | None:
        said = _exact(self._document.date)
        if said is None:
            return None
        day = report_day(self._document.normal, report, sentence.end, said, _exact(self._document.published))
        return day.isoformat() if day is not None else None


def is_own_house(cited: str, speaker: Person) -> bool:
    """Is this the house for which the speaker speaks: "The board expects 49 million, its chairman said"?"""
    if cited.lower() in PATTERNS.words("any_house"):
        return True
    return bool(speaker.organization) and f" {speaker.organization}".endswith(f" {cited}")


def speaks_for_company(speaker: Person) -> bool:
    """Whether "the company" behind this person's words can mean the house where he or she is in charge."""
    if not speaker.organization or not speaker.role or is_public(speaker.organization):
        return False
    return not PATTERNS.words("company_role").isdisjoint(speaker.role.lower().replace("-", " ").split())


def credited(report: Report) -> Ground:
    """The words in which a speaker credits somebody."""
    return Ground("a reporting clause in what the speaker says", report.start, report.end, report.rule)


def by_paragraph(document: Document) -> dict[int, tuple[Sentence, ...]]:
    """The sentences of a document by the number of their paragraph."""
    grouped: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        grouped.setdefault(sentence.paragraph, []).append(sentence)
    return {index: tuple(sentences) for index, sentences in grouped.items()}


def _exact(edtf: str | None) -> date | None:
    """The calendar day of an EDTF date; None for a month, or a day without a year."""
    try:
        return date.fromisoformat(edtf or "")
    except ValueError:
        return None
