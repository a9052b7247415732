"""Regexes of the linking stage over the words of patterns/en/links.toml and what it borrows, compiled at first use.

Most sentences need few of them, and half of a short run is the compiling of regexes.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from patterns import load

if TYPE_CHECKING:
    import regex


# Letters that a regex takes for "i", "s" and "k" where case is ignored, and that lower() leaves as they are.
_LIKE_ASCII = str.maketrans("\u0130\u0131\u017f\u212a", "iisk")


def folded(word: str) -> str:
    """The word in lower case and in ASCII where a regex that ignores case takes its letters for ASCII: for lookups."""
    return word.translate(_LIKE_ASCII).lower()


@functools.cache
def wording(template: str) -> regex.Pattern[str]:
    """The compiled form of a regex in which `$name` stands for any word of that vocabulary list; case is ignored."""
    # The standard library compiles in a third of the time; it knows no look-behind of varying length.
    return load("links").expression(template, engine="regex" if "(?<=" in template else "re")
