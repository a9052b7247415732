"""Numbers as they are written and what they are worth: a row is a text and its exact value."""

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numbers import find_numbers, holds_number, read_number, scaled
from extractors.records import Number
from tests.rows import rows


def found(text):
    return find_numbers(text, 0, len(text))


VALUES = [
    # lakhs and crores in groups of two
    ("1,43,512", "143512"),
    ("12,34,567", "1234567"),
    ("1,20,45,000", "12045000"),
    ("2,45,678.50", "245678.5"),
    # as it is spoken
    ("30 thousand 5 hundred nine", "30509"),
    ("39 thousand 1 hundred 10", "39110"),
    ("2 million 300 thousand", "2300000"),
    ("3 crore 20 lakh", "32000000"),
    ("4 hundred 20", "420"),
    # digits and separators
    ("7", "7"),
    ("0", "0"),
    ("0.6", "0.6"),
    ("452", "452"),
    ("3,416", "3416"),
    ("4618.5", "4618.5"),
    ("20,417.3", "20417.3"),
    ("12,018,449", "12018449"),
    ("1234567", "1234567"),
    ("61 000", "61000"),
    ("31 862", "31862"),  # thin or plain spaces keep the thousands of codebooks and tables apart
    # scales in words and letters
    ("4.2 trillion", "4200000000000"),
    ("455 billion", "455000000000"),
    ("61.48 million", "61480000"),
    ("85 thousand", "85000"),
    ("3 hundred", "300"),
    ("1.92 mln", "1920000"),
    ("1.92mln", "1920000"),
    ("35 bln", "35000000000"),
    ("318.6bn", "318600000000"),
    ("1.4tn", "1400000000000"),
    ("2.7 trln", "2700000000000"),
    ("1 quintillion", "1000000000000000000"),
    ("5 lakh crore", "5000000000000"),
    ("8 dozen", "96"),
    ("1.2-trillion", "1200000000000"),
    ("3.6 hundred million", "360000000"),
    # not brought to a round scale
    ("20,417.3 billion", "20417300000000"),
    ("3,204,100 million", "3204100000000"),
    ("4618.5 billion", "4618500000000"),
    ("61,683.6 billion", "61683600000000"),
    # words
    ("seven", "7"),
    ("sixteen", "16"),
    ("Twelve", "12"),
    ("twenty-three", "23"),
    ("ninety one", "91"),
    ("a hundred", "100"),
    ("two hundred and three", "203"),
    ("nine hundred ninety-nine", "999"),
    ("two thousand five hundred", "2500"),
    ("one hundred and twenty-five thousand", "125000"),
    ("three million two hundred thousand", "3200000"),
    ("eleven billion", "11000000000"),
    ("two million", "2000000"),
    ("ten thousand", "10000"),
    ("a million", "1000000"),
    ("two dozen", "24"),
    ("half a million", "500000"),
    ("half a billion", "500000000"),
    ("half a dozen", "6"),
    ("one and a half million", "1500000"),
    ("two and a half", "2.5"),
    ("3 and a half million", "3500000"),
    # fractions
    ("half", "0.5"),
    ("a quarter", "0.25"),
    ("a fifth", "0.2"),
    ("one-tenth", "0.1"),
    ("three quarters", "0.75"),
    ("three-fifths", "0.6"),
    ("1/4", "0.25"),
    ("3/8", "0.375"),
    # glyphs
    ("4½", "4.5"),
    ("12¾", "12.75"),
    ("2¼ million", "2250000"),
    ("½", "0.5"),
    ("6.½", "6.5"),  # a broken glyph
    # signs
    ("-0.3", "-0.3"),
    ("+3.7", "3.7"),
    ("-2 million", "-2000000"),
]
WRONG_VALUES: dict[str, str] = {}


@pytest.mark.parametrize(("text", "value"), rows(VALUES, WRONG_VALUES))
def test_value(text, value):
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["one third", "a third", "1/3"])
def test_fraction_is_exact_enough(text):
    value = read_number(text)
    assert value is not None
    assert abs(value * 3 - 1) < Decimal("1e-20")


@pytest.mark.parametrize(
    "text",
    ["", " ", "ships", "5 ships", "two three", "3 4", "1.2.3", "12,34", "7/5", "the half", "-", "hundreds", "5 to 6"],
)
def test_not_one_number(text):
    assert read_number(text) is None


