"""The command `onrecord`: all its commands, and how it ends.

Nothing heavy is imported here or at the top of a command's module, so that `onrecord --help` answers at once.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import Annotated, cast

import typer

from cli import archive, batch, diff, explain, extract, patterns, report, schema, series
from cli.shell import INTERRUPTED, WRONG_USE, complain, emit, fail

__all__ = ["app", "complain", "fail", "main"]

EPILOG = """\b
Examples:
  onrecord extract briefing.txt --format table
  onrecord extract *.txt -o claims/
  onrecord COMMAND --help
"""

# What typer raises for options and arguments that it does not take. Some versions bring click along, some import it.
UsageError = cast(type[Exception], typer.BadParameter.__bases__[0])

# Plain help and plain tracebacks: rich takes longer to import than all the rest together.
app = typer.Typer(
    name="onrecord",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("extract", short_help="Write the numeric claims of documents.", epilog=extract.EPILOG)(extract.extract)
app.command(
    "batch", short_help="Do the same for many documents: only what is new, with all cores.", epilog=batch.EPILOG
)(batch.batch)
app.add_typer(
    archive.app, name="archive", help="Export, test and describe an archive of claims, and show it in Datasette."
)
app.command("report", short_help="Write a page to read and check claims in.", epilog=report.EPILOG)(report.report)
app.command("explain", short_help="Say why a claim says what it says.", epilog=explain.EPILOG)(explain.explain)
app.command("series", short_help="Show one indicator through time, across documents.", epilog=series.EPILOG)(
    series.series
)
app.command("diff", short_help="Show what differs between two outputs or archives.", epilog=diff.EPILOG)(diff.diff)
app.command("schema", epilog=schema.EPILOG)(schema.schema)
app.add_typer(patterns.app, name="patterns", help="List the rules, and test them on their own examples.")


def _version(wanted: bool) -> None:
    if wanted:
        from extractors import __version__

        emit(f"onrecord {__version__}\n".encode())
        raise typer.Exit()


@app.callback()
def onrecord(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Turn press briefings into data: who put which number on record, about what, for when, and on which day."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; always ends with SystemExit."""
    # Nearly all that is loaded stays to the end; looking through it for garbage takes a tenth of a short run.
    gc.set_threshold(20_000, 20, 20)
    try:
        code = app(args=None if arguments is None else list(arguments), prog_name="onrecord", standalone_mode=False)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except typer.Abort:
        code = 1
    except UsageError as error:
        _explain(cast(typer.BadParameter, error))
        code = WRONG_USE
    sys.exit(code)


def _explain(error: typer.BadParameter) -> None:
    """Say what is wrong with the command line, worded like all other errors; without arguments show the help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
        return
    command = error.ctx.command_path if error.ctx else "onrecord"
    complain(f"{error.format_message().rstrip('.')}; see {command} --help")


if __name__ == "__main__":
    main()
