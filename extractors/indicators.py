"""Indicators: what a number measures, read from the parse of the reduced sentence.

The answer is a noun phrase of the text: the subject of "reached", the object of "boost ... by", the noun that "a growth
of" belongs to, the thing counted. Members of a coordination are told apart where a list of numbers runs beside it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import regex

from extractors.parsing import Parsed
from extractors.records import Quantity
from patterns import load

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "expl")
OBLIQUES = (
    "obl",
    "obl:unmarked",
    "obl:npmod",
    "obl:tmod",
    "nmod",
    "nmod:unmarked",
    "nmod:npmod",
    "advmod",
    "obl:agent",
    "dep",
    "dislocated",
)
# What never belongs to the noun phrase that names an indicator.
NOT_IN_PHRASE = frozenset(
    {
        "acl:relcl",
        "appos",
        "punct",
        "cc:preconj",
        "parataxis",
        "discourse",
        "vocative",
        "cop",
        "mark",
        "nsubj",
        "nsubj:pass",
        "aux",
        "aux:pass",
        "advcl",
        "advcl:relcl",
        "ccomp",
        "dislocated",
        "list",
        "orphan",
        "obl:tmod",
        "nmod:tmod",
        "expl",
        "csubj",
    }
)
LEADING = regex.compile(
    r"^(?:(?:the|a|an|this|that|these|those|its|their|our|his|her|my|your|all|another|some|such|any|each|every|both|other|of|and|or|but|also|only|about|as for|as to|meanwhile|however|especially|including|nearly|about|around|more than|over|at least)\b[ ]?|['\"(,;:–—-]+[ ]?)+",
    regex.IGNORECASE,
)
TRAILING = regex.compile(
    r"(?:[ ,;:'\"(–—-]|\b(?:and|or|of|in|by|for|to|with|at|on|from|than|the|a|an|is|are|was|were|has|have|had|that|which|as)$)+$",
    regex.IGNORECASE,
)
SPLIT = regex.compile(r",? and |, (?:and )?|;\s*| & | as well as ", regex.IGNORECASE)


@functools.cache
def words(name: str) -> frozenset[str]:
    """A word list of patterns/en/indicators.toml."""
    return load("indicators").words(name)


@dataclass(frozen=True)
class Phrase:
    """An indicator as found: the words, the token that heads them, whether they only point back ("it", "the figure")."""

    text: str
    head: Token | None
    empty: bool = False
    pointing: str | None = None  # the preposition of "that of ...": the noun before it is that of the indicator before
    whole: bool = False  # what the number is a part of: "71% of the orders"


def read_indicator(parsed: Parsed, index: int, quantity: Quantity) -> Phrase | None:
    """What the quantity with this index measures; None where the tree does not say."""
    head = parsed.head_of(index)
    if head is None:
        return None
    if quantity.kind == "count":
        counted = _counted(parsed, head)
        if counted is None or counted.text.lower() in words("unit_noun"):
            measured = _measured(parsed, _unit_top(head), quantity)
            return measured if measured is not None and not measured.empty else counted or measured
        return counted
    if quantity.rule == "multiple.verb" and head.tag_.startswith("VB"):
        return _multiplied(parsed, head)
    found = _measured(parsed, head, quantity)
    named = found is not None and (found.head is None or not found.head.tag_.startswith(("JJ", "RB")))
    return found if named else _nearest(parsed, head)


def _nearest(parsed: Parsed, head: Token) -> Phrase | None:
    """Where the tree gives nothing: the nearest subject before the number, else the nearest noun."""
    before = [
        token
        for token in reversed(list(head.doc)[: head.i])
        if token.tag_.startswith("NN") and parsed.quantity_at(token) < 0
    ]
    subject = next((token for token in before if token.dep_ in SUBJECTS), None)
    noun = subject if subject is not None else before[0] if before else None
    return _phrase(parsed, _noun_top(noun), without=head) if noun is not None else None


def _unit_top(head: Token) -> Token:
    """The noun of a pure unit stands for its number: "reached 108,000 units"."""
    return head.head if head.dep_ == "nummod" and head.head.lower_ in words("unit_noun") else head


def _multiplied(parsed: Parsed, verb: Token) -> Phrase | None:
    """What was doubled: the object, or the subject of a verb without one."""
    obj = next((child for child in verb.children if child.dep_ == "obj"), None)
    if obj is not None:
        return _prenominal(parsed, obj) if parsed.quantity_at(obj) >= 0 else _phrase(parsed, obj)
    subject = _subject_of(verb)
    return _phrase(parsed, subject) if subject is not None else None


def counted_noun(parsed: Parsed, index: int) -> Token | None:
    """The noun that a bare number counts: "71 -> platforms"; None if no noun follows it."""
    head = parsed.head_of(index)
    if head is None:
        return None
    noun = head.head
    if head.i + 1 < len(head.doc) and head.doc[head.i + 1].text in ('"', "``", "\u201c"):
        return _behind_quote(head)
    if (
        head.dep_ in ("nummod", "compound", "amod", "det", "nummod:gov", "nmod")
        and noun.i > head.i
        and noun.tag_.startswith("NN")
        and parsed.quantity_at(noun) < 0
    ):
        return _whole_noun(noun)
    beside = _noun_beside(parsed, head)
    return _whole_noun(beside) if beside is not None else None


def _noun_beside(parsed: Parsed, head: Token) -> Token | None:
    """The plural noun right behind the number with only modifiers between, where the parser went another way."""
    for token in list(head.doc)[head.i + 1 : head.i + 6]:
        if parsed.quantity_at(token) >= 0:
            return None
        if token.tag_ in ("NNS", "NNPS"):
            return token
        if token.tag_ not in (
            "JJ",
            "NN",
            "NNP",
            "VBN",
            "VBG",
            "HYPH",
            "JJR",
            "RB",
            "POS",
            "``",
            "''",
            "CC",
            "ADD",
            "AFX",
            "SYM",
        ):
            return None
    return None


def _behind_quote(head: Token) -> Token | None:
    """The noun behind a name in quotation marks: 2,000 "Blue Sky" projects."""
    closing = next(
        (token for token in list(head.doc)[head.i + 2 : head.i + 14] if token.text in ('"', "''", "\u201d")), None
    )
    if closing is None:
        return None
    return next((token for token in list(head.doc)[closing.i + 1 : closing.i + 4] if token.tag_.startswith("NN")), None)


def _counted(parsed: Parsed, head: Token) -> Phrase | None:
    noun = counted_noun(parsed, _index(parsed, head))
    if noun is None:
        return None
    noun = _whole_noun(noun)
    tokens = list(head.doc)[head.i + 1 : noun.i + 1]
    if noun.lower_ in words("kind_noun"):
        tokens += _of_tokens(parsed, noun)
    text = _clean(_text(parsed, tokens))
    return Phrase(text, noun) if text else None


def _whole_noun(noun: Token) -> Token:
    """The noun at the end of a compound with hyphens: search-and-rescue [workers]."""
    doc = noun.doc
    while noun.i + 1 < len(doc) and doc[noun.i + 1].tag_ in ("NN", "NNS") and noun.whitespace_ and doc[noun.i + 1].dep_ not in ("nsubj", "obl:unmarked", "obl:tmod"):
        noun = doc[noun.i + 1]
    while noun.i + 2 < len(doc) and doc[noun.i + 1].text == "-":
        last = next((token for token in list(doc)[noun.i + 2 : noun.i + 8] if token.tag_.startswith("NN") and (token.i + 1 >= len(doc) or doc[token.i + 1].text != "-")), None)
        if last is None:
            break
        noun = last
    return noun


def _of_tokens(parsed: Parsed, noun: Token) -> list[Token]:
    """The "of" complement of a noun that says little alone: "kinds of goods"."""
    for child in noun.children:
        if child.i > noun.i and child.dep_ == "nmod" and _case(child) == "of":
            case = next(item for item in child.children if item.lower_ == "of")
            return [case, *sorted(set(_phrase_tokens(parsed, child, None)), key=lambda token: token.i)]
    return []


def _index(parsed: Parsed, token: Token) -> int:
    return parsed.quantity_at(token)


def _measured(parsed: Parsed, head: Token, quantity: Quantity) -> Phrase | None:
    """What a percentage, an amount or a number without a noun says something about."""
    top = _list_top(head)
    of = _of_phrase(parsed, head, quantity)
    governor = top.head
    set_off = _set_off(parsed, top)
    if set_off is not None:
        return set_off
    before_noun = _prenominal(parsed, head)
    if before_noun is not None:
        return before_noun
    beside = _subject_beside(parsed, head)
    if beside is not None:
        return _share_of(beside, of) if of is not None and quantity.kind == "percentage" else beside
    if top.dep_ in ("nsubj", "nsubj:pass"):
        return of or _of_predicate(parsed, governor, top)
    if top.dep_ == "ROOT" or governor.i == top.i:
        return _of_root(parsed, top, quantity, of)
    if (
        _is_nominal(governor)
        and top.dep_
        in (
            "nummod",
            "compound",
            "amod",
            "nmod:poss",
            "nmod",
            "nmod:unmarked",
            "acl",
            "appos",
            "obl",
            "obl:unmarked",
            "dep",
            "conj",
            "flat",
            "list",
            "parataxis",
        )
        and not _has_subject(governor)
    ):
        found = _of_noun(parsed, governor, top, quantity, of)
        if found is not None:
            return found
    verb = _verb_above(top)
    if verb is None:
        return of
    return _of_verb(parsed, verb, top, quantity, of)


def _set_off_ahead(parsed: Parsed, top: Token) -> Phrase | None:
    """The subject behind a number that opens its clause: "at 71%, unemployment is near its low"."""
    doc = top.doc
    own = [token.i for token, span in zip(doc, parsed.spans, strict=True) if span[2] == parsed.quantity_at(top)]
    if not own or own[-1] + 2 >= len(doc) or doc[own[-1] + 1].text != ",":
        return None
    left = own[0] - 1
    while left > 0 and doc[left].tag_ in ("RB", "JJR", "RBR"):
        left -= 1
    if left < 0 or doc[left].lower_ not in ("at", "with") or (left > 0 and doc[left - 1].text not in (":", ";", "-", ".")):
        return None
    subject = next((token for token in doc[own[-1] + 2 :] if token.dep_ in SUBJECTS), None)
    return _phrase(parsed, subject) if subject is not None else None


# What may stand between a verb and its number, by tag: "rose by more than 71%".
BEFORE_NUMBER = frozenset({"IN", "TO", "RB", "RBR", "JJR", "JJS", "DT", "RP", "JJ"})
AUXILIARY = frozenset({"MD", "RB", "TO", "RBR"})
IN_CHUNK = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "DT", "IN", "CC", "CD", "VBG", "VBN", "POS", "HYPH", "PRP$", "PRP", "SYM", "``", "''", "PDT", "AFX", "TO"})
NOT_IN_CHUNK = frozenset("that while whereas although though because as if when since after before than but which who until unless so yet nor whether".split())


def _subject_beside(parsed: Parsed, head: Token) -> Phrase | None:
    """The noun phrase left of a verb of measure that stands right before the number: "[the rate] reached 71%".

    Read from tags alone, which are surer than the tree; None where commas or another kind of verb stand between.
    """
    tokens = list(head.doc)
    at = min(token.i for token, span in zip(tokens, parsed.spans, strict=True) if span[2] == parsed.quantity_at(head)) - 1
    steps = 0
    while at >= 0 and tokens[at].tag_ in BEFORE_NUMBER and steps < 5:
        at, steps = at - 1, steps + 1
    if at < 1 or not (tokens[at].tag_.startswith("VB") or tokens[at].tag_ == "NN") or tokens[at].lower_ not in words("subject_verb"):
        return None
    at -= 1
    while at > 0 and (tokens[at].tag_ in AUXILIARY or tokens[at].lower_ in words("auxiliary")):
        at -= 1
    end = at + 1
    while at >= 0 and (_in_chunk(parsed, tokens[at]) or _in_list(parsed, tokens, at, end)):
        at -= 1
    chunk = tokens[at + 1 : end]
    comma = next((index for index, token in enumerate(chunk) if token.text == ","), None)
    if comma is not None and chunk[0].tag_ in ("IN", "TO"):
        chunk = chunk[comma + 1 :]
    if len(chunk) > 2 and chunk[-2].lower_ in ("or", "and") and chunk[-1].tag_ in ("JJR", "RB", "IN"):
        chunk = chunk[:-2]
    while chunk and (chunk[0].tag_ in ("CC", "RB", "IN", "TO") or (chunk[0].tag_ == "VBN" and len(chunk) == 1)):
        if chunk[0].tag_ in ("IN", "TO"):
            return None
        chunk = chunk[1:]
    noun = next((token for token in chunk if token.tag_.startswith(("NN", "PRP"))), None)
    if noun is None or not chunk[-1].tag_.startswith(("NN", "PRP", "CD", "VBN", "VBG", "''", "DT")):
        return None
    return _chunk_phrase(parsed, chunk)


def _in_list(parsed: Parsed, tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a comma joins members of a list: "the primary, secondary and tertiary industries"."""
    if tokens[at].text != "," or at == 0 or not _in_chunk(parsed, tokens[at - 1]):
        return False
    joint = next((token.i for token in tokens[at + 1 : end] if token.tag_ == "CC"), None)
    return joint is not None and joint > at + 1


