"""Quotation marks: which stretches of a paragraph are in them, and which of these can be speech."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LONG_ENOUGH = 5  # words; fewer without anybody speaking are scare quotes
OPENING, CLOSING, STRAIGHT = "“", "”", '"'


@dataclass(frozen=True)
class Quote:
    """A stretch in quotation marks, marks included. `open`: it never closes and runs to the paragraph's end."""

    start: int
    end: int
    open: bool
    words: int


def find_quotes(text: str, start: int, end: int) -> tuple[Quote, ...]:
    """The outermost quotations of the paragraph [start, end), in order.

    `text` is the document's own text: curly marks tell opening from closing, straight ones alternate.
    A quotation that opens and never closes runs to the end, as where each paragraph of a long speech opens one.
    """
    return tuple(_quote(text, first, last, is_open) for first, last, is_open in _stretches(text, start, end))


def rest_of_quote(text: str, start: int, end: int) -> Quote | None:
    """The stretch that ends a quotation which the paragraph before opened: up to a closing mark that stands first."""
    for position, sign in _marks(text, start, end):
        closes = sign == CLOSING or (sign == STRAIGHT and position > start and text[position - 1] in ".!?,")
        return _quote(text, start, position + 1, False) if closes else None
    return None


def inside(quotes: tuple[Quote, ...], position: int) -> Quote | None:
    """The quotation that holds the position."""
    for quote in quotes:
        if quote.start <= position < quote.end:
            return quote
    return None


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    first, depth = -1, 0
    for position, sign in _marks(text, start, end):
        if first < 0:
            if sign == CLOSING or (sign == STRAIGHT and _after_word(text, position, start)):
                continue  # the end of a quotation of another paragraph, or an inch
            first, depth = position, 1
        elif sign == OPENING:
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                yield first, position + 1, False
                first = -1
    if first >= 0:
        yield first, end, True


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for sign in (OPENING, CLOSING, STRAIGHT):
        if text.find(sign, start, end) >= 0:
            break
    else:
        return
    for position in range(start, end):
        if text[position] in '“”"':
            yield position, text[position]


def _after_word(text: str, position: int, start: int) -> bool:
    return position > start and text[position - 1].isalnum()


def _quote(text: str, first: int, last: int, is_open: bool) -> Quote:
    return Quote(first, last, is_open, len(text[first:last].split()))
