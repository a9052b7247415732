"""Small questions to the tree of a parsed sentence: the subject of a verb, the verb above a noun, a preposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "expl")
STEPS_UP = 6  # how far up the tree a subject is looked for
# Relations by which a verb without a subject of its own hangs on the one whose subject it shares.
SHARES_SUBJECT = frozenset({"conj", "list", "dep", "appos", "parataxis", "aux", "obl", "nmod"})
SHARES_SUBJECT |= {"xcomp", "ccomp", "advcl", "acl"}
# Objects that move nothing further: "the peso pared [gains] to trade up".
OF_MARKETS = ("gains", "losses", "advances", "declines", "advance", "decline", "rally", "slide", "ground")
# Tags, for looking at words where the tree is not to be trusted.
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
ADJECTIVES = frozenset({"JJ", "JJR", "JJS"})


def case_of(token: Token) -> str | None:
    return next(
        (child.lower_ for child in token.children if child.dep_ in ("case", "mark") and child.i < token.i), None
    )


def opens_per_capita(token: Token) -> bool:
    """Whether a preposition belongs to the name behind it: "[per] capita income"."""
    return token.lower_ == "per" and token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "capita"


def covers(token: Token, other: Token) -> bool:
    return token.is_ancestor(other) or token.i == other.i


def has_subject(token: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in token.children)


def is_nominal(token: Token) -> bool:
    return token.tag_.startswith("NN") or token.tag_ in ("PRP", "DT", "CD", "$", "WDT", "WP") or token.lower_ == "worth"


def _is_amount(token: Token) -> bool:
    return token.lower_ in ("%", "points", "dollars", "tonnes", "times", "71") or token.tag_ == "CD"


def is_plural(noun: Token) -> bool:
    """Whether a noun stands for several things: a plural, or several nouns in a list."""
    return noun.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" and is_nominal(child) for child in noun.children)


def list_top(head: Token) -> Token:
    """The first member of the list of numbers that this one belongs to."""
    while head.dep_ == "conj" and head.head.i < head.i and _is_amount(head.head):
        head = head.head
    return head


def noun_top(noun: Token) -> Token:
    while (
        noun.dep_ in ("nmod", "compound", "flat", "nmod:poss", "amod", "conj")
        and noun.head.tag_.startswith("NN")
        and noun.head.i < noun.i
    ):
        noun = noun.head
    return noun


def verb_above(token: Token) -> Token | None:
    """The verb (or copular predicate) that a phrase hangs on."""
    for ancestor in token.ancestors:
        if ancestor.tag_.startswith("VB") or ancestor.tag_ == "MD" or has_subject(ancestor):
            return ancestor
    return None


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, looked for up the tree where the verb has none of its own: "..., marking an increase"."""
    for _ in range(STEPS_UP):
        own = _own_subject(verb)
        if own is not None:
            return own
        if verb.dep_ not in SHARES_SUBJECT or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _own_subject(verb: Token) -> Token | None:
    """The subject that a verb has, or the noun that stands for it: the one it modifies, the object of "expect"."""
    for child in verb.children:
        if child.dep_ in SUBJECTS and child.dep_ != "expl":
            return _antecedent(child)
    if verb.dep_ in ("acl", "acl:relcl") and verb.head.tag_.startswith(("NN", "PRP")):
        return verb.head
    if verb.dep_ in ("xcomp", "ccomp"):
        # "expect the economy to grow": the object of the one is the subject of the other
        objects = (child for child in verb.head.children if child.dep_ == "obj" and child.i < verb.i)
        return next((child for child in objects if child.lower_ not in OF_MARKETS), None)
    return None


def _antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if (
        token.tag_ in ("WDT", "WP")
        and token.head.dep_ in ("acl:relcl", "acl")
        and token.head.head.tag_.startswith("NN")
    ):
        return token.head.head
    return token
