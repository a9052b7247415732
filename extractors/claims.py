"""Linking: a quantity with everything that belongs to it is a claim."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from extractors.changes import named_direction, read_basis, read_direction
from extractors.indicators import Phrase, counted_noun, distribute, read_indicator
from extractors.links import Link, base_of, link_quantities, list_of
from extractors.parsing import BRACKETS, Parsed, Reduced, reduce_sentence
from extractors.quantities import BARE
from extractors.records import (
    Basis,
    Claim,
    Direction,
    Document,
    Paragraph,
    Quantity,
    Sentence,
    Speaker,
    Status,
    TimeMention,
)
from extractors.tables import Cell
from extractors.targets import Cue, find_cues, goal_phrase, governing_cue, heading_status, is_observer, read_status
from extractors.timing import Timed, time_of
from patterns import load

PREPOSITION = regex.compile(
    r"(?:(?:^|(?<=[\s(,]))(?:in|by|during|at|on|as of|as at|over|for|from|since|through|throughout|between|of|within|until|than|than in|than at|compared with|compared to|compared with that in|"
    r"up from|down from|before|after|toward|towards|per)(?: the)?[ ])$",
    regex.IGNORECASE,
)
# "annual inflation" tells a basis, but its noun must stay.
CHANGE_WORD = regex.compile(r"\b(?:inflation|growth|rise|increase|gain|drop|decline|fall|decrease|jump|average)\b", regex.IGNORECASE)
SAID_AFTER = regex.compile(
    r",[\"']? (?:(?-i:[A-Z])[\w.'-]*|the \w+|an? \w+|he|she|it|they)(?: [\w.'&-]+){0,5} (?:said|says|told|added|noted|stressed|announced|explained|showed|shows|reported|pointed out)"
    r"(?: [^,.;\d]{0,80})?(?=[.;]|$)",
    regex.IGNORECASE,
)
ACCORDING = regex.compile(
    r"(?:^|(?<=\. ))According to [^,;.\d]{1,120}, |, according to [^,;.\d]{1,120}(?=[,.;]|$)", regex.IGNORECASE
)
ATTACHED_TAIL = regex.compile(r"[,;.:)]|$| and (?=[^,;.]{0,40}\d)")


@dataclass(frozen=True)
class Candidate:
    """A sentence that may hold claims, with the mentions in it and its reduced form."""

    sentence: Sentence
    quantities: tuple[Quantity, ...]
    times: tuple[TimeMention, ...]
    links: tuple[Link | None, ...]
    cues: tuple[Cue, ...]
    reduced: Reduced


@dataclass(frozen=True)
class Section:
    """What the heading over a paragraph lends to its claims."""

    status: Status | None = None
    period: str | None = None
    year: int | None = None


@dataclass(frozen=True)
class Memory:
    """What a sentence leaves to the next one of its paragraph."""

    paragraph: int = -1
    period: str | None = None
    indicator: str | None = None
    fresh: bool = False  # the indicator is of the same paragraph


@dataclass(frozen=True)
class Draft:
    """A claim without speaker and document: what the sentence itself says."""

    quantity: Quantity
    unit: str | None
    indicator: str | None
    direction: Direction | None = None
    basis: Basis | None = None
    status: Status = "reported"
    period: str | None = None
    target_year: int | None = None
    value: Decimal | None = None


def prepare(
    document: Document, sentence: Sentence, quantities: Sequence[Quantity], times: Sequence[TimeMention]
) -> Candidate:
    """Link the mentions of a sentence and reduce it for the parser."""
    normal = document.normal
    kept = [quantity for quantity in quantities if not any(_overlap(quantity, time) for time in times)]
    links = link_quantities(normal, sentence, kept, times)
    cues = find_cues(normal, sentence)
    reduced = reduce_sentence(normal, sentence, kept, _cuts(normal, sentence, kept, links, times))
    return Candidate(sentence, tuple(kept), tuple(times), tuple(links), tuple(cues), reduced)


def _overlap(quantity: Quantity, time: TimeMention) -> bool:
    return quantity.number_start < time.end and time.start < quantity.number_end


def _cuts(
    normal: str,
    sentence: Sentence,
    quantities: Sequence[Quantity],
    links: Sequence[Link | None],
    times: Sequence[TimeMention],
) -> Iterator[tuple[int, int]]:
    """What the parser need not see: times (goals stay), attached changes, brackets."""
    for time in times:
        if time.role != "goal" and not CHANGE_WORD.search(normal, time.start, time.end):
            lead = PREPOSITION.search(normal, max(sentence.start, time.start - 30), time.start)
            end = time.end + (2 if normal.startswith("'s", time.end) else 1 if normal[time.end : time.end + 1] == "," and time.start - sentence.start < 8 else 0)
            yield (lead.start() if lead else time.start), end
    for index, link in enumerate(links):
        if link is not None and link.kind != "list":
            yield link.lead, _attached_end(normal, sentence, quantities, index)
    for start, end in _said_clauses(normal, sentence):
        if not any(quantity.start < end and start < quantity.end for quantity in quantities):
            yield start, end
    for match in BRACKETS.finditer(normal, sentence.start, sentence.end):
        if not any(quantity.start < match.end() and match.start() < quantity.end for quantity in quantities):
            yield match.start(), match.end()


def _said_clauses(normal: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Reporting clauses at the end and "according to" phrases: they say who speaks, not what is measured."""
    for match in SAID_AFTER.finditer(normal, sentence.start, sentence.end):
        yield match.span()
    for match in ACCORDING.finditer(normal, sentence.start, sentence.end):
        yield match.span()


