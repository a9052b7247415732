"""A short run of the fuzzing of run.py, and what the long ones have found."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz import findings, inputs, invariants

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("text", findings.TEXTS, ids=ascii)
def test_findings_stay_mended(text, nlp):
    invariants.check_extract(text, nlp)
    invariants.check_extract(f"News\n\n{text}\n", nlp)


def test_any_text(nlp):
    @QUICK
    @given(inputs.TEXTS)
    def check(text: str) -> None:
        invariants.check_extract(text, nlp)

    check()


@QUICK
@given(inputs.BYTES)
def test_any_bytes(data: bytes) -> None:
    invariants.check_decode(data)
