"""Direction and basis: whether a number is itself a change, which way, and against what."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import regex

from extractors.records import Basis, Direction, Quantity, Sentence, TimeMention
from patterns import load

REACH = 140  # code points to the left in which a verb of change may govern "by 5 percent"
QUALIFIER_TAIL = regex.compile(
    r"(?:(?<=[ (])|^)(?:more than|over|nearly|almost|about|around|roughly|approximately|some|at least|less than|fewer than|close to|up to|as much as"
    r"|as many as|no less than|well over|just over|just under|at most|no more than|an estimated|a net|a combined|a record|a total of|a mere|mere"
    r"|a whopping|an average|an average of|a further|a|an|the|only|just|even|another|additional|a little over|slightly more than|a cumulative|respectively)[ ]$",
    regex.IGNORECASE,
)
OF_CHANGES = regex.compile(
    r"[ ]of (?:\w+ ){0,2}(?:(?P<rise>hikes?|increases|tightening|rises)|(?P<fall>cuts?|reductions|easing|declines))\b",
    regex.IGNORECASE,
)
MINUS = regex.compile(r"(?<=\b(?:minus|negative) )", regex.IGNORECASE)
ADDED = r"(?<=\b(?:another|additional|a further|further|an extra|extra|an additional)(?: (?:more than|over|nearly|about|around|some))?[ ])"
CLAUSE_END = regex.compile(r"[;:]|, (?:and|but|while|whereas|which|with)\b")


@functools.cache
def _expression(template: str) -> regex.Pattern[str]:
    return load("changes").expression(template)


def read_direction(
    normal: str, sentence: Sentence, quantity: Quantity, times: Sequence[TimeMention]
) -> Direction | None:
    """The direction that the words around a number give it; None for a level, a share, a gap between two things."""
    left = _left_context(normal, sentence, quantity)
    return (
        _sign(normal, quantity)
        or _noun_after(normal, sentence, quantity)
        or _comparison_after(normal, sentence, quantity, times)
        or _noun_before(left, quantity)
        or _verb_before(left, quantity)
        or _by_before(left)
        or _moved_before(left, quantity)
        or _added(normal, quantity)
        or _multiplied(quantity)
    )


def _left_context(normal: str, sentence: Sentence, quantity: Quantity) -> str:
    left = normal[max(sentence.start, quantity.start - REACH) : quantity.start]
    for _ in range(3):
        left = QUALIFIER_TAIL.sub("", left)
    return left


def _sign(normal: str, quantity: Quantity) -> Direction | None:
    if MINUS.match(normal, quantity.start):
        return "decrease"
    return "increase" if normal[quantity.number_start] == "+" or normal[quantity.start] == "+" else None


def _noun_after(normal: str, sentence: Sentence, quantity: Quantity) -> Direction | None:
    """A noun of change right behind: "a 5.6% year-on-year rise", "a 20 yuan increase"."""
    if quantity.kind == "count":
        return None
    match = _expression(
        r"[ -](?!of\b|in\b|to\b|from\b|for\b|on\b|at\b|by\b|over\b)(?:(?!and\b|of\b|in\b|the\b|to\b|from\b|for\b|than\b|is\b|was\b|as\b)[a-z-]+ ){0,2}?(?:(?P<rise>$rise_noun)|(?P<fall>$fall_noun))\b(?! rates?\b (?:of|by) )"
    ).match(normal, quantity.end, sentence.end)
    if match is None:
        match = OF_CHANGES.match(normal, quantity.end, sentence.end)
    if match is None:
        return None
    return "increase" if match["rise"] else "decrease"


def _comparison_after(
    normal: str, sentence: Sentence, quantity: Quantity, times: Sequence[TimeMention]
) -> Direction | None:
    """ "14.6% more than a year earlier" is a change; "4 points higher than the average" is a gap."""
    match = _expression(
        r"[ ](?:in (?:value|volume|terms of value)[ ])?(?:(?P<more>$more_word)|(?P<less>$less_word))\b(?!-)(?P<noun> (?!than\b|in\b|and\b|for\b|on\b|at\b|over\b|from\b|to\b|year\b|but\b|or\b)[a-z]+)?(?P<than>[^,.;]{0,40}?\bthan\b)?"
    ).match(normal, quantity.end, sentence.end)
    if match is None or (quantity.kind == "count" and match["noun"]):
        return None
    if match["than"] and not _time_follows(normal, match.end(), times):
        return None
    if quantity.kind == "multiple" and not match["than"]:
        return None
    return "increase" if match["more"] else "decrease"


def _time_follows(normal: str, at: int, times: Sequence[TimeMention]) -> bool:
    """Whether what is compared with is a time or an earlier state of the same thing."""
    follows = regex.compile(
        r"[ ](?:(?:that|those|the (?:level|figure|number|rate|pace|amount|same|average|growth|record|peak|reading)s?|what it was|it was|seen|recorded)[ ])?(?:(?:of|for|in|at|during|recorded in|seen in|a|the|its|an)[ ])*",
        regex.IGNORECASE,
    ).match(normal, at)
    end = follows.end() if follows else at
    if regex.compile(
        r"[ ](?:expected|before|previously|usual|earlier|last|the previous|the preceding|the year before|a year|in the|it|they|we|he|she)\b"
    ).match(normal, at):
        return True
    return any(at - 20 <= time.start <= end + 12 and time.end > at for time in times)


def _noun_before(left: str, quantity: Quantity) -> Direction | None:
    """A noun of change before: "an increase of", "growth target of", "GDP growth:"."""
    match = _expression(
        r"\b(?:(?P<rise>$rise_noun)|(?P<fall>$fall_noun))(?: (?:rate|target|goal|forecast|projection|pace|rates|estimate|figure))?"
        r"(?: in (?:[\w'&-]+ ){1,8}of[ ]$|(?: (?:to|of|at|by|for|in) (?:this year|next year|the year|\d{4}))?(?:(?: rate)? (?:of|by|at|in the range of|of between|between|target of|rate of)| ?:)[ ]$)"
    ).search(left)
    if match is None or (quantity.kind == "count" and quantity.unit is None and "add" in left):
        return None
    return "increase" if match["rise"] else "decrease"


def _verb_before(left: str, quantity: Quantity) -> Direction | None:
    """A verb of change right before: "rose 5 percent", "was up 5 percent", "added 300,000 jobs"."""
    adverbs = r"(?:[ ](?:[a-z]+ly|just|only|even|further|again|still|year on year|year-on-year|on average))?[ ]$"
    match = _expression(r"\b(?:(?P<rise>$rise_verb)|(?P<fall>$fall_verb))" + adverbs).search(left)
    if match is None or PHRASAL.search(left[: match.start()]):
        return None
    word = (match["rise"] or match["fall"]).lower()
    if quantity.kind != "percentage" and word in OBJECT_VERBS:
        return None
    return "increase" if match["rise"] else "decrease"


# Verbs that take "up" or "down" into another sense: "made up 46 percent".
PHRASAL = regex.compile(
    r"\b(?:ma(?:de|kes?|king)|t(?:ook|akes?|aking|aken)|sped|speed|set|sett?ing|sign(?:ed|s)?|end(?:ed|s)?|back(?:ed)?|bought|use[ds]?|open(?:ed|s)?|freed|put|add(?:s|ed)?|sum(?:s|med)?|turn(?:ed|s)?|broken?|shut|laid|wr[io]te?|scoop(?:ed)?|snapp(?:ed)?)[ ]$",
    regex.IGNORECASE,
)
# With an amount as their object these verbs tell of no change: "raised 1.3 billion yuan in its listing".
OBJECT_VERBS = frozenset(
    {
        "raise",
        "raises",
        "raised",
        "raising",
        "save",
        "saved",
        "saves",
        "saving",
        "recover",
        "recovered",
        "lift",
        "lifted",
        "lifting",
        "lifts",
        "extend",
        "extended",
        "expand",
        "expanded",
        "improve",
        "improved",
        "improving",
        "step up",
        "cover",
        "lower",
        "slow",
        "strengthen",
        "strengthened",
        "enhance",
        "enhanced",
        "upgraded",
        "cool",
        "multiply",
        "advance",
        "advanced",
        "rallied",
        "rally",
        "collapsed",
        "boost",
        "boosted",
        "moderate",
        "ease",
        "heightened",
    }
)


def _by_before(left: str) -> Direction | None:
    """ "cut the deficit by nearly $3 trillion": the last verb of change of the clause governs "by"."""
    if not BY.search(left):
        return None
    clause = left[max((match.end() for match in CLAUSE_END.finditer(left)), default=0) :]
    found = list(
        _expression(
            r"\b(?:(?P<rise>$rise_verb|$rise_noun|$more_word)|(?P<fall>$fall_verb|$fall_noun|$less_word))\b(?! (?:rate|target)\b)"
        ).finditer(clause)
    )
    if not found:
        return None
    return "increase" if found[-1]["rise"] else "decrease"


BY = regex.compile(r"\b(?:by|(?:at|by) an? (?:[a-z-]+ ){0,4}(?:rate|pace) of)[ ]$", regex.IGNORECASE)


def _moved_before(left: str, quantity: Quantity) -> Direction | None:
    """ "cut the deposit rate 25 bps": points after a verb of change and its object."""
    if quantity.unit not in ("bp", "pp"):
        return None
    match = _expression(
        r"\b(?:(?P<rise>$rise_verb)|(?P<fall>$fall_verb)) (?:(?!to\b|from\b|and\b|at\b|by\b)[\w'-]+ ){1,6}$"
    ).search(left)
    if match is None:
        return None
    return "increase" if match["rise"] else "decrease"


def _added(normal: str, quantity: Quantity) -> Direction | None:
    return "increase" if _expression(ADDED).match(normal, quantity.start) else None


def _multiplied(quantity: Quantity) -> Direction | None:
    """Verbs of multiplication are increases: doubled, tripled."""
    return "increase" if quantity.rule in ("multiple.verb", "multiple.times-change") else None


def named_direction(indicator: str | None, quantity: Quantity) -> Direction | None:
    """A rate of a thing that is itself a change: "growth was 2.0 percent", "the decline stood at 0.8 percent"."""
    if indicator is None or quantity.kind != "percentage" or quantity.unit != "%":
        return None
    head = regex.split(r"[ ](?:of|in|for|from|on|at|to|by|over|among)\b", indicator.lower())[0].strip()
    if _expression(r"(?:^|[ -])(?:$named_fall)(?: rate)?$").search(head):
        return "decrease"
    if _expression(r"(?:^|[ -])(?:$named_rise)(?: rate| target| pace)?$").search(head):
        return "increase"
    return None


def read_basis(
    normal: str, quantity: Quantity, following: int, times: Sequence[TimeMention], earliest: int, level: bool
) -> Basis | None:
    """The basis in the words behind a change up to the next number, else the nearest one before it since `earliest`.

    A base ("than in May") counts where the change is told against it; `level`: the number is what another is compared with.
    """
    for time in times:
        if (
            time.basis
            and quantity.end - 1 <= time.start < following
            and (time.role == "basis" or (not level and _told_against(normal, quantity.end, time.start)))
        ):
            return time.basis
    before = [time for time in times if time.role == "basis" and earliest <= time.start < quantity.start]
    return before[-1].basis if before else None


def _told_against(normal: str, start: int, end: int) -> bool:
    return (
        regex.search(r"\b(?:than|from|over|compared (?:with|to)|on|against|versus)\b[^,;]{0,30}$", normal[start:end])
        is not None
    )
