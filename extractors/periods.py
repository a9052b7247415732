"""Words for time: what they are, what they resolve to, and what part they play.

The words are rules of patterns/en/periods.toml. A rule names a reading (`reads`, in extractors/time_readings.py) that
resolves it. The words before a mention say what part it plays: the time of a number, one compared with, a goal.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal, cast

import regex

from extractors.edtf import basis_between, extent_of, last_day, last_year, open_ended, read_date, shifted, single_year
from extractors.records import Basis, Lost, TimeMention
from extractors.time_readings import (
    Candidate,
    Frame,
    TimeContext,
    Words,
    is_month,
    month_of,
    own_period,
    read,
    read_count,
    stated_year,
    words_of,
    year_words,
)
from patterns import Rule, load

__all__ = ["TimeContext", "basis_between", "find_times", "next_context"]

_SUBJECT = "periods"
_BASES: dict[str, Basis] = {"year": "year-on-year", "month": "month-on-month", "quarter": "quarter-on-quarter"}
# How far a month without a year may lie back before "by the end of" it is taken to look ahead.
_NEAR_MONTHS = 6
# How far readings look around: characters of text, mentions.
_WINDOW = 100
_NEIGHBOURS = 12


# What the words before a time make of it: "since", "record" (the highest since), "compared", "number" (compared with a
# number of that time), "goal", "before" (a goal, or some time earlier), "after".
_Lead = Literal["since", "record", "compared", "number", "goal", "before", "after"]


def find_times(
    normal: str, start: int, end: int, said_on: str | None, context: TimeContext | None = None, future: bool = False
) -> list[TimeMention]:
    """All words for time in the sentence normal[start:end], in reading order, without overlaps (the longest wins).

    Args:
        normal: the text that rules run on (Document.normal).
        start, end: the sentence.
        said_on: the day of the briefing as EDTF; `2024-07-15`, `2024-07`, `2024`, `XXXX-03-01` or None.
        context: what the sentences before named, for "the same period" and "that year".
        future: months and quarters without a year are the next ones instead of the last ones.

    Returns:
        Mentions whose place leaves out a leading preposition: "by [the end of 2025]".
    """
    chosen = _chosen(normal, start, end)
    if not chosen:
        return []
    plain = _frame(said_on, context or TimeContext(), future)
    found: list[TimeMention] = []
    for position, candidate in enumerate(chosen):
        following = chosen[position + 1] if position + 1 < len(chosen) else None
        frame = plain.among(found[-_NEIGHBOURS:])
        lent = _lent_year(normal, candidate, following, frame)
        if lent is not None:
            frame = frame.among(frame.before, lent)
        if candidate.rule.label == "relative" or candidate.rule.values.get("reads") == "same_period":
            ahead = _period_ahead(normal, candidate, chosen[position + 1 : position + _NEIGHBOURS], frame)
            frame = frame if ahead is None else frame.among(frame.before, lent, ahead)
        mention = _mention(normal, start, end, candidate, frame)
        if mention is not None:
            found.append(mention)
    return _with_bases(found, plain.context.period)


def lost_times(normal: str, start: int, end: int) -> list[Lost]:
    """Words of a sentence that look like a time and are none, with the reason; not needed to read, only to explain."""
    doubtful: list[Candidate] = []
    found = _candidates(normal, start, end, _kinds(normal, start, end), doubtful)
    kept = _keep_longest(found)
    lost = [_lost(one, "it looks like a time, but not in this place") for one in doubtful]
    for one in found:
        over = next((other for other in kept if other.start < one.end and one.start < other.end), None)
        if one.rule.label == "none":
            lost.append(_lost(one, f"no time: {one.rule.source}"))
        elif one not in kept:
            lost.append(_lost(one, f"inside longer words: {over.rule.id}" if over else "inside words taken away"))
    return lost


def _lost(candidate: Candidate, why: str) -> Lost:
    return Lost(candidate.start, candidate.end, why, candidate.rule.id)


def next_context(context: TimeContext, mentions: Iterable[TimeMention]) -> TimeContext:
    """The context of the sentence after one that held these mentions."""
    year, period = context.year, context.period
    for mention in mentions:
        if mention.role != "period" or mention.edtf is None or extent_of(mention.edtf) is None:
            continue
        period = mention.edtf
        year = mention.year if mention.year is not None else year
    return TimeContext(year, period)


# finding

NOTHING = Words("", {})  # of words that are only taken away


@functools.lru_cache(maxsize=4)  # the same sentence is often asked for again, with another context
def _chosen(normal: str, start: int, end: int) -> tuple[Candidate, ...]:
    kinds = _kinds(normal, start, end)
    return tuple(_with_one_year(_keep_longest(_candidates(normal, start, end, kinds)))) if kinds else ()


@functools.lru_cache(maxsize=1)
def _trigger() -> re.Pattern[str]:
    # The standard library's engine runs over every sentence twice as fast as the other.
    groups = "|".join(f"(?P<{kind}>{words})" for kind, words in load(_SUBJECT).tables["triggers"].items())
    return re.compile(rf"(?<![^\W\d_])(?:{groups})(?![^\W\d_])", re.IGNORECASE)


@functools.lru_cache(maxsize=1)
def _closer() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    named = ((*name.split(":"), words) for name, words in load(_SUBJECT).tables["closer"].items())
    return tuple((where, kind, re.compile(words, re.IGNORECASE)) for where, kind, words in named)


@functools.lru_cache(maxsize=512)
def _rules_for(kinds: frozenset[str]) -> tuple[tuple[Rule, tuple[str, ...]], ...]:
    """The rules to try on a sentence that holds these kinds, each with the letters of which it needs some."""
    return tuple(
        (rule, tuple(rule.values.get("needs", ())))
        for rule in load(_SUBJECT).rules
        if not kinds.isdisjoint(rule.values.get("kinds", ())) and kinds.issuperset(rule.values.get("also", ()))
    )


def _kinds(normal: str, start: int, end: int) -> frozenset[str]:
    kinds = {match.lastgroup for match in _trigger().finditer(normal, start, end) if match.lastgroup}
    kinds |= {kind for where, kind, words in _closer() if where in kinds and words.search(normal, start, end)}
    return frozenset(kinds)


def _candidates(
    normal: str, start: int, end: int, kinds: frozenset[str], doubtful: list[Candidate] | None = None
) -> list[Candidate]:
    """The matches of the rules; those that are not plausible are added to `doubtful` where that is given."""
    found = []
    letters = normal[start:end].lower()
    for rule, needs in _rules_for(kinds):
        if (needs and not any(need in letters for need in needs)) or rule.regex is None:
            continue
        for match in rule.regex.finditer(normal, start, end):
            if rule.label == "none":
                found.append(Candidate(rule, NOTHING, *match.span()))
                continue
            candidate = Candidate(rule, words_of(match), *match.span())
            if _plausible(normal, start, end, candidate):
                found.append(_with_edge(normal, start, candidate))
            elif doubtful is not None:
                doubtful.append(candidate)
    return found


def _keep_longest(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Where two overlap the longer stays, the earlier rule among equals; words taken away are left out at the end."""
    kept: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(candidates, key=lambda one: (one.start - one.end, one.rule.label != "none")):
        # What is kept is at least as long, so an overlap covers an end of this one.
        if candidate.start not in taken and candidate.end - 1 not in taken:
            kept.append(candidate)
            taken.update(range(candidate.start, candidate.end))
    return sorted((one for one in kept if one.rule.label != "none"), key=lambda one: one.start)


