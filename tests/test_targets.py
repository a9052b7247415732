"""Goals, forecasts and results: a row is a sentence with one number in double brackets, and what the number is."""

from pathlib import Path

import pytest

from extractors.periods import find_times
from extractors.quantities import find_quantities
from extractors.records import Sentence
from extractors.targets import (
    find_cues,
    goal_phrase,
    governing_cue,
    heading_status,
    is_observer,
    read_status,
)
from patterns import load
from tests.rows import rows

TODAY = "2026-08-07"
GOAL, FORECAST, RESULT = "target", "forecast", "reported"


def status(row, observed=False):
    """The status that the words around the marked number give it."""
    before, words, after = row.replace("]]", "[[").split("[[")
    text = before + words + after
    sentence = Sentence(0, len(text), 0)
    quantity = next(one for one in find_quantities(text, 0, len(text)) if len(before) < one.end)
    return read_status(text, sentence, quantity, find_cues(text, sentence), lambda *_: observed).status


STATUS = [
    # results
    ("The docks gave work to [[2.94 million]] people.", RESULT),
    ("Output rose [[5 percent]] in May.", RESULT),
    ("By the end of June, stations had reached [[2.31 million]].", RESULT),
    ("More than [[40 percent]] of the goal for the year has been met.", RESULT),
    ("They completed [[58.4 percent]] of the annual target.", RESULT),
    ("To meet its goal, the city built [[40 ports]].", RESULT),
    ("The target was met when output grew [[5 percent]].", RESULT),
    ("The bank lowered the target range for the rate by [[25 basis points]].", RESULT),
    ("A poll of [[31]] economists forecast a rise.", RESULT),
    ("Water use was [[4 percent]] above the annual target.", RESULT),
    ("The fund will grow, beside the [[7 billion euros]] already paid out.", RESULT),
    ("Parents may deduct [[2,000 yuan]] a month.", RESULT),
    # goals
    ("Prague plans a deficit of [[310 billion euros]].", GOAL),
    ("The city budgeted [[$48 million]] for repairs.", GOAL),
    ("The board has set its sights on [[49 million]] visitors.", GOAL),
    ("Storage of [[160 million cubic meters]] is planned by 2027.", GOAL),
    ("Of the [[900]] schools promised, some have opened.", GOAL),
    ("It wants to return inflation to [[2 percent]].", GOAL),
    ("The bill would put [[$8 billion]] into training.", GOAL),
    ("The city aims to build [[40 ports]] by 2030.", GOAL),
    ("The ministry plans to issue [[3 trillion yuan]] of bonds.", GOAL),
    ("The port seeks to double its [[5 percent]] share.", GOAL),
    ("It targets growth of [[5 percent]].", GOAL),
    ("It has set a target of around [[5 percent]].", GOAL),
    ("It has set a goal of around [[5 percent]].", GOAL),
    ("We will strive to open [[40 ports]].", GOAL),
    ("They pledged to cut emissions by [[65 percent]].", GOAL),
    ("They vowed to cut emissions by [[65 percent]].", GOAL),
    ("The rate should reach [[20 percent]].", GOAL),
    ("The rate must reach [[20 percent]].", GOAL),
    ("Firms are required to hold [[20 percent]].", GOAL),
    ("The goal is to build [[40 ports]].", GOAL),
    ("The city is to build [[40 ports]].", GOAL),
    ("The city will build [[40 ports]].", GOAL),
    ("The deficit is set at [[4 percent]].", GOAL),
    ("It kept its [[5 percent]] growth target.", GOAL),
    # forecasts
    ("Analysts put inflation at [[4.8%]] by December.", FORECAST),
    ("Economists pencil in a cut of [[50 basis points]].", FORECAST),
    ("The budget assumes growth of [[2.1 percent]].", FORECAST),
    ("We are looking at growth of [[2.2 per cent]].", FORECAST),
    ("Core inflation would stay above [[2.5%]] until the autumn.", FORECAST),
    ("Some [[40,000]] jobs could be lost.", FORECAST),
    ("It compares with [[2.6%]] in the outlook of February.", FORECAST),
    ("Output is expected to grow [[5 percent]].", FORECAST),
    ("Output is projected to reach [[5 million tonnes]].", FORECAST),
    ("Output is estimated to reach [[5 million tonnes]].", FORECAST),
    ("The bank forecast growth of [[5 percent]].", FORECAST),
    ("Sales are likely to hit [[5 billion yuan]].", FORECAST),
    ("Staff see growth averaging [[1.4 per cent]] in 2028.", FORECAST),
    ("The fund sees the economy growing [[5 percent]].", FORECAST),
    ("The rate missed the [[3.8 percent]] that economists had expected.", FORECAST),
    ("The agency lifted an earlier forecast of [[3 percent]].", FORECAST),
    # a new clause is a new statement
    ("The city aims to build 40 ports; it now has [[31 ports]].", RESULT),
    ("Output is expected to grow 5 percent, compared with [[4 percent]] last year.", RESULT),
    ("It plans to add 40 ports, while sales rose [[3 percent]].", RESULT),
]

