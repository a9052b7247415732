"""Whole pages, short, in every shape we know: title, dates, and who put each number on record.

`speakers.txt` holds the pages. A line `===== NAME` opens one; lines `@title:`, `@date:`, `@published:` and `@who:`
(name / role / organization) say what is owed for it, and `{{5 percent|speaker|cites}}` in the text what for a number.
A field that is left out or `*` may be anything, `-` is null, `~` stands between things of which any is right; cites
left out is null.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from extractors.pipeline import extract

MARK = re.compile(r"\{\{(.*?)\}\}")


@dataclass(frozen=True)
class Page:
    name: str
    text: str
    owed: tuple[tuple[str, str], ...]
    claims: tuple[tuple[int, int, str, str], ...]


def pages() -> Iterator[Page]:
    for part in re.split(r"(?m)^===== ", Path(__file__).with_name("speakers.txt").read_text("utf-8"))[1:]:
        name, _, body = part.partition("\n")
        lines = body.strip("\n").split("\n")
        owed = [line for line in lines if line.startswith("@")]
        marked = "\n".join(lines[len(owed) :]) + "\n"
        text, claims = "", []
        for piece in re.split(r"(\{\{.*?\}\})", marked):
            found = MARK.fullmatch(piece)
            words, speaker, cites = [*found[1].split("|"), "-", "-"][:3] if found else (piece, "", "")
            if found:
                claims.append((len(text), len(text) + len(words), speaker, cites))
            text += words
        fields = tuple((line[1:].partition(":")[0], line.partition(":")[2].strip()) for line in owed)
        yield Page(name, text, fields, tuple(claims))


def fits(owed: str, given: str | None) -> bool:
    return owed == "*" or any(
        given is None if one == "-" else (given or "").lower() == one.lower() for one in owed.split("~")
    )


@pytest.mark.parametrize("page", list(pages()), ids=lambda page: page.name)
def test_page(page, nlp):
    record = extract(page.text, nlp=nlp)
    wrong = []
    for field, owed in page.owed:
        if field == "who":
            name, role, organization = [*owed.split(" / "), "*", "*"][:3]
            spoke = [claim.speaker for claim in record.claims if claim.speaker and claim.speaker.name == name]
            found = next(iter([*spoke, *(one for one in record.document.speakers if one.name == name)]), None)
            if found is None or not fits(role, found.role) or not fits(organization, found.organization):
                wrong.append((field, owed, found))
        elif not fits(owed, given := getattr(record.document, field)):
            wrong.append((field, owed, given))
    for start, end, speaker, cites in page.claims:
        claim = next((claim for claim in record.claims if claim.start < end and start < claim.end), None)
        assert claim is not None, f"no claim at {page.text[start:end]!r}"
        name = claim.speaker.name if claim.speaker else None
        if not fits(speaker, name) or not fits(cites, claim.cites):
            wrong.append((page.text[max(0, start - 30) : end], (speaker, cites), (name, claim.cites)))
    assert not wrong
