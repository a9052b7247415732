"""How fast and how large: throughput of full records, start-up, memory. A measure, not a test.

    python tests/benchmarks/benchmark.py samples [--size 1000000]

The texts of the folder are repeated to the sizes that are measured. Start-up is compared with `import spacy` on the
same machine, the best of several runs. Other programs stand beside it in others.py.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

ONRECORD = (sys.executable, "-m", "cli.main")
ROOT = Path(__file__).parents[2]
RUNS = 5
SMALL, LARGE = 4_000, 5_000_000


def main() -> None:
    options = parse_options()
    texts = [path.read_text(encoding="utf-8") for path in sorted(options.folder.glob("*.txt"))]
    if not texts:
        sys.exit(f"error: {options.folder}: holds no .txt files; name a folder of texts")
    throughput(repeated(texts, options.size))
    with tempfile.TemporaryDirectory() as folder:
        start_up(write(Path(folder, "small.txt"), repeated(texts, SMALL)))
        memory(write(Path(folder, "large.txt"), repeated(texts, LARGE)))


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure speed, start-up and memory.")
    parser.add_argument("folder", type=Path, help="a folder of .txt files")
    parser.add_argument("--size", type=int, default=1_000_000, help="characters to time (default: a million)")
    return parser.parse_args()


def repeated(texts: Sequence[str], size: int) -> str:
    """The texts one after the other, again and again, up to this many characters."""
    parts, length = [], 0
    for text in cycle(texts):
        parts.append(text)
        length += len(text) + 2
        if length >= size:
            return "\n\n".join(parts)[:size]
    return ""


def throughput(text: str) -> None:
    """Time the way to full records, of documents of about 20,000 characters, the pipeline loaded before."""
    sys.path.insert(0, str(ROOT))
    from extractors import extract, load_pipeline

    nlp = load_pipeline()
    documents = [text[start : start + 20_000] for start in range(0, len(text), 20_000)]
    extract(documents[0], nlp=nlp)
    start = time.perf_counter()
    claims = sum(len(extract(document, nlp=nlp).claims) for document in documents)
    seconds = time.perf_counter() - start
    report("full records", f"{len(text) / seconds:,.0f} characters/s", f"{claims} claims in {seconds:.1f} s")


def start_up(small: Path) -> None:
    """Cold start on a small document, and `--help`, against the import of spaCy alone."""
    spacy = best((sys.executable, "-c", "import spacy"))
    document = best((*ONRECORD, "extract", str(small)))
    usage = best((*ONRECORD, "--help"))
    report("import spacy", f"{spacy:.2f} s")
    report(f"extract, {small.stat().st_size:,} bytes", f"{document:.2f} s", f"{document / spacy:.2f} x import spacy")
    report("--help", f"{usage:.2f} s", f"{usage / spacy:.2f} x import spacy")


def best(command: Sequence[str]) -> float:
    """Seconds of the fastest of several runs."""
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def memory(large: Path) -> None:
    """Peak memory of the whole program on one long transcript."""
    start = time.perf_counter()
    running = subprocess.Popen((*ONRECORD, "extract", str(large)), cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    seconds = time.perf_counter() - start
    report(f"extract, {large.stat().st_size:,} bytes", f"{peak / 2**20:,.0f} MiB peak", f"{seconds:.1f} s")


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def report(what: str, figure: str, remark: str = "") -> None:
    print(f"{what:32}{figure:>24}   {remark}", flush=True)


if __name__ == "__main__":
    main()