def _in_chunk(parsed: Parsed, token: Token) -> bool:
    return token.tag_ in IN_CHUNK and token.lower_ not in NOT_IN_CHUNK and parsed.quantity_at(token) < 0


def _chunk_phrase(parsed: Parsed, chunk: Sequence[Token]) -> Phrase:
    """A run of tokens as a phrase; its head is the last noun before the first preposition."""
    stop = next((index for index, token in enumerate(chunk) if token.tag_ == "IN" and index), len(chunk))
    nouns = [token for token in chunk[:stop] if token.tag_.startswith(("NN", "PRP", "DT"))] or list(chunk)
    head = nouns[-1]
    bare = sum(token.tag_ not in ("DT", "PRP$", "PDT", "RB") for token in chunk) <= 1
    if head.lower_ in words("pronoun") and len(chunk) == 1:
        topic = _topic(parsed, head)
        return _phrase(parsed, topic) or Phrase(head.text, head, empty=True)
    if head.lower_ in ("that", "those") and len(chunk) > 2:
        return Phrase(_clean(_text(parsed, chunk[2:])), chunk[-1], pointing=chunk[1].lower_)
    return Phrase(_clean(_text(parsed, chunk)), head, bare and head.lower_ in words("empty_noun"))


def _prenominal(parsed: Parsed, head: Token) -> Phrase | None:
    """The noun that an amount stands before: "the 71% surcharge on buybacks", "a 71 dollars fund for schools"."""
    doc = head.doc
    own = [token.i for token, span in zip(doc, parsed.spans, strict=True) if span[2] == parsed.quantity_at(head)]
    before, after = own[0] - 1, own[-1] + 1
    while before > 0 and doc[before].tag_ in ("JJ", "RB") and own[0] - before < 3:
        before -= 1
    if before < 0 or doc[before].tag_ not in ("DT", "PRP$", "POS") or after >= len(doc) or doc[after].tag_ not in ("NN", "NNS", "JJ"):
        return None
    end = after
    while end + 1 < len(doc) and doc[end + 1].tag_ in ("NN", "NNS", "JJ", "HYPH") and parsed.quantity_at(doc[end + 1]) < 0:
        end += 1
    noun = doc[end]
    if not noun.tag_.startswith("NN") or noun.lower_ in words("pure_change_noun"):
        return None
    tokens = list(doc[after : end + 1]) + _complement_run(parsed, noun)
    return Phrase(_clean(_text(parsed, tokens)), noun)


