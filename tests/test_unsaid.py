"""Numbers that a question asks for are no claims; what it takes for granted is one."""

import pytest

from extractors import extract

ASKED = [
    "Was a 50 basis point move discussed?",
    "And was a cut of 50 basis points discussed at all?",
    "Did the committee consider a 25 basis point cut?",
    "Is a 3 percent deficit still possible?",
    "Will the company hire 200 more engineers?",
    "Thank you, Governor, so do you see prices falling below 2 percent?",
]

GRANTED = [
    ("Does the government stand by its growth target of around 5 percent?", 1),
    ("Is the 2 percent target still right?", 1),
    ("Is a recession at 40 percent odds still your view?", 1),
    ("With inflation at 1.8 per cent, do you fear that it has become one?", 1),
    ("Why did exports fall 5.2 percent in July?", 1),
    ("Have prices, which rose 3 percent in June, come down?", 1),
    ("Has the ministry paid out the 4 billion yuan it promised?", 1),
]


@pytest.mark.parametrize("text", ASKED)
def test_a_pure_question_states_nothing(text, nlp):
    assert extract(text, nlp=nlp, date="2025-08-28").claims == []


@pytest.mark.parametrize(("text", "claims"), GRANTED)
def test_a_question_states_what_it_takes_for_granted(text, claims, nlp):
    assert len(extract(text, nlp=nlp, date="2025-08-28").claims) == claims
