"""Labels -> turns: which labels are real, whom they mean, and from where to where they speak."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractors.records import Person, Turn
from extractors.structure.labels import Label, outlet_words
from extractors.structure.layout import Block
from extractors.structure.names import (
    NAME_ONLY,
    POSSESSIVE,
    honorific_words,
    misspelt,
    name_key,
    normal_case,
    split_title,
    without_honorific,
)
from extractors.structure.roster import Roster, describe, introductions, split_role, title_persons, with_role
from patterns import load

Role = Literal["answer", "question", "chair", "statement"]
FIRST_PERSON = re.compile(r"\b(?:we|We|I|our|Our|us|my|My|I'm|I'd|I'll|we're|we'll|we've)\b")
QUOTED = re.compile(r'"[^"\n]{0,2000}(?:"|$)')
JOURNALIST = re.compile(
    r"^(?:an?|the) (?:journalist|reporter|correspondent|representative) (?:from|of|with) (?:the )?(?P<outlet>.+)$",
    re.IGNORECASE,
)
POLITELY_NAMED = re.compile(
    r"\b(?:Mr|Ms|Mrs|Dr|Mdm|Madam|Minister|Director|Vice Minister|Director-General|Director General)\.? ([A-Z][\w'-]+(?: [A-Z][\w'-]+)?)"
)
CALLED = 600  # the last characters of a turn, where the floor is given on
HAND_OVER = 300  # characters: on the average a chair says no more
LONG_QUESTION = 2500
FRONT = 6000  # characters from the top in which people are introduced


@dataclass(frozen=True)
class Speech:
    """What stands behind one label: its blocks, and its text for tests."""

    label: Label
    start: int
    end: int
    last_block: int
    text: str


class Cast:
    """The persons of a document, found by what labels call them."""

    def __init__(self, persons: Iterable[Person], keys: Iterable[tuple[str, str]] = ()) -> None:
        self.persons = list(persons)
        self.keys = dict(keys)

    def find(self, label: str) -> Person | None:
        """The person a label means; None where it is nobody here, or could be two."""
        label = self.keys.get(label, label)
        title, name = split_title(POSSESSIVE.sub("", label))
        if name:
            return self._by_name(name_key(name), title)
        return self._by_office(title)

    def _by_name(self, key: tuple[str, ...], title: str) -> Person | None:
        if not key:
            return None
        same = [person for person in self.persons if name_key(person.name) == key]
        if not same:
            same = [person for person in self.persons if set(key) <= set(name_key(person.name))]
        if not same and len(key) > 1:
            same = [person for person in self.persons if misspelt(key, name_key(person.name))]
        if len(same) > 1 and title:
            same = [person for person in same if person.role and _words(title) & _words(person.role)] or same
        return same[0] if len(same) == 1 else None

    def _by_office(self, office: str) -> Person | None:
        words = _words(office) - {"the"}
        if not words:
            return None
        for test in (_same_office, _within_office):
            holders = [person for person in self.persons if person.role and test(words, _words(person.role))]
            if len(holders) == 1:
                return holders[0]
        return None

    def add(self, person: Person) -> Person:
        """Take in a person whom only labels name."""
        self.persons.append(person)
        return person


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w-]+", text.lower()))


def _same_office(words: frozenset[str], role: frozenset[str]) -> bool:
    return words == role - {"the"}


def _within_office(words: frozenset[str], role: frozenset[str]) -> bool:
    return words <= role


def read_turns(
    blocks: Sequence[Block], labels: Sequence[Label], noise: frozenset[int], roster: Roster, title: str, body: int
) -> tuple[tuple[Turn, ...], tuple[Person, ...], frozenset[int]]:
    """The turns of a transcript or statement, its persons, and the blocks whose labels count.

    `body` is the first block behind title and roster. A report has no turns: its colons follow no speaker.
    """
    front = _front_text(blocks, labels, title)
    cast = Cast(_known_persons(roster, title, front), roster.keys)
    speeches = _speeches(blocks, labels, noise)
    speeches = _real(blocks, noise, speeches, cast)
    if not speeches:
        return _statement(blocks, noise, cast, title, body)
    opening = _statement_by("\n".join(block.text for block in blocks[body : speeches[0].label.block])[:FRONT])
    if opening is not None and cast.find(opening.name) is None:
        cast.add(opening)
    people = _people(speeches, cast, front)
    turns = [_turn(speech, people[speech.label.name], people) for speech in speeches]
    turns = _split_questions(blocks, noise, speeches, turns)
    turns = _before_first(blocks, noise, speeches[0], cast, body) + turns
    turns = _mark_chairs(turns, roster)
    return tuple(turns), tuple(cast.persons), frozenset(speech.label.block for speech in speeches)


def _front_text(blocks: Sequence[Block], labels: Sequence[Label], title: str) -> str:
    last = labels[0].block + 1 if labels else 4
    pieces = [title]
    for block in blocks[: last + 2]:
        pieces.append(block.text[:FRONT])
        if sum(map(len, pieces)) > FRONT:
            break
    return "\n".join(pieces)


def _known_persons(roster: Roster, title: str, front: str) -> list[Person]:
    persons = {person.name: person for person in roster.persons}
    for person in (*title_persons(title), *introductions(front)):
        known = persons.get(person.name)
        persons[person.name] = (
            replace(person, role=known.role or person.role, organization=known.organization or person.organization)
            if known
            else person
        )
    return list(persons.values())


def _speeches(blocks: Sequence[Block], labels: Sequence[Label], noise: frozenset[int]) -> list[Speech]:
    speeches = []
    for label, following in zip(labels, [*labels[1:], None]):
        stop = following.block if following else len(blocks)
        last = max((number for number in range(label.block, stop) if number not in noise), default=label.block)
        start = label.text_start
        if label.alone:
            start = next(
                (blocks[number].start for number in range(label.block + 1, last + 1) if number not in noise), label.end
            )
        end = max(start, blocks[last].end)
        text = "\n".join(
            [
                blocks[label.block].text[start - blocks[label.block].start :] if not label.alone else "",
                *(blocks[n].text for n in range(label.block + 1, last + 1) if n not in noise),
            ]
        )
        speeches.append(Speech(label, start, end, last, text.strip()))
    return speeches


def _real(blocks: Sequence[Block], noise: frozenset[int], speeches: Sequence[Speech], cast: Cast) -> list[Speech]:
    """The speeches whose labels are labels; none where nothing proves that the page is a transcript."""
    counts = Counter(speech.label.name for speech in speeches)
    kinds = {speech.label.name: kind_of(speech.label, cast) for speech in speeches}
    if not _is_transcript(speeches, counts, kinds):
        return []
    named = {
        word for name, kind in kinds.items() if kind in ("known", "person", "name") for word in name_key(_bare(name)[0])
    }
    kept = [speech.label for speech in speeches if _counts(speech, kinds[speech.label.name], counts, named)]
    return _speeches(blocks, kept, noise)


def kind_of(label: Label, cast: Cast) -> str:
    """What a label's words are: "question", "answer", "chair", "anonymous", "known", "outlet", "person", "office", "name" or "word"."""
    patterns = load("structure")
    lower = label.name.lower()
    if label.shape in ("question", "answer", "anonymous"):
        return label.shape
    if lower in patterns.words("question_labels"):
        return "question"
    if lower in patterns.words("answer_labels"):
        return "answer"
    if lower in patterns.words("chair_labels"):
        return "chair"
    if cast.find(_bare(label.name)[0]) is not None or label.shape == "initials":
        return "known"
    return _kind_of_words(label.name)


