"""Labels that are whole lines without a colon: "Helen Marchetti", "Moderator", "Tom Ridley (Bloomberg)"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from extractors.records import Person
from extractors.structure.layout import Block
from extractors.structure.names import NAME, NAME_ONLY, name_key, normal_case, split_title
from patterns import load

LONGEST = 90
SPOKEN = 40  # characters: a shorter block below a name is another line of the head, unless a sentence ends there
# "Ed Cole, Harbour News", "Ed Cole (Harbour News)", "Ed Cole – Harbour News"
HOUSE = r"(?:[A-Z0-9][\w,&/.'-]*(?: (?=\S)|$|(?=\)))|of |and |the |& ){1,8}"
ASKER = re.compile(rf"(?P<name>{NAME}?)(?:,| [-\u2013\u2014]| --)? (?P<open>\()?(?P<house>{HOUSE})(?(open)\))")


@dataclass(frozen=True)
class Lines:
    """The lines of a page that are labels. `names`: of those who speak; `asked`: block -> the journalist it names."""

    names: frozenset[int] = frozenset()
    asked: frozenset[int] = frozenset()


def split_asker(words: str) -> tuple[str, str] | None:
    """ "Ed Cole (Harbour News)" -> ("Ed Cole", "Harbour News"); None for words of another shape."""
    found = ASKER.fullmatch(words)
    if found is None or not (found["open"] or "," in words or re.search(r" (?:[-\u2013\u2014]|--) ", words)):
        return None
    return found["name"], found["house"].strip()


def journalist(words: str) -> Person:
    """The journalist whom such words name, with his medium where they give it."""
    parts = split_asker(words)
    return Person(words) if parts is None else _journalist(*parts)


def _journalist(name: str, house: str) -> Person:
    # Where all is in capitals only short words are acronyms: "TOM RIDLEY (ABC)".
    return Person(normal_case(name), None, normal_case(house) if name.isupper() and len(house) > 4 else house)


def find_lines(blocks: Sequence[Block], skip: Collection[int], persons: Sequence[Person]) -> Lines:
    """Which lines are labels by themselves: names of the roster, and those that come back over what somebody says.

    Only where names stand so are offices ("Moderator") and journalists ("Ed Cole, Harbour News") looked for.
    """
    short = [number for number in range(len(blocks) - 1) if number not in skip and _is_over_speech(blocks, number)]
    if not short:
        return Lines()
    known = {_key(person.name) for person in persons}
    surnames = {key[-1] for key in known if key}
    counts = Counter(blocks[number].text for number in short)
    names = {
        number
        for number in short
        if _key(blocks[number].text) in known
        or _is_titled(blocks[number].text, surnames)
        or (counts[blocks[number].text] > 1 and _is_name(blocks[number].text))
    }
    if not names:
        return Lines()
    labels = load("structure")
    words = labels.words("chair_labels") | labels.words("question_labels")
    offices = {number for number in short if blocks[number].text.lower() in words}
    asked = {number for number in short if number not in names and _is_asker(blocks[number].text)}
    return Lines(frozenset(names | offices), frozenset(asked))


def _is_asker(text: str) -> bool:
    """Whether a line is a name with a medium; behind other names stands what they are."""
    parts = split_asker(text)
    roles = load("structure").words("role_words")
    return parts is not None and roles.isdisjoint(name_key(parts[1]))


def _is_over_speech(blocks: Sequence[Block], number: int) -> bool:
    text, below = blocks[number].text, blocks[number + 1].text
    if len(text) > LONGEST or text[-1:] in ".:;?!" or not text[:1].isupper():
        return False
    return len(below) >= SPOKEN or below.endswith((".", "?", "!", '"'))


def _key(name: str) -> tuple[str, ...]:
    return name_key(split_title(name)[1])


def _is_titled(text: str, surnames: Collection[str]) -> bool:
    """ "Governor Marchetti", where a Marchetti is on the roster."""
    title, name = split_title(text)
    return bool(title) and len(name.split()) == 1 and name_key(name)[-1:] != () and name_key(name)[-1] in surnames


def _is_name(text: str) -> bool:
    """Whether a line can be a name: two or three words, none of them of headings."""
    words = name_key(split_title(text)[1])
    if not NAME_ONLY.match(text) or not 2 <= len(text.split()) <= 4:
        return False
    patterns = load("structure")
    return all(patterns.words(name).isdisjoint(words) for name in ("no_label_words", "topic_words", "outlet_words"))
