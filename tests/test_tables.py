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
    found = find_cells(document, lambda start, end: find_times(document.normal, start, end, document.date, None))
    return document, [cell for _, row in sorted(found.items()) for cell in row]


def told(text):
    document, found = cells(text)
    for cell in found:
        quantity = cell.quantity
        assert document.text[quantity.start : quantity.end].strip("%+-0123456789,.") == ""
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
        find_cells(document, lambda start, end: [])
        return process_time() - began

    small = min(seconds(1_000) for _ in range(3))
    assert min(seconds(8_000) for _ in range(3)) < max(24 * small, 0.02)
