"""What is to come and what is over: status, period and target year of each number, in what is said on a day."""

import pytest

STATED = [
    # a bracket behind a forecast holds an earlier one, or a result where its words say so
    (
        "2023-03-15",
        "The fund expects Kenya to grow 3.4% in 2023 (down from 4.1%), 2.6% in 2024 (down from 2.8%) and 3% in 2025.",
        ["3.4% forecast 2023", "4.1% forecast 2023", "2.6% forecast 2024", "2.8% forecast 2024", "3% forecast 2025"],
    ),
    (
        "2023-03-15",
        "We project unemployment at 4.6% in 2024 (December: 4.1%).",
        ["4.6% forecast 2024", "4.1% forecast 2024"],
    ),
    (
        "2023-03-15",
        "Unemployment is forecast at 4.6% in 2024 (2022: 3.9%).",
        ["4.6% forecast 2024", "3.9% reported 2022"],
    ),
    ("2023-03-15", "We've seen 31,000 new firms founded in the region.", ["31,000 reported"]),
    ("2023-03-15", "Growth was seen 3 percent higher this year.", ["3 percent forecast 2023"]),
    (
        "2023-03-15",
        "Wheat output is seen at 26 million tonnes this year (last year 24 million tonnes).",
        ["26 million tonnes forecast 2023", "24 million tonnes reported"],
    ),
    # labels that stand before their numbers
    (
        "2017-10-15",
        "Growth is seen with Q1 at 7.2 per cent, Q2 at 7.1 per cent and Q3 at 7.3 per cent.",
        [
            "7.2 per cent reported 2017-01/2017-03",
            "7.1 per cent reported 2017-04/2017-06",
            "7.3 per cent reported 2017-07/2017-09",
        ],
    ),
    (
        "2023-03-15",
        "In January imports fell 3 percent, in February they rose 2 percent.",
        ["3 percent reported 2023-01", "2 percent reported 2023-02"],
    ),
    (
        "2024-08-20",
        "The bank cut its 2024 growth forecast to 1.9% from 2.4% and its 2025 forecast to 2.1% from 2.3%.",
        ["1.9% forecast 2024", "2.4% forecast 2024", "2.1% forecast 2025", "2.3% forecast 2025"],
    ),
    ("2023-03-15", "By 2025, capacity will be 40 GW, by 2030 100 GW.", ["40 GW target 2025", "100 GW target 2030"]),
    (
        "2023-03-15",
        "Exports fell 3 percent in January and 2 percent in February.",
        ["3 percent reported 2023-01", "2 percent reported 2023-02"],
    ),
    # what comes of a rise is a result
    (
        "2023-03-15",
        "Sales in the fourth quarter last year decreased by 6 percent to reach 5.81 billion euros.",
        ["6 percent reported 2022-10/2022-12", "5.81 billion euros reported 2022-10/2022-12"],
    ),
    (
        "2023-03-15",
        "Shipments climbed steadily to exceed 4 million tonnes last year.",
        ["4 million tonnes reported 2022"],
    ),
    ("2023-03-15", "Output is to reach 300,000 cars by 2025.", ["300,000 target 2025"]),
    # estimates of what is over are no forecasts
    (
        "2022-11-11",
        "The first estimate of GDP shows a fall of 0.2% in Quarter 3 2022.",
        ["0.2% reported 2022-07/2022-09"],
    ),
    ("2022-11-11", "GDP is estimated to have fallen 0.2% in the third quarter.", ["0.2% reported 2022-07/2022-09"]),
    ("2022-11-11", "Officials estimate that 40,000 homes will be lost.", ["40,000 forecast"]),
    # headlines
    ("2023-03-15", "World trade to grow 4.3% this year, says WTO", ["4.3% forecast 2023"]),
    ("2023-03-15", "Toyota to invest $3 billion in battery plant", ["$3 billion target"]),
    ("2023-03-15", "Toyota was ready to invest $3 billion in a plant last year.", ["$3 billion reported 2022"]),
    # goals that are expected to be met, and means since a year
    (
        "2023-03-15",
        "Inflation is expected to fall to the target of 2% in the second half of 2025.",
        ["2% forecast 2025-07/2025-12"],
    ),
    (
        "2023-03-15",
        "Prices are expected to rise 4%, above the average of 2.2% since 2000.",
        ["4% forecast", "2.2% reported 2000/.."],
    ),
    ("2023-03-15", "Retail sales were expected to rise 0.4% in February.", ["0.4% forecast 2023-02"]),
    (
        "2023-03-15",
        "The city will build 30 parks, Li Hua, head of the bureau, said in February this year.",
        ["30 target"],
    ),
    ("2023-03-15", "Our target this year is 5%.", ["5% target 2023"]),
    (
        "2024-08-20",
        "The department budgeted $2.1 billion for 2025, up from $1.9 billion in 2024.",
        ["$2.1 billion target 2025", "$1.9 billion reported 2024"],
    ),
    # what is held against another time, and spans with two ends
    (
        "2017-10-15",
        "Spending is $709 million, a 1 percent increase above FY16.",
        ["$709 million reported", "1 percent reported"],
    ),
    ("2017-10-15", "Trips soared 38 percent from the same travel rush in 2016.", ["38 percent reported"]),
    (
        "2017-10-15",
        "Output grew from 790 million yuan in 1952 to 1.21 trillion in 2016, a 200-fold increase.",
        ["790 million yuan reported 1952", "1.21 trillion reported 2016", "200-fold reported 1952/2016"],
    ),
    (
        "2017-10-15",
        "Incomes rose from 318 yuan and 118 yuan in 1978 to 32,700 yuan and 11,900 yuan in 2016 respectively.",
        ["318 yuan reported 1978", "118 yuan reported 1978", "32,700 yuan reported 2016", "11,900 yuan reported 2016"],
    ),
    (
        "2017-10-15",
        "Between the end of 2012 and the end of 2016, the rate fell from 10.2 percent to 4.5 percent.",
        ["10.2 percent reported 2012-12", "4.5 percent reported 2016-12"],
    ),
    ("2022-12-15", "Output rose 0.4% in Quarter 3 (July to Sept) 2022.", ["0.4% reported 2022-07/2022-09"]),
    # what those who watch have; in questions too
    (
        "2025-08-28",
        "Economists at Northfield Bank have unemployment at 4.6 per cent by the end of next year.",
        ["4.6 per cent forecast 2026-12"],
    ),
    (
        "2025-08-28",
        "The market path had the cash rate at 3.35 per cent at the end of the year.",
        ["3.35 per cent forecast 2025-12"],
    ),
    (
        "2025-08-28",
        "Futures traders now have the rate falling to 3.1 percent by December.",
        ["3.1 percent forecast 2025-12"],
    ),
    ("2025-08-28", "Markets are now pricing three cuts by February.", ["three forecast 2026-02"]),
    ("2026-08-11", "Governor, you have inflation back at 2.5 per cent by mid-2027.", ["2.5 per cent forecast 2027"]),
    ("2025-08-28", "Economists at three banks have 4,000 clients.", ["4,000 reported"]),
    ("2025-08-28", "The city has unemployment at 3 percent.", ["3 percent reported"]),
    # the course of an economy by a time to come is foreseen; what somebody does by then is a goal
    (
        "2025-08-28",
        "In our central case, unemployment drifts up to 4.5 per cent by the end of next year.",
        ["4.5 per cent forecast 2026-12"],
    ),
    ("2025-08-28", "Coverage reaches 95 percent by 2027.", ["95 percent target 2027"]),
    # "by then" is the time of the goal before
    (
        "2025-08-28",
        "It will build 40 wells by 2027, and hopes to serve 300,000 people by then.",
        ["40 target 2027", "300,000 target 2027"],
    ),
    (
        "2025-08-28",
        "We will build a plant in Yibin by 2026. By then I want half of our orders to come from abroad.",
        ["half target 2026"],
    ),
    # decisions on rates are taken, other decisions are plans
    (
        "2026-06-12",
        "The Governing Council today decided to lower the three key ECB interest rates by 25 basis points.",
        ["25 basis points reported"],
    ),
    (
        "2026-06-12",
        "The Committee has decided to raise the repo rate by 50 basis points to 7.75%.",
        ["50 basis points reported", "7.75% reported"],
    ),
    ("2026-06-12", "The Board agreed to leave the benchmark rate unchanged at 4.5 percent.", ["4.5 percent reported"]),
    ("2026-06-12", "The government decided to build 300 schools by 2028.", ["300 target 2028"]),
    # goals that are counted, and shares of what was asked for
    (
        "2025-08-28",
        "Seven of the eight criteria for end-June were met.",
        ["Seven reported 2025-06", "eight reported 2025-06"],
    ),
    (
        "2025-08-28",
        "Three of the four indicative targets for December were missed.",
        ["Three reported 2024-12", "four reported 2024-12"],
    ),
    (
        "2025-08-28",
        "The appeal, which seeks $908 million this year, is only 12 per cent funded.",
        ["$908 million target 2025", "12 per cent reported"],
    ),
    ("2025-08-28", "The plan, which requires $1.1 billion, remains less than a third funded.", ["a third reported"]),
    ("2026-05-07", "The state has raised 41% of the amount budgeted for the year.", ["41% reported"]),
    (
        "2026-05-07",
        "By the end of April, 62 percent of this year's target had been met.",
        ["62 percent reported 2026-04"],
    ),
    # levels that are over beside forecasts
    (
        "2026-05-07",
        "Inflation is seen at 3.9% in May versus 4.1% in March.",
        ["3.9% forecast 2026-05", "4.1% reported 2026-03"],
    ),
    (
        "2026-05-07",
        "Staff see 2026 inflation at 1.7 percent versus 1.9 percent in December.",
        ["1.7 percent forecast 2026", "1.9 percent forecast 2026"],
    ),
    (
        "2026-05-07",
        "The staff sees growth of 1.4 percent this year, down from 1.7 percent in its March projections.",
        ["1.7 percent forecast 2026"],
    ),
    (
        "2026-05-07",
        "Inflation, which was 3.1 percent in March, is projected to fall to 2.5 percent by December.",
        ["3.1 percent reported 2026-03", "2.5 percent forecast 2026-12"],
    ),
    # what was forecast shares the time of what came
    (
        "2026-06-12",
        "Output rose 0.4% in April, more than the 0.2% expected by analysts.",
        ["0.4% reported 2026-04", "0.2% forecast 2026-04"],
    ),
    (
        "2026-06-12",
        "The gap narrowed to $3.1 billion in May. That was below the $3.6 billion gap forecast in a poll.",
        ["$3.6 billion forecast 2026-05"],
    ),
    (
        "2025-08-28",
        "The median estimate was for growth of 4.8 percent in the second quarter.",
        ["4.8 percent forecast 2025-04/2025-06"],
    ),
    ("2026-06-12", "By our calculations, the tariff would cost each farm $4,000.", ["$4,000 forecast"]),
    # money set aside for a year to come, and spans of years
    (
        "2026-05-07",
        "Parliament approved 85 billion euros for the armed forces in 2027.",
        ["85 billion euros target 2027"],
    ),
    (
        "2026-05-07",
        "Parliament approved 85 billion euros for the armed forces in 2025.",
        ["85 billion euros reported 2025"],
    ),
    (
        "2026-05-07",
        "Over 2026-2030, the EU plans to spend 40 billion euros on grids.",
        ["40 billion euros target 2030"],
    ),
    (
        "2026-05-07",
        "In the 14th Five-Year Plan period, we added 12 million hectares of forest.",
        ["12 million hectares reported 2021/2025"],
    ),
    (
        "2026-03-05",
        "The fund will provide 4.3 billion euros in grants between now and 2030.",
        ["4.3 billion euros target 2030"],
    ),
    ("2026-05-07", "* Keeps 2026 sales growth target of 5%", ["5% target 2026"]),
    (
        "2026-09-10",
        "The plan for 2026 targets 8.5 million people; by the end of August, 3.9 million had been reached.",
        ["8.5 million target 2026", "3.9 million reported 2026-08"],
    ),
    ("2026-09-10", "The deficit came to 4.2 percent of GDP against a target of 3.8 percent.", ["4.2 percent reported"]),
    # a range within which prices are to stay is a goal, that of a rate is in force
    (
        "2026-06-05",
        "For the first five months of the year, it averaged 3.3%, inside the government's target range of 2% to 4%.",
        ["3.3% reported 2026-01/2026-05", "2% to 4% target"],
    ),
    ("2025-11-28", "The number is expected to exceed 400 million around 2035.", ["400 million forecast 2035"]),
    (
        "2025-07-08",
        "Following growth that was strong last year, GDP edged down by 0.2 percent in the first quarter.",
        ["0.2 percent reported 2025-01/2025-03"],
    ),
    (
        "2025-07-08",
        "59 countries had outbreaks in 2024, nearly triple the number reported in 2021.",
        ["triple reported 2024"],
    ),
    # what is so, since some time
    ("2025-08-28", "2.1 million people have been reached so far this year.", ["2.1 million reported 2025-01/2025-08"]),
    (
        "2026-06-12",
        "Since Sunday, we have been moving families to a camp which can hold 10,000 people.",
        ["10,000 reported"],
    ),
    ("2026-06-12", "Since May, we have moved 10,000 people.", ["10,000 reported 2026-05/.."]),
]


