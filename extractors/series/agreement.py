"""Whether numbers for one period can all be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from extractors.series.records import Disagreement, Observation

NEAR = Decimal("0.05")  # how far from the number "about" reaches, as a part of it
BELOW = Decimal("0.1")  # and "nearly", downwards
DIGITS = 2  # so many digits a number needs to be taken for another one rounded: 4.2 for 4.23, but not 5 for 5.2
INFINITE = Decimal("Infinity")


def disagreements_of(observations: Sequence[Observation]) -> tuple[Disagreement, ...]:
    """The periods for which two numbers of one status (results, goals, forecasts) exclude each other.

    Only periods that the claims tell: of two days on which something was said nothing follows.
    """
    periods: defaultdict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for item in observations:
        if item.place.by in ("period", "target year"):
            periods[item.place.first, item.place.last, item.claim.status].append(item)
    return tuple(
        Disagreement(group[0].place.edtf or "", tuple(group))
        for group in periods.values()
        if not all(agree(one, other) for number, one in enumerate(group) for other in group[:number])
    )


def agree(one: Observation, other: Observation) -> bool:
    """Whether both numbers can be right: their ranges meet, or one is the other rounded."""
    (low, high), (other_low, other_high) = range_of(one), range_of(other)
    return max(low, other_low) <= min(high, other_high)


def range_of(item: Observation) -> tuple[Decimal, Decimal]:
    """The numbers that a claim allows, both ends included; "more than 70" has no upper end."""
    if item.value is None:
        return item.low if item.low is not None else -INFINITE, item.high if item.high is not None else INFINITE
    value, size = item.value, abs(item.value)
    match outward(item):
        case "more_than" | "at_least":
            return value, INFINITE
        case "less_than" | "at_most":
            return -INFINITE, value
        case "about":
            return value - size * NEAR, value + size * NEAR
        case "nearly":
            return (value - size * BELOW, value) if value >= 0 else (value, value + size * BELOW)
    return value - _rounding(value), value + _rounding(value)


def outward(item: Observation) -> str:
    """The qualifier as it points on the axis: a fall of more than 3 percent is less than -3."""
    turned = {"more_than": "less_than", "at_least": "at_most", "less_than": "more_than", "at_most": "at_least"}
    qualifier = item.claim.qualifier
    return turned.get(qualifier, qualifier) if item.claim.direction == "decrease" else qualifier


def _rounding(value: Decimal) -> Decimal:
    """Half of the last digit that a number has, for one with enough digits to be a rounded one."""
    _, digits, exponent = value.normalize().as_tuple()
    if len(digits) < DIGITS or not isinstance(exponent, int):
        return Decimal(0)
    return Decimal(5).scaleb(exponent - 1)
