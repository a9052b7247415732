"""The archive: what is put comes back, whatever happens in between."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli import store_schema
from cli.store import Archive, ArchiveError
from cli.store_check import check, statistics
from cli.store_rows import read_number, stored_number
from extractors.records import Claim, DocumentRecord, DocumentSpeaker, Output, Speaker
from tests.fake_pipeline import extract

ROOT = Path(__file__).parent.parent
KILLS = int(os.environ.get("ONRECORD_KILLS", "8"))

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork()")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "claims.db"


def text_of(number, claims=3):
    return f"Title {number}\n" + "".join(f"Person {number % 7}: growth of {number}.{i}%\n" for i in range(claims))


def source_of(number):
    return f"briefings/{number:05}.txt"


def output_of(number, claims=3):
    return extract(text_of(number, claims), source=source_of(number), date=f"20{number % 30:02}-05-06")


def fill(path, numbers, claims=3):
    with Archive.open(path) as archive:
        run = archive.begin_run(version="1.0", options={"date": None})
        for number in numbers:
            archive.put(run, f"print {number}", output_of(number, claims), text_of(number, claims))
        archive.end_run(run, {"read": len(numbers), "claims": claims * len(numbers)}, True)


def faults(path):
    with Archive.open(path, read_only=True) as archive:
        return [finding.words for finding in check(archive) if finding.is_fault]


def found(path, words, column="claim_id"):
    with closing(sqlite3.connect(path)) as connection:
        return [
            row[0]
            for row in connection.execute(
                f"SELECT {column} FROM claims_fts JOIN claims ON claims.id = claims_fts.rowid WHERE claims_fts MATCH ?",
                (words,),
            )
        ]


# --- what is put comes back ---

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
maybe = st.none() | words
places = st.integers(0, 2**40)
numbers = st.none() | st.decimals(allow_nan=False, allow_infinity=False) | st.integers().map(Decimal)
claims = st.builds(
    Claim,
    **dict.fromkeys(("id", "text", "sentence", "rule"), words),
    **dict.fromkeys(("unit", "indicator", "period", "cites", "date"), maybe),
    **dict.fromkeys(("start", "end", "sentence_start"), places),
    **dict.fromkeys(("value", "low", "high"), numbers),
    target_year=st.none() | st.integers(0, 9999),
    speaker=st.none() | st.builds(Speaker, name=words, role=maybe, organization=maybe),
)
documents = st.builds(
    DocumentRecord,
    id=words,
    language=words,
    **dict.fromkeys(("title", "date", "date_source", "published"), maybe),
    source=words,
    speakers=st.lists(
        st.builds(DocumentSpeaker, name=words, role=maybe, organization=maybe, native_name=maybe), max_size=3
    ),
    characters=places,
)
outputs = st.builds(Output, schema=words, document=documents, claims=st.lists(claims, max_size=4))


@given(st.lists(st.tuples(outputs, maybe), max_size=4))
@settings(max_examples=30)
def test_what_is_put_comes_back(put):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.db"
        with Archive.open(path) as archive:
            run = archive.begin_run(version="1", options={})
            for output, text in put:
                archive.put(run, "print", output, text)
            archive.make_searchable()
        expected = {output.document.source: output for output, _ in put}
        with Archive.open(path, read_only=True) as archive:
            assert list(archive.outputs()) == [expected[source] for source in sorted(expected)]
            assert archive.known() == dict.fromkeys(expected, "print")
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("INSERT INTO claims_fts(claims_fts, rank) VALUES ('integrity-check', 1)")
            kept = {person for output in expected.values() for person in people(output)}
            assert sorted(connection.execute("SELECT name, role, organization FROM speakers"), key=repr) == sorted(
                kept, key=repr
            )


def people(output):
    named = [*output.document.speakers, *(claim.speaker for claim in output.claims if claim.speaker)]
    return {(person.name, person.role, person.organization) for person in named}


@pytest.mark.parametrize(
    ("value", "number", "exact"),
    [
        (Decimal("71.5"), 71.5, None),
        (Decimal("4.2E+12"), 4200000000000, None),
        (Decimal("4200000000000.00"), 4200000000000, None),
        (Decimal("-0.3"), -0.3, None),
        (Decimal(9223372036854775807), 9223372036854775808.0, "9223372036854775807"),  # the next float is too large
        (Decimal(9223372036854774784), 9223372036854774784, None),
        (Decimal("1E+24"), 1e24, None),
        (Decimal(10**24 + 1), 1e24, "1000000000000000000000001"),
        (Decimal("0.1234567890123456789"), 0.12345678901234568, "0.1234567890123456789"),
        (Decimal("1E+400"), None, "1E+400"),
        (None, None, None),
    ],
)
def test_numbers_are_exact(value, number, exact):
    stored = stored_number(value)
    assert stored == (number, exact)
    assert type(stored.number) is type(number)
    assert read_number(*stored) == value


def test_numbers_sort_and_keep_their_type_in_sql(path):
    numbers = [Decimal("10"), Decimal("9.5"), Decimal("4.2E+12"), Decimal("1E+30")]
    output = output_of(1, len(numbers))
    changed = [claim.model_copy(update={"value": n}) for claim, n in zip(output.claims, numbers, strict=True)]
    with Archive.open(path) as archive:
        run = archive.begin_run(version="1", options={})
        archive.put(run, "", output.model_copy(update={"claims": changed}), None)
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT value, typeof(value) FROM claims ORDER BY value").fetchall()
    assert rows == [(9.5, "real"), (10, "integer"), (4200000000000, "integer"), (1e30, "real")]


def test_putting_again_replaces(path):
    fill(path, range(3))
    with Archive.open(path) as archive:
        row = archive.connection.execute("SELECT id FROM documents WHERE source = ?", (source_of(1),)).fetchone()[0]
        run = archive.begin_run(version="1", options={})
        text = "Somebody Else: exports 8%"
        changed = extract(text, source=source_of(1))
        archive.put(run, "new print", changed, text)
        archive.end_run(run, {"read": 1, "claims": 1}, True)
        assert list(archive.outputs()) == [output_of(0), changed, output_of(2)]
        assert archive.known()[source_of(1)] == "new print"
        assert (
            archive.connection.execute("SELECT id FROM documents WHERE source = ?", (source_of(1),)).fetchone()[0]
            == row
        )
        names = archive.connection.execute("SELECT name FROM speakers ORDER BY name").fetchall()
        assert [name for (name,) in names] == ["Person 0", "Person 2", "Somebody Else"]
    assert len(found(path, "exports")) == 1
    assert len(found(path, "growth")) == 6
    assert faults(path) == []


def test_an_error_takes_the_place_of_a_document_and_back(path):
    fill(path, range(2))
    with Archive.open(path) as archive:
        run = archive.begin_run(version="1", options={})
        archive.put_error(run, source_of(0), "bad", "is a picture")
        archive.put_error(run, "gone.txt", None, "there is no such file")
        assert archive.known() == {source_of(0): "bad", "gone.txt": "", source_of(1): "print 1"}
        assert archive.failures() == {source_of(0): "is a picture", "gone.txt": "there is no such file"}
        assert list(archive.outputs()) == [output_of(1)]
        archive.put_error(run, source_of(0), "bad", "is still a picture")
        assert archive.failures()[source_of(0)] == "is still a picture"
        archive.put(run, "print 0", output_of(0), text_of(0))
        assert archive.failures() == {"gone.txt": "there is no such file"}
    assert faults(path) == []


def test_pruning_removes_all_other_sources(path):
    fill(path, range(5))
    with Archive.open(path) as archive:
        run = archive.begin_run(version="1", options={})
        archive.put_error(run, "gone.txt", None, "there is no such file")
        assert archive.prune({source_of(1), source_of(4), "never there"}) == 4
        assert set(archive.known()) == {source_of(1), source_of(4)}
        for table in ("texts", "sentences", "claims", "speakers"):
            assert archive.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] in (2, 6)
    assert faults(path) == []
    assert len(found(path, "growth")) == 6


def test_outputs_of_sources_come_in_their_order(path):
    fill(path, range(4))
    with Archive.open(path, read_only=True) as archive:
        assert list(archive.outputs([source_of(3), "not there", source_of(1)])) == [output_of(3), output_of(1)]


def test_all_sources_come_page_by_page(path, monkeypatch):
    monkeypatch.setattr("cli.store.PAGE", 3)
    fill(path, [*range(7)])
    with Archive.open(path) as archive:
        run = archive.begin_run(version="1", options={})
        archive.put(run, "", extract("5%", source=""), None)
        assert list(archive.sources()) == ["", *map(source_of, range(7))]


def test_runs_are_noted(path):
    with Archive.open(path) as archive:
        run = archive.begin_run(version="1.2", options={"kinds": ["money"], "path": Path("a")})
        archive.end_run(run, {"read": 3}, False)
        row = dict(archive.connection.execute("SELECT * FROM runs").fetchone())
    assert (row["id"], row["version"], row["finished"]) == (run, "1.2", 0)
    assert (json.loads(row["options"]), json.loads(row["counts"])) == ({"kinds": ["money"], "path": "a"}, {"read": 3})
    assert row["started"] <= row["ended"]


def test_a_document_needs_a_source(path):
    with Archive.open(path) as archive, pytest.raises(ValueError, match="without a source"):
        archive.put(1, "", extract("5%"), None)


def test_a_document_that_cannot_be_stored_leaves_the_former_one(path):
    fill(path, range(2))
    with Archive.open(path) as archive:
        with pytest.raises(ArchiveError):  # there is no such run
            archive.put(99, "new", extract("Other: 7%", source=source_of(0)), None)
        assert list(archive.outputs()) == [output_of(0), output_of(1)]
    assert faults(path) == []


# --- search and views ---


def test_search_knows_word_forms_and_indicators(path):
    text = "A: emissions of ships 5%\nB: prices 7%"
    with Archive.open(path) as archive:
        run = archive.begin_run(version="1", options={})
        archive.put(run, "", extract(text, source="a"), text)
        archive.end_run(run, {}, True)
    assert found(path, "emission", "text") == ["5%"]
    assert found(path, "indicator: price", "text") == ["7%"]
    assert found(path, "wages") == []


def test_rows_deleted_by_hand_leave_the_search_in_order(path):
    fill(path, range(3))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM documents WHERE id = 1")
        connection.execute("DELETE FROM sentences WHERE id = (SELECT max(id) FROM sentences)")
        connection.execute("UPDATE claims SET indicator = 'wages' WHERE id = (SELECT max(id) FROM claims)")
        connection.execute("INSERT INTO claims_fts(claims_fts, rank) VALUES ('integrity-check', 1)")
        connection.commit()
    assert len(found(path, "growth")) == 5
    assert len(found(path, "wages")) == 1


def series(*rows):
    """Claims of one document from (indicator, value, unit, period, and further fields)."""
    output = output_of(1, len(rows))
    changed = [
        claim.model_copy(
            update={"indicator": indicator, "value": Decimal(value), "unit": unit, "period": period, **(more or {})}
        )
        for claim, (indicator, value, unit, period, more) in zip(output.claims, rows, strict=True)
    ]
    return output.model_copy(update={"claims": changed})


def test_latest_values(path):
    change = {"direction": "increase", "basis": "year-on-year"}
    output = series(
        ("GDP", 1, "CNY", "2024", None),
        ("gdp", 2, "CNY", "2025-01/2025-06", None),  # the latest, in other letters
        ("GDP", 3, "CNY", "2023-12-31", None),
        ("GDP", 4, "%", "2020", change),  # another unit
        ("GDP", 5, "%", "2019-12", change),  # ends before 2020 does
        ("GDP", 6, "%", "2021", {**change, "basis": "annual"}),  # another basis
        ("GDP", 7, "CNY", "2030", {"status": "forecast"}),  # not yet a value
        ("wages", 8, "CNY", None, {"date": "2024-03-04"}),
        ("wages", 9, "CNY", "2024-02", {"date": "2024-03-04"}),
        ("wages", 10, "CNY", "2012/..", {"date": "2024-03-01"}),  # up to now
        (None, 11, "CNY", "2026", None),
    )
    with Archive.open(path) as archive:
        archive.put(archive.begin_run(version="1", options={}), "", output, None)
        rows = archive.connection.execute("SELECT indicator, value, unit, basis FROM latest_values ORDER BY value")
        assert [tuple(row) for row in rows] == [
            ("gdp", 2, "CNY", None),
            ("GDP", 4, "%", "year-on-year"),
            ("GDP", 6, "%", "annual"),
            ("wages", 8, "CNY", None),
        ]


def test_targets_by_year(path):
    output = series(
        ("solar", 5, "GW", "2035", {"target_year": 2035, "status": "target"}),
        ("wind", 7, "GW", "2030", {"target_year": 2030, "status": "target"}),
        ("coal", 9, "t", "2024", None),
    )
    with Archive.open(path) as archive:
        archive.put(archive.begin_run(version="1", options={}), "", output, None)
        rows = archive.connection.execute("SELECT target_year, indicator, source FROM targets_by_year")
        assert [tuple(row) for row in rows] == [(2030, "wind", source_of(1)), (2035, "solar", source_of(1))]


# --- other files, schemas, faults of the disk ---


def make(path, script):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(script)


MINE = f"PRAGMA application_id = {store_schema.APPLICATION_ID};"


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (lambda path: path.write_text("Some prose.\n" * 99), "is no archive of claims; choose another name"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + b"x" * 4096), "is no archive of claims, or is damaged"),
        (lambda path: path.mkdir(), "is a folder; name a file"),
        (lambda path: make(path, "CREATE TABLE a (b)"), "is a database, but no archive of claims"),
        (lambda path: make(path, "PRAGMA user_version = 3"), "is a database, but no archive of claims"),
        (lambda path: make(path, MINE + "PRAGMA user_version = 9; CREATE TABLE a (b)"), r"newer version .* \(schema 9"),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_archive_is_refused_and_left_alone(path, prepare, words, read_only):
    prepare(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(ArchiveError, match=f"claims.db: .*{words}"):
        Archive.open(path, read_only=read_only)
    assert [place.name for place in path.parent.iterdir()] == ["claims.db"]
    assert before is None or path.read_bytes() == before


@pytest.mark.parametrize("options", [{"read_only": True}, {"create": False}])
def test_a_missing_file_is_not_made(path, options):
    with pytest.raises(ArchiveError, match="there is no such file"):
        Archive.open(path, **options)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("options", [{"read_only": True}, {"create": False}])
def test_an_empty_file_is_no_archive_yet(path, options):
    path.touch()
    with pytest.raises(ArchiveError, match="is empty"):
        Archive.open(path, **options)
    Archive.open(path).close()
    Archive.open(path, **options).close()


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(ArchiveError, match="check that its folder exists"):
        Archive.open(tmp_path / "nowhere" / "claims.db")


OLDER = ("ALTER TABLE documents ADD COLUMN place TEXT; UPDATE documents SET place = 'here';",)


def test_an_older_archive_is_brought_up_to_date(path, monkeypatch):
    fill(path, range(3))
    monkeypatch.setattr(store_schema, "STEPS", (*OLDER, "CREATE TABLE more (a);"))
    with pytest.raises(ArchiveError, match=r"older version .* \(schema 1 of 3\).* onrecord archive upgrade"):
        Archive.open(path, read_only=True)
    with Archive.open(path) as archive:
        assert list(archive.outputs()) == [output_of(number) for number in range(3)]
        assert archive.connection.execute("SELECT DISTINCT place FROM documents").fetchall()[0][0] == "here"
        assert archive.connection.execute("SELECT count(*) FROM more").fetchone()[0] == 0
        assert archive.connection.execute("PRAGMA user_version").fetchone()[0] == 3
    assert faults(path) == []


def test_a_step_that_fails_leaves_the_schema_before_it(path, monkeypatch):
    fill(path, range(3))
    monkeypatch.setattr(store_schema, "STEPS", (*OLDER, "CREATE TABLE more (a); INSERT INTO nowhere VALUES (1);"))
    with pytest.raises(ArchiveError, match="no such table"):
        Archive.open(path)
    monkeypatch.setattr(store_schema, "STEPS", OLDER)
    with Archive.open(path, read_only=True) as archive:
        assert archive.connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'more'").fetchone()[0] == 0
        assert len(list(archive.outputs())) == 3


def test_a_python_with_an_old_sqlite():
    with pytest.raises(ArchiveError, match=r"needs SQLite 3\.37, and this Python has 3\.31\.1"):
        store_schema.check_sqlite((3, 31, 1))


def test_a_full_disk(path):
    fill(path, range(3))
    with Archive.open(path) as archive:
        run = archive.begin_run(version="1", options={})
        pages = archive.connection.execute("PRAGMA page_count").fetchone()[0]
        archive.connection.execute(f"PRAGMA max_page_count = {pages + 5}")
        with pytest.raises(ArchiveError, match=r"claims\.db: cannot be written: the disk is full; free some room"):
            for number in range(3, 200):
                archive.put(run, "", output_of(number), text_of(number) * 50)
        stored = {output.document.source: output for output in archive.outputs()}
    assert len(stored) >= 3
    assert all(output == output_of(int(source[-9:-4])) for source, output in stored.items())
    assert faults_but_for_texts(path) == []


def faults_but_for_texts(path):
    return [fault for fault in faults(path) if "its text has" not in fault and "SHA-256" not in fault]


def test_a_file_that_may_not_grow(path):
    """A limit on the size of files is, to SQLite, a disk that fails."""
    pytest.importorskip("resource", reason="this system has no limits for processes")
    fill(path, range(3))
    script = (
        "import resource, signal, sys; from pathlib import Path; from tests import test_store as t\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "archive = t.Archive.open(Path(sys.argv[1])); run = archive.begin_run(version='1', options={})\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "try:\n    for n in range(3, 999): archive.put(run, '', t.output_of(n), t.text_of(n))\n"
        "except t.ArchiveError as error: print(error)"
    )
    ended = subprocess.run([sys.executable, "-c", script, path], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert "claims.db: cannot be" in ended.stdout, ended.stderr
    assert faults(path) == []


def test_a_damaged_archive(path):
    fill(path, range(60))
    data = bytearray(path.read_bytes())
    rng = random.Random(3)
    for _ in range(len(data) // 50):
        data[rng.randrange(4096, len(data))] = rng.randrange(256)
    path.write_bytes(data)
    assert any("is damaged" in fault for fault in faults(path))
    with pytest.raises(ArchiveError), Archive.open(path) as archive:
        list(archive.outputs())
        archive.prune([])


@contextmanager
def ordinary_user():
    """Root may write anywhere, so be somebody else for the block."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder():
    """A folder that other users may look into."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        Path(folder).chmod(0o755)


needs_users = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no users like those of POSIX")


@needs_users
def test_a_read_only_archive_can_be_read_and_says_that_it_cannot_be_written(open_folder):
    path = open_folder / "claims.db"
    fill(path, range(3))
    path.with_name("claims.db.lock").unlink()
    path.chmod(0o444)
    open_folder.chmod(0o555)
    with ordinary_user():
        with pytest.raises(ArchiveError, match=r"read-only|cannot be opened"):
            Archive.open(path)
        with Archive.open(path, read_only=True) as archive:
            assert len(list(archive.outputs())) == 3
            findings = list(check(archive))
        assert [finding.is_fault for finding in findings] == [False]
        assert "the search index is not tested" in findings[0].words


@needs_users
def test_a_file_that_may_not_be_read(open_folder):
    path = open_folder / "claims.db"
    fill(path, range(1))
    path.chmod(0o000)
    with ordinary_user(), pytest.raises(ArchiveError, match="cannot be read: Permission denied"):
        Archive.open(path, read_only=True)


# --- one writes, others read ---


def test_one_writer_at_a_time(path):
    with (
        Archive.open(path),
        pytest.raises(ArchiveError, match=rf"is being written by process {os.getpid()} on .* since"),
    ):
        Archive.open(path)
    Archive.open(path).close()


def test_a_damaged_lock_file(path):
    path.with_name("claims.db.lock").write_bytes(b"prose " * 999)
    with pytest.raises(ArchiveError, match=r"claims\.db\.lock: is damaged; delete it and start again"):
        Archive.open(path)
    path.with_name("claims.db.lock").unlink()
    Archive.open(path).close()


def test_a_link_leads_to_the_same_lock(path):
    fill(path, range(1))
    link = path.with_name("link.db")
    link.symlink_to(path)
    with Archive.open(path), pytest.raises(ArchiveError, match=r"link\.db: is being written"):
        Archive.open(link)


HOLD = (
    "import sys, time; from pathlib import Path; from cli.store import Archive\n"
    "archive = Archive.open(Path(sys.argv[1])); print('open', flush=True); time.sleep(float(sys.argv[2]))"
)


@contextmanager
def other_writer(path, seconds):
    """A process that has the archive open for so long."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, path, str(seconds)], cwd=ROOT, stdout=subprocess.PIPE)
    try:
        assert process.stdout.readline() == b"open\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_another_process_is_waited_for(path):
    with other_writer(path, 0.5) as process:
        with pytest.raises(ArchiveError, match=f"is being written by process {process.pid} on "):
            Archive.open(path)
        Archive.open(path, wait=30).close()


