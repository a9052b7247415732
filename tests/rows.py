"""Rows of table tests, with those that are known to fail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest


def rows(table: Sequence[Sequence[Any]], wrong: Mapping[str, str]) -> list[Any]:
    """The rows as parameters. `wrong` has the first cell of each row that is known to fail, and the reason.

    Such a row must fail: one that passes fails the test, so that its reason is taken out.
    """
    assert wrong.keys() <= {row[0] for row in table}, "a reason without its row"
    return [
        pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=wrong[row[0]]) if row[0] in wrong else ())
        for row in table
    ]
