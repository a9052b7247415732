"""Whether a time that words give a number can be its period: tense, calendar and basis have a say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.edtf import basis_between, extent_of, month_span, shifted
from extractors.records import Basis, Ground, Status, TimeMention
from extractors.scene import Scene
from extractors.tense import is_past, is_present, is_subject, stands
from extractors.timing import Timed
from extractors.wording import wording

# What was expected of a figure that is out by now: "analysts had been looking for 13,500 additions".
EXPECTED_THEN = (
    r"\bhad (?:\w+ )?(?:forecast|expected|predicted|anticipated|projected|estimated|pencill?ed in"
    r"|been (?:looking|hoping|bracing|expecting|forecasting|predicting))\b"
    r"|\b(?:above|below|than|beating|missing|short of|ahead of)\b(?:[^.;]|\.\d){0,80}"
    r"\b(?:forecast|expected|predicted|projected) (?:by|in an?)\b"
    r"|\bwere (?:expecting|looking for|forecasting|predicting)\b"
    r"|\b(?:polled|surveyed) by [^,.;]{1,40} (?:forecast|expected|predicted|saw|anticipated)\b"
)
# "the trees planted ten years ago", "the saplings put in the ground in 2015"
MADE_THEN = (
    r"\b(?:\w{2,12}(?:ed|en|wn|ught|lt|ld)|put|cut|set|made|sent|laid)(?: (?!(?:and|or|but|as|by)\b)[\w'-]+){0,4}?"
    r"(?: (?:in|on|at|during|over|since|from))?(?: the)? ?$"
)
ANOTHER_CLAUSE = r"\b(?:which|who|where|and|but|while)\b"
SO_FAR = "time.year_so_far"
OF_THESE = r"(?:out )?of (?:the|its|their|our|all|these|those)\b(?! which\b)"
PARTS = ("time.quarter", "time.half", "time.quarter_sign", "time.half_sign")
STEPS: dict[Basis, int] = {"year-on-year": 12, "month-on-month": 1, "quarter-on-quarter": 3}
LENGTHS: dict[Basis, int] = {"month-on-month": 1, "quarter-on-quarter": 3}
EARLIER_REPORT = (
    r" (?:growth |expected |seen |projected |forecast )?in (?:the|its|their|our) (?:[\w'-]+ ){0,4}?"
    r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|spring|summer|autumn|winter|previous|earlier|last|prior|preceding)"
    r" (?:[\w-]+ ){0,3}?(?:reports?|rounds?|update|bulletin|review|exercise|survey)\b"
    r"|(?:report|round|update|bulletin|review|exercise) (?:of|in|from) )"
)
CLAUSE_TOLD = (
    r"[^;.:]{0,60}?(?:[;,(] ?|\. |\bthan |\bthat |\bas )(?:[^;.:,]{0,60}? )?"
    r"(?:was|were|had|rose|fell|grew|stood at|reached|dropped|declined|climbed|slowed|increased|decreased"
    r"|up from|down from|compared (?:with|to)|from|against|versus|last year|a year (?:ago|earlier|before))\b"
)


def settled(scene: Scene, index: int, timed: Timed, status: Status) -> tuple[str | None, str]:
    """The period of a result or forecast by the words that give it, and why it is so."""
    mention, today = timed.mention, scene.setting.today
    if status != "reported" or mention is None or timed.edtf is None or today is None:
        return timed.edtf, timed.why
    if mention.role == "goal" and mention.rule != "time.next" and _ends_after(timed.edtf, today):
        return None, f"{timed.why}, which is still to come, and the number is a result"
    if mention.role == "period" and _begins_after(timed.edtf, today):
        return None, f"{timed.why}, which is still to come, and the number is a result"
    if timed.crossed and _of_a_name(scene.normal, mention):
        return None, "the time in brackets is of a name, and the number of what follows"
    if timed.crossed and is_present(scene.parsed, index, scene.candidate):
        return None, "the time before it is of another clause, and its own verb is in the present tense"
    start = scene.quantity(index).start
    apart = timed.edtf.endswith("/..") and wording(ANOTHER_CLAUSE).search(
        scene.normal, mention.end, max(mention.end, start)
    )
    if apart and stands(scene.parsed, index):
        return None, "what began then goes on, and its own verb tells how a thing is"
    if _of_a_thing(scene, index, mention, today, timed.edtf):
        return None, "the time at which what is counted came to be, and its own verb is in the present tense"
    if mention.rule in PARTS and _just_begun(timed.edtf, today) and is_past(scene.parsed, index):
        return _year_before(scene.normal[mention.start : mention.end], timed)
    return timed.edtf, timed.why


def _of_a_thing(scene: Scene, index: int, mention: TimeMention, today: str, edtf: str) -> bool:
    """Whether a time is of the birth of the things counted: "58 percent of the trees planted ten years ago are alive".

    "Of the houses built in 2015, 40 percent are empty" is the same.
    """
    sentence, end = scene.candidate.sentence.start, scene.quantity(index).end
    if edtf.endswith("..") or mention.rule == SO_FAR or not edtf < today[: len(edtf)]:
        return False
    of_set = mention.end < end and wording(OF_THESE).match(scene.normal, sentence) is not None
    if not (of_set or mention.start >= end):
        return False
    if wording(MADE_THEN).search(scene.normal, sentence if of_set else end, mention.start) is None:
        return False
    return is_present(scene.parsed, index, scene.candidate) and is_subject(scene.parsed, index)


def _year_before(words: str, timed: Timed) -> tuple[str | None, str]:
    """A quarter that has just begun has no results: without a year it is last year's."""
    if timed.edtf is None or re.search(r"\d\d|year", words):
        return timed.edtf, timed.why
    return shifted(timed.edtf, -12), f"{timed.why}; this year's has only just begun"


