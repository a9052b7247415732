"""Documents, archives and outputs of ours are loaded alike, told apart by what they hold."""

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from cli.loading import load_outputs
from cli.store import Archive
from extractors import extract
from extractors.errors import OnRecordError
from extractors.options import ReadingOptions
from extractors.output import to_csv, to_json, to_jsonl

ROOT = Path(__file__).parent.parent
ENERGY = ROOT / "samples" / "energy_press_conference.txt"
RATES = ROOT / "samples" / "rate_decision.txt"


@pytest.fixture(scope="module")
def outputs(nlp):
    return [extract(path.read_text(encoding="utf-8"), nlp=nlp, source=str(path)) for path in (ENERGY, RATES)]


def load(path, **options):
    return list(load_outputs(path, ReadingOptions(**options)))


def test_a_document_is_read_now(outputs):
    [loaded] = load(ENERGY)
    assert loaded.output == outputs[0]
    assert loaded.text == ENERGY.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "layout",
    [
        lambda outputs: b"".join(to_json(output) for output in outputs),
        lambda outputs: b"".join(to_json(output, indent=True) for output in outputs),
        lambda outputs: b"\xef\xbb\xbf\n" + b"".join(to_json(output) for output in outputs),
        lambda outputs: b"[" + b",".join(to_json(output, indent=True) for output in outputs) + b"]",
        lambda outputs: json.dumps([json.loads(to_json(output)) for output in outputs]).encode(),
        lambda outputs: b"\n\n".join(
            json.dumps(json.loads(to_json(output)), sort_keys=True).encode() for output in outputs
        ),
    ],
    ids=["a line each", "indented", "byte order mark", "indented list", "list", "keys sorted"],
)
def test_whole_documents(tmp_path, outputs, layout):
    path = tmp_path / "claims.whatever"
    path.write_bytes(layout(outputs))
    loaded = load(path)
    assert [found.output for found in loaded] == outputs
    assert all(found.whole for found in loaded)


def test_flat_claims_come_back_as_far_as_they_tell(tmp_path, outputs):
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"".join(to_jsonl(outputs)))
    loaded = load(path)
    assert [found.output.claims for found in loaded] == [output.claims for output in outputs]
    assert [found.source for found in loaded] == [str(ENERGY), str(RATES)]
    assert [found.output.document.id for found in loaded] == [output.document.id for output in outputs]
    assert not any(found.whole for found in loaded)
    assert loaded[0].output.document.published is None


def test_an_archive(tmp_path, outputs):
    path = tmp_path / "claims"
    with Archive.open(path) as archive:
        run = archive.begin_run(version="1", options={})
        for output in outputs:
            archive.put(run, "1", output, "its text")
    loaded = load(path)
    assert [found.output for found in loaded] == outputs
    assert [found.text for found in loaded] == ["its text", "its text"]


def test_outputs_in_a_folder_are_taken_instead_of_the_documents_beside_them(tmp_path, outputs):
    (tmp_path / "briefing.txt").write_text("News\n\nThe rate was 3 percent.\n")
    (tmp_path / "other.json").write_text('{"a": 1}')
    below = tmp_path / "claims"
    below.mkdir()
    for number, output in enumerate(outputs):
        (below / f"{number}.json").write_bytes(to_json(output, indent=True))
    assert [found.output for found in load(tmp_path)] == outputs


def test_documents_of_a_folder_where_there_are_no_outputs(tmp_path):
    (tmp_path / "briefing.txt").write_text("News\n\nThe rate was 3 percent.\n")
    (tmp_path / "other.json").write_text('{"a": 1}')
    [loaded] = load(tmp_path)
    assert [claim.text for claim in loaded.output.claims] == ["3 percent"]


def test_compressed_and_packed_outputs(tmp_path, outputs):
    lines = b"".join(to_json(output) for output in outputs)
    (tmp_path / "claims.json.gz").write_bytes(gzip.compress(lines))
    with zipfile.ZipFile(tmp_path / "claims.zip", "w") as archive:
        archive.writestr("claims.json", lines)
    for name in ("claims.json.gz", "claims.zip"):
        assert [found.output for found in load(tmp_path / name)] == outputs


def test_numbers_come_back_exactly(tmp_path, outputs):
    claim = outputs[0].claims[0]
    large = claim.model_copy(update={"value": claim.value.__class__(10**30)})
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"".join(to_jsonl([outputs[0].model_copy(update={"claims": [large]})])))
    assert load(path)[0].output.claims == [large]


@pytest.mark.parametrize("text", ["{Draft} The rate was 3 percent.", "[Photo] The rate was 3 percent.", "{ }"])
def test_a_text_that_begins_with_a_brace_is_a_text(tmp_path, text):
    path = tmp_path / "briefing.txt"
    path.write_text(text)
    assert load(path)[0].text == text


def test_an_empty_file_of_claims_has_no_documents(tmp_path):
    (tmp_path / "claims.jsonl").touch()
    assert load(tmp_path / "claims.jsonl") == []


def test_input_text_reads_json_as_a_text(tmp_path):
    path = tmp_path / "page.json"
    path.write_text('{"body": "The rate was 3 percent."}')
    assert load(path, input="text")[0].text == path.read_text()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"a": 1}', "is nothing that onrecord writes"),
        ('{"a": ', "is no JSON"),
        ('[{"a": 1}, 2]', "object 1: is nothing that onrecord writes"),
        ('{"document": "0", "claims": 1}', "is nothing that onrecord writes"),
        ('{"schema": "onrecord/7", "document": {}, "claims": []}', "is of schema onrecord/7"),
        ('{"a": ' * 100_000, "is no JSON"),
        ('[{"a": 1}', "is no JSON"),
        ('{"a": "\xff"}', "is no JSON"),
    ],
)
def test_what_is_not_ours_is_told_with_its_name(tmp_path, content, message):
    path = tmp_path / "claims.json"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(OnRecordError, match=message) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "; " in str(caught.value)


@pytest.mark.parametrize("name", ["nowhere.json", "empty"])
def test_what_is_not_there(tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(OnRecordError, match=name):
        load(tmp_path / name)


def test_a_bad_line_does_not_cost_the_files_beside_it(tmp_path, outputs):
    (tmp_path / "1.json").write_bytes(to_json(outputs[0]) + b"{\n")
    (tmp_path / "2.json").write_bytes(to_json(outputs[1]))
    problems = []
    loaded = list(load_outputs(tmp_path, ReadingOptions(), problems.append))
    assert [found.output for found in loaded] == outputs
    assert [str(problem).partition("; ")[0].partition(": is")[0] for problem in problems] == [
        f"{tmp_path / '1.json'}: line 2"
    ]


def test_a_broken_line_costs_only_itself(tmp_path, outputs):
    path = tmp_path / "claims.jsonl"
    output = outputs[0]
    good = b"".join(to_jsonl([output])).splitlines(keepends=True)
    path.write_bytes(good[0] + b'{"document": "x", "kind\n' + b"".join(good[1:]))
    told = []
    loaded = list(load_outputs(path, ReadingOptions(), told.append))
    assert [claim.id for one in loaded for claim in one.output.claims] == [claim.id for claim in output.claims]
    assert len(told) == 1
    assert f"{path}: line 2: is no JSON" in str(told[0])


def test_our_csv_is_no_document(tmp_path, outputs):
    path = tmp_path / "claims.csv"
    path.write_bytes(b"".join(to_csv(outputs)))
    with pytest.raises(OnRecordError, match=r"claims\.csv: is CSV that onrecord wrote .*; write it again with"):
        load(path)