def _complement_run(parsed: Parsed, noun: Token) -> list[Token]:
    """The "of", "on" or "for" phrase right behind a noun, read from tags."""
    rest = list(noun.doc)[noun.i + 1 :]
    if not rest or rest[0].lower_ not in ("of", "on", "for"):
        return []
    run = [rest[0]]
    for token in rest[1:8]:
        if token.tag_ not in ("NN", "NNS", "NNP", "JJ", "DT", "PRP$", "POS", "HYPH", "VBG") or parsed.quantity_at(token) >= 0:
            break
        run.append(token)
    return run if run[-1].tag_.startswith("NN") else []


def _set_off(parsed: Parsed, top: Token) -> Phrase | None:
    """The noun before a number between commas: "excess liquidity, at 71 dollars, is ample"."""
    ahead = _set_off_ahead(parsed, top)
    if ahead is not None:
        return ahead
    left = min(token.i for token, span in zip(top.doc, parsed.spans, strict=True) if span[2] == parsed.quantity_at(top)) if parsed.quantity_at(top) >= 0 else 0
    while left > 2 and top.doc[left - 1].tag_ in ("RB", "IN", "JJR", "RBR") and top.doc[left].lower_ != "at":
        left -= 1
    if left < 2 or top.doc[left].lower_ != "at" or top.doc[left - 1].text != ",":
        return None
    noun = top.doc[left - 2]
    return (
        _phrase(parsed, _noun_top(noun), without=top)
        if noun.tag_.startswith("NN") and parsed.quantity_at(noun) < 0
        else None
    )


