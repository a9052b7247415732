"""Claims: a draft with its document, its sentence and its source becomes the record that is written out."""

from __future__ import annotations

import hashlib

from extractors.attribution import Source
from extractors.records import Claim, Document, Person, Sentence, Speaker
from extractors.scene import Draft
from extractors.tables import Cell


def cell_draft(cell: Cell) -> Draft:
    """The draft of a table's cell, which says everything itself."""
    value = cell.quantity.value
    if cell.direction is not None and value is not None:
        value = abs(value)
    return Draft(
        cell.quantity,
        cell.quantity.unit,
        cell.indicator,
        cell.direction,
        cell.basis,
        status=cell.status,
        period=cell.period,
        value=value,
        grounds=cell.grounds,
    )


def make_claim(document: Document, document_id: str, draft: Draft, sentence: Sentence, source: Source) -> Claim:
    """The record of a draft. Built without validation: every field is made here, in the type it has."""
    quantity = draft.quantity
    return Claim.model_construct(
        id=_claim_id(document_id, quantity.start, quantity.end, quantity.kind),
        kind=quantity.kind,
        text=document.text[quantity.start : quantity.end],
        start=quantity.start,
        end=quantity.end,
        value=draft.value if draft.value is not None else quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=draft.unit,
        qualifier=quantity.qualifier,
        indicator=draft.indicator,
        direction=draft.direction,
        basis=draft.basis,
        status=draft.status,
        period=draft.period,
        target_year=draft.target_year,
        speaker=_speaker(source.speaker),
        cites=source.cites,
        attribution=source.attribution,
        date=source.date or document.date,
        sentence=document.text[sentence.start : sentence.end],
        sentence_start=sentence.start,
        rule=quantity.rule,
    )


def _claim_id(document_id: str, start: int, end: int, kind: str) -> str:
    """The same document, place and kind give the same id."""
    return hashlib.sha256(f"{document_id}:{start}:{end}:{kind}".encode()).hexdigest()[:16]


def _speaker(person: Person | None) -> Speaker | None:
    return None if person is None else Speaker(name=person.name, role=person.role, organization=person.organization)
