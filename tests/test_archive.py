"""`onrecord archive`: what it writes and how it ends; and that Datasette opens what it writes."""

import asyncio
import csv
import io
import json
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from cli.archive import metadata_for
from cli.main import main
from cli.store import Archive
from extractors.output import COLUMNS, to_csv, to_json, to_jsonl
from tests.fake_pipeline import extract
from tests.test_store import fill, output_of

TABLES_OF_SQLITE = ("claims_fts", "sqlite_")
COUNT = 4


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "press claims.db"  # a name that YAML and SQL would rather have in quotes
    fill(path, range(COUNT))
    with Archive.open(path) as archive:
        run = archive.begin_run(version="1", options={})
        text = "Ann: sales of =x() 7000 yuan"
        archive.put(run, "print", extract(text, source="sales.txt"), text)
        archive.put_error(run, "gone.txt", None, "there is no such file")
        archive.end_run(run, {"read": 1, "claims": 1}, True)
    return path


@pytest.fixture
def outputs(path):
    with Archive.open(path, read_only=True) as archive:
        return list(archive.outputs())


@pytest.fixture
def run(monkeypatch, capfdbinary):
    monkeypatch.setenv("COLUMNS", "120")

    def go(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(["archive", *map(str, arguments)])
        out, err = capfdbinary.readouterr()
        return int(ended.value.code or 0), out, err.decode()

    return go


# --- export ---


@pytest.mark.parametrize(
    ("options", "render"),
    [
        ([], lambda outputs: to_jsonl(outputs)),
        (["--format", "jsonl"], lambda outputs: to_jsonl(outputs)),
        (["--format", "csv"], lambda outputs: to_csv(outputs)),
        (["--format", "json"], lambda outputs: map(to_json, outputs)),
    ],
)
def test_export_writes_what_extract_writes(run, path, outputs, options, render):
    assert len(outputs) == COUNT + 1
    assert run("export", path, *options) == (0, b"".join(render(outputs)), "")


@pytest.mark.parametrize(
    ("name", "first"), [("a.csv", b"document,"), ("a.json", b'{"schema"'), ("a.jsonl", b'{"docum')]
)
def test_export_to_a_file_takes_its_format_from_the_name(run, path, tmp_path, name, first):
    assert run("export", path, "-o", tmp_path / name) == (0, b"", "")
    assert (tmp_path / name).read_bytes().startswith(first)


def test_export_of_some_claims(run, path):
    code, out, err = run("export", path, "--kind", "money", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out.decode(), newline=""))
    assert (code, err, row["value"], row["speaker"]) == (0, "", "7000", "Ann")
    code, out, err = run("export", path, "--speaker", "person 2")
    assert {json.loads(line)["speaker"] for line in out.splitlines()} == {"Person 2"}
    assert run("export", path, "--speaker", "Nobody") == (0, b"", "note: --speaker Nobody: matches no claim\n")
    assert run("export", path, "--speaker", "Nobody", "--quiet") == (0, b"", "")


def test_export_is_safe_in_spreadsheets(run, path, tmp_path):
    text = "=cmd()\x1b 5%"
    with Archive.open(path) as archive:
        number = archive.begin_run(version="1", options={})
        archive.put(number, "", extract(text, source="=a.txt"), text)
    rows = list(csv.DictReader(io.StringIO(run("export", path, "--format", "csv")[1].decode(), newline="")))
    assert (rows[0]["source"], rows[0]["sentence"][0]) == ("'=a.txt", "'")


def test_export_to_parquet(run, path, outputs, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    assert run("export", path, "--format", "parquet", "-o", tmp_path / "tables") == (0, b"", "")
    rows = parquet.read_table(tmp_path / "tables" / "claims.parquet").to_pylist()
    lines = [json.loads(line) for line in b"".join(to_jsonl(outputs)).splitlines()]
    assert [{column: row[column] for column in COLUMNS} for row in rows] == lines
    assert parquet.read_table(tmp_path / "tables" / "documents.parquet").num_rows == len(outputs)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--format", "parquet"], "parquet is written to a folder; name one with -o"),
        (["-o", "."], "is a folder, and jsonl is one file; name a file with -o"),
        (["-o", "{path}"], "is one of the files to read"),
        (["--format", "xml"], "see onrecord archive export --help"),
    ],
)
def test_wrong_use_of_export(run, path, options, words):
    before = path.read_bytes()
    code, out, err = run("export", path, *(option.format(path=path) for option in options))
    assert (code, out) == (2, b"")
    assert words in err
    assert path.read_bytes() == before


# --- check, stats, upgrade ---


def test_check_of_a_good_archive(run, path):
    assert run("check", path) == (0, f"{path}: no faults\n".encode(), "")