def _attached_end(normal: str, sentence: Sentence, quantities: Sequence[Quantity], index: int) -> int:
    end = quantities[index].end
    limit = quantities[index + 1].start if index + 1 < len(quantities) else sentence.end
    match = ATTACHED_TAIL.search(normal, end, sentence.end)
    if match is None or match.start() > limit:
        return end
    return match.end() if match[0] == ")" else match.start()


# --- sentences to drafts ---


def draft_claims(
    document: Document,
    candidate: Candidate,
    parsed: Parsed,
    memory: Memory,
    section: Section,
    observed: Callable[[int, int], bool],
) -> tuple[list[Draft], Memory]:
    """The drafts of one sentence in reading order, and what the next sentence may go on with."""
    normal, sentence = document.normal, candidate.sentence
    if memory.paragraph != sentence.paragraph:
        memory = Memory(sentence.paragraph, None, memory.indicator, fresh=False)
    phrases = [_phrase(candidate, parsed, index) for index in range(len(candidate.quantities))]
    indicators = _indicators(normal, candidate, phrases, memory, _labels(normal, candidate))
    drafts: list[Draft | None] = []
    for index, quantity in enumerate(candidate.quantities):
        if _only_asked(normal, sentence, quantity):
            drafts.append(None)
            continue
        drafts.append(
            _draft(
                normal, candidate, parsed, index, phrases, indicators, drafts, memory, section, observed, document.date
            )
        )
    made = [draft for draft in drafts if draft is not None]
    made += _target_years(normal, candidate, made, document)
    made.sort(key=lambda draft: draft.quantity.start)
    # What another number is only compared with does not set the scene for the next sentence.
    main = [draft for draft, link in zip(drafts, candidate.links, strict=True) if draft and not (link and link.kind == "level")]
    return made, _remember(candidate, main, memory)


ASKED = regex.compile(
    r"\b(?:is|was|are|were|will|would|does|do you mean) (?:it|that|this|they|there)(?: be)?(?: (?:about|around|more than|over|roughly|still|only|now|or))*[ ]$",
    regex.IGNORECASE,
)
EITHER_AFTER = regex.compile(r"(?: [\w-]+){0,3} or (?:about |around |more like )?[\d$]")
EITHER_BEFORE = regex.compile(r"\d[\d,.]*(?: [\w-]+){0,3} or (?:about |around |more like )?$")
OR_AFTER = regex.compile(r",? or (?:more|less|even )?[^?.]{0,25}\?", regex.IGNORECASE)
OR_BEFORE = regex.compile(
    r"(?:^|[ ,]|\d|percent|yuan|dollars)\bor (?:about |around |even |more like )?$", regex.IGNORECASE
)


def _only_asked(normal: str, sentence: Sentence, quantity: Quantity) -> bool:
    """A number that a question asks for is no statement: "Is it 2 or 3 million?"; one that it takes for granted is."""
    if normal[sentence.end - 1] != "?":
        return False
    left = normal[max(sentence.start, quantity.start - 60) : quantity.start]
    if ASKED.search(left):
        return True
    if EITHER_AFTER.match(normal, quantity.end, sentence.end) or EITHER_BEFORE.search(left):
        return True
    ends = normal[quantity.end : sentence.end].strip(" .?") == ""
    return (ends and OR_BEFORE.search(left) is not None) or OR_AFTER.match(
        normal, quantity.end, sentence.end
    ) is not None