def _kind_of_words(name: str) -> str:
    if is_outlet(name):
        return "outlet"
    bare = _bare(name)[0]
    title, rest = split_title(bare)
    if title:
        return "person" if rest else "office"
    if " " not in bare:
        return "word"
    return "name" if NAME_ONLY.match(bare) else "other"


@functools.lru_cache(maxsize=1024)
def is_outlet(name: str) -> bool:
    """Whether a label is a medium by its words: "Harbour Daily", "ThePaper.cn", "A journalist from CNR"."""
    if JOURNALIST.match(name) or re.search(r"\w\.(?:com|cn|net|org|hk)\b", name):
        return True
    bare = {word.strip(".,'\"()").lower().removesuffix("'s") for word in name.split()}
    phrases = {phrase.lower() for phrase in load("structure").vocabulary["outlet_words"] if " " in phrase}
    return bool(bare & outlet_words()) or any(phrase in name.lower() for phrase in phrases)


def _is_transcript(speeches: Sequence[Speech], counts: Counter[str], kinds: dict[str, str]) -> bool:
    first = {speech.label.name: speech for speech in reversed(speeches)}
    for name, kind in kinds.items():
        speech = first[name]
        if kind in ("known", "chair") and (counts[name] > 1 or _speaks(speech.text)):
            return True
        if (
            kind in ("person", "office", "name", "anonymous", "word", "outlet", "answer")
            and counts[name] > 1
            and _any_speaks(speeches, name)
        ):
            return True
        if kind in ("person", "name", "office", "anonymous") and _speaks(speech.text):
            return True
        if kind in ("question", "outlet") and len(speeches) > 1 and _asks(speech.text):
            return True
    return False


