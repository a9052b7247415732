"""Documents as they are found -> their claims, as the options of a run say: the one way from bytes to an output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.language import load_pipeline
from extractors.options import ReadingOptions
from extractors.pipeline import extract
from extractors.readers import RawDocument, ReadText, read_document

if TYPE_CHECKING:
    from spacy.language import Language

    from extractors.records import Output


def read_claims(raw: RawDocument, options: ReadingOptions, nlp: Language | None = None) -> Output:
    """The claims of one document.

    Args:
        raw: its bytes and its name.
        options: how it is read.
        nlp: the pipeline if it is loaded already; else the one that the options name, loaded when a document needs it.

    Raises:
        InputError: it cannot be read.
        PipelineError: the pipeline cannot be loaded.
    """
    return claims_in(read_document(raw, options.input, options.limits), options, nlp)


def claims_in(document: ReadText, options: ReadingOptions, nlp: Language | None = None) -> Output:
    """The claims of a document whose text is read; arguments and errors as above."""
    output = extract(
        document.text,
        nlp=nlp or named_pipeline(options),
        source=document.source,
        date=options.date,
        patterns=options.patterns,
        title=document.title,
        published=document.published,
    )
    if not options.with_text:
        return output
    return output.model_copy(update={"document": output.document.model_copy(update={"text": document.text})})


def named_pipeline(options: ReadingOptions) -> Language | None:
    """The pipeline that the options name; None for the shipped one, which is loaded only if a document needs it.

    Raises:
        PipelineError: it cannot be loaded.
    """
    return None if options.pipeline is None else load_pipeline(options.pipeline)