def test_check_tells_each_fault_on_a_line(run, path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE claims SET text = '\x1b[31m' WHERE id IN (1, 2)")
        connection.commit()
    code, out, err = run("check", path)
    assert (code, out) == (1, f"{path}: 2 faults\n".encode())
    assert [line.startswith(f"error: {path}: briefings/00000.txt: claim ") for line in err.splitlines()] == [True] * 2
    assert "\x1b" not in err


def test_stats(run, path):
    code, out, err = run("stats", path, "--json")
    counted = json.loads(out)
    assert (code, err) == (0, "")
    assert (counted["documents"], counted["claims"], counted["errors"]) == (COUNT + 1, 3 * COUNT + 1, 1)
    code, out, err = run("stats", path)
    shown = " ".join(out.decode().split())
    assert (code, err) == (0, "")
    assert all(
        part in shown for part in ("documents 5", "2000-05-06 to 2003-05-06", "claims 13", "money 1", "errors 1")
    )
    assert b"\x1b" not in out


def test_upgrade_leaves_what_is_up_to_date(run, path, outputs):
    assert run("upgrade", path) == (0, b"", "")
    with Archive.open(path, read_only=True) as archive:
        assert list(archive.outputs()) == outputs


@pytest.mark.parametrize("command", ["metadata", "export", "check", "stats", "upgrade"])
def test_what_is_no_archive_is_told_without_a_traceback(run, tmp_path, command):
    assert run(command, tmp_path / "none.db") == (
        1,
        b"",
        f"error: {tmp_path / 'none.db'}: there is no such file; check the name\n",
    )
    (tmp_path / "prose.db").write_text("prose")
    code, out, err = run(command, tmp_path / "prose.db")
    assert (code, out) == (1, b"")
    assert err.endswith("prose.db: is no archive of claims; choose another name\n")


# --- Datasette ---


def columns_of(path):
    """The columns of every table and view that onrecord made."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        ]
        return {
            name: {row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (name,))}
            for name in names
            if not name.startswith(TABLES_OF_SQLITE)
        }


@pytest.fixture
def described(path):
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    return yaml.safe_load(metadata_for(path))["databases"]


def test_metadata_describes_every_column_and_no_other(path, described):
    (database,) = described
    assert database == "press claims"
    tables = described[database]["tables"]
    assert set(tables) == set(columns_of(path))
    for name, columns in columns_of(path).items():
        if not tables[name].get("hidden"):
            assert set(tables[name]["columns"]) == columns, name
            assert all(tables[name]["columns"].values())


def test_metadata_names_columns_that_there_are(path, described):
    for name, table in described["press claims"]["tables"].items():
        columns = columns_of(path)[name]
        named = [table.get(key) for key in ("label_column", "sort", "sort_desc", "fts_pk")]
        assert {*filter(None, named), *table.get("facets", [])} <= columns, name


def test_ready_made_queries_run(path, described):
    queries = described["press claims"]["queries"]
    with closing(sqlite3.connect(path)) as connection:
        for name, query in queries.items():
            given = {"words": "growth", "indicator": "x", "unit": "", "year": "2030"}
            connection.execute(query["sql"], {word: given[word] for word in query.get("params", [])}).fetchall()
            assert query["title"], name
        found = connection.execute(queries["who_said_what"]["sql"], {"words": 'growth of "1'}).fetchall()
        assert {row[0] for row in found} == {"Person 1"}


def test_metadata_goes_to_a_file_or_to_standard_output(run, path, tmp_path):
    code, out, err = run("metadata", path)
    assert (code, out, err) == (0, metadata_for(path), "")
    assert run("metadata", path, "-o", tmp_path / "metadata.yaml") == (0, b"", "")
    assert (tmp_path / "metadata.yaml").read_bytes() == out
    assert run("metadata", path, "-o", path)[0] == 2
    with Archive.open(path, read_only=True) as archive:
        assert len(list(archive.outputs())) == COUNT + 1


def test_datasette_shows_what_metadata_sets_up(path):
    pytest.importorskip("datasette", reason="datasette is not installed")
    from datasette.app import Datasette
    from datasette.utils import parse_metadata

    server = Datasette([str(path)], metadata=parse_metadata(metadata_for(path).decode()))

    async def ask():
        await server.invoke_startup()
        base = server.urls.database("press claims")
        pages = ("claims", "claims_in_full", "targets_by_year", "latest_values")
        wanted = {
            "database": f"{base}.json",
            **{page: f"{base}/{page}.json?_search=growth&_shape=objects" for page in pages},
            **{f"{page} to look at": f"{base}/{page}" for page in pages},
            "labels": f"{base}/claims.json?_labels=on&kind=money&_shape=objects",
            "query": f"{base}/who_said_what.json?words=growth&_shape=array",
        }
        return {name: await server.client.get(address) for name, address in wanted.items()}

    answers = asyncio.run(ask())
    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code != 200} == {}
    database = answers["database"].json()
    shown = {table["name"] for table in (*database["tables"], *database["views"]) if not table.get("hidden")}
    assert {"claims", "documents", "speakers", "errors", "runs", "claims_in_full", "latest_values"} <= shown
    assert {query["name"] for query in database["queries"]} >= {"who_said_what", "last_errors"}
    assert len(answers["claims"].json()["rows"]) == len(answers["claims_in_full"].json()["rows"]) == 3 * COUNT
    (row,) = answers["labels"].json()["rows"]
    assert (row["speaker_id"]["label"], row["value"]) == ("Ann", 7000)
    assert row["sentence_id"]["label"] == "Ann: sales of =x() 7000 yuan"
    assert set(answers["labels"].json()["facet_results"]) >= {"kind", "status"}
    assert len(answers["query"].json()) == 3 * COUNT
    assert "The number in full" in answers["claims to look at"].text


def test_datasette_opens_it(run, path, tmp_path):
    pytest.importorskip("datasette", reason="datasette is not installed")
    run("metadata", path, "-o", tmp_path / "metadata.yaml")
    command = [sys.executable, "-m", "datasette", path.name, "-m", "metadata.yaml", "--get", "/-/databases.json"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert json.loads(ended.stdout)[0]["name"] == "press claims"


def test_the_view_in_full_has_the_columns_of_the_flat_formats(path):
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM pragma_table_info('claims_in_full')")]
        connection.row_factory = sqlite3.Row
        rows = connection.execute("SELECT * FROM claims_in_full WHERE document_id = 1 ORDER BY claim").fetchall()
    assert tuple(names[: len(COLUMNS)]) == COLUMNS
    lines = [json.loads(line) for line in b"".join(to_jsonl([output_of(0)])).splitlines()]
    assert [{name: row[name] for name in COLUMNS} for row in rows] == lines