def _any_speaks(speeches: Sequence[Speech], name: str) -> bool:
    return any(_speaks(speech.text) or _asks(speech.text) for speech in speeches if speech.label.name == name)


def _speaks(text: str) -> bool:
    """Whether somebody speaks of himself here, outside quotation marks."""
    return FIRST_PERSON.search(QUOTED.sub("", text[:LONG_QUESTION])) is not None or _thanks(text)


def _thanks(text: str) -> bool:
    return any(rule.regex is not None and rule.regex.match(text[:120]) for rule in load("structure").labelled("thanks"))


def _asks(text: str) -> bool:
    """Whether this can be a question: it has a question mark, or closes with thanks without opening with them."""
    head = text[:LONG_QUESTION]
    return "?" in head or (
        head.rstrip().endswith(("Thank you.", "Thanks.", "Thank you!", "Thanks!")) and not _thanks(head)
    )


def _counts(speech: Speech, kind: str, counts: Counter[str], named: set[str]) -> bool:
    """Whether a label of this kind is one; `named`: the words of the names in other labels."""
    if kind in ("question", "answer", "chair", "anonymous", "known"):
        return True
    repeated = counts[speech.label.name] > 1
    if speech.label.shape in ("stop", "office_stop") and kind == "word":
        return False
    if speech.label.shape == "office_stop":
        return counts[speech.label.name] > 2
    if kind in ("person", "office"):
        return True
    if kind == "outlet":
        return repeated or _asks(speech.text) or speech.label.alone
    if kind == "word" and speech.label.name.lower() in named:
        return True
    if kind in ("name", "word"):
        return repeated or _asks(speech.text) or (kind == "name" and (_speaks(speech.text) or speech.label.alone))
    return _asks(speech.text) and len(speech.text) < LONG_QUESTION


def _bare(name: str) -> tuple[str, str | None]:
    """A label's name and the role behind it: "Lin Botao, PBC spokesperson and Director-General" """
    head, comma, role = name.partition(", ")
    return POSSESSIVE.sub("", head), role if comma else None


def _people(speeches: Sequence[Speech], cast: Cast, front: str) -> dict[str, tuple[Person | None, Role]]:
    """Label -> person and role; fuller names first, so that "Lin:" finds the Lin Botao of another label."""
    people: dict[str, tuple[Person | None, Role]] = {}
    spoken = "\n".join(speech.text[-CALLED:] for speech in speeches)
    labels = {speech.label.name: speech.label for speech in speeches}
    texts: dict[str, list[str]] = {}
    for speech in speeches:
        texts.setdefault(speech.label.name, []).append(speech.text)
    ordered = sorted(labels.values(), key=lambda label: -len(split_title(_bare(label.name)[0])[1].split()))
    for label in ordered:
        kind = kind_of(label, cast)
        people[label.name] = _person(label, kind, texts[label.name], cast, front, spoken)
    for name, (person, role) in people.items():
        if role == "answer" and person is None and kind_of(labels[name], cast) == "answer":
            people[name] = (_only_briefer(people), role)
    return people


