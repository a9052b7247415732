"""What a series is made of. All frozen; numbers are exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from extractors.records import Basis, Claim, DocumentRecord

PlacedBy = Literal["period", "target year", "document's date", "publication"]


@dataclass(frozen=True)
class Place:
    """Where a claim stands on the axis of time: from the first day to the last, both included.

    `by` says what gave it; None where nothing does, and `first` and `last` are None then. `edtf` are its words.
    """

    first: date | None = None
    last: date | None = None
    by: PlacedBy | None = None
    edtf: str | None = None

    @property
    def months(self) -> int | None:
        """How many whole calendar months it covers; None for days, and where no period was told."""
        if self.first is None or self.last is None or self.by not in ("period", "target year"):
            return None
        if self.first.day != 1 or (self.last + timedelta(days=1)).day != 1:
            return None
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1


@dataclass(frozen=True)
class Match:
    """Why a wording was taken to mean what the series is called after.

    `score`: from 0 to 1, the share of the words of both wordings that agree. `same`: words that are the same in both.
    `ruled`: words of this wording, of the other, and the rule that says they mean the same. `aside`: words of either
    that say nothing about what is measured. `notes`: what else was decided.
    """

    score: Decimal
    same: tuple[str, ...] = ()
    ruled: tuple[tuple[str, str, str], ...] = ()
    aside: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Observation:
    """A claim as a point of a series. Numbers are in the series' unit; of a change a fall is negative."""

    claim: Claim
    document: DocumentRecord
    place: Place
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    match: Match


@dataclass(frozen=True)
class Disagreement:
    """Results for one period that cannot all be right."""

    period: str
    observations: tuple[Observation, ...]


@dataclass(frozen=True)
class Series:
    """Claims that mean the same, in the order of time.

    `indicator`: the wording that most of them have. `unit`: of all numbers; for things counted the words for them.
    `change`: the numbers are changes, `basis` against what. `region`: whose number it is, where that is told.
    `notes`: what else was decided about all of it.
    """

    indicator: str
    unit: str
    change: bool
    basis: Basis | None
    region: str | None
    observations: tuple[Observation, ...]
    disagreements: tuple[Disagreement, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def documents(self) -> int:
        """How many documents it comes from; the same text twice counts once."""
        return len({observation.document.id for observation in self.observations})


def wordings(observations: Sequence[Observation]) -> tuple[str, ...]:
    """The indicators as the documents have them, each once, in the order of time."""
    return tuple(dict.fromkeys(item.claim.indicator or "" for item in observations))
