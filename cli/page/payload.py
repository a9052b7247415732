"""Records -> the data of the page. Strings that come again are written once; numbers keep every digit."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cli.page.layout import blocks
from extractors.records import Claim, Output, Speaker, plain_number

if TYPE_CHECKING:
    from extractors.evidence import Evidence

# As in script/data.js: the fields of a claim in order, and those that are written as they are.
PLAIN = frozenset({"start", "end", "sentence_start", "target_year"})
NUMBERS = frozenset({"value", "low", "high"})


@dataclass(frozen=True)
class PageDocument:
    """One document of the page.

    `text`: None where it was not kept; `evidence`: by the id of a claim, what gave its fields, as far as that is known.
    """

    output: Output
    text: str | None
    evidence: Mapping[str, Sequence[Evidence]]


@dataclass(frozen=True)
class Content:
    """What a page shows; `problems` are sources that could not be read, with the reason."""

    documents: Sequence[PageDocument]
    problems: Sequence[tuple[str, str]] = ()


class Pool:
    """Values that are written once and pointed to by their number."""

    def __init__(self) -> None:
        self._places: dict[Any, int] = {}

    def place(self, value: Any) -> int | None:
        """The number of the value; None for None."""
        return None if value is None else self._places.setdefault(value, len(self._places))

    def values(self) -> list[Any]:
        return list(self._places)


def payload(content: Content, rules: Mapping[str, str]) -> dict[str, Any]:
    """All data of the page as JSON takes it; script/data.js reads it."""
    strings, speakers = Pool(), Pool()
    claims = [
        [number, _cells(claim, strings, speakers), _evidence(document.evidence.get(claim.id, ()), strings)]
        for number, document in enumerate(content.documents)
        for claim in document.output.claims
    ]
    used = {claim.rule for document in content.documents for claim in document.output.claims}
    return {
        "documents": [_document(document) for document in content.documents],
        "claims": claims,
        "speakers": [speaker.model_dump() for speaker in speakers.values()],
        "strings": strings.values(),
        "rules": {rule: rules[rule] for rule in sorted(used & rules.keys())},
        "problems": content.problems,
    }


def summary(content: Content) -> str:
    """What the page holds, in a line: 8 documents, 3,000 claims by 41 speakers, said from 2012-07 to 2026-07-29."""
    claims = [claim for document in content.documents for claim in document.output.claims]
    speakers = {claim.speaker.name for claim in claims if claim.speaker}
    dates = sorted(
        {document.output.document.date for document in content.documents if document.output.document.date}
        - {date for document in content.documents if (date := document.output.document.date or "").startswith("X")}
    )
    said = f", said from {dates[0]} to {dates[-1]}" if len(dates) > 1 else f", said on {dates[0]}" if dates else ""
    parts = f"{_plural(len(content.documents), 'document')}, {_plural(len(claims), 'claim')}"
    return parts + (f" by {_plural(len(speakers), 'speaker')}" if speakers else "") + said


def _plural(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _document(document: PageDocument) -> dict[str, Any]:
    record = document.output.document.model_dump(mode="json")
    return {
        "record": {**record, "text": None},
        "text": document.text,
        "blocks": [] if document.text is None else blocks(document.text, document.output.document),
    }


def _cells(claim: Claim, strings: Pool, speakers: Pool) -> list[int | None]:
    """The fields of a claim in the order of the record."""
    cells: list[int | None] = []
    for name in Claim.model_fields:
        value = getattr(claim, name)
        if name in PLAIN:
            cells.append(value)
        elif name == "speaker":
            cells.append(speakers.place(value) if isinstance(value, Speaker) else None)
        else:
            cells.append(strings.place(_digits(value) if name in NUMBERS else value))
    return cells


def _digits(value: Decimal | None) -> str | None:
    """A number as JSON writes it."""
    return None if value is None else json.dumps(plain_number(value))


def _evidence(found: Sequence[Evidence], strings: Pool) -> list[list[int | None]]:
    return [
        [strings.place(item.field), strings.place(item.rule), item.start, item.end, strings.place(item.why)]
        for item in found
    ]
