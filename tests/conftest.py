"""What many tests share: the language pipeline, loaded once, and a short way to the claims of a sentence."""

import pytest

from extractors.language import load_pipeline


@pytest.fixture(scope="session")
def nlp():
    """The pipeline that ships with the program."""
    return load_pipeline()


@pytest.fixture(scope="session")
def claims_of(nlp):
    """A function from a text and the day it was said to its claims."""
    from extractors.pipeline import extract

    def claims(text, date=None, **options):
        return extract(text, nlp=nlp, date=date, **options).claims

    return claims