def _with_one_year(chosen: list[Candidate]) -> list[Candidate]:
    """ "Full-year" says nothing where the sentence gives a year in figures: "full-year output in 2024"."""
    full = [one for one in chosen if one.rule.id == "time.full_year"] if len(chosen) > 1 else []
    if not full or not any((year_words(one.match) or "").isdigit() for one in chosen):
        return chosen
    return [one for one in chosen if one not in full]


def _plausible(normal: str, start: int, end: int, candidate: Candidate) -> bool:
    """Is the word what it looks like: months are written with a capital, bare years need a place where years stand."""
    words = candidate.match
    for name in ("m", "m1", "m2"):
        month = words.get(name)
        if month and not month[0].isupper():
            return False
    reads = candidate.rule.values.get("reads")
    if reads == "plan":  # the plan's name alone is a document
        before = normal[max(start, candidate.start - _WINDOW) : candidate.start].lower()
        return any(words[name] for name in ("n", "y1", "period")) or _DURING.search(before) is not None
    if reads == "months_pair":
        return _is_run(normal, start, end, candidate)
    return reads != "year" or _is_year(normal, start, end, candidate)


# Two numbers that are told off against two months: "22 and 111 in May and June".
_TWO_BEFORE = re.compile(r"\d%?(?: \w+)? and \d[\d.,]*%?(?: [\w-]+){0,3} (?:in )?\Z")
_TWO_BEHIND = re.compile(r"\d%?(?: \w+)? and \d|\brespectively\b")
_MONTH_BEFORE = re.compile(r"([A-Z][a-z]{2,8})\.?,? (?:and )?\Z")
_MONTH_BEHIND = re.compile(r",? (?:and )?([A-Z][a-z]{2,8})\b")


