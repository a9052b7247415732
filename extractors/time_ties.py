"""What ties a time to something else than a number: the saying, a comparison, the birth of a law, words told aside."""

from __future__ import annotations

import re

from extractors.edtf import is_day
from extractors.links import Linked
from extractors.records import Quantity, Sentence, TimeMention
from extractors.wording import wording

SPEECH = r"\b(?:$reporting_verb|$publishing_verb)\b[^.;]{0,80}$"
SAID = r"\b(?:$reporting_verb|$publishing_verb)\b"
EFFECTIVE = r"\b(?:effective|starting|beginning|as from|with effect)\b[^,.;]{0,12}$"
REPORT_OF = r"(?-i:'s (?:report|data|release|figures|announcement|statement|meeting|decision)\b)"
SAID_NEAR = r"\b(?:$reporting_verb|$aside_verb|confirmed|estimated|warned|cautioned)(?: (?!that\b)[\w'-]+){0,5} $"
SAID_THAT = r"(?: (?:is|was|were))?,? that\b"
# "..., the minister said in March this year."
SAID_IN = (
    r"(?<!\bbe )\b(?:said|told \w+|told the \w+|noted|added|stressed)"
    r" (?:(?:earlier|back|late) )?in (?:early |late |mid-)?$"
)
SAID_END = r"(?=[.,;\"\u201d]|$)"
AS_OF = r"\bas (?:of|at) ?$"
UNTIL = r"\b(?:as of|by|up to|until|till|through|since)(?: last| this)? ?$"
THAN = (
    r"\b(?:than|relative to|compared with|compared to|versus|against)\b"
    r"(?! (?:the |a |other )?(?:U\.?S\.? )?(?:$currency_word)\b)[^,;.]{0,50}$"
)
# "1.8 times the number in 2020", "half of what it was a decade ago": the time of what is compared with.
COMPARED = (
    r"\b(?:$compared_level)"
    r"(?: (?:of|in|at|from|seen|for|recorded|$recorded_in|as|during|over|all of"
    r"|the (?:whole(?: of)?|entire|end of|peak)))*"
    r"(?: the)? ?$"
)
EARLIER = (" what it was", " what they were", " what it had been", " what they had been")
ONCE = (
    r" [^,;:.]{3,50} when [^,;:.]{3,50} (?:in|on|at|during)(?: the)? "  # "twice the sum allowed when it began in 2022"
)
# "three times the toll in 2024"
OF_THEN = (
    r" (?:the|its|their|that|those)(?: (?!(?:and|or|but|to)\b)[\w'-]+){0,5}?"
    r" (?:in|of|at|for|during|over|from)(?: the)?(?: (?:whole of|end of))?(?: the)? ?"
)
# Words that tie a time to something else than the number behind: "launched in 2016", "the gain it had posted in May".
ATTRIBUTIVE = (
    r"\b(?:took effect|came into (?:force|effect)|entered into force"
    r"|launched|unveiled|issued|founded|adopted|signed|established|approved|enacted|introduced|promulgated"
    r"|(?:which|who|that|it|they) (?:had|has|was|were|went|began|came)(?: \w+)?"
    r"|(?:plan|law|act|agreement|decision|conference|meeting|version|guideline|campaign) of)"
    r"(?: (?:early|late|back))?(?: (?:in|on|at|during))?(?: the)? ?$"
)
# What is told aside between commas: ", who took office in 2021," ", passed in 2018,".
ASIDE = r", (?:(?:first|originally|itself|formally|officially|only|finally) )?(?:$aside)\b(?! that\b)[^,;:()]{0,80}$"
# What tells how long the thing lasts that the number is of: "the rush, which runs from July 1 to Aug. 31, will see".
LASTS = (
    r", (?:which|that) (?:will |would )?(?:runs?|ran|lasts?|lasted|spans?|spanned|covers?|covered|goes|went"
    r"|stretch(?:es)?|falls?|fell|is to run|is to last)(?: (?:from|between|through|in|over|for|on|until))?(?: the)? ?$"
)
# "told in a report last month": the report is of that time, not what it says.
REPORTED_IN = (
    r"\b(?:(?:$report_noun)(?: (?:that was |which was )?(?:$made_public|out))?"
    r"|polled|surveyed|questioned)(?: by (?:the )?[\w'&-]+(?: [\w'&-]+){0,5})?"
    r"(?: (?:in|on|at|earlier|late|early))?(?: the)? ?$"
)
# "in its April outlook": what is foreseen there is of other times.
FORECAST_OF = (
    r"(?:'s)? (?:\w+ )?"
    r"(?:outlook|forecasts?|projections|meeting|exercise|round|poll|speech|interview|summit|election)\b"
)
# "the first gain this year", "the 12 million set for this year".
RANKED = r"\b(?:$ranking)(?: [\w'-]+){1,4} (?:(?:so far|of|in) )?$"
SET_FOR = r"\b(?:$set_for)(?: out)? (?:for|in|of)(?: the)? ?$"


