"""Attribution: who put a number on record, how that is known, whom they credit, and when it was said."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from extractors.attribution.naming import Naming
from extractors.attribution.news import News, by_paragraph, credited
from extractors.attribution.people import People
from extractors.attribution.reporting import Report, find_reports, nearest
from extractors.records import Attribution, Document, Ground, Person, Sentence, Turn

__all__ = ["Attributor", "Source"]


TURN = "the label of the turn it stands in"


@dataclass(frozen=True)
class Source:
    """Who put a claim on record.

    `speaker` is None for the writer's own narration and where nobody can be named; `cites` is whom the speaker
    credits in turn. `date` is EDTF where it was said on another day than the document's date, else None. `words` is
    the span, in code points of Document.text, of the words that gave the source; None for a turn's label. `why` says
    how it is known, and `rule` which rule found the words. `credit` are the words that give `cites`.
    """

    speaker: Person | None
    cites: str | None
    attribution: Attribution
    date: str | None = None
    words: tuple[int, int] | None = None
    why: str = field(default="", compare=False)
    rule: str | None = field(default=None, compare=False)
    credit: Ground | None = field(default=None, compare=False)


class Attributor:
    """Answers for one document who said what; build it once and ask for every claim."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._people = People(document)
        self._naming = Naming(document.normal, self._people)
        self._turns = tuple(sorted(document.turns, key=lambda turn: turn.start))
        self._starts = [turn.start for turn in self._turns]
        self._news: News | None = None
        self._sentences: dict[int, tuple[Sentence, ...]] | None = None
        self._credits: dict[int, tuple[Report, ...]] = {}

    def source(self, sentence: Sentence, start: int, end: int) -> Source:
        """The source of the claim that stands at [start, end) in this sentence."""
        turn = self.turn_at(start)
        if turn is not None:
            report = self._credit(sentence, start)
            cites = self._cited(report, sentence) if report is not None else None
            if cites is not None and turn.speaker is not None and cites in turn.speaker.name:
                cites = None  # the page speaks of its own speaker: "Ms. Field said"
            if report is None or cites is None:
                return Source(turn.speaker, cites, "turn", why=TURN)
            words = report.start, report.end
            return Source(turn.speaker, cites, "turn", None, words, TURN, report.rule, credited(report))
        said = self._read_news().said(sentence, start)
        return Source(
            said.speaker, said.cites, said.attribution, said.date, said.words, said.why, said.rule, said.credit
        )

    def reports(self, sentence: Sentence) -> tuple[Report, ...]:
        """The reporting clauses of a sentence, whether or not a claim is told by them."""
        if self.turn_at(sentence.start) is not None:
            return self._reports_in_turn(sentence)
        return self._read_news().reports(sentence)

    def turn_at(self, position: int) -> Turn | None:
        """The turn that holds a place; None outside of all turns."""
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self._turns[index].end:
            return None
        return self._turns[index]

    def _credit(self, sentence: Sentence, position: int) -> Report | None:
        """The reporting clause of the sentence that covers the claim, the nearest one."""
        return nearest(self._reports_in_turn(sentence), position)

    def _cited(self, report: Report, sentence: Sentence) -> str | None:
        """Whom a clause within a turn credits; "it added" is the house credited before in the paragraph."""
        if report.phrase.form != "pronoun" or report.phrase.name.lower() not in ("it", "they"):
            return self._naming.credited(report.phrase)
        if report.kind not in ("say", "show", "tell"):
            return None
        if self._sentences is None:
            self._sentences = by_paragraph(self._document)
        before = [one for one in self._sentences[sentence.paragraph] if one.start < sentence.start]
        for earlier in reversed(before):
            for told in reversed(self._reports_in_turn(earlier)):
                cited = self._naming.credited(told.phrase)
                if cited is not None:
                    return cited
        return None

    def _reports_in_turn(self, sentence: Sentence) -> tuple[Report, ...]:
        if sentence.start not in self._credits:
            self._credits[sentence.start] = find_reports(self._document.normal, sentence.start, sentence.end)
        return self._credits[sentence.start]

    def _read_news(self) -> News:
        if self._news is None:
            self._news = News(self._document, self._people, self._naming)
        return self._news
