"""Reporting clauses: "Lin said that", "according to the ministry", "data from the customs showed"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import regex

from extractors.attribution.grammar import PATTERNS
from extractors.attribution.introductions import has_head
from extractors.attribution.phrases import Phrase, is_paper, names_role, phrase_after, phrase_before, regexes
from extractors.attribution.quotes import Quote, inside
from extractors.attribution.subjects import subject_before
from extractors.edtf import days_from
from extractors.wording import folded
from patterns import Rule

WORD = re.compile(r"[A-Za-z]+|--|—|–")
LONGEST = 4000  # a sentence longer than this is none; what stands behind is not read
OBJECT = 160  # "told more than 100 officials in Beijing and many others"
RELATIVE = 45  # how far before "that economists had expected" the number stands
ALONE_NOTHING = frozenset({"as", "As", "words"})  # too many sentences hold them
Side = Literal["front", "back", "number"]
ORDERS: dict[object, Side] = {"front": "front", "back": "back"}


@dataclass(frozen=True)
class Report:
    """A reporting clause: [start, end) are its words, source, verb and adjuncts.

    `side`: "front" before what it reports, "back" behind or in the middle of it (it then covers the whole sentence),
    "number" for a clause that belongs to the number right before it. `verb` is where the verb stands. `kind`: the
    class of the frame (say, tell, expect, show, cite ...).
    """

    start: int
    end: int
    phrase: Phrase
    kind: str
    side: Side
    verb: int
    begin: int  # where an introduction that belongs to it begins: "By 2030, Lin said ..."
    rule: str | None = None  # the frame that found it

    def covers(self, position: int) -> bool:
        """Does this clause give the source of what stands there? Its own words are the writer's."""
        if self.side == "number":
            return self.begin <= position < self.start
        if self.side == "front":
            return position >= self.end or self.begin <= position < self.start
        return not self.start <= position < self.end


def find_reports(text: str, start: int, end: int, quotes: tuple[Quote, ...] = ()) -> tuple[Report, ...]:
    """The reporting clauses of one sentence of normalised text, in order; verbs inside `quotes` are none."""
    end = min(end, start + LONGEST)
    words = _triggers().keys() & set(WORD.findall(text, start, end))
    if words <= ALONE_NOTHING:
        return ()
    found: list[Report] = []
    for number in sorted({number for word in words for number in _triggers()[word]}):
        rule = _rules()[number]
        if rule.regex is None:
            continue
        for match in rule.regex.finditer(text, start, end):
            if inside(quotes, match.start()) is not None:
                continue
            left = max((report.end for report in found if report.end <= match.start()), default=start)
            teller = next((one for one in found if one.side == "back" and text[one.end : match.start()] == ", "), None)
            report = _report(text, rule, match, start, _clause_start(text, left, match.start()), end)
            if report is not None and teller is not None and rule.values["side"] == "subject":
                report = replace(report, phrase=teller.phrase)  # "the ministry will inspect, Cui said, adding that"
            if report is not None and _names_what_is_told(text, report):
                continue
            if report is not None and not any(report.start < other.end and other.start < report.end for other in found):
                found.append(replace(report, rule=rule.id))
    return tuple(sorted(found, key=lambda report: report.start))


def _report(text: str, rule: Rule, match: regex.Match[str], opens: int, start: int, end: int) -> Report | None:
    kind = str(rule.values.get("class", "expect"))
    if rule.values["side"] == "subject":
        subject = subject_before(text, opens, match.start())
        place = (match.start(), match.end())
        return Report(*place, subject, kind, "front", match.start(), match.start()) if subject is not None else None
    if rule.values["side"] == "right":
        return _report_right(text, rule.label, kind, match, start, end)
    phrase = phrase_before(text, start, match.start())
    verb = match[0] + " that" if text.startswith(" that ", match.end()) else match[0]
    if phrase is None or match[0][0].isupper() or not _can_say(phrase, kind, verb):
        return None
    if _pattern("we_at").search(text, max(start, phrase.start - 30), phrase.start):
        return None  # "we at the Fund see growth": the speaker himself
    if kind == "cleft" and not text[start : phrase.start].lower().endswith(("it was ", "it is ")):
        return None
    if text.endswith(" than ", start, phrase.start) and rule.label != "relative":
        return None  # "half a point more than the bank had expected" reports nothing
    if kind == "expect" and phrase.form == "pronoun" and _pattern("noun_before").search(text, start, phrase.start):
        return None  # "the variant we see here", "the growth they expect"
    if rule.label == "relative":
        return Report(
            phrase.start, match.end(), phrase, "expect", "number", match.start(), _number_start(text, phrase.start)
        )
    clause_end = _object_end(text, match.end(), end) if kind == "tell" else match.end()
    if _pattern("comma").search(text, start, match.start()) and _said_behind(text, phrase, match, end):
        return None
    order = rule.values.get("order")
    side = ORDERS[order] if order in ORDERS else _left_side(text, start, phrase, clause_end, end)
    if side == "back":
        clause_end = _adjuncts_end(text, clause_end, end)
    if phrase.role is not None and _pattern("who_says").match(phrase.role):  # "Gill, who now sees 2 percent, said"
        return Report(match.start(), clause_end, phrase, kind, side, match.start(), phrase.start)
    introduced = _pattern("introduction").fullmatch(text[start : phrase.start].rstrip()) is not None
    return Report(phrase.start, clause_end, phrase, kind, side, match.start(), start if introduced else phrase.start)


