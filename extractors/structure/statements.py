"""Pages without labels that are one voice's statement: a speech, remarks, the opening words before questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.records import Person, Turn
from extractors.structure.cast import Cast
from extractors.structure.names import NAME_ONLY, name_key, split_title, without_honorific
from extractors.structure.page import Page
from extractors.structure.roster import Roster, split_role
from extractors.structure.speech import FIRST_PERSON, speaks
from patterns import load

# The heading under which a page tells what else was asked and answered, by whomever.
QUESTIONS = re.compile(
    r"(?:Questions? (?:and|&) answers?|Q ?& ?A|Answers? to questions|Other (?:speakers|questions))\W*", re.I
)
TAKES_QUESTIONS = re.compile(r"\b(?:take|answer|for) (?:your|any|some) questions?\b[^.!?]{0,40}[.!?]$", re.I)
AND_I = re.compile(r"\b[Tt]he (?P<role>[A-Z][\w-]+(?: [A-Z][\w-]+)?) and I\b")
FRONT = 6000  # characters from the top in which it stands whose words follow
LONGEST_HEADER = 200
OF = re.compile(r" (?:of|for|and) ")
NAME_ENDS = re.compile(r" (?:On|At|To|In|For|Before|With|From|By|And|After|During)\b")
PARAGRAPH = 100  # characters; lines of the head are shorter


def is_lead(text: str) -> bool:
    """Whether a paragraph is the page's own account of the event, not speech."""
    account = load("structure").expression(
        r"\b(?:held|holds|hosted|convened|transcript|gives|gave|took questions)\b.{0,160}\b$event_nouns\b"
        r"|\b$event_nouns\b.{0,120}\b(?:held|transcript)\b|\btranscript of\b|\btook questions\b"
    )
    return account.search(text[:500]) is not None and FIRST_PERSON.search(text[:500]) is None


def statement_by(text: str, label: str = "statement") -> Person | None:
    """Who speaks on a page, or a part of one, without labels: a person, or an office ("the Financial Secretary")."""
    for rule in load("structure").labelled(label):
        found = rule.regex.search(text[:FRONT]) if rule.regex is not None else None
        person = _person(found.groupdict()) if found is not None else None
        if person is not None:
            return person
    return None


def _person(groups: Mapping[str, str | None]) -> Person | None:
    words = NAME_ENDS.split(groups["name"] or "", maxsplit=1)[0]
    title, name = split_title(OF.split(words, maxsplit=1)[0])
    given = groups.get("role")
    if title and not name:  # "the Minister of Ports, Jo Cole", or the office alone
        own = given.split(", ")[0] if given else ""
        return Person(own, words) if NAME_ONLY.match(own) and _is_person(own) else Person(words)
    role, organization = split_role(given) if given else (title or None, None)
    if not title and not given and not _is_person(name):
        return None
    return Person(without_honorific(name), role, organization)


def _is_person(name: str) -> bool:
    """Whether words without a title before them can be a person's name: "Jo Hartley", not "Cash Flows"."""
    structure = load("structure")
    words = name_key(name)
    others = ("no_label_words", "topic_words", "outlet_words", "house_words", "role_words")
    return 2 <= len(words) <= 4 and all(structure.words(each).isdisjoint(words) for each in others)


def _only_listed(page: Page, roster: Roster, text: str) -> Person | None:
    """The one person whom the head names, above what is said: "Wang Ling, Deputy Director of the Customs".

    Of two the one who says of the other "the Vice-President and I".
    """
    first = next((number for number, block in enumerate(page.blocks) if len(block.text) >= PARAGRAPH), 0)
    listed = roster.persons if roster.blocks and all(number < first for number in roster.blocks) else ()
    beside = AND_I.search(text) if len(listed) == 2 else None
    if beside is not None:
        listed = tuple(one for one in listed if not (one.role or "").lower().startswith(beside["role"].lower()))
    return listed[0] if len(listed) == 1 else None


def read_statement(page: Page, cast: Cast, roster: Roster, title: str, body: int) -> Turn | None:
    """The turn of a page without labels that is one voice's statement; None for other pages."""
    numbers = page.spoken(body, len(page.blocks))
    text = page.text(numbers[:12])
    speaker = (statement_by(f"{title}\n{text}") or _only_listed(page, roster, text)) if speaks(text) else None
    if speaker is None or not numbers:
        return _below_header(page, cast, numbers)
    speaker = cast.find(speaker.name) or speaker
    stop = _end_of_statement(page, numbers)
    numbers = [number for number in numbers if number < stop] or numbers
    spoken = [number for number in numbers if not is_lead(page.blocks[number].text)] or numbers
    return Turn(page.blocks[spoken[0]].start, page.blocks[spoken[-1]].end, speaker, "statement")


def _end_of_statement(page: Page, numbers: Sequence[int]) -> int:
    """The heading over questions, or the block behind "we are ready to take your questions"."""
    for before, number in zip([None, *numbers], numbers, strict=False):
        if QUESTIONS.fullmatch(page.blocks[number].text):
            return number
        if before is not None and TAKES_QUESTIONS.search(page.blocks[before].text):
            return number
    return len(page.blocks)


def _below_header(page: Page, cast: Cast, numbers: Sequence[int]) -> Turn | None:
    """What stands below a line such as "Excerpts from the introductory statement by Jo Hartley:"."""
    for place, number in enumerate(numbers[:-1]):
        text = page.blocks[number].text
        speaker = statement_by(text, "statement-line") if text.endswith(":") and len(text) <= LONGEST_HEADER else None
        if speaker is not None:
            below = numbers[place + 1 :]
            return Turn(
                page.blocks[below[0]].start, page.blocks[below[-1]].end, cast.find(speaker.name) or speaker, "statement"
            )
    return None
