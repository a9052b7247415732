"""How documents are read: options that can be sent to other processes and machines."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.errors import OptionError
from extractors.readers import Limits

if TYPE_CHECKING:
    from patterns import Patterns


@dataclass(frozen=True)
class ReadingOptions:
    """What holds for all documents of a run. Frozen, and can be pickled.

    `date`: when they were said, EDTF, whatever they say themselves. `patterns`: the user's own rules, loaded, because
    their file may not be there on another machine. `pipeline`: the name of a spaCy pipeline, None for the shipped one.
    `input`: "auto", or the name of the reader to insist on. `limits`: how much a document may unpack to. `with_text`:
    keep the text that offsets point into.
    """

    date: str | None = None
    patterns: Patterns | None = None
    pipeline: str | None = None
    input: str = "auto"
    limits: Limits = field(default_factory=Limits)
    with_text: bool = False


def check_date(value: str) -> str:
    """The date of a briefing as EDTF: 2024, 2024-07, 2024-07-15 or XXXX-07-15, and a day that exists.

    Raises:
        OptionError: it is none of these.
    """
    shape = re.fullmatch(r"(\d{4}|XXXX(?=-\d\d-\d\d))(?:-(\d\d)(?:-(\d\d))?)?", value, re.ASCII)
    if shape is None:
        raise OptionError(f"{value!r} is no date; write 2024-07-15, 2024-07, 2024 or XXXX-07-15")
    year, month, day = shape.groups()
    try:  # an unknown year may be a leap year
        datetime.date(int(year.replace("XXXX", "2000")), int(month or 1), int(day or 1))
    except ValueError as error:
        raise OptionError(f"{value!r} does not exist: {error}") from error
    return value
