"""Relative clauses between a noun and its verb, found by tags: "villages [where waste is collected] stand at 71%"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.parsing import Parsed
from extractors.trees import NOUNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

LONGEST = 12  # tokens of a relative clause between a noun and its verb
VERBAL = ("VBD", "VBZ", "VBP", "MD", "VBN")
IN_VERB = (*VERBAL, "VB", "VBG", "RB")
SUBJECT_OF_ITS_OWN = ("where", "whose", "when")


def clause_before(parsed: Parsed, start: int, end: int) -> tuple[int, int] | None:
    """Where a relative clause begins that ends before a verb, and where it opens behind its preposition.

    `start` is where the words before the verb at `end` begin that look like a noun phrase.
    """
    tokens = parsed.words
    for at in range(start - 1, max(end - LONGEST, 0) - 1, -1):
        noun = _noun_end(tokens, at)
        if noun is not None:
            return (noun, at) if _is_clause(parsed, at, end) else None
    return None


def _noun_end(tokens: Sequence[Token], at: int) -> int | None:
    """Where the noun ends that a word opens a relative clause for: right before it, or before "in which"."""
    token = tokens[at]
    if at < 1 or not (token.tag_ in ("WDT", "WP", "WP$") or token.lower_ in SUBJECT_OF_ITS_OWN):
        return None
    if tokens[at - 1].tag_ in NOUNS:
        return at
    led = token.tag_ in ("WDT", "WP") and tokens[at - 1].tag_ == "IN" and at > 1 and tokens[at - 2].tag_ in NOUNS
    return at - 1 if led else None


def _is_clause(parsed: Parsed, opening: int, end: int) -> bool:
    """Whether the words between an opening and a verb are a clause with a verb of its own, and with one only."""
    clause = parsed.words[opening + 1 : end]
    if any(token.text == "," or parsed.quantity_at(token) >= 0 for token in clause):
        return False
    joined = any(token.tag_ == "CC" for token in clause)
    return 0 < _verbs(clause) <= 1 + joined


def _verbs(clause: Sequence[Token]) -> int:
    """How many verbs with their auxiliaries a stretch of words holds."""
    runs, inside = 0, False
    for token in clause:
        begins = token.tag_ in VERBAL and not inside
        runs += begins
        inside = begins or (inside and token.tag_ in IN_VERB)
    return runs