def _is_run(normal: str, start: int, end: int, candidate: Candidate) -> bool:
    """Are two months joined by "and" one run: neighbours, no part of a longer list, with no number for each?"""
    first, last = month_of(candidate.match["m1"]), month_of(candidate.match["m2"])
    before = normal[max(start, candidate.start - _WINDOW) : candidate.start]
    behind = normal[candidate.end : min(end, candidate.end + _WINDOW)]
    listed = (_MONTH_BEFORE.search(before), _MONTH_BEHIND.match(behind))
    if last != first % 12 + 1 or any(found is not None and is_month(found[1]) for found in listed):
        return False
    if before.lower().endswith(("both ", "both in ")):
        return False
    return _TWO_BEFORE.search(before) is None and _TWO_BEHIND.search(behind) is None


_DURING = re.compile(r"\b(?:during|throughout|over|end of|start of|beginning of) \Z")


@functools.lru_cache(maxsize=1)
def _count_before() -> regex.Pattern[str]:
    said_roughly = "".join(rf"(?<!\b{word} )" for word in ("by", "in", "since", "from", "until", "before"))
    return load(_SUBJECT).expression(
        rf"(?:(?<![^\W\d_])(?:$count_before)|{said_roughly}\b(?:about|around|roughly)) ?\Z"
    )


@functools.lru_cache(maxsize=1)
def _counted_behind() -> regex.Pattern[str]:
    return load(_SUBJECT).expression(r" (?:[^\W\d_]+ )?(?:$counted_behind)\b")


_LAST_WORD = re.compile(r"(?<![^\W_])([^\W\d_](?:[^\W\d_]|['-]){0,40})\.? ?\Z")


def _is_year(normal: str, start: int, end: int, candidate: Candidate) -> bool:
    if not candidate.match.text[0].isdigit():
        return True
    left = normal[max(start, candidate.start - _WINDOW) : candidate.start]
    if _count_before().search(left):
        return False
    word = _LAST_WORD.search(left)
    patterns = load(_SUBJECT)
    if word is not None and word[1][0].isupper() and word[1].lower() not in patterns.words("before_year"):
        return False  # "Vision 2035", "Expo 2020": a name
    if word is not None and word[1].lower() in patterns.words("sure_before_year"):
        return True
    return _counted_behind().match(normal, candidate.end, end) is None


