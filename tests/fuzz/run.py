"""Feed the program a great many made inputs and look for one that breaks a promise.

    python tests/fuzz/run.py [--inputs 200000] [--seed 1] [--only extract]

Every input has a number, from which it is made again: `--seed 4711 --inputs 1 --only extract`. The first that breaks a
promise of invariants.py is made as small as it gets, printed, and ends the run with status 1.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.fuzz import inputs, invariants

SHARE = {"decode": 0.35, "read": 0.1, "mentions": 0.3, "extract": 0.25}  # of all inputs; the last takes longest
REPORTED = 5_000
MOST_SHOWN = 500  # characters of an input


def main() -> None:
    options = parse_options()
    chosen = {name: share for name, share in SHARE.items() if options.only in (None, name)}
    for name, share in chosen.items():
        make, check = targets()[name]
        if not fuzz(name, make, check, round(options.inputs * share / sum(chosen.values())), options.seed):
            sys.exit(1)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Fuzz the readers and extract().")
    parser.add_argument("--inputs", type=int, default=200_000, help="how many in all (default: 200,000)")
    parser.add_argument("--seed", type=int, default=1, help="number of the first (default: 1)")
    parser.add_argument("--only", choices=sorted(SHARE), help="one target instead of all")
    return parser.parse_args()


def targets() -> dict[str, tuple[Callable[[Random], Any], Callable[[Any], object]]]:
    """What is fuzzed: by name what makes an input, and the check that it goes through."""
    from extractors import load_pipeline

    nlp = load_pipeline()
    return {
        "decode": (inputs.data, invariants.check_decode),
        "read": (inputs.file, invariants.check_read),
        "mentions": (inputs.text, invariants.check_mentions),
        "extract": (inputs.text, lambda text: invariants.check_extract(text, nlp)),
    }


def fuzz(name: str, make: Callable[[Random], Any], check: Callable[[Any], object], count: int, seed: int) -> bool:
    """Make and check this many inputs and count them; False at the first that breaks a promise."""
    began = time.monotonic()
    for number in range(count):
        made = make(Random(seed + number))
        if breaks(check, made) is not None:
            small = smallest(check, made)
            traceback.print_exception(breaks(check, small))
            print(f"{name}: input {seed + number} breaks a promise, in short {ascii(small)[:MOST_SHOWN]}")
            return False
        if (number + 1) % REPORTED == 0 or number + 1 == count:
            print(f"{name}: {number + 1:,} inputs, {time.monotonic() - began:,.0f} s", flush=True)
    return True


def breaks(check: Callable[[Any], object], made: Any) -> Exception | None:
    """The exception that an input leads to, or None."""
    try:
        check(made)
    except Exception as error:
        return error
    return None


def smallest(check: Callable[[Any], object], made: Any) -> Any:
    """The input without all that it breaks the promise without."""
    size = len(made) // 2
    while size:
        place = 0
        while place < len(made):
            shorter = made[:place] + made[place + size :]
            if breaks(check, shorter) is not None:
                made = shorter
            else:
                place += size
        size //= 2
    return made


if __name__ == "__main__":
    main()
