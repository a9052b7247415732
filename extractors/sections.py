"""Sections: what the heading over a paragraph lends to the claims under it."""

from __future__ import annotations

from collections.abc import Callable

from extractors.records import Document, Ground, Paragraph, Sentence, Status, TimeMention
from extractors.scene import Section
from extractors.targets import find_cues, ground_of, heading_status

LAST_WORDS = 120  # code points at the end of a line in which it says what its list is


def sections(document: Document, find_times: Callable[[int, int], list[TimeMention]]) -> list[Section]:
    """For each paragraph what the heading or the line over it lends. Only bullets get any.

    A heading reaches to the next one; a line that ends in a colon, "The ministry will:", over the bullets behind it.
    """
    heading, line, previous = Section(), Section(), ""
    found = []
    for paragraph in document.paragraphs:
        if paragraph.zone == "heading":
            opens = document.normal[paragraph.end - 1] == ":"
            above = heading if previous == "heading" and opens else Section()
            heading, line = _under(above, _section(document.normal, paragraph, find_times)), Section()
        elif paragraph.zone != "bullet":
            line = _opened(document.normal, paragraph)
        found.append((line if line.status else heading) if paragraph.zone == "bullet" else Section())
        previous = paragraph.zone
    return found


def _under(above: Section, heading: Section) -> Section:
    """A heading right under another one keeps what that one says and itself does not: "Targets for 2027", "Goals:"."""
    ground = heading.ground
    if above.ground.start is not None:
        ground = Ground("the headings over the list item", above.ground.start, heading.ground.end)
    return Section(heading.status or above.status, heading.period or above.period, heading.year or above.year, ground)


def _opened(normal: str, paragraph: Paragraph) -> Section:
    """What a line that opens a list lends: "Under the plan, the department will:" makes its items goals."""
    if normal[paragraph.end - 1] != ":":
        return Section()
    start = max(paragraph.start, paragraph.end - LAST_WORDS)
    cues = find_cues(normal, Sentence(start, paragraph.end, 0))
    if not cues:
        return Section()
    status: Status = "forecast" if cues[-1].label == "forecast" else "target"
    return Section(status, ground=ground_of(cues[-1], "the line that opens the list"))


def _section(normal: str, paragraph: Paragraph, find_times: Callable[[int, int], list[TimeMention]]) -> Section:
    times = [time for time in find_times(paragraph.start, paragraph.end) if time.edtf]
    status = heading_status(normal[paragraph.start : paragraph.end]) or _opened(normal, paragraph).status
    period = times[0].edtf if times else None
    year = times[0].year if times else None
    ground = Ground("the heading over the list item", paragraph.start, paragraph.end)
    if status is None:
        return Section(None, period, None, ground)
    return Section(status, period if status == "forecast" else None, year if status == "target" else None, ground)
