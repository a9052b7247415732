"""How fast and how large a batch is: workers, memory, a second run, the archive; kills. A measure, not a test.

    python tests/benchmarks/batch.py samples [--documents 2000] [--many 20000] [--runs 3] [--kills 30]

The documents are made from the texts of the folder: 5,000 characters each, with numbers of their own. `--only NAME`
measures one of workers, memory, kills. Other programs stand beside it in others.py.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
BATCH = (sys.executable, "-m", "cli.main", "batch")
SIZE = 5_000
NUMBER = re.compile(r"(?<![\d.,])\d+(?:\.\d+)?(?=%| (?:percent|billion|million|trillion|yuan|tonnes))")
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def main() -> None:
    options = parse_options()
    texts = [path.read_text(encoding="utf-8") for path in sorted(options.folder.glob("*.txt"))]
    if not texts:
        sys.exit(f"error: {options.folder}: holds no .txt files; name a folder of texts")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        few = make_documents(folder / "few", texts, options.documents)
        wanted = options.only or ["workers", "memory", "kills"]
        if "workers" in wanted:
            workers(folder, few, options.runs)
        if "memory" in wanted:
            memory(folder, few, make_documents(folder / "many", texts, options.many))
        if "kills" in wanted and options.kills:
            kills(folder, make_documents(folder / "to_kill", texts, 150), options.kills)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure batches: speed, memory, a second run, kills.")
    parser.add_argument("folder", type=Path, help="a folder of .txt files")
    parser.add_argument("--documents", type=int, default=2_000, help="documents to time (default: 2000)")
    parser.add_argument("--many", type=int, default=20_000, help="documents to measure memory with (default: 20000)")
    parser.add_argument("--runs", type=int, default=3, help="how often one and two workers are compared")
    parser.add_argument("--kills", type=int, default=30, help="how often a run is killed")
    parser.add_argument("--only", action="append", choices=("workers", "memory", "kills"))
    return parser.parse_args()


def make_documents(folder: Path, texts: Sequence[str], number: int) -> Path:
    """A folder of documents of SIZE characters, made of the texts in turn, each with numbers of its own."""
    varied = random.Random(0)
    for count in range(number):
        below = folder / f"{count // 1000:03}"
        below.mkdir(parents=True, exist_ok=True)
        text = "\n\n".join(islice(cycle(texts[count % len(texts) :] + texts[: count % len(texts)]), 4))[:SIZE]
        (below / f"{count:06}.txt").write_text(NUMBER.sub(lambda _: f"{varied.uniform(1, 99):.1f}", text))
    return folder


def workers(folder: Path, documents: Path, runs: int) -> None:
    """Documents a second with one worker and with two, start-up apart: the time for one document is taken off."""
    number = sum(1 for _ in documents.rglob("*.txt"))
    single = next(documents.rglob("*.txt"))
    ratios = []
    for run in range(runs):
        speeds = {}
        for count in (1, 2):
            start_up = timed(folder, [single], count)
            seconds = timed(folder, [documents], count) - start_up
            speeds[count] = number / seconds
            report(
                f"{number} documents, {count} worker{'s' * (count > 1)}, run {run + 1}",
                f"{speeds[count]:.1f} documents/s",
                f"{speeds[count] * SIZE:,.0f} characters/s, start-up {start_up:.1f} s apart",
            )
        ratios.append(speeds[2] / speeds[1])
    each = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    report("two workers against one", f"{statistics.median(ratios):.2f} times", f"median of {each}")


def timed(folder: Path, paths: Sequence[Path], count: int) -> float:
    archive = new_archive(folder)
    start = time.perf_counter()
    subprocess.run([*BATCH, *map(str, paths), "--into", str(archive), "-j", str(count), "-q"], cwd=ROOT, check=True)
    return time.perf_counter() - start


def memory(folder: Path, few: Path, many: Path) -> None:
    """Peak memory of all processes over few documents and over many; then many a second time, unchanged."""
    peaks = []
    for documents in (few, many):
        archive = new_archive(folder)
        number = sum(1 for _ in documents.rglob("*.txt"))
        command = [*BATCH, str(documents), "--into", str(archive), "-j", "2", "-q"]
        start = time.perf_counter()
        peak = peak_memory(command)
        seconds = time.perf_counter() - start
        peaks.append(peak)
        report(f"{number} documents, 2 workers", f"{peak / 2**20:,.0f} MiB peak", f"{seconds:.1f} s")
    report("peak of many against few", f"{peaks[1] / peaks[0]:.2f} times")
    report("archive", f"{archive.stat().st_size / 1e6:,.1f} MB", f"{archive.stat().st_size / number:,.0f} bytes each")
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True)
    seconds = time.perf_counter() - start
    report(f"{number} documents, unchanged", f"{seconds:.1f} s", f"{seconds / number * 1000:.2f} ms a document")


def peak_memory(command: Sequence[str]) -> int:
    """Run a command; the most bytes that it and its processes held at a time, shared pages divided among them."""
    running = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    peak = 0
    ended = threading.Event()
    threading.Thread(target=lambda: (running.wait(), ended.set()), daemon=True).start()
    while not ended.wait(0.25):
        peak = max(peak, sum(map(proportional, processes(running.pid))))
    if running.returncode:
        sys.exit(f"error: {' '.join(command)} ended with {running.returncode}")
    return peak


def processes(group: int) -> Iterator[int]:
    """The processes of a group (Linux)."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if os.getpgid(int(entry.name)) == group:
                    yield int(entry.name)
            except OSError:  # it has just ended
                continue


def proportional(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024


def kills(folder: Path, documents: Path, times: int) -> None:
    """SIGKILL at random moments, then the same command again: the archives that equal the undisturbed one."""
    from tests.archives import contents
    from tests.kills import kill_at_random_moments, seconds_of

    undisturbed, disturbed = folder / "undisturbed.db", folder / "disturbed.db"
    command = [*BATCH, str(documents), "-q", "--into"]
    whole = seconds_of([*command, str(undisturbed)])
    expected = contents(undisturbed)
    equal = running = 0
    for _, was_running in kill_at_random_moments([*command, str(disturbed)], disturbed, times, whole, seed=1):
        equal += contents(disturbed) == expected
        running += was_running
    report("killed and finished", f"{equal} of {times} equal", f"{running} were running when the signal came")


def new_archive(folder: Path) -> Path:
    archive = folder / "claims.db"
    for end in ("", "-wal", "-shm", ".lock"):
        archive.with_name(archive.name + end).unlink(missing_ok=True)
    return archive


def report(what: str, figure: str, remark: str = "") -> None:
    print(f"{what:42}{figure:>24}   {remark}", flush=True)


if __name__ == "__main__":
    main()
