"""The records of drafting: what a sentence is read with, and what it says of each number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from extractors.candidates import Candidate
from extractors.links import Link
from extractors.parsing import Parsed
from extractors.phrases import Phrase
from extractors.records import Basis, Direction, Quantity, Status


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

    def entering(self, paragraph: int) -> Memory:
        """The memory at a sentence: of another paragraph only the indicator is kept."""
        return self if self.paragraph == paragraph else Memory(paragraph, None, self.indicator)


@dataclass(frozen=True)
class Setting:
    """What surrounds a sentence.

    `observed` tells of a place whether its speaker watches and does not decide; `topic` gives the subject of the
    sentence before, where that one holds no number.
    """

    memory: Memory
    section: Section
    observed: Callable[[int, int], bool]
    today: str | None
    topic: Callable[[], str | None]


@dataclass(frozen=True)
class Scene:
    """A sentence with all that its numbers are read from; `phrases` and `indicators` have one entry a quantity."""

    candidate: Candidate
    parsed: Parsed
    setting: Setting
    phrases: tuple[Phrase | None, ...]
    indicators: tuple[str | None, ...]

    @property
    def normal(self) -> str:
        return self.candidate.normal

    def quantity(self, index: int) -> Quantity:
        return self.candidate.quantities[index]

    def link(self, index: int) -> Link | None:
        return self.candidate.links[index]


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
