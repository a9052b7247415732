"""A data set in shards that can be finished, resumed and brought up to date, by any number of machines.

    TARGET/claims/part-00003-of-00016.parquet      all documents whose source falls to shard 3
    TARGET/documents/..., TARGET/errors/...        of the same documents
    TARGET/_manifest/part-00003-of-00016.json      which documents these are, with the hash of their content

Which shard a document belongs to follows from its source alone. A shard is written by one task, again from the start if
the task is lost; its manifest comes last, each file whole or not at all. Before that, a manifest says of the documents
that are under way that they are not there yet, so that a task that never finished is done again and its rows, if some
were written, are left out. So nothing is lost or there twice, whatever happens when.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cli.addresses import TEMPORARY, Place, place
from cli.inputs import Input, content_hash, documents_in
from extractors.errors import OnRecordError, OptionError

if TYPE_CHECKING:
    from extractors.options import ReadingOptions
    from extractors.partitions import ClaimsReader, Failure, Partition
    from extractors.readers import Limits
    from extractors.records import Output

TABLES = ("claims", "errors", "documents")
MANIFEST = "_manifest"  # readers of data sets pass over names that begin with an underscore
LAYOUT = "layout.json"
FEWEST_SHARDS, MOST_SHARDS = 8, 10_000
DOCUMENTS_PER_SHARD = 128


@dataclass(frozen=True)
class Entry:
    """What a shard holds of a document.

    `content`: the hash of its bytes; None while it is under way, and where it is to be read again next time.
    `settings`: what stands for options and version. `failure`: why it gives no claims.
    """

    content: str | None
    settings: str = ""
    failure: str | None = None

    @property
    def is_good(self) -> bool:
        """Whether the shard holds what the document gave."""
        return self.content is not None and self.failure is None


Manifest = Mapping[str, Entry]  # by source


@dataclass(frozen=True)
class Listed:
    """A document that was found, in which file, and the hash of its content; or `failure`, why it cannot be had."""

    source: str
    input: Input
    content: str | None
    failure: str | None = None


@dataclass(frozen=True)
class ShardTask:
    """What is to be done in one shard: read these documents of these files, and take these out."""

    name: str
    read: Mapping[Input, frozenset[str]]
    drop: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ShardResult:
    """What was done in one shard.

    `errors`: source and reason; `problem`: why the shard could not be written; `is_fatal`: no other one can be either.
    """

    name: str
    read: int = 0
    claims: int = 0
    errors: tuple[tuple[str, str], ...] = ()
    problem: str | None = None
    is_fatal: bool = False


@dataclass(frozen=True)
class Plan:
    """What is to be done, and what need not be: `failures` are sources that would fail again, and why."""

    tasks: list[ShardTask] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)
    unchanged: int = 0
    dropped: int = 0


@dataclass(frozen=True)
class ShardSet:
    """The shards of a target. `settings` stands for the options and the version that documents are read with."""

    address: str
    count: int
    settings: str

    @classmethod
    def open(cls, address: str, options: ReadingOptions, documents: int, shards: int | None = None) -> ShardSet:
        """The shards of a target that exists, else as many new ones as this number of documents needs.

        Raises:
            OptionError: the target has another number of shards than `shards`.
            OSError: the target cannot be read or written.
        """
        where = place(address)
        if LAYOUT in (where / MANIFEST).names():
            count = int(json.loads((where / MANIFEST / LAYOUT).read())["shards"])
            if shards not in (None, count):
                raise OptionError(f"{address}: has {count} shards, and that cannot change; choose another target")
        elif where.names():
            raise OptionError(f"{address}: holds other files; choose a new folder for the shards")
        else:
            wanted = shards or -(-documents // DOCUMENTS_PER_SHARD)
            count = shards or max(FEWEST_SHARDS, min(wanted, MOST_SHARDS))
            (where / MANIFEST / LAYOUT).write(_json({"shards": count}))
        return cls(address, count, settings_of(options))

    def plan(self, listed: Iterable[Listed], is_gone: Callable[[str], bool] = lambda source: False) -> Plan:
        """What has to be done so that the target holds these documents as they are now.

        Args:
            listed: the documents that were found; of those with the same source the first counts. One that cannot be
                had today stays as it was read before.
            is_gone: whether a document of the target that is not listed is to be taken out.
        """
        found: dict[str, dict[str, Listed]] = defaultdict(dict)
        for document in listed:
            found[self.shard_of(document.source)].setdefault(document.source, document)
        plan = Plan()
        tasks, failures, unchanged, dropped = plan.tasks, plan.failures, 0, 0
        for name, manifest in self.manifests().items():
            new = []
            for source, document in found[name].items():
                entry = manifest.get(source)
                if document.failure is not None and entry is not None and (entry.is_good or entry.failure is not None):
                    failures.append((source, document.failure))
                elif entry is None or not self._holds(entry, document):
                    new.append(document)
                elif entry.failure is not None:
                    failures.append((source, entry.failure))
                else:
                    unchanged += 1
            gone = frozenset(source for source in manifest if source not in found[name] and is_gone(source))
            dropped += len(gone)
            if new or gone:
                tasks.append(ShardTask(name, _by_input(new), gone))
        return replace(plan, unchanged=unchanged, dropped=dropped)

    def shard_of(self, source: str) -> str:
        """The name of the shard that a document belongs to."""
        number = int.from_bytes(hashlib.sha256(source.encode("utf-8", "surrogatepass")).digest()[:8], "big")
        return self._name(number % self.count)

    def manifests(self) -> dict[str, Manifest]:
        """The manifest of each shard, by its name; an empty one where one of the shard's files is not there."""
        complete = set.intersection(*({*(self._place / folder).names()} for folder in TABLES))
        present = set((self._place / MANIFEST).names())
        names = [self._name(number) for number in range(self.count)]
        whole = [name for name in names if f"{name}.json" in present and f"{name}.parquet" in complete]
        with ThreadPoolExecutor(16) as pool:  # an object store takes its time for each
            known = dict(zip(whole, pool.map(self._read_manifest, whole), strict=True))
        return {name: known.get(name, {}) for name in names}

    def manifest(self, name: str) -> Manifest:
        """The manifest of a shard; an empty one where one of its files is missing."""
        where = self._place
        files = [where / MANIFEST / f"{name}.json", *(where / folder / f"{name}.parquet" for folder in TABLES)]
        return self._read_manifest(name) if all(file.exists() for file in files) else {}

    def _read_manifest(self, name: str) -> Manifest:
        documents = json.loads((self._place / MANIFEST / f"{name}.json").read())["documents"]
        return {source: Entry(**entry) for source, entry in documents.items()}

    def write_manifest(self, name: str, documents: Manifest) -> None:
        """Write the manifest of a shard, the documents by name."""
        ordered = {source: documents[source].__dict__ for source in sorted(documents)}
        (self._place / MANIFEST / f"{name}.json").write(_json({"shard": name, "documents": ordered}))

    def read_tables(self, name: str) -> Partition:
        """The three tables of a shard, which is there."""
        from pyarrow import parquet

        from extractors.partitions import Partition

        files = {folder: (self._place / folder / f"{name}.parquet").read() for folder in TABLES}
        return Partition(**{folder: parquet.read_table(io.BytesIO(data)) for folder, data in files.items()})

    def write_tables(self, name: str, tables: Partition) -> None:
        """Write the three tables of a shard; the same rows give the same bytes."""
        from extractors.columnar import write_parquet

        for folder, table in tables._asdict().items():
            file = io.BytesIO()
            write_parquet([table], file, table.schema)
            (self._place / folder / f"{name}.parquet").write(file.getvalue())

    def sweep(self) -> None:
        """Delete the temporary files that a killed task has left."""
        for folder in (*TABLES, MANIFEST):
            for name in (self._place / folder).names():
                if name.startswith(".") and name.endswith(TEMPORARY):
                    (self._place / folder / name).remove()

    @property
    def _place(self) -> Place:
        return place(self.address)

    def _name(self, number: int) -> str:
        return f"part-{number:05d}-of-{self.count:05d}"

    def _holds(self, entry: Entry, document: Listed) -> bool:
        return entry.content is not None and (entry.content, entry.settings) == (document.content, self.settings)


