"""The wording of an indicator -> what it measures, word by word, so that two wordings can be compared and explained.

Words and rules are data: patterns/en/series.toml. A word that no list and no rule knows stands for itself, in the
singular. So a word that is not understood keeps two indicators apart, and never joins them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractors.structure.normal import plain_characters
from patterns import Patterns, Rule, load

Taken = Callable[[str, str, str], str]  # words, their meaning and the rule -> what stands for them in the text

# Stands for words that a rule took, while other rules run: the number of the word between two private characters.
SLOT = re.compile("\ue000(\\d+)\ue001")
TOKEN = re.compile("\ue000\\d+\ue001|[^\\W_]+(?:[.&+'][^\\W_]+)*")


@dataclass(frozen=True)
class Word:
    """A word or more of an indicator, and what they stand for.

    `rule`: the rule or word list that says so, None for a word that stands for itself.
    `aside`: it says nothing about what is measured, whatever the claim.
    """

    text: str
    meaning: str
    rule: str | None = None
    aside: bool = False


@dataclass(frozen=True)
class Measure:
    """What an indicator measures: its words, and the place that it names as whose number it is."""

    words: tuple[Word, ...]
    region: str | None = None


@functools.cache
def vocabulary() -> Patterns:
    """The words and rules of this subject."""
    return load("series")


@functools.lru_cache(maxsize=65_536)
def measure_of(indicator: str) -> Measure:
    """What the wording of an indicator measures."""
    words: list[Word] = []

    def taken(text: str, meaning: str, rule: str) -> str:
        words.append(Word(text.strip(), meaning, rule))
        return f" \ue000{len(words) - 1}\ue001 "

    text = " ".join(re.sub('["()\\[\\],;\ue000\ue001]', " ", plain_characters(indicator)).split())
    text = _without_weak(text, words)
    text, region = _places(text, taken)
    for rule in vocabulary().labelled("same"):
        if rule.regex is not None:
            replace = functools.partial(_replaced, rule=rule, taken=taken)
            text = " ".join(rule.regex.sub(replace, text).split())
    return Measure(tuple(_in_order(text, words)), region)


def _replaced(found: re.Match[str], rule: Rule, taken: Taken) -> str:
    return taken(found[0], str(rule.values["word"]), rule.id)


def _without_weak(text: str, words: list[Word]) -> str:
    """The text without the words that rules leave aside."""
    for rule in vocabulary().labelled("weak"):
        if rule.regex is None:
            continue
        for found in rule.regex.finditer(text):
            words.append(Word(found[0].strip(), found[0].strip().lower(), rule.id, aside=True))
        text = " ".join(rule.regex.sub(" ", text).split())
    return text


def _in_order(text: str, words: list[Word]) -> Iterator[Word]:
    """The words as they stand in the text; those left aside by a rule come first, an equal meaning once."""
    yield from (word for word in words if word.aside)
    seen: set[str] = set()
    for found in TOKEN.finditer(text):
        slot = SLOT.fullmatch(found[0])
        word = words[int(slot[1])] if slot else _plain_word(found[0])
        if word is not None and word.meaning not in seen:
            seen.add(word.meaning)
            yield word


def _plain_word(token: str) -> Word | None:
    """A word that no rule took; None for one of the words that sentences are built with."""
    known = vocabulary()
    lower = token.lower().removesuffix("'s").removesuffix("'")
    if not lower or lower in known.words("stop"):
        return None
    meaning = normal_word(lower)
    if meaning in known.words("weak"):
        return Word(token, meaning, "weak", aside=True)
    return Word(token, meaning, "spelling" if meaning != _singular(lower) else None)


def normal_word(word: str) -> str:
    """A word in lower case as it is compared: in the singular, in one spelling."""
    spelling = vocabulary().tables["spelling"]
    single = _singular(spelling.get(word, word))
    single = re.sub(r"is(ation|ed|ing)$", r"iz\1", single) if len(single) > 6 else single
    return str(spelling.get(single, single))


def _singular(word: str) -> str:
    """The singular of a noun: industries, gases, boxes, tools. A word that is no plural stays."""
    if len(word) < 4 or word.endswith(("ss", "us", "is", "ics", "ews", "ies-")) or word in ("series", "species", "gas"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "gases")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def _places(text: str, taken: Taken) -> tuple[str, str | None]:
    """The text without the place whose number it is, and that place; "to Africa" is a word of the text.

    With two places that own it, none does, and both are words of the text.
    """
    names = _place_names()
    for found in reversed(list(_directed().finditer(text))):
        meaning = " ".join([found["way"].lower(), *(names[name[0].lower()] for name in _place().finditer(found["to"]))])
        text = text[: found.start()] + taken(found[0], meaning, "place") + text[found.end() :]
    owners = list(_owner().finditer(text))
    if len({names[found["name"].lower()] for found in owners}) == 1:
        return " ".join(_owner().sub(" ", text).split()), names[owners[0]["name"].lower()]
    for found in reversed(owners):
        name = names[found["name"].lower()]
        text = text[: found.start()] + taken(found[0], name, "place") + text[found.end() :]
    return " ".join(text.split()), None


@functools.cache
def _place_names() -> dict[str, str]:
    return {word.lower(): name for name, words in vocabulary().tables["place"].items() for word in words}


def place_pattern() -> str:
    """A regex for the words of a place; US and the like in capitals only."""
    words = sorted((word for words in vocabulary().tables["place"].values() for word in words), key=len, reverse=True)
    parts = (re.escape(word) if word.islower() or len(word) > 4 else f"(?-i:{re.escape(word)})" for word in words)
    return rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"


@functools.cache
def _place() -> re.Pattern[str]:
    return re.compile(place_pattern(), re.IGNORECASE)


@functools.cache
def _directed() -> re.Pattern[str]:
    """ "to Africa", "with ASEAN and EU countries": where it goes is what is measured, not whose it is."""
    place, group = place_pattern(), vocabulary().expression("$group_of_places").pattern
    some = rf"(?:the )?{place}(?: {group})?"
    return re.compile(rf"\b(?P<way>to|from|with|against) (?P<to>{some}(?:(?:,? and |, ){some})*)", re.IGNORECASE)


@functools.cache
def _owner() -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:in|of|for|across) (?:the )?)?(?P<name>{place_pattern()})(?:'s|')?", re.IGNORECASE)


def place_in(text: str) -> Iterator[str]:
    """The places that a text names, by the names that are shown, as often as they stand there."""
    names = _place_names()
    return (names[found[0].lower()] for found in _place().finditer(text))
