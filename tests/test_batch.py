"""`onrecord batch`: what it reads, what it writes where, what it leaves alone. Processes and faults: test_batch_faults.

The extractors are a stand-in here and work in this process; test_the_real_thing runs the whole program.
"""

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from cli import run as running
from cli import store_schema
from cli.main import main
from cli.store import Archive
from cli.store_check import check
from cli.store_files import connect
from extractors import partitions, reading
from tests import fake_pipeline, worker_tasks
from tests.archives import contents

ROOT = Path(__file__).parent.parent


@pytest.fixture
def run(monkeypatch, capfdbinary, tmp_path):
    """Run the command line in this process and in a folder of its own: exit code, standard output, standard error."""
    monkeypatch.setattr(reading, "extract", fake_pipeline.extract)
    monkeypatch.setattr(partitions, "load_pipeline", worker_tasks.load_fake)
    monkeypatch.setattr(running, "Pool", worker_tasks.InlinePool)
    monkeypatch.chdir(tmp_path)

    def go(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main(["batch", *(str(argument) for argument in arguments)])
        out, err = capfdbinary.readouterr()
        return int(ended.value.code or 0), out, err.decode()

    return go


def write(path, text="Tang: up 5%\n"):
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.fixture
def docs(tmp_path):
    """A folder with three documents, of which one is in a folder below, and with things that are none."""
    write(tmp_path / "docs" / "a.txt", "Tang: up 5%\n")
    write(tmp_path / "docs" / "sub" / "b.txt", "Guo: up 6% to 7 yuan\n")
    write(tmp_path / "docs" / "c.txt", "nothing\n")
    write(tmp_path / "docs" / "style.css", "width: 5%")
    write(tmp_path / "docs" / "photo.jpg", b"\xff\xd8\xff\0\0")
    write(tmp_path / "docs" / ".hidden.txt")
    return tmp_path / "docs"


def rows(path):
    return [json.loads(line) for line in Path(path).read_text().splitlines()]


def test_all_outputs_hold_all_documents(run, docs):
    columnar = pytest.importorskip("pyarrow.parquet")
    options = ("--into", "x.db", "--jsonl", "x.jsonl", "--csv", "x.csv", "--out", "x", "--parquet", "y")
    for time in ("first", "second"):
        code, out, err = run("docs", *options)
        assert (code, out) == (0, b"")
        done = "3 read, 0 unchanged" if time == "first" else "0 read, 3 unchanged"
        assert err.startswith(f"{done}, 0 failed, ")
        assert "2 other files left out" in err
        sources = ["docs/a.txt", "docs/sub/b.txt", "docs/sub/b.txt"]
        assert [row["source"] for row in rows("x.jsonl")] == sources
        assert [row["source"] for row in csv.DictReader(Path("x.csv").read_text().splitlines())] == sources
        assert sorted(str(path) for path in Path("x").rglob("*.json")) == ["x/a.json", "x/c.json", "x/sub/b.json"]
        assert json.loads(Path("x/sub/b.json").read_bytes())["claims"][1]["unit"] == "CNY"
        assert columnar.read_table("y/claims.parquet").column("source").to_pylist() == sources
        assert columnar.read_table("y/documents.parquet").num_rows == 3
        assert set(contents("x.db")["outputs"]) == {"docs/a.txt", "docs/c.txt", "docs/sub/b.txt"}


def test_only_what_is_new_or_changed_is_read(run, docs):
    assert "3 read" in run("docs", "--into", "x.db")[2]
    write(docs / "a.txt", "Tang: up 9%\n")
    write(docs / "new.txt")
    assert "2 read, 2 unchanged" in run("docs", "--into", "x.db")[2]
    assert contents("x.db")["outputs"]["docs/a.txt"].claims[0].value == 9
    assert len(contents("x.db")["outputs"]) == 4


@pytest.mark.parametrize("options", [["--date", "2024-07-15"], ["--input", "text"], ["--with-text"]])
def test_other_options_make_all_new(run, docs, options):
    run("docs", "--into", "x.db")
    assert "3 read, 0 unchanged" in run("docs", "--into", "x.db", *options)[2]
    assert "0 read, 3 unchanged" in run("docs", "--into", "x.db", *options)[2]


def test_another_version_and_other_rules_make_all_new(run, docs, monkeypatch):
    rules = write(
        "rules.toml", '[[rule]]\nid = "x"\nlabel = "count"\nsource = "me"\nafter = " sails"\nmatch = ["5 sails"]\n'
    )
    run("docs", "--into", "x.db", "--patterns", rules)
    assert "0 read, 3 unchanged" in run("docs", "--into", "x.db", "--patterns", rules)[2]
    write(rules, rules.read_text().replace("sails", "boats"))
    assert "3 read" in run("docs", "--into", "x.db", "--patterns", rules)[2]
    monkeypatch.setattr("extractors.__version__", "99.0")
    assert "3 read" in run("docs", "--into", "x.db", "--patterns", rules)[2]


def test_with_text(run, docs):
    run("docs", "--into", "x.db", "--out", "x", "--with-text")
    assert json.loads(Path("x/a.json").read_bytes())["document"]["text"] == "Tang: up 5%\n"
    assert contents("x.db")["outputs"]["docs/a.txt"].document.text == "Tang: up 5%\n"


def test_what_was_too_large_is_read_when_the_limit_is_raised(run, docs):
    assert "3 failed" in run("docs", "--into", "x.db", "--max-bytes", "5")[2]
    assert "3 read, 0 unchanged, 0 failed" in run("docs", "--into", "x.db")[2]


def test_a_document_that_fails_keeps_its_place_in_a_folder(run, docs):
    write("docs/a.md", "Tang: up 7%\n")
    run("docs", "--out", "x")
    before = {path.name: json.loads(path.read_bytes())["document"]["source"] for path in Path("x").glob("a*.json")}
    Path("docs/a.md").write_bytes(b"\0\0\0\0")
    code, _, _ = run("docs", "--out", "x")
    assert code == 1
    after = {path.name: json.loads(path.read_bytes())["document"]["source"] for path in Path("x").glob("a*.json")}
    assert after == before


def test_an_archive_holds_the_texts_whatever_the_records_show(run, docs):
    run("docs", "--into", "x.db", "--out", "x")
    assert json.loads(Path("x/a.json").read_bytes())["document"]["text"] is None
    with Archive.open(Path("x.db"), read_only=True) as archive:
        stored = archive.stored("docs/a.txt")
        assert stored is not None
        assert stored.text == "Tang: up 5%\n"
        assert stored.output.document.text is None
        assert [finding for finding in check(archive) if finding.is_fault] == []


def test_archives_give_their_members(run, tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for name in ("2024/a.txt", "../../evil.txt", "2024/page.css", "/abs.txt", "A.TXT", "a.html"):
            archive.writestr(
                name, "Tang: up 5%\n" if name != "a.html" else "<html><body><p>Tang: up 5%</p></body></html>"
            )
    code, _, err = run("all.zip", "--into", "x.db", "--out", "x")
    assert code == 0
    assert "5 read" in err
    assert "1 other file left out" in err
    assert "all.zip!/2024/a.txt" in contents("x.db")["outputs"]
    found = sorted(str(path) for path in tmp_path.rglob("*.json"))
    assert [str(Path(path).relative_to(tmp_path)) for path in found] == [
        "x/all.zip/2024/a.json", "x/all.zip/A.json", "x/all.zip/a-2.json", "x/all.zip/abs.json", "x/all.zip/evil.json",
    ]  # fmt: skip


def test_a_broken_document_costs_only_itself(run, docs):
    write(docs / "bad.txt", b"\0\0\0")
    code, _, err = run("docs", "missing.txt", "--into", "x.db", "--jsonl", "x.jsonl")
    assert code == 1
    assert "error: docs/bad.txt: is no text" in err
    assert "error: missing.txt: there is no such file; check the name\n" in err
    assert "3 read, 0 unchanged, 2 failed" in err
    assert len(rows("x.jsonl")) == 3
    assert set(contents("x.db")["failures"]) == {"docs/bad.txt", "missing.txt"}
    code, _, err = run("docs", "--into", "x.db")
    assert code == 1
    assert "(as before)" in err
    assert "0 read, 3 unchanged, 1 failed" in err


def test_a_program_error_in_one_document_is_told(run, docs, monkeypatch):
    def failing(text, **options):
        if "nothing" in text:
            raise RecursionError("too deep")
        return fake_pipeline.extract(text, **options)

    monkeypatch.setattr(reading, "extract", failing)
    code, _, err = run("docs", "--into", "x.db")
    assert code == 1
    assert "error: docs/c.txt: cannot be read (RecursionError: too deep); please report it" in err
    assert "2 read, 0 unchanged, 1 failed" in err


def test_an_archive_that_was_broken_and_is_whole_again(run, tmp_path):
    with zipfile.ZipFile("all.zip", "w") as archive:
        archive.writestr("m.txt", "up 5%")
    whole = Path("all.zip").read_bytes()
    write("all.zip", whole[:-30])
    code, _, err = run("all.zip", "*.pdf", "--into", "x.db")
    assert code == 1
    assert "error: *.pdf: matches no file" in err
    assert list(contents("x.db")["failures"]) == ["all.zip"]
    write("all.zip", whole)
    assert run("all.zip", "--into", "x.db")[0] == 0
    assert contents("x.db")["failures"] == {}
    assert set(contents("x.db")["outputs"]) == {"all.zip!/m.txt"}
    write("all.zip", whole[:-30])
    assert run("all.zip", "--into", "x.db", "--prune")[0] == 1
    assert set(contents("x.db")["outputs"]) == {"all.zip!/m.txt"}


def test_an_archive_that_another_program_locks(run, docs, monkeypatch):
    monkeypatch.setattr(store_schema, "connect", lambda path, mode: connect(path, mode, 0.1))
    run("docs", "--into", "x.db")
    write("docs/new.txt")
    with closing(sqlite3.connect("x.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        code, _, err = run("docs", "--into", "x.db")
    assert code == 1
    assert "x.db: is locked by another program; close that or try again later\n" in err
    assert err.count("\n") == 1
    assert "1 read, 3 unchanged" in run("docs", "--into", "x.db")[2]


def test_what_was_read_stays_when_its_file_is_gone(run, docs):
    run(docs / "a.txt", "--into", "x.db")
    (docs / "a.txt").unlink()
    assert run(docs / "a.txt", "--into", "x.db")[0] == 1
    assert set(contents("x.db")["outputs"]) == {str(docs / "a.txt")}


def test_prune(run, docs):
    write("other/d.txt")
    with zipfile.ZipFile(docs / "all.zip", "w") as archive:
        archive.writestr("m.txt", "up 5%")
        archive.writestr("n.txt", "up 5%")
    run("docs", "other", "--into", "x.db")
    assert len(contents("x.db")["outputs"]) == 6
    for path in (docs / "a.txt", docs / "sub" / "b.txt", Path("other/d.txt")):
        path.unlink()
    with zipfile.ZipFile(docs / "all.zip", "w") as archive:
        archive.writestr("m.txt", "up 5%")
    code, _, err = run("docs", "--into", "x.db", "--prune")
    assert code == 0
    assert "3 pruned" in err
    assert set(contents("x.db")["outputs"]) == {"docs/c.txt", "docs/all.zip!/m.txt", "other/d.txt"}


@pytest.mark.parametrize("paths", [["docs"], ["./docs/"], ["docs/**/*.txt"], ["."]])
def test_what_prune_removes_was_under_the_paths(run, docs, paths):
    write("other.md")
    run(*paths, "--into", "x.db")
    before = set(contents("x.db")["outputs"])
    (docs / "a.txt").unlink()
    assert "1 pruned" in run(*paths, "--into", "x.db", "--prune")[2]
    assert set(contents("x.db")["outputs"]) == before - {"docs/a.txt"}


def test_prune_removes_nothing_where_a_folder_cannot_be_listed(run, docs, monkeypatch):
    run("docs", "--into", "x.db")
    (docs / "a.txt").unlink()
    scandir = os.scandir

    def refusing(folder):
        if Path(folder).name == "sub":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    code, _, err = run("docs", "--into", "x.db", "--prune")
    assert code == 1
    assert "error: docs/sub: cannot be listed: Permission denied" in err
    assert "1 unchanged, 1 failed, 0 pruned" in err
    assert set(contents("x.db")["outputs"]) == {"docs/a.txt", "docs/c.txt", "docs/sub/b.txt"}


def test_an_empty_folder_prunes_nothing(run, docs):
    run("docs", "--into", "x.db")
    before = contents("x.db")["outputs"]
    docs.rename("elsewhere")
    docs.mkdir()
    assert "0 pruned" in run("docs", "--into", "x.db", "--prune")[2]
    assert contents("x.db")["outputs"] == before


def test_lists(run, docs):
    assert "2 read" in run("--files-from", "-", "--jsonl", "x.jsonl", stdin=b"docs/a.txt\r\ndocs/sub\n\n")[2]
    assert "2 read" in run("--files-from", "-", "-0", "--jsonl", "x.jsonl", stdin=b"docs/a.txt\0docs/c.txt\0")[2]
    write("list.txt", "docs/a.txt\n")
    assert "1 read" in run("--files-from", "list.txt", "--jsonl", "x.jsonl")[2]
    assert "holds null characters; add -0" in run("--files-from", "-", "--jsonl", "x", stdin=b"a\0b\0")[2]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["docs"], "nowhere to write"),
        (["--into", "x.db"], "no PATH"),
        (["-", "--into", "x.db"], "standard input holds no document"),
        (["docs", "--jsonl", "x", "--csv", "x"], "two outputs have the same name"),
        (["docs", "--jsonl", "x", "--prune"], "--prune is about an archive"),
        (["docs", "-0", "--jsonl", "x"], "-0 is about the list"),
        (["", "--jsonl", "x"], "one of the paths is empty"),
        (["docs/a.txt", "--jsonl", "docs/a.txt"], "is one of the files to read"),
        (["docs", "--csv", "docs/a.txt"], "is one of the files to read"),
        (["--files-from", "gone.txt", "--jsonl", "x"], "cannot be read: No such file"),
        (["docs", "--jsonl", "no/folder/x.jsonl"], "cannot be written"),
        (["docs", "--out", "docs/a.txt"], "is one of the files to read"),
        (["docs", "--out", "docs/style.css"], "cannot be made a folder"),
        (["docs", "--into", "x.db", "--pipeline", "no_such"], "is not installed"),
        (["docs", "--into", "x.db", "--patterns", "gone.toml"], "cannot be read"),
    ],
)
def test_wrong_use(run, docs, arguments, problem):
    before = (docs / "a.txt").read_bytes()
    code, out, err = run(*arguments)
    assert (code, out) == (2, b"")
    assert problem in err
    assert (docs / "a.txt").read_bytes() == before


@pytest.mark.parametrize("archive", ["docs", "docs/a.txt"])
def test_what_is_no_archive_is_left_alone(run, docs, archive):
    code, _, err = run("docs/sub", "--into", archive)
    assert code == 1
    assert f"error: {archive}: is " in err
    assert (docs / "a.txt").read_text() == "Tang: up 5%\n"


def test_outputs_in_the_folder_that_is_read(run, docs):
    for _ in range(2):
        code, _, err = run("docs", "--into", "docs/x.db", "--jsonl", "docs/x.jsonl", "--out", "docs/out")
        assert code == 0
        assert "2 other files left out" in err
    assert "0 read, 3 unchanged" in run("docs", "--into", "docs/x.db", "--out", "docs")[2]
    assert (docs / "a.json").exists()


def test_files_stay_as_they_are_where_the_work_fails(run, docs):
    write("x.jsonl", "what stood there")
    code, _, _ = run("docs", "--jsonl", "x.jsonl", "--pipeline", "no_such")
    assert code == 2
    assert Path("x.jsonl").read_text() == "what stood there"
    assert not list(Path().glob(".onrecord*"))


def test_files_stay_as_they_are_where_nothing_can_be_read(run):
    write("x.jsonl", "what stood there")
    code, _, err = run("gone.txt", "--jsonl", "x.jsonl")
    assert code == 1
    assert "note: x.jsonl: is not written; what stood there stays" in err
    assert Path("x.jsonl").read_text() == "what stood there"


def test_choices_are_for_files_and_the_archive_holds_all(run, docs):
    _, _, err = run("docs", "--into", "x.db", "--jsonl", "x.jsonl", "--kind", "money", "--speaker", "Nobody")
    assert rows("x.jsonl") == []
    assert "note: --speaker Nobody: matches no claim" in err
    assert sum(len(output.claims) for output in contents("x.db")["outputs"].values()) == 3
    run("docs", "--into", "x.db", "--jsonl", "x.jsonl", "--kind", "money")
    assert [row["text"] for row in rows("x.jsonl")] == ["7 yuan"]


def test_standard_output(run, docs):
    code, out, _ = run("docs", "--jsonl", "-")
    assert code == 0
    assert len(out.splitlines()) == 3


def test_quiet(run, docs):
    assert run("docs", "--into", "x.db", "--quiet") == (0, b"", "")


def test_names_that_collide_are_kept_apart(run, tmp_path):
    for name in ("a/x.txt", "b/x", "b/X.TXT", "b/x-2.txt", "b/No. 12", "b/No. 13"):
        write(tmp_path / name)
    run("a", "b", "--out", "x")
    found = {path.name: json.loads(path.read_bytes())["document"]["source"] for path in Path("x").iterdir()}
    assert found == {
        "x.json": "a/x.txt", "X-2.json": "b/X.TXT", "x-3.json": "b/x", "x-2-2.json": "b/x-2.txt",
        "No. 12.json": "b/No. 12", "No. 13.json": "b/No. 13",
    }  # fmt: skip


def test_the_real_thing(tmp_path):
    for workers in (1, 2):
        command = [sys.executable, "-m", "cli.main", "batch", "samples", "-j", str(workers)]
        outputs = [f"{option}={tmp_path / f'{name}{workers}'}" for option, name in (("--jsonl", "j"), ("--csv", "c"))]
        ended = subprocess.run([*command, *outputs], cwd=ROOT, capture_output=True, text=True)
        assert (ended.returncode, ended.stdout) == (0, "")
    assert (tmp_path / "j1").read_bytes() == (tmp_path / "j2").read_bytes() != b""
    assert (tmp_path / "c1").read_bytes() == (tmp_path / "c2").read_bytes() != b""
