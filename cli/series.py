"""`onrecord series`: the same indicator across documents, as a table, a chart or data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.files import OutputError, destination, refuse_overwriting
from cli.options import DateOption, OutputOption, PatternsOption, QuietOption, reading_options
from cli.shell import SOME_FAILED, Progress, complain, fail, note, wants_colour

if TYPE_CHECKING:
    from extractors.errors import OnRecordError
    from extractors.options import ReadingOptions
    from extractors.records import Output
    from extractors.series import Series

FEW = 3  # numbers that were joined with nothing and get a chart each; more of them stand in one list
EPILOG = """\b
Examples:
  onrecord series claims.db
  onrecord series 'digital R&D tools' claims.db
  onrecord series 'unemployment rate' briefings/*.txt --plot unemployment.svg
  onrecord series claims.db --format csv -o series.csv

\b
Exit status: 0 all read, 1 some not (the rest is written), 2 wrong use.
"""


class Format(StrEnum):
    """What series are written as."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


PICTURES = (".svg", ".png", ".html")


def series(
    arguments: Annotated[
        list[str],
        typer.Argument(
            metavar="[INDICATOR] PATH...",
            help="What the numbers measure, in any of its wordings; then archives, outputs or documents. Without an "
            "INDICATOR all that occur in two or more documents are listed.",
        ),
    ],
    format: Annotated[
        Format | None,
        typer.Option(
            metavar="FORMAT",
            help="table (with a chart), json, csv (a row per number). Without it, what the name after -o ends in.",
            show_default=False,
        ),
    ] = None,
    output: OutputOption = None,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw the series into a .svg, .png or .html file as well.")
    ] = None,
    documents: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help="Only series from so many documents or more: 2; with an INDICATOR 1.",
            show_default=False,
        ),
    ] = None,
    score: Annotated[
        float,
        typer.Option(metavar="SCORE", min=0, max=1, help="Leave out numbers joined with a lower score, from 0 to 1."),
    ] = 0,
    date: DateOption = None,
    patterns: PatternsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show the same indicator across documents as a series, with a word on why its numbers were joined."""
    from extractors.errors import OnRecordError
    from extractors.series import join

    indicator, paths = indicator_and_paths(arguments)
    target = None if output is None or str(output) == "-" else output
    layout = format or _format_of(target)
    if plot is not None and plot.suffix.lower() not in PICTURES:
        fail(f"{plot}: a picture is .svg, .png or .html; choose one of these for --plot")
    try:
        for written in filter(None, (target, plot)):
            refuse_overwriting(written, paths)
        reader = Inputs(paths, reading_options(date, patterns), quiet)
        found = _without_low_scores(join(reader.outputs()), score)
        if reader.failures and not reader.read:
            raise typer.Exit(SOME_FAILED)
        chosen = choose(found, indicator, documents, quiet)
        if plot is not None:
            draw(plot, chosen, quiet)
        write(target, chosen, layout, listing=indicator is None)
    except OnRecordError as error:
        fail(error)
    if reader.failures:
        raise typer.Exit(SOME_FAILED)


def indicator_and_paths(arguments: Sequence[str]) -> tuple[str | None, list[Path]]:
    """The INDICATOR, if the first argument is none of the files, and the paths; wrong use ends the program."""
    first, rest = arguments[0], arguments[1:]
    if _exists(first) or _looks_like_file(first):
        return None, [Path(argument) for argument in arguments]
    if not rest:
        fail(f"{first}: there is no such file; name an archive, outputs or documents after the INDICATOR")
    if not first.strip():
        fail("the INDICATOR is empty; leave it out to list all that occur in two or more documents")
    return first, [Path(argument) for argument in rest]


def _exists(argument: str) -> bool:
    try:
        return argument == "-" or Path(argument).exists()
    except (OSError, ValueError):  # too long for a name, or with a character that none has
        return False


def _looks_like_file(argument: str) -> bool:
    """Whether it is written as a path: a mistyped name is no indicator."""
    suffix = Path(argument).suffix.lower()
    return suffix in (".db", ".txt", ".json", ".jsonl", ".html", ".htm", ".pdf", ".docx", ".md", ".sqlite")


class Inputs:
    """The outputs of all inputs; `read` counts them, and `failures` what cannot be read."""

    def __init__(self, paths: Sequence[Path], reading: ReadingOptions, quiet: bool) -> None:
        self.paths = paths
        self.reading = reading
        self.progress = Progress(len(paths), quiet)
        self.failures = 0
        self.read = 0

    def outputs(self) -> Iterator[Output]:
        """The outputs in the order of the paths, after a complaint for each path that cannot be read."""
        from cli.loading import load_outputs

        for number, path in enumerate(self.paths, 1):
            self.progress.at(number, path)
            for loaded in load_outputs(path, self.reading, self._failed):
                self.read += 1
                yield loaded.output
        self.progress.clear()

    def _failed(self, error: OnRecordError) -> None:
        self.failures += 1
        self.progress.clear()
        complain(error)


def choose(found: Sequence[Series], indicator: str | None, documents: int | None, quiet: bool) -> list[Series]:
    """The series that were asked for; of those that only hold the words a note tells, if others match them all."""
    from extractors.series import search

    if indicator is None:
        least = documents or 2
        chosen = [item for item in found if item.documents >= least]
        if not quiet and not chosen:
            rest = f" ({len(found)} stand in fewer; --documents 1 shows them)" if found else ": there are no claims"
            note(f"no indicator stands in {least} or more documents{rest}")
        return chosen
    exact, wider = search((item for item in found if item.documents >= (documents or 1)), indicator)
    if not quiet and exact and wider:
        names = dict.fromkeys(f"{item.indicator!r}" for item in wider)
        note(f"not joined with {indicator!r}, for they measure something else: {', '.join(list(names)[:8])}")
    if not quiet and not exact and not wider:
        where = f" in {documents} or more documents" if (documents or 1) > 1 else ""
        note(f"{indicator}: no claim measures that{where}; run onrecord series without an INDICATOR for a list")
    return exact or wider


def write(target: Path | None, chosen: Sequence[Series], layout: Format, *, listing: bool) -> None:
    """Write series to a file or to standard output."""
    from cli import series_output

    with destination(target) as put:
        match layout:
            case Format.JSON:
                put(series_output.to_json(chosen))
            case Format.CSV:
                put(series_output.to_csv(chosen))
            case Format.TABLE:
                colour = target is None and wants_colour()
                once = [item for item in chosen if len(item.observations) == 1]
                listed = list(chosen) if listing else once if len(once) > FEW else []
                for item in chosen:
                    if item not in listed:
                        put(series_output.series_table(item, colour))
                if listed:
                    put(series_output.list_table(listed, colour))


def draw(path: Path, chosen: Sequence[Series], quiet: bool) -> None:
    """Draw series into a file; without one there is no picture."""
    from cli.plot import MOST, picture

    if not chosen:
        raise OutputError(f"{path}: no series, so there is nothing to draw")
    # One number is no series; it is drawn where there is nothing else.
    chosen = [item for item in chosen if len(item.observations) > 1] or list(chosen)
    if len(chosen) > MOST and not quiet:
        note(f"{path}: shows the first {MOST} of {len(chosen)} series; name an INDICATOR for others")
    data = picture(chosen[:MOST], path.suffix.lower())
    with destination(path) as put:
        put(data)


def _without_low_scores(found: Sequence[Series], score: float) -> list[Series]:
    """The series without the numbers whose score is lower; one that has none left goes."""
    from dataclasses import replace

    from extractors.series import disagreements_of

    if score <= 0:
        return list(found)
    kept = [(item, tuple(point for point in item.observations if point.match.score >= score)) for item in found]
    return [
        replace(item, observations=points, disagreements=disagreements_of(points)) for item, points in kept if points
    ]


def _format_of(target: Path | None) -> Format:
    """The format that the name of the output file asks for."""
    suffix = target.suffix.lower().lstrip(".") if target else ""
    return next((layout for layout in Format if layout.value == suffix), Format.TABLE)
