"""`onrecord extract`: documents -> claims."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.files import destination, is_folder, names, output_folder, refuse_overwriting
from cli.options import Input, Kind, check_date, load_patterns
from cli.shell import SOME_FAILED, Progress, complain, fail, is_terminal, note, wants_colour

if TYPE_CHECKING:
    from spacy.language import Language

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
  curl -s URL | onrecord extract --input text --format jsonl | jq .indicator
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
            metavar="FILE", readable=False, help="Plain text in any encoding; - or nothing is standard input."
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
    date: Annotated[
        str | None,
        typer.Option(
            callback=check_date,
            metavar="DATE",
            help="When it was said, whatever the document says: 2024-07-15, 2024-07, 2024 or XXXX-07-15.",
        ),
    ] = None,
    kind: Annotated[
        list[Kind] | None,
        typer.Option(metavar="KIND", help=f"Only claims of this kind, may be given more than once: {', '.join(Kind)}."),
    ] = None,
    speaker: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Only claims of speakers whose name or organization holds this; may be given more than once.",
        ),
    ] = None,
    patterns: Annotated[
        Path | None,
        typer.Option(metavar="FILE", readable=False, help="Rules of your own, in TOML; see onrecord patterns."),
    ] = None,
    pipeline: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="A spaCy pipeline that is installed, instead of the one built in."),
    ] = None,
    input: Annotated[
        Input,
        typer.Option(
            metavar="HOW", help="auto refuses what is no plain text; text reads a page with markup as it stands."
        ),
    ] = Input.AUTO,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notes on standard error.")] = False,
) -> None:
    """Write the numeric claims of documents: who put which number on record, about what, and for when."""
    from extractors.errors import OnRecordError

    files = files or [_standard_input()]
    if files.count(STANDARD_INPUT) > 1:
        fail("standard input can be read only once; give - one time")
    target = None if output in (None, "-") else Path(str(output))
    layout = format or _format_of(target)
    choice = Choice(frozenset(kind or ()), frozenset(speaker or ()))
    try:
        reading = Reading(date, load_patterns(patterns), _pipeline(pipeline), input.value)
        results = read_all(files, reading, choice, Progress(len(files), quiet))
        if target is not None and is_folder(target, output):
            failures = write_folder(target, files, results, layout)
        else:
            failures = write_together(target, files, results, layout)
    except OnRecordError as error:
        fail(error)
    if not quiet and failures < len(files):
        for remark in choice.unmet():
            note(remark)
    if failures:
        raise typer.Exit(SOME_FAILED)


def read_all(files: Sequence[Path], reading: Reading, choice: Choice, progress: Progress) -> Iterator[Output | None]:
    """The chosen claims of each file in turn; None for one that cannot be read, after a complaint about it."""
    from extractors.errors import InputError

    for number, path in enumerate(files, 1):
        progress.at(number, path)
        try:
            result = read_claims(path, reading)
        except InputError as error:
            progress.clear()
            complain(error)
            yield None
        else:
            progress.clear()
            if result.document.characters == 0 and not progress.quiet:
                note(f"{result.document.source or 'standard input'}: is empty")
            yield choice.of(result)


def read_claims(path: Path, reading: Reading) -> Output:
    """The claims of one file.

    Raises:
        InputError: it cannot be read.
    """
    from extractors import extract, read

    document = read(path, reading.input)
    return extract(document.text, nlp=reading.nlp, source=document.source, date=reading.date, patterns=reading.patterns)


def write_together(target: Path | None, files: Sequence[Path], results: Iterable[Output | None], layout: Format) -> int:
    """Write all results to one file or to standard output as they come; the number of inputs that failed.

    If all of them failed, a file that stood there stays.
    """
    failures = 0

    def read_well() -> Iterator[Output]:
        nonlocal failures
        for result in results:
            if result is None:
                failures += 1
            else:
                yield result

    if target is not None:
        refuse_overwriting(target, files)
    with destination(target) as write:
        for piece in render(read_well(), layout, indent=len(files) == 1, to_terminal=target is None):
            write(piece)
        if failures == len(files):
            raise typer.Exit(SOME_FAILED)
    return failures


def write_folder(folder: Path, files: Sequence[Path], results: Iterable[Output | None], layout: Format) -> int:
    """Write each result to a file of its own in the folder; the number of inputs that failed."""
    failures = 0
    with output_folder(folder):
        for path, result in zip(names(folder, files, SUFFIX[layout]), results, strict=True):
            if result is None:
                failures += 1
                continue
            with destination(path) as write:
                for piece in render([result], layout, indent=True):
                    write(piece)
    return failures


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


def _standard_input() -> Path:
    if is_terminal(sys.stdin):
        fail("no FILE, and standard input is a terminal; name a file, or - to type the text and end it with Ctrl-D")
    return STANDARD_INPUT


def _format_of(target: Path | None) -> Format:
    """The format that the name of the output file asks for."""
    suffix = target.suffix.lower() if target else ""
    return next((layout for layout in (Format.JSONL, Format.CSV) if SUFFIX[layout] == suffix), Format.JSON)


def _pipeline(name: str | None) -> Language | None:
    """The pipeline of this name; None for the shipped one, which extract() loads only if a document needs it."""
    if name is None:
        return None
    from extractors import load_pipeline

    return load_pipeline(name)
