"""Drafts: what one sentence says of each of its numbers, and what the next sentence may go on with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.candidates import Candidate
from extractors.counting import counted_noun, counted_thing
from extractors.goals import target_years
from extractors.naming import name_numbers, read_phrases
from extractors.parsing import Parsed
from extractors.phrases import Phrase
from extractors.quantities import BARE
from extractors.records import Document, Quantity
from extractors.scene import Draft, Memory, Scene, Setting
from extractors.shifts import basis_of, basis_touches, direction_of
from extractors.status import status_and_time
from extractors.wording import wording

ASKED = (
    r"\b(?:is|was|are|were|will|would|does|do you mean) (?:it|that|this|they|there)(?: be)?"
    r"(?: (?:about|around|more than|over|roughly|still|only|now|or))*[ ]$"
)
EITHER_AFTER = r"(?: [\w-]+){0,3} or (?:about |around |more like )?[\d$]"
EITHER_BEFORE = r"\d[\d,.]{0,40}(?: [\w-]+){0,3} or (?:about |around |more like )?$"
OR_AFTER = r",? or (?:more|less|even )?[^?.]{0,25}\?"
OR_BEFORE = r"(?:^|[ ,]|\d|percent|yuan|dollars)\bor (?:about |around |even |more like )?$"
OF_THEM = r"[ ]of (?:them|these|those|the|its|our|their|which|whom)\b"
OF_WHICH = (
    r"(?<=\b(?:of which|of whom|of them|of these|of those|among them|among these|including|of the total)[ ,]{0,2}"
    r"(?:about |some |more than |nearly |over |only |at least )?)"
)
OF_SET = r"(?:Out of|Of) (?:the |its |their |our |these )?(?:some |about |more than )?[\d,]+ [^.;]{1,80}?, "
CODE = re.compile(r"\d{4,5}")  # "Resolution 1701", "the 12306 app": amounts have commas or a scale
LARGE = 1000  # from here on a number without a noun is no ordinal, mark or part of a name


def draft_claims(
    document: Document, candidate: Candidate, parsed: Parsed, setting: Setting
) -> tuple[list[Draft], Memory]:
    """The drafts of one sentence in reading order, and what the next sentence may go on with."""
    setting = replace(setting, memory=setting.memory.entering(candidate.sentence.paragraph))
    phrases = read_phrases(candidate, parsed)
    scene = Scene(candidate, parsed, setting, phrases, name_numbers(candidate, parsed, phrases, setting))
    drafts: list[Draft | None] = []
    for index, quantity in enumerate(candidate.quantities):
        drafts.append(None if _only_asked(candidate, quantity) else _draft(scene, index, drafts))
    made = [draft for draft in drafts if draft is not None]
    made += target_years(document, candidate, made)
    made.sort(key=lambda draft: draft.quantity.start)
    # What another number is only compared with does not set the scene for the next sentence.
    pairs = zip(drafts, candidate.links, strict=True)
    main = [draft for draft, link in pairs if draft and not (link and link.kind == "level")]
    return made, _remember(candidate, main, setting)


def _only_asked(candidate: Candidate, quantity: Quantity) -> bool:
    """A number that a question asks for is no statement: "Is it 2 or 3 million?"; one that it takes for granted is."""
    normal, sentence = candidate.normal, candidate.sentence
    if normal[sentence.end - 1] != "?":
        return False
    left = normal[max(sentence.start, quantity.start - 60) : quantity.start]
    if wording(ASKED).search(left) or wording(EITHER_BEFORE).search(left):
        return True
    if any(wording(after).match(normal, quantity.end, sentence.end) for after in (EITHER_AFTER, OR_AFTER)):
        return True
    ends = normal[quantity.end : sentence.end].strip(" .?") == ""
    return ends and wording(OR_BEFORE).search(left) is not None


def _remember(candidate: Candidate, drafts: Sequence[Draft], setting: Setting) -> Memory:
    memory = setting.memory
    said = [time for time in candidate.times if time.role in ("period", "present") and len(time.edtf or "") != 10]
    told = [draft.period for draft in drafts if draft.period is not None and draft.status == "reported"]
    told = [period for period in told if _goes_on(period, setting.today)]
    period = memory.period
    if told:
        period = told[0]
    elif said:
        period = said[-1].edtf if said[-1].role == "period" else None
        period = period if period and _goes_on(period, setting.today) else None
    elif drafts:
        period = None  # numbers without a time stand between: what follows them goes on with nothing
    named = [draft.indicator for draft in drafts if draft.indicator and draft.quantity.kind != "target_year"]
    indicator = named[-1] if named else memory.indicator
    return replace(memory, period=period, indicator=indicator, fresh=bool(named) or memory.fresh)


def _goes_on(period: str, today: str | None) -> bool:
    """Whether results of the next sentence can be about a period: one with an end, which has begun by now."""
    begin, _, end = period.partition("/")
    if end == "..":
        return False
    return today is None or not (begin[:1].isdigit() and today[:1].isdigit()) or begin <= today[: len(begin)]


def _draft(scene: Scene, index: int, before: Sequence[Draft | None]) -> Draft | None:
    """The draft of one number, None where nothing is counted; `before` are those of the numbers before it."""
    measured = _measured(scene, index, before)
    if measured is None:
        return None
    quantity, unit, indicator = measured
    direction, basis = direction_of(scene, index, before), basis_of(scene, index, before)
    value = quantity.value
    if direction is None and value is not None and value < 0 and basis is not None:
        direction = "decrease"
    if direction is None and not basis_touches(scene, index):
        basis = None
    status, period, year = status_and_time(scene, index, before)
    if value is not None and value < 0 and direction is not None:
        value, direction = -value, "decrease"
    return Draft(quantity, unit, indicator, direction, basis, status, period, year, value)


def _measured(
    scene: Scene, index: int, before: Sequence[Draft | None]
) -> tuple[Quantity, str | None, str | None] | None:
    """A number in its final kind, with its unit and indicator; None for a bare number that counts nothing."""
    quantity, link, indicator = scene.quantity(index), scene.link(index), scene.indicators[index]
    if indicator is None and quantity.rule == BARE:
        earlier = (text for text in reversed(scene.indicators[:index]) if text)
        indicator = next(earlier, scene.setting.memory.indicator)
    if quantity.kind != "count":
        return quantity, quantity.unit, indicator
    if quantity.rule != BARE and scene.link(index) is None:
        thing = quantity.unit or " ".join(scene.normal[quantity.number_end : quantity.end].split()) or indicator
        return quantity, thing, indicator or thing  # a rule of a user's own says what is counted
    counts = counted_noun(scene.parsed, index) is not None
    carried = None if counts else _carried(scene, index, before)
    if carried is not None:
        bare = carried.quantity.kind == "count"
        if bare and not _countable(scene, index, indicator or carried.indicator):
            return None
        shared = (link is not None and link.label is None) or wording(OF_WHICH).match(scene.normal, quantity.start)
        doer = link is None and _is_name(scene.phrases[index])  # "the Tourism Board has set its sights on 49 million"
        quantity = replace(quantity, kind=carried.quantity.kind, unit=carried.quantity.unit)
        return quantity, carried.unit, carried.indicator if shared or doer or indicator is None else indicator
    if not counts and not _countable(scene, index, indicator) and not _tallied(scene.phrases[index]):
        return None
    return quantity, counted_thing(scene.parsed, index) or indicator, indicator


def _is_name(phrase: Phrase | None) -> bool:
    return phrase is not None and phrase.head is not None and phrase.head.tag_ in ("NNP", "NNPS")


def _carried(scene: Scene, index: int, before: Sequence[Draft | None]) -> Draft | None:
    """The earlier amount whose unit a bare number leaves out: "exports 11.2 trillion yuan, imports 8.1 trillion"."""
    quantity, link = scene.quantity(index), scene.link(index)
    if quantity.rule != BARE:
        return None
    large = (quantity.value or 0) >= LARGE
    if link is not None and link.kind in ("level", "list"):
        base = before[link.base]
        unlike = large and base is not None and base.quantity.kind in ("percentage", "multiple")
        return None if unlike else base
    earlier = [draft for draft in before if draft is not None and draft.quantity.kind in ("money", "quantity", "count")]
    return earlier[-1] if earlier and (large or earlier[-1].quantity.kind == "count") else None


def _tallied(phrase: Phrase | None) -> bool:
    """Whether the subject is things or their number: "berths totaled 468", "the number of cells reached 24"."""
    if phrase is None or phrase.head is None or phrase.empty:
        return False
    return phrase.head.tag_ in ("NNS", "NNPS") or phrase.text.lower().startswith("number of ")


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
    if quantity.qualifier != "exact" or wording(OF_THEM).match(normal, quantity.end):
        return True
    opens = wording(OF_SET).match(normal, scene.candidate.sentence.start)
    if index and opens and scene.quantity(index - 1).kind == "count":
        return True  # "of the 41 industries surveyed, 33 expanded"
    return wording(OF_WHICH).match(normal, quantity.start) is not None
