"""Objects that are not said where their verb stands: "lowering it by 71 points", "the stock it holds"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.adjoining import told_person
from extractors.trees import NOUNS, SUBJECTS, is_plural, noun_top

if TYPE_CHECKING:
    from spacy.tokens import Token


def meant_object(verb: Token, obj: Token) -> Token:
    """For "it" behind a participle what the clause before it moves: "cut [its main rate], lowering it by 71 points"."""
    if obj.lower_ not in ("it", "them") or verb.tag_ != "VBG" or verb.head.i == verb.i or verb.head.i > verb.i:
        return obj
    above = [child for child in verb.head.children if child.i < verb.i and child.dep_ in ("obj", *SUBJECTS)]
    above.sort(key=lambda token: token.dep_ != "obj")
    plural = obj.lower_ == "them"
    return next((noun for noun in above if noun.tag_ in NOUNS and is_plural(noun) == plural), obj)


def relative_object(verb: Token) -> Token | None:
    """The noun that a relative clause with a subject of its own is about: "the stock [it holds]", "which we put at"."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if subject is None or subject.tag_ not in ("PRP", "NN", "NNS", "NNP"):
        return None
    if verb.dep_ == "acl:relcl":
        if any(child.tag_ == "WRB" for child in verb.children):
            return None  # "the clinic, where a visit costs 71 dollars"
        return verb.head if verb.head.tag_.startswith("NN") and not told_person(verb.head) else None
    before = subject.doc[subject.i - 1] if subject.i and subject.tag_ == "PRP" else subject
    named = before.tag_ in ("NN", "NNS") and before.i != subject.i and not told_person(before)
    return noun_top(before) if named else None