def test_the_lock_dies_with_its_process(path):
    with other_writer(path, 60) as process:
        process.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
        process.wait()
        Archive.open(path).close()


def test_readers_are_not_kept_waiting(path):
    fill(path, range(3))
    with Archive.open(path) as writer:
        run = writer.begin_run(version="1", options={})
        writer.connection.execute("BEGIN IMMEDIATE")
        writer.connection.execute("DELETE FROM errors")
        began = time.monotonic()
        with Archive.open(path, read_only=True) as reader:
            assert list(reader.outputs()) == [output_of(number) for number in range(3)]
            assert time.monotonic() - began < 2
            writer.connection.execute("COMMIT")
            stream = reader.outputs()
            next(stream)
            writer.put(run, "", output_of(3), text_of(3))  # nor does a reader keep the writer waiting
            assert len(list(stream)) == 3


def test_a_lock_of_another_program(path, monkeypatch):
    monkeypatch.setattr("cli.store_files.PATIENCE", 0.1)
    fill(path, range(1))
    with Archive.open(path) as archive, closing(sqlite3.connect(path, isolation_level=None)) as other:
        archive.connection.execute("PRAGMA busy_timeout = 100")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match="is locked by another program; close that or try again later"):
            archive.begin_run(version="1", options={})


def write_until_killed(path, numbers):
    """In a child process: put documents, replacing, until it is killed or done. Never returns."""
    try:
        fill(path, numbers)
    finally:
        os._exit(0)


