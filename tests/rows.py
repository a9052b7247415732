"""Rows of table tests, with those that are known to fail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest


def rows(table: Sequence[Sequence[Any]], wrong: Mapping[str, str]) -> list[Any]:
    """The rows as parameters. `wrong` holds how each row begins that is known to fail, and the reason.

    Such a row must fail: once it passes, the test fails until its reason is taken out.
    """
    for beginning in wrong:
        assert sum(row[0].startswith(beginning) for row in table) == 1, f"{beginning!r} is not one row"
    return [pytest.param(*row, marks=_marks(row[0], wrong)) for row in table]


def _marks(text: str, wrong: Mapping[str, str]) -> list[pytest.MarkDecorator]:
    return [
        pytest.mark.xfail(strict=True, reason=reason)
        for beginning, reason in wrong.items()
        if text.startswith(beginning)
    ]
