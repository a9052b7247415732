"""What a batch survives: killed processes, signals, full disks, locked archives, files that come and go.

The processes are real, the extractors are a stand-in. ONRECORD_KILLS=30 kills more often than the test usually does.
"""

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from cli.sources import Unreadable, list_sources, read_sources
from cli.store import Archive
from extractors.errors import ArchiveError
from extractors.readers import Limits
from tests.archives import contents
from tests.kills import kill_at_random_moments, seconds_of

ROOT = Path(__file__).parent.parent
FAKE = [sys.executable, "-m", "tests.worker_tasks", "batch"]
KILLS = int(os.environ.get("ONRECORD_KILLS", "5"))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")


def documents(folder, number, text="Tang: up {}%\n"):
    folder.mkdir(exist_ok=True)
    for count in range(number):
        (folder / f"{count:04}.txt").write_text(text.replace("{}", str(count)))
    return folder


def ended(*arguments, **options):
    return subprocess.run(
        [*FAKE, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, timeout=120, **options
    )


def started(*arguments):
    return subprocess.Popen(
        [*FAKE, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for_documents(archive, number):
    """Until so many documents are in the archive."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(ArchiveError):  # not there yet, or still without its tables
            if len(contents(archive)["outputs"]) >= number:
                return
        time.sleep(0.05)
    raise AssertionError("nothing has been stored")


def test_killed_at_random_moments_and_started_again(tmp_path):
    docs = documents(tmp_path / "docs", 40, "Tang: up {}%, SLOWLY\n")
    command = [*FAKE, str(docs), "-j", "2", "--into"]
    whole = seconds_of([*command, str(tmp_path / "undisturbed.db")])
    expected = contents(tmp_path / "undisturbed.db")
    assert len(expected["outputs"]) == 40
    disturbed = tmp_path / "disturbed.db"
    running = 0
    for _, was_running in kill_at_random_moments([*command, str(disturbed)], disturbed, KILLS, whole):
        assert contents(disturbed) == expected
        running += was_running
    assert running > KILLS / 2


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_kills_its_worker_is_an_error(tmp_path, workers):
    docs = documents(tmp_path / "docs", 12)
    (docs / "0004.txt").write_text("KILL ME")
    (docs / "0008.txt").write_text("KILL ONCE, up 8%")
    run = ended(docs, "--into", tmp_path / "x.db", "-j", workers)
    assert run.returncode == 1
    assert run.stderr.startswith(f"error: {docs}/0004.txt: the process that read it died 2 times (SIGKILL); ")
    assert "11 read, 0 unchanged, 1 failed" in run.stderr
    found = contents(tmp_path / "x.db")
    assert len(found["outputs"]) == 11
    assert found["outputs"][f"{docs}/0008.txt"].claims[0].value == 8
    assert list(found["failures"]) == [f"{docs}/0004.txt"]


def test_a_document_that_takes_too_long_is_an_error(tmp_path):
    docs = documents(tmp_path / "docs", 4)
    (docs / "0001.txt").write_text("HANG")
    run = ended(docs, "--into", tmp_path / "x.db", "-j", "1", "--timeout", "1")
    assert run.returncode == 1
    assert "0001.txt: took longer than 1 s; give it more with --timeout" in run.stderr
    assert "3 read" in run.stderr


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_run_cleanly(tmp_path, number, code):
    docs = documents(tmp_path / "docs", 2000, "up {}% SLOWLY")
    jsonl = tmp_path / "x.jsonl"
    jsonl.write_text("what stood there")
    run = started(docs, "--into", tmp_path / "x.db", "--jsonl", jsonl, "--out", tmp_path / "out", "-j", "2")
    wait_for_documents(tmp_path / "x.db", 5)
    os.killpg(run.pid, number)  # as a terminal does it: to all processes
    out, err = run.communicate(timeout=20)
    assert (run.returncode, out) == (code, "")
    assert " unchanged, 0 failed, " in err
    assert f"note: {jsonl}: is not written; what stood there stays" in err
    assert "Traceback" not in err
    assert jsonl.read_text() == "what stood there"
    assert not list(tmp_path.rglob(".onrecord*"))
    stored = len(contents(tmp_path / "x.db")["outputs"])
    assert 5 <= stored < 2000
    assert f"{stored} read, " in err
    with Archive.open(tmp_path / "x.db", read_only=True) as archive:
        assert [tuple(row) for row in archive.connection.execute("SELECT finished FROM runs")] == [(0,)]
    no_child_is_left(run.pid)


def no_child_is_left(group):
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    raise AssertionError("a process of the run is still there")


def test_workers_end_with_their_parent(tmp_path):
    docs = documents(tmp_path / "docs", 3, "HANG {}%")
    (docs / "0000.txt").write_text("up 5%")
    run = started(docs, "--into", tmp_path / "x.db", "-j", "2")
    wait_for_documents(tmp_path / "x.db", 1)
    run.kill()
    run.communicate()
    no_child_is_left(run.pid)


def test_two_runs_into_one_archive(tmp_path):
    docs = documents(tmp_path / "docs", 5)
    other = documents(tmp_path / "other", 5)
    (docs / "last.txt").write_text("WAIT until this has gone up by 5%")
    first = started(docs, "--into", tmp_path / "x.db", "-j", "1")
    wait_for_documents(tmp_path / "x.db", 1)
    refused = ended(other, "--into", tmp_path / "x.db", "-j", "1")
    assert refused.returncode == 1
    assert f"x.db: is being written by process {first.pid} on " in refused.stderr
    second = started(other, docs, "--into", tmp_path / "x.db", "-j", "1", "--wait", "60")
    (tmp_path / "go").touch()
    assert first.wait(60) == 0
    _, err = second.communicate(timeout=60)
    assert second.returncode == 0
    assert "5 read, 6 unchanged" in err
    assert len(contents(tmp_path / "x.db")["outputs"]) == 11
    first.communicate()


def test_a_closed_pipe_ends_quietly(tmp_path):
    docs = documents(tmp_path / "docs", 400, "up {}% " * 100)
    run = started(docs, "--jsonl", "-", "-j", "1", "--quiet")
    run.stdout.close()
    assert run.stderr.read() == ""
    assert run.wait(30) == 0


def limit_files(size):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_full_disk_for_the_archive(tmp_path):
    docs = documents(tmp_path / "docs", 300, "up {}% " * 20)
    run = ended(docs, "--into", tmp_path / "x.db", "-j", "1", preexec_fn=limit_files(300_000))
    assert run.returncode == 1
    assert run.stderr.count("error: ") == 1
    assert "x.db: cannot be " in run.stderr
    assert "Traceback" not in run.stderr
    stored = len(contents(tmp_path / "x.db")["outputs"])
    assert f"{stored} read, 0 unchanged" in run.stderr
    run = ended(
        docs, "--into", tmp_path / "x.db", "--out", tmp_path / "out", "-j", "1", preexec_fn=limit_files(300_000)
    )
    assert run.returncode == 1
    assert len(list((tmp_path / "out").iterdir())) == 300  # the rest is done
    assert ended(docs, "--into", tmp_path / "x.db", "-j", "1").returncode == 0
    assert len(contents(tmp_path / "x.db")["outputs"]) == 300


@pytest.mark.parametrize("option", ["--jsonl", "--csv", "--parquet"])
def test_a_full_disk_for_one_output_leaves_the_other(tmp_path, option):
    docs = documents(tmp_path / "docs", 60)
    for path in docs.iterdir():  # a sentence that no format can pack
        path.write_text(f"{os.urandom(2000).hex()} up 5%")
    run = ended(docs, option, tmp_path / "x", "--out", tmp_path / "out", "-j", "1", preexec_fn=limit_files(100_000))
    assert run.returncode == 1, run.stderr
    assert run.stderr.count("error: ") == 1
    assert "cannot be written: File too large" in run.stderr
    assert f"note: {tmp_path / 'x'}: is not written" in run.stderr
    assert len(list((tmp_path / "out").iterdir())) == 60
    assert not list(tmp_path.rglob(".onrecord*"))
    assert not (tmp_path / "x").exists()


def test_an_archive_that_may_not_be_written(tmp_path):
    docs = documents(tmp_path / "docs", 2)
    assert ended(docs, "--into", tmp_path / "x.db", "-j", "1").returncode == 0
    run = ended(docs, "--into", "/proc/x.db", "-j", "1")
    assert run.returncode == 1
    assert run.stderr.startswith("error: /proc/x.db")
    assert run.stderr.count("\n") == 1


def test_files_that_vanish_or_change_meanwhile(tmp_path):
    docs = documents(tmp_path / "docs", 4)
    listing = list_sources([str(docs)], [], [])
    (docs / "0001.txt").unlink()
    found = []
    for file, document in read_sources(listing, Limits()):
        found.append(document)
        if file == 1:
            (docs / "0003.txt").write_text("changed before it is read")
    assert found[1] == Unreadable(f"{docs}/0001.txt", "there is no such file; check the name")
    assert found[3].data == b"changed before it is read"


def test_a_file_that_grows_while_it_is_read_is_an_error(tmp_path, monkeypatch):
    docs = documents(tmp_path / "docs", 2)
    from extractors import readers

    find = readers.find_documents

    def slowly(path, limits):
        for document in find(path, limits):
            if path.endswith("0000.txt"):
                Path(path).write_text("up 5%, and more comes")
            yield document

    monkeypatch.setattr(readers, "find_documents", slowly)
    found = [document for _, document in read_sources(list_sources([str(docs)], [], []), Limits())]
    assert found[0] == Unreadable(f"{docs}/0000.txt", "changed while it was read; run again when it is complete")
    assert found[1].data == b"Tang: up 1%\n"


def test_a_pipe_is_read_and_one_in_a_folder_left_out(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    documents(tmp_path, 1)
    writer = threading.Thread(target=lambda: (tmp_path / "pipe").write_text("up 7%"))
    assert "1 other file left out" in ended(tmp_path, "--jsonl", "/dev/null", "-j", "1").stderr
    writer.start()
    run = ended(tmp_path / "pipe", "--jsonl", "-", "-j", "1")
    writer.join()
    assert '"text":"7%"' in run.stdout


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_same_bytes_for_every_number_of_workers(tmp_path, workers):
    docs = documents(tmp_path / "docs", 50)
    for name in ("0003.txt", "0030.txt"):
        (docs / name).write_text("up 3% SLOWLY")
    (docs / "0007.txt").write_text("KILL ME")
    run = ended(docs, "--jsonl", "-", "-j", workers)
    assert run.stdout == "".join(
        sorted(run.stdout.splitlines(keepends=True), key=lambda line: line.split('"source":')[1])
    )
    assert len(run.stdout.splitlines()) == 49