def _of_predicate(parsed: Parsed, predicate: Token, top: Token) -> Phrase | None:
    """The number is the subject: "300 billion yuan is earmarked for schools", "60% were women"."""
    if predicate.tag_.startswith("NN"):
        return _phrase(parsed, predicate, without=top)
    return _verb_phrase(parsed, predicate, top)


def _list_top(head: Token) -> Token:
    """The first member of the list of numbers that this one belongs to."""
    while head.dep_ == "conj" and head.head.i < head.i and _is_amount(head.head):
        head = head.head
    return head


def _is_amount(token: Token) -> bool:
    return token.lower_ in ("%", "points", "dollars", "tonnes", "times", "71") or token.tag_ == "CD"


def _is_nominal(token: Token) -> bool:
    return token.tag_.startswith("NN") or token.tag_ in ("PRP", "DT", "CD", "$", "WDT", "WP") or token.lower_ == "worth"


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in token.children)


def _verb_above(token: Token) -> Token | None:
    """The verb (or copular predicate) that a phrase hangs on."""
    for ancestor in token.ancestors:
        if ancestor.tag_.startswith("VB") or ancestor.tag_ == "MD" or _has_subject(ancestor):
            return ancestor
    return None


def _of_phrase(parsed: Parsed, head: Token, quantity: Quantity) -> Phrase | None:
    """The noun of "71% of the benefits", "71 tonnes of crude oil", "71 dollars in assistance"."""
    if quantity.rule == "count.number" and quantity.value is not None and quantity.value >= 10**6:
        prepositions: tuple[str, ...] = ("of", "for")
    else:
        prepositions = ("of",) if quantity.kind in ("percentage", "count") else ("of", "in", "for", "worth")
    for child in head.children:
        if (
            child.i > head.i
            and child.dep_ in ("nmod", "obl", "nmod:unmarked", "conj", "acl")
            and _case(child) in prepositions
        ):
            return _whole(parsed, child)
    for token in list(head.doc)[head.i + 1 : head.i + 2]:
        if token.lower_ == "of" and token.head.i > token.i and parsed.quantity_at(token.head) < 0:
            return _whole(parsed, token.head)
    return None


