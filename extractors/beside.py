"""The subject of the verb right before a number, read from tags alone, which are surer than the tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.parsing import Parsed
from extractors.phrases import Phrase, is_definite, only_points, phrase_of, text_of, words
from extractors.reaches import before_count, before_examples, before_place
from extractors.relatives import clause_before
from extractors.trees import ADJECTIVES, NOUNS, case_of, is_plural, opens_per_capita

if TYPE_CHECKING:
    from spacy.tokens import Token

# What may stand between a verb and its number, by tag: "rose by more than 71%".
BEFORE_NUMBER = ADJECTIVES | {"IN", "TO", "RB", "RBR", "DT", "RP"}
AUXILIARY = frozenset({"MD", "RB", "TO", "RBR"})
IN_CHUNK = NOUNS | ADJECTIVES | {"DT", "PDT", "PRP$", "PRP", "POS", "IN", "TO", "CC", "CD", "VBG", "VBN"}
IN_CHUNK |= {"HYPH", "SYM", "AFX", "``", "''"}
# Verbs, often taken for plurals, behind which the subject of an infinitive or a participle stands.
CALLS = dict.fromkeys(("calls", "call", "called", "provides", "asks", "asked", "hopes", "hoped", "voted"), "for")
CALLS |= dict.fromkeys(("points", "point", "pointed"), "to")
# "At an annual rate of 71%", "in the range of 71%", "at an all-time high of 71".
LEVELS = frozenset({"rate", "pace", "range", "region", "order", "vicinity", "neighbourhood", "neighborhood", "area"})
LEVELS |= {"low", "high", "peak", "record", "trough"}
BEFORE_LEVEL = ("at", "by", "in", "to", "from", "near", "below", "above")
ASIDE = 30  # tokens of an aside between a subject and its verb
CHUNK_END = ("NN", "PRP", "CD", "VBN", "VBG", "''", "DT", "VBZ", "VB")


def subject_beside(parsed: Parsed, head: Token) -> Phrase | None:
    """The noun phrase left of a verb of measure that stands right before the number: "[the rate] reached 71%".

    None where commas or another kind of verb stand between.
    """
    tokens = parsed.words
    start = parsed.tokens_of(parsed.quantity_at(head))[0].i
    verb = _verb_before(tokens, start)
    if verb is None and (moved := _moved_before(parsed, start)) is not None:
        verb = _verb_before(tokens, moved)
    return subject_before(parsed, verb) if verb is not None and not _foretells(tokens, verb) else None


def _moved_before(parsed: Parsed, start: int) -> int | None:
    """Where the change right before a number and "to" begins: "fell [71%] to 71 dollars"."""
    tokens, at = parsed.words, start - 1
    while at > 1 and tokens[at].tag_ in BEFORE_NUMBER and tokens[at].lower_ != "to" and start - at < 4:
        at -= 1
    change = parsed.quantity_at(tokens[at - 1]) if at > 1 and tokens[at].lower_ == "to" else -1
    return parsed.tokens_of(change)[0].i if change >= 0 else None


def _foretells(tokens: Sequence[Token], verb: int) -> bool:
    """Whether the subject of a verb only foresees the number: "analysts had forecast a fall of 71%"."""
    if tokens[verb].lower_ not in words("expect_verb"):
        return False
    return not any(token.lower_ in words("passive") for token in tokens[max(0, verb - 3) : verb])


def subject_before(parsed: Parsed, verb: int) -> Phrase | None:
    """The noun phrase left of the verb with this index, from its tags alone."""
    tokens, end = parsed.words, verb
    while end > 1 and (tokens[end - 1].tag_ in AUXILIARY or tokens[end - 1].lower_ in words("auxiliary")):
        end -= 1
    end = _before_aside(tokens, end)
    start = end - _noun_like_verb(tokens, end)
    start = chunk_start(parsed, tokens, start, end)
    start, end = _whole_subject(parsed, start, end)
    start -= stands_for(tokens, start, end)
    start = _behind_call(tokens, start, end)
    start = _behind_with(tokens, start, end)
    chunk = subject_of_chunk([token for token in tokens[start:end] if parsed.quantity_at(token) < 0])
    chunk = _with_clause(parsed, start, end, chunk)
    named = any(token.tag_.startswith(("NN", "PRP", "VB")) for token in chunk)
    thing = len(chunk) == 2 and chunk[0].tag_ in ("DT", "PRP$") and chunk[1].tag_ == "JJ"  # "the vaccine costs 71"
    thing = thing or _foretold(tokens, chunk)
    if not thing and (not named or not chunk[-1].tag_.startswith(CHUNK_END)):
        return None
    phrase = chunk_phrase(parsed, chunk)
    return phrase if phrase.text else None


def _whole_subject(parsed: Parsed, start: int, end: int) -> tuple[int, int]:
    """The ends of a subject of which only the last words were taken: "sales of [71 new models]", "such as [steel]"."""
    tokens = parsed.words
    cut = before_examples(tokens, start) or before_place(parsed, tokens, start, end)
    if cut is not None:
        start, end = chunk_start(parsed, tokens, cut, cut), cut
    further = before_count(parsed, tokens, start, end)
    return (start, end) if further is None else (chunk_start(parsed, tokens, further, end), end)


def _foretold(tokens: Sequence[Token], chunk: Sequence[Token]) -> bool:
    """Whether a word that was taken for an adjective is what somebody foresees: "expects [profit] to fall by 71%"."""
    if len(chunk) != 1 or chunk[0].tag_ != "JJ" or not chunk[0].i:
        return False
    return tokens[chunk[0].i - 1].lower_ in words("expect_verb") and tokens[chunk[0].i + 1].lower_ == "to"


def _behind_with(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the subject of a participle begins behind "with": "a new record, with [the revenue] hitting 71 dollars"."""
    if end >= len(tokens) or tokens[end].tag_ != "VBG":
        return start
    near = (at for at in range(end - 2, start - 1, -1) if tokens[at].lower_ == "with")
    return next(near, start - 1) + 1