def _remember(candidate: Candidate, drafts: Sequence[Draft], memory: Memory) -> Memory:
    said = [time for time in candidate.times if time.role in ("period", "present") and len(time.edtf or "") != 10]
    told = [draft.period for draft in drafts if draft.period is not None and draft.status == "reported"]
    period = memory.period
    if told:
        period = told[-1]
    elif said:
        period = said[-1].edtf if said[-1].role == "period" else None
    named = [draft.indicator for draft in drafts if draft.indicator and draft.quantity.kind != "target_year"]
    return replace(memory, period=period, indicator=named[-1] if named else memory.indicator, fresh=bool(named) or memory.fresh)


def _labels(normal: str, candidate: Candidate) -> str | None:
    """The words before a colon that head a line: "GDP: 134.9 trillion yuan"."""
    sentence = candidate.sentence
    first = candidate.quantities[0].start if candidate.quantities else sentence.end
    colon = normal.rfind(": ", sentence.start, first + 1)
    if colon < 0 or colon - sentence.start > 140:
        return None
    between = normal[colon + 1 : first]
    return (
        " ".join(normal[sentence.start : colon].split())
        if len(between.split()) <= 4 and not regex.search(r"\b(?:is|was|were|are|will)\b", between)
        else None
    )


def _phrase(candidate: Candidate, parsed: Parsed, index: int) -> Phrase | None:
    """The phrase that the tree gives for a quantity; none for one that was left out of the tree with its link."""
    link = candidate.links[index]
    if link is not None and link.kind != "list":
        return None
    first = list_of(candidate.links, index)[0]
    if first != index and candidate.links[first] is None:
        return read_indicator(parsed, first, candidate.quantities[first])
    return read_indicator(parsed, index, candidate.quantities[index])


def _indicators(
    normal: str, candidate: Candidate, phrases: Sequence[Phrase | None], memory: Memory, label: str | None
) -> list[str | None]:
    """The indicator of each quantity of the sentence."""
    found: list[str | None] = []
    for index, quantity in enumerate(candidate.quantities):
        link = candidate.links[index]
        if link is not None and link.label is not None:
            found.append(_gapped(link.label, found[link.base]))
            continue
        if label is not None and quantity.kind != "count":
            found.append(label)
            continue
        if link is not None and link.pair is not None:
            found.append(found[link.pair])
            continue
        if (
            link is not None
            and link.kind in ("change", "level")
            and not (quantity.kind == "count" and link.kind == "change")
        ):
            found.append(found[link.base])
            continue
        if link is not None and link.kind == "share":
            found.append(_shared_indicator(normal, quantity, found[link.base]))
            continue
        found.append(_resolve(phrases[index], found, memory, link))
    return _distribute(candidate, found)


def _gapped(label: str, base: str | None) -> str:
    """ "exports to Asia rose 5 percent, to Africa 3 percent": the words in the gap with what they share."""
    preposition = label.partition(" ")[0].lower()
    if base is not None and preposition in ("to", "from", "in", "of", "with", "for") and f" {preposition} " in base:
        return f"{base.partition(f' {preposition} ')[0]} {label}"
    return label


def _shared_indicator(normal: str, quantity: Quantity, base: str | None) -> str | None:
    """ "accounting for 15.8 percent of total foreign trade": the share of the base in the whole."""
    match = regex.compile(r"[ ]of ((?:(?!and\b|in\b|,)[\w'&-]+[ ]?){1,6})").match(normal, quantity.end)
    whole = match[1].strip() if match else None
    if base is None or whole is None:
        return base or whole
    return f"{base} share of {regex.sub(r'^(?:the|its|their|all) ', '', whole)}"


