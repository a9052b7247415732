"""Options that several commands share, and their values."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
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
