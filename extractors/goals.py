"""Goals in time: a claim for each year by which something is to be reached or done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.candidates import Candidate
from extractors.records import Document, Ground, Quantity, TimeMention
from extractors.scene import Draft
from extractors.targets import Cue, goal_phrase, governing_cue, ground_of, heading_status
from extractors.time_ties import year_through
from extractors.wording import wording

# A month or a day by which something is to be done is a schedule, unless a number is to be reached by then.
YEAR_WORD = r"(?:19|20)\d\d|\byears?\b|\byear-|\bdecades?\b|\bcentury\b|\bFY ?\d\d"
NO_DATE = ("time.next", "time.within", "time.carried")  # "over the next six months", "by then"
WITHIN = r"\b(?:in|during|over|from|between|throughout|for|across)(?: the)? (?:period )?$"
BEFORE = r"\b(?:before|until|till|prior to|through)(?: the)? ?(?:end of )?$"
FOUR_DIGITS = r"\d{4}"
OF_A_YEAR = {
    "unit": Ground("a year has no unit"),
    "direction": Ground("a year is no change"),
    "basis": Ground("a year is no change"),
    "period": Ground("a goal has a target year and no period"),
}
# "The next issue will be available by the end of August 2026": a date of publication is no goal.
RELEASE = (
    r"\b(?:issue|edition|reports?|release|bulletin|figures|statistics|results|data|survey|estimates|minutes|statement"
    r"|update|yearbook|publication|findings)\b[^.;]{0,60}\b(?:be|is|are) (?:made )?"
    r"(?:available|released|published|issued|announced|out|posted|updated)\b[^.;]{0,40}$"
)
CLAUSE_OPENS = r"(?<=[,;] (?:and|but) |[;:\u2014] |- )(?:by |in |through |until |before )?(?:the end of )?$"
# A goal told by its number alone: "is set at around 4 percent for 2026".
NUMBER_ONLY = (
    r"(?:(?:at|by|to|of|around|about|roughly|some|more|than|over|least|no|not|less|nearly|up|below|under|above|between"
    r"|and|or|be|reach|reaching|hit|the|a|percent|per|cent|points?|percentage|yuan|dollars|euros|billion|million|trillion"
    r"|[€$£¥]?\d[\d,.]*%?)(?: |$)){1,12}"
)
AROUND_NUMBER = r"^(?:(?:at(?! least)|around|about|by|to|of|roughly|some|be|reach) ){1,4}"
# What stands before the words of a goal: who says, plans or calls for it, and on what ground.
BEFORE_GOAL = (
    r"^(?:['\"\u201c ]+|(?:and|but|that|also|then|so) |$goal_opening\b[^,]{0,80}, "
    r"|(?:[\w.'-]+ ){0,6}(?:$goal_saying)(?: that)?,? "
    r"|(?:[\w'-]+ ){1,4}(?:is|are|was|were|remains?|remained|stays?) (?:[a-z]+ly )?(?:$goal_resolved) (?:to |on )?"
    r"|(?:(?:the|this|that|an?) )?(?:[\w-]+ ){0,3}(?:$goal_calling) for "
    r"|(?:we|they|it|he|she) (?:(?:also|now) )?(?:(?:$goal_planning) (?:to )?)?(?!\w+ed |have |has |had )(?=[a-z]{2,} )"
    r"|there (?:are |is )?(?=[a-z]+ |\d)|(?:the|an?) )"
)
REVISED_GOAL = "target.revised"  # "lifted its target for 2025": what was lifted is said by the number of the goal
WANTED_IN = (
    r"(?:(?:we|I|they|the|its|their) )?(?:aim|plan|hope|wants?\b(?! to (?:know|see|hear|learn)\b)|intend"
    r"|vow|pledge|promise|commit|seek|goal|target|objective|ambition|expect|set out)"
    r"[^.;:,\d]{2,100} in "
    r"(?:(?:the )?(?:year|course of|first half of|second half of|spring of|autumn of|summer of) )?20\d\d$"
)
OWN_CLAUSE = 80  # code points between a year and the words of its own goal
AROUND = 600  # code points on both sides of a year in which the words of its goal stand
NEAR = 200  # code points within which a number of a goal and a plain year ("in 2025") belong together


def target_years(document: Document, candidate: Candidate, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """A claim for each year by which a goal of the sentence is to be met; `drafts` are its numbers."""
    for time in candidate.times:
        through = year_through(time, document.date) if _is_span(candidate.normal, time) else None
        year = through if time.year is None else time.year
        if time.role not in ("goal", "period") or year is None:
            continue
        goals = [draft for draft in drafts if draft.status == "target" and draft.target_year == year]
        in_years = wording(YEAR_WORD).search(candidate.normal, time.start, time.end) is not None
        if not in_years and not _is_deadline(candidate.normal, time, goals):
            continue
        cue = governing_cue(candidate.normal, candidate.sentence, time.start, candidate.cues)
        behind = next((item for item in _goal_cues(candidate.cues) if item.start > time.start), None)
        alone = time.year is not None and _numberless_goal(candidate.normal, time, cue or behind, document.date)
        if not goals and not alone:
            continue
        if goals and time.role == "period" and not any(abs(goal.quantity.start - time.start) < NEAR for goal in goals):
            continue
        anew = behind is not None and _opens_clause(candidate.normal, time, behind)
        told = behind if cue is None or cue.label == "forecast" or anew else cue
        phrase = goal_phrase(candidate.normal, candidate.sentence, time, told)
        phrase = told_plainly(phrase)
        named = _named(candidate.normal, phrase, goals[0], drafts) if goals and phrase else None
        if goals and any(item.rule == REVISED_GOAL for item in candidate.cues):
            named = goals[0].indicator
        words = Ground.at("the words of the goal around its year", _place(candidate, time, phrase or ""))
        phrase = named or phrase
        if goals and (named is not None or phrase is None):
            words = replace(goals[0].grounds["indicator"], why="that of the number of the goal")
        if told is not None:
            status = ground_of(told, "words that make it a goal, and a time by which it is to be")
        else:
            status = replace(goals[0].grounds["status"], why="shared with the number that is to be reached")
        grounds = {"indicator": words, "status": status}
        yield _year_draft(time, year, phrase or (goals[0].indicator if goals else None), grounds)


def _goal_cues(cues: Sequence[Cue]) -> Iterator[Cue]:
    """The cues that are none of a forecast nor inside one: the "will" of "by 2030 the population will grow" is none."""
    foreseen = [cue for cue in cues if cue.label == "forecast"]
    for cue in cues:
        if cue.label != "forecast" and not any(other.start <= cue.start < other.end for other in foreseen):
            yield cue


def _is_span(normal: str, time: TimeMention) -> bool:
    """Whether something is to be done in a span of years, and none of a plan's name: "from 2026 to 2030"."""
    left = max(0, time.start - 16)
    return time.role == "period" and wording(WITHIN).search(normal, left, time.start) is not None


