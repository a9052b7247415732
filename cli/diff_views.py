"""Differences as text to read, as JSON and as CSV, written as they are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import orjson

from cli.diff_events import ClaimFound, Counts, DocumentFound, Found, Way
from cli.diff_sides import Head, Side
from cli.excerpts import CUT, Excerpt, excerpt
from cli.figures import change, figure, period, words
from cli.shell import printable
from extractors.differences import FieldChange
from extractors.output import CLAIM_COLUMNS, Cell, claim_cells, csv_lines, json_bytes, safe_cell
from extractors.records import Claim, DocumentSpeaker

SCHEMA = "onrecord-diff/1"
CHANGES = ("new", "gone", "changed")
SIGNS = {"new": "+", "gone": "-", "changed": "~"}
COLOURS = {"new": "\x1b[32m", "gone": "\x1b[31m", "changed": "\x1b[33m"}
STANDARD_INPUT = "standard input"
BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
# A sentence that has changed shows around the claim in both; the place is told by the words.
QUIET_FIELDS = ("sentence_start",)
LONG = 60  # a text that is longer shows only where it differs ...
CONTEXT = 3  # ... with so many words on both sides
WORDS = 100  # columns of a sentence around its claim
CSV_COLUMNS = (
    "change", "of", "field", "a", "b", "source_a", "source_b", "kind", "text", "indicator", "unit", "period", "speaker",
    "claim_a", "claim_b",
)  # fmt: skip


@dataclass(frozen=True)
class Comparison:
    """What is compared, what is found, and what that adds up to; `found` must be read to its end for the counts."""

    a: Side
    b: Side
    way: Way
    found: Iterable[Found]
    counts: Counts


# --- text ---


def to_text(comparison: Comparison, colour: bool = False) -> Iterator[bytes]:
    """A block for each document with its differences, then what they add up to."""
    last: tuple[str | None, str | None] | None = None
    several = comparison.way is Way.BRIEFINGS and len(comparison.a.heads) > 1
    for item in comparison.found:
        sources = _block(item, comparison.way)
        lines = list(_document_lines(item) if isinstance(item, DocumentFound) else _claim_lines(item))
        if sources != last:
            head = _head(sources, comparison.way)
            yield _line(f"{BOLD}{head}{PLAIN}" if colour else head)
            last = sources
        if several and isinstance(item, ClaimFound) and item.new_source and item.old_source:
            lines.append((DIM, printable(f"      in A: {item.old_source}")))
        for style, line in lines:
            yield _line(f"{style}{line}{PLAIN}" if colour and style else line)
    if last is not None:
        yield b"\n"
    for line in _sums(comparison):
        yield _line(line)


def _line(line: str) -> bytes:
    return f"{line}\n".encode("utf-8", "replace")


def _block(item: Found, way: Way) -> tuple[str | None, str | None]:
    """What differences stand below one heading: those of a document; of two briefings, what the new one says."""
    old, new = _sources(item)
    return (None, new) if way is Way.BRIEFINGS and new else (old, new)


def _sources(item: Found) -> tuple[str | None, str | None]:
    if isinstance(item, DocumentFound):
        return _source(item.old), _source(item.new)
    return item.old_source, item.new_source


def _source(head: Head | None) -> str | None:
    return None if head is None else head.source or STANDARD_INPUT


def _head(sources: tuple[str | None, str | None], way: Way) -> str:
    old, new = sources
    if way is Way.BRIEFINGS and old:
        return printable(f"{old}: not said again")
    if old and new and old != new:
        return printable(f"{old} -> {new}")
    return printable(new or old or STANDARD_INPUT)


def _document_lines(item: DocumentFound) -> Iterator[tuple[str, str]]:
    sign, style = SIGNS[item.change], COLOURS[item.change]
    if item.change == "changed":
        yield style, f"  {sign} the document"
        yield from _field_lines(item.fields)
    elif item.change == "gone":
        why = f": {item.reason}" if item.reason else ""
        yield style, printable(f"  {sign} the document is not in B{why}")
    else:
        why = f": {item.reason}" if item.reason else ""
        yield style, printable(f"  {sign} the document is not in A{why}")


def _claim_lines(item: ClaimFound) -> Iterator[tuple[str, str]]:
    difference = item.difference
    claim = difference.new or difference.old
    if claim is None:
        raise ValueError("a difference without a claim")
    yield COLOURS[item.change], printable(f"  {SIGNS[item.change]} {_summary(claim)}")
    if difference.former is not None:
        yield "", printable(f"      before: {_former(difference.former)}")
    yield from _field_lines(difference.fields)
    if item.change != "changed":
        yield DIM, f"      {_marked(excerpt(claim, WORDS))}"


def _summary(claim: Claim) -> str:
    speaker = claim.speaker.name if claim.speaker else None
    when = period(claim.period) if claim.period else None
    status = claim.status if claim.status != "reported" else None
    number = words(figure(claim), change(claim, short=True) or None)
    return " | ".join(part for part in (number, claim.indicator, when, status, speaker) if part)


def _former(claim: Claim) -> str:
    when = period(claim.period) if claim.period else claim.date
    return f"{figure(claim)}, {when}" if when else figure(claim)


def _field_lines(fields: Iterable[FieldChange]) -> Iterator[tuple[str, str]]:
    for field in fields:
        if field.field not in QUIET_FIELDS:
            old, new = _unlike(_shown(field.old), _shown(field.new))
            yield "", printable(f"      {field.field}: {old} -> {new}")


def _unlike(old: str, new: str) -> tuple[str, str]:
    """Two texts; of long ones only the words that differ, with a few around them."""
    if max(len(old), len(new)) <= LONG:
        return old, new
    one, two = old.split(), new.split()
    first = _in_common(one, two)
    last = min(_in_common(one[::-1], two[::-1]), min(len(one), len(two)) - first)
    start, left_out = max(0, first - CONTEXT), max(0, last - CONTEXT)
    return _part(one, start, left_out), _part(two, start, left_out)


def _in_common(one: Sequence[str], two: Sequence[str]) -> int:
    """With how many of the same words two texts begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))