def _resolve(phrase: Phrase | None, found: Sequence[str | None], memory: Memory, link: Link | None) -> str | None:
    """Words that only point back get what they point to."""
    before = next((text for text in reversed(found) if text), None) or memory.indicator
    if phrase is None:
        return found[link.base] if link is not None else None
    if phrase.pointing is not None and before is not None and f" {phrase.pointing} " in before:
        return f"{before.partition(f' {phrase.pointing} ')[0]} {phrase.pointing} {phrase.text}"
    if not phrase.empty:
        return phrase.text
    if phrase.head is not None and phrase.head.lower_ in ("we", "i", "you", "us", "he", "she"):
        return before or None
    points = phrase.head is not None and phrase.head.tag_.startswith(("PRP", "W", "DT"))
    if not points and not memory.fresh and not any(found):
        return phrase.text
    if before is None:
        return phrase.text if phrase.head is not None and not phrase.head.tag_.startswith(("PRP", "W", "DT")) else None
    return before


def _distribute(candidate: Candidate, found: list[str | None]) -> list[str | None]:
    """Give each number of a list its own member of the coordination that it runs beside."""
    result = list(found)
    for index in range(len(found)):
        members = list_of(candidate.links, index)
        text = found[members[0]]
        if len(members) > 1 and members[0] == index and text and len({found[member] for member in members}) == 1:
            parts = distribute(text, len(members))
            if parts:
                for member, part in zip(members, parts, strict=True):
                    result[member] = part
    return _spread(candidate, result, found)


def _spread(candidate: Candidate, result: list[str | None], found: list[str | None]) -> list[str | None]:
    """Attached numbers follow the base that was split."""
    for index, link in enumerate(candidate.links):
        if link is not None and link.pair is not None:
            result[index] = result[link.pair]
        elif (
            link is not None
            and link.kind in ("change", "level")
            and result[index] == found[link.base] != result[link.base]
        ):
            result[index] = result[link.base]
    return result


def _draft(
    normal: str,
    candidate: Candidate,
    parsed: Parsed,
    index: int,
    phrases: Sequence[Phrase | None],
    indicators: Sequence[str | None],
    before: Sequence[Draft | None],
    memory: Memory,
    section: Section,
    observed: Callable[[int, int], bool],
    today: str | None,
) -> Draft | None:
    quantity, link = candidate.quantities[index], candidate.links[index]
    unit, indicator = quantity.unit, indicators[index]
    if indicator is None and quantity.rule == BARE:
        indicator = next((text for text in reversed(indicators[:index]) if text), memory.indicator)
    if quantity.kind == "count":
        carried = _carried(candidate, index, before)
        noun = counted_noun(parsed, index)
        if carried is not None and noun is None:
            if carried.quantity.kind == "count" and not _countable(
                normal, candidate, index, indicator or carried.indicator
            ):
                return None
            quantity = replace(quantity, kind=carried.quantity.kind, unit=carried.quantity.unit)
            unit = carried.unit
            labelled = link is not None and link.label is not None
            indicator = carried.indicator if (link is not None and not labelled) or indicator is None else indicator
        elif noun is None and not (_countable(normal, candidate, index, indicator) or _tallied(phrases[index])):
            return None
        else:
            unit = _thing(parsed, index) or indicator
    direction = _direction(normal, candidate, index, before, phrases)
    basis = _basis(normal, candidate, index, before)
    if direction is None and quantity.value is not None and quantity.value < 0 and basis is not None:
        direction = "decrease"
    if direction is None and not _basis_touches(normal, candidate, index):
        basis = None
    status, cue = _status(normal, candidate, parsed, index, before, section, observed)
    timed = time_of(index, candidate.quantities, candidate.links, candidate.times, candidate.sentence, normal)
    status = _weighed(status, cue, candidate, index, timed, today)
    period, year = _when(normal, candidate, parsed, index, timed, status, memory, section, today)
    if (
        status == "reported"
        and timed is not None
        and timed.mention is not None
        and timed.mention.role == "goal"
        and not _past(parsed, index)
        and not _is_subject(parsed, index)
    ):
        status, year, period = "target", timed.mention.year, None
    value = quantity.value
    if value is not None and value < 0 and direction is not None:
        value, direction = -value, "decrease"
    return Draft(quantity, unit, indicator, direction, basis, status, period, year, value)