def _only_briefer(people: dict[str, tuple[Person | None, Role]]) -> Person | None:
    briefers = {person for person, role in people.values() if person is not None and role == "answer"}
    return next(iter(briefers)) if len(briefers) == 1 else None


def _called_on(name: str, spoken: str) -> bool:
    """Whether somebody gives this person the floor, "let's invite Ms. Lin": then it is no journalist."""
    words = name_key(name)
    return any(
        words and words[place] in name_key(found[1]) for found in POLITELY_NAMED.finditer(spoken) for place in (0, -1)
    )


def _person(
    label: Label, kind: str, texts: Sequence[str], cast: Cast, front: str, spoken: str
) -> tuple[Person | None, Role]:
    if kind == "question":
        return (Person(label.who) if label.who else None), "question"
    if kind == "answer":
        return (cast.persons[0] if len(cast.persons) == 1 else None), "answer"
    if kind == "anonymous":
        return None, "answer"
    bare, role = _bare(label.name)
    found = cast.find(bare)
    if found is not None:
        return found, "answer"
    if kind == "chair":
        return None, "chair"
    if kind == "outlet" or (
        kind in ("name", "word", "other") and _mostly_asks(texts) and not _called_on(label.name, spoken)
    ):
        journalist = JOURNALIST.match(label.name)
        return Person(
            normal_case(journalist["outlet"] if journalist else label.name)
            if label.shape == "stop" or journalist
            else label.name
        ), "question"
    return cast.add(_new_person(bare, role or label.role, front)), "answer"


def _mostly_asks(texts: Sequence[str]) -> bool:
    asking = sum(1 for text in texts if _asks(text) and not _thanks_for_question(text) and len(text) < LONG_QUESTION)
    return asking * 2 > len(texts)


def _thanks_for_question(text: str) -> bool:
    return _thanks(text) and "question" in text[:80].lower()


def _new_person(name: str, role: str | None, front: str) -> Person:
    title, bare = split_title(name)
    if not bare:
        return Person(normal_case(name))
    bare = normal_case(bare)
    person = describe(bare, front)
    honorific_only = all(word.rstrip(".").lower() in honorific_words() for word in title.split())
    if title and not honorific_only and person.role is None:
        person = replace(person, role=normal_case(title))
    return with_role(person, role)


def _turn(speech: Speech, person: tuple[Person | None, Role], people: dict[str, tuple[Person | None, Role]]) -> Turn:
    speaker, role = person
    if speech.label.who and role == "question":
        speaker = Person(speech.label.who)
    return Turn(speech.start, speech.end, speaker, role)


def _is_handover(text: str) -> bool:
    return any(
        rule.regex is not None and rule.regex.search(text[-300:]) for rule in load("structure").labelled("handover")
    )


def _split_questions(
    blocks: Sequence[Block], noise: frozenset[int], speeches: Sequence[Speech], turns: Sequence[Turn]
) -> list[Turn]:
    """Give a question that lost its label a turn of its own: it stands at the end of another's turn, and an answer follows."""
    result: list[Turn] = []
    for place, (speech, turn) in enumerate(zip(speeches, turns)):
        following = speeches[place + 1].text if place + 1 < len(speeches) else ""
        start = _lost_question(blocks, noise, speech, following) if turn.role != "question" and following else None
        if start is None:
            result.append(turn)
            continue
        before = max(
            blocks[n].end
            for n in range(speech.label.block, speech.last_block + 1)
            if n not in noise and blocks[n].start < start
        )
        result += (replace(turn, end=before), Turn(start, turn.end, None, "question"))
    return result


def _lost_question(blocks: Sequence[Block], noise: frozenset[int], speech: Speech, following: str) -> int | None:
    first = speech.label.block + 1 if speech.label.alone else speech.label.block
    numbers = [number for number in range(first, speech.last_block + 1) if number not in noise]
    if len(numbers) < 2 or not _thanks(following):
        return None
    for place in range(len(numbers) - 1, 0, -1):
        if _is_handover(blocks[numbers[place - 1]].text):
            rest = "\n".join(blocks[number].text for number in numbers[place:])
            return blocks[numbers[place]].start if _asks(rest) else None
    last = blocks[numbers[-1]]
    if "?" in last.text and _thanks_for_question(following):
        return last.start
    return None