@needs_fork
def test_killed_at_any_moment(path):
    """Each document is there as a whole or not at all; and in the end all are, once."""
    numbers = range(120)
    known = {source_of(number): output_of(number) for number in numbers}
    rng = random.Random(1)
    killed = 0
    for _ in range(KILLS):
        child = os.fork()
        if child == 0:
            write_until_killed(path, numbers)
        time.sleep(rng.uniform(0.0, 0.08))
        os.kill(child, signal.SIGKILL)
        killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        if path.exists() and path.stat().st_size:
            with Archive.open(path) as archive:
                assert all(output == known[output.document.source] for output in archive.outputs())
                assert [finding for finding in check_without_lock(archive) if finding.is_fault] == []
    fill(path, numbers)
    with Archive.open(path, read_only=True) as archive:
        assert list(archive.outputs()) == list(known.values())
    assert faults(path) == []
    assert len(found(path, "growth")) == 3 * len(numbers)
    assert killed


def check_without_lock(archive):
    archive.connection.execute("INSERT INTO claims_fts(claims_fts, rank) VALUES ('integrity-check', 1)")
    return check(archive)


# --- check and statistics ---


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ("UPDATE claims SET text = '99%' WHERE id = 1", "its words do not stand at"),
        ("UPDATE texts SET text = 'x' || text WHERE document_id = 1", "its text has"),
        ("UPDATE texts SET text = replace(text, 'growth', 'GROWTH') WHERE document_id = 1", "is not the SHA-256"),
        ("UPDATE sentences SET start = start + 1 WHERE id = 1", "its sentence does not stand at"),
        ("DELETE FROM claims WHERE id = 1", "has 2 claims, of 3 that were stored"),
        ("UPDATE claims SET kind = 'colour' WHERE id = 1", "what is stored is no record"),
        ("UPDATE claims SET value_exact = 'many' WHERE id = 1", "what is stored is no record"),
        ("UPDATE claims SET speaker_id = 99 WHERE id = 1", "row 1 of claims points to a row of speakers that is not"),
        ("DROP TRIGGER claims_removed; DELETE FROM claims WHERE id = 1", "the search index does not hold"),
        ("UPDATE sentences SET text = 'other words' WHERE id = 1", "the search index does not hold"),
        ("DELETE FROM documents WHERE id = 1", "the last run stored 3 documents, and 2 of them are there"),
        ("DELETE FROM documents WHERE id = 1", "the last run stored 9 claims, and 6 of them are there"),
    ],
)
def test_check_finds(path, script, fault):
    fill(path, range(3))
    assert faults(path) == []
    make(path, script)
    assert any(fault in words for words in faults(path)), faults(path)


