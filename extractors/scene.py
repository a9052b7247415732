"""The records of drafting: what a sentence is read with, and what it says of each number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from extractors.candidates import Candidate
from extractors.links import Link
from extractors.parsing import Parsed
from extractors.phrases import Phrase
from extractors.records import Basis, Direction, Ground, Lost, Quantity, Sentence, Status

# Where a paragraph stands in a talk of several points: it opens the first or a later one, or stands inside one.
Point = Literal["first", "later", "inside"]
SO_FAR = "time.year_so_far"  # "since the beginning of this year": that of the talk, and not of its numbers
NO_HEADING = Ground("no heading over it lends anything")
NOTHING_BEFORE = Ground("nothing goes on from before")


@dataclass(frozen=True)
class Section:
    """What the heading over a paragraph lends to its claims; `ground` are the heading's words."""

    status: Status | None = None
    period: str | None = None
    year: int | None = None
    ground: Ground = NO_HEADING


@dataclass(frozen=True)
class Memory:
    """What a sentence leaves to the next one of its paragraph.

    `ground` and `named` are what the period and the indicator rest on. `lent` is the period of the paragraph before,
    for changes alone: a release names its month once. `frame` is the period under which the points of a talk are told,
    and `framed` what that rests on.
    """

    paragraph: int = -1
    period: str | None = None
    indicator: str | None = None
    fresh: bool = False  # the indicator is of the same paragraph
    count: str | None = None  # what was counted last: "the number"
    plural: bool | None = None  # whether the indicator is of several things; None where that is not known
    parsed: Parsed | None = None  # the sentence itself
    ground: Ground = NOTHING_BEFORE
    named: Ground = NOTHING_BEFORE
    lent: str | None = None
    frame: str | None = None
    framed: Ground = NOTHING_BEFORE

    def entering(self, paragraph: int, goes_on: bool = False, point: Point | None = None) -> Memory:
        """The memory at a sentence: of another paragraph only the indicator is kept, and where the talk `goes_on` the
        period for changes; the points of a talk have the period of the line that announces them.
        """
        if self.paragraph == paragraph:
            return self
        lent = (self.period or self.lent) if goes_on else None
        ground = self.ground if lent is not None else NOTHING_BEFORE
        memory = Memory(paragraph, None, self.indicator, count=self.count, ground=ground, named=self.named, lent=lent)
        if point is None:
            return memory
        frame, framed = (lent, ground) if point == "first" else (self.frame, self.framed)
        if frame != (self.period or self.lent) or framed.rule == SO_FAR:
            frame = None  # a point before had a time of its own
        memory = replace(memory, frame=frame, framed=framed)
        return replace(memory, period=frame, ground=framed) if frame is not None and point != "inside" else memory


@dataclass(frozen=True)
class Setting:
    """What surrounds a sentence.

    `observed` tells of a place whether its speaker watches and does not decide; `topic` gives the subject of the
    sentence before, where that one holds no number; `before` gives that sentence, parsed. `over` is the heading over a
    list item, `title` gives what the document's title measures.
    """

    memory: Memory
    section: Section
    observed: Callable[[int, int], bool]
    today: str | None
    topic: Callable[[], str | None]
    before: Callable[[], Parsed | None]
    over: str | None = None
    title: Callable[[], str | None] = lambda: None


@dataclass(frozen=True, slots=True)
class Named:
    """The indicator of a number, None where nothing says it, and how it was found.

    `phrase`: the number whose phrase gave the words; `ground`: what stood before and gave them; `place`: their place.
    """

    text: str | None
    why: str
    phrase: int | None = None
    ground: Ground | None = None
    place: tuple[int, int] | None = None


@dataclass(frozen=True)
class Scene:
    """A sentence with all that its numbers are read from; `phrases` and `names` have one entry a quantity."""

    candidate: Candidate
    parsed: Parsed
    setting: Setting
    phrases: tuple[Phrase | None, ...]
    names: tuple[Named, ...]

    @property
    def normal(self) -> str:
        return self.candidate.normal

    def quantity(self, index: int) -> Quantity:
        return self.candidate.quantities[index]

    def link(self, index: int) -> Link | None:
        return self.candidate.links[index]


@dataclass(frozen=True)
class Told:
    """What one sentence says: its drafts in reading order, and its numbers that give none, with the reason."""

    sentence: Sentence
    drafts: tuple[Draft, ...]
    lost: tuple[Lost, ...] = ()
    candidate: Candidate | None = None  # None for a row of a table
    scene: Scene | None = None  # None for what was not parsed: headings, rows, sentences with times alone


@dataclass(frozen=True)
class Draft:
    """A claim without speaker and document: what the sentence itself says, and by field what that rests on."""

    quantity: Quantity
    unit: str | None
    indicator: str | None
    direction: Direction | None = None
    basis: Basis | None = None
    status: Status = "reported"
    period: str | None = None
    target_year: int | None = None
    value: Decimal | None = None
    grounds: Mapping[str, Ground] = field(default_factory=dict)
