"""Bulletins of figures, which leave verbs out: "Q2 net profit 71 dollars vs 71", "above analysts' average estimate"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.parsing import Parsed
from extractors.phrases import Phrase, text_of, words
from extractors.trees import ADJECTIVES, NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token

# A tagger that waits for a verb takes a noun for one: "net [profit] 71 dollars".
IN_ITEM = NOUNS | ADJECTIVES | {"VB", "VBP", "VBZ", "VBN", "VBG", "CD", "HYPH", "POS", "CC", "DT"}
OPENING = ("*", "-", "--", "•", "·")
SHADES = ("at", "up", "down", "by", "about", "around", "some", "nearly", "over", "almost", "just", "only")
LONGEST = 8  # tokens of the item before its number
BEHIND = ("by", "of", "from", "in", "compiled", "polled")


def item_before(parsed: Parsed, head: Token) -> Phrase | None:
    """The item that a bulletin begins with and gives the number of, without a verb: "Q2 [net profit] 71 dollars"."""
    quantity = parsed.quantity_at(head)
    if quantity < 0:
        return None
    tokens = parsed.words
    end = parsed.tokens_of(quantity)[0].i
    while end > 0 and tokens[end - 1].lower_ in SHADES:
        end -= 1
    moved = tokens[end].lower_ in ("up", "down")
    start = next((at for at in range(end) if tokens[at].text not in OPENING), end)
    item = tokens[start:end]
    if not item or len(item) > LONGEST:
        return None
    if item[-1].lower_ not in words("item_noun") and not (moved and item[-1].tag_ in ("NN", "NNS", "VBZ")):
        return None
    if any(token.tag_ not in IN_ITEM or parsed.quantity_at(token) >= 0 for token in item):
        return None
    return Phrase(text_of(item), item[-1])


def only_foresees(phrase: Phrase) -> bool:
    """Whether a phrase says who foresaw a number and not what it measures: "analysts' average estimate"."""
    if phrase.head is None:
        return False
    return _is_estimate(phrase, phrase.head) or _expects(phrase.head) or _is_foreseen(phrase, phrase.head)


def _is_foreseen(phrase: Phrase, head: Token) -> bool:
    """Whether a phrase is a bare change that somebody expects: "economists expected a [decline] of 71"."""
    own = phrase.how.startswith("the noun phrase")  # not "we project [growth] to slow to 71%"
    bare = own and head.lower_ in words("pure_change_noun") and phrase.text.lower() == head.lower_
    return bare and head.dep_ == "obj" and foresees(head.head)


def tells(head: Token) -> bool:
    """Whether a noun is somebody who says something, and no thing that is measured."""
    known = head.tag_ == "NNP" or head.lower_ in words("source_noun")
    if not known or head.dep_ != "nsubj" or not head.head.tag_.startswith("VB"):
        return False
    return any(child.dep_ == "ccomp" and child.i > head.head.i for child in head.head.children)


def _expects(head: Token) -> bool:
    """Whether a phrase is who expects the number, or the verb: "[economists] had forecast 71%", "and [expects] 71%"."""
    if head.tag_.startswith("VB"):
        return foresees(head)
    if head.lower_ in words("item_noun") or any(child.lower_ == "with" for child in head.head.children):
        return False  # what is measured expects nothing: "with inflation expected in three years unchanged at 71%"
    lived = head.head.lower_ in ("see", "sees", "saw", "seen") and head.lower_ not in words("source_noun")
    return head.dep_ == "nsubj" and foresees(head.head) and not lived


def foresees(verb: Token) -> bool:
    """Whether a verb tells that somebody expects something, and not what is expected: no passive."""
    if verb.tag_ == "VBG" and verb.lower_ in words("expect_verb") | {"looking", "betting"}:
        return verb.dep_ in ("ROOT", "ccomp", "conj")  # "analysts had been looking for 71 dollars"
    if verb.lower_ not in words("expect_verb") or verb.tag_ not in ("VBZ", "VBD", "VBP", "VBN"):
        return False
    helped = [child.lower_ for child in verb.children if child.dep_ in ("aux", "aux:pass")]
    active = verb.tag_ != "VBN" or any(word in ("had", "has", "have", "'d") for word in helped)
    return active and not any(word in ("be", "been", "is", "are", "was", "were") for word in helped)


def _is_estimate(phrase: Phrase, head: Token) -> bool:
    """Whether a phrase is a bare estimate with those who made it."""
    if head.lower_ not in words("estimate_noun"):
        return False
    named = phrase.text.replace("'", " ' ").replace("-", " ").split()
    said = next((at for at, word in enumerate(named) if at and word.lower() in BEHIND), len(named))
    if said < len(named) and named[said].lower() in ("of", "in"):
        return False  # "the forecast of growth"
    known = words("estimate_word") | words("estimate_noun") | {"'", "s"}
    return all(word.lower() in known or word[:1].isupper() for word in named[:said])
