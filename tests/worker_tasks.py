"""What the workers of the tests do. They are processes of their own, which import this module by its name."""

import os
import signal
import sys
import time
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from cli.run import DocumentReader
from cli.workers import Task
from extractors.errors import OptionError, PipelineError
from tests import fake_pipeline


def doubling():
    return lambda number: 2 * number


def slow_first():
    """Results come back in another order than the tasks went out."""

    def work(number):
        time.sleep(0.3 if number == 0 else 0)
        return number

    return work


def who_works():
    return lambda _: (time.sleep(0.05), os.getpid())[1]


def fragile():
    """Takes (what, folder): "always" kills its process, "once" the first time, "hang" takes for ever."""

    def work(task):
        what, folder = task
        if what == "always" or (what == "once" and _first_time(folder)):
            os.kill(os.getpid(), signal.SIGKILL)
        if what == "exit":
            os._exit(3)
        if what == "hang":
            time.sleep(600)
        return what

    return work


def echo():
    return lambda data: data


def refusing():
    raise OptionError("no such pipeline")


def dying():
    os._exit(7)


def never_ready():
    time.sleep(600)


def _first_time(folder):
    try:
        Path(folder, "was-here").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


# --- the workers of a batch, with the stand-in for the extractors ---


class FakeLanguage:
    """As much of a spaCy pipeline as the stand-in needs."""

    def memory_zone(self):
        return nullcontext()


def load_fake(name=None):
    if name is not None:
        raise PipelineError(f"pipeline {name!r} is not installed; install it with pip")
    return FakeLanguage()


@dataclass(frozen=True)
class FakeReader(DocumentReader):
    """Reads with the stand-in, and does what documents tell it to: die, hang, take a while."""

    def __call__(self):
        sys.modules.update(fake_pipeline.fake_modules())
        sys.modules["extractors.language"].load_pipeline = load_fake
        read = super().__call__()

        def work(raw):
            if b"KILL ME" in raw.data or (b"KILL ONCE" in raw.data and _first_time(Path(raw.source).parent)):
                os.kill(os.getpid(), signal.SIGKILL)
            if b"HANG" in raw.data:
                time.sleep(600)
            if b"WAIT" in raw.data:
                wait_for(Path(raw.source).parent.parent / "go")
            if b"SLOWLY" in raw.data:
                time.sleep(0.02)
            return read(raw)

        return work


def wait_for(path):
    deadline = time.monotonic() + 60
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.02)


class InlinePool:
    """In place of the pool: the work is done in this process, at once."""

    def __init__(self, setup, workers, stopped):
        self._setup, self._stopped = setup, stopped

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def map(self, items):
        work = None
        for item in items:
            if self._stopped():
                return
            if isinstance(item, Task):
                work = work or self._setup()
            yield item, work(item.content) if isinstance(item, Task) else None


if __name__ == "__main__":  # the command line in a process of its own; its workers have the stand-in
    from cli import run
    from cli.main import main
    from tests import worker_tasks

    run.DocumentReader = worker_tasks.FakeReader
    main()
