"""The recipes of the README do what it says, where their tools are installed; and its reference of the record holds."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from extractors import extract, read
from extractors.records import Claim, DocumentRecord

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SCRIPTS = Path(sys.executable).parent


class Block(NamedTuple):
    language: str
    code: str


def section(title):
    """What stands below a heading, up to the next one of its height."""
    height = len(title) - len(title.lstrip("#"))
    start = README.index(f"\n{title}\n") + len(title) + 2
    end = re.search(rf"^#{{1,{height}}} ", README[start:], re.MULTILINE)
    return README[start : start + end.start()] if end else README[start:]


def blocks(text):
    return [Block(*found) for found in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)]


def titles():
    return re.findall(r"^### (.+)$", section("## Recipes"), re.MULTILINE)


def run(block, folder):
    """What a block prints, run as a reader would run it."""
    command = {"sh": ["bash", "-euo", "pipefail", "-c"], "python": [sys.executable, "-c"]}[block.language]
    settings = {**os.environ, "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    ended = subprocess.run([*command, block.code], cwd=folder, env=settings, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def skip_without(*codes):
    code = "\n".join(codes)
    for tool in ("jq", "sqlite3", "datasette"):
        if (
            re.search(rf"(^|\| *){tool} ", code, re.MULTILINE)
            and not shutil.which(tool)
            and not (SCRIPTS / tool).exists()
        ):
            pytest.skip(f"{tool} is not installed")
    for module in re.findall(r"^import (\w+)", code, re.MULTILINE):
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder in which the first recipe has been run."""
    if not (SCRIPTS / "onrecord").exists():
        pytest.skip("onrecord is not installed beside this Python")
    pytest.importorskip("pyarrow")
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "samples", folder / "samples")
    run(blocks(section("## Recipes").partition("\n### ")[0])[0], folder)
    return folder


@pytest.mark.parametrize("title", [title for title in titles() if not title.startswith(("cron", "Spark"))])
def test_a_recipe_prints_what_it_says(desk, title):
    found = blocks(section(f"### {title}"))
    skip_without(*(block.code for block in found if block.language in ("sh", "python")))
    assert found
    for block, following in zip(found, [*found[1:], None], strict=True):
        if block.language == "toml":
            (desk / "my_rules.toml").write_text(block.code, encoding="utf-8")
        elif block.language in ("sh", "python"):
            printed = run(block, desk)
            if following and following.language in ("text", "json"):
                assert printed == following.code


def test_a_pipeline_of_ones_own_gives_the_same_numbers(desk):
    """Runs after its recipe or before it; the recipe writes the folder again."""
    for block in blocks(section("### A spaCy pipeline of your own")):
        run(block, desk)
    ours = read(desk / "samples" / "rate_decision.txt")
    claims = [claim.text for claim in extract(ours.text).claims if claim.kind == "percentage"]
    assert (desk / "rates.csv").read_text(encoding="utf-8").count("\n") == len(claims) + 1


def test_the_line_for_cron_runs(desk):
    [block] = blocks(section("### cron"))
    *times, command = block.code.split(maxsplit=5)
    assert [bool(re.fullmatch(r"\*|\d+", time)) for time in times] == [True] * 5
    folder = desk / "srv"
    (folder / "briefings").mkdir(parents=True)
    shutil.copy(ROOT / "samples" / "rate_decision.txt", folder / "briefings")
    assert "/srv/desk" in command
    run(Block("sh", command.replace("/srv/desk", str(folder))), desk)
    assert (folder / "claims.db").exists()


def test_the_function_for_spark_reads_batches():
    """Its body alone: batches of Arrow in, batches out."""
    pyarrow = pytest.importorskip("pyarrow")
    code = next(block.code for block in blocks(section("## On a cluster")) if "mapInArrow" in block.code)
    body = re.search(r"^def read_claims.*?(?=^\S)", code, re.DOTALL | re.MULTILINE)[0]
    names = {}
    imports = [line for line in code.splitlines() if line.startswith(("import", "from")) and "pyspark" not in line]
    exec("\n".join([*imports, body]), names)
    batch = pyarrow.record_batch({"source": ["a.txt", "b.txt"], "content": [b"Exports rose by 7 percent.", b""]})
    found = pyarrow.Table.from_batches(list(names["read_claims"](iter([batch])))).to_pylist()
    assert [(row["source"], row["text"]) for row in found if row["error"] is None] == [("a.txt", "7 percent")]


def test_the_example_of_a_difference(desk):
    [shown] = [block.code for block in blocks(section("## What has changed")) if block.language == "console"]
    *commands, last = re.findall(r"^\$ (.+)$", shown, re.MULTILINE)
    for command in commands:
        run(Block("sh", command), desk)
    expected = shown.partition(f"$ {last}\n")[2]
    assert run(Block("sh", f"{last} || test $? = 1"), desk) == expected


# --- the reference ---


def reference(heading):
    """Field, type and example of each row of the table that begins with a heading."""
    table = README[README.index(f"| {heading} |") :].partition("\n\n")[0]
    rows = [re.fullmatch(r"\| `(\w+)` \| ([\w, ]+) \| .+ \| `(.+)` \|", line) for line in table.splitlines()[2:]]
    assert None not in rows
    return {row[1]: (row[2], row[3]) for row in rows}


FIELDS = reference("field of a claim")
DOCUMENT_FIELDS = reference("field of `document`")
TYPES = {"text": str, "integer": int, "number": (int, float), "object": dict, "list": list, "null": type(None)}


def test_every_field_has_a_row_in_its_order():
    assert list(FIELDS) == list(Claim.model_fields)
    assert list(DOCUMENT_FIELDS) == list(DocumentRecord.model_fields)


@pytest.fixture(scope="module")
def sample_outputs(nlp):
    documents = [(path.name, read(path).text) for path in sorted((ROOT / "samples").glob("*.txt"))]
    return [extract(text, nlp=nlp, source=f"samples/{name}").model_dump(mode="json") for name, text in documents]


@pytest.mark.parametrize("name", FIELDS)
def test_every_example_is_one_that_the_samples_give(sample_outputs, name):
    kinds, example = FIELDS[name]
    values = [claim[name] for output in sample_outputs for claim in output["claims"]]
    assert json.loads(example) in values
    assert all(isinstance(value, tuple(_types(kinds))) for value in values)
    assert (None in values) <= ("null" in kinds)


@pytest.mark.parametrize("name", DOCUMENT_FIELDS)
def test_every_example_of_a_document_is_one_that_the_samples_give(sample_outputs, name):
    kinds, example = DOCUMENT_FIELDS[name]
    values = [output["document"][name] for output in sample_outputs]
    if example.endswith(", ...]"):
        assert json.loads(example.replace(", ...]", "]")) in [value[:1] for value in values]
    else:
        assert json.loads(example) in values
    assert all(isinstance(value, tuple(_types(kinds))) for value in values)


def _types(kinds):
    for kind in kinds.split(", "):
        found = TYPES[kind]
        yield from found if isinstance(found, tuple) else (found,)
