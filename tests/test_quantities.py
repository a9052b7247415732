"""Quantities: a row is a piece of a briefing and the quantities that it makes, each as "kind value unit".

A number that no rule takes comes out as a count without a unit; whether something is counted there is not decided here.
"""

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.quantities import BARE, find_quantities, rule_matches
from extractors.structure import normalise
from patterns import load, parse
from tests.rows import rows


def quantities(text, **options):
    normal = normalise(text)
    assert len(normal) == len(text)
    return find_quantities(normal, 0, len(normal), **options)


def amount(quantity):
    if quantity.value is None:
        return f"{quantity.low.normalize():f}..{quantity.high.normalize():f}"
    return f"{quantity.value.normalize():f}"


def told(text, **options):
    """The quantities of a text in words."""
    return [f"{one.kind} {amount(one)} {one.unit or ''}".strip() for one in quantities(text, **options)]


PERCENTAGES = [
    ("The Fed cut rates by half a point.", "percentage 0.5 pp"),
    ("The bank raised rates a quarter point.", "percentage 0.25 pp"),
    ("It delivered a half-point hike.", "percentage 0.5 pp"),
    ("A third of a percent was lost.", "percentage 0.3333 %"),
    ("Young crews took roughly two fifths.", "percentage 40 %"),
    ("The railways carry only one-eleventh.", "percentage 9.0909 %"),
    ("Rations were cut to a quarter.", "percentage 25 %"),
    ("It destroyed one school in three.", "percentage 33.3333 %"),
    ("Three of every 10 oranges rotted.", "percentage 30 %"),
    ("The rate reached 71.5%.", "percentage 71.5 %"),
    ("It rose 9.6 percent in May.", "percentage 9.6 %"),
    ("It rose 9.6 per cent in May.", "percentage 9.6 %"),
    ("Ferry orders up 9.6 pct", "percentage 9.6 %"),
    ("It rose 9.6 % in May.", "percentage 9.6 %"),
    ("It rose 5.1 per cent% in May.", "percentage 5.1 %"),
    ("It rose 9.6％ in May.", "percentage 9.6 %"),  # full-width
    ("an 8.5-percent growth in freight", "percentage 8.5 %"),
    ("a 30-percent-share of the market", "percentage 30 %"),
    ("about 58 [percent] of us", "percentage 58 %"),
    ("it dropped half a percent", "percentage 0.5 %"),
    ("a rise of 4½ percent", "percentage 4.5 %"),
    ("a rise of 6.½ percent", "percentage 6.5 %"),  # a broken glyph
    ("inflation was -0.3% in June", "percentage -0.3 %"),  # a level may be negative
    ("Ferries: +3.7%", "percentage 3.7 %"),
    ("five percent of the berths", "percentage 5 %"),
    ("it stands at 0 percent", "percentage 0 %"),  # nothing is a value too
    ("it reached 118 percent", "percentage 118 %"),
    # percentage points
    ("up 0.4 percentage points", "percentage 0.4 pp"),
    ("up 0.4 percentage point", "percentage 0.4 pp"),
    ("a 7.3 percentage point increase", "percentage 7.3 pp"),
    ("a 0.5-percentage-point cut", "percentage 0.5 pp"),
    ("widened by 1.2 pp", "percentage 1.2 pp"),
    ("three quarters of a percentage point", "percentage 0.75 pp"),
    ("raised by half a percentage point", "percentage 0.5 pp"),
    # basis points
    ("a rate cut of 25 basis points", "percentage 25 bp"),
    ("a 15-basis-point cut", "percentage 15 bp"),
    ("it will fall 15 bp", "percentage 15 bp"),
    ("it fell 25 bps", "percentage 25 bp"),
    # fractions that are shares
    ("more than one third of GDP", "percentage 33.3333 %"),
    ("two-thirds of the goal", "percentage 66.6667 %"),
    ("one-fifth of all vessels", "percentage 20 %"),
    ("a quarter of the crews", "percentage 25 %"),
    ("three quarters of the crews", "percentage 75 %"),
    ("nearly half of the world's orders", "percentage 50 %"),
    ("about 1/3 of the fleet", "percentage 33.3333 %"),
    ("prices fell by a fifth", "percentage 20 %"),
    ("Nine in ten companies agreed.", "percentage 90 %"),
    ("nine out of 10 pilots", "percentage 90 %"),
    ("One in five ports is full.", "percentage 20 %"),
    ("1 in 7 children", "percentage 14.2857 %"),
    ("one in every 40 people", "percentage 2.5 %"),
    ("nearly seven out of 10 skippers", "percentage 70 %"),
    ("7 out of 20 cities", "percentage 35 %"),
]
MONEY = [
    ("The U.S.'s $37 trillion debt grew.", "money 37000000000000 USD"),
    ("Exports were 1 234,5 million euros.", "money 1234500000 EUR"),
    # a possessive before the sign is no letter of a currency
    ("The bureau's $3.2 million grant went out.", "money 3200000 USD"),
    ("The shelter\u2019s $40 million plan was cut.", "money 40000000 USD"),
    ("The growers' $300 million fund opened.", "money 300000000 USD"),
    ("The port's S$3 billion loan was repaid.", "money 3000000000 SGD"),
    ("Sales were HK $33.7 billion.", "money 33700000000 HKD"),
    ("Duties brought in \u20b91,43,512 crore.", "money 1435120000000 INR"),
    ("The outlay is Rs 2,10,267 crore.", "money 2102670000000 INR"),
    # hundredths
    ("The loonie fetched 77 Canadian cents.", "money 0.77 CAD"),
    ("A dividend of 55 Australian cents was paid.", "money 0.55 AUD"),
    ("It pays 12 HK cents.", "money 0.12 HKD"),
    ("Milk costs 99\u00a2 a quart.", "money 0.99 USD"),
    ("Petrol is 10c higher.", "money 0.1 USD"),
    ("The profit was 900m kronor.", "money 900000000 SEK"),
    ("The profit was 900m kronor.", "money 900000000 SEK"),
    ("5 trillion yuan", "money 5000000000000 CNY"),
    ("5 trillion Yuan", "money 5000000000000 CNY"),
    ("RMB 5 trillion", "money 5000000000000 CNY"),
    ("RMB5 trillion", "money 5000000000000 CNY"),
    ("RMB7.4 trillion in loans", "money 7400000000000 CNY"),
    ("CNY5bn", "money 5000000000 CNY"),
    ("CNY318.6bn of bonds", "money 318600000000 CNY"),
    ("¥12 billion of bonds", "money 12000000000 CNY"),
    ("40 billion renminbi", "money 40000000000 CNY"),
    ("it costs 5 yuan per tonne", "money 5 CNY"),
    ("35 bln yuan", "money 35000000000 CNY"),
    ("20,417.3 billion yuan", "money 20417300000000 CNY"),
    ("4618.5 billion yuan", "money 4618500000000 CNY"),
    ("half a million yuan", "money 500000 CNY"),
    ("a 1.2-trillion-yuan fund", "money 1200000000000 CNY"),
    ("$5 billion", "money 5000000000 USD"),
    ("US$5 billion", "money 5000000000 USD"),
    ("US $ 5 billion", "money 5000000000 USD"),
    ("USD21.47 billion", "money 21470000000 USD"),
    ("USD 5 billion", "money 5000000000 USD"),
    ("5 billion U.S. dollars", "money 5000000000 USD"),
    ("5 billion US dollars", "money 5000000000 USD"),
    ("5 billion dollars", "money 5000000000 USD"),
    ("5 billion dlrs", "money 5000000000 USD"),
    ("1.92 mln dollars", "money 1920000 USD"),
    ("more than eleven billion dollars", "money 11000000000 USD"),
    ("a 100-billion-dollar trade", "money 100000000000 USD"),
    ("$1.4tn", "money 1400000000000 USD"),
    ("Harbour raises $3m", "money 3000000 USD"),
    ("a fee of $40k", "money 40000 USD"),
    ("$25 per month", "money 25 USD"),
    ("$2,499.50", "money 2499.5 USD"),
    ("HK$ 3 million", "money 3000000 HKD"),
    ("8 million Hong Kong dollars", "money 8000000 HKD"),
    ("S $ 5 billion", "money 5000000000 SGD"),
    ("Rs 5 lakh crore", "money 5000000000000 INR"),
    ("€2.5bn", "money 2500000000 EUR"),
    ("118 million euros", "money 118000000 EUR"),
    ("£40 million", "money 40000000 GBP"),
    ("900 million Japanese yen", "money 900000000 JPY"),
    ("10.5 billion rubles", "money 10500000000 RUB"),
]
SHARED_CURRENCIES = [
    ("Prague plans a deficit of 310 billion crowns.", "money 310000000000 CZK"),
    ("Sweden gave 4 million crowns.", "money 4000000 SEK"),
    ("maize sold for 4,200 Burundian francs", "money 4200 BIF"),
    ("The ministry in Nairobi set aside 12 million shillings.", "money 12000000 KES"),
    ("Manila raised it by 50 pesos.", "money 50 PHP"),
    ("a loan of 40 million francs", "money 40000000"),  # nobody says whose
    ("a grant of 3 million Danish kroner", "money 3000000 DKK"),
    ("186 billion zlotys for defence", "money 186000000000 PLN"),
    ("Tokyo spent \xa512 billion.", "money 12000000000 JPY"),
    ("In Islamabad Rs 200 was paid.", "money 200 PKR"),
    ("The council sold Rs4,500 crore of bonds.", "money 45000000000 INR"),
]
COUNTS = [
    ("In November 215,000 jobs were added.", "count 215000"),
    ("In March 4,300 houses were sold.", "count 4300"),
    ("In May 2024 300,000 people found work.", "count 300000"),
    ("On May 12 300 people were hurt.", "count 300"),
    ("The union has 3.2 m members.", "count 3200000"),
    ("Couriers moved 6.2b parcels.", "count 6200000000"),
    ("Traders bet on three quarter-point cuts.", "count 3"),
    ("A quarter of a million people came.", "count 250000"),
    ("Three quarters of a million people came.", "count 750000"),
    ("came down to 15.1 per 100,000 births", "count 15.1"),
    ("held eleven rounds of talks", "count 11"),
    ("three of them have been closed", "count 3"),
    ("eleven of the crew", "count 11"),
    ("2.4m customers", "count 2400000"),
    ("400,000 industrial enterprises", "count 400000"),
    ("61.48 million passengers", "count 61480000"),
    ("two million doses", "count 2000000"),
    ("the 31 major cities", "count 31"),
    ("the twelve voting members", "count 12"),
    ("four ports", "count 4"),
    ("12,018 nodes", "count 12018"),
    ("a total of 2019 cases were closed", "count 2019"),  # not every number of four digits is a year
    ("450,000 5G base stations", "count 450000"),
    ("16 5G stations per 10,000 people", "count 16"),
    ('2,000 "5G+" projects', "count 2000"),
    ("42.6 million new jobs", "count 42600000"),
    ("stations had reached 2.31 million", "count 2310000"),
    ("more than 300 million passenger trips", "count 300000000"),
    ("half a million sailors", "count 500000"),
    ("two dozen harbours", "count 24"),
]
UNITS = [
    ("Emissions fell to 50 Mt.", "quantity 50 Mt"),
    ("Shipments came to 300 MT.", "quantity 300 t"),
    ("It bought two lakh metric tonne of wheat.", "quantity 200000 t"),
    ("Grain stocks are 332.3 LMT.", "quantity 33230000 t"),
    ("It pumped 2.6 mb/d.", "quantity 2600000 bbl/d"),
    ("It pumped 2.3 million b/d.", "quantity 2300000 bbl/d"),
    ("Gas imports rose to 38.5 bcm.", "quantity 38500000000 m3"),
    ("Dust averaged 43 micrograms/cubic meter.", "quantity 43 ug/m3"),
    ("The wall has 30 m beams.", "quantity 30 m"),
    ("It sold 16 155 tonnes of cod.", "quantity 16155 t"),
    ("A 220-kilovolt line opened.", "quantity 220 kV"),
    ("India procured 2.5 lakh quintals of wheat.", "quantity 250000 quintal"),
    ("It made 1.2 million ounces of gold.", "quantity 1200000 oz"),
    ("It pumps 1.2 million barrels of oil equivalent per day.", "quantity 1200000 boe/d"),
    ("Goods are kept at about -25 C.", "quantity -25 Cel"),
    ("The store is at minus 18 degrees Celsius.", "quantity -18 Cel"),
    ("Temperatures fell to minus 20 degrees.", "quantity -20 Cel"),
    ("They limit warming to 1.5C above it.", "quantity 1.5 Cel"),
    ("It reached 102 F in the shade.", "quantity 102 [degF]"),
    ("424 million tonnes of crude oil", "quantity 424000000 t"),
    ("1.8 tons", "quantity 1.8 t"),
    ("9 million metric tons of grain", "quantity 9000000 t"),
    ("a load of 60 million deadweight tonnes", "quantity 60000000 DWT"),
    ("412.6 billion jin of grain", "quantity 412600000000 jin"),
    ("300 catties", "quantity 300 jin"),
    ("412.5 kg per mu", "quantity 412.5 kg/mu"),
    ("0.6 billion mu of farmland", "quantity 600000000 mu"),
    ("40 million hectares", "quantity 40000000 ha"),
    ("9,000 acres", "quantity 9000 acre"),
    ("500 km of track", "quantity 500 km"),
    ("500 kilometres of track", "quantity 500 km"),
    ("the 250-km line", "quantity 250 km"),
    ("18,000 square kilometers of sea", "quantity 18000 km2"),
    ("3 million square meters of housing", "quantity 3000000 m2"),
    ("1.2 billion cubic meters of gas", "quantity 1200000000 m3"),
    ("29 micrograms per cubic meter", "quantity 29 ug/m3"),
    ("360 million kilowatts", "quantity 360000000 kW"),
    ("1,240 GW of wind power", "quantity 1240 GW"),
    ("7.9 billion kWh", "quantity 7900000000 kWh"),
    ("7.9 trillion kilowatt-hours", "quantity 7900000000000 kWh"),
    ("260 EFLOPS", "quantity 260 EFLOPS"),
    ("260 exaflops", "quantity 260 EFLOPS"),
    ("8.1 zettabytes of data", "quantity 8.1 ZB"),
    ("32.86 ZB", "quantity 32.86 ZB"),
    ("1,200 EB", "quantity 1200 EB"),
    ("half a tonne of ivory", "quantity 0.5 t"),
    ("14 million barrels per day", "quantity 14000000 bbl/d"),
    ("37.2 degrees Celsius", "quantity 37.2 Cel"),
    ("21.4 million TEUs", "quantity 21400000 TEU"),
    ("5.9 trillion tonne-kilometers", "quantity 5900000000000 t.km"),
]
MULTIPLES = [
    ("The number rose by a factor of 37.5.", "multiple 37.5 x"),
    ("Rates fell by a factor of three.", "multiple 3 x"),
    ("Household debt is 1.8 times income.", "multiple 1.8 x"),
    ("2.2 times its 2010 level", "multiple 2.2 x"),
    ("1.4 times that of 2010", "multiple 1.4 x"),
    ("12 times more than before", "multiple 12 x"),
    ("three times as many", "multiple 3 x"),
    ("two and a half times the average", "multiple 2.5 x"),
    ("a 3.1-fold rise", "multiple 3.1 x"),
    ("a four-fold increase", "multiple 4 x"),
    ("a fourfold increase", "multiple 4 x"),
    ("an increase of nearly six times", "multiple 6 x"),
    ("sales grew 2.3 times", "multiple 2.3 x"),
    ("output doubled", "multiple 2 x"),
    ("doubling that at the end of 2014", "multiple 2 x"),
    ("cargo has nearly tripled", "multiple 3 x"),
    ("they want to quadruple sales", "multiple 4 x"),
    ("a tenfold rise", "multiple 10 x"),
    ("nearly twice the level of 2015", "multiple 2 x"),
    ("twice as many berths", "multiple 2 x"),
]
WRONG_KINDS: dict[str, str] = {}
ONE = [*PERCENTAGES, *MONEY, *SHARED_CURRENCIES, *COUNTS, *UNITS, *MULTIPLES]