# "62 percent of this year's target": the year is that of the target.
OF_GOAL = r" of (?:(?:the|its|their|our) )?(?:(?!(?:and|or|in|by)\b)[\w-]+ ){0,2}$"
OF_PLANNED = (
    r" of (?:[\w$.,-]+ ){1,5}?(?:budgeted|planned|targeted|pledged|earmarked|promised|required|needed) for (?:the )?$"
)
GOAL_OF = (
    r"(?:'s)? (?:(?!(?:and|or|in|by|to|was|were|is|are)\b)[\w-]+ ){0,4}?"
    r"(?:targets?|goals?|plans?|quotas?|budget|tasks?)\b"
)


def may_time(time: TimeMention, index: int, linked: Linked) -> bool:
    """Whether a time may be that of a number at all, by the words it stands with."""
    if of_speech(time, linked.normal, linked.sentence) or _of_another(time, index, linked):
        return False
    if _of_goal(time, index, linked):
        return False
    return not (_of_report(time, linked) or _of_rank(time, index, linked))


def _of_goal(time: TimeMention, index: int, linked: Linked) -> bool:
    """Whether a year is that of the goal of which the number is a share."""
    quantity = linked.quantities[index]
    if quantity.kind != "percentage" or not quantity.end <= time.start <= quantity.end + 60:
        return False
    between = wording(OF_GOAL).fullmatch(linked.normal, quantity.end, time.start)
    if between is not None:
        return wording(GOAL_OF).match(linked.normal, time.end) is not None
    return wording(OF_PLANNED).fullmatch(linked.normal, quantity.end, time.start) is not None


def _of_report(time: TimeMention, linked: Linked) -> bool:
    """Whether a week or month is that of a text which tells of other times: "in a report last month"."""
    if "year" in time.rule or len(time.edtf or "") == 4:
        return False
    if foreseen_in(time, linked.normal):
        return True
    left = max(linked.sentence.start, time.start - 80)
    return wording(REPORTED_IN).search(linked.normal, left, time.start) is not None


def foreseen_in(time: TimeMention, normal: str) -> bool:
    """Whether a month is that of a forecast or a meeting: "in its April outlook"."""
    return wording(FORECAST_OF).match(normal, time.end) is not None


def _of_rank(time: TimeMention, index: int, linked: Linked) -> bool:
    """Whether a year is that among whose events one is ranked, or for which another number was set."""
    end = linked.quantities[index].end
    if end > time.start or "year" not in time.rule:
        return False
    if wording(RANKED).search(linked.normal, end, time.start):
        return True
    return linked.following(index) < time.start and wording(SET_FOR).search(linked.normal, end, time.start) is not None


def _of_another(time: TimeMention, index: int, linked: Linked) -> bool:
    """Whether a time belongs to what this number, or the last one before the time, is compared with."""
    before = [quantity for quantity in linked.quantities if quantity.end <= time.start]
    nearest = before[-1] if before else linked.quantities[index]
    return any(_compared(time, quantity, linked.normal) for quantity in (linked.quantities[index], nearest))


