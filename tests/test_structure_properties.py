"""What holds for any text at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.structure import abbreviations, normalise, read_structure
from extractors.structure.sentences import LONGEST, split_sentences

PIECES = st.sampled_from(
    [
        "Lin Botao:",
        "Lin Botao: Thank you. ",
        "Q    Why? ",
        "MR. COLE: ",
        "Reuters: ",
        "\n",
        "\n\n",
        " ",
        "\t",
        "Aug. 7, 2026",
        "on Friday",
        "|",
        "BEIJING, Aug. 7 (Xinhua) -- ",
        "Speakers\n",
        "Jo Cole, vice minister of harbours",
        "- ",
        "1. ",
        "(1) ",
        "Thank you for your question. ",
        "The floor is open.",
        "U.S. ",
        "No. 8",
        "3.5 percent",
        "&amp;",
        "&nbsp;",
        "\u3000",
        "\u200b",
        "％",
        "“",
        "”",
        "–",
        "\r\n",
        "\r",
        "\x0c",
        "\u2028",
        "(NBS)",
        "National Bureau of Statistics ",
        "READ MORE: ",
        "I am Lin Botao, spokesperson of the Ministry. ",
        "We grew and the growth that we saw was larger than what others\nsaw. ",
        "A:",
        "[Lin]: ",
        "00:01:02 ",
        "二月二十五日",
        "“We grew.” ",
        "?",
        ".",
        "。",
        "Date:",
        "Updated: ",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
def test_normal_text_has_the_same_length(text: str) -> None:
    normal = normalise(text)
    assert len(normal) == len(text)
    # "&amp;nbsp;" is "&nbsp;", which would be a space the next time.
    assert "&" in text or normalise(normal) == normal


@given(TEXTS)
@settings(max_examples=300)
def test_everything_is_ordered_and_inside(text: str) -> None:
    document = read_structure(text)
    assert len(document.normal) == len(text)
    for spans in (document.paragraphs, document.sentences, document.turns):
        position = 0
        for span in spans:
            assert position <= span.start <= span.end <= len(text)
            position = span.end
    for sentence in document.sentences:
        paragraph = document.paragraphs[sentence.paragraph]
        assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
        assert paragraph.zone in ("title", "text", "heading", "bullet")
        assert sentence.end - sentence.start <= LONGEST
        words = document.normal[sentence.start : sentence.end]
        assert words == words.strip()
        assert "\n" not in words
    abbreviations(document)


@given(
    st.lists(
        st.sampled_from(["it rose 5.2 percent", ", and ", "; ", " ", "7" * 400, "x" * 1600, "3,416"]), max_size=300
    )
)
def test_long_sentences_are_cut_without_loss(pieces: list[str]) -> None:
    text = "".join(pieces)
    position = 0
    for start, end in split_sentences(text, 0, len(text)):
        assert text[position:start].strip() == ""
        assert end - start <= LONGEST
        # cut at a space where there is one
        assert end == len(text) or text[end].isspace() or " " not in text[start:end]
        position = end
    assert text[position:].strip() == ""


@given(TEXTS, st.integers(0, 3))
def test_same_text_same_document(text: str, number: int) -> None:
    assert read_structure(text, source=str(number)) == read_structure(text, source=str(number))


@pytest.mark.parametrize(
    "text",
    [
        "1" * 200_000,
        " " * 200_000,
        "(" * 200_000,
        '"' * 200_000,
        ". " * 100_000,
        "a\n" * 50_000,
        "A: " * 60_000,
        "A" * 200_000,
        "Ab " * 60_000,
        "- " * 100_000,
        "&amp;" * 40_000,
        "1&nbsp;" * 40_000,
        "1" + "&nbsp;234" * 30_000,
        "> " * 100_000,
        "A/" * 100_000,
        "Mr. " * 50_000,
        "(AB) " * 40_000,
        "May 5, 2020 " * 15_000,
        "a b\n " * 40_000,
        "Aa, " * 50_000,
        ":" * 200_000,
        "\t" * 200_000,
        "&" * 200_000,
        "." * 200_000,
        ".)" * 100_000,
        ".[1]" * 50_000,
        "it rose 5.2 percent, and " * 40_000,
        "Aa Bb:\n\nIt rose.\n\n" * 8_000,
        "Press briefing\n\n" + "Aa Bb:\n\nIt rose.\n\n" * 8_000,
        "previous 1 2 next   " * 10_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_hostile_text_takes_no_time(text: str) -> None:
    began = time.process_time()
    read_structure(text)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("a\xa0b\u3000c\u200bd", "a b c d"),
        # spaces between thousands, not those between numbers
        ("31\u202f862 and 1\xa0234\xa0567.5 households", "31,862 and 1,234,567.5 households"),
        ("in 2025\xa0300 ports, 5\xa0percent", "in 2025 300 ports, 5 percent"),
        ("12\xa034, 7\xa01234, Q1\u2009200", "12 34, 7 1234, Q1 200"),
        ("31&nbsp;862 of 1&#160;234&#160;567.5", "00000031862 of 0000000000001234567.5"),
        ("2025&nbsp;300, 5&nbsp;percent, 7&nbsp;1234", "2025      300, 5      percent, 7      1234"),
        ("R&amp;D&nbsp;x", "R&    D      x"),
        ("\u201cIt\u2019s\u201d", '"It\'s"'),
        ("\uff15\uff0e\uff11\uff05\uff08\uff21\uff09", "5.1%(A)"),
        ("\u22122.3", "-2.3"),
        ("2021\u20132025, Jan.\u2013June, a \u2013 b \u2014 c", "2021-2025, Jan.-June, a \u2013 b \u2014 c"),
        ("ab\r\nb\rc\u2028d\x0ce", "ab \nb\nc\nd\ne"),
        ("a\x00b\x1fc", "a b c"),
        ("\u00e2\u20ac\u2039Ports", "   Ports"),
    ],
)
def test_plain_characters(text: str, normal: str) -> None:
    assert normalise(text) == normal