@pytest.mark.parametrize(("text", "expected"), rows(ONE, WRONG_KINDS))
def test_one_quantity(text, expected):
    assert told(text) == [expected]


SEVERAL = [
    # a count and the size of what it counts
    ("They sent 16 155 millimeter howitzers.", ["count 16", "quantity 155 mm"]),
    ("They sent 18 155mm howitzers.", ["count 18", "quantity 155 mm"]),
    ("The grid has 20 500 kV lines.", ["count 20", "quantity 500 kV"]),
    # glued in machine translations
    ("Output rose by 7.1%and 16.6%year on year.", ["percentage 7.1 %", "percentage 16.6 %"]),
    # a rate of exchange is no percentage
    ("The rouble was 0.2% weaker at 81.2.", ["percentage 0.2 %"]),
    ("It made 1.29 billion and 690 million.", ["count 1290000000", "count 690000000"]),
    # a level with decimals among percentages
    ("The path is 4.4 per cent, and we only get to 2.6.", ["percentage 4.4 %", "percentage 2.6 %"]),
    ("Demand grew 3.1 percent, closer to 2½.", ["percentage 3.1 %", "percentage 2.5 %"]),
    ("It is 5.1 percent; in the south it is 9.4.", ["percentage 5.1 %", "percentage 9.4 %"]),
    ("It would add 0.2 pp to prices and take 0.1 off growth.", ["percentage 0.2 pp", "percentage 0.1 pp"]),
    ("Output rose 2 percent. The index stood at 49.3.", ["percentage 2 %"]),
    ("The target is 3 percent.\n\nWe see it between 2½ and 3½.", ["percentage 3 %", "percentage 2.5..3.5 %"]),
    ("The euro rose 0.2 percent to 1.17 in trade.", ["percentage 0.2 %"]),
    ("rose by around 8,300 to 3,684,200", ["count 8300", "count 3684200"]),
    ("award $3.6 billion to 27 states", ["money 3600000000 USD", "count 27"]),
    ("wages rose 6.8%, half a point more than planned", ["percentage 6.8 %", "percentage 0.5 pp"]),
    ("4.3 percent this year and 4.5 next", ["percentage 4.3 %", "percentage 4.5 %"]),
    ("stands at 83%, and with the second at 74.", ["percentage 83 %", "percentage 74 %"]),
    ("up 3.2 percent on the year, and up 0.3 on the month", ["percentage 3.2 %", "percentage 0.3 %"]),
    ("grew 5 percent, and the index came in at 49.", ["percentage 5 %", "count 49"]),
    # lists: a unit that is left out is carried
    ("38.8% and 29.6%, respectively", ["percentage 38.8 %", "percentage 29.6 %"]),
    ("were respectively 12% and 11%", ["percentage 12 %", "percentage 11 %"]),
    ("up 0.4 and 0.6 percentage points", ["percentage 0.4 pp", "percentage 0.6 pp"]),
    ("up 0.3and 0.5 percentage points", ["percentage 0.3 pp", "percentage 0.5 pp"]),  # a lost space
    ("by 3, 4 and 5 percent", ["percentage 3 %", "percentage 4 %", "percentage 5 %"]),
    ("cut by 10 and 25 basis points", ["percentage 10 bp", "percentage 25 bp"]),
    (
        "stood at 360 million, 510 million and 640 million kilowatts",
        ["quantity 360000000 kW", "quantity 510000000 kW", "quantity 640000000 kW"],
    ),
    ("214 million and 21.6 million tonnes", ["quantity 214000000 t", "quantity 21600000 t"]),
    ("2 billion and 3 billion yuan, respectively", ["money 2000000000 CNY", "money 3000000000 CNY"]),
    # conversions and glosses are claims of their own
    (
        "5 trillion yuan (about 0.7 trillion U.S. dollars)",
        ["money 5000000000000 CNY", "money 700000000000 USD"],
    ),
    ("412 million yuan ($57 million)", ["money 412000000 CNY", "money 57000000 USD"]),
    ("over 3 trillion Yuan (3,204,100 million Yuan)", ["money 3000000000000 CNY", "money 3204100000000 CNY"]),
    ("0.6 billion mu (40 million hectares)", ["quantity 600000000 mu", "quantity 40000000 ha"]),
    # a number with what was added to it
    ("7.4 trillion yuan, up 3.1 percent", ["money 7400000000000 CNY", "percentage 3.1 %"]),
    ("up 212 to 3,416", ["count 212", "count 3416"]),
    ("the ratio fell by 0.5 percentage points to 0 percent", ["percentage 0.5 pp", "percentage 0 %"]),
    ("will fall 15 bp to 2.1 percent from 2.25 percent", ["percentage 15 bp", "percentage 2.1 %", "percentage 2.25 %"]),
    ("the rate, at 6 percent, was 4.3 points above the average", ["percentage 6 %", "percentage 4.3 pp"]),
    ("38 million, four times last year's", ["count 38000000", "multiple 4 x"]),
    # an index has no unit, and takes none from the change behind it
    ("the index stood at 49.7, 0.2 percentage points up from May", ["percentage 0.2 pp"]),
    ("9,500 households in 12 provinces", ["count 9500", "count 12"]),
    # from here to there is no range
    ("it rose from 60 to 65 percent", ["percentage 60 %", "percentage 65 %"]),
    ("it rose from 60% to 65%", ["percentage 60 %", "percentage 65 %"]),
    ("from 1.2% then to 1.8% last year", ["percentage 1.2 %", "percentage 1.8 %"]),
    ("it rose 5 percent to 6.2 percent", ["percentage 5 %", "percentage 6.2 %"]),
    ("turned from -2.3% to 0.4%", ["percentage -2.3 %", "percentage 0.4 %"]),
]
WRONG_LISTS: dict[str, str] = {}