def _is_deadline(normal: str, time: TimeMention, goals: Sequence[Draft]) -> bool:
    """Whether a number is to be reached by a time without a year: "to assist 600,000 people by the end of May"."""
    if wording(BEFORE).search(normal, max(0, time.start - 12), time.start):
        return False
    dated = time.role == "goal" and time.rule not in NO_DATE
    return dated and any(0 < time.start - goal.quantity.end < NEAR for goal in goals)


def _named(normal: str, phrase: str, goal: Draft, drafts: Sequence[Draft]) -> str | None:
    """A goal as its number and what that measures, where its words say only a number or hold a result beside it."""
    if goal.indicator is None:
        return None
    if wording(NUMBER_ONLY).fullmatch(phrase):
        return f"{goal.indicator} {wording(AROUND_NUMBER).sub('', phrase)}"
    results = [draft for draft in drafts if draft.status == "reported"]
    if not any(normal[draft.quantity.start : draft.quantity.end] in phrase for draft in results):
        return None
    number = " ".join(normal[goal.quantity.start : goal.quantity.end].split())
    return f"{number} {goal.indicator}" if goal.quantity.kind == "count" else f"{goal.indicator} {number}"


def told_plainly(phrase: str | None) -> str | None:
    """The words of a goal without who says it or plans it, and without what opens the sentence."""
    if phrase is None:
        return None
    text, previous = phrase, ""
    while text != previous:
        previous = text
        text = wording(BEFORE_GOAL).sub("", text)
    return text if len(text.split()) > 1 or wording(NUMBER_ONLY).fullmatch(text) else phrase