WRONG_STATUS: dict[str, str] = {}


@pytest.mark.parametrize(("row", "expected"), rows(STATUS, WRONG_STATUS))
def test_status(row, expected):
    assert status(row) == expected


def test_the_will_of_those_who_watch_is_a_forecast():
    row = "The market will grow by [[5 percent]]."
    assert status(row, observed=False) == GOAL
    assert status(row, observed=True) == FORECAST


def test_the_own_plan_of_one_who_watches_is_a_goal():
    assert status("We will lend [[4 billion dollars]] to farmers.", observed=True) == GOAL
    assert status("We will see growth of [[4 percent]].", observed=True) == FORECAST


CUE_RULES = [rule for rule in load("targets").labelled("target", "forecast", "will") if not rule.values.get("back")]
SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))


@pytest.mark.parametrize("rule", CUE_RULES, ids=[rule.id for rule in CUE_RULES])
def test_letters_that_a_cue_needs_are_in_all_that_it_matches(rule):
    texts = [*rule.match, *(path.read_text(encoding="utf-8") for path in SAMPLES)]
    found = [match[0].lower() for text in texts for match in rule.regex.finditer(text)]
    assert found
    assert [words for words in found if not any(need in words for need in rule.values["needs"])] == []


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Output rose 5 percent.", []),
        ("The city aims to build 40 ports.", ["target"]),
        ("The city will build 40 ports.", ["will"]),
        ("The bank forecast growth of 5 percent.", ["forecast"]),
        ("The will of the crew was strong, 40 of them said.", []),
        ("The new project was built.", []),
    ],
)
def test_cues(text, labels):
    cues = find_cues(text, Sentence(0, len(text), 0))
    assert sorted({cue.label for cue in cues}) == labels
    assert all(0 <= cue.start < cue.end <= len(text) for cue in cues)


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("The city aims to build 40 ports.", "40", "aims to"),
        ("The city aims to grow, but 40 ports are closed.", "40", None),  # another clause
        ("Aiming to grow, the city opened 40 ports; it plans to add 12.", "12", "plans to"),
    ],
)
def test_governing_cue(text, at, words):
    sentence = Sentence(0, len(text), 0)
    cue = governing_cue(text, sentence, text.index(at), find_cues(text, sentence))
    assert (cue and text[cue.start : cue.end].strip()) == words


GOALS = [
    ("The city aims to double the number of berths by 2030.", {"double", "number", "berths"}),
    ("By 2030, the city aims to double the number of berths.", {"double", "number", "berths"}),
    ("The plan is to build a deep-water port of world standard by 2035.", {"build", "deep-water", "port"}),
    ("Carbon emissions are to peak before 2030.", {"carbon", "emissions", "peak"}),
    ("Its length is to be doubled by 2030.", {"length", "doubled"}),
]
WRONG_GOALS: dict[str, str] = {}


