"""Evidence: the words and the rule that each field of a claim rests on, or why it is null."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import extract, read
from extractors.close_reading import claims_at, read_closely, sentence_at, sentences_with_numbers, why_no_claim
from extractors.evidence import FIELDS, explain
from patterns import CODE_IDS, load, parse, subjects

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*(ROOT / "samples").glob("*.txt"), *(ROOT / "tests" / "gold" / "docs").glob("*.txt")])
RULES = CODE_IDS | {"table.cell"} | {rule.id for subject in subjects() for rule in load(subject).rules}
TITLE = "News from the harbour\n\n"
DAY = "2024-07-16"


@pytest.fixture(scope="module")
def explained(nlp):
    """A function from the body of a report, told on 16 July 2024, to its explanation."""
    return lambda text, **options: explain(TITLE + text, nlp=nlp, date=DAY, **options)


@pytest.fixture(scope="module")
def documents(nlp):
    texts = [read(path).text for path in DOCUMENTS]
    return [(explain(text, nlp=nlp), extract(text, nlp=nlp)) for text in texts]


def evidence_of(explanation, words, field):
    """The evidence of a field of the claim whose text begins with these words, and the words that it shows."""
    claim = next(claim for claim in explanation.output.claims if claim.text.startswith(words))
    found = next(one for one in explanation.evidence[claim.id] if one.field == field)
    return found, None if found.start is None else explanation.document.text[found.start : found.end]


# A sentence, the claim, the field, the words that it rests on (None: none), the rule (None: code decided) and a part of
# the reason.
ROWS = [
    ("Exports rose 5 percent.", "5", "value", "5 percent", "percentage.sign", "this rule"),
    ("Exports rose 5 percent.", "5", "unit", "percent", "percentage.sign", "behind the number"),
    ("Exports came to $30 million.", "$30", "unit", "$", "money.symbol-before", "before the number"),
    (
        "Output rose 0.4 and 0.6 percentage points.",
        "0.4",
        "unit",
        "0.6 percentage points",
        "percentage.points",
        "neighbour",
    ),
    ("Exports were 11.2 trillion yuan, imports 8.1 trillion.", "8.1", "unit", "yuan", "money.name-after", "left out"),
    ("The city has 300 charging stations.", "300", "unit", "charging stations", None, "noun behind"),
    ("Exports rose 5 percent.", "5", "qualifier", None, None, "no words"),
    ("Exports rose more than 5 percent.", "5", "qualifier", "more than", "qualifier.more-than", "before the number"),
    ("Exports rose 5 percent or so.", "5", "qualifier", "or so", "qualifier.or-so", "behind the number"),
    ("Exports of grain rose 5 percent.", "5", "indicator", "Exports of grain", None, "subject of the verb"),
    ("The city has 300 charging stations.", "300", "indicator", "charging stations", None, "counts"),
    ("GDP: 134.9 trillion yuan", "134.9", "indicator", "GDP", None, "before the colon"),
    ("Mining rose 3 percent. It is now at 50 percent.", "50", "indicator", "Mining", None, "points back"),
    ("Exports rose 5 percent, imports 3 percent.", "3", "indicator", "imports", None, "between the numbers"),
    ("Exports hit 3 billion yuan, up 5 percent.", "5", "indicator", "Exports", None, "attached to"),
    ("Exports rose 5 percent.", "5", "direction", "rose", None, "verb of change"),
    ("Sales saw a 5 percent drop.", "5", "direction", "drop", None, "noun of change behind"),
    ("They cut emissions by 5 percent.", "5", "direction", "cut", None, '"by" belongs'),
    ("Growth was 5 percent.", "5", "direction", "Growth", None, "a change themselves"),
    ("Output doubled.", "doubled", "direction", "doubled", "multiple.verb", "multiply"),
    ("The rate is 5 percent.", "5", "direction", None, None, "no word of change"),
    (
        "Trade makes up 5 percent of GDP, 2 points more than last year.",
        "5",
        "direction",
        None,
        None,
        "no word of change",
    ),
    ("Exports rose 5 percent year on year.", "5", "basis", "year on year", "basis.year", "behind the number"),
    ("Exports rose 5 percent.", "5", "basis", None, None, "no words"),
    ("Exports rose 5 percent.", "5", "status", None, None, "no words make it a goal"),
    ("The port plans to build 30 berths.", "30", "status", "plans to", "target.verb", "before the number"),
    ("Prices are expected to rise 5 percent.", "5", "status", "expected", "forecast.verb", "before the number"),
    ("It will be 5 percent, which is up from 4 percent.", "4", "status", None, None, "starts from"),
    ("Some 300 stations will be built.", "300", "status", "built", None, "still to be done"),
    ("Exports rose 5 percent in 2023.", "5", "period", "2023", "time.year", "behind the number"),
    ("In 2023 exports rose 5 percent.", "5", "period", "2023", "time.year", "before the number"),
    ("Exports rose 5 percent last year.", "5", "period", "last year", "time.year_word", "counted from 2024-07-16"),
    ("In 2023 exports rose 5 percent. Imports fell 2 percent.", "2", "period", "2023", "time.year", "goes on"),
    ("In 2023 exports rose 5 percent. Imports are 2 percent of it.", "2", "period", None, None, "no past tense"),
    ("At present exports are 5 percent of output.", "5", "period", "At present", "time.present", "name no time"),
    ("Exports rose 5 percent.", "5", "period", None, None, "none that goes on"),
    ("The port plans to build 30 berths by 2030.", "30", "period", None, None, "no period"),
    ("The port plans to build 30 berths by 2030.", "30", "target_year", "2030", "time.year", "behind the number"),
    ("The port plans to build 30 berths by 2030.", "2030", "indicator", "build 30 berths", None, "words of the goal"),
    ("The port plans to build 30 berths.", "30", "target_year", None, None, "no time"),
    ("Exports rose 5 percent.", "5", "target_year", None, None, "only a goal"),
    ("Exports rose 5 percent, Lin Botao said.", "5", "speaker", "Lin Botao said", "say.verb", "reporting clause"),
    ("Exports rose 5 percent.", "5", "speaker", None, None, "writer's own words"),
    (
        "Lin Botao said exports rose 5 percent. He said imports fell 2 percent.",
        "2",
        "speaker",
        "He said",
        "say.verb",
        "is Lin Botao",
    ),
    ("Exports rose 5 percent, Lin Botao said.", "5", "cites", None, None, "nobody else"),
    ("Exports rose 5 percent.", "5", "date", None, None, "from --date"),
]


@pytest.mark.parametrize(("text", "claim", "field", "words", "rule", "why"), ROWS)
def test_evidence(explained, text, claim, field, words, rule, why):
    found, shown = evidence_of(explained(text), claim, field)
    assert (shown, found.rule) == (words, rule)
    assert why in found.why


def test_the_dateline_gives_the_date(nlp):
    text = "News\n\nHARBIN, July 16, 2024 (Wire) -- Exports rose 5 percent. Imports fell, and so did trade.\n"
    assert evidence_of(explain(text, nlp=nlp), "5", "date")[1] == "July 16, 2024"


def test_the_label_of_a_turn_gives_the_speaker(nlp):
    turns = "Lin Botao:\nGood morning. We moved 5 million tonnes.\n\nYao Ning:\nWe spent 3 billion yuan.\n"
    text = f"Press conference on ports\n\n{turns}"
    found = explain(text, nlp=nlp)
    shown = [evidence_of(found, words, "speaker")[1] for words in ("5 million", "3 billion")]
    assert shown == ["Lin Botao:", "Yao Ning:"]


def test_a_heading_lends_its_items_status_and_year(nlp):
    text = "Work report\n\nTargets for 2025\n\n- Growth of 5 percent\n- 12 million new jobs\n"
    found = explain(text, nlp=nlp)
    for field in ("status", "target_year"):
        evidence, words = evidence_of(found, "5", field)
        assert words == "Targets for 2025" and "heading" in evidence.why


def test_a_table_gives_row_and_column(nlp):
    text = "Output of the yards\n\nOutput              May     Jan.-May\nCoal (10,000 t)     231     1,102\n"
    found = explain(text, nlp=nlp, date="2024-06-18")
    assert evidence_of(found, "231", "indicator")[1].startswith("Coal")
    assert evidence_of(found, "231", "period")[1] == "May"
    assert evidence_of(found, "231", "value")[0].rule == "table.cell"


def test_a_rule_of_the_users_own_is_named(explained):
    own = parse(
        '[[rule]]\nid = "count.shifts"\nlabel = "count"\nsource = "us"\nafter = "[ ]shifts"\nmatch = ["12 shifts"]',
        "own.toml",
        "user",
    )
    evidence, words = evidence_of(explained("They worked 12 shifts.", patterns=own), "12", "value")
    assert (evidence.rule, words) == ("count.shifts", "12 shifts")


def test_the_output_is_that_of_extract(documents):
    assert sum(len(output.claims) for _, output in documents) > 500
    for explanation, output in documents:
        assert explanation.output == output


def test_every_field_of_every_claim_has_its_evidence(documents):
    for explanation, output in documents:
        for claim in output.claims:
            found = explanation.evidence[claim.id]
            assert tuple(one.field for one in found) == FIELDS
            assert all(one.why and (one.rule is None or one.rule in RULES) for one in found)
            places = [(one.start, one.end) for one in found if one.start is not None]
            assert all(0 <= start < end <= len(explanation.document.text) for start, end in places)


# Fields that are never filled in without words of the text to show for it, where they are not the default.
SHOWN = {
    "unit": (None,),
    "qualifier": ("exact",),
    "indicator": (None,),
    "direction": (None,),
    "basis": (None,),
    "status": ("reported",),
    "period": (None,),
    "target_year": (None,),
    "cites": (None,),
}


def test_what_is_said_has_words_to_show(documents):
    for explanation, output in documents:
        for claim in output.claims:
            for one in explanation.evidence[claim.id]:
                if one.field in SHOWN and getattr(claim, one.field) not in SHOWN[one.field]:
                    assert one.start is not None, (claim.text, one)


def test_the_words_of_an_indicator_hold_its_head(documents):
    """The words shown are those of the sentence or of what stood before it, never behind."""
    for explanation, output in documents:
        for claim in output.claims:
            one = explanation.evidence[claim.id][FIELDS.index("indicator")]
            assert one.start is None or one.start < claim.sentence_start + len(claim.sentence)


WORDS = [
    "5",
    "2030",
    "percent",
    "yuan",
    "rose",
    "by",
    "will",
    "exports",
    "last year",
    "said",
    "Lin",
    ",",
    ".",
    "up from",
    "(",
    '"',
]


@settings(max_examples=60)
@given(words=st.lists(st.sampled_from(WORDS), max_size=14))
def test_any_text_is_explained_as_it_is_read(nlp, words):
    text = " ".join(words)
    found = explain(text, nlp=nlp, date="2024-07-16")
    assert found.output == extract(text, nlp=nlp, date="2024-07-16")
    for sentence in found.document.sentences:
        read_closely(found, sentence)
    for offset in range(len(text)):
        assert claims_at(found, offset) or why_no_claim(found, offset).why


# Why a number gives no claim: the text, the number, the words of the reason, its rule and a part of it.
LOST = [
    ("Three aspects matter here, we heard.", "Three", "Three", "none.parts", "no claim: "),
    ("They met on 3 June 2023 in the port.", "3 June", "3 June 2023", "time.day_first", "words for a time"),
    ("Is it 2 or 3 million tonnes?", "3 million", "3 million tonnes", "quantity.unit", "question asks"),
    ("The index stood at 50.4 on the day.", "50.4", "50.4", "count.number", "decimals"),
    ("It took two to three weeks of work.", "two", "two", "count.number", "one end of a range"),
    (
        "They stood 4 points above the rest.",
        "4",
        "4",
        "percentage.bare-points",
        "only where the sentence has percentages",
    ),
    ("The 14th Five-Year Plan was told of.", "14", "14", "none.glued", "names that hold a digit"),
    ("The answer was 12 in the end.", "12", "12", "count.number", "no noun"),
    ("Exports rose 5 percent on the day.", "rose", "r", None, "no number stands here"),
]


@pytest.mark.parametrize(("text", "at", "words", "rule", "why"), LOST)
def test_why_a_number_gives_no_claim(explained, text, at, words, rule, why):
    found = explained(text)
    lost = why_no_claim(found, found.document.text.index(at, len(TITLE)))
    assert (found.document.text[lost.start : lost.end], lost.rule) == (words, rule)
    assert why in lost.why


OUTSIDE = [
    ("News\n\nJuly 29, 2026\n\nExports fell in the harbour.\n", "29", "dates, names and labels"),
    ("News\n\nExports fell.\n\nPhoto: 12 cranes in the harbour on Monday. /CFP\n", "12", "gives no claims"),
    ("News\n\nExports fell.\n", "\n\n", "between the paragraphs"),
]


@pytest.mark.parametrize(("text", "at", "why"), OUTSIDE)
def test_why_nothing_is_read_outside_of_sentences(nlp, text, at, why):
    assert why in why_no_claim(explain(text, nlp=nlp), text.index(at)).why


def test_an_offset_behind_the_end(nlp):
    assert why_no_claim(explain("Exports fell.", nlp=nlp), 99).why == "the text ends at 13"


# The mentions of a sentence.


def test_the_mentions_of_a_sentence(explained):
    text = "The port plans to spend 3 billion yuan, up 5 percent, by 2030, Lin Botao said on Friday."
    found = explained(text)
    reading = read_closely(found, sentence_at(found, len(TITLE)))
    shown = [(one.kind, found.document.text[one.start : one.end], one.rule) for one in reading.mentions]
    assert shown == [
        ("cue", "plans to", "target.verb"),
        ("number", "3 billion yuan", "money.name-after"),
        ("number", "5 percent", "percentage.sign"),
        ("time", "2030", "time.year"),
        ("source", "Lin Botao said on Friday", "say.verb"),
        ("time", "Friday", "time.weekday"),
    ]
    says = {found.document.text[one.start : one.end]: one.says for one in reading.mentions}
    assert "attached to" in says["5 percent"] and "dates the saying" in says["Friday"]
    unused = [found.document.text[one.start : one.end] for one in reading.mentions if not one.claims]
    assert unused == ["Friday"]


def test_the_parse_is_of_the_reduced_sentence(explained):
    found = explained("In 2023 exports rose 5 percent to 3 billion yuan.")
    reading = read_closely(found, sentence_at(found, len(TITLE)))
    assert reading.reduced == "exports rose 71% to 71 dollars."
    assert [node.stands_for for node in reading.nodes if node.stands_for] == ["5 percent", "3 billion yuan"]
    (root,) = [node for number, node in enumerate(reading.nodes) if node.head == number]
    assert root.text == "rose"


def test_what_is_not_parsed_says_why(explained):
    found = explained("Three aspects matter here.")
    reading = read_closely(found, sentence_at(found, len(TITLE)))
    assert reading.nodes == () and "no number" in reading.unparsed


def test_longer_words_for_a_time_win(explained):
    found = explained("On 3 June 2023 exports rose 5 percent.")
    reading = read_closely(found, sentence_at(found, len(TITLE)))
    lost = [(found.document.text[one.start : one.end], one.why) for one in reading.lost]
    assert ("June 2023", "inside longer words: time.day_first") in lost


def test_sentences_without_numbers_are_left_out(explained):
    found = explained("Exports rose 5 percent. Nothing else was said. Some 300 firms reported.")
    assert len(sentences_with_numbers(found)) == 2
