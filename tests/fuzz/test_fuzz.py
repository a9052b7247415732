"""A short run of the fuzzing of run.py, and what the long ones have found."""

from __future__ import annotations

import pytest

from tests import documents
from tests.fuzz import findings, invariants, run

QUICK = 150


@pytest.mark.parametrize("text", findings.TEXTS, ids=ascii)
def test_findings_stay_mended(text, nlp):
    invariants.check_extract(text, nlp)
    invariants.check_extract(f"News\n\n{text}\n", nlp)


@pytest.mark.parametrize("data", findings.FILES)
def test_files_stay_mended(data):
    invariants.check_read(data)


@pytest.mark.parametrize("name", run.SHARE)
def test_made_inputs(name):
    make, check = run.targets()[name]
    assert run.fuzz(name, make, check, QUICK, seed=1)


def test_a_finding_is_made_small(capsys):
    def check(text: str) -> None:
        assert "5%" not in text

    assert not run.fuzz("check", lambda chance: "rose 5% in May", check, 1, seed=7)
    assert "check: input 7 breaks a promise, in short '5%'" in capsys.readouterr().out


@pytest.mark.parametrize("place", range(50, 1000, 190))
def test_a_damaged_word_document_is_told(place):
    """What is packed in it cannot be unpacked, which is no error of the ZIP file around it."""
    pytest.importorskip("docx")
    whole = documents.docx("Output rose 5.2 percent.")
    assert invariants.check_read(whole) == 1
    invariants.check_read(whole[:place] + b"\xff\xff\xff\xff" + whole[place + 4 :])
