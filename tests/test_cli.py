"""The command line: what it writes where, how it ends, and what it says when something is wrong.

The extractors are a stand-in here (fake_pipeline); test_the_real_thing runs the whole program.
"""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple, get_args

import jsonschema
import pytest

from cli import extract as command
from cli.main import main
from cli.options import Input, Kind
from cli.schema import output_schema
from cli.shell import printable
from cli.table import table
from extractors import reading, records
from extractors.errors import PipelineError
from extractors.language import load_pipeline
from extractors.readers import READERS
from extractors.records import Speaker
from tests import fake_pipeline

ROOT = Path(__file__).parent.parent
FAKE = [sys.executable, "-m", "tests.fake_pipeline"]


class Ended(NamedTuple):
    code: int
    out: bytes
    err: str


@pytest.fixture
def run(monkeypatch, capfdbinary):
    """Run the command line in this process, with the stand-in for the extractors."""
    monkeypatch.setattr(reading, "extract", fake_pipeline.extract)
    monkeypatch.setattr(reading, "load_pipeline", fake_pipeline.load_pipeline)
    monkeypatch.setenv("COLUMNS", "120")

    def go(*arguments, stdin=b"", terminal=False) -> Ended:
        stream = io.TextIOWrapper(io.BytesIO(stdin))
        monkeypatch.setattr(stream, "isatty", lambda: terminal)
        monkeypatch.setattr(sys, "stdin", stream)
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Ended(int(ended.value.code or 0), out, err.decode())

    return go


@pytest.fixture
def briefing(tmp_path):
    path = tmp_path / "briefing.txt"
    path.write_bytes("Briefing\r\nTang Yuheng: up 5% to 7000 yuan\r\nGuo Wanqing: 经济 down 3.5%\r\n".encode())
    return path


