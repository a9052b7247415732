"""Reduced sentences: what the parser is spared, and the way back from each of its tokens to the document."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.candidates import prepare
from extractors.parsing import MAX_TOKENS, parse, reduce_sentence
from extractors.periods import find_times
from extractors.quantities import find_quantities
from extractors.records import Document, Paragraph, Sentence
from tests.rows import rows

TODAY = "2026-08-07"


def candidate(text):
    """A sentence with its mentions, as the pipeline prepares it for the parser."""
    sentence = Sentence(0, len(text), 0)
    document = Document(text, text, date=TODAY, paragraphs=(Paragraph(0, len(text)),), sentences=(sentence,))
    times = find_times(text, 0, len(text), TODAY, None)
    return prepare(document, sentence, find_quantities(text, 0, len(text)), times)


def reduced(text):
    return candidate(text).reduced.text


REDUCED = [
    # a quantity is a short phrase of its kind
    ("Output rose 5.37 percent.", "Output rose 71%."),
    ("Output was 4.2 trillion yuan.", "Output was 71 dollars."),
    ("Output was 20,417.3 million tonnes of ore.", "Output was 71 tonnes of ore."),
    ("Output was 2.2 times the plan.", "Output was 71 times the plan."),
    ("The yard has 12,018 nodes.", "The yard has 71 nodes."),
    ("The rate rose 0.4 percentage points.", "The rate rose 71 points."),
    ("The rate rose 25 basis points.", "The rate rose 71 points."),
    ("Cargo doubled.", "Cargo doubled."),  # a verb stays the verb that it is
    ("Output grew 5 to 6 percent.", "Output grew 71%."),
    # left out: times, changes and conversions beside a number, brackets
    ("In May, output rose 5 percent.", "output rose 71%."),
    ("Output rose 5 percent in May.", "Output rose 71%."),
    ("Output rose 5 percent year on year.", "Output rose 71%."),
    ("Sales hit 3 billion yuan, up 7.4 percent.", "Sales hit 71 dollars."),
    ("Sales hit 3 billion yuan, an increase of 7.4 percent, in Lin's port.", "Sales hit 71 dollars, in Lin's port."),
    ("It spent 5 trillion yuan (about 0.7 trillion U.S. dollars) on ports.", "It spent 71 dollars on ports."),
    ("The bureau (the harbour's own) built 40 ports.", "The bureau built 71 ports."),
    ("Sales rose 5 percent, the ministry said.", "Sales rose 71%."),
    ("According to the ministry, sales rose 5 percent.", "sales rose 71%."),
    # kept: the members of a list, the year of a goal
    ("Exports and imports rose 5 and 6 percent.", "Exports and imports rose 71% and 71%."),
    ("The city aims to build 40 ports by 2030.", "The city aims to build 71 ports by 2030."),
]
WRONG: dict[str, str] = {}


@pytest.mark.parametrize(("text", "expected"), rows(REDUCED, WRONG))
def test_reduced(text, expected):
    assert reduced(text) == expected


def test_a_cut_takes_its_quantities_along():
    text = "Sales hit 3 billion yuan, up 7 percent, in May."
    found = find_quantities(text, 0, len(text))
    cut = (text.index(", up"), text.index(", in"))
    made = reduce_sentence(text, Sentence(0, len(text), 0), found, [cut])
    assert made.text == "Sales hit 71 dollars, in May."
    assert {piece[3] for piece in made.pieces} == {-1, 0}


def test_only_the_sentence_is_reduced():
    text = "It rained. Sales rose 5 percent. It snowed."
    sentence = Sentence(11, 32, 0)
    made = reduce_sentence(text, sentence, find_quantities(text, 11, 32), [])
    assert made.text == "Sales rose 71%."


def test_nothing_left():
    text = "(closed)"
    made = reduce_sentence(text, Sentence(0, len(text), 0), [], [(0, len(text))])
    assert made.text == ""
    assert made.pieces


def way_back(nlp, text):
    """Check that every token of the parse stands where it says in the document."""
    made = candidate(text)
    (parsed,) = parse(nlp, [made.reduced])
    assert len(parsed.spans) == len(parsed.doc)
    for token, (start, end, quantity) in zip(parsed.doc, parsed.spans, strict=True):
        assert 0 <= start < end <= len(text)
        if quantity < 0:
            assert text[start:end] == token.text
        else:
            assert (start, end) == (made.quantities[quantity].start, made.quantities[quantity].end)
    return made, parsed


@pytest.mark.parametrize("text", [row[0] for row in REDUCED])
def test_tokens_map_back(nlp, text):
    way_back(nlp, text)


def test_the_token_that_stands_for_a_quantity(nlp):
    _, parsed = way_back(nlp, "Sales hit 3 billion yuan, up 7 percent, and 40 ports opened.")
    heads = [parsed.head_of(index) for index in range(3)]
    assert heads[1] is None  # it was left out with the words that join it
    assert [parsed.quantity_at(heads[0]), parsed.quantity_at(heads[2])] == [0, 2]
    assert parsed.quantity_at(parsed.doc[0]) == -1


def test_each_reduced_sentence_is_one_sentence(nlp):
    made = [candidate(text).reduced for text in ("Sales rose 5 percent. Then 6 percent.", "Output fell 3 percent.")]
    docs = [parsed.doc for parsed in parse(nlp, made)]
    assert [len(list(doc.sents)) for doc in docs] == [1, 1]
    assert [doc.text for doc in docs] == [one.text for one in made]


def test_a_table_in_disguise_is_cut_short(nlp):
    text = "The list: " + "port, " * 300 + "and 40 ships."
    (parsed,) = parse(nlp, [candidate(text).reduced])
    assert len(parsed.doc) <= MAX_TOKENS
    assert parsed.head_of(0) is None


PIECES = st.sampled_from(
    [
        "Output ",
        "of ferries ",
        "rose ",
        "5 percent",
        "4.2 trillion yuan",
        " and ",
        ", ",
        ", up 3.4% ",
        "  ",
        " (about $7 million)",
        " in May ",
        "(the ",
        ") ",
        "year on year ",
        "40 ports ",
        "doubled ",
        "two-thirds of ",
        ". ",
        "- ",
        "5-percent",
        "U.S. ",
        "Lin's ",
        "by 2030 ",
        "“so” ",
        "½ ",
        ", Lin said",
        "\n",
    ]
)


@settings(max_examples=60)
@given(text=st.lists(PIECES, min_size=1, max_size=12).map("".join))
def test_tokens_of_any_text_map_back(nlp, text):
    way_back(nlp, text)
