"""What a number stands right beside without a verb: brackets, commas, articles; read from tags alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.beside import (
    BEFORE_NUMBER,
    chunk_phrase,
    chunk_start,
    in_chunk,
    stands_for,
    subject_before,
    subject_of_chunk,
)
from extractors.parsing import Parsed
from extractors.phrases import Phrase, phrase_of, text_of, words
from extractors.trees import ADJECTIVES, NOUNS, SUBJECTS, noun_top

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

RATE = ("a", "an", "per", "each", "every")  # "71 dollars a month"
IN_COMPLEMENT = NOUNS - {"NNPS"} | {"JJ", "DT", "PRP$", "POS", "HYPH", "VBG"}
# What stands between a noun set off with "with" and its number.
SET_OFF = ("at", "around", "near", "below", "above", "up", "down")


def prenominal(parsed: Parsed, head: Token) -> Phrase | None:
    """The noun that an amount stands before: "the 71% surcharge on buybacks", "a 71 dollars fund for schools"."""
    doc, own = head.doc, parsed.tokens_of(parsed.quantity_at(head))
    before, end = own[0].i - 1, own[-1].i
    while before > 0 and doc[before].tag_ in ("JJ", "RB") and own[0].i - before < 3:
        before -= 1
    if before < 0 or doc[before].tag_ not in ("DT", "PRP$", "POS"):
        return None
    if end + 1 >= len(doc) or doc[end + 1].tag_ not in ("NN", "NNS", "JJ", "JJR"):
        return None
    end += 1
    while end + 1 < len(doc) and doc[end + 1].tag_ in ("NN", "NNS", "JJ", "HYPH"):
        if parsed.quantity_at(doc[end + 1]) >= 0:
            break
        end += 1
    noun = doc[end]
    named = any(token.tag_ in NOUNS for token in doc[own[-1].i + 1 : end])
    if noun.lower_ in ("rate", "pace", "level") and not named and doc[before - 1].lower_ in ("at", "to"):
        return None  # "left growth at a 71% annual rate"
    if not noun.tag_.startswith("NN") or noun.lower_ in words("pure_change_noun") | words("milestone"):
        return None
    return Phrase(text_of([*doc[own[-1].i + 1 : end + 1], *_complement_run(parsed, noun)]), noun)


def _complement_run(parsed: Parsed, noun: Token) -> list[Token]:
    """The "of", "on" or "for" phrase right behind a noun."""
    rest = parsed.words[noun.i + 1 :]
    if not rest or rest[0].lower_ not in ("of", "on", "for"):
        return []
    run = [rest[0]]
    for token in rest[1:8]:
        if token.tag_ not in IN_COMPLEMENT or parsed.quantity_at(token) >= 0:
            break
        run.append(token)
    return run if run[-1].tag_.startswith("NN") else []


def bracketed(parsed: Parsed, head: Token) -> Phrase | None:
    """The noun that a number in brackets stands behind: "Denmark (71%, mostly wind), Portugal (71%)"."""
    quantity = parsed.quantity_at(head)
    if quantity < 0:
        return None
    tokens = parsed.words
    before = parsed.tokens_of(quantity)[0].i - 1
    at = before
    while at > 1 and tokens[at].tag_ in ("VBD", "VBN", "IN", "RP", "RB") and tokens[at].lower_ not in ("of", "in"):
        at -= 1  # "(decreased by 71%)"
    if at < 1 or tokens[at].text != "(" or tokens[at - 1].tag_ not in NOUNS or parsed.quantity_at(tokens[at - 1]) >= 0:
        return None
    start = at - 1
    if at < before:  # "sales of food, drinks and tobacco (decreased by 71%)"
        chunk = subject_of_chunk(list(tokens[chunk_start(parsed, tokens, start, at) : at]))
        if len(chunk) > 2 and chunk[0].tag_ == "VBN" and chunk[1].tag_ == "IN":
            chunk = chunk[2:]  # "this was followed by sales of food"
        return Phrase(text_of(chunk), tokens[at - 1]) if chunk else None
    while start > 0 and _in_bracketed(tokens[start - 1]) and parsed.quantity_at(tokens[start - 1]) < 0:
        start -= 1
    return Phrase(text_of(tokens[start:at]), tokens[at - 1])


def _in_bracketed(token: Token) -> bool:
    """Whether a word belongs to the noun phrase before a bracket: "[commodities in supermarkets] (71%)"."""
    of = token.lower_ in ("of", "in") and token.i > 0 and token.doc[token.i - 1].tag_ in ("NNS", "NN")
    return of or token.tag_ in NOUNS | ADJECTIVES


def relative_beside(parsed: Parsed, head: Token) -> Phrase | None:
    """The noun before a relative clause with a pronoun as subject: "the effect, which we put at 71 points"."""
    quantity = parsed.quantity_at(head)
    if quantity < 0:
        return None
    tokens = parsed.words
    at = parsed.tokens_of(quantity)[0].i - 1
    while at > 0 and tokens[at].tag_ in BEFORE_NUMBER:
        at -= 1
    while at > 0 and tokens[at].tag_.startswith("VB"):
        at -= 1
    if at < 2 or tokens[at].tag_ != "PRP" or tokens[at - 1].lower_ not in ("which", "that"):
        return None
    noun = at - 2 - (tokens[at - 2].text == ",")
    if noun > 0 and tokens[noun - 1].lower_ in words("telling_verb"):
        return None  # "told reporters that he planted 71 hectares"
    named = noun >= 0 and tokens[noun].tag_ in NOUNS and parsed.quantity_at(tokens[noun]) < 0
    return phrase_of(parsed, noun_top(tokens[noun]), without=head) if named else None


def given_beside(parsed: Parsed, head: Token, money: bool = False) -> Phrase | None:
    """What a number is added to or taken from: "would add 71 points to inflation", "took 71 points off growth".

    Of money only what is said to be added: "adds 71 dollars a month to [repayments]".
    """
    quantity = parsed.quantity_at(head)
    if quantity < 0:
        return None
    tokens, own = parsed.words, parsed.tokens_of(quantity)
    verb = own[0].i - 1
    while verb > 0 and tokens[verb].tag_ in BEFORE_NUMBER:
        verb -= 1
    behind = own[-1].i + 1
    given = verb >= 0 and tokens[verb].lower_ in words("add_verb") and behind + 1 < len(tokens)
    if given and money and not tokens[verb].lower_.startswith("add"):
        return None
    if given and tokens[behind].lower_ in RATE and tokens[behind + 1].tag_ == "NN":
        behind += 2
    if not given or behind + 1 >= len(tokens) or tokens[behind].lower_ not in ("to", "off", "from"):
        return None
    end = behind + 1
    while end < len(tokens) and (tokens[end].tag_ in IN_COMPLEMENT or end == behind + 1):
        end += 1
    chunk = tokens[behind + 1 : end]
    if parsed.quantity_at(chunk[0]) >= 0:
        return None
    if tokens[verb].lower_.startswith("contribut") and not money:
        return _contribution(parsed, verb, behind + 1)
    return Phrase(text_of(chunk), chunk[-1])


def _contribution(parsed: Parsed, verb: int, start: int) -> Phrase | None:
    """What adds how much to what: "[tourism] contributed 71% to [the growth of the economy]"; no change itself."""
    tokens, end = parsed.words, start
    while end < len(tokens) and (
        tokens[end].tag_ in IN_COMPLEMENT or (end > start and tokens[end].lower_ in ("of", "in"))
    ):
        end += 1
    to, giver = text_of(tokens[start:end]), subject_before(parsed, verb)
    if not to:
        return None
    named = f"contribution of {giver.text}" if giver is not None and not giver.empty else "contribution"
    return Phrase(f"{named} to {to}", tokens[end - 1])


def set_off_phrase(parsed: Parsed, top: Token) -> Phrase | None:
    """The noun that a number between commas is about: "excess liquidity, at 71 dollars, is ample"."""
    return _set_off_ahead(parsed, top) or _set_off_behind(parsed, top) or _set_off_with(parsed, top)


def _set_off_with(parsed: Parsed, top: Token) -> Phrase | None:
    """The noun between "with" and the number's preposition: "demand is firm, with [unemployment] at 71%"."""
    quantity = parsed.quantity_at(top)
    if quantity < 0:
        return None
    tokens = parsed.words
    at = parsed.tokens_of(quantity)[0].i - 1
    while at > 0 and tokens[at].lower_ not in SET_OFF and _qualifies(tokens[at]):
        at -= 1
    if at < 2 or not (tokens[at].lower_ in SET_OFF or tokens[at].lower_ == "averaging"):
        return None
    end = at
    while end > 1 and tokens[end - 1].lower_ in words("state_word"):
        end -= 1  # "with the take-up rate [steady] at 71%"
    start = end
    if tokens[at - 1].tag_ == "VBZ" and tokens[at - 2].tag_ in ("CC", "NN", "JJ"):
        start -= 1  # a plural taken for a verb: "sales of cookers and [cellphones] up 71%"
    while start > 0 and tokens[start - 1].lower_ != "with" and in_chunk(parsed, tokens[start - 1]):
        start -= 1
    while start < at and tokens[start].tag_ == "CC":
        start += 1
    start = _behind_clause(tokens, start, end)
    start -= stands_for(tokens, start, end)
    chunk = tokens[start:end]
    behind = start > 1 and parsed.quantity_at(tokens[start - 2]) >= 0  # "growth of 71%, inflation near 71%"
    opening = ("with", "and", ",") if tokens[at].lower_ in ("up", "down") or behind else ("with",)
    if start > 1 and tokens[start].lower_ == "of" and tokens[start - 1].lower_ == "ahead":
        opening, chunk, start = ("of",), tokens[start + 1 : at], start + 1  # "ahead of [nuclear] at 71%"
    while len(chunk) > 1 and chunk[-1].tag_ == "VBG" and chunk[-2].tag_ == "NNS":
        chunk = chunk[:-1]
    if chunk and chunk[-1].lower_ in words("subject_verb"):
        return None  # "coverage with the first dose [stands] at 71%"
    named = start > 0 and tokens[start - 1].lower_ in opening and chunk and chunk[-1].tag_ in NOUNS | {"VBZ"}
    return chunk_phrase(parsed, chunk) if named else None


