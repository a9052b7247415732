"""Goals and forecasts told apart from results, and the year of a goal."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from extractors.records import Ground, Quantity, Sentence, Status, TimeMention
from patterns import Rule, Sieve, load

REACH = 260  # code points to the left in which a cue may govern a number
CLAUSE_START = (
    r"(?-i:[;]|, (?:but|while|whereas|although|though|compared|up from|down from|after|against|versus)\b| - |\u2014"
    r"|, which (?!(?:will|would|shall|should|must|could|may|might|(?:is|are) (?:to|set|due|expected|planned|designed)"
    r"|aims?|plans?|hopes?|seeks?)\b)"
    r"|\bafter (?:having )?[a-z]{2,}ing\b|\b(?:years?|months?|weeks?|time|decades?) since\b"
    r"|\b(?:is|are|was|were)(?: still| now| also)? [a-z]+: "
    r"|: (?:its?|they|their|there|he|she|this)\b)"
)
# "The appeal, which seeks $3 billion this year, [is 31 per cent funded]": the clause goes on behind what is told aside.
ASIDE_OPENS = r", (?:which|who|whose)\b[^.;]{0,120}$"
ASIDE_CLOSES = (
    r", (?:(?:now|still|already|also|so far|only|currently) )?"
    r"(?:is|are|was|were|has|have|had|remains?|remained|stands?|stood|rose|fell|grew|covers?|covered|accounts?|cost|costs"
    r"|received|receives?|reached|reaches|employs?|employed|holds?|held)\b(?! (?:also )?(?:to|set to|due to)\b)"
)
COUNTED_GOALS = r"[ ](?:[a-z-]+ ){0,3}?(?:targets|goals|objectives)\b"
FIRST_VERB = r"[ ](?:[a-z]+ly |also |still |then )?(\w+)"
FIRST_PERSON = r"\b(?:we|I)[ ]?$"
FORECASTERS = r"[ ](?:[a-z]+ )?(?:economists|analysts|forecasters|experts|investors|strategists|institutions|banks)\b"
OF_THOSE = (
    r"\b(?:by|of|from|among|polled|surveyed|with|all)"
    r" (?:the |some |about |around |more than |over |nearly |at least )*$"
)
GOAL_END = (
    r"(?-i:;|\.(?!\d)|, (?:and|but|so as|while|which|with|compared|versus|up|down|when|where|according|thus"
    r"|(?:it|he|she|they|[\w ]{1,60}) (?:said|says|added|noted|told|reported|announced))\b|$)"
)
# A goal of these verbs is one of their subject: "[the network] will reach 6,200 km".
OF_SUBJECT = r"[ ]?(?:(?:to|also|further|basically|gradually|steadily|have|not) ){0,3}$subject_goal\b"
NO_SUBJECT = r"^(?:it|they|this|that|we|i|he|she|you|there|which|and|these|those)$|^(?:if|when|once|unless|provided)\b"
DEBRIS_BEHIND = r"(?:\b$tail_word\b|[ ,;:\u2014-]){1,40}$"
DEBRIS_BEFORE = r"^(?:[ ,;:\u2014-]|\b$head_word\b)+"
TO_GOAL = (
    r"[^.;:,]{0,40}?\b(?:fall|return|converge|decline|ease|get|come|drop|rise|slow|move|be|reach|hit|settle|stabili[sz]e"
    r"|meet|averag\w+|falling|returning|converging|reaching|easing|slowing)"
    r"(?: (?:back|down|up|gradually|again|slowly))*(?: (?:to|at|towards?|on|around|near|below|above))?"
    r"(?: (?:the|its|our|their|a))? (?:(?!to\b)[\w'-]+ ){0,3}"
)
TARGET_NOUN = "target.noun"
PLANS = (
    "target.under-plan",
    "target.bill-would",
    "target.through-which",
)  # they end with the "will" that they make a goal
NAMED = ("target.noun", "target.budget-sets")  # the words of these name what is to be
TO_HAVE = (" have", " to have", "to have", "have")
LONGEST_GOAL, SHORTENED_GOAL = 40, 24  # words
LONGEST_SUBJECT = 16  # words
RESULT = Ground("no words make it a goal or a forecast")
GOVERNED = "the words before the number, with no result between them"


@dataclass(frozen=True)
class Cue:
    """Words that make what they govern a goal or a forecast."""

    start: int
    end: int
    label: str
    rule: str
    state: bool = False  # what follows is a verb of state: "will reach"


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, the cue that governs the number if there is one, and what the status rests on."""

    status: Status
    cue: Cue | None
    ground: Ground


