"""A claim in the words that people use: 4.2 trillion yuan, more than 3x, Jan–Jun 2026, up year-on-year."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.records import Claim

QUALIFIERS = {"about": "about", "nearly": "nearly", "more_than": "more than", "at_least": "at least",
              "less_than": "less than", "at_most": "at most"}  # fmt: skip
CHANGES = {"increase": "up", "decrease": "down"}
SHORT = {"year-on-year": "y/y", "month-on-month": "m/m", "quarter-on-quarter": "q/q"}
SCALES = (("trillion", 10**12), ("billion", 10**9), ("million", 10**6))
DECIMALS = 3  # more of them, and the number stands in full
TENTH = Decimal("0.1")
TOUCHING = ("%", "x")  # units that stand close to the number

# Codes of units that nobody writes, and what is written for them; all others stand for themselves.
UNITS = {
    "CNY": "yuan", "USD": "US dollars", "HKD": "HK dollars", "AUD": "Australian dollars", "CAD": "Canadian dollars",
    "SGD": "Singapore dollars", "TWD": "New Taiwan dollars", "NZD": "New Zealand dollars", "EUR": "euros",
    "GBP": "pounds", "JPY": "yen", "KRW": "won", "INR": "rupees", "RUB": "roubles", "CHF": "Swiss francs",
    "Cel": "°C", "m2": "m²", "m3": "m³", "km2": "km²", "km3": "km³", "mi2": "sq mi", "ft2": "sq ft", "ft3": "cu ft",
    "ug/m3": "µg/m³", "t.km": "tonne-km", "pkm": "passenger-km", "[nmi_i]": "nautical miles", "mi": "miles",
    "bbl": "barrels", "bbl/d": "barrels a day", "acre": "acres", "bushel": "bushels",
}  # fmt: skip

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MOMENT = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?)?", re.ASCII)


def figure(claim: Claim) -> str:
    """The number with its qualifier and its unit, or the thing counted."""
    if claim.kind == "target_year":
        return digits(claim.value)
    number = words(QUALIFIERS.get(claim.qualifier), _number(claim))
    unit = UNITS.get(claim.unit or "", claim.unit)
    return number + unit if unit in TOUCHING else words(number, unit)


def change(claim: Claim, short: bool = False) -> str:
    """The direction of a change and what it is compared with."""
    basis = claim.basis or ""
    return words(CHANGES.get(claim.direction or ""), (SHORT.get(basis, basis) if short else basis) or None)


def time(claim: Claim) -> str:
    """The time of the number; what has not come yet says so, with the year of its goal."""
    goal = claim.target_year if claim.kind != "target_year" and str(claim.target_year) != claim.period else None
    return words(
        period(claim.period) if claim.period else None,
        claim.status if claim.status != "reported" else None,
        goal,
    )


def period(edtf: str) -> str:
    """A time of EDTF for people: 2026-01/2026-06 is Jan–Jun 2026. What cannot be put so stays as it is."""
    ends = [MOMENT.fullmatch(end) for end in edtf.split("/")]
    found = [end for end in ends if end is not None]
    if len(found) != len(ends):
        return edtf
    if len(found) == 1:
        return _moment(found[0])
    first, last = found
    shared = first["year"] == last["year"] and first["month"] is not None
    return f"{_moment(first, year=not shared)}–{_moment(last)}"


def digits(number: Decimal | None, group: str = "") -> str:
    """Plain digits without needless zeros."""
    plain = "" if number is None else f"{number:{group}f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def words(*parts: object) -> str:
    """What there is of the parts, with spaces between."""
    return " ".join(str(part) for part in parts if part is not None)


def _moment(moment: re.Match[str], year: bool = True) -> str:
    month = MONTHS[int(moment["month"]) - 1] if moment["month"] else None
    day = int(moment["day"]) if moment["day"] else None
    shown = moment["year"] if (year and moment["year"] != "XXXX") or month is None else None
    return words(day, month, shown)


def _number(claim: Claim) -> str:
    """The value, or both ends of a range: 4.2 trillion, 3–5 million, -2 to 1."""
    ends = [_rounded(end, claim) for end in (claim.value, claim.low, claim.high) if end is not None]
    joint = " to " if any(end < 0 for end in ends) else "–"
    scales = [_scale(end) for end in ends]
    if len(set(scales)) == 1:
        name, factor = scales[0]
        return words(joint.join(digits(end / factor, ",") for end in ends), name)
    return joint.join(words(digits(end / factor, ","), name) for end, (name, factor) in zip(ends, scales, strict=True))


def _rounded(number: Decimal, claim: Claim) -> Decimal:
    """What was said in words, "one third", to one decimal; what was said in digits to the last of them."""
    in_digits = any(character.isdigit() for character in claim.text)
    return number if in_digits or _decimals(number) <= 2 else number.quantize(TENTH)


def _scale(number: Decimal) -> tuple[str | None, int]:
    """The word for the size of a number of a million or more, where few decimals say it exactly."""
    for name, factor in SCALES:
        if abs(number) >= factor:
            return (name, factor) if _decimals(number / factor) <= DECIMALS else (None, 1)
    return None, 1


def _decimals(number: Decimal) -> int:
    return max(0, -int(number.normalize().as_tuple().exponent))
