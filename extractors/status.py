"""Status and time of each number of a sentence: result, goal or forecast, its period and the year of its goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.ahead import (
    aside_ahead,
    goal_year,
    is_course,
    is_granted,
    is_revised,
    looks_ahead_since,
    over_behind,
    since_then,
    verb_ahead,
)
from extractors.candidates import Candidate
from extractors.foreseen import MONTH, bracketed, tells_result, was_then
from extractors.links import base_of, list_of
from extractors.records import Basis, Ground, Quantity, Status, TimeMention
from extractors.scene import Draft, Scene
from extractors.settling import (
    STEPS,
    earlier_report,
    expected_then,
    held_against,
    settled,
    tells_a_change,
    told_in_list,
)
from extractors.targets import Cue, Standing, ground_of, holds_past, is_asked, read_status
from extractors.tense import is_past, is_subject, may_carry, past_verb
from extractors.time_bases import FROM
from extractors.timing import Timed, time_of
from extractors.wording import wording

TO_LEVEL = r",? ?(?:to|down to|up to)\b"
NOW = r"\b(?:now|currently|at present)(?: (?:at|only|just|about|around|equivalent to|standing at|stands at|worth))+ $"
CURRENT = (
    r"\b(?:(?:the|its|their|our|his|a) (?:current|present|existing|prevailing)|today's)"
    r" (?:(?:level|rate|share|figure|total|average|about|around|some|roughly|nearly|over|more than)(?: of)? ){0,2}$"
)
DEFINITE = r"(?<=\b(?:the|its|this|that|their|our) )"
KNOWN_BY = (
    r"(?: or so)?(?: (?!(?:and|or|to|by|that)\b)[a-z-]+){0,4} (?:that|who|which)"
    r" (?!(?:will|would|are to|is to|could|may)\b)"
)
CLAUSE_BREAK = r";"
GOAL_BREAK = r"[;:]|, (?:and|but|while|whereas|which|who)\b"
ASIDE, ASIDE_END = r", (?:which|who|whose|where)\b", r","
GOAL_NOUN = "target.noun"
MADE_GOAL = frozenset({"set", "agreed", "fixed", "announced", "approved", "adopted", "proposed", "unveiled"})
PART_OF_IT = r"(?<=\b(?:of which|of whom|of them|including|of that) (?:about |some |at least |up to |more than )?)"
SHARED = "; shared with the number that it is attached to"
UNSETTLED = "but the text does not settle when that is"
NO_PERIOD = Ground("a goal has a target year and no period")
NO_TIME = Ground("no time belongs to the goal")
WAS_THEN = Ground("words in the bracket that tell of a result")
NO_GOAL = Ground("only a goal has a target year")


@dataclass(frozen=True, slots=True)
class Placed:
    """Status, period and target year of a number, each with what it rests on."""

    status: Status
    period: str | None
    year: int | None
    status_ground: Ground
    period_ground: Ground
    year_ground: Ground


def status_and_time(scene: Scene, index: int, before: Sequence[Draft | None], basis: Basis | None = None) -> Placed:
    """Status, period and target year of a number; `before` are the drafts of the numbers before it."""
    standing = _status(scene, index, before)
    was = _was_then(scene, index, before) if standing.status != "reported" else None
    if was is not None:
        return was
    older = _older_forecast(scene, index, before)
    if older is not None:
        return older
    timed = time_of(index, scene.candidate)
    standing = _weighed(standing, scene, index, timed)
    mention = timed.mention if timed is not None else None
    goal = standing.status == "reported" and mention is not None and mention.role == "goal"
    if goal and mention is not None and _still_to_come(scene, index):
        if is_course(scene, index):
            why = Ground("what becomes of an economy by then is foreseen", mention.start, mention.end, mention.rule)
            return Placed("forecast", timed.edtf if timed is not None else None, None, why, why, NO_GOAL)
        ground = Ground("the time by which it is to be, and no past tense", mention.start, mention.end, mention.rule)
        return Placed("target", None, mention.year, ground, NO_PERIOD, ground)
    placed = _when(scene, index, timed, standing, basis)
    whole = before[index - 1] if index else None
    if placed.status != "target" or whole is None or whole.target_year is None:
        return placed
    if wording(PART_OF_IT).match(scene.normal, scene.quantity(index).start) is None:
        return placed
    shared = replace(whole.grounds["target_year"], why="the year of the whole that it is a part of")
    return replace(placed, year=whole.target_year, year_ground=shared)


def _older_forecast(scene: Scene, index: int, before: Sequence[Draft | None]) -> Placed | None:
    """A forecast of an earlier report, that the new one is held against: "compared with 4.1% in the June report"."""
    link, held = scene.link(index), bracketed(scene, index)
    base = before[link.base] if link is not None and link.kind == "level" else None
    base = before[held] if held is not None else base
    if base is None or base.status != "forecast":
        return None
    report = earlier_report(scene, index)
    if report is None and (held is None or MONTH.fullmatch(base.period or "") is not None):
        return None
    ground = Ground("the earlier report that the number of the forecast is from", *(report or ()))
    if report is None:
        ground = replace(base.grounds["status"], why="an earlier forecast, in a bracket behind the new one")
    period = replace(base.grounds["period"], why="the time of the new forecast that it is held against")
    return Placed("forecast", base.period, None, ground, period, NO_GOAL)


def _was_then(scene: Scene, index: int, before: Sequence[Draft | None]) -> Placed | None:
    """A result in a bracket behind a forecast or a goal: "seen at 4.6% in 2024 (2022: 3.9%)"."""
    near = before[index - 1] if index else None
    time = was_then(scene, index, near.period) if near is not None else None
    if time is None and near is not None and tells_result(scene, index):
        return Placed("reported", None, None, WAS_THEN, WAS_THEN, NO_GOAL)
    if time is None:
        return None
    ground = Ground("a time in the bracket that is over", time.start, time.end, time.rule)
    return Placed("reported", time.edtf, None, ground, ground, NO_GOAL)


def _still_to_come(scene: Scene, index: int) -> bool:
    """Whether a number by the year of a goal is the goal: it is not told in the past, nor what was to be changed."""
    parsed = scene.parsed
    if _is_size(scene.normal, scene.quantity(index)) or aside_ahead(scene, index):
        return False
    shown = index if parsed.head_of(index) is not None else base_of(scene.candidate.links, index)
    return not is_past(parsed, shown) and not is_subject(parsed, index)


def _status(scene: Scene, index: int, before: Sequence[Draft | None]) -> Standing:
    quantity, candidate = scene.quantity(index), scene.candidate
    observed, section = scene.setting.observed, scene.setting.section
    own = read_status(scene.normal, candidate.sentence, quantity, candidate.cues, observed)
    if _is_size(scene.normal, quantity) and not (own.cue is None and own.status == "forecast"):
        return Standing("reported", own.cue, Ground("the size of a thing that is there", quantity.start, quantity.end))
    own = _told(scene, index, own)
    linked = _linked_status(scene, index, before)
    if linked is not None and not looks_ahead_since(own, linked):
        shared = linked.grounds["status"]
        why = f"{shared.why.removesuffix(SHARED)}{SHARED}"
        return Standing(linked.status, own.cue, replace(shared, why=why))
    link = candidate.links[index]
    left = wording(FROM).match(scene.normal, quantity.start) is not None  # "will go up from 9 percent": what is left
    reached = link is not None and wording(TO_LEVEL).match(scene.normal, link.lead)
    if left or (link is not None and link.kind == "level" and not reached):
        ground = Ground("the level that the goal starts from, no goal itself")
        revised = is_revised(scene, index, own.cue)
        if own.cue is None and own.status == "forecast":
            return own  # "down from 1.7 percent in its March projections"
        over = over_behind(scene, index) if own.status == "forecast" and not is_revised(scene, index, own.cue) else None
        if over is not None:
            return Standing("reported", None, Ground("a level of a time that is over", over.start, over.end, over.rule))
        known = (own.status == "target" and not revised) or (left and not revised and not _dated(scene, index))
        return Standing("reported", None, ground) if known else own
    stretch = scene.normal, max(candidate.sentence.start, quantity.start - 40), quantity.start
    now = wording(NOW).search(*stretch) or wording(CURRENT).search(*stretch)
    if now is not None:
        # "lifting tax collection, now at 12 percent, to 15"
        return Standing("reported", None, Ground("words for the present before the number", *now.span()))
    if own.status != "reported":
        return own
    ahead = verb_ahead(scene, index)
    if ahead is not None:
        status: Status = "forecast" if observed(quantity.start, quantity.end) else "target"
        return Standing(status, own.cue, Ground.at("the verb tells what is still to be done", ahead))
    if section.status is None or told_in_list(scene, index):
        return own
    return Standing(section.status, own.cue, section.ground)


def _dated(scene: Scene, index: int) -> bool:
    """Whether a time that is not over stands right behind a number: "from 5 percent this year"."""
    end, today = scene.quantity(index).end, scene.setting.today or ""
    return any(
        time.role in ("period", "base")
        and time.edtf is not None
        and end <= time.start <= end + 8
        and not _before(time.edtf, today)
        for time in scene.candidate.times
    )


def _told(scene: Scene, index: int, standing: Standing) -> Standing:
    """A status by a cue, unless the number's own verb behind the cue tells of the past.

    "To meet its goal, the city [built] 40 ports".
    """
    cue = standing.cue
    if cue is None or standing.status == "reported":
        return standing
    verb = past_verb(scene.parsed, index)
    if verb is not None and not (cue.rule == GOAL_NOUN and verb.lower_ in MADE_GOAL):
        start, end, _ = scene.parsed.spans[verb.i]
        helpers = [scene.parsed.spans[child.i][0] for child in verb.children if child.dep_ == "cop"]
        behind = wording(CLAUSE_BREAK).search(
            scene.normal, scene.quantity(index).end, max(start, scene.quantity(index).end)
        )
        if (
            cue.end <= start
            and behind is None
            and not any(_within(place, scene.candidate.cues) for place in (start, *helpers))
        ):
            return Standing("reported", cue, Ground("its own verb, which tells of the past", start, end))
    return standing


def _is_size(normal: str, quantity: Quantity) -> bool:
    """Whether a number is that of a thing that is there: "the 134-kilometre canal", "the 6 million firms that ..."."""
    if wording(DEFINITE).match(normal, quantity.start) is None:
        return False
    if quantity.kind == "quantity" and normal.startswith("-", quantity.number_end):
        return True
    return quantity.kind in ("count", "money") and wording(KNOWN_BY).match(normal, quantity.end) is not None


def _within(place: int, cues: Sequence[Cue]) -> bool:
    return any(cue.start <= place < cue.end for cue in cues)


def _linked_status(scene: Scene, index: int, before: Sequence[Draft | None]) -> Draft | None:
    """The number that this one is attached to, where they share its status."""
    link = scene.link(index)
    if link is None or link.kind == "list":
        return None
    near = before[link.base]
    quantity = scene.quantity(index)
    left = quantity.unit == scene.quantity(link.base).unit and wording(FROM).match(scene.normal, quantity.start)
    if near is not None and (link.kind != "level" or (quantity.kind == "money" and not left)):
        return near
    far = before[base_of(scene.candidate.links, index)]
    if link.kind == "level" and far is not None and wording(TO_LEVEL).match(scene.normal, link.lead):
        return None if wording(FROM).match(scene.normal, far.quantity.start) else far
    return None


def _weighed(standing: Standing, scene: Scene, index: int, timed: Timed | None) -> Standing:
    """The status against the calendar.

    "Will" about a finished year is a translated past; a result of a year to come is a forecast.
    """
    today, cue, mention = scene.setting.today, standing.cue, timed.mention if timed is not None else None
    if timed is None or timed.edtf is None or mention is None or today is None:
        return standing
    if mention.role == "base":
        return standing
    if standing.status == "forecast" and since_then(scene, index, timed):
        ground = Ground("the mean of the time since then, no forecast itself", mention.start, mention.end, mention.rule)
        return Standing("reported", cue, ground)
    if is_asked(scene.normal, scene.quantity(index)) or _is_size(scene.normal, scene.quantity(index)):
        return standing
    begin, _, end = timed.edtf.partition("/")
    will = cue is not None and cue.label == "will"
    place = mention.start, mention.end, mention.rule
    if will and _before(end or begin, today) and _rules_over(scene, index, mention):
        return Standing("reported", cue, Ground(f'"will" about a time that was over on {today}', *place))
    if mention.role != "period":
        return standing
    if will and cue is not None and cue.state:
        return Standing("forecast", cue, ground_of(cue, "what will be, told of a time and not as a goal"))
    times = _list_times(scene.candidate, index, begin) if standing.status == "reported" else ()
    if times and "-" not in begin and _after(begin, today) and is_granted(scene, index):
        return Standing("target", cue, Ground(f"money set aside for a time that begins after {today}", *place))
    if any(_after(other, today) for other in times) and past_verb(scene.parsed, index) is None:
        return Standing("forecast", cue, Ground(f"a time that begins after {today}", *place))
    return standing


def _rules_over(scene: Scene, index: int, mention: TimeMention) -> bool:
    """Whether a time goes for the "will" of a number: it stands in the clause of the number or has a "will" itself."""
    if wording(ASIDE_END).match(scene.normal, mention.end):
        comma = scene.normal.rfind(",", scene.candidate.sentence.start, mention.start)
        if comma > 0 and wording(ASIDE).match(scene.normal, comma):
            return False  # "the ministry, which issued a plan in 2011, will build"
    start, end = sorted((scene.quantity(index).start, mention.start))
    breaks = list(wording(CLAUSE_BREAK).finditer(scene.normal, start, end))
    return not breaks or any(cue.label == "will" and cue.start < breaks[-1].start() for cue in scene.candidate.cues)


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


def _when(scene: Scene, index: int, timed: Timed | None, standing: Standing, basis: Basis | None) -> Placed:
    """Status, period and target year of a number, once its status is settled."""
    status, section = standing.status, scene.setting.section
    if status == "target":
        year = goal_year(timed, scene, scene.quantity(index))
        ground = _grounded(timed) if timed is not None and timed.mention is not None else NO_TIME
        if year is None and ground is not NO_TIME:
            ground = replace(ground, why=f"{ground.why}, which is no year to come")
        later = _year_behind(scene, index) if year is None else None
        if later is not None:
            year, ground = (
                later.year,
                Ground("the time behind it by which it is to be", later.start, later.end, later.rule),
            )
        if year is None and section.year is not None:
            year, ground = section.year, section.ground
        return Placed(status, None, year, standing.ground, NO_PERIOD, ground)
    period, ground = _period(scene, index, timed, status, basis)
    return Placed(status, period, None, standing.ground, ground, NO_GOAL)


def _period(
    scene: Scene, index: int, timed: Timed | None, status: Status, basis: Basis | None
) -> tuple[str | None, Ground]:
    """The time that a result or a forecast is about."""
    section, memory = scene.setting.section, scene.setting.memory
    if timed is not None and status == "reported" and _is_ahead(timed, scene.setting.today):
        return None, Ground("a time to come, and a result that is told of the past")
    if timed is not None:
        edtf, why = settled(scene, index, timed, status)
        return edtf, _grounded(replace(timed, edtf=edtf, why=why))
    foreseen = memory.period or memory.lent
    if status == "forecast" and foreseen is not None and expected_then(scene):
        return foreseen, replace(memory.ground, why="what was expected of the time of the sentences before")
    if status == "forecast" or section.period is not None:
        return section.period, section.ground if section.period else Ground("a forecast without a time of its own")
    if any(time.role == "present" for time in scene.candidate.times):
        return None, Ground("the sentence speaks of the present, so no time goes on into it")
    carried = memory.period or (memory.lent if basis in STEPS or tells_a_change(scene) else None)
    against = held_against(scene.candidate.times, basis, carried)
    if against is not None and may_carry(scene.parsed, index, scene.candidate):
        return against
    if carried is None:
        return None, Ground("no time in the sentence that belongs to the number, and none that goes on from before")
    if not may_carry(scene.parsed, index, scene.candidate):
        return None, Ground("no time of its own, and its verb is in no past tense, so the time before does not go on")
    return carried, replace(memory.ground, why="no time of its own; that of the sentences before goes on")


def _is_ahead(timed: Timed, today: str | None) -> bool:
    """Whether a time is a stretch from now on: "within four years" behind "has risen"."""
    mention = timed.mention
    if mention is None or mention.role != "goal" or today is None or "/" not in (timed.edtf or ""):
        return False
    return _after((timed.edtf or "").partition("/")[2], today)


def _grounded(timed: Timed) -> Ground:
    """The words for a time, as what a period or a year rests on."""
    mention = timed.mention
    if mention is None:
        return Ground(timed.why)
    settled = timed.present or timed.edtf is not None
    why = timed.why if settled else f"{timed.why}, {UNSETTLED}"
    return Ground(why, mention.start, mention.end, mention.rule)


def _year_behind(scene: Scene, index: int) -> TimeMention | None:
    """The time by which a goal is to be met, where it stands in the clause behind a goal without a time to come."""
    start = scene.quantity(index).end
    for time in scene.candidate.times:
        if time.start < start or time.role != "goal" or time.year is None:
            continue
        broken = wording(GOAL_BREAK).search(scene.normal, start, time.start)
        return None if broken or holds_past(scene.normal, start, time.start) else time
    return None