def _whole(parsed: Parsed, noun: Token) -> Phrase | None:
    phrase = _phrase(parsed, noun)
    return replace(phrase, whole=True) if phrase is not None else None


def _case(token: Token) -> str | None:
    return next(
        (child.lower_ for child in token.children if child.dep_ in ("case", "mark") and child.i < token.i), None
    )


def _topic(parsed: Parsed, pronoun: Token) -> Token:
    """The noun of the same sentence that a pronoun points back to: "as for the price index, it dropped"."""
    for token in reversed(list(pronoun.doc)[: pronoun.i]):
        topical = token.dep_ in ("nsubj", "nsubj:pass", "dislocated") or (
            token.dep_ == "obl" and _case(token) in ("as", "for", "of")
        )
        if topical and token.tag_.startswith("NN") and parsed.quantity_at(token) < 0:
            return token
    return pronoun


def _of_root(parsed: Parsed, top: Token, quantity: Quantity, of: Phrase | None) -> Phrase | None:
    """The number is the predicate ("the rate was 71%") or the sentence has no verb."""
    subject = next((child for child in top.children if child.dep_ in SUBJECTS and child.i < top.i), None)
    if subject is not None:
        if of is not None and quantity.kind == "percentage":
            return _share(parsed, subject, of)
        return _phrase(parsed, subject)
    noun = next(
        (
            token
            for token in reversed(list(top.doc)[: top.i])
            if token.tag_.startswith("NN") and parsed.quantity_at(token) < 0
        ),
        None,
    )
    if of is not None:
        return of
    return _phrase(parsed, _noun_top(noun)) if noun is not None else None


