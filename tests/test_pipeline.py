"""extract(): what holds for every text, and whole small documents."""

from decimal import Decimal
from itertools import pairwise

import jsonschema
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.output import to_json
from extractors.pipeline import extract
from extractors.records import Output
from patterns import parse
from tests.rows import rows

BRIEFING = """\
Press conference on the work of the harbours

Date: July 20, 2026

Speakers

Lin Botao, vice minister of harbours
Jo Hartley, spokesperson of the Ministry of Harbours

Jo Hartley:

Good morning. The floor is open.

Harbour Daily:

We noticed that freight grew by 8.15 percent in the first half. What is behind it?

Lin Botao:

Thank you for your question. In the first half, freight volume reached 424 million tonnes, up 8.2 percent year on year.

According to the Statistics Office, exports of ships were 31.2 billion yuan, down 2.6 percent.

As Ms. Hartley mentioned, nine in ten harbours are electric.

We aim to open 40 new piers by 2030. Thank you.
"""
REPORT = """\
Ferry sales up in first half

BEIJING, Aug. 7, 2026 (Xinhua) -- Sales of ferries rose 12.5 percent in the first half, an official said on Friday.

The number of new piers reached 3,416, said Lin Botao, vice minister of harbours.

"We will build another 600,000 berths this year," Lin added.

The International Energy Agency forecasts that global sales will reach 38 million in 2032.
"""


@pytest.fixture(scope="module")
def read(nlp):
    """extract() with the pipeline at hand."""
    return lambda text, **options: extract(text, nlp=nlp, **options)


def told(output):
    return [(claim.text, claim.speaker and claim.speaker.name) for claim in output.claims]


# --- whole documents ---


def test_transcript(read):
    output = read(BRIEFING)
    assert (output.document.date, output.document.language) == ("2026-07-20", "en")
    assert [person.name for person in output.document.speakers] == ["Lin Botao", "Jo Hartley"]
    assert told(output) == [
        ("8.15 percent", "Harbour Daily"),
        ("424 million tonnes", "Lin Botao"),
        ("8.2 percent", "Lin Botao"),
        ("31.2 billion yuan", "Lin Botao"),
        ("2.6 percent", "Lin Botao"),
        ("nine in ten", "Lin Botao"),
        ("40", "Lin Botao"),
        ("2030", "Lin Botao"),
    ]
    assert {claim.attribution for claim in output.claims} == {"turn"}
    assert {claim.date for claim in output.claims} == {"2026-07-20"}
    assert [claim.period for claim in output.claims[:3]] == ["2026-01/2026-06"] * 3
    assert [claim.cites for claim in output.claims[3:5]] == ["Statistics Office"] * 2
    assert output.claims[5].cites in ("Hartley", "Jo Hartley")
    assert {claim.cites for claim in (*output.claims[:3], *output.claims[6:])} == {None}
    assert [claim.status for claim in output.claims] == ["reported"] * 6 + ["target"] * 2


def test_report(read):
    output = read(REPORT)
    assert told(output) == [
        ("12.5 percent", "Lin Botao"),  # the official of the lead is named in the next paragraph
        ("3,416", "Lin Botao"),
        ("600,000", "Lin Botao"),
        ("this year", "Lin Botao"),
        ("38 million", "International Energy Agency"),
    ]
    assert [claim.status for claim in output.claims] == ["reported", "reported", "target", "target", "forecast"]
    assert output.claims[-1].period == "2032"
    assert output.claims[-1].target_year is None


def test_one_sentence_is_a_document(read):
    assert [claim.text for claim in read("GDP grew 5.2 percent in May.").claims] == ["5.2 percent"]


WRAPPED = """\
News from the harbour

The builders of the new terminal told reporters on Monday that the work
on the two basins and the railway station had by then cost 118.4 billion
yuan (US$16
billion), or nearly two thirds of the sum in the plan, and that it would
be open soon. The city has spent 5 percent of the nation's
GDP on it, they said.
"""


