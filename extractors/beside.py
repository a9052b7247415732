"""What stands right beside a number, read from tags alone, which are surer than the tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.parsing import Parsed
from extractors.phrases import Phrase, is_definite, only_points, phrase_of, text_of, words
from extractors.trees import ADJECTIVES, NOUNS, SUBJECTS, case_of, is_plural, noun_top, opens_per_capita

if TYPE_CHECKING:
    from spacy.tokens import Token

# What may stand between a verb and its number, by tag: "rose by more than 71%".
BEFORE_NUMBER = ADJECTIVES | {"IN", "TO", "RB", "RBR", "DT", "RP"}
AUXILIARY = frozenset({"MD", "RB", "TO", "RBR"})
IN_COMPLEMENT = NOUNS - {"NNPS"} | {"JJ", "DT", "PRP$", "POS", "HYPH", "VBG"}
IN_CHUNK = NOUNS | ADJECTIVES | {"DT", "PDT", "PRP$", "PRP", "POS", "IN", "TO", "CC", "CD", "VBG", "VBN"}
IN_CHUNK |= {"HYPH", "SYM", "AFX", "``", "''"}
# What stands between a noun set off with "with" and its number.
SET_OFF = ("at", "around", "near", "below", "above", "up", "down")
# Verbs, often taken for plurals, behind which the subject of an infinitive or a participle stands.
CALLS = {"calls": "for", "call": "for", "provides": "for", "asks": "for", "points": "to", "point": "to", "hopes": "for"}
FINITE = ("VBD", "VBZ", "VBP", "MD", "VBN")
CLAUSE = 9  # tokens of a relative clause between a noun and its verb
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
    start = _chunk_start(parsed, tokens, start, end)
    start -= _stands_for(tokens, start, end)
    start = _behind_call(tokens, start, end)
    chunk = _subject_of_chunk(tokens[start:end])
    chunk = _with_clause(parsed, start, chunk)
    named = any(token.tag_.startswith(("NN", "PRP", "VB")) for token in chunk)
    thing = len(chunk) == 2 and chunk[0].tag_ in ("DT", "PRP$") and chunk[1].tag_ == "JJ"  # "the vaccine costs 71"
    if not thing and (not named or not chunk[-1].tag_.startswith(CHUNK_END)):
        return None
    phrase = _chunk_phrase(parsed, chunk)
    return phrase if phrase.text else None


def _behind_call(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where a subject begins behind what calls for it: "the order calls for [the rate] to reach", "points to [pay]"."""
    for at in range(start, end - 1):
        word, called = tokens[at], tokens[end].lower_ == "to" or tokens[end].tag_ == "VBG"
        noun = at > start and tokens[at - 1].tag_ in ("DT", "PRP$", "JJ")
        if called and word.lower_ in CALLS and not noun and tokens[at + 1].lower_ == CALLS[word.lower_]:
            return at + 2
    return start + 1 if end - start > 1 and tokens[start].lower_ == "for" and tokens[end].lower_ == "to" else start


def _with_clause(parsed: Parsed, start: int, chunk: list[Token]) -> list[Token]:
    """A chunk that ends a relative clause, with the noun that it describes: "[time that] staff spend on forms"."""
    tokens = parsed.words
    if not chunk or start < 2:
        return chunk
    opening = next((at for at in range(chunk[0].i - 1, max(chunk[0].i - CLAUSE, 0), -1) if _relative(tokens, at)), None)
    if opening is None or any(parsed.quantity_at(token) >= 0 for token in tokens[opening : chunk[-1].i]):
        return chunk
    clause = tokens[opening + 1 : chunk[-1].i + 1]
    if any(token.text == "," for token in clause) or not any(token.tag_ in FINITE for token in clause):
        return chunk
    if clause[0].tag_ in FINITE and len([token for token in clause if token.tag_ in FINITE]) > 1 + _joined(clause):
        return chunk
    return [*tokens[_chunk_start(parsed, tokens, opening, opening) : opening], tokens[opening], *clause]


