"""Which claims are joined into a series and which are not, where they stand in time, and when numbers disagree."""

from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import extract, read
from extractors.records import Claim, DocumentRecord, Output
from extractors.series import join, measure_of, search
from extractors.series.places import days_of, home_of

SHARED = Path(__file__).parent.parent.parent / "shared" / "gold" / "docs"

UP, DOWN = {"direction": "increase"}, {"direction": "decrease"}
YEARLY, MONTHLY, QUARTERLY = ({"basis": f"{word}-on-{word}"} for word in ("year", "month", "quarter"))
GROWTH, FALL = UP | YEARLY, DOWN | YEARLY
TARGET = {"status": "target", "target_year": 2025}


def claim(indicator, unit="%", value="5", **fields):
    """A claim; `unit` decides its kind: %, pp, x, a currency, a symbol, and "" for things counted."""
    kinds = {"%": "percentage", "pp": "percentage", "bp": "percentage", "x": "multiple", "": "count"}
    kind = kinds.get(unit) or ("money" if unit.isupper() and len(unit) == 3 else "quantity")
    number = None if value is None else Decimal(value)
    sentence = fields.pop("sentence", f"It was {number}.")
    start = fields.pop("start", 0)
    return Claim(
        **{
            "id": sha256(repr((indicator, unit, value, sorted(fields.items()))).encode()).hexdigest()[:12],
            "kind": kind,
            "text": str(number),
            "start": start,
            "end": start + 1,
            "value": number,
            "low": None,
            "high": None,
            "unit": unit or "things",
            "qualifier": "exact",
            "indicator": indicator,
            "direction": None,
            "basis": None,
            "status": "reported",
            "period": "2024-06",
            "target_year": None,
            "speaker": None,
            "cites": None,
            "attribution": "narration",
            "date": "2024-07-15",
            "sentence": sentence,
            "sentence_start": 0,
            "rule": "test",
            **fields,
        }
    )


def output(*claims, name="a.txt", title=None, date="2024-07-15"):
    """What a document gives that makes these claims."""
    document = DocumentRecord(
        id=sha256(name.encode()).hexdigest(),
        source=name,
        title=title,
        date=date,
        date_source=None,
        published=None,
        language="en",
        speakers=[],
        characters=1000,
    )
    return Output(document=document, claims=list(claims))


def series_of(*claims):
    """The series of claims that stand in a document each."""
    return join([output(item, name=f"{number}.txt") for number, item in enumerate(claims)])


def joined(one, other):
    return len(series_of(one, other)) == 1


