"""List items in the imperative: "Build 20,000 base stations" says what is to be done."""

from __future__ import annotations

import functools

import regex

from patterns import load

# A noun of the same spelling has other words behind it: "Increase in exports", "Support: 3 million yuan".
ITEM = (
    r"^(?:[^\w\s]{1,3}[ ]*)?(?:\(?\d{1,2}[.)][ ]*)?(?:(?:to|further|also|continue to|actively|vigorously|steadily) )?"
)
BEHIND = (
    r"(?: (?:up|out|down|off|back|over|away) (?!by\b|from\b)"
    r"|[ ](?!(?:in|of|for|to|by|from|on|at|was|is|are|were|has|will)\b)(?=[\w$\"'£€¥])(?![^\d]{0,80}:))"
)
# Of these words many a noun is made: "Supply chain jobs rose", "Open rate of schools".
OBJECT = (
    r"[ ](?:[\d$\"'£€¥]|(?:an?|the|all|another|more|at|about|around|over|up|some|nearly|its|their|our"
    r"|each|every|new|additional|no|half|two|three|four|five|six|seven|eight|nine|ten|one)\b)"
)


@functools.cache
def _opening(kind: str, behind: str) -> regex.Pattern[str]:
    return load("targets").expression(f"{ITEM}(?:${kind}){behind}")


def asks_for(words: str) -> bool:
    """Whether a list item begins with a verb in a form that only the imperative has."""
    plainly = _opening("imperative", BEHIND).match(words) or _opening("imperative_or_noun", OBJECT).match(words)
    return plainly is not None


def may_ask_for(words: str) -> bool:
    """Whether a list item begins with a verb whose imperative and past are one: "Cut energy use by 3 percent"."""
    return _opening("imperative_or_past", BEHIND).match(words) is not None