def _carried(candidate: Candidate, index: int, before: Sequence[Draft | None]) -> Draft | None:
    """The earlier amount whose unit a bare number leaves out: "exports 11.2 trillion yuan, imports 8.1 trillion"."""
    quantity, link = candidate.quantities[index], candidate.links[index]
    if quantity.rule != BARE:
        return None
    if link is not None and link.kind in ("level", "list"):
        base = before[link.base]
        unlike = base is not None and base.quantity.kind in ("percentage", "multiple") and (quantity.value or 0) >= 1000
        return None if unlike else base
    large = (quantity.value or 0) >= 1000
    earlier = [draft for draft in before if draft is not None and draft.quantity.kind in ("money", "quantity", "count")]
    return earlier[-1] if earlier and (large or earlier[-1].quantity.kind == "count") else None


def _tallied(phrase: Phrase | None) -> bool:
    """Whether the subject is things or their number: "berths totaled 468", "the number of cells reached 24"."""
    if phrase is None or phrase.head is None or phrase.empty:
        return False
    return phrase.head.tag_ in ("NNS", "NNPS") or phrase.text.lower().startswith("number of ")


OF_THEM = regex.compile(r"[ ]of (?:them|these|those|the|its|our|their|which|whom)\b", regex.IGNORECASE)
OF_WHICH = regex.compile(
    r"(?<=\b(?:of which|of whom|of them|of these|of those|among them|among these|including|of the total)[ ,]{0,2}(?:about |some |more than |nearly |over |only |at least )?)",
    regex.IGNORECASE,
)


def _countable(normal: str, candidate: Candidate, index: int, indicator: str | None) -> bool:
    """A number without a noun counts its subject if it is large, qualified or part of a number before: "stations had reached 2.31 million"."""
    quantity = candidate.quantities[index]
    if indicator is None:
        return False
    large = quantity.value is None or abs(quantity.value) >= 1000 or candidate.links[index] is not None
    return (
        large
        or quantity.qualifier != "exact"
        or bool(OF_THEM.match(normal, quantity.end) or OF_WHICH.match(normal, quantity.start))
    )


def _thing(parsed: Parsed, index: int) -> str | None:
    noun = counted_noun(parsed, index)
    head = parsed.head_of(index)
    if noun is None or head is None:
        return None
    return " ".join(noun.doc[head.i + 1 : noun.i + 1].text.split()).strip(" \"'") or None


def _basis_touches(normal: str, candidate: Candidate, index: int) -> bool:
    """Whether "year on year" stands right behind a number that is no change by itself: inflation of 2 percent year on year."""
    quantity = candidate.quantities[index]
    return any(
        time.role == "basis" and 0 <= time.start - quantity.end <= 8 and quantity.kind == "percentage"
        for time in candidate.times
    )


TO_LEVEL = regex.compile(r",? ?(?:to|down to|up to)\b", regex.IGNORECASE)
# "grew 1.7 percent, after 3.2 percent in the third quarter": two changes; "slowed to 3.5 from 5.6": two levels.
SAME_KIND = regex.compile(r"\b(?:after|following|vs\.?|versus|against|compared (?:with|to))\b", regex.IGNORECASE)


def _named(phrase: Phrase | None, quantity: Quantity) -> Direction | None:
    return named_direction(phrase.text, quantity) if phrase is not None and not phrase.whole else None


def _direction(
    normal: str, candidate: Candidate, index: int, before: Sequence[Draft | None], phrases: Sequence[Phrase | None]
) -> Direction | None:
    quantity, link = candidate.quantities[index], candidate.links[index]
    own = read_direction(normal, candidate.sentence, quantity, candidate.times)
    if own is not None:
        return own
    if link is not None and link.kind == "list":
        base = before[link.base]
        return base.direction if base is not None else None
    if link is not None and link.kind == "level":
        base = before[link.base]
        same = (
            base is not None
            and base.quantity.unit == quantity.unit == "%"
            and SAME_KIND.search(normal, link.lead, quantity.start)
        )
        return (
            base.direction if base is not None and same else _named(phrases[base_of(candidate.links, index)], quantity)
        )
    if link is not None and link.kind == "share":
        return None
    return _named(phrases[index], quantity)


def _basis(normal: str, candidate: Candidate, index: int, before: Sequence[Draft | None]) -> Basis | None:
    """The basis of a change: its own words, those of its list, those that open the sentence."""
    quantities, link = candidate.quantities, candidate.links[index]
    own = _own_basis(normal, candidate, index)
    if own is not None:
        return own
    members = list_of(candidate.links, index)
    for member in (*members[: members.index(index)], members[-1]):
        shared = before[member] if member < len(before) else None
        basis = (
            shared.basis if shared is not None else _own_basis(normal, candidate, member) if member != index else None
        )
        if basis is not None:
            return basis
    opening = [
        time
        for time in candidate.times
        if time.role == "basis" and time.end <= quantities[0].start and time.start - candidate.sentence.start < 40
    ]
    return opening[0].basis if opening and link is None else None


