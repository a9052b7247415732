"""Which numbers of a sentence belong together: a row is a sentence and how each number joins an earlier one."""

import pytest

from extractors.links import Link, base_of, link_quantities, list_of
from extractors.periods import find_times
from extractors.quantities import find_quantities
from extractors.records import Sentence
from tests.rows import rows

TODAY = "2026-08-07"


def linked(text):
    """The links of a sentence's quantities, as claims makes them: times are no quantities."""
    times = find_times(text, 0, len(text), TODAY, None)
    found = [
        one
        for one in find_quantities(text, 0, len(text))
        if not any(one.number_start < time.end and time.start < one.number_end for time in times)
    ]
    return link_quantities(text, Sentence(0, len(text), 0), found, times)


def told(text):
    return ["-" if link is None else f"{link.kind} {link.base}" for link in linked(text)]


LINKS = [
    ("It was 3.6 percent, having been 3.4 percent in May.", ["-", "level 0"]),
    ("Couriers took 180 billion parcels, or 128 for every person.", ["-", "level 0"]),
    ("There were declines of 17,000 and 16,000.", ["-", "list 0"]),
    ("Losses are to be 8 percent, against 9.3 percent at present.", ["-", "level 0"]),
    ("214,000 homes were dark, down from a peak of 1.1 million on Sunday.", ["-", "level 0"]),
    ("Sales grew 4 percent.", ["-"]),
    # changes told beside a number
    ("Revenue hit 3.7 trillion yuan, up 7.4% year on year.", ["-", "change 0"]),
    ("Exports were 11.2 trillion yuan, down 2.6%.", ["-", "change 0"]),
    ("Exports were 11.2 trillion yuan, down by 2.6 percent.", ["-", "change 0"]),
    ("Loans reached 4 billion yuan, an increase of 8.6 percent.", ["-", "change 0"]),
    ("Loans reached 4 billion yuan, marking an increase of 8.6 percent.", ["-", "change 0"]),
    ("Loans reached 4 billion yuan, a year-on-year rise of 8.6 percent.", ["-", "change 0"]),
    ("Loans reached 4 billion yuan, representing a 9 percent increase.", ["-", "change 0"]),
    ("Loans reached 4 billion yuan, growing by 3 percent.", ["-", "change 0"]),
    ("Loans reached 4 billion yuan (+3.7%).", ["-", "change 0"]),
    ("Loans reached 4 billion yuan (up 3.7%).", ["-", "change 0"]),
    ("Ports handled 424 million tonnes, 14.6% more than a year earlier.", ["-", "change 0"]),
    ("Revenue hit 3 billion yuan, up 7.4%, 1.1 percentage points faster than in May.", ["-", "change 0", "change 1"]),
    # shares
    ("Sales were 4.7 billion yuan, accounting for 15.8 percent of the total.", ["-", "share 0"]),
    (
        "Sales were 4.7 billion yuan, accounting for 15.8 percent of the total, up 1.7 percentage points.",
        ["-", "share 0", "change 1"],
    ),
    # levels that another is compared with, and conversions
    ("There were 392 robots, up from 49 in 2015.", ["-", "level 0"]),
    ("The rate was 5.2 percent, compared with 5.5 percent in May.", ["-", "level 0"]),
    ("The rate was 5.2 percent, down from 5.5 percent.", ["-", "level 0"]),
    ("It invested 5 trillion yuan (about 0.7 trillion U.S. dollars).", ["-", "level 0"]),
    # lists
    ("They rose 38.8% and 29.6%, respectively.", ["-", "list 0"]),
    ("They rose 3.5 percent, 5.8 percent and 4.6 percent.", ["-", "list 0", "list 1"]),
    ("Growth will be 2.3 percent in 2026, 1.6 percent in 2027 and 1.8 percent in 2028.", ["-", "list 0", "list 1"]),
    ("Freight rose by 3.2 percent, passengers by 6.5 percent.", ["-", "list 0"]),
    ("Mining rose by 3.2 percent, manufacturing by 6.5 percent.", ["-", "list 0"]),
    # statements of their own
    ("Exports rose 5 percent; imports fell 3 percent.", ["-", "-"]),
    ("Exports rose 5 percent, but imports fell 3 percent.", ["-", "-"]),
    ("The harbour has 40 cranes and the yard was 5 hectares.", ["-", "-"]),
    ("It built 64 nodes while sales grew by 5 percent.", ["-", "-"]),
]
WRONG: dict[str, str] = {}


@pytest.mark.parametrize(("text", "expected"), rows(LINKS, WRONG))
def test_link(text, expected):
    assert told(text) == expected


def test_a_link_says_where_its_words_begin():
    text = "Revenue hit 3.7 trillion yuan, up 7.4% year on year."
    link = linked(text)[1]
    assert text[link.lead :].startswith(", up 7.4%")


def test_the_words_of_a_gapped_member():
    links = linked("Freight rose by 3.2 percent, passengers by 6.5 percent and cargo 4 percent.")
    assert [link.label for link in links[1:]] == ["passengers", "cargo"]


def test_a_list_beside_a_list():
    text = "Output of ferries and tugs was 2.1 billion yuan and 1.9 billion yuan, up 31.5 percent and 30.2 percent."
    links = linked(text)
    assert [link and link.kind for link in links] == [None, "list", "change", "list"]
    assert [link and link.pair for link in links[2:]] == [0, 1]


def test_a_change_behind_a_conversion_belongs_to_the_amount():
    links = linked("It invested 5 trillion yuan ($0.7 trillion), up 3 percent.")
    assert [base_of(links, index) for index in range(3)] == [0, 0, 0]


CHAIN = [None, Link(0, "list", 5), Link(1, "change", 9), Link(2, "list", 12), None]


@pytest.mark.parametrize(("index", "base"), [(0, 0), (1, 0), (2, 0), (3, 0), (4, 4)])
def test_base_of(index, base):
    assert base_of(CHAIN, index) == base


@pytest.mark.parametrize(("index", "members"), [(0, [0, 1]), (1, [0, 1]), (2, [2, 3]), (3, [2, 3]), (4, [4])])
def test_list_of(index, members):
    assert list_of(CHAIN, index) == members


def test_no_numbers_no_links():
    assert linked("Thank you.") == []