@pytest.mark.parametrize(("text", "expected"), rows(SEVERAL, WRONG_LISTS))
def test_several_quantities(text, expected):
    assert told(text) == expected


RANGES = [
    ("It bought between 85 and 87 U.S. cents.", "money 0.85..0.87 USD"),
    ("It traded at 84 to 86 cents U.S.", "money 0.84..0.86 USD"),
    ("Petrol rose 5 to 6 pence a litre.", "money 0.05..0.06 GBP"),
    ("Imports were 5 to 6 bcm.", "quantity 5000000000..6000000000 m3"),
    ("It made 12,000-15,000 jobs.", "count 12000..15000"),
    ("growth of 3¼–3½ percent", "percentage 3.25..3.5 %"),
    ("It made 12,000-15,000 jobs.", "count 12000..15000"),
    ("growth of 3¼–3½ percent", "percentage 3.25..3.5 %"),
    ("The firm expects sales to grow 8% to 10% from the previous quarter.", "percentage 8..10 %"),
    ("Exports are seen rising 3 percent to 5 percent.", "percentage 3..5 %"),
    ("Fares will fall by 2% to 4% next year.", "percentage 2..4 %"),
    ("Growth of minus 1.2 percent to 0.5 percent is seen.", "percentage -1.2..0.5 %"),
    ("5-6 percent", "percentage 5..6 %"),
    ("10-12 million yuan", "money 10000000..12000000 CNY"),
    ("5 to 6 percent", "percentage 5..6 %"),
    ("2.2%-3.2%", "percentage 2.2..3.2 %"),
    ("2.2%–3.2%", "percentage 2.2..3.2 %"),
    ("1-2%", "percentage 1..2 %"),
    ("rose 5 to 6 percent", "percentage 5..6 %"),
    ("between 65 and 70 percent", "percentage 65..70 %"),
    ("between 60% and 65%", "percentage 60..65 %"),
    ("0.5 to 1 percentage points", "percentage 0.5..1 pp"),
    ("610 to 630 yuan", "money 610..630 CNY"),
    ("51 to 54 billion yuan", "money 51000000000..54000000000 CNY"),
    ("$3 to $5 billion", "money 3000000000..5000000000 USD"),
    ("$3-5 million", "money 3000000..5000000 USD"),
    ("between $610 and $630", "money 610..630 USD"),
    ("3 to 4 million tonnes", "quantity 3000000..4000000 t"),
    ("30,000 to 40,000 workers", "count 30000..40000"),
    ("two to three million doses", "count 2000000..3000000"),
    ("two to three times the average", "multiple 2..3 x"),
    ("growing at 7 or 8%", "percentage 7..8 %"),
    ("two or three ships a week", "count 2..3"),
    ("three to four tenths of a percentage point", "percentage 0.3..0.4 pp"),
    ("from 4-1/4 to 4-1/2 percent", "percentage 4.25..4.5 %"),
]
WRONG_RANGES: dict[str, str] = {}