def _just_begun(edtf: str, today: str) -> bool:
    return edtf[:7] == today[:7]


def _begins_after(edtf: str, today: str) -> bool:
    return edtf[:1].isdigit() and today[:1].isdigit() and edtf.partition("/")[0] > today[: len(edtf.partition("/")[0])]


def _of_a_name(normal: str, mention: TimeMention) -> bool:
    """Whether a time stands in brackets behind a name: "the Action Plan (2025-2027), drawn up by"."""
    return re.search(r"[A-Z]\w+ ?[(（]\Z", normal[max(0, mention.start - 30) : mention.start]) is not None


def _ends_after(edtf: str, today: str) -> bool:
    end = edtf.rpartition("/")[2]
    return end[:1].isdigit() and today[:1].isdigit() and end > today[: len(end)]


def expected_then(scene: Scene) -> bool:
    """Whether a sentence tells what was expected of figures that are out."""
    sentence = scene.candidate.sentence
    return wording(EXPECTED_THEN).search(scene.normal, sentence.start, sentence.end) is not None


def held_against(times: Sequence[TimeMention], basis: Basis | None, carried: str | None) -> tuple[str, Ground] | None:
    """The period of a change by what it is held against: year on year and "compared with June 2024" is June 2025."""
    step = STEPS.get(basis) if basis is not None else None
    base = next((time for time in times if time.role == "base" and time.basis == basis and time.edtf), None)
    if step is None or base is None or base.edtf is None or basis_between(carried, base.edtf) == basis:
        return None
    period = shifted(base.edtf, step)
    why = "the time that the change is held against, and the basis"
    return None if period is None else (period, Ground(why, base.start, base.end, base.rule))


def fitted(period: str | None, basis: Basis | None) -> str | None:
    """A change from the month before is one of the last month of a longer period; of a whole year it is none."""
    length = LENGTHS.get(basis) if basis is not None else None
    extent = extent_of(period) if period is not None and length is not None else None
    if length is None or extent is None or extent[1] - extent[0] < length:
        return period
    if period is None or "-" not in period or (extent[1] + 1) % length:
        return None
    return month_span(extent[1] - length + 1, extent[1])


def told_in_list(scene: Scene, index: int) -> bool:
    """Whether a number of a list of goals is told of the past behind a goal: "below 5 percent, which fell to 4.8"."""
    if index == 0:
        return False
    before = scene.quantity(index - 1).end
    return wording(CLAUSE_TOLD).match(scene.normal, before, scene.quantity(index).start) is not None


def earlier_report(scene: Scene, index: int) -> tuple[int, int] | None:
    """Where the earlier report is named that a number is from: "4.1% [in the bank's June report]"."""
    match = wording(EARLIER_REPORT).match(scene.normal, scene.quantity(index).end)
    return match.span() if match is not None else None


def tells_a_change(scene: Scene) -> bool:
    """Whether a sentence holds a change from a year or a month before, and no time of its own.

    "Exports rose 6 percent year on year to 13 trillion yuan, imports edged up 1.8 percent to 9 trillion."
    """
    times = scene.candidate.times
    bases = [time for time in times if time.basis in STEPS and time.role in ("basis", "base")]
    lent = scene.setting.memory.lent
    changed = any(time.edtf is None or basis_between(lent, time.edtf) == time.basis for time in bases)
    return changed and not any(time.role in ("period", "goal", "present") for time in times)
