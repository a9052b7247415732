"""Money by codes, letters and signs of every currency, and whose dollar a bare "$" is."""

import pytest

from extractors.currencies import plain_dollar
from extractors.quantities import find_quantities
from extractors.structure import normalise
from tests.rows import rows


def money(text, **options):
    normal = normalise(text)
    return [
        f"{one.value.normalize():f} {one.unit}"
        for one in find_quantities(normal, 0, len(normal), **options)
        if one.kind == "money"
    ]


AMOUNTS = [
    ("The board approved SDR 1.02 billion.", "1020000000 XDR"),
    ("The fund will lend 12 million special drawing rights.", "12000000 XDR"),
    ("Uganda approved UGX 72 trillion.", "72000000000000 UGX"),
    ("Vietnam collected VND320 trillion.", "320000000000000 VND"),
    ("The wage is AED 500 a day.", "500 AED"),
    ("They paid 3.2 billion UGX for it.", "3200000000 UGX"),
    # codes that are words
    ("Colombia issued COP 12 trillion.", "12000000000000 COP"),
    ("Turkey spent TRY 2,500 on each.", "2500 TRY"),
    ("Banks lent 12 trillion COP in May.", "12000000000000 COP"),
    # letters, where the document names the country
    ("Zambia fell short by K1.2 billion.", "1200000000 ZMW"),
    ("Malawi spent K5 trillion.", "5000000000000 MWK"),
    ("Papua New Guinea spent K28.4 billion.", "28400000000 PGK"),
    ("South Africa's gap was R230.5 billion.", "230500000000 ZAR"),
    ("South Africa raised the grant to R2,500.", "2500 ZAR"),
    ("Nigeria sold N450bn of bills.", "450000000000 NGN"),
    ("Kenya collected Sh800 million.", "800000000 KES"),
    ("Kenya collected KSh5m.", "5000000 KES"),
    ("Egypt spent LE 320 million.", "320000000 EGP"),
    ("Hungary sold Ft 40 billion of bills.", "40000000000 HUF"),
    ("The Philippines spent P320 billion.", "320000000000 PHP"),
    ("Botswana will borrow P3.5 billion.", "3500000000 BWP"),
    # signs
    ("Panama expects B/.5.2 billion.", "5200000000 PAB"),
    ("Peru sold S/3.4 billion of bonds.", "3400000000 PEN"),
    ("Peru sold S/. 3.4 billion of bonds.", "3400000000 PEN"),
    ("Ghana paid GH₵2.3 billion.", "2300000000 GHS"),
    ("Israel spent ₪21.5 billion.", "21500000000 ILS"),
    ("Namibia spent N$ 2.1 billion.", "2100000000 NAD"),
    ("Nicaragua collected C$3.2 billion.", "3200000000 NIO"),
    ("Ottawa collected C$3.2 billion.", "3200000000 CAD"),
    ("Senegal issued 165 billion FCFA.", "165000000000 XOF"),
    # names that several countries use
    ("Morocco spent 3 billion dirhams.", "3000000000 MAD"),
    ("Qatar spent 3 billion riyals.", "3000000000 QAR"),
    ("Cairo raised 3 billion pounds.", "3000000000 EGP"),
    ("It raised 3 billion pounds.", "3000000000 GBP"),
    # parts of a unit
    ("Power costs 5.5 US cents.", "0.055 USD"),
    ("Diesel rose 5 euro cents.", "0.05 EUR"),
    ("Petrol rose 3.5p a litre.", "0.035 GBP"),
    ("The rupee slid 12 paise.", "0.12 INR"),
]

NO_MONEY = [
    "The loan was raised by K1.2 billion in Ruritania.",  # no country names whose it is
    "South Africa's R0 was 2.5 in July.",
    "The K12 school in Zambia opened.",
    "Nigeria ordered N95 masks.",
    "The COP 29 summit and the COP30 talks.",
    "SDG 3 and ALL 12 ships.",
    "Hong Kong SAR 2.1 million people.",
]


@pytest.mark.parametrize(("text", "expected"), rows([(text, [amount]) for text, amount in AMOUNTS], {}))
def test_amounts(text, expected):
    assert money(text) == expected


@pytest.mark.parametrize("text", NO_MONEY)
def test_no_money(text):
    assert money(text) == []


def test_cents_and_dollars_are_of_the_documents_dollar():
    text = "It costs $5, or 40 cents more than 7 million dollars and 5.5 US cents."
    assert money(text, dollar="AUD") == ["5 AUD", "0.4 AUD", "7000000 AUD", "0.055 USD"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Reserve Bank of Australia\n\nStatement\n\nIt adds around $90 a month.", "AUD"),
        ("Media Conference\n\nSydney - 11 August 2026\n\nThe Reserve Bank said: around $90 a month.", "AUD"),
        ("Statistics Canada\n\nThe Daily\n\nSales rose to $70 billion.", "CAD"),
        ("Bank of Canada\n\nOttawa, Ontario\n\nOil is at US$70, or C$95; the $90 of June.", "USD"),
        ("SYDNEY, Aug 5 (Northwire) - The Reserve Bank of Australia cut rates. Iron ore was at $95.", "USD"),
        ("Press Availability\n\nSydney, Australia\n\nWe gave $90 million.", "USD"),
        ("Stats NZ\n\nExports were $6 billion.", "NZD"),
        ("The levy is HK$200 and $300.", "HKD"),
        ("The fund holds HK$7.8 billion ($1 billion). It paid $300 million.", "USD"),
        ("It paid $300 million.", "USD"),
    ],
)
def test_whose_dollar(text, code):
    assert plain_dollar(text) == code
