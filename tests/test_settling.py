"""The period and basis of claims: a row is a day, what is said on it, and the period of each number of it."""

import pytest

from tests.rows import rows

NONE_AHEAD = [
    # told aside, or of a text, an opening, a name
    ("2025-08-28", "The plan, published in 2022, covers 340 species.", [None]),
    ("2025-08-28", "The mine, where 12 men died in 2019, employs 1,100 people.", ["2019", None]),
    ("2025-08-28", "Mr. Hale, who took office in 2021, said the navy has 296 ships.", [None]),
    ("2025-08-28", "The bridge, which opened in 2018, carried 4.1 million vehicles last year.", ["2024"]),
    ("2025-08-13", "Production, hit by storms in June, fell 4 percent.", ["2025-06"]),
    ("2025-08-13", "A survey published last week found 71 percent of firms short of staff.", [None]),
    ("2025-08-13", "In its April outlook, the Fund put growth at 3.0 percent.", [None]),
    ("2026-06-23", "The Reef Action Plan (2025-2027), drawn up by 8 departments, was sent out.", [None]),
    # compared with, ranked among, set for
    (
        "2025-08-28",
        "Sales reached 1.2 million units in the first half, or 1.7 times the figure for the whole of 2023.",
        [
            "2025-01/2025-06",
            "2025-01/2025-06",
        ],
    ),
    ("2025-08-28", "The programme has created 40,000 jobs, 1.6 times the 2024 total.", [None, None]),
    ("2025-08-28", "Cholera killed 2,100 people, three times the toll in 2024.", [None, None]),
    ("2025-08-28", "The firm doubled the number of ferries in 2024.", ["2024"]),
    ("2025-08-28", "Sales hit 4.1 million units, the highest figure this year.", [None]),
    ("2025-08-28", "We have already met 58 percent of the target of 12 million set for this year.", [None, None, None]),
    ("2025-06-05", "Wheat stocks are 12 percent lower than where they were a year ago.", [None]),
    (
        "2025-08-28",
        "In May, the volume hit 16 billion parcels, 10 percent above the April level.",
        ["2025-05", "2025-05"],
    ),
    (
        "2025-08-28",
        "Unemployment was 6.1 percent in July, compared with 5.8 percent when they took office in January 2023.",
        [
            "2025-07",
            "2023-01",
        ],
    ),
    # no result is of a time to come, nor of an earlier clause where it stands now
    (
        "2025-08-13",
        "A place costs 700 euros, and the city wants to cut that by 30 percent by 2026.",
        [None, None, None],
    ),
    ("2025-08-13", "Prices have dropped by 20 percent within a year.", [None]),
    ("2025-08-13", "Orders fell in May by 5 percent, and the sector employs 3 million people.", ["2025-05", None]),
    ("2025-10-08", "In the fourth quarter, profit rose 14 percent.", ["2024-10/2024-12"]),
    ("2025-10-08", "Growth is slowing in the fourth quarter, to 0.2 percent.", ["2025-10/2025-12"]),
    ("2025-12-08", "In the fourth quarter, profit rose 14 percent.", ["2025-10/2025-12"]),
    # beginnings
    ("2025-08-28", "The scheme has paid over 80 billion yuan since it started in 2016.", ["2016/.."]),
    ("2025-08-28", "Since the programme was launched in 2020, roughly 68,000 graduates have signed up.", ["2020/.."]),
    ("2025-08-28", "The table has risen by 13 meters since the end of 2015.", ["2015-12/.."]),
    ("2025-08-28", "The vaccine was approved in 2021 and has since been given to 12 million children.", ["2021/.."]),
    ("2025-08-28", "The clinics treat 1,200 patients a day and have saved 4,000 lives since 2019.", [None, "2019/.."]),
    # days
    ("2025-08-28", "On Thursday, the load passed 400 million kilowatts.", ["2025-08-28"]),
    ("2025-08-28", "On Thursday, the ministry said that sales rose 5 percent.", [None]),
    # lists
    (
        "2026-03-12",
        "Inflation is forecast at 2.4 percent, 2.1 percent and 2.0 percent in 2026, 2027 and 2028.",
        [
            "2026",
            "2027",
            "2028",
        ],
    ),
    ("2026-03-12", "The bank cut its forecast for growth this year to 1.9% from 2.3%.", ["2026", "2026"]),
    (
        "2026-03-12",
        "They expect 2.4% this year and 2.1% next year, against 2.6% and 2.2% in the previous round.",
        [
            "2026",
            "2027",
            "2026",
            "2027",
        ],
    ),
    (
        "2025-10-09",
        "Staff expect growth of 2.4 percent in 2025, up from 0.9 percent in their August forecast.",
        [
            "2025",
            "2025",
        ],
    ),
]
GOES_ON = [
    # from the sentence, or the paragraph, before
    ("2025-09-15", "In August, consumption picked up. Catering revenue rose 2.1 percent.", ["2025-08"]),
    ("2025-09-15", "The premier visited the port in March. Throughput rose 5 percent.", [None]),
    ("2025-09-15", "In August, sales grew 3.4 percent.\n\nFood sales rose 5.8 percent year on year.", ["2025-08"] * 2),
    ("2025-09-15", "In August, sales grew 3.4 percent.\n\nShares fell 5.8 percent.", ["2025-08", None]),
    ("2025-09-15", "In August, sales grew 3.4 percent.\n\nThe city has 31 malls.", ["2025-08", None]),
    ("2025-08-06", "Orders fell 1.0% in June. Economists had predicted a rise of 0.5%.", ["2025-06", "2025-06"]),
    ("2025-08-06", "Economists had predicted a rise of 0.5%.", [None]),
    # a change from the month before is one of the last month
    (
        "2025-07-09",
        "Prices rose 3.9% over the 12 months to May. Month on month, they fell 0.2%.",
        [
            "2024-06/2025-05",
            "2025-05",
        ],
    ),
]
HELD_AGAINST = [
    (
        "2024-08-20",
        "In July, exports were 3 percent higher than a year earlier and 2 percent lower than in June.",
        ["2024-07", "2024-07"],
    ),
    # what a number starts from, and what another is held against
    (
        "2025-08-28",
        "Rents rose 2% in July. The vacancy rate also rose, from 1.5% to 1.6%.",
        ["2025-07", None, "2025-07"],
    ),
    ("2025-08-28", "From 2012 to 2022, output grew from 5 billion yuan to 10 billion yuan.", ["2012", "2022"]),
    ("2025-08-28", "Beginning in September, the cap will go down from $25 billion to $5 billion.", [None, "2025-09"]),
    ("2025-08-28", "The programme has cut deaths by 8 percent since June to 1.4 million.", ["2025-06/..", None]),
    (
        "2025-08-28",
        "Funds bought 7.9 billion rand of bonds so far this year, against net sales of 3.4 billion in the same "
        "period of 2024.",
        ["2025-01/2025-08", "2024-01/2024-08"],
    ),
    (
        "2025-08-28",
        "GDP grew by 3.1% in the second quarter of 2025, as compared with the increase of 3.0% in the preceding "
        "quarter.",
        ["2025-04/2025-06", "2025-01/2025-03"],
    ),
    ("2025-08-28", "Jobless claims are higher than the 13.2 percent of June 2024.", ["2024-06"]),
    ("2025-10-15", "Exports grew 8.3% in September, picking up from August's 4.4% gain.", ["2025-09", "2025-08"]),
    (
        "2025-08-28",
        "Retail sales rose 0.6 percent in July, against a forecast of 0.3 percent.",
        ["2025-07", "2025-07"],
    ),
    (
        "2025-03-20",
        "The bank now sees inflation averaging 3.6% this year and 4.5% in 2026, compared with January forecasts of "
        "3.9% and 4.6%, respectively.",
        ["2025", "2026", "2025", "2026"],
    ),
    (
        "2025-08-28",
        "Comparing May - July 2025 with April - June 2025, the rate fell by 0.2 percentage points.",
        ["2025-05/2025-07"],
    ),
    ("2025-08-28", "Comparing 2024 with 2019, road deaths fell 12 percent.", ["2024"]),
    (
        "2025-08-28",
        "In June 2025, output fell by 1.3%. In May, it had grown by 1.1%. Compared with June 2024, output rose 0.2%.",
        ["2025-06", "2025-05", "2025-06"],
    ),
    ("2025-11-14", "Hotel rates climbed 8.6 percent from September.", ["2025-10"]),
    ("2025-11-14", "Orders climbed 8.6 percent from the first quarter.", [None]),
    (
        "2025-10-15",
        "The rate fell to 4.2 percent in the three months to August, from 4.4 percent in the previous three months.",
        ["2025-06/2025-08", "2025-03/2025-05"],
    ),
    (
        "2025-10-15",
        "From 1 January to 27 September, farms lost 12,000 cattle, against 9,000 in the same period last year.",
        ["2025-01-01/2025-09-27", "2024-01-01/2024-09-27"],
    ),
    (
        "2025-10-15",
        "Between January and September, 3.2 million tourists came, compared with 2.9 million during the same nine "
        "months of 2024.",
        ["2025-01/2025-09", "2024-01/2024-09"],
    ),
    (
        "2025-07-20",
        "Prices fell 0.2 percent in June from May, when they dropped 0.1 percent.",
        ["2025-06", "2025-05"],
    ),
    ("2025-07-20", "Exports rose 4% in June, the most since March, when they grew 6%.", ["2025-06", "2025-03"]),
    ("2025-07-20", "In June, when schools closed, traffic fell 9 percent.", ["2025-06"]),
    ("2025-07-20", "Since the ceasefire of 10 May, 42,000 trucks have entered.", ["2025-05-10/.."]),
    (
        "2025-07-20",
        "For 2024 as a whole, the deficit was 2.9 percent of GDP. Debt stood at 81 percent of GDP at year-end.",
        ["2024", "2024-12"],
    ),
    (
        "2025-10-15",
        "The rate of 4.1 percent in September compares with 4.3 percent in August and 3.9 percent a year earlier.",
        ["2025-09", "2025-08", "2024-09"],
    ),
    ("2025-10-15", "Prices were up 0.3 percent on August and 2.9 percent on September 2024.", ["2025-09", "2025-09"]),
    (
        "2025-10-15",
        "As of October 10, reservoirs held 61 percent of capacity, against 72 percent at the same time last year.",
        ["2025-10-10", "2024-10-10"],
    ),
    # said again in brackets or in other words
    (
        "2025-10-15",
        "As at 30 June 2025, total assets were $4.1 billion (30 June 2024: $3.8 billion).",
        ["2025-06-30", "2024-06-30"],
    ),
    ("2025-10-15", "Exports were 5 million tonnes (3 million in 2019) last year.", ["2024", "2019"]),
    (
        "2025-08-07",
        "Employment fell by 41,000 (-0.2%) in July, following an increase of 83,000 (+0.4%) in June.",
        ["2025-07", "2025-07", "2025-06", "2025-06"],
    ),
    (
        "2025-08-28",
        "It handled 180 billion parcels in the first half, or 128 for every person.",
        ["2025-01/2025-06"] * 2,
    ),
    # the saying, and what the things counted are of
    ("2025-08-28", "The agency reported last week that the stockpile had grown to 275 kilograms.", [None]),
    ("2025-08-28", "Officials confirmed 40 new cases last week.", ["2025-08-18/2025-08-24"]),
    ("2025-10-06", "He told them last week that as of 30 September, $760 million was outstanding.", ["2025-09-30"]),
    ("2025-08-28", "About 58 percent of the trees planted ten years ago are still alive.", [None]),
    ("2025-08-28", "Of the houses built in 2015, 40 percent are empty.", [None]),
    ("2025-08-28", "Some 30 percent of the workers hired last year were women.", ["2024"]),
    ("2025-08-28", "Services inflation, at 4.7%, has come down by 0.7 points since May.", [None, "2025-05/.."]),
    ("2025-08-28", "The euro has gained around 6% against the dollar since the turn of the year.", ["2025-01/2025-08"]),
    (
        "2025-07-08",
        "The rush, which runs from July 1 to Aug. 31, is expected to generate 953 million trips.",
        ["2025-07-01/2025-08-31"],
    ),
    # what is to come begins with the words for it
    (
        "2025-08-18",
        "Business in July was down by 8% from the same month last year, and they expect to cut 1,500 jobs in the "
        "fourth quarter.",
        ["2025-07", "2025-10/2025-12"],
    ),
    ("2025-03-20", "I would put the odds of a cut in May at 40%.", ["2025-05"]),
    (
        "2025-09-03",
        "Inflation is expected to be 2.1% in August 2025. Food is expected to be at 3.2% in August.",
        ["2025-08", "2025-08"],
    ),
    (
        "2025-08-28",
        "Growth is forecast at 3 percent this year and 3.2 percent in each of the three years after that.",
        ["2025", "2026/2028"],
    ),
    (
        "2025-08-28",
        "GDP will grow 2.4 percent next year, and 2.5 percent in each of the following two years.",
        ["2026", "2027/2028"],
    ),
    (
        "2025-07-28",
        "From January to June, 6.98 million jobs were added. The year 2025 has been good so far. The jobless rate "
        "averaged 5.2 percent over the half year.",
        ["2025-01/2025-06", "2025-01/2025-06"],
    ),
]
WRONG: dict[str, str] = {}


