"""extract(): the order of all the stages, on one screen."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from extractors.attribution import Attributor, Source
from extractors.candidates import Candidate, prepare
from extractors.claims import cell_draft, make_claim
from extractors.currencies import plain_dollar
from extractors.drafting import draft_claims, ground_of_time
from extractors.edtf import is_day
from extractors.foreseen import expected_lately
from extractors.goals import goal_years
from extractors.language import load_pipeline
from extractors.listed import line_over
from extractors.naming import read_phrases
from extractors.numbers import holds_number
from extractors.parsing import Parsed, parse
from extractors.periods import TimeContext, find_times
from extractors.points import point_of, talk_goes_on
from extractors.quantities import find_quantities
from extractors.records import (
    Claim,
    Document,
    DocumentRecord,
    DocumentSpeaker,
    Output,
    Sentence,
    TimeMention,
)
from extractors.scene import Draft, Memory, Setting, Told
from extractors.sections import sections
from extractors.structure import read_structure
from extractors.tables import find_cells
from extractors.targets import Cue, find_cues, is_observer
from extractors.time_leads import is_over
from extractors.topics import parsed_before, subject_of_title, topic_before

if TYPE_CHECKING:
    from spacy.language import Language

    from patterns import Patterns

# Halves of a character, which no encoding of a file can hold; a string made in Python may.
SURROGATE = re.compile(r"[\ud800-\udfff]")
STARTS = re.compile(r"\b(?:beginning|starting|effective|as of|from)(?: in| from| on)?(?: the)? \Z", re.IGNORECASE)
# Verbs that end the reach of a word that looks ahead: "inflation, seen peaking at 4 percent, was 3.6 percent in June".
TOLD = re.compile(
    r"\b(?:was|were|had been|rose|fell|grew|stood|reached|totall?ed|dropped|declined|climbed|came|went|slowed)\b",
    re.IGNORECASE,
)
AGREED = "target.verb"  # "agreed in June to spend": its time is that of the agreement
MET = re.compile(
    r",? (?:was|were|has been|have been) (?:\w+ly )?(?:met|missed|observed|achieved|fulfilled|reached|hit)\b"
)
# "The estimate was for growth of 4.8 percent in the second quarter", "had forecast a rise of 0.3 percent in July".
HAD = re.compile(
    r"\b(?:estimates?|forecasts?|consensus|polls?|expectations?) (?:was|were|had been)\b"
    r"|\bhad (?:forecast|expected|predicted|projected)$",
    re.IGNORECASE,
)
PAST_CUE = re.compile(r"\b(?:was|were|had|would|sought|strove|\w+ed)\b", re.IGNORECASE)
REMEMBERED = 6  # how many periods before the last one later words may still mean
ODDS = re.compile(r"\b(?:odds|chances?|probability|likelihood|prospects?|bets?) (?:of|on|for|that) ", re.IGNORECASE)
OPENING = 8  # code points from the start of a sentence without a number in which a time sets the scene: "In October,"
LONGEST = 60  # code points within which such a time ends


def extract(
    text: str,
    *,
    nlp: Language | None = None,
    source: str | None = None,
    date: str | None = None,
    patterns: Patterns | None = None,
    title: str | None = None,
    published: str | None = None,
) -> Output:
    """All numeric claims of one text, with the document they stand in.

    Args:
        text: the briefing; every offset of the result is a code point of this string. Lone surrogates, which cannot be
            written, are read as U+FFFD.
        nlp: a spaCy pipeline from load_pipeline(); the shipped one where none is given.
        source: the name that the record gives as the document's source, such as the file's path.
        date: the date of the briefing as EDTF, for texts that do not say it; it wins over what they say.
        patterns: a user's own rules, tried before the program's.
        title: the title by the metadata of the page, for a text that has none of its own.
        published: the day of publication by the metadata, as EDTF, for a text that does not say it.

    Returns:
        The document's record and its claims in reading order; no claims where there are none.
    """
    document = read_document(text, source, date, title, published)
    attributor = Attributor(document)
    sentences = read_sentences(document, attributor, nlp, patterns)
    record = document_record(document)
    return assemble(
        record, (made.claim for told in sentences for made in claims_of(document, record, attributor, told))
    )


def read_document(
    text: str, source: str | None, date: str | None, title: str | None, published: str | None
) -> Document:
    """The structure of a text, with half a pair of surrogates replaced: nothing else can be written out."""
    text = SURROGATE.sub("\ufffd", text)
    return read_structure(text, source=source, date=date, declared_title=title, declared_published=published)


def assemble(record: DocumentRecord, claims: Iterable[Claim]) -> Output:
    """A document with its claims, in reading order."""
    return Output(document=record, claims=sorted(claims, key=lambda claim: (claim.start, claim.end)))


@dataclass(frozen=True, slots=True)
class Made:
    """A claim with the draft and the source that it was made from."""

    claim: Claim
    draft: Draft
    source: Source


def claims_of(document: Document, record: DocumentRecord, attributor: Attributor, told: Told) -> Iterator[Made]:
    """The claims that a sentence gives."""
    for draft in told.drafts:
        source = attributor.source(told.sentence, draft.quantity.start, draft.quantity.end)
        yield Made(make_claim(document, record.id, draft, told.sentence, source), draft, source)


def read_sentences(
    document: Document, attributor: Attributor, nlp: Language | None, patterns: Patterns | None
) -> Iterator[Told]:
    """What the sentences say, table rows first. Only sentences with mentions are parsed."""
    times = partial(_times_of_line, document)
    cells = find_cells(document, partial(_times_of_words, document.date))
    candidates = list(_candidates(document, patterns, cells))
    for row in filter(None, cells.values()):
        yield Told(row[0].sentence, tuple(map(cell_draft, row)))
    if not candidates:
        return
    lent = sections(document, times)
    memory = Memory()
    parsed = _parse_all([item for item in candidates if _is_parsed(document, item)], nlp)
    for candidate in candidates:
        sentence = candidate.sentence
        if _is_parsed(document, candidate):
            setting = Setting(
                memory,
                lent[sentence.paragraph],
                partial(_observed, attributor, sentence),
                document.date,
                partial(topic_before, document, sentence, lambda: nlp or load_pipeline()),
                partial(parsed_before, document, sentence, memory.parsed, lambda: nlp or load_pipeline()),
                line_over(document, sentence.paragraph),
                partial(_title_measure, document, lambda: nlp or load_pipeline()),
            )
            told, memory = draft_claims(document, candidate, next(parsed), setting)
        else:
            memory = _carry_time(document, candidate, memory)
            if _is_silent(document, candidate):
                continue
            told = Told(sentence, tuple(goal_years(document, candidate)), candidate.lost, candidate)
        yield told


def _title_measure(document: Document, pipeline: Callable[[], Language]) -> str | None:
    """What the title of a document measures: the indicator of its first number, else its subject."""
    title = next((paragraph for paragraph in document.paragraphs if paragraph.zone == "title"), None)
    if title is None:
        return None
    sentence = Sentence(title.start, title.end, 0)
    quantities = find_quantities(document.normal, title.start, title.end)
    candidate = prepare(document, sentence, quantities, _times_of_line(document, title.start, title.end))
    (parsed,) = parse(pipeline(), [candidate.reduced])
    if not candidate.quantities:
        return subject_of_title(parsed)
    phrase = read_phrases(candidate, parsed)[0]
    return phrase.text if phrase is not None and not phrase.empty and not phrase.guessed else None


def _times_of_line(document: Document, start: int, end: int) -> list[TimeMention]:
    """The times of a heading or a table's head, which know no sentence before them."""
    return find_times(document.normal, start, end, document.date, None)