TWELVE = regex.compile(r"\b(?:12|twelve) months\b", regex.IGNORECASE)


def _own_basis(normal: str, candidate: Candidate, index: int) -> Basis | None:
    quantities, link = candidate.quantities, candidate.links[index]
    following = quantities[index + 1].start if index + 1 < len(quantities) else candidate.sentence.end
    earliest = candidate.sentence.start if index == 0 else quantities[index - 1].end
    level = link is not None and link.kind == "level"
    if any(
        quantities[index].end <= time.start < following and TWELVE.search(normal, time.start, time.end)
        for time in candidate.times
    ):
        return "year-on-year"
    return read_basis(normal, quantities[index], following, candidate.times, earliest, level)


def _status(
    normal: str,
    candidate: Candidate,
    parsed: Parsed,
    index: int,
    before: Sequence[Draft | None],
    section: Section,
    observed: Callable[[int, int], bool],
) -> tuple[Status, Cue | None]:
    quantity, link = candidate.quantities[index], candidate.links[index]
    status, cue = read_status(normal, candidate.sentence, quantity, candidate.cues, observed)
    if (link is not None and link.kind in ("change", "share")) or (
        link is not None and link.kind == "level" and quantity.kind == "money"
    ):
        base = before[link.base]
        if base is not None:
            return base.status, cue
    if link is not None and link.kind == "level":
        base = before[base_of(candidate.links, index)]
        if base is not None and TO_LEVEL.match(normal, link.lead):
            return base.status, cue
        return ("reported", None) if status == "target" else (status, cue)
    if status == "reported" and (_is_planned(parsed, index) or _lies_ahead(normal, candidate.sentence, quantity)):
        return ("forecast" if observed(quantity.start, quantity.end) else "target"), cue
    if status == "reported" and section.status is not None:
        return section.status, cue
    return status, cue


def _when(
    normal: str,
    candidate: Candidate,
    parsed: Parsed,
    index: int,
    timed: Timed | None,
    status: Status,
    memory: Memory,
    section: Section,
    today: str | None,
) -> tuple[str | None, int | None]:
    """Period and target year of a number."""
    mention = timed.mention if timed is not None else None
    if status == "target":
        year = mention.year if mention is not None and mention.role in ("goal", "period") else None
        if year is not None and mention is not None and mention.role == "period" and _before(str(year), today or ""):
            year = None
        return None, year if year is not None else section.year
    if timed is not None:
        return timed.edtf, None
    if status == "forecast":
        return section.period, None
    if section.period is not None:
        return section.period, None
    present = any(time.role == "present" for time in candidate.times)
    return (memory.period if not present and _may_carry(parsed, index, candidate) else None), None


def _may_carry(parsed: Parsed, index: int, candidate: Candidate) -> bool:
    """A time goes on into the next sentence where that tells of the past or has no verb."""
    head = parsed.head_of(base_of(candidate.links, index))
    if head is None:
        return False
    for token in [head, *head.ancestors]:
        if token.tag_ in ("VBD",):
            return True
        if token.tag_ in ("VBP", "VBZ", "MD", "VB"):
            return False
        helpers = [child for child in token.children if child.dep_ in ("aux", "aux:pass", "cop")]
        if {child.lower_ for child in helpers} >= {"would", "have"}:
            return True
        if helpers:
            return all(child.tag_ in ("VBD", "VBN") for child in helpers)
    return not any(token.tag_ in ("VBZ", "VBP", "MD") for token in parsed.doc)


def _is_subject(parsed: Parsed, index: int) -> bool:
    head = parsed.head_of(index)
    return head is not None and any(token.dep_ in ("nsubj", "nsubj:pass") for token in [head, *head.ancestors][:2])


def _past(parsed: Parsed, index: int) -> bool:
    head = parsed.head_of(index)
    return head is not None and any(
        token.tag_ == "VBD"
        or any(child.tag_ == "VBD" for child in token.children if child.dep_ in ("aux", "cop", "aux:pass"))
        for token in [head, *head.ancestors][:6]
    )


