"""Direction: whether a number is itself a change, and which way."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.change_words import adverb_behind, behind_count, in_bracket, jobs_made
from extractors.records import Direction, Ground, Quantity, Sentence, TimeMention
from extractors.wording import folded
from patterns import load

REACH = 140  # code points to the left in which a verb of change may govern "by 5 percent"
WORD = re.compile(r"[a-z]+")
LAST_WORDS = 64  # code points that hold a verb of change and an adverb, or the longest qualifier
QUALIFIER_BEFORE = r"(?:(?<=[ (])|^)(?:$qualifier|$article)[ ]$"
RISE_OR_FALL_OF = (
    r"[ ]of (?:\w+ ){0,2}"
    r"(?:(?P<rise>hikes?|increases|tightening|rises)|(?P<fall>cuts?|reductions|easing|declines))\b"
)
TAKEN_OFF = r"[ ](?:(?P<fall>off)|(?P<rise>(?!)))(?= (?:the |its |their )?[a-z])"  # "would take 0.3 points off growth"
REVISED_TO = r"\b(?:change|revision|net change)\b[^.;]{0,60} (?:to|from|of|was|by) $"
MINUS = r"(?<=\b(?:minus|negative) )"
# "decreases were seen in Malta (-18.4%)": in brackets behind words of change a sign tells a change.
BRACKETED = r"\b(?:$rise_verb|$fall_verb|$rise_noun|$fall_noun)\b(?:[^.;:]|\.\d){0,120}\($"
ADDED = r"(?<=\b$extra_word(?: $loose)?[ ])"
CLAUSE_END = r"[;:]|, (?:and|but|while|whereas|which|with)\b"
NOUN_AFTER = (
    r"[ -](?!(?:of|in|to|from|for|on|at|by|over|off)\b)"
    r"(?:(?!(?:and|of|in|the|to|from|for|than|is|was|as|since|last|this|next|until|before|during|every)\b)"
    r"[a-z-]+ ){0,2}?"
    r"(?:(?P<rise>$rise_noun)|(?P<fall>$fall_noun))\b(?! rates?\b (?:of|by) )"
)
COMPARISON_AFTER = (
    r"[ ](?:in (?:value|volume|terms of value)[ ]|(?:a|an|per|each) (?:month|year|week|day|person|head|unit|tonne)[ ])?"
    r"(?:(?P<rise>$more_word)|(?P<fall>$less_word))\b(?!-)"
    r"(?! (?:over|above|below) (?:the |its )(?:[a-z-]+ )?(?:average|rate|level|target|mean|median|norm|figure)\b)"
    r"(?P<noun> (?!(?:than|in|and|for|on|at|over|from|to|year|but|or)\b)[a-z]+)?(?P<than>[^,.;]{0,40}?\bthan\b)?"
)
# "0.9 points below that of a year earlier": a gap to an earlier state of the same thing is a change.
LEVEL_AFTER = (
    r"[ ](?:(?P<rise>above|over(?! (?:the |a )?(?:next|past|coming|course|same|first|medium|long|period|\d+|twelve)\b))"
    r"|(?P<fall>below|under|short of))(?: (?:that|those|its|their|the))?"
    r"(?: (?:own )?(?:level|figure|number|rate|pace|reading|share|ratio|value|price|one)s?)?"
    r"(?: (?:of|in|at|for|seen|recorded|registered|a))*[ ]?"
)
# What is compared with is an earlier state of the same thing ...
EARLIER_STATE = (
    r"[ ](?:(?:at|in|for|during) (?:the |its )?(?:previous|preceding|last|first|\d+(?:st|nd|rd|th)|[a-z]{4,}th)\b"
    r"|the same (?:day|time|date|week|month|period|quarter|point|stage)"
    r"|expected|before|previously|usual|earlier|last|the previous|the preceding|the year before"
    r"|a year|in the|it|they|we|he|she)\b"
)
# ... or a time stands behind these words.
STATE_OF_TIME = (
    r"[ ](?:(?:that|those|the (?:level|figure|number|rate|pace|amount|same|average|growth|record|peak|reading)s?"
    r"|what it was|it was|there (?:are|were|was)|(?:we|they|it) had|seen|recorded)[ ])?"
    r"(?:(?:of|for|in|at|during|recorded in|seen in|a|the|its|an)[ ])*"
)
NOUN_BEFORE = (
    r"\b(?:(?P<rise>$rise_noun)|(?P<fall>$fall_noun))"
    r"(?: (?:rate|target|goal|forecast|projection|pace|rates|estimate|figure))?"
    r"(?: in (?:[\w'&-]+ ){1,8}of[ ]$"
    r"|(?: (?:to|of|at|by|for|in) (?:this year|next year|the year|\d{4}))?"
    r"(?:(?: rate)? (?:of|by|at|in the range of|of between|between|target of|rate of)"
    r"| (?:(?:has|have|had) )?averag(?:ed|ing)| ?:)[ ]$)"
)
NOUN_LABEL = r"^\W{0,3}(?:(?P<rise>$named_rise)|(?P<fall>$named_fall)) (?:of|in) (?!up\b)[^:;.\d]{2,100}: $"
VERB_BEFORE = (
    r"\b(?:(?P<rise>$rise_verb)|(?P<fall>$fall_verb))"
    r"(?:[ ](?:[a-z]+ly|just|only|even|further|again|still|year on year|year-on-year|on average))?[ ]$"
)
# The size of a change beside its noun: "the sharpest decrease, 18.4%, was in Latvia".
NOUN_BESIDE = r"\b(?:(?P<rise>$rise_noun)|(?P<fall>$fall_noun)), (?:of |at )?$"
BESIDE_END = r",|[ ](?:was|were|came|being)\b"
# "cleaned up", "bought up": what was done to things, and no way that a number went.
DONE_UP = (
    r"\b(?!(?:edged|ticked|inched|moved|jumped|climbed|nudged|pushed|shifted|scaled|stepped|ramped|headed|notched"
    r"|totall?ed|trended|slipped|dipped|closed|ended|finished|settled|traded)\b)"
    r"(?:[a-z]{2,}ed|built|build|dug|picked|pick|swept|tore|put|brought|cut) $"
)
DONE_BY = (
    r"\b(?!(?:$rise_verb|$fall_verb|changed|shifted|moved|revised)\b)[a-z]{3,}ed by"
    r" (?:about |around |some |nearly |more than |over )?$"
)
# Verbs that take "up" or "down" into another sense: "made up 46 percent".
PHRASAL = r"\b$phrasal_verb[ ]$"
PHRASAL_UP_TO = r"\b$phrasal_verb up to[ ]$"
GROWING_AT = (
    r"\b(?:(?P<rise>grow(?:s|n|ing)?|grew|rising|increasing|expanding)|(?P<fall>shrinking|falling|contracting))"
    r" at (?:between )?$"
)
BY = r"\b(?:by(?: a factor of)?|(?:at|by) an? (?:[a-z-]+ ){0,4}(?:rate|pace) of)[ ]$"
# "higher than the growth rate of imports by": a gap between two things.
GAP_BY = (
    r"\b(?:higher|lower|faster|slower|larger|smaller) than (?:that|those|the|its|their)\b"
    r"(?:(?!\b(?:year|years|month|quarter|period|week|day|time|decade)\b)[^,;.]){0,60} by $"
)
CHANGE_OF_CLAUSE = (
    r"\b(?:(?P<rise>$rise_verb|$rise_noun|$more_word)|(?P<fall>$fall_verb|$fall_noun|$less_word))\b"
    r"(?! (?:rate|target)\b)"
)
MOVED_BEFORE = r"\b(?:(?P<rise>$rise_verb)|(?P<fall>$fall_verb)) (?:(?!(?:to|from|and|at|by)\b)[\w'-]+ ){1,6}$"
COMPLEMENT = r"[ ](?:of|in|for|from|on|at|to|by|over|among)\b"
NAMED_FALL = r"(?:^|[ -])(?:$named_fall)(?: rate)?$"
NAMED_RISE = r"(?:^|[ -])(?:$named_rise)(?: rates?| target| pace)?$"
HEADED_FALL = r"\b(?:$named_fall)\b"
HEADED_RISE = r"\b(?:changes?|$named_rise)\b"
GROWN = frozenset({"grow", "grows", "grew", "grown", "growing", "save", "saves", "saving", "saved"})
OF_WHOLE = r" of (?:our|its|their|the|all|his|her)\b"


@dataclass(frozen=True, slots=True)
class Turned:
    """A direction with what gives it."""

    to: Direction
    ground: Ground


@functools.cache
def _expression(template: str) -> regex.Pattern[str]:
    return load("changes").expression(template)


def _sense(match: regex.Match[str] | None, why: str, shift: int = 0) -> Turned | None:
    """The direction of a match by which of its two groups it has, `rise` or `fall`; it stands `shift` further on."""
    if match is None:
        return None
    group = "rise" if match["rise"] else "fall"
    start, end = match.span(group)
    return Turned("increase" if group == "rise" else "decrease", Ground(why, start + shift, end + shift))


def read_direction(normal: str, sentence: Sentence, quantity: Quantity, times: Sequence[TimeMention]) -> Turned | None:
    """The direction that the words around a number give it; None for a level, a share, a gap between two things."""
    begin = max(sentence.start, quantity.start - REACH)
    left = _left_context(normal[begin : quantity.start])
    return (
        _sign(normal, quantity)
        or _noun_after(normal, sentence, quantity)
        or _comparison_after(normal, sentence, quantity, times)
        or _level_after(normal, sentence, quantity, times, left)
        or _noun_before(left, begin, quantity)
        or _labelled(left, begin, sentence, quantity)
        or _noun_beside(normal, left, begin, quantity)
        or _verb_before(left, begin, quantity, normal[quantity.end : quantity.end + 20])
        or _growing_at(left, begin, quantity)
        or _by_before(left, begin)
        or _moved_before(left, begin, quantity)
        or _sense(behind_count(normal, sentence, quantity), "what became of the things counted")
        or _sense(jobs_made(left, normal, quantity), "a verb that makes or ends jobs", begin)
        or _sense(adverb_behind(left, normal, sentence, quantity), "an adverb behind the change")
        or _bracketed(normal, sentence, quantity)
        or _added(normal, quantity)
        or _multiplied(quantity)
    )


def _left_context(left: str) -> str:
    """The words before a number, without up to three qualifiers and articles right before it."""
    if _ending(PHRASAL_UP_TO, left):
        return left  # "added up to": no qualifier
    for _ in range(3):
        found = _ending(QUALIFIER_BEFORE, left)
        if found is None:
            break
        left = left[: found.start()]
    return left


def _ending(template: str, left: str) -> regex.Match[str] | None:
    """The match of a regex for the last few words, which is spared all the words before them."""
    return _expression(template).search(left, max(0, len(left) - LAST_WORDS))


def _sign(normal: str, quantity: Quantity) -> Turned | None:
    if _expression(MINUS).match(normal, quantity.start):
        return Turned("decrease", Ground('"minus" before the number', _word_before(normal, quantity), quantity.start))
    if _negative(quantity) and quantity.unit in ("pp", "bp"):
        return Turned("decrease", Ground("the sign of the points", quantity.start, quantity.number_end))
    if (
        quantity.kind in ("percentage", "count", "money")
        and quantity.unit not in ("pp", "bp")
        and _negative(quantity)
        and _expression(BRACKETED).search(normal[max(0, quantity.start - 160) : quantity.start])
    ):
        return Turned("decrease", Ground("the sign of a number that stands for a change", quantity.start, quantity.end))
    if _negative(quantity) and _expression(REVISED_TO).search(normal[max(0, quantity.start - 80) : quantity.start]):
        return Turned("decrease", Ground("the sign of a change", quantity.start, quantity.number_end))
    if "+" not in (normal[quantity.number_start], normal[quantity.start]):
        return None
    return Turned("increase", Ground("the sign of the number", quantity.start, quantity.number_end))


def _bracketed(normal: str, sentence: Sentence, quantity: Quantity) -> Turned | None:
    """ "rises were seen in Wales (0.4%)": the size of a change in brackets behind its place."""
    found = in_bracket(normal, sentence, quantity)
    return _sense(found[0], "the word of change that the bracket belongs to", found[1]) if found else None


def _negative(quantity: Quantity) -> bool:
    return quantity.value is not None and quantity.value < 0


def _word_before(normal: str, quantity: Quantity) -> int:
    """Where the word right before a number begins."""
    return normal.rfind(" ", 0, quantity.start - 1) + 1


def _noun_after(normal: str, sentence: Sentence, quantity: Quantity) -> Turned | None:
    """A noun of change right behind: "a 5.6% year-on-year rise", "a 20 yuan increase"."""
    if quantity.kind == "count" or quantity.rule.startswith("share."):
        return None  # "three in ten firms cut jobs"
    place = (normal, quantity.end, sentence.end)
    match = _expression(NOUN_AFTER).match(*place) or _expression(RISE_OR_FALL_OF).match(*place)
    if quantity.kind != "quantity":
        match = match or _expression(TAKEN_OFF).match(*place)
    return _sense(match, "a noun of change behind the number")


def _comparison_after(
    normal: str, sentence: Sentence, quantity: Quantity, times: Sequence[TimeMention]
) -> Turned | None:
    """ "14.6% more than a year earlier" is a change; "4 points higher than the average" is a gap."""
    match = _expression(COMPARISON_AFTER).match(normal, quantity.end, sentence.end)
    if match is None or (quantity.kind == "count" and match["noun"] and not match["than"]):
        return None
    if match["than"] and not _time_follows(normal, match.end(), times):
        return None
    if quantity.kind == "multiple" and not match["than"]:
        return None
    return _sense(match, "a comparison behind the number")


def _level_after(
    normal: str, sentence: Sentence, quantity: Quantity, times: Sequence[TimeMention], left: str
) -> Turned | None:
    """ "0.9 points below its level twelve months before"; what lies above another thing is no change."""
    match = _expression(LEVEL_AFTER).match(normal, quantity.end, sentence.end)
    if match is None or _ending(VERB_BEFORE, left):  # "slowed 0.4 percent over May"
        return None
    if not any(abs(time.start - match.end()) <= 3 for time in times):
        return None
    return _sense(match, "a gap to an earlier state of the same thing")


def _time_follows(normal: str, at: int, times: Sequence[TimeMention]) -> bool:
    """Whether what is compared with is a time or an earlier state of the same thing."""
    if _expression(EARLIER_STATE).match(normal, at):
        return True
    follows = _expression(STATE_OF_TIME).match(normal, at)
    end = follows.end() if follows else at
    return any(at - 20 <= time.start <= end + 12 and time.end > at for time in times)


def _noun_before(left: str, begin: int, quantity: Quantity) -> Turned | None:
    """A noun of change before: "an increase of", "growth target of", "GDP growth:"."""
    match = _expression(NOUN_BEFORE).search(left)
    inner = _expression(NOUN_BEFORE).search(left, match.end(1 if match["rise"] else 2)) if match else None
    match = inner or match  # "from an increase in the month before to a decrease of"
    tally = match is not None and (match["rise"] or "").startswith("add")  # "the addition of 300 beds"
    suffered = match is not None and match["fall"] == "loss" and quantity.kind == "money"  # "a net loss of 210 yuan"
    return None if tally or suffered else _sense(match, "a noun of change before the number", begin)


def _labelled(left: str, begin: int, sentence: Sentence, quantity: Quantity) -> Turned | None:
    """A noun of change that opens the label of a list item: "Growth of exports: 6 percent"."""
    label = _expression(NOUN_LABEL).search(left) if begin == sentence.start and quantity.unit == "%" else None
    return _sense(label, "the label of the number is a noun of change", begin)


def _noun_beside(normal: str, left: str, begin: int, quantity: Quantity) -> Turned | None:
    """ "the sharpest decrease, 18.4%, was in Latvia": the size of a change between commas."""
    if quantity.kind == "count" or _expression(BESIDE_END).match(normal, quantity.end) is None:
        return None
    return _sense(_expression(NOUN_BESIDE).search(left), "the noun of change that the number stands beside", begin)


def _verb_before(left: str, begin: int, quantity: Quantity, behind: str) -> Turned | None:
    """A verb of change right before: "rose 5 percent", "was up 5 percent", "added 300,000 jobs"."""
    if _verb_ends().isdisjoint(WORD.findall(folded(left[-LAST_WORDS:]))):
        return None
    match = _ending(VERB_BEFORE, left)
    if match is None or _ending(PHRASAL, left[: match.start()]):
        return None
    particle = (match["rise"] or match["fall"]).lower() in ("up", "down")
    if particle and quantity.kind != "percentage" and _ending(DONE_UP, left[: match.start()]):
        return None  # "cleaned up 214 kilometers of shoreline"
    word = (match["rise"] or match["fall"]).lower()
    if quantity.kind == "percentage" and word in GROWN and _expression(OF_WHOLE).match(behind):
        return None  # "we grow three quarters of our grain on irrigated land"
    if quantity.kind == "quantity" and word in GROWN and behind.startswith(" of "):
        return None  # "grew 2.5 million tonnes of wheat"
    hired = quantity.kind == "count" and word in load("changes").words("hire_verb")
    if quantity.kind != "percentage" and not hired and word in load("changes").words("object_verb"):
        return None
    return _sense(match, "a verb of change before the number", begin)


@functools.cache
def _verb_ends() -> frozenset[str]:
    """The last words of the verbs of change: most numbers have none of them near, and are spared the dear regex."""
    words = load("changes").words("rise_verb") | load("changes").words("fall_verb")
    return frozenset(WORD.findall(verb)[-1] for verb in words)


def _growing_at(left: str, begin: int, quantity: Quantity) -> Turned | None:
    """ "wages are growing at 7 or 8%": a rate of the verb of change."""
    if quantity.unit != "%":
        return None
    return _sense(_expression(GROWING_AT).search(left), "a verb of change whose rate it is", begin)


def _by_before(left: str, begin: int) -> Turned | None:
    """ "cut the deficit by nearly $3 trillion": the last verb of change of the clause governs "by"."""
    by = _expression(BY).search(left)
    if by is None or _ending(DONE_BY, left):
        return None  # "expected by 31 economists"
    if _expression(GAP_BY).search(left):
        return None
    ends = (match.end() for match in _expression(CLAUSE_END).finditer(left) if match.end() + 1 < by.start())
    start = max(ends, default=0)
    found = list(_expression(CHANGE_OF_CLAUSE).finditer(left[start:]))
    return _sense(found[-1], 'the word of change that "by" belongs to', begin + start) if found else None


def _moved_before(left: str, begin: int, quantity: Quantity) -> Turned | None:
    """ "cut the deposit rate 25 bps": points after a verb of change and its object."""
    if quantity.unit not in ("bp", "pp"):
        return None
    return _sense(_expression(MOVED_BEFORE).search(left), "a verb of change and its object before the points", begin)


def _added(normal: str, quantity: Quantity) -> Turned | None:
    if quantity.unit == "%" or _expression(ADDED).match(normal, quantity.start) is None:
        return None  # "a further 8 percent of them" is another share
    return Turned("increase", Ground("a word for more before the number", _word_before(normal, quantity), quantity.end))


def _multiplied(quantity: Quantity) -> Turned | None:
    """Verbs of multiplication are increases: doubled, tripled."""
    if quantity.rule not in ("multiple.verb", "multiple.times-change"):
        return None
    return Turned("increase", Ground("the words multiply", quantity.start, quantity.end, quantity.rule))


def named_direction(indicator: str | None, quantity: Quantity) -> Direction | None:
    """A rate of a thing that is itself a change: "growth was 2.0 percent", "the decline stood at 0.8 percent"."""
    if indicator is None or quantity.kind != "percentage" or quantity.unit != "%":
        return None
    head = _expression(COMPLEMENT).split(indicator, maxsplit=1)[0].strip()
    if _expression(NAMED_FALL).search(head):
        return "decrease"
    return "increase" if _expression(NAMED_RISE).search(head) else None


def names_change(words: str) -> bool:
    """Whether the label or the head of a table's column says that its numbers are changes."""
    return any(_expression(template).search(words) for template in (HEADED_RISE, HEADED_FALL))


def headed_direction(words: str, value: Decimal) -> Direction | None:
    """The direction of a change in a table: its sign says it, but under "decline" a plain number is a fall."""
    if value == 0:
        return None
    fall = _expression(HEADED_FALL).search(words) and not _expression(HEADED_RISE).search(words)
    return "decrease" if value < 0 or fall else "increase"
