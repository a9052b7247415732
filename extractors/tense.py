"""What the tree says of the verb above a number: whether it tells of the past or lies ahead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractors.candidates import Candidate
from extractors.links import base_of
from extractors.parsing import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

STILL_TO_COME = frozenset({"will", "shall", "would", "must", "should", "to"})
STANDING = frozenset({"can", "may"})
FORMS = {"is": "VBZ", "are": "VBP", "am": "VBP", "was": "VBD", "were": "VBD", "has": "VBZ", "have": "VBP", "had": "VBD"}
NOT_FINITE = frozenset({"with", "see", "sees", "seeing", "have", "get", "want", "wants"})  # "with losses capped at"
HEADLINE = 6  # words before the verb of a headline
CLAUSES = ("acl", "acl:relcl", "advcl")
HELPERS = ("aux", "aux:pass", "cop")


def tense_tag(token: Token) -> str:
    """The tag of a token; for forms of "be" and "have" the one that their spelling leaves no doubt about."""
    return FORMS.get(token.lower_, token.tag_)


def _chain(parsed: Parsed, index: int) -> list[Token]:
    """The token that stands for a number and those above it; none for a number that was left out of the tree."""
    head = parsed.head_of(index)
    return [] if head is None else [head, *head.ancestors]


def may_carry(parsed: Parsed, index: int, candidate: Candidate) -> bool:
    """A time goes on into the next sentence where that tells of the past or has no verb."""
    chain = _chain(parsed, base_of(candidate.links, index))
    for token in chain:
        if tense_tag(token) == "VBD":
            return True
        if tense_tag(token) in ("VBP", "VBZ", "MD", "VB"):
            return False
        helpers = [child for child in token.children if child.dep_ in HELPERS]
        if {child.lower_ for child in helpers} >= {"would", "have"}:
            return True
        if helpers:
            return all(tense_tag(child) in ("VBD", "VBN") for child in helpers)
    return bool(chain) and not any(tense_tag(token) in ("VBZ", "VBP", "MD") for token in parsed.doc)


def is_present(parsed: Parsed, index: int, candidate: Candidate) -> bool:
    """Whether the nearest verb above a number is in the present tense: "is", "can take", "have been approved"."""
    for token in _chain(parsed, base_of(candidate.links, index)):
        helpers = [child for child in token.children if child.dep_ in HELPERS]
        if any(child.lower_ in STANDING for child in helpers):
            return True
        if any(tense_tag(child) in ("VBD", "MD") or child.lower_ == "to" for child in helpers):
            return False
        if tense_tag(token) in ("VBP", "VBZ") or any(tense_tag(child) in ("VBP", "VBZ") for child in helpers):
            return True
        if tense_tag(token) in ("VBD", "VB"):
            return False
    return False


def stands(parsed: Parsed, index: int) -> bool:
    """Whether the nearest verb above a number tells how a thing is: "can hold", "is full", and not "has held"."""
    for token in _chain(parsed, index):
        helpers = [child for child in token.children if child.dep_ in HELPERS]
        if any(child.lower_ in STANDING for child in helpers):
            return True
        if any(child.lower_ in ("have", "has", "had", "'ve") or tense_tag(child) in ("VBD", "MD") for child in helpers):
            return False
        if tense_tag(token) in ("VBP", "VBZ") or any(child.dep_ == "cop" for child in helpers):
            return token.lower_ not in ("have", "has")
        if token.tag_.startswith("VB"):
            return False
    return False


def is_subject(parsed: Parsed, index: int) -> bool:
    return next(_verbs_of_subject(parsed, index, 2), None) is not None


def _verbs_of_subject(parsed: Parsed, index: int, steps: int) -> Iterator[Token]:
    """The verbs whose subject is the number or stands at most `steps` - 1 above it."""
    for token in _chain(parsed, index)[:steps]:
        if token.dep_ in CLAUSES:
            return  # "the bill, passed by 61 votes, would give": the votes give nothing
        if token.dep_ in ("nsubj", "nsubj:pass"):
            yield token.head


def past_verb(parsed: Parsed, index: int) -> Token | None:
    """The verb that governs a number, where it tells of what is: "the city [built] 40 ports", "12 have [left]"."""
    for token in _chain(parsed, index)[:6]:
        helpers = [child for child in token.children if child.dep_ in HELPERS]
        words = {child.lower_ for child in helpers} | {child.lower_ for child in token.children if child.dep_ == "mark"}
        if not STILL_TO_COME.isdisjoint(words) or any(tense_tag(child) == "MD" for child in helpers):
            return None
        if any(map(_tells_of_past, helpers)) or (tense_tag(token) == "VBD" and _is_finite(token)):
            return token
        if token.dep_ == "acl:relcl" and tense_tag(token) in ("VBP", "VBZ") and _is_definite(token.head):
            return token  # "to protect the firms that [make] up 90 percent": they do so already
        if helpers or tense_tag(token) in ("VB", "VBD", "VBG", "VBP", "VBZ"):
            return None
    return None


def _is_definite(noun: Token) -> bool:
    return any(child.lower_ in ("the", "those", "these") for child in noun.children if child.dep_ == "det")


def _is_finite(verb: Token) -> bool:
    """Whether what looks like a past tense has a subject: "with losses capped at 8 percent" is a participle."""
    subject = next((child for child in verb.children if child.dep_.startswith("nsubj") and child.i < verb.i), None)
    if subject is None:
        return verb.dep_ in ("ROOT", "conj")
    first = subject.left_edge
    beside = {first.lower_, verb.doc[max(0, first.i - 1)].lower_}
    return NOT_FINITE.isdisjoint(beside)


def is_past(parsed: Parsed, index: int) -> bool:
    return any(
        tense_tag(token) == "VBD" or any(map(_tells_of_past, token.children)) for token in _chain(parsed, index)[:6]
    )


def _tells_of_past(helper: Token) -> bool:
    """Whether an auxiliary puts its verb in the past or the perfect: "was built", "have dropped"."""
    return helper.dep_ in HELPERS and (tense_tag(helper) == "VBD" or helper.lower_ in ("has", "have", "had", "'ve"))


def planned_verb(parsed: Parsed, index: int) -> Token | None:
    """The verb of which the number is the subject, where it lies ahead: "300 stations will be [built]"."""
    verb = next(_verbs_of_subject(parsed, index, 4), None)
    if verb is None or verb.tag_ not in ("VB", "VBN"):
        return None
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "aux:pass", "mark")}
    ahead = not STILL_TO_COME.isdisjoint(helpers) and "have" not in helpers  # "would have preferred" is over
    return verb if ahead else None


def headline_verb(parsed: Parsed, index: int) -> Token | None:
    """The verb of a headline without any other above a number: "Toyota [to invest] $3 billion in battery plant"."""
    tokens = list(parsed.doc)
    if not tokens or tokens[-1].text in (".", "?", "!", ":", ";") or any(map(_is_finite_form, tokens)):
        return None
    for token in _chain(parsed, index)[:4]:
        to = next((child for child in token.children if child.lower_ == "to" and child.i < token.i), None)
        if token.tag_ == "VB" and to is not None:
            beside = token.dep_ == "acl" and token.head.dep_ == "ROOT" and token.head.i == to.i - 1
            return token if (beside or token.dep_ == "ROOT") and 0 < to.i <= HEADLINE else None
    return None


def _is_finite_form(token: Token) -> bool:
    return tense_tag(token) in ("VBD", "VBZ", "VBP", "MD")
