"""Where sentences end."""

from __future__ import annotations

import time

import pytest

from extractors.structure import normalise, read_structure
from extractors.structure.sentences import LONGEST, split_sentences


def sentences(text: str) -> list[str]:
    normal = normalise(text)
    return [text[start:end] for start, end in split_sentences(normal, 0, len(normal))]


@pytest.mark.parametrize(
    "text",
    [
        "Exports rose.| Imports fell.",
        "Exports rose by 3.5 percent.|  Imports fell by .5 points.",
        "Sales in the U.S. market rose.| The U.S. Census Bureau said so.",
        "They grew in the U.S.| The rest fell.",
        "Mr. Lin met Ms. Xu and Dr. J. R. Cole.| They agreed.",
        "On Feb. 28 and Sept. 3 it rose.| In Sept. 2026, it fell.",
        "Document No. 8 guides us.| No. 1 is jobs.",
        "Harbour Co. Ltd. sold 3.| Its rival Piers Inc. sold 4.",
        "It opens at 10 a.m. on Friday.| It closes at 6 p.m.| We are glad.",
        "Growth vs. 5 percent in May.| OK.",
        '"We grew," he said.| "It is good."| She left.',
        "\u201cWe grew.\u201d| He left.",
        "(Laughter.)|  We have guests.",
        "How many?| Two!| Really.",
        '"Are they right?" he asked.',
        "It rose (see Fig. 3).| It fell.",
        "It rose by 3. 6 percent.| It fell in 2025.| 15 provinces lost.",
        "First: jobs; second: prices.| Third, trade.",
        "出口增长。|进口下降。",
        "Prices fell.Rates rose too.",
        "Lin said... and left.| Good.",
        "See thecover.cn and China.org.cn for more.| Bye.",
        "In the 1990s it rose.| By 2030, it doubles.",
        "The plan (2021-25) ends.| [We will] go on.",
        "Prices fell 2 percent.[14]| That is all.[2][3]| Bye.",
        "It fell 2 percent [14].| That is all.",
        "MS. FIELD said so to MR. DUNN.| Good.",
        "Vitamin C. The rest is water.",
    ],
)
def test_split(text: str) -> None:
    expected = [piece.strip() for piece in text.split("|")]
    if text.startswith("Prices fell."):
        expected = ["Prices fell.", "Rates rose too."]
    if text.startswith("Vitamin"):
        expected = ["Vitamin C.", "The rest is water."]
    assert sentences(text.replace("|", "")) == expected


@pytest.mark.parametrize(
    ("unit", "last"),
    [
        ("it rose; it fell, and so on ", ";"),
        ("it rose 5.2 percent, and ", ","),
        ("it rose 5.2 percent and ", " "),
        ("3,416 ", " "),
    ],
    ids=repr,
)
def test_long_sentences_are_cut_behind_a_mark(unit: str, last: str) -> None:
    text = unit * 400
    pieces = sentences(text)
    assert len(pieces) > 1
    assert [word for piece in pieces for word in piece.split()] == text.split()
    for piece in pieces[:-1]:
        assert LONGEST // 2 <= len(piece) <= LONGEST
        assert last == " " or piece.endswith(last)


def test_a_run_without_space_is_cut_hard() -> None:
    assert sentences("7" * 4000) == ["7" * 1500, "7" * 1500, "7" * 1000]
    assert sentences("It is " + "7" * 1600) == ["It is", "7" * 1500, "7" * 100]


def test_a_megabyte_on_a_line_is_cut_in_no_time() -> None:
    began = time.process_time()
    assert len(sentences("it rose 5.2 percent, and " * 40_000)) < 2000
    assert time.process_time() - began < 2


def test_titles_have_sentences_front_and_noise_have_none() -> None:
    text = (
        "Ports grow. Fast\nBy Lin Bo\n14 July 2026\n\nCargo rose. Fares fell.\n\nALSO READ: Piers up 5 percent. Again"
    )
    document = read_structure(text)
    assert [text[sentence.start : sentence.end] for sentence in document.sentences] == [
        "Ports grow.",
        "Fast",
        "Cargo rose.",
        "Fares fell.",
    ]


def test_the_date_behind_a_title_is_in_no_sentence() -> None:
    text = "SCIO briefing on trade in 12 ports | September 2, 2026\n\nCargo rose."
    document = read_structure(text)
    assert [text[sentence.start : sentence.end] for sentence in document.sentences] == [
        "SCIO briefing on trade in 12 ports",
        "Cargo rose.",
    ]
    assert [paragraph.zone for paragraph in document.paragraphs] == ["title", "front", "text"]
