"""What differs between two outputs, claim by claim and field by field.

Two readings of one document are compared by place: a claim is the same where it stands at the same place, or, in a text
that was edited, where sentence, number and indicator are most alike. Two briefings are compared by meaning: a claim is
the same where it puts a number on the same indicator, in the same unit, for the same time.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from extractors.output import CLAIM_COLUMNS, claim_cells
from extractors.records import Claim, DocumentRecord, Output
from extractors.series.joining import comparable_unit, reading_of

Change = Literal["new", "gone", "changed"]

PLACE = ("start", "end", "sentence_start")  # say nothing where the text itself has been edited
# What a claim is compared by, and a document: `id` and `source` say which it is.
CLAIM_FIELDS = tuple(name for name in CLAIM_COLUMNS if name != "id")
DOCUMENT_FIELDS = ("title", "date", "date_source", "published", "language", "speakers")
# What makes a claim of another briefing the same, and what may then have changed.
NUMBER = ("value", "low", "high", "qualifier")
BRIEFING_FIELDS = (*NUMBER, "direction", "status")

# How alike two claims of an edited text are: shares that add up to 1. A sentence that was reworded around the same
# number for the same thing is over the threshold, and so is a new number in nearly the same sentence; the same number
# in another sentence about something else is not.
WEIGHTS = {"sentence": 0.4, "number": 0.25, "indicator": 0.25, "unit": 0.1}
ALIKE = 0.5

WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")


@dataclass(frozen=True)
class FieldChange:
    """A field that holds something else now."""

    field: str
    old: object
    new: object


@dataclass(frozen=True)
class Difference:
    """A claim that is new, gone or changed. `former` is for a new one what the other briefing said last of the same."""

    change: Change
    old: Claim | None
    new: Claim | None
    fields: tuple[FieldChange, ...] = ()
    former: Claim | None = None


def compare_documents(
    old: DocumentRecord, new: DocumentRecord, ignore: frozenset[str] = frozenset()
) -> tuple[FieldChange, ...]:
    """The fields of a document that say something else."""
    return tuple(
        FieldChange(name, getattr(old, name), getattr(new, name))
        for name in DOCUMENT_FIELDS
        if name not in ignore and getattr(old, name) != getattr(new, name)
    )


def compare_readings(old: Output, new: Output, ignore: frozenset[str] = frozenset()) -> Iterator[Difference]:
    """What differs between two readings of one document, in the order of the text.

    Args:
        old: one reading.
        new: another, by another version or with other rules, or of the text as it was edited.
        ignore: fields that do not matter.
    """
    if old.claims == new.claims:
        return
    same_text = old.document.id == new.document.id
    fields = [name for name in CLAIM_FIELDS if name not in ignore and (same_text or name not in PLACE)]
    for before, after in pair_claims(old.claims, new.claims, same_text):
        if before is None or after is None:
            yield Difference("gone" if after is None else "new", before, after)
        elif changed := changed_fields(before, after, fields):
            yield Difference("changed", before, after, changed)


def changed_fields(old: Claim, new: Claim, fields: Iterable[str]) -> tuple[FieldChange, ...]:
    """The fields, named as in flat rows, in which two claims differ."""
    if old == new:
        return ()
    before, after = claim_cells(old), claim_cells(new)
    return tuple(
        FieldChange(name, before[name], after[name])
        for name in fields
        if before[name] != after[name] or (name in NUMBER and getattr(old, name) != getattr(new, name))
    )


# --- the same document, by place ---

Pair = tuple[Claim | None, Claim | None]


def pair_claims(old: Sequence[Claim], new: Sequence[Claim], same_text: bool) -> list[Pair]:
    """Each claim with its counterpart, or alone; in the order of the new text, what is gone behind what stood before.

    Args:
        old, new: the claims of one document, each in the order of its text.
        same_text: whether offsets mean the same in both.
    """
    partners: dict[int, int] = {}  # index in new -> index in old
    rounds = (_by_place, _by_overlap) if same_text else (_by_sentence, _by_likeness)
    for match in rounds:
        taken = set(partners.values())
        left_old = [index for index in range(len(old)) if index not in taken]
        left_new = [index for index in range(len(new)) if index not in partners]
        partners.update(match(old, left_old, new, left_new))
    return list(_in_order(old, new, partners))


def _in_order(old: Sequence[Claim], new: Sequence[Claim], partners: dict[int, int]) -> Iterator[Pair]:
    matched = set(partners.values())
    behind: dict[int, list[int]] = defaultdict(list)  # what is gone, by the claim before it that is not
    last = -1
    for index in range(len(old)):
        if index in matched:
            last = index
        else:
            behind[last].append(index)
    yield from ((old[index], None) for index in behind[-1])
    for index, claim in enumerate(new):
        partner = partners.get(index)
        yield (None if partner is None else old[partner]), claim
        if partner is not None:
            yield from ((old[gone], None) for gone in behind[partner])


def _by_place(
    old: Sequence[Claim], left_old: Sequence[int], new: Sequence[Claim], left_new: Sequence[int]
) -> dict[int, int]:
    return _by_key(old, left_old, new, left_new, lambda claim: (claim.start, claim.end, claim.kind))


def _by_sentence(
    old: Sequence[Claim], left_old: Sequence[int], new: Sequence[Claim], left_new: Sequence[int]
) -> dict[int, int]:
    return _by_key(
        old,
        left_old,
        new,
        left_new,
        lambda claim: (claim.sentence, claim.start - claim.sentence_start, claim.text, claim.kind),
    )


def _by_key(
    old: Sequence[Claim],
    left_old: Sequence[int],
    new: Sequence[Claim],
    left_new: Sequence[int],
    key: Callable[[Claim], Hashable],
) -> dict[int, int]:
    """Claims with the same key, the first with the first and so on."""
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for index in left_old:
        waiting[key(old[index])].append(index)
    return {index: queue.popleft() for index in left_new if (queue := waiting[key(new[index])])}


def _by_overlap(
    old: Sequence[Claim], left_old: Sequence[int], new: Sequence[Claim], left_new: Sequence[int]
) -> dict[int, int]:
    """Claims that share characters; of several those of the same kind, then those that share most."""
    shares = [
        (old[one].kind == new[other].kind, common, -one, -other)
        for other in left_new
        for one in left_old
        if (common := min(old[one].end, new[other].end) - max(old[one].start, new[other].start)) > 0
    ]
    return _best((-one, -other) for _, _, one, other in sorted(shares, reverse=True))


def _by_likeness(
    old: Sequence[Claim], left_old: Sequence[int], new: Sequence[Claim], left_new: Sequence[int]
) -> dict[int, int]:
    """Claims that are alike; of several those that are most, then those nearest to each other in the text."""
    before = {index: _Profile(old[index]) for index in left_old}
    after = {index: _Profile(new[index]) for index in left_new}
    order_old = {index: place / len(left_old) for place, index in enumerate(left_old)}
    order_new = {index: place / len(left_new) for place, index in enumerate(left_new)}
    scores = [
        (-score, abs(order_old[one] - order_new[other]), one, other)
        for other in left_new
        for one in left_old
        if (score := before[one].likeness(after[other])) >= ALIKE
    ]
    return _best((one, other) for _, _, one, other in sorted(scores))


def _best(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """New index -> old index, each once, the first pairs first."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for one, other in pairs:
        if one not in taken and other not in found:
            found[other] = one
            taken.add(one)
    return found


