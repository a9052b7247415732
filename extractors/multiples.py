"""What was doubled, tripled or halved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.asides import prenominal
from extractors.beside import subject_before
from extractors.parsing import Parsed
from extractors.phrases import Phrase, phrase_of
from extractors.trees import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def multiplied(parsed: Parsed, verb: Token) -> Phrase | None:
    """What was doubled: the object, or the subject of a verb without one."""
    obj = next((child for child in verb.children if child.dep_ == "obj"), None)
    if obj is not None:
        return prenominal(parsed, obj) if parsed.quantity_at(obj) >= 0 else phrase_of(parsed, obj)
    subject = subject_of(verb)
    if subject is not None and any(token.dep_ == "acl:relcl" for token in (verb, *verb.ancestors)):
        told = _multiplied_before(parsed, verb)  # "the number of visitors who claimed refunds doubled"
        if told is not None and not told.empty:
            return told
    if verb.dep_ == "amod" and verb.head.i > verb.i and verb.head.tag_.startswith("NN"):
        return phrase_of(parsed, verb.head, without=verb)  # "to double annual output", taken for "the double output"
    return phrase_of(parsed, subject) if subject is not None else _multiplied_before(parsed, verb)


def _multiplied_before(parsed: Parsed, verb: Token) -> Phrase | None:
    """The subject before "more than doubled", which a parser takes for a clause of comparison."""
    at = verb.i
    while at > 1 and parsed.words[at - 1].lower_ in ("more", "than", "nearly", "almost", "roughly", "about"):
        at -= 1
    return subject_before(parsed, at)
