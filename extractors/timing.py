"""Which time a number is about: the words behind it, the words that open its clause, its list, the sentence before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.links import Link, list_of
from extractors.records import Quantity, Sentence, TimeMention

# Between a number and a time behind it that still belongs to it, no new statement may begin.
BREAK = regex.compile(
    r"[;:]|\b(?:but|while|whereas|although|which|after|before|since|because|as|when|that)\b|, (?:and|with|the)\b|[.!?] ",
    regex.IGNORECASE,
)
# A comma ends the reach of a time, unless the time opens right behind it: "rose 5 percent, in May".
FAR = regex.compile(r",(?![ ](?:respectively,?[ ])?(?:\w+[ ]){0,3}$)")
SPEECH = regex.compile(
    r"\b(?:said|says|told|wrote|announced|reported|showed|shows|added|noted|stated|released|published|issued|unveiled|revealed|disclosed|briefed|note|held|approved)\b[^.;]{0,80}$",
    regex.IGNORECASE,
)
EFFECTIVE = regex.compile(
    r"\b(?:effective|starting|beginning|as from|as of|with effect)\b[^,.;]{0,12}$", regex.IGNORECASE
)
UNTIL = regex.compile(r"\b(?:as of|by|up to|until|till|through|since)(?: last| this)? ?$", regex.IGNORECASE)
TIME_GAP = regex.compile(r"(?:,| and|, and)(?: (?:in|during|at|for|on|by))?(?: the)? ?", regex.IGNORECASE)
FROM = regex.compile(r"(?<=\bfrom (?:about |around |nearly |over |more than |some |just |only |less than )?)", regex.IGNORECASE)
THAN = regex.compile(
    r"\b(?:than|relative to|compared with|compared to|versus|against)\b[^,;.]{0,50}$", regex.IGNORECASE
)
# "1.8 times the number in 2020", "half of what it was a decade ago": the time of what is compared with.
COMPARED = regex.compile(
    r"\b(?:that|those|levels?|figures?|share|number|size|rate|amount|value|total|it was|they were|it had been|as many|as much|scale|volume|output|average|same)(?: (?:of|in|at|from|seen|for|recorded|as|during))*(?: the)? ?$",
    regex.IGNORECASE,
)
CLAUSE = regex.compile(r";|, (?:but|while|whereas|and|although)\b|\bbut\b", regex.IGNORECASE)


@dataclass(frozen=True)
class Timed:
    """The time of a number: its EDTF (None: not said), the mention it comes from, whether the text speaks of the present."""

    edtf: str | None
    mention: TimeMention | None = None
    present: bool = False


def time_of(
    index: int,
    quantities: Sequence[Quantity],
    links: Sequence[Link | None],
    times: Sequence[TimeMention],
    sentence: Sentence,
    normal: str,
) -> Timed | None:
    """The time of a quantity as its own sentence says it; None where the sentence says nothing.

    Words right behind the number come first; a change attached to a number shares its time; then words that open the
    clause; then the time behind the next number of the same statement ("rose 5% to 3 billion in May").
    """
    roles = ("period", "goal", "present", "base") if FROM.match(normal, quantities[index].start) else ("period", "goal", "present")
    usable = [
        time
        for time in times
        if time.role in roles
        and not of_speech(time, normal, sentence)
        and not _compared(time, quantities[index], normal)
    ]
    own = _behind(index, quantities, usable, sentence, normal)
    if own is not None:
        return own
    link = links[index]
    if link is not None and link.pair is not None:
        return time_of(link.pair, quantities, links, times, sentence, normal)
    listed = _listed(index, quantities, links, usable, normal)
    if listed is not None:
        return listed
    if link is not None and link.kind in ("change", "share"):
        return time_of(link.base, quantities, links, times, sentence, normal)
    if link is not None and link.kind == "level":
        return _of_level(link, index, quantities, links, times, sentence, normal)
    return _ahead(index, quantities, usable, sentence, normal) or _shared(index, quantities, usable, sentence, normal)


def _listed(
    index: int, quantities: Sequence[Quantity], links: Sequence[Link | None], times: Sequence[TimeMention], normal: str
) -> Timed | None:
    """ "in May and in the first five months was 22 and 111": as many times as numbers are told off one by one."""
    members = list_of(links, index)
    if len(members) < 2:
        return None
    before = [time for time in times if time.end <= quantities[members[0]].start and time.role == "period"]
    run = before[-len(members) :]
    if len(run) != len(members) or any(
        not TIME_GAP.fullmatch(normal, a.end, b.start) for a, b in zip(run, run[1:], strict=False)
    ):
        return None
    return _timed(run[members.index(index)])


def of_speech(time: TimeMention, normal: str, sentence: Sentence) -> bool:
    """Whether a day dates the saying and not the number: "said on Monday", "Friday's report"."""
    if time.rule.startswith("time.weekday"):
        # A weekday dates the event that is told, hardly ever a number, unless it is a cut-off.
        return UNTIL.search(normal, max(sentence.start, time.start - 12), time.start) is None
    if time.edtf is None or len(time.edtf) != 10:
        return False
    if regex.match(
        r"'s (?:report|data|release|figures|announcement|statement|meeting|decision)\b",
        normal[time.end : time.end + 20],
    ):
        return True
    left = max(sentence.start, time.start - 80)
    return SPEECH.search(normal, left, time.start) is not None or EFFECTIVE.search(normal, left, time.start) is not None


def _compared(time: TimeMention, quantity: Quantity, normal: str) -> bool:
    """Whether a time behind a multiple or a share belongs to what the number is compared with."""
    if quantity.end > time.start:
        return False
    if THAN.search(normal, quantity.end, time.start):
        return True
    if quantity.kind not in ("multiple", "percentage"):
        return False
    between = normal[quantity.end : time.start]
    return (
        (quantity.kind == "multiple" and len(between) < 60 and COMPARED.search(between) is not None)
        or " what it was" in between
        or " that of " in between[-12:]
    )


def _of_level(
    link: Link,
    index: int,
    quantities: Sequence[Quantity],
    links: Sequence[Link | None],
    times: Sequence[TimeMention],
    sentence: Sentence,
    normal: str,
) -> Timed | None:
    """A level that another is compared with: its own time may be a base ("from 49 a decade ago"); a conversion shares."""
    quantity = quantities[index]
    base_quantity = quantities[link.base]
    converted = quantity.kind == "money" and base_quantity.kind == "money" and quantity.unit != base_quantity.unit
    if converted or normal[quantity.start - 1 : quantity.start] in ("(", "（"):
        return time_of(link.base, quantities, links, times, sentence, normal)
    following = quantities[index + 1].start if index + 1 < len(quantities) else sentence.end
    for time in times:
        if (
            quantity.end <= time.start < following
            and time.start - quantity.end < 30
            and time.edtf
            and not BREAK.search(normal, quantity.end, time.start)
        ):
            return Timed(time.edtf, time)
    base = time_of(link.base, quantities, links, times, sentence, normal)
    return (
        base
        if regex.search(r"\b(?:call|forecast|projection|estimate|expected)\b", normal[link.lead : quantity.start])
        else Timed(None)
    )


def _behind(
    index: int, quantities: Sequence[Quantity], times: Sequence[TimeMention], sentence: Sentence, normal: str
) -> Timed | None:
    quantity = quantities[index]
    following = quantities[index + 1].start if index + 1 < len(quantities) else sentence.end
    for time in times:
        if (
            quantity.end <= time.start
            and time.end <= following
            and not BREAK.search(normal, quantity.end, time.start)
            and not FAR.search(normal, quantity.end, time.start)
        ):
            return _timed(time)
    return None


def _ahead(
    index: int, quantities: Sequence[Quantity], times: Sequence[TimeMention], sentence: Sentence, normal: str
) -> Timed | None:
    """The nearest time before the number; one that stands right behind an earlier number counts last."""
    quantity = quantities[index]
    before = [time for time in times if time.end <= quantity.start and not _quoted_off(normal, time.end, quantity.start)]
    if not before:
        return None
    for time in reversed(before):
        taken = any(
            other.end <= time.start and not BREAK.search(normal, other.end, time.start) for other in quantities[:index]
        )
        if not taken:
            return _timed(time)
    return _timed(before[-1])


def _quoted_off(normal: str, start: int, end: int) -> bool:
    """Whether a quotation ends or begins between a time and a number: each then has its own time."""
    return normal.count('"', start, end) % 2 == 1


def _shared(
    index: int, quantities: Sequence[Quantity], times: Sequence[TimeMention], sentence: Sentence, normal: str
) -> Timed | None:
    """The first time anywhere behind the number in the same clause."""
    quantity = quantities[index]
    for time in times:
        if time.start >= quantity.end and not CLAUSE.search(normal, quantity.end, time.start):
            return _timed(time)
    return None


def _timed(time: TimeMention) -> Timed:
    return Timed(None if time.role == "present" else time.edtf, time, time.role == "present")
