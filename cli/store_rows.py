"""An Output <-> the rows that an archive keeps of it. What comes back equals what went in, every number exactly."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Any, NamedTuple

from extractors.records import Claim, DocumentRecord, DocumentSpeaker, Output

Number = int | float | None

NUMBERS = ("value", "low", "high")
LARGEST = 2**63 - 1  # what an integer of SQLite holds

# The fields of a claim that are columns as they stand.
PLAIN = (
    "kind", "text", "unit", "qualifier", "indicator", "direction", "basis", "status", "period", "target_year", "cites",
    "attribution", "date", "start", "end", "rule",
)  # fmt: skip
CLAIM_COLUMNS = (
    "document_id", "speaker_id", "sentence_id", "claim_id", *PLAIN, *NUMBERS, *(f"{name}_exact" for name in NUMBERS),
)  # fmt: skip
_plain_fields = attrgetter(*PLAIN)
DOCUMENT_FIELDS = ("source", "title", "date", "date_source", "published", "language", "characters")


class StoredNumber(NamedTuple):
    """A number for reckoning and sorting, and its decimal text where the first does not hold it exactly."""

    number: Number
    exact: str | None


def stored_number(value: Decimal | None) -> StoredNumber:
    """A number as an archive holds it; infinity, which would spoil every sum, is no number for one too large."""
    if value is None:
        return StoredNumber(None, None)
    near = _nearest(value)
    return StoredNumber(near, None if read_number(near, None) == value else str(value))


def read_number(number: Number, exact: str | None) -> Decimal | None:
    """The number that was stored."""
    if exact is not None:
        return Decimal(exact)
    # The shortest text of a float is the decimal number that it was made from.
    return None if number is None else Decimal(repr(number))


def _nearest(value: Decimal) -> Number:
    near = float(value)
    if abs(near) < LARGEST and value == value.to_integral_value():
        return int(value)
    return None if math.isinf(near) else near


def claim_row(claim: Claim, document: int, speaker: int | None, sentence: int) -> list[Any]:
    """A claim as a row of CLAIM_COLUMNS."""
    numbers = [stored_number(getattr(claim, name)) for name in NUMBERS]
    return [
        *(document, speaker, sentence, claim.id),
        *_plain_fields(claim),
        *(number.number for number in numbers),
        *(number.exact for number in numbers),
    ]


def output_of(
    document: Mapping[str, Any], speakers: Iterable[Sequence[str | None]], claims: Iterable[Mapping[str, Any]]
) -> Output:
    """The Output that was stored as these rows.

    Args:
        document: its row, with `text`.
        speakers: the roster in order: name, role, organization, native name.
        claims: their rows with `sentence`, `sentence_start` and `speaker`, `role`, `organization`.
    """
    record = {name: document[name] for name in DOCUMENT_FIELDS} | {"id": document["sha256"]}
    if document["with_text"]:
        record["text"] = document["text"]
    roster = [dict(zip(DocumentSpeaker.model_fields, row, strict=True)) for row in speakers]
    return Output(
        schema=document["record_schema"],
        document=DocumentRecord.model_validate({**record, "speakers": roster}),
        claims=[_claim(row) for row in claims],
    )


def _claim(row: Mapping[str, Any]) -> Claim:
    who = {"name": row["speaker"], "role": row["speaker_role"], "organization": row["speaker_organization"]}
    return Claim.model_validate(
        {
            "id": row["claim_id"],
            "sentence": row["sentence"],
            "sentence_start": row["sentence_start"],
            "speaker": None if row["speaker"] is None else who,
            **{name: row[name] for name in PLAIN},
            **{name: read_number(row[name], row[f"{name}_exact"]) for name in NUMBERS},
        }
    )
