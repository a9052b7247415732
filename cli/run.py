"""A run over many documents: what is new goes to worker processes, what they find to an archive and to files."""

from __future__ import annotations

import contextlib
import hashlib
import json
import signal
import time
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

import typer

from cli.shell import SOME_FAILED, note
from cli.sources import Listing, Source, Unreadable, read_sources
from cli.workers import Lost, Pool, Task
from extractors.errors import ArchiveError

if TYPE_CHECKING:
    from cli.choice import Choice
    from cli.progress import RunProgress
    from cli.sinks import Outputs, Sink
    from cli.store import Archive
    from extractors.options import ReadingOptions
    from extractors.readers import RawDocument
    from extractors.records import Output

T = TypeVar("T")

# What a document may take unless --timeout says otherwise: far more than any real one needs.
SECONDS = 120.0
BYTES_A_SECOND = 5_000


@dataclass(frozen=True)
class Targets:
    """Where the claims go."""

    into: Path | None = None
    jsonl: Path | None = None
    csv: Path | None = None
    parquet: Path | None = None
    out: Path | None = None

    def paths(self) -> list[Path]:
        """All that is written, with the files that SQLite puts beside an archive."""
        beside = [self.into.with_name(self.into.name + end) for end in ("-wal", "-shm", ".lock")] if self.into else []
        return [*(path for path in self.named() if str(path) != "-"), *beside]

    def named(self) -> list[Path]:
        """All that the user has named; "-" is standard output."""
        return [path for path in (self.into, self.jsonl, self.csv, self.parquet, self.out) if path is not None]


@dataclass(frozen=True)
class Job:
    """What the user wants done with the documents."""

    targets: Targets
    options: ReadingOptions
    rules: str | None = None  # the content of the patterns file, as a digest
    timeout: float | None = None
    workers: int = 1
    prune: bool = False
    wait: float = 0.0
    quiet: bool = False

    def told(self) -> dict[str, object]:
        """The options that decide what a document gives; a change of one makes all of them new."""
        options = self.options
        return {
            "date": options.date,
            "patterns": self.rules,
            "pipeline": options.pipeline,
            "input": options.input,
            "with_text": options.with_text,
        }


@dataclass
class Counts:
    """What a run did."""

    read: int = 0
    unchanged: int = 0
    failed: int = 0
    pruned: int = 0
    claims: int = 0
    left_out: int = 0


# --- what the workers do ---


@dataclass(frozen=True)
class Refused:
    """A document that gives nothing. `lasting`: it will not do so the next time either."""

    reason: str
    lasting: bool


@dataclass(frozen=True)
class DocumentReader:
    """Makes, once in each worker, the function that turns the bytes of a document into its claims, or says why not."""

    options: ReadingOptions
    keeps_text: bool = False  # the archive stores it, whatever the records show

    def __call__(self) -> Callable[[RawDocument], Output | Refused]:
        from extractors.partitions import ClaimsReader, Failure

        reader = ClaimsReader(replace(self.options, with_text=self.options.with_text or self.keeps_text))

        def read(raw: RawDocument) -> Output | Refused:
            found = reader.read_document(raw, self.options.date)
            return Refused(found.reason, found.lasting) if isinstance(found, Failure) else found

        return read


# --- what the parent does ---


@dataclass(frozen=True)
class Document(Task["RawDocument"]):
    """A document for the workers. `file` is the number of its file, `fingerprint` that of all that it depends on."""

    file: int
    fingerprint: str


@dataclass(frozen=True)
class Unchanged:
    """A document that the archive holds as it is now; or, with a `reason`, one that failed and would fail again."""

    file: int
    source: str
    reason: str | None


@dataclass(frozen=True)
class Failed:
    """What could not be read. `recorded`: as an error, in place of what the archive holds for this source."""

    file: int
    source: str
    reason: str
    recorded: bool = True


Item = Document | Unchanged | Failed


@dataclass
class Stop:
    """Whether somebody wants the run to end: the signal that said so."""

    signal: signal.Signals | None = None

    def asked(self) -> bool:
        return self.signal is not None


