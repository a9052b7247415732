"""Sections: what the heading over a paragraph lends to the claims under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.imperatives import asks_for, may_ask_for
from extractors.records import Document, Ground, Paragraph, Sentence, Status, TimeMention
from extractors.scene import Section
from extractors.targets import find_cues, ground_of, heading_status, tells_results
from extractors.wording import wording

NUMBERED = (
    r"[ ]*(?:(?P<digit>\(?\d{1,2}(?:[.):\u3001]|(?= [A-Z])))|(?P<roman>\(?(?-i:[IVX]{1,4})[.):])"
    r"|(?P<letter>\(?[A-Ha-h][.):])"
    r"|(?P<word>(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:ly)?[,:]"
    r"|(?:task|priority|goal|area|pillar|step|measure|action|target|focus|theme|commitment|pledge)"
    r" (?:\d{1,2}|[a-h])\b))"
)
DOING = r"[ ]*[a-z]{3,}ing (?!back\b)[a-z]"
LAST_WORDS = 120  # code points at the end of a line in which it says what its list is
NEAR = 12  # list items


def sections(document: Document, find_times: Callable[[int, int], list[TimeMention]]) -> list[Section]:
    """For each paragraph what the heading or the line over it lends. Only bullets get any.

    A heading reaches to the next one; a line that ends in a colon, "The ministry will:", over the bullets behind it.
    """
    normal, paragraphs = document.normal, document.paragraphs
    heading, over, line, previous = Section(), "", Section(), ""
    told = False  # whether the heading or the line over a list says that it tells what was done
    found = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.zone == "heading":
            words = normal[paragraph.start : paragraph.end]
            marked = normal[normal.rfind("\n", 0, paragraph.start) + 1 : paragraph.end]
            part = _is_part(over, marked) and heading.status == "target"
            above = heading if part or (previous == "heading" and words.endswith(":")) else Section()
            heading, line = _under(above, _section(normal, paragraph, find_times)), Section()
            over = over if part else marked
            told = tells_results(words)
        elif paragraph.zone != "bullet":
            line = _opened(normal, paragraph)
            told = normal[paragraph.end - 1] == ":" and line.status is None
        lent = line if line.status else heading
        if paragraph.zone != "bullet":
            lent = Section()
        elif lent.status is None and not told and _asked_for(document, index):
            ground = Ground("the list item asks for something to be done", paragraph.start, paragraph.end)
            lent = Section("target", lent.period, lent.year, ground)
        found.append(lent)
        previous = paragraph.zone
    return found


def _is_part(over: str, heading: str) -> bool:
    """Whether a heading is of a part of what another one is over: "Key tasks", "1. Boosting demand"."""
    if not over or tells_results(heading):
        return False
    own, other = wording(NUMBERED).match(heading), wording(NUMBERED).match(over)
    if own is None:
        return other is None and wording(DOING).match(heading) is not None
    return other is None or own.lastgroup != other.lastgroup


def _asked_for(document: Document, index: int) -> bool:
    """Whether a list item says in the imperative what is to be done; "Cut" is one where an item beside it is."""
    paragraphs, normal = document.paragraphs, document.normal
    words = normal[paragraphs[index].start : paragraphs[index].end]
    if asks_for(words):
        return True
    return may_ask_for(words) and any(
        asks_for(normal[beside.start : beside.end]) for beside in _list_around(paragraphs, index)
    )


def _list_around(paragraphs: Sequence[Paragraph], index: int) -> Sequence[Paragraph]:
    """The items of the list that an item stands in, at most NEAR to each side."""
    first = last = index
    while first > max(0, index - NEAR) and paragraphs[first - 1].zone == "bullet":
        first -= 1
    while last + 1 < min(len(paragraphs), index + NEAR) and paragraphs[last + 1].zone == "bullet":
        last += 1
    return paragraphs[first : last + 1]


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
