"""Subjects read from the words before their verb: flows that people are the number of, and all members of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.beside import subject_before, subject_beside
from extractors.parsing import Parsed
from extractors.phrases import Phrase, phrase_of, words

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 2  # words of a counted thing that only says in what a flow is counted: "standard units"


def traffic(parsed: Parsed, head: Token, counted: Phrase) -> Phrase | None:
    """The flow that people or trips are the number of: "[passenger traffic] reached 71 trips"."""
    named = counted.text.lower().split()
    if named[-1] not in words("traffic_noun") or len(named) > LONGEST:
        return None
    flow = subject_beside(parsed, head)
    if flow is None or flow.empty or flow.head is None:
        return None
    return flow if flow.head.lower_ in words("flow_noun") else None


def all_subjects(parsed: Parsed, subject: Token, verb: Token | None) -> Phrase | None:
    """The subject of a verb, with the members of its list where the tree has only one: "mining and farming saw"."""
    own = phrase_of(parsed, subject)
    beside = subject_before(parsed, verb.i) if verb is not None and verb.i > subject.i else None
    several = own is not None and beside is not None and own.text in beside.text and " and " in beside.text
    return beside if several else own
