"""`onrecord extract`: documents -> claims."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.files import Names, destination, is_folder, output_folder, refuse_overwriting
from cli.options import (
    DateOption,
    Input,
    InputOption,
    KindOption,
    MaxBytesOption,
    PatternsOption,
    PipelineOption,
    QuietOption,
    SpeakerOption,
    load_patterns,
)
from cli.shell import SOME_FAILED, Progress, complain, fail, is_terminal, note, wants_colour

if TYPE_CHECKING:
    from spacy.language import Language

    from extractors.errors import InputError
    from extractors.readers import Limits, RawDocument
    from extractors.records import Claim, Output, Speaker
    from patterns import Patterns

STANDARD_INPUT = Path("-")


class Format(StrEnum):
    """What the claims are written as."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TABLE = "table"


SUFFIX = {Format.JSON: ".json", Format.JSONL: ".jsonl", Format.CSV: ".csv", Format.TABLE: ".txt"}

EPILOG = """\b
Examples:
  onrecord extract briefing.txt
  onrecord extract briefing.txt --format table
  curl -s URL | onrecord extract --format jsonl | jq .indicator
  onrecord extract pages/*.html annex.pdf transcripts.zip --with-text -o claims/
  onrecord extract *.txt -o claims/
  onrecord extract *.txt --kind money --kind percentage --format csv -o claims.csv

\b
Exit status: 0 all files read, 1 some not (the rest is written), 2 wrong use.
"""


@dataclass(frozen=True)
class Reading:
    """How the documents of one run are read."""

    date: str | None = None
    patterns: Patterns | None = None
    nlp: Language | None = None
    input: str = "auto"
    max_bytes: int | None = None
    with_text: bool = False


@dataclass(frozen=True)
class Result:
    """What a document gave; `output` is None for one that could not be read, `source` for standard input."""

    source: str | None
    output: Output | None


@dataclass
class Tally:
    """How many documents were read, and how many could not be."""

    read: int = 0
    failed: int = 0

    @property
    def nothing(self) -> bool:
        """Whether there were documents and none of them could be read."""
        return self.failed > 0 and self.read == 0


@dataclass
class Choice:
    """Which claims are wanted, and what of the wish has come true so far.

    `speakers`: parts of names of persons or organizations, in any case.
    """

    kinds: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    met: set[str] = field(default_factory=set)
    kept: bool = False

    def of(self, output: Output) -> Output:
        """The output with only the claims that are wanted."""
        if not self.kinds and not self.speakers:
            return output
        claims = [claim for claim in output.claims if self._wanted(claim)]
        self.kept = self.kept or bool(claims)
        return output.model_copy(update={"claims": claims})

    def _wanted(self, claim: Claim) -> bool:
        kinds = {claim.kind} & self.kinds
        speakers = {name for name in self.speakers if _names(claim.speaker, name)}
        self.met |= kinds | speakers
        return bool((kinds or not self.kinds) and (speakers or not self.speakers))

    def unmet(self) -> Iterator[str]:
        """What was wanted and is nowhere, a sentence for each."""
        missing = False
        for option, wishes in (("--kind", self.kinds), ("--speaker", self.speakers)):
            for wish in sorted(wishes - self.met):
                missing = True
                yield f"{option} {wish}: matches no claim"
        if self.kinds and self.speakers and not self.kept and not missing:
            yield "--kind and --speaker: no claim matches both"