def _times_of_words(today: str | None, words: str) -> list[TimeMention]:
    """The times that the words of a table's head or label name; a table knows no sentence before it."""
    return find_times(words, 0, len(words), today, None)


def _is_parsed(document: Document, candidate: Candidate) -> bool:
    """Only sentences with quantities need the parser; headings state nothing but a year."""
    return document.paragraphs[candidate.sentence.paragraph].zone != "heading" and bool(candidate.quantities)


def _is_silent(document: Document, candidate: Candidate) -> bool:
    """Whether a sentence holds no number and is read for its times alone."""
    sentence = candidate.sentence
    heading = document.paragraphs[sentence.paragraph].zone == "heading"
    return not heading and not holds_number(document.normal, sentence.start, sentence.end)


def _parse_all(candidates: Sequence[Candidate], nlp: Language | None) -> Iterator[Parsed]:
    return parse(nlp or load_pipeline(), [candidate.reduced for candidate in candidates]) if candidates else iter(())


def _carry_time(document: Document, candidate: Candidate, memory: Memory) -> Memory:
    """A sentence without a number may still name the time of the next ones."""
    said = _lasting(candidate.times)
    paragraph = candidate.sentence.paragraph
    before = memory.paragraph
    memory = memory.entering(
        paragraph, talk_goes_on(document, before, paragraph), point_of(document, before, paragraph)
    )
    return replace(memory, period=said[-1].edtf, ground=ground_of_time(said[-1])) if said else memory


def _candidates(document: Document, patterns: Patterns | None, rows: Container[int]) -> Iterator[Candidate]:
    """The sentences that may hold a claim, with their mentions; `rows` are the starts of table rows, read elsewhere."""
    normal = document.normal
    dollar = plain_dollar(normal)
    context = TimeContext()
    silent: Sentence | None = None  # a sentence without a number, which may name the time of the next one
    for sentence in document.sentences:
        heading = document.paragraphs[sentence.paragraph].zone == "heading"
        if sentence.start in rows or not (heading or holds_number(normal, sentence.start, sentence.end)):
            if silent is None or sentence.start in rows or not _announces(document, silent, sentence):
                silent = None if sentence.start in rows else sentence
            continue
        if silent is not None and (silent.paragraph == sentence.paragraph or _announces(document, silent, sentence)):
            times = find_times(normal, silent.start, min(silent.end, silent.start + LONGEST), document.date, context)
            if times and times[0].start <= silent.start + OPENING:
                context = _context(times, context)
                yield prepare(document, silent, (), times[:1])
        silent = None
        cues = find_cues(normal, sentence)
        times = _times(document, sentence, context, cues)
        quantities = find_quantities(normal, sentence.start, sentence.end, dollar=dollar, extra=patterns)
        context = _context(times, context)
        candidate = prepare(document, sentence, quantities, times, cues)
        if candidate.quantities or candidate.times:
            yield candidate