_EDGE = re.compile(
    r"\b(?:(?:the )?(?:very )?(?P<edge>end|close|beginning|start|middle) of |(?P<point>end|mid|early|late)[- ])\Z",
    re.IGNORECASE,
)
_EDGE_ENDS = ("of ", "end ", "end-", "mid ", "mid-", "early ", "early-", "late ", "late-")
_EDGES = {"end": "end", "close": "end", "beginning": "start", "start": "start", "middle": "part"}


def _with_edge(normal: str, start: int, candidate: Candidate) -> Candidate:
    """Take "the end of" into the mention that it stands before."""
    if candidate.rule.label not in ("period", "relative"):
        return candidate
    before = normal[max(start, candidate.start - 30) : candidate.start]
    left = _EDGE.search(before) if before.lower().endswith(_EDGE_ENDS) else None
    if left is None:
        return candidate
    edge = (left["edge"] or left["point"]).lower()
    return replace(candidate, start=candidate.start - len(left[0]), edge=_EDGES.get(edge, "part"))


# the part it plays


def _mention(normal: str, start: int, end: int, candidate: Candidate, frame: Frame) -> TimeMention | None:
    rule = candidate.rule
    basis = _own_basis(candidate)
    if rule.label == "basis":
        return TimeMention(candidate.start, candidate.end, None, "basis", rule.id, basis)
    if rule.values["reads"] == "quarter_short" and not any("quarter" in mention.rule for mention in frame.before):
        return None
    edtf = read(candidate, frame)
    own = own_period(frame) if rule.values["reads"] == "same_period" else None
    if own is not None and edtf == shifted(own, -12):
        basis = "year-on-year"
    if rule.values["reads"] == "year_so_far":  # its "since" is part of the words
        return TimeMention(candidate.start, candidate.end, edtf, "period", rule.id)
    if rule.label == "present":
        return TimeMention(candidate.start, candidate.end, edtf, "present", rule.id, None, single_year(edtf))
    if rule.label == "goal":
        return TimeMention(candidate.start, candidate.end, edtf, "goal", rule.id, None, last_year(edtf))
    return _placed(candidate, edtf, basis, _lead(normal, start, end, candidate, frame.before), frame)


def _placed(
    candidate: Candidate, edtf: str | None, basis: Basis | None, lead: _Lead | None, frame: Frame
) -> TimeMention:
    """The mention of a period, given the words before it."""
    place = (candidate.start, candidate.end)
    rule = candidate.rule.id
    if lead in ("since", "record"):
        return TimeMention(*place, open_ended(edtf), "base" if lead == "record" else "period", rule)
    if lead in ("compared", "number") and _is_yearless(candidate):
        edtf = _before_own(candidate, edtf, frame)
    if lead == "compared" and basis is not None:
        return TimeMention(*place, edtf, "basis", rule, basis, single_year(edtf))
    if lead in ("compared", "number"):
        return TimeMention(*place, edtf, "base", rule, basis, single_year(edtf))
    if lead == "after":
        return TimeMention(*place, None, "period", rule)
    if lead in ("goal", "before"):
        return _goal(candidate, edtf, frame, lead)
    return TimeMention(*place, edtf, "period", rule, None, single_year(edtf))


def _goal(candidate: Candidate, edtf: str | None, frame: Frame, lead: _Lead) -> TimeMention:
    """A time behind "by" or "until": a goal where it is still to come, else the point that a number is about."""
    if _needs_year(candidate, frame):
        edtf = _nearest(edtf, read(candidate, replace(frame, future=True)), frame)
    place, rule = (candidate.start, candidate.end), candidate.rule.id
    if _to_come(candidate, edtf, frame):
        return TimeMention(*place, edtf, "goal", rule, None, last_year(edtf))
    if lead == "before":  # "before 2012" was some time earlier
        return TimeMention(*place, None, "period", rule)
    return TimeMention(*place, edtf, "period", rule, None, single_year(edtf))


def _nearest(past: str | None, ahead: str | None, frame: Frame) -> str | None:
    """A month without a year behind "by": the last one, unless the next one is much nearer."""
    extent = extent_of(past) if past else None
    if extent is None or frame.index is None:
        return past
    return ahead if frame.index - extent[1] >= _NEAR_MONTHS else past


