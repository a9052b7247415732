"""`onrecord batch --engine ray`: the same work on a Ray cluster, into a data set of Parquet files.

Ray moves tasks and results only. Documents are read and shards are written where the work is done, so every machine
must reach both, and have the same version of onrecord.
"""

from __future__ import annotations

import logging
import os
import pickle
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import typer

from cli.inputs import Input, Inputs, list_inputs
from cli.shards import Listed, Plan, ShardResult, ShardSet, ShardTask, ShardWriter, list_documents, whole_archives
from cli.shell import SOME_FAILED, complain
from extractors import __version__
from extractors.errors import OptionError

if TYPE_CHECKING:
    import pyarrow as pa

    from extractors.options import ReadingOptions
    from extractors.readers import Limits

FILES_PER_TASK = 256  # of the tasks that only look at what is there
QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing is sent anywhere
}


@dataclass(frozen=True)
class Cluster:
    """What the user wants of a cluster: None for an address is one of its own, for a number what fits."""

    address: str | None = None
    workers: int | None = None
    shards: int | None = None
    prune: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class Summary:
    """What a run did. `read` and `failed` count documents, `pruned` those taken out, `problems` shards not written."""

    read: int = 0
    unchanged: int = 0
    failed: int = 0
    claims: int = 0
    pruned: int = 0
    problems: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether every document was read and every shard was written."""
        return not (self.failed or self.problems)


def run_cluster(
    cluster: Cluster, paths: Iterable[str], listed: Iterable[str], target: str, options: ReadingOptions
) -> int:
    """`onrecord batch --engine ray`: read what the user names, tell how it went; the exit status.

    Raises:
        OnRecordError: as run_on_ray(), and where the target cannot be used at all.
    """
    from cli.progress import RunProgress
    from cli.run import Counts, summary_line

    start = time.monotonic()
    with ExitStack() as stack:
        progress: list[RunProgress] = []

        def advance(done: int, total: int, documents: int) -> None:
            if not progress:
                progress.append(stack.enter_context(RunProgress(total, cluster.quiet, "shards")))
            progress[0].at(done, documents)

        try:
            summary = run_on_ray(
                list_inputs(paths, listed, target),
                target,
                options,
                address=cluster.address,
                workers=cluster.workers,
                shards=cluster.shards,
                prune=cluster.prune,
                complain=complain,
                advance=advance,
            )
        except OSError as error:
            raise OptionError(f"{target}: cannot be used: {error}; check the address and the access to it") from error
    if not cluster.quiet:
        counts = Counts(summary.read, summary.unchanged, summary.failed, summary.pruned, summary.claims)
        typer.echo(summary_line(counts, time.monotonic() - start, cluster.prune), err=True)
    return 0 if summary.is_complete else SOME_FAILED


def run_on_ray(
    inputs: Inputs,
    target: str,
    options: ReadingOptions,
    *,
    address: str | None = None,
    workers: int | None = None,
    shards: int | None = None,
    prune: bool = False,
    complain: Callable[[str], None],
    advance: Callable[[int, int, int], None] = lambda done, total, documents: None,
) -> Summary:
    """Bring a data set up to date with documents, on the cluster at `address`, else on a local one of its own.

    Args:
        inputs: what to read, from list_inputs(): paths that every machine has, or addresses such as s3://bucket/folder.
        target: folder of the data set, a path or an address; see cli.shards for what is in it.
        options: how the documents are read.
        address: of a running cluster; if it is None and RAY_ADDRESS is not set, Ray is started here and ended again.
        workers: how many documents are read at the same time; as many as the cluster has CPUs where it is None.
        shards: into how many files a new data set is split, else a number after how many documents there are.
        prune: take out documents that are gone from the folders and archives that were named.
        complain: told of each document and each shard that failed.
        advance: told how many shards of how many are done, and how many documents with them.

    Raises:
        OptionError: Ray is not installed or not reached, an address cannot be used, the target has another number of
            shards, or the pipeline that the options name cannot be loaded there.
        OSError: the target cannot be read or written at all.
    """
    with _ray(address, workers) as ray:
        _check_versions(ray)
        listed = _list_on(ray, inputs.files, options.limits)
        archives = whole_archives(listed)
        data_set = ShardSet.open(target, options, len(listed), shards)
        plan = data_set.plan(listed, lambda source: prune and inputs.is_gone(source, archives))
        failures = [*((problem.source, problem.reason) for problem in inputs.problems), *plan.failures]
        for source, reason in failures:
            complain(f"{source}: {reason}")
        summary = Summary(unchanged=plan.unchanged, failed=len(failures), pruned=plan.dropped)
        for done, result in enumerate(_write_on(ray, plan, data_set, options, workers), 1):
            for source, reason in result.errors:
                complain(f"{source}: {reason}")
            if result.is_fatal:
                raise OptionError(str(result.problem))
            if result.problem:
                complain(f"{target}: {result.name} {result.problem}")
            summary = _added(summary, result)
            advance(done, len(plan.tasks), summary.read + summary.failed - len(failures))
    data_set.sweep()
    return summary


def _added(summary: Summary, result: ShardResult) -> Summary:
    return replace(
        summary,
        read=summary.read + result.read,
        failed=summary.failed + len(result.errors),
        claims=summary.claims + result.claims,
        problems=summary.problems + (result.problem is not None),
    )


@contextmanager
def _ray(address: str | None, workers: int | None) -> Iterator[Any]:
    """Ray, connected. One that runs in this process already is used and left running.

    Raises:
        OptionError: it is not installed, or there is no cluster at the address.
    """
    os.environ.update(QUIET)
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise OptionError(
            "--engine ray needs the package ray; install it with pip install 'onrecord[cluster]'"
        ) from error
    ray.data.DataContext.get_current().enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    if ray.is_initialized():
        yield ray
        return
    if address is not None:
        _check_address(address)
    alone = address is None and "RAY_ADDRESS" not in os.environ
    local = {"include_dashboard": False, "num_cpus": workers} if alone else {}
    try:
        ray.init(address="local" if alone else address, logging_level=logging.ERROR, log_to_driver=False, **local)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise OptionError(f"--address {address}: no Ray cluster answers there ({error}); check the address") from error
    try:
        yield ray
    finally:
        ray.shutdown()


def _check_address(address: str) -> None:
    """Refuse an address where nothing listens; Ray itself would try for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not (host and port.isdecimal()):  # "auto"
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=10).close()
    except (OSError, OverflowError) as error:
        raise OptionError(f"--address {address}: nothing answers there ({error}); check the address") from error


