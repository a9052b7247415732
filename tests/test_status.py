"""What the numbers of whole sentences are, by words and verbs: results, goals with their year, forecasts."""

import pytest

STATUS = [
    # a result inside or beside a goal
    (
        "The ministry aims to train 40,000 nurses by 2028, and 12,000 of them have already graduated.",
        ["40,000 target 2028", "12,000 reported"],
    ),
    ("The share is to grow by 2030. It has risen from 18% to 41% within four years.", ["18% reported", "41% reported"]),
    (
        "The bank, which aims to keep inflation at 2 percent, raised its rate by 50 basis points.",
        ["2 percent target", "50 basis points reported"],
    ),
    ("The Committee voted to lower the target range for its rate by 25 basis points.", ["25 basis points reported"]),
    ("The 45-kilometer tunnel will open in 2027.", ["45-kilometer reported"]),
    ("A 45-kilometer tunnel will be built under the strait.", ["45-kilometer target"]),
    (
        "We need to protect the 6.3 million firms that make up 90 percent of the economy.",
        ["6.3 million reported", "90 percent reported"],
    ),
    ("The port will expand: its throughput stands at 8 million tonnes.", ["8 million tonnes reported"]),
    (
        "The bill, passed by 61 votes to 38, would give farmers 10 billion dollars.",
        ["61 votes reported", "38 reported", "10 billion dollars target"],
    ),
    # what was raised or cut from is a goal where it was the goal
    ("Jakarta raised its growth goal for 2026 from 5.2% to 5.4%.", ["5.2% target 2026", "5.4% target 2026"]),
    (
        "The ministry trimmed its grain target to 640 million tons from 650 million tons.",
        ["640 million tons target", "650 million tons target"],
    ),
    ("The committee raised its target range to 5 percent.", ["5 percent reported"]),
    # what would come of a mishap or on a condition is foreseen
    ("It would force us to stop training for 2,600 controllers.", ["2,600 forecast"]),
    ("It would end service on routes that serve more than 20 states.", ["20 forecast"]),
    ("A strike would delay 3,000 flights a day.", ["3,000 forecast"]),
    ("If the money runs out, the agency would have to close 40 clinics.", ["40 forecast"]),
    ("The port would close 40 gates if the strike went on.", ["40 forecast"]),
    ("If approved, the plan would build 40 ports.", ["40 target"]),
    ("If the bill passes, it would give farmers 10 billion dollars.", ["10 billion dollars target"]),
    ("The package would mean 2 billion euros for schools.", ["2 billion euros target"]),
    # the report that a forecast is held against tells one
    (
        "Inflation is seen at 4.6% this year, compared with 4.1% in the bank's June report.",
        ["4.6% forecast", "4.1% forecast"],
    ),
    (
        "Growth was 2.1 percent, compared with 1.8 percent in the March report.",
        ["2.1 percent reported", "1.8 percent reported"],
    ),
    ("The mayor said that the city expects to have 1.2 million private firms.", ["1.2 million forecast"]),
    # goals and their year
    ("Prague plans a deficit of 310 billion euros this year.", ["310 billion euros target 2025"]),
    ("The city budgeted $48 million for repairs this year.", ["$48 million target 2025"]),
    (
        "Under the plan, output will reach 50 billion yuan in 2026 and 600,000 farmers will be employed.",
        ["50 billion yuan target 2026", "600,000 target"],
    ),
    (
        "The ministry, which issued a plan in 2011, said it would set up 500 bases by the end of next year.",
        ["500 target 2026"],
    ),
    ("The alliance is on course to spend 2 percent of GDP on defence by 2027.", ["2 percent target 2027"]),
    ("Greece is on course to grow 2.3 percent this year.", ["2.3 percent forecast"]),
    ("The share was to rise; the plan had called for 20 gigawatts by 2020.", ["20 gigawatts target 2020"]),
    ("The agency needs $96 million to keep its clinics open.", ["$96 million target"]),
    ("A household needs $3,200 a month to live in the city.", ["$3,200 reported"]),
    ("The minimum wage was set at 12.82 euros an hour.", ["12.82 euros reported"]),
    ("The deficit was set at 4 percent of GDP.", ["4 percent target"]),
    ("He called on lenders to triple their lending by 2035.", ["triple target 2035"]),
    ("A goal of 450 places has been set for 2026.", ["450 target 2026"]),
    ("Beijing plans to launch 12 satellites, after launching nine last year.", ["12 target", "nine reported"]),
    ("He promised 200,000 jobs within five years.", ["200,000 target 2030"]),
    (
        "Debts were 3 billion last year, 5 percent up. They are seeking $58 million by the end of the year.",
        ["$58 million target 2025"],
    ),
    (
        "The authority wants the share at 40 percent, double the current 20 percent.",
        ["40 percent target", "20 percent reported"],
    ),
    (
        "The bank, which aims to keep inflation at 2 percent, said prices rose 3 percent in June.",
        ["2 percent target", "3 percent reported"],
    ),
    ("The scheme costs 2 billion pounds a year, a figure expected to grow by 2035.", ["2 billion pounds reported"]),
    (
        "NATO leaders agreed in June to spend 5% of GDP on defence by 2035, of which 3.5% is for core needs.",
        ["5% target 2035", "3.5% target 2035"],
    ),
    ("This year, 100,000 kilometers of roads are to undergo repair.", ["100,000 kilometers target 2025"]),
    (
        "They aim to cut waste, which amounts to 3 million tonnes a year, by 30 percent.",
        ["3 million tonnes reported", "30 percent target"],
    ),
    ("We will add 10,000 charging piles by the end of this year.", ["10,000 target 2025"]),
    # forecasts
    ("Seven in 10 farmers said that they could accept a higher price.", ["Seven in 10 reported"]),
    ("The duties will cost them 1.2 billion euros a year.", ["1.2 billion euros forecast"]),
    ("We now project growth to slow to 3.8 percent this year.", ["3.8 percent forecast"]),
    ("It would take 60 trucks a day to meet the needs.", ["60 forecast"]),
    ("Debt is on a path to reach 120 percent of GDP by 2035.", ["120 percent forecast"]),
    (
        "The bank kept its forecast at 2.1 percent this year but cut next year's to 1.8 percent.",
        ["2.1 percent forecast", "1.8 percent forecast"],
    ),
    (
        "Passenger numbers are likely to pass 90 million this year, against 84 million in 2024.",
        ["90 million forecast", "84 million reported"],
    ),
    ("Inflation, seen peaking at 4 percent, was 3.6 percent in June.", ["4 percent forecast", "3.6 percent reported"]),
    (
        "A survey of more than 100 institutions puts the rate at 14.75% in December.",
        ["more than 100 reported", "14.75% forecast"],
    ),
    ("The forecast was cut to 1.1 percent from 1.4 percent.", ["1.1 percent forecast", "1.4 percent forecast"]),
    (
        "The deficit will widen to 3.4 percent of GDP from 2.9 percent.",
        ["3.4 percent forecast", "2.9 percent reported"],
    ),
    ("More than 80 countries are expected to attend.", ["More than 80 forecast"]),
    ("Unemployment will rise to 5.1 percent next year.", ["5.1 percent forecast"]),
]


