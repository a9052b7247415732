"""Words for time. A row is a sentence, the day it was said, and what we owe it."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.periods import TimeContext, basis_between, find_times
from extractors.records import TimeMention

EDTF = regex.compile(r"\d{4}(-\d\d(-\d\d)?)?(/(\.\.|\d{4}(-\d\d(-\d\d)?)?))?")


def times(
    text: str, said_on: str | None, context: TimeContext | None = None, future: bool = False
) -> list[TimeMention]:
    return find_times(text, 0, len(text), said_on, context, future)


def words(text: str, mentions: list[TimeMention], *roles: str) -> list[tuple[str, str | None]]:
    return [(text[one.start : one.end], one.edtf) for one in mentions if one.role in roles]


PERIODS = [
    ("As of July 15, 300 ferries had sailed.", "2026-07-20", "July 15", "2026-07-15"),
    ("By December it had fallen by 3 points.", "2026-07-20", "December", "2025-12"),
    ("Growth averages 3 percent over 2026 as a whole.", "2026-07-20", "2026 as a whole", "2026"),
    ("Two summers ago it was 13 percent.", "2026-07-20", "Two summers ago", "2024"),
    # seasons, fiscal years, days with their month last
    ("Fires burned 4 hectares in the summer of 2023.", "2026-07-20", "the summer of 2023", "2023-06/2023-08"),
    ("Load will rise by 3 GW this summer.", "2026-05-20", "this summer", "2026-06/2026-08"),
    ("He planted 15 mu last spring.", "2026-07-20", "last spring", "2025-03/2025-05"),
    ("The deficit is 3 billion this fiscal year.", "2026-07-20", "this fiscal year", "2026"),
    ("The deficit was 3 billion last fiscal year.", "2026-12-20", "last fiscal year", None),
    (
        "It asks for 3 million for the fiscal year that starts in April 2027.",
        "2026-08-20",
        "the fiscal year that starts in April 2027",
        "2027-04/2028-03",
    ),
    (
        "Exports in the marketing year that ended in July were 3 million.",
        "2026-08-20",
        "the marketing year that ended in July",
        "2025-08/2026-07",
    ),
    ("Between 3 and 9 February, it served 147,000.", "2026-02-14", "3 and 9 February", "2026-02-03/2026-02-09"),
    ("In the week to 9 August, 412 fell ill.", "2026-08-20", "the week to 9 August", "2026-08-03/2026-08-09"),
    (
        "Between 1 January and 30 June 2025, 21,400 came.",
        "2026-08-20",
        "1 January and 30 June 2025",
        "2025-01-01/2025-06-30",
    ),
    ("Between January 2020 and today, it lent 40 billion.", "2026-08-20", "January 2020 and today", "2020-01/.."),
    ("By the end of last September, it was 3 million.", "2026-01-07", "the end of last September", "2025-09"),
    ("40 deals come to an end this year.", "2026-01-07", "this year", "2026"),
    (
        'During the "14th Five-Year Plan" period, 40 opened.',
        "2026-01-07",
        'the "14th Five-Year Plan" period',
        "2021/2025",
    ),
    # halves, quarters, runs of months
    ("In the first half, output of ferries grew 4 percent.", "2026-07-20", "the first half", "2026-01/2026-06"),
    ("Sales in the first half of 2023 were flat.", "2026-07-20", "the first half of 2023", "2023-01/2023-06"),
    (
        "Sales in the second half of last year were flat.",
        "2026-07-20",
        "the second half of last year",
        "2025-07/2025-12",
    ),
    ("First-half profit was 3 million yuan.", "2026-07-20", "First-half", "2026-01/2026-06"),
    ("Exports in H1 rose 3%.", "2026-08-01", "H1", "2026-01/2026-06"),
    ("H1 2025 sales were 3 million.", "2026-08-01", "H1 2025", "2025-01/2025-06"),
    ("It sold 40 ships in 2H25.", "2026-08-01", "2H25", "2025-07/2025-12"),
    ("In the first six months, 40 bridges opened.", "2026-07-20", "the first six months", "2026-01/2026-06"),
    ("From January to June, 40 bridges opened.", "2026-07-20", "January to June", "2026-01/2026-06"),
    ("Between January and June, 40 bridges opened.", "2026-07-20", "January and June", "2026-01/2026-06"),
    ("During the January-June period, 40 bridges opened.", "2026-07-20", "January-June period", "2026-01/2026-06"),
    ("Jan.-June output: 40 million tonnes", "2026-07-20", "Jan.-June", "2026-01/2026-06"),
    ("January - June output: 40 million tonnes", "2026-07-20", "January - June", "2026-01/2026-06"),
    ("January to June 2024: 40 million", "2026-07-20", "January to June 2024", "2024-01/2024-06"),
    ("Fires rose 27% in January and February.", "2025-03-15", "January and February", "2025-01/2025-02"),
    ("Fires rose 27% in Jan. and Feb.", "2025-03-15", "Jan. and Feb.", "2025-01/2025-02"),
    ("In January-February, 40 opened.", "2025-03-15", "January-February", "2025-01/2025-02"),
    ("Between January and February, 40 opened.", "2025-03-15", "January and February", "2025-01/2025-02"),
    ("in May and June 2023, 40 opened", "2026-08-10", "May and June 2023", "2023-05/2023-06"),
    ("in May and June last year, 40 opened", "2026-08-10", "May and June last year", "2025-05/2025-06"),
    ("in December and January, 40 opened", "2026-08-10", "December and January", "2025-12/2026-01"),
    ("from November 2024 to March 2025, it snowed", "2026-07-20", "November 2024 to March 2025", "2024-11/2025-03"),
    ("from November to March, it snowed 40 times", "2026-07-20", "November to March", "2025-11/2026-03"),
    ("from January through May it rose", "2026-07-20", "January through May", "2026-01/2026-05"),
    ("from January to May last year it rose", "2026-07-20", "January to May last year", "2025-01/2025-05"),
    ("In the first two quarters, 40 opened.", "2026-07-20", "the first two quarters", "2026-01/2026-06"),
    ("In the first three quarters, 40 opened.", "2026-10-20", "the first three quarters", "2026-01/2026-09"),
    ("In the first nine months, 40 opened.", "2023-10-13", "the first nine months", "2023-01/2023-09"),
    ("In the first 11 months, 40 opened.", "2026-12-12", "the first 11 months", "2026-01/2026-11"),
    ("In the first 11 months, 40 opened.", "2027-01-12", "the first 11 months", "2026-01/2026-11"),
    ("In the first five months, 40 opened.", "2026-06-12", "the first five months", "2026-01/2026-05"),
    (
        "In the first two months of this year, 40 opened.",
        "2026-06-12",
        "the first two months of this year",
        "2026-01/2026-02",
    ),
    ("In the first two months of 2025, 40 opened.", "2026-06-12", "the first two months of 2025", "2025-01/2025-02"),
    ("In the last two months of 2025, 40 opened.", "2026-06-12", "the last two months of 2025", "2025-11/2025-12"),
    ("In the first month of this year, 40 opened.", "2026-06-12", "the first month of this year", "2026-01"),
    ("Inspectors seized 40 tonnes in the nine months.", "2026-10-12", "the nine months", "2026-01/2026-09"),
    ("In the second quarter, 40 opened.", "2026-07-12", "the second quarter", "2026-04/2026-06"),
    ("In the fourth quarter, 40 opened.", "2024-01-12", "the fourth quarter", "2023-10/2023-12"),
    ("In the third quarter, 40 open.", "2024-07-15", "the third quarter", "2024-07/2024-09"),
    ("In the fourth quarter of 2021, 40 opened.", "2024-01-12", "the fourth quarter of 2021", "2021-10/2021-12"),
    ("this year's first quarter was weak", "2024-05-12", "this year's first quarter", "2024-01/2024-03"),
    ("in the final quarter of last year", "2024-05-12", "the final quarter of last year", "2023-10/2023-12"),
    ("First-quarter growth was 4%.", "2024-05-12", "First-quarter", "2024-01/2024-03"),
    ("Q2 growth forecasts", "2023-06-15", "Q2", "2023-04/2023-06"),
    ("Q2 2022 growth", "2023-06-15", "Q2 2022", "2022-04/2022-06"),
    ("2022-Q1 growth", "2023-06-15", "2022-Q1", "2022-01/2022-03"),
    ("growth in 3Q22", "2023-06-15", "3Q22", "2022-07/2022-09"),
    ("from Q1 to Q3 it fell", "2023-11-15", "Q1 to Q3", "2023-01/2023-09"),
    ("Q1-Q3 2022 sales", "2023-11-15", "Q1-Q3 2022", "2022-01/2022-09"),
    ("during the April-June period", "2023-11-15", "April-June period", "2023-04/2023-06"),
    ("June quarter 2026 revenue", "2026-08-15", "June quarter 2026", "2026-04/2026-06"),
    ("In the December quarter sales rose", "2026-02-15", "the December quarter", "2025-10/2025-12"),
    # months
    ("In July, 40 opened.", "2026-08-03", "July", "2026-07"),
    ("In June, 40 opened.", "2024-06-28", "June", "2024-06"),
    ("In December, 40 opened.", "2024-01-18", "December", "2023-12"),
    ("Profits up 15% in November", "2021-01-06", "November", "2020-11"),
    ("last month, 40 opened", "2024-01-18", "last month", "2023-12"),
    ("this month, 40 opened", "2024-01-18", "this month", "2024-01"),
    ("next month, 40 will open", "2024-12-18", "next month", "2025-01"),
    ("As of this June, 40 had opened", "2020-09-22", "this June", "2020-06"),
    ("last November, 40 opened", "2021-01-06", "last November", "2020-11"),
    ("next March, 40 open", "2021-04-06", "next March", "2022-03"),
    ("In the previous month it was 4%.", "2024-07-15", "the previous month", "2024-06"),
    ("in September alone, 40 opened", "2024-10-15", "September", "2024-09"),
    ("in June 2019, 40 opened", "2024-10-15", "June 2019", "2019-06"),
    ("in June of last year, 40 opened", "2024-10-15", "June of last year", "2023-06"),
    ("in Sept. 2019, 40 opened", "2024-10-15", "Sept. 2019", "2019-09"),
    ("in early May, 40 opened", "2024-10-15", "early May", "2024-05"),
    ("in mid-June, 40 opened", "2024-10-15", "mid-June", "2024-06"),
    ("in the second half of June, 40 opened", "2024-10-15", "the second half of June", "2024-06"),
    ("In June, the year-on-year fall was 4%", "2024-07-15", "June", "2024-06"),
    ("April exports rose 4%", "2024-07-15", "April", "2024-04"),
    # points
    ("By the end of June, it had reached 40.", "2024-07-15", "the end of June", "2024-06"),
    ("At the end of June, there were 40.", "2024-07-15", "the end of June", "2024-06"),
    ("As of the end of June, there were 40.", "2024-07-15", "the end of June", "2024-06"),
    ("By June 30, it had reached 40.", "2024-07-15", "June 30", "2024-06-30"),
    ("At the end of the second quarter, there were 40.", "2024-07-15", "the end of the second quarter", "2024-06"),
    ("At the end of last year, there were 40.", "2024-07-15", "the end of last year", "2023-12"),
    ("At the end of 2023, there were 40.", "2024-07-15", "the end of 2023", "2023-12"),
    ("As of the end of 2020, there were 40.", "2024-07-15", "the end of 2020", "2020-12"),
    ("By end-2022, there were 40.", "2024-07-15", "end-2022", "2022-12"),
    ("at the beginning of this year there were 40", "2024-07-15", "the beginning of this year", "2024-01"),
    ("As of Monday, there were 40.", "2026-08-07", "Monday", "2026-08-03"),
    ("The meeting on July 12 drew 40.", "2024-07-15", "July 12", "2024-07-12"),
    ("The meeting on July 20 drew 40.", "2024-07-15", "July 20", "2023-07-20"),
    ("Oct. 13, 2023 drew 40.", "2024-07-15", "Oct. 13, 2023", "2023-10-13"),
    ("It was held on 1 March.", "2024-07-15", "1 March", "2024-03-01"),
    ("On 11 June 2022 it drew 40.", "2024-07-15", "11 June 2022", "2022-06-11"),
    ("Updated 14-Mar-2020", "2024-07-15", "14-Mar-2020", "2020-03-14"),
    ("stamped 2025/04/08", "2026-07-15", "2025/04/08", "2025-04-08"),
    ("stamped 2025-04-08", "2026-07-15", "2025-04-08", "2025-04-08"),
    ("from July 1 to July 9, 40 opened", "2024-07-15", "July 1 to July 9", "2024-07-01/2024-07-09"),
    ("over Oct. 1-7, 40 opened", "2024-07-15", "Oct. 1-7", "2023-10-01/2023-10-07"),
    ("The bureau said Tuesday it sold 40", "2026-08-07", "Tuesday", "2026-08-04"),
    ("On Friday it sold 40", "2026-08-07", "Friday", "2026-08-07"),
    ("Last Friday it sold 40", "2026-08-07", "Last Friday", "2026-07-31"),
    ("next Friday it sells 40", "2026-08-07", "next Friday", "2026-08-14"),
    ("It sold 40 yesterday.", "2026-03-01", "yesterday", "2026-02-28"),
    ("It sold 40 overnight.", "2026-03-01", "overnight", "2026-03-01"),
    ("in the week to Aug. 7, 40 opened", "2026-08-10", "the week to Aug. 7", "2026-08-01/2026-08-07"),
    ("40 opened last week", "2026-08-05", "last week", "2026-07-27/2026-08-02"),
    # years
    ("Last year, 40 opened.", "2026-08-10", "Last year", "2025"),
    ("In the past year, 40 opened.", "2026-08-10", "the past year", "2025"),
    ("Over the past year, 40 opened.", "2026-08-10", "the past year", "2025"),
    ("In 2019, 40 opened.", "2026-08-10", "2019", "2019"),
    ("in the year 2019, 40 opened", "2026-08-10", "the year 2019", "2019"),
    ("This year, 40 opened.", "2026-08-10", "This year", "2026"),
    ("In the year, 40 opened.", "2026-08-10", "the year", "2026"),
    ("targets for the whole year", "2026-08-10", "the whole year", "2026"),
    ("It expects full-year revenue of 900 million.", "2026-08-10", "full-year", "2026"),
    ("growth for the full year", "2026-08-10", "the full year", "2026"),
    ("The whole year saw 40 openings.", "2026-08-10", "The whole year", "2026"),
    ("growth for the year as a whole", "2026-08-10", "the year as a whole", "2026"),
    ("full-year growth of 5 percent", None, "full-year", None),
    ("later this year, 40 open", "2026-08-10", "later this year", "2026"),
    ("ACHIEVEMENTS OF 2025", "2026-03-05", "2025", "2025"),
    ("What the 2025 report says", "2026-03-05", "2025", "2025"),
    ("three years ago, 40 opened", "2023-07-17", "three years ago", "2020"),
    ("Three years ago the firm bought 40.", "2023-07-17", "Three years ago", "2020"),
    ("a decade ago, 40 opened", "2023-07-17", "a decade ago", "2013"),
    ("two months ago, 40 opened", "2023-01-17", "two months ago", "2022-11"),
    ("the year before last, 40 opened", "2023-01-17", "the year before last", "2021"),
    ("In fiscal 2024, 40 opened.", "2026-08-10", "fiscal 2024", "2024"),
    ("FY17 sales were 40 million.", "2026-08-10", "FY17", "2017"),
    ("In fiscal year 2024, 40 opened.", "2026-08-10", "fiscal year 2024", "2024"),
    ("the 2024 fiscal year brought 40", "2026-08-10", "the 2024 fiscal year", "2024"),
    ("in the 1990s, 40 opened", "2026-08-10", "the 1990s", "1990/1999"),
    # spans of years
    (
        "During the 13th Five-Year Plan period (2016-2020), 40 opened",
        "2026-08-10",
        "the 13th Five-Year Plan period (2016-2020)",
        "2016/2020",
    ),
    (
        "in the 14th Five-Year Plan period (2021-25), 40 opened",
        "2026-08-10",
        "the 14th Five-Year Plan period (2021-25)",
        "2021/2025",
    ),
    ("over the 15th Five-Year Plan period, 40 open", "2026-08-10", "the 15th Five-Year Plan period", "2026/2030"),
    ("during the 13th Five-Year Plan, 40 opened", "2026-08-10", "the 13th Five-Year Plan", "2016/2020"),
    (
        "in the first four years of the 14th Five-Year Plan period, 40 opened",
        "2026-08-10",
        "the first four years of the 14th Five-Year Plan period",
        "2021/2024",
    ),
    ("Over the past five years, 40 opened.", "2021-01-06", "the past five years", "2016/2020"),
    ("During the last five years, 40 opened.", "2021-10-06", "the last five years", "2016/2020"),
    ("over the past decade, 40 opened", "2022-08-06", "the past decade", "2012/2021"),
    ("in the past three months, 40 opened", "2022-02-06", "the past three months", "2021-11/2022-01"),
    ("Since 2012, 40 have opened.", "2022-08-06", "2012", "2012/.."),
    ("It has fallen since October 2021.", "2022-08-06", "October 2021", "2021-10/.."),
    ("since the end of 2019, 40 have opened", "2022-08-06", "the end of 2019", "2019-12/.."),
    ("from May onward, 40 opened", "2022-08-06", "May", "2022-05/.."),
    ("From 2012 to 2021, 40 opened.", "2022-08-06", "2012 to 2021", "2012/2021"),
    ("between 2012 and 2021, 40 opened", "2022-08-06", "2012 and 2021", "2012/2021"),
    ("in 2012-2021, 40 opened", "2022-08-06", "2012-2021", "2012/2021"),
    ("in the 2021-22 season", "2022-08-06", "2021-22", "2021/2022"),
    ("since the beginning of this year, 40 opened", "2024-07-15", "the beginning of this year", "2024-01/2024-07"),
    ("So far this year, 40 opened.", "2024-07-15", "So far this year", "2024-01/2024-07"),
    ("year-to-date sales were 40 million", "2024-07-15", "year-to-date", "2024-01/2024-07"),
    ("In the 0 months to May 2024, 40 opened", "2024-07-15", "the 0 months to May 2024", None),
    ("in the 12 months to February, 40 opened", "2023-03-14", "the 12 months to February", "2022-03/2023-02"),
    ("over the 12 months ending in February", "2023-03-14", "the 12 months ending in February", "2022-03/2023-02"),
    ("in the three months to June 2024", "2025-03-14", "the three months to June 2024", "2024-04/2024-06"),
    ("in the year ended June 30, 40 opened", "2025-08-14", "the year ended June 30", "2024-07/2025-06"),
    # what the briefing's date does not settle
    ("last month, 40 opened", "XXXX-03-01", "last month", None),
    ("last year, 40 opened", None, "last year", None),
    ("In June, 40 opened.", None, "June", None),
    ("In June, 40 opened.", "2024", "June", None),
    ("last year, 40 opened", "2024", "last year", "2023"),
    ("on Friday, 40 opened", "2024-07", "Friday", None),
    ("In June, 40 opened.", "2024-07", "June", "2024-06"),
    ("in recent years, 40 opened", "2024-07-15", "recent years", None),
    ("in the first quarter of fiscal 2024", "2024-07-15", "the first quarter of fiscal 2024", None),
    ("after 2020, 40 opened", "2024-07-15", "2020", None),
    ("on Feb. 30, 40 opened", "2024-07-15", "Feb. 30", None),
]


@pytest.mark.parametrize(("text", "said_on", "place", "edtf"), PERIODS)
def test_periods(text: str, said_on: str | None, place: str, edtf: str | None) -> None:
    assert words(text, times(text, said_on), "period") == [(place, edtf)]


@pytest.mark.parametrize(
    ("text", "said_on", "expected"),
    [
        ("in May and July 2023", "2026-08-10", [("May", "2023-05"), ("July 2023", "2023-07")]),
        # neighbours are a run, unless each has a number of its own or more months stand beside them
        ("in both May and June 2023", "2026-08-10", [("May", "2023-05"), ("June 2023", "2023-06")]),
        ("5 and 6 percent in May and June 2023", "2026-08-10", [("May", "2023-05"), ("June 2023", "2023-06")]),
        ("In May and June, it rose 5 percent and 6 percent.", "2026-08-10", [("May", "2026-05"), ("June", "2026-06")]),
        ("40 in May and 50 in June", "2026-08-10", [("May", "2026-05"), ("June", "2026-06")]),
        (
            "in April, May and June",
            "2026-08-10",
            [("April", "2026-04"), ("May", "2026-05"), ("June", "2026-06")],
        ),
        # a year in figures makes "full-year" a mere word
        ("Full-year output in 2024 was 40 tonnes.", "2025-01-20", [("2024", "2024")]),
        (
            "5 and 4 percent in the first and second quarters",
            "2026-08-10",
            [("the first", "2026-01/2026-03"), ("second quarters", "2026-04/2026-06")],
        ),
        (
            "5 percent in the first quarter and 4 percent in the second.",
            "2026-08-10",
            [("the first quarter", "2026-01/2026-03"), ("the second", "2026-04/2026-06")],
        ),
        # the year of the first half holds for the second
        (
            "it fell in the first half of 2023 and rose in the second half",
            "2026-08-10",
            [("the first half of 2023", "2023-01/2023-06"), ("the second half", "2023-07/2023-12")],
        ),
        (
            "fell 2.3% in the first half and rose 0.4% in the first three quarters",
            "2026-10-20",
            [("the first half", "2026-01/2026-06"), ("the first three quarters", "2026-01/2026-09")],
        ),
        (
            "2.3 per cent in 2026, 1.6 per cent in 2027 and 1.8 per cent in 2028",
            "2026-08-10",
            [("2026", "2026"), ("2027", "2027"), ("2028", "2028")],
        ),
    ],
)
def test_several_periods(text: str, said_on: str, expected: list[tuple[str, str | None]]) -> None:
    assert words(text, times(text, said_on), "period") == expected


CONTEXT = TimeContext(2019, "2016/2020")


@pytest.mark.parametrize(
    ("text", "context", "place", "edtf"),
    [
        ("Over the same period, 40 opened.", CONTEXT, "the same period", "2016/2020"),
        ("During the period, 40 opened.", CONTEXT, "the period", "2016/2020"),
        (
            "in the first four years of the period, 40 opened",
            CONTEXT,
            "the first four years of the period",
            "2016/2019",
        ),
        ("In that year, 40 opened.", CONTEXT, "that year", "2019"),
        ("By then, 40 had opened.", TimeContext(2019, "2019"), "then", "2019"),
        ("During the period, 40 opened.", None, "the period", None),
        ("In that year, 40 opened.", None, "that year", None),
    ],
)
def test_context(text: str, context: TimeContext | None, place: str, edtf: str | None) -> None:
    assert words(text, times(text, "2024-07-15", context), "period") == [(place, edtf)]


def test_months_without_any_date_take_the_year_of_the_context() -> None:
    text = "In June, 40 opened."
    assert words(text, times(text, None, CONTEXT), "period") == [("June", "2019-06")]


@pytest.mark.parametrize(
    ("text", "said_on", "edtf"),
    [
        ("sales in June will be 40", "2024-07-15", "2025-06"),
        ("sales in the third quarter will be 40", "2024-07-15", "2024-07/2024-09"),
        ("sales in the second quarter will be 40", "2024-07-15", "2025-04/2025-06"),
        ("sales in the second half will be 40", "2024-07-15", "2024-07/2024-12"),
        ("the session closes on March 11", "2025-03-05", "2025-03-11"),
    ],
)
def test_future_takes_the_next_one(text: str, said_on: str, edtf: str) -> None:
    assert [one.edtf for one in times(text, said_on, future=True)] == [edtf]


@pytest.mark.parametrize(
    ("text", "said_on", "place", "year"),
    [
        ("It plans 40 by 2025.", "2024-07-15", "2025", 2025),
        ("It plans 40 by the year 2025.", "2024-07-15", "the year 2025", 2025),
        ("It plans 40 by the end of this year.", "2022-02-28", "the end of this year", 2022),
        ("It plans 40 by the end of 2025.", "2023-10-13", "the end of 2025", 2025),
        ("It will peak before 2060.", "2023-10-13", "2060", 2060),
        ("It will grow 4 percent through 2035.", "2023-10-13", "2035", 2035),
        ("It will grow 4 percent through 2015.", None, "2015", 2015),
        ("It holds until 2030.", "2023-10-13", "2030", 2030),
        ("within the next five years", "2013-07-25", "the next five years", 2018),
        ("in the next five years", "2013-07-25", "the next five years", 2018),
        ("in the coming three years", "2013-07-25", "the coming three years", 2016),
        ("within five years", "2013-07-25", "five years", 2018),
        ("over the next decade", "2023-03-14", "the next decade", 2033),
        ("within the next five years", None, "the next five years", None),
        ("It plans 40 by year-end.", "2023-03-14", "year-end", 2023),
        ("It plans 40 toward the end of the year.", "2023-03-14", "the end of the year", 2023),
        ("It plans 40 by mid-2026.", "2023-03-14", "mid-2026", 2026),
        ("It plans 40 by the end of next year.", "2023-03-14", "the end of next year", 2024),
        ("It plans 40 by the end of the decade.", "2023-03-14", "the end of the decade", 2030),
        ("It plans 40 no later than 2027.", "2023-03-14", "2027", 2027),
        ("It plans 40 by around 2030.", "2023-03-14", "2030", 2030),
        ("credits before the end of September", "2023-06-15", "the end of September", 2023),
        ("It plans 40 by June 2026.", "2023-06-15", "June 2026", 2026),
        ("It plans 40 by the end of the 14th Five-Year Plan period.", "2023-06-15",
         "the end of the 14th Five-Year Plan period", 2025),
        ("five years from now", "2023-06-15", "five years from now", 2028),
    ],
)  # fmt: skip
def test_goals(text: str, said_on: str | None, place: str, year: int | None) -> None:
    assert [(text[one.start : one.end], one.year) for one in times(text, said_on) if one.role == "goal"] == [
        (place, year)
    ]


def test_goals_share_their_preposition() -> None:
    assert [(one.role, one.year) for one in times("by 2030 and 2035, respectively", "2026-06-15")] == [
        ("goal", 2030),
        ("goal", 2035),
    ]


@pytest.mark.parametrize(
    ("text", "said_on"),
    [
        ("By the end of June, it had reached 40.", "2024-07-15"),
        ("By 2020, it had reached 40.", "2024-07-15"),
        ("By the end of last year, it had reached 40.", "2024-07-15"),
        ("By June 30, it had reached 40.", "2024-07-15"),
        ("By Monday, it had reached 40.", "2024-07-15"),
        ("In 2025, it aims at 40.", "2024-07-15"),
        ("It aims at 40 this year.", "2024-07-15"),
        ("before 2012, it had 40", "2024-07-15"),
        ("Visitors came 40 times in 2023.", "2024-07-15"),
        ("They came from 12 cities in 2023.", "2024-07-15"),
        ("He said that in 2023 it had 40.", "2024-07-15"),
        ("Data from 2023 show 40.", "2024-07-15"),
        ("From this year, it has 40.", "2024-07-15"),
    ],
)
def test_no_goals(text: str, said_on: str) -> None:
    assert [one.role for one in times(text, said_on)] == ["period"]


def test_a_year_as_such_gives_its_year() -> None:
    for text, year in (("in 2025", 2025), ("this year", 2024), ("in June", 2024), ("since 2012", None)):
        assert [one.year for one in times(text, "2024-07-15")] == [year]


@pytest.mark.parametrize(
    ("text", "place", "edtf", "basis"),
    [
        ("In June it was 2%, down 1.7 points from May.", "May", "2024-05", "month-on-month"),
        ("In June it was 2%, lower than in May.", "May", "2024-05", "month-on-month"),
        ("In June it was 2%, the same as in May.", "May", "2024-05", "month-on-month"),
        ("In the second quarter it fell 2 points from the first quarter.", "the first quarter", "2024-01/2024-03",
         "quarter-on-quarter"),
        ("In June it was 2%, lower than in 2019.", "2019", "2019", None),
        ("It was 2% last year, lower than in 2022.", "2022", "2022", "year-on-year"),
        ("It slid to 13.7 percent in January, from 21.6 percent in 2017.", "2017", "2017", None),
        ("It is to reach 30 by 2035 from 44 in 2018.", "2018", "2018", None),
        ("Sales rose 3% in May, compared with a 5.6% rise in April.", "April", "2024-04", "month-on-month"),
        ("Output +3.5% in May vs +5.6% in April", "April", "2024-04", "month-on-month"),
        ("Spending was 2.2 times its 2010 level.", "2010", "2010", None),
        ("Spending was 1.4 times that of 2010.", "2010", "2010", None),
        ("It fell 40 percent from 2005 levels.", "2005", "2005", None),
        ("It fell 40 percent from the level in 2005.", "2005", "2005", None),
        ("It grew 4 percent compared with 2019.", "2019", "2019", None),
        ("It grew 4 percent over 2019.", "2019", "2019", None),
        ("It grew 4 percent relative to 2019.", "2019", "2019", None),
        ("It grew 4 percent versus 2019.", "2019", "2019", None),
        ("It is 4 million more than at the end of 2020.", "the end of 2020", "2020-12", None),
        ("Output exceeded that of 2019.", "2019", "2019", None),
        ("It was four times as much as in 2019.", "2019", "2019", None),
        ("In the first quarter it rose 2% from the fourth quarter.", "the fourth quarter", "2023-10/2023-12",
         "quarter-on-quarter"),
        ("In May 2022 it rose 2% from April.", "April", "2022-04", "month-on-month"),
        ("It doubled that at the end of 2014.", "the end of 2014", "2014-12", None),
        ("In 2021 it was 392, up from 49 a decade ago.", "a decade ago", "2011", None),
        ("In June it was 392, up from 49 a year earlier.", "a year earlier", "2023-06", "year-on-year"),
        ("In June it was 392, up from 49 in the same period last year.", "the same period last year", "2023-06",
         "year-on-year"),
        ("It fell in June by 4% from the same period of 2019.", "the same period of 2019", "2019-06", None),
        ("It was 4%, the smallest increase since September 2021.", "September 2021", "2021-09/..", None),
        ("prices were at their weakest since 2016", "2016", "2016/..", None),
    ],
)  # fmt: skip
def test_bases(text: str, place: str, edtf: str, basis: str | None) -> None:
    found = [
        (text[one.start : one.end], one.edtf, one.basis) for one in times(text, "2024-07-15") if one.role == "base"
    ]
    assert found == [(place, edtf, basis)]


YEARLY, MONTHLY, QUARTERLY, ANNUAL = "year-on-year", "month-on-month", "quarter-on-quarter", "annual"
BASIS = [
    ("dropped by a quarter from the preceding three months", "quarter-on-quarter"),
    ("lower than twelve months before", YEARLY),
    ("up 5 percent year on year", YEARLY),
    ("a year-on-year rise of 5 percent", YEARLY),
    ("up 5 percent year-over-year", YEARLY),
    ("up 5% YoY", YEARLY),
    ("up 5% y/y", YEARLY),
    ("up 5% y/o/y", YEARLY),
    ("a yield of 5% p.a.", "annual"),
    ("stood at -4.6% on the year", YEARLY),
    ("up 5% on a yearly basis", YEARLY),
    ("up 5% from a year earlier", YEARLY),
    ("up 5% from a year ago", YEARLY),
    ("up 5% over a year ago", YEARLY),
    ("up 5% over the same period last year", YEARLY),
    ("up 5% compared with the same period of last year", YEARLY),
    ("5% more than in the same period last year", YEARLY),
    ("up 5% compared with the same month last year", YEARLY),
    ("up 5% over the previous year", YEARLY),
    ("5 points higher than last year", YEARLY),
    ("5% less than last year's", YEARLY),
    ("2.6 times the level of a year ago", YEARLY),
    ("four times last year's", YEARLY),
    ("compared with the year-earlier period", YEARLY),
    ("an annual rise of 3 percent", YEARLY),
    ("up 0.3 percent month on month", MONTHLY),
    ("up 0.3 percent month-on-month", MONTHLY),
    ("up 0.3% m/m", MONTHLY),
    ("up 0.3 percent from the previous month", MONTHLY),
    ("up 0.3 percent from a month earlier", MONTHLY),
    ("0.3 points smaller than in the previous month", MONTHLY),
    ("0.3 points higher than that of last month", MONTHLY),
    ("On a monthly basis, it fell 0.1%", MONTHLY),
    ("up 0.7 percent quarter on quarter", QUARTERLY),
    ("On a quarter-on-quarter basis, up 0.7 percent", QUARTERLY),
    ("up 0.7% qoq", QUARTERLY),
    ("up 0.7 percent from the previous quarter", QUARTERLY),
    ("up 0.7 percent on a seasonally adjusted quarterly basis", QUARTERLY),
    ("more than 20 percent annually", ANNUAL),
    ("up 6 percent a year on average", ANNUAL),
    ("average annual growth of 6 percent", ANNUAL),
    ("an annual average of 6 percent", ANNUAL),
    ("a two-year average of 6 percent", ANNUAL),
    ("a compound annual growth rate of 6 percent", ANNUAL),
    ("6 percent on an annualized basis", ANNUAL),
    ("6 percent per year", ANNUAL),
    ("6 percent a year", ANNUAL),
]


@pytest.mark.parametrize(("text", "basis"), BASIS)
def test_basis_words(text: str, basis: str) -> None:
    assert [(one.role, one.basis) for one in times(text, "2024-07-15")] == [("basis", basis)]


@pytest.mark.parametrize(
    ("period", "base", "basis"),
    [
        ("2024-06", "2024-05", MONTHLY),
        ("2024-01", "2023-12", MONTHLY),
        ("2024-06", "2023-06", YEARLY),
        ("2024", "2023", YEARLY),
        ("2024-01/2024-06", "2023-01/2023-06", YEARLY),
        ("2024-07/2024-09", "2024-04/2024-06", QUARTERLY),
        ("2024-07/2024-09", "2023-07/2023-09", YEARLY),
        ("2024-06", "2024-04", None),
        ("2024-06", "2023", None),
        ("2024", "2019", None),
        ("2024-06-01", "2024-05-01", None),
        ("2012/..", "2011/..", None),
        (None, "2023", None),
        ("2024", None, None),
    ],
)
def test_basis_between(period: str | None, base: str | None, basis: str | None) -> None:
    assert basis_between(period, base) == basis


@pytest.mark.parametrize(
    "text",
    ["So far, 40 opened", "to date, 40 opened", "Up to now, 40 opened", "Currently, 40 run", "At present, 40 run",
     "Now 40 run", "Today we have 40 of them", "Nowadays 40 run", "As of now, 40 run"],
)  # fmt: skip
def test_present(text: str) -> None:
    assert [(one.role, one.edtf) for one in times(text, "2024-07-15")] == [("present", "2024-07-15")]
    assert [one.edtf for one in times(text, "XXXX-03-01")] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "for five years",
        "in 24 hours",
        "for three consecutive years",
        "fulfilled three years ahead of schedule",
        "15 straight years",
        "10-year bonds yield 2 percent",
        "within 30 days",
        "2019-nCoV cases",
        "under Article 2020",
        "the 5-year LPR",
        "2,121 factories",
        "the price is 2020 yuan",
        "$2020 a month",
        "a total of 1998 were arrested",
        "the work of 2020 people",
        "more than 2000 cars",
        "Made in China 2025",
        "the 2030 Agenda",
        "Agenda 2030",
        "Vision 2035",
        "work on the 15th Five-Year Plan",
        "the 10-Year Plan",
        "three quarters of a percentage point",
        "a quarter of the total",
        "nearly half of the orders",
        "the first half of the decade",
        "half a year",
        "it may rise by 4 percent",
        "May I ask two questions?",
        "Theresa May said 40",
        "the ministry announced today",
        "said today",
        "now that 40 run",
        "20 yuan a month",
        "40 H2 plants, 3 of them H1N1 labs",
        "the monthly pension is 40 yuan",
        "annual output is 40 tonnes",
        "call 86 10 2024",
        "7x24 service under Decrees 248 and 249",
        "in the early hours",
        "no time at all",
        "",
    ],
)
def test_not_a_time(text: str) -> None:
    assert times(text, "2024-07-15") == []


def test_only_the_sentence_is_read() -> None:
    text = "In 2019 it fell. In June it rose. In 2020 it fell."
    start = text.index("In June")
    (june,) = find_times(text, start, text.index(" In 2020"), "2024-07-15")
    assert text[june.start : june.end] == "June"


PIECES = [
    "in",
    "from",
    "by",
    "the end of",
    "since",
    "than in",
    "to",
    "and",
    "of",
    "the",
    "first",
    "half",
    "quarter",
    "2019",
    "2024",
    "May",
    "June",
    "Dec.",
    "31",
    "year",
    "last year",
    "week",
    "over",
    "a year earlier",
    "months",
    "nine",
    "5.6%",
    ",",
    "(2021-25)",
    "14th Five-Year Plan",
    "period",
    "next",
    "decade",
    "Q3",
    "H1",
    "Friday",
    "years ago",
    "99",
    "now",
    "-",
    "1999-12-31",
    "FY24",
    "9999",
    "2100",
    "Feb. 29",
    "the same period",
    "so far",
    "the past 999 decades",
    "within 99 years",
    "Jan. 0",
    "the week to",
]
SAID = [
    None,
    "2024-07-15",
    "2024-02-29",
    "2024",
    "XXXX-03-01",
    "0001-01-01",
    "9999-12-31",
    "2024-13-45",
    "rubbish",
    "2024-07",
]


@settings(max_examples=300)
@given(
    st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)),
    st.sampled_from(SAID),
    st.booleans(),
    st.sampled_from([None, CONTEXT, TimeContext(1, "0001-01")]),
)
def test_mentions_are_ordered_and_well_formed(
    text: str, said_on: str | None, future: bool, context: TimeContext | None
) -> None:
    before = 2
    padded = "  " + text + "  "
    for mention in find_times(padded, 2, 2 + len(text), said_on, context, future):
        assert before <= mention.start < mention.end <= 2 + len(text)
        before = mention.end
        assert mention.edtf is None or EDTF.fullmatch(mention.edtf), mention
        assert mention.role != "basis" or mention.basis is not None


@pytest.mark.parametrize(
    "text",
    [
        "2020" * 25_000,
        "June " * 20_000,
        "2020-" * 20_000,
        "in June" + " " * 100_000 + "2020",
        "the end of " * 9_000 + "2019",
        "June 2020" + ",." * 50_000,
        "from June to " * 8_000,
        "14th five-year plan (" * 5_000,
        "a year ago, " * 8_000,
    ],
)
def test_hostile_lines_take_linear_time(text: str) -> None:
    began = time.process_time()
    times(text, "2024-07-15")
    assert time.process_time() - began < 5
