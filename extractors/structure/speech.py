"""How people talk: of themselves, in greetings, thanks and questions; reports do not."""

from __future__ import annotations

import re

from patterns import load

FIRST_PERSON = re.compile(r"\b(?:we|We|I|our|Our|us|me|my|My|I'm|I'd|I'll|we're|we'll|we've)\b")
QUOTED = re.compile(r'"[^"\n]{0,2000}(?:"|$)')
THANKS_AT_END = ("Thank you.", "Thanks.", "Thank you!", "Thanks!")
LONG_QUESTION = 2500
OPENING = 120  # characters: greetings and thanks stand at the beginning


def speaks(text: str) -> bool:
    """Whether somebody speaks of himself here, outside quotation marks, or greets those who listen."""
    return FIRST_PERSON.search(QUOTED.sub("", text[:LONG_QUESTION])) is not None or thanks(text) or greets(text)


def thanks(text: str) -> bool:
    return any(rule.regex is not None and rule.regex.match(text[:120]) for rule in load("structure").labelled("thanks"))


def thanks_for_question(text: str) -> bool:
    return "question" in text[:80].lower() and thanks(text)


def asks(text: str) -> bool:
    """Whether this can be a question: it has a question mark, or closes with thanks without opening with them."""
    head = text[:LONG_QUESTION]
    return "?" in head or (head.rstrip().endswith(THANKS_AT_END) and not thanks(head))


def greets(text: str) -> bool:
    """ "Good afternoon, friends from the press.": nobody writes so who reports."""
    rules = load("structure").labelled("greeting")
    return any(rule.regex is not None and rule.regex.match(text[:OPENING]) for rule in rules)