@pytest.mark.parametrize(("day", "text", "expected"), rows([*NONE_AHEAD, *GOES_ON, *HELD_AGAINST], WRONG))
def test_period(claims_of, day, text, expected):
    assert [claim.period for claim in claims_of(text, day)] == expected


BASES = [
    (
        "In October, the volume hit 16.3 billion, up 24 percent year on year and 10 percent above the target.",
        [
            None,
            "year-on-year",
            None,
        ],
    ),
    (
        "Power use rose 20.4% over the previous year, which is equivalent to saving 53 million tons of coal.",
        [
            "year-on-year",
            None,
        ],
    ),
    ("Compared with September, prices of clothing fell 1.6 percent in October.", ["month-on-month"]),
    ("In October, the rate was 0.4 percentage points below its level of a year before.", ["year-on-year"]),
    ("Gold was 50.3 percent dearer than in October 2023.", ["year-on-year"]),
    ("Holidays fell together this year, and hotel rates climbed 8.6 percent from October.", [None]),
    ("Holidays fell together this year, and hotel rates climbed 8.6 percent from September.", ["month-on-month"]),
    ("It opened in 2023. A bed cost 3,200 yuan, 15 percent less than two years ago.", [None, None]),
    ("Over the month, prices dipped 0.3 percent.", ["month-on-month"]),
    ("Over the month of July, prices rose 0.3 percent.", [None]),
    (
        "In October, output fell by 1.3% in the euro area and by 1.0% in the EU, compared with September.",
        ["month-on-month"] * 2,
    ),
    ("On a year-over-year basis, employment was up by 1.5% (+308,000).", ["year-on-year", "year-on-year"]),
    ("Wages rose 3.3% (to $36.16) on a year-over-year basis in October.", ["year-on-year", None]),
    ("Exports grew 8.3% in October, picking up from September's 4.4% gain.", [None, None]),
    ("This summer they carried 1.5 million people, up 25 percent on last summer.", [None, "year-on-year"]),
    ("Credit grew at a seasonally adjusted annual rate of 3.8 percent in August.", ["annual"]),
    ("Output in August was 0.9 percent above its year-earlier level.", ["year-on-year"]),
    ("In 2023-24, it added 29.4 GW, 22% more than in the previous financial year.", [None, "year-on-year"]),
]


@pytest.mark.parametrize(("text", "expected"), rows(BASES, WRONG))
def test_basis(claims_of, text, expected):
    assert [claim.basis for claim in claims_of(text, "2024-11-20")] == expected
