"""Participles and nouns of change that only lead in: "accounting for 71% of sales, [they] ...", "this rise of 71%"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.adjoining import FINITE
from extractors.beside import subject_before
from extractors.parsing import Parsed
from extractors.phrases import Phrase, words
from extractors.trees import NOUNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

POINTING = ("this", "that", "such", "these", "those")
LONGEST = 6  # tokens between "this" and the noun of change


def pointed_change(parsed: Parsed, head: Token) -> Phrase | None:
    """A change that only points to one told before: "[this notable increase] of 71% shows ..."."""
    tokens, own = parsed.words, parsed.tokens_of(parsed.quantity_at(head))
    start, behind = own[0].i, own[-1].i + 1
    if behind < len(tokens) and tokens[behind].lower_ in ("in", "of", "for"):
        return None  # "this increase of 71% in fares"
    if start < 3 or tokens[start - 1].lower_ not in ("of", "by"):
        return None
    noun = tokens[start - 2]
    if noun.lower_ not in words("pure_change_noun") and noun.lower_ not in words("change_rate"):
        return None
    for token in reversed(tokens[max(0, start - 2 - LONGEST) : start - 2]):
        if token.lower_ in POINTING:
            opens = token.i == 0 or tokens[token.i - 1].tag_ not in NOUNS
            return Phrase(noun.text, noun, empty=True, definite=True) if opens else None
        if token.tag_ in NOUNS and token.lower_ not in words("ranking_word"):
            return None
    return None


def leads_in(phrase: Phrase) -> bool:
    """Whether a phrase is a participle that opens its sentence and ties a share to the subject behind it."""
    head = phrase.head
    opening = head is not None and head.lower_ in words("share_verb") and head.lower_.endswith("ing")
    return opening and head is not None and head.i == next((token.i for token in head.doc if token.is_alpha), 0)


def subject_behind(parsed: Parsed) -> Phrase | None:
    """The subject behind what leads in with a comma: "accounting for 71% of the total, [private firms] exported"."""
    tokens: Sequence[Token] = parsed.words
    comma = next((token.i for token in tokens if token.text == ","), len(tokens))
    verb = next((token.i for token in tokens[comma + 1 :] if token.tag_ in FINITE), None)
    return subject_before(parsed, verb) if verb is not None else None
