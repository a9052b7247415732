"""Counts told respectively of several subjects: "hospitals and clinics reached 3,000 and 40,000, respectively"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from extractors.candidates import Candidate
from extractors.parsing import Parsed
from extractors.phrases import text_of, words
from extractors.wording import wording

if TYPE_CHECKING:
    from spacy.tokens import Token

BEHIND = r"(?: (?P<noun>[a-z][\w-]*(?: [a-z][\w-]*){0,2}?))?,? respectively\b"
GAP = r"(?: [a-z][\w-]*){0,2}?(?:,| and|, and)(?: (?:about|around|some|nearly|almost|over|roughly|more than|up to))? ?"
SPLIT = r",? and (?:the )?|, (?:the )?"
OWNER = r"^(?:the |its |their |our )?(?:[\w-]+(?: [\w-]+){0,2}'s )?"
IN = ("of", "in", "for", "to", "with", "from", "between")  # the last of these before a list opens its first member
BESIDES = r" (?P<setting>(?:[a-z-]+ed )?(?:under|in|within|among|at|on|across|nationwide)\b.*)$"
RESPECTIVELY = "its subject of several that are told of respectively"
FURTHEST = 5  # tokens between a verb and its number


def respective_names(candidate: Candidate, parsed: Parsed) -> Mapping[int, str]:
    """What each count of a list that ends in "respectively" measures; empty where no subject names as many."""
    names: dict[int, str] = {}
    for last, quantity in enumerate(candidate.quantities):
        behind = wording(BEHIND).match(candidate.normal, quantity.end, candidate.sentence.end)
        if behind is None:
            continue
        first = _first(candidate, last)
        verb = _verb(parsed, first) if first < last else None
        members = _members(parsed, verb, last - first + 1) if verb is not None else None
        if verb is None or members is None:
            continue
        done = f" {verb.text} {behind['noun']}" if behind["noun"] else ""
        names |= {first + at: f"{member}{done}" for at, member in enumerate(members)}
    return names


def _first(candidate: Candidate, last: int) -> int:
    """The first count of the list that this one ends; itself where what stands before is no such list."""
    first, quantities = last, candidate.quantities
    while first > 0 and quantities[first].kind == quantities[first - 1].kind == "count":
        if not wording(GAP).fullmatch(candidate.normal, quantities[first - 1].end, quantities[first].start):
            break
        first -= 1
    return first


def _verb(parsed: Parsed, first: int) -> Token | None:
    """The verb right before the first number."""
    own = parsed.tokens_of(first)
    if not own:
        return None
    before = reversed(parsed.words[max(0, own[0].i - FURTHEST) : own[0].i])
    return next((token for token in before if token.tag_.startswith("VB")), None)


def _members(parsed: Parsed, verb: Token, count: int) -> list[str] | None:
    """The members of the verb's subject, each with the words that they share; None where they are not that many."""
    tokens = parsed.words[: verb.i]
    while tokens and (tokens[-1].tag_ == "MD" or tokens[-1].lower_ in words("auxiliary")):
        tokens = tokens[:-1]
    that = next((token.i + 1 for token in reversed(tokens) if token.lower_ == "that"), 0)
    tokens = tokens[that:]  # "it said that Chad and Sudan received ..."
    if any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in tokens):
        return None  # another clause stands between
    commas = [token.i + 1 for token in tokens if token.text == ","]
    for start in (that, *commas):
        text = wording(OWNER).sub("", text_of(parsed.words[start : that + len(tokens)]))
        parts = [part.strip() for part in wording(SPLIT).split(text)]
        if len(parts) == count and all(parts):
            return shared_out([part.split() for part in parts])
    return None


def shared_out(parts: list[list[str]]) -> list[str]:
    """The members with the words before the first and behind the last, where these are of all."""
    first, last = parts[0], parts[-1]
    at = next((at for at in range(len(first) - 2, 0, -1) if first[at].lower() in IN), None)
    stem = first[: at + 1] if at is not None else []
    heads = [first[len(stem) :], *parts[1:-1]]
    setting = wording(BESIDES).search(" ".join(last))
    if setting is not None and at is not None and f" {first[at]} " in f" {setting['setting']} ":
        return [" ".join(part) for part in parts]  # "teachers in towns and doctors in villages"
    behind = setting["setting"].split() if setting is not None else []
    own = last[: len(last) - len(behind)]
    tail = _tail(heads, own)
    shared = [*stem, *heads[0]], *([*stem, *head] for head in heads[1:])
    return [*(" ".join([*member, *tail, *behind]) for member in shared), " ".join([*stem, *last])]


def _tail(heads: list[list[str]], last: list[str]) -> list[str]:
    """The nouns that the last member says for all: "medical and maternity [insurance]"."""
    longest = max(len(head) for head in heads)
    if len(last) <= longest or any(head[-1].endswith("s") or _shared(head[-1]) for head in heads):
        return []
    at = len(last)
    while at > longest and _shared(last[at - 1]):
        at -= 1
    return last[at:]


def _shared(word: str) -> bool:
    return word.lower() in words("shared_noun")
