"""Quantities: percentages, money, counts, amounts with a unit, multiples, with their qualifier and place.

Rules look at the words that touch a number (patterns/quantities.toml). A number that no rule claims and none excludes
comes out as a `count` without a unit; whether something is counted there is decided with the parse, in claims.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

import regex

from extractors.currencies import currency_code, named_currency
from extractors.neighbours import BARE as BARE
from extractors.neighbours import (
    BY_BEFORE,
    EITHER_GAP,
    RANGE_GAP,
    Found,
    carry_on,
    carry_symbols,
    carry_units,
    join_ranges,
    joined,
)
from extractors.numbers import ONE, find_numbers, read_number
from extractors.records import Lost, Number, Qualifier, Quantity
from extractors.wording import folded, wording
from patterns import Patterns, Rule, Sieve, load

FRACTION = "percentage.fraction"
PRONOUNS = ("none.one", "none.one-of")  # "from a gain of 61,000 to one of 43,000" is no range of them
CENTS = "money.cents"  # of whatever dollar is meant
FOUR_DIGITS = r"(?:1[89]|2[01])\d\d"
# "4.8 child care places per 1,000 people": only what is counted per something has decimals.
COUNTED_PER = (
    r"(?: [a-z-]+){1,5} (?:per|for every|a day|a year|a month)\b| (?:per|for every|in every) (?:1,?0|hundred|thousand)"
)
CONDITIONS = frozenset({"small", "scaled", "amount", "exact", "shape"})  # what a rule may ask of the number itself
ZEROS = r"0\d+"
CODE = r"\d{4,6}"
AMOUNT = r"\d,\d{3}|\.\d\d$"  # "R2,500", "R18.50": what a letter alone makes money
# "the number of doctors per 10,000 people grew from 2.9 in 2020 to"
NUMBER_OF = r"\b(?:number of|per [\d,]{3,9}(?= [a-z])) (?:[^;.]|(?<=\bfrom \d{1,3})\.\d){1,90}$"
FRACTION_AFTER = (
    r"(?: of\b(?! (?:20|19)\d\d)| the (?!(?:year|month|week|time)\b)| its\b| their\b| our\b| what\b"
    r"| (?:below|above|short of)\b| (?:more|less|higher|lower|fewer|larger|smaller|bigger)\b)"
)
# "two fifths", "one-eleventh" are shares wherever they stand; quarters and halves are often periods.
FRACTION_WORDS = (
    r"(?:one|two|three|four|five|six|seven|eight|nine)[ -]"
    r"(?:third|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)s?"
)
FRACTION_ENDS = (
    r"(?=[ ]?(?:[,.;:)?!]|$)| (?:and|or|but|is|are|was|were|went|came|comes?|goes|since|while|as|in|by|from|to)\b)"
)
# "about a quarter used to work there", "more than half said": a loose fraction with its own verb behind it.
LOOSE_BEFORE = r"(?<=\b(?:about|around|nearly|almost|roughly|over|under|only|just|than|some|least|to) )"
VERB_BEHIND = (
    r" (?:has|have|had|do|does|did|will|would|can|could|may|might|should|also|now|still|never"
    r"|go|come|live|work|use|lack|need|want|say|said|think|rely|depend|own|earn|remain|face|pay|spent|lost|left|took"
    r"|made|sold|bought|held|kept|chose|felt|receive|report|expect|plan|believe|see|saw|got|speak|fled"
    r"|(?!(?:need|speed|feed|seed|bed)\b)[a-z]{2,}ed)\b"
)
PART_BEFORE = r"(?<=\b(?:to|than|nearly|almost|roughly|about|only|just|another) )"
COUNTED_BEFORE = r"(?<=\b(?:more than|nearly|some|at least|approximately|fewer than|a total of|about|over) )"
PLURAL = r"(?-i: [a-z]+s\b)"
SYMBOL_BEFORE = r"(?:US)?[$€£¥]$"
LOOSE_POINTS = ("percentage.bare-points", "percentage.half-bare-point")
NO_SHARE = "a fraction that no word around it makes a share"
RANGE_OF_NONE = "one end of a range whose other end is no claim"
NO_PERCENT = "points are percentage points only where the sentence has percentages"
INDEX = "a bare number with decimals: an index or a mark, nothing counted"
MULTIPLE_VALUES = {"two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}


@functools.cache
def _code_of(table: str) -> dict[str, str]:
    tables = load("units").tables
    entries: dict[str, str] = tables[table]
    return entries if table == "symbol" else {name.lower(): code for name, code in entries.items()}


def rule_matches(rule: Rule, text: str) -> bool:
    """Whether a rule recognises anything in a text: its regex, or a number that its sides touch."""
    if rule.regex is not None:
        return rule.regex.search(text) is not None
    return any(
        _fits(rule, number, text)
        and (_touches(rule, number, text, len(text)) or _touches(rule, _with_symbol(number, text), text, len(text)))
        for number in find_numbers(text, 0, len(text))
    )


def _with_symbol(number: Number, text: str) -> Number:
    """The number with the currency symbol before it, which is where a qualifier touches an amount."""
    symbol = wording(SYMBOL_BEFORE).search(text, 0, number.start)
    return replace(number, start=symbol.start()) if symbol else number


def find_quantities(
    normal: str,
    start: int,
    end: int,
    *,
    dollar: str = "USD",
    extra: Patterns | None = None,
    lost: list[Lost] | None = None,
) -> list[Quantity]:
    """Every quantity of normal[start:end] in reading order.

    `dollar`: the currency of a bare "$", which a Hong Kong document uses for its own.
    `extra`: a user's rules, tried before the program's own.
    `lost`: where given, the numbers that are no quantity are added to it, with the reason.
    Raises nothing; a number without a unit comes out as kind "count", rule "count.number".
    """
    whole = _whole_matches(extra, normal, start, end)
    found: list[Found] = []
    excluded: list[Number] = []
    without = _Without(lost)
    for number in find_numbers(normal, start, end):
        taken = [item for item in whole if item.quantity.start < number.end and number.start < item.quantity.end]
        if taken:
            without.number(number, "inside the words that a longer rule spells out", taken[0].quantity.rule)
            continue
        item = _classify(number, extra, normal, end, dollar)
        if isinstance(item, Found):
            found.append(item)
        else:
            if item[1] not in PRONOUNS:
                excluded.append(number)
            without.number(number, *item)
    found = without.these(found, lambda item: item.own or not _leads_to(item.number, excluded, normal), RANGE_OF_NONE)
    found = sorted([*found, *whole], key=lambda item: item.quantity.start)
    if not any(item.quantity.kind == "percentage" and item.quantity.rule not in LOOSE_POINTS for item in found):
        found = without.these(found, lambda item: item.quantity.rule not in LOOSE_POINTS, NO_PERCENT)
    found = carry_on(carry_symbols(carry_units(found, normal), normal), normal, end)
    found = without.these(join_ranges(found, normal), lambda item: _has_sense(item, normal), INDEX)
    return [_with_qualifier(item.quantity, normal, end) for item in found]


@dataclass(frozen=True)
class _Without:
    """Sorts out numbers, and keeps a list of them where somebody wants to know."""

    lost: list[Lost] | None

    def number(self, number: Number, why: str, rule: str | None) -> None:
        if self.lost is not None:
            self.lost.append(Lost(number.start, number.end, why, rule))

    def these(self, found: list[Found], stays: Callable[[Found], bool], why: str) -> list[Found]:
        """Those that stay; the others are none for this reason."""
        kept = []
        for item in found:
            if stays(item):
                kept.append(item)
            else:
                self.number(item.number, why, item.quantity.rule)
        return kept


def _leads_to(number: Number, excluded: Sequence[Number], normal: str) -> bool:
    """Whether a number without a unit is one end of a range whose other is no claim: "two to three weeks"."""
    return any(joined(gap, number.end, other.start, normal) for other in excluded for gap in (RANGE_GAP, EITHER_GAP))


@functools.lru_cache(maxsize=8)
def _rules(extra: Patterns | None) -> tuple[Rule, ...]:
    return (*(extra.rules if extra else ()), *load("quantities").rules)


@functools.lru_cache(maxsize=32)
def _touching(extra: Patterns | None, form: str) -> tuple[tuple[Rule, bool], ...]:
    """The rules whose words touch a number and that take numbers of this form; whether they ask more of the number."""
    return tuple(
        (rule, not CONDITIONS.isdisjoint(rule.values))
        for rule in _rules(extra)
        if rule.regex is None and form in rule.values.get("forms", (form,))
    )


def _classify(
    number: Number, extra: Patterns | None, normal: str, end: int, dollar: str
) -> Found | tuple[str, str | None]:
    """The quantity that a number is, by the first rule that takes it; else why it is none, and the rule."""
    for rule, asks in _touching(extra, number.form):
        if asks and not _fits(rule, number, normal):
            continue
        touched = _touches(rule, number, normal, end)
        if touched is None:
            continue
        if rule.label == "none":
            return f"no claim: {rule.source}", rule.id
        quantity = _quantity(rule, number, touched, dollar)
        if quantity.unit is not None or not rule.values.get("named"):
            return Found(quantity, number, True)
    if number.form == "fraction":
        return _fraction(number, normal) or (NO_SHARE, None)
    plain = Quantity(
        "count", number.start, number.end, number.value, None, BARE, number_start=number.start, number_end=number.end
    )
    return Found(plain, number, False)


def _fits(rule: Rule, number: Number, normal: str) -> bool:
    """The conditions of a rule that are about the number itself, its form apart."""
    values = rule.values
    if "small" in values and not (number.value <= values["small"] and number.scale == ONE):
        return False
    if values.get("scaled") and number.scale == ONE:
        return False
    if values.get("amount") and number.scale == ONE and not wording(AMOUNT).search(number.text):
        return False
    if "exact" in values and number.text.lower() != values["exact"]:
        return False
    if values.get("shape") == "zeros":
        return wording(ZEROS).fullmatch(number.text) is not None
    if values.get("shape") == "code":
        return wording(CODE).fullmatch(number.text) is not None
    return values.get("shape") != "year" or _is_year(number, normal)


def _is_year(number: Number, normal: str) -> bool:
    if not wording(FOUR_DIGITS).fullmatch(number.text):
        return False
    counted = wording(COUNTED_BEFORE).match(normal, number.start) and wording(PLURAL).match(normal, number.end)
    return not counted


def _touches(
    rule: Rule, number: Number, normal: str, end: int
) -> tuple[regex.Match[str] | None, regex.Match[str] | None] | None:
    """The matches on both sides of a number, or None where a side that the rule wants does not match."""
    before = after = None
    if rule.after is not None:
        after = rule.after.match(normal, number.end, end)
        if after is None:
            return None
    if rule.before is not None:
        before = rule.before.match(normal, number.start)
        if before is None:
            return None
    return before, after


def _quantity(
    rule: Rule, number: Number, sides: tuple[regex.Match[str] | None, regex.Match[str] | None], dollar: str
) -> Quantity:
    after = sides[1]
    start, stop, unit = number.start, number.end, rule.values.get("unit")
    unit = dollar if rule.id == CENTS else unit
    if after is not None:
        stop = after.end()
    money = _currency(sides, start, dollar)
    if money is not None:
        unit, start = money
    elif after is not None and "unit" in after.groupdict():
        name = after["unit"]
        unit = _code_of("symbol").get(name) or _code_of("unit").get(folded(name), name)
    value = number.value * Decimal(rule.values.get("factor", "1"))
    if number.form == "fraction":
        value = round(value, 4).normalize()
    return Quantity(rule.label, start, stop, value, unit, rule.id, number_start=number.start, number_end=number.end)  # type: ignore[arg-type]


def _currency(
    sides: tuple[regex.Match[str] | None, regex.Match[str] | None], at: int, dollar: str
) -> tuple[str | None, int] | None:
    """The currency that the words on either side of a number name, and where the amount begins; None where none is."""
    for side in sides:
        groups = side.groupdict() if side is not None else {}
        if side is not None and "currency" in groups:
            before = side is sides[0]
            return named_currency(side["currency"], before, side.string, at, dollar), side.start(
                "currency"
            ) if before else at
        if side is not None and "currency_name" in groups:
            return currency_code(_code_of("currency_name")[folded(side["currency_name"])], side.string, at), at
    return None


def _fraction(number: Number, normal: str) -> Found | None:
    """A fraction that stands for a share: "two-thirds of the orders", "fell by a fifth"."""
    if not _is_share(number, normal):
        return None
    value = round(number.value * 100, 4).normalize()
    return Found(
        Quantity(
            "percentage",
            number.start,
            number.end,
            value,
            "%",
            FRACTION,
            number_start=number.start,
            number_end=number.end,
        ),
        number,
        True,
    )


def _is_share(number: Number, normal: str) -> bool:
    """Whether a fraction stands for a share by the words around it, or by its own."""
    if wording(FRACTION_AFTER).match(normal, number.end) or wording(BY_BEFORE).match(normal, number.start):
        return True
    if wording(VERB_BEHIND).match(normal, number.end) and wording(LOOSE_BEFORE).match(normal, number.start):
        return True
    if not wording(FRACTION_ENDS).match(normal, number.end):
        return False
    alone = wording(FRACTION_WORDS).fullmatch(number.text)
    return alone is not None or wording(PART_BEFORE).match(normal, number.start) is not None


@functools.lru_cache(maxsize=8)
def _spelling(extra: Patterns | None) -> Sieve:
    """The rules whose own regex spells a quantity out."""
    return Sieve(rule for rule in _rules(extra) if "regex" in rule.patterns)


def _whole_matches(extra: Patterns | None, normal: str, start: int, end: int) -> list[Found]:
    """Quantities that a rule's own regex spells out: "nine in ten", "doubled"."""
    found = []
    for rule in _spelling(extra).passing(normal[start:end].lower()):
        if rule.regex is None:
            continue
        for match in rule.regex.finditer(normal, start, end):
            item = _spelt_out(rule, match)
            if item is not None:
                found.append(item)
    return found