@functools.cache
def _expression(template: str) -> regex.Pattern[str]:
    return load("targets").expression(template)


@functools.cache
def _cue_rules() -> Sieve:
    """The rules that find cues."""
    found = load("targets").labelled("target", "forecast", "will")
    return Sieve(rule for rule in found if not rule.values.get("back"))


@functools.cache
def _back_rules() -> tuple[Rule, ...]:
    """The rules for what stands behind a number, those that make it a result first."""
    found = (*load("targets").labelled("result"), *load("targets").labelled("target", "forecast"))
    return tuple(rule for rule in found if rule.values.get("back"))


def find_cues(normal: str, sentence: Sentence) -> list[Cue]:
    """The cues of a sentence that govern what comes behind them, in reading order."""
    cues = []
    for rule in _cue_rules().passing(normal[sentence.start : sentence.end].lower()):
        if rule.regex is None:  # it compiles when it is asked for
            continue
        for match in rule.regex.finditer(normal, sentence.start, sentence.end):
            state = rule.label == "will" and _is_state(normal, match.end())
            cues.append(Cue(match.start(), match.end(), rule.label, rule.id, state))
    return sorted(cues, key=lambda cue: (cue.start, cue.end))


def read_status(
    normal: str, sentence: Sentence, quantity: Quantity, cues: Sequence[Cue], observed: Callable[[int, int], bool]
) -> Standing:
    """Whether a number is a result, a goal or a forecast, and the cue that says so.

    `observed` tells of a place whether its speaker watches and does not decide (an analyst, the IMF), so that a plain
    "will" is a forecast.
    """
    if is_asked(normal, quantity):
        return Standing("reported", None, Ground("how many were asked", quantity.start, quantity.end))
    back = _behind(normal, sentence, quantity)
    if back is not None:
        return back
    cue = governing_cue(normal, sentence, quantity.start, cues)
    if cue is None:
        return Standing("reported", None, _no_cue(quantity.start, cues))
    if cue.label == "will" or cue.rule == "target.is-to":
        watched = observed(quantity.start, quantity.end) and not _own_plan(normal, cue)
        status: Status = "forecast" if watched else "target"
        who = "who watches and does not decide" if status == "forecast" else "who decides"
        return Standing(status, cue, ground_of(cue, f"words for what is to come, said by one {who}"))
    return Standing("target" if cue.label == "target" else "forecast", cue, ground_of(cue, GOVERNED))


def is_asked(normal: str, quantity: Quantity) -> bool:
    """ "a poll of 31 economists": how many were asked for a forecast is none."""
    if quantity.kind != "count" or not _expression(FORECASTERS).match(normal, quantity.end):
        return False
    return _expression(OF_THOSE).search(normal[max(0, quantity.start - 40) : quantity.start]) is not None


def _own_plan(normal: str, cue: Cue) -> bool:
    """ "We will build": what one who watches is going to do himself."""
    return not cue.state and _expression(FIRST_PERSON).search(normal[max(0, cue.start - 12) : cue.start]) is not None


def _no_cue(at: int, cues: Sequence[Cue]) -> Ground:
    """Why none of the cues of a sentence governs a place."""
    before = [cue for cue in cues if cue.end <= at + 1]
    if before:
        return ground_of(
            before[-1], "the words for what is to come end before it: a result or another clause stands between"
        )
    return ground_of(cues[0], "the words for what is to come stand behind it") if cues else RESULT