@pytest.mark.parametrize(("today", "text", "expected"), STATED)
def test_what_is_to_come_and_what_is_over(claims_of, today, text, expected):
    claims = [claim for claim in claims_of(text, today) if claim.kind != "target_year"]
    for row in expected:
        words, status, when = _read(row)
        claim = next(claim for claim in claims if words in claim.text or claim.text in words)
        time = str(claim.target_year or "") if claim.status == "target" else claim.period or ""
        assert (words, claim.status, time) == (words, status, when)


def _read(row):
    """ "40 wells target 2027" -> the words, the status, the period or the year of the goal, empty for none."""
    for status in ("reported", "forecast", "target"):
        words, found, when = row.partition(f" {status}")
        if found:
            return words, status, when.strip()
    raise ValueError(row)


YEARS = [
    ("Partners aim to assist 900,000 people by the end of March.", [2026]),
    ("We hope to have 300 chargers installed by December.", [2025]),
    ("It needs $72 million over the next six months.", []),
    ("Applications must be filed by September 30.", []),
    ("The ministry will cut 40 taxes before the end of September.", []),
    ("From 2026 to 2028, the province will build 300 km of railways.", [2028]),
    ("The ministry aims to build 120 parks by 2030, in line with the 15th Five-Year Plan (2026-2030).", [2030]),
    ("We want to open the first terminal in the course of 2029.", [2029]),
]


