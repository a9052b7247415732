"""What the order of words around a number names, where a tree often errs: rows as in the tests of indicators."""

import pytest

from tests.test_indicators import TODAY, alike

SENTENCES = [
    # whose amount it is
    ("Shoppers face an inflation rate of 11.4 percent.", ["inflation rate"]),
    (
        "Analysts polled by Northwire had hoped for 9,000 openings and a jobless rate of 5.1%.",
        ["openings", "jobless rate"],
    ),
    ("Each zone hosts firms, all with annual revenue of more than 20 million yuan.", ["annual revenue"]),
    # what is moved to the number, however far before it
    (
        "Germany wants to raise the share of rail in freight, now 19 percent, to 25 percent.",
        ["share of rail in freight", "share of rail in freight"],
    ),
    ("Ministers agreed to keep the deficit, which has grown for years, below 3 percent.", ["deficit"]),
    (
        "The reform pushed the cost of a hip operation, once the highest of all, down to 9,000 yuan.",
        ["cost of hip operation"],
    ),
    (
        "The board raised the fee that goes to firms which train apprentices from 20 percent to at most 45 percent.",
        ["fee"] * 2,
    ),
    # what costs somebody the number
    ("The boots cost me 900 yuan.", ["boots"]),
    ("These hearing aids cost her family 8,900 yuan.", ["hearing aids"]),
    ("It costs us 40 cents to deliver one dose.", ["deliver one dose"]),
    ("The bid cost the city 31 million euros.", ["bid cost city"]),
    ("A kilo of onions sells for 60 rupees.", ["kilo of onions"]),
    ("Patients praise the clinic, where a consultation costs 35 yuan.", ["consultation"]),
    # what the money is for
    ("Workers can withdraw up to 30,000 dollars from their pension accounts.", ["withdraw from pension accounts"]),
    ("Brussels has committed 1.4 billion euros to rebuild the port.", ["committed to rebuild port"]),
    ("The state fund injected a total of 90 billion won into shipyards.", ["injected into shipyards"]),
    ("Airlines lost 12 billion dollars because of the strike.", ["airlines lost"]),
    ("The ministry sold 40 tonnes of gold.", ["gold"]),
    # more and less of things; parts by what they are
    ("The grid carries 18 percent more power than the old one.", ["power"]),
    ("The new engine is 12 percent more efficient.", ["new engine"]),
    ("A fifth of the pupils are overweight and 6 percent are obese.", ["pupils", "pupils obese|obese"]),
    ("One worker in eight has a second job.", ["worker"]),
    ("About one dollar in six goes to wages.", ["goes to wages"]),
    # who only tells or foresees it
    ("Analysts had forecast a 0.5 percent fall in factory output.", ["factory output"]),
    ("Growers told reporters they had planted 40 hectares of apple trees.", ["apple trees"]),
    ("The area under drip irrigation, she revealed, has topped 5 million hectares.", ["area under drip irrigation"]),
    ("GDP growth is forecast at 4.8 percent.", ["GDP growth"]),
    # words taken for others
    ("Hotel rates and airfares climbed 8.6 percent and 4.5 percent.", ["hotel rates", "airfares"]),
    ("Pay settlements average 3.6 percent.", ["pay settlements"]),
    ("Turnover runs at 40 percent a year.", ["turnover"]),
    ("Membership fees plummeted 9 percent.", ["membership fees"]),
    ("Diesel became 4 percent cheaper.", ["diesel"]),
    ("The zloty pared gains to trade up 0.3 percent.", ["zloty"]),
    ("The bank targets inflation of 2 percent.", ["inflation"]),
    ("Emissions must fall 40 percent from the 2019 level.", ["emissions"]),
    # items, each with its own number in brackets
    ("Leading were Ireland (+4.1 pp), Denmark (+3.3 pp) and Spain (-1.2 pp).", ["Ireland", "Denmark", "Spain"]),
    ("The number of beds rose 3 percent and that of nurses 5.2 percent.", ["number of beds", "nurses"]),
    (
        "The median for growth is 1.8 percent and that for prices is 3.6 percent.",
        ["median for growth", "median for prices"],
    ),
    # asides between commas
    ("Tourism receipts, a key source of hard currency, climbed to 1.1 billion dollars.", ["tourism receipts"]),
    ("Food inflation, standing at 6.1 percent, is the main worry.", ["food inflation"]),
    # goals with what they are about
    (
        "By 2030, a system for recycling solar panels will be basically in place.",
        ["system for recycling solar panels basically in place"],
    ),
    (
        "We will double the fleet in 2026, and by 2029 we want to have 300 trams.",
        ["fleet", "double the fleet", "have 300 trams", "trams"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_what_stands_around_a_number(claims_of, text, expected):
    found = [(claim.text, claim.indicator) for claim in claims_of(text, TODAY)]
    assert len(found) == len(expected), found
    assert all(alike(indicator, one) for (_, indicator), one in zip(found, expected, strict=True)), found
