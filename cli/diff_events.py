"""Two sides -> what differs between them, as it is found; counted on the way."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum

import orjson

from cli.diff_sides import Head, Side, match_documents, plain
from cli.shell import Progress
from extractors.differences import (
    BRIEFING_FIELDS,
    Change,
    Difference,
    FieldChange,
    changed_numbers,
    compare_documents,
    compare_readings,
    moment,
    scaled,
    subject,
)
from extractors.records import Claim, Output
from extractors.series import home_of

MOST = 50  # numbers of one side for the same subject and time that are looked at for the one most alike


class Way(StrEnum):
    """What two sides are to each other."""

    READINGS = "readings"
    BRIEFINGS = "briefings"


@dataclass(frozen=True)
class DocumentFound:
    """A document that is new, gone, or of which something else is known; `reason`: why it cannot be read any more."""

    change: Change
    old: Head | None
    new: Head | None
    fields: tuple[FieldChange, ...] = ()
    reason: str | None = None


@dataclass(frozen=True)
class ClaimFound:
    """A claim that differs, and the sources of the documents that it stands in."""

    difference: Difference
    old_source: str | None
    new_source: str | None

    @property
    def change(self) -> Change:
        """Whether it is new, gone or changed."""
        return self.difference.change


Found = DocumentFound | ClaimFound


@dataclass
class Counts:
    """What was compared, and what was found."""

    documents: Counter[str] = field(default_factory=Counter)  # a, b, both, new, gone, changed, edited
    claims: Counter[str] = field(default_factory=Counter)  # a, b, same, new, gone, changed
    fields: Counter[str] = field(default_factory=Counter)  # of claims, by their names

    @property
    def differs(self) -> bool:
        """Whether anything was found that was looked for."""
        return any(counts[change] for counts in (self.documents, self.claims) for change in ("new", "gone", "changed"))


@dataclass(frozen=True)
class Question:
    """What is looked for: the fields that do not matter, and the kinds of changes that do."""

    ignore: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()


def way_of(old: Side, new: Side) -> Way:
    """Two sides that have no document in common are different briefings."""
    if not old.heads or not new.heads:
        return Way.READINGS
    common = any(one is not None and other is not None for one, other in match_documents(old.heads, new.heads))
    return Way.READINGS if common else Way.BRIEFINGS


def find_differences(
    old: Side, new: Side, way: Way, question: Question, counts: Counts, progress: Progress
) -> Iterator[Found]:
    """What differs and is looked for, document by document; `counts` is complete at the end."""
    found = (
        _readings(old, new, question, counts, progress)
        if way is Way.READINGS
        else _briefings(old, new, question, counts)
    )
    counts.documents.update(a=len(old.heads), b=len(new.heads))
    for item in found:
        if question.only and item.change not in question.only:
            continue
        if isinstance(item, DocumentFound):
            counts.documents[item.change] += 1
        else:
            counts.claims[item.change] += 1
            counts.fields.update(change.field for change in item.difference.fields)
        yield item


def _readings(old: Side, new: Side, question: Question, counts: Counts, progress: Progress) -> Iterator[Found]:
    """Documents in both, compared by place; and those in one, with all their claims."""
    for number, (before, after) in enumerate(match_documents(old.heads, new.heads), 1):
        progress.at(number, (after or before or Head(0, "", None, None, None)).source or "standard input")
        one = old.output(before) if before else None
        two = new.output(after) if after else None
        progress.clear()
        counts.claims.update(a=len(one.claims) if one else 0, b=len(two.claims) if two else 0)
        if before and after:
            if one and two:
                yield from _pair(before, one, after, two, question, counts)
        elif before and one:
            yield DocumentFound("gone", before, None, reason=new.failures.get(before.source or ""))
            yield from (ClaimFound(Difference("gone", claim, None), before.source, None) for claim in one.claims)
        elif after and two:
            yield DocumentFound("new", None, after, reason=old.failures.get(after.source or ""))
            yield from (ClaimFound(Difference("new", None, claim), None, after.source) for claim in two.claims)


def _pair(before: Head, one: Output, after: Head, two: Output, question: Question, counts: Counts) -> Iterator[Found]:
    counts.documents["both"] += 1
    counts.documents["edited"] += one.document.id != two.document.id
    if before.whole and after.whole:
        fields = compare_documents(one.document, two.document, question.ignore)
        if fields:
            yield DocumentFound("changed", before, after, fields)
    unlike = 0
    for difference in compare_readings(one, two, question.ignore):
        unlike += difference.new is not None
        yield ClaimFound(difference, before.source, after.source)
    counts.claims["same"] += len(two.claims) - unlike


def _briefings(old: Side, new: Side, question: Question, counts: Counts) -> Iterator[Found]:
    """What one side says that the other does not, and what it says otherwise, compared by meaning."""
    fields = [name for name in BRIEFING_FIELDS if name not in question.ignore]
    with closing(Pool(fields)) as pool:
        for said in _claims(old):
            counts.claims["a"] += 1
            pool.add(said)
        told: set[tuple[str, str, str]] = set()
        for said in _claims(new):
            counts.claims["b"] += 1
            if said.key in told:  # a number that is given three times is new once
                continue
            found = pool.find(said)
            if found is None:
                counts.claims["same"] += 1
            else:
                told.add(said.key)
                yield found
        yield from pool.unmet()


def _claims(side: Side) -> Iterator[Said]:
    for head in side.heads:
        output = side.output(head)
        if output is not None:
            home = home_of(output)
            for claim in output.claims:
                yield Said(head.source, claim, "\x1f".join(subject(claim, output, home)), moment(claim))


@dataclass(frozen=True)
class Said:
    """A claim where it stands, what it is about, and for when."""

    source: str | None
    claim: Claim
    subject: str
    moment: str

    @property
    def content(self) -> str:
        """What is said on the subject: the same for a claim that says the same again."""
        claim = self.claim
        return "|".join(map(str, (*scaled(claim), claim.qualifier, claim.direction, claim.status)))

    @property
    def key(self) -> tuple[str, str, str]:
        """Subject, time and content."""
        return self.subject, self.moment, self.content


class Pool:
    """The claims of one side, each number once, found by what they are about, in a temporary database."""

    def __init__(self, fields: Iterable[str]) -> None:
        self._fields = tuple(fields)
        self._rows = sqlite3.connect("")
        self._rows.execute(
            "CREATE TABLE claims (number INTEGER PRIMARY KEY, subject TEXT, moment TEXT, content TEXT, source TEXT, "
            "claim BLOB, met INTEGER DEFAULT 0, UNIQUE (subject, moment, content))"
        )

    def close(self) -> None:
        """Forget everything."""
        self._rows.close()

    def add(self, said: Said) -> None:
        """Take a claim of the old side."""
        self._rows.execute(
            "INSERT OR IGNORE INTO claims (subject, moment, content, source, claim) VALUES (?, ?, ?, ?, ?)",
            (*said.key, said.source, orjson.dumps(said.claim, default=plain)),
        )

    def find(self, said: Said) -> ClaimFound | None:
        """What is new or otherwise in a claim of the new side; None where the old side says the same."""
        key = (said.subject, said.moment)
        same = list(self._chosen("subject = ? AND moment = ? AND content = ?", said.key)) or list(
            self._chosen("subject = ? AND moment = ?", key, limit=MOST)
        )
        if same:
            self._rows.execute("UPDATE claims SET met = 1 WHERE subject = ? AND moment = ? AND NOT met", key)
            changes = [(changed_numbers(old.claim, said.claim, self._fields), old) for old in same]
            fields, old = min(changes, key=lambda change: len(change[0]))
            if not fields:
                return None
            return ClaimFound(Difference("changed", old.claim, said.claim, fields), old.source, said.source)
        former = list(self._chosen("subject = ?", key[:1], limit=1))
        if not former:
            return ClaimFound(Difference("new", None, said.claim), None, said.source)
        self._rows.execute("UPDATE claims SET met = 1 WHERE subject = ? AND NOT met", key[:1])
        return ClaimFound(Difference("new", None, said.claim, former=former[0].claim), former[0].source, said.source)

    def unmet(self) -> Iterator[ClaimFound]:
        """The claims about which the new side says nothing."""
        for said in self._chosen("NOT met", (), order="number"):
            yield ClaimFound(Difference("gone", said.claim, None), said.source, None)

    def _chosen(
        self, condition: str, values: tuple[str, ...], limit: int = -1, order: str = "moment DESC, number"
    ) -> Iterator[Said]:
        """Claims, without more those about the latest time first."""
        question = f"SELECT source, claim, subject, moment FROM claims WHERE {condition} ORDER BY {order} LIMIT {limit}"
        for source, data, about, when in self._rows.execute(question, values):
            yield Said(source, Claim.model_validate(orjson.loads(data)), about, when)
