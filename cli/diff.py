"""`onrecord diff`: what differs between two outputs, archives or documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.choice import Choice
from cli.files import destination, refuse_overwriting
from cli.options import (
    Input,
    KindOption,
    MaxBytesOption,
    OutputOption,
    SpeakerOption,
    check_date,
    reading_options,
)
from cli.shell import WRONG_USE, Progress, complain, fail, note, wants_colour

if TYPE_CHECKING:
    from cli.diff_events import Question
    from cli.diff_sides import Side
    from cli.diff_views import Comparison
    from extractors.errors import OnRecordError

DIFFERENT = 1


class Format(StrEnum):
    """What the differences are written as."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class As(StrEnum):
    """How the two sides are compared."""

    AUTO = "auto"
    READINGS = "readings"
    BRIEFINGS = "briefings"


class Only(StrEnum):
    """Which differences are wanted."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


EPILOG = """\b
A and B are each an archive (claims.db), what onrecord wrote (.json, .jsonl),
a folder of that, or documents, which are read now.

\b
As readings of the same documents: a document is the same by its source, else
by its text, else by its file name with its title or date, else by both of
these. A claim is the same by its place and kind, in a text that was edited by
the likeness of sentence, number, indicator and unit. New, gone: only B, only A
has the claim. Changed: both have it, and a field holds something else.

\b
As different briefings, where no document is in both: a claim is the same by
what it measures (as onrecord series joins indicators), unit, kind of change and
period. New: A has no number on that, or none for that period; "before" is what
A said last. Changed: both have a number for that period, and it is another one,
or no goal any more. Gone: B says nothing on that.

\b
An archive holds what its last run left and no more. To compare two runs keep a
copy of the file in between:
  cp claims.db before.db
  onrecord batch briefings --into claims.db
  onrecord diff before.db claims.db

\b
More examples:
  onrecord diff claims.db briefings/           the archive with what would be read now
  onrecord diff may.txt june.txt --only new    what a briefing says that the last did not
  onrecord diff old.json new.json --ignore rule --format json | jq .summary

\b
Exit status: 0 they do not differ, 1 they do, 2 wrong use, or something cannot be read.
"""


def diff(
    a: Annotated[Path, typer.Argument(metavar="A", readable=False, help="What was; - is standard input.")],
    b: Annotated[Path, typer.Argument(metavar="B", readable=False, help="What is now; - is standard input.")],
    format: Annotated[
        Format,
        typer.Option(
            metavar="FORMAT", help="text (to read), json (one object), csv (a row per changed field and per claim)."
        ),
    ] = Format.TEXT,
    output: OutputOption = None,
    how: Annotated[
        As,
        typer.Option(
            "--as",
            metavar="WHAT",
            help="readings (of the same documents) or briefings (different ones); auto: briefings where no document "
            "is in both.",
        ),
    ] = As.AUTO,
    only: Annotated[
        list[Only] | None,
        typer.Option(metavar="CHANGE", help="Only what is new, gone or changed; may be given more than once."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD", help="A field that does not matter, such as rule; may be given more than once."),
    ] = None,
    kind: KindOption = None,
    speaker: SpeakerOption = None,
    date: Annotated[
        str | None,
        typer.Option(callback=check_date, metavar="DATE", help="When documents that are read now were said."),
    ] = None,
    patterns: Annotated[
        Path | None,
        typer.Option(metavar="FILE", readable=False, help="Rules of your own for documents that are read now."),
    ] = None,
    pipeline: Annotated[
        str | None, typer.Option(metavar="NAME", help="A spaCy pipeline for documents that are read now.")
    ] = None,
    input: Annotated[
        Input, typer.Option(metavar="HOW", help="How documents are read: auto, text, html, pdf, docx, markdown.")
    ] = Input.AUTO,
    max_bytes: MaxBytesOption = None,
    quiet: Annotated[
        bool,
        typer.Option("--quiet", "-q", help="No notes, and nothing on standard output: the exit status tells."),
    ] = False,
) -> None:
    """Show what differs between two outputs, archives or documents: claims that are new, gone or changed, by field."""
    from cli.diff_events import Question
    from cli.diff_sides import Side
    from extractors.errors import OnRecordError
    from extractors.reading import named_pipeline

    if str(a) == str(b) == "-":
        fail("standard input can be read only once; name a file for A or B")
    question = Question(_fields(ignore or []), frozenset(only or ()))
    choice = Choice.of_options(kind, speaker)
    target = None if output is None or str(output) == "-" else output
    problems = Problems(Progress(2, quiet))
    try:
        if target is not None:
            refuse_overwriting(target, [a, b])
        reading = reading_options(date, patterns, pipeline, input, max_bytes)
        named_pipeline(reading)  # a wrong name is told also where no document needs it
        for side in (a, b):
            if str(side) != "-" and not side.exists():
                fail(f"{side}: there is no such file; check the name")
        with Side(a, reading, choice, problems.tell) as old, Side(b, reading, choice, problems.tell) as new:
            if problems.count and not (old.heads and new.heads):
                raise typer.Exit(WRONG_USE)  # a side that could not be read is not one without claims
            comparison = _comparison(old, new, how, question, quiet)
            write(comparison, format, target, quiet)
    except OnRecordError as error:
        fail(error)
    if not quiet:
        for remark in choice.unmet():
            note(remark)
    if problems.count:
        raise typer.Exit(WRONG_USE)
    if comparison.counts.differs:
        raise typer.Exit(DIFFERENT)


@dataclass
class Problems:
    """What could not be read; each is complained about at once."""

    progress: Progress
    count: int = 0

    def tell(self, problem: OnRecordError) -> None:
        """Take one more."""
        self.progress.clear()
        complain(problem)
        self.count += 1


def write(comparison: Comparison, layout: Format, target: Path | None, quiet: bool) -> None:
    """Write the differences; where nobody wants to see them, look for the first and no further."""
    from cli.diff_views import to_csv, to_json, to_text

    if quiet and target is None:
        next(iter(comparison.found), None)
        return
    with destination(target) as put:
        match layout:
            case Format.TEXT:
                pieces = to_text(comparison, colour=target is None and wants_colour())
            case Format.JSON:
                pieces = to_json(comparison)
            case Format.CSV:
                pieces = to_csv(comparison)
        for piece in pieces:
            put(piece)


def _comparison(old: Side, new: Side, how: As, question: Question, quiet: bool) -> Comparison:
    from cli.diff_events import Counts, Way, find_differences, way_of
    from cli.diff_views import Comparison

    way = way_of(old, new) if how is As.AUTO else Way(how.value)
    if how is As.AUTO and way is Way.BRIEFINGS and not quiet:
        note("no document is in both A and B: they are compared as different briefings, by indicator, unit and period")
    counts = Counts()
    progress = Progress(len(old.heads) + len(new.heads), quiet)
    return Comparison(old, new, way, find_differences(old, new, way, question, counts, progress), counts)


def _fields(names: Sequence[str]) -> frozenset[str]:
    """Fields to ignore; a name that is none ends the program."""
    from extractors.differences import CLAIM_FIELDS, DOCUMENT_FIELDS

    known = dict.fromkeys((*CLAIM_FIELDS, *DOCUMENT_FIELDS))
    for name in names:
        if name not in known:
            fail(f"--ignore {name}: is no field; choose among {', '.join(known)}")
    return frozenset(names)
