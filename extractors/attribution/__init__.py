"""Attribution: who put a number on record, how that is known, whom they credit, and when it was said."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from extractors.attribution.naming import Naming
from extractors.attribution.news import News
from extractors.attribution.people import People
from extractors.attribution.reporting import Report, find_reports, nearest
from extractors.records import Attribution, Document, Person, Sentence, Turn

__all__ = ["Attributor", "Source", "attribute"]


@dataclass(frozen=True)
class Source:
    """Who put a claim on record.

    `speaker` is None for the writer's own narration and where nobody can be named; `cites` is whom the speaker
    credits in turn. `date` is EDTF where it was said on another day than the document's date, else None. `words` is
    the span, in code points of Document.text, of the words that gave the source; None for a turn's label.
    """

    speaker: Person | None
    cites: str | None
    attribution: Attribution
    date: str | None = None
    words: tuple[int, int] | None = None


class Attributor:
    """Answers for one document who said what; build it once and ask for every claim."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._people = People(document)
        self._naming = Naming(document.normal, self._people)
        self._turns = tuple(sorted(document.turns, key=lambda turn: turn.start))
        self._starts = [turn.start for turn in self._turns]
        self._news: News | None = None
        self._credits: dict[int, tuple[Report, ...]] = {}

    def source(self, sentence: Sentence, start: int, end: int) -> Source:
        """The source of the claim that stands at [start, end) in this sentence."""
        turn = self._turn(start)
        if turn is not None:
            report = self._credit(sentence, start)
            cites = self._naming.credited(report.phrase) if report is not None else None
            if cites is not None and turn.speaker is not None and cites in turn.speaker.name:
                cites = None  # the page speaks of its own speaker: "Ms. Field said"
            return Source(
                turn.speaker, cites, "turn", None, (report.start, report.end) if report is not None and cites else None
            )
        if self._news is None:
            self._news = News(self._document, self._people, self._naming)
        said = self._news.said(sentence, start)
        return Source(said.speaker, said.cites, said.attribution, said.date, said.words)

    def _turn(self, position: int) -> Turn | None:
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self._turns[index].end:
            return None
        return self._turns[index]

    def _credit(self, sentence: Sentence, position: int) -> Report | None:
        """The reporting clause of the sentence that covers the claim, the nearest one."""
        if sentence.start not in self._credits:
            self._credits[sentence.start] = find_reports(self._document.normal, sentence.start, sentence.end)
        return nearest(self._credits[sentence.start], position)


def attribute(document: Document) -> Attributor:
    """Prepare the attribution of a document; nothing is read before the first claim asks."""
    return Attributor(document)
