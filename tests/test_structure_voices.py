"""Whose words stand in pages of many shapes: the pages of voices.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.structure import read_structure

PAGES = (Path(__file__).parent / "voices.txt").read_text(encoding="utf-8").split("=====\n")[1:]


def _read(page: str) -> tuple[str, list[tuple[str, str]]]:
    lines = page.splitlines()
    owed = [tuple(line[2:].rsplit(" = ", 1)) for line in lines if line.startswith("@ ")]
    return "\n".join(line for line in lines if not line.startswith("@ ")), [(piece, name) for piece, name in owed]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page[2:40])
def test_whose_words(page: str) -> None:
    text, owed = _read(page)
    turns = read_structure(text).turns
    for piece, name in owed:
        place = text.index(piece)
        speakers = [turn.speaker.name for turn in turns if turn.start <= place < turn.end and turn.speaker]
        assert (speakers or ["-"]) == [name], piece


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("App | 中文 |\n\nPorts handle more grain", "Ports handle more grain"),
        ("News / Nation\n\nPorts handle more grain", "Ports handle more grain"),
        ("ChineseEnglish\n\nPorts handle more grain", "Ports handle more grain"),
        ("1. Main points\n\nPorts handled 5 percent more grain.", None),
        ("Operator\n\nGood morning and welcome to the call.", None),
        ("Ports handled more grain in the first quarter.\n\nSales rose 3 percent.", None),
        ("The ports this week were weak:\n- grain down 3 percent", None),
        ("Opening Statement, 3 May 2024\n\nGood morning. We sold 3 percent more.", "Opening Statement, 3 May 2024"),
        ("Ports Reopened.\n\nSales rose 3 percent.", "Ports Reopened."),
        ("News from the ports\n\nSales rose 3 percent.", "News from the ports"),
    ],
)
def test_titles(head: str, title: str | None) -> None:
    assert read_structure(f"{head}\n\nImports fell by 2 percent, the ministry said on its site.\n").title == title