def _names_what_is_told(text: str, report: Report) -> bool:
    """Whether a paper is what was announced, not who says it: "Under a plan announced in July, families will"."""
    if report.phrase.head not in PATTERNS.words("paper") or report.side == "number":
        return False
    *_, before = ["", *text[max(0, report.phrase.start - 20) : report.phrase.start].split()]
    return before.lower() in PATTERNS.words("told_of") and _pattern("issued").match(text, report.verb) is not None


def _said_behind(text: str, thing: Phrase, match: regex.Match[str], end: int) -> bool:
    """ "It tests the CR450, a train built for 400 km per hour, said Luo": what stands before the verb is a thing."""
    if thing.role is None or not thing.role.startswith(("a ", "an ", "which ", "home to ")):
        return False
    if names_role(thing.role.lower()) and not thing.role.startswith("which "):
        return False
    behind = phrase_after(text, match.end(), end)
    if behind is None or behind.form != "proper" or behind.name.lower() in PATTERNS.words("place"):
        return False
    return behind.end == end or text[behind.end] in ",."


def _report_right(text: str, label: str, kind: str, match: regex.Match[str], start: int, end: int) -> Report | None:
    phrase = phrase_after(text, match.end(), end)
    if phrase is None or (kind == "inverted" and phrase.form == "pronoun" and phrase.name.lower() in ("it", "they")):
        return None
    if kind == "inverted" and _pattern("does").match(text, phrase.end, end):
        return None  # "The paper, citing officials, said the fund would sell"
    if phrase.name.rsplit(" ", 1)[-1] in PATTERNS.vocabulary["measure"]:
        return None  # "according to the Composite CPI"
    if kind == "asked" and phrase.owner is None and phrase.form == "common":
        return None  # "in a recent survey": nobody's
    if phrase.role is not None and _pattern("who_says").match(phrase.role):  # "said Gill, who now sees 2 percent"
        phrase = replace(phrase, end=text.rfind(phrase.role, 0, phrase.end) - 2)
    side = _right_side(text, start, match.start(), label, kind)
    clause_end = phrase.end if side == "front" else _adjuncts_end(text, phrase.end, end)
    begin = _number_start(text, match.start()) if side == "number" else match.start()
    return Report(match.start(), clause_end, phrase, kind, side, match.start(), begin)


def _number_start(text: str, end: int) -> int:
    """Where the number before "that economists had expected" can begin at the earliest."""
    start = max(0, end - RELATIVE)
    return max(start, *(text.rfind(sign, start, end) for sign in (", ", " and ", " than ", " the ")))


def _can_say(phrase: Phrase, kind: str, verb: str) -> bool:
    """Does this source go with this kind of verb? Data show, people expect; places do neither."""
    if phrase.name in PATTERNS.vocabulary["nobody"]:
        return False
    read_out = phrase.head is not None and (
        phrase.head in PATTERNS.words("data") or phrase.head in PATTERNS.words("paper")
    )
    if phrase.form == "proper" and verb.startswith("report") and phrase.name in PATTERNS.vocabulary["country"]:
        return False  # "China reported a rise in freight": it had one
    if kind == "show" and (verb.endswith(" that") or is_paper(phrase)):
        return True  # "the council found that", "our Business Outlook Survey shows"
    if kind == "show" and verb in ("found", "finds") and phrase.form == "proper" and has_head(phrase.name):
        return True  # "the council found 85 percent of homes damaged"
    if kind == "ask":
        house = phrase.head in PATTERNS.words("organization") or phrase.head == "government"
        return house or (phrase.form == "proper" and phrase.role is None)
    if kind == "foretold":
        return phrase.head in PATTERNS.words("foretold") and (phrase.owner is not None or "'s " in phrase.name)
    if kind in ("show", "paper"):
        return read_out and (kind == "show" or phrase.head not in PATTERNS.words("data"))
    if kind == "expect":
        if phrase.form == "proper":
            return phrase.name.lower() not in PATTERNS.words("place")
        if phrase.head in PATTERNS.words("foreseeing"):
            return True  # "the bank's new forecast sees inflation averaging 2.4 percent"
        return verb.lower().startswith("put") or not read_out
    return True


