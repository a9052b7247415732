"""What many tests share: the language pipeline, loaded once, and a short way to the claims of a sentence."""

import signal

import pytest
from hypothesis import HealthCheck, settings

from extractors.language import load_pipeline

# The same commit gives the same result, on a busy machine too: what the property tests try is settled by their code.
# `--hypothesis-profile search` tries others, and many more.
STEADY = {"database": None, "deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("repeatable", derandomize=True, **STEADY)
settings.register_profile("search", max_examples=3000, **STEADY)
settings.load_profile("repeatable")

TITLE = "News from the harbour\n\n"


def pytest_addoption(parser):
    parser.addoption("--thorough", action="store_true", help="try all hostile texts, which takes minutes")


def pytest_configure(config):
    # A shell starts what it runs in the background with Ctrl-C ignored, and so would all programs that tests start.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


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
