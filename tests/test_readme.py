"""The README says what is true: its example runs, its record is one that the program writes, no field is missing."""

import contextlib
import io
import json
import re
from pathlib import Path

import pytest

import extractors
from cli.extract import Format
from cli.options import Kind
from extractors.records import Claim, DocumentRecord

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def test_the_python_example_prints_what_it_says(monkeypatch):
    monkeypatch.chdir(ROOT)
    page = io.StringIO()
    with contextlib.redirect_stdout(page):
        exec(compile(blocks("python")[0], "README.md", "exec"), {})
    assert page.getvalue() == blocks("text")[0]


def test_the_record_is_one_that_the_sample_gives():
    document = extractors.read(ROOT / "samples" / "energy_press_conference.txt")
    shown = json.loads(blocks("json")[0])
    claims = [claim.model_dump(mode="json") for claim in extractors.extract(document.text).claims]
    assert shown in [{key: claim[key] for key in shown} for claim in claims]


@pytest.mark.parametrize("name", [*Claim.model_fields, *DocumentRecord.model_fields, *Kind, *Format])
def test_every_field_and_value_is_explained(name):
    assert re.search(rf"`[^`\n]*\b{name}\b[^`\n]*`", README)


def test_the_commands_for_a_fresh_machine_are_one_line_each():
    commands = [block for block in blocks("sh") if block.startswith("python3 -m venv")]
    assert [command.count("\n") for command in commands] == [1, 1]
    assert "onrecord extract samples/" in commands[0]
    assert "pytest" in commands[1]
