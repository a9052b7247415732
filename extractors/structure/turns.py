"""Labels -> turns: which labels are real, and from where to where somebody speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from extractors.records import Person, Turn
from extractors.structure.cast import Cast, Kind, Role, bare_label, kind_of, only_briefer, resolve
from extractors.structure.front import names_event
from extractors.structure.labels import Label
from extractors.structure.lines import journalist
from extractors.structure.names import BRACKETS, name_key, split_title
from extractors.structure.page import Page
from extractors.structure.roster import Roster, introductions, merge_persons, title_persons
from extractors.structure.speech import LONG_QUESTION, QUOTED, asks, greets, speaks, thanks, thanks_for_question
from extractors.structure.statements import is_lead, read_statement, statement_by
from patterns import load

SINGULAR = re.compile(r"\b(?:I(?!-)|I'm|I'd|I'll|my|My)\b")
SMALL = re.compile(r"(?<![\w'-])[a-z]{2,30}(?![\w-])")
POLITELY_NAMED = re.compile(
    r"\b(?:Mr|Ms|Mrs|Dr|Mdm|Madam|Minister|Director|Director-General|General)\.? ([A-Z][\w'-]+(?: [A-Z][\w'-]+)?)"
)
# How somebody who asks begins: with the medium that sent him.
FROM_MEDIUM = re.compile(
    r"(?:(?:Hi|Hello|Good \w+|Thank you|Thanks)[,.!]? )?(?:I am|I'm|This is [A-Z][\w. -]{1,40}) (?:from|with)\b"
)
# A line of the head of its own: "By Press Secretary Jo Cole and Director May Field"
BY_LINE = re.compile(r"(?:By|BY|With|WITH) (?:the )?[A-Z]")
FRONT = 6000  # characters from the top in which people are introduced
CALLED = 600  # last characters of a turn, where the floor is given on
SHORT_STATEMENT = 200
HEAD_LINES = 12  # blocks from the top in which the event may be named
HAND_OVER = 300  # characters: on the average a chair says no more


@dataclass(frozen=True)
class Speech:
    """What stands behind one label: its blocks and their text."""

    label: Label
    start: int
    end: int
    blocks: tuple[int, ...]
    text: str


@dataclass(frozen=True)
class Scene:
    """What a page says before anybody speaks. `listed`: names of its roster and title; `words`: those in small letters.

    `briefed`: whether the page has a roster or its head names a press conference.
    """

    listed: frozenset[tuple[str, ...]]
    briefed: bool
    words: frozenset[str]

    def lists(self, label: Label) -> bool:
        """Whether a label is a name of the roster, in full, or initials of its key."""
        name = split_title(bare_label(label.name)[0])[1]
        return label.shape == "initials" or name_key(name) in self.listed

    def expects(self, label: Label, kind: Kind) -> bool:
        """Whether a label is a person's by its form: "Ms. Field:", or a name of no common words alone on its line."""
        if not self.briefed or label.shape not in ("colon", "stop"):
            return False
        if label.introduces:
            return True
        if kind != "name" or not label.alone:
            return kind == "person"
        words = name_key(bare_label(label.name)[0])
        return not self.words.issuperset(words) and load("structure").words("topic_words").isdisjoint(words)


@dataclass(frozen=True)
class Turns:
    """The turns of a document, the persons in it, and the blocks whose labels are labels."""

    turns: tuple[Turn, ...] = ()
    persons: tuple[Person, ...] = ()
    labels: frozenset[int] = frozenset()


def read_turns(page: Page, labels: Sequence[Label], roster: Roster, title: str, body: int) -> Turns:
    """The turns of a transcript or statement; none for a report, whose colons follow no speaker.

    `body` is the first block behind title and roster.
    """
    front = _front_text(page, labels, title)
    below = (block.text for block in page.blocks[:HEAD_LINES] if BY_LINE.match(block.text))
    briefers = [person for line in (title, *below) for person in title_persons(line)]
    answering = statement_by(front, "answers")
    known = merge_persons([*roster.persons, *briefers, *introductions(front), *([answering] if answering else ())])
    cast = Cast(known, roster.keys, roster.askers)
    speeches = _real_speeches(page, labels, cast, _scene(page, labels, roster, title))
    if not speeches:
        statement = read_statement(page, cast, roster, title, body)
        return Turns() if statement is None or statement.speaker is None else Turns((statement,), (statement.speaker,))
    opening = statement_by(page.text(page.spoken(body, speeches[0].label.block)))
    if opening is not None and cast.find(opening.name) is None:
        cast.add(opening)
    people = _people(speeches, cast, front)
    turns = list(_turns(page, speeches, people))
    turns = _mark_chairs([*_before_first(page, speeches[0], opening, cast, body), *turns], roster)
    return Turns(tuple(turns), tuple(cast.persons), frozenset(speech.label.block for speech in speeches))


def _front_text(page: Page, labels: Sequence[Label], title: str) -> str:
    last = labels[0].block + 3 if labels else 6
    return f"{title}\n{page.text(range(min(last, len(page.blocks), 80)))}"[:FRONT]


