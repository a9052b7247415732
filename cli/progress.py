"""How far a long run has come: a bar on a terminal, a line now and then elsewhere. All on standard error."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

import typer

from cli.shell import complain, is_terminal, printable

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

EVERY = 30.0  # seconds between two lines


class RunProgress:
    """A context manager that shows how many of `total` files are done, how fast it goes and how long it will take.

    `unit` is what they are called, if not files.
    """

    def __init__(self, total: int, quiet: bool, unit: str = "files") -> None:
        self._total = total
        self._unit = unit
        self._quiet = quiet
        self._done = 0
        self._documents = 0
        self._start = self._told = time.monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if not self._quiet and is_terminal(sys.stderr):
            self._bar = _bar(self._unit)
            self._task = self._bar.add_task("", total=self._total, rate="")
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def at(self, done: int, documents: int) -> None:
        """Tell that `done` files are done, and with them so many documents."""
        self._done, self._documents = done, documents
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done, rate=f"{self._rate():.1f} documents/s")
        elif not self._quiet and time.monotonic() - self._told >= EVERY:
            self._told = time.monotonic()
            typer.echo(self._line(), err=True)

    def complain(self, problem: object) -> None:
        """Print an error on standard error, above the bar."""
        if self._bar is None:
            complain(problem)
            return
        from rich.text import Text

        self._bar.console.print(Text(f"error: {printable(str(problem))}"), soft_wrap=True)

    def _rate(self) -> float:
        return self._documents / max(time.monotonic() - self._start, 1e-3)

    def _line(self) -> str:
        elapsed = time.monotonic() - self._start
        left = elapsed / self._done * (self._total - self._done) if self._done else None
        remaining = f", {duration(left)} left" if left is not None else ""
        return f"{self._done} of {self._total} {self._unit}, {self._rate():.1f} documents/s{remaining}"


def duration(seconds: float) -> str:
    """Seconds as people say them: 12 s, 3 min 20 s, 2 h 5 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def _bar(unit: str) -> Progress:
    """The bar. What is printed meanwhile stands above it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn(unit),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