def of_speech(time: TimeMention, normal: str, sentence: Sentence) -> bool:
    """Whether a day dates the saying and not the number: "said on Monday", "Friday's report"."""
    if time.rule.startswith("time.weekday"):
        # A weekday dates the event that is told, hardly ever a number, unless it is a cut-off or told apart.
        if normal.startswith(" alone", time.end) or _opens_event(time, normal, sentence):
            return False
        return wording(UNTIL).search(normal, max(sentence.start, time.start - 12), time.start) is None
    if _dates_saying(time, normal, sentence):
        return True
    if not is_day(time.edtf) or wording(AS_OF).search(normal, max(sentence.start, time.start - 12), time.start):
        return False
    if wording(REPORT_OF).match(normal, time.end):
        return True
    left = max(sentence.start, time.start - 80)
    return any(wording(words).search(normal, left, time.start) for words in (SPEECH, EFFECTIVE))


def _dates_saying(time: TimeMention, normal: str, sentence: Sentence) -> bool:
    """Whether a week or month stands between the words of saying and what is said: "reported last week that"."""
    if time.rule == "time.month" and wording(SAID_IN).search(normal, max(sentence.start, time.start - 30), time.start):
        return wording(SAID_END).match(normal, time.end) is not None
    if time.rule not in ("time.week", "time.month_word", "time.weekday_word"):
        return False
    if wording(SAID_THAT).match(normal, time.end) is None:
        return False
    return wording(SAID_NEAR).search(normal, max(sentence.start, time.start - 60), time.start) is not None


def _opens_event(time: TimeMention, normal: str, sentence: Sentence) -> bool:
    """Whether a day opens a sentence that tells what happened on it, and not what was said."""
    opens = time.start - sentence.start <= len("On ") and normal.startswith(",", time.end)
    return opens and wording(SAID).search(normal, time.end, sentence.end) is None


def _compared(time: TimeMention, quantity: Quantity, normal: str) -> bool:
    """Whether a time behind a multiple or a share belongs to what the number is compared with."""
    if quantity.end > time.start:
        return False
    if wording(THAN).search(normal, quantity.end, time.start):
        return True
    if quantity.kind not in ("multiple", "percentage"):
        return False
    between = normal[quantity.end : time.start]
    multiplied = quantity.kind == "multiple" or between.lower().startswith((" the ", " its ", " their "))
    if multiplied and len(between) < 60 and wording(COMPARED).search(between):
        return True
    told = quantity.kind == "multiple" and quantity.rule != "multiple.verb"
    if told and any(wording(words).fullmatch(between) for words in (ONCE, OF_THEN)):
        return True
    return any(words in between for words in EARLIER) or " that of " in between[-12:]


def is_attributive(time: TimeMention, linked: Linked) -> bool:
    """Whether a time tells when a plan was launched or the like, and not when a number was so."""
    if (time.edtf or "").endswith(".."):
        return False  # "since it was launched in 2020"
    left = max(linked.sentence.start, time.start - 60)
    return wording(ATTRIBUTIVE).search(linked.normal, left, time.start) is not None


def told_aside(time: TimeMention, linked: Linked, number: int) -> bool:
    """Whether a time stands in words told aside between commas, before the number: ", who took office in 2021,"."""
    if not linked.normal.find(",", time.end, number) >= 0:
        return False
    left = max(linked.sentence.start, time.start - 100)
    if wording(LASTS).search(linked.normal, left, time.start) is not None:
        return False
    return wording(ASIDE).search(linked.normal, left, time.start) is not None


def quoted_off(normal: str, start: int, end: int) -> bool:
    """Whether a quotation ends or begins between a time and a number: each then has its own time."""
    return normal.count('"', start, end) % 2 == 1


def year_through(time: TimeMention, today: str | None) -> int | None:
    """The last year of a span of years that is not over: 2030 of "from 2026 to 2030"; None for other times."""
    if not time.rule.startswith(("time.years", "time.plan")) or today is None:
        return None
    years = re.fullmatch(r"\d{4}/(\d{4})", time.edtf or "")
    return int(years[1]) if years is not None and today[:4].isdigit() and years[1] >= today[:4] else None
