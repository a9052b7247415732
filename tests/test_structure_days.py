"""The day of a page by its line, title, dateline or lead, in the many ways pages write it: the rows of days.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.structure import read_structure

ROWS = [
    line.split(" | ", 1)
    for line in (Path(__file__).parent / "days.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
BODY = (
    "\n\nExports of farm tools rose by 5 percent in the first quarter, and imports fell by 2 percent, the figures "
    "show, as demand for tractors in the inland provinces weakened.\n\nSales of seed grew 3 percent.\n"
)


@pytest.mark.parametrize(("edtf", "page"), ROWS)
def test_day_of_a_page(edtf: str, page: str) -> None:
    head, _, foot = page.replace("\\n", "\n").partition(" ... ")
    assert read_structure(f"{head}{BODY}{foot}").date == (None if edtf == "-" else edtf)


@pytest.mark.parametrize(
    ("text", "title", "date", "published"),
    [
        ("date 2024-06-06 Ports handle more grain" + BODY, "Ports handle more grain", "2024-06-06", "2024-06-06"),
        (
            "date 2024-06-06 COVE, June 5 (Tidewire) -- Ports handled 5 percent more grain in the month of May.",
            None,
            "2024-06-06",
            "2024-06-06",
        ),
        (
            "COVE, June 6, 2024 /Tidewire/ -- On the morning of June 5, the Office held a press conference on ports.",
            None,
            "2024-06-05",
            "2024-06-06",
        ),
    ],
)
def test_two_days_of_a_page(text: str, title: str | None, date: str, published: str) -> None:
    document = read_structure(text)
    assert (document.title, document.date, document.published) == (title, date, published)


def test_lines_broken_around_pictures_are_joined() -> None:
    text = (
        "In the ports of the north sales of\nnets rose by 5 percent last year, after a long\ntime of losses. "
        "The ports of the\nSouth Bay grew faster, while those of the\nwest fell.\nBy the end of\nMay the trend of the "
        "spring had changed, as the\nministry said.\n(Tide News Agency May 3,\n2005)\n"
    )
    document = read_structure(text)
    assert document.published == "2005-05-03"
    assert len(document.paragraphs) == 3


def test_sentences_torn_by_an_empty_line_are_joined() -> None:
    text = "Ports\n\nThe ports of the north handled 3 million tonnes from January to\n\nMay, up 5 percent.\n"
    document = read_structure(text)
    assert [text[each.start : each.end].count("\n") for each in document.sentences][-1] == 2
    assert read_structure("Ports of the\n\nMay was a good month, with sales up 5 percent.\n").sentences[-1].start > 10
