"""Which time a number is about: the words behind it, the words that open its clause, its list, the sentence before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.edtf import open_ended
from extractors.links import Link, Linked, list_of
from extractors.records import TimeMention
from extractors.time_bases import (
    FROM,
    comes_from,
    end_of_span,
    forecast_beside,
    foreseen_then,
    starts_from,
    time_held_against,
)
from extractors.time_labels import labels_next, last_told_with
from extractors.time_ties import foreseen_in, is_attributive, may_time, quoted_off, told_aside
from extractors.wording import wording

YEAR = re.compile(r"\d{4}").fullmatch
LEVEL_REACH = 30  # code points behind a level within which a time is its own
# Between a number and a time behind it that still belongs to it, no new statement may begin.
BREAK = (
    r"[;:]|\b(?:but|while|whereas|although|which|after|before|since|because|as|when|that)\b|, (?:and|with|the)\b|[.!?] "
)
# A comma ends the reach of a time, unless the time opens right behind it: "rose 5 percent, in May".
FAR = r"(?-i:,(?![ ](?:respectively,?[ ])?(?:\w+[ ]){0,3}$))"
REACHED = r",? ?(?:to|down to|up to|bringing|taking)\b"
TIME_GAP = r"(?:,| and|, and)(?: (?:in|during|at|for|on|by))?(?: the)? ?"
TIMES_AFTER = r"(?: [a-z]+)?,?(?: respectively,?)?(?: (?:in|during|at|for|on|over))?(?: the)? ?"
# An event that dates a level compared with: "71.7 percent when the government took office in January 2023".
EVENT = r" (?:when|as|just before|that) [^,;:.]{3,60} (?:in|on|at|over|during)(?: the)? "
STARTING = r"\b(?:beginning|starting|effective|as of|as from|from)(?: (?:in|on|from))?(?: the)? $"
# "180 billion parcels this year, or 128 for every person"
OR_SO = r", or (?:$loose )?[$€£¥]?$"
AT = r"(?<=, (?:now |currently )?at (?:$loose )?)"
# Where the words between a number and a time behind it begin another statement.
CLAUSE = (
    r";|, (?:but|while|whereas|and|although|having|after|up from|down from)\b|\bbut\b|\band that\b"
    r"|\band (?:[\w'-]+ ){1,4}(?:would|will|is|are|was|were|has|have|had)\b"
)
# A time before these is told of another clause than the number behind them.
CROSSED = r";|\), |, (?:and|but|so|while|whereas|where|yet|which|as)\b|\band that\b"
SEES = r"\b(?:sees?|seen|expects?|expected|forecasts?|projects|projected|projections?|estimates?|estimated|outlook)\b"
IN_OUTLOOK = (
    r" (?:in|of|at) (?:the|its|their|a|an)(?: [\w'-]+){0,3} (?:outlook|forecasts?|projections?|exercise|round)\b"
)
SINCE_THEN = r"\b(?:has|have|had) since\b"
# When something was foreseen is not when it is to be: "the 3 percent that it had projected in July".
FORESEEN_IN = r"\b(?:projected|forecast|predicted|expected|foreseen|anticipated|pencill?ed in|estimated)(?: back)? in "
FORESEEN = r"(?-i:\b(?:call|forecasts?|projections?|estimates?|outlook|expected|prediction|predicted)\b)"


@dataclass(frozen=True)
class Timed:
    """The time of a number: its EDTF (None: not said), the mention it comes from, whether it is the present, and how
    the two belong together.
    """

    edtf: str | None
    mention: TimeMention | None = None
    present: bool = False
    crossed: bool = False  # it stands in an earlier clause than the number
    why: str = "a level that another is compared with, without a time of its own"


def time_of(index: int, linked: Linked) -> Timed | None:
    """The time of a quantity as its own sentence says it; None where the sentence says nothing.

    Words right behind the number come first; a change attached to a number shares its time; then words that open the
    clause; then the time behind the next number of the same statement ("rose 5% to 3 billion in May").
    """
    foreseen = foreseen_then(index, linked)
    if foreseen is not None:
        return _shared_by(time_of(foreseen, linked), "what had been foreseen for the same time")
    usable = _usable(index, linked)
    own = _told_off(index, linked, usable) or _behind(index, linked, usable)
    if own is not None:
        return own
    held = time_held_against(index, linked)
    if held is not None and _was_seen_in(held, index, linked):
        return _shared_by(time_of(index - 1, linked), "what was foreseen then for the same time")
    if held is not None:
        return Timed(held.edtf, held, why="the time right behind a number that another is held against")
    beside = forecast_beside(index, linked)
    if beside is not None:
        return _shared_by(time_of(beside, linked), "what was foreseen for the same time")
    if starts_from(index, linked):
        return _of_start(index, linked, usable)
    link = linked.links[index]
    said_again = _said_again(index, linked) if link is not None and link.kind == "level" else None
    if said_again is not None:
        return said_again
    if link is not None and link.pair is not None:
        return _shared_by(time_of(link.pair, linked), "the time of the number that it goes with in the list before")
    listed = _listed(index, linked, usable)
    if listed is not None:
        return listed
    span = _of_span(link, index, linked) if link is not None and link.kind == "change" else None
    if span is not None:
        return span
    if link is not None and link.kind in ("change", "share"):
        return _shared_by(time_of(link.base, linked), "the time of the number that it is attached to")
    if link is not None and link.kind == "level":
        return _of_level(link, index, linked)
    return _ahead(index, linked, usable) or _shared(index, linked, usable) or _said_again(index, linked)


def _of_span(link: Link, index: int, linked: Linked) -> Timed | None:
    """The years that a change takes whose two ends are told: "from 790 in 1952 to 1,210 in 2018, a rise of 53%"."""
    for start in (link.base - 1, link.base):
        if not 0 <= start < index - 1 or not starts_from(start, linked):
            continue
        first, last = time_of(start, linked), time_of(start + 1, linked)
        years = [timed.edtf for timed in (first, last) if timed is not None and YEAR(timed.edtf or "")]
        if last is not None and len(years) == 2 and int(years[1] or 0) - int(years[0] or 0) > 1:
            return replace(last, edtf=f"{years[0]}/{years[1]}", why="the years from one end of the change to the other")
    return None


def _said_again(index: int, linked: Linked) -> Timed | None:
    """The time of the number that this one puts in other words: "180 billion parcels this year, or 128 a head"."""
    if not index:
        return None
    start, end = linked.quantities[index - 1].end, linked.quantities[index].start
    if wording(OR_SO).search(linked.normal, start, end) is None:
        return None
    return _shared_by(time_of(index - 1, linked), "the time of the number that it puts in other words")


def _usable(index: int, linked: Linked) -> list[TimeMention]:
    """The times that may be a number's own; that of a base only for a level: "from 49 a decade ago"."""
    normal = linked.normal
    roles = ["period", "goal", "present"]
    if any(wording(FROM).match(normal, linked.quantities[at].start) for at in {index, list_of(linked.links, index)[0]}):
        roles.append("base")
    return [
        time
        for time in linked.times
        if time.role in roles and may_time(time, index, linked) and not labels_next(time, index, linked)
    ]


