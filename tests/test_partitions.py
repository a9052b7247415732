"""A table of documents -> tables of claims and errors, as cluster engines call it."""

import datetime
import multiprocessing
import pickle
import re
from pathlib import Path

import pytest

from extractors.errors import OptionError
from extractors.options import ReadingOptions
from extractors.pipeline import extract
from patterns import load_file

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'onrecord[parquet]'")

from extractors import columnar, reading  # noqa: E402
from extractors.columnar import claims_table  # noqa: E402
from extractors.partitions import ClaimsReader, read_claims_table  # noqa: E402

SAMPLES = sorted(Path("samples").glob("*.txt"))
RULES = """
[[rule]]
id = "count.sails"
label = "count"
source = "a test"
unit = "sails"
after = '[ ]sails\\b'
match = ["12 sails"]
"""


@pytest.fixture(scope="module")
def reader():
    return ClaimsReader()


def table(*rows):
    return pa.Table.from_pylist(list(rows))


def test_samples_give_what_extract_gives(reader, nlp):
    paths = [str(path) for path in SAMPLES]
    contents = [path.read_bytes() for path in SAMPLES]
    found = reader.read(pa.table({"source": paths, "content": contents}))
    local = [extract(data.decode(), nlp=nlp, source=path) for path, data in zip(paths, contents, strict=True)]
    assert found.claims.equals(claims_table(local), check_metadata=True)
    assert found.claims.num_rows > 50
    assert found.documents["source"].to_pylist() == paths
    assert found.errors.num_rows == 0
    texts = pa.table({"source": paths, "text": [data.decode() for data in contents]})
    assert reader.read(texts).claims.equals(found.claims)


@pytest.mark.parametrize("string", ["string", "large_string"])
def test_chunks_and_wide_types_are_read_alike(reader, string):
    row = {"source": "a.txt", "text": "News\n\nExports rose 5% to 7 billion yuan."}
    plain = table(row, row, row)
    schema = pa.schema([("source", getattr(pa, string)()), ("text", getattr(pa, string)())])
    chunked = pa.concat_tables([plain.slice(0, 1), plain.slice(1)]).cast(schema)
    assert reader.read(chunked).claims.equals(reader.read(plain).claims)
    assert reader.read(plain).claims.num_rows == 6


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"content": b"GIF89a"}, "is a picture"),
        ({"content": None}, "has neither content nor text"),
        ({"content": b"up 5%", "date": "yesterday"}, "'yesterday' is no date"),
        ({"content": b"up 5%", "date": "2024-02-30"}, "does not exist"),
    ],
)
def test_a_bad_document_is_an_error_and_the_others_are_read(reader, row, reason):
    good = {"source": "good.txt", "content": b"News\n\nExports rose 5%."}
    bad = {"source": "bad.txt", **row}
    found = reader.read(table({**good, "date": None}, bad, good))
    assert found.claims["source"].to_pylist() == ["good.txt", "good.txt"]
    (error,) = found.errors.to_pylist()
    assert error["source"] == "bad.txt"
    assert reason in error["reason"]
    assert not error["reason"].startswith("bad.txt")


def test_a_document_that_breaks_the_program_is_an_error(reader, monkeypatch):
    def broken(text, **options):
        raise RecursionError("too deep")

    monkeypatch.setattr(reading, "extract", broken)
    (error,) = reader.read(table({"source": "a.txt", "text": "5%"})).errors.to_pylist()
    assert error == {"source": "a.txt", "reason": "cannot be read (RecursionError: too deep); please report it"}


@pytest.mark.parametrize(
    ("date", "option", "expected"),
    [
        ("2024-07", None, "2024-07"),
        (datetime.date(2024, 7, 15), None, "2024-07-15"),
        (None, "2023-01-01", "2023-01-01"),
        ("2024-07-15", "2023-01-01", "2024-07-15"),  # the document's own wins
        (None, None, None),
    ],
)
def test_dates_come_from_the_table_or_the_options(date, option, expected):
    rows = pa.table({"source": ["a.txt"], "text": ["Exports rose 5%."], "date": [date]})
    claims, _ = read_claims_table(rows, ReadingOptions(date=option))
    assert claims["date"].to_pylist() == [expected]


def test_claims_and_errors_in_one_table(reader):
    rows = [{"source": "a.txt", "content": b"Exports rose 5%."}, {"source": "b.txt", "content": None}]
    both = reader(table(*rows))
    assert both.schema.equals(columnar.CLAIMS_OR_ERRORS_SCHEMA, check_metadata=True)
    assert [(row["source"], row["text"], bool(row["error"])) for row in both.to_pylist()] == [
        ("a.txt", "5%", False),
        ("b.txt", None, True),
    ]
    assert reader(table(*rows).slice(0, 0)).schema == columnar.CLAIMS_OR_ERRORS_SCHEMA


README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def recipe(word):
    """What the README's recipe with this word defines; the lines that need the engine itself are left out."""
    (code,) = [code for code in re.findall(r"^```python\n(.*?)^```$", README, re.DOTALL | re.MULTILINE) if word in code]
    lines = [
        line
        for line in code.splitlines()
        if not re.match(r"from pyspark|\w+ = .*\b(?:spark|documents|found|frames)\.", line)
    ]
    names = {}
    exec("\n".join(lines), names)
    return names


def test_the_recipe_for_spark_reads_batches(reader):
    rows = table(*({"source": str(path), "content": path.read_bytes()} for path in SAMPLES))
    batches = recipe("mapInArrow")["read_claims"](iter(rows.to_batches(max_chunksize=2)))
    assert pa.Table.from_batches(batches).equals(reader(rows))


def test_the_recipe_for_dask_reads_frames(reader):
    pytest.importorskip("pandas", reason="pandas is not installed")
    names = recipe("map_partitions")
    rows = table(*({"source": str(path), "text": path.read_text(encoding="utf-8")} for path in SAMPLES))
    frame = names["read_claims"](rows.to_pandas())
    assert (frame.dtypes == names["nothing"].dtypes).all()
    assert pa.Table.from_pandas(frame, preserve_index=False).cast(reader(rows).schema).equals(reader(rows))


def test_a_table_of_something_else_is_refused(reader):
    for names in (["source"], ["text"], ["source", "body"]):
        with pytest.raises(OptionError, match="has a column source, and content or text; this one has"):
            reader.read(pa.table({name: ["a"] for name in names}))


def test_options_reach_another_process(tmp_path):
    file = tmp_path / "rules.toml"
    file.write_text(RULES, encoding="utf-8")
    options = ReadingOptions(date="2024", patterns=load_file(file))
    file.unlink()  # it need not be on the other machine
    assert pickle.loads(pickle.dumps(options)).date == "2024"
    rows = table({"source": "a.txt", "text": "News\n\nThey hoisted 12 sails."})
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        claims, errors = pool.apply(read_claims_table, (rows, options))
    assert [(row["rule"], row["unit"], row["date"]) for row in claims.to_pylist()] == [("count.sails", "sails", "2024")]
    assert errors.num_rows == 0
