"""extract(): the order of all the stages, on one screen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from extractors.attribution import Attributor, Source
from extractors.claims import (
    Candidate,
    Draft,
    Memory,
    cell_draft,
    draft_claims,
    goal_years,
    make_claim,
    observed_by,
    prepare,
    sections,
)
from extractors.language import load_pipeline
from extractors.numbers import holds_number
from extractors.parsing import Parsed, parse
from extractors.periods import TimeContext, find_times
from extractors.quantities import find_quantities
from extractors.records import (
    Claim,
    Document,
    DocumentRecord,
    DocumentSpeaker,
    Output,
    Person,
    Sentence,
    Speaker,
    TimeMention,
)
from extractors.structure import read_structure
from extractors.tables import find_cells
from extractors.targets import find_cues

if TYPE_CHECKING:
    from spacy.language import Language

    from patterns import Patterns

HONG_KONG = regex.compile(r"\bHK\$|\bHKT\b|\bHong Kong dollars\b")
YEAR = regex.compile(r"(?:19|20)\d\d")


def extract(
    text: str,
    *,
    nlp: Language | None = None,
    source: str | None = None,
    date: str | None = None,
    patterns: Patterns | None = None,
) -> Output:
    """All numeric claims of one text, with the document they stand in.

    Args:
        text: the briefing; every offset of the result is a code point of this string.
        nlp: a spaCy pipeline from load_pipeline(); the shipped one where none is given.
        source: the name that the record gives as the document's source, such as the file's path.
        date: the date of the briefing as EDTF, for texts that do not say it; it wins over what they say.
        patterns: a user's own rules, tried before the program's.

    Returns:
        The document's record and its claims in reading order; no claims where there are none.
    """
    document = read_structure(text, source=source, date=date)
    attributor = Attributor(document)
    drafts = sorted(
        _drafts(document, attributor, nlp, patterns), key=lambda item: (item[0].quantity.start, item[0].quantity.end)
    )
    identity = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    claims = [_claim(document, identity, draft, sentence, attributor) for draft, sentence in drafts]
    return Output(document=_document_record(document, identity), claims=claims)


def _drafts(
    document: Document, attributor: Attributor, nlp: Language | None, patterns: Patterns | None
) -> Iterator[tuple[Draft, Sentence]]:
    """What the sentences say, in reading order. Only sentences with mentions are parsed."""
    cells = find_cells(document, lambda start, end: find_times(document.normal, start, end, document.date, None))
    candidates = list(_candidates(document, patterns, cells))
    for row in cells.values():
        yield from ((cell_draft(cell), cell.sentence) for cell in row)
    if not candidates:
        return
    lent = sections(document, lambda start, end: find_times(document.normal, start, end, document.date, None))
    memory = Memory()
    parsed = _parse_all([item for item in candidates if _is_parsed(document, item)], nlp)
    for candidate in candidates:
        if not _is_parsed(document, candidate):
            yield from ((draft, candidate.sentence) for draft in goal_years(document, candidate))
            memory = _carry_time(candidate, memory)
            continue
        drafts, memory = draft_claims(
            document,
            candidate,
            next(parsed),
            memory,
            lent[candidate.sentence.paragraph],
            _observed(attributor, candidate.sentence),
        )
        yield from ((draft, candidate.sentence) for draft in drafts)


def _is_parsed(document: Document, candidate: Candidate) -> bool:
    """Only sentences with quantities need the parser; headings state nothing but a year."""
    return document.paragraphs[candidate.sentence.paragraph].zone != "heading" and bool(candidate.quantities)


def _parse_all(candidates: Sequence[Candidate], nlp: Language | None) -> Iterator[Parsed]:
    return parse(nlp or load_pipeline(), [candidate.reduced for candidate in candidates]) if candidates else iter(())


def _carry_time(candidate: Candidate, memory: Memory) -> Memory:
    """A sentence without a number may still name the time of the next ones."""
    said = [time for time in candidate.times if time.role == "period" and len(time.edtf or "") != 10]
    if memory.paragraph != candidate.sentence.paragraph:
        memory = Memory(candidate.sentence.paragraph, None, memory.indicator)
    return replace(memory, period=said[-1].edtf if said else memory.period)


def _candidates(document: Document, patterns: Patterns | None, rows: Container[int]) -> Iterator[Candidate]:
    """The sentences that may hold a claim, with their mentions; `rows` are the starts of table rows, read elsewhere."""
    normal = document.normal
    dollar = "HKD" if HONG_KONG.search(normal) else "USD"
    context = TimeContext()
    for sentence in document.sentences:
        heading = document.paragraphs[sentence.paragraph].zone == "heading"
        if sentence.start in rows or not (heading or holds_number(normal, sentence.start, sentence.end)):
            continue
        times = _times(document, sentence, context)
        quantities = find_quantities(normal, sentence.start, sentence.end, dollar=dollar, extra=patterns)
        context = _context(times, context)
        candidate = prepare(document, sentence, quantities, times)
        if candidate.quantities or candidate.times:
            yield candidate


def _times(document: Document, sentence: Sentence, context: TimeContext) -> list[TimeMention]:
    """The times of a sentence; behind a word that looks ahead a month or quarter without a year is the next one."""
    normal = document.normal
    times = find_times(normal, sentence.start, sentence.end, document.date, context)
    cues = find_cues(normal, sentence) if times else []
    if not cues:
        return times
    ahead = {
        time.start: time
        for time in find_times(normal, sentence.start, sentence.end, document.date, context, future=True)
    }
    return [
        ahead.get(time.start, time) if time.start > cues[0].start and time.role != "base" and not time.rule.startswith("time.weekday") else time
        for time in times
    ]


def _context(times: Sequence[TimeMention], context: TimeContext) -> TimeContext:
    said = [time for time in times if time.role == "period" and time.edtf and len(time.edtf) != 10]
    if not said:
        return context
    year = next((time.year for time in reversed(said) if time.year is not None), context.year)
    return TimeContext(year, said[-1].edtf)


def _observed(attributor: Attributor, sentence: Sentence) -> Callable[[int, int], bool]:
    """A function that tells whether what stands at a place of a sentence is said by one who watches and does not decide."""

    def observed(start: int, end: int) -> bool:
        person = attributor.source(sentence, start, end).speaker
        return person is not None and observed_by((person.name, person.role, person.organization))

    return observed


def _claim(document: Document, identity: str, draft: Draft, sentence: Sentence, attributor: Attributor) -> Claim:
    source: Source = attributor.source(sentence, draft.quantity.start, draft.quantity.end)
    return make_claim(
        document,
        identity,
        draft,
        sentence,
        _speaker(source.speaker),
        source.cites,
        source.attribution,
        source.date or document.date,
    )


def _speaker(person: Person | None) -> Speaker | None:
    return None if person is None else Speaker(name=person.name, role=person.role, organization=person.organization)


def _document_record(document: Document, identity: str) -> DocumentRecord:
    return DocumentRecord(
        id=identity,
        source=document.source,
        title=document.title,
        date=document.date,
        date_source=document.date_source,
        published=document.published,
        language=document.language,
        characters=len(document.text),
        speakers=[
            DocumentSpeaker(
                name=person.name, role=person.role, organization=person.organization, native_name=person.native_name
            )
            for person in document.speakers
        ],
    )