def _behind(index: int, linked: Linked, times: Sequence[TimeMention]) -> Timed | None:
    """The time behind a number and before the next one, with no new statement between."""
    end, following = linked.quantities[index].end, linked.following(index)
    for time in times:
        if (
            time.start < end
            or following < time.end
            or _in_anothers_bracket(time, index, linked)
            or _breaks(linked.normal, end, _lead_start(time, linked.normal, end))
        ):
            continue
        if not wording(FAR).search(linked.normal, end, time.start):
            return _timed(time, "the time behind the number")
    return None


def _in_anothers_bracket(time: TimeMention, index: int, linked: Linked) -> bool:
    """Whether a time stands with another number in a bracket: "5 million (3 million in 2019)"."""
    others = linked.quantities[index + 1 : index + 2]
    return bool(others) and all(linked.in_bracket(index, place) for place in (time.start, others[0].start))


def _lead_start(time: TimeMention, normal: str, end: int) -> int:
    """Where the words before a time begin that belong to it: "since the trial started in 2016"."""
    since = normal.rfind("since", end, time.start) if (time.edtf or "").endswith("..") else -1
    return time.start if since < 0 else since


def _breaks(normal: str, start: int, end: int) -> bool:
    return wording(BREAK).search(normal, start, end) is not None


def _listed(index: int, linked: Linked, times: Sequence[TimeMention]) -> Timed | None:
    """ "in May and in the first five months was 22 and 111": as many times as numbers are told off one by one."""
    members = list_of(linked.links, index)
    if len(members) < 2:
        return None
    start = linked.quantities[members[0]].start
    run = [time for time in times if time.end <= start and time.role == "period"][-len(members) :]
    joined = all(wording(TIME_GAP).fullmatch(linked.normal, a.end, b.start) for a, b in pairwise(run))
    if len(run) != len(members) or not joined:
        return None
    return _timed(run[members.index(index)], "as many times as numbers, told off one by one")