def extract(
    files: Annotated[
        list[Path] | None,
        # What cannot be read is told by the reader, and the other files are written.
        typer.Argument(
            metavar="FILE",
            readable=False,
            help="Plain text, HTML, PDF, Word (.docx) or Markdown, also compressed or in a .zip or .tar; - or nothing "
            "is standard input.",
        ),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(
            metavar="FORMAT",
            help="json (an object per document), jsonl or csv (a row per claim), table (to look at). "
            "Without it, what the name after -o ends in, else json.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|DIR/",
            help="A file; or a folder, with one NAME.json (.jsonl, .csv, .txt after --format) for each.",
        ),
    ] = None,
    date: DateOption = None,
    kind: KindOption = None,
    speaker: SpeakerOption = None,
    patterns: PatternsOption = None,
    pipeline: PipelineOption = None,
    input: InputOption = Input.AUTO,
    with_text: Annotated[
        bool,
        typer.Option("--with-text", help="Put the text that offsets point into into the JSON, as document.text."),
    ] = False,
    max_bytes: MaxBytesOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write the numeric claims of documents: who put which number on record, about what, and for when."""
    from extractors.errors import OnRecordError

    files = files or [standard_input()]
    if files.count(STANDARD_INPUT) > 1:
        fail("standard input can be read only once; give - one time")
    target = None if output in (None, "-") else Path(str(output))
    layout = format or _format_of(target)
    choice = Choice(frozenset(kind or ()), frozenset(speaker or ()))
    try:
        reading = Reading(date, load_patterns(patterns), named_pipeline(pipeline), input.value, max_bytes, with_text)
        results = read_all(files, reading, choice, Progress(len(files), quiet))
        if target is not None and is_folder(target, output):
            tally = write_folder(target, files, results, layout)
        else:
            tally = write_together(target, files, results, layout)
    except OnRecordError as error:
        fail(error)
    if not quiet and tally.read:
        for remark in choice.unmet():
            note(remark)
    if tally.failed:
        raise typer.Exit(SOME_FAILED)


def read_all(files: Sequence[Path], reading: Reading, choice: Choice, progress: Progress) -> Iterator[Result]:
    """The chosen claims of each document in turn; what cannot be read is complained about."""
    for number, path in enumerate(files, 1):
        progress.at(number, path)
        for result in read_claims(path, reading):
            progress.clear()
            if isinstance(result, Exception):
                complain(result)
                yield Result(result.source, None)
                continue
            document = result.document
            if document.characters == 0 and not progress.quiet:
                note(f"{document.source or 'standard input'}: is empty")
            yield Result(document.source, choice.of(result))


def read_claims(path: Path, reading: Reading) -> Iterator[Output | InputError]:
    """The claims of each document in a file, or what is wrong with it."""
    from extractors.errors import InputError
    from extractors.readers import Limits, find_documents

    limits = Limits() if reading.max_bytes is None else Limits.for_documents(reading.max_bytes)
    for raw in find_documents(path, limits):
        try:
            yield raw if isinstance(raw, InputError) else read_one(raw, reading, limits)
        except InputError as error:
            yield error


def read_one(raw: RawDocument, reading: Reading, limits: Limits) -> Output:
    """The claims of one document.

    Raises:
        InputError: it cannot be read.
    """
    from extractors import extract
    from extractors.readers import read_document

    document = read_document(raw, reading.input, limits)
    output = extract(
        document.text,
        nlp=reading.nlp,
        source=document.source,
        date=reading.date,
        patterns=reading.patterns,
        title=document.title,
        published=document.published,
    )
    if not reading.with_text:
        return output
    return output.model_copy(update={"document": output.document.model_copy(update={"text": document.text})})


def write_together(target: Path | None, files: Sequence[Path], results: Iterable[Result], layout: Format) -> Tally:
    """Write all results to one file or to standard output as they come.

    If none could be read, a file that stood there stays.
    """
    tally = Tally()

    def read_well() -> Iterator[Output]:
        for result in results:
            if result.output is None:
                tally.failed += 1
            else:
                tally.read += 1
                yield result.output

    if target is not None:
        refuse_overwriting(target, files)
    with destination(target) as write:
        alone, outputs = _alone(read_well()) if len(files) == 1 else (False, read_well())
        for piece in render(outputs, layout, indent=alone, to_terminal=target is None):
            write(piece)
        if tally.nothing:
            raise typer.Exit(SOME_FAILED)
    return tally


def write_folder(folder: Path, files: Sequence[Path], results: Iterable[Result], layout: Format) -> Tally:
    """Write each result to a file of its own in the folder."""
    tally = Tally()
    with output_folder(folder):
        names = Names(folder, files, SUFFIX[layout])
        for result in results:
            path = names.file_for(result.source)
            if result.output is None:
                tally.failed += 1
                continue
            tally.read += 1
            with destination(path) as write:
                for piece in render([result.output], layout, indent=True):
                    write(piece)
    return tally


def _alone(outputs: Iterator[Output]) -> tuple[bool, Iterator[Output]]:
    """Whether there is one output and no more, and the outputs; an archive may hold several."""
    first = list(islice(outputs, 2))
    return len(first) == 1, chain(first, outputs)


def render(
    outputs: Iterable[Output], layout: Format, *, indent: bool = False, to_terminal: bool = False
) -> Iterator[bytes]:
    """The outputs as bytes, in pieces. A table has the width and colours of the terminal if it goes there."""
    from extractors.output import to_csv, to_json, to_jsonl

    match layout:
        case Format.JSON:
            yield from (to_json(output, indent) for output in outputs)
        case Format.JSONL:
            yield from to_jsonl(outputs)
        case Format.CSV:
            yield from to_csv(outputs)
        case Format.TABLE:
            from cli.table import claims_table

            yield from (claims_table(output, colour=to_terminal and wants_colour()) for output in outputs)


def _names(speaker: Speaker | None, wish: str) -> bool:
    """Whether the name or the organization of a speaker holds the wish, in any case."""
    if speaker is None:
        return False
    return any(wish.casefold() in name.casefold() for name in (speaker.name, speaker.organization or ""))


def standard_input() -> Path:
    if is_terminal(sys.stdin):
        fail("no FILE, and standard input is a terminal; name a file, or - to type the text and end it with Ctrl-D")
    return STANDARD_INPUT


def _format_of(target: Path | None) -> Format:
    """The format that the name of the output file asks for."""
    suffix = target.suffix.lower() if target else ""
    return next((layout for layout in (Format.JSONL, Format.CSV) if SUFFIX[layout] == suffix), Format.JSON)


def named_pipeline(name: str | None) -> Language | None:
    """The pipeline of this name; None for the shipped one, which extract() loads only if a document needs it."""
    if name is None:
        return None
    from extractors import load_pipeline

    return load_pipeline(name)