# A row: two claims as (indicator, unit, other fields).
SAME = [
    (("penetration rate of applying digital R&D tools for enterprises",), ("popularizing rate of digital R&D tools",)),
    (("digitalization of key processes",), ("numerical control rate of key processes",)),
    (("rate of numerical control of key procedures",), ("digitization of key processes",)),
    (
        ("influential industrial internet platforms", ""),
        ("comparatively large-scale industrial internet platforms", ""),
    ),
    (("adoption rate of cloud services among firms",), ("popularization rate of cloud services",)),
    (("consumer price index", "%", GROWTH), ("CPI", "%", GROWTH)),
    (("consumer prices", "%", GROWTH), ("the country's consumer price index (CPI)", "%", FALL)),
    (("core CPI", "%", GROWTH), ("core consumer prices", "%", GROWTH)),
    (("producer price index for industrial products", "%", FALL), ("factory-gate prices", "%", GROWTH)),
    (("PPI", "%", DOWN | MONTHLY), ("producer prices", "%", UP | MONTHLY)),
    (("total retail sales of consumer goods", "CNY"), ("retail sales", "CNY")),
    (("retail sales", "%", GROWTH), ("growth of total retail sales of consumer goods", "%", GROWTH)),
    (("online retail sales of physical goods", "CNY"), ("national online retail sales of physical goods", "CNY")),
    (("exports", "CNY"), ("value of exports", "CNY")),
    (("exports to Africa", "USD"), ("value of exports to African countries", "USD")),
    (("trade with ASEAN", "CNY"), ("total trade with ASEAN countries", "CNY")),
    (("imports and exports", "%", GROWTH), ("foreign trade", "%", FALL)),
    (("trade in goods", "CNY"), ("goods trade", "CNY")),
    (("surveyed urban unemployment rate",), ("surveyed unemployment rate in urban areas",)),
    (("unemployment rate",), ("jobless rate",)),
    (("unemployment",), ("rate of unemployment",)),
    (("manufacturing purchasing managers' index", ""), ("manufacturing PMI", "")),
    (("grain output", "t"), ("total grain output", "t")),
    (("grain harvest", "t"), ("national grain production", "t")),
    (("GDP", "%", GROWTH), ("gross domestic product", "%", GROWTH)),
    (("GDP growth", "%", GROWTH), ("economy", "%", GROWTH)),
    (("GDP growth rate", "%", YEARLY), ("gross domestic product", "%", GROWTH)),
    (("economic growth", "%", GROWTH), ("GDP", "%", FALL)),
    (("GDP growth target", "%", GROWTH | TARGET), ("GDP", "%", GROWTH)),
    (("GDP", "%", UP | {"period": "2023"}), ("GDP", "%", GROWTH)),  # of a year: against the year before
    (("exports", "%", UP | {"period": "2024-01/2024-05"}), ("exports", "%", GROWTH)),
    (("foreign exchange reserves", "USD"), ("forex reserves", "USD")),
    (("fixed-asset investment", "CNY"), ("investment in fixed assets", "CNY")),
    (("investment in real estate development", "%", FALL), ("property investment", "%", FALL)),
    (("actual use of foreign capital", "CNY"), ("foreign direct investment", "CNY")),
    (("broad money supply (M2)", "%", GROWTH), ("M2", "%", GROWTH)),
    (("one-year loan prime rate",), ("one-year LPR",)),
    (("aggregate financing to the real economy", "CNY"), ("total social financing", "CNY")),
    (("number of 5G base stations", ""), ("5G stations", "")),
    (("5G base stations across the country", ""), ("total number of 5G base stations", "")),
    (("sales of new energy vehicles", ""), ("NEV sales", "")),
    (("newly added urban jobs", ""), ("new urban jobs", "")),
    (("value added of the primary industry", "%", GROWTH), ("primary industry value-added", "%", GROWTH)),
    (("per capita disposable income", "CNY"), ("disposable income per person", "CNY")),
    (("energy consumption per unit of GDP", "%", FALL), ("energy intensity", "%", FALL)),
    (("ratio of the budget deficit to GDP",), ("deficit-to-GDP ratio",)),
    (("debt as a share of GDP",), ("debt share of GDP",)),
    (("research and development spending", "CNY"), ("R&D expenditure", "CNY")),
    (("labour force participation rate",), ("labor force participation",)),
    (("urbanisation rate of the permanent resident population",), ("urbanization rate",)),
    (("forest coverage rate",), ("forest coverage",)),
    (("proportion of renewable energy in power generation",), ("share of renewables in electricity output",)),
    (("installed wind power capacity", "GW"), ("installed capacity of wind power", "kW", {"value": "5000000"})),
    (("interest-rate spread", "pp"), ("interest-rate spread", "bp", {"value": "500"})),
    (("freight trains to Europe", "", {"value": "11000"}), ("freight trains to Europe", "", {"value": "15000"})),
    (("average life expectancy", "a"), ("life expectancy at birth", "a")),
    (("container throughput of ports", ""), ("ports' container throughput", "")),
    (("high-tech manufacturing investment", "%", GROWTH), ("investment in high-tech manufacturing", "%", GROWTH)),
    (("basic pension programme members", ""), ("members of basic pension programs", "")),
]

