"""Names of people as labels and rosters write them."""

from __future__ import annotations

import functools
import re
import unicodedata
from itertools import dropwhile

from patterns import load

WORD = r"[^\W\d_a-z][\w.'-]{0,40}"  # a longer one is no name, and takes too long where all are capitals
PARTICLE = r"(?:van|von|de|der|den|da|di|dos|al|bin|ibn|el|la|le|du|ten|ter|y)"
NAME = rf"{WORD}(?: (?:{WORD}|{PARTICLE}(?= ))){{1,4}}"
NAME_ONLY = re.compile(rf"^{NAME}$")
POSSESSIVE = re.compile(
    r"(?:'s|s') (?:opening |closing |introductory )?(?:remarks|statement|speech|address|presentation)$", re.IGNORECASE
)
BRACKETS = re.compile(r"\s?\([^()]{0,60}\)")


@functools.cache
def honorific_words() -> frozenset[str]:
    """Mr, Ms, Dr ... in lower case, without dots."""
    return load("structure").words("honorifics")


@functools.cache
def title_words() -> frozenset[str]:
    """The single words of titles that stand before a name, in lower case."""
    titles = load("structure").words("titles")
    return frozenset(word.rstrip(".") for title in titles for word in re.split(r"[\s-]", title)) | titles


@functools.cache
def _portfolio_words() -> frozenset[str]:
    """What a title goes on with: "SECRETARY OF DEFENSE JO HARTLEY"."""
    return load("structure").words("portfolio")


def without_honorific(name: str) -> str:
    """ "Mr. Lin Botao" -> "Lin Botao"."""
    words = name.split()
    while len(words) > 1 and words[0].rstrip(".").lower() in honorific_words():
        words = words[1:]
    return " ".join(words)


def split_title(label: str) -> tuple[str, str]:
    """A label's words up to the last title, and the name: "ACTING DIRECTOR COLE" -> ("ACTING DIRECTOR", "COLE")."""
    words = BRACKETS.sub("", label).split()
    last = 0
    for place, word in enumerate(words, 1):
        bare = word.rstrip(".").lower()
        if bare in title_words() or bare in honorific_words():
            last = place
    name = words[last:]
    behind = [*dropwhile(lambda word: word.lower() in _portfolio_words(), name)] if last else name
    if 2 <= len(behind) <= 3 and _portfolio_words().isdisjoint(word.lower() for word in behind):
        last, name = last + len(name) - len(behind), behind
    if name and name[0].lower() in ("of", "for", "to", "and", "at", "on"):
        return " ".join(words), ""
    return " ".join(words[:last]), " ".join(name)


def normal_case(name: str) -> str:
    """ "JO HARTLEY-COLE" -> "Jo Hartley-Cole"; other spellings stay."""
    letters = [letter for letter in name if letter.isalpha()]
    if not all(letter.isupper() for letter in letters) or len(letters) < 2:
        return name
    return re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), name)


@functools.lru_cache(maxsize=4096)
def name_key(name: str) -> tuple[str, ...]:
    """The name's words without case, marks and dots, for comparison."""
    plain = unicodedata.normalize("NFKD", name.replace("'", ""))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(re.findall(r"[^\W_]+", bare.lower()))


def misspelt(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two names are one person's in two spellings: words or syllables swapped, or a letter or two apart."""
    if sorted(one) == sorted(two):
        return True
    joined, other = "".join(one), "".join(two)
    if min(len(joined), len(other)) < 6:
        return False
    if one[0] == two[0] and sorted(joined) == sorted(other):
        return True
    return len(one) == len(two) and (one[0] == two[0] or one[-1] == two[-1]) and distance_within(joined, other, 2)


def distance_within(one: str, two: str, limit: int) -> bool:
    """Whether at most `limit` letters must be changed, added, dropped or swapped with their neighbour."""
    if abs(len(one) - len(two)) > limit or max(len(one), len(two)) > 60:
        return False
    before: list[int] = []
    last = list(range(len(two) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, other in enumerate(two, 1):
            cost = min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (letter != other))
            if before and column > 1 and letter == two[column - 2] and one[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, last = last, line
    return last[-1] <= limit