@pytest.mark.parametrize(("text", "expected"), rows(RANGES, WRONG_RANGES))
def test_range(text, expected):
    assert told(text) == [expected]


def test_range_with_a_conversion_inside():
    (first, *_) = quantities("Between 610 yuan (88 U.S. dollars) and 630 yuan per tonne was paid.")
    assert (first.kind, first.value, first.low, first.high, first.unit) == ("money", None, 610, 630, "CNY")


QUALIFIERS = [
    ("all of the above five indicators", "exact"),
    ("in 339 prefecture-level and above cities", "exact"),
    ("firms with 20 workers and above", "at_least"),
    ("It was lower than 3.96 percent at the end of June.", "exact"),
    ("It was lower than 3.96 percent a year earlier.", "exact"),
    ("It rose, slightly higher than 2.9 percent in 2023.", "exact"),
    ("We want growth higher than 5 percent in 2030.", "more_than"),
    ("It was lower than 3.96 percent.", "less_than"),
    ("Trade grew, breaking the 12 trillion yuan mark.", "more_than"),
    ("Sales crossed the $5 billion threshold.", "more_than"),
    ("little more than 5 percent", "more_than"),
    ("opens up to 5 percent", "exact"),
    ("5 percent", "exact"),
    ("about 5 percent", "about"),
    ("around 5 percent", "about"),
    ("some 40 ships", "about"),
    ("roughly 5 percent", "about"),
    ("approximately 5 million yuan", "about"),
    ("an estimated 3,000 homes", "about"),
    ("5 percent or so", "about"),
    ("200-odd ships", "about"),
    ("nearly 5 percent", "nearly"),
    ("almost $2 trillion", "nearly"),
    ("close to 3 million tonnes", "nearly"),
    ("output neared 3 million tonnes", "nearly"),
    ("more than 5 percent", "more_than"),
    ("over 400,000 firms", "more_than"),
    ("above 5 percent", "more_than"),
    ("loans exceeded 5 billion yuan", "more_than"),
    ("loans topped $5 billion", "more_than"),
    ("loans surpassed 5 billion yuan", "more_than"),
    ("exceeding 5 percent", "more_than"),
    ("150+ cities", "more_than"),
    ("well over 40 ships", "more_than"),
    ("more than a third of the fleet", "more_than"),
    ("more than doubled", "more_than"),
    ("at least 5 percent", "at_least"),
    ("no less than 5 percent", "at_least"),
    ("not lower than 20 percent", "at_least"),
    ("no fewer than 40 ships", "at_least"),
    ("20 million yuan or above", "at_least"),
    ("5 percent or more", "at_least"),
    ("40 ships or more", "at_least"),
    ("less than 5 percent", "less_than"),
    ("below 20 percent", "less_than"),
    ("fewer than 30 cases", "less_than"),
    ("under 3 million yuan", "less_than"),
    ("within 5 percent", "at_most"),
    ("up to 500 yuan", "at_most"),
    ("no more than 5 percent", "at_most"),
    ("at most 40 ships", "at_most"),
    ("not exceeding 5 percent", "at_most"),
    ("10 yuan or below", "at_most"),
    ("5 percent or less", "at_most"),
    # the words belong to something else
    ("the share went up to 30 percent", "exact"),
    ("spread over 5 cities", "exact"),
    ("5 percent more than last time", "exact"),
    ("moreover 5 percent", "exact"),
]
WRONG_QUALIFIERS: dict[str, str] = {}


