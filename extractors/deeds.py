"""What an amount of money is told of that somebody pays, gets or moves: "deduct 71 dollars from taxable income"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.parsing import Parsed
from extractors.phrases import Phrase, phrase_of, text_of, verb_phrase, words
from extractors.trees import ADJECTIVES, NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token

IN_RUN = NOUNS | ADJECTIVES | {"DT", "PRP$", "POS", "HYPH", "VBG", "VBN", "CD"}
INSIDE_RUN = ("of", "for", "and", "in")
LEADS = ("in", "for", "on", "to", "from", "into", "towards", "toward")
LONGEST = 10  # tokens of what the money is for
RATE = ("a", "an", "per", "each", "every")


def deed(parsed: Parsed, verb: Token, subject: Token, top: Token) -> Phrase | None:
    """The verb with what the money is for, or with who acts; None for a verb that moves no money."""
    up = any(child.lower_ == "up" for child in verb.children)  # "withdraw up to 71 dollars"
    taken = up or top.dep_ in ("obj", "obl:unmarked")
    aside = verb.lower_ in ("set", "sets", "setting") and verb.doc[min(verb.i + 1, len(verb.doc) - 1)].lower_ == "aside"
    if not taken or not (aside or verb.lower_ in words("money_verb")):
        return None
    purpose = purpose_behind(parsed, top)
    if purpose:
        return Phrase(text_of([verb, *purpose]), verb)
    told = verb_phrase(parsed, verb, top)
    if told is not None:
        return told
    if subject.lower_ in words("pronoun"):
        return Phrase(verb.text, verb)
    doer = phrase_of(parsed, subject, without=top)
    gained = verb.lower_ in ("earned", "earns", "earn") and parsed.doc[top.i].tag_.startswith("NN")
    named = "earnings" if gained else verb.text  # "the chipmaker earned 71 dollars, or 71 a share"
    return Phrase(f"{doer.text} {named}", subject) if doer is not None and not doer.empty else None


def purpose_behind(parsed: Parsed, top: Token) -> list[Token]:
    """The words behind a number that say what it is for, over "a month": "from income", "to rebuild the port"."""
    tokens = parsed.words
    quantity = parsed.quantity_at(top)
    own = parsed.tokens_of(quantity) if quantity >= 0 else [token for token in top.subtree if token.i >= top.i]
    at = own[-1].i + 1
    if at + 1 < len(tokens) and tokens[at].lower_ in RATE and tokens[at + 1].tag_ == "NN":
        at += 2
    if at + 1 >= len(tokens) or tokens[at].lower_ not in LEADS or tokens[at + 1].lower_ == "order":
        return []
    end = at + 1
    if tokens[end].tag_ == "VB":
        end += 1
    while end < min(len(tokens), at + LONGEST) and _in_run(tokens[end]):
        end += 1
    run = [token for token in tokens[at:end] if parsed.quantity_at(token) < 0]
    return run if any(token.tag_ in NOUNS for token in run) else []


def _in_run(token: Token) -> bool:
    joins = token.lower_ in INSIDE_RUN and token.i + 1 < len(token.doc) and token.doc[token.i + 1].tag_ in IN_RUN
    return token.tag_ in IN_RUN or joins
