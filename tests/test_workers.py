"""The pool of workers: results in order, whatever happens to a process."""

import os
import time

import pytest

from cli import workers as workers_module
from cli.workers import Lost, Pool, Task, WorkerError
from tests import worker_tasks as tasks


def work(setup, contents, workers=2, seconds=60, **options):
    """The results of the contents; what is a string goes through as it is."""
    items = [content if isinstance(content, str) else Task(content, 100, seconds) for content in contents]
    with Pool(setup, workers, **options) as pool:
        return [item if result is None else result for item, result in pool.map(items)]


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(workers):
    assert work(tasks.doubling, [1, "between", 2, 3, "end"], workers) == [2, "between", 4, 6, "end"]
    assert work(tasks.slow_first, range(300), workers) == list(range(300))


def test_without_tasks_no_process_starts():
    with Pool(tasks.dying, 2) as pool:
        assert list(pool.map(["a", "b"])) == [("a", None), ("b", None)]
        assert list(pool.map([])) == []


def test_workers_share_the_tasks_and_are_set_up_once():
    assert len(set(work(tasks.who_works, range(60)))) == 2


@pytest.mark.parametrize(
    ("what", "result"),
    [
        ("once", "once"),
        ("always", Lost("the process that read it died 2 times (SIGKILL); try it alone, with more memory")),
        ("exit", Lost("the process that read it died 2 times (exit status 3); try it alone, with more memory")),
    ],
)
@pytest.mark.parametrize("place", [0, 7, 19])
def test_a_task_that_kills_its_worker_costs_no_other(what, result, place, tmp_path):
    kinds = ["fine"] * 20
    kinds[place] = what
    expected = [result if kind == what else "fine" for kind in kinds]
    assert work(tasks.fragile, [(kind, str(tmp_path)) for kind in kinds]) == expected


def test_several_that_kill(tmp_path):
    kinds = ["always", "fine", "exit", "exit", "fine", "always"]
    results = work(tasks.fragile, [(kind, str(tmp_path)) for kind in kinds])
    assert [isinstance(result, Lost) for result in results] == [kind != "fine" for kind in kinds]


def test_what_takes_too_long_is_given_up(tmp_path):
    kinds = ["fine", "hang", "fine", "fine"]
    lost = Lost("took longer than 0.5 s; give it more with --timeout")
    start = time.monotonic()
    assert work(tasks.fragile, [(kind, str(tmp_path)) for kind in kinds], 1, 0.5) == ["fine", lost, "fine", "fine"]
    assert time.monotonic() - start < 30


def test_large_tasks_and_results_do_not_block_each_other():
    contents = [os.urandom(3_000_000) for _ in range(8)]
    with Pool(tasks.echo, 2) as pool:
        assert [result for _, result in pool.map(Task(content, len(content), 60) for content in contents)] == contents


def test_what_is_wrong_with_all_ends_the_work():
    with pytest.raises(WorkerError, match="no such pipeline"):
        work(tasks.refusing, [1, 2, 3])
    with pytest.raises(WorkerError, match=r"cannot be started \(exit status 7\)"):
        work(tasks.dying, [1, 2, 3])


def test_workers_that_never_get_ready_are_given_up(monkeypatch):
    monkeypatch.setattr(workers_module, "START_SECONDS", 0.2)
    with pytest.raises(WorkerError, match=r"cannot be started \(SIGKILL\)"):
        work(tasks.never_ready, [1, 2, 3])


def test_only_so_many_items_are_held():
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield Task(taken, 100, 60)

    with Pool(tasks.doubling, 1) as pool:
        for number, _ in zip(range(1, 500), pool.map(endless()), strict=False):
            assert taken - number < 200


def test_ended_early_it_gives_what_is_done():
    seen = []
    with Pool(tasks.doubling, 2, lambda: len(seen) >= 3) as pool:
        for _, result in pool.map(Task(number, 100, 60) for number in range(10_000)):
            seen.append(result)
    assert seen == sorted(seen)
    assert 3 <= len(seen) < 1000