APART = [
    (("exports to Africa", "CNY"), ("exports to Asia", "CNY")),
    (("exports", "CNY"), ("exports to Africa", "CNY")),
    (("exports", "CNY"), ("imports", "CNY")),
    (("exports to Japan", "CNY"), ("imports from Japan", "CNY")),
    (("exports to Japan", "CNY"), ("Japan's exports", "CNY")),
    (("exports", "CNY"), ("exports", "USD")),
    (("imports and exports", "CNY"), ("exports", "CNY")),
    (("trade surplus", "USD"), ("trade deficit", "USD")),
    (("foreign trade", "USD"), ("two-way trade", "USD")),  # with somebody who is not named
    (("trade in goods", "CNY"), ("trade in services", "CNY")),
    (("5G base stations", ""), ("base stations", "")),
    (("5G base stations", ""), ("4G base stations", "")),
    (("5G base stations", ""), ("new 5G base stations", "")),
    (("5G base stations", ""), ("5G base stations", "", {"sentence": "We will build more than 5.", "start": 24})),
    (("5G base stations", ""), ("5G base stations per 10,000 people", "")),
    (("5G base stations", ""), ("5G base stations", "%")),
    (("new yuan loans", "CNY"), ("outstanding yuan loans", "CNY")),
    (("new urban jobs", ""), ("urban jobs", "")),
    (("China's GDP", "%", GROWTH), ("India's GDP", "%", GROWTH)),
    (("retail sales in urban areas", "CNY"), ("retail sales in rural areas", "CNY")),
    (("retail sales", "CNY"), ("online retail sales", "CNY")),
    (("industrial enterprises", ""), ("industrial enterprises above designated size", "")),
    (
        ("value added of industrial enterprises above designated size", "%", GROWTH),
        ("industrial value added", "%", GROWTH),
    ),
    (("GDP", "CNY"), ("GDP", "%", GROWTH)),
    (("GDP", "%", GROWTH), ("GDP", "%", UP | QUARTERLY)),
    (("GDP", "%", GROWTH), ("GDP per capita", "%", GROWTH)),
    (("GDP", "%", GROWTH), ("GDP", "%", UP | {"basis": "annual"})),
    (("economy", "%", GROWTH), ("digital economy", "%", GROWTH)),
    (("CPI", "%", GROWTH), ("CPI", "%", UP | MONTHLY)),
    (("CPI", "%", GROWTH), ("CPI", "pp", GROWTH)),
    (("CPI", "%", GROWTH), ("core CPI", "%", GROWTH)),
    (("CPI", "%", GROWTH), ("PPI", "%", GROWTH)),
    (("CPI", "%", GROWTH), ("CPI", "%", UP)),  # a month's change that does not say against what
    (("food prices", "%", GROWTH), ("energy prices", "%", GROWTH)),
    (("unemployment rate",), ("youth unemployment rate",)),
    (("unemployment rate",), ("surveyed urban unemployment rate",)),
    (("unemployment rate",), ("unemployment rate", "pp", FALL)),
    (("surveyed urban unemployment rate",), ("registered urban unemployment rate",)),
    (("manufacturing PMI", ""), ("non-manufacturing PMI", "")),
    (("PMI", ""), ("new orders sub-index of the PMI", "")),
    (("grain output", "t"), ("summer grain output", "t")),
    (("grain output", "t"), ("grain yield per hectare", "t")),
    (("grain output", "t"), ("grain output", "%", GROWTH)),
    (("grain output", "t", {"value": "700000000"}), ("grain output", "t", {"value": "4400000"})),  # of a city
    (("installed capacity", "kW"), ("installed wind power capacity", "kW")),
    (("electricity consumption", "kWh"), ("electricity output", "kWh")),
    (("one-year LPR",), ("five-year LPR",)),
    (("M1", "%", GROWTH), ("M2", "%", GROWTH)),
    (("foreign exchange reserves", "USD"), ("gold reserves", "USD")),
    (("fixed-asset investment", "CNY"), ("private fixed-asset investment", "CNY")),
    (("foreign direct investment", "USD"), ("outbound direct investment", "USD")),
    (("penetration rate of digital R&D tools",), ("penetration rate of industrial e-commerce",)),
    (("penetration rate of NEVs",), ("coverage rate of NEVs",)),
    (("NEV sales", ""), ("NEV exports", "")),
    (("electric vehicles", ""), ("new energy vehicles", "")),
    (("share of exports in GDP",), ("share of imports in GDP",)),
    (("average price of pork", "CNY"), ("average price of beef", "CNY")),
    (("nominal disposable income", "%", GROWTH), ("real disposable income", "%", GROWTH)),
    (("jobs", ""), ("jobs", "")),  # too general to be joined
    (("other countries", ""), ("other countries", "")),
    (("average price", "CNY"), ("average price", "CNY")),
    (("growth", "%", GROWTH), ("growth", "%", GROWTH)),
    (("GDP",), ("GDP",)),  # a share of GDP that does not say of what
    (("large-scale enterprises' profits", "CNY"), ("small enterprises' profits", "CNY")),
    (("industrial internet platforms", ""), ("industrial internet projects", "")),
    (("revenue of software businesses", "CNY"), ("profit of software businesses", "CNY")),
    (("deficit", "CNY"), ("deficit", "CNY", UP)),
]


