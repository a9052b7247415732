"""`onrecord batch`: many documents -> an archive and files, with all cores, only what is new."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli.addresses import is_remote
from cli.options import (
    DateOption,
    Input,
    InputOption,
    Kind,
    MaxBytesOption,
    PatternsOption,
    PipelineOption,
    reading_options,
)
from cli.shell import SOME_FAILED, fail

EPILOG = """\b
Examples:
  onrecord batch briefings/ --into claims.db
  onrecord batch briefings/ archive.zip 'more/**/*.html' --into claims.db --csv claims.csv
  find . -name '*.pdf' -print0 | onrecord batch --files-from - -0 --jsonl claims.jsonl
  onrecord batch briefings/ --into claims.db --prune --quiet
  onrecord batch s3://bucket/briefings --engine ray --address auto --parquet s3://bucket/claims

\b
Exit status: 0 all documents read, 1 some not (the rest is done), 2 wrong use, 130 or 143 stopped by SIGINT or SIGTERM.
"""


class Engine(StrEnum):
    """What does the work."""

    LOCAL = "local"
    RAY = "ray"


def batch(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH", help="Files, folders, patterns such as '2024/**/*.html', .zip and .tar archives."
        ),
    ] = None,
    files_from: Annotated[
        str | None,
        typer.Option(metavar="FILE|-", help="A list of more paths, one a line; - is standard input."),
    ] = None,
    null: Annotated[
        bool, typer.Option("--null", "-0", help="The paths of the list end with a null character.")
    ] = False,
    into: Annotated[
        Path | None,
        typer.Option(metavar="claims.db", help="An archive (SQLite); only what is new or changed is read."),
    ] = None,
    jsonl: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A flat claim per line; - is standard output.")
    ] = None,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="A row per claim; - is standard output.")] = None,
    parquet: Annotated[
        str | None,
        typer.Option(
            metavar="DIR", help="A folder with claims.parquet and documents.parquet; on a cluster also s3:// and such."
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="A folder with one NAME.json per document.")] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", metavar="N", min=1, help="Worker processes; all cores unless given.", show_default=False
        ),
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove documents from the archive that are gone from the folders named.")
    ] = False,
    wait: Annotated[
        float,
        typer.Option(metavar="SECONDS", min=0, help="How long to wait while another run writes to the archive."),
    ] = 0.0,
    timeout: Annotated[
        float | None,
        typer.Option(
            metavar="SECONDS",
            min=0.001,
            help="Give up a document after this; two minutes and a second for every 5,000 bytes unless given.",
            show_default=False,
        ),
    ] = None,
    max_bytes: MaxBytesOption = None,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Show the text in the records of --out too; an archive always holds it.")
    ] = False,
    date: DateOption = None,
    kind: Annotated[
        list[Kind] | None,
        typer.Option(metavar="KIND", help="Only claims of this kind, in all outputs but the archive."),
    ] = None,
    speaker: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only claims of such speakers, in all outputs but the archive."),
    ] = None,
    patterns: PatternsOption = None,
    pipeline: PipelineOption = None,
    input: InputOption = Input.AUTO,
    engine: Annotated[
        Engine, typer.Option(metavar="local|ray", help="This machine, or a Ray cluster, which needs --parquet.")
    ] = Engine.LOCAL,
    address: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Of a running Ray cluster; without it one is started on this machine."),
    ] = None,
    shards: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help="Into how many parts a cluster writes; after the number of documents unless given.",
            show_default=False,
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress, notes or summary on standard error.")
    ] = False,
) -> None:
    """Write the numeric claims of many documents; into an archive, only of those that are new or have changed."""
    from cli.choice import Choice
    from cli.run import Job, Targets, run_locally
    from cli.sources import list_sources, listed_paths
    from extractors.errors import ArchiveError, OnRecordError

    targets = Targets(into, jsonl, csv, Path(parquet) if parquet else None, out)
    on_cluster = engine is Engine.RAY
    _check(paths, files_from, null, targets.named(), prune, into, on_cluster)
    _check_engine(
        on_cluster,
        parquet=parquet,
        elsewhere=len(targets.named()) - bool(parquet),
        only_cluster={"--address": address, "--shards": shards},
        only_local={"--kind": kind, "--speaker": speaker, "--timeout": timeout, "--wait": wait},
        paths=paths or [],
    )
    try:
        options = reading_options(date, patterns, pipeline, input, max_bytes, with_text)
        listed = listed_paths(files_from, b"\0" if null else b"\n") if files_from else []
        if on_cluster:
            from cli.cluster import Cluster, run_cluster

            cluster = Cluster(address, jobs, shards, prune, quiet)
            raise typer.Exit(run_cluster(cluster, paths or [], listed, str(parquet), options))
        job = Job(
            targets,
            options,
            rules=_digest(patterns),
            timeout=timeout,
            workers=jobs or _cores(),
            prune=prune,
            wait=wait,
            quiet=quiet,
        )
        listing = list_sources(paths or [], listed, targets.paths())
        code = run_locally(job, listing, Choice.of_options(kind, speaker))
    except ArchiveError as error:  # locked, read-only, damaged: nothing is wrong with the command
        fail(error, SOME_FAILED)
    except OnRecordError as error:
        fail(error)
    raise typer.Exit(code)


def _check(
    paths: list[str] | None,
    files_from: str | None,
    null: bool,
    targets: list[Path],
    prune: bool,
    into: Path | None,
    on_cluster: bool,
) -> None:
    """End the program if the options do not go together."""
    if not paths and files_from is None:
        fail("no PATH; name files, folders or archives, or a list of them with --files-from")
    if "-" in (paths or ()):
        fail("standard input holds no document here; for a list of paths give --files-from -")
    if null and files_from is None:
        fail("-0 is about the list of --files-from; give one")
    if not targets:
        fail("nowhere to write; give --into claims.db, --jsonl FILE, --csv FILE, --parquet DIR or --out DIR")
    if len(set(targets)) < len(targets):
        fail("two outputs have the same name; choose another one")
    if prune and into is None and not on_cluster:
        fail("--prune is about an archive; give --into")


def _check_engine(
    on_cluster: bool,
    *,
    parquet: str | None,
    elsewhere: int,
    only_cluster: Mapping[str, object],
    only_local: Mapping[str, object],
    paths: list[str],
) -> None:
    """End the program if an option or an address does not go with the engine. `elsewhere`: outputs but --parquet."""
    for name, value in (only_local if on_cluster else only_cluster).items():
        if value:
            fail(f"{name} goes with --engine {'local' if on_cluster else 'ray'} only")
    if on_cluster and (parquet is None or elsewhere):
        fail("--engine ray writes --parquet DIR, and nothing else")
    for remote in (path for path in (parquet, *paths) if path and is_remote(path) and not on_cluster):
        fail(f"{remote}: is an address; it goes with --engine ray only")


def _digest(path: Path | None) -> str | None:
    """The digest of a file's content: that of rules decides what is new."""
    import hashlib

    return None if path is None else hashlib.sha256(path.read_bytes()).hexdigest()


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
