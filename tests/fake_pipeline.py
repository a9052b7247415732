"""A stand-in for the extractors, so that the tests of the command line are quick and about the command line.

It takes every "NN%" for a percentage and every "NN yuan" for money. A line that begins "Name: " says who speaks.
"""

import hashlib
import re
import sys
from decimal import Decimal
from types import ModuleType

from extractors.records import Claim, DocumentRecord, Output, Speaker

CLAIM = re.compile(r"(?P<number>-?\d+(?:\.\d+)?)(?P<unit>%| yuan)")


def extract(text, *, nlp=None, source=None, date=None, patterns=None, title=None, published=None):
    digest = hashlib.sha256(text.encode()).hexdigest()
    claims = [_claim(text, match, date) for match in CLAIM.finditer(text)]
    document = DocumentRecord(
        id=digest,
        source=source,
        title=text.partition("\n")[0].strip() or title,
        date=date,
        date_source="--date" if date else None,
        published=published,
        language="en",
        speakers=[],
        characters=len(text),
    )
    return Output(document=document, claims=claims)


def _claim(text, match, date):
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    sentence = text[start : len(text) if end < 0 else end]
    name = re.match(r"([A-Z][\w ]+): ", sentence)
    money = match["unit"] == " yuan"
    return Claim(
        id=f"{match.start()}-{match.end()}",
        kind="money" if money else "percentage",
        text=match[0],
        start=match.start(),
        end=match.end(),
        value=Decimal(match["number"]),
        low=None,
        high=None,
        unit="CNY" if money else "%",
        qualifier="exact",
        indicator=sentence,
        direction=None,
        basis=None,
        status="reported",
        period=None,
        target_year=None,
        speaker=Speaker(name=name[1]) if name else None,
        cites=None,
        attribution="turn" if name else "narration",
        date=date,
        sentence=sentence,
        sentence_start=start,
        rule="fake",
    )


def fake_modules():
    """The modules to put into sys.modules: `extractors.pipeline` with the fake, and `extractors.language`."""
    pipeline, language = ModuleType("extractors.pipeline"), ModuleType("extractors.language")
    pipeline.extract = extract
    language.load_pipeline = load_pipeline
    return {module.__name__: module for module in (pipeline, language)}


def load_pipeline(name=None):
    from extractors.errors import PipelineError

    raise PipelineError(f"pipeline {name!r}: is not installed; install it with pip")


if __name__ == "__main__":  # the command line itself in a process of its own, with the fake behind it
    sys.modules.update(fake_modules())
    from cli.main import main

    main()