def _announces(document: Document, silent: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence stands over the points of a talk, and the other one in the first: "Last year went well."."""
    if sentence.paragraph != silent.paragraph + 1:
        return False
    return point_of(document, silent.paragraph, sentence.paragraph) == "first"


def _times(document: Document, sentence: Sentence, context: TimeContext, cues: Sequence[Cue]) -> list[TimeMention]:
    """The times of a sentence; behind a word that looks ahead a month or quarter without a year is the next one."""
    normal = document.normal
    times = find_times(normal, sentence.start, sentence.end, document.date, context)
    since = _looks_ahead(normal, sentence, times, cues) if times else None
    if since is None:
        return times
    later = find_times(normal, sentence.start, sentence.end, document.date, context, future=True, since=since)
    ahead = {time.start: time for time in later if time.start > since and not _is_told(normal, time, cues)}
    for time in times:
        if expected_lately(normal, sentence.start, time, document.date):
            ahead.pop(time.start, None)
    ahead |= _goals_of_today(document, sentence, context, times, cues)
    return [
        time if time.role == "base" or time.rule.startswith("time.weekday") else ahead.get(time.start, time)
        for time in times
    ]


def _is_told(normal: str, time: TimeMention, cues: Sequence[Cue]) -> bool:
    """Whether the clause of a time tells of the past behind a word that looks ahead: "seen at 4%, was 3% in June"."""
    before = [cue for cue in cues if cue.start < time.start]
    if not before:
        return False
    if is_over(normal, time.end) and ";" in normal[before[-1].end : time.start]:
        return True
    if MET.match(normal, time.end) or HAD.search(normal, max(0, before[-1].start - 12), before[-1].end):
        return True
    agreed = before[-1].rule == AGREED and before[-1].end > time.start
    return agreed or TOLD.search(normal, before[-1].end, time.start) is not None


def _goals_of_today(
    document: Document, sentence: Sentence, context: TimeContext, times: Sequence[TimeMention], cues: Sequence[Cue]
) -> dict[int, TimeMention]:
    """ "They are seeking ... by the end of the year" behind a sentence about last year: the year is that of today."""
    normal, today = document.normal, (document.date or "")[:4]
    over = [time for time in times if today.isdigit() and (time.year or 9999) < int(today)]
    if not over or context.year is None or context.year >= int(today):
        return {}
    if any(PAST_CUE.search(normal[cue.start : cue.end]) for cue in cues if cue.start < over[0].start):
        return {}
    fresh = find_times(normal, sentence.start, sentence.end, document.date, None, future=True)
    places = {time.start for time in over}
    goals = (time for time in fresh if time.role == "goal" and time.start in places)
    return {time.start: time for time in goals if (time.year or 0) >= int(today)}


def _looks_ahead(normal: str, sentence: Sentence, times: Sequence[TimeMention], cues: Sequence[Cue]) -> int | None:
    """Where a sentence begins to tell of what is to come: a cue, "the odds of", and "beginning in" before a cue."""
    odds = ODDS.search(normal, sentence.start, sentence.end)
    places = [cues[0].start] if cues else []
    places += [odds.start()] if odds else []
    if cues:
        places += [time.start - 1 for time in times if _starts(normal, time)]
    return min(places, default=None)


def _starts(normal: str, time: TimeMention) -> bool:
    """Whether a time is the start of something that a verb behind it tells as still to come: "beginning in April"."""
    return STARTS.search(normal, max(0, time.start - 30), time.start) is not None


def _lasting(times: Sequence[TimeMention]) -> list[TimeMention]:
    """The periods that later sentences may still be about; a single day is none."""
    return [time for time in times if time.role == "period" and not is_day(time.edtf)]


def _context(times: Sequence[TimeMention], context: TimeContext) -> TimeContext:
    said = [time for time in _lasting(times) if time.edtf]
    goal = next((time.edtf for time in reversed(times) if time.role == "goal"), None)
    if not said:
        return replace(context, goal=goal)
    year = next((time.year for time in reversed(said) if time.year is not None), context.year)
    told = (*context.told, context.period, *(time.edtf for time in said[:-1]))
    return TimeContext(year, said[-1].edtf, tuple(edtf for edtf in told if edtf)[-REMEMBERED:], goal)


def _observed(attributor: Attributor, sentence: Sentence, start: int, end: int) -> bool:
    """Whether what stands at a place of a sentence is said by one who watches and does not decide."""
    person = attributor.source(sentence, start, end).speaker
    return person is not None and any(is_observer(word) for word in (person.name, person.role, person.organization))


def document_record(document: Document) -> DocumentRecord:
    """What the output says of a document."""
    return DocumentRecord(
        id=hashlib.sha256(document.text.encode()).hexdigest(),
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
