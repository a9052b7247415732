"""Numbers: "4.2 trillion", "half a million", "two-thirds", "4½" -> exact decimals, with their place in the text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import regex

from extractors.records import Number
from extractors.wording import folded
from patterns import load

ONE = Decimal(1)
HUNDRED = Decimal(100)
MOST_DIGITS = 28  # as many as decimal arithmetic keeps exactly; what has more is a code and no amount


@dataclass(frozen=True)
class Words:
    """The number words of a language, ready to use: lookup tables and the expressions built from them."""

    small: dict[str, int]
    scale: dict[str, int]
    money_scale: dict[str, int]
    denominator: dict[str, int]
    glyph: dict[str, Decimal]
    digits: regex.Pattern[str]
    words: regex.Pattern[str]
    fraction: regex.Pattern[str]
    trigger: regex.Pattern[str]
    scale_word: regex.Pattern[str]
    currency: regex.Pattern[str]


# "1.234.567", "1.234,5", "3,5 %", "€3,50": points group and a comma begins the decimals; one point alone does too.
CONTINENTAL = (
    r"\d{1,3}(?:\.\d{3})++,\d{1,2}(?![\d,])|\d{1,3}(?:\.\d{3}){2}(?![\d,]|\.\d)"
    r"|\d{1,3}(?: \d{3})*+,\d{1,2}(?=[ ]?(?:%|€|(?:per[ ]?cent|percentage|pct|euros?|$scale)\b))"
    r"|(?<=€[ ]?)\d{1,3},\d\d(?![\d,])"
)
MIXED = r"\d{1,2}[ -](?:1/2|[12]/3|[13]/4|[1357]/8)(?=[ -]?(?:%|(?:per ?cent|percentage|pct|to|and|million|billion)\b))"
# "3.2m barrels", "650k", "6 m people": a scale where things follow, and no metres or kilobytes ("20m high", "401k").
MILLIONS = (
    r"[ ]m(?=[ ]$million_noun\b)|[mb](?=[ ]$currency_after\b"
    r"|[ ](?!(?:as|is|was|has|its|this|across|plus|less|thus|apart|above|below|of|in|from|by|to|at|and|or|on|for"
    r"|over|under|off|away|long|high|tall|wide|deep|thick)\b)(?:[a-z-]+[ ])?(?:[a-z]+s|people|bpd|barrel)\b)"
)
THOUSANDS = r"(?<!401)k(?![ ](?:run|race|walk|video|resolution|display|screen|tv)s?\b)"
# "RMB31.42 trillion", "R230.5 billion", "S/.3.4 billion": letters of a currency touch the number.
CURRENCY_GLUED = (
    r"(?=\d)(?<=[A-Za-zčł/.])(?:(?<=(?<![\w$])(?:(?-i:$currency_code|$currency_code_word)|$currency_before))"
    r"|(?-i:(?<=(?<![\w$])$currency_letter)(?=\d[\d,]*(?:\.\d+)?(?:[ ]?$scale\b|[bmtk]\b|,\d{3}\b|\.\d\d\b))))"
)
# "12,34,567": where lakhs and crores are told, groups of two stand before the last three digits.
INDIAN = r"\d{1,2}(?:,\d{2}){1,4},\d{3}(?![\d,])"
# "16 155 millimeter howitzers", "20 500-bed hospitals": a count and the size of what it counts.
SIZE = (
    r"-[a-z]|[ ]?(?:$single_unit|(?-i:mm|cm|kV))"
    r"[ ](?!(?:of|in|on|at|by|from|and|or|to|as|per|for|over|was|were|is)\b)[a-z]"
)
# "12 345 678" is one number; in "on May 12 300 people came" a day stands before another.
SPACED = (
    r"\d{1,3}(?: \d{3}){2,6}+(?![\d,]|\.\d| \d)"
    rf"|(?<!\b$month_name )\d{{1,3}} \d{{3}}(?![\d,]|\.\d| \d|{SIZE})"
)
# A digit run that no letter, digit, point or hyphen-with-letter precedes starts a number.
DIGITS = (
    rf"(?:(?<![\w.,])|{CURRENCY_GLUED})"
    r"(?P<sign>(?<![\w%)½⅓⅔¼¾⅛⅜⅝⅞])[+-]|(?<![\w-])(?<!\bor )(?<!\d )(?:minus[ ](?=[\d½⅓⅔¼¾])"
    r"|negative[ ](?=\d+(?:\.\d+)?[ ]?(?:%|per ?cent\b))))?"
    rf"(?P<body>{CONTINENTAL}|{MIXED}"
    rf"|(?:\d{{1,3}}(?:,\d{{3}})++(?!\d)|{INDIAN}|{SPACED}|\d++)(?:\.\d++)?|(?=$glyph))"
    r"(?:\.?(?P<glyph>$glyph))?"
    r"(?P<half> and a half)?"
    r"(?P<scales>(?:[ -]?$scale\b){1,2})?"
    rf"(?P<letter>{MILLIONS}|(?-i:{THOUSANDS}\b))?(?P<money_scale>(?:k|m|b|t)\b)?"
)
POINT = ("-point", " point")
# What a letter that is a scale may stand behind: "$3m", "Rs 40k", "R5m".
CURRENCY_BEFORE = r"(?-i:[$€£¥] ?|(?<![\w$])(?:(?:[A-Z]{3}|$currency_before) ?|$currency_letter))$"
WORDS = (
    r"\b(?P<words>(?:half an? $scale|an? $scale|$small)\b"
    r"(?P<rest>(?:[ -](?:and (?:a half )?)?(?:$small|$scale)\b){0,8}(?: and a half\b)?))"
)
LETTERS = re.compile("[a-z]+")
MIXED_PARTS = re.compile(r"[ /-]")  # "4-1/4"
DECIMAL_COMMA = re.compile(r"[\d. ]*,\d{1,2}")
FRACTION = (
    r"\b(?:(?P<top>$small|an?)[ -](?P<bottom>$fraction)\b(?: of an? (?P<whole>$scale)\b)?"
    r"|(?P<digits_top>[1-9]\d?)/(?P<digits_bottom>[2-9]|10)\b(?!/)"
    r"|(?P<half>half)\b(?! an? $scale\b))"
)


@functools.cache
def number_words(language: str = "en") -> Words:
    """The number words of a language from its pattern file."""
    patterns = load("numbers", language)
    tables: Any = patterns.tables
    return Words(
        small=tables["small"],
        scale=tables["scale"],
        money_scale=tables["money_scale"],
        denominator=tables["denominator"],
        glyph={sign: Decimal(top) / Decimal(bottom) for sign, (top, bottom) in tables["glyph"].items()},
        digits=patterns.expression(DIGITS),
        words=patterns.expression(WORDS),
        fraction=patterns.expression(FRACTION, engine="re"),
        scale_word=patterns.expression("$scale"),
        currency=patterns.expression(CURRENCY_BEFORE),
        trigger=patterns.expression(
            r"\d|\b(?:$small|$scale|half|third|quarter|fifth|doubl|tripl|quadrupl|twice|twofold)"
        ),
    )


def holds_number(normal: str, start: int, end: int) -> bool:
    """Whether the stretch may hold a number at all: the cheap test that spares sentences the dear ones."""
    return number_words().trigger.search(normal, start, end) is not None


def find_numbers(normal: str, start: int, end: int) -> list[Number]:
    """Every number of normal[start:end], in reading order; of two that overlap the longer.

    Fractions ("two-thirds", "a fifth", "half") are numbers of form "fraction" with their value, 0.6667.
    Ordinals, names and dates are not told apart here; quantities does that.
    """
    words = number_words()
    found = [
        *_digits(words, normal, start, end),
        *_words(words, normal, start, end),
        *_fractions(words, normal, start, end),
    ]
    found.sort(key=lambda number: (number.start, -number.end))
    kept: list[Number] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            whole = _spoken_on(kept[-1], number, normal) if kept else None
            kept[-1:] = [whole] if whole else [*kept[-1:], number]
    return kept


def _spoken_on(before: Number, number: Number, normal: str) -> Number | None:
    """ "30 thousand 5 hundred nine": a number that goes on in smaller scales, as it is spoken."""
    if before.scale < HUNDRED or normal[before.end : number.start] != " ":
        return None  # "1.29 billion and 690 million" are two
    smaller = before.scale > number.scale >= HUNDRED and number.value < before.scale
    rest = before.scale == HUNDRED and number.scale == ONE and number.value < HUNDRED and before.value % HUNDRED == 0
    if before.form == "fraction" or number.form == "fraction" or not (smaller or (rest and _spoken(before))):
        return None
    text = normal[before.start : number.end]
    return replace(number, start=before.start, value=before.value + number.value, text=text)


def _spoken(number: Number) -> bool:
    """Whether digits and more than one scale follow each other in a number."""
    return number.form == "digits" and " hundred" in number.text


def read_number(text: str) -> Decimal | None:
    """The value of a text that is one number: "61,683.6 billion" -> 61683600000000; None if it is none."""
    found = find_numbers(text, 0, len(text))
    return found[0].value if len(found) == 1 and found[0].end - found[0].start == len(text) else None


def _digits(words: Words, normal: str, start: int, end: int) -> Iterator[Number]:
    for match in words.digits.finditer(normal, start, end):
        value = _plain(match["body"])
        if len(value.as_tuple().digits) > MOST_DIGITS:
            continue
        if match["glyph"]:
            value += words.glyph[match["glyph"]]
        if match["half"]:
            value += Decimal("0.5")
        scale = ONE
        for word in words.scale_word.findall(folded(match["scales"] or "")):
            scale *= words.scale[word]
        if match["letter"]:
            scale *= words.money_scale[folded(match["letter"].strip())]
        stop = match.end()
        if match["money_scale"]:
            if _after_currency(normal, match.start("body")):
                scale *= words.money_scale[folded(match["money_scale"])]
            else:
                stop = match.start("money_scale")
        if match["half"] and not match["scales"]:
            stop = match.start("half")
            value -= Decimal("0.5")
        sign = 1 if match["sign"] in (None, "+") else -1
        yield Number(match.start(), stop, sign * value * scale, "digits", scale, normal[match.start() : stop])


def _plain(body: str) -> Decimal:
    """The value of digits: "61,683.6", "12 345", "1.234,5", "4-1/4", and nothing before a glyph."""
    if "/" in body:
        whole, top, bottom = MIXED_PARTS.split(body)
        return int(whole) + Decimal(top) / int(bottom)
    if body.count(".") > 1 or DECIMAL_COMMA.fullmatch(body):
        body = body.replace(".", "").replace(",", ".")
    return Decimal(body.replace(",", "").replace(" ", "") or 0)


def _after_currency(normal: str, at: int) -> bool:
    return number_words().currency.search(normal[max(0, at - 6) : at]) is not None


def _words(words: Words, normal: str, start: int, end: int) -> Iterator[Number]:
    for match in words.words.finditer(normal, start, end):
        tokens = LETTERS.findall(folded(match["words"]))
        if not _well_formed(words, tokens):
            continue
        value, scale = _value_of(words, tokens)
        yield Number(match.start(), match.end(), value, "words", scale, match[0])


def _well_formed(words: Words, tokens: list[str]) -> bool:
    """ "two three" is no number, "twenty three" and "two hundred and three" are."""
    small = [words.small.get(token) for token in tokens]
    return not any(
        a is not None and b is not None and not (a >= 20 > a % 10 == 0 and b < 10) for a, b in pairwise(small)
    )


def _value_of(words: Words, tokens: list[str]) -> tuple[Decimal, Decimal]:
    """The value of number words and the largest scale in them."""
    total, current, largest = Decimal(0), Decimal(0), ONE
    for token in tokens:
        if token == "half":
            current += Decimal("0.5")
        elif token in words.small:
            current += words.small[token]
        elif token in words.scale:
            scale = Decimal(words.scale[token])
            largest = max(largest, scale)
            current = (current or ONE) * scale
            if scale >= 1000:
                total, current = total + current, Decimal(0)
    return total + current, largest


def _fractions(words: Words, normal: str, start: int, end: int) -> Iterator[Number]:
    for match in words.fraction.finditer(normal, start, end):
        if match["half"]:
            value = Decimal("0.5")
        elif match["digits_top"]:
            top, bottom = int(match["digits_top"]), int(match["digits_bottom"])
            if top >= bottom:
                continue
            value = Decimal(top) / bottom
        else:
            top = words.small.get(folded(match["top"]), 1)
            if top > 1 and normal.startswith(POINT, match.end()):
                continue  # "three quarter-point cuts"
            name = folded(match["bottom"])
            value = Decimal(top) / (words.denominator.get(name) or words.denominator[name.removesuffix("s")])
        if match["whole"]:  # "a quarter of a million"
            scale = Decimal(words.scale[folded(match["whole"])])
            yield Number(match.start(), match.end(), value * scale, "words", scale, match[0])
            continue
        yield Number(match.start(), match.end(), value, "fraction", ONE, match[0])


def scaled(number: Number, scale: Decimal) -> Number:
    """The number with a scale that the text names only later: the 51 of "51 to 54 billion"."""
    return replace(number, value=number.value * scale, scale=scale)