def test_hard_wrapped_lines(read):
    output = read(WRAPPED)
    holds(WRAPPED, output)
    assert [claim.text for claim in output.claims] == [
        "118.4 billion\nyuan",
        "US$16\nbillion",
        "two thirds",
        "5 percent",
    ]
    assert [claim.value for claim in output.claims[:2]] == [118_400_000_000, 16_000_000_000]


ONE_LABEL = """\
Press conference on the work of the harbours

Date: July 20, 2026

Speakers

Lin Botao, vice minister of harbours
Jo Hartley, spokesperson of the Ministry of Harbours

Lin Botao:

In the first half, freight volume reached 424 million tonnes. As Ms. Hartley mentioned, nine in ten are.
"""


def test_one_label_of_the_roster_is_a_turn(read):
    output = read(ONE_LABEL)
    assert told(output) == [("424 million tonnes", "Lin Botao"), ("nine in ten", "Lin Botao")]
    assert output.claims[1].cites in ("Hartley", "Jo Hartley")


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\ufeff", "Thank you.", "5", "%", "\0", "Lin Botao:\n\n", "1. 2. 3."]
)
def test_no_claims(read, text):
    output = read(text)
    assert output.claims == []
    assert output.document.characters == len(text)


NO_CLAIMS = [
    "The meeting of July 12, 2026 began at 10 a.m. and took 45 minutes.",
    "It was held on August 7 for the 15th straight year.",
    "The 13th Five-Year Plan was adopted at the 18th Congress.",
    "I will answer your question in three aspects.",
    "The two questions that you raised are of great importance.",
    "We rank second in the world, up from 27th place.",
    "The port is the third largest and among the top 10.",
    "The COVID-19 epidemic and 5G networks were discussed at the G20.",
    "Please call +86 10 5669 2100 or see page 12.",
    "Under Article 6 of Decree 248, ships must be clean.",
    "It was finished three years ahead of schedule.",
    "Since 2012, the harbour has changed a lot.",
    "A 5G-enabled ferry was shown on Oct 12, 2026.",
    "Is it 2 or 3 million?",
    "Page 1 of 26",
    "<  1  2  3  4  13  >",
    "00:01:12,340 --> 00:01:15,080",
]
WRONG_NO_CLAIMS: dict[str, str] = {}


@pytest.mark.parametrize(("text",), rows([(text,) for text in NO_CLAIMS], WRONG_NO_CLAIMS))
def test_no_claim_in_a_sentence(claims_of, text):
    assert [claim.text for claim in claims_of(text, "2026-08-07")] == []


