"""Counting: the noun that a bare number counts, read from the tree and from the tags behind the number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.parsing import Parsed
from extractors.phrases import Phrase, in_order, phrase_tokens, text_of, words
from extractors.trees import case_of

if TYPE_CHECKING:
    from spacy.tokens import Token

LOOSE_END = re.compile(r"-?(?:plus|odd)\b ?")  # "1,200-plus drones": part of the number
NUMBER_OF = re.compile(r"(?:[a-z-]+ ){0,3}numbers? of\b", re.IGNORECASE)
CLOSING = ('"', "''", "\u201d")
QUOTES = ('"', "``", "\u201c")
AGE = ("CD", "VBN", "CC", "JJ", "SYM", "HYPH")
AGES = ("above", "over", "older", "up", "under", "below", "to", "between")
# Relations of a number to the noun that it counts.
COUNTING = ("nummod", "compound", "amod", "det", "nummod:gov", "nmod")
# Tags of what may stand between a number and the plural that it counts.
MODIFIERS = frozenset(
    {"JJ", "JJR", "NN", "NNP", "VBN", "VBG", "HYPH", "RB", "POS", "``", "''", "CC", "ADD", "AFX", "SYM"}
)


def counted_noun(parsed: Parsed, index: int) -> Token | None:
    """The noun that a bare number counts: "71 -> platforms"; None if no noun follows it."""
    head = parsed.head_of(index)
    if head is None:
        return None
    if head.i + 1 < len(head.doc) and head.doc[head.i + 1].text in QUOTES:
        return _behind_quote(parsed.words, head)
    noun = head.head if _counts(parsed, head) else _noun_beside(parsed, head)
    if noun is None:
        return None
    noun = _whole_noun(parsed.words, noun)
    if _foretells(head, noun):
        return None
    between = head.doc[head.i + 1 : noun.i + 1]
    return None if any(parsed.quantity_at(token) >= 0 for token in between) else noun


def _foretells(head: Token, noun: Token) -> bool:
    """Whether a noun foresees the number and is not counted: "the 71 economists had expected"."""
    if noun.lower_ not in words("source_noun") or head.i == 0 or head.doc[head.i - 1].lower_ != "the":
        return False
    return any(token.lower_ in words("expect_verb") for token in head.doc[noun.i + 1 : noun.i + 4])


def _counts(parsed: Parsed, head: Token) -> bool:
    """Whether a number modifies a noun behind it."""
    noun = head.head
    named = noun.tag_.startswith("NN") and noun.lower_ not in words("verb_form")
    return head.dep_ in COUNTING and noun.i > head.i and named and parsed.quantity_at(noun) < 0


def counted_thing(parsed: Parsed, index: int) -> str | None:
    """The counted noun with what stands between it and the number: "71 offshore platforms" -> "offshore platforms"."""
    noun, head = counted_noun(parsed, index), parsed.head_of(index)
    if noun is None or head is None:
        return None
    thing = " ".join(noun.doc[head.i + 1 : noun.i + 1].text.split())
    return _balanced(LOOSE_END.sub("", thing, count=1) if LOOSE_END.match(thing) else thing) or None


def counted_phrase(parsed: Parsed, head: Token) -> Phrase | None:
    """The noun that the number with this head counts, with its complement where it says little alone."""
    noun = counted_noun(parsed, parsed.quantity_at(head))
    if noun is None:
        return None
    noun = _whole_noun(parsed.words, noun)
    tokens = parsed.words[head.i + 1 : noun.i + 1]
    if tokens and tokens[0].lower_ == "per":
        return None  # "fell to 71 per thousand live births"
    if noun.lower_ in words("kind_noun"):
        tokens += _of_tokens(parsed, noun)
    tokens += _aged(parsed.words, noun)
    quoted = any(token.text in CLOSING for token in tokens)
    text = _balanced(" ".join("".join(token.text_with_ws for token in tokens).split())) if quoted else text_of(tokens)
    return Phrase(text, noun) if text else None


def _aged(tokens: Sequence[Token], noun: Token) -> list[Token]:
    """The words behind a counted noun without which it says little: people [aged 60 and above]."""
    behind = tokens[noun.i + 1 : noun.i + 6]
    if not behind or behind[0].lower_ != "aged":
        return []
    end = next(
        (at for at, token in enumerate(behind) if token.tag_ not in AGE and token.lower_ not in AGES), len(behind)
    )
    return list(behind[:end])


def _balanced(text: str) -> str:
    """A name with both of its quotation marks, or none."""
    return text if text.count('"') == 2 else text.strip(" \"'")


def _noun_beside(parsed: Parsed, head: Token) -> Token | None:
    """The plural noun right behind the number with only modifiers between, where the parser went another way."""
    for token in parsed.words[_behind_them(head) : head.i + 8]:
        if parsed.quantity_at(token) >= 0 or token.lower_ in words("verb_form"):
            return None
        if (token.tag_ in ("NNS", "NNPS") and token.text != "-") or _is_plural_name(token):
            return token
        named = token.tag_ == "CD" and any(character.isalpha() for character in token.text)  # 71 [5G] stations
        if token.tag_ not in MODIFIERS and not named and token.text != "-":
            return None
    return None


def _is_plural_name(token: Token) -> bool:
    """The plural of letters, or of a type with a number: 71 [MPs], 71 F-[35s]."""
    stem = token.text[:-1]
    if not token.text.endswith("s") or len(stem) < 2:
        return False
    return stem.isupper() or (stem.isdigit() and token.i > 0 and token.doc[token.i - 1].text == "-")


def _behind_them(head: Token) -> int:
    """The index behind a number and the "of them" that may follow: "2.38 million of them rural laborers"."""
    following = [token.lower_ for token in head.doc[head.i + 1 : head.i + 3]]
    return head.i + (3 if following in (["of", "them"], ["of", "whom"], ["of", "these"]) else 1)


def _behind_quote(tokens: Sequence[Token], head: Token) -> Token | None:
    """The noun behind a name in quotation marks: 2,000 "Blue Sky" projects."""
    closing = next((token.i for token in tokens[head.i + 2 : head.i + 14] if token.text in CLOSING), None)
    if closing is None:
        return None
    return next((token for token in tokens[closing + 1 : closing + 4] if token.tag_.startswith("NN")), None)


def _whole_noun(tokens: Sequence[Token], noun: Token) -> Token:
    """The noun at the end of a compound, with hyphens too: search-and-rescue [workers]."""
    while noun.i + 1 < len(tokens) and noun.whitespace_ and _goes_on(noun, tokens[noun.i + 1]):
        noun = tokens[noun.i + 1]
    while noun.i + 2 < len(tokens) and tokens[noun.i + 1].text == "-":
        ends = (token for token in tokens[noun.i + 2 : noun.i + 8] if token.tag_.startswith("NN"))
        last = next(
            (token for token in ends if [item.text for item in tokens[token.i + 1 : token.i + 2]] != ["-"]), None
        )
        if last is None:
            break
        noun = last
    return _joined_noun(tokens, noun)


def _joined_noun(tokens: Sequence[Token], noun: Token) -> Token:
    """The plural at the end of a coordination of modifiers: 71 coastal protection and restoration [projects]."""
    if noun.tag_ != "NN" or [token.tag_ for token in tokens[noun.i + 1 : noun.i + 2]] != ["CC"]:
        return noun
    for token in tokens[noun.i + 2 : noun.i + 8]:
        if token.tag_ == "NNS":
            return token
        if token.tag_ not in ("NN", "JJ", "CC") or token.lower_ in words("verb_form"):
            break
    return noun


def _goes_on(noun: Token, token: Token) -> bool:
    """Whether a token is the next noun of a compound and no phrase of its own."""
    outside = token.dep_ in ("obl:unmarked", "obl:tmod") or (token.dep_ == "nsubj" and noun.tag_ == "NNS")
    doing = noun.tag_ == "NNS" and token.lower_ in words("verb_behind_plural")
    return token.tag_ in ("NN", "NNS") and not outside and not doing


def _of_tokens(parsed: Parsed, noun: Token) -> list[Token]:
    """The "of" complement of a noun that says little alone: "kinds of goods"."""
    for child in noun.children:
        if child.i > noun.i and child.dep_ == "nmod" and case_of(child) == "of":
            of = next(item for item in child.children if item.lower_ == "of")
            return [of, *in_order(phrase_tokens(parsed, child, None))]
    return []


def names_things(indicator: str | None) -> bool:
    """Whether what a number measures is people or things, which take no unit of an amount from a neighbour."""
    if NUMBER_OF.match(indicator or ""):
        return True
    head = re.split(r" (?:of|in|for|on|at|to|from|with|among|there)\b", indicator or "", maxsplit=1)[0]
    return head.lower().rpartition(" ")[2] in words("counted_subject")


def is_money(counted: Phrase) -> bool:
    """Whether a number "counts" a currency without a code: what it is the price of says what it measures."""
    return counted.text.lower().rpartition(" ")[2] in words("money_noun")


def traded(head: Token) -> bool:
    """Whether somebody sells or makes what a unit counts: "expects to sell 71 sets"."""
    unit = unit_top(head)
    return unit.dep_ in ("obj", "obl") and unit.head.lower_ in words("sale_verb")


def is_person(phrase: Phrase) -> bool:
    """Whether a phrase is a pronoun for somebody who does something: "he sold 71 sets"."""
    return phrase.head is not None and phrase.head.lower_ in ("he", "she", "we", "i", "you", "who")


def unit_top(head: Token) -> Token:
    """The noun of a pure unit stands for its number: "reached 108,000 units"."""
    unit = head.head.lower_ in words("unit_noun") | words("money_noun")
    return head.head if head.dep_ == "nummod" and unit else head
