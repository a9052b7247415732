"""Where sentences end."""

from __future__ import annotations

import pytest

from extractors.structure import normalise, read_structure
from extractors.structure.sentences import split_sentences


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


def test_titles_front_and_noise_have_no_sentences() -> None:
    text = (
        "Ports grow. Fast\nBy Lin Bo\n14 July 2026\n\nCargo rose. Fares fell.\n\nALSO READ: Piers up 5 percent. Again"
    )
    document = read_structure(text)
    assert [text[sentence.start : sentence.end] for sentence in document.sentences] == ["Cargo rose.", "Fares fell."]