def _to_come(candidate: Candidate, edtf: str | None, frame: Frame) -> bool:
    if edtf is None or frame.year is None:
        words = (candidate.match.get("rel") or candidate.match.text).lower()
        if edtf is None:
            return any(word in words for word in ("this year", "next year", "the year", "year-end", "decade"))
        return re.fullmatch(r"\d{4}", edtf) is not None or candidate.edge == "end"
    last = edtf.rpartition("/")[2]
    if frame.day is not None:
        return last_day(last) > frame.day
    extent = extent_of(edtf)
    now = frame.index if frame.index is not None else frame.year * 12
    return extent is not None and extent[1] >= now


def _own_basis(candidate: Candidate) -> Basis | None:
    """What the words mean in a comparison: a year earlier is year-on-year, five years earlier is nothing."""
    if "basis" in candidate.rule.values:
        return cast(Basis, candidate.rule.values["basis"]) if candidate.edge is None else None
    if candidate.rule.label == "relative" and candidate.edge is None and read_count(candidate.match.get("n")) == 1:
        return _BASES.get(str(candidate.match.get("u")).lower())
    return None


@functools.cache
def _lead_pattern(name: str) -> regex.Pattern[str]:
    """What may stand before a time, up to it; "level" and "onward" behind it."""
    patterns = load(_SUBJECT)
    letter = r"[^\W\d_]"
    place = r"(?: (?:in|at|of|for|during|on|by|from|(?:seen|recorded) in))?"
    thing = r"(?: (?:about|around|only|just))?(?: (?:those|that|what it (?:was|had been)))?" + place
    thing += r"(?: (?:its|their|the|an?))?(?: (?:$compared_thing))?" + place + r"(?: the)? \Z"
    sources = "".join(rf"(?<!\b{re.escape(word)} )" for word in patterns.vocabulary["source_word"])
    templates = {
        "since": r"\bsince(?: (?:early|late|mid|around|about|the|as early as))? ?\Z",
        "record": rf"(?<!{letter})(?:$superlative)\b[^;:]{{0,50}} since(?: {letter}+)? ?\Z",
        "compared": rf"(?<!{letter})(?=$comparator){sources}$comparator{thing}",
        "as": r"(?<!such )\bas (?:in|at|during|for)(?: the)? \Z",
        "times": (
            r"(?:\b(?:times|double|twice|triple)|(?<=\d)x)(?: (?:that|those)(?: (?:of|in|at))?| (?:its|their)"
            rf"| the(?: (?:$compared_thing))?(?: (?:of|in|at|from))?| as {letter}+ as(?: (?:in|at|that of))?)? \Z"
        ),
        "that": (
            r"\b(?:(?:that|those) of"
            rf"|(?:exceed|double|triple|quadruple|surpass|top|match){letter}{{0,4}} (?:that|those) (?:in|at))"
            r"(?: the)? \Z"
        ),
        "over": r"\b(?:over|on)(?: (?:that|those) (?:of|in))?(?: the)? \Z",
        "goal": r"\b(?:$goal_lead)(?: (?:about|around|roughly|approximately|the))? ?\Z",
        "before": r"\b(?:before|until|till|prior to) ?(?:the )?\Z",
        "after": r"\b(?:after|beyond|following|pre-|post-)(?: the)? ?\Z",
        "level": r"(?:'s)?[ -](?:$level_behind)\b",
        "onward": r" onwards?\b",
    }
    return patterns.expression(templates[name])


@functools.cache
def _number_lead(name: str) -> regex.Pattern[str]:
    """A number with its own comparison before a time, read backwards from it: the nearest one counts."""
    number = r"(?:[\p{L}'-]+ ){0,3}[-+$€£¥~\p{Lu}]{0,4}(?:\d|(?:one|two|half|three|a (?:third|fifth|quarter))\b)"
    number += r"[^;:()]{0,50}\Z"
    templates = {
        "number": r"(?r)(?<!\p{L})(?:$far_comparator|than (?:the|an?)) " + number,
        "from": r"(?r)(?:\A[ ,)]*|(?:[\d%,]|\b(?:$change)) )from " + number,
    }
    return load(_SUBJECT).expression(templates[name], engine="regex")