@pytest.mark.parametrize(("text", "expected"), rows(QUALIFIERS, WRONG_QUALIFIERS))
def test_qualifier(text, expected):
    assert [one.qualifier for one in quantities(text)] == [expected]


def test_each_number_has_its_own_qualifier():
    found = quantities("about 5 trillion yuan (nearly 0.7 trillion dollars), over 3 percent")
    assert [one.qualifier for one in found] == ["about", "nearly", "more_than"]


NONE = [
    'The "three new" products led exports.',
    "The meeting opened at 1530 AEST.",
    "Polls close by 2000 local time.",
    "In January 2023 homes sold fast.",
    "The measure passed 52 to 48.",
    "The board voted 8 to 1 to wait.",
    "Call 1800 123 456 for details.",
    "At 35 degrees north the storm turned.",
    "On day 3 of the talks it rained.",
    "It closed at 5,432.10 points.",
    "The measure passed 52 to 48.",
    "The board voted 8 to 1 to wait.",
    "Call 1800 123 456 for details.",
    "At 35 degrees north the storm turned.",
    "On day 3 of the talks it rained.",
    "It closed at 5,432.10 points.",
    "index number 000014349/2025-00003",
    "at 1430 GMT",
    "for each child under three, the sum",
    'the "Ten Thousand Doctors" project',
    "the Double 11 festival",
    "only one of them will talk",
    "two of the largest ports",
    "three of its most loyal buyers",
    "call 0531-5558 2746",
    "visit Window 6",
    # the furniture of pages
    "index.html?pcode=B1050001&scode=200",
    "the national standard GB/T 34015.",
    "call (202) 691-6378 or write",
    "Freephone 0800 123 456",
    "14 Quay Street, Room 1204",
    "Sonnemannstrasse 20, 60314 Frankfurt am Main, Germany",
    "the full text (PDF, 2.4 MB)",
    "4 Data are drawn from the table",
    "see Vol. 23, pp. 112-130",
    "for the first time in five meetings",
    "the age group of 60 and above",
    "three key policy areas",
    # dates, times, durations
    "on July 12 and 13 August",
    "on Feb. 28",
    "14-Mar-2020",
    "2024-07-15",
    "05/12/2003",
    "the Sept. 26 meeting",
    "at 10 a.m.",
    "1:16 P.M. EDT",
    "at 15:00",
    "(04:25)",
    "00:01:12,340 --> 00:01:15,080",
    "in the 1990s",
    "in 2019 and by 2035",
    "the 24/7 line",
    "for five years",
    "in the past seven decades",
    "for 15 consecutive years",
    "15 straight years",
    "a 12-year low",
    "three years ahead of schedule",
    "two and a half years",
    "half an hour later",
    "in the second half of the year",
    "in the first three quarters",
    "the last quarter of 2023",
    # ordinals and rankings
    "the 3rd summit",
    "the 22nd drawdown",
    "9th, up from 27th",
    "second largest, first in the world",
    "among the top 10",
    "the top three",
    "the world's top 3,000",
    "the Fortune Global 500",
    "it was ranked 5 in the world",
    # list markers, pages, telephones, numbered things
    "1. Firmly advancing",
    "(2) The second task",
    "as the note [14] says",
    "Tel: +86 10 5669 2100",
    "the 13th Five-Year Plan",
    "the 18th Congress",
    "the 10-Year Plan",
    "under Article 6 and Section 301",
    "patients with type 2 diabetes",
    "more on that in Box 4 of our report",
    "as table 3 shows",
    "scope 3 emissions",
    "Form 20-F",
    "No. 3 high-speed line",
    "Phase 2 of the project",
    # names that hold a digit
    "5G networks and 6G",
    "10G-PON",
    "the COVID-19 epidemic",
    "Industry 4.0",
    "the G20",
    "PM2.5",
    "the C919",
    "after 9/11",
    "in FY24",
    "the 1+N policy",
    "the 7-day reverse repo and the 5-year LPR",
    "the 12-month change",
    "the goals of Vision 2030.",
    "Windows 11",
    # numerals that number the parts of the talk
    "in the following three aspects",
    "I have two questions.",
    "Let me make three points.",
    "the following three major aspects",
    "one of the largest ports",
    # denominators and names of groups
    "every 10,000 yuan of GDP",
    "per 10,000 people",
    "for every euro",
    "people aged 25 to 59",
    "those aged 60 and above",
    # how often, and no number at all
    "hundreds of millions of users",
    "double-digit growth",
    "bias and double standards",
    "a ratio of 3:1",
]
WRONG_NONE: dict[str, str] = {}