# Cases on which the guidelines decide: "kind value unit direction period" of each claim.
SETTLED = [
    (
        "The share of clean ships rose from 1.2% in 2010 to 1.8% in 2025.",
        ["percentage 1.2 % None 2010", "percentage 1.8 % None 2025"],
    ),
    (
        "Clean ships made up 44.2 percent of the total in May, up 1.7 percentage points.",
        ["percentage 44.2 % None 2026-05", "percentage 1.7 pp increase 2026-05"],
    ),
    (
        "In May, exports were 11.2 trillion yuan, down 2.6%; imports were 8.1 trillion, down 0.9%.",
        [
            "money 11200000000000 CNY None 2026-05",
            "percentage 2.6 % decrease 2026-05",
            "money 8100000000000 CNY None 2026-05",
            "percentage 0.9 % decrease 2026-05",
        ],
    ),
    (
        "Over 450,000 5G stations will be added this year, taking the total to 3.4 million by the end of 2026.",
        [
            "count 450000 5G stations* * None",
            "target_year 2026 None None None",
            "count 3400000 * None None",
            "target_year 2026 None None None",
        ],
    ),
    (
        "In breakdown, hydropower and wind stood at 360 million and 510 million kilowatts in 2025.",
        ["quantity 360000000 kW None 2025", "quantity 510000000 kW None 2025"],
    ),
    ("In 2025, spending was 2.2 times its 2010 level.", ["multiple 2.2 x None 2025"]),
    ("In 2025, there was an increase of nearly six times in orders.", ["multiple 6 x increase 2025"]),
    (
        "Output fell by 2.3% in the first half and rose 0.4% in July.",
        ["percentage 2.3 % decrease 2026-01/2026-06", "percentage 0.4 % increase 2026-07"],
    ),
    ("Of that number, 540 million have had a second shot.", ["count 540000000 * None *"]),
    (
        "In May, the bank cut the ratio by 0.5 percentage points, bringing it to 0 percent.",
        ["percentage 0.5 pp decrease 2026-05", "percentage 0 % None 2026-05"],
    ),
    (
        "The 7-day repo rate will fall 15 bp to 2.1 percent from 2.25 percent.",
        ["percentage 15 bp decrease *", "percentage 2.1 % None *", "percentage 2.25 % None *"],
    ),
    ("The yards added 300,000 jobs in May.", ["count 300000 jobs* increase 2026-05"]),
    ("Energy use per 10,000 yuan of GDP fell 3.8 percent in 2025.", ["percentage 3.8 % decrease 2025"]),
    (
        "The State Fund gave $290 million in 2025, of which 140 million went to ports.",
        ["money 290000000 USD None 2025", "money 140000000 USD None 2025"],
    ),
    (
        "In May, exports rose to 3.1 billion yuan from 2.8 billion a year earlier.",
        ["money 3100000000 CNY None 2026-05", "money 2800000000 CNY None 2025*"],
    ),
    (
        'In the first half, 2,000 "5G+" projects and 512 others were begun.',
        ["count 2000 * None 2026-01/2026-06", "count 512 * None 2026-01/2026-06"],
    ),
    (
        "In 2025, more than half of the 40 ports were electric.",
        ["percentage 50 % None 2025", "count 40 ports None 2025"],
    ),
    ("Inflation was -0.3% in June.", ["percentage -0.3 % None 2026-06"]),
    ("In June, profits declined by minus 3.8 percent.", ["percentage 3.8 % decrease 2026-06"]),
    ("In 2025 it had 18 5G stations per 10,000 people.", ["count 18 5G stations* None 2025"]),
    ("In May, prices rose 5 to 6 percent.", ["percentage 5..6 % increase 2026-05"]),
    (
        "In May, growth turned from -2.3% to 0.4%.",
        ["percentage 2.3 % decrease *", "percentage 0.4 % * 2026-05"],
    ),
    (
        "In 2025, berths of 10,000 tons or more reached 3,416, up 212.",
        ["count 3416 * None 2025", "count 212 * increase 2025"],
    ),
    (
        "In the first half, aid of $60 million went to the north and 15 million to the south.",
        ["money 60000000 USD None 2026-01/2026-06", "money 15000000 USD None 2026-01/2026-06"],
    ),
    (
        "Output and sales of ferries reached 2.114 million and 2.038 million in 2025, up 31.5% and 30.2% respectively.",
        [
            "count 2114000 * None 2025",
            "count 2038000 * None 2025",
            "percentage 31.5 % increase 2025",
            "percentage 30.2 % increase 2025",
        ],
    ),
    (
        "In May, the 31 major cities reported 420 cases.",
        ["count 31 major cities None 2026-05", "count 420 cases None 2026-05"],
    ),
    (
        "In May, the rate of idle ships rose from 2.3% to 4%.",
        ["percentage 2.3 % None 2026-05", "percentage 4 % None 2026-05"],
    ),
]
WRONG_SETTLED = {
    "Over 450,000 5G stations will": "the name in front of the noun is taken for the thing counted",
}