class ShardWriter:
    """Does the tasks of one process; the pipeline is loaded with the first of them, once."""

    def __init__(self, shards: ShardSet, options: ReadingOptions) -> None:
        self.shards = shards
        self.options = options

    @cached_property
    def _reader(self) -> ClaimsReader:
        from extractors.partitions import ClaimsReader

        return ClaimsReader(self.options)

    def write(self, task: ShardTask) -> ShardResult:
        """Bring a shard up to date; what cannot be written is told in the result."""
        try:
            return self._write(task)
        except OnRecordError as error:
            return ShardResult(task.name, problem=str(error), is_fatal=True)
        except OSError as error:
            return ShardResult(task.name, problem=f"cannot be written: {error}; make room or access, and run again")

    def _write(self, task: ShardTask) -> ShardResult:
        from extractors.partitions import Failure, partition

        reader = self._reader
        wanted = frozenset[str]().union(*task.read.values())
        kept = {
            source: entry
            for source, entry in self.shards.manifest(task.name).items()
            if source not in wanted and source not in task.drop and (entry.is_good or entry.failure is not None)
        }
        self.shards.write_manifest(task.name, {**kept, **dict.fromkeys(wanted, Entry(None))})
        results, entries = [], dict(kept)
        for source, content, result in self._results(reader, task):
            results.append(result)
            reason = result.reason if isinstance(result, Failure) else None
            entries[source] = Entry(content, self.shards.settings, reason)
        tables = partition(results)
        old = self.shards.read_tables(task.name) if kept else None
        self.shards.write_tables(task.name, _merged(old, kept, tables))
        self.shards.write_manifest(task.name, entries)
        errors = tuple((str(result.source), result.reason) for result in results if isinstance(result, Failure))
        return ShardResult(task.name, len(results) - len(errors), tables.claims.num_rows, errors)

    def _results(self, reader: ClaimsReader, task: ShardTask) -> Iterator[tuple[str, str | None, Output | Failure]]:
        """Source, hash and result of each document of the task, in the order of files."""
        from extractors.partitions import Failure

        for input, sources in task.read.items():
            missing = set(sources)
            for found in documents_in(input, self.options.limits):
                source = str(found.source)
                if source not in missing:
                    continue
                missing.remove(source)
                if isinstance(found, Failure):
                    yield source, None, found
                    continue
                result = reader.read_document(found, self.options.date)
                again = isinstance(result, Failure) and not result.lasting
                yield source, None if again else content_hash(found), result
            for source in sorted(missing):
                yield source, None, Failure(source, "was there and is gone; run again")


