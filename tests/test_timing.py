"""Which time a number is about: a row is a sentence said on 7 August 2026 and the period of each of its numbers."""

import pytest

from extractors.links import Linked, link_quantities
from extractors.periods import find_times
from extractors.quantities import find_quantities
from extractors.records import Sentence
from extractors.time_ties import of_speech
from extractors.timing import time_of
from tests.rows import rows

TODAY = "2026-08-07"


def mentions(text):
    times = find_times(text, 0, len(text), TODAY, None)
    found = [
        one
        for one in find_quantities(text, 0, len(text))
        if not any(one.number_start < time.end and time.start < one.number_end for time in times)
    ]
    return times, found


def timed(text):
    """What the sentence itself says of each number's time."""
    sentence = Sentence(0, len(text), 0)
    times, found = mentions(text)
    links = link_quantities(text, sentence, found, times)
    linked = Linked(text, sentence, tuple(found), tuple(times), tuple(links))
    return [time_of(index, linked) for index in range(len(found))]


PERIODS = [
    ("The plan launched in 2016 now covers 49 cities.", [None]),
    ("Secretary Lin said that 92 percent was paid and that nobody should expect more in September.", [None]),
    ("On Wednesday alone, guards counted 9,179 boats.", ["2026-08-05"]),
    # right behind, ahead of, and far behind the number
    ("Output rose 5 percent in May.", ["2026-05"]),
    ("In May, output rose 5 percent.", ["2026-05"]),
    ("Output in May rose 5 percent.", ["2026-05"]),
    ("Output rose 5 percent to 3 million tonnes in May.", ["2026-05", "2026-05"]),
    ("Sales were 3 million yuan in the first half of 2026.", ["2026-01/2026-06"]),
    ("In the first half, sales were 3 million yuan.", ["2026-01/2026-06"]),
    ("As of the end of June, it had 40 ports.", ["2026-06"]),
    ("Output rose 5 percent last year.", ["2025"]),
    ("Output rose 5 percent.", [None]),
    # each number its own
    ("It fell by 2.3% in the first half and rose 0.4% in July.", ["2026-01/2026-06", "2026-07"]),
    ("It rose from 1.2% in 2010 to 1.8% last year.", ["2010", "2025"]),
    ("It was 2.3 percent in 2023, 1.6 percent in 2024 and 1.8 percent in 2025.", ["2023", "2024", "2025"]),
    ("In 2024 it sold 40 ships, and in 2025 it sold 60 ships.", ["2024", "2025"]),
    # what is told beside a number has its time
    ("In May, sales hit 3 billion yuan, up 7.4% year on year.", ["2026-05", "2026-05"]),
    ("Sales hit 3 billion yuan in May, up 7.4%.", ["2026-05", "2026-05"]),
    ("In 2025 it spent 5 trillion yuan (about 0.7 trillion U.S. dollars).", ["2025", "2025"]),
    ("Exports were 4.7 billion yuan in May, accounting for 15.8 percent of the total.", ["2026-05", "2026-05"]),
    ("In May, A and B grew 4 percent and 5 percent, respectively.", ["2026-05", "2026-05"]),
    # what is compared with has another
    ("In 2025 spending was 2.2 times its 2010 level.", ["2025"]),
    ("In May output was 4 percent higher than in 2019.", ["2026-05"]),
    ("In 2025, there were 392 robots, up from 49 in 2015.", ["2025", "2015"]),
    ("The rate was 5.2 percent in June, compared with 5.5 percent in May.", ["2026-06", "2026-05"]),
    ("In July, the pace was 1.1 percentage points faster than in the first quarter.", ["2026-07"]),
    # the day of saying is no period
    ("Output rose 5 percent, the ministry said on Thursday.", [None]),
    ("Data released on August 6 showed output rose 5 percent.", [None]),
    ("Data released on August 6 showed output rose 5 percent in July.", ["2026-07"]),
    # a plan's name is no period, its brackets are
    ("During the 14th Five-Year Plan period (2021-2025), it spent 6 trillion yuan.", ["2021/2025"]),
    ("Since 2015, output has grown 5 percent.", ["2015/.."]),
    ("From 2012 to 2021, output grew 5 percent a year on average.", ["2012/2021"]),
]
WRONG: dict[str, str] = {}


@pytest.mark.parametrize(("text", "expected"), rows(PERIODS, WRONG))
def test_period(text, expected):
    assert [one.edtf if one is not None else None for one in timed(text)] == expected


@pytest.mark.parametrize("text", ["So far, 40 ports have opened.", "At present, it has 40 ports."])
def test_present(text):
    (one,) = timed(text)
    assert one.present
    assert one.edtf is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry said on Thursday that sales rose 5 percent.", True),
        ("Sales rose 5 percent, Lin told reporters on August 6.", True),
        ("Ferries carried 40 people on August 6.", False),
        ("The ministry said sales rose 5 percent in July.", False),  # a month is no day
    ],
)
def test_of_speech(text, expected):
    times, _ = mentions(text)
    assert [of_speech(one, text, Sentence(0, len(text), 0)) for one in times if one.edtf] == [expected]


# Periods that the sentence before, or the briefing's date, gives.
TEXTS = [
    ("A poll out last week found that only 36 percent of people trust air travel.", [None]),
    ("Of firms surveyed last month, 40 percent planned to hire.", [None]),
    # what had been foreseen is of the time that it was foreseen for
    ("The economy will grow by 1.1% in 2027, revised up from the 0.9% expected in June.", ["2027", "2027"]),
    ("The Fund expects growth of 3.0 percent in 2027, above the 2.8 percent projected in April.", ["2027", "2027"]),
    ("Output will rise 4 percent in 2028, compared with 3.5 percent forecast in May.", ["2028", "2028"]),
    ("Output rose 4 percent in 2025, compared with 3.5 percent in 2024.", ["2025", "2024"]),
    # what is told first goes on, not what it is compared with
    (
        "In 2025, 47 percent of it was grain, compared with 44 percent in 2024 and 37 percent in 2021. "
        "Trade fell 5 percent.",
        ["2025", "2024", "2021", "2025"],
    ),
    ("In 2024, the port built 40 piers. It earned 3 million yuan in the whole year.", ["2024", "2024"]),
    ("In May, the port handled 40 million tonnes. Its sales grew 5 percent.", ["2026-05", "2026-05"]),
    ("In May, the port handled 40 million tonnes. In June, sales grew 5 percent.", ["2026-05", "2026-06"]),
    # another paragraph is another topic
    ("In May, the port handled 40 million tonnes.\n\nThe city now has 31 bridges.", ["2026-05", None]),
    (
        "Last year was a good one. Sales of ferries grew 5 percent.",
        [
            "2025",
        ],
    ),
]
WRONG_TEXTS: dict[str, str] = {}


@pytest.mark.parametrize(("text", "expected"), rows(TEXTS, WRONG_TEXTS))
def test_period_between_sentences(claims_of, text, expected):
    assert [claim.period for claim in claims_of(text, TODAY)] == expected