def _left_side(text: str, start: int, phrase: Phrase, verb_end: int, end: int) -> Side:
    """Is "Lin said" before, or behind what Lin said?"""
    before = text[start : phrase.start].rstrip()
    quoted = not before and text[max(0, start - 1) : start] == '"'
    if quoted and (_pattern("closed").match(text, verb_end, end) or _pattern("deed").match(text, verb_end, end)):
        return "back"  # "It is home," she said after paying 40 yuan.
    if not before or _pattern("opens").fullmatch(before):
        return "front"
    if _pattern("closed").match(text, verb_end, end):
        return "back"
    if (
        before.endswith(",")
        and _pattern("adjunct_next").match(text, verb_end, end)
        and not _pattern("introduction").fullmatch(before)
    ):
        return "back"
    return "front"


def _right_side(text: str, start: int, place: int, label: str, kind: str) -> Side:
    """ "According to Lin, exports rose" or "exports rose, according to Lin"."""
    if label == "relative":
        return "number"
    if kind == "chain":
        return "front"
    before = text[start:place].rstrip()
    if kind in ("cite", "asked") and (_pattern("opens").fullmatch(before) or _pattern("turns").search(before)):
        return "front"
    return "back"


def _clause_start(text: str, start: int, verb: int) -> int:
    """Where the clause of a verb can begin at the earliest: behind a semicolon, a colon or a quotation."""
    places = ((text.rfind(sign, start, verb), len(sign)) for sign in ('"', "; ", ": "))
    inside_brackets = text.rfind("(", start, verb), text.rfind(")", start, verb)  # "Pier Foods (NYSE: PIER) reported"
    ends = [place + length for place, length in places if place >= 0]
    return max([start, *(end for end in ends if not inside_brackets[0] < end <= inside_brackets[1])])


def _object_end(text: str, start: int, end: int) -> int:
    """Behind whom somebody told: "told more than 100 officials in Beijing"."""
    stop = min(end, start + OBJECT)
    found = _pattern("audience").match(text, start, stop) or _pattern("object").match(text, start, stop)
    return found.end() if found is not None else start


def _adjuncts_end(text: str, start: int, end: int) -> int:
    """Behind "on Friday", "in a statement", "at a press conference in Beijing"."""
    found = _pattern("adjuncts").match(text, start, end)
    return found.end() if found is not None else start


def report_day(text: str, report: Report, end: int, said: date, published: date | None) -> date | None:
    """The day tied to a reporting clause where it is another than the document's."""
    limit = min(end, (report.end if report.side == "back" else report.verb + 100))
    that = text.find(" that ", report.verb, limit)
    role = report.phrase.role or ""
    start = report.verb if role.startswith("which ") else report.start  # "the bank, which meets on June 18, said"
    found = _day(text, start, that if that >= 0 else max(report.end, min(limit, report.verb + 40)))
    if found is None:
        return None
    day = _resolve(found, published if published is not None and 0 <= (published - said).days <= 7 else said)
    return day if day != said else None


def _day(text: str, start: int, end: int) -> regex.Match[str] | None:
    for rule in regexes("day"):
        found = rule.search(text, start, end)
        if found is not None:
            return found
    return None


def _resolve(found: regex.Match[str], today: date) -> date | None:
    groups = found.groupdict()
    if groups.get("weekday"):
        weekday = _days().index(folded(groups["weekday"]))
        return days_from(today, -((today.weekday() - weekday) % 7))
    month = _months().index(folded(groups["month"] or groups["month_2"]).rstrip(".")[:3]) + 1
    number = int(groups["day"] or groups["day_2"])
    for year in (today.year, today.year - 1):
        try:
            day = date(year, month, number)
        except ValueError:
            return None
        if day <= today:
            return day
    return None


def _days() -> tuple[str, ...]:
    return tuple(day.lower() for day in PATTERNS.vocabulary["weekday"])


def _months() -> tuple[str, ...]:
    return tuple(month.lower()[:3] for month in PATTERNS.vocabulary["month"][:12])


@functools.cache
def _rules() -> tuple[Rule, ...]:
    """The frames in the order in which they are tried."""
    return PATTERNS.labelled("relative") + PATTERNS.labelled("frame")


@functools.cache
def _triggers() -> dict[str, tuple[int, ...]]:
    """Word -> the numbers of the frames that are tried on a sentence that holds it."""
    triggers: dict[str, tuple[int, ...]] = {}
    for number, rule in enumerate(_rules()):
        for word in _trigger_words(rule.values["trigger"]):
            triggers[word] = (*triggers.get(word, ()), number)
    return triggers


def _trigger_words(entries: Sequence[str]) -> Iterator[str]:
    for entry in entries:
        listed = PATTERNS.vocabulary[entry[1:]] if entry.startswith("$") else (entry,)
        yield from (phrase.split()[0] for phrase in listed)