def _told_off(index: int, linked: Linked, times: Sequence[TimeMention]) -> Timed | None:
    """ "1.9, 1.8 and 2.1 percent in 2026, 2027 and 2028": the times of a list told off behind it."""
    members = list_of(linked.links, index)
    if len(members) < 2:
        return None
    end = linked.quantities[members[-1]].end
    run = [time for time in times if time.start >= end and time.role != "present"][: len(members)]
    if len(run) != len(members) or not wording(TIMES_AFTER).fullmatch(linked.normal, end, run[0].start):
        return None
    if not all(wording(TIME_GAP).fullmatch(linked.normal, a.end, b.start) for a, b in pairwise(run)):
        return None
    return _timed(run[members.index(index)], "as many times as numbers, told off one by one behind them")


def _of_level(link: Link, index: int, linked: Linked) -> Timed | None:
    """A level that another is compared with: its time may be a base ("from 49 a decade ago"); a conversion shares."""
    quantity, base, normal = linked.quantities[index], linked.quantities[link.base], linked.normal
    converted = quantity.kind == base.kind == "money" and quantity.unit != base.unit
    if converted or normal[quantity.start - 1 : quantity.start] in ("(", "（"):
        return _shared_by(time_of(link.base, linked), "the time of the number that it says again")
    twin = _said_twice(index, linked)
    if twin is not None:
        return _shared_by(_of_level(link, twin, linked), "the time of the number that says it in other words")
    last = last_told_with(index, linked)
    for time in linked.times:
        end = linked.quantities[last].end
        near = end <= time.start < min(linked.following(last), end + LEVEL_REACH)
        event = wording(EVENT).fullmatch(normal, quantity.end, time.start) is not None
        if wording(FORESEEN_IN).search(normal, quantity.end, time.start) or foreseen_in(time, normal):
            continue
        if labels_next(time, index, linked):
            continue
        if time.edtf and (event or (near and not _breaks(normal, end, time.start))):
            return Timed(time.edtf, time, why="the time right behind the level")
    if wording(REACHED).match(normal, link.lead):
        return _of_reached(_ahead(index, linked, _usable(index, linked)), index, linked)
    if not _foreseen(link, index, linked):
        return Timed(None)
    return _shared_by(time_of(_partner(link, index, linked), linked), "what was foreseen for the same time")


def _said_twice(index: int, linked: Linked) -> int | None:
    """The number that says a level again and has the time behind it: "from $390 million, or 57 cents, a year ago"."""
    if index + 1 == len(linked.quantities):
        return None
    again = linked.quantities[index + 1]
    said = wording(OR_SO).fullmatch(linked.normal, linked.quantities[index].end, again.start) is not None
    return index + 1 if said else None


def _was_seen_in(time: TimeMention, index: int, linked: Linked) -> bool:
    """Whether a month is that of an earlier forecast: "see 2026 inflation at 1.7 percent versus 1.9 in December"."""
    if index == 0 or len(time.edtf or "") != len("2025-12"):
        return False
    if wording(SEES).search(linked.normal, linked.sentence.start, linked.quantities[index].start) is None:
        return False
    base = time_of(index - 1, linked)
    return base is not None and len(base.edtf or "") == len("2026") and (base.edtf or "") >= (time.edtf or "")[:4]


def _of_reached(timed: Timed | None, index: int, linked: Linked) -> Timed | None:
    """A level reached since some time is one of now, and at the end of a span of its last year."""
    if timed is None or timed.mention is None:
        return timed
    if (timed.edtf or "").endswith(".."):
        return Timed(None, why="what has been reached since then is of now")
    last = end_of_span(timed.mention, linked.normal, first=False) if comes_from(index, linked) else None
    return timed if last is None else replace(timed, edtf=last, why="the last year of a span with two ends")


def _of_start(index: int, linked: Linked, times: Sequence[TimeMention]) -> Timed:
    """What another number comes from shares the time that opens the clause, where that is none of a start.

    Of a span of years it is of the beginning.
    """
    ahead = _ahead(index, linked, times)
    mention = ahead.mention if ahead is not None else None
    begin = end_of_span(mention, linked.normal, first=True) if mention is not None else None
    if ahead is not None and begin is not None:
        return replace(ahead, edtf=begin, why="the first year of a span with two ends")
    if ahead is None or (mention is not None and _is_start(mention, linked.normal)):
        return Timed(None, why="what another number comes from, without a time of its own")
    return ahead


def _is_start(time: TimeMention, normal: str) -> bool:
    """Whether something starts at a time, or it is a stretch told before: "over the same period, from 25 to 5"."""
    return (
        time.rule == "time.carried" or wording(STARTING).search(normal, max(0, time.start - 30), time.start) is not None
    )


def _foreseen(link: Link, index: int, linked: Linked) -> bool:
    """Whether a level is an earlier forecast for the same time: "cut its forecast to 1.9% from 2.3%"."""
    before = linked.quantities[link.base - 1].end if link.base else linked.sentence.start
    if wording(FORESEEN).search(linked.normal, before, linked.quantities[index].start):
        return True
    return wording(IN_OUTLOOK).match(linked.normal, linked.quantities[list_of(linked.links, index)[-1]].end) is not None


