"""What the words before a time make of it: the time of a number, one compared with, a goal, a beginning."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Literal

import regex

from extractors.records import TimeMention
from extractors.time_frames import Candidate, year_words
from extractors.time_words import SUBJECT, WINDOW
from patterns import load

# What the words before a time make of it: "since", "record" (the highest since), "compared", "number" (compared with a
# number of that time), "goal", "before" (a goal, or some time earlier), "after".
Lead = Literal["since", "record", "compared", "number", "goal", "before", "after"]

JOINED = re.compile(r",? (?:and|or|to) (?:in )?(?:the )?|, ")


@functools.cache
def _lead_pattern(name: str) -> regex.Pattern[str]:
    """What may stand before a time, up to it; "level" and "onward" behind it."""
    patterns = load(SUBJECT)
    letter = r"[^\W\d_]"
    place = r"(?: (?:in|at|of|for|during|on|by|from|(?:seen|recorded) in))?"
    state = r"(?:what|where) (?:it|they|he|she|we|things) (?:was|were|had been|stood)"
    thing = rf"(?: (?:about|around|only|just))?(?: (?:those|that|{state}))?" + place
    thing += r"(?: (?:its|their|the|an?))?(?: (?:$compared_thing))?" + place + r"(?: the)? \Z"
    sources = "".join(rf"(?<!\b{re.escape(word)} )" for word in patterns.vocabulary["source_word"])
    templates = {
        "since": (
            r"\bsince(?: (?:early|late|mid|around|about|the|as early as)| (?:[\w'-]+ ){0,9}(?:$inception)"
            r"(?: (?:[\w'-]+ ){0,3}(?:in|on|at|during|of))?(?: (?:early|late|mid|the))?)? ?\Z"
        ),
        "record": rf"(?<!{letter})(?:$superlative)\b[^;:]{{0,50}} since"
        rf"(?: {letter}+| (?:the )?(?:$record_keeping) {letter}+(?: {letter}+)?)? ?\Z",
        "compared": rf"(?<!{letter})(?=$comparator){sources}$comparator{thing}",
        "gap": (
            r"\b(?:above|below|short of|ahead of|beyond)(?: (?:"
            rf"{state}|(?:(?:that|those)|(?:its|their|the|an?)(?: own)?(?: (?:$compared_thing))?)"
            r"(?: (?:of|in|at|from|seen in|recorded in))?))?(?: the)? \Z"
        ),
        "as": r"(?:(?<!such )\bas (?:in|during|for)|\b(?:same|high|low|many|much|large|big) as at)(?: the)? \Z",
        "times": (
            r"(?:\b(?:times|double|twice|triple)|(?<=\d)x)(?: (?:that|those)(?: (?:of|in|at))?| (?:its|their)"
            rf"| the(?: (?:$compared_thing))?(?: (?:of|in|at|from))?| as {letter}+ as(?: (?:in|at|that of))?)? \Z"
        ),
        "that": (
            r"\b(?:(?:that|those) of"
            rf"|(?:exceed|double|triple|quadruple|surpass|top|match){letter}{{0,4}} (?:that|those) (?:in|at))"
            r"(?: the)? \Z"
        ),
        # "up 38 percent from the same holiday in 2022", "(matching 2022)", "on the large base in the same period"
        "same": (
            rf"\b(?:from|than|to|with|of|over|on|against) (?:that of )?(?:the|its|their) same (?:{letter}+ ){{1,3}}"
            r"(?:in|of|during|for)(?: the)? \Z|\b(?:matching|equalling|equaling|topping|beating|surpassing) \Z"
            r"|\bbase (?:in|of|from|for|during)(?: the)? \Z"
            r"|(?:$held_beside),? from (?:the|its|their)"
            r" (?!(?:end|start|beginning|first|second|third|fourth|middle)\b)"
            rf"(?:{letter}+ ){{1,3}}(?:in|of|during) \Z"
        ),
        "estimate": (
            r"\b(?:over|above|below|under|than|from|against|on) (?:the|its|their)"
            rf"(?: {letter}+){{0,3}} (?:$estimate_of)"
            r"(?: (?:for|of|in))(?: the)? \Z"
        ),
        "beside": r"(?:(?<!\w)(?:$held_beside)),? (?:above|over|on|below|under|from|against)(?: the)? \Z",
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
    return load(SUBJECT).expression(templates[name], engine="regex")


@functools.cache
def _lead_words(name: str) -> tuple[str, ...]:
    """Letters of which some must stand before a time for this lead to be looked for."""
    lists = {"compared": "comparator", "number": "far_comparator", "goal": "goal_lead"}
    written = {
        "as": ("as",),
        "times": ("times", "double", "twice", "triple", "x"),
        "gap": ("above", "below", "short of", "ahead of", "beyond"),
        "same": ("same", "matching", "equal", "topping", "beating", "surpassing", "base", "from"),
        "estimate": ("estimate", "budget", "out", "appropriation", "allocation"),
        "beside": ("above", "over", "on", "below", "under", "from", "against"),
        "that": ("that of", "those of", "that in", "that at", "those in", "those at"),
        "over": ("over", "on"),
        "number": ("than",),
        "from": ("from",),
        "before": ("before", "until", "till", "prior to"),
        "after": ("after", "beyond", "following", "pre-", "post-"),
    }
    listed = load(SUBJECT).words(lists[name]) if name in lists else ()
    return (*written.get(name, ()), *listed)


def _leads(name: str, words: str, letters: str) -> regex.Match[str] | None:
    """The lead of this name in the words before a time; `letters` are the same in lower case."""
    if not any(word in letters for word in _lead_words(name)):
        return None
    return (_number_lead(name) if name in ("number", "from") else _lead_pattern(name)).search(words)


_PERFECT = re.compile(r",? (?:(?:[\w'$€£%-]|[.,]\d)+ ){0,6}had (?!to\b)")


def is_over(normal: str, place: int) -> bool:
    """Whether the words behind a time tell what had become by then: "by the end of August, 3 million had come"."""
    return _PERFECT.match(normal, place) is not None


def lead_of(normal: str, start: int, end: int, candidate: Candidate, before: Sequence[TimeMention]) -> Lead | None:
    """What the words around a time make of it, no further back than the mention before."""
    left = before[-1].end if before else start
    words = normal[max(left, candidate.start - WINDOW) : candidate.start]
    letters = words.lower()
    if "since" in letters and _lead_pattern("since").search(words):
        sentence = normal[max(start, candidate.start - WINDOW) : candidate.start]
        return "record" if _lead_pattern("record").search(sentence) else "since"
    if normal.startswith(" on", candidate.end) and _lead_pattern("onward").match(normal, candidate.end, end):
        return "since"
    if _is_level(normal, end, candidate):
        return "compared"
    if _leads("goal", words, letters):  # asked before comparisons, for "no later than"
        if is_yearless(candidate) and _PERFECT.match(normal, candidate.end, end):
            return None  # "by December it had retreated": the last December
        return "before" if _leads("before", words, letters) else "goal"
    if _compared(words, letters, candidate) and not _is_mean_of(normal, start, candidate):
        return "compared"
    if _beside_number(words, letters) or _set_beside(normal, start, words, before):
        return "number"
    return "after" if _leads("after", words, letters) else _shared_lead(normal, candidate, before)


def _shared_lead(normal: str, candidate: Candidate, before: Sequence[TimeMention]) -> Lead | None:
    """The second of "by 2025 and 2030", "compared with 2019 and 2020" stands behind the same words as the first."""
    if not before or not JOINED.fullmatch(normal[before[-1].end : candidate.start]):
        return None
    return {"goal": "goal", "base": "compared"}.get(before[-1].role)  # type: ignore[return-value]


def _is_mean_of(normal: str, start: int, candidate: Candidate) -> bool:
    """Whether a number is the mean of a run of months: "the average gain of 71,000 over the prior 12 months"."""
    if candidate.rule.values["reads"] != "run_before":
        return False
    return _AVERAGED.search(normal, max(start, candidate.start - WINDOW), candidate.start) is not None


def _compared(words: str, letters: str, candidate: Candidate) -> bool:
    reads = candidate.rule.values["reads"]
    starts = reads in ("months", "quarters", "years", "days") or candidate.match.text.lower().startswith("this ")
    if starts and letters.rstrip().endswith("from"):
        return False  # "from January to June", "from this year"
    if any(_leads(name, words, letters) for name in ("compared", "as", "times", "that", "same", "estimate")):
        return True
    if reads in ("fiscal", "fiscal_word", "month") and year_words(candidate.match) and _leads("beside", words, letters):
        return True
    if candidate.rule.label == "relative" and _leads("gap", words, letters):
        return True
    if candidate.rule.values["reads"] in ("month", "quarter") and _CHANGE_ON.search(words):
        return True
    season = candidate.rule.values["reads"] == "season" and (candidate.match.get("which") or "").lower() == "last"
    plain = candidate.rule.label == "relative" or candidate.rule.values["reads"] in ("year", "same_period") or season
    whole = candidate.match.text.endswith("whole")  # "averaged 3.7 percent over 2025 as a whole"
    over = _leads("over", words, letters) if plain and not whole else None
    return over is not None and (over[0].lower().startswith("over") or candidate.rule.label == "relative" or season)


def _is_level(normal: str, end: int, candidate: Candidate) -> bool:
    levels = ("year", "month", "quarter", "half")
    if candidate.rule.values["reads"] not in levels or normal[candidate.end : candidate.end + 1] not in ("'", " ", "-"):
        return False
    return _lead_pattern("level").match(normal, candidate.end, end) is not None


_AVERAGED = re.compile(
    r"\b(?:averag(?:e[ds]?|ing)|per month|a month|monthly)\b(?:[^.;:]|\.\d){0,60} over (?:the )?\Z", re.IGNORECASE
)
_CHANGE_ON = re.compile(r"(?:%|\b(?:percent|per cent|pct|points?)),? (?:(?:higher|lower|up|down) )?on(?: the)? \Z")
_COMPARING = re.compile(r"\b(?:compar|contrast)ing (?:the )?(?:[\w'-]+ ){0,6}\Z", re.IGNORECASE)
_WITH = re.compile(r" (?:with|to|and|against)(?: (?:that|those|the figures?) (?:of|in|for))?(?: the)? \Z")


def _set_beside(normal: str, start: int, words: str, before: Sequence[TimeMention]) -> bool:
    """Is it the second time of "comparing May to July with April to June"?"""
    if not before or _WITH.fullmatch(words) is None:
        return False
    return _COMPARING.search(normal[max(start, before[-1].start - WINDOW) : before[-1].start]) is not None


_APART = re.compile(r", | to | and (?!\d)")


def _beside_number(words: str, letters: str) -> bool:
    """Does the time belong to a number that another is compared with: "up from 3.2 percent in 2019"?"""
    for name in ("number", "from"):
        found = _leads(name, words, letters)
        if found is not None and not _APART.search(found[0].lstrip(" ,")):
            return True
    return False


def is_yearless(candidate: Candidate) -> bool:
    implied = ("month", "months", "months_pair", "quarter", "half", "first_months", "first_quarters", "day")
    return candidate.rule.values["reads"] in implied and not (
        year_words(candidate.match) or candidate.match.get("which")
    )
