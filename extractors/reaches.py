"""How far a subject reaches to the left of what looks like all of it.

"The profits of the 71 largest banks [rose]", "exports to markets such as Chile and Peru", "in Fuding city, Fujian".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.parsing import Parsed
from extractors.phrases import words
from extractors.trees import ADJECTIVES, NOUNS, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

BEFORE_COUNT = ADJECTIVES | {"DT", "RB", "RBR", "PRP$"}
WITH_COUNT = ("more", "less", "fewer", "than", "over", "about", "around", "some", "nearly", "almost", "at", "least")
LED_BY = ("of", "in", "for", "to", "from", "among", "at", "by", "across")
IN_PLACE = NOUNS | ADJECTIVES | {"POS"}


def before_count(parsed: Parsed, tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Where the words before a count inside a subject end: "[the profits of] the 71 largest banks rose".

    None where the noun before the preposition has nothing to do with what is counted, or only says how many there are.
    """
    at = start - 1
    if start >= end or at < 2 or parsed.quantity_at(tokens[at]) < 0:
        return None
    if len(parsed.tokens_of(parsed.quantity_at(tokens[at]))) > 1:
        return None  # "71 tonnes" is an amount
    while at > 1 and (tokens[at - 1].tag_ in BEFORE_COUNT or tokens[at - 1].lower_ in WITH_COUNT):
        at -= 1
    if tokens[at - 1].lower_ not in LED_BY or tokens[at - 2].tag_ not in NOUNS:
        return None
    noun, counted = tokens[at - 2], tokens[end - 1]
    container = noun.lower_ in words("container_noun") or parsed.quantity_at(noun) >= 0
    governs = noun.is_ancestor(counted) or noun.dep_ in SUBJECTS
    return at if governs and not container else None


def before_examples(tokens: Sequence[Token], start: int) -> int | None:
    """Where a noun ends whose examples stand behind it: "[exports to new markets], such as Chile and Peru"."""
    if start < 3 or tokens[start - 1].lower_ != "as" or tokens[start - 2].lower_ != "such":
        return None
    end = start - 2 - (tokens[start - 3].text == ",")
    return end if end > 0 and tokens[end - 1].tag_ in NOUNS else None


def before_place(parsed: Parsed, tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Where the words before a place in apposition end: "imports [in Fuding city], Fujian Province rose"."""
    if start < 2 or tokens[start - 1].text != "," or tokens[start - 2].tag_ not in NOUNS:
        return None
    place = tokens[start:end]
    if not place or any(token.tag_ not in IN_PLACE or parsed.quantity_at(token) >= 0 for token in place):
        return None
    named = place[-1].tag_ == "NNP" and place[-1].dep_ in ("appos", "conj", "nmod", "flat")
    return start - 1 if named and tokens[start - 2].tag_ in ("NNP", "NN") and _led(tokens, start - 2) else None


def _led(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun stands behind a preposition of place."""
    while at > 0 and tokens[at].tag_ in IN_PLACE | {"DT"}:
        at -= 1
    return tokens[at].lower_ in ("in", "at", "from", "to", "of")
