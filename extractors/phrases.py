"""Phrases: the words of a noun phrase that name an indicator, without clauses, appositions and the number itself."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.parsing import Parsed
from extractors.trees import NOUNS, case_of, covers, has_subject, opens_per_capita
from extractors.wording import wording
from patterns import load

if TYPE_CHECKING:
    from spacy.tokens import Token

# What never belongs to the noun phrase that names an indicator.
CLAUSES = frozenset({"acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj", "parataxis", "list"})
OF_VERBS = frozenset(
    {"nsubj", "nsubj:pass", "expl", "aux", "aux:pass", "cop", "mark", "obl:tmod", "nmod:tmod", "orphan"}
)
NOT_IN_PHRASE = CLAUSES | OF_VERBS | {"appos", "punct", "cc:preconj", "discourse", "vocative", "dislocated"}
DETERMINERS = frozenset({"DT", "PRP$", "PDT", "WDT"})
REASONS = ("because", "due", "despite", "after", "amid")  # why, not for what
BELOW_VERB = frozenset({"obl", "obj", "obl:agent", "xcomp"})
NOT_INSIDE = frozenset({"acl:relcl", "parataxis", "advcl", "appos", "cop"})
JOINING = frozenset({"-", "/", "&", "'", '"', "(", ")"})  # punctuation that a phrase keeps
LEADING = r"^(?:$phrase_opening\b[ ]?|(?:by|in|from|since|until) (?:19|20)\d\d\b[ ]?|['\"(,;:–—-]+[ ]?)+"
TRAILING = r"(?:[ ,;:'\"(–—-]|\b$phrase_ending$){1,40}$"


@functools.cache
def words(name: str) -> frozenset[str]:
    """A word list of patterns/en/indicators.toml."""
    return load("indicators").words(name)


@dataclass(frozen=True)
class Phrase:
    """An indicator as found: its words, the token that heads them, whether they only point back ("the figure")."""

    text: str
    head: Token | None
    empty: bool = False
    pointing: str | None = None  # the preposition of "that of ...": the noun before it is that of the indicator before
    definite: bool = False  # "the growth", "its share": it points to something named before
    whole: bool = False  # what the number is a part of: "71% of the orders"
    part: bool = False  # only what a part does, of what was named before: "60% of firms gained, 20% [reported losses]"
    guessed: bool = False  # only the nearest noun
    how: str = "the words nearest to the number"  # how it was found


def found_as(how: str, phrase: Phrase | None) -> Phrase | None:
    """The phrase, knowing how it was found."""
    return replace(phrase, how=how) if phrase is not None else None


def place_of(parsed: Parsed, phrase: Phrase) -> tuple[int, int] | None:
    """The shortest stretch of the document around the head of a phrase that holds its words in order.

    Words that were put in ("share of") stand nowhere and are passed over. None for a phrase without a head.
    """
    head = phrase.head
    if head is None:
        return None
    wanted, text = phrase.text.split(), parsed.reduced.text
    heads = [at for at, word in enumerate(wanted) if head.text in word]
    places = [_around(text, head.idx, wanted[:at], wanted[at + 1 :], len(head.text)) for at in heads]
    start, end = min(places, key=lambda place: place[1] - place[0], default=(head.idx, head.idx + len(head.text)))
    return parsed.reduced.origin(start), parsed.reduced.origin(end - 1) + 1


def _around(text: str, at: int, before: Sequence[str], behind: Sequence[str], length: int) -> tuple[int, int]:
    """The stretch of a text from the first word that stands before a place, in order, to the last one behind it."""
    start, end = at, at + length
    for word in reversed(before):
        found = text.rfind(word, 0, start)
        start = found if found >= 0 else start
    for word in behind:
        found = text.find(word, end)
        end = found + len(word) if found >= 0 else end
    return start, end


def phrase_of(parsed: Parsed, head: Token, without: Token | None = None) -> Phrase | None:
    """The noun phrase of a token, with its modifiers and complements; `without` is a token to leave out with its own.

    None for a token that stands for a quantity.
    """
    if parsed.quantity_at(head) >= 0:
        return None
    stood_for = _stood_for(parsed, head, without)
    if stood_for is not None:
        return stood_for
    tokens = _behind_opening(_up_to_comma(in_order(phrase_tokens(parsed, head, without)), head), head)
    tokens = _behind_verb(tokens, head)
    tokens += _stray_complement(parsed, head, tokens, without)
    text = text_of(tokens)
    bare = sum(not only_points(token) for token in tokens) <= 1 or text.lower() == head.lower_
    empty = head.lower_ in words("pronoun") or (bare and head.lower_ in words("empty_noun"))
    return Phrase(text or head.text, head, empty, definite=is_definite(tokens))


def _up_to_comma(tokens: list[Token], head: Token) -> list[Token]:
    """The tokens of a phrase up to a comma behind its head, unless it is one of a list."""
    for index, token in enumerate(tokens):
        if token.text != "," or token.i < head.i:
            continue
        listed = any(other.tag_ == "CC" for other in tokens[index:])
        if not listed or [other.tag_ for other in tokens[index + 1 : index + 2]] == ["IN"]:
            return tokens[:index]
    return tokens


def _behind_opening(tokens: list[Token], head: Token) -> list[Token]:
    """The tokens behind an opening with a comma: "among tourists, [overseas guests]"."""
    if not tokens or tokens[0].tag_ != "IN" or tokens[0].i >= head.i:
        return tokens
    commas = [index for index, token in enumerate(tokens) if token.text == "," and token.i < head.i]
    return tokens[commas[-1] + 1 :] if commas else tokens


def _behind_verb(tokens: list[Token], head: Token) -> list[Token]:
    """The tokens behind a verb that was taken for a plural before the noun: "the bank targets [inflation]"."""
    for index in range(len(tokens) - 1, 0, -1):
        token = tokens[index]
        if token.i < head.i and token.tag_ == "NNS" and token.lower_ in words("verb_like"):
            return tokens[index + 1 :]
        told = (
            token.tag_ == "VBD" and token.lower_.endswith("ed") and tokens[index - 1].tag_ in NOUNS
        )  # "the division posted [revenue growth] of 71%"
        if token.i < head.i and told and tokens[index - 1].i == token.i - 1:
            return tokens[index + 1 :]
    return tokens


def only_points(token: Token) -> bool:
    """Whether a word in front of a noun says nothing of it: "the latest figure"."""
    return token.tag_ in DETERMINERS or token.lower_ in words("pointing_adjective")


def is_definite(tokens: Sequence[Token]) -> bool:
    """Whether a phrase has an article or owner that points to something named before."""
    return any(token.tag_ in DETERMINERS and token.lower_ not in ("a", "an") for token in tokens)


def _stood_for(parsed: Parsed, head: Token, without: Token | None) -> Phrase | None:
    """ "that for the unemployment rate", "those to Africa": the complement says what is meant."""
    if head.lower_ not in ("that", "those"):
        return None
    for child in head.children:
        if child.dep_ == "nmod" and child.i > head.i and not (without is not None and covers(child, without)):
            inner = phrase_of(parsed, child)
            return Phrase(inner.text, child, pointing=case_of(child)) if inner is not None else None
    return None


def _stray_complement(parsed: Parsed, head: Token, tokens: Sequence[Token], without: Token | None) -> list[Token]:
    """The complement of a bare "rate" or "price" that the parser gave to the verb: "cut [the rate] on policy loans"."""
    following = tokens[-1].i + 1
    if head.lower_ not in words("empty_noun") or len(tokens) > 2 or following >= len(head.doc):
        return []
    preposition = head.doc[following]
    noun = preposition.head
    if preposition.lower_ not in ("of", "on", "for", "in") or noun.i <= following or parsed.quantity_at(noun) >= 0:
        return []
    if not noun.tag_.startswith("NN") or (without is not None and covers(noun, without)):
        return []
    return [preposition, *in_order(phrase_tokens(parsed, noun, without))]


def phrase_tokens(parsed: Parsed, head: Token, without: Token | None) -> Iterator[Token]:
    yield head
    for child in head.children:
        if without is not None and covers(child, without):
            continue
        if child.dep_ in NOT_IN_PHRASE or parsed.quantity_at(child) >= 0:
            if child.dep_ == "punct" and child.text in JOINING:
                yield child
            continue
        counted = any(parsed.quantity_at(inner) >= 0 for inner in child.children)  # "a loss of 71, or 71 a share"
        if child.dep_ == "conj" and (child.tag_.startswith("VB") or has_subject(child) or counted):
            continue
        if child.dep_ == "case" and child.i < head.i and not opens_per_capita(child):
            continue
        if child.dep_ == "acl" and child.tag_ == "VBG" and child.i - head.i > 12:
            continue
        if case_of(child) in REASONS:
            continue
        yield from _inner_tokens(parsed, child, without)


def _inner_tokens(parsed: Parsed, child: Token, without: Token | None) -> Iterator[Token]:
    """The subtree of a modifier, without clauses and the number; punctuation stays, for lists as they are written."""
    yield child
    for token in child.children:
        if without is not None and covers(token, without):
            continue
        if token.dep_ in NOT_INSIDE or parsed.quantity_at(token) >= 0:
            continue
        yield from _inner_tokens(parsed, token, without)


def verb_phrase(parsed: Parsed, verb: Token, top: Token) -> Phrase | None:
    """The verb with what follows the number: "raised in its listing", "committed to Ukraine"."""
    below = [child for child in verb.children if child.i > verb.i and child.dep_ in BELOW_VERB]
    below = [child for child in below if not covers(child, top) and not _is_year(child)]
    below = [child for child in below if not _set_off(parsed, top, child)]
    below = [child for child in below if case_of(child) not in REASONS and not _is_pronoun(child)]
    later = next(
        (token.i for token in parsed.words[verb.i :] if token.i > top.i and parsed.quantity_at(token) >= 0), None
    )
    if top.i < verb.i and later is not None:  # "71 dollars went to schools and 71 to clinics"
        below = [child for child in below if child.i < later]
    behind = [child for child in top.children if child.i > top.i and child.dep_ in ("nmod", "obl")]
    below += [child for child in behind if not _is_pronoun(child) and not _set_off(parsed, top, child)]
    tokens = [verb]
    for child in below:
        if parsed.quantity_at(child) < 0:
            tokens += [item for item in child.children if item.dep_ == "case"]
            tokens += phrase_tokens(parsed, child, top)
    if len(tokens) == 1:
        return None
    tokens = in_order([*tokens, *(child for child in verb.children if child.lower_ == "aside")])  # "set aside for"
    of = tokens[0].i == verb.i and tokens[1].lower_ == "of"  # "exported 71 tonnes [of bananas]"
    return Phrase(text_of(tokens[2:] if of else tokens), verb)


def _set_off(parsed: Parsed, top: Token, child: Token) -> bool:
    """Whether a comma stands between a number and what follows: "earned 71 dollars, ahead of forecasts"."""
    return any(token.text == "," for token in parsed.words[top.i : child.left_edge.i])


def _is_pronoun(token: Token) -> bool:
    """Whether a word only points back: "71% of [them]", but not "71% of [those] registered"."""
    return token.lower_ in words("pronoun") and not any(child.dep_ == "acl" for child in token.children)


def _is_year(token: Token) -> bool:
    return token.tag_ == "CD" and len(token.text) == 4


def whole_of(parsed: Parsed, noun: Token) -> Phrase | None:
    """What a number is a part of, with all members of a list: "71% of all ploughing, planting and harvesting"."""
    phrase = phrase_of(parsed, noun)
    if phrase is None:
        return None
    more = _coordinated(parsed, noun)
    return replace(phrase, text=f"{phrase.text}{more}", whole=True)


def _coordinated(parsed: Parsed, noun: Token) -> str:
    """The further members of a list right behind a noun, as they are written; "" where there is none."""
    tokens, end = parsed.words, noun.i + 1
    while end + 1 < len(tokens) and (tokens[end].text == "," or tokens[end].tag_ == "CC"):
        both = tokens[end].text == "," and tokens[end + 1].tag_ == "CC"
        member = tokens[end + 1 + both : end + 2 + both]
        if not member or member[0].tag_ not in ("NN", "NNS", "VBG") or parsed.quantity_at(member[0]) >= 0:
            break
        end = member[0].i + 1
    members = tokens[noun.i + 1 : end]
    closed = end < len(tokens) and tokens[end].tag_.startswith(("VB", "MD"))
    if not closed or not any(token.tag_ == "CC" for token in members):
        return ""
    return "".join(token.text if token.text == "," else f" {token.text}" for token in members)


def share_phrase(parsed: Parsed, subject: Token, of: Phrase) -> Phrase | None:
    """ "X share of Y", as a reader would name it."""
    phrase = phrase_of(parsed, subject)
    return replace(of, whole=False) if phrase is None else share_of(phrase, of)


def share_of(phrase: Phrase, of: Phrase) -> Phrase:
    if phrase.empty:
        return replace(of, whole=False)
    if of.empty or (phrase.head is not None and phrase.head.lower_ in words("share_noun")):
        return phrase
    return Phrase(f"{phrase.text} share of {of.text}", phrase.head)


def text_of(tokens: Sequence[Token]) -> str:
    """The tokens' own words without what a phrase sheds at its ends; a gap between them is one space."""
    text, last = "", None
    for token in tokens:
        if last is not None and (token.i > last.i + 1 or last.whitespace_):
            text += " "
        text += token.text
        last = token
    return _shed(" ".join(text.split()))


def _shed(text: str) -> str:
    """The text without articles, conjunctions, prepositions and punctuation at its two ends."""
    previous = None
    while previous != text:
        previous = text
        text = wording(TRAILING).sub("", wording(LEADING).sub("", text))
    return text


def in_order(tokens: Iterable[Token]) -> list[Token]:
    """The tokens as they stand in the text, each once."""
    return sorted(set(tokens), key=lambda token: token.i)