@pytest.mark.parametrize(("text", "expected"), STATUS)
def test_status_of_sentences(claims_of, text, expected):
    claims = {claim.text: claim for claim in claims_of(text, date="2025-08-28") if claim.kind != "target_year"}
    for row in expected:
        words, status, year = _read(row)
        claim = next(claim for told, claim in claims.items() if told in words or words in told)
        assert (words, claim.status, claim.target_year if year else None) == (words, status, year)


def _read(row):
    """ "40,000 target 2028" -> the words, the status, the year."""
    words, _, last = row.rpartition(" ")
    if last.isdigit() and words.endswith(("target", "forecast")):
        return *words.rsplit(" ", 1), int(last)
    return words, last, None


UNSAID = ["Inflation was not 7 percent.", "The rate is what we said, not 4 percent.", "Will growth be 5 or 6 percent?"]


@pytest.mark.parametrize("text", UNSAID)
def test_what_is_denied_or_asked_is_no_claim(claims_of, text):
    assert claims_of(text, date="2025-08-28") == []


ALONE = [
    ("Agreements were signed with 50 countries, and memorandums with 14.", "14", "count"),
    ("Two years ago nine provinces had such a scheme; now 23 do.", "23", "count provinces"),
    ("Of the bridges checked, 34 were closed.", "34", "count bridges checked"),
    ("Last year 16 MPs left the party.", "16", "count MPs"),
    ("It will replace them with 64 F-35s.", "64", "count F-35s"),
    ("Police detained 14 protesters and later released nine.", "nine", "count protesters"),
    ("The blast killed nine and wounded 30.", "30", "count people"),
    ("Two soldiers were killed and five injured on Monday.", "five", "count soldiers"),
    ("Employment is 21,000 lower than a year ago.", "21,000", "count Employment"),
    ("The treaty, signed by 193 states, has been ratified by 60.", "60", "count states"),
    ("Twelve bids were received; five were rejected.", "five", "count"),
    ("There were nine plants in 2020. Now there are 31.", "31", "count"),
    ("Exports fell 3% to $31.4 billion, and imports grew 1.6% to 22.25 billion.", "22.25 billion", "money USD"),
    ("The state froze 31 billion reais ($5.5 billion), of which 20 billion is for schools.", "20 billion", "money BRL"),
    ("It seeks $58 million for 300 refugees; it has served 147,000 of them.", "147,000", "count"),
]


