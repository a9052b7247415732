"""Drafts: what one sentence says of each of its numbers, and what the next sentence may go on with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.alone import counted_alone
from extractors.candidates import Candidate
from extractors.changes import Turned
from extractors.counting import counted_noun, counted_thing, names_things
from extractors.edtf import is_day
from extractors.goals import target_years
from extractors.naming import OWN_MEMBER, name_numbers, read_phrases
from extractors.parsing import Parsed
from extractors.phrases import Phrase, place_of
from extractors.points import point_of, talk_goes_on
from extractors.quantities import BARE
from extractors.records import Basis, Direction, Document, Ground, Lost, Quantity, TimeMention
from extractors.respective import RESPECTIVELY
from extractors.scene import Draft, Memory, Scene, Setting, Told
from extractors.settling import fitted
from extractors.shifts import NO_BASIS, basis_of, basis_touches, direction_of
from extractors.status import status_and_time
from extractors.tense import is_subject
from extractors.trees import is_plural
from extractors.unsaid import unsaid
from extractors.wording import wording

OF_THEM = r"[ ]of (?:them|these|those|the|its|our|their|which|whom)\b"
OF_WHICH = (
    r"(?<=\b(?:of which|of whom|of them|of these|of those|among them|among these|including|of the total)[ ,]{0,2}"
    r"(?:about |some |more than |nearly |over |only |at least )?)"
)
OF_SET = r"(?:Out of|Of) (?:the |its |their |our |these )?(?:some |about |more than )?[\d,]+ [^.;]{1,80}?, "
CODE = re.compile(r"\d{4,5}")  # "Resolution 1701", "the 12306 app": amounts have commas or a scale
COUNTS_NOTHING = "a bare number: no noun that it counts, no unit, and it is not large, qualified or part of a number"
THERE_ARE = r"(?<=\bthere (?:are|were)(?: now| already| only)? )"
PER_SET = r" (?:per|for every|in every) (?:1,?0|hundred|thousand)"
IN_NUMBER = r"\b(?:in terms of (?:units|numbers?|volume|quantity)|in number|the number of)\b"
# A number alone for things that were counted before: ", with 14.", "to 17 this month", "and two opposed it".
ALONE_BEFORE = r"(?<=\b(?:to|by|in|with|at|from|only|just|another|now) )"
BY = r"(?<=\bby )"
ALONE_AFTER = (
    r"[ ]?(?:[.,;:)]|$)|[ ](?:this|last|in|by|from|and|but|were|was|are|had|have|has|did|do|would|will|could"
    r"|[a-z]+ed|oppose|fell|rose|went|came)\b"
)
TALLIES = frozenset({"toll", "tally", "headcount", "caseload", "turnout", "average"})  # "the death toll stands at 31"
LARGE = 1000  # from here on a number without a noun is no ordinal, mark or part of a name


@dataclass(frozen=True, slots=True)
class Measured:
    """A number in its final kind, with its unit and indicator, and what the two rest on."""

    quantity: Quantity
    unit: str | None
    indicator: str | None
    unit_ground: Ground
    indicator_ground: Ground


def draft_claims(document: Document, candidate: Candidate, parsed: Parsed, setting: Setting) -> tuple[Told, Memory]:
    """What one sentence says, and what the next sentence may go on with."""
    goes_on = talk_goes_on(document, setting.memory.paragraph, candidate.sentence.paragraph)
    point = point_of(document, setting.memory.paragraph, candidate.sentence.paragraph)
    setting = replace(setting, memory=setting.memory.entering(candidate.sentence.paragraph, goes_on, point))
    phrases = read_phrases(candidate, parsed)
    scene = Scene(candidate, parsed, setting, phrases, name_numbers(candidate, parsed, phrases, setting))
    drafts: list[Draft | None] = []
    lost = list(candidate.lost)
    for index, quantity in enumerate(candidate.quantities):
        draft = unsaid(candidate, quantity) or _draft(scene, index, drafts)
        if isinstance(draft, Lost):
            lost.append(draft)
        drafts.append(draft if isinstance(draft, Draft) else None)
    made = [draft for draft in drafts if draft is not None]
    made += target_years(document, candidate, made)
    made.sort(key=lambda draft: draft.quantity.start)
    # What another number is only compared with does not set the scene for the next sentence.
    pairs = zip(drafts, candidate.links, strict=True)
    main = [draft for draft, link in pairs if draft and not (link and link.kind == "level")]
    memory = replace(_remember(candidate, main, setting), parsed=parsed)
    memory = replace(memory, plural=_is_plural(scene, memory.indicator))
    return Told(candidate.sentence, tuple(made), tuple(lost), candidate, scene), memory


def _is_plural(scene: Scene, indicator: str | None) -> bool | None:
    """Whether what a sentence measured last is of several things; None where its words were not found in the tree."""
    named = next((name for name in reversed(scene.names) if name.text == indicator and name.phrase is not None), None)
    phrase = scene.phrases[named.phrase] if named is not None and named.phrase is not None else None
    return is_plural(phrase.head) if phrase is not None and phrase.head is not None else None


def _lost(quantity: Quantity, why: str) -> Lost:
    return Lost(quantity.start, quantity.end, why, quantity.rule)


def _remember(candidate: Candidate, drafts: Sequence[Draft], setting: Setting) -> Memory:
    memory = setting.memory
    said = [time for time in candidate.times if time.role in ("period", "present") and not is_day(time.edtf)]
    told = [draft for draft in drafts if draft.period is not None and draft.status == "reported"]
    told = [draft for draft in told if _goes_on(draft.period or "", setting.today)]
    period, ground = memory.period, memory.ground
    if told:
        period, ground = told[0].period, told[0].grounds["period"]
    elif said:
        period = said[-1].edtf if said[-1].role == "period" else None
        period = period if period and _goes_on(period, setting.today) else None
        ground = ground_of_time(said[-1])
    elif drafts and not any(draft.period == period for draft in drafts):
        period = None  # numbers without a time stand between: what follows them goes on with nothing
    named = [draft for draft in drafts if draft.indicator and draft.quantity.kind != "target_year"]
    lent = memory.lent if period is None else None
    counted = [draft.indicator for draft in named if draft.quantity.kind == "count"]
    count = counted[-1] if counted else memory.count
    memory = replace(memory, period=period, ground=ground, lent=lent, count=count)
    if not named:
        return memory
    words = named[-1].grounds["indicator"]
    return replace(memory, indicator=named[-1].indicator, fresh=True, named=words)


def ground_of_time(time: TimeMention) -> Ground:
    """The words for a time that later sentences go on with."""
    return Ground("a time named before", time.start, time.end, time.rule)


def _goes_on(period: str, today: str | None) -> bool:
    """Whether results of the next sentence can be about a period: one with an end, which has begun by now."""
    begin, _, end = period.partition("/")
    if end == "..":
        return False
    return today is None or not (begin[:1].isdigit() and today[:1].isdigit()) or begin <= today[: len(begin)]


def _draft(scene: Scene, index: int, before: Sequence[Draft | None]) -> Draft | Lost:
    """The draft of one number, or why it gives none; `before` are those of the numbers before it."""
    measured = _measured(scene, index, before)
    if isinstance(measured, Lost):
        return measured
    value = measured.quantity.value
    direction, basis, turned, based = _change(scene, index, before)
    placed = status_and_time(scene, index, before, basis)
    if value is not None and value < 0 and direction is not None:
        value, direction = -value, "decrease"
        turned = replace(turned, why="a number below zero that is a change is a fall")
    grounds = {
        "unit": measured.unit_ground,
        "indicator": measured.indicator_ground,
        "direction": turned,
        "basis": based,
        "status": placed.status_ground,
        "period": placed.period_ground,
        "target_year": placed.year_ground,
    }
    return Draft(
        measured.quantity,
        measured.unit,
        measured.indicator,
        direction,
        basis,
        placed.status,
        fitted(placed.period, basis),
        placed.year,
        value,
        grounds,
    )


def _change(
    scene: Scene, index: int, before: Sequence[Draft | None]
) -> tuple[Direction | None, Basis | None, Ground, Ground]:
    """Direction and basis of a number, each with what it rests on."""
    value, turned, based = (
        scene.quantity(index).value,
        direction_of(scene, index, before),
        basis_of(scene, index, before),
    )
    direction, way = (turned.to, turned.ground) if isinstance(turned, Turned) else (None, turned)
    if based is None:
        return direction, None, way, NO_BASIS
    if direction is None and value is not None and value < 0:
        quantity = scene.quantity(index)
        direction = "decrease"
        way = Ground("a number below zero with a comparison", quantity.start, quantity.number_end)
    if direction is None and not basis_touches(scene, index):
        return None, None, way, replace(based.ground, why="the number is no change, so nothing is compared")
    return direction, based.on, way, based.ground


def _measured(scene: Scene, index: int, before: Sequence[Draft | None]) -> Measured | Lost:
    """A number in its final kind, with its unit and indicator; for a bare number that counts nothing why."""
    quantity, link, indicator = scene.quantity(index), scene.link(index), scene.names[index].text
    named = _ground_of_name(scene, index, before)
    if indicator is None and quantity.rule == BARE:
        earlier = (one.text for one in reversed(scene.names[:index]) if one.text)
        indicator = next(earlier, scene.setting.memory.indicator)
        named = _ground_of_last(scene, before, indicator)
    alone = counted_alone(scene, index, before) if quantity.rule == BARE else None
    if alone is not None:
        own = Ground(alone.why, *alone.place)
        return Measured(quantity, alone.unit, alone.indicator, own, own)
    if quantity.kind != "count":
        return Measured(quantity, quantity.unit, indicator, _ground_of_unit(quantity), named)
    if scene.names[index].why == RESPECTIVELY and quantity.rule == BARE:
        return Measured(quantity, _thing_of_all(scene, index) or indicator, indicator, named, named)
    if quantity.rule != BARE and scene.link(index) is None:
        thing = quantity.unit or " ".join(scene.normal[quantity.number_end : quantity.end].split()) or indicator
        # a rule of a user's own says what is counted
        own = Ground("what the rule says is counted", quantity.start, quantity.end, quantity.rule)
        return Measured(quantity, thing, indicator or thing, own, named if indicator else own)
    counts = counted_noun(scene.parsed, index) is not None
    carried = None if counts else _carried(scene, index, before)
    if carried is not None and carried.quantity.kind != "count" and names_things(indicator):
        carried = None
    if carried is not None:
        bare = carried.quantity.kind == "count"
        if bare and not _countable(scene, index, indicator or carried.indicator):
            return _lost(quantity, COUNTS_NOTHING)
        part = wording(OF_WHICH).match(scene.normal, quantity.start) and not _told_itself(scene, index)
        level = link is not None and link.kind == "level" and before[link.base] is not carried  # only its unit is lent
        things = bool(index) and _does_alone(scene, index) and _stands_for_things(scene, index)
        shared = (link is not None and link.label is None and not level) or part or things
        doer = link is None and _is_name(scene.phrases[index])  # "the Tourism Board has set its sights on 49 million"
        quantity = replace(quantity, kind=carried.quantity.kind, unit=carried.quantity.unit)
        lent = replace(carried.grounds["unit"], why="left out here, that of an earlier number")
        if scene.names[index].why == OWN_MEMBER and link is not None:
            unit = indicator if carried.unit == carried.indicator else carried.unit
            return Measured(quantity, unit, indicator, lent, named)
        if shared or doer or indicator is None:
            words = replace(carried.grounds["indicator"], why="that of the number whose unit it shares")
            return Measured(quantity, carried.unit, carried.indicator, lent, words)
        return Measured(quantity, carried.unit, indicator, lent, named)
    if not counts and not _countable(scene, index, indicator) and not _tallied(scene.phrases[index]):
        return _lost(quantity, COUNTS_NOTHING)
    thing = counted_thing(scene.parsed, index)
    return Measured(quantity, thing or indicator, indicator, _ground_of_thing(scene, index, thing, named), named)


def _thing_of_all(scene: Scene, index: int) -> str | None:
    """The noun that the last of a list told respectively says for all: "1.3 billion and 250 million [people]"."""
    for at in range(index, len(scene.names)):
        if scene.names[at].why != RESPECTIVELY:
            return None
        if counted_noun(scene.parsed, at) is not None:
            return counted_thing(scene.parsed, at)
    return None


def _ground_of_unit(quantity: Quantity) -> Ground:
    if quantity.lender is not None:
        return Ground("left out here, that of its neighbour", *quantity.lender, quantity.rule)
    if quantity.number_end < quantity.end:
        return Ground("the words behind the number", quantity.number_end, quantity.end, quantity.rule)
    if quantity.start < quantity.number_start:
        return Ground("the words before the number", quantity.start, quantity.number_start, quantity.rule)
    return Ground("the number's own words", quantity.start, quantity.end, quantity.rule)


def _ground_of_thing(scene: Scene, index: int, thing: str | None, named: Ground) -> Ground:
    """Where the noun stands that a number counts."""
    noun, head = counted_noun(scene.parsed, index), scene.parsed.head_of(index)
    if thing is None or noun is None or head is None:
        return replace(named, why="no noun behind the number; it counts what the indicator names")
    spans = scene.parsed.spans
    return Ground("the noun behind the number, which it counts", spans[head.i + 1][0], spans[noun.i][1])


def _ground_of_last(scene: Scene, before: Sequence[Draft | None], indicator: str | None) -> Ground:
    """The words of an indicator that was named last, in the sentence or before it."""
    earlier = [draft for draft in before if draft is not None and draft.indicator == indicator]
    ground = earlier[-1].grounds["indicator"] if earlier else scene.setting.memory.named
    return replace(ground, why="nothing names it, so it is what was named last before")


def _ground_of_name(scene: Scene, index: int, before: Sequence[Draft | None]) -> Ground:
    """The words that name what a number measures."""
    named = scene.names[index]
    if named.text is None:
        return Ground(f"{named.why}, and nothing was named before")
    if named.place is not None:
        return Ground.at(named.why, named.place)
    if named.phrase is not None:
        return _ground_of_phrase(scene, named.phrase, named.why)
    if named.ground is not None:
        return replace(named.ground, why=f"{named.why} to what was named before")
    earlier = [draft for draft in before if draft is not None and draft.indicator == named.text]
    if earlier:
        return replace(earlier[-1].grounds["indicator"], why=named.why)
    return _ground_of_phrase(scene, index, named.why)


def _ground_of_phrase(scene: Scene, index: int, why: str) -> Ground:
    phrase = scene.phrases[index]
    return Ground.at(why, place_of(scene.parsed, phrase) if phrase is not None else None)


def _told_itself(scene: Scene, index: int) -> bool:
    """Whether a part has a predicate of its own: "of which 20 billion [will fall on wages]"."""
    phrase = scene.phrases[index]
    return phrase is not None and not phrase.empty and phrase.head is not None and phrase.head.tag_.startswith("VB")


def _is_name(phrase: Phrase | None) -> bool:
    return phrase is not None and phrase.head is not None and phrase.head.tag_ in ("NNP", "NNPS")


def _carried(scene: Scene, index: int, before: Sequence[Draft | None]) -> Draft | None:
    """The earlier amount whose unit a bare number leaves out: "exports 11.2 trillion yuan, imports 8.1 trillion"."""
    quantity, link = scene.quantity(index), scene.link(index)
    if quantity.rule != BARE:
        return None
    large = (quantity.value or 0) >= LARGE
    earlier = [one for one in before if one is not None and one.quantity.kind in ("money", "quantity", "count")]
    if wording(OF_THEM).match(scene.normal, quantity.end) or wording(IN_NUMBER).search(*_clause_before(scene, index)):
        earlier = [one for one in earlier if one.quantity.kind == "count"]  # 147,000 of them, "in terms of units"
        link = None
    earlier = [one for one in earlier if not _is_conversion(scene, one.quantity)] or earlier
    if link is not None and link.kind in ("level", "list"):
        base = before[link.base]
        unlike = large and base is not None and base.quantity.kind in ("percentage", "multiple")
        return base if not unlike else earlier[-1] if earlier and earlier[-1].quantity.kind == "money" else None
    return earlier[-1] if earlier and (large or earlier[-1].quantity.kind == "count") else None


def _clause_before(scene: Scene, index: int) -> tuple[str, int, int]:
    """The text, and where the words stand in it that come before a number in its clause."""
    end = scene.quantity(index).start
    start = max(scene.candidate.sentence.start, scene.normal.rfind(",", 0, end))
    return scene.normal, max(start, end - 60), end


def _is_conversion(scene: Scene, quantity: Quantity) -> bool:
    """An amount in brackets says an earlier one in other money: "31.3 billion reais ($5.54 billion)"."""
    return scene.normal[max(0, quantity.start - 10) : quantity.start].rpartition("(")[1] == "("


def _does_alone(scene: Scene, index: int) -> bool:
    """Whether a number is what does something, or to what it is done: "two opposed it", "released nine", "by 60"."""
    quantity, head = scene.quantity(index), scene.parsed.head_of(index)
    if is_subject(scene.parsed, index) or wording(BY).match(scene.normal, quantity.start):
        return True
    return head is not None and head.dep_ == "obj" and (quantity.value or 0) < LARGE


def _stands_for_things(scene: Scene, index: int) -> bool:
    """Whether a number stands alone for things counted before it: "five members backed the cut, two opposed it"."""
    quantity, normal = scene.quantity(index), scene.normal
    earlier = [one for one in range(index) if counted_noun(scene.parsed, one) is not None]
    if not earlier or quantity.value is None or quantity.value != quantity.value.to_integral_value():
        return False
    if wording(ALONE_AFTER).match(normal, quantity.end) is None:
        return False
    head = scene.parsed.head_of(index)
    argument = is_subject(scene.parsed, index) or (head is not None and head.dep_ == "obj")
    return argument or wording(ALONE_BEFORE).match(normal, quantity.start) is not None


def _tallied(phrase: Phrase | None) -> bool:
    """Whether the subject is things or their number: "berths totaled 468", "the number of cells reached 24"."""
    if phrase is None or phrase.head is None or phrase.empty:
        return False
    tally = phrase.head.lower_ in TALLIES
    return tally or phrase.head.tag_ in ("NNS", "NNPS") or phrase.text.lower().startswith("number of ")


def _countable(scene: Scene, index: int, indicator: str | None) -> bool:
    """Whether a number without a noun counts its subject: if it is large, qualified or part of a number before.

    "Stations had reached 2.31 million."
    """
    quantity, normal = scene.quantity(index), scene.normal
    if indicator is None:
        return False
    if quantity.value is None or scene.link(index) is not None:
        return True
    if abs(quantity.value) >= LARGE and not CODE.fullmatch(normal, quantity.start, quantity.end):
        return True
    if wording(PER_SET).match(normal, quantity.end):
        return True  # "came down to 15.1 per 100,000 live births"
    if quantity.qualifier != "exact" or wording(OF_THEM).match(normal, quantity.end):
        return True
    if index and _stands_for_things(scene, index):
        return True
    if wording(THERE_ARE).match(normal, quantity.start) and wording(ALONE_AFTER).match(normal, quantity.end):
        return scene.setting.memory.fresh  # "Five years ago there were two plants. Now there are 11."
    opens = wording(OF_SET).match(normal, scene.candidate.sentence.start)
    if index and opens and scene.quantity(index - 1).kind == "count":
        return True  # "of the 41 industries surveyed, 33 expanded"
    return wording(OF_WHICH).match(normal, quantity.start) is not None