AHEAD = regex.compile(r"[^,;.:]{0,70}?\b(?P<past>was|were|has|have|had|is|are|said)?\b[^,;.:]{0,10}?\b(?:will|shall|are to|is to) (?:also |soon |then )?be \w+(?:ed|en|lt|ut|nt|ht|ld)\b", regex.IGNORECASE)


def _lies_ahead(normal: str, sentence: Sentence, quantity: Quantity) -> bool:
    """ "62,000 beacons will be installed": a passive still to come, where the tree has lost the subject."""
    match = AHEAD.match(normal, quantity.end, sentence.end)
    return match is not None and quantity.kind in ("count", "money", "quantity") and not load("targets").expression(r"\b(?:$past)\b").search(normal, quantity.end, match.end())


def _weighed(
    status: Status, cue: Cue | None, candidate: Candidate, index: int, timed: Timed | None, today: str | None
) -> Status:
    """The status against the calendar: "will" about a finished year is a translated past, a result of a year to come a forecast."""
    if timed is None or timed.edtf is None or timed.mention is None or today is None:
        return status
    begin, _, end = timed.edtf.partition("/")
    if cue is not None and cue.label == "will" and _before(end or begin, today):
        return "reported"
    if cue is not None and cue.label == "will" and timed.mention.role == "period" and cue.state:
        return "forecast"
    if (
        status == "reported"
        and timed.mention.role == "period"
        and any(_after(other, today) for other in _list_times(candidate, index, begin))
    ):
        return "forecast"
    return status


def _list_times(candidate: Candidate, index: int, own: str) -> list[str]:
    """The beginnings of the times of all members of a number's list: a forecast for next year colours that for this year."""
    members = list_of(candidate.links, index)
    if len(members) < 2:
        return [own]
    first, last = candidate.quantities[members[0]], candidate.quantities[members[-1]]
    return [
        own,
        *(
            time.edtf.partition("/")[0]
            for time in candidate.times
            if time.edtf and time.role == "period" and first.end <= time.start <= last.end + 30
        ),
    ]


def _before(edtf: str, today: str) -> bool:
    """Whether a time was over on a day: 2022 is over in 2023, June 2024 in July 2024."""
    return edtf[:1].isdigit() and today[:1].isdigit() and edtf < today[: len(edtf)]


def _after(edtf: str, today: str) -> bool:
    return edtf[:1].isdigit() and today[:1].isdigit() and edtf > today[: len(edtf)]


def _is_planned(parsed: Parsed, index: int) -> bool:
    """Whether the verb of which the number is the subject lies ahead: "300 stations will be built"."""
    head = parsed.head_of(index)
    if head is None:
        return False
    for token in [head, *head.ancestors][:4]:
        if token.dep_ in ("nsubj", "nsubj:pass"):
            verb = token.head
            planned = any(
                child.lower_ in ("will", "shall", "would", "must", "should", "to") and child.dep_ in ("aux", "mark")
                for child in verb.children
            )
            return planned and verb.tag_ in ("VB", "VBN")
    return False


# --- target years ---


def _target_years(normal: str, candidate: Candidate, drafts: Sequence[Draft], document: Document) -> Iterator[Draft]:
    """A claim for each year by which a goal of the sentence is to be met."""
    for time in candidate.times:
        if time.role not in ("goal", "period") or time.year is None or not YEAR_WORD.search(normal, time.start, time.end):
            continue
        goals = [draft for draft in drafts if draft.status == "target" and draft.target_year == time.year]
        cue = governing_cue(normal, candidate.sentence, time.start, candidate.cues)
        if not goals and not _numberless_goal(normal, time, cue, document):
            continue
        if goals and time.role == "period" and not any(abs(goal.quantity.start - time.start) < 200 for goal in goals):
            continue
        if cue is None or cue.label == "forecast":
            cue = next((item for item in candidate.cues if item.label != "forecast" and item.start > time.start), None)
        indicator = goal_phrase(normal, candidate.sentence, time, cue) or (goals[0].indicator if goals else None)
        quantity = Quantity(
            "target_year",
            time.start,
            time.end,
            Decimal(time.year),
            None,
            time.rule,
            number_start=time.start,
            number_end=time.end,
        )
        yield Draft(quantity, None, indicator, status="target", target_year=time.year)


