"""Explanations as plain text of at most 80 columns, with colour where a terminal wants it, and as JSON.

Words of documents go through printable() on their way into a line: nothing in them is obeyed by a terminal.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from cli.shell import printable

if TYPE_CHECKING:
    from extractors.close_reading import CloseReading, Node
    from extractors.evidence import Evidence, Explanation
    from extractors.records import Claim, Lost

WIDTH = 80
FIELD = 15  # columns of the names of fields, with their indent
SHORT = 60  # characters of words that are quoted; of longer ones both ends
CODES = {"bold": "1", "dim": "2", "number": "1;33", "time": "36", "cue": "35", "source": "34", "lost": "31"}
PARSED = "What the parser read (numbers are put short; times and what is only attached are left out):"
RULES = "In [brackets] the rules: onrecord patterns list shows them."
TREE = 52  # columns of the words of a tree, at most where they fit
UNUSED = "; no field rests on it"


@dataclass(frozen=True)
class Pen:
    """Writes words in colour, or plain."""

    colour: bool

    def __call__(self, style: str, text: str) -> str:
        return f"\x1b[{CODES[style]}m{text}\x1b[0m" if self.colour and text else text


def as_json(
    explanation: Explanation, readings: Sequence[CloseReading], offset: int | None, answer: Lost | None
) -> bytes:
    """One object: the document, the place that was asked for and why it holds no claim, and the sentences."""
    import orjson

    asked: dict[str, Any] | None = None
    if offset is not None:
        why = asdict(answer) if answer is not None else None
        asked = {"offset": offset, "claims": _ids_at(readings, offset), "no_claim": why}
    page = {
        "document": explanation.output.document.model_dump(mode="json"),
        "asked": asked,
        "sentences": [_sentence_object(explanation, reading) for reading in readings],
    }
    return orjson.dumps(page, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _ids_at(readings: Sequence[CloseReading], offset: int) -> list[str]:
    return [claim.id for reading in readings for claim in reading.claims if claim.start <= offset < claim.end]


def _sentence_object(explanation: Explanation, reading: CloseReading) -> dict[str, Any]:
    """A sentence with everything that was found in it, for programs."""
    text = explanation.document.text
    return {
        "start": reading.start,
        "end": reading.end,
        "text": text[reading.start : reading.end],
        "zone": reading.zone,
        "parse": {
            "text": reading.reduced,
            "tokens": [asdict(node) for node in reading.nodes],
            "unparsed": reading.unparsed,
        },
        "mentions": [{**asdict(one), "text": text[one.start : one.end]} for one in reading.mentions],
        "lost": [{**asdict(one), "text": text[one.start : one.end]} for one in reading.lost],
        "claims": [
            {
                "claim": claim.model_dump(mode="json"),
                "evidence": [
                    {**asdict(one), "text": None if one.start is None else text[one.start : one.end]}
                    for one in explanation.evidence[claim.id]
                ],
            }
            for claim in reading.claims
        ],
    }


def overview(explanation: Explanation, pen: Pen) -> bytes:
    """The claims of a document, a line each, and how to ask on."""
    output = explanation.output
    lines = [_heading(explanation, pen), ""]
    for claim in output.claims:
        words = _clipped(f"{claim.text}: {claim.indicator or '?'}", WIDTH - 28)
        lines.append(f"{claim.start:>8}  {pen('dim', claim.id)}  {words}")
    if output.claims:
        name = printable(output.document.source or "-")
        lines += ["", "Explain one with", f"  onrecord explain {name} --claim {output.claims[0].id}"]
        lines += ["or whatever stands at a place, a number without a claim too, with"]
        lines += [f"  onrecord explain {name} --at {output.claims[0].start}"]
    else:
        lines += ["No claims. To see why a number gives none: onrecord explain FILE --at OFFSET"]
    return _page(lines)


def full(
    explanation: Explanation, readings: Sequence[CloseReading], offset: int | None, answer: Lost | None, pen: Pen
) -> bytes:
    """Sentences with their parse, mentions, losses, and the evidence of their claims.

    Of a place that holds a claim only that claim is explained; the others of its sentence are named.
    """
    lines = [_heading(explanation, pen), ""]
    if answer is not None:
        lines += [*_answer(explanation, answer, offset or 0, pen), ""]
    for reading in readings:
        lines += _sentence(explanation, reading, offset, pen)
    if any(reading.mentions or reading.lost for reading in readings):
        lines.append(pen("dim", RULES))
    if not readings and answer is None:
        lines.append("No sentence with a number in it.")
    return _page(lines)


def _page(lines: Sequence[str]) -> bytes:
    while lines and not lines[-1]:
        lines = lines[:-1]
    return "\n".join((*(line.rstrip() for line in lines), "")).encode("utf-8", "replace")


def _heading(explanation: Explanation, pen: Pen) -> str:
    document = explanation.output.document
    parts = (document.title or document.source or "standard input", document.date or "no date")
    return pen("bold", _clipped(" | ".join(parts), WIDTH))


def _answer(explanation: Explanation, lost: Lost, offset: int, pen: Pen) -> Iterator[str]:
    words = _quoted(explanation.document.text[lost.start : lost.end])
    yield pen("bold", f"No claim at {offset}.")
    yield from _wrapped(f"{words}: {lost.why}{_by(lost.rule)}" if words else f"{lost.why}.", "  ")


def _sentence(explanation: Explanation, reading: CloseReading, offset: int | None, pen: Pen) -> Iterator[str]:
    zone = "" if reading.zone == "text" else f", {reading.zone}"
    yield pen("bold", f"Sentence {reading.start}-{reading.end}{zone}")
    yield from _marked(explanation.document.text, reading, pen)
    yield ""
    yield from _parse(reading, pen)
    yield from _mentions(explanation, reading, pen)
    yield from _losses(explanation, reading, pen)
    chosen = [claim for claim in reading.claims if offset is None or claim.start <= offset < claim.end]
    for claim in chosen:
        yield from _claim(explanation, claim, pen)
    others = [claim for claim in reading.claims if claim not in chosen]
    if others:
        yield "Claims of this sentence" if not chosen else "Other claims of this sentence"
        yield from (
            f"  {claim.start:>7}  {pen('dim', claim.id)}  {_clipped(claim.text, WIDTH - 28)}" for claim in others
        )
        yield ""


def _marked(text: str, reading: CloseReading, pen: Pen) -> Iterator[str]:
    """The sentence with its claims in brackets; the brackets go round the claims of the record."""
    opens = {claim.start for claim in reading.claims}
    closes = {claim.end for claim in reading.claims}
    marked = ""
    for at in range(reading.start, reading.end):
        marked += "[" * (at in opens) + text[at] + "]" * (at + 1 in closes)
    yield from _wrapped(" ".join(printable(marked).split()), "  ")


def _parse(reading: CloseReading, pen: Pen) -> Iterator[str]:
    """The tree of the sentence that the parser read; or why there is none."""
    if not reading.nodes:
        yield from _wrapped(f"Not parsed: {reading.unparsed}.", "")
        yield ""
        return
    yield from _wrapped(PARSED, "")
    yield from _wrapped(printable(reading.reduced), "  ")
    yield ""
    yield from (f"  {line}" for line in _tree(reading.nodes, pen))
    yield ""


def _tree(nodes: Sequence[Node], pen: Pen) -> Iterator[str]:
    """A dependency tree, each word under the one it hangs on, in the order of the text; punctuation is left out."""
    rows = [(lead, nodes[number]) for lead, number in _branches(nodes)]
    wide = max((len(lead + _token(node)) for lead, node in rows), default=0)
    for lead, node in rows:
        room = " " * (min(wide, TREE) - len(lead + _token(node)))
        yield f"{lead}{_token(node)}{room}  {pen('dim', f'{node.tag:<5}{node.relation}')}"


def _branches(nodes: Sequence[Node]) -> Iterator[tuple[str, int]]:
    """For each word of the tree, from the top, the lines that lead to it and its number."""
    below: dict[int, list[int]] = {}
    for number, node in enumerate(nodes):
        if node.head != number:
            below.setdefault(node.head, []).append(number)
    stack = [(number, "", "") for number, node in enumerate(nodes) if node.head == number][::-1]
    while stack:
        number, lead, further = stack.pop()
        yield lead, number
        children = [child for child in below.get(number, []) if nodes[child].relation != "punct" or child in below]
        for child in reversed(children):
            last = child == children[-1]
            stack.append((child, further + ("└─ " if last else "├─ "), further + ("   " if last else "│  ")))


def _token(node: Node) -> str:
    word = printable(node.text)
    return f"{word} = {_quoted(node.stands_for)}" if node.stands_for else word


def _mentions(explanation: Explanation, reading: CloseReading, pen: Pen) -> Iterator[str]:
    if not reading.mentions:
        return
    yield "Found"
    for mention in reading.mentions:
        words = _quoted(explanation.document.text[mention.start : mention.end])
        unused = "" if mention.claims or mention.kind == "number" else UNUSED
        line = f"{mention.kind:<8}{words}: {mention.says}{unused}{_by(mention.rule)}"
        first, *rest = _wrapped(line, "  ", "          ")
        yield first.replace(mention.kind, pen(mention.kind, mention.kind), 1)
        yield from rest
    yield ""


def _losses(explanation: Explanation, reading: CloseReading, pen: Pen) -> Iterator[str]:
    if not reading.lost:
        return
    yield "Lost"
    for lost in reading.lost:
        words = _quoted(explanation.document.text[lost.start : lost.end])
        yield from _wrapped(f"{words}: {lost.why}{_by(lost.rule)}", "  ", "          ")
    yield ""


def _claim(explanation: Explanation, claim: Claim, pen: Pen) -> Iterator[str]:
    """Each field of a claim with its value, the words, and how the two belong together."""
    text = explanation.document.text
    yield f"Claim {pen('number', printable(claim.text))}  {pen('dim', claim.id)}  {claim.kind}"
    for evidence in explanation.evidence[claim.id]:
        value = _value(claim, evidence.field)
        yield from _field(evidence, value, text, pen)
    yield ""


def _field(evidence: Evidence, value: str | None, text: str, pen: Pen) -> Iterator[str]:
    words = "" if evidence.start is None else _quoted(text[evidence.start : evidence.end])
    reason = f"{words}: {evidence.why}{_by(evidence.rule)}" if words else evidence.why + _by(evidence.rule)
    name = f"  {evidence.field:<{FIELD - 2}}"
    if value is None:
        lines = textwrap.wrap(f"null: {reason}", WIDTH - FIELD, break_on_hyphens=False)
        yield from (f"{name if not at else ' ' * FIELD}{line}" for at, line in enumerate(lines))
        return
    for at, line in enumerate(textwrap.wrap(value, WIDTH - FIELD, break_on_hyphens=False)):
        yield (name if not at else " " * FIELD) + pen("bold", line)
    yield from _wrapped(reason, " " * FIELD)


def _value(claim: Claim, field: str) -> str | None:
    """A field as the record has it, None for null."""
    if field == "value" and claim.value is None:
        return f"low {_plain(claim.low)}, high {_plain(claim.high)}"
    value = getattr(claim, field)
    if value is None:
        return None
    if field == "value":
        return _plain(value)
    return printable(value.name if field == "speaker" else str(value))


def _plain(number: object) -> str:
    from extractors.records import plain_number

    return str(plain_number(number))  # type: ignore[arg-type]


def _by(rule: str | None) -> str:
    return f" [{printable(rule)}]" if rule else ""


def _quoted(text: str) -> str:
    """Words of a document in quotation marks, on one line; of long ones both ends."""
    words = " ".join(printable(text).split())
    if len(words) > SHORT:
        words = f"{words[: SHORT // 2].rstrip()} … {words[-SHORT // 2 :].lstrip()}"
    return f"“{words}”" if words else ""


def _clipped(text: str, width: int) -> str:
    words = " ".join(printable(text).split())
    return words if len(words) <= width else f"{words[: width - 1].rstrip()}…"


def _wrapped(text: str, indent: str, further: str | None = None) -> list[str]:
    """Text in lines of at most 80 columns; those behind the first may begin further in."""
    behind = indent if further is None else further
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=behind, break_on_hyphens=False)