def _before_first(blocks: Sequence[Block], noise: frozenset[int], first: Speech, cast: Cast, body: int) -> list[Turn]:
    """What stands before the first label: a question that lost its label, a statement, or the page's own lead."""
    numbers = [number for number in range(body, first.label.block) if number not in noise]
    if not numbers:
        return []
    text = "\n".join(blocks[number].text for number in numbers)
    last = blocks[numbers[-1]]
    if _asks(last.text) and not _speaks_long(text):
        start = next((blocks[number].start for number in numbers if not _is_lead(blocks[number].text)), last.start)
        return [Turn(start, last.end, None, "question")]
    named = _statement_by(text)
    speaker = named or (cast.persons[0] if cast.persons else None)
    if speaker is not None and len(text) > 200 and (named or _speaks(text)):
        spoken = [number for number in numbers if not _is_lead(blocks[number].text)] or numbers
        return [Turn(blocks[spoken[0]].start, last.end, speaker, "statement")]
    return []


def _speaks_long(text: str) -> bool:
    return len(text) > LONG_QUESTION


def _is_lead(text: str) -> bool:
    """Whether a paragraph is the page's own account of the event, not speech."""
    nouns = load("structure").expression(
        r"\b(?:held|holds|hosted|convened|transcript|gives|gave|took questions)\b.{0,160}\b$event_nouns\b|\b$event_nouns\b.{0,120}\b(?:held|transcript)\b|\btranscript of\b"
    )
    return nouns.search(text[:500]) is not None and FIRST_PERSON.search(text[:500]) is None


def _statement_by(text: str) -> Person | None:
    for rule in load("structure").labelled("statement"):
        found = rule.regex.search(text[:3000]) if rule.regex is not None else None
        if found is not None:
            title, name = split_title(found["name"])
            role, organization = split_role(found["role"]) if found["role"] else (title or None, None)
            return Person(without_honorific(name or found["name"]), role, organization)
    return None


def _statement(
    blocks: Sequence[Block], noise: frozenset[int], cast: Cast, title: str, body: int
) -> tuple[tuple[Turn, ...], tuple[Person, ...], frozenset[int]]:
    """A page without labels that is one voice's statement; else no turns at all."""
    numbers = [number for number in range(body, len(blocks)) if number not in noise]
    text = "\n".join(blocks[number].text for number in numbers[:12])
    speaker = _statement_by(f"{title}\n{text}") if _speaks(text) else None
    if speaker is None or not numbers:
        return (), (), frozenset()
    known = cast.find(speaker.name)
    if known is not None:
        speaker = known
    spoken = [number for number in numbers if not _is_lead(blocks[number].text)] or numbers
    return (Turn(blocks[spoken[0]].start, blocks[spoken[-1]].end, speaker, "statement"),), (speaker,), frozenset()


def _mark_chairs(turns: Sequence[Turn], roster: Roster) -> list[Turn]:
    """Give the role "chair" to those whom the roster calls so, else to the one who only hands over to questioners."""
    chairs = roster.chairs or _hand_over(turns)
    return [
        replace(turn, role="chair")
        if turn.role == "answer" and turn.speaker is not None and turn.speaker.name in chairs
        else turn
        for turn in turns
    ]


def _hand_over(turns: Sequence[Turn]) -> frozenset[str]:
    lengths: dict[str, list[int]] = {}
    handed: Counter[str] = Counter()
    for turn, following in zip(turns, [*turns[1:], None]):
        if turn.role == "answer" and turn.speaker is not None:
            lengths.setdefault(turn.speaker.name, []).append(turn.end - turn.start)
            handed[turn.speaker.name] += following is not None and following.role == "question"
    if len(lengths) < 2:
        return frozenset()
    return frozenset(
        name
        for name, sizes in lengths.items()
        if len(sizes) > 1 and sum(sizes) < HAND_OVER * len(sizes) and handed[name] * 3 >= len(sizes) * 2
    )