@functools.cache
def _lead_words(name: str) -> tuple[str, ...]:
    """Letters of which some must stand before a time for this lead to be looked for."""
    lists = {"compared": "comparator", "number": "far_comparator", "goal": "goal_lead"}
    written = {
        "as": ("as",),
        "times": ("times", "double", "twice", "triple", "x"),
        "that": ("that of", "those of", "that in", "that at", "those in", "those at"),
        "over": ("over", "on"),
        "number": ("than",),
        "from": ("from",),
        "before": ("before", "until", "till", "prior to"),
        "after": ("after", "beyond", "following", "pre-", "post-"),
    }
    listed = load(_SUBJECT).words(lists[name]) if name in lists else ()
    return (*written.get(name, ()), *listed)


def _leads(name: str, words: str, letters: str) -> regex.Match[str] | None:
    """The lead of this name in the words before a time; `letters` are the same in lower case."""
    if not any(word in letters for word in _lead_words(name)):
        return None
    return (_number_lead(name) if name in ("number", "from") else _lead_pattern(name)).search(words)


_PERFECT = re.compile(r",? (?:[\w'-]+ ){0,5}had (?!to\b)")


def _lead(normal: str, start: int, end: int, candidate: Candidate, before: Sequence[TimeMention]) -> _Lead | None:
    """What the words around a time make of it, no further back than the mention before."""
    left = before[-1].end if before else start
    words = normal[max(left, candidate.start - _WINDOW) : candidate.start]
    letters = words.lower()
    if "since" in letters and _lead_pattern("since").search(words):
        sentence = normal[max(start, candidate.start - _WINDOW) : candidate.start]
        return "record" if _lead_pattern("record").search(sentence) else "since"
    if normal.startswith(" on", candidate.end) and _lead_pattern("onward").match(normal, candidate.end, end):
        return "since"
    if _is_level(normal, end, candidate):
        return "compared"
    if _leads("goal", words, letters):  # asked before comparisons, for "no later than"
        if _is_yearless(candidate) and _PERFECT.match(normal, candidate.end, end):
            return None  # "by December it had retreated": the last December
        return "before" if _leads("before", words, letters) else "goal"
    if _compared(words, letters, candidate):
        return "compared"
    if _beside_number(words, letters):
        return "number"
    return "after" if _leads("after", words, letters) else _shared_lead(normal, candidate, before)


def _shared_lead(normal: str, candidate: Candidate, before: Sequence[TimeMention]) -> _Lead | None:
    """The second of "by 2025 and 2030", "compared with 2019 and 2020" stands behind the same words as the first."""
    if not before or not _JOINED.fullmatch(normal[before[-1].end : candidate.start]):
        return None
    return {"goal": "goal", "base": "compared"}.get(before[-1].role)  # type: ignore[return-value]


def _compared(words: str, letters: str, candidate: Candidate) -> bool:
    reads = candidate.rule.values["reads"]
    starts = reads in ("months", "quarters", "years", "days") or candidate.match.text.lower().startswith("this ")
    if starts and letters.rstrip().endswith("from"):
        return False  # "from January to June", "from this year"
    if any(_leads(name, words, letters) for name in ("compared", "as", "times", "that")):
        return True
    plain = candidate.rule.label == "relative" or candidate.rule.values["reads"] in ("year", "same_period")
    whole = candidate.match.text.endswith("whole")  # "averaged 3.7 percent over 2025 as a whole"
    over = _leads("over", words, letters) if plain and not whole else None
    return over is not None and (over[0].lower().startswith("over") or candidate.rule.label == "relative")