def list_documents(inputs: Iterable[Input], limits: Limits) -> Iterator[Listed]:
    """The documents in files, with the hash of their content: what a target is compared with."""
    from extractors.partitions import Failure

    for input in inputs:
        for found in documents_in(input, limits):
            if isinstance(found, Failure):
                yield Listed(str(found.source), input, None, found.reason)
            else:
                yield Listed(found.source, input, content_hash(found))


def whole_archives(listed: Iterable[Listed]) -> set[str]:
    """The sources of the archives all of whose members could be listed."""
    whole: dict[str, bool] = {}
    for document in listed:
        if document.source != document.input.source or document.failure is not None:
            name = document.input.source
            whole[name] = whole.get(name, True) and document.failure is None
    return {name for name, is_whole in whole.items() if is_whole}


def settings_of(options: ReadingOptions) -> str:
    """A short text that is another one for other options or another version of the program."""
    from extractors import __version__
    from extractors.readers import Limits

    decisive = replace(options, limits=Limits())  # they decide whether a document is read, not what it gives
    return hashlib.sha256(f"{__version__} {decisive!r}".encode()).hexdigest()[:16]


def _merged(old: Partition | None, kept: Collection[str], new: Partition) -> Partition:
    """The rows of the documents that are kept and the new ones, by source; those of a document as they stand."""
    import pyarrow as pa
    from pyarrow import compute

    from extractors.partitions import Partition

    tables = []
    for folder in TABLES:
        table = getattr(new, folder)
        if old is not None:
            before = getattr(old, folder)
            stays = before.filter(compute.is_in(before["source"], pa.array(sorted(kept), pa.string())))
            table = pa.concat_tables([stays.cast(table.schema), table])
        tables.append(table.take(compute.sort_indices(table["source"])))  # a stable sort
    return Partition(*tables)


def _by_input(documents: Iterable[Listed]) -> dict[Input, frozenset[str]]:
    found: dict[Input, set[str]] = defaultdict(set)
    for document in documents:
        found[document.input].add(document.source)
    return {input: frozenset(sources) for input, sources in found.items()}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass") + b"\n"
