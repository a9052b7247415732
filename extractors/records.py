"""The records that pass between the stages.

Frozen dataclasses inside (Document, Turn, Paragraph, Sentence, Mention ...), pydantic models at the border
(DocumentRecord, Claim, Output), whose JSON Schema `onrecord schema` prints.

Offsets are code points of `Document.text`. `Document.normal` has the same length and the same offsets: the text with
exotic spaces, quotes, digits and the line breaks inside paragraphs replaced one for one, for rules to run on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_serializer

SCHEMA = "onrecord/1"

Kind = Literal["percentage", "money", "count", "quantity", "multiple", "target_year"]
Qualifier = Literal["exact", "about", "nearly", "more_than", "at_least", "less_than", "at_most"]
Direction = Literal["increase", "decrease"]
Basis = Literal["year-on-year", "month-on-month", "quarter-on-quarter", "annual"]
Status = Literal["reported", "target", "forecast"]
Attribution = Literal["turn", "quote", "reported", "narration"]


# --- inside: structure ---


@dataclass(frozen=True)
class Person:
    """Somebody, or an organization, that can put a number on record. `name` is the fullest form, without honorific."""

    name: str
    role: str | None = None
    organization: str | None = None
    native_name: str | None = None


@dataclass(frozen=True)
class Paragraph:
    """A run of text between line breaks that matter; hard-wrapped lines are one paragraph.

    `zone`: "text", "heading", "bullet" (a list item), "title", "front" (dates, roster, labels on lines of their own)
    or "noise" (navigation, captions, bylines, related links), which gives no claims.
    """

    start: int
    end: int
    zone: str = "text"


@dataclass(frozen=True)
class Sentence:
    """A sentence of a text, heading or bullet paragraph; `paragraph` is the index in Document.paragraphs."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True)
class Turn:
    """Who speaks from `start` to `end`. `speaker` is None where nobody can be named (a bare `Q`)."""

    start: int
    end: int
    speaker: Person | None
    role: Literal["answer", "question", "chair", "statement"] = "answer"
    label: tuple[int, int] | None = field(default=None, compare=False)  # where the words stand that open it


@dataclass(frozen=True)
class Document:
    """One text and what its structure says. `date` and `published` are EDTF (`2024-07-15`, `XXXX-03-01`)."""

    text: str
    normal: str
    source: str | None = None
    title: str | None = None
    date: str | None = None
    date_source: str | None = None
    published: str | None = None
    language: str = "en"
    speakers: tuple[Person, ...] = ()
    turns: tuple[Turn, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    sentences: tuple[Sentence, ...] = ()


# --- inside: mentions ---


@dataclass(frozen=True, slots=True)
class Ground:
    """What a decision rests on: `why` in plain words, and the words of the text and the rule where there are any."""

    why: str
    start: int | None = None
    end: int | None = None
    rule: str | None = None

    @classmethod
    def at(cls, why: str, place: tuple[int, int] | None, rule: str | None = None) -> Ground:
        """The same with the place of the words as one, None where no words say it."""
        return cls(why, place[0], place[1], rule) if place is not None else cls(why, rule=rule)


@dataclass(frozen=True, slots=True)
class Lost:
    """A number that gives no claim, or words that are no mention, and why; `rule` is what took or left it."""

    start: int
    end: int
    why: str
    rule: str | None = None


@dataclass(frozen=True)
class Number:
    """A number as written, with its scale word: "4.2 trillion" is 4200000000000."""

    start: int
    end: int
    value: Decimal
    form: Literal["digits", "words", "fraction"]
    scale: Decimal = Decimal(1)
    text: str = ""


@dataclass(frozen=True)
class Quantity:
    """A number with what it counts or measures, as a rule recognised it. For a range `value` is None.

    `lender` is the place of the number that lent it the unit ("0.4 and 0.6 percentage points"), `qualified_by` the rule
    of the words that qualify it.
    """

    kind: Kind
    start: int
    end: int
    value: Decimal | None
    unit: str | None
    rule: str
    low: Decimal | None = None
    high: Decimal | None = None
    number_start: int = 0
    number_end: int = 0
    qualifier: Qualifier = "exact"
    lender: tuple[int, int] | None = None
    qualified_by: str | None = None


@dataclass(frozen=True)
class TimeMention:
    """Words for a time.

    `edtf`: what they resolve to, None where that needs what the document does not say.
    `role`: "period" (the time a number is about), "base" (a time compared with), "basis" (year on year ...),
    "goal" (a year by which, in which or through which something is to be), "present" (so far, at present).
    `basis`: for role "basis" and for bases that imply one (than a year earlier: year-on-year).
    """

    start: int
    end: int
    edtf: str | None
    role: Literal["period", "base", "basis", "goal", "present"]
    rule: str
    basis: Basis | None = None
    year: int | None = None


# --- at the border ---


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def plain_number(value: Decimal | None) -> int | float | None:
    """The number as JSON writes it: an integer where it is one, so that 4.2 trillion is 4200000000000."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


class Speaker(Model):
    """A person or organization that put a number on record."""

    name: str
    role: str | None = None
    organization: str | None = None


class DocumentSpeaker(Speaker):
    """A speaker of the document's roster."""

    native_name: str | None = None


class DocumentRecord(Model):
    """The document that the claims stand in."""

    id: str = Field(description="SHA-256 of the text, hexadecimal.")
    source: str | None = Field(description="The file's path, or null for standard input.")
    title: str | None
    date: str | None = Field(description="When it was said, EDTF; the briefing's date, else that of publication.")
    date_source: str | None = Field(description="The words or the option that gave the date.")
    published: str | None = Field(description="Date of publication, EDTF.")
    language: str
    speakers: list[DocumentSpeaker] = Field(
        description="Who speaks, by the roster and labels of a transcript; none in a report, whose claims name theirs."
    )
    characters: int = Field(description="Length of the text in code points.")
    text: str | None = Field(default=None, description="The text that offsets point into, where it was asked for.")


class Claim(Model):
    """A numeric claim. Every key is always there; null where nothing is known."""

    id: str = Field(description="Stable: same document, same place, same kind, same id.")
    kind: Kind
    text: str = Field(description="The claim's own words, text[start:end].")
    start: int = Field(description="Offset of the first code point in the document.")
    end: int = Field(description="Offset behind the last code point.")
    value: Decimal | None = Field(description="The number in full; null for a range.")
    low: Decimal | None = Field(description="Lower end of a range.")
    high: Decimal | None = Field(description="Upper end of a range.")
    unit: str | None = Field(description="%, pp, bp, x, an ISO 4217 or UCUM code, or the thing counted.")
    qualifier: Qualifier
    indicator: str | None = Field(description="What the number measures.")
    direction: Direction | None
    basis: Basis | None
    status: Status
    period: str | None = Field(description="The time the number is about, EDTF.")
    target_year: int | None
    speaker: Speaker | None
    cites: str | None = Field(description="Whom the speaker credits.")
    attribution: Attribution
    date: str | None = Field(description="When it was said, EDTF.")
    sentence: str
    sentence_start: int
    rule: str = Field(description="The rule that found it.")

    @field_serializer("value", "low", "high")
    def _number(self, value: Decimal | None) -> int | float | None:
        return plain_number(value)


class Output(Model):
    """What one document gives."""

    schema_: str = Field(default=SCHEMA, alias="schema", serialization_alias="schema")
    document: DocumentRecord
    claims: list[Claim]