@pytest.mark.parametrize(("text", "words"), rows(GOALS, WRONG_GOALS))
def test_goal_phrase(text, words):
    sentence = Sentence(0, len(text), 0)
    (time,) = find_times(text, 0, len(text), TODAY, None)
    cues = find_cues(text, sentence)
    cue = governing_cue(text, sentence, time.start, cues) or (cues[0] if cues else None)
    phrase = goal_phrase(text, sentence, time, cue)
    assert words <= set(phrase.lower().split())
    assert "2030" not in phrase and "2035" not in phrase


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("MAIN TARGETS FOR 2026", GOAL),
        ("Goals for this year", GOAL),
        ("Objectives by 2030", GOAL),
        ("Staff projections", FORECAST),
        ("Outlook for 2027", FORECAST),
        ("Work in the past year", None),
        ("Key tasks for the year", GOAL),
        ("What the province will do in 2026", GOAL),
        ("Agenda of the coming session", GOAL),
        ("Focus of 2026", GOAL),
        ("To-do list", GOAL),
        ("Targets met last year", None),
        ("Review of the plan", None),
        ("What the city did", None),
        ("Questions and answers", None),
        ("", None),
    ],
)
def test_heading(heading, expected):
    assert heading_status(heading) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("senior analyst at Huace Consulting", True),
        ("an economist", True),
        ("International Monetary Fund", True),
        ("IMF", True),
        ("Harbour Securities", True),
        ("vice minister of transport", False),
        ("Ministry of Commerce", False),
        ("mayor of the city", False),
        (None, False),
    ],
)
def test_observer(words, expected):
    assert is_observer(words) is expected


# What the claims of a sentence come to: "words status target_year period".
CLAIMS = [
    (
        "The ministry aims to expand the sector by more than 20 percent annually through 2030.",
        ["20 percent target 2030 None", "2030 target 2030 None"],
    ),
    ("The city will build 40 ports by 2028.", ["40 target 2028 None", "2028 target 2028 None"]),
    (
        "The city plans to open 12 berths by the end of this year.",
        ["12 target 2026 None", "this year target 2026 None"],
    ),
    (
        "The city plans to train 5,000 pilots within the next five years.",
        ["5,000 target 2031 None", "five years target 2031 None"],
    ),
    ("By 2035, the port will handle 9 million tonnes.", ["2035 target 2035 None", "9 million tonnes target 2035 None"]),
    ("By the end of June, stations had reached 2.31 million.", ["2.31 million reported None 2026-06"]),
    ("Output is expected to grow 5 percent in 2027.", ["5 percent forecast None 2027"]),
    (
        "Staff expect growth of 2.3 per cent in 2026, 1.6 per cent in 2027 and 1.8 per cent in 2028.",
        ["2.3 per cent forecast None 2026", "1.6 per cent forecast None 2027", "1.8 per cent forecast None 2028"],
    ),
    # the verb of the goal stands behind the number
    ("A line of 40 km is to be completed by 2027.", ["40 km target 2027 None", "2027 target 2027 None"]),
    ("Over 300 piers will be built by 2028.", ["300 target 2028 None", "2028 target 2028 None"]),
    # a translated past: the year is over
    ("In 2025, revenue will reach 15 trillion yuan.", ["15 trillion yuan reported None 2025"]),
    # a goal without a number
    ("The city aims to become a world port by 2035.", ["2035 target 2035 None"]),
    # a goal that was met
    ("More than 40 percent of the goal for the year has been met.", ["40 percent reported None *"]),
    # a result beside a goal
    (
        "It aims to lift the share to 30 percent by 2035 from 21 percent in 2018.",
        ["30 percent target 2035 None", "2035 target 2035 None", "21 percent reported None 2018"],
    ),
    (
        "GDP growth target of around 5 percent was set for 2026.",
        ["5 percent target 2026 None", "2026 target 2026 None"],
    ),
]
WRONG_CLAIMS: dict[str, str] = {}


def alike(claim, expected):
    words, kind, year, period = expected.rsplit(" ", 3)
    return (
        words in claim.text
        and (claim.status, str(claim.target_year)) == (kind, year)
        and period in ("*", str(claim.period))
    )


