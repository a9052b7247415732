"""What holds, earns or leaves a number, by the verb right before it.

"Takes home 71 dollars a month", "left companies with another 71 dollars", "must contain at least 71% recycled cobalt".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.beside import BEFORE_NUMBER, subject_before
from extractors.parsing import Parsed
from extractors.phrases import Phrase, text_of, words
from extractors.trees import ADJECTIVES, NOUNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

IN_SHARE = NOUNS | ADJECTIVES | {"HYPH", "VBN", "VBG"}
SHADES = BEFORE_NUMBER - {"IN"}
FARTHEST = 8  # tokens between "leave" and "with"


def held(parsed: Parsed, head: Token, percentage: bool) -> Phrase | None:
    """What a verb of holding says of the number with this head; None where no such verb stands before it."""
    own = parsed.tokens_of(parsed.quantity_at(head))
    at = _before(parsed.words, own[0].i) if own else -1
    if at < 1:
        return None
    if percentage:
        return _contained(parsed, at, own[-1].i + 1)
    return _taken_home(parsed, at) or _left_with(parsed, at)


def _before(tokens: Sequence[Token], start: int) -> int:
    """The last token before a number and what only shades it: "at least", "an additional"."""
    at = start - 1
    while at > 0 and tokens[at].tag_ in SHADES and tokens[at].lower_ not in ("with", "home"):
        at -= 1
    if at > 0 and tokens[at].lower_ == "at" and tokens[at + 1].lower_ in ("least", "most"):
        at -= 1
    return at


def _taken_home(parsed: Parsed, at: int) -> Phrase | None:
    """ "A nurse [takes home] 71 dollars"."""
    tokens = parsed.words
    if tokens[at].lower_ != "home" or tokens[at - 1].lower_ not in words("taking_verb"):
        return None
    done = f"{tokens[at - 1].text} home"
    subject = subject_before(parsed, at - 1)
    if subject is None or subject.empty:
        return Phrase(done, tokens[at - 1])
    return Phrase(f"{subject.text} {done}", tokens[at - 1])


def _left_with(parsed: Parsed, at: int) -> Phrase | None:
    """ "[The refunds] left companies with 71 dollars": who leaves it."""
    tokens = parsed.words
    if tokens[at].lower_ != "with":
        return None
    near = reversed(tokens[max(0, at - FARTHEST) : at])
    verb = next((token for token in near if token.lower_ in words("leaving_verb")), None)  # perhaps no verb to a tagger
    if verb is None:
        return None
    whom = text_of(tokens[verb.i + 1 : at])
    subject = subject_before(parsed, verb.i)
    return subject if subject is not None and not subject.empty and whom else None


def _contained(parsed: Parsed, at: int, behind: int) -> Phrase | None:
    """ "Must contain 71% [recycled cobalt]": the part that is held."""
    tokens, end = parsed.words, behind
    if tokens[at].lower_ not in words("containing_verb"):
        return None
    while end < len(tokens) and tokens[end].tag_ in IN_SHARE and parsed.quantity_at(tokens[end]) < 0:
        end += 1
    while end > behind and tokens[end - 1].tag_ not in NOUNS:
        end -= 1
    part = text_of(tokens[behind:end])
    return Phrase(part, tokens[end - 1]) if part else None