def ground_of(cue: Cue, why: str) -> Ground:
    """The words of a cue as what a decision rests on."""
    return Ground(why, cue.start, cue.end, cue.rule)


def governing_cue(normal: str, sentence: Sentence, at: int, cues: Sequence[Cue]) -> Cue | None:
    """The last cue before a place in its clause with no result between them."""
    start = _clause_start(normal, sentence, at)
    for cue in reversed([cue for cue in cues if start <= cue.start and cue.end <= at + 1]):
        if _told_aside(normal, sentence, cue, at):
            continue
        if not holds_past(normal, cue.end, at):
            return _strongest(normal, cue, cues)
        return None
    return None


def _told_aside(normal: str, sentence: Sentence, cue: Cue, at: int) -> bool:
    """Whether a cue stands in an aside that ends before a place, and the clause around it tells of what is."""
    closes = _expression(ASIDE_CLOSES).search(normal, cue.end, at)
    return closes is not None and _expression(ASIDE_OPENS).search(normal, sentence.start, cue.start) is not None


def _reaches_goal(normal: str, forecast: Cue, goal: Cue) -> bool:
    """Whether a goal is what is foreseen: "is expected to fall to the [target of] 2% in the second half of 2026"."""
    return forecast.end <= goal.start and _expression(TO_GOAL).fullmatch(normal, forecast.end, goal.start) is not None


def _strongest(normal: str, cue: Cue, cues: Sequence[Cue]) -> Cue:
    """ "is expected to reach": the forecast, not the "to reach" inside it."""
    if cue.label == "forecast":
        return cue
    for other in cues:
        if cue.rule == "target.is-to" and other.rule == "target.noun" and other.start < cue.start <= other.end:
            return other  # "the government's objective is to reach 3 percent", whoever says it
        if cue.rule == TARGET_NOUN and other.label == "forecast" and _reaches_goal(normal, other, cue):
            return other
        if other.rule in PLANS and other.start <= cue.start < other.end:
            return other
        if (
            other.label == "forecast"
            and other.start <= cue.start
            and (
                cue.start - other.end <= 4
                or ((cue.label == "will" or cue.rule == "target.is-to") and cue.start - other.end < 80)
            )
        ):
            return other
    return cue


def _clause_start(normal: str, sentence: Sentence, at: int) -> int:
    begin = max(sentence.start, at - REACH)
    starts = _expression(CLAUSE_START).finditer(normal, begin, at)
    return max((match.end() for match in starts if not _is_closed(normal, match, at)), default=begin)


def _is_closed(normal: str, start: regex.Match[str], at: int) -> bool:
    """Whether an aside ends before a place: "to cut waste, [which amounts to 3 tonnes,] by a third"."""
    return start[0].startswith(", which") and normal.find(",", start.end(), at) >= 0


def holds_past(normal: str, start: int, end: int) -> bool:
    """Whether a past verb stands in normal[start:end]; it ends the reach of a cue: "to meet its goal, it built"."""
    # "will have", "plans to have" are no past.
    begin = start + next((len(have) for have in TO_HAVE if normal.startswith(have, start)), 0)
    return _expression(r"\b$past\b").search(normal, begin, end) is not None


def _is_state(normal: str, end: int) -> bool:
    match = _expression(FIRST_VERB).match(normal, end)
    return match is not None and match[1].lower() in load("targets").words("state_verb")


