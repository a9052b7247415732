"""Words of change around a number that is no object of theirs: passives, adverbs behind, lists in brackets."""

from __future__ import annotations

import functools

import regex

from extractors.records import Quantity, Sentence
from patterns import load

REACH = 220  # code points of a list in brackets behind "rises were seen in"
JOBS = r"[ ](?:(?!(?:of|that|who|which|in|on|to|from|and|or)\b)[\w'-]+ ){0,4}?(?:jobs|posts|positions|roles)\b"
# "215,000 jobs were added", "28,000 factory jobs lost in May", "12 stations were added".
JOBS_PASSIVE = (
    JOBS + r"[ ](?:(?:were|was|are|have been|has been|had been|being|will be|would be|could be)[ ])?"
    r"(?:(?:also|newly|then|already|since)[ ])?"
    r"(?:(?P<rise>added|created|gained|generated)"
    r"|(?P<fall>lost|shed|axed|eliminated|slashed|(?<=(?:were|been|be|being) )cut))\b"
)
THINGS_PASSIVE = (
    r"[ ](?:(?!(?:of|that|who|which|in|on|to|from|and|or)\b)[\w'-]+ ){1,4}?(?:were|have been|had been|will be)[ ]"
    r"(?:(?P<rise>added)|(?P<fall>(?!)))\b(?! up\b)"
)
# "has eliminated more than 600 jobs"
JOBS_VERB = (
    r"\b(?:(?P<rise>creat(?:e|es|ed|ing)|generat(?:e|es|ed|ing))|(?P<fall>eliminat(?:e|es|ed|ing)|ax(?:e|es|ed|ing)"
    r"|scrap(?:s|ped|ping)?|destroy(?:s|ed|ing)?))[ ]$"
)
# "ended 13% down", "was 0.4% up on the year"; "stood at 12% up from" tells a level.
ADVERB = (
    r"[ ](?:(?P<rise>up)|(?P<fall>down|off))"
    r"(?=[ ]?(?:[.,;)]|$)| (?:on|for|at|in|since|year|month|quarter|over|compared|versus|against|so|and|but|while)\b)"
)
STANDING = (
    r"\b(?:ended|ends|ending|closed|finished|settled|was|were|is|are|be|been|trading|traded"
    r"|still|now|stood|stands?)[ ]$"
)
# "rises were recorded in A (0.4%), B (0.1%)"
NOUNS = (
    r"\b(?:(?P<rise>rises|increases|gains|advances)|(?P<fall>falls|decreases|declines|drops|contractions|reductions)"
    r"|$rise_verb|$fall_verb|$rise_noun|$fall_noun)\b"
)
PLACED = (
    r"[ ](?:(?:were|was|are|came)[ ])?(?:also[ ])?"
    r"(?:(?:recorded|registered|observed|seen|reported|posted|noted|found)[ ])?"
    r"(?:in|for|across|among)\b"
)
BRACKET = r"\([^()]*\)"
VERB_BEHIND = r"[ ]?\)(?: (?:also|both|all|each|again|then))? (?:(?P<rise>$rise_verb)|(?P<fall>$fall_verb))\b"
SIGNED = r"\([-+\u2212]\d"


@functools.cache
def _expression(template: str) -> regex.Pattern[str]:
    return load("changes").expression(template)


def in_bracket(normal: str, sentence: Sentence, quantity: Quantity) -> tuple[regex.Match[str], int] | None:
    """The word of change of a percentage in brackets, and where its text begins: "rises in Wales (0.4%)"."""
    if quantity.unit != "%" or quantity.start == sentence.start or normal[quantity.start - 1] != "(":
        return None
    behind = _expression(VERB_BEHIND).match(normal, quantity.end, sentence.end)
    if behind is not None and _expression(SIGNED).search(normal, sentence.start, sentence.end):
        negative = quantity.value is not None and quantity.value < 0
        return (behind, 0) if bool(behind["fall"]) == negative else None
    begin = max(sentence.start, quantity.start - REACH)
    left = _expression(BRACKET).sub(lambda found: " " * len(found[0]), normal[begin : quantity.start - 1])
    found = list(_expression(NOUNS).finditer(left))
    if not found or not (found[-1]["rise"] or found[-1]["fall"]):
        return None
    return (found[-1], begin) if _expression(PLACED).match(left, found[-1].end()) else None


def behind_count(normal: str, sentence: Sentence, quantity: Quantity) -> regex.Match[str] | None:
    """What became of the things counted: "215,000 jobs [were added]"."""
    if quantity.kind != "count":
        return None
    place = (normal, quantity.end, sentence.end)
    return _expression(JOBS_PASSIVE).match(*place) or _expression(THINGS_PASSIVE).match(*place)


def jobs_made(left: str, normal: str, quantity: Quantity) -> regex.Match[str] | None:
    """A verb that makes or ends jobs before their number: "eliminated 600 jobs"."""
    if quantity.kind != "count" or _expression(JOBS).match(normal, quantity.end, quantity.end + 60) is None:
        return None
    return _expression(JOBS_VERB).search(left, max(0, len(left) - 20))


def adverb_behind(left: str, normal: str, sentence: Sentence, quantity: Quantity) -> regex.Match[str] | None:
    """ "up" or "down" behind a change: "ended 13% down"."""
    if quantity.kind not in ("percentage", "money"):
        return None
    match = _expression(ADVERB).match(normal, quantity.end, sentence.end)
    return match if match and _expression(STANDING).search(left, max(0, len(left) - 20)) else None