def _behind_clause(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where a noun begins behind another that has a verb: "with rice staying unchanged and [flour] up 71%"."""
    joints = [at for at in range(start, end) if tokens[at].tag_ == "CC"]
    told = joints and any(token.tag_ in ("VBG", "VBD") for token in tokens[start : joints[-1]])
    return joints[-1] + 1 if told else start


def _qualifies(token: Token) -> bool:
    return token.tag_ in ("RB", "JJR", "RBR") or token.lower_ in ("than", "least", "most", "around", "about")


def _set_off_behind(parsed: Parsed, top: Token) -> Phrase | None:
    """The noun before the comma: "excess liquidity, at 71 dollars, is ample"."""
    doc, quantity = top.doc, parsed.quantity_at(top)
    left = parsed.tokens_of(quantity)[0].i if quantity >= 0 else 0
    while left > 2 and doc[left - 1].tag_ in ("RB", "IN", "TO", "JJR", "RBR") and doc[left].lower_ != "at":
        left -= 1
    running = left > 2 and doc[left - 1].lower_ in words("set_off_verb")
    left -= running
    if left < 2 or not (running or doc[left].lower_ == "at") or doc[left - 1].text != ",":
        return None
    noun = doc[left - 2]
    named = noun.tag_.startswith("NN") and parsed.quantity_at(noun) < 0
    named = named and noun.lower_ not in words("estimate_noun")  # "shipments fell short of expectations, at 71"
    return phrase_of(parsed, noun_top(noun), without=top) if named else None


def _set_off_ahead(parsed: Parsed, top: Token) -> Phrase | None:
    """The subject behind a number that opens its clause: "at 71%, unemployment is near its low"."""
    if parsed.quantity_at(top) < 0:
        return None
    doc, own = top.doc, parsed.tokens_of(parsed.quantity_at(top))
    behind = own[-1].i + 1
    if behind + 1 >= len(doc) or doc[behind].text != ",":
        return None
    left = own[0].i - 1
    while left > 0 and doc[left].tag_ in ("RB", "JJR", "RBR"):
        left -= 1
    if left < 0 or doc[left].lower_ not in ("at", "with"):
        return None
    if left > 0 and doc[left - 1].text not in (":", ";", "-", "."):
        return None
    subject = next((token for token in doc[behind + 1 :] if token.dep_ in SUBJECTS), None)
    return phrase_of(parsed, subject) if subject is not None else None