@functools.cache
def _pattern(name: str) -> regex.Pattern[str]:
    templates = {
        # nothing, or words that only tie the clause to what went before
        "opens": r"(?:$tie,? ?)*+",
        "introduction": r"(?:(?:but|and|yet) )?$introducing\b[^,;\"]{0,120},",
        "closed": r"(?: $adverb)?(?=[,.;?!\"]|$)",
        "adjunct_next": r"(?: $adverb)? $adjunct\b",
        # the noun that a clause without "that" belongs to
        "noun_before": r"\b(?!$conjunction )(?-i:[a-z])[\w-]+ $",
        "who_says": (
            r"who (?:$adverb )?(?:$say|$expect|(?:cut|raised|lowered|trimmed|revised|lifted) (?:his|her|their)"
            r" (?:[\w-]+ ){0,3}(?:call|forecast|estimate|projection|outlook))\b"
        ),
        "issued": r"(?:$issued|outlined|put forward|pledged|promised|proposed|presented|pushed)\b(?! that\b)",
        "comma": r", $",
        "does": r" (?:$finite|has|have|had|may|might|should|must)\b",
        "turns": r"(?:[;:]|, (?:and|but|while|whereas|yet)|--|\bthat),?$",
        # "told analysts on Tuesday the company had cut costs": whom, when and where, and a clause without "that"
        "audience": (
            r" (?:(?:the |state |local |foreign )?$audience|(?:a|an|the|his|her|its) (?:[\w-]+ ){0,3}$occasion"
            r"|(?-i:[A-Z])[\w'-]+(?: (?-i:[A-Z])[\w'-]+){0,2})"
            r"(?: (?:(?:on|late|early|last|this|earlier) ){0,2}(?:$weekday|week|month|year|today|yesterday|morning))?"
            r"(?: in (?-i:[A-Z])[\w'-]+(?: (?-i:[A-Z])[\w'-]+)?)?"
            r"(?: (?:on|at|in|during) (?:an?|the|his|her|its) (?:[\w-]+ ){0,4}$occasion)?"
            r"(?: (?:(?:on|late|early|last|this|earlier) ){0,2}(?:$weekday|week|month|year|today|yesterday|morning))?"
            r"(?= (?!$preposition\b|$no_clause\b)(?-i:[a-z$\d\u20ac\u00a3\u00a5]|[A-Z][\w'-]+ [a-z]))"
        ),
        "object": r"(?: (?!that\b)[^\s,.;:\"]+){1,25}?(?= that\b|[,.;:\"]|$)(?: that\b)?",
        "we_at": r"\b(?:we|us|all of us|those of us) (?:here )?(?:at|in|from) $",
        "in_paper": (
            r" in (?:an?|its|their|the|his|her) (?:[\w'-]+ ){0,4}(?P<paper>$paper)\b"
            r"(?=[,.;\"]| (?:on|released|published|that|late|this|last|seen)\b|$)"
        ),
        "in_paper_before": (
            r"In (?:an?|its|their|the|his|her) (?:[\w'-]+ ){0,4}(?P<paper>$paper)\b"
            r"(?: (?:on|released|published|for|about)\b[^,]{0,60})?, $"
        ),
        "deed": r" (?:after|before|while|upon|when) (?-i:[a-z]+ing)\b",
        "adjuncts": r"(?:, (?:after|before|while|upon) (?-i:[a-z]+ing)\b(?: (?:[^\s,.;:\"]|[.,](?=\d))+){0,20})?"
        r"(?: $adjunct\b(?: (?!that\b)(?:[^\s,.;:\"]|[.,](?=\d))+){0,12}){0,3}",
    }
    return PATTERNS.expression(templates[name])


def paper_of(text: str, report: Report, start: int, end: int) -> str | None:
    """The head of the paper in which somebody says it: "In a monthly report, OPEC said", "he said in a note"."""
    if report.kind not in ("say", "expect", "tell", "inverted"):
        return None
    before = _pattern("in_paper_before").match(text, start, report.start)
    found = before or _pattern("in_paper").search(text, report.verb, min(end, report.verb + 80))
    return found["paper"].lower() if found is not None else None


def nearest(reports: tuple[Report, ...], position: int) -> Report | None:
    """The clause that gives the source of what stands at the position: the innermost where several cover it."""
    covering = [report for report in reports if report.covers(position)]
    if any(report.start <= position < report.end for report in reports if report.side != "number"):
        covering = []  # a number in the reporting clause itself is the writer's
    for side in ("number", "front", "back"):
        chosen = [report for report in covering if report.side == side]
        if chosen:
            before = [report for report in chosen if report.end <= position]
            return (
                (before or chosen)[-1]
                if side == "front"
                else min(chosen, key=lambda report: abs(report.start - position))
            )
    return None