def fits(claim, expected):
    """Whether a claim says what is expected; a star stands for any end."""
    kind, value, rest = expected.split(" ", 2)
    unit, direction, period = rest.rsplit(" ", 2)
    amount = f"{claim.low}..{claim.high}" if claim.value is None else f"{claim.value.normalize():f}"
    return (
        (claim.kind, amount) == (kind, value)
        and (str(claim.unit).startswith(unit[:-1]) if unit.endswith("*") else claim.unit == unit)
        and direction in ("*", str(claim.direction))
        and (str(claim.period).startswith(period[:-1]) if period.endswith("*") else str(claim.period) == period)
    )


@pytest.mark.parametrize(("text", "expected"), rows(SETTLED, WRONG_SETTLED))
def test_settled_case(claims_of, text, expected):
    claims = claims_of(text, "2026-08-07")
    got = [
        f"{one.kind} {(one.low, one.high) if one.value is None else one.value} {one.unit} {one.direction} {one.period}"
        for one in claims
    ]
    assert len(claims) == len(expected), got
    assert all(map(fits, claims, expected)), got


# --- options ---


def test_date_option_resolves_relative_words(read):
    text = "News from the harbour\n\nLast year, sales of ferries grew 5 percent."
    assert [claim.period for claim in read(text).claims] == [None]
    output = read(text, date="2024-03-01")
    assert [claim.period for claim in output.claims] == ["2023"]
    assert {claim.date for claim in output.claims} == {"2024-03-01"}
    assert output.document.date == "2024-03-01"


def test_date_option_wins_over_the_text(read):
    output = read(BRIEFING, date="2025-07-20")
    assert output.document.date == "2025-07-20"
    assert output.claims[1].period == "2025-01/2025-06"


def test_source_is_passed_on(read):
    assert read(BRIEFING, source="a/b.txt").document.source == "a/b.txt"


KNOTS = """
[[rule]]
id = "mine.knots"
label = "quantity"
unit = "[kn_i]"
after = ' knots?'
source = "the harbour office"
match = ["12 knots"]

[[rule]]
id = "mine.gates"
label = "none"
after = ' gates'
source = "the harbour office"
match = ["12 gates"]
"""


def test_patterns_option(claims_of):
    text = "The ferry did 12 knots and passed through 40 gates in 31 harbours."
    mine = parse(KNOTS, "mine.toml", "user")
    plain, own = claims_of(text), claims_of(text, patterns=mine)
    assert [(claim.kind, claim.value) for claim in plain] == [("count", 12), ("count", 40), ("count", 31)]
    assert [(claim.kind, claim.value, claim.unit) for claim in own] == [
        ("quantity", 12, "[kn_i]"),
        ("count", 31, "harbours"),
    ]
    assert own[0].rule == "mine.knots"


WATCHED = [
    ("The market will grow by 5 percent next year, said Lin Botao, an analyst at Huace Securities.", "forecast"),
    ("Global sales will reach 38 million in 2032, the International Energy Agency said.", "forecast"),
    ("The city will build 40 ports next year, said Lin Botao, mayor of the city.", "target"),
    ("The ministry will issue 3 billion yuan of bonds next year, the ministry said.", "target"),
]


@pytest.mark.parametrize(("text", "status"), WATCHED)
def test_the_will_of_observers_is_a_forecast(claims_of, text, status):
    (claim, *_) = claims_of(text, "2026-08-07")
    assert claim.status == status


# --- what always holds ---


def holds(text, output):
    """What the record promises for any text."""
    assert output.document.characters == len(text)
    for claim in output.claims:
        assert text[claim.start : claim.end] == claim.text != ""
        at = claim.sentence_start
        assert text[at : at + len(claim.sentence)] == claim.sentence
        assert at <= claim.start < claim.end <= at + len(claim.sentence)
        assert (claim.value is None) == (claim.low is not None) == (claim.high is not None)
        assert claim.value is not None or claim.low < claim.high
        assert claim.kind != "target_year" or claim.value == claim.target_year
        assert claim.status == "target" or claim.target_year is None
    places = [(claim.start, claim.end) for claim in output.claims]
    assert places == sorted(places)
    assert all(left[1] <= right[0] for left, right in pairwise(places))
    ids = [claim.id for claim in output.claims]
    assert len(set(ids)) == len(ids)


