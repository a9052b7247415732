"""Manners towards the shell: data to standard output as bytes, everything else to standard error, clean endings."""

from __future__ import annotations

import os
import sys
from typing import IO, Any, NoReturn

import typer

SOME_FAILED = 1
WRONG_USE = 2
INTERRUPTED = 130
LINE = 79  # columns of a line that is overwritten; one that wraps would leave some of itself behind

# Documents and file names may hold escape sequences, overprinting, right-to-left overrides, letters that nobody sees,
# and bytes that are no text (as surrogates). None of it reaches a terminal: white space becomes a space, the rest
# U+FFFD.
_DIRECTION = (0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x2070))
_UNSEEN = (0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080))
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0), *_DIRECTION, *_UNSEEN, *range(0xD800, 0xE000))
_PRINTABLE = dict.fromkeys(_CONTROLS, "\ufffd") | {ord(space): " " for space in "\t\n\v\f\r\x85\u2028\u2029"}


def printable(text: str) -> str:
    """The text on one line and without anything that a terminal would obey."""
    return text.translate(_PRINTABLE)


def complain(problem: object) -> None:
    """Print `error: FILE: what is wrong; what to do` on standard error."""
    typer.echo(f"error: {printable(str(problem))}", err=True)


def note(remark: object) -> None:
    """Print `note: ...` on standard error: nothing is wrong, but the user may have expected something else."""
    typer.echo(f"note: {printable(str(remark))}", err=True)


def fail(problem: object, code: int = WRONG_USE) -> NoReturn:
    """Say what is wrong and end the program."""
    complain(problem)
    raise typer.Exit(code)


def emit(data: bytes) -> None:
    """Write to standard output at once. A closed pipe ends the program quietly, a full disk with a message."""
    if sys.stdout is None:  # the shell closed it: `>&-`
        fail("standard output: is closed; name a file with -o")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _abandon_output()
        raise typer.Exit(0) from None
    except OSError as error:
        _abandon_output()
        fail(f"standard output: cannot be written: {error.strerror}; free some room or choose another place with -o")


def is_terminal(stream: IO[Any] | None) -> bool:
    """Whether somebody sits at the other end; False for a closed stream."""
    return stream is not None and stream.isatty()


def wants_colour() -> bool:
    """Colour only on a terminal that knows it, and not where NO_COLOR is set."""
    return is_terminal(sys.stdout) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _cut(line: str, width: int) -> str:
    """As much of a line as has room in so many columns; a Chinese character takes two of them."""
    from rich.cells import cell_len, set_cell_size

    return line if cell_len(line) <= width else set_cell_size(line, width)


def _abandon_output() -> None:
    # Python flushes standard output once more at the end, which would fail again, with a traceback.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Progress:
    """A line on standard error that says which file is being read; for several files, and on a terminal only."""

    def __init__(self, total: int, quiet: bool) -> None:
        self.total = total
        self.quiet = quiet
        self.shown = total > 1 and not quiet and is_terminal(sys.stderr)

    def at(self, number: int, name: object) -> None:
        """Show that file `number`, counted from 1, is being read."""
        if self.shown:
            self.clear()
            typer.echo(_cut(f"{number}/{self.total} {printable(str(name))}", LINE), err=True, nl=False)

    def clear(self) -> None:
        """Remove the line, so that something else can be printed."""
        if self.shown:
            typer.echo("\r\x1b[K", err=True, nl=False)
