"""Status and time of each number of a sentence: result, goal or forecast, its period and the year of its goal."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.candidates import Candidate
from extractors.links import base_of, list_of
from extractors.records import Quantity, Sentence, Status
from extractors.scene import Draft, Scene
from extractors.targets import Cue, holds_past, read_status
from extractors.tense import is_past, is_planned, is_subject, may_carry
from extractors.timing import FROM, Timed, time_of
from extractors.wording import wording

TO_LEVEL = r",? ?(?:to|down to|up to)\b"
NOW = r"\b(?:now|currently|at present)(?: (?:at|only|just|about|around|equivalent to|standing at|stands at|worth))+ $"
AHEAD = (
    r"[^,;.:]{0,70}?\b(?P<past>was|were|has|have|had|is|are|said)?\b[^,;.:]{0,10}?"
    r"\b(?:will|shall|are to|is to) (?:also |soon |then )?be \w+(?:ed|en|lt|ut|nt|ht|ld)\b"
)


def status_and_time(scene: Scene, index: int, before: Sequence[Draft | None]) -> tuple[Status, str | None, int | None]:
    """Status, period and target year of a number; `before` are the drafts of the numbers before it."""
    status, cue = _status(scene, index, before)
    timed = time_of(index, scene.candidate)
    status = _weighed(status, cue, scene, index, timed)
    mention = timed.mention if timed is not None else None
    if status == "reported" and mention is not None and mention.role == "goal" and _still_to_come(scene, index):
        return "target", None, mention.year
    return (status, *_when(scene, index, timed, status))


def _still_to_come(scene: Scene, index: int) -> bool:
    """Whether a number by the year of a goal is the goal: it is not told in the past, nor what was to be changed."""
    return not is_past(scene.parsed, index) and not is_subject(scene.parsed, index)


def _status(scene: Scene, index: int, before: Sequence[Draft | None]) -> tuple[Status, Cue | None]:
    quantity, candidate = scene.quantity(index), scene.candidate
    observed, section = scene.setting.observed, scene.setting.section
    status, cue = read_status(scene.normal, candidate.sentence, quantity, candidate.cues, observed)
    linked = _linked_status(scene, index, before)
    if linked is not None:
        return linked, cue
    link = candidate.links[index]
    left = wording(FROM).match(scene.normal, quantity.start) is not None  # "will go up from 9 percent": what is left
    reached = link is not None and wording(TO_LEVEL).match(scene.normal, link.lead)
    if left or (link is not None and link.kind == "level" and not reached):
        return ("reported", None) if status == "target" else (status, cue)
    if wording(NOW).search(scene.normal, max(candidate.sentence.start, quantity.start - 40), quantity.start):
        return "reported", None  # "lifting tax collection, now at 12 percent, to 15"
    if status != "reported":
        return status, cue
    if is_planned(scene.parsed, index) or _lies_ahead(scene.normal, candidate.sentence, quantity):
        return ("forecast" if observed(quantity.start, quantity.end) else "target"), cue
    return section.status or status, cue


def _linked_status(scene: Scene, index: int, before: Sequence[Draft | None]) -> Status | None:
    """The status of the number that this one is attached to, where they share it."""
    link = scene.link(index)
    if link is None or link.kind == "list":
        return None
    near = before[link.base]
    if near is not None and (link.kind != "level" or scene.quantity(index).kind == "money"):
        return near.status
    far = before[base_of(scene.candidate.links, index)]
    if link.kind == "level" and far is not None and wording(TO_LEVEL).match(scene.normal, link.lead):
        return None if wording(FROM).match(scene.normal, far.quantity.start) else far.status
    return None


def _weighed(status: Status, cue: Cue | None, scene: Scene, index: int, timed: Timed | None) -> Status:
    """The status against the calendar.

    "Will" about a finished year is a translated past; a result of a year to come is a forecast.
    """
    today = scene.setting.today
    if timed is None or timed.edtf is None or timed.mention is None or today is None:
        return status
    begin, _, end = timed.edtf.partition("/")
    will = cue is not None and cue.label == "will"
    if will and _before(end or begin, today):
        return "reported"
    if timed.mention.role != "period":
        return status
    if will and cue is not None and cue.state:
        return "forecast"
    to_come = status == "reported" and any(_after(other, today) for other in _list_times(scene.candidate, index, begin))
    return "forecast" if to_come else status


def _list_times(candidate: Candidate, index: int, own: str) -> list[str]:
    """The beginnings of the times of a number's list: a forecast for next year colours that for this year."""
    members = list_of(candidate.links, index)
    if len(members) < 2:
        return [own]
    first, last = candidate.quantities[members[0]], candidate.quantities[members[-1]]
    within = [
        time.edtf.partition("/")[0]
        for time in candidate.times
        if time.edtf and time.role == "period" and first.end <= time.start <= last.end + 30
    ]
    return [own, *within]


def _before(edtf: str, today: str) -> bool:
    """Whether a time was over on a day: 2022 is over in 2023, June 2024 in July 2024."""
    return edtf[:1].isdigit() and today[:1].isdigit() and edtf < today[: len(edtf)]


def _after(edtf: str, today: str) -> bool:
    return edtf[:1].isdigit() and today[:1].isdigit() and edtf > today[: len(edtf)]


def _when(scene: Scene, index: int, timed: Timed | None, status: Status) -> tuple[str | None, int | None]:
    """Period and target year of a number."""
    setting = scene.setting
    if status == "target":
        return None, _goal_year(timed, setting.today) or setting.section.year
    if timed is not None:
        return timed.edtf, None
    if status == "forecast" or setting.section.period is not None:
        return setting.section.period, None
    present = any(time.role == "present" for time in scene.candidate.times)
    return (setting.memory.period if not present and may_carry(scene.parsed, index, scene.candidate) else None), None


def _goal_year(timed: Timed | None, today: str | None) -> int | None:
    """The year by which a goal is to be met; a plain year that is over was no such year."""
    mention = timed.mention if timed is not None else None
    if mention is None or mention.role not in ("goal", "period"):
        return None
    over = mention.role == "period" and mention.year is not None and _before(str(mention.year), today or "")
    return None if over else mention.year


def _lies_ahead(normal: str, sentence: Sentence, quantity: Quantity) -> bool:
    """ "62,000 beacons will be installed": a passive still to come, where the tree has lost the subject."""
    if quantity.kind not in ("count", "money", "quantity"):
        return False
    match = wording(AHEAD).match(normal, quantity.end, sentence.end)
    return match is not None and not holds_past(normal, quantity.end, match.end())