def build(indicator, unit="%", fields=None):
    fields = dict(fields or {})
    return claim(indicator, unit, fields.pop("value", "5"), **fields)


def names(row):
    return " | ".join(" ".join(map(str, (part[0], *part[1:2]))) for part in row)


@pytest.mark.parametrize("row", SAME, ids=names)
def test_pairs_that_are_joined(row):
    assert joined(build(*row[0]), build(*row[1]))


@pytest.mark.parametrize("row", APART, ids=names)
def test_pairs_that_are_not_joined(row):
    assert not joined(build(*row[0]), build(*row[1]))


@pytest.mark.parametrize("row", [*SAME, *APART], ids=names)
def test_the_order_of_documents_does_not_matter(row):
    one, other = (build(*part) for part in row)
    assert joined(one, other) == joined(other, one)


@given(st.text(max_size=80))
def test_any_wording_can_be_measured(text):
    measure = measure_of(text)
    assert measure == measure_of(text)
    assert all(word.meaning for word in measure.words)


def test_why_words_were_joined():
    one, other = (
        build("penetration rate of applying digital R&D tools for enterprises"),
        build("popularizing rate of digital R&D tools", "%", {"period": "2024-07"}),
    )
    (found,) = series_of(one, other)
    match = found.observations[0].match
    assert found.indicator == "popularizing rate of digital R&D tools"
    assert match.ruled == (("penetration", "popularizing", "same.penetration"),)
    assert set(match.aside) == {"applying", "for enterprises"}
    assert {"digital", "R&D", "tools", "rate"} <= set(match.same)
    # 3 words and 3/4 of a word, and 1/4 for "rate", of 4 words and 3/4 for what is left aside.
    assert match.score == (Decimal(4) / Decimal("4.75")).quantize(Decimal("0.01"))
    assert found.observations[1].match.score == 1


def test_the_basis_that_a_period_implies_is_told():
    (found,) = series_of(build("GDP", "%", UP | {"period": "2023"}), build("GDP", "%", GROWTH))
    assert found.observations[0].match.notes == ("year-on-year: taken from the period, 2023",)


def test_numbers_far_apart_stand_apart_and_say_so():
    found = series_of(*(build("grain output", "t", {"value": value}) for value in ("700", "690", "4")))
    assert [item.documents for item in found] == [2, 1]
    assert all(item.notes for item in found)


def test_one_unit_and_falls_below_zero():
    (found,) = series_of(
        build("interest-rate spread", "bp", DOWN | YEARLY | {"value": "25"}),
        build("interest-rate spread", "pp", UP | YEARLY | {"value": "1"}),
    )
    assert found.unit == "pp"
    assert [point.value for point in found.observations] == [Decimal("-0.25"), Decimal(1)]


def test_the_same_text_twice_counts_once():
    one = output(build("GDP", "CNY"), name="a.txt")
    copy = one.model_copy(update={"document": one.document.model_copy(update={"source": "b.txt"})})
    (found,) = join([one, copy])
    assert (found.documents, len(found.observations)) == (1, 1)


# --- whose number it is ---