def process(*arguments, **options):
    """Start the command line, with the stand-in behind it, in a process of its own."""
    return subprocess.Popen(
        [*FAKE, *map(str, arguments)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
    )


# --- formats ---


def test_json_of_one_file_is_an_indented_object(run, briefing):
    code, out, err = run("extract", briefing)
    assert (code, err) == (0, "")
    record = json.loads(out)
    jsonschema.validate(record, output_schema())
    assert out.startswith(b'{\n  "schema": "onrecord/1"')
    assert out.endswith(b"}\n")
    assert record["document"]["source"] == str(briefing)
    text = briefing.read_bytes().decode()
    assert [text[claim["start"] : claim["end"]] for claim in record["claims"]] == ["5%", "7000 yuan", "3.5%"]


def test_json_of_several_files_is_an_object_a_line(run, briefing):
    lines = run("extract", briefing, briefing).out.splitlines()
    assert len(lines) == 2
    assert lines[0] == lines[1]
    assert len(json.loads(lines[0])["claims"]) == 3


def test_jsonl_and_csv_have_a_claim_a_row(run, briefing):
    lines = run("extract", briefing, "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["speaker"] for line in lines] == ["Tang Yuheng", "Tang Yuheng", "Guo Wanqing"]
    page = run("extract", briefing, briefing, "--format", "csv").out.decode()
    rows = list(csv.DictReader(io.StringIO(page, newline="")))
    assert [row["value"] for row in rows] == ["5", "7000", "3.5"] * 2


def test_table_has_everything_and_no_colour_in_a_pipe(run, briefing):
    code, out, _ = run("extract", briefing, "--format", "table")
    assert code == 0
    assert all(word in out.decode() for word in ("Briefing", "7,000 yuan", "Tang Yuheng", "经济"))
    assert b"\x1b" not in out


def test_table_of_nothing(run):
    assert b"no claims" in run("extract", "--format", "table", stdin=b"nothing").out


def test_table_makes_documents_harmless(run):
    text = "A: \x1b]0;owned\x07 [bold]up[/bold] [link=x]5%\u202e [red]\x9b31m"
    out = run("extract", "--format", "table", stdin=text.encode()).out.decode()
    assert "[bold]up[/bold]" in " ".join(out.split())
    assert not set(out) & set("\x1b\x07\u202e\x9b")


def test_printable():
    assert printable("a\tb\nc\x1b[0m\u2028d é 经") == "a b c\ufffd[0m d é 经"


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_table_is_coloured_on_a_terminal(run, briefing, monkeypatch, no_color, coloured):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr("cli.shell.is_terminal", lambda stream: True)
    assert (b"\x1b[" in run("extract", briefing, "--format", "table").out) is coloured


# --- input ---


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input(run, arguments):
    code, out, _ = run("extract", *arguments, stdin="\ufeff经济 up 5%".encode())
    record = json.loads(out)
    assert code == 0
    assert record["document"]["source"] is None
    assert record["claims"][0]["start"] == 6


def test_a_terminal_as_standard_input_needs_a_dash(run):
    code, out, err = run("extract", terminal=True)
    assert (code, out) == (2, b"")
    assert err.startswith("error: no FILE, and standard input is a terminal; ")
    assert run("extract", "-", terminal=True, stdin=b"up 5%").code == 0


def test_standard_input_twice(run):
    assert run("extract", "-", "-").code == 2


def test_an_empty_file_is_an_empty_result(run, tmp_path):
    path = tmp_path / "empty.txt"
    path.touch()
    code, out, _ = run("extract", path)
    assert code == 0
    assert json.loads(out)["claims"] == []
    assert run("extract", path, "--format", "jsonl") == (0, b"", f"note: {path}: is empty\n")
    assert run("extract", path, "--format", "jsonl", "--quiet") == (0, b"", "")
    assert run("extract").err == "note: standard input: is empty\n"


def test_what_cannot_be_read_is_told_and_the_rest_written(run, briefing, tmp_path):
    picture = tmp_path / "a.txt"
    picture.write_bytes(b"\x89PNG\r\n")
    code, out, err = run("extract", "missing.txt", briefing, picture, tmp_path)
    assert code == 1
    assert len(out.splitlines()) == 1
    assert err.splitlines() == [
        "error: missing.txt: there is no such file; check the name",
        f"error: {picture}: is a picture; run OCR on it first",
        f"error: {tmp_path}: is a folder; name the files in it, or read all of it with onrecord batch",
    ]


@pytest.fixture
def locked(tmp_path, monkeypatch):
    """A file that may not be read, by the superuser neither."""
    path = tmp_path / "locked.txt"
    path.write_text("up 5%")
    path.chmod(0)
    access, opened = os.access, Path.open

    def refuse(self, *rest, **more):
        if self == path:
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *rest, **more)

    monkeypatch.setattr(
        os, "access", lambda name, *rest, **more: str(name) != str(path) and access(name, *rest, **more)
    )
    monkeypatch.setattr(Path, "open", refuse)
    return path


def test_a_file_that_may_not_be_read_is_told_like_a_missing_one(run, briefing, locked):
    code, out, err = run("extract", locked, briefing)
    assert (code, err) == (1, f"error: {locked}: may not be read; check its permissions\n")
    assert json.loads(out)["document"]["source"] == str(briefing)


def test_nothing_readable(run):
    assert run("extract", "missing.txt", "--format", "csv")[:2] == (1, b"")


def test_a_page_is_read_as_it_stands_on_request_only(run, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<html><p>up 5%</p><p class='99%'>down 6%</p></html>")
    assert texts(run("extract", page).out) == ["5%", "6%"]
    assert texts(run("extract", page, "--input", "text").out) == ["5%", "99%", "6%"]


def test_an_archive_gives_one_document_for_each_member(run, tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2024/one.txt", "up 5%")
        archive.writestr("2025/one.txt", "up 6%")
        archive.writestr("photo.png", b"\x89PNG\r\n")
    code, out, err = run("extract", path)
    assert (code, err) == (1, f"error: {path}!/photo.png: is a picture; run OCR on it first\n")
    sources = [json.loads(line)["document"]["source"] for line in out.splitlines()]
    assert sources == [f"{path}!/2024/one.txt", f"{path}!/2025/one.txt"]
    assert run("extract", path, "-o", f"{tmp_path}/out/").code == 1
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["one-2.json", "one.json"]


def test_the_text_is_written_on_request_only(run, tmp_path):
    path = tmp_path / "a.md"
    path.write_text("It went **up** 5%\n")
    assert json.loads(run("extract", path).out)["document"]["text"] is None
    output = json.loads(run("extract", path, "--with-text").out)
    (claim,) = output["claims"]
    assert output["document"]["text"][claim["start"] : claim["end"]] == claim["text"] == "5%"


@pytest.mark.parametrize(
    ("size", "code"), [("5", 0), ("4", 1), ("1k", 0), ("2MB", 0), ("0", 2), ("much", 2), ("-1", 2)]
)
def test_the_largest_document(run, tmp_path, size, code):
    path = tmp_path / "a.txt"
    path.write_text("up 5%")
    assert run("extract", path, "--max-bytes", size).code == code


def texts(out):
    return [claim["text"] for claim in json.loads(out)["claims"]]


@pytest.mark.parametrize(
    ("arguments", "terminal", "shown"),
    [([], True, True), (["--quiet"], True, False), (["-q"], True, False), ([], False, False)],
)
def test_progress_only_on_a_terminal(run, briefing, monkeypatch, arguments, terminal, shown):
    monkeypatch.setattr("cli.shell.is_terminal", lambda stream: terminal)
    code, out, err = run("extract", briefing, briefing, *arguments)
    assert (code, out.count(b"\n")) == (0, 2)
    assert (f"2/2 {briefing}"[:79] in err) is shown
    assert bool(err) is shown
    assert run("extract", briefing, *arguments).err == ""  # of one file there is nothing to tell


# --- options ---


@pytest.mark.parametrize(
    ("options", "texts"),
    [
        (["--kind", "money"], ["7000 yuan"]),
        (["--kind", "money", "--kind", "percentage"], ["5%", "7000 yuan", "3.5%"]),
        (["--kind", "count"], []),
        (["--speaker", "tang"], ["5%", "7000 yuan"]),
        (["--speaker", "WANQING", "--kind", "percentage"], ["3.5%"]),
        (["--speaker", "nobody"], []),
    ],
)
def test_claims_can_be_chosen(run, briefing, options, texts):
    assert [claim["text"] for claim in json.loads(run("extract", briefing, *options).out)["claims"]] == texts


@pytest.mark.parametrize(
    ("options", "notes"),
    [
        (["--speaker", "tang", "--kind", "money"], []),
        (["--speaker", "tang", "--speaker", "GUO"], []),
        (["--speaker", "tang", "--speaker", "nobody"], ["note: --speaker nobody: matches no claim"]),
        (["--kind", "count"], ["note: --kind count: matches no claim"]),
        (["--kind", "money", "--speaker", "guo"], ["note: --kind and --speaker: no claim matches both"]),
        (["--kind", "count", "--quiet"], []),
    ],
)
def test_a_wish_that_matches_nothing_is_told(run, briefing, options, notes):
    code, _, err = run("extract", briefing, *options)
    assert (code, err.splitlines()) == (0, notes)


def test_a_wish_has_to_match_in_one_file_only(run, briefing, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("no numbers")
    assert run("extract", other, briefing, "--speaker", "tang").err == ""
    assert run("extract", "missing.txt", "--speaker", "tang").err.count("\n") == 1


def test_speakers_are_chosen_by_their_organization_too():
    found = fake_pipeline.extract("Tang: 5%\n7%")
    person = Speaker(name="Tang", role="head of grids", organization="National Energy Administration")
    found = found.model_copy(
        update={"claims": [found.claims[0].model_copy(update={"speaker": person}), *found.claims[1:]]}
    )
    for wish, number in (("energy admin", 1), ("grids", 0), ("TANG", 1)):
        assert len(command.Choice(speakers=frozenset({wish})).of(found).claims) == number


def test_a_claim_of_nobody_has_no_speaker_to_match(run):
    assert json.loads(run("extract", "--speaker", "", stdin=b"up 5%").out)["claims"] == []


@pytest.mark.parametrize("date", ["2024", "2024-07", "2024-07-15", "XXXX-03-01", "XXXX-02-29", "2024-02-29"])
def test_dates(run, briefing, date):
    assert json.loads(run("extract", briefing, "--date", date).out)["document"]["date"] == date


@pytest.mark.parametrize(
    "date",
    ["2024-13", "2023-02-29", "2024-07-32", "XXXX-02-30", "XXXX-07", "XXXX", "24", "2024-7-5", "today", "", "2024/07"],
)
def test_impossible_dates(run, briefing, date):
    code, out, err = run("extract", briefing, "--date", date)
    assert (code, out) == (2, b"")
    assert repr(date) in err


@pytest.mark.parametrize(
    "options",
    [["--kind", "money ball"], ["--format", "xml"], ["--input", "doc"], ["--pipeline", "missing"], ["--frobnicate"]],
)
def test_wrong_use(run, briefing, options):
    code, out, err = run("extract", briefing, *options)
    assert (code, out) == (2, b"")
    assert err.startswith("error: ")
    assert err.count("\n") == 1


def test_broken_pattern_files_are_wrong_use(run, briefing, tmp_path):
    rules = tmp_path / "rules.toml"
    rules.write_text("[[rule]]\nid = 'a'\nlabel = 'count'\nsource = 'me'\nmatch = ['x']\nregex = '('\n")
    for arguments in (["extract", briefing], ["patterns", "list"], ["patterns", "test"]):
        code, out, err = run(*arguments, "--patterns", rules)
        assert (code, out) == (2, b"")
        assert err.startswith(f"error: {rules}, rule 'a': regex does not compile: ")
    assert run("extract", briefing, "--patterns", tmp_path / "none.toml").code == 2


def test_wrong_use_of_a_command_says_where_help_is(run):
    assert run("extract", "--zzz").err == "error: No such option: --zzz; see onrecord extract --help\n"
    assert run("frobnicate").err.startswith("error: No such command 'frobnicate'")
    assert b"Usage: onrecord" in run().out + run().err.encode()


def test_values_that_are_repeated_for_speed_are_right():
    assert tuple(Kind) == get_args(records.Kind)
    assert set(Input) == {"auto", *(reader.name for reader in READERS)}


def test_a_pipeline_that_is_not_there_is_told_without_the_words_of_the_command():
    with pytest.raises(
        PipelineError, match=r"^pipeline 'missing' cannot be loaded \(.*\); install it or give its folder$"
    ):
        load_pipeline("missing")


# --- output files ---


def test_output_file(run, briefing, tmp_path):
    target = tmp_path / "claims.out"
    assert run("extract", briefing, "-o", target)[:2] == (0, b"")
    assert len(json.loads(target.read_bytes())["claims"]) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["briefing.txt", "claims.out"]  # nothing left over


@pytest.mark.parametrize(("name", "start"), [("a.csv", b"document,"), ("a.jsonl", b'{"document":'), ("a.txt", b"{\n")])
def test_output_file_says_the_format(run, briefing, tmp_path, name, start):
    run("extract", briefing, "-o", tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(start)


def test_output_file_keeps_its_place_and_mode(run, briefing, tmp_path):
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    assert run("extract", briefing, "-o", link).code == 0
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"{")
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_new_output_file_follows_the_umask(run, briefing, tmp_path):
    old = os.umask(0o027)
    try:
        run("extract", briefing, "-o", tmp_path / "a.json")
    finally:
        os.umask(old)
    assert (tmp_path / "a.json").stat().st_mode & 0o777 == 0o640


def test_output_file_stays_if_nothing_could_be_read(run, tmp_path):
    target = tmp_path / "claims.json"
    target.write_text("old")
    assert run("extract", "missing.txt", "-o", target).code == 1
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_output_file_is_none_of_the_inputs(run, briefing):
    before = briefing.read_bytes()
    code, _, err = run("extract", briefing, "-o", briefing)
    assert code == 2
    assert "is one of the files to read" in err
    assert briefing.read_bytes() == before


def test_output_where_nothing_can_be_written(run, briefing, tmp_path):
    loop = tmp_path / "loop.json"
    loop.symlink_to(loop)
    for target in (tmp_path / "no" / "folder.json", briefing / "a.json", f"{briefing}/", loop):
        code, _, err = run("extract", briefing, "-o", target)
        assert code == 2
        assert "; choose another " in err
    assert run("extract", briefing, "-o", os.devnull).code == 0
    assert Path(os.devnull).is_char_device()


def test_output_folder(run, briefing, tmp_path):
    folder = tmp_path / "a" / "claims"
    assert run("extract", briefing, "-o", f"{folder}/")[:2] == (0, b"")
    assert (folder / "briefing.json").read_bytes().startswith(b"{\n")
    run("extract", "-", briefing, "-o", folder, "--format", "csv", stdin=b"up 5%")
    assert {path.name for path in folder.iterdir()} == {"briefing.json", "briefing.csv", "stdin.csv"}


def test_output_folder_keeps_names_apart(run, tmp_path):
    paths = [tmp_path / "a" / "x.txt", tmp_path / "b" / "x.txt", tmp_path / "b" / "X.md", tmp_path / "b" / "x-2.txt"]
    for number, path in enumerate(paths):
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"up {number}%")
    folder = tmp_path / "out"
    assert run("extract", *paths, paths[0], "missing.txt", "-o", f"{folder}/").code == 1
    values = {path.name: json.loads(path.read_bytes())["claims"][0]["value"] for path in folder.iterdir()}
    assert values == {"x.json": 0, "x-2.json": 1, "X-3.json": 2, "x-2-2.json": 3, "x-4.json": 0}


def test_no_empty_folder_is_left(run, tmp_path):
    assert run("extract", "missing.txt", "-o", f"{tmp_path}/a/b/").code == 1
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "there").mkdir()
    assert run("extract", "missing.txt", "-o", f"{tmp_path}/there/").code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def test_output_folder_of_the_inputs_never_replaces_one(run, tmp_path):
    source = tmp_path / "x.json"
    source.write_text("up 5%")
    assert run("extract", source, "-o", tmp_path).code == 0
    assert source.read_text() == "up 5%"
    assert len(json.loads((tmp_path / "x-2.json").read_bytes())["claims"]) == 1


# --- other commands ---


def test_schema(run):
    code, out, _ = run("schema")
    assert code == 0
    assert json.loads(out) == output_schema()
    assert json.loads(out)["required"] == ["schema", "document", "claims"]


def test_version(run):
    assert run("--version").out == b"onrecord 0.1.0\n"


@pytest.mark.parametrize("arguments", [[], ["extract"], ["schema"], ["patterns", "list"], ["patterns", "test"]])
def test_help_has_examples(run, arguments):
    for option in ("--help", "-h"):
        code, out, _ = run(*arguments, option)
        assert code == 0
        assert b"Examples:\n    onrecord " in out
        assert out.isascii()


RULES = """
[[rule]]
id = "my.widgets"
label = "count"
source = "me"
match = ["made 5 widgets"]
skip = [{skip}]
after = " widgets"
unit = "widgets"
"""


def test_patterns_list(run, tmp_path):
    rules = tmp_path / "rules.toml"
    rules.write_text(RULES.format(skip=""))
    out = run("patterns", "list", "--patterns", rules).out.decode()
    assert all(word in out for word in ("my.widgets", "count", "made 5 widgets", "me"))
    (rule,) = json.loads(run("patterns", "list", "--patterns", rules, "--format", "json").out)
    assert (rule["id"], rule["after"], rule["values"]) == ("my.widgets", " widgets", {"unit": "widgets"})


def test_patterns_list_of_the_shipped_rules(run):
    listed = json.loads(run("patterns", "list", "--format", "json").out)
    assert len(listed) > 50
    assert all(rule["source"] and rule["match"] for rule in listed)


def test_patterns_test(run, tmp_path):
    rules = tmp_path / "rules.toml"
    rules.write_text(RULES.format(skip="'widgets 5'"))
    assert run("patterns", "test", "--patterns", rules) == (0, b"1 rule, 0 examples fail\n", "")
    rules.write_text(RULES.format(skip="'lost 5 widgets'"))
    code, out, err = run("patterns", "test", "--patterns", rules)
    assert (code, out) == (1, b"1 rule, 1 example fails\n")
    assert err.startswith(f"error: {rules}, rule 'my.widgets': finds its skip example 'lost 5 widgets'; ")


def test_patterns_test_tries_the_rules_together(run, tmp_path):
    rules = tmp_path / "rules.toml"
    rules.write_text(RULES.format(skip="") + RULES.format(skip="").replace("my.widgets", "my.late"))
    code, out, err = run("patterns", "test", "--patterns", rules)
    assert (code, out) == (1, b"2 rules, 1 example fails\n")
    assert "rule 'my.late': does not find its match example" in err


@pytest.mark.parametrize("old", ['label = "count"', 'id = "my.widgets"', 'unit = "widgets"'])
def test_bad_rules_are_wrong_use_everywhere(run, briefing, tmp_path, old):
    rules = tmp_path / "rules.toml"
    new = {"label": 'label = "widget"', "id": 'id = "none.clock"', "unit": 'units = "widgets"'}[old.split()[0]]
    rules.write_text(RULES.format(skip="").replace(old, new))
    ends = [run(*command, "--patterns", rules) for command in (["extract", briefing], ["patterns", "test"])]
    assert ends[0] == ends[1]
    assert ends[0][:2] == (2, b"")


# --- tables ---


@pytest.mark.parametrize("columns", [60, 70, 80, 99, 100, 120, 200])
def test_a_table_does_not_break_words(monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    rows = [
        ["electricity generation from non-fossil sources", "up quarter-on-quarter", "Tang"],
        ["services " * 20, "down", "Guo Wanqing of the national administration"],
    ]
    out = table("title", ("indicator", "change", "who"), rows).decode()
    assert {word for row in rows for cell in row for word in cell.split()} <= set(out.split())
    assert max(map(len, out.splitlines())) <= columns


def test_a_table_too_narrow_for_its_words_loses_none_of_their_letters(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    out = table("title", ("a", "b"), [["x" * 150, "y" * 90]]).decode()
    assert (out.count("x"), out.count("y")) == (150, 90)
    assert max(map(len, out.splitlines())) <= 60


# --- processes ---


def test_closed_pipe_ends_quietly(briefing):
    with process("extract", *[briefing] * 200) as running:
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_full_disk(briefing):
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run([*FAKE, "extract", briefing], cwd=ROOT, stdout=full, stderr=subprocess.PIPE)
    assert ended.returncode == 2
    assert ended.stderr.startswith(b"error: standard output: cannot be written: No space left on device; ")
    assert ended.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0", "LC_ALL": "POSIX"}]
)
@pytest.mark.parametrize("format", command.Format)
def test_output_is_utf8_whatever_the_locale(briefing, locale, format):
    environment = {**os.environ, "COLUMNS": "120", **locale}
    with process("extract", briefing, "--format", format, env=environment) as running:
        out, err = running.communicate()
    assert (running.returncode, err) == (0, b"")
    assert "经济".encode() in out


@pytest.mark.skipif(sys.platform == "win32", reason="no signals to send there")
def test_interrupt_ends_quietly_and_leaves_nothing(tmp_path):
    source, target = tmp_path / "slow.txt", tmp_path / "claims.json"
    os.mkfifo(source)
    running = process("extract", source, "-o", target, start_new_session=True)
    with running, source.open("wb"):  # opens as soon as the program reads at the other end
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (130, b"", b"")
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize("closed", ["<&-", ">&-"])
@pytest.mark.skipif(sys.platform == "win32", reason="a shell of its own")
def test_closed_streams(briefing, closed):
    line = f'"{sys.executable}" -m tests.fake_pipeline extract {"-" if "<" in closed else briefing} {closed}'
    ended = subprocess.run(["sh", "-c", line], cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode in (1, 2)
    assert ended.stderr.startswith("error: standard ")
    assert ended.stderr.count("\n") == 1


def test_help_imports_nothing_heavy():
    heavy = ("spacy", "pydantic", "rich", "regex", "orjson", "numpy", "charset_normalizer", "importlib.metadata")
    code = f"import sys, cli.main; print([name for name in {heavy} if name in sys.modules])"
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout == "[]\n"


def test_the_real_thing(tmp_path):
    sample = ROOT / "samples" / "energy_press_conference.txt"
    ended = subprocess.run(
        [sys.executable, "-m", "cli.main", "extract", sample], cwd=ROOT, capture_output=True, check=True
    )
    record = json.loads(ended.stdout)
    jsonschema.validate(record, output_schema())
    text = sample.read_bytes().decode()
    assert len(record["claims"]) > 20
    assert all(text[claim["start"] : claim["end"]] == claim["text"] for claim in record["claims"])


@pytest.mark.parametrize("layout", ["json", "jsonl", "csv"])
def test_what_onrecord_wrote_is_no_document(run, briefing, tmp_path, layout):
    written = tmp_path / f"claims.{layout}"
    assert run("extract", briefing, "--format", layout, "-o", written).code == 0
    ended = run("extract", written, briefing, "--format", "jsonl")
    assert ended.code == 1
    assert f"{written}: is what onrecord wrote, and no document" in ended.err
    assert ended.out
    assert run("extract", written, "--input", "text").code == 0
