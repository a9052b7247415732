"""Forecasts that were made earlier, told in a bracket behind the new one: "3.4% in 2026 (down from 4.1%)"."""

from __future__ import annotations

import re

from extractors.edtf import extent_of
from extractors.records import TimeMention
from extractors.scene import Scene
from extractors.wording import wording

OPENS = r"[^().;:]{0,25}[(（](?P<words>[^()（）.;]{0,40})"
CLOSES = r"(?P<words>[^()（）]{0,40})[)）]"
# What tells that the number in the bracket was a result, and what only that it is no earlier forecast.
RESULT = (
    r"\b(?:actual|out-?turn|result|recorded|reported|previous (?:month|quarter|year)|last (?:month|quarter|year)"
    r"|a? ?year (?:ago|earlier|before)|month (?:ago|earlier|before)|in (?:19|20)\d\d|was|were)\b"
)
NO_FORECAST = r"\b(?:currently|now|up by|down by|of which|including)\b"
# "Were expected to rise 0.4% in February", "is expected to show a rise in February", told in March.
EXPECTED_OF = (
    r"\b(?:(?:was|were|had(?: been)?) (?:\w+ )?(?:expected|forecast|projected|predicted|seen|estimated|anticipated)"
    r"|(?:expected|forecast|likely|projected|predicted|estimated) to (?:show|have))\b"
)
MONTH = re.compile(r"\d{4}-\d\d")


def bracketed(scene: Scene, index: int) -> int | None:
    """The number before the bracket in which this one stands alone and like it; None where that tells of a result."""
    words = _alone(scene, index)
    if words is None or any(wording(told).search(part) for part in words for told in (RESULT, NO_FORECAST)):
        return None
    # "(December: 4.1%)" is when that was foreseen; "(2022: 4.1%)" what it was.
    told = any(time.edtf is None or MONTH.fullmatch(time.edtf) is None for time in _times_inside(scene, index))
    return None if told else index - 1


def was_then(scene: Scene, index: int, beside: str | None) -> TimeMention | None:
    """The time over by now that stands with a number alone in a bracket: "4.6% in 2024 (2022: 3.9%)".

    `beside` is the time of the number before: of a month another month tells what was, of a year it may tell when
    that was foreseen.
    """
    if _alone(scene, index) is None:
        return None
    today = scene.setting.today or ""
    for time in _times_inside(scene, index):
        edtf = time.edtf or ""
        if MONTH.fullmatch(edtf) and not (MONTH.fullmatch(beside or "") and edtf < (beside or "")):
            return None
        last = edtf.rpartition("/")[2]
        if last[:1].isdigit() and today[:1].isdigit() and last < today[: len(last)]:
            return time
    return None


def tells_result(scene: Scene, index: int) -> bool:
    """Whether words say that a number alone in a bracket was a result: "(last year 380 million tonnes)"."""
    words = _alone(scene, index)
    return words is not None and any(wording(RESULT).search(part) for part in words)


def _alone(scene: Scene, index: int) -> tuple[str, str] | None:
    """The words around a number that stands alone in a bracket behind one like it."""
    if index == 0:
        return None
    near, quantity, normal = scene.quantity(index - 1), scene.quantity(index), scene.normal
    if (near.kind, near.unit) != (quantity.kind, quantity.unit):
        return None
    opens = wording(OPENS).fullmatch(normal, near.end, quantity.start)
    closes = wording(CLOSES).match(normal, quantity.end)
    if opens is None or closes is None:
        return None
    following = scene.candidate.quantities[index + 1 : index + 2]
    if following and following[0].start < closes.end():
        return None
    return opens["words"], closes["words"]


def _times_inside(scene: Scene, index: int) -> list[TimeMention]:
    """The times in the bracket of a number."""
    quantity, normal = scene.quantity(index), scene.normal
    begin = max(normal.rfind("(", 0, quantity.start), normal.rfind("（", 0, quantity.start))
    ends = [end for end in (normal.find(sign, quantity.end) for sign in ")）") if end >= 0]
    return [time for time in scene.candidate.times if begin < time.start < min(ends, default=quantity.end)]


def expected_lately(normal: str, start: int, time: TimeMention, today: str | None) -> bool:
    """Whether a month that is just over is that of what was expected: "were expected to rise in February", in March."""
    edtf = time.edtf or ""
    this = extent_of(edtf) if time.role == "period" and MONTH.fullmatch(edtf) else None
    now = extent_of(today[:7]) if today is not None and MONTH.match(today) else None
    if this is None or now is None or this[1] + 1 != now[0]:
        return False
    return wording(EXPECTED_OF).search(normal, start, time.start) is not None