@pytest.mark.parametrize(
    ("title", "claims", "expected"),
    [
        ("China's exports in May", ["exports"], "China"),
        ("Linjiang's government work report", ["GDP"], "Linjiang"),
        ("Guangxi eyes China's south", ["GDP"], "Guangxi"),  # a part, not the country that it lies in
        ("A good year", ["GDP"], None),
        ("Japan and France sign", ["exports"], None),
        ("Chinese exports to Africa", ["exports"], None),  # two places, as often
    ],
)
def test_the_country_of_a_document(title, claims, expected):
    assert home_of(output(*(claim(indicator) for indicator in claims), title=title)) == expected


def test_a_region_that_nobody_names_is_none_of_the_others():
    chair = {"name": "Huang Zhenyu", "role": "chairman of the regional government"}
    assert home_of(output(claim("GDP", "CNY", speaker=chair), claim("revenue", "CNY"))) == "a region (a.txt)"


@pytest.mark.parametrize(("unit", "expected"), [("CNY", "China"), ("GBP", "United Kingdom"), ("USD", None)])
def test_money_tells_the_country(unit, expected):
    assert home_of(output(claim("revenue", unit), claim("profit", unit))) == expected


def test_countries_stand_apart():
    outputs = [
        output(build("GDP", "%", GROWTH), name=f"{number}.txt", title=title)
        for number, title in enumerate(("China grows", "India grows", "China rests", "A good year"))
    ]
    assert [(item.region, item.documents) for item in join(outputs)] == [("China", 2), ("India", 1), (None, 1)]


def test_an_indicator_that_only_one_country_has_needs_no_country():
    outputs = [
        output(build("popularizing rate of digital R&D tools"), name=f"{number}.txt", title=title)
        for number, title in enumerate(("China grows", "A good year"))
    ]
    outputs.append(output(build("GDP", "%", GROWTH), name="c.txt", title="India grows"))
    assert [item.documents for item in join(outputs)] == [2, 1]


@pytest.mark.parametrize(
    ("trade", "distance", "expected"),
    [
        ("trade in services", 10, False),
        ("trade with ASEAN", 10, False),
        ("trade in goods", 10, True),
        ("imports and exports", 10, True),
        ("trade in services", 1000, True),  # long ago
    ],
)
def test_exports_behind_a_trade_are_those_of_it(trade, distance, expected):
    told = output(claim(trade, "CNY"), claim("exports", "CNY", start=distance), name="a.txt")
    alone = output(claim("exports", "CNY"), name="b.txt")
    found = [item.documents for item in join([told, alone]) if item.indicator == "exports"]
    assert (2 in found) == expected


def test_a_ministry_speaks_of_its_sector():
    transport = build("fixed-asset investment", "CNY", {"speaker": {"name": "Ministry of Transport"}})
    assert not joined(build("fixed-asset investment", "CNY"), transport)


# --- time ---


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-06-30", "2024-06-30", "2024-06-30"),
        ("2024-01/2024-06", "2024-01-01", "2024-06-30"),
        ("2016/2020", "2016-01-01", "2020-12-31"),
        ("2015/..", "2015-01-01", "2024-07-15"),
    ],
)
def test_days_of_a_period(edtf, first, last):
    assert days_of(edtf, "2024-07-15") == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "edtf", [None, "", "XXXX-03-01", "../2020", "2024-13", "2024-02-30", "2024-06/2024-01", "soon"]
)
def test_what_is_no_period(edtf):
    assert days_of(edtf) is None


@pytest.mark.parametrize(
    ("fields", "edtf", "by"),
    [
        ({"period": "2024-06"}, "2024-06", "period"),
        ({"period": None}, "2024-07-15", "document's date"),
        ({"period": None, "date": "XXXX-07-15"}, None, None),
        ({"period": None, **TARGET}, "2025", "target year"),
        ({"period": "2026", **TARGET}, "2025", "target year"),
        ({"period": "2026", "status": "target"}, "2026", "period"),
    ],
)
def test_the_place_of_a_claim(fields, edtf, by):
    (found,) = series_of(build("unemployment rate", "%", fields))
    place = found.observations[0].place
    assert (place.edtf, place.by) == (edtf, by)


