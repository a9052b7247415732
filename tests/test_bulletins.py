"""What wires, bullets and talk leave out around a number: rows as in the tests of indicators."""

import pytest

from tests.test_indicators import TODAY, alike

SENTENCES = [
    # relative clauses between a noun and its verb
    (
        "The proportion of counties where household waste is sorted and recycled is above 85 percent.",
        ["proportion of counties where household waste is sorted and recycled"],
    ),
    (
        "The share of schools where lunches are cooked on site stands at more than 70 percent.",
        ["share of schools where lunches are cooked on site"],
    ),
    ("The area in which fishing is banned will grow to 30,000 square kilometers.", ["area in which fishing is banned"]),
    (
        "The number of farmers who bought crop insurance more than tripled.",
        ["number of farmers who bought crop insurance"],
    ),
    ("Companies whose shares are traded in Shanghai saw combined profits fall 3 percent.", ["combined profits"]),
    # who foresees or says it is not measured
    ("Ito expects full-year profit to increase by 10%.", ["profit"]),
    ("Wong said she saw full-year sales rising by a third.", ["sales"]),
    ("Some are predicting growth could pick up to 3 percent.", ["growth"]),
    ("Tyrell said profit would have been $1.6 billion.", ["profit"]),
    ("Inflation slowed to 2.4% in July. Economists had forecast 2.6%.", ["inflation", "inflation"]),
    ("Output of cars rose 4% in June. Industry groups predict 5% for the full year.", ["output of cars"] * 2),
    (
        "The bank cut its forecast for growth this year to 1.9% from 2.3%, and expects 2.4% in 2027.",
        ["forecast for growth", "forecast for growth", "forecast for growth"],
    ),
    (
        "Net income climbed 7% to $2.3 billion. The consensus estimate was $2.1 billion.",
        ["net income", "net income", "net income"],
    ),
    (
        "Revenue rose 8% to $12.4 billion, above analysts' average estimate of $12.1 billion.",
        ["revenue", "revenue", "revenue"],
    ),
    ("The projection for next year is 0.4 percentage points lower.", ["projection"]),
    ("The government's forecast of the harvest was raised by 2 million tonnes.", ["forecast of harvest"]),
    # bulletins without verbs
    ("* Q2 net profit $118.4 mln vs $172 mln year ago", ["net profit", "net profit"]),
    ("* FY adjusted EBITDA 3.4 bln euros vs 3.1 bln euros", ["FY adjusted EBITDA", "FY adjusted EBITDA"]),
    ("* Shares down 4% in early trade", ["shares"]),
    ("- Waiting lists down 22%, with 45,000 extra operations carried out", ["waiting lists", "extra operations"]),
    ("- Over $2 billion invested in flood defences", ["invested in flood defences"]),
    ("- Reduce emissions by 55 per cent compared with 1990 levels", ["emissions"]),
    # verbs of multiplying with an object
    (
        "It cut the minimum from 500 yuan to 200 yuan and doubled the limit for online loans to 20,000 yuan.",
        ["minimum", "minimum", "limit for online loans", "limit for online loans"],
    ),
    ("The ministry doubled the daily allowance for volunteers to 90 euros.", ["daily allowance for volunteers"] * 2),
    ("Output of the mine doubled to 4 million tonnes.", ["output of mine", "output of mine"]),
    (
        "It aims to double annual output to 2 million tonnes, and to triple exports.",
        ["annual output"] * 2 + ["exports"],
    ),
    ("The city plans to double bus lanes to 80 km.", ["bus lanes", "bus lanes"]),
    # what is several is "them"
    (
        "The state opened a fund of 8 billion yuan to help these clinics, and more than 600 of them have joined.",
        ["fund", "clinics"],
    ),
    (
        "Some 168 million people will need help. The UN and its partners plan to assist 109 million of them.",
        ["people", "people"],
    ),
    # a share with a subject of its own
    (
        "The country had 4.59 million 5G base stations, and 5G phone users accounted for 64.1 percent of the total.",
        ["5G base stations", "5G phone users"],
    ),
    (
        "The province exported 3 million tonnes of rice and accounted for 20 percent of the national total.",
        ["rice", "rice share of national total"],
    ),
    # money asked for, set aside or added
    ("UNICEF needs $112 million for its work there.", ["needs for its work"]),
    ("The bank set aside 1.4 billion pounds to cover bad loans.", ["set aside to cover bad loans"]),
    ("A sum of $2.1 billion has been set aside for the Innovation Fund.", ["set aside for the Innovation Fund"]),
    ("The new toll adds about 3 euros a day to commuting costs.", ["commuting costs"]),
    (
        "For someone with a loan of $600,000, the decision adds around $90 a month to repayments.",
        ["loan", "repayments"],
    ),
    # levels and rates are of something
    ("Growth was revised upward to a rate of 2.2%.", ["growth"]),
    ("The cut left GDP growth at a 3.3 percent annual rate.", ["GDP growth"]),
    ("The bank expects interest rates to be in the range of 1.75% to 2%.", ["interest rates"]),
    ("Shoppers face an inflation rate of 11.4 percent.", ["inflation rate"]),
    (
        "Public investment as a share of the economy has fallen by 40 percent.",
        ["public investment as share of economy"],
    ),
    ("The jobless rate fell to a four-year low of 7.7 percent.", ["jobless rate"]),
    ("Wheat prices hit a record high of 14 dollars a bushel.", ["wheat prices"]),
    ("Airport spending has seen a steep increase to 270 million euros.", ["airport spending"]),
    ("Each country must reach a share of at least 42.5 percent of renewables.", ["share of renewables"]),
    # places and openings
    ("Visitors from abroad came in droves, spending $45 billion in the country.", ["spending in the country"]),
    ("Coal mines set a new record, with the revenue hitting 90 billion yuan.", ["revenue"]),
    ("Families made more trips, bringing revenue of 1.2 trillion yuan.", ["revenue"]),
    ("Exports fell. They came to 30 million tonnes of rice.", ["rice"]),
    ("The division posted revenue growth of just one per cent as banks continued to slash jobs.", ["revenue growth"]),
    # members of lists
    (
        "The price of feed was stable, with the price of rice staying unchanged and the price of flour up 0.3%.",
        ["price of flour"],
    ),
    (
        "Meat cost more, with the wholesale price of eggs down 1.6% and that of chicken up 0.9%.",
        ["wholesale price of eggs", "wholesale price of chicken"],
    ),
    ("Forecasts include GDP growth of 3.6%, consumer inflation near 6%.", ["GDP growth", "consumer inflation"]),
    ("Food price inflation edged up to 3.2%, after 3.1% in June.", ["food price inflation", "food price inflation"]),
    # halves without "of", causes, announcements
    ("More than half the internally displaced have no shelter.", ["internally displaced"]),
    ("The miner reported a 9.4-percent fall in net profits in its first quarter due to the drought.", ["net profits"]),
    ("Let me give you some numbers: 1,700 km of pipeline and 45 pumping stations.", ["pipeline", "pumping stations"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_what_is_left_out(text, expected, claims_of):
    found = [claim.indicator for claim in claims_of(text, TODAY) if claim.kind != "target_year"]
    assert len(found) == len(expected), found
    for indicator, wanted in zip(found, expected, strict=True):
        assert alike(indicator, wanted), (indicator, wanted)