def _check_versions(ray: Any) -> None:
    """Refuse to start where a machine of the cluster would read documents in another way."""
    there = ray.get(ray.remote(_version_there).remote())
    if there != __version__:
        raise OptionError(f"the cluster has onrecord {there}, this is {__version__}; install the same on every machine")


def _version_there() -> str:
    from extractors import __version__

    return __version__


def _list_on(ray: Any, inputs: Sequence[Input], limits: Limits) -> list[Listed]:
    """The documents in files, looked at by the machines of the cluster, in the order of files."""
    parts = [(inputs[at : at + FILES_PER_TASK], limits) for at in range(0, len(inputs), FILES_PER_TASK)]
    rows = _results(ray, parts, lambda data: data.map_batches(_list_part, batch_size=1, batch_format="pyarrow"))
    return [listed for _, found in sorted(rows, key=lambda row: row[0]) for listed in found]


def _write_on(
    ray: Any, plan: Plan, data_set: ShardSet, options: ReadingOptions, workers: int | None
) -> Iterator[ShardResult]:
    """The results of the shards as they are done, by a pool of actors that load the pipeline once each."""
    size = min(len(plan.tasks), workers or int(ray.cluster_resources().get("CPU", 1)))
    rows = _results(
        ray,
        plan.tasks,
        lambda data: data.map_batches(
            _Actor,
            fn_constructor_args=(data_set, options),
            batch_size=1,
            batch_format="pyarrow",
            compute=ray.data.ActorPoolStrategy(size=max(size, 1), max_tasks_in_flight_per_actor=1),
        ),
    )
    return (result for _, result in rows)


def _results(ray: Any, items: Sequence[Any], work: Callable[[Any], Any]) -> Iterator[tuple[int, Any]]:
    """Number and result of each item, as they are done, whatever `work` lets a data set do with them."""
    if not items:
        return
    rows = [{"number": number, "item": pickle.dumps(item)} for number, item in enumerate(items)]
    for row in work(ray.data.from_items(rows, override_num_blocks=len(rows))).iter_rows():
        yield row["number"], pickle.loads(row["item"])


def _map(batch: pa.Table, work: Callable[[Any], object]) -> pa.Table:
    """Do the work for each item of a table of `number` and `item`."""
    items = [pickle.dumps(work(pickle.loads(item))) for item in batch["item"].to_pylist()]
    return batch.set_column(batch.schema.get_field_index("item"), "item", [items])


def _list_part(batch: pa.Table) -> pa.Table:
    return _map(batch, lambda part: list(list_documents(*part)))


class _Actor:
    """A process of the cluster that writes shards."""

    def __init__(self, data_set: ShardSet, options: ReadingOptions) -> None:
        self._writer = ShardWriter(data_set, options)

    def __call__(self, batch: pa.Table) -> pa.Table:
        return _map(batch, self._write)

    def _write(self, task: ShardTask) -> ShardResult:
        return self._writer.write(task)
