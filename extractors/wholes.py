"""What a number is a part or an amount of: "71% of the benefits", "71 tonnes of crude oil", "71 dollars in aid"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.adjoining import half_of
from extractors.parsing import Parsed
from extractors.phrases import Phrase, whole_of, words
from extractors.quantities import BARE
from extractors.records import Quantity
from extractors.trees import case_of

if TYPE_CHECKING:
    from spacy.tokens import Token

MILLION = 10**6  # from here on a number without a unit may be an amount: "3 billion for schools"
COMPLEMENTS = ("nmod", "obl", "nmod:unmarked", "conj", "acl")
# Words of time, of which nothing is a part: "the 71% of the decade before".
TIMES = ("decade", "year", "month", "quarter", "week", "day", "half", "period")


def of_phrase(parsed: Parsed, head: Token, quantity: Quantity) -> Phrase | None:
    """The noun of "71% of the benefits", "71 tonnes of crude oil", "71 dollars in assistance"."""
    half = half_of(parsed, head) if quantity.kind == "percentage" else None
    if half is not None:
        return half
    prepositions = _prepositions(quantity)
    for child in head.children:
        if child.lower_ in words("verb_form") and any(parsed.quantity_at(inner) >= 0 for inner in child.children):
            return None  # "71% of the 71 set for the year"
        if child.i > head.i and child.dep_ in COMPLEMENTS and case_of(child) in prepositions:
            if _is_place(child):
                return None
            return whole_of(parsed, child) if child.lower_ not in TIMES else None
    for token in parsed.words[head.i + 1 : head.i + 2]:  # the parser may have given it to the verb
        noun = token.head
        named = noun.i > token.i and parsed.quantity_at(noun) < 0 and not _is_place(noun)
        if token.lower_ in prepositions and named and (token.lower_ == "of" or noun.tag_ in ("NN", "NNS")):
            return whole_of(parsed, noun)
    return None


def _is_place(noun: Token) -> bool:
    """Whether a noun with "in" is where and not what: "spent 71 dollars in the country", but "71 dollars in sales"."""
    return case_of(noun) == "in" and any(inner.dep_ == "det" for inner in noun.children)


def _prepositions(quantity: Quantity) -> tuple[str, ...]:
    """The prepositions that lead from a number to what it is a part or an amount of."""
    if quantity.rule == BARE and quantity.value is not None and quantity.value >= MILLION:
        return ("of", "for")
    return ("of",) if quantity.kind in ("percentage", "count") else ("of", "in", "for", "worth")