def _noun_top(noun: Token) -> Token:
    while (
        noun.dep_ in ("nmod", "compound", "flat", "nmod:poss", "amod", "conj")
        and noun.head.tag_.startswith("NN")
        and noun.head.i < noun.i
    ):
        noun = noun.head
    return noun


def _of_noun(parsed: Parsed, noun: Token, top: Token, quantity: Quantity, of: Phrase | None) -> Phrase | None:
    """The number stands inside a noun phrase: "revenues of 71 dollars", "a 71% rise", "the 71% surcharge"."""
    if parsed.quantity_at(noun) >= 0:
        return None
    if noun.lower_ in words("pure_change_noun"):
        return _changed(parsed, noun, top)
    if noun.lower_ in words("container_noun"):
        return of or _phrase(parsed, noun, without=top)
    if of is not None and quantity.kind in ("quantity", "money", "count"):
        return of
    phrase = _phrase(parsed, noun, without=top)
    owner = _owner(parsed, noun)
    if (
        phrase is not None
        and owner is not None
        and not any(child.dep_ in ("nmod", "nmod:poss") and child.i != top.i for child in noun.children)
    ):
        return Phrase(f"{owner.text} {phrase.text}", noun)
    return phrase


def _owner(parsed: Parsed, noun: Token) -> Phrase | None:
    """The subject that has the noun: "the industry achieved revenues of"."""
    if noun.dep_ == "obj" and noun.head.lower_ in words("have_verb"):
        subject = _subject_of(noun.head)
        if subject is not None:
            phrase = _phrase(parsed, subject)
            return phrase if phrase is not None and not phrase.empty else None
    return None


def _changed(parsed: Parsed, noun: Token, top: Token) -> Phrase | None:
    """What a noun of change is about: "growth of 71% in exports", "CPI increase of 71%", "saw a 71% rise"."""
    for child in noun.children:
        if (
            child.i != top.i
            and child.i > noun.i
            and child.dep_ in ("nmod", "obl")
            and _case(child) in ("of", "in", "for")
            and not _covers(child, top)
        ):
            return _phrase(parsed, child)
    for child in top.children:
        if child.i > top.i and child.dep_ in ("nmod", "obl") and _case(child) == "in" and parsed.quantity_at(child) < 0:
            return _phrase(parsed, child)
    if any(
        child.dep_ in ("compound", "nmod:poss", "amod", "nmod")
        and child.i < noun.i
        and child.tag_.startswith("NN")
        and parsed.quantity_at(child) < 0
        for child in noun.children
    ):
        return _phrase(parsed, noun, without=top)
    verb = _verb_above(noun)
    if verb is not None and verb.lower_ in words("expect_verb"):
        return Phrase(noun.text, noun)
    if verb is not None:
        subject = _subject_of(verb)
        if subject is not None and subject.i != noun.i and not _covers(subject, noun):
            return _phrase(parsed, subject)
    return Phrase(noun.text, noun, empty=True)


def _covers(token: Token, other: Token) -> bool:
    return token.is_ancestor(other) or token.i == other.i


def _subject_of(verb: Token) -> Token | None:
    """The subject of a verb, looked for up the tree where the verb has none of its own: "..., marking an increase"."""
    seen = 0
    while seen < 6:
        for child in verb.children:
            if child.dep_ in SUBJECTS and child.dep_ != "expl":
                return _antecedent(child)
        if verb.dep_ in ("acl", "acl:relcl") and verb.head.tag_.startswith(("NN", "PRP")):
            return verb.head
        if verb.dep_ in ("xcomp", "ccomp"):
            # "expect the economy to grow": the object of the one is the subject of the other
            obj = next((child for child in verb.head.children if child.dep_ == "obj" and child.i < verb.i), None)
            if obj is not None:
                return obj
        if (
            verb.dep_
            in ("conj", "xcomp", "advcl", "parataxis", "ccomp", "appos", "acl", "dep", "obl", "list", "aux", "nmod")
            and verb.head.i != verb.i
        ):
            verb = verb.head
            seen += 1
            continue
        return None
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


