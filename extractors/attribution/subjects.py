"""The subject of a sentence, which a verb of saying far behind it shares: "The bank cut its rate and said that"."""

from __future__ import annotations

import functools

import regex

from extractors.attribution.grammar import PATTERNS
from extractors.attribution.phrases import Phrase, name_at, phrase_after

REACH = 300  # between a subject and its second verb
SPEAKING = ("role", "people", "organization", "house")  # heads of common nouns that can say something


def subject_before(text: str, start: int, end: int) -> Phrase | None:
    """Who does what the sentence at `start` tells first, where that is somebody who can speak.

    None where the sentence opens otherwise than with a subject and its verb, at most with "In May," before it.
    """
    if end - start > REACH:
        return None
    opened = _pattern("opening").match(text, start, end)
    begin = opened.end() if opened is not None else start
    for phrase in (phrase_after(text, begin, end), name_at(text, begin, end)):
        if phrase is not None and _can_speak(phrase) and verb_at(text, phrase.end, end) is not None:
            return phrase
    return None


def verb_at(text: str, start: int, end: int) -> regex.Match[str] | None:
    """The verb behind a subject, with what may stand between them."""
    return _pattern("verb").match(text, start, end)


def _can_speak(phrase: Phrase) -> bool:
    if phrase.form == "pronoun":
        return phrase.name.lower() in ("he", "she", "it", "they")
    if phrase.form == "proper":
        return True
    return any(phrase.head in PATTERNS.words(name) for name in SPEAKING)


@functools.cache
def _pattern(name: str) -> regex.Pattern[str]:
    templates = {
        "opening": (
            r"(?:(?-i:[A-Z][A-Z'./-]+)[^\n\"]{0,60}? (?:--|[—–-]) )?"
            r"(?:(?:but|and|yet|meanwhile|however|separately|also),? )?"
            r"(?:(?:in|on|at|after|during|last|earlier|late)\b[^,;:\"]{1,60}, )?"
        ),
        # behind "(IMF)", ", whose target is 3 percent," or "on Thursday"
        "verb": (
            r"(?: \([^()]{1,30}\))?(?:(?:, (?:[^,;:.\"]|[.,](?=\d)){2,60}){1,2}(?=,))?,?"
            r"(?: (?:$adverb|(?:on |late )?(?-i:$weekday)))*"
            r" (?!$preposition\b)(?-i:(?:$auxiliary|$did|[a-z]{2,}ed|(?!this|thus|its|his|was)[a-z]{2,}[^s\W]s)\b)"
        ),
    }
    return PATTERNS.expression(templates[name])
