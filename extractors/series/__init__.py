"""The same indicator across documents: claims -> series. Records in, new records out; no document is read again."""

from extractors.series.agreement import disagreements_of
from extractors.series.joining import join, search
from extractors.series.places import home_of
from extractors.series.records import Disagreement, Match, Observation, Place, Series
from extractors.series.wording import Measure, Word, measure_of

__all__ = [
    "Disagreement",
    "Match",
    "Measure",
    "Observation",
    "Place",
    "Series",
    "Word",
    "disagreements_of",
    "home_of",
    "join",
    "measure_of",
    "search",
]
