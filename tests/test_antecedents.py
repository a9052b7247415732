"""What words that only point back stand for: rows as in the tests of indicators."""

import pytest

from tests.test_indicators import TODAY, alike

SENTENCES = [
    # a pronoun goes with a noun of its own number
    ("The bridge carries 31,000 vehicles a day. It cost 2.4 billion yuan.", ["vehicles", "bridge"]),
    ("Exports of toys totaled 3.2 billion dollars in July. They were up 4 percent.", ["exports of toys"] * 2),
    ("The council raised fares in May. They now stand at 3.40 euros.", ["fares"]),
    ("The city opened two dams. It was a busy year. They hold 40 million tonnes of water.", ["dams", "water"]),
    ("Eggs are a different story -- it is the flu -- and they are 28 percent dearer.", ["eggs"]),
    ("Visits to clinics are falling too; they are down by almost a quarter.", ["visits to clinics"]),
    # of them
    ("The city bought electric buses for its night routes. It now runs 1,140 of them.", ["electric buses"]),
    ("Since training for midwives began in 2019, about 4,300 of them have found work.", ["midwives"]),
    ("More than 9,000 schools lack water. Work has begun on 1,250 of them.", ["schools", "schools"]),
    ("Some 12,400 people face hunger, and 5,500 of them are in danger.", ["people", "people"]),
    ("The firm has 13,000 workers, 2,380 of them rural laborers.", ["workers", "rural laborers"]),
    # a count without its noun
    ("Factories hired 12,400 people, well short of the 20,000 that analysts had penciled in.", ["people", "people"]),
    ("Housing starts fell to 1.31 million, below the 1.4 million economists were expecting.", ["housing starts"] * 2),
    ("Hospitals treated 3,400 patients with dengue and 1,200 with malaria.", ["patients", "patients"]),
    ("We treated 1,200 patients, 300 fewer than in June.", ["patients", "patients"]),
    (
        "Miners took on 4,000 people, and shops, after two weak springs, another 9,000.",
        ["people", "weak springs", "people"],
    ),
    # figures and changes that only point
    ("Vacancies keep falling. The latest figure is 718,000.", ["vacancies"]),
    ("Rents rose 6 percent in spring. The most recent figure, for July, is 5.1 percent.", ["rents", "rents"]),
    ("Output came to 410,000 tonnes, barely half of what it was in 2019.", ["output", "output"]),
    ("Output came to 410,000 tonnes, and half of the mills closed.", ["output", "mills"]),
    # another part of the same whole
    ("Banks wrote off 40 percent of the loans and restructured another 15 percent.", ["loans", "loans"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_what_is_meant(claims_of, text, expected):
    found = [(claim.text, claim.indicator) for claim in claims_of(text, TODAY)]
    assert len(found) == len(expected), found
    assert all(alike(indicator, one) for (_, indicator), one in zip(found, expected, strict=True)), found