def _partner(link: Link, index: int, linked: Linked) -> int:
    """The number that a level is compared with: of two lists of the same length the one at the same place.

    "3.6% this year and 4.5% in 2026" is as good as a list.
    """
    ours, theirs = list_of(linked.links, index), list_of(linked.links, link.base)
    if len(ours) == len(theirs):
        return theirs[ours.index(index)]
    first, unit = ours[0], linked.quantities[index].unit
    alike = [at for at in range(first) if linked.quantities[at].unit == unit and linked.links[at] is None]
    return alike[ours.index(index)] if len(alike) == len(ours) else link.base


def _ahead(index: int, linked: Linked, times: Sequence[TimeMention]) -> Timed | None:
    """The nearest time before the number; one that stands right behind an earlier number counts last."""
    normal, start = linked.normal, linked.quantities[index].start
    before = [
        time
        for time in times
        if time.end <= start
        and not quoted_off(normal, time.end, start)
        and (not is_attributive(time, linked) or wording(SINCE_THEN).search(normal, time.end, start))
        and not told_aside(time, linked, start)
        and not _of_a_level(time, index, linked)
    ]
    for time in reversed(before):
        if not any(_stands_behind(time, at, linked) for at in range(index)):
            return _from_before(time, "the nearest time before the number", normal, start)
    if not before:
        return None
    return _from_before(before[-1], "the last time before the number, with another number between", normal, start)


def _stands_behind(time: TimeMention, earlier: int, linked: Linked) -> bool:
    """Whether a time stands right behind an earlier number, with no statement or bracket that begins between."""
    other, normal = linked.quantities[earlier], linked.normal
    if other.end > time.start or _breaks(normal, other.end, time.start) or labels_next(time, earlier, linked):
        return False
    return normal.count("(", other.end, time.start) <= normal.count(")", other.end, time.start)


def _of_a_level(time: TimeMention, index: int, linked: Linked) -> bool:
    """Whether a time stands behind another number that is a level compared with: "up 0.49, from 0.58 in March"."""
    behind = [at for at, other in enumerate(linked.quantities) if other.end <= time.start]
    link = linked.links[behind[-1]] if behind and behind[-1] != index else None
    if link is None or link.kind != "level" or wording(REACHED).match(linked.normal, link.lead):
        return False
    if labels_next(time, behind[-1], linked):
        return False
    end = linked.quantities[behind[-1]].end
    if ")" in linked.normal[end : time.start]:
        return False  # a conversion in brackets
    return time.start - end < LEVEL_REACH and not _breaks(linked.normal, end, time.start)


def _from_before(time: TimeMention, why: str, normal: str, start: int) -> Timed:
    if wording(SINCE_THEN).search(normal, time.end, start):
        return Timed(open_ended(time.edtf), time, why="the time before the number, since then")
    crossed = wording(CROSSED).search(normal, time.end, start) is not None
    return replace(_timed(time, why), crossed=crossed)


def _shared(index: int, linked: Linked, times: Sequence[TimeMention]) -> Timed | None:
    """The first time anywhere behind the number in the same clause."""
    end = linked.quantities[index].end
    rivals = [
        other.end
        for at, other in enumerate(linked.quantities)
        if at > index and ((link := linked.links[at]) is None or link.base != index)
    ]
    for time in times:
        if (time.edtf or "").endswith("..") and any(rival <= time.start for rival in rivals):
            continue  # "treats 1,200 a day and has saved 4,000 since 2019"
        if _of_a_level(time, index, linked) or _stands_aside(time, index, linked):
            continue
        if time.start >= end and not wording(CLAUSE).search(linked.normal, end, time.start):
            return _timed(time, "the next time behind the number in its clause")
    return None


def _stands_aside(time: TimeMention, index: int, linked: Linked) -> bool:
    """Whether a beginning is of the clause around a level told aside: "inflation, at 4.7%, has eased since May"."""
    quantity, normal = linked.quantities[index], linked.normal
    if not ((time.edtf or "").endswith("..") or normal.endswith("since ", quantity.end, time.start)):
        return False
    return wording(AT).match(normal, quantity.start) is not None and normal.startswith(",", quantity.end)


def _shared_by(timed: Timed | None, why: str) -> Timed | None:
    """The time of another number that this one shares."""
    return replace(timed, why=why) if timed is not None and timed.mention and not timed.present else timed


def _timed(time: TimeMention, why: str) -> Timed:
    if time.role == "present":
        return Timed(None, time, present=True, why="words for the present name no time")
    return Timed(time.edtf, time, why=why)
