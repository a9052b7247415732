"""The indicator of each number of a sentence.

The tree gives phrases; here numbers that hang together get one indicator, members of a list each its own part of a
coordination, and words that only point back ("it", "the figure") what they point to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.antecedents import (
    OF_THEM,
    antecedent,
    fuller_name,
    is_elided,
    of_them,
    plural_of_another_clause,
    points_to_plural,
)
from extractors.beside import subject_beside
from extractors.bulletins import only_foresees
from extractors.candidates import Candidate
from extractors.distribution import distribute
from extractors.included import included_name
from extractors.indicators import SUBJECT_BESIDE, read_indicator
from extractors.line_labels import line_label
from extractors.links import Link, list_of
from extractors.listed import listed_name
from extractors.parallel import parallel_name
from extractors.parsing import Parsed
from extractors.parts import part_name
from extractors.phrases import Phrase, place_of, words
from extractors.quantities import BARE
from extractors.records import Quantity
from extractors.respective import RESPECTIVELY, respective_names
from extractors.scene import Named, Setting
from extractors.trees import is_plural
from extractors.wording import wording

if TYPE_CHECKING:
    import regex

SHARE_OF = r"[ ]of ((?:(?!and\b|in\b|,)[\w'&-]+[ ]?){1,6})"
# "One school in three": the thing stands inside the number; "one dollar in six" is a part of something else.
ONE_IN = r"(?:one|two|three) (?!dollar|yuan|euro|pound|yen|cent|rupee)([a-z-]+) (?:in|out)\b"
CUT_SHORT = r"(?: (?:of|the|an?|its|their)){1,3}$"  # "of total power installation [of the]"
DETERMINER = r"^(?-i:(?:the|its|their|all) )"
LARGE = 1000
FAR = 1000  # code points before "of them" in which what it stands for is named
BESIDE = (
    r"(?:(?:,|\b(?:and|but|or))[ ]|\b(?:which|that) (?:is|was|are|were) )"
    r"(?:(?:or|about|around|more than|less than|nearly|almost|roughly|just|only|over)[ ]){0,3}$"
)
OF_WHAT = r"[ ](?:of )?(?:what|(?:the|its|their) (?:sum|level|figure|amount|total|size|rate|price))\b"
FEWER = r"[ ](?:fewer|more|less|higher|lower|above|below) than\b"
ANOTHER = r"\b(?:another|a further|the remaining|the other)[ ]$"
POINTED = r"\b(?:that|those) "
OWN_MEMBER = "its member of the words that name several"
SPEAKERS = ("we", "i", "you", "us", "he", "she")
SHARING = ("to", "from", "in", "of", "with", "for")  # prepositions whose noun a gapped member takes over


def read_phrases(candidate: Candidate, parsed: Parsed) -> tuple[Phrase | None, ...]:
    """The phrase that the tree gives for each quantity; None for one that was left out of the tree with its link."""
    return tuple(_phrase(candidate, parsed, index) for index in range(len(candidate.quantities)))


def _phrase(candidate: Candidate, parsed: Parsed, index: int) -> Phrase | None:
    link = candidate.links[index]
    if link is not None and link.kind != "list":
        return None
    first = list_of(candidate.links, index)[0]
    source = first if candidate.links[first] is None else index
    return read_indicator(parsed, source, candidate.quantities[source])


def name_numbers(
    candidate: Candidate, parsed: Parsed, phrases: Sequence[Phrase | None], setting: Setting
) -> tuple[Named, ...]:
    """The indicator of each quantity of the sentence, and how it was found."""
    label = line_label(candidate, parsed)
    found: list[str | None] = []
    named: list[Named] = []
    for index, quantity in enumerate(candidate.quantities):
        link = candidate.links[index]
        if link is not None and link.label is not None:
            pointed = wording(POINTED).search(candidate.normal, link.lead, quantity.start) is not None
            name = _gapped(link.label, found[link.base], pointed)
            place = _place(candidate.normal, link.label, link.lead, quantity.start)
            one = Named(name, "the words between the numbers, which share one verb", place=place)
        elif (listed := listed_name(candidate, parsed, phrases[index], index, found, setting)) is not None:
            one = Named(listed, "the words over or before a list, of whose items only the label is said")
        elif label is not None and quantity.kind != "count":
            place = candidate.sentence.start, candidate.sentence.end
            place = _place(candidate.normal, label, *place) or place
            one = Named(label, "the words before the colon that head the line", place=place)
        elif link is not None and _shares_name(link, quantity):
            base = link.base if link.pair is None else link.pair
            counted = _counted_change(candidate, parsed, base, quantity)
            one = replace(named[base], why="that of the number that it is attached to")
            if counted is not None:
                one = Named(counted.text, "what the count before is of", place=place_of(parsed, counted))
        elif link is not None and link.kind == "share":
            text, place = _share(candidate.normal, quantity, found[link.base])
            one = Named(text, "the share of what the number before measures, in this whole", place=place)
        elif (inside := _inside(candidate.normal, quantity)) is not None:
            one = Named(inside[1], "the noun inside the number's own words", place=inside.span(1))
        elif (part := _with_set(phrases, index)) is not None:
            one = Named(part, "a part of the set that is named before", index)
        else:
            one = _pointed(candidate, parsed, phrases, index, found, setting) or _resolve(
                phrases, index, found, setting, link, quantity
            )
        named.append(one)
        found.append(one.text)
    told = respective_names(candidate, parsed)
    return tuple(
        Named(told[at], RESPECTIVELY)
        if at in told
        else one
        if one.text == text
        else Named(text, OWN_MEMBER, one.phrase)
        for at, (one, text) in enumerate(zip(named, _distributed(candidate, found), strict=True))
    )


def _pointed(
    candidate: Candidate,
    parsed: Parsed,
    phrases: Sequence[Phrase | None],
    index: int,
    found: Sequence[str | None],
    setting: Setting,
) -> Named | None:
    """The indicator of a count whose noun was named before: "31,500 of them", "the 165,000 that were expected"."""
    quantity = candidate.quantities[index]
    part = part_name(candidate, index, phrases[index], found, setting.memory, setting.before)
    if part is not None:
        return Named(part, "a part of what was named before", index)
    included = included_name(candidate, index, found)
    if included is not None:
        return Named(included, "a part of what the amount before measures", None)
    parallel = parallel_name(candidate, index, found)
    if parallel is not None:
        return Named(parallel, "told in the pattern of the number before", None)
    if not any(found) and quantity.kind == "count":
        them = of_them(candidate.normal, parsed, index, quantity, setting.memory, setting.before)
        if them is not None:
            place = candidate.normal.rfind(them, max(0, quantity.start - FAR), quantity.start)
            where = (place, place + len(them)) if place >= 0 else (quantity.start, quantity.end)
            return Named(them, '"of them" stands for what was named before', place=where)
    if any(found) and _counted_of_them(candidate, phrases[index], quantity):
        return Named(_several(candidate, parsed, phrases, index, found), '"of them" stands for what was named before')
    if quantity.kind == "percentage" and _goes_on(candidate, phrases, index):
        return Named(found[index - 1], '"another" goes on with what the number before is a part of')
    compared = _compared(candidate, phrases, index, found, setting)
    if compared is not None:
        return compared
    before = _last_like(candidate, index, found) or setting.memory.indicator
    if before is not None and is_elided(candidate.normal, parsed, index, candidate.quantities, phrases[index]):
        ground = None if any(found) else setting.memory.named
        return Named(before, "its noun is left out: that of the number before", None, ground)
    return None


def _several(
    candidate: Candidate, parsed: Parsed, phrases: Sequence[Phrase | None], index: int, found: Sequence[str | None]
) -> str | None:
    """What was named last that is several things: a fund for clinics is none, and 600 of them are clinics."""
    for at in reversed(range(index)):
        phrase, counted = phrases[at], candidate.quantities[at].kind in ("count", "quantity")
        if found[at] and (counted or phrase is None or phrase.head is None or is_plural(phrase.head)):
            return found[at]
    head = parsed.head_of(index)
    near = plural_of_another_clause(parsed, head) if head is not None else None
    return near.text if near is not None else next(text for text in reversed(found) if text)


def _last_like(candidate: Candidate, index: int, found: Sequence[str | None]) -> str | None:
    """The indicator of the last number that is as large: not of the "two lean years" between two large counts."""
    large = (candidate.quantities[index].value or 0) >= LARGE
    for at in reversed(range(index)):
        small = candidate.quantities[at].kind == "count" and (candidate.quantities[at].value or 0) < LARGE
        if found[at] and not (large and small):
            return found[at]
    return next((text for text in reversed(found) if text), None)


def _compared(
    candidate: Candidate, phrases: Sequence[Phrase | None], index: int, found: Sequence[str | None], setting: Setting
) -> Named | None:
    """The indicator of a number that only compares the one before: "..., and less than half of what it was"."""
    quantity, normal = candidate.quantities[index], candidate.normal
    before = _last_like(candidate, index, found)
    if quantity.kind in ("percentage", "multiple") and before is not None:
        begins = wording(BESIDE).search(normal, max(candidate.sentence.start, quantity.start - 40), quantity.start)
        if begins and wording(OF_WHAT).match(normal, quantity.end):
            return Named(before, "it is compared with what the number before measures")
    if quantity.rule == BARE and wording(FEWER).match(normal, quantity.end):
        counted = [found[at] for at in range(index) if candidate.quantities[at].kind == "count" and found[at]]
        text = counted[-1] if counted else setting.memory.count
        own = phrases[index]
        said = own is not None and not own.empty and own.how == SUBJECT_BESIDE  # "employment is 21,000 lower than"
        if text is None or said:
            return None
        return Named(text, "the difference of a count before", None, None if counted else setting.memory.named)
    return None


def _inside(normal: str, quantity: Quantity) -> regex.Match[str] | None:
    """The thing that a share is told of, where it stands between its two numbers."""
    told = quantity.rule == "share.thing-in-y"
    return wording(ONE_IN).search(normal, quantity.start, quantity.end) if told else None


def _counted_of_them(candidate: Candidate, phrase: Phrase | None, quantity: Quantity) -> bool:
    """Whether a count is one "of them" and names nothing itself, as "of them rural workers" would."""
    if quantity.kind != "count" or not wording(OF_THEM).match(candidate.normal, quantity.end):
        return False
    return phrase is None or phrase.how != "what the number counts"


def _goes_on(candidate: Candidate, phrases: Sequence[Phrase | None], index: int) -> bool:
    """Whether a number is another part of the whole that the one before is of: "91% of the duties and another 24%"."""
    if index == 0 or candidate.quantities[index - 1].kind != "percentage":
        return False
    first, own, start = phrases[index - 1], phrases[index], candidate.quantities[index].start
    if first is None or not first.whole or own is None or own.whole or own.part:
        return False
    return wording(ANOTHER).search(candidate.normal, max(0, start - 20), start) is not None


def _place(normal: str, words: str, start: int, end: int) -> tuple[int, int] | None:
    at = normal.find(words, start, end)
    return (at, at + len(words)) if at >= 0 else None


def _with_set(phrases: Sequence[Phrase | None], index: int) -> str | None:
    """ "65 percent of firms grew and 20 percent [reported losses]": the part with the set that stands before it."""
    phrase = phrases[index]
    if phrase is None or not phrase.part:
        return None
    sets = (before.text for before in reversed(phrases[:index]) if before is not None and before.whole)
    named = next(sets, None)
    return f"{named} {phrase.text}" if named else None


def _counted_change(candidate: Candidate, parsed: Parsed, base: int, quantity: Quantity) -> Phrase | None:
    """What changed where the count before it says how much of something there was.

    "Container [throughput] came to 233 million boxes, up 6.3 percent".
    """
    head = parsed.head_of(base)
    if head is None or candidate.quantities[base].kind != "count" or quantity.kind == "count":
        return None
    subject = subject_beside(parsed, head)
    named = subject is not None and subject.head is not None and subject.head.lower_ in words("flow_noun")
    return subject if subject is not None and named and not subject.empty else None


def _shares_name(link: Link, quantity: Quantity) -> bool:
    """A counted change ("up by 300 firms") says itself what is counted; else what is attached shares the name."""
    if link.pair is not None or link.kind == "level":
        return True
    return link.kind == "change" and quantity.kind != "count"


def _gapped(label: str, base: str | None, pointed: bool) -> str:
    """ "exports to Asia rose 5 percent, to Africa 3 percent": the words in the gap with what they share."""
    preposition = label.partition(" ")[0].lower()
    if base is None or preposition not in SHARING:
        return label
    if f" {preposition} " in base:
        return f"{base.partition(f' {preposition} ')[0]} {label}"
    noun = base.rpartition(" ")[2] if pointed else base
    return f"{noun} {label}"  # "rail investment rose 5 percent, and that in roads": "investment in roads"


def _share(normal: str, quantity: Quantity, base: str | None) -> tuple[str | None, tuple[int, int] | None]:
    """ "accounting for 15.8 percent of total foreign trade": the share of the base in the whole."""
    match = wording(SHARE_OF).match(normal, quantity.end)
    whole = wording(CUT_SHORT).sub("", match[1].strip()) if match else None
    place = match.span(1) if match else None
    if base is None or whole is None:
        return base or whole, place
    return f"{base} share of {wording(DETERMINER).sub('', whole)}", place


def _resolve(
    phrases: Sequence[Phrase | None],
    index: int,
    found: Sequence[str | None],
    setting: Setting,
    link: Link | None,
    quantity: Quantity,
) -> Named:
    """Words that only point back get what they point to."""
    memory, phrase = setting.memory, phrases[index]
    before = next((text for text in reversed(found) if text), None) or memory.indicator
    if phrase is None:
        base = found[link.base] if link is not None else None
        return Named(base, "the tree gives it nothing" if base is None else "that of the number before")
    if _is_tally(phrase) and not any(found) and setting.memory.count and quantity.kind == "count":
        before = memory.count
    own = Named(phrase.text, phrase.how, index)
    carried = Named(before or None, f'"{phrase.text}" only points back', None, None if any(found) else memory.named)
    if phrase.pointing is not None and before is not None and f" {phrase.pointing} " in before:
        text = f"{before.partition(f' {phrase.pointing} ')[0]} {phrase.pointing} {phrase.text}"
        return Named(text, f'"that {phrase.pointing}" stands for what was named before', index)
    near = before is not None and (memory.fresh or any(found))
    told = quantity.unit in ("pp", "bp") or (phrase.how == "what the number counts")
    if near and not told and only_foresees(phrase):
        return carried
    fuller = fuller_name(phrase, setting.before)
    if fuller is not None:
        return Named(fuller, '"such" points back to a fuller name in the sentence before', index)
    if not phrase.empty:
        return own
    if phrase.head is not None and phrase.head.lower_ in SPEAKERS:
        return carried
    if phrase.head is not None and phrase.head.lower_ in words("pure_change_noun") and not phrase.definite:
        return own  # "growth will slow": named, not pointed to
    points = phrase.head is not None and phrase.head.tag_.startswith(("PRP", "W", "DT"))
    figure = phrase.definite and phrase.head is not None and phrase.head.lower_ in words("never_alone")
    topic = _topic(phrase, setting) if (points or figure) and not any(found) else None
    if topic is not None:
        return Named(topic, f'"{phrase.text}" points back to the subject of the sentence before', index)
    head = phrase.head.lower_ if phrase.head is not None else ""
    if head in words("own_name") and not phrase.definite:
        return own
    alone = head in words("never_alone") or (head in words("pure_change_noun") and phrase.definite)
    alone = alone and memory.indicator is not None
    if not points and not alone and not memory.fresh and not any(found):
        return own
    if before is None and phrase.head is not None and not points:
        return own
    return carried


def _is_tally(phrase: Phrase) -> bool:
    return phrase.head is not None and phrase.head.lower_ in ("number", "tally", "count")


def _topic(phrase: Phrase, setting: Setting) -> str | None:
    """What a pronoun points to in the sentence before; None where it is the indicator that was named last."""
    plural = points_to_plural(phrase)
    memory = setting.memory
    if plural is None or (memory.fresh and memory.plural in (plural, None)):
        return setting.topic()
    before = setting.before()
    meant = antecedent(before, plural) if before is not None else None
    return meant.text if meant is not None else setting.topic()


def _distributed(candidate: Candidate, found: list[str | None]) -> list[str | None]:
    """Each number of a list gets its own member of the coordination that it runs beside."""
    result = list(found)
    for index in range(len(found)):
        members = _unnamed(candidate, list_of(candidate.links, index))
        text = found[members[0]]
        if len(members) > 1 and members[0] == index and text and len({found[member] for member in members}) == 1:
            for member, part in zip(members, distribute(text, len(members)) or (), strict=False):
                result[member] = part
    return _spread(candidate, result, found)


def _unnamed(candidate: Candidate, members: Sequence[int]) -> Sequence[int]:
    """The members of a list up to the first that has a name of its own: "..., and that from Kenya 20 percent"."""
    links = (candidate.links[member] for member in members[1:])
    named = next((at for at, link in enumerate(links, 1) if link is not None and link.label is not None), len(members))
    return members[:named]


def _spread(candidate: Candidate, result: list[str | None], found: list[str | None]) -> list[str | None]:
    """Attached numbers follow the base that was split."""
    for index, link in enumerate(candidate.links):
        if link is None:
            continue
        if link.pair is not None:
            result[index] = result[link.pair]
        elif link.kind in ("change", "level") and result[index] == found[link.base] != result[link.base]:
            result[index] = result[link.base]
    return result
