"""`onrecord archive`: what can be done with an archive of claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.choice import Choice
from cli.extract import Format as TextFormat
from cli.files import destination, is_folder, refuse_overwriting
from cli.options import Kind
from cli.shell import SOME_FAILED, complain, emit, fail, note, wants_colour

if TYPE_CHECKING:
    from cli.store import Archive
    from extractors.records import Output

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)

METADATA_EPILOG = """\b
Examples:
  onrecord archive metadata claims.db -o metadata.yaml
  datasette claims.db -m metadata.yaml
"""
EXPORT_EPILOG = """\b
Examples:
  onrecord archive export claims.db | jq -r .indicator
  onrecord archive export claims.db --kind money -o money.csv
  onrecord archive export claims.db --format parquet -o tables/
"""
CHECK_EPILOG = """\b
Exit status: 0 nothing is wrong, 1 something is (a line for each fault on standard error), 2 wrong use.
"""
STATS_EPILOG = """\b
Examples:
  onrecord archive stats claims.db
  onrecord archive stats claims.db --json | jq .claims_by_kind
"""

File = Annotated[Path, typer.Argument(metavar="ARCHIVE", readable=False, help="The archive, such as claims.db.")]


class Format(StrEnum):
    """What an archive is exported as."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


@app.command(
    "metadata", short_help="Write the metadata.yaml that Datasette opens an archive with.", epilog=METADATA_EPILOG
)
def metadata(
    archive: File,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="A file instead of standard output.")
    ] = None,
) -> None:
    """Write how Datasette is to show an archive: labels, descriptions, facets, search and ready-made queries."""
    target = None if output is None or str(output) == "-" else output
    with _opened(archive):
        if target is not None:
            refuse_overwriting(target, [archive])
        with destination(target) as write:
            write(metadata_for(archive))


@app.command(
    "export", short_help="Write the claims of an archive as JSON Lines, CSV, JSON or Parquet.", epilog=EXPORT_EPILOG
)
def export(
    archive: File,
    format: Annotated[
        Format | None,
        typer.Option(
            metavar="FORMAT",
            help="jsonl or csv (a row per claim), json (an object per document, one a line), parquet (tables in a "
            "folder). Without it, what the name after -o ends in, else jsonl.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE|DIR", help="A file; for parquet a folder."),
    ] = None,
    kind: Annotated[
        list[Kind] | None,
        typer.Option(metavar="KIND", help=f"Only claims of this kind, may be given more than once: {', '.join(Kind)}."),
    ] = None,
    speaker: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Only claims of speakers whose name or organization holds this; may be given more than once.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes on standard error.")] = False,
) -> None:
    """Write the claims of an archive, just as onrecord extract writes those of documents; sorted by their sources."""
    target = None if output in (None, "-") else Path(str(output))
    layout = format or _format_of(target)
    choice = Choice.of_options(kind, speaker)
    with _opened(archive) as opened:
        outputs = (choice.of(found) for found in opened.outputs())
        if layout is Format.PARQUET:
            write_tables(target, outputs)
        else:
            if is_folder(target, output):
                fail(f"{output}: is a folder, and {layout} is one file; name a file with -o")
            write_text(target, outputs, layout, archive)
    if not quiet:
        for remark in choice.unmet():
            note(remark)


@app.command("check", short_help="Test that an archive is whole and right.", epilog=CHECK_EPILOG)
def check_archive(archive: File) -> None:
    """Test the file, the links between its tables, the search index, and each claim against the stored text."""
    from cli.store_check import check

    faults = 0
    with _opened(archive) as opened:
        for finding in check(opened):
            if finding.is_fault:
                faults += 1
                complain(f"{archive}: {finding.words}")
            else:
                note(f"{archive}: {finding.words}")
    emit(f"{archive}: {faults or 'no'} fault{'' if faults == 1 else 's'}\n".encode("utf-8", "replace"))
    if faults:
        raise typer.Exit(SOME_FAILED)


@app.command("stats", short_help="Say what is in an archive.", epilog=STATS_EPILOG)
def stats(
    archive: File,
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON object.")] = False,
) -> None:
    """Say how many documents, claims, speakers and errors an archive holds, which days it covers, and its size."""
    from cli.store_check import statistics

    with _opened(archive) as opened:
        found = statistics(opened)
    if as_json:
        import orjson

        emit(orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        return
    from cli.table import table

    emit(table(str(archive), ("in the archive", "number"), statistics_rows(found), wants_colour()))


@app.command("upgrade", short_help="Bring an archive of an older version of onrecord up to date.")
def upgrade(archive: File) -> None:
    """Bring an archive that an older version of onrecord wrote up to date; one that is so already stays as it is."""
    with _opened(archive, read_only=False):
        pass


def metadata_for(archive: Path) -> bytes:
    """Datasette's metadata for an archive, YAML. Datasette calls a database by the file's name without its suffix."""
    import json
    from importlib.resources import files

    template = files("cli").joinpath("metadata.yaml").read_text(encoding="utf-8")
    body = template.partition("\n")[2]  # the first line is about the template
    # A string of JSON is one of YAML too, whatever the file is called.
    return body.replace("\n  DATABASE:\n", f"\n  {json.dumps(archive.stem)}:\n", 1).encode()


def write_text(target: Path | None, outputs: Iterable[Output], layout: Format, archive: Path) -> None:
    """Write outputs to a file or to standard output."""
    from cli.extract import render

    if target is not None:
        refuse_overwriting(target, [archive])
    with destination(target) as write:
        for piece in render(outputs, TextFormat(layout.value)):
            write(piece)


def write_tables(folder: Path | None, outputs: Iterable[Output]) -> None:
    """Write outputs as Parquet files in a folder: claims.parquet and documents.parquet."""
    from cli.sinks import parquet_folder
    from cli.sources import Source

    if folder is None:
        fail("parquet is written to a folder; name one with -o")
    with parquet_folder(folder) as put:
        for output in outputs:
            put(output, Source(output.document.source or "", "."))


def statistics_rows(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is in an archive as rows to look at: groups of claims below their sum."""
    days = [day for day in (found["first_date"], found["last_date"]) if day]
    yield "documents", f"{found['documents']:,}"
    yield "  from", " to ".join(dict.fromkeys(days)) or "no known date"
    yield "  without a date", f"{found['documents_without_date']:,}"
    yield "  characters", f"{found['characters']:,}"
    yield "claims", f"{found['claims']:,}"
    for group in ("claims_by_kind", "claims_by_status"):
        for name, number in found[group].items():
            yield f"  {name}", f"{number:,}"
    yield "speakers", f"{found['speakers']:,}"
    yield "errors", f"{found['errors']:,}"
    yield "runs", f"{found['runs']:,}"
    yield "bytes", f"{found['bytes']:,}"


@contextmanager
def _opened(path: Path, read_only: bool = True) -> Iterator[Archive]:
    """The archive; what is wrong with it ends the program with a message."""
    from cli.store import Archive
    from extractors.errors import ArchiveError, OnRecordError

    try:
        with Archive.open(path, create=False, read_only=read_only) as archive:
            yield archive
    except ArchiveError as error:
        fail(error, SOME_FAILED)
    except OnRecordError as error:
        fail(error)


def _format_of(target: Path | None) -> Format:
    """The format that the name of the output asks for."""
    suffix = target.suffix.lower().lstrip(".") if target else ""
    return next((layout for layout in Format if layout.value == suffix), Format.JSONL)
