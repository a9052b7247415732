"""Evidence: for each field of each claim the words and the rule behind it, or why it is null.

Nothing is decided here. The stages say what each decision rests on (`Ground`) while they decide, and explain() runs the
same stages as extract() and keeps what they say.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from extractors.attribution import Attributor
from extractors.pipeline import Made, assemble, claims_of, document_record, read_document, read_sentences
from extractors.quantities import BARE, FRACTION
from extractors.records import Document, Ground, Output, Quantity
from extractors.status import UNSETTLED
from patterns import load

if TYPE_CHECKING:
    from spacy.language import Language

    from extractors.scene import Told
    from patterns import Patterns

# The fields that evidence is given for, in the order of the record.
FIELDS = (
    "value",
    "unit",
    "qualifier",
    "indicator",
    "direction",
    "basis",
    "status",
    "period",
    "target_year",
    "speaker",
    "cites",
    "date",
)
WINDOW = 60  # code points before a number in which the words that qualify it begin
YEAR = re.compile(r"\d{4}|\bFY ?\d\d|[’'‘]\d\d\b")
FOUND_BY = {
    BARE: "a number without a unit of its own, which the sentence makes a claim",
    FRACTION: "a fraction that the words around it make a share",
    "table.cell": "a cell of a table",
}


@dataclass(frozen=True)
class Evidence:
    """Why a field of a claim says what it says.

    `field`: one of FIELDS; `rule`: the id of a rule in patterns/, None where code decided; `start` and `end`: the words
    in the text, in code points, None where no words say it; `why`: a short plain sentence.
    """

    field: str
    rule: str | None
    start: int | None
    end: int | None
    why: str


@dataclass(frozen=True)
class Explanation:
    """What extract() gives, with the evidence by the id of the claim, and what it was read from.

    `told`: what each sentence with mentions said, by its start.
    """

    output: Output
    evidence: Mapping[str, tuple[Evidence, ...]]
    document: Document
    attributor: Attributor
    told: Mapping[int, Told]
    patterns: Patterns | None


def explain(
    text: str,
    *,
    nlp: Language | None = None,
    source: str | None = None,
    date: str | None = None,
    patterns: Patterns | None = None,
    title: str | None = None,
    published: str | None = None,
) -> Explanation:
    """The claims of a text, as extract() gives them for the same arguments, and why they say what they say."""
    document = read_document(text, source, date, title, published)
    attributor = Attributor(document)
    record = document_record(document)
    sentences = list(read_sentences(document, attributor, nlp, patterns))
    made = [one for told in sentences for one in claims_of(document, record, attributor, told)]
    return Explanation(
        output=assemble(record, (one.claim for one in made)),
        evidence={one.claim.id: tuple(_evidence(document, attributor, one)) for one in made},
        document=document,
        attributor=attributor,
        told={told.sentence.start: told for told in sentences},
        patterns=patterns,
    )


def _evidence(document: Document, attributor: Attributor, made: Made) -> Iterator[Evidence]:
    """The evidence of each field of a claim, in the order of FIELDS."""
    grounds = {
        **made.draft.grounds,
        "value": _of_value(made.draft.quantity),
        "qualifier": _of_qualifier(document.normal, made.draft.quantity),
        "speaker": _of_speaker(attributor, made),
        "cites": made.source.credit or Ground("the speaker credits nobody else"),
        "date": _of_date(document, made),
    }
    for field in FIELDS:
        ground = grounds[field]
        why = ground.why
        if field == "period" and made.claim.period is not None and _lacks_year(document, ground):
            why += f"; the words name no year, so it is counted from {document.date} or a time before them"
        if made.draft.period is None and document.date is None and UNSETTLED in why:
            why += "; the document gives no date to count from"
        start, end = _trimmed(document.normal, ground)
        yield Evidence(field, ground.rule, start, end, why)


def _trimmed(normal: str, ground: Ground) -> tuple[int | None, int | None]:
    """The words without the spaces around them."""
    if ground.start is None or ground.end is None:
        return None, None
    words = normal[ground.start : ground.end]
    return ground.start + len(words) - len(words.lstrip()), ground.start + len(words.rstrip())


def _lacks_year(document: Document, ground: Ground) -> bool:
    return ground.start is not None and YEAR.search(document.normal, ground.start, ground.end or 0) is None


def _of_value(quantity: Quantity) -> Ground:
    """The words of the number, and the rule that recognised them."""
    why = FOUND_BY.get(quantity.rule, "recognised by this rule")
    if quantity.kind == "target_year":
        why = "words for a time by which, in which or through which a goal is to be met"
    elif quantity.lender is not None:
        why = "a number that takes the kind of its neighbour"
    if quantity.low is not None:
        why += ", as a range"
    return Ground(why, quantity.start, quantity.end, quantity.rule)


def _of_qualifier(normal: str, quantity: Quantity) -> Ground:
    """The words that qualify a number, found again by the rule that found them."""
    rule = next((rule for rule in load("qualifiers").rules if rule.id == quantity.qualified_by), None)
    if rule is None:
        return Ground("no words that qualify it touch the number")
    if rule.before is not None:
        match = _ahead(rule.patterns["before"]).search(normal, max(0, quantity.start - WINDOW), quantity.start)
        why = "the words before the number"
    else:
        after = rule.compiled("after")
        match = after and (after.match(normal, quantity.number_end) or after.match(normal, quantity.end))
        why = "the words behind the number"
    place = match.span() if match else None
    if place is not None and place[0] < quantity.end < place[1]:
        place = quantity.end, place[1]  # "5 [percent or so]": the unit is none of them
    return Ground.at(why, place, rule.id)


@functools.cache
def _ahead(before: str) -> regex.Pattern[str]:
    """The words of a rule that must end where the number starts, to be searched for: a look-behind has no length."""
    return regex.compile(rf"(?:{before})\Z", regex.IGNORECASE)


def _of_speaker(attributor: Attributor, made: Made) -> Ground:
    source = made.source
    if source.attribution != "turn":
        return Ground.at(source.why, source.words, source.rule)
    turn = attributor.turn_at(made.claim.start)
    label = turn.label if turn is not None else None
    if source.speaker is None:
        return Ground.at("the turn it stands in names nobody", label)
    if label is not None:
        return Ground("the label of the turn it stands in", *label)
    return Ground("the text is one person's statement, or goes on before the first label")


def _of_date(document: Document, made: Made) -> Ground:
    """The words that say when it was said: of the sentence, else of the document."""
    if made.source.date is not None:
        return Ground.at("the day in the reporting clause", made.source.words)
    if document.date is None:
        return Ground("the document gives no date")
    words = document.date_source or ""
    start = document.text.find(words) if words else -1
    if start < 0:
        return Ground(f"the date of the document, from {words or 'its metadata'}")
    return Ground("the date of the document", start, start + len(words))
