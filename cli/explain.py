"""`onrecord explain`: why a claim says what it says, and why a number gives none."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import DateOption, Input, InputOption, PatternsOption, PipelineOption, reading_options
from cli.shell import emit, fail, is_terminal, wants_colour

if TYPE_CHECKING:
    from extractors.evidence import Explanation
    from extractors.options import ReadingOptions
    from extractors.records import Claim, Sentence

EPILOG = """\b
Examples:
  onrecord explain briefing.txt
  onrecord explain briefing.txt --claim 5d41402abc4b2a76
  onrecord explain briefing.txt --at 1204
  echo "Exports rose 5 percent to 3 billion yuan in May." | onrecord explain
  onrecord explain briefing.txt --format json | jq '.sentences[].lost'

\b
Exit status: 0 explained, 2 wrong use, no such claim, or a file that cannot be read.
"""


class Layout(StrEnum):
    """What an explanation is written as."""

    TEXT = "text"
    JSON = "json"


def explain(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", readable=False, help="A document; - or nothing is a text on standard input."),
    ] = None,
    at: Annotated[
        int | None,
        typer.Option(
            metavar="OFFSET", min=0, help="Explain what stands at this place, counted in code points as `start` is."
        ),
    ] = None,
    claim: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="Explain the claim of this id; its beginning is enough where it is one claim's."
        ),
    ] = None,
    format: Annotated[
        Layout, typer.Option(metavar="FORMAT", help="text, or json with all that was found.")
    ] = Layout.TEXT,
    date: DateOption = None,
    patterns: PatternsOption = None,
    pipeline: PipelineOption = None,
    input: InputOption = Input.AUTO,
) -> None:
    """Say why a claim says what it says, and why a number gives none: the words and the rule behind every field.

    A FILE alone lists its claims with their places; --at and --claim explain. A text on standard input is explained
    whole.
    """
    from extractors.errors import OnRecordError

    if at is not None and claim is not None:
        fail("--at and --claim: give one of the two")
    if file is None and is_terminal(sys.stdin):
        fail("no FILE, and standard input is a terminal; name a file, or pipe a sentence in")
    try:
        options = reading_options(date, patterns, pipeline, input)
        explanation = _read(None if file in (None, Path("-")) else file, options)
    except OnRecordError as error:
        fail(error)
    offset = at if claim is None else _claim_of(explanation, claim, file).start
    emit(_written(explanation, offset, file in (None, Path("-")), format))


def _written(explanation: Explanation, offset: int | None, whole: bool, layout: Layout) -> bytes:
    """The explanation of one place, of all sentences, or the list of claims."""
    from cli import drawing
    from extractors.close_reading import claims_at, read_closely, sentence_at, sentences_with_numbers, why_no_claim

    answer = None
    sentences: list[Sentence]
    if offset is None:
        sentences = sentences_with_numbers(explanation)
    else:
        here = sentence_at(explanation, offset)
        sentences = [here] if here is not None else []
        answer = None if claims_at(explanation, offset) else why_no_claim(explanation, offset)
    pen = drawing.Pen(wants_colour())
    if layout is Layout.TEXT and offset is None and not whole:
        return drawing.overview(explanation, pen)
    readings = [read_closely(explanation, sentence) for sentence in sentences]
    if layout is Layout.JSON:
        return drawing.as_json(explanation, readings, offset, answer)
    return drawing.full(explanation, readings, offset, answer, pen)


def _read(file: Path | None, options: ReadingOptions) -> Explanation:
    """Read a file, or standard input, and keep what its claims rest on."""
    from extractors.evidence import explain as explained
    from extractors.readers import read
    from extractors.reading import named_pipeline

    document = read(file, options.input)
    return explained(
        document.text,
        nlp=named_pipeline(options),
        source=document.source,
        date=options.date,
        patterns=options.patterns,
        title=document.title,
        published=document.published,
    )


def _claim_of(explanation: Explanation, name: str, file: Path | None) -> Claim:
    """The claim of this id, or the only one whose id begins so."""
    found = [claim for claim in explanation.output.claims if claim.id.startswith(name.lower())]
    where = file or "standard input"
    if not found or not name:
        fail(f"{where}: holds no claim {name!r}; onrecord explain {file or '-'} lists them")
    if len(found) > 1:
        fail(f"{where}: {len(found)} claims have an id that begins with {name!r}; give more of it")
    return found[0]