def _relative(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word opens a clause that describes the noun right before it."""
    return tokens[at].tag_ in ("WDT", "WP") and tokens[at - 1].tag_ in NOUNS


def _joined(clause: Sequence[Token]) -> bool:
    return any(token.tag_ == "CC" for token in clause)


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


def _stands_for(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether "that" before a chunk stands for a noun and opens no clause: ", and [that] for unemployment is 71%"."""
    if start < 2 or start >= end or tokens[start].lower_ not in ("for", "of", "in"):
        return False
    opens = tokens[start - 2].tag_ in ("CC", ",", ":") or tokens[start - 2].lower_ in ("while", "whereas", "although")
    return opens and tokens[start - 1].lower_ in ("that", "those")


def _chunk_start(parsed: Parsed, tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the noun phrase before `start` begins, over a participle: "the water [pumped] out of the ground"."""
    while start > 0 and (
        _in_chunk(parsed, tokens[start - 1])
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
    if tokens[at].tag_ in ("NN", "NNS") and tokens[at].lower_ in ("cost", "costs") and number > at + 1:
        return None  # "cut its labor [costs] by about 71%"
    priced = tokens[at].lower_ in words("priced_verb") and tokens[at + 1].lower_ in ("at", "for")
    return at if priced or tokens[at].lower_ in words("subject_verb") else None


def _before_number(token: Token) -> bool:
    """Whether a word may stand between a verb and its number; "that" opens a clause: "estimated that 71% of ..."."""
    return token.tag_ in BEFORE_NUMBER and token.lower_ not in ("worth", "that", "whether")


def _before_rate(tokens: Sequence[Token], at: int) -> int:
    """Past "at an annual rate of", which stands between a verb and its number like an adverb."""
    if at < 3 or tokens[at].lower_ != "of" or tokens[at - 1].lower_ not in ("rate", "pace"):
        return at
    start = next((token.i for token in reversed(tokens[max(0, at - 7) : at - 1]) if token.lower_ in ("at", "by")), None)
    article = start is not None and tokens[start + 1].tag_ == "DT"
    return start - 1 if start is not None and article else at


def _subject_of_chunk(chunk: list[Token]) -> list[Token]:
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
    if tokens[at].text != "," or at == 0 or not _in_chunk(parsed, tokens[at - 1]):
        return False
    joint = next((token.i for token in tokens[at + 1 : end] if token.tag_ == "CC"), None)
    return joint is not None and (joint > at + 1 or _opens_list(parsed, tokens, at))


def _opens_list(parsed: Parsed, tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands before a comma and "and" is no clause: "sales of toys, clocks and bags, and other gifts"."""
    start = at
    while start > 0 and (tokens[start - 1].text == "," or _in_chunk(parsed, tokens[start - 1])):
        start -= 1
    run = tokens[start:at]
    opens = start == 0 or tokens[start - 1].text in (":", ";") or tokens[start - 1].lower_ in words("clause_opening")
    return opens and run[0].tag_ not in ("IN", "TO") and any(token.text == "," or token.tag_ == "CC" for token in run)


def _in_chunk(parsed: Parsed, token: Token) -> bool:
    if token.lower_ == "than" and token.i and token.doc[token.i - 1].lower_ == "other":
        return True  # "prices other than energy"
    inside = token.tag_ in IN_CHUNK or (token.tag_ in ("RB", "VBD") and _modifies(token)) or _names(token)
    return inside and token.lower_ not in words("clause_opening") and parsed.quantity_at(token) < 0


def _names(token: Token) -> bool:
    """Whether a noun before another was taken for a verb: "[pay] settlements"."""
    behind = token.doc[token.i + 1].tag_ if token.i + 1 < len(token.doc) else ""
    return token.tag_ in ("VBP", "VB") and token.lower_ in words("noun_or_verb") and behind in ("NN", "NNS")


def _modifies(token: Token) -> bool:
    """Whether a word that often stands with verbs belongs to a noun here: "newly signed", "contracted projects"."""
    following = token.doc[token.i + 1].tag_ if token.i + 1 < len(token.doc) else ""
    wanted = ("VBN", "VBD", "JJ", "VBG") if token.tag_ == "RB" else ("NN", "NNS")
    return following in wanted


def _chunk_phrase(parsed: Parsed, chunk: Sequence[Token]) -> Phrase:
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
    return Phrase(text_of(chunk), head, bare and head.lower_ in words("empty_noun"), definite=is_definite(chunk))


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


def prenominal(parsed: Parsed, head: Token) -> Phrase | None:
    """The noun that an amount stands before: "the 71% surcharge on buybacks", "a 71 dollars fund for schools"."""
    doc, own = head.doc, parsed.tokens_of(parsed.quantity_at(head))
    before, end = own[0].i - 1, own[-1].i
    while before > 0 and doc[before].tag_ in ("JJ", "RB") and own[0].i - before < 3:
        before -= 1
    if before < 0 or doc[before].tag_ not in ("DT", "PRP$", "POS"):
        return None
    if end + 1 >= len(doc) or doc[end + 1].tag_ not in ("NN", "NNS", "JJ", "JJR"):
        return None
    end += 1
    while end + 1 < len(doc) and doc[end + 1].tag_ in ("NN", "NNS", "JJ", "HYPH"):
        if parsed.quantity_at(doc[end + 1]) >= 0:
            break
        end += 1
    noun = doc[end]
    if not noun.tag_.startswith("NN") or noun.lower_ in words("pure_change_noun") | words("milestone"):
        return None
    return Phrase(text_of([*doc[own[-1].i + 1 : end + 1], *_complement_run(parsed, noun)]), noun)


def _complement_run(parsed: Parsed, noun: Token) -> list[Token]:
    """The "of", "on" or "for" phrase right behind a noun."""
    rest = parsed.words[noun.i + 1 :]
    if not rest or rest[0].lower_ not in ("of", "on", "for"):
        return []
    run = [rest[0]]
    for token in rest[1:8]:
        if token.tag_ not in IN_COMPLEMENT or parsed.quantity_at(token) >= 0:
            break
        run.append(token)
    return run if run[-1].tag_.startswith("NN") else []


def bracketed(parsed: Parsed, head: Token) -> Phrase | None:
    """The noun that a number in brackets stands behind: "Denmark (71%, mostly wind), Portugal (71%)"."""
    quantity = parsed.quantity_at(head)
    if quantity < 0:
        return None
    tokens = parsed.words
    before = parsed.tokens_of(quantity)[0].i - 1
    at = before
    while at > 1 and tokens[at].tag_ in ("VBD", "VBN", "IN") and tokens[at].lower_ not in ("of", "in"):
        at -= 1  # "(decreased by 71%)"
    if at < 1 or tokens[at].text != "(" or tokens[at - 1].tag_ not in NOUNS or parsed.quantity_at(tokens[at - 1]) >= 0:
        return None
    start = at - 1
    if at < before:  # "sales of food, drinks and tobacco (decreased by 71%)"
        chunk = _subject_of_chunk(list(tokens[_chunk_start(parsed, tokens, start, at) : at]))
        return Phrase(text_of(chunk), tokens[at - 1]) if chunk else None
    while start > 0 and _in_bracketed(tokens[start - 1]) and parsed.quantity_at(tokens[start - 1]) < 0:
        start -= 1
    return Phrase(text_of(tokens[start:at]), tokens[at - 1])


def _in_bracketed(token: Token) -> bool:
    """Whether a word belongs to the noun phrase before a bracket: "[commodities in supermarkets] (71%)"."""
    of = token.lower_ in ("of", "in") and token.i > 0 and token.doc[token.i - 1].tag_ in ("NNS", "NN")
    return of or token.tag_ in NOUNS | ADJECTIVES


def relative_beside(parsed: Parsed, head: Token) -> Phrase | None:
    """The noun before a relative clause with a pronoun as subject: "the effect, which we put at 71 points"."""
    quantity = parsed.quantity_at(head)
    if quantity < 0:
        return None
    tokens = parsed.words
    at = parsed.tokens_of(quantity)[0].i - 1
    while at > 0 and tokens[at].tag_ in BEFORE_NUMBER:
        at -= 1
    while at > 0 and tokens[at].tag_.startswith("VB"):
        at -= 1
    if at < 2 or tokens[at].tag_ != "PRP" or tokens[at - 1].lower_ not in ("which", "that"):
        return None
    noun = at - 2 - (tokens[at - 2].text == ",")
    if noun > 0 and tokens[noun - 1].lower_ in words("telling_verb"):
        return None  # "told reporters that he planted 71 hectares"
    named = noun >= 0 and tokens[noun].tag_ in NOUNS and parsed.quantity_at(tokens[noun]) < 0
    return phrase_of(parsed, noun_top(tokens[noun]), without=head) if named else None


def given_beside(parsed: Parsed, head: Token) -> Phrase | None:
    """What a number is added to or taken from: "would add 71 points to inflation", "took 71 points off growth"."""
    quantity = parsed.quantity_at(head)
    if quantity < 0:
        return None
    tokens, own = parsed.words, parsed.tokens_of(quantity)
    verb = own[0].i - 1
    while verb > 0 and tokens[verb].tag_ in BEFORE_NUMBER:
        verb -= 1
    behind = own[-1].i + 1
    given = verb >= 0 and tokens[verb].lower_ in words("add_verb") and behind + 1 < len(tokens)
    if not given or tokens[behind].lower_ not in ("to", "off", "from"):
        return None
    end = behind + 1
    while end < len(tokens) and (tokens[end].tag_ in IN_COMPLEMENT or end == behind + 1):
        end += 1
    chunk = tokens[behind + 1 : end]
    return Phrase(text_of(chunk), chunk[-1]) if parsed.quantity_at(chunk[0]) < 0 else None


def set_off_phrase(parsed: Parsed, top: Token) -> Phrase | None:
    """The noun that a number between commas is about: "excess liquidity, at 71 dollars, is ample"."""
    return _set_off_ahead(parsed, top) or _set_off_behind(parsed, top) or _set_off_with(parsed, top)


def _set_off_with(parsed: Parsed, top: Token) -> Phrase | None:
    """The noun between "with" and the number's preposition: "demand is firm, with [unemployment] at 71%"."""
    quantity = parsed.quantity_at(top)
    if quantity < 0:
        return None
    tokens = parsed.words
    at = parsed.tokens_of(quantity)[0].i - 1
    while at > 0 and tokens[at].lower_ not in SET_OFF and _qualifies(tokens[at]):
        at -= 1
    if at < 2 or not (tokens[at].lower_ in SET_OFF or tokens[at].lower_ == "averaging"):
        return None
    start = at
    if tokens[at - 1].tag_ == "VBZ" and tokens[at - 2].tag_ in ("CC", "NN", "JJ"):
        start -= 1  # a plural taken for a verb: "sales of cookers and [cellphones] up 71%"
    while start > 0 and tokens[start - 1].lower_ != "with" and _in_chunk(parsed, tokens[start - 1]):
        start -= 1
    while start < at and tokens[start].tag_ == "CC":
        start += 1
    chunk = tokens[start:at]
    opening = ("with", "and", ",") if tokens[at].lower_ in ("up", "down") else ("with",)
    if start > 1 and tokens[start].lower_ == "of" and tokens[start - 1].lower_ == "ahead":
        opening, chunk, start = ("of",), tokens[start + 1 : at], start + 1  # "ahead of [nuclear] at 71%"
    while len(chunk) > 1 and chunk[-1].tag_ == "VBG" and chunk[-2].tag_ == "NNS":
        chunk = chunk[:-1]
    if chunk and chunk[-1].lower_ in words("subject_verb"):
        return None  # "coverage with the first dose [stands] at 71%"
    named = start > 0 and tokens[start - 1].lower_ in opening and chunk and chunk[-1].tag_ in NOUNS | {"VBZ"}
    return _chunk_phrase(parsed, chunk) if named else None


def _qualifies(token: Token) -> bool:
    return token.tag_ in ("RB", "JJR", "RBR") or token.lower_ in ("than", "least", "most")


def _set_off_behind(parsed: Parsed, top: Token) -> Phrase | None:
    """The noun before the comma: "excess liquidity, at 71 dollars, is ample"."""
    doc, quantity = top.doc, parsed.quantity_at(top)
    left = parsed.tokens_of(quantity)[0].i if quantity >= 0 else 0
    while left > 2 and doc[left - 1].tag_ in ("RB", "IN", "TO", "JJR", "RBR") and doc[left].lower_ != "at":
        left -= 1
    running = left > 2 and doc[left - 1].lower_ in words("set_off_verb")
    left -= running
    if left < 2 or not (running or doc[left].lower_ == "at") or doc[left - 1].text != ",":
        return None
    noun = doc[left - 2]
    named = noun.tag_.startswith("NN") and parsed.quantity_at(noun) < 0
    return phrase_of(parsed, noun_top(noun), without=top) if named else None


def _set_off_ahead(parsed: Parsed, top: Token) -> Phrase | None:
    """The subject behind a number that opens its clause: "at 71%, unemployment is near its low"."""
    if parsed.quantity_at(top) < 0:
        return None
    doc, own = top.doc, parsed.tokens_of(parsed.quantity_at(top))
    behind = own[-1].i + 1
    if behind + 1 >= len(doc) or doc[behind].text != ",":
        return None
    left = own[0].i - 1
    while left > 0 and doc[left].tag_ in ("RB", "JJR", "RBR"):
        left -= 1
    if left < 0 or doc[left].lower_ not in ("at", "with"):
        return None
    if left > 0 and doc[left - 1].text not in (":", ";", "-", "."):
        return None
    subject = next((token for token in doc[behind + 1 :] if token.dep_ in SUBJECTS), None)
    return phrase_of(parsed, subject) if subject is not None else None
