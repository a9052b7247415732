"""Shards of a data set: complete, resumed and kept up to date, without a cluster."""

import errno
import gzip
import io
import itertools
import json
import zipfile
from pathlib import Path

import pytest

from extractors.errors import InputError, OptionError
from extractors.options import ReadingOptions
from extractors.pipeline import extract

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'onrecord[parquet]'")

from pyarrow import dataset, parquet  # noqa: E402

from cli import shards as module  # noqa: E402
from cli.addresses import Place, place  # noqa: E402
from cli.inputs import Input, documents_in, list_inputs  # noqa: E402
from cli.shards import ShardSet, ShardWriter, list_documents, whole_archives  # noqa: E402
from extractors import partitions  # noqa: E402
from extractors.columnar import claims_table  # noqa: E402
from extractors.partitions import Failure  # noqa: E402

OPTIONS = ReadingOptions()
SHARDS = 3


def run(paths, target, options=OPTIONS, prune=False, writer=None):
    """All tasks of a plan, one after another, as a cluster would do them; the plan and the results."""
    data_set = ShardSet.open(str(target), options, 0, SHARDS)
    inputs = list_inputs(map(str, paths))
    listed = list(list_documents(inputs.files, options.limits))
    archives = whole_archives(listed)
    plan = data_set.plan(listed, lambda source: prune and inputs.is_gone(source, archives))
    writer = writer or ShardWriter(data_set, options)
    return plan, [writer.write(task) for task in plan.tasks]


def rows(target, folder="claims"):
    """A table of the target, sorted: what a reader of the data set sees."""
    table = dataset.dataset(Path(target) / folder).to_table()
    return table.sort_by([(name, "ascending") for name in ("source", "start") if name in table.schema.names])


