"""Tables in plain text: a row is a table and what its cells say, "indicator value unit period direction"."""

import pytest

from extractors.periods import find_times
from extractors.structure import read_structure
from extractors.tables import find_cells

TODAY = "2026-06-17"
TITLE = "Output of major industries\n\n"


def cells(text):
    """The cells of the text's tables in reading order, with the document."""
    document = read_structure(TITLE + text, date=TODAY)
    found = find_cells(document, lambda words: find_times(words, 0, len(words), document.date, None))
    return document, [cell for _, row in sorted(found.items()) for cell in row]


def told(text):
    document, found = cells(text)
    for cell in found:
        quantity = cell.quantity
        assert document.text[quantity.start : quantity.end].strip("%+-0123456789,.()") == ""
    return [
        f"{cell.indicator} {cell.quantity.value.normalize():f} {cell.quantity.unit} {cell.period} {cell.direction}"
        for cell in found
    ]


TABLES = [
    (
        "Output              May     Jan.-May\nCoal (10,000 t)     231     1,102\nCement (10,000 t)   45      210.5\n",
        [
            "Coal 2310000 t 2026-05 None",
            "Coal 11020000 t 2026-01/2026-05 None",
            "Cement 450000 t 2026-05 None",
            "Cement 2105000 t 2026-01/2026-05 None",
        ],
    ),
    (
        "Item                     2024      2025\n"
        "Loans (billion yuan)     31.5      33\n"
        "Wind power (GW)          520       610\n",
        [
            "Loans 31500000000 CNY 2024 None",
            "Loans 33000000000 CNY 2025 None",
            "Wind power 520 GW 2024 None",
            "Wind power 610 GW 2025 None",
        ],
    ),
    (
        "Item                  2025      Growth (%)\n"
        "Freight (million t)   840       4.5\n"
        "Passengers (million)  12        -2.1\n",
        [
            "Freight 840000000 t 2025 None",
            "Freight 4.5 % None increase",
            "Passengers 12000000 None 2025 None",
            "Passengers 2.1 % None decrease",
        ],
    ),
    # a missing cell says nothing
    (
        "Output              May     Jan.-May\nCoal (10,000 t)     231     --\n",
        ["Coal 2310000 t 2026-05 None"],
    ),
    # rows without a head of as many columns
    ("Coal (10,000 t)     231     1,102\n", []),
    ("Output              May\nCoal (10,000 t)     231     1,102     7\n", []),
    # running text
    ("Coal output was 231 tonnes in May and 1,102 tonnes in the first five months.\n", []),
]


WHOLE_TABLES = [
    # digits and brackets in the labels, the unit in the caption
    (
        "Table A. Unemployment rates by worker group, seasonally adjusted (percent)\n\n"
        "Category                     Aug. 2025     July 2026\n"
        "Adult men (20 and over)         4.1           4.0\n"
        "Age 15-24                       9.4           n.a.\n"
        "25-54 years                     3.0           3.1\n",
        [
            "Unemployment rates, Adult men (20 and over) 4.1 % 2025-08 None",
            "Unemployment rates, Adult men (20 and over) 4 % 2026-07 None",
            "Unemployment rates, Age 15-24 9.4 % 2025-08 None",
            "Unemployment rates, 25-54 years 3 % 2025-08 None",
            "Unemployment rates, 25-54 years 3.1 % 2026-07 None",
        ],
    ),
    # several lines of heads, dots that lead the eye, decimals without a nought, notes
    (
        "Table 2. Percent changes in prices\n\n"
        "                                  Changes from preceding month\n"
        "                                  May       June      12 months\n"
        "                                  2026      2026      ended May 2026\n"
        "All items..................        .1       -.3        2.7\n"
        " Food (a)..................       1.0        .3r       2.9\n",
        [
            "All items 0.1 % 2026-05 increase",
            "All items 0.3 % 2026-06 decrease",
            "All items 2.7 % 2025-06/2026-05 increase",
            "Food (a) 1 % 2026-05 increase",
            "Food (a) 0.3 % 2026-06 increase",
            "Food (a) 2.9 % 2025-06/2026-05 increase",
        ],
    ),
    # years over quarters, brackets for a loss
    (
        "                 2026                2025\n"
        "             Q1       Q2         Q1       Q2\n"
        "Sales      1,200    1,300      1,100    1,150\n"
        "Profit       120     (30)        110      115\n",
        [
            "Sales 1200 None 2026-01/2026-03 None",
            "Sales 1300 None 2026-04/2026-06 None",
            "Sales 1100 None 2025-01/2025-03 None",
            "Sales 1150 None 2025-04/2025-06 None",
            "Profit 120 None 2026-01/2026-03 None",
            "Profit 30 None 2026-04/2026-06 None",
            "Profit 110 None 2025-01/2025-03 None",
            "Profit 115 None 2025-04/2025-06 None",
        ],
    ),
    # times as labels
    (
        "Month          Unemployment rate (%)     Employment (thousands)\n"
        "May 2026       4.3                       158,201\n",
        ["Unemployment rate 4.3 % 2026-05 None", "Employment 158201000 None 2026-05 None"],
    ),
    # drawn columns, ranges, the currency before its scale
    (
        "| (Rand million) | H1 2026 | H1 2025 | Change (%) |\n|---|---|---|---|\n"
        "| Net income | 24,510 | 23,102 | 6.1 |\n| Branches (number) | 601 | | (1.8) |\n",
        [
            "Net income 24510000000 ZAR 2026-01/2026-06 None",
            "Net income 23102000000 ZAR 2025-01/2025-06 None",
            "Net income 6.1 % 2026-01/2026-06 increase",
            "Branches 601 None 2026-01/2026-06 None",
            "Branches 1.8 % 2026-01/2026-06 decrease",
        ],
    ),
    # the caption gives the time, the heads what is measured, "over 2024" what it is held against
    (
        "Merchandise trade in 2025 (million dollars)\n\n"
        "Country      Exports      Imports over 2024 (%)\n"
        "China        1,204.5      3.5\n",
        ["China Exports 1204500000 USD 2025 None", "China Imports 3.5 % 2025 None"],
    ),
    # an index without a unit is no claim, and no sentence either
    ("Index        May     June\nServices     49.3    50.1\n", []),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE_TABLES)