def _part(text: Sequence[str], start: int, left_out: int) -> str:
    kept = " ".join(text[start : len(text) - left_out])
    return f"{CUT if start else ''}{kept}{CUT if left_out else ''}"


def _shown(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, list):
        return "; ".join(_who(speaker) for speaker in value) or "none"
    return str(value)


def _who(speaker: DocumentSpeaker) -> str:
    return ", ".join(part for part in (speaker.name, speaker.role, speaker.organization, speaker.native_name) if part)


def _marked(words: Excerpt) -> str:
    return f"{words.before}«{words.claim}»{words.after}"


def _sums(comparison: Comparison) -> Iterator[str]:
    documents, claims = comparison.counts.documents, comparison.counts.claims
    if not comparison.counts.differs:
        yield f"no differences in {_number(documents['b'], 'document')}, {_number(claims['b'], 'claim')}"
        return
    if comparison.way is Way.READINGS:
        parts = [f"{documents['both']} in both"]
        parts += [f"{documents[kind]} {kind}" for kind in CHANGES if documents[kind]]
        parts += [f"{documents['edited']} with another text"] if documents["edited"] else []
        yield f"documents: {', '.join(parts)}"
    yield "claims: " + ", ".join(f"{claims[kind]} {kind}" for kind in (*CHANGES, "same"))
    fields = comparison.counts.fields.most_common()
    if fields:
        yield "fields: " + ", ".join(f"{name} {number}" for name, number in fields)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


# --- JSON ---


def to_json(comparison: Comparison) -> Iterator[bytes]:
    """One object: what was compared, the differences one a line, and what they add up to."""
    head = {"schema": SCHEMA, "compared_as": comparison.way.value, "a": side(comparison.a), "b": side(comparison.b)}
    yield orjson.dumps(head).removesuffix(b"}") + b',"differences":['
    joint = b"\n"
    for item in comparison.found:
        yield joint + json_bytes(record(item)).removesuffix(b"\n")
        joint = b",\n"
    yield b'\n],"summary":' + orjson.dumps(summary(comparison)) + b"}\n"


def side(side: Side) -> dict[str, Any]:
    """What is known of a side: of an archive also the versions that wrote it, with their options."""
    origins = [{"version": one.version, "options": orjson.loads(one.options)} for one in side.origins]
    return {"path": printable(str(side.path)), "documents": len(side.heads), "written_by": origins}


def record(item: Found) -> dict[str, Any]:
    """A difference as JSON; every key is always there."""
    old, new = _sources(item)
    found: dict[str, Any] = {"change": item.change, "of": "document", "source": {"a": old, "b": new}}
    if isinstance(item, DocumentFound):
        return {**found, "reason": item.reason, "fields": _fields(item.fields), "a": None, "b": None, "before": None}
    difference = item.difference
    return {
        **found,
        "of": "claim",
        "reason": None,
        "fields": _fields(difference.fields),
        "a": _cells(difference.old),
        "b": _cells(difference.new),
        "before": _cells(difference.former),
    }


def _cells(claim: Claim | None) -> dict[str, Cell] | None:
    return None if claim is None else {name: cell for name, cell in claim_cells(claim).items() if name in CLAIM_COLUMNS}


def _fields(fields: Iterable[FieldChange]) -> dict[str, Any]:
    return {field.field: {"a": _plain(field.old), "b": _plain(field.new)} for field in fields}


def _plain(value: Any) -> Any:
    return [speaker.model_dump() for speaker in value] if isinstance(value, list) else value


def summary(comparison: Comparison) -> dict[str, Any]:
    """The counts: of documents, of claims, and of changed claims by field."""
    counts = comparison.counts
    documents = {name: counts.documents[name] for name in ("a", "b", "both", "edited", "new", "gone", "changed")}
    claims = {name: counts.claims[name] for name in ("a", "b", "same", "new", "gone", "changed")}
    return {"differs": counts.differs, "documents": documents, "claims": claims, "fields": dict(counts.fields)}


# --- CSV ---


def to_csv(comparison: Comparison) -> Iterator[bytes]:
    """A row for each field that changed, and for each claim or document that is new or gone."""
    yield csv_lines([CSV_COLUMNS])
    for item in comparison.found:
        yield csv_lines([safe_cell(row.get(column)) for column in CSV_COLUMNS] for row in _rows(item))


def _rows(item: Found) -> Iterator[dict[str, Cell]]:
    old, new = _sources(item)
    head: dict[str, Cell] = {"change": item.change, "of": "document", "source_a": old, "source_b": new}
    if isinstance(item, DocumentFound):
        fields = item.fields or (FieldChange("", None, None),)
    else:
        difference = item.difference
        claim = difference.new or difference.old
        cells = {} if claim is None else claim_cells(claim)
        shown = {name: cells.get(name) for name in ("kind", "text", "indicator", "unit", "period", "speaker")}
        head = {**head, "of": "claim", **shown}
        head["claim_a"] = difference.old.id if difference.old else None
        head["claim_b"] = difference.new.id if difference.new else None
        before = difference.old or difference.former
        fields = difference.fields or (FieldChange("", before and before.text, difference.new and difference.new.text),)
    for field in fields:
        yield {**head, "field": field.field, "a": _cell(field.old), "b": _cell(field.new)}


def _cell(value: object) -> Cell:
    return value if value is None or isinstance(value, int | float) else _shown(value)
