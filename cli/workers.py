"""Worker processes that may die: tasks in, results out in the same order, whatever happens to a process.

Each worker sets itself up once and does one task at a time; some small tasks wait in its pipe, so that it need not wait
for the parent. A result comes back as soon as it is there. So when a worker dies, the task that killed it is the
oldest one without a result: it is tried once more, by another process, and then given up. The others lose nothing.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from extractors.errors import OnRecordError

T = TypeVar("T")
R = TypeVar("R")
Setup = Callable[[], Callable[[T], R]]

TRIES = 2  # of a task whose worker dies
STARTS = 3  # of workers, one after the other, that die before they are ready
START_SECONDS = 120.0  # until a worker that is not ready is taken to be stuck; one takes about a second
AHEAD = 8  # tasks that a worker has at most ...
AHEAD_BYTES = 64_000  # ... and their size if it has more than one: what a pipe takes without anybody reading it
WINDOW = 64  # items a worker that are held, at most, until all before them have their results ...
WINDOW_BYTES = 64_000_000  # ... and the size of the tasks among them, if there is more than one
TICK = 0.2  # seconds until the caller is asked again whether to go on
SIGNALS = {signal.SIGINT, signal.SIGTERM}


class WorkerError(OnRecordError):
    """Workers cannot be set up: nothing is wrong with the tasks."""


@dataclass(frozen=True)
class Task(Generic[T]):
    """What a worker is to do: what it gets, how large that is, and how many seconds it may take."""

    content: T
    size: int
    seconds: float


@dataclass(frozen=True)
class Lost:
    """In place of the result of a task that could not be done; `reason` goes behind the name of a document."""

    reason: str


@dataclass(eq=False)
class _Slot:
    """An item on its way: a task until `result` is there, or something that only keeps its place."""

    item: Any
    result: Any = None
    done: bool = False
    deaths: int = 0


@dataclass(eq=False)
class _Worker:
    process: BaseProcess
    connection: Connection
    ready: bool = False
    slots: deque[_Slot] = field(default_factory=deque)
    since: float = field(default_factory=time.monotonic)  # when it was started, or began with the first of them

    def has_room_for(self, slot: _Slot) -> bool:
        if not self.slots:
            return True
        size = slot.item.size + sum(other.item.size for other in self.slots)
        return len(self.slots) < AHEAD and size <= AHEAD_BYTES

    def overdue(self, now: float) -> bool:
        return self.ready and bool(self.slots) and now - self.since > self.slots[0].item.seconds

    def stuck(self, now: float) -> bool:
        return not self.ready and now - self.since > START_SECONDS


class Pool(Generic[T, R]):
    """A context manager around worker processes, which start when there is work and are gone at its end.

    Args:
        setup: called once in each worker, which gets it by pickle; returns the function from a task's content to its
            result. An OnRecordError that it raises ends the work of all.
        workers: how many processes at most.
        stopped: asked now and then; True ends the work early.
    """

    def __init__(self, setup: Setup[T, R], workers: int, stopped: Callable[[], bool] = lambda: False) -> None:
        self._setup = setup
        self._number = workers
        self._stopped = stopped
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._waiting: deque[_Slot] = deque()
        self._failed_starts = 0

    def __enter__(self) -> Pool[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in list(self._workers):
            self._remove(worker)

    def map(self, items: Iterable[Task[T] | object]) -> Iterator[tuple[Any, R | Lost | None]]:
        """Each item with its result, in the order of the items; what is no Task goes through with None.

        Ended early, it gives those that are done, still in order, and leaves out the others.

        Raises:
            WorkerError: workers cannot be set up, or die before they are ready.
        """
        source = iter(items)
        order: deque[_Slot] = deque()
        more = True
        while not self._stopped():
            room = more and self._has_room(order)
            more = more and (not room or self._take(source, order))
            self._hand_out()
            while order and order[0].done:
                slot = order.popleft()
                yield slot.item, slot.result
            if not (more or order):
                return
            self._listen(0 if room else TICK)
        yield from ((slot.item, slot.result) for slot in order if slot.done)

    def _has_room(self, order: deque[_Slot]) -> bool:
        size = sum(slot.item.size for slot in order if isinstance(slot.item, Task))
        return len(order) < WINDOW * self._number and size < WINDOW_BYTES

    def _take(self, source: Iterator[Task[T] | object], order: deque[_Slot]) -> bool:
        """Take the next item in; False if there is none."""
        for item in source:
            slot = _Slot(item, done=not isinstance(item, Task))
            order.append(slot)
            if not slot.done:
                self._waiting.append(slot)
            return True
        return False

    def _hand_out(self) -> None:
        """Send what waits to the workers that have least to do; start another one while all are busy."""
        while self._waiting:
            if len(self._workers) < self._number and all(worker.slots for worker in self._workers):
                self._start()
            worker = min(self._workers, key=lambda worker: len(worker.slots))
            if not worker.has_room_for(self._waiting[0]):
                return
            slot = self._waiting.popleft()
            if worker.ready and not worker.slots:
                worker.since = time.monotonic()
            worker.slots.append(slot)
            with contextlib.suppress(OSError):  # it has just died, as the next look at it will tell
                worker.connection.send(slot.item.content)

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._setup), daemon=True)
        with _signals_blocked():  # a Ctrl-C goes to all processes of a terminal; the parent alone decides
            process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours))

    def _listen(self, timeout: float) -> None:
        """Take in what the workers have to say, at most `timeout` seconds later; look after those that are stuck."""
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection), timeout):
            self._hear(by_connection[connection])  # type: ignore[index]
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.connection.poll():
                continue
            if worker.stuck(now):
                worker.process.kill()
                self._bury(worker)
            elif worker.overdue(now):
                slot = worker.slots.popleft()
                slot.result = Lost(f"took longer than {slot.item.seconds:g} s; give it more with --timeout")
                slot.done = True
                self._remove(worker)

    def _hear(self, worker: _Worker) -> None:
        try:
            kind, content = worker.connection.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        worker.since = time.monotonic()
        if kind == "broken":
            raise WorkerError(content)
        if kind == "ready":
            worker.ready = True
            self._failed_starts = 0
        else:
            slot = worker.slots.popleft()
            slot.result, slot.done = content, True

    def _bury(self, worker: _Worker) -> None:
        """A worker is dead: its oldest task gets another try, or is lost."""
        worker.process.join()
        how = _death(worker.process.exitcode)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts == STARTS:
                raise WorkerError(f"worker processes cannot be started ({how}); is there enough memory?")
        elif worker.slots:
            slot = worker.slots[0]
            slot.deaths += 1
            if slot.deaths == TRIES:
                slot.result = Lost(
                    f"the process that read it died {TRIES} times ({how}); try it alone, with more memory"
                )
                slot.done = True
                worker.slots.popleft()
        self._remove(worker)

    def _remove(self, worker: _Worker) -> None:
        """End a worker; its tasks go back to where they came from."""
        self._workers.remove(worker)
        self._waiting.extendleft(reversed(worker.slots))
        worker.process.kill()
        worker.process.join()
        worker.process.close()
        worker.connection.close()


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit status {code}"


@contextlib.contextmanager
def _signals_blocked() -> Iterator[None]:
    """What is started in the block never sees SIGINT and SIGTERM; they reach the parent after it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # else it starts with the first process, and lifts the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, setup: Setup[T, R]) -> None:
    """The life of a worker: set up, then a result for each task, until the parent is gone."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"  # the processes themselves are what runs side by side
    inbox: SimpleQueue[T] = SimpleQueue()
    threading.Thread(target=_receive, args=(connection, inbox), daemon=True).start()
    try:
        work = setup()
    except OnRecordError as error:
        connection.send(("broken", str(error)))
        return
    connection.send(("ready", None))
    while True:
        connection.send(("done", work(inbox.get())))


def _receive(connection: Connection, inbox: SimpleQueue[T]) -> None:
    """Empty the pipe at once, so that the parent never waits; without a parent there is nothing left to do."""
    while True:
        try:
            inbox.put(connection.recv())
        except (EOFError, OSError):
            os._exit(0)
