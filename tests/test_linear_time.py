"""No regex runs longer than in proportion to the text, whatever the text; nor does the whole.

    python -m pytest tests/test_linear_time.py --thorough

tries every rule on all of the hostile texts; without it each meets a part of them. Times of the processor are compared
with each other and never with a clock, and what looks wrong is measured again, on longer texts, the fastest of several.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from extractors import extract
from patterns import Compiled, Rule, load, subjects
from tests.regexes import watch

TEXTS = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))]

GROWTH = 4  # of the text: a linear rule takes 4 times as long, a quadratic one 16 times
SUSPICIOUS = 8
LOOK, PROOF = 500, 1_500  # code points of the shorter text, at first and where that looks wrong
NOTICEABLE = 0.0004  # seconds; what is shorter is not looked at again
PIECES = 6  # of an example

# What hostile texts repeat, besides the examples of the rules and the beginnings of them. The first are tried always.
UNITS = (
    *("7", "a", "A", " ", ",", ".", "(", '"', "'", "-", "\n", "1,", "a ", "Aa ", "Aa-", "5 and ", "the ", "in the "),
    *(
        "[",
        ":",
        "$",
        "&",
        "/",
        "|",
        "\u4e00",
        "\t",
        "\u00e9",
        "1.",
        "1 ",
        "AB ",
        "A. ",
        "Aa, ",
        "a-",
        "1-",
        "A-",
        "5, ",
    ),
    *(
        "of ",
        "5% ",
        "() ",
        "May 5 ",
        "2020 ",
        "by 2020 ",
        "$5 ",
        "5 million ",
        "one hundred ",
        "he said ",
        "Aa Bb said ",
    ),
    *("a\n", "according to ", "Minister of ", "'s ", "  a", "Mr. ", "it rose by 5 percent to ", "respectively, "),
)
ALWAYS = 18

Run = Callable[[str], object]


@pytest.fixture
def thorough(request) -> bool:
    return request.config.getoption("--thorough")


@pytest.mark.parametrize("subject", subjects())
def test_rules(subject: str, thorough: bool) -> None:
    assert [
        f"{rule.file}, rule {rule.id!r}, {part}, on {unit!r}"
        for rule in load(subject).rules
        for part, run in runs(rule)
        if (unit := slow_unit(run, units((*rule.match, *rule.skip), thorough)))
    ] == []


def test_regexes_of_the_code(nlp, thorough: bool) -> None:
    used = watch(lambda: [extract(text, nlp=nlp) for text in TEXTS])
    assert len(used) > 100
    assert [
        f"{item.where} on {unit!r}"
        for item in used
        for run in (scan(item.compiled) if item.scans else item.compiled.match,)
        if (unit := slow_unit(run, units(found_by(item.compiled), thorough)))
    ] == []


def runs(rule: Rule) -> Iterator[tuple[str, Run]]:
    """The regexes of a rule as the program runs them: all over the text, or at each end of each number."""
    for part in ("regex", "before", "after"):
        compiled = rule.compiled(part)
        if compiled is not None:
            yield part, scan(compiled) if part == "regex" else touch(compiled, part)


def scan(compiled: Compiled) -> Run:
    return lambda text: sum(1 for _ in compiled.finditer(text))


def touch(compiled: Compiled, side: str) -> Run:
    def run(text: str) -> None:
        for number in re.finditer(r"\d+|$", text):
            compiled.match(text, number.start() if side == "before" else number.end())

    return run


def units(examples: Iterable[str], thorough: bool) -> list[str]:
    """What is repeated to a hostile text: pieces of any text, the examples, and their beginnings."""
    chosen = list(UNITS if thorough else UNITS[:ALWAYS])
    for example in list(examples)[: None if thorough else 1]:
        words = [word.end() for word in re.finditer(r"\S+\s?", example)]
        chosen += (f"{example} ", example[:-1], *(example[:end] for end in words[:PIECES]))
    return [unit for unit in dict.fromkeys(chosen) if unit]


def found_by(compiled: Compiled) -> list[str]:
    """What a regex of the code finds in the samples, with a little around it."""
    found = (next(compiled.finditer(text), None) for text in TEXTS)
    return [one.string[max(0, one.start() - 12) : one.end() + 12][:200] for one in found if one][:3]


def slow_unit(run: Run, repeated: Sequence[str]) -> str | None:
    """The first of the units whose repetition takes clearly longer than in proportion to its length."""
    return next((unit for unit in repeated if _looks_slow(run, unit) and _is_slow(run, unit)), None)


def _looks_slow(run: Run, unit: str) -> bool:
    return seconds(run, unit, LOOK * GROWTH) > NOTICEABLE + SUSPICIOUS * seconds(run, unit, LOOK, times=3)


def _is_slow(run: Run, unit: str) -> bool:
    """Measured again, and once more longer, as other programs take their share of the machine."""
    return all(
        seconds(run, unit, size * GROWTH, times=3) > SUSPICIOUS * seconds(run, unit, size, times=3)
        for size in (PROOF, PROOF * 2)
    )


def seconds(run: Run, unit: str, size: int, times: int = 1) -> float:
    """The time for a text of this many code points, with an end that no repetition has."""
    text = (unit * (size // len(unit) + 1))[:size] + "\u00a7"
    fastest = float("inf")
    for _ in range(times):
        began = time.process_time()
        run(text)
        fastest = min(fastest, time.process_time() - began)
    return fastest


@pytest.mark.parametrize(("regex", "unit"), [(r"a+b", "a"), (r"a{0,30}b", None), (r"[ab]*+", None), (r",\s*$", None)])
def test_what_is_quadratic_is_seen(regex: str, unit: str | None) -> None:
    found = [slow_unit(scan(re.compile(regex)), ["b", "a"]) for _ in range(3)]  # a busy machine may hide it once
    assert (unit in found) if unit else found == [None] * 3


# One line, or many, of what documents seldom hold so much of.
DOCUMENTS = (
    *(
        "7",
        "1,",
        "5 ",
        "1.1.",
        "123,456 ",
        ",",
        "(",
        "()",
        "[(",
        '"',
        "'",
        "A",
        "Aa ",
        "AB ",
        "A. ",
        "- ",
        "\u2014",
        "\n",
    ),
    *(
        "a\n",
        "- 5 percent\n",
        "5 percent, 6 percent and 7 percent, respectively, ",
        "Name: ",
        "Name:\n",
        "May 5, 2020 ",
    ),
    *("Li Wei: we grew 5 percent.\n\n", "by 2030 ", "one hundred ", "from 5 to 6 percent ", '"5 percent," he said. '),
    *(
        "5;",
        "Exports  5  6  7\n",
        "&amp;",
        "<",
        "\u202e5%",
        "Q: 5?\n",
        "(NB) ",
        "according to ",
        "half a ",
        "e\u0301",
        "the ",
    ),
)


@pytest.mark.parametrize("unit", DOCUMENTS, ids=ascii)
def test_documents(unit: str, nlp) -> None:
    def run(text: str) -> None:
        extract(text, nlp=nlp)

    run(unit)
    assert not (_looks_slow(run, unit) and _is_slow(run, unit))