def _opens_clause(normal: str, time: TimeMention, cue: Cue) -> bool:
    """Whether a year stands at the start of a clause with a goal of its own: "..., and by 2028 we want to have"."""
    return (
        cue.start - time.end < OWN_CLAUSE
        and wording(CLAUSE_OPENS).search(normal, max(0, time.start - 40), time.start) is not None
    )


def _place(candidate: Candidate, time: TimeMention, phrase: str) -> tuple[int, int] | None:
    """The shortest stretch around a time that holds the words of a goal in order; None where it holds them not."""
    words = phrase.split()
    if not words:
        return None
    start = max(candidate.sentence.start, time.start - AROUND)
    end = min(candidate.sentence.end, time.end + AROUND)
    begins = (at for at in range(start, end) if candidate.normal.startswith(words[0], at))
    places = [place for at in begins if (place := _in_order(candidate.normal, words, at, end)) is not None]
    return min(places, key=lambda place: place[1] - place[0], default=None)


def _in_order(normal: str, words: Sequence[str], start: int, end: int) -> tuple[int, int] | None:
    """From a place to the end of the last of these words behind it, in order; None where one is missing."""
    at = start
    for word in words:
        found = normal.find(word, at, end)
        if found < 0:
            return None
        at = found + len(word)
    return start, at


def goal_years(document: Document, candidate: Candidate) -> Iterator[Draft]:
    """The years of goals without a number, of a sentence ("to grow by 2018") or a heading ("Targets for 2025")."""
    paragraph = document.paragraphs[candidate.sentence.paragraph]
    if paragraph.zone != "heading":
        yield from target_years(document, candidate, ())
        return
    heading = document.normal[paragraph.start : paragraph.end]
    if heading_status(heading) != "target":
        return
    for time in candidate.times:
        if time.year is not None and time.role in ("goal", "period"):
            text = told_plainly(goal_phrase(document.normal, candidate.sentence, time, None)) or " ".join(
                heading.split()
            )
            words = Ground("the words of the heading", paragraph.start, paragraph.end)
            status = Ground("a heading over goals", paragraph.start, paragraph.end)
            yield _year_draft(time, time.year, text, {"indicator": words, "status": status})
            return


def _numberless_goal(normal: str, time: TimeMention, cue: Cue | None, today: str | None) -> bool:
    """A goal without a number counts where its year is written out: "to strengthen competitiveness by 2018"."""
    if cue is None or cue.label == "forecast":
        return False
    if time.role != "goal" and not _meant_for(normal, time, cue, today):
        return False
    if not wording(FOUR_DIGITS).search(normal, time.start, time.end):
        return False
    if wording(RELEASE).search(normal, max(0, time.start - AROUND), time.start):
        return False
    year = (today or "")[:4]
    return not year.isdigit() or time.year is None or time.year >= int(year)


def _meant_for(normal: str, time: TimeMention, cue: Cue, today: str | None) -> bool:
    """Whether a plain year to come is that of what is wanted: "we want to be ready for the launch in 2029"."""
    year = (today or "")[:4]
    if cue.label != "target" or not year.isdigit() or time.year is None or time.year <= int(year):
        return False
    return cue.end <= time.start and wording(WANTED_IN).match(normal, cue.start, time.end) is not None


def _year_draft(time: TimeMention, year: int, indicator: str | None, grounds: Mapping[str, Ground]) -> Draft:
    place = (time.start, time.end)
    quantity = Quantity(
        "target_year", *place, Decimal(year), None, time.rule, number_start=place[0], number_end=place[1]
    )
    own = Ground("the year that the words name", *place, time.rule)
    return Draft(
        quantity,
        None,
        indicator,
        status="target",
        target_year=year,
        grounds={**OF_A_YEAR, **grounds, "target_year": own},
    )
