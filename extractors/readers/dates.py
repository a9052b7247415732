"""Days as metadata write them."""

from __future__ import annotations

import datetime
import re

DAY = re.compile(r"\s*(?P<year>(?:19|20)\d\d)(?P<mark>[-/.]?)(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)(?!\d)")


def day(value: object) -> str | None:
    """The day that a time in figures begins with ("2026-08-07T09:30:00+08:00", "20260807"), as EDTF."""
    found = DAY.match(value) if isinstance(value, str) else None
    if found is None:
        return None
    try:
        return datetime.date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
    except ValueError:
        return None
