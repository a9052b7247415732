"""What many tests share: the language pipeline, loaded once, and a short way to the claims of a sentence."""

import pytest

from extractors.language import load_pipeline

TITLE = "News from the harbour\n\n"


def pytest_addoption(parser):
    parser.addoption("--thorough", action="store_true", help="try all hostile texts, which takes minutes")


@pytest.fixture(scope="session")
def nlp():
    """The pipeline that ships with the program."""
    return load_pipeline()


@pytest.fixture(scope="session")
def claims_of(nlp):
    """A function from a text and the day it was said to its claims.

    The text is read under a title, as the body of a document; offsets are those of the text.
    """
    from extractors.pipeline import extract

    def claims(text, date=None, **options):
        found = extract(TITLE + text, nlp=nlp, date=date, **options).claims
        shift = len(TITLE)
        return [
            claim.model_copy(
                update={
                    "start": claim.start - shift,
                    "end": claim.end - shift,
                    "sentence_start": claim.sentence_start - shift,
                }
            )
            for claim in found
        ]

    return claims