class _Profile:
    """What a claim is recognised by in another text."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim

    @cached_property
    def sentence(self) -> frozenset[str]:
        claim = self.claim  # its own words are compared as a number
        start, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
        return frozenset(WORD.findall(f"{claim.sentence[:start]} {claim.sentence[end:]}".casefold()))

    @cached_property
    def indicator(self) -> frozenset[str]:
        return frozenset(WORD.findall((self.claim.indicator or "").casefold()))

    def likeness(self, other: _Profile) -> float:
        """From 0 to 1; claims of different kinds are not alike at all."""
        one, two = self.claim, other.claim
        if one.kind != two.kind:
            return 0.0
        return (
            WEIGHTS["sentence"] * _common(self.sentence, other.sentence)
            + WEIGHTS["number"] * ((one.value, one.low, one.high) == (two.value, two.low, two.high))
            + WEIGHTS["indicator"] * _common(self.indicator, other.indicator)
            + WEIGHTS["unit"] * (one.unit == two.unit)
        )


def _common(one: frozenset[str], two: frozenset[str]) -> float:
    """The share of words in common, both being empty counts as none."""
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


# --- different briefings, by meaning ---


def subject(claim: Claim, output: Output, home: str | None) -> tuple[str, ...]:
    """What a claim puts a number on: the same for two claims that can be compared, as `onrecord series` joins them.

    Claims whose indicator is too general to be joined are comparable only where it is the same word for word, those
    without an indicator where the whole sentence is.

    Args:
        claim: one of the claims of `output`.
        output: what its document gave.
        home: the country that the document is about, see extractors.series.home_of().
    """
    if claim.indicator and claim.kind != "target_year":
        reading = reading_of(claim, output, home)
        if reading.joinable:
            region = reading.region if reading.is_national else None
            rest = (reading.unit, reading.change, reading.basis, reading.key[-1], region)
            return (*map(str, rest), *sorted(reading.content))
    of = claim.indicator or claim.sentence
    return (claim.kind, claim.unit or "", claim.direction or "", claim.basis or "", of.casefold())


def changed_numbers(old: Claim, new: Claim, fields: Iterable[str]) -> tuple[FieldChange, ...]:
    """The fields that differ in two claims on the same subject; the same amount in another unit is the same."""
    same = scaled(old) == scaled(new)
    numbers = ("value", "low", "high")
    return tuple(change for change in changed_fields(old, new, fields) if not (same and change.field in numbers))


def scaled(claim: Claim) -> tuple[Decimal | None, ...]:
    """Value and range in the unit that numbers on its subject are compared in."""
    factor = comparable_unit(claim)[1]
    ends = (claim.value, claim.low, claim.high)
    return tuple(None if end is None else end * factor for end in ends)


def moment(claim: Claim) -> str:
    """The time that a claim is about: its period, and the year of its goal."""
    return f"{claim.period or ''}|{claim.target_year or ''}"