def test_observations_come_in_the_order_of_time():
    periods = ["2024", None, "2023-01/2023-06", "2022"]
    claims = [build("unemployment rate", "%", {"period": period, "date": "2023-10-01"}) for period in periods]
    (found,) = series_of(*claims)
    assert [point.claim.period for point in found.observations] == ["2022", "2023-01/2023-06", None, "2024"]


# --- numbers that disagree ---


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ({"value": "71.5"}, {"value": "71.5"}, True),
        ({"value": "71.5"}, {"value": "74.7"}, False),
        ({"value": "71.52"}, {"value": "71.5"}, True),  # rounded
        ({"value": "5.2"}, {"value": "5"}, False),  # one digit is not taken for a rounded number
        ({"value": "70", "qualifier": "more_than"}, {"value": "71.5"}, True),
        ({"value": "70", "qualifier": "more_than"}, {"value": "69"}, False),
        ({"value": "72", "qualifier": "nearly"}, {"value": "71.5"}, True),
        ({"value": "70", "qualifier": "nearly"}, {"value": "71.5"}, False),
        ({"value": "70", "qualifier": "about"}, {"value": "71.5"}, True),
        ({"value": "70", "qualifier": "at_most"}, {"value": "80"}, False),
        ({"value": None, "low": Decimal(70), "high": Decimal(75)}, {"value": "71.5"}, True),
        ({"value": None, "low": Decimal(70), "high": Decimal(71)}, {"value": "74.7"}, False),
        ({"value": "71.5"}, {"value": "74.7", "period": "2023-06"}, True),  # of two periods
        ({"value": "71.5", "period": None}, {"value": "74.7", "period": None}, True),  # of no known period
        ({"value": "71.5"}, {"value": "74.7", "status": "forecast"}, True),  # a forecast and its result
    ],
)
def test_numbers_that_disagree(one, other, agree):
    (found,) = series_of(build("unemployment rate", "%", one), build("unemployment rate", "%", other))
    assert (found.disagreements == ()) == agree


def test_falls_are_compared_as_falls():
    (found,) = series_of(
        build("PPI", "%", FALL | {"value": "3", "qualifier": "more_than"}), build("PPI", "%", FALL | {"value": "2.5"})
    )
    assert [case.period for case in found.disagreements] == ["2024-06"]


# --- looking for one ---

LISTED = [
    "surveyed urban unemployment rate",
    "unemployment rate",
    "penetration rate of applying digital R&D tools for enterprises",
]


@pytest.mark.parametrize(
    ("words", "exact", "wider"),
    [
        ("unemployment rate", ["unemployment rate"], ["surveyed urban unemployment rate"]),
        ("jobless rate", ["unemployment rate"], ["surveyed urban unemployment rate"]),
        ("digital R&D tools", [], ["penetration rate of applying digital R&D tools for enterprises"]),
        ("adoption of digital R&D tools", ["penetration rate of applying digital R&D tools for enterprises"], []),
        ("steel output", [], []),
    ],
)
def test_search(words, exact, wider):
    found = series_of(*map(build, LISTED))
    assert tuple([item.indicator for item in part] for part in search(found, words)) == (exact, wider)


# --- real documents ---


@pytest.fixture(scope="module")
def real_series(nlp):
    if not SHARED.is_dir():
        pytest.skip("no gold briefings beside the checkout (../shared/gold)")
    texts = ((path, read(path).text) for path in sorted(SHARED.glob("00*.txt")))
    return join(extract(text, nlp=nlp, source=path.name) for path, text in texts)


@pytest.mark.parametrize(
    ("words", "values", "qualifier"),
    [
        ("penetration rate of digital R&D tools", ["71.5", "74.7"], "exact"),
        ("digitalization of key processes", ["51.1", "55.3"], "exact"),
        ("industrial internet platforms", ["70", "150"], "more_than"),
    ],
)
def test_pairs_of_real_documents(real_series, words, values, qualifier):
    exact, _ = search(real_series, words)
    assert [[str(point.value) for point in item.observations] for item in exact] == [values]
    assert {point.claim.qualifier for item in exact for point in item.observations} == {qualifier}
    assert exact[0].documents == 2