def _behind_call(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where a subject begins behind what calls for it: "the order calls for [the rate] to reach", "points to [pay]"."""
    for at in range(start, end - 1):
        word, called = tokens[at], tokens[end].lower_ == "to" or tokens[end].tag_ == "VBG"
        noun = at > start and tokens[at - 1].tag_ in ("DT", "PRP$", "JJ")
        if called and word.lower_ in CALLS and not noun and tokens[at + 1].lower_ == CALLS[word.lower_]:
            return at + 2
    return start + 1 if end - start > 1 and tokens[start].lower_ == "for" and tokens[end].lower_ == "to" else start


def _with_clause(parsed: Parsed, start: int, end: int, chunk: list[Token]) -> list[Token]:
    """A chunk that ends a relative clause, with the noun that it describes: "[time that] staff spend on forms"."""
    clause = clause_before(parsed, chunk[0].i if chunk else start, end)
    if clause is None:
        return chunk
    tokens, (noun, _) = parsed.words, clause
    return [*tokens[chunk_start(parsed, tokens, noun, noun) : end]]


def _before_aside(tokens: Sequence[Token], end: int) -> int:
    """Where the subject ends that has an aside between commas: "relending, a window that the bank opened, stood"."""
    if end < 4 or tokens[end - 1].text != ",":
        return end
    for at in range(end - 2, max(end - ASIDE, 0), -1):
        if tokens[at].text in (";", ":"):
            break
        if tokens[at].text == "," and tokens[at - 1].tag_ in NOUNS and tokens[at + 1].lower_ in words("aside_opening"):
            return at
    return end


def stands_for(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether "that" before a chunk stands for a noun and opens no clause: ", and [that] for unemployment is 71%"."""
    if start < 2 or start >= end or tokens[start].lower_ not in ("for", "of", "in"):
        return False
    opens = tokens[start - 2].tag_ in ("CC", ",", ":") or tokens[start - 2].lower_ in ("while", "whereas", "although")
    return opens and tokens[start - 1].lower_ in ("that", "those")


def chunk_start(parsed: Parsed, tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the noun phrase before `start` begins, over a participle: "the water [pumped] out of the ground"."""
    while start > 0 and (
        in_chunk(parsed, tokens[start - 1])
        or _in_list(parsed, tokens, start - 1, end)
        or (start > 1 and start < end and _is_participle(tokens, start - 1))
    ):
        start -= 1
    return start


def _is_participle(tokens: Sequence[Token], at: int) -> bool:
    """Whether a past form behind a noun and before a preposition only describes the noun."""
    regular = tokens[at].lower_.endswith(("ed", "en", "wn", "lt"))
    past = tokens[at].tag_ in ("VBD", "VBN") and (regular or tokens[at].lower_ in words("short_participle"))
    return past and tokens[at + 1].tag_ in ("IN", "RP", "TO") and tokens[at - 1].tag_ in NOUNS


def _noun_like_verb(tokens: Sequence[Token], end: int) -> bool:
    """Whether a noun was taken for a verb: "logistics [costs] to fall", "credit [guarantees] worth", "[pay] rose"."""
    if end < 1:
        return False
    if tokens[end].lower_ == "worth":
        return tokens[end - 1].tag_ == "VBZ"
    finite = tokens[end].tag_ in ("VBD", "VBN", "VBZ", "MD") and tokens[end - 1].tag_.startswith("VB")
    if finite and end > 1 and tokens[end - 1].tag_ == "VBZ" and tokens[end - 2].tag_ in ("CC", "JJ", "HYPH"):
        return True  # "hotel rates and [airfares] climbed"
    return (finite or tokens[end].lower_ == "to") and tokens[end - 1].lower_ in words("noun_or_verb")


def _verb_before(tokens: Sequence[Token], number: int) -> int | None:
    """The index of the verb of measure before a number, at most five words away."""
    at = _before_rate(tokens, number - 1)
    if at > 0 and tokens[at].lower_ in ("average", "total", "number") and tokens[at - 1].tag_ in ("NNS", "NNPS"):
        return at  # "pay settlements [average] 71%"
    number = at + 1
    while at >= 0 and _before_number(tokens[at]) and number - 1 - at < 5:
        at -= 1
    if at < 1 or not (
        tokens[at].tag_.startswith("VB") or tokens[at].tag_ in ("NN", "NNS") or tokens[at].lower_ == "worth"
    ):
        return None
    if tokens[at].tag_ in ("NN", "NNS") and tokens[at - 1].tag_ in ("DT", "JJ", "PRP$"):
        return None  # "the number", "a rise": nouns
    opened = at > 1 and tokens[at - 1].tag_ in ("JJ", "NN") and tokens[at - 2].lower_ in ("a", "an")
    if opened and tokens[at].tag_ in ("VB", "VBP", "NN") and tokens[at].lower_ in words("pure_change_noun"):
        return None  # "a steep increase": a noun, whatever it was taken for
    if tokens[at].tag_ in ("NN", "NNS") and tokens[at].lower_ in ("cost", "costs") and number > at + 1:
        return None  # "cut its labor [costs] by about 71%"
    moved = tokens[at].lower_ in words("moving_verb") and tokens[at - 1].lower_ in ("be", "been", "being")
    if moved and tokens[at].tag_ == "VBN":
        return at  # "asked for the wage to be raised to 71 dollars"
    if tokens[at + 1].lower_ == "aside" and tokens[at - 1].lower_ not in words("passive"):
        return None  # "the bank set aside 71 dollars"
    priced = tokens[at].lower_ in words("priced_verb") and tokens[at + 1].lower_ in ("at", "for")
    return at if priced or tokens[at].lower_ in words("subject_verb") else None


def _before_number(token: Token) -> bool:
    """Whether a word may stand between a verb and its number; "that" opens a clause: "estimated that 71% of ..."."""
    return token.tag_ in BEFORE_NUMBER and token.lower_ not in ("worth", "that", "whether")


def _before_rate(tokens: Sequence[Token], at: int) -> int:
    """Past "at an annual rate of" or "in the range of", which stand between a verb and its number like adverbs."""
    of = next((near for near in range(at, max(at - 3, 2), -1) if tokens[near].lower_ == "of"), 0)
    between = tokens[of + 1 : at + 1]  # "of about 71"
    if not of or tokens[of - 1].lower_ not in LEVELS or not all(map(_before_number, between)):
        return at
    near = reversed(tokens[max(0, of - 7) : of - 1])
    start = next((token.i for token in near if token.lower_ in BEFORE_LEVEL), None)
    article = start is not None and tokens[start + 1].tag_ == "DT"
    return start - 1 if start is not None and article else at


def subject_of_chunk(chunk: list[Token]) -> list[Token]:
    """A run of tokens without what opens the clause before its subject; empty where it is no subject."""
    while chunk and chunk[0].tag_ in ("``", "''"):
        chunk = chunk[1:]
    if len(chunk) > 2 and chunk[0].lower_ in ("that", "those") and chunk[1].tag_ == "IN":
        return chunk
    comma = next((index for index, token in enumerate(chunk) if token.text == ","), None)
    if comma is not None and chunk[0].tag_ in ("IN", "TO"):
        chunk = chunk[comma + 1 :]
    while chunk and chunk[-1].tag_ == "CC":
        chunk = chunk[:-1]
    if len(chunk) > 2 and chunk[-2].lower_ in ("or", "and") and chunk[-1].tag_ in ("JJR", "RB", "IN"):
        chunk = chunk[:-2]
    if len(chunk) > 1 and chunk[0].tag_.startswith("VB") and chunk[0].lower_ in words("expect_verb"):
        chunk = chunk[1:]  # "some are predicting growth"
    while chunk and (_opens_clause(chunk) or (chunk[0].tag_ == "VBN" and len(chunk) == 1)):
        chunk = chunk[1:]
    if not chunk or chunk[0].tag_ not in ("IN", "TO") or opens_per_capita(chunk[0]):
        return chunk
    return _behind_opening(chunk)


def _opens_clause(chunk: Sequence[Token]) -> bool:
    """Whether the first word of a chunk is no part of the noun; an adverb before a participle is: "newly signed"."""
    return chunk[0].tag_ == "CC" or (chunk[0].tag_ == "RB" and not (len(chunk) > 2 and _modifies(chunk[0])))


def _behind_opening(chunk: list[Token]) -> list[Token]:
    """The subject behind an opening without a comma: "in severe conflicts [output per person] is"; empty if none."""
    for at in range(1, len(chunk) - 1):
        if chunk[at].tag_ == "NNS" and chunk[at + 1].tag_ in ("NN", "NNP", "DT") and chunk[at].dep_ != "compound":
            return chunk[at + 1 :]
    return []


def _in_list(parsed: Parsed, tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a comma joins members of a list: "the primary, secondary and tertiary industries"."""
    if tokens[at].text != "," or at == 0 or not in_chunk(parsed, tokens[at - 1]):
        return False
    joint = next((token.i for token in tokens[at + 1 : end] if token.tag_ == "CC"), None)
    return joint is not None and (joint > at + 1 or _opens_list(parsed, tokens, at))


def _opens_list(parsed: Parsed, tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands before a comma and "and" is no clause: "sales of toys, clocks and bags, and other gifts"."""
    start = at
    while start > 0 and (tokens[start - 1].text == "," or in_chunk(parsed, tokens[start - 1])):
        start -= 1
    run = tokens[start:at]
    opens = start == 0 or tokens[start - 1].text in (":", ";") or tokens[start - 1].lower_ in words("clause_opening")
    return opens and run[0].tag_ not in ("IN", "TO") and any(token.text == "," or token.tag_ == "CC" for token in run)


def in_chunk(parsed: Parsed, token: Token) -> bool:
    if token.lower_ == "as" and _is_share(token):
        return True  # "investment as a share of output"
    if token.lower_ == "than" and token.i and token.doc[token.i - 1].lower_ == "other":
        return True  # "prices other than energy"
    inside = token.tag_ in IN_CHUNK or (token.tag_ in ("RB", "VBD") and _modifies(token)) or _names(token)
    return inside and token.lower_ not in words("clause_opening") and parsed.quantity_at(token) < 0


def _is_share(token: Token) -> bool:
    """Whether "as" opens "as a share of"."""
    behind = [other.lower_ for other in token.doc[token.i + 1 : token.i + 4]]
    return len(behind) == 3 and behind[0] in ("a", "the") and behind[1] in words("share_noun") and behind[2] == "of"


def _names(token: Token) -> bool:
    """Whether a noun before another was taken for a verb: "[pay] settlements"."""
    behind = token.doc[token.i + 1].tag_ if token.i + 1 < len(token.doc) else ""
    if token.tag_ not in ("VBP", "VB") or behind not in ("NN", "NNS"):
        return False
    member = token.i > 1 and token.doc[token.i - 1].tag_ == "CC" and token.doc[token.i - 2].tag_ in ("NN", "NNS")
    return member or token.lower_ in words("noun_or_verb")  # "peanut oil and [rapeseed] oil"


def _modifies(token: Token) -> bool:
    """Whether a word that often stands with verbs belongs to a noun here: "newly signed", "contracted projects"."""
    following = token.doc[token.i + 1].tag_ if token.i + 1 < len(token.doc) else ""
    wanted = ("VBN", "VBD", "JJ", "VBG") if token.tag_ == "RB" else ("NN", "NNS")
    before = token.doc[token.i - 1].tag_ if token.i else ""
    told = (
        token.tag_ == "VBD" and token.lower_ != "added" and before in NOUNS | {"PRP", "WP", "WDT"}
    )  # "she saw sales", "Lin said profit"
    return following in wanted and not told


def chunk_phrase(parsed: Parsed, chunk: Sequence[Token]) -> Phrase:
    """A run of tokens as a phrase; its head is the last noun before the first preposition."""
    stop = next((index for index, token in enumerate(chunk) if token.tag_ == "IN" and index), len(chunk))
    nouns = [token for token in chunk[:stop] if token.tag_.startswith(("NN", "PRP", "DT"))] or list(chunk)
    head = nouns[-1]
    bare = sum(not (only_points(token) or token.tag_ == "RB") for token in chunk) <= 1
    if head.lower_ in words("pronoun") and len(chunk) == 1:
        topic = topic_of(parsed, head)
        return phrase_of(parsed, topic) or Phrase(head.text, head, empty=True)
    if len(chunk) == 3 and chunk[0].tag_ == "DT" and chunk[1].lower_ == "of" and chunk[2].lower_ in words("pronoun"):
        return Phrase(chunk[2].text, chunk[2], empty=True)  # "each of them"
    if head.lower_ in ("that", "those") and len(chunk) > 2:
        return Phrase(text_of(chunk[2:]), chunk[-1], pointing=chunk[1].lower_)
    empty = (bare and head.lower_ in words("empty_noun")) or _is_rate_of_change(chunk)
    return Phrase(text_of(chunk), head, empty, definite=is_definite(chunk))


def _is_rate_of_change(chunk: Sequence[Token]) -> bool:
    """Whether a phrase names the speed of a change and not what changed: "the growth rate", "the pace of decline"."""
    said = [token.lower_ for token in chunk if not only_points(token) and token.lower_ not in ("of", "'s")]
    rates = words("change_rate")
    told = [word for word in said if word not in words("ranking_word")]
    return len(told) == 2 and any(word in rates for word in told) and all(word in words("change_part") for word in told)


def topic_of(parsed: Parsed, pronoun: Token) -> Token:
    """The noun of the same sentence that a pronoun points back to: "as for the price index, it dropped"."""
    for token in reversed(parsed.words[: pronoun.i]):
        topical = token.dep_ in ("nsubj", "nsubj:pass", "dislocated") or (
            token.dep_ == "obl" and case_of(token) in ("as", "for", "of")
        )
        governs = token.dep_ != "obl" and _governs(token.head, pronoun)  # "Lin hopes to see it planted"
        if pronoun.lower_ == "they" and not is_plural(token):
            continue
        if topical and not governs and token.tag_.startswith("NN") and parsed.quantity_at(token) < 0:
            return token
    return pronoun


def _governs(verb: Token, pronoun: Token) -> bool:
    """Whether a pronoun stands inside what a verb governs, and in no clause that is only set beside it."""
    for token in (pronoun, *pronoun.ancestors):
        if token.i == verb.i:
            return True
        if token.dep_ in ("parataxis", "conj", "list", "advcl"):
            return False
    return False
