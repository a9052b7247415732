"""What words that only point back stand for: "it", "they", "31,500 of them", "the 165,000 that were expected".

A pronoun goes with a noun of its own number, singular or plural; people who say or foresee things are never meant.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.counting import counted_noun
from extractors.parsing import Parsed
from extractors.phrases import Phrase, phrase_of, text_of, words
from extractors.quantities import BARE
from extractors.records import Quantity
from extractors.trees import ADJECTIVES, NOUNS, SUBJECTS, case_of, is_plural, verb_above
from extractors.wording import wording

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extractors.scene import Memory

OF_THEM = r"[ ]of (?:them|these|those)\b(?! \w+s\b)"
THE = r"\bthe (?:about |some |roughly |nearly |more than |over )?$"
PLURAL = ("they", "them", "these", "those")
SINGULAR = ("it",)
MAIN = ("ROOT", "ccomp")
LARGE = 1000  # from here on a number without a noun is an amount whose noun is left out


def points_to_plural(phrase: Phrase) -> bool | None:
    """Whether a pronoun points to several things; None for a word that goes with either."""
    word = phrase.head.lower_ if phrase.head is not None else ""
    return True if word in PLURAL else False if word in SINGULAR else None


def antecedent(before: Parsed, plural: bool) -> Phrase | None:
    """What a pronoun stands for in the sentence before: the subject, else the object, that goes with it in number."""
    for token in (*_subjects(before), *_objects(before)):
        phrase = _meant(before, token, plural)
        if phrase is not None:
            return phrase
    return None


def _subjects(parsed: Parsed) -> list[Token]:
    """The subjects of the main clauses; for "the answer is a hybrid" the hybrid."""
    found = []
    for token in parsed.words:
        if token.dep_ in SUBJECTS and token.head.dep_ in MAIN:
            found.append(token.head if token.lower_ in words("placeholder") else token)
    return found


def _objects(parsed: Parsed) -> list[Token]:
    return [token for token in parsed.words if token.dep_ == "obj" and token.head.dep_ in (*MAIN, "conj", "xcomp")]


def _meant(parsed: Parsed, token: Token, plural: bool) -> Phrase | None:
    """The phrase of a noun that a pronoun of this number can stand for."""
    inner = _of_container(parsed, token)
    if inner.tag_ not in ("NN", "NNS") or parsed.quantity_at(inner) >= 0 or inner.lower_ in words("source_noun"):
        return None
    if is_plural(inner) != plural:
        return None
    phrase = phrase_of(parsed, inner)
    return phrase if phrase is not None and not phrase.empty else None


def _of_container(parsed: Parsed, token: Token) -> Token:
    """The noun inside "a pair of gloves", "71 tonnes of rice"."""
    if token.lower_ not in ("pair", "set", "number", "series", "range") and parsed.quantity_at(token) < 0:
        return token
    return next((child for child in token.children if child.dep_ == "nmod" and case_of(child) == "of"), token)


def fuller_name(phrase: Phrase, before: Callable[[], Parsed | None]) -> str | None:
    """A phrase with "such" in the words of the sentence before: "[virtual power] plants ... such plants"."""
    head = phrase.head
    if head is None or head.tag_ not in ("NN", "NNS") or not _is_such(head):
        return None
    said = before()
    named = next((token for token in said.words if token.lower_ == head.lower_), None) if said is not None else None
    if said is None or named is None:
        return None
    start = named.i
    while (
        start > 0 and said.words[start - 1].tag_ in NOUNS | ADJECTIVES and said.quantity_at(said.words[start - 1]) < 0
    ):
        start -= 1
    name = text_of(said.words[start : named.i + 1])
    return phrase.text.replace(head.text, name, 1) if " " in name and name.lower() not in phrase.text.lower() else None


def _is_such(noun: Token) -> bool:
    """Whether a noun has "such" before it: "such plants", but not "such as plants"."""
    before = noun.doc[max(0, noun.i - 3) : noun.i]
    return any(token.lower_ == "such" for token in before) and before[-1].lower_ != "as"


def of_them(
    normal: str, parsed: Parsed, index: int, quantity: Quantity, memory: Memory, before: Callable[[], Parsed | None]
) -> str | None:
    """What "them" are in "31,500 of them": the plural of another clause, else of the sentence before."""
    if quantity.kind != "count" or not wording(OF_THEM).match(normal, quantity.end):
        return None
    head = parsed.head_of(index)
    if head is None:
        return None
    here = plural_of_another_clause(parsed, head)
    if here is not None:
        return here.text
    if memory.fresh and memory.plural and not (memory.indicator or "").endswith("times"):
        return memory.indicator
    said = before()
    there = antecedent(said, plural=True) or _last_plural(said) if said is not None else None
    return there.text if there is not None else None


def plural_of_another_clause(parsed: Parsed, head: Token) -> Phrase | None:
    """The plural before a number, nearest first, that is no part of the number's own clause."""
    own = verb_above(head)
    doers = _verbs_of_one_doer(own) if own is not None else ()
    for token in reversed(parsed.words[: head.i]):
        other = verb_above(token)
        near = token.tag_ == "NNS" and (own is None or other is None or other.i != own.i)
        doer = other is not None and other.i in doers and token.dep_ in SUBJECTS
        if near and not doer and parsed.quantity_at(token) < 0 and token.lower_ not in words("source_noun"):
            glued = token.i > 1 and parsed.words[token.i - 1].text == "-"  # "e-bikes"
            start = parsed.words[token.i - 2].idx if glued else token.idx
            name = parsed.reduced.text[start : token.idx]
            phrase = phrase_of(parsed, token, without=head)
            return replace(phrase, text=name + phrase.text) if phrase is not None and glued else phrase
    return None


def _verbs_of_one_doer(verb: Token) -> tuple[int, ...]:
    """A verb and those above it whose subject it shares: who "plans to help 71 of them" are others than "them"."""
    found = [verb.i]
    while verb.dep_ == "xcomp" and verb.head.i != verb.i:
        verb = verb.head
        found.append(verb.i)
    return tuple(found)


def _last_plural(parsed: Parsed) -> Phrase | None:
    nouns = (token for token in reversed(parsed.words) if token.tag_ == "NNS" and parsed.quantity_at(token) < 0)
    return next((phrase for noun in nouns if (phrase := _meant(parsed, noun, True)) is not None), None)


def is_elided(normal: str, parsed: Parsed, index: int, quantities: Sequence[Quantity], phrase: Phrase | None) -> bool:
    """Whether a count leaves out the noun of a count before: "118 million with asthma and 41 million with gout"."""
    quantity = quantities[index]
    if quantity.rule != BARE or (quantity.value or 0) < LARGE or counted_noun(parsed, index) is not None:
        return False
    if wording(THE).search(normal, max(0, quantity.start - 30), quantity.start):
        return True  # "the 165,000 that economists had expected"
    counted = index > 0 and quantities[index - 1].kind == "count" and quantities[index - 1].rule == BARE
    return counted and phrase is not None and (phrase.guessed or _of_the_first(parsed, index, phrase))


def _of_the_first(parsed: Parsed, index: int, phrase: Phrase) -> bool:
    """Whether a phrase stands between two numbers and is no subject: it belongs to the first one."""
    head, first = parsed.head_of(index), parsed.head_of(index - 1)
    if phrase.head is None or head is None or first is None or phrase.pointing is not None:
        return False
    return first.i < phrase.head.i < head.i and phrase.head.dep_ not in SUBJECTS
