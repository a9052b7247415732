"""onrecord beside quantulum3 and Recognizers-Text on the same documents. A measure, not a test.

    python tests/benchmarks/others.py tests/gold/docs/r0*.txt [--repeat 5] [--environments FOLDER]

Each program runs in one process of its own, gets a document at a time, as it is used, and has read all of them once
before the clock starts; on a busy machine the time of the processor says more. The others only find quantities (and
times, in the case of Recognizers-Text), and say nothing about who, what and for when. They need old packages, so each
has an environment of its own, which is made at first and kept where `--environments` says. quantulum3 is timed on
paragraphs too, as its time grows faster than a document.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

# What runs in each environment: `find` gives how many things a text holds.
ONRECORD = """
from extractors import extract, load_pipeline
nlp = load_pipeline()
def find(text):
    return len(extract(text, nlp=nlp).claims)
"""
QUANTULUM = """
import warnings
warnings.simplefilter("ignore")
from quantulum3 import parser
def find(text):
    return len(parser.parse(text))
"""
# The models are made once; recognize_number() and so on look them up at each call.
RECOGNIZERS = """
from recognizers_date_time import DateTimeRecognizer
from recognizers_number import NumberRecognizer
from recognizers_number_with_unit import NumberWithUnitRecognizer
english = "en-us"
units, numbers = NumberWithUnitRecognizer(english), NumberRecognizer(english)
models = [numbers.get_number_model(), numbers.get_percentage_model(), units.get_currency_model(),
          units.get_dimension_model()]
if times:
    models.append(DateTimeRecognizer(english).get_datetime_model())
def find(text):
    return sum(len(model.parse(text)) for model in models)
"""
TIMED = """
import json, sys, time
paths, repeat, by_paragraph, times = json.loads(sys.argv[1])
documents = [open(path, encoding="utf-8").read() for path in paths]
{find}
pieces = [[line for line in text.split("\\n") if line.strip()] if by_paragraph else [text] for text in documents]
for document in pieces:
    for piece in document:
        find(piece)
began, worked = time.perf_counter(), time.process_time()
found = sum(find(piece) for _ in range(repeat) for document in pieces for piece in document)
print(json.dumps([time.perf_counter() - began, time.process_time() - worked, found]))
"""


@dataclass(frozen=True)
class Program:
    """A program to time. `needs`: its packages, none for the one that runs this."""

    name: str
    find: str
    needs: tuple[str, ...] = ()
    by_paragraph: bool = False
    times: bool = False


RECOGNIZERS_NEEDS = ("recognizers-text-suite==1.0.2a2", "emoji<2")  # emoji 2 has no UNICODE_EMOJI
PROGRAMS = (
    Program("onrecord", ONRECORD),
    Program("quantulum3 0.10", QUANTULUM, ("quantulum3==0.10.*",)),
    Program("quantulum3 0.10, paragraphs", QUANTULUM, ("quantulum3==0.10.*",), by_paragraph=True),
    Program("Recognizers-Text", RECOGNIZERS, RECOGNIZERS_NEEDS),
    Program("Recognizers-Text with times", RECOGNIZERS, RECOGNIZERS_NEEDS, times=True),
)


def main() -> None:
    options = parse_options()
    paths = [path for given in options.paths for path in (sorted(given.glob("*.txt")) if given.is_dir() else [given])]
    if not paths:
        sys.exit("error: no .txt files there; name texts or a folder of them")
    size = sum(len(path.read_text(encoding="utf-8")) for path in paths)
    report(f"{len(paths)} documents, {size:,} characters, {options.repeat} times")
    report(f"{'':30}{'by processor time':>22}{'by the clock':>44}")
    with tempfile.TemporaryDirectory() as folder:
        home = options.environments or Path(folder)
        ours = 0.0
        for program in PROGRAMS:
            seconds, worked, found = timed(program, home, paths, options.repeat)
            speed = size * options.repeat / worked
            ours = ours or speed
            report(
                f"{program.name:30}{speed:>10,.0f} characters/s{len(paths) * options.repeat / worked:>8.1f} documents/s"
                f"{size * options.repeat / seconds:>12,.0f} characters/s{found // options.repeat:>8} found"
                + (f"   onrecord is {ours / speed:.2f} times as fast" if program.needs else "")
            )


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time onrecord and other programs on the same documents.")
    parser.add_argument("paths", type=Path, nargs="+", help="text files, or folders of .txt files")
    parser.add_argument("--repeat", type=int, default=3, help="how often each document is read (default: 3)")
    parser.add_argument("--environments", type=Path, help="where the environments of the others are kept")
    return parser.parse_args()


def timed(program: Program, home: Path, paths: Sequence[Path], repeat: int) -> tuple[float, float, int]:
    """Seconds by the clock and of the processor, and how many things were found, of one program on all documents."""
    python = environment(home, program.needs) if program.needs else sys.executable
    script = TIMED.format(find=program.find)
    given = json.dumps([[str(path.resolve()) for path in paths], repeat, program.by_paragraph, program.times])
    ended = subprocess.run((python, "-c", script, given), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    seconds, worked, found = json.loads(ended.stdout.splitlines()[-1])
    return seconds, worked, found


def environment(home: Path, needs: Sequence[str]) -> str:
    """The Python of an environment that holds these packages; made where there is none yet."""
    folder = home / needs[0].partition("=")[0]
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        # The newest setuptools has no pkg_resources, which old packages import.
        subprocess.run((python, "-m", "pip", "install", "--quiet", *needs, "setuptools<81"), check=True)
    return str(python)


def report(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