def test_check_notes_what_it_cannot_test(path):
    with Archive.open(path) as archive:
        run = archive.begin_run(version="1", options={})
        archive.put(run, "", output_of(1), None)
        notes = [finding.words for finding in check(archive) if not finding.is_fault]
    assert len(notes) == 3
    assert "is not tested, which needs the right to write" in notes[0]
    assert notes[1].endswith("cannot be tested: 1")
    assert "did not come to its end" in notes[2]


def test_statistics(path):
    fill(path, range(3))
    with Archive.open(path) as archive:
        run = archive.begin_run(version="1", options={})
        text = "Ann: 7000 yuan"
        archive.put(run, "", extract(text, source="a"), text)
        archive.put(run, "", extract(text, source="b", date="XXXX-01-02"), text)
        archive.put_error(run, "c", None, "is gone")
        counted = statistics(archive)
    size = counted.pop("bytes")
    assert size >= path.stat().st_size > 0
    assert counted == {
        "documents": 5,
        "characters": sum(len(text_of(number)) for number in range(3)) + 2 * len(text),
        "first_date": "2000-05-06",
        "last_date": "2002-05-06",
        "documents_without_date": 1,
        "claims": 11,
        "claims_by_kind": {"percentage": 9, "money": 2},
        "claims_by_status": {"reported": 11},
        "speakers": 4,
        "errors": 1,
        "runs": 2,
    }