SCHEMA = Output.model_json_schema(by_alias=True, mode="serialization")


@pytest.mark.parametrize("text", [BRIEFING, REPORT, ""], ids=["transcript", "report", "empty"])
def test_record_is_valid(read, text):
    output = read(text, source="x.txt")
    holds(text, output)
    written = orjson.loads(to_json(output))
    jsonschema.validate(written, SCHEMA)
    assert Output.model_validate(written).model_dump_json() == output.model_dump_json()


def test_every_key_is_there(read):
    written = orjson.loads(to_json(read(REPORT)))
    assert written["schema"] == "onrecord/1"
    assert all(claim.keys() == set(SCHEMA["$defs"]["Claim"]["properties"]) for claim in written["claims"])


def test_values_are_exact(read):
    text = "News from the harbour\n\nLoans were 61,683.6 billion yuan, up 0.1 percent."
    loans, change = read(text).claims
    assert (loans.value, change.value) == (61_683_600_000_000, Decimal("0.1"))
    assert b'"value":61683600000000,' in to_json(read(text))


def test_same_text_same_output(read):
    assert to_json(read(BRIEFING)) == to_json(read(BRIEFING))


def test_ids_stay_and_differ(read):
    ids = [claim.id for claim in read(BRIEFING).claims]
    assert ids == [claim.id for claim in read(BRIEFING, date="2020-01-01", source="other.txt").claims]
    assert not set(ids) & {claim.id for claim in read(BRIEFING + "\n").claims}  # another document
    assert read(BRIEFING).document.id != read(REPORT).document.id


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_change_nothing_but_offsets(read, ends):
    text = BRIEFING.replace("\n", ends)
    output = read(text)
    holds(text, output)
    assert told(output) == told(read(BRIEFING))


def test_wide_characters_count_as_one(read):
    text = "News of ships 🚢\n\nHarbours 港口 🚢🚢 grew 5.2％ in May, “Lin” said.\u200b Then\u00a03,416 piers opened."
    output = read(text)
    holds(text, output)
    assert [claim.text for claim in output.claims] == ["5.2％", "3,416"]


PIECES = st.sampled_from(
    [
        "Lin Botao: ",
        "Q    ",
        "MS. HARTLEY: ",
        "\n",
        "\n\n",
        "- ",
        "Sales of ferries ",
        "rose ",
        "5 percent",
        "4.2 trillion yuan",
        "38.8% and 29.6%",
        ", ",
        ". ",
        " and ",
        " in May ",
        " by 2030 ",
        " last year ",
        "up 3.4% ",
        "(about $7 million) ",
        "doubled",
        "one third of ",
        "5 to 6 percent ",
        "respectively",
        "said Lin. ",
        "“",
        "” ",
        "The city aims to build ",
        "is expected to reach ",
        "40 ports ",
        "Main targets for 2026\n",
        "Date: May 3, 2026\n",
        "Item    2024    2025\n",
        "Coal (10,000 t)    231    1,102\n",
        "5G",
        "½",
        "🚢",
        "％",
        "\xa0",
        "\u200b",
        "\r\n",
        "\x00",
        "[14]",
        "&amp",
        "-",
        "$",
        "(",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=16).map("".join), st.text(max_size=40))


@settings(max_examples=80)
@given(text=TEXTS, date=st.sampled_from([None, "2026-08-07", "XXXX-03-01", "2026"]))
def test_any_text(read, text, date):
    output = read(text, date=date)
    holds(text, output)
    jsonschema.validate(orjson.loads(to_json(output)), SCHEMA)


def test_a_day_before_the_calendar_begins_is_none(claims_of):
    (claim,) = claims_of("Lin Botao said last Monday that prices rose 5 percent from last week.", "0001-01-01")
    assert claim.period is None