def _behind(normal: str, sentence: Sentence, quantity: Quantity) -> Standing | None:
    """A cue behind the number: "the 3.8% that economists had expected", "its 5 percent target"."""
    behind = normal[quantity.end : min(sentence.end, quantity.end + 120)]
    for rule in _back_rules():
        if rule.regex is None:
            continue
        match = rule.regex.match(behind)
        if rule.id == "target.back" and quantity.kind == "count" and _expression(COUNTED_GOALS).match(behind):
            continue  # "the eight targets": they are counted
        status: Status = "reported" if rule.label == "result" else "target" if rule.label == "target" else "forecast"
        if match is None and rule.id == "target.earmarked":
            match, status = rule.regex.search(behind[:40]), "target"
        if match is not None:
            place = quantity.end + match.start(), quantity.end + match.end()
            return Standing(status, None, Ground("the words behind the number", *place, rule.id))
    return None


def is_observer(words: str | None) -> bool:
    """Whether a speaker's name, role and organization are those of one who watches: analyst, bank, IMF."""
    rule = load("targets").labelled("observer")[0]
    return words is not None and rule.regex is not None and rule.regex.search(words) is not None


def heading_status(heading: str) -> Status | None:
    """What a heading says about the bullets under it; None where it says nothing."""
    if tells_results(heading):
        return None
    patterns = load("targets")
    labels: tuple[tuple[str, Status], ...] = (("heading", "target"), ("heading-forecast", "forecast"))
    for label, status in labels:
        if any(rule.regex is not None and rule.regex.search(heading) for rule in patterns.labelled(label)):
            return status
    return None


def tells_results(heading: str) -> bool:
    """Whether a heading says that what stands under it was done: "Review of 2025", "Goals achieved"."""
    rule = load("targets").labelled("heading-result")[0]
    return rule.regex is not None and rule.regex.search(heading) is not None


def goal_phrase(normal: str, sentence: Sentence, time: TimeMention, cue: Cue | None) -> str | None:
    """The words of the goal that a year belongs to: what stands between its cue and the year, or behind both."""
    begin = _clause_start(normal, sentence, time.start)
    if cue is not None and cue.end <= time.start:
        if cue.rule in NAMED:
            return _tidy(normal[cue.start : time.start])
        return _told_of(normal, cue, _tidy(normal[cue.end : time.start]), normal[begin : cue.start])
    if cue is not None and cue.rule in NAMED:
        stop = _expression(GOAL_END).search(normal, cue.end, sentence.end)
        return _tidy(normal[cue.start : stop.start() if stop else sentence.end])
    if cue is not None:
        stop = _expression(GOAL_END).search(normal, cue.end, sentence.end)
        goal = normal[cue.end : stop.start() if stop else sentence.end]
        return _told_of(normal, cue, _tidy(goal), normal[max(begin, time.end) : cue.start])
    before = _tidy(normal[begin : time.start])
    if before and len(before.split()) > 1:
        return before
    return _tidy(normal[time.end : sentence.end])


def _told_of(normal: str, cue: Cue, goal: str | None, before: str) -> str | None:
    """The goal with its subject, where the subject is what is to change: "[the share] is to rise to 80 percent"."""
    if cue.rule == "target.call-on":
        return goal
    subject = _tidy(before)
    if subject is None or goal is None or not _expression(OF_SUBJECT).match(normal, cue.end):
        return _with_subject(goal, before)
    named = _expression(NO_SUBJECT).match(subject) is None and len(subject.split()) < LONGEST_SUBJECT
    return f"{subject} {goal}" if named else _with_subject(goal, before)


def _with_subject(phrase: str | None, before: str) -> str | None:
    """A bare verb ("be doubled") says nothing without its subject."""
    if phrase is not None and len(phrase.split()) > 2:
        return phrase
    subject = _tidy(before)
    return " ".join(part for part in (subject, phrase) if part) or None


def _tidy(text: str) -> str | None:
    """Without the preposition and the debris at both ends."""
    text = _expression(DEBRIS_BEHIND).sub("", " ".join(text.split()))
    words = _expression(DEBRIS_BEFORE).sub("", text).split()
    return " ".join(words[-SHORTENED_GOAL:] if len(words) > LONGEST_GOAL else words) or None