def _spelt_out(rule: Rule, match: regex.Match[str]) -> Found | None:
    groups = match.groupdict()
    kind: str
    unit: str | None
    if rule.label == "share":
        top, bottom = read_number(match["top"]), read_number(match["bottom"])
        if top is None or bottom is None or top >= bottom:
            return None
        kind, unit, value = "percentage", "%", round(top * 100 / bottom, 4).normalize()
    elif rule.label == "verb":
        kind, unit = "multiple", "x"
        value = Decimal(next(MULTIPLE_VALUES[name] for name, text in groups.items() if text))
    else:
        number = read_number(groups["number"]) if groups.get("number") else None
        if number is None or rule.label not in ("percentage", "money", "count", "quantity", "multiple"):
            return None
        kind, unit, value = rule.label, rule.values.get("unit"), number
    at = (match.start(), match.end())
    quantity = Quantity(kind, *at, value, unit, rule.id, number_start=at[0], number_end=at[1])  # type: ignore[arg-type]
    return Found(quantity, Number(*at, value, "words"), True)


def _has_sense(item: Found, normal: str) -> bool:
    """Drop bare numbers that count nothing: too small and alone, or an index with decimals."""
    quantity = item.quantity
    if quantity.rule != BARE or quantity.value is None:
        return True
    whole = item.number.scale > ONE or quantity.value == quantity.value.to_integral_value()
    if whole or wording(COUNTED_PER).match(normal, quantity.end):
        return True
    return wording(NUMBER_OF).search(normal, max(0, quantity.start - 110), quantity.start) is not None


def _with_qualifier(quantity: Quantity, normal: str, end: int) -> Quantity:
    rule = _qualifying_rule(quantity, normal, end)
    if rule is None:
        return quantity
    return replace(quantity, qualifier=cast(Qualifier, rule.label), qualified_by=rule.id)


def _qualifying_rule(quantity: Quantity, normal: str, end: int) -> Rule | None:
    """The rule of the words that touch the quantity and begin first: "no more than" wins over "more than"."""
    behind: Rule | None = None
    for rule in load("qualifiers").rules:
        if rule.before is not None:
            both = rule.after is None or rule.after.match(normal, quantity.end, end)
            if both and rule.before.match(normal, quantity.start) is not None:
                return rule
        elif rule.after is not None:
            match = rule.after.match(normal, quantity.number_end, end) or rule.after.match(normal, quantity.end, end)
            if match is not None and behind is None:
                behind = rule
    return behind