def test_whole_tables(text, expected):
    assert [line.replace(" -", " ") for line in told(text)] == expected


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_cells(text, expected):
    _, found = cells(text)
    values = told(text)
    # A fall is told as a positive value where the claim is made; the cell keeps the sign of the table.
    assert [value.replace(" -", " ") for value in values] == expected
    assert len(found) == len(expected)


CHANGES = [
    ("Growth (%)", "4.5", "increase", None),
    ("Growth (%)", "0.0", None, None),
    ("YoY (%)", "-4.5", "decrease", "year-on-year"),
    ("Change m/m (%)", "4.5", "increase", "month-on-month"),
    ("Change, q/q (%)", "4.5", "increase", "quarter-on-quarter"),
    ("Full-year growth (%)", "4.5", "increase", None),
    ("Decline (%)", "4.5", "decrease", None),
    ("Share (%)", "4.5", None, None),
    ("Growth (GW)", "4.5", None, None),
]


@pytest.mark.parametrize(("title", "number", "direction", "basis"), CHANGES)
def test_change_by_the_head_of_the_column(title, number, direction, basis):
    _, found = cells(f"Item        2025      {title}\nFreight     840       {number}\n")
    assert [(cell.direction, cell.basis) for cell in found] == [(None, None), (direction, basis)]


def test_claims_of_a_table(nlp):
    from extractors.pipeline import extract

    text = TITLE + "Item                  2025      Growth (%)\nFreight (million t)   840       -4.5\n"
    claims = extract(text, nlp=nlp, date=TODAY).claims
    assert [(one.kind, one.value, one.unit, one.direction, one.indicator) for one in claims] == [
        ("quantity", 840_000_000, "t", None, "Freight"),
        ("percentage", pytest.approx(4.5), "%", "decrease", "Freight"),
    ]
    assert [text[one.start : one.end] for one in claims] == ["840", "-4.5"]
    assert {one.rule for one in claims} == {"table.cell"}


@pytest.mark.parametrize("piece", ["1  ", "a  ", "a ", "-  ", "1", " ", "A  1", "n.a.  "])
def test_time_grows_with_length_only(piece):
    from time import process_time

    from extractors.records import Document, Paragraph, Sentence

    def seconds(length):
        text = "A  1  " + piece * (length // len(piece))
        sentence = Sentence(0, len(text), 0)
        document = Document(text, text, paragraphs=(Paragraph(0, len(text)),), sentences=(sentence, sentence))
        began = process_time()
        find_cells(document, lambda words: [])
        return process_time() - began

    small = min(seconds(1_000) for _ in range(3))
    assert min(seconds(8_000) for _ in range(3)) < max(24 * small, 0.02)
