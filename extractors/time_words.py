"""Which words of a sentence may be times: the rules of patterns/en/periods.toml, matched where their letters stand.

A match is plausible or not by what stands around it; of matches that overlap the longest stays.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

import regex

from extractors.time_frames import Candidate, Words, is_month, month_of, words_of, year_words
from patterns import Sieve, load

SUBJECT = "periods"
WINDOW = 100  # how far readings look around, in characters of text

NOTHING = Words("", {})  # of words that are only taken away


@functools.lru_cache(maxsize=4)  # the same sentence is often asked for again, with another context
def chosen_words(normal: str, start: int, end: int) -> tuple[Candidate, ...]:
    kinds = kinds_of(normal, start, end)
    return tuple(_with_one_year(keep_longest(candidates(normal, start, end, kinds)))) if kinds else ()


@functools.lru_cache(maxsize=1)
def _trigger() -> re.Pattern[str]:
    # The standard library's engine runs over every sentence twice as fast as the other.
    groups = "|".join(f"(?P<{kind}>{words})" for kind, words in load(SUBJECT).tables["triggers"].items())
    return re.compile(rf"(?<![^\W\d_])(?:{groups})(?![^\W\d_])", re.IGNORECASE)


@functools.lru_cache(maxsize=1)
def _closer() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    named = ((*name.split(":"), words) for name, words in load(SUBJECT).tables["closer"].items())
    return tuple((where, kind, re.compile(words, re.IGNORECASE)) for where, kind, words in named)


@functools.lru_cache(maxsize=512)
def _rules_for(kinds: frozenset[str]) -> Sieve:
    """The rules to try on a sentence that holds these kinds."""
    return Sieve(
        rule
        for rule in load(SUBJECT).rules
        if not kinds.isdisjoint(rule.values.get("kinds", ())) and kinds.issuperset(rule.values.get("also", ()))
    )


def kinds_of(normal: str, start: int, end: int) -> frozenset[str]:
    kinds = {match.lastgroup for match in _trigger().finditer(normal, start, end) if match.lastgroup}
    kinds |= {kind for where, kind, words in _closer() if where in kinds and words.search(normal, start, end)}
    return frozenset(kinds)


def candidates(
    normal: str, start: int, end: int, kinds: frozenset[str], doubtful: list[Candidate] | None = None
) -> list[Candidate]:
    """The matches of the rules; those that are not plausible are added to `doubtful` where that is given."""
    found = []
    for rule in _rules_for(kinds).passing(normal[start:end].lower()):
        if rule.regex is None:
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


def keep_longest(candidates: Sequence[Candidate]) -> list[Candidate]:
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
        before = normal[max(start, candidate.start - WINDOW) : candidate.start].lower()
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
    before = normal[max(start, candidate.start - WINDOW) : candidate.start]
    behind = normal[candidate.end : min(end, candidate.end + WINDOW)]
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
    return load(SUBJECT).expression(rf"(?:(?<![^\W\d_])(?:$count_before)|{said_roughly}\b(?:about|around|roughly)) ?\Z")


@functools.lru_cache(maxsize=1)
def _counted_behind() -> regex.Pattern[str]:
    return load(SUBJECT).expression(r" (?:[^\W\d_]+ )?(?:$counted_behind)\b")


# "Around 2035, when it is to peak" is a year; "around 2035 sites" are counted.
_ROUGHLY = re.compile(r"\b(?:about|around|roughly) \Z", re.IGNORECASE)
_NO_NOUN = re.compile(
    r"[.,;:)]|\Z| (?:when|and|as|the|in|at|but|with|if|while|after|before|to|from|on|or|which|that)\b"
)
_LAST_WORD = re.compile(r"(?<![^\W_])([^\W\d_](?:[^\W\d_]|['-]){0,40})\.? ?\Z")


def _is_year(normal: str, start: int, end: int, candidate: Candidate) -> bool:
    if not candidate.match.text[0].isdigit():
        return True
    left = normal[max(start, candidate.start - WINDOW) : candidate.start]
    if _count_before().search(left) and not (_ROUGHLY.search(left) and _NO_NOUN.match(normal, candidate.end)):
        return False
    word = _LAST_WORD.search(left)
    patterns = load(SUBJECT)
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
    if left["point"] and left[0].endswith(" ") and not re.match(r"[A-Z\d]", candidate.match.text):
        return candidate  # "come to an end this year"
    return replace(candidate, start=candidate.start - len(left[0]), edge=_EDGES.get(edge, "part"))