@pytest.mark.parametrize(("text", "years"), YEARS)
def test_years_of_goals(claims_of, text, years):
    claims = claims_of(text, "2025-08-28")
    assert [int(claim.value) for claim in claims if claim.kind == "target_year"] == years


BASES = [
    ("Retail employment was little changed over the month and has fallen by 55,000 over the year.", ["year-on-year"]),
    (
        "Openings edged down by 120,000 over the month and are down by 1.1 million over the year.",
        ["month-on-month", "year-on-year"],
    ),
    ("In the March quarter, wages grew by 2.9 per cent over the year.", ["year-on-year"]),
    ("Prices rose 4.5% in the year to June.", ["year-on-year"]),
    ("Over the last 12 months, the food index rose 1.9 percent.", ["year-on-year"]),
    (
        "It added 51,000 jobs in July, compared with an average monthly gain of 43,000 over the prior 12 months.",
        [None, None],
    ),
    ("The city held 30 fairs over the year.", [None]),
    ("Revenue was up 9% year over year and 3% sequentially.", ["year-on-year", "quarter-on-quarter"]),
    ("Gross margin was 54.6%, an improvement of 120 basis points from the prior-year quarter.", [None, "year-on-year"]),
]


@pytest.mark.parametrize(("text", "expected"), BASES)
def test_over_the_year(claims_of, text, expected):
    assert [claim.basis for claim in claims_of(text, "2025-08-28")] == expected


TOLD = [
    ("* Q2 net profit 2.31 bln yuan vs 1.98 bln yuan year ago", ["2025-04/2025-06", "2024-04/2024-06"]),
    ("H1 revenue came in at €5.4 billion, vs €5.1 billion a year ago.", ["2025-01/2025-06", "2024-01/2024-06"]),
    (
        "In the first quarter it fell to $310 million, or 45 cents a share, from $390 million, or 57 cents a year ago.",
        ["2025-01/2025-03", "2025-01/2025-03", "2024-01/2024-03", "2024-01/2024-03"],
    ),
    ("In the September quarter wages grew 3.4 per cent.", ["2024-07/2024-09"]),
    ("Since our last meeting on 29 January, oil has gone up by 9 per cent.", ["2025-01-29/.."]),
    ("Prices rose 2 percent this year, the biggest rise since records began in 1991.", ["2025"]),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_times_of_wires(claims_of, text, expected):
    assert [claim.period for claim in claims_of(text, "2025-08-28")] == expected