def _is_level(normal: str, end: int, candidate: Candidate) -> bool:
    if candidate.rule.values["reads"] != "year" or normal[candidate.end : candidate.end + 1] not in ("'", " ", "-"):
        return False
    return _lead_pattern("level").match(normal, candidate.end, end) is not None


_APART = re.compile(r", | to | and (?!\d)")


def _beside_number(words: str, letters: str) -> bool:
    """Does the time belong to a number that another is compared with: "up from 3.2 percent in 2019"?"""
    for name in ("number", "from"):
        found = _leads(name, words, letters)
        if found is not None and not _APART.search(found[0].lstrip(" ,")):
            return True
    return False


def _with_bases(mentions: Sequence[TimeMention], carried: str | None) -> list[TimeMention]:
    """Name the comparison where the sentence's own period and the base make one."""
    result = []
    for position, mention in enumerate(mentions):
        if mention.role == "base" and mention.basis is None and mention.edtf is not None:
            own = _own_period(mentions, position) or carried
            mention = replace(mention, basis=basis_between(own, mention.edtf))
        result.append(mention)
    return result


def _own_period(mentions: Sequence[TimeMention], position: int) -> str | None:
    before = mentions[max(0, position - _NEIGHBOURS) : position]
    around = [*reversed(before), *mentions[position + 1 : position + _NEIGHBOURS]]
    return next((mention.edtf for mention in around if mention.role == "period" and mention.edtf), None)


# years that a neighbour settles


def _frame(said_on: str | None, context: TimeContext, future: bool) -> Frame:
    return Frame(*read_date(said_on or ""), context, future)


_ELSEWHERE = re.compile(r"\b(?:than|but|while|whereas)\b|[;:]")


def _period_ahead(normal: str, own: Candidate, candidates: Sequence[Candidate], frame: Frame) -> str | None:
    """The next period of the clause: "compared with a year earlier, exports in June rose"."""
    for candidate in candidates:
        if _ELSEWHERE.search(normal, own.end, candidate.start):
            return None
        if candidate.rule.label == "period" and candidate.rule.values["reads"] != "same_period":
            edtf = read(candidate, frame)
            if edtf is not None and extent_of(edtf):
                return edtf
    return None


_JOINED = re.compile(r",? (?:and|or|to) (?:in )?(?:the )?|, ")


def _lent_year(normal: str, candidate: Candidate, following: Candidate | None, frame: Frame) -> int | None:
    """The year of a neighbour: of "June 2023" for "May and June 2023", of "the first half of 2023" for "the second"."""
    reads = candidate.rule.values.get("reads")
    if year_words(candidate.match) or candidate.match.get("which"):
        return None
    if following is not None and following.rule.values.get("reads") == reads and year_words(following.match):
        between = normal[candidate.end : following.start]
        if _JOINED.fullmatch(between):
            return stated_year(following.match, frame)
    if reads in ("quarter", "quarter_short", "half", "first_months", "first_quarters"):
        named = [mention for mention in frame.before if mention.role == "period" and mention.year is not None]
        return named[-1].year if named else None
    return None


def _needs_year(candidate: Candidate, frame: Frame) -> bool:
    """Is it a month, quarter or half without a year?"""
    return frame.lent is None and _is_yearless(candidate)


def _is_yearless(candidate: Candidate) -> bool:
    implied = ("month", "months", "months_pair", "quarter", "half", "first_months", "first_quarters", "day")
    return candidate.rule.values["reads"] in implied and year_words(candidate.match) is None


def _before_own(candidate: Candidate, edtf: str | None, frame: Frame) -> str | None:
    """A month or quarter compared with is the last one up to the sentence's own: the first quarter from the fourth."""
    own = own_period(frame)
    extent = extent_of(own) if own else None
    if extent is None or extent[1] - extent[0] > 5:
        return edtf
    year, month = divmod(extent[1], 12)
    return read(candidate, replace(frame, year=year, month=month + 1, day=None, future=False, lent=None))