@pytest.mark.parametrize(("text", "expected"), rows(CLAIMS, WRONG_CLAIMS))
def test_claims(claims_of, text, expected):
    claims = claims_of(text, TODAY)
    got = [f"{one.text} {one.status} {one.target_year} {one.period}" for one in claims]
    assert len(claims) == len(expected), got
    assert all(map(alike, claims, expected)), got


def test_bullets_under_a_heading_of_goals(claims_of):
    text = "MAIN TARGETS FOR 2026\n\n- GDP growth of around 5 percent\n- Over 12 million new urban jobs\n"
    claims = claims_of(text, "2026-03-05")
    assert [one.kind for one in claims] == ["target_year", "percentage", "count"]
    assert {(one.status, one.target_year) for one in claims} == {("target", 2026)}
    assert [one.qualifier for one in claims[1:]] == ["about", "more_than"]


@pytest.mark.parametrize(
    ("opening", "status"),
    [
        ("Under the plan, the department will:", "target"),
        ("Main targets for 2030\n\nThe plan puts forward the following goals:", "target"),
        ("The port expects the following for the year to come:", "forecast"),
        ("Last year the department did the following:", "reported"),
    ],
)
def test_a_line_over_a_list_says_what_its_items_are(claims_of, opening, status):
    claims = claims_of(f"{opening}\n\n* Award 3.6 million yuan to piers\n* Hire 1,200 divers\n", "2026-03-05")
    assert {one.status for one in claims if one.kind != "target_year"} == {status}


LISTS = [
    # (the lines, the status of each number)
    ("Key tasks\n\n1. Housing\n\n- Old homes: 2,000\n\n2. Farms\n\n- Grain: 30 million tons", [GOAL] * 2),
    ("Agenda for the year\n\nI. Housing\n\n- Old homes: 2,000\n\nResults\n\n- Homes: 31,000", [GOAL, RESULT]),
    ("1. Key tasks\n\n- Old homes: 2,000\n\n2. Public finances\n\n- Deficit: 3 billion yuan", [GOAL, RESULT]),
    ("Key tasks\n\nBoosting demand\n\n- New shops: 2,000\n\nLooking back\n\n- Shops opened: 1,900", [GOAL, RESULT]),
    ("Farms\n\n- Plant 40,000 trees\n- Cut waste by 15 percent\n- Barns: 3,200", [GOAL, GOAL, RESULT]),
    ("Farms\n\n- Keep losses below 5 percent, which fell to 4.8 percent last year", [GOAL, RESULT]),
    ("Goals\n\n- Jobless rate: 5.5 percent, compared with 5.2 percent in 2025", [GOAL, RESULT]),
    ("Farms\n\n- Increase in exports: 5 percent\n- Support for farmers reached 30 million yuan", [RESULT] * 2),
    ("Farms\n\n- Cut 300 jobs last year\n- Open rate of schools: 95 percent\n- Raised pay by 20 yuan", [RESULT] * 3),
    ("What the city did\n\n- Build 3,000 homes\n- Cut waste by 12 percent", [RESULT] * 2),
]


@pytest.mark.parametrize(("lines", "expected"), LISTS)
def test_what_a_list_item_asks_for_is_a_goal(claims_of, lines, expected):
    opening = "Government meets\n\nThe meeting was held in the capital on Monday, as it is every year.\n\n"
    claims = [one for one in claims_of(f"{opening}{lines}\n", "2026-03-05") if one.kind != "target_year"]
    assert [one.status for one in claims] == expected


@pytest.mark.parametrize(
    ("item", "direction"),
    [
        ("Growth of added value of industries above designated size: 6 to 6.5 percent", "increase"),
        ("Increase in exports of goods: 5 percent", "increase"),
        ("Reduction of energy use per unit of GDP: around 3 percent", "decrease"),
        ("Size of the economy: 6 percent of GDP", None),
    ],
)
def test_a_label_of_change_gives_its_number_a_direction(claims_of, item, direction):
    claims = claims_of(f"City meets\n\nThe meeting was held on Monday.\n\nGoals\n\n- {item}\n", "2026-03-05")
    assert [(one.direction, one.status) for one in claims] == [(direction, GOAL)]
