"""What the words around a number name by their order alone, where the tree went another way.

"A jobless rate of 71%", "bring the price, now at its highest, below 71 dollars", "they cost me 71 dollars".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.beside import BEFORE_NUMBER, subject_before
from extractors.parsing import Parsed
from extractors.phrases import Phrase, text_of, words
from extractors.trees import ADJECTIVES, NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token

IN_COMPOUND = NOUNS | ADJECTIVES | {"HYPH", "VBG", "VBN", "AFX"}
IN_OBJECT = NOUNS | ADJECTIVES | {"DT", "PDT", "PRP$", "POS", "HYPH", "VBG", "VBN", "CC", "CD", "AFX"}
AGES = ("time", "year", "month", "week", "day", "decade", "record")  # "an all-time high", "a four-year low"
LEVELS = ("rate", "range", "pace", "level", "low", "high", "peak", "record", "trough")
IN_HALF = NOUNS | ADJECTIVES | {"DT", "POS", "HYPH", "VBG", "VBN", "RB"}
IN_PAYEE = NOUNS | ADJECTIVES | {"DT", "PRP$", "PRP", "POS", "HYPH"}
MOVED = ("by", "to", "from", "within", "below", "above", "under", "over", "at")  # "raised [the rate] to 71%"
INSIDE_OBJECT = ("of", "in", "for", "per", "on", "between")
RELATIVE = ("which", "that", "who")
IN_QUALITY = ("JJ", "CC", "VBG", "HYPH", "DT")
OPENS_OBJECT = ("DT", "PRP$", "JJ", "NN", "NNS", "NNP")
FINITE = ("VBD", "VBZ", "VBP", "MD")
WORDS = ("NN", "JJ", "VB")  # tags of what a headline moves, where nouns are often taken for verbs
HEADLINE = 6  # tokens between the verb of a headline and its number
FARTHEST = 30  # tokens between a verb and the number that its object is moved to
PAYEE = 8  # tokens that name who pays
NUMBER_WORDS = ("between", "up", "just", "only", "some", "a", "an", "the", "mere")


def _start_of(parsed: Parsed, head: Token) -> int:
    """The index of the first token of the number with this head; 0 where it has none."""
    quantity = parsed.quantity_at(head)
    return parsed.tokens_of(quantity)[0].i if quantity >= 0 else 0


def _before_qualifiers(tokens: Sequence[Token], at: int, stops: Sequence[str]) -> int:
    """The index of one of the words right before a number, over "about", "more than" and the like; -1 if none."""
    for index in range(at - 1, max(at - 6, -1), -1):
        token = tokens[index]
        if token.lower_ in stops:
            return index
        if token.tag_ not in BEFORE_NUMBER and token.lower_ not in NUMBER_WORDS:
            break
    return -1


def noun_of(parsed: Parsed, head: Token) -> Phrase | None:
    """The noun whose amount the number is: "a jobless rate of 71%", "an output value of over 71 dollars"."""
    tokens, start = parsed.words, _start_of(parsed, head)
    of = _before_qualifiers(tokens, start, ("of",))
    if of < 2 or tokens[of - 1].tag_ not in NOUNS or parsed.quantity_at(tokens[of - 1]) >= 0:
        return None
    noun = tokens[of - 1]
    if noun.lower_ in words("container_noun"):
        return None
    begin = of - 1
    while begin > 0 and tokens[begin - 1].tag_ in IN_COMPOUND and parsed.quantity_at(tokens[begin - 1]) < 0:
        begin -= 1
    if begin > 1 and tokens[begin - 1].lower_ == "per":  # "earnings per diluted share of 71 dollars"
        begin -= 1
        while begin > 0 and tokens[begin - 1].tag_ in IN_COMPOUND and parsed.quantity_at(tokens[begin - 1]) < 0:
            begin -= 1
    if tokens[begin].tag_ == "VBG" and begin and tokens[begin - 1].text == ",":
        begin += 1  # "made more trips, bringing revenue of 71 dollars"
    begin, noun = _with_owner(parsed, begin, noun)
    chunk = tokens[begin:of]
    if noun.lower_ in LEVELS and not any(token.tag_ in NOUNS and token.lower_ not in AGES for token in chunk[:-1]):
        return None  # "to an annual rate of 71%"
    if noun.lower_ in words("pure_change_noun") and not any(token.tag_ in ("NN", "NNS") for token in chunk[:-1]):
        return None  # "growth of 71%" is growth of something; "revenue growth of 71%" says it
    if len(chunk) == 1 and noun.lower_ in words("empty_noun"):
        return None
    return Phrase(text_of(chunk), noun) if text_of(chunk) else None


def _with_owner(parsed: Parsed, begin: int, noun: Token) -> tuple[int, Token]:
    """Where the phrase begins, and its head, if what stands before "of" only says whose it is.

    "a trade surplus for Norland of 71 dollars" tells a surplus; "an increase in exports of 71%" tells exports.
    """
    tokens = parsed.words
    at = begin - 1 - (begin > 1 and tokens[begin - 1].tag_ == "DT")
    if at < 1 or tokens[at].lower_ not in ("for", "in"):
        return begin, noun
    owned = tokens[at - 1]
    if owned.tag_ not in ("NN", "NNS") or owned.lower_ in words("pure_change_noun") or parsed.quantity_at(owned) >= 0:
        return begin, noun
    start = at - 1
    while start > 0 and tokens[start - 1].tag_ in IN_COMPOUND and parsed.quantity_at(tokens[start - 1]) < 0:
        start -= 1
    return start, owned


def moved_object(parsed: Parsed, head: Token) -> Phrase | None:
    """What is raised, cut or brought to the number, however far before it: "lifting tax receipts, now low, by 71%"."""
    tokens, start = parsed.words, _start_of(parsed, head)
    start = _before_level(tokens, start)
    preposition = _before_qualifiers(tokens, start, MOVED)
    if preposition > 0 and tokens[preposition - 1].lower_ in ("down", "up", "back", "out"):
        preposition -= 1
    if preposition < 2:
        return None
    verb = _moving_verb(parsed, tokens, preposition)
    if verb is None:
        return None
    by_tree = head.head.i == verb and tokens[preposition - 1].text != "," and tokens[start - 1].lower_ != "as"
    if by_tree or tokens[verb + 1].tag_ not in OPENS_OBJECT:
        return None
    end = verb + 1
    while end < preposition and _in_object(parsed, tokens[end]):
        end += 1
    chunk = tokens[verb + 1 : end]
    stop = next((index for index, token in enumerate(chunk) if token.tag_ == "IN"), len(chunk))
    nouns = [token for token in chunk[:stop] if token.tag_ in NOUNS]
    return Phrase(text_of(chunk), nouns[-1]) if nouns and text_of(chunk) else None


def _before_level(tokens: Sequence[Token], start: int) -> int:
    """Where a number begins with what only says that it is a level: "to [a maximum of 71%]", "to [a record low of]"."""
    if start < 4 or tokens[start - 1].lower_ != "of":
        return start
    if tokens[start - 2].lower_ in words("container_noun"):
        return start - 2
    if tokens[start - 2].lower_ not in LEVELS:
        return start
    at = start - 2
    while at > 0 and (tokens[at - 1].tag_ in ADJECTIVES | {"VBG", "VBN", "HYPH", "CD", "DT"}):
        at -= 1
    return at if tokens[at - 1].lower_ in MOVED else start


def headline_object(parsed: Parsed, head: Token) -> Phrase | None:
    """What a headline moves by the number right behind it: "Fed cuts [rates] 71 points"."""
    tokens, start = parsed.words, _start_of(parsed, head)
    verb = start - 1
    while verb > 0 and tokens[verb].lower_ not in words("headline_verb"):
        if start - verb > HEADLINE or parsed.quantity_at(tokens[verb]) >= 0 or not tokens[verb].tag_.startswith(WORDS):
            return None
        verb -= 1
    chunk = tokens[verb + 1 : start]
    if verb < 1 or not chunk or tokens[verb - 1].tag_ not in NOUNS:
        return None
    return Phrase(text_of(chunk), chunk[-1]) if text_of(chunk) else None


def _in_object(parsed: Parsed, token: Token) -> bool:
    inside = token.tag_ in IN_OBJECT or token.lower_ in INSIDE_OBJECT
    return inside and token.lower_ not in RELATIVE and parsed.quantity_at(token) < 0


def _moving_verb(parsed: Parsed, tokens: Sequence[Token], preposition: int) -> int | None:
    """The index of the verb that moves its object to the number; None where another clause stands between."""
    set_off = tokens[preposition - 1].text == ","  # only what stands between commas may hold a number of its own
    for at in range(preposition - 1, max(preposition - FARTHEST, -1), -1):
        token = tokens[at]
        moving = token.lower_ in words("moving_verb")  # "to double bus lanes to 71 km": it moves, and is a number
        level = parsed.quantity_at(token) >= 0 and not moving and not _is_start(parsed, tokens, at)
        if token.text in (";", ":") or (level and not set_off):
            return None
        if moving and (token.tag_.startswith("VB") or at == _first_word(tokens) or _is_told(tokens, at)):
            return at
        if token.tag_ in FINITE and not _relative_clause(tokens, at):
            return None
        if token.tag_ == "VB" and tokens[at - 1].lower_ == "to":
            changes = token.lower_ in words("subject_verb") or tokens[preposition].lower_ != "by"
            if changes or tokens[preposition - 1].text == ",":
                return None  # but "raised the quotas to support farms by 71 dollars"
    return None


def _is_told(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that was taken for an adjective is a verb: "wants to [double] bus lanes"."""
    return at > 0 and tokens[at].tag_ == "JJ" and tokens[at - 1].lower_ in ("to", "will", "would", "could", "must")


