"""Text -> Document: title, dates, roster, turns, paragraphs, sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.records import Document, Person
from extractors.structure.abbreviations import abbreviations
from extractors.structure.dates import mask_dates
from extractors.structure.days import read_dates
from extractors.structure.front import LONGEST_DATE_LINE, SENTENCE_END, is_date_line, is_letterhead
from extractors.structure.initials import find_initials
from extractors.structure.labels import Label, find_labels
from extractors.structure.layout import Block, normalise, read_layout
from extractors.structure.lines import find_lines
from extractors.structure.page import Page
from extractors.structure.roster import Roster, is_section, merge_persons, read_roster
from extractors.structure.sentences import find_sentences
from extractors.structure.titles import Title, find_title, whole_title
from extractors.structure.turns import read_turns
from extractors.structure.zones import Marks, find_noise, read_paragraphs
from patterns import load

__all__ = ["abbreviations", "normalise", "read_structure"]

HEAD_BLOCKS = 60


def read_structure(
    text: str,
    *,
    source: str | None = None,
    date: str | None = None,
    declared_title: str | None = None,
    declared_published: str | None = None,
) -> Document:
    """Read what a page's layout says: who speaks, when it was said, which text is text.

    Args:
        text: the document; offsets of everything returned are code points of it.
        source: where it came from, passed on.
        date: the day of the briefing as EDTF, when the user knows it better.
        declared_title: the title by the document's metadata: for a text that has none, and to tell which line it is.
        declared_published: the day of publication by the metadata, as EDTF, for a text that does not say it.

    Returns:
        A Document whose paragraphs, sentences and turns are in order, without overlap, inside the text.
    """
    layout = read_layout(text)
    blocks = layout.blocks
    noise = find_noise(blocks)
    front = _front_lines(blocks)
    spoken = _spoken_lines(blocks, noise)
    title = whole_title(blocks, find_title(text, blocks, noise, spoken, declared_title), noise | spoken)
    titles = _title_blocks(blocks, title)
    roster, labels = _roster_and_labels(blocks, noise, front.union(titles), title)
    body = _body(blocks, noise.union(front, titles, roster.blocks), title)
    found = read_turns(Page(blocks, noise | front), labels, roster, title.text if title else "", body)
    spoken_first = (label.block for label in labels if label.block in found.labels and label.shape != "narration")
    first = min(spoken_first, default=None)
    dates = read_dates(text, blocks, noise, title, first, bool(found.turns), declared_published)
    marks = Marks(
        noise,
        titles,
        front | roster.blocks if found.turns else front,
        {label.block: label.text_start for label in labels if label.block in found.labels},
    )
    paragraphs = tuple(read_paragraphs(blocks, marks))
    return Document(
        text=text,
        normal=layout.normal,
        source=source,
        title=title.text if title else declared_title,
        date=date or dates.date,
        date_source="--date" if date else dates.date_source,
        published=dates.published,
        speakers=_unique(found.persons) if found.turns else (),
        turns=found.turns,
        paragraphs=paragraphs,
        sentences=tuple(find_sentences(layout.normal, paragraphs)),
    )


def _front_lines(blocks: Sequence[Block]) -> frozenset[int]:
    """Letterheads and date lines of the page's top, and date lines of its foot."""
    numbers = set()
    for number, block in enumerate(blocks):
        if HEAD_BLOCKS <= number < len(blocks) - 10 or len(block.text) > LONGEST_DATE_LINE:
            continue
        masked = mask_dates(block.text)
        if is_letterhead(masked.text) or is_date_line(masked):
            numbers.add(number)
    return frozenset(numbers)


def _spoken_lines(blocks: Sequence[Block], noise: frozenset[int]) -> frozenset[int]:
    """Blocks of the top that no title is: a label and nothing else, or a turn behind a label that cannot open one.

    A headline may be "Lin Botao: ports to grow"; it is no sentence, and its label does not come back.
    """
    labels = find_labels(blocks[:HEAD_BLOCKS], noise)
    counts = Counter(label.name for label in labels)
    chairs = load("structure").words("chair_labels")
    return frozenset(
        number for number, block in enumerate(blocks[:HEAD_BLOCKS]) if block.text.lower() in chairs
    ) | frozenset(
        label.block
        for label in labels
        if label.alone
        or label.is_plain
        or ((label.introduces or counts[label.name] > 1) and SENTENCE_END.search(blocks[label.block].text))
    )


def _title_blocks(blocks: Sequence[Block], title: Title | None) -> dict[int, int]:
    """The title's block, and those below that repeat it, with the place where the title ends in each."""
    if title is None:
        return {}
    own = blocks[title.block]
    numbers = range(title.block, min(len(blocks), title.block + 10))
    ends = {
        number: blocks[number].start + title.end - own.start for number in numbers if blocks[number].text == own.text
    }
    return ends | {number: blocks[number].end for number in range(title.block + 1, title.below)}


def _roster_and_labels(
    blocks: Sequence[Block], noise: frozenset[int], skip: frozenset[int], title: Title | None
) -> tuple[Roster, tuple[Label, ...]]:
    start = title.below if title else 0
    sections = frozenset(number for number in range(start, min(len(blocks), HEAD_BLOCKS)) if is_section(blocks, number))
    labels = find_labels(blocks, noise | skip | sections)
    lines = find_lines(blocks, noise | skip | sections, ())
    first = (label.block for label in labels if label.block >= start and not _may_be_roster(blocks, label))
    stop = min([*first, *lines.names], default=HEAD_BLOCKS)
    numbers = [number for number in range(start, min(stop, len(blocks), HEAD_BLOCKS)) if number not in noise | skip]
    roster = read_roster(blocks, numbers)
    # With its roster the page may do without colons: initials, or the name on a line of its own.
    if not roster.keys:
        roster = _with_initials(roster, find_initials(blocks, noise | skip | roster.blocks))
    keys = frozenset(initials for initials, _ in roster.keys)
    names = roster.askers | {person.name for person in roster.persons}
    lines = find_lines(blocks, noise | skip | sections | roster.blocks, roster.persons)
    if names or keys or lines.names:
        names = names | {"Operator"} if names else names
        labels = find_labels(blocks, noise | skip | sections | roster.blocks, keys, names, lines)
    return roster, tuple(label for label in labels if label.block not in roster.blocks)


def _with_initials(roster: Roster, found: Sequence[tuple[str, str | None]]) -> Roster:
    keys = tuple((initials, name or "Q") for initials, name in found)
    persons = merge_persons([*roster.persons, *(Person(name) for _, name in found if name)])
    return replace(roster, keys=keys, persons=tuple(persons)) if found else roster


def _may_be_roster(blocks: Sequence[Block], label: Label) -> bool:
    """`Name - Title` is a label over a speech, and an entry of a roster over anything else."""
    following = blocks[label.block + 1].text if label.block + 1 < len(blocks) else ""
    return label.shape == "title" and not following.endswith((".", "!", "?"))


def _body(blocks: Sequence[Block], skip: frozenset[int], title: Title | None) -> int:
    start = title.below if title else 0
    return next((number for number in range(start, len(blocks)) if number not in skip), len(blocks))


def _unique(persons: Iterable[Person]) -> tuple[Person, ...]:
    return tuple({person.name: person for person in persons}.values())