@contextlib.contextmanager
def stoppable() -> Iterator[Stop]:
    """Note SIGINT and SIGTERM for the block, so that work ends where it ends well; a second one ends it at once."""
    stop = Stop()

    def note_signal(number: int, _: FrameType | None) -> None:
        if stop.signal is not None:
            raise KeyboardInterrupt
        stop.signal = signal.Signals(number)

    before = {number: signal.signal(number, note_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Run:
    """One run over the documents of a listing."""

    def __init__(
        self,
        job: Job,
        listing: Listing,
        archive: Archive | None,
        outputs: Outputs,
        stop: Stop,
        progress: RunProgress,
    ) -> None:
        self.counts = Counts()
        self.broken = False  # the archive cannot be written any more
        self.job = job
        self._files: list[Source] = list(listing.files.values())
        self._listing = listing
        self._archive = archive
        self._outputs = outputs
        self._stop = stop
        self._progress = progress
        self._seen: set[str] = set()
        self._known: dict[str, str] = {}
        self._failures: dict[str, str] = {}
        self._number = 0

    def work(self) -> None:
        """Read what is new, and hand everything on."""
        if self._archive is not None:
            from extractors import __version__

            self._number = self._archive.begin_run(version=__version__, options=self.job.told())
        reader = DocumentReader(self.job.options, keeps_text=self._archive is not None)
        with Pool(reader, self.job.workers, self._is_over) as pool:
            for item, result in pool.map(self._items()):
                self._take(item, result)
                self._progress.at(item.file, self.counts.read + self.counts.unchanged + self.counts.failed)
        if not self._is_over():
            self._tidy()
        self.counts.left_out = self._listing.left_out

    def has_results(self) -> bool:
        """Whether there is anything to put in the place of older files: an empty folder may be a disk not mounted."""
        return bool(self.counts.read or self.counts.unchanged)

    def end(self, finished: bool) -> None:
        """Note in the archive how it ended."""
        if self._number:
            self._write(lambda archive: archive.end_run(self._number, asdict(self.counts), finished))

    def _is_over(self) -> bool:
        return self._stop.asked() or self._nothing_to_write_to()

    def _nothing_to_write_to(self) -> bool:
        return (self._archive is None or self.broken) and not self._outputs

    def _items(self) -> Iterator[Item]:
        """The documents in their order. What is hashed here is what is worked on."""
        if self._archive is not None:
            self._known, self._failures = self._archive.known(), self._archive.failures()
        known, failures = self._known, self._failures
        seed = _seed(self.job)
        for problem in self._listing.problems:
            yield Failed(0, problem.source, problem.reason, recorded=False)
        for file, found in read_sources(self._listing, self.job.options.limits):
            source = found.source
            if source in self._seen:
                yield Failed(file, source, "another document has this name already; rename one of them", recorded=False)
                continue
            self._seen.add(source)
            if isinstance(found, Unreadable):
                # It may be there again tomorrow: what was read when it was there stays.
                yield Failed(file, source, found.reason, recorded=source in failures or source not in known)
                continue
            fingerprint = _fingerprint(seed, found.data)
            if known.get(source) == fingerprint:
                yield Unchanged(file, source, failures.get(source))
            else:
                size = len(found.data)
                seconds = self.job.timeout or SECONDS + size / BYTES_A_SECOND
                yield Document(found, size, seconds, file, fingerprint)

    def _take(self, item: Item, result: Output | Refused | Lost | None) -> None:
        if isinstance(item, Failed):
            self._fail(item.source, item.reason, None, item.recorded)
        elif isinstance(item, Unchanged) and item.reason is not None:
            self.counts.failed += 1
            self._progress.complain(f"{item.source}: {item.reason} (as before)")
        elif isinstance(item, Unchanged):
            self.counts.unchanged += 1
            self._hand_on_unchanged(item)
        elif isinstance(result, Lost) or (isinstance(result, Refused) and not result.lasting):
            self._fail_for_now(item, result.reason)
        elif isinstance(result, Refused):
            self._outputs.skip(item.content.source, self._files[item.file])
            self._fail(item.content.source, result.reason, item.fingerprint, recorded=True)
        elif result is not None:
            self._keep(item, result)

    def _keep(self, document: Document, output: Output) -> None:
        text = output.document.text
        if not self.job.options.with_text:
            output = output.model_copy(update={"document": output.document.model_copy(update={"text": None})})
        self._write(lambda archive: archive.put(self._number, document.fingerprint, output, text))
        self._outputs.put(output, self._files[document.file])
        if not self._nothing_to_write_to():
            self.counts.read += 1
            self.counts.claims += len(output.claims)

    def _hand_on_unchanged(self, item: Unchanged) -> None:
        """Other outputs hold all documents; the archive knows those that are not read again."""
        if not self._outputs or self._archive is None:
            return
        try:
            outputs = list(self._archive.outputs([item.source]))
        except ArchiveError as error:  # one damaged row; the others are there
            self._outputs.skip(item.source, self._files[item.file])
            self.counts.unchanged -= 1
            self.counts.failed += 1
            self._progress.complain(error)
            return
        for output in outputs:
            self._outputs.put(output, self._files[item.file])

    def _fail_for_now(self, document: Document, reason: str) -> None:
        """What the next run may read, it will try again; until then the archive keeps what it holds of it."""
        source = document.content.source
        self._outputs.skip(source, self._files[document.file])
        self._fail(source, reason, None, recorded=source in self._failures or source not in self._known)

    def _fail(self, source: str, reason: str, fingerprint: str | None, recorded: bool) -> None:
        self.counts.failed += 1
        self._progress.complain(f"{source}: {reason}")
        if recorded:
            self._write(lambda archive: archive.put_error(self._number, source, fingerprint, reason))

    def _tidy(self) -> None:
        """Take out of the archive what is gone, if that is wanted, and errors about archives that can be read again."""
        healed = self._listing.archives & self._failures.keys()
        if healed:
            self._write(lambda archive: archive.prune(_AllBut(healed)))
        if self.job.prune:
            kept = _Kept(self._seen, self._listing)
            self.counts.pruned = self._write(lambda archive: archive.prune(kept)) or 0

    def _write(self, change: Callable[[Archive], T]) -> T | None:
        """Change the archive, if there is one; where that fails, say so and do without it from now on."""
        if self._archive is None or self.broken:
            return None
        try:
            return change(self._archive)
        except ArchiveError as error:
            self._progress.complain(error)
            self.broken = True
            return None


@dataclass(frozen=True)
class _AllBut(Container[str]):
    """All sources but a few."""

    few: AbstractSet[str]

    def __contains__(self, source: object) -> bool:
        return source not in self.few


@dataclass(frozen=True)
class _Kept(Container[str]):
    """The sources that stay in an archive when it is pruned."""

    seen: set[str]
    listing: Listing

    def __contains__(self, source: object) -> bool:
        return source in self.seen or not self.listing.is_gone(str(source))


def run_locally(job: Job, listing: Listing, choice: Choice) -> int:
    """Do the job on this machine; the exit status.

    Raises:
        OnRecordError: the archive or an output cannot be opened, or the workers not be set up.
    """
    from cli.progress import RunProgress
    from cli.sinks import Outputs

    start = time.monotonic()
    with _open(job) as archive, stoppable() as stop, RunProgress(len(listing.files), job.quiet) as progress:
        outputs = Outputs(_sinks(job.targets, listing), choice, progress.complain)
        run = Run(job, listing, archive, outputs, stop, progress)
        try:
            run.work()
        except BaseException as error:
            outputs.abandon(error)
            run.end(finished=False)
            raise
        whole = not stop.asked()
        missing = outputs.finish() if whole and run.has_results() else outputs.abandon(KeyboardInterrupt())
        run.end(whole and not run.broken)
    if not job.quiet:
        _report(run, choice, missing, time.monotonic() - start)
    if stop.signal is not None:
        return 128 + stop.signal
    return SOME_FAILED if run.counts.failed or run.broken or missing else 0


@contextlib.contextmanager
def _open(job: Job) -> Iterator[Archive | None]:
    """The archive of the job, where it has one."""
    if job.targets.into is None:
        yield None
        return
    from cli.store import Archive

    with Archive.open(job.targets.into, wait=job.wait) as archive:
        yield archive


def _report(run: Run, choice: Choice, missing: Sequence[Path], seconds: float) -> None:
    """Say on standard error what was done, and what was not."""
    typer.echo(summary_line(run.counts, seconds, run.job.prune), err=True)
    for path in missing:
        in_part = path == run.job.targets.out
        note(f"{path}: {'is written in part' if in_part else 'is not written; what stood there stays'}")
    if run.counts.read or run.counts.unchanged:
        for remark in choice.unmet():
            note(remark)


def _sinks(targets: Targets, listing: Listing) -> Mapping[Path, Sink]:
    """The outputs beside the archive."""
    from cli import sinks

    return {
        path: sink(path)
        for path, sink in (
            (targets.jsonl, sinks.jsonl_file),
            (targets.csv, sinks.csv_file),
            (targets.parquet, sinks.parquet_folder),
            (targets.out, partial(sinks.json_folder, listing=listing)),
        )
        if path is not None
    }


def summary_line(counts: Counts, seconds: float, prune: bool) -> str:
    """What a run did, on one line; `prune` says whether documents could be taken out."""
    told = [f"{counts.read} read", f"{counts.unchanged} unchanged", f"{counts.failed} failed"]
    if prune:
        told.append(f"{counts.pruned} pruned")
    told.append(f"{counts.claims} new claims")
    if counts.left_out:
        told.append(f"{counts.left_out} other file{'s' if counts.left_out > 1 else ''} left out")
    return f"{', '.join(told)}; {seconds:.1f} s"


def _seed(job: Job) -> bytes:
    from extractors import __version__

    return json.dumps([__version__, job.told()], sort_keys=True).encode() + b"\n"


def _fingerprint(seed: bytes, data: bytes) -> str:
    """SHA-256 of all that decides what a document gives: the program's version, the options, the content."""
    digest = hashlib.sha256(seed)
    digest.update(data)
    return digest.hexdigest()