def expected(paths, nlp):
    """What the documents give when they are read here, sorted."""
    outputs = [extract(Path(path).read_text(encoding="utf-8"), nlp=nlp, source=str(path)) for path in paths]
    return claims_table(outputs).sort_by([("source", "ascending"), ("start", "ascending")])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a few documents in folders; its path is always the same, and so are their shards."""
    monkeypatch.chdir(tmp_path)
    where = Path("docs")
    for number in range(8):
        file = where / f"year{number % 2}" / f"{number}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"News\n\nExports rose {number}.5% to {number} billion yuan in 202{number}.", encoding="utf-8")
    return where


@pytest.fixture
def paths(folder):
    return sorted(folder.rglob("*.txt"))


def test_the_data_set_equals_what_is_read_here(folder, paths, tmp_path, nlp):
    plan, results = run([folder], tmp_path / "out")
    assert rows(tmp_path / "out").equals(expected(paths, nlp))
    assert rows(tmp_path / "out", "documents")["source"].to_pylist() == list(map(str, paths))
    assert rows(tmp_path / "out", "errors").num_rows == 0
    assert (plan.unchanged, sum(result.read for result in results)) == (0, 8)
    assert sum(result.claims for result in results) == expected(paths, nlp).num_rows > 8


def test_an_unchanged_document_is_not_read_again(folder, tmp_path):
    run([folder], tmp_path / "out")
    plan, results = run([folder], tmp_path / "out")
    assert (plan.unchanged, results) == (8, [])


def test_only_what_changed_is_read_again(folder, paths, tmp_path, nlp, monkeypatch):
    run([folder], tmp_path / "out")
    paths[3].write_text("News\n\nImports fell 9%.", encoding="utf-8")
    new = folder / "new.txt"
    new.write_text("News\n\nImports fell 8%.", encoding="utf-8")
    plan, results = run([folder], tmp_path / "out")
    assert plan.unchanged == 7
    assert sum(result.read for result in results) == 2
    assert rows(tmp_path / "out").equals(expected([*paths, new], nlp))


def test_other_options_read_all_again(folder, tmp_path):
    run([folder], tmp_path / "out")
    plan, _ = run([folder], tmp_path / "out", ReadingOptions(date="2024"))
    assert plan.unchanged == 0
    assert set(rows(tmp_path / "out")["date"].to_pylist()) == {"2024"}


def test_what_is_not_named_stays_and_what_is_gone_goes_when_it_is_pruned(folder, paths, tmp_path, nlp):
    run([folder / "year0"], tmp_path / "out")
    run([folder / "year1"], tmp_path / "out", prune=True)
    assert rows(tmp_path / "out").equals(expected(paths, nlp))
    paths[0].unlink()
    run([folder], tmp_path / "out")
    assert rows(tmp_path / "out", "documents").num_rows == 8
    plan, _ = run([folder], tmp_path / "out", prune=True)
    assert (plan.unchanged, plan.dropped) == (7, 1)
    assert rows(tmp_path / "out").equals(expected(paths[1:], nlp))


def test_bad_documents_are_rows_of_errors_and_are_read_again_once_they_are_good(folder, paths, tmp_path, nlp):
    paths[0].write_bytes(b"GIF89a")
    missing = folder / "missing.txt"
    plan, results = run([folder, missing], tmp_path / "out")
    errors = {row["source"]: row["reason"] for row in rows(tmp_path / "out", "errors").to_pylist()}
    assert errors.keys() == {str(paths[0]), str(missing)}
    assert "picture" in errors[str(paths[0])]
    assert errors[str(missing)].startswith("there is no such file")
    assert sorted(error for result in results for error in result.errors) == sorted(errors.items())
    plan, _ = run([folder, missing], tmp_path / "out")
    assert (plan.unchanged, sorted(plan.failures), plan.tasks) == (7, sorted(errors.items()), [])
    for path in (paths[0], missing):
        path.write_text("News\n\nImports fell 9%.", encoding="utf-8")
    plan, _ = run([folder, missing], tmp_path / "out")
    assert (plan.unchanged, plan.failures) == (7, [])
    assert rows(tmp_path / "out", "errors").num_rows == 0
    assert rows(tmp_path / "out").equals(expected([*paths, missing], nlp))


def test_what_cannot_be_had_today_stays_as_it_was_read(folder, paths, tmp_path, nlp):
    run(paths, tmp_path / "out")
    text = paths[0].read_text(encoding="utf-8")
    paths[0].unlink()
    plan, results = run(paths, tmp_path / "out")
    assert (plan.unchanged, plan.failures) == (7, [(str(paths[0]), "there is no such file; check the name")])
    assert results == []
    paths[0].write_text(text, encoding="utf-8")
    assert rows(tmp_path / "out").equals(expected(paths, nlp))


def test_members_of_archives_and_compressed_files_are_documents(folder, paths, tmp_path, nlp):
    packed = Path("packed")
    packed.mkdir()
    with zipfile.ZipFile(packed / "a.zip", "w") as archive:
        for path in paths[:5]:
            archive.write(path, path.name)
        archive.writestr("broken.txt", b"GIF89a")
    (packed / "b.txt.gz").write_bytes(gzip.compress(paths[5].read_bytes()))
    run([packed], tmp_path / "out")
    named = {f"{packed}/a.zip!/{path.name}": path for path in paths[:5]} | {f"{packed}/b.txt.gz": paths[5]}
    outputs = [extract(path.read_text(), nlp=nlp, source=source) for source, path in named.items()]
    assert rows(tmp_path / "out").equals(
        claims_table(outputs).sort_by([("source", "ascending"), ("start", "ascending")])
    )
    assert rows(tmp_path / "out", "errors")["source"].to_pylist() == [f"{packed}/a.zip!/broken.txt"]
    with zipfile.ZipFile(packed / "a.zip", "w") as archive:
        archive.write(paths[0], paths[0].name)
    plan, _ = run([packed], tmp_path / "out", prune=True)
    assert (plan.unchanged, plan.dropped, plan.failures) == (2, 5, [])


def test_a_document_is_tried_again_where_a_package_was_missing(folder, paths, tmp_path, nlp, monkeypatch):
    def no_package(raw, *_):
        try:
            raise ModuleNotFoundError("pypdfium2")
        except ImportError as error:
            raise InputError(f"{raw.source}: needs a package; install it", raw.source) from error

    with monkeypatch.context() as patched:
        patched.setattr(partitions, "read_document", no_package)
        run([folder], tmp_path / "out")
    assert rows(tmp_path / "out", "errors").num_rows == 8
    plan, _ = run([folder], tmp_path / "out")
    assert plan.failures == []
    assert rows(tmp_path / "out").equals(expected(paths, nlp))


def test_options_that_cannot_work_are_told_before_anything_is_written(folder, tmp_path):
    _, results = run([folder], tmp_path / "out", ReadingOptions(pipeline="no_such_pipeline"))
    assert all(result.is_fatal and "no_such_pipeline" in result.problem for result in results)
    assert [file.name for file in (tmp_path / "out").rglob("*") if file.is_file()] == ["layout.json"]


def test_no_shards_among_other_files(tmp_path):
    (tmp_path / "claims.parquet").write_bytes(b"")
    with pytest.raises(OptionError, match="holds other files"):
        ShardSet.open(str(tmp_path), OPTIONS, 5)


class Killed(BaseException):
    """As if the process were gone: nothing catches it."""


def killing(monkeypatch, after):
    """Let the process die at the write number `after`; the write itself is lost."""
    count = itertools.count()
    write = Place.write

    def write_or_die(self, data):
        if next(count) == after:
            raise Killed
        write(self, data)

    monkeypatch.setattr(Place, "write", write_or_die)


@pytest.mark.parametrize("after", range(1 + 5 * SHARDS))
def test_killed_at_any_write_and_resumed_nothing_is_lost_or_twice(after, folder, paths, tmp_path, nlp, monkeypatch):
    with monkeypatch.context() as patched, pytest.raises(Killed):
        killing(patched, after)
        run([folder], tmp_path / "out")
    paths[0].write_text("News\n\nImports fell 9%.", encoding="utf-8")  # meanwhile
    run([folder], tmp_path / "out")
    assert rows(tmp_path / "out").equals(expected(paths, nlp))
    assert rows(tmp_path / "out", "documents")["source"].to_pylist() == list(map(str, paths))


@pytest.mark.parametrize("after", range(5))
def test_killed_while_it_is_brought_up_to_date(after, folder, paths, tmp_path, nlp, monkeypatch):
    run([folder], tmp_path / "out")
    before = paths[0].read_text(encoding="utf-8")
    paths[0].write_text("News\n\nImports fell 9%.", encoding="utf-8")
    with monkeypatch.context() as patched, pytest.raises(Killed):
        killing(patched, after)
        run([folder], tmp_path / "out")
    paths[0].write_text(before, encoding="utf-8")  # back to what the first manifest knew
    run([folder], tmp_path / "out")
    assert rows(tmp_path / "out").equals(expected(paths, nlp))


def test_the_same_documents_give_the_same_bytes(folder, paths, tmp_path):
    def contents(target):
        return {file.relative_to(target): file.read_bytes() for file in sorted(target.rglob("*")) if file.is_file()}

    run([folder], tmp_path / "a")
    for path in reversed(paths):
        run([path], tmp_path / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert len(contents(tmp_path / "a")) == 4 * SHARDS + 1


def test_a_shard_whose_file_is_gone_is_made_again(folder, paths, tmp_path, nlp):
    run([folder], tmp_path / "out")
    next((tmp_path / "out" / "claims").iterdir()).unlink()
    run([folder], tmp_path / "out")
    assert rows(tmp_path / "out").equals(expected(paths, nlp))


def test_the_manifest_names_the_content(folder, paths, tmp_path):
    run([folder], tmp_path / "out")
    manifests = [json.loads(file.read_text()) for file in (tmp_path / "out" / "_manifest").glob("part-*.json")]
    documents = {source: entry for manifest in manifests for source, entry in manifest["documents"].items()}
    assert documents.keys() == set(map(str, paths))
    digest = module.hashlib.sha256(paths[0].read_bytes()).hexdigest()
    assert documents[str(paths[0])]["content"] == digest


def test_a_target_keeps_its_number_of_shards(tmp_path):
    assert ShardSet.open(str(tmp_path), OPTIONS, 2000).count == 16
    assert ShardSet.open(str(tmp_path), OPTIONS, 5).count == 16
    assert ShardSet.open(str(tmp_path), OPTIONS, 5, 16).count == 16
    with pytest.raises(OptionError, match="has 16 shards"):
        ShardSet.open(str(tmp_path), OPTIONS, 5, 4)


def test_a_full_disk_is_told_and_the_next_run_makes_it_good(folder, paths, tmp_path, nlp, monkeypatch):
    write = Place.write

    def no_room(self, data):
        if "/claims/part-00001" in self.path:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(self, data)

    with monkeypatch.context() as patched:
        patched.setattr(Place, "write", no_room)
        _, results = run([folder], tmp_path / "out")
    assert [bool(result.problem) for result in results] == [False, True, False]
    assert "No space left on device" in results[1].problem
    run([folder], tmp_path / "out")
    assert rows(tmp_path / "out").equals(expected(paths, nlp))


def test_a_document_that_goes_away_between_listing_and_reading_is_an_error(folder, paths, tmp_path):
    data_set = ShardSet.open(str(tmp_path / "out"), OPTIONS, 0, SHARDS)
    plan = data_set.plan(list_documents(list_inputs([str(folder)]).files, OPTIONS.limits))
    paths[0].unlink()
    results = [ShardWriter(data_set, OPTIONS).write(task) for task in plan.tasks]
    ((source, reason),) = [error for result in results for error in result.errors]
    assert (source, reason) == (str(paths[0]), "there is no such file; check the name")


def test_addresses_in_memory_are_read_and_written(nlp):
    pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'onrecord[cluster]'")
    text = "News\n\nExports rose 5% to 7 billion yuan."
    place("memory://in/a.txt").write(text.encode())
    place("memory://in/deep/b.txt").write(text.encode())
    run(["memory://in"], "memory://out")
    run(["memory://in/deep/b.txt", "memory://in/none.txt"], "memory://out")
    parts = [place(f"memory://out/claims/{name}").read() for name in place("memory://out/claims").names()]
    found = pa.concat_tables([parquet.read_table(io.BytesIO(part)) for part in parts])
    assert sorted(set(found["source"].to_pylist())) == ["memory://in/a.txt", "memory://in/deep/b.txt"]
    assert found.num_rows == 2 * len(extract(text, nlp=nlp).claims)


def test_an_address_nobody_knows_is_refused():
    with pytest.raises(OptionError, match="nowhere://bucket: cannot be reached"):
        place("nowhere://bucket")


def test_a_file_that_cannot_be_opened_is_a_failure(tmp_path):
    (found,) = documents_in(Input("x", str(tmp_path)), OPTIONS.limits)
    assert isinstance(found, Failure)
    assert found.reason.startswith("cannot be read")