@pytest.mark.parametrize(("text", "words", "kind"), ALONE)
def test_a_number_alone_has_the_unit_of_one_before(claims_of, text, words, kind):
    claim = next(claim for claim in claims_of(text, date="2025-08-28") if claim.text == words)
    assert f"{claim.kind} {claim.unit}" == kind if " " in kind else claim.kind == kind


def test_a_member_without_its_verb_goes_the_way_of_the_one_before(claims_of):
    claims = claims_of("Retail lost 12,000 jobs, construction 8,000 and culture and leisure 29,000.")
    assert [claim.direction for claim in claims] == ["decrease"] * 3


def test_a_change_against_two_times_and_in_two_units(claims_of):
    prices = claims_of("Pork is 19.8 yuan, down 17.5 percent from a year earlier and 4.6 percent from a month earlier.")
    assert [claim.direction for claim in prices] == [None, "decrease", "decrease"]
    areas = claims_of("China will water another 30 million mu (2 million hectares) of farmland.")
    assert [claim.direction for claim in areas] == ["increase", "increase"]
    assert [claim.direction for claim in claims_of("We grow 40 percent of the world's tea.")] == [None]


def test_a_date_of_publication_is_no_goal(claims_of):
    assert claims_of("The next issue will be available by the end of August 2026.", date="2026-03-01") == []


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Inspectors found 30 files and 12 are still missing.", ["files", "files"]),
        ("The storm hit 300 trees, and 40 are dead.", ["trees", "trees"]),
        ("The blast killed nine and wounded 30.", ["people", "people"]),
        ("Core inflation was 3 percent, and the minister resigned at 61.", ["%"]),
        ("Turnout was 61 percent, and the Mayor died in office at 74.", ["%"]),
        ("The first line runs at 83%, and the second at 74.", ["%", "%"]),
        ("The top rate is 40 percent, and the fee rose to 28.", ["%"]),
    ],
)
def test_what_a_number_alone_counts(claims_of, text, units):
    assert [claim.unit for claim in claims_of(text)][: len(units)] == units
    assert all(claim.unit in units or claim.kind == "count" for claim in claims_of(text))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("If the regulation is adopted next year, we want to be ready for the first issuance in 2029.", [2029]),
        ("The agency plans to open the bridge in 2030.", [2030]),
        ("The goal is to have both tubes of the new tunnel open by 2035.", [2035]),
        ("The ministry wants to know what will happen to them in 2027.", []),
        ("It aims to tell what it launched in 2024.", []),
    ],
)
def test_a_plain_year_to_come_is_that_of_what_is_wanted(claims_of, text, years):
    claims = claims_of(text, date="2025-08-28")
    assert [int(claim.value) for claim in claims if claim.kind == "target_year"] == years


def test_a_rate_per_people_goes_on_to_the_next_time(claims_of):
    claims = claims_of(
        "The number of doctors per 10,000 people grew from 2.9 in 2020 to 4.1 last year.", date="2025-08-28"
    )
    assert [(claim.text, claim.period) for claim in claims] == [("2.9", "2020"), ("4.1", "2024")]