def _scene(page: Page, labels: Sequence[Label], roster: Roster, title: str) -> Scene:
    persons = [*roster.persons, *title_persons(title)]
    head = page.blocks[: min(labels[0].block, HEAD_LINES)] if labels else ()
    briefed = bool(persons) or names_event(title) or any(names_event(block.text) for block in head)
    words = {word for block in page.blocks for word in SMALL.findall(block.text)} if labels and briefed else ()
    return Scene(frozenset(name_key(person.name) for person in persons), briefed, frozenset(words))


def _speeches(page: Page, labels: Sequence[Label]) -> Iterator[Speech]:
    for label, following in zip_longest(labels, labels[1:]):
        stop = following.block if following else len(page.blocks)
        numbers = page.spoken(label.block + 1, stop)
        own = page.blocks[label.block].text[label.text_start - page.blocks[label.block].start :]
        start = page.blocks[numbers[0]].start if label.alone and numbers else label.text_start
        end = page.blocks[numbers[-1]].end if numbers else page.blocks[label.block].end
        text = f"{own}\n{page.text(numbers)}".strip()
        yield Speech(label, start, max(start, end), tuple(numbers if label.alone else [label.block, *numbers]), text)


def _real_speeches(page: Page, labels: Sequence[Label], cast: Cast, scene: Scene) -> list[Speech]:
    """The speeches whose labels are labels; none where nothing proves that the page is a transcript."""
    speeches = list(_speeches(page, labels))
    counts = Counter(_bare(speech) for speech in speeches)
    kinds = {speech.label.name: kind_of(speech.label, cast) for speech in speeches}
    if not any(
        _proves(speech, kinds[speech.label.name], counts, len(speeches))
        or _is_expected(speech, kinds[speech.label.name], scene)
        for speech in speeches
    ):
        return []
    people = [name for name, kind in kinds.items() if kind in ("known", "person", "name")]
    named = {word for name in people for word in name_key(bare_label(name)[0])}
    called = _called(speeches)
    kept = [
        speech.label
        for speech, kind in ((speech, kinds[speech.label.name]) for speech in speeches)
        if _counts(speech, kind, counts, named) or _is_called(speech, kind, called)
    ]
    return list(_speeches(page, kept))


def _bare(speech: Speech) -> str:
    """A label without role, house and capitals: under these somebody comes back."""
    return BRACKETS.sub("", bare_label(speech.label.name)[0]).upper()


def _proves(speech: Speech, kind: Kind, counts: Counter[str], labels: int) -> bool:
    """Whether this label proves that people speak here."""
    repeated = counts[_bare(speech)] > 1
    if speech.label.shape == "script":
        return True
    if kind in ("known", "chair") or (kind == "person" and speech.label.shape in ("colon", "stop")):
        return repeated or speaks(speech.text)
    if speech.label.introduces:
        return labels > 1 or speaks(speech.text)
    if kind == "question":
        return labels > 1 and asks(speech.text)
    if kind == "outlet":
        return (labels > 1 and asks(speech.text)) or (repeated and speaks(speech.text))
    if kind in ("person", "name", "office", "anonymous"):
        return speaks(speech.text) or (repeated and asks(speech.text))
    return repeated and kind != "other" and (speaks(speech.text) or asks(speech.text))


def _is_expected(speech: Speech, kind: Kind, scene: Scene) -> bool:
    """Whether the page's head or the label's form proves it, even where the speech is short and says no "we"."""
    return bool(speech.text) and (scene.lists(speech.label) or scene.expects(speech.label, kind))


def _counts(speech: Speech, kind: Kind, counts: Counter[str], named: set[str]) -> bool:
    """Whether a label of this kind is one; `named`: the words of the names in other labels."""
    name, shape = speech.label.name, speech.label.shape
    if shape == "office_stop":
        return counts[_bare(speech)] > 2
    if kind == "word" and shape == "stop":
        return False
    if kind in ("question", "answer", "chair", "anonymous", "known", "person", "office"):
        return True
    if speech.label.introduces or (kind == "word" and name.lower() in named):
        return True
    if kind == "other":
        return asks(speech.text) and len(speech.text) < LONG_QUESTION
    if counts[_bare(speech)] > 1 or asks(speech.text):
        return True
    return kind in ("outlet", "name") and (speech.label.alone or (kind == "name" and speaks(speech.text)))


def _is_called(speech: Speech, kind: Kind, called: Collection[str]) -> bool:
    """Whether this is the name of somebody who was given the floor, or a name in brackets."""
    key = name_key(bare_label(speech.label.name)[0])
    given = bool(key) and not {key[0], key[-1]}.isdisjoint(called)
    return kind == "name" and (given or speech.label.bracketed)


