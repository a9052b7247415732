"""What a pronoun points back to in the sentence before, where that one holds no number and was not parsed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING

from extractors.numbers import holds_number
from extractors.parsing import parse, reduce_sentence
from extractors.phrases import phrase_of
from extractors.records import Document, Sentence
from extractors.trees import SUBJECTS

if TYPE_CHECKING:
    from spacy.language import Language

    from extractors.parsing import Parsed

LONGEST = 300  # code points; the subject of a longer sentence is seldom what the next one calls "it"


def topic_before(document: Document, sentence: Sentence, pipeline: Callable[[], Language]) -> str | None:
    """The subject of the sentence right before this one in its paragraph; None if that one holds a number.

    "Land income swings from year to year. Last year it was 3.5 percent of revenue."
    """
    before = _sentence_before(document, sentence)
    if before is None or before.end - before.start > LONGEST:
        return None
    if holds_number(document.normal, before.start, before.end):
        return None
    (parsed,) = parse(pipeline(), [reduce_sentence(document.normal, before, (), ())])
    return _subject(parsed)


def parsed_before(
    document: Document, sentence: Sentence, known: Parsed | None, pipeline: Callable[[], Language]
) -> Parsed | None:
    """The sentence before this one, parsed: that of the paragraph before where this one opens its own.

    `known` is the last sentence that was parsed.
    """
    index = bisect_left(document.sentences, sentence.start, key=lambda other: other.start) - 1
    before = document.sentences[index] if index >= 0 else None
    if before is None or sentence.paragraph - before.paragraph > 1 or before.end - before.start > LONGEST:
        return None
    if document.paragraphs[before.paragraph].zone != document.paragraphs[sentence.paragraph].zone:
        return None
    if known is not None and known.reduced.sentence.start == before.start:
        return known
    (parsed,) = parse(pipeline(), [reduce_sentence(document.normal, before, (), ())])
    return parsed


def _sentence_before(document: Document, sentence: Sentence) -> Sentence | None:
    index = bisect_left(document.sentences, sentence.start, key=lambda other: other.start) - 1
    before = document.sentences[index] if index >= 0 else None
    return before if before is not None and before.paragraph == sentence.paragraph else None


def subject_of_title(parsed: Parsed) -> str | None:
    """What a title is about: its subject, unless that is a name: "German factory orders fall in May"."""
    return _subject(parsed)


def _subject(parsed: Parsed) -> str | None:
    """The noun phrase that is the subject of the main verb; None for a pronoun or a name, which measure nothing."""
    for token in parsed.words:
        if token.dep_ in SUBJECTS and token.tag_ in ("NN", "NNS") and token.head.dep_ in ("ROOT", "ccomp"):
            phrase = phrase_of(parsed, token)
            return phrase.text if phrase is not None and not phrase.empty else None
    return None
