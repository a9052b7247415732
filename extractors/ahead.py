"""What the clause of a number says of the time to come: the course of an economy, money set aside, old levels."""

from __future__ import annotations

from extractors.links import base_of
from extractors.records import Quantity, Sentence, TimeMention
from extractors.scene import Draft, Scene
from extractors.targets import Cue, Standing, holds_past
from extractors.tense import headline_verb, past_verb, planned_verb
from extractors.time_ties import foreseen_in, year_through
from extractors.timing import Timed, time_of
from extractors.wording import wording

# "Unemployment drifts up to 4.5 per cent", "which gets you to 3 percent": the course of an economy, in the present.
COURSE = (
    r"\b(?:(?:$economy_part)(?: (?!(?:to|and|but|target|goal)\b)[\w-]+){0,3}? (?:$course_verb)"
    r"|(?:gets|takes|puts|leaves|brings) (?:you|us|it|them|inflation|rates?|the (?:cash |policy )?rate)"
    r"|central (?:case|scenario)|baseline|projections?|forecasts?)\b[^.;:]{0,60}$"
)
GRANTED = r"(?:$granted)"
REVISED = ("forecast.revised", "target.revised")
REVISED_FROM = (
    r"\b(?:revised|lowered|cut|raised|trimmed|upgraded|downgraded)(?: (?:up|down|upwards?|downwards?|slightly))? from $"
)
ASIDE_FIGURE = r"[^.;,]{0,60}, (?:a|an|the|which|something) (?:[a-z]+ ){0,3}"
TOLD = (
    r"\b(?:rose|fell|grew|stood|reached|dropped|declined|climbed|slowed|totall?ed"
    r"|said|says|told|noted|added|stressed|(?:was|were)(?! (?:set|fixed|planned|agreed|targeted|proposed)\b)"
    r"|began|opened"
    r"|started|launched|signed|issued|approved|passed|announced|reported|built|took)\b"
)
AVERAGED = r"\b(?:averaged|stood at|was|were|came (?:in )?at|remained|stayed)\b[^;:]{0,60}, "
BY_A_YEAR = r"(?<=\bby (?:the end of |the year )?)"
SINCE_GAP = r"[^.;:,()]{0,30} since(?: (?:early|late|mid|around|the))? ?"
AHEAD = (
    r"[^,;.:]{0,70}?\b(?P<past>was|were|has|have|had|is|are|said)?\b[^,;.:]{0,10}?"
    r"\b(?:will|shall|are to|is to) (?:also |soon |then )?be \w+(?:ed|en|lt|ut|nt|ht|ld)\b"
    r"|[^,;.:]{0,40}?\b(?:are|is) to (?!be\b)[a-z]{3,}\b"
)
NEAR = 10  # code points between a number and the time right behind it


def is_course(scene: Scene, index: int) -> bool:
    """Whether a number by a time to come is foreseen: "unemployment drifts up to 4.5 per cent by the end of 2027"."""
    start, end = scene.candidate.sentence.start, scene.quantity(index).start
    return wording(COURSE).search(scene.normal, start, end) is not None


def looks_ahead_since(own: Standing, linked: Draft) -> bool:
    """Whether words look ahead between two numbers: "inflation, which was 3.1 percent, [is expected to] fall to 2"."""
    return own.cue is not None and own.status != "reported" and own.cue.start >= linked.quantity.end


def over_behind(scene: Scene, index: int) -> TimeMention | None:
    """The time right behind a number, where that is over: "seen at 3.9 percent versus 4.1 percent [in March]"."""
    end, today = scene.quantity(index).end, scene.setting.today or ""
    near = (time for time in scene.candidate.times if end <= time.start <= end + NEAR)
    time = next(near, None)
    if time is None or time.role not in ("period", "base") or time.edtf is None or foreseen_in(time, scene.normal):
        return None
    base = time_of(base_of(scene.candidate.links, index), scene.candidate)
    if base is None or len(base.edtf or "") != len(time.edtf):
        return (
            None  # "see 2026 inflation at 1.7 percent vs 1.9 percent in December": December is when that was foreseen
        )
    last = time.edtf.rpartition("/")[2]
    return time if last[:1].isdigit() and today[:1].isdigit() and last < today[: len(last)] else None