def _people(speeches: Sequence[Speech], cast: Cast, front: str) -> dict[str, tuple[Person | None, Role]]:
    """Label -> person and role; fuller names first, so that "Lin:" finds the Lin Botao of another label."""
    labels = {speech.label.name: speech.label for speech in speeches}
    texts: dict[str, list[str]] = {}
    for speech in speeches:
        texts.setdefault(speech.label.name, []).append(speech.text)
    called = _called(speeches)
    people: dict[str, tuple[Person | None, Role]] = {}
    for label in sorted(labels.values(), key=lambda label: -len(split_title(bare_label(label.name)[0])[1].split())):
        # A person who is given the floor, "let's invite Ms. Lin", is no journalist, whatever he says.
        key = name_key(label.name)
        is_asker = _mostly_asks(texts[label.name]) and not (key and {key[0], key[-1]} & called)
        people[label.name] = resolve(label, cast, is_asker, front)
    briefer = only_briefer(list(people.values()))
    answers = [name for name, label in labels.items() if kind_of(label, cast) == "answer"]
    if briefer is None and len(cast.persons) == 1:
        briefer = cast.persons[0]
    return people | dict.fromkeys(answers, (briefer, "answer"))


def _called(speeches: Sequence[Speech]) -> set[str]:
    named = (found[1] for speech in speeches for found in POLITELY_NAMED.finditer(speech.text[-CALLED:]))
    return {word for name in named for word in name_key(name)}


def _mostly_asks(texts: Sequence[str]) -> bool:
    asking = [text for text in texts if len(text) < LONG_QUESTION and asks(text) and not thanks_for_question(text)]
    return len(asking) * 2 > len(texts)


def _turns(page: Page, speeches: Sequence[Speech], people: dict[str, tuple[Person | None, Role]]) -> Iterator[Turn]:
    for speech, following in zip_longest(speeches, speeches[1:]):
        if speech.label.shape == "narration":
            continue
        person, role = people[speech.label.name]
        if speech.label.who and role == "question":
            person = journalist(speech.label.who)
        label = page.blocks[speech.label.block].start, speech.label.text_start
        turn = Turn(speech.start, speech.end, person, role, label)
        place = _lost_question(page, speech, following.text) if following and role != "question" else None
        if place is None:
            yield turn
            continue
        yield replace(turn, end=page.blocks[speech.blocks[place - 1]].end)
        yield Turn(page.blocks[speech.blocks[place]].start, turn.end, None, "question")


def _lost_question(page: Page, speech: Speech, following: str) -> int | None:
    """Where a question that lost its label begins: at the end of another's turn, before an answer that gives thanks."""
    if len(speech.blocks) < 2:
        return None
    for place in range(len(speech.blocks) - 1, 0, -1):
        if _is_handover(page.blocks[speech.blocks[place - 1]].text):
            text = page.text(speech.blocks[place:])
            return place if asks(text) and (thanks(following) or FROM_MEDIUM.match(text)) else None
    if not thanks(following):
        return None
    last = len(speech.blocks) - 1
    return last if "?" in page.blocks[speech.blocks[last]].text and thanks_for_question(following) else None


def _is_handover(text: str) -> bool:
    rules = load("structure").labelled("handover")
    return any(rule.regex is not None and rule.regex.search(text[-HAND_OVER:]) for rule in rules)


def _before_first(page: Page, first: Speech, opening: Person | None, cast: Cast, body: int) -> Iterator[Turn]:
    """What stands before the first label: a question that lost its label, a statement, or the page's own lead."""
    numbers = page.spoken(body, first.label.block)
    spoken = [number for number in numbers if not is_lead(page.blocks[number].text)]
    if not spoken:
        return
    text = page.text(numbers)
    start, end = page.blocks[spoken[0]].start, page.blocks[spoken[-1]].end
    if opening is None and len(text) < LONG_QUESTION and asks(page.blocks[spoken[-1]].text):
        opens = len(spoken) > 1 and bool(cast.persons) and greets(page.blocks[spoken[0]].text)
        if opens:  # whoever greets makes the opening statement, and the last paragraph asks
            yield Turn(start, page.blocks[spoken[-2]].end, cast.persons[0], "statement")
        yield Turn(page.blocks[spoken[-1]].start if opens else start, end, None, "question")
        return
    alone = opening is None and kind_of(first.label, cast) == "chair"
    if alone and SINGULAR.search(QUOTED.sub("", text)) is None:
        return  # "MODERATOR:" opens the talk; what stands above it is a release
    speaker = opening or (cast.persons[0] if cast.persons else None)
    if speaker is not None and len(text) > SHORT_STATEMENT and (opening or speaks(text)):
        yield Turn(start, end, speaker, "statement")


def _mark_chairs(turns: Sequence[Turn], roster: Roster) -> list[Turn]:
    """Give the role "chair" to those whom the roster calls so, else to who only hands over to questioners."""
    chairs = roster.chairs or _hand_over(turns)
    return [replace(turn, role="chair") if turn.role == "answer" and _name(turn) in chairs else turn for turn in turns]


def _name(turn: Turn) -> str | None:
    return turn.speaker.name if turn.speaker else None


def _hand_over(turns: Sequence[Turn]) -> frozenset[str]:
    lengths: dict[str, list[int]] = {}
    handed: Counter[str] = Counter()
    for turn, following in zip_longest(turns, turns[1:]):
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
