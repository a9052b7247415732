"""The blocks of a page of which somebody can say something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.structure.layout import Block


@dataclass(frozen=True)
class Page:
    """The blocks of a document; those of `silent` are noise, title or front matter that nobody says."""

    blocks: Sequence[Block]
    silent: frozenset[int]

    def spoken(self, first: int, stop: int) -> list[int]:
        """The numbers of the blocks in a range that somebody can say."""
        return [number for number in range(first, stop) if number not in self.silent]

    def text(self, numbers: Sequence[int]) -> str:
        """The text of these blocks, a line each."""
        return "\n".join(self.blocks[number].text for number in numbers)
