"""Options that several commands share, and their values."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from extractors.options import ReadingOptions
    from patterns import Patterns


class Kind(StrEnum):
    """The kinds of claims; here again because importing extractors.records takes longer than `--help` may."""

    PERCENTAGE = "percentage"
    MONEY = "money"
    COUNT = "count"
    QUANTITY = "quantity"
    MULTIPLE = "multiple"
    TARGET_YEAR = "target_year"


class Input(StrEnum):
    """How to read the files: by their looks, or as what the user says they are."""

    AUTO = "auto"
    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    MARKDOWN = "markdown"


def parse_size(value: str | int) -> int:
    """A number of bytes: 2000000, 2000k, 2M, 2GB.

    Raises:
        typer.BadParameter: it is none, or nothing fits into it.
    """
    shape = re.fullmatch(r"(\d{1,15})\s*([kmg]?)b?", str(value).strip(), re.ASCII | re.IGNORECASE)
    if shape is None or int(shape[1]) == 0:
        raise typer.BadParameter(f"{value!r} is no size; write 50000000, 50M or 2G")
    return int(shape[1]) * {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}[shape[2].lower()]


def check_date(value: str | None) -> str | None:
    """A `--date` as EDTF: 2024, 2024-07, 2024-07-15 or XXXX-07-15, and a day that exists.

    Raises:
        typer.BadParameter: it is none of these.
    """
    if value is None:
        return None
    from extractors.errors import OptionError
    from extractors.options import check_date as check

    try:
        return check(value)
    except OptionError as error:
        raise typer.BadParameter(str(error)) from error


def load_patterns(path: Path | None) -> Patterns | None:
    """The user's own rules, checked; a broken file ends the program with its message."""
    if path is None:
        return None
    from cli.shell import fail
    from patterns import PatternError, load_file

    try:
        return load_file(path)
    except PatternError as error:
        fail(error)


def reading_options(
    date: str | None = None,
    patterns: Path | None = None,
    pipeline: str | None = None,
    input: Input = Input.AUTO,
    max_bytes: int | None = None,
    with_text: bool = False,
) -> ReadingOptions:
    """What the options below say of reading; a broken file of rules ends the program with its message."""
    from extractors.options import ReadingOptions
    from extractors.readers import Limits

    limits = Limits() if max_bytes is None else Limits.for_documents(max_bytes)
    return ReadingOptions(date, load_patterns(patterns), pipeline, input.value, limits, with_text)


# An option that means the same in several commands is described once.

DateOption = Annotated[
    str | None,
    typer.Option(
        callback=check_date,
        metavar="DATE",
        help="When it was said, whatever the document says: 2024-07-15, 2024-07, 2024 or XXXX-07-15.",
    ),
]
KindOption = Annotated[
    list[Kind] | None,
    typer.Option(metavar="KIND", help=f"Only claims of this kind, may be given more than once: {', '.join(Kind)}."),
]
SpeakerOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME",
        help="Only claims of speakers whose name or organization holds this; may be given more than once.",
    ),
]
PatternsOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", readable=False, help="Rules of your own, in TOML; see onrecord patterns."),
]
PipelineOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="A spaCy pipeline that is installed, instead of the one built in."),
]
InputOption = Annotated[
    Input,
    typer.Option(
        metavar="HOW",
        help="auto goes by the content, then by the name; text (markup as it stands), html, pdf, docx or markdown "
        "insists on it.",
    ),
]
MaxBytesOption = Annotated[
    int | None,
    typer.Option(
        parser=parse_size,
        metavar="SIZE",
        help="The largest document that is read, unpacked: 500M, 2G. Without it 100M.",
        show_default=False,
    ),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="A file instead of standard output.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notes on standard error.")]
