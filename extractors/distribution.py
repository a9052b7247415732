"""Words that name several things, split among the numbers of a list: "output of A and B rose 5% and 3%"."""

from __future__ import annotations

from extractors.wording import wording

SPLIT = r",? and |, (?:and )?|;\s*| & | as well as "
OXFORD = r", (?:and )?"


def distribute(text: str, count: int) -> list[str] | None:
    """Split a coordination so that each number of a list has its own member.

    "output of A and B" -> "output of A", "output of B".

    Returns None where the words do not fall into that many members.
    """
    parts = [part.split() for part in wording(SPLIT).split(text) if part.strip()]
    if len(parts) > count > 2 and ", and " in text:  # "clothing and footwear, toys, and home appliances"
        parts = [part.split() for part in wording(OXFORD).split(text) if part.strip()]
    if len(parts) != count or count < 2:
        return None
    first, *middle, last = parts
    own = _own_words(first)
    stem, head = first[: len(first) - own], first[len(first) - own :]
    tail: list[str] = []
    if len(last) > 1 and all(len(part) < len(last) for part in [head, *middle]) and _shares_tail(head, last):
        last, tail = last[:1], last[1:]
    own_stem = len(stem) == 2 and last[1:2] and last[1] in ("to", "from", "of")  # "exports to A and [imports from] B"
    ends = " ".join(last) if own_stem else _joined(stem, last, tail)
    return [*(_joined(stem, member, tail) for member in [head, *middle]), ends]


def _joined(stem: list[str], member: list[str], tail: list[str]) -> str:
    """A member with the words that all share; "trade with the" and "the Gulf States" have one article."""
    twice = stem[-1:] == ["the"] and member[:1] == ["the"]
    return " ".join([*stem, *member[twice:], *tail])


def _own_words(first: list[str]) -> int:
    """How many words at the end of the first member are its own: those behind the last preposition, else all."""
    for at in range(len(first) - 1, 0, -1):
        before = first[at - 1].lower()
        if before in ("engaged", "using", "by"):
            return len(first) - at
        if before in ("of", "in", "for", "to", "with", "from", "between", "the") and first[at].lower() != "the":
            return len(first) - at
    return len(first)


def _shares_tail(head: list[str], last: list[str]) -> bool:
    """Whether the members are modifiers of one noun: "primary, secondary and tertiary industries"."""
    return len(head) == 1 and len(last) == 2 and (not head[0][:1].isupper() or head[0].isupper())