@pytest.mark.parametrize(("text", "expected"), rows([(text, []) for text in NONE], WRONG_NONE))
def test_no_claim(text, expected):
    assert told(text) == expected


SPANS = [
    ("Output was [[4.2 trillion yuan]] last year.", "yuan"),
    ("It cost [[US$5 billion]] to build.", "symbol"),
    ("A [[0.5-percentage-point]] cut came.", "hyphens"),
    ("It rose by [[5 to 6 percent]] then.", "range"),
    ("Some [[400,000]] industrial enterprises", "a count is its number"),
    ("[[Nine in ten]] firms agreed.", "words"),
    ("It was [[2.2 times]] its 2010 level.", "multiple"),
    ("Cargo [[doubled]] then.", "verb"),
    ("more than [[one third]] of GDP", "fraction"),
]


@pytest.mark.parametrize(("marked", "why"), SPANS)
def test_place(marked, why):
    before, words, after = marked.replace("]]", "[[").split("[[")
    (quantity,) = quantities(before + words + after)
    assert (quantity.start, quantity.end) == (len(before), len(before) + len(words))
    assert quantity.start <= quantity.number_start < quantity.number_end <= quantity.end


def test_only_the_stretch_is_read():
    text = "5 percent and 6 percent and 7 percent"
    assert [one.value for one in find_quantities(text, 10, 23)] == [6]