PLACES = [
    ("Output of 4.2 trillion yuan and 31 ports", ["4.2 trillion", "31"]),
    ("In 2023, 450 ships called", ["2023", "450"]),  # a comma with a space behind it ends a number
    ("38.8% and 29.6%, respectively", ["38.8", "29.6"]),
    ("It grew 0.3and 0.5 points", ["0.3", "0.5"]),
    ("RMB31.42 trillion", ["31.42 trillion"]),
    ("CNY318.6bn", ["318.6bn"]),
    ("about $3m, $40k and $1.4tn", ["3m", "40k", "1.4tn"]),
    ("a belt of 3m and 40k runners", ["3", "40k"]),  # without a currency or things behind it "m" is metres
    ("3.2m barrels, 2.4m new users and a 20m high wall", ["3.2m", "2.4m", "20"]),
    ("a 10k run with a 401k plan", ["10", "401"]),
    ("3,5 % and 12,7 billion", ["3,5", "12,7 billion"]),
    ("\u20ac 1.234.567 and \u20ac3,50", ["1.234.567", "3,50"]),
    ("in 3,5 and 7 ports", ["3", "7"]),
    ("from 4-1/4 to 4-1/2 percent", ["4-1/4", "4-1/2"]),
    ("5-6 ships", ["5", "6"]),
    ("three quarters of 1,200 ships", ["three quarters", "1,200"]),
    ("nearly half of the forty tugs", ["half", "forty"]),
    ("half a million tonnes", ["half a million"]),
    ("the 250-km line", ["250"]),
    ("a 1.2-trillion-yuan fund", ["1.2-trillion"]),
    ("hundreds of millions of users", []),
    ("tens of thousands of jobs", []),
    ("dozens of ports", []),
    ("often alone, the weight of a tent", []),  # number words inside other words
    ("rose (-5.2% from 2015)", ["-5.2", "2015"]),
]


@pytest.mark.parametrize(("text", "words"), PLACES)
def test_place(text, words):
    numbers = found(text)
    assert [text[number.start : number.end] for number in numbers] == words
    assert [number.text for number in numbers] == words


def test_only_the_stretch_is_read():
    text = "12 ports and 34 ships"
    assert [number.value for number in find_numbers(text, 8, len(text))] == [34]


@pytest.mark.parametrize(("text", "form"), [("31", "digits"), ("thirty-one", "words"), ("two-thirds", "fraction")])
def test_form(text, form):
    assert [number.form for number in found(text)] == [form]


@pytest.mark.parametrize(
    ("text", "scale"),
    [("31", 1), ("31 million", 10**6), ("half a billion", 10**9), ("two thousand five hundred", 1000)],
)
def test_scale(text, scale):
    assert [number.scale for number in found(text)] == [scale]


def test_scaled_lends_the_scale_of_a_later_number():
    number = Number(0, 2, Decimal("51"), "digits")
    assert scaled(number, Decimal(10**9)).value == 51 * 10**9


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Orders doubled.", True),
        ("Nearly half of them came.", True),
        ("Thirty ports opened.", True),
        ("It fell 3.", True),
        ("Thank you very much.", False),
        ("", False),
    ],
)
def test_holds_number(text, holds):
    assert holds_number(text, 0, len(text)) is holds


# --- properties ---

ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
SMALL = (*ONES, *TEENS)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def spelt(number):
    """A whole number below a million in English words."""
    for scale, name in ((1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            link = " and " if scale == 100 else " "
            return f"{spelt(number // scale)} {name}{link + spelt(rest) if rest else ''}"
    if number < 20:
        return SMALL[number]
    return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")


DECIMALS = st.decimals(min_value=0, max_value=10**13, places=2)
SCALES = st.sampled_from(
    [("thousand", 3), ("million", 6), ("mln", 6), ("billion", 9), ("bn", 9), ("trillion", 12), ("tn", 12)]
)


@given(DECIMALS)
def test_digits_are_read_back(value):
    for text in (f"{value:f}", f"{value:,f}"):
        assert read_number(text) == value


@given(DECIMALS, SCALES, st.sampled_from([" ", "-", ""]))
def test_scales_are_read_back(value, scale, link):
    name, power = scale
    for body in (f"{value:f}", f"{value:,f}"):
        assert read_number(f"{body}{link}{name}") == value * 10**power


@given(DECIMALS.filter(bool), st.sampled_from("+-"))
def test_signs_are_read_back(value, sign):
    assert read_number(f"{sign}{value:,f}") == (-value if sign == "-" else value)


@given(st.integers(min_value=1, max_value=10**6 - 1))
def test_words_are_read_back(value):
    assert read_number(spelt(value)) == value


TEXTS = st.text(alphabet=st.sampled_from(list("0123456789.,-+/%$ ½¾()ab\n")), max_size=40)


@given(TEXTS)
def test_places_are_in_order_and_inside(text):
    numbers = found(text)
    assert all(0 <= number.start < number.end <= len(text) for number in numbers)
    assert all(left.end <= right.start for left, right in pairwise(numbers))


@pytest.mark.parametrize("piece", ["1", "1,", "1,000,", "1 000 ", "one ", "one and a half ", "1/", "a ", "- ", "½"])
def test_time_grows_with_length_only(piece):
    def seconds(length):
        text = piece * (length // len(piece))
        began = time.process_time()
        found(text)
        return time.process_time() - began

    found(piece)
    small = min(seconds(2_000) for _ in range(3))
    large = min(seconds(16_000) for _ in range(2))
    assert large < max(24 * small, 0.05)
