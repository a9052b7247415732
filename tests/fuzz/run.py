"""Feed the program a great many made inputs and look for one that breaks a promise.

    python tests/fuzz/run.py [--inputs 200000] [--seed 1] [--only extract]

Every chunk has a seed of its own, so that a finding is found again with `--seed`; hypothesis makes it as small as it
can and prints it. Ends with status 1 at the first finding. The promises are in invariants.py.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

sys.path.insert(0, str(Path(__file__).parents[2]))

from extractors import load_pipeline
from tests.fuzz import inputs, invariants

CHUNK = 1_000
SHARE = {"extract": 0.5, "decode": 0.5}


def main() -> None:
    options = parse_options()
    chosen = {name: share for name, share in SHARE.items() if options.only in (None, name)}
    for name, share in chosen.items():
        count = round(options.inputs * share / sum(chosen.values()))
        strategy, check = targets()[name]
        if not fuzz(name, strategy, check, count, options.seed):
            sys.exit(1)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Fuzz the readers and extract().")
    parser.add_argument("--inputs", type=int, default=200_000, help="how many in all (default: 200,000)")
    parser.add_argument("--seed", type=int, default=1, help="of the first chunk (default: 1)")
    parser.add_argument("--only", choices=sorted(SHARE), help="one target instead of all")
    return parser.parse_args()


def targets() -> dict[str, tuple[SearchStrategy, Callable]]:
    """What is fuzzed: by name what goes in, and the check that it goes through."""
    nlp = load_pipeline()
    return {
        "extract": (inputs.TEXTS, lambda text: invariants.check_extract(text, nlp)),
        "decode": (inputs.BYTES, invariants.check_decode),
    }


def fuzz(name: str, strategy: SearchStrategy, check: Callable, count: int, seed: int) -> bool:
    """Check this many inputs, a chunk at a time, and count them; False at the first that breaks a promise."""
    done, results, began = 0, 0, time.monotonic()
    while done < count:
        size = min(CHUNK, count - done)
        tried = 0

        @hypothesis.seed(seed)
        @settings(
            max_examples=size,
            database=None,
            deadline=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        @given(strategy)
        def one_chunk(value: object) -> None:
            nonlocal tried, results
            tried += 1
            found = check(value)
            results += found if isinstance(found, int) else found is not None

        try:
            one_chunk()
        except BaseException as error:
            print(f"{name}: seed {seed} breaks a promise", flush=True)
            if isinstance(error, KeyboardInterrupt):
                raise
            import traceback

            traceback.print_exc()
            return False
        done, seed = done + tried, seed + 1
        print(f"{name}: {done:,} inputs, {results:,} results, {time.monotonic() - began:,.0f} s", flush=True)
    return True


if __name__ == "__main__":
    main()