def test_a_bare_dollar_is_the_documents_own():
    assert told("$5 million and US$6 million and HK$7 million", dollar="HKD") == [
        "money 5000000 HKD",
        "money 6000000 USD",
        "money 7000000 HKD",
    ]


def test_a_bare_number_says_so():
    assert [one.rule for one in quantities("400,000 enterprises, 5 percent")] == [BARE, "percentage.sign"]


USER = """
[[rule]]
id = "mine.knots"
label = "quantity"
unit = "kn"
after = ' knots?'
source = "the harbour office"
match = ["12 knots"]

[[rule]]
id = "mine.none"
label = "none"
after = ' lighthouses'
source = "the harbour office"
match = ["12 lighthouses"]

[[rule]]
id = "mine.score"
label = "count"
unit = "ships"
regex = '(?P<number>\\d+) sails'
source = "the harbour office"
match = ["12 sails"]
"""


def test_own_rules_come_first():
    mine = parse(USER, "mine.toml", "user")
    assert told("12 knots, 3 lighthouses, 40 sails", extra=mine) == ["quantity 12 kn", "count 40 ships"]
    assert all(rule_matches(rule, rule.match[0]) for rule in mine.rules)
    assert not any(rule_matches(rule, "40 percent") for rule in mine.rules)


# --- properties ---

