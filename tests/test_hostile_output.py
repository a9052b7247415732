"""Whatever a document or a file's name holds: a terminal obeys none of it, and a spreadsheet runs none of it."""

from __future__ import annotations

import csv
import io
import json
import unicodedata

import pytest

from cli.shell import LINE, Progress, complain, note, printable
from cli.table import claims_table, table
from extractors.output import to_csv, to_json, to_jsonl
from tests.fake_pipeline import extract

# By name: what some terminals obey, or show as something else.
HOSTILE = {
    "colour": "\x1b[31m",
    "window title": "\x1b]0;owned\x07",
    "clipboard": "\x1b]52;c;ZWNobw==\x1b\\",
    "one-byte sequence": "\x9b31m",
    "one-byte string": "\x90q\x9c",
    "overprinting": "\b\b\b\r",
    "delete": "\x7f",
    "null": "\0",
    "shift out": "\x0e",
    "bell": "\a",
    "right-to-left override": "\u202egpj.exe",
    "isolate": "\u2067x\u2069",
    "direction marks": "\u200e\u200f\u061c",
    "byte order mark": "\ufeff",
    "unseen letters": "\U000e0041\U000e0042\U000e007f",
    "line separators": "\u2028\u2029\x85\x0b\x0c\n",
    "annotation": "\ufff9a\ufffab\ufffb",
}
every_kind = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


def is_harmless(shown: str) -> bool:
    """Whether no character of it moves the cursor, begins a sequence, or changes the direction of writing."""
    return not any(
        unicodedata.category(char) in ("Cc", "Zl", "Zp", "Cs")
        or unicodedata.bidirectional(char) in BIDI
        or char in MARKS
        for char in shown
    )


BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MARKS = set(HOSTILE["direction marks"] + HOSTILE["byte order mark"] + HOSTILE["unseen letters"])


def output(text: str):
    """A document whose title, sentence, speaker, unit and indicator all hold the text."""
    found = extract("Mr A: up 5%", source=f"{text}.txt")
    (claim,) = found.claims
    speaker = claim.speaker.model_copy(update={"name": f"A{text}"})
    changes = {"text": f"5{text}%", "unit": f"u{text}", "indicator": f"up{text}", "sentence": f"So{text}."}
    return found.model_copy(
        update={
            "document": found.document.model_copy(update={"title": f"T{text}"}),
            "claims": [claim.model_copy(update={**changes, "speaker": speaker})],
        }
    )


@every_kind
def test_table(text):
    shown = claims_table(output(text)).decode()
    assert is_harmless(shown.replace("\n", ""))
    assert is_harmless(table(text, ["a", "b"], [[text, "x"]]).decode().replace("\n", ""))


@every_kind
@pytest.mark.parametrize("say", [complain, note])
def test_errors_and_notes(text, say, capsys):
    say(f"{text}.txt: is no text")
    shown = capsys.readouterr().err
    assert shown.endswith(".txt: is no text\n")
    assert is_harmless(shown.removesuffix("\n"))


@every_kind
def test_progress(text, capsys, monkeypatch):
    monkeypatch.setattr("cli.shell.is_terminal", lambda stream: True)
    Progress(2, quiet=False).at(1, f"{text}.txt")
    shown = capsys.readouterr().err.replace("\x1b[K", "").removeprefix("\r")
    assert shown.startswith("1/2 ")
    assert is_harmless(shown)


@pytest.mark.parametrize(
    "name", ["x" * 500, "经济" * 250, "👩\u200d👩\u200d👧" * 100, "e" + "\u0301" * 500, "\ufdfd" * 100]
)
def test_progress_keeps_to_its_line(name, capsys, monkeypatch):
    from rich.cells import cell_len

    monkeypatch.setattr("cli.shell.is_terminal", lambda stream: True)
    Progress(2, quiet=False).at(1, name)
    assert cell_len(capsys.readouterr().err.replace("\x1b[K", "").removeprefix("\r")) <= LINE


def test_bytes_of_a_name_that_are_no_text():
    assert printable("caf\udce9.txt") == "caf\ufffd.txt"


@every_kind
def test_json_is_lossless_and_obeyed_by_none(text):
    for data in (to_json(output(text)), to_json(output(text), indent=True), *to_jsonl([output(text)])):
        raw = data.decode()
        assert not any(char in raw for char in "\x7f\x80\x90\x9b\x9c\x9d\u202e\u2067\u200e\u061c\x1b\b\0")
    assert json.loads(data)["indicator"] == f"up{text}"


@every_kind
def test_csv_has_no_control_characters(text):
    page = b"".join(to_csv([output(text)])).decode()
    header, row = csv.reader(io.StringIO(page, newline=""), strict=True)
    assert len(row) == len(header)
    assert not any(unicodedata.category(char) == "Cc" for cell in row for char in cell)


@pytest.mark.parametrize("formula", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "＝1", "﹦1"])
@pytest.mark.parametrize(
    "before", ["", " ", "   ", "\t", "\ufeff", "\u200b", "\xa0", "\u3000", "\0", "\x1b", "\x9b", "\r\n", "\u202e"]
)
def test_csv_runs_no_formula(before, formula):
    found = extract("up 5%")
    claim = found.claims[0].model_copy(update={"indicator": before + formula})
    page = b"".join(to_csv([found.model_copy(update={"claims": [claim]})])).decode()
    (row,) = csv.DictReader(io.StringIO(page, newline=""))
    assert row["indicator"].startswith("'")
    assert row["indicator"].endswith(formula)


def test_usage_errors(capsys):
    from cli.main import main

    with pytest.raises(SystemExit):
        main(["extract", "--format", "\x1b[31mred\u202e"])
    assert is_harmless(capsys.readouterr().err.replace("\n", ""))