def _of_verb(parsed: Parsed, verb: Token, top: Token, quantity: Quantity, of: Phrase | None) -> Phrase | None:
    """The number depends on a verb, as its object or oblique."""
    below = _branch(verb, top)
    case = _case(top) or (_case(below) if below is not None else None)
    subject = _subject_of(verb)
    if subject is not None and subject.lower_ in words("pronoun"):
        subject = _topic(parsed, subject)
    obj = next(
        (
            child
            for child in verb.children
            if child.dep_ in ("obj", "iobj") and parsed.quantity_at(child) < 0 and not _covers(child, top)
        ),
        None,
    )
    if of is not None and quantity.kind == "percentage":
        owner = obj if obj is not None else subject
        direct = verb.lower_ in words("share_verb") or verb.lower_ in words("measure_verb")
        if owner is not None and (direct or case in ("to", "from", "at", "below", "above", "under", "over", "near")):
            return _share(parsed, owner, of)
        return of
    if obj is not None and case in ("by", "to", "at", "from", None, "with", "below", "above", "in"):
        return _phrase(parsed, obj, without=top)
    if of is not None:
        return of
    if subject is None:
        return _verb_phrase(parsed, verb, top)
    if (
        top.dep_ == "obj"
        and quantity.kind in ("money", "quantity", "count")
        and verb.lower_ not in words("measure_verb")
        and verb.lower_ not in words("share_verb")
    ):
        return _verb_phrase(parsed, verb, top) or _phrase(parsed, subject)
    return _phrase(parsed, subject)


def _branch(verb: Token, top: Token) -> Token | None:
    """The child of the verb whose subtree holds the number."""
    return next((child for child in verb.children if _covers(child, top)), None)


def _share(parsed: Parsed, subject: Token, of: Phrase) -> Phrase | None:
    """ "X share of Y", as a reader would name it."""
    phrase = _phrase(parsed, subject)
    return replace(of, whole=False) if phrase is None else _share_of(phrase, of)


def _share_of(phrase: Phrase, of: Phrase) -> Phrase:
    if phrase.empty:
        return replace(of, whole=False)
    if of.empty or (phrase.head is not None and phrase.head.lower_ in words("share_noun")):
        return phrase
    return Phrase(f"{phrase.text} share of {of.text}", phrase.head)


def _verb_phrase(parsed: Parsed, verb: Token, top: Token) -> Phrase | None:
    """The verb with what follows the number: "raised in its listing", "committed to Ukraine"."""
    tokens = [verb]
    for child in verb.children:
        if (
            child.i > verb.i
            and child.dep_ in ("obl", "obj", "obl:agent")
            and not _covers(child, top)
            and parsed.quantity_at(child) < 0
        ):
            tokens += [*(item for item in child.children if item.dep_ == "case"), *_phrase_tokens(parsed, child, top)]
    for child in top.children:
        if child.i > top.i and child.dep_ in ("nmod", "obl") and parsed.quantity_at(child) < 0:
            tokens += [*(item for item in child.children if item.dep_ == "case"), *_phrase_tokens(parsed, child, top)]
    if len(tokens) == 1:
        return None
    return Phrase(_clean(_text(parsed, sorted(set(tokens), key=lambda token: token.i))), verb)


def _phrase(parsed: Parsed, head: Token, without: Token | None = None) -> Phrase | None:
    """The noun phrase of a token: its modifiers and complements without clauses, appositions and the number itself."""
    if parsed.quantity_at(head) >= 0:
        return None
    tokens = sorted(set(_phrase_tokens(parsed, head, without)), key=lambda token: token.i)
    tokens += _stray_complement(parsed, head, tokens, without)
    text = _clean(_text(parsed, tokens))
    stood_for = _stood_for(parsed, head, without)
    if stood_for is not None:
        return stood_for
    bare = sum(token.tag_ not in ("DT", "PRP$", "PDT", "WDT") for token in tokens) <= 1 or text.lower() == head.lower_
    empty = head.lower_ in words("pronoun") or (bare and head.lower_ in words("empty_noun"))
    return Phrase(text or head.text, head, empty)


def _stood_for(parsed: Parsed, head: Token, without: Token | None) -> Phrase | None:
    """ "that for the unemployment rate", "those to Africa": the complement says what is meant."""
    if head.lower_ not in ("that", "those"):
        return None
    for child in head.children:
        if child.dep_ == "nmod" and child.i > head.i and not (without is not None and _covers(child, without)):
            inner = _phrase(parsed, child)
            return Phrase(inner.text, child, pointing=_case(child)) if inner is not None else None
    return None


