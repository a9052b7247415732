"""Initials as labels without a key: "TAG       Thank you, Margaret", where the page introduces who has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from extractors.structure.dates import month_numbers
from extractors.structure.layout import Block
from extractors.structure.names import NAME, name_key, split_title, without_honorific

LINE = re.compile(r"(?P<initials>[A-Z]{2,4})\s{2,12}(?=[A-Z\"'(])")
NAMED = re.compile(rf"(?<![\w'.-]){NAME}")
SENTENCE = re.compile(r"[.?!][\"')\]]{0,2}$")
FRONT = 8000  # characters from the top in which people are introduced


def find_initials(blocks: Sequence[Block], skip: Collection[int]) -> tuple[tuple[str, str | None], ...]:
    """Initials that open lines and who has them; None for those of nobody whom the page's beginning names.

    Nothing where fewer than two lines open so, or nobody's name is found: then the letters may be countries.
    """
    lines = [
        found["initials"]
        for number, block in enumerate(blocks)
        if number not in skip and (found := LINE.match(block.text)) is not None and SENTENCE.search(block.text)
    ]
    if len(lines) < 2 or any(initials.lower() in month_numbers() for initials in lines):
        return ()
    names: dict[str, set[str]] = {}
    for name in _names("\n".join(block.text for block in blocks)[:FRONT]):
        names.setdefault("".join(word[0] for word in name_key(name)).upper(), set()).add(name)
    known = {initials: min(names[initials]) for initials in lines if len(names.get(initials, ())) == 1}
    if not known:
        return ()
    return tuple((initials, known.get(initials)) for initials in Counter(lines))


def _names(text: str) -> Iterator[str]:
    for line in text.splitlines():
        for found in NAMED.finditer(LINE.sub("", line)):
            name = without_honorific(found[0].rstrip("."))
            yield split_title(name)[1] or name
