"""`onrecord extract`: documents -> claims."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.choice import Choice
from cli.files import Names, among, destination, is_folder, output_folder, refuse_overwriting, stem_of
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
    reading_options,
)
from cli.shell import SOME_FAILED, Progress, complain, fail, is_terminal, note, wants_colour

if TYPE_CHECKING:
    from extractors.errors import InputError
    from extractors.options import ReadingOptions
    from extractors.records import Output

STANDARD_INPUT = Path("-")
NO_DOCUMENT = "is what onrecord wrote, and no document; series, report and diff read it as JSON (--input text insists)"


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
    choice = Choice.of_options(kind, speaker)
    try:
        options = reading_options(date, patterns, pipeline, input, max_bytes, with_text)
        results = read_all(files, options, choice, Progress(len(files), quiet))
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


def read_all(files: Sequence[Path], options: ReadingOptions, choice: Choice, progress: Progress) -> Iterator[Result]:
    """The chosen claims of each document in turn; what cannot be read is complained about."""
    for number, path in enumerate(files, 1):
        progress.at(number, path)
        for result in read_file(path, options):
            progress.clear()
            if isinstance(result, Exception):
                complain(result)
                yield Result(result.source, None)
                continue
            document = result.document
            if document.characters == 0 and not progress.quiet:
                note(f"{document.source or 'standard input'}: is empty")
            yield Result(document.source, choice.of(result))


def read_file(path: Path, options: ReadingOptions) -> Iterator[Output | InputError]:
    """The claims of each document in a file, or what is wrong with it."""
    from cli.loading import PEEK, is_ours
    from extractors.errors import InputError
    from extractors.readers import find_documents
    from extractors.reading import read_claims

    for raw in find_documents(path, options.limits):
        try:
            if isinstance(raw, InputError):
                raise raw
            if options.input == "auto" and is_ours(raw.data[:PEEK]):
                raise InputError(f"{raw.source}: {NO_DOCUMENT}", raw.source)
            yield read_claims(raw, options)
        except InputError as error:
            yield error


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
        names = Names(folder, SUFFIX[layout], among(files, folder))
        for result in results:
            path = names.free(stem_of(result.source))
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


def standard_input() -> Path:
    if is_terminal(sys.stdin):
        fail("no FILE, and standard input is a terminal; name a file, or - to type the text and end it with Ctrl-D")
    return STANDARD_INPUT


def _format_of(target: Path | None) -> Format:
    """The format that the name of the output file asks for."""
    suffix = target.suffix.lower() if target else ""
    return next((layout for layout in (Format.JSONL, Format.CSV) if SUFFIX[layout] == suffix), Format.JSON)