def _stray_complement(parsed: Parsed, head: Token, tokens: Sequence[Token], without: Token | None) -> list[Token]:
    """The complement of a bare "rate" or "price" that the parser gave to the verb: "cut [the rate] on policy loans"."""
    following = tokens[-1].i + 1
    if head.lower_ not in words("empty_noun") or len(tokens) > 2 or following >= len(head.doc):
        return []
    preposition = head.doc[following]
    noun = preposition.head
    if (
        preposition.lower_ not in ("of", "on", "for", "in")
        or noun.i <= following
        or not noun.tag_.startswith("NN")
        or parsed.quantity_at(noun) >= 0
    ):
        return []
    if without is not None and _covers(noun, without):
        return []
    return [preposition, *sorted(set(_phrase_tokens(parsed, noun, without)), key=lambda token: token.i)]


def _phrase_tokens(parsed: Parsed, head: Token, without: Token | None) -> Iterator[Token]:
    yield head
    for child in head.children:
        if without is not None and _covers(child, without):
            continue
        if child.dep_ in NOT_IN_PHRASE or parsed.quantity_at(child) >= 0:
            if child.dep_ == "punct" and child.text in ("-", "/", "&", "'", '"', "(", ")"):
                yield child
            continue
        if child.dep_ == "conj" and child.tag_.startswith("VB"):
            continue
        if child.dep_ == "case" and child.i < head.i:
            continue
        if child.dep_ == "acl" and child.tag_ == "VBG" and child.i - head.i > 12:
            continue
        yield from _inner_tokens(parsed, child, without)


def _inner_tokens(parsed: Parsed, child: Token, without: Token | None) -> Iterator[Token]:
    """The subtree of a modifier, without clauses and the number; punctuation stays, for lists read as they are written."""
    yield child
    for token in child.children:
        if without is not None and _covers(token, without):
            continue
        if token.dep_ in ("acl:relcl", "parataxis", "advcl", "appos", "cop") or parsed.quantity_at(token) >= 0:
            continue
        yield from _inner_tokens(parsed, token, without)


def _text(parsed: Parsed, tokens: Sequence[Token]) -> str:
    """The tokens' own words; a gap in the text is one space."""
    text, last = "", None
    for token in tokens:
        if last is not None and (token.i > last.i + 1 or last.whitespace_):
            text += " "
        text += token.text
        last = token
    return text


def _clean(text: str) -> str:
    text = " ".join(text.split())
    previous = None
    while previous != text:
        previous = text
        text = TRAILING.sub("", LEADING.sub("", text))
    return text


def distribute(text: str, count: int) -> list[str] | None:
    """Split a coordination so that each number of a list has its own: "output of A and B" -> "output of A", "output of B".

    Returns None where the words do not fall into that many members.
    """
    parts = [part for part in SPLIT.split(text) if part.strip()]
    if len(parts) != count or count < 2:
        return None
    first, last = parts[0].split(), parts[-1].split()
    middle = [part.split() for part in parts[1:-1]]
    prefix = _shared_prefix(first)
    stem, head = first[: len(first) - prefix] if prefix else [], first[len(first) - prefix :] if prefix else first
    tail: list[str] = []
    if (
        count > 1
        and last
        and len(last) > 1
        and all(len(part) < len(last) for part in [head, *middle])
        and _shares_tail(head, last)
    ):
        tail = last[1:]
        last = last[:1]
    members = [head, *middle, last]
    return [" ".join([*stem, *member, *(tail if tail else [])]) for member in members]


def _shared_prefix(first: list[str]) -> int:
    """How many words at the end of the first member are its own: those behind the last preposition, 0 for all of them."""
    for at in range(len(first) - 1, 0, -1):
        if (
            first[at - 1].lower() in ("of", "in", "for", "to", "with", "from", "between", "the")
            and first[at].lower() != "the"
        ):
            return len(first) - at
        if first[at - 1].lower() in ("engaged", "using", "by"):
            return len(first) - at
    return 0


def _shares_tail(head: list[str], last: list[str]) -> bool:
    """Whether the members are modifiers of one noun: "primary, secondary and tertiary industries"."""
    return (len(head) == 1 and len(last) == 2 and not head[0][:1].isupper()) or (
        len(head) == 1 and head[0].isupper() and len(last) == 2
    )