def is_granted(scene: Scene, index: int) -> bool:
    """Whether a number is what was approved or set aside: "approved 85 billion euros for the armed forces in 2027"."""
    verb = past_verb(scene.parsed, index)
    return verb is not None and wording(GRANTED).fullmatch(verb.lower_) is not None


def is_revised(scene: Scene, index: int, cue: Cue | None) -> bool:
    """Whether a level is that of a forecast before it was revised: "raised its estimate to 188 from 181"."""
    if cue is None:
        return False
    start = scene.candidate.sentence.start
    changed = any(other.rule in REVISED for other in scene.candidate.cues if other.start <= cue.start)
    return changed or wording(REVISED_FROM).search(scene.normal, start, scene.quantity(index).start) is not None


def aside_ahead(scene: Scene, index: int) -> bool:
    """Whether only an aside behind the number looks ahead: "costs 2 billion a year, a figure expected to double"."""
    quantity = scene.quantity(index)
    mentions = (cue for cue in scene.candidate.cues if cue.start >= quantity.end)
    cue = next(mentions, None)
    return cue is not None and wording(ASIDE_FIGURE).match(scene.normal, quantity.end, cue.end) is not None


def goal_year(timed: Timed | None, scene: Scene, quantity: Quantity) -> int | None:
    """The year by which a goal is to be met; a plain year that is over was no such year."""
    today = scene.setting.today
    mention = timed.mention if timed is not None else None
    if mention is None or mention.role not in ("goal", "period"):
        return None
    end, start = quantity.end, quantity.start
    if mention.role == "period" and wording(TOLD).search(scene.normal, end, max(end, mention.start)):
        return None  # "aims at 2 percent, said prices rose 3 percent in June"
    if mention.role == "period" and wording(AVERAGED).search(scene.normal, min(mention.end, start), start):
        return None  # "in the first five months it averaged 3 percent, inside the target range of 2 to 4 percent"
    if mention.year is None and mention.role == "period":
        return None if timed is None or timed.crossed else year_through(mention, today)
    now = (today or "")[:4]
    over = mention.role == "period" and mention.year is not None and now.isdigit() and mention.year < int(now)
    if over and wording(BY_A_YEAR).match(scene.normal, mention.start):
        over = False  # "had called for the share to double by 2020"
    return None if over else mention.year


def since_then(scene: Scene, index: int, timed: Timed) -> bool:
    """Whether a number is of the time since then, told right behind it: "below the average of 4.7% since 1990"."""
    end, mention, today = scene.quantity(index).end, timed.mention, scene.setting.today or ""
    begin, _, last = (timed.edtf or "").partition("/")
    if mention is None or last != ".." or not (today[:1].isdigit() and begin < today[: len(begin)]):
        return False
    return end <= mention.start and wording(SINCE_GAP).fullmatch(scene.normal, end, mention.start) is not None


def verb_ahead(scene: Scene, index: int) -> tuple[int, int] | None:
    """Where the verb stands that tells that what the number counts is still to come."""
    verb = planned_verb(scene.parsed, index) or headline_verb(scene.parsed, index)
    if verb is not None:
        start, end, _ = scene.parsed.spans[verb.i]
        return start, end
    return _lies_ahead(scene.normal, scene.candidate.sentence, scene.quantity(index))


def _lies_ahead(normal: str, sentence: Sentence, quantity: Quantity) -> tuple[int, int] | None:
    """ "62,000 beacons will be installed": a passive still to come, where the tree has lost the subject."""
    if quantity.kind not in ("count", "money", "quantity"):
        return None
    match = wording(AHEAD).match(normal, quantity.end, sentence.end)
    if match is None or holds_past(normal, quantity.end, match.end()):
        return None
    return match.span()