PIECES = st.sampled_from(
    [
        "5",
        "12,018",
        "3.5",
        "-2",
        "½",
        "4½",
        " ",
        "  ",
        ",",
        ", ",
        " and ",
        " to ",
        "-",
        "–",
        "(",
        ")",
        " (",
        "%",
        " percent",
        " percentage points",
        " bp",
        " yuan",
        "$",
        "US$",
        "RMB",
        " million",
        " billion",
        "trillion",
        " tonnes",
        "km",
        " times",
        "-fold",
        "doubled",
        "half of",
        "two thirds of",
        "one in ten",
        "between ",
        "from ",
        "rose ",
        "up ",
        "about ",
        "more than ",
        " or more",
        "5G",
        "2025",
        "July ",
        "per ",
        "every ",
        "No. ",
        "\n",
        "“",
        "”",
        "：",
        "％",
        "\xa0",
        "ships",
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_places_are_in_order_inside_and_apart(text):
    found = quantities(text)
    assert all(0 <= one.start <= one.number_start < one.number_end <= one.end <= len(text) for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    for one in found:
        assert (one.value is None) == (one.low is not None) == (one.high is not None)
        assert one.value is not None or one.low < one.high


@given(
    st.decimals(min_value=0, max_value=10**6, places=1), st.sampled_from(["%", " percent", " yuan", " tonnes", " km"])
)
def test_value_is_exact(value, unit):
    (quantity,) = quantities(f"It stood at {value:,f}{unit} then.")
    assert quantity.value == Decimal(value)


HOSTILE = ["1", "1,", "(1", "[", ", ", " ", "1 ", "1-", "$1 ", "a ", "1 to ", "half ", "1 in ", "up to ", "A1 "]


def cost(work, length):
    """Processor seconds for a text of a length: the least of a few runs, for the machine may be busy."""
    runs = []
    for _ in range(3):
        began = time.process_time()
        work(length)
        runs.append(time.process_time() - began)
    return min(runs)


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_length_only(piece):
    def work(length):
        text = piece * (length // len(piece))
        find_quantities(text, 0, len(text))

    work(200)
    assert cost(work, 4_000) < max(24 * cost(work, 500), 0.02)


PARTS = [
    (rule, part)
    for subject in ("quantities", "qualifiers")
    for rule in load(subject).rules
    for part in ("regex", "before", "after")
    if part in rule.patterns
]


@pytest.mark.parametrize(("rule", "part"), PARTS, ids=lambda value: getattr(value, "id", value))
def test_time_of_each_rule_grows_with_length_only(rule, part):
    expression = rule.compiled(part)

    def work(length):
        for piece in ("1", "1,", "(", " ", "a "):
            text = piece * (length // len(piece))
            for at in range(0, length, length // 50):
                expression.match(text, at)
            if part == "regex":
                expression.search(text)

    work(100)
    assert cost(work, 2_000) < max(24 * cost(work, 250), 0.01)
