"""The words before a colon that head a line and name its numbers: "GDP: 134.9 trillion yuan"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.phrases import words
from extractors.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from extractors.candidates import Candidate
    from extractors.parsing import Parsed

FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
FINITE_HEADS = frozenset({"ROOT", "aux", "aux:pass", "cop", "ccomp", "parataxis"})
FINITE = r"\b(?:is|was|were|are|will)\b"
SPOKEN = (
    r"(?-i: (?:The|These|Our|We|They|It|I|Some) )"  # a sentence behind a speaker's name: "Mr. Li: The 22 zones ..."
)
LABEL_LENGTH = 140


def line_label(candidate: Candidate, parsed: Parsed) -> str | None:
    """The words before a colon that head a line: "GDP: 134.9 trillion yuan"; a clause is none."""
    normal, start = candidate.normal, candidate.sentence.start
    first = candidate.quantities[0].start
    colon = normal.rfind(": ", start, first + 1)
    if colon < 0 or colon - start > LABEL_LENGTH:
        return None
    between = normal[colon + 1 : first]
    if len(between.split()) > 4 or wording(FINITE).search(between) or wording(SPOKEN).match(between):
        return None
    heading = _before_colon(parsed)
    if any(_is_finite(token) for token in heading) or _only_announces(heading):
        return None
    return " ".join(normal[start:colon].split())


def _is_finite(token: Token) -> bool:
    """Whether a token is a verb of a clause; in a label "added" is a participle: "Elevators added: 71"."""
    participle = token.tag_ == "VBD" and token.lower_.endswith("ed")
    return token.tag_ in FINITE_TAGS and token.dep_ in FINITE_HEADS and not participle


def _only_announces(heading: Sequence[Token]) -> bool:
    """Whether the words before a colon only say that numbers follow: "let me give you some figures: ..."."""
    nouns = [token for token in heading if token.tag_.startswith("NN")]
    asked = bool(heading) and heading[0].tag_ == "VB"
    opens = " ".join(token.lower_ for token in heading) in words("list_opening")
    return asked or opens or (bool(nouns) and all(token.lower_ in words("talk_noun") for token in nouns))


def _before_colon(parsed: Parsed) -> list[Token]:
    """The tokens of a sentence up to its first colon."""
    colon = next((token.i for token in parsed.words if token.text == ":"), 0)
    return parsed.words[:colon]