# A month or a day by which something is to be done is a schedule; only years make a claim.
YEAR_WORD = regex.compile(r"(?:19|20)\d\d|\byears?\b|\byear-|\bdecades?\b|\bcentury\b|\bFY ?\d\d", regex.IGNORECASE)


def _numberless_goal(normal: str, time: TimeMention, cue: Cue | None, document: Document) -> bool:
    """A goal without a number counts where its year is written out: "to strengthen competitiveness by 2018"."""
    if (
        time.role != "goal"
        or cue is None
        or cue.label == "forecast"
        or not regex.search(r"\d{4}", normal[time.start : time.end])
    ):
        return False
    year = (document.date or "")[:4]
    return not year.isdigit() or time.year is None or time.year >= int(year)


# --- sections ---


def sections(document: Document, find_times: Callable[[int, int], list[TimeMention]]) -> list[Section]:
    """For each paragraph what the heading over it lends; a heading reaches to the next one."""
    current = Section()
    found = []
    for paragraph in document.paragraphs:
        if paragraph.zone == "heading":
            current = _section(document.normal, paragraph, find_times)
            found.append(Section())
        else:
            found.append(current if paragraph.zone == "bullet" else Section())
    return found


def _section(normal: str, paragraph: Paragraph, find_times: Callable[[int, int], list[TimeMention]]) -> Section:
    heading = normal[paragraph.start : paragraph.end]
    times = [time for time in find_times(paragraph.start, paragraph.end) if time.edtf]
    status = heading_status(heading)
    period = times[0].edtf if times else None
    year = times[0].year if times else None
    if status is None:
        return Section(None, period, None)
    return Section(status, period if status == "forecast" else None, year if status == "target" else None)


def goal_years(document: Document, candidate: Candidate) -> Iterator[Draft]:
    """The years of goals without a number: in a sentence ("to grow stronger by 2018"), in a heading ("Targets for 2025")."""
    paragraph = document.paragraphs[candidate.sentence.paragraph]
    if paragraph.zone != "heading":
        yield from _target_years(document.normal, candidate, (), document)
        return
    heading = document.normal[paragraph.start : paragraph.end]
    if heading_status(heading) != "target":
        return
    for time in candidate.times:
        if time.year is not None and time.role in ("goal", "period"):
            text = goal_phrase(document.normal, candidate.sentence, time, None) or " ".join(heading.split())
            quantity = Quantity(
                "target_year",
                time.start,
                time.end,
                Decimal(time.year),
                None,
                time.rule,
                number_start=time.start,
                number_end=time.end,
            )
            yield Draft(quantity, None, text, status="target", target_year=time.year)
            return


# --- drafts to claims ---


def cell_draft(cell: Cell) -> Draft:
    """The draft of a table's cell, which says everything itself."""
    value = cell.quantity.value
    if cell.direction is not None and value is not None:
        value = abs(value)
    return Draft(
        cell.quantity, cell.quantity.unit, cell.indicator, cell.direction, cell.basis, period=cell.period, value=value
    )


def claim_id(document_id: str, draft: Draft) -> str:
    """The same document, place and kind give the same id."""
    key = f"{document_id}:{draft.quantity.start}:{draft.quantity.end}:{draft.quantity.kind}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def make_claim(
    document: Document,
    document_id: str,
    draft: Draft,
    sentence: Sentence,
    speaker: Speaker | None,
    cites: str | None,
    attribution: str,
    date: str | None,
) -> Claim:
    """The record of a draft. Built without validation: every field is made here, in the type it has."""
    quantity = draft.quantity
    return Claim.model_construct(
        id=claim_id(document_id, draft),
        kind=quantity.kind,
        text=document.text[quantity.start : quantity.end],
        start=quantity.start,
        end=quantity.end,
        value=draft.value if draft.value is not None else quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=draft.unit,
        qualifier=quantity.qualifier,
        indicator=draft.indicator,
        direction=draft.direction,
        basis=draft.basis,
        status=draft.status,
        period=draft.period,
        target_year=draft.target_year,
        speaker=speaker,
        cites=cites,
        attribution=attribution,
        date=date,  # type: ignore[arg-type]
        sentence=document.text[sentence.start : sentence.end],
        sentence_start=sentence.start,
        rule=quantity.rule,
    )


def observed_by(words: Iterable[str | None]) -> bool:
    """Whether one of these names, roles or organizations is that of an observer."""
    return any(is_observer(word) for word in words)