def _first_word(tokens: Sequence[Token]) -> int:
    """The index of the first word behind the mark of a list, where an order begins: "- Reduce emissions by 71%"."""
    return next((token.i for token in tokens if token.is_alpha), 0)


def _is_start(parsed: Parsed, tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is where the movement starts: "raised the share [from 71%] to 71%"."""
    own = parsed.tokens_of(parsed.quantity_at(tokens[at]))
    return own[0].i > 0 and tokens[own[0].i - 1].lower_ == "from"


def _relative_clause(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a finite verb stands in a relative clause: "firms which do not lay off workers"."""
    return any(token.lower_ in RELATIVE for token in tokens[max(0, verb - 4) : verb])


def paid_for(parsed: Parsed, head: Token) -> Phrase | None:
    """What costs somebody the number: "they cost me 71 dollars", "it costs us 71 dollars to vaccinate a child"."""
    tokens, start = parsed.words, _start_of(parsed, head)
    verb = start - 1
    while verb > 0 and start - verb <= PAYEE and not _costs(tokens, verb):
        if tokens[verb].tag_ not in IN_PAYEE | BEFORE_NUMBER or parsed.quantity_at(tokens[verb]) >= 0:
            return None
        verb -= 1
    if verb < 1 or not _costs(tokens, verb):
        return None
    done = _done(parsed, head)
    if done is not None and tokens[verb - 1].lower_ == "it":
        return done
    subject = subject_before(parsed, verb)
    payee = [token for token in tokens[verb + 1 : start] if token.tag_ in IN_PAYEE]
    if subject is None or subject.empty or not payee or payee[0].tag_ in ("PRP", "PRP$"):
        return subject
    who = text_of(payee)
    return Phrase(f"{subject.text} {tokens[verb].text} {who}", subject.head) if who else subject


def _costs(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is the verb of a price; a tagger may take it for a noun: "hearing aids cost her"."""
    if tokens[at].lower_ not in ("cost", "costs", "costing"):
        return False
    payee = at + 1 < len(tokens) and tokens[at + 1].tag_ in ("PRP", "PRP$") and tokens[at - 1].tag_ in NOUNS
    return payee or tokens[at].tag_.startswith("VB") or tokens[at - 1].tag_ in ("NNS", "PRP", "MD")


def _done(parsed: Parsed, head: Token) -> Phrase | None:
    """What is to be done for the number: "... 71 dollars [to vaccinate a child]"."""
    tokens = parsed.words
    at = parsed.tokens_of(parsed.quantity_at(head))[-1].i + 1
    if at + 1 >= len(tokens) or tokens[at].lower_ != "to" or tokens[at + 1].tag_ != "VB":
        return None
    end = at + 2
    while end < len(tokens) and (tokens[end].tag_ in IN_OBJECT or tokens[end].lower_ in INSIDE_OBJECT):
        end += 1
    return Phrase(text_of(tokens[at + 1 : end]), tokens[at + 1])


def more_of(parsed: Parsed, head: Token) -> Phrase | None:
    """What there is more or less of by the number: "moves 71% more [boxes] an hour", "2.4 times as many [boxes]"."""
    tokens = parsed.words
    at = parsed.tokens_of(parsed.quantity_at(head))[-1].i + 1
    if at + 2 < len(tokens) and tokens[at].lower_ == "as" and tokens[at + 1].lower_ in ("many", "much"):
        at += 1
    elif at + 1 >= len(tokens) or tokens[at].lower_ not in ("more", "fewer", "less"):
        return None
    end = at + 1
    while end < len(tokens) and (tokens[end].tag_ in NOUNS or (tokens[end].tag_ == "JJ" and end - at < 4)):
        end += 1
    if end == at + 1 or tokens[end - 1].tag_ not in ("NN", "NNS"):
        return None
    if end - at > 2 and tokens[at + 1].tag_ == "JJ" and tokens[at].lower_ != "fewer" and tokens[end - 1].tag_ == "NN":
        return None  # "71% more expensive fuel"
    return Phrase(text_of(tokens[at + 1 : end]), tokens[end - 1])


def said_of(parsed: Parsed, head: Token) -> Phrase | None:
    """What a part is, where the number stands alone for it: "71% are overweight and a further 71% are [obese]"."""
    tokens = parsed.words
    own = parsed.tokens_of(parsed.quantity_at(head))
    at, start = own[-1].i + 1, own[0].i
    while start > 0 and tokens[start - 1].lower_ in ("a", "further", "another", "some", "about", "only", "nearly"):
        start -= 1
    opens = start == 0 or tokens[start - 1].tag_ in ("CC", ",", ":")
    if not opens or at + 1 >= len(tokens) or tokens[at].lower_ not in ("is", "are", "was", "were"):
        return None
    end = at + 1
    while end < len(tokens) and (tokens[end].tag_ in IN_QUALITY or tokens[end].tag_ in NOUNS):
        end += 1
    chunk = tokens[at + 1 : end]
    while chunk and chunk[-1].tag_ == "CC":
        chunk = chunk[:-1]
    named = chunk and chunk[-1].tag_ in NOUNS | {"JJ"} and all(parsed.quantity_at(token) < 0 for token in chunk)
    return Phrase(text_of(chunk), chunk[-1], part=True) if named and text_of(chunk) else None


def half_of(parsed: Parsed, head: Token) -> Phrase | None:
    """What a part without "of" is of: "half [the internally displaced]", "more than half [the country's people]"."""
    tokens = parsed.words
    at = parsed.tokens_of(parsed.quantity_at(head))[-1].i + 1
    if at + 1 >= len(tokens) or tokens[at].lower_ not in ("the", "its", "their", "our", "all", "these", "those"):
        return None
    end = at + 1
    while end < len(tokens) and (tokens[end].tag_ in IN_HALF) and parsed.quantity_at(tokens[end]) < 0:
        end += 1
    chunk = tokens[at:end]
    return Phrase(text_of(chunk), chunk[-1], whole=True) if len(chunk) > 1 and text_of(chunk) else None


def told_person(noun: Token) -> bool:
    """Whether a noun is who is told something: "told [reporters] that he planted 71 hectares"."""
    before = noun.doc[noun.i - 1] if noun.i else noun
    return noun.head.lower_ in words("telling_verb") or before.lower_ in words("telling_verb")
