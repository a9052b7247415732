"""A sentence read closely: its parse, its mentions with the rules that found them, and what was lost and why.

All of it comes from what explain() kept, or from the same functions asked once more for what they leave out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.attribution.reporting import Report
from extractors.candidates import Candidate
from extractors.currencies import plain_dollar
from extractors.evidence import Evidence, Explanation
from extractors.links import Link
from extractors.numbers import find_numbers
from extractors.parsing import Parsed
from extractors.periods import lost_times
from extractors.quantities import find_quantities
from extractors.records import Claim, Lost, Paragraph, Quantity, Sentence, TimeMention
from extractors.targets import Cue
from extractors.time_ties import of_speech

ROLES = {
    "period": "a time that a number may be about",
    "base": "a time that a number is compared with",
    "basis": "what a change is compared with",
    "goal": "a time by which something is to be",
    "present": "a word for the present",
}
LINKS = {
    "change": "a change attached to {}",
    "share": "a share that {} has in a whole",
    "level": "a level that {} is compared with",
    "list": "in a list with {}",
}
CUES = {
    "target": "a goal",
    "forecast": "a forecast",
    "will": "what is to come: a goal, or a forecast of one who watches",
}
ZONES = {
    "noise": "navigation, a caption, a byline, a related link or the like, which gives no claims",
    "front": "dates, names and labels around the text, which give no claims",
}


@dataclass(frozen=True)
class Mention:
    """Words that a rule recognised, and what they were read as; `claims`: the ids of the claims that rest on them."""

    kind: Literal["number", "time", "cue", "source"]
    start: int
    end: int
    rule: str | None
    says: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Node:
    """A token of the parse; `head` is the number of the one it hangs on, its own for the root.

    `stands_for`: the words of the text that it was put in for, None for a word of the text.
    """

    text: str
    tag: str
    relation: str
    head: int
    stands_for: str | None = None


@dataclass(frozen=True)
class CloseReading:
    """One sentence. `reduced` is what the parser read, `nodes` its tree; both empty with `unparsed` saying why."""

    start: int
    end: int
    zone: str
    reduced: str
    nodes: tuple[Node, ...]
    unparsed: str | None
    mentions: tuple[Mention, ...]
    lost: tuple[Lost, ...]
    claims: tuple[Claim, ...]


def sentences_with_numbers(explanation: Explanation) -> list[Sentence]:
    """The sentences in which a number or a claim stands, in reading order."""
    normal, told = explanation.document.normal, explanation.told
    return [
        sentence
        for sentence in explanation.document.sentences
        if (sentence.start in told and told[sentence.start].drafts)
        or find_numbers(normal, sentence.start, sentence.end)
    ]


def sentence_at(explanation: Explanation, offset: int) -> Sentence | None:
    """The sentence that holds a place, None outside of all."""
    sentences = explanation.document.sentences
    index = bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1
    return sentences[index] if index >= 0 and offset < sentences[index].end else None


def claims_at(explanation: Explanation, offset: int) -> list[Claim]:
    """The claims whose own words hold a place."""
    return [claim for claim in explanation.output.claims if claim.start <= offset < claim.end]


def why_no_claim(explanation: Explanation, offset: int) -> Lost:
    """Why no claim stands at a place, with the words that the reason is about."""
    sentence = sentence_at(explanation, offset)
    if sentence is None:
        return _outside(explanation, offset)
    reading = read_closely(explanation, sentence)
    numbers = find_numbers(explanation.document.normal, sentence.start, sentence.end)
    times = (mention for mention in reading.mentions if mention.kind == "time")
    for time in times:
        if time.start <= offset < time.end:
            return Lost(time.start, time.end, f"words for a time: {time.says}", time.rule)
    holding = [lost for lost in reading.lost if lost.start <= offset < lost.end]
    if holding:
        return min(holding, key=lambda lost: lost.end - lost.start)
    number = next((number for number in numbers if number.start <= offset < number.end), None)
    if number is None:
        return Lost(offset, offset + 1, "no number stands here")
    if reading.zone == "heading":
        return Lost(number.start, number.end, "a heading states nothing but the year of a goal")
    if reading.zone == "table row":
        return Lost(number.start, number.end, "its cell stands under no head, or is no number of its own")
    return Lost(number.start, number.end, "it is part of other words, which were read as a whole")


def _outside(explanation: Explanation, offset: int) -> Lost:
    """Why nothing is read at a place that stands in no sentence."""
    document = explanation.document
    if not 0 <= offset < len(document.text):
        return Lost(offset, offset, f"the text ends at {len(document.text)}")
    paragraph = _paragraph_at(document.paragraphs, offset)
    if paragraph is None:
        return Lost(
            offset, offset + 1, "between the paragraphs: a speaker's label, a list mark, a dateline or white space"
        )
    return Lost(paragraph.start, paragraph.end, ZONES.get(paragraph.zone, "between two sentences"))


def _paragraph_at(paragraphs: Sequence[Paragraph], offset: int) -> Paragraph | None:
    index = bisect_right(paragraphs, offset, key=lambda paragraph: paragraph.start) - 1
    return paragraphs[index] if index >= 0 and offset < paragraphs[index].end else None


def read_closely(explanation: Explanation, sentence: Sentence) -> CloseReading:
    """A sentence with all that was found in it."""
    told = explanation.told.get(sentence.start)
    candidate = told.candidate if told is not None else None
    parsed = told.scene.parsed if told is not None and told.scene is not None else None
    zone = explanation.document.paragraphs[sentence.paragraph].zone
    claims = tuple(
        claim
        for claim in explanation.output.claims
        if claim.sentence_start == sentence.start and claim.end <= sentence.end
    )
    row = told is not None and candidate is None
    lost = [*(told.lost if told is not None else ()), *(() if row else _never_found(explanation, sentence))]
    return CloseReading(
        start=sentence.start,
        end=sentence.end,
        zone="table row" if row else zone,
        reduced=parsed.doc.text if parsed is not None else "",
        nodes=tuple(_nodes(parsed, explanation.document.text)) if parsed is not None else (),
        unparsed=None if parsed is not None else _unparsed(row, zone),
        mentions=tuple(
            sorted(_mentions(explanation, sentence, candidate, claims), key=lambda one: (one.start, one.end))
        ),
        lost=tuple(sorted(_without_doubles(lost), key=lambda one: (one.start, one.end))),
        claims=claims,
    )


def _unparsed(row: bool, zone: str) -> str:
    """Why the parser did not see a sentence."""
    if row:
        return "a row of a table, read from the label of the row and the heads of its columns"
    return (
        "a heading states nothing but the year of a goal"
        if zone == "heading"
        else "no number that may be a claim in it"
    )


def _never_found(explanation: Explanation, sentence: Sentence) -> Iterator[Lost]:
    """Numbers that no rule takes for a claim, and words that are no time after all."""
    normal = explanation.document.normal
    lost: list[Lost] = []
    dollar = plain_dollar(normal)
    find_quantities(normal, sentence.start, sentence.end, dollar=dollar, extra=explanation.patterns, lost=lost)
    yield from lost
    yield from lost_times(normal, sentence.start, sentence.end)


def _without_doubles(lost: Sequence[Lost]) -> list[Lost]:
    """The first reason for each stretch of words: several rules often lose to the same longer words."""
    return list({(one.start, one.end): one for one in reversed(lost)}.values())


def _nodes(parsed: Parsed, text: str) -> Iterator[Node]:
    """The tokens of a parse; the first one of a stand-in says what it stands for."""
    seen: set[int] = set()
    for token, (start, end, quantity) in zip(parsed.words, parsed.spans, strict=True):
        first = quantity >= 0 and quantity not in seen
        seen.add(quantity)
        yield Node(token.text, token.tag_, token.dep_, token.head.i, text[start:end] if first else None)


def _mentions(
    explanation: Explanation, sentence: Sentence, candidate: Candidate | None, claims: Sequence[Claim]
) -> Iterator[Mention]:
    """Numbers, times, cues and sources of a sentence, each with the claims that rest on it."""
    evidence = {claim.id: explanation.evidence[claim.id] for claim in claims}
    if candidate is None:
        for claim in claims:
            yield Mention("number", claim.start, claim.end, claim.rule, _says(claim.kind, claim.unit), (claim.id,))
    else:
        text = explanation.document.text
        for quantity, link in zip(candidate.quantities, candidate.links, strict=True):
            own = tuple(claim.id for claim in claims if claim.start == quantity.start and claim.kind != "target_year")
            says = _says(quantity.kind, quantity.unit) + _joined(link, candidate.quantities, text)
            yield Mention("number", quantity.start, quantity.end, quantity.rule, says, own)
        for time in candidate.times:
            yield Mention(
                "time", time.start, time.end, time.rule, _time_says(time, candidate), _resting(time, evidence)
            )
        for cue in candidate.cues:
            yield Mention("cue", cue.start, cue.end, cue.rule, f"words for {CUES[cue.label]}", _resting(cue, evidence))
    for report in explanation.attributor.reports(sentence):
        side = "what stands around it" if report.begin < report.start else SIDES[report.side]
        says = f"names {report.phrase.name}, for {side}"
        yield Mention("source", report.start, report.end, report.rule, says, _resting(report, evidence))


SIDES = {"front": "what stands behind it", "back": "the sentence around it", "number": "the number before it"}


def _says(kind: str, unit: str | None) -> str:
    return f"{kind}, {unit}" if unit else kind


def _joined(link: Link | None, quantities: Sequence[Quantity], text: str) -> str:
    """How a number hangs on an earlier one."""
    if link is None:
        return ""
    base = quantities[link.base]
    return "; " + LINKS[link.kind].format(f'"{text[base.start : base.end]}"')


def _time_says(time: TimeMention, candidate: Candidate) -> str:
    """What a time was read as: its EDTF and its part."""
    part = "it dates the saying" if of_speech(time, candidate.normal, candidate.sentence) else ROLES[time.role]
    return ", ".join(word for word in (time.edtf, time.basis, part) if word)


def _resting(words: TimeMention | Cue | Report, evidence: Mapping[str, tuple[Evidence, ...]]) -> tuple[str, ...]:
    """The claims of which a field rests on these words."""
    place = words.start, words.end
    return tuple(claim for claim, fields in evidence.items() if place in {(one.start, one.end) for one in fields})
