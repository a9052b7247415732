"""Sections: what the heading over a paragraph lends to the claims under it."""

from __future__ import annotations

from collections.abc import Callable

from extractors.records import Document, Ground, Paragraph, TimeMention
from extractors.scene import Section
from extractors.targets import heading_status


def sections(document: Document, find_times: Callable[[int, int], list[TimeMention]]) -> list[Section]:
    """For each paragraph what the heading over it lends; a heading reaches to the next one. Only bullets get any."""
    current = Section()
    found = []
    for paragraph in document.paragraphs:
        if paragraph.zone == "heading":
            current = _section(document.normal, paragraph, find_times)
        found.append(current if paragraph.zone == "bullet" else Section())
    return found


def _section(normal: str, paragraph: Paragraph, find_times: Callable[[int, int], list[TimeMention]]) -> Section:
    times = [time for time in find_times(paragraph.start, paragraph.end) if time.edtf]
    status = heading_status(normal[paragraph.start : paragraph.end])
    period = times[0].edtf if times else None
    year = times[0].year if times else None
    ground = Ground("the heading over the list item", paragraph.start, paragraph.end)
    if status is None:
        return Section(None, period, None, ground)
    return Section(status, period if status == "forecast" else None, year if status == "target" else None, ground)
