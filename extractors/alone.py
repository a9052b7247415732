"""Numbers that stand alone for people or a part of a set: "killed nine", "of the plants inspected, eleven failed"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.counting import counted_noun
from extractors.scene import Draft, Scene
from extractors.wording import wording

CODE = re.compile(r"\d{4,5}")  # "is 1701 dead?" asks about a resolution
LOOSE = r"(?:at least|about|more than|some|another|as many as|up to|nearly|over|around|an estimated)"
SET = (
    r"(?:Out of|Of|Among) (?:all )?(?:the |its |their |our |these |those )(?P<set>\w+(?: \w+){0,5})"
    rf", (?:(?:only|just|{LOOSE}) )?$"
)
OWN_VERB = (
    r" (?:were|was|had|have|are|did|do|failed|passed|came|went|took|got|lost|won|fell|rose|grew|met|paid|sold|made|left"
    r"|said|saw|held|kept|built|live|work|come|[a-z]{2,}ed)\b"
)
PERSONS = (
    r"\b(?:people|persons|soldiers|workers|civilians|children|women|men|passengers|residents|students|miners|officers"
    r"|police|migrants|villagers|troops|fighters|crew|patients|refugees|protesters|journalists|firefighters|tourists)\b"
)
FATE = (
    r"(?P<fate>killed|injured|wounded|hurt|missing|dead|arrested|detained|displaced|hospitali[sz]ed|evacuated|rescued"
    r"|homeless)"
)
FATE_BEHIND = (
    r" (?:(?:others?|more|further|still|were|was|are|have been|has been|had been|remain(?:ed)?|left) ){0,3}"
    rf"{FATE}\b(?! (?:people|persons|civilians|animals|cattle|workers|soldiers))"
)
FATE_BEFORE = (
    r"\b(?P<fate>killed|killing|injured|injuring|wounded|wounding|arrested|detained|rescued|displaced|displacing"
    rf"|evacuated) (?:{LOOSE} ){{0,2}}$"
)
NO_NOUN = (
    r"[ ]?(?:[.,;:)]|$)"
    r"| (?:and|or|in|on|at|when|since|after|as|before|during|with|near|by|this|last|while)\b"
)


@dataclass(frozen=True, slots=True)
class Alone:
    """What a number alone counts, with the words that say so."""

    unit: str
    indicator: str
    place: tuple[int, int]
    why: str


def counted_alone(scene: Scene, index: int, before: Sequence[Draft | None]) -> Alone | None:
    """What a bare number without a noun counts, where it is out of a named set or tells of people."""
    return _of_set(scene, index) or _people(scene, index, before)


def _of_set(scene: Scene, index: int) -> Alone | None:
    """ "Of the plants inspected, eleven failed"."""
    quantity, normal = scene.quantity(index), scene.normal
    named = wording(SET).fullmatch(normal, scene.candidate.sentence.start, quantity.start)
    if named is None or wording(OWN_VERB).match(normal, quantity.end) is None:
        return None
    return Alone(named["set"], named["set"], named.span("set"), "the set that the number is out of")


def _people(scene: Scene, index: int, before: Sequence[Draft | None]) -> Alone | None:
    """People counted by what befell them: "killed nine and wounded 30", "12 people dead and 40 missing"."""
    quantity, normal = scene.quantity(index), scene.normal
    if CODE.fullmatch(normal, quantity.start, quantity.end):
        return None
    noun = counted_noun(scene.parsed, index)
    fate = wording(FATE_BEHIND).match(normal, quantity.end)
    if noun is not None and (fate is None or noun.lower_ != fate["fate"].lower()):
        return None
    if fate is None and wording(NO_NOUN).match(normal, quantity.end):
        start = max(scene.candidate.sentence.start, quantity.start - 40)
        fate = wording(FATE_BEFORE).search(normal, start, quantity.start)
    if fate is None:
        return None
    counts = [one.unit for one in before if one is not None and one.quantity.kind == "count" and one.unit]
    if counts and not wording(PERSONS).search(counts[-1]):
        return None  # "found 30 files and 12 are missing": it is things that are counted
    who = counts[-1] if counts else "people"
    return Alone(who, f"{who} {fate['fate']}", fate.span("fate"), "what befell those whom the number counts")
