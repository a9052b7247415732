"""Reduced sentences and their parses.

The parser reads each sentence in a reduced form: a quantity is one short noun phrase of a usual shape ("71%", "71
tonnes"), words for time, conversions in brackets and changes that only add to the number before them (", up 5.3%") are
left out. That makes sentences of briefings shorter and more like the text that the pipeline was trained on. Every token
knows the place in the document that it stands for.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.records import Quantity, Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

BRACKETS = re.compile(r"[ ]?[(\[][^()\[\]]{0,200}[)\]]")
WORD_RUN = re.compile(r"\S+(?: \S+)*")
MARKS = ",.;:)!?%'"
MAX_TOKENS = 160  # a longer "sentence" is a table or a list; the parser gains nothing from the rest
BATCH, BATCH_CHARACTERS = 128, 24_000  # at most; 128 sentences of reports have half as many characters
STAND_INS = {"percentage": "71%", "money": "71 dollars", "quantity": "71 tonnes", "multiple": "71 times", "count": "71"}


@dataclass(frozen=True)
class Reduced:
    """A sentence as the parser sees it.

    `pieces` lead back to the document: offset in `text`, offset in the document, length, index of the quantity or -1.
    """

    sentence: Sentence
    text: str
    pieces: tuple[tuple[int, int, int, int], ...]

    def origin(self, offset: int) -> int:
        """The place in the document of a place in the reduced text; for a stand-in its first one."""
        at, origin, length, quantity = self.pieces[
            max(0, bisect_right(self.pieces, offset, key=lambda one: one[0]) - 1)
        ]
        return origin if quantity >= 0 else origin + min(offset - at, length)


@dataclass(frozen=True)
class Parsed:
    """A parse with the way back to the document."""

    reduced: Reduced
    doc: Doc

    @functools.cached_property
    def words(self) -> list[Token]:
        """The tokens, made once: spaCy makes them anew at each turn."""
        return list(self.doc)

    @functools.cached_property
    def spans(self) -> list[tuple[int, int, int]]:
        """For each token: start and end in the document, and the index of the quantity it stands for or -1."""
        starts = [piece[0] for piece in self.reduced.pieces]
        spans = []
        for token in self.words:
            at, origin, length, quantity = self.reduced.pieces[max(0, bisect_right(starts, token.idx) - 1)]
            if quantity >= 0:
                spans.append((origin, origin + length, quantity))
            else:
                start = origin + token.idx - at
                spans.append((start, start + len(token.text), -1))
        return spans

    @functools.cached_property
    def _tokens(self) -> dict[int, list[Token]]:
        """The tokens by the quantity that they stand for; under -1 the words."""
        tokens: dict[int, list[Token]] = {}
        for token, span in zip(self.words, self.spans, strict=True):
            tokens.setdefault(span[2], []).append(token)
        return tokens

    def tokens_of(self, quantity: int) -> list[Token]:
        """The tokens that stand for a quantity, in order; none for one that was left out of the tree."""
        return self._tokens.get(quantity, [])

    def head_of(self, quantity: int) -> Token | None:
        """The token that stands for a quantity in the tree: the one whose head is outside; None if it was left out."""
        own = self.tokens_of(quantity)
        inside = {token.i for token in own}
        return next((token for token in own if token.head.i not in inside or token.head.i == token.i), None)

    def quantity_at(self, token: Token) -> int:
        """The index of the quantity that a token stands for, or -1."""
        return self.spans[token.i][2]


def reduce_sentence(
    normal: str, sentence: Sentence, quantities: Sequence[Quantity], cuts: Iterable[tuple[int, int]]
) -> Reduced:
    """The reduced form of a sentence. `cuts` are stretches to leave out, with the quantities inside them."""
    edits = [(start, end, "", -1) for start, end in cuts]
    for index, quantity in enumerate(quantities):
        edits.append((quantity.start, quantity.end, _stand_in(quantity, normal), index))
    edits.sort(key=lambda edit: (edit[0], -(edit[1] - edit[0])))
    builder, at = _Builder(), sentence.start
    for start, end, stand_in, index in edits:
        if start < at:
            continue
        builder.keep(normal, at, start)
        builder.stand_in(stand_in, start, end, index)
        at = end
    builder.keep(normal, at, sentence.end)
    return Reduced(sentence, builder.text, tuple(builder.pieces) or ((0, sentence.start, 0, -1),))


class _Builder:
    """Puts a reduced text together: one space between words, none at the start, and a piece for every stretch."""

    def __init__(self) -> None:
        self.text = ""
        self.pieces: list[tuple[int, int, int, int]] = []

    def keep(self, normal: str, start: int, end: int) -> None:
        """Words of the sentence as they are, runs of white space as one space."""
        for match in WORD_RUN.finditer(normal, start, end):
            self._space(normal[match.start() - 1 : match.start()].isspace() or match.start() == start, match[0])
            self._add(match[0], match.start(), match.end() - match.start(), -1)

    def stand_in(self, text: str, start: int, end: int, index: int) -> None:
        if text:
            self._space(True, text)
            self._add(text, start, end - start, index)

    def _space(self, wanted: bool, following: str) -> None:
        if not wanted or not self.text:
            return
        apart = self.text[-1] in ".-" and following[:1] == self.text[-1]  # two of them would be one token
        if apart or (following[:1] not in MARKS and self.text[-1] not in ' ($"'):
            self.text += " "

    def _add(self, text: str, start: int, length: int, index: int) -> None:
        self.pieces.append((len(self.text), start, length, index))
        self.text += text


def _stand_in(quantity: Quantity, normal: str) -> str:
    if quantity.kind == "percentage" and quantity.unit in ("pp", "bp"):
        return "71 points"
    if quantity.kind == "multiple" and not normal[quantity.start].isdigit():
        return normal[quantity.start : quantity.end]  # a verb: doubled
    return STAND_INS[quantity.kind]


def parse(nlp: Language, reduced: Sequence[Reduced]) -> Iterator[Parsed]:
    """Parse reduced sentences in batches, in order; each is one sentence to the parser."""
    for batch in _batches(reduced):
        docs = (_document(nlp, item.text) for item in batch)
        for item, doc in zip(batch, nlp.pipe(docs, batch_size=BATCH), strict=True):
            yield Parsed(item, doc)


def _batches(reduced: Sequence[Reduced]) -> Iterator[list[Reduced]]:
    """So many sentences that a batch needs little memory; long ones are few."""
    batch: list[Reduced] = []
    size = 0
    for item in reduced:
        if batch and (len(batch) == BATCH or size + len(item.text) > BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += len(item.text)
    if batch:
        yield batch


def _document(nlp: Language, text: str) -> Doc:
    doc = nlp.make_doc(text)
    if len(doc) > MAX_TOKENS:
        doc = doc[:MAX_TOKENS].as_doc()
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc
