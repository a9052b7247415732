"""Rosters and introductions: name, role, organization; abbreviations."""

from __future__ import annotations

import pytest

from extractors.records import Person
from extractors.structure import abbreviations, read_structure
from extractors.structure.roster import introductions, read_key, read_person, split_role, title_persons


@pytest.mark.parametrize(
    ("text", "role", "organization"),
    [
        (
            "director general of the Bureau of Piers of the Ministry of Harbours",
            "director general",
            "Bureau of Piers of the Ministry of Harbours",
        ),
        ("spokesperson of the National Bureau of Harbours (NBH)", "spokesperson", "National Bureau of Harbours"),
        ("minister of harbours and trade", "minister of harbours and trade", None),
        (
            "vice minister of industry and information technology",
            "vice minister of industry and information technology",
            None,
        ),
        ("Minister of Harbours", "Minister of Harbours", None),
        ("Director, African Department, IMF", "Director", "African Department, IMF"),
        ("President of the ECB", "President", "ECB"),
        ("senior analyst at Harbour Consulting", "senior analyst at Harbour Consulting", None),
        (
            "director of the Piers Office of the MoH and head of the Office for Cranes",
            "director",
            "Piers Office of the MoH",
        ),
        ("deputy head of equipment at the Ministry of Harbours", "deputy head of equipment", "Ministry of Harbours"),
        ("chairman", "chairman", None),
        ("Co-Founder, Chairman & CEO", "Co-Founder, Chairman & CEO", None),
    ],
)
def test_split_role(text: str, role: str, organization: str | None) -> None:
    assert split_role(text) == (role, organization)


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Lin Botao, vice minister of harbours", Person("Lin Botao", "vice minister of harbours")),
        (
            "Mr. Lin Botao, deputy administrator of the National Harbour Administration (NHA)",
            Person("Lin Botao", "deputy administrator", "National Harbour Administration"),
        ),
        (
            "Jo Hartley-Cole, Director, Harbour Department, IMF",
            Person("Jo Hartley-Cole", "Director", "Harbour Department, IMF"),
        ),
        ("Lin Botao (林波涛), Minister of Harbours", Person("Lin Botao", "Minister of Harbours", None, "林波涛")),
        ("JO HARTLEY, Chief Economist", Person("Jo Hartley", "Chief Economist")),
        ("Ports grow, officials say", None),
        ("GDP growth, year on year", None),
        ("The Office held a press conference in Beijing, where it spoke", None),
        ("Beijing, Aug. 7", None),
    ],
)
def test_read_person(line: str, person: Person | None) -> None:
    assert read_person(line) == person


def test_introductions_by_the_chair() -> None:
    text = (
        "Today we are joined by Mr. Lin Botao, vice minister of harbours; Ms. Xu Wanqing, "
        "director general of the Bureau of Piers; "
        "and Mr. He Wenda, chief engineer of the ministry, who will take your questions."
    )
    assert list(introductions(text)) == [
        Person("Lin Botao", "vice minister of harbours"),
        Person("Xu Wanqing", "director general", "Bureau of Piers"),
        Person("He Wenda", "chief engineer of the ministry"),
    ]


def test_introductions_of_a_company_and_an_office() -> None:
    assert list(introductions("Joining me are Jo Hartley, our CEO; and May Cole, our CFO.")) == [
        Person("Jo Hartley", "CEO"),
        Person("May Cole", "CFO"),
    ]
    text = (
        "remarks by the Financial Secretary, Mr Edmund Cole, and the Secretary for Harbours and "
        "Piers, Ms May Mok, at the briefing"
    )
    assert list(introductions(text)) == [
        Person("Edmund Cole", "Financial Secretary"),
        Person("May Mok", "Secretary for Harbours and Piers"),
    ]


def test_title_persons() -> None:
    title = "Press Briefing by Press Secretary Jo Hartley, OMB Director May Cole, and Dr. Ann Bell on Harbours"
    assert list(title_persons(title)) == [Person("Jo Hartley", "Press Secretary"), Person("May Cole", "OMB Director")]


def test_key() -> None:
    key = "Speaker key: FAC Fadela Chaib ABC Dr Anna B Cole MS Mike Stone"
    assert list(read_key(key)) == [("FAC", "Fadela Chaib"), ("ABC", "Anna B Cole"), ("MS", "Mike Stone")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the National Bureau of Statistics (NBS) said", {"NBS": "National Bureau of Statistics"}),
        (
            "Ministry of Industry and Information Technology (MIIT)",
            {"MIIT": "Ministry of Industry and Information Technology"},
        ),
        ("the People's Bank of China (PBOC)", {"PBOC": "People's Bank of China"}),
        (
            "State-owned Assets Supervision and Administration Commission (SASAC)",
            {"SASAC": "State-owned Assets Supervision and Administration Commission"},
        ),
        (
            "gross domestic product (GDP) and artificial intelligence (AI)",
            {"GDP": "gross domestic product", "AI": "artificial intelligence"},
        ),
        ("small and medium-sized enterprises (SMEs)", {"SMEs": "small and medium-sized enterprises"}),
        ("Lin Botao (PBC) and a view of it (GT)", {}),
        ("in 2025 (YoY)", {}),
        ("He left. New Benches Stay (NBS)", {"NBS": "New Benches Stay"}),
        ("", {}),
    ],
)
def test_abbreviations(text: str, expected: dict[str, str]) -> None:
    assert abbreviations(read_structure(text)) == expected
