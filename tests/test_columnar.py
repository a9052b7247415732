"""Records -> Arrow tables -> Parquet files and back."""

import io
from decimal import Decimal

import pytest

from extractors.output import COLUMNS
from extractors.records import DocumentRecord, DocumentSpeaker, Speaker
from tests.fake_pipeline import extract

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'onrecord[parquet]'")

from pyarrow import parquet  # noqa: E402

from extractors import columnar  # noqa: E402
from extractors.columnar import claims_table, documents_table, errors_table, exact_text, write_parquet  # noqa: E402

SPEAKER = Speaker(name="Tang Yuheng", role="deputy", organization="NEA")


def output(text, source="a.txt", **changes):
    """The fake's output with these fields changed in every claim."""
    found = extract(text, source=source, date="2024-07-15")
    return found.model_copy(update={"claims": [claim.model_copy(update=changes) for claim in found.claims]})


def written(tables, schema):
    file = io.BytesIO()
    write_parquet(tables, file, schema)
    return file.getvalue()


def test_columns_are_those_of_the_other_flat_formats_plus_the_exact_numbers():
    schema = columnar.CLAIMS_SCHEMA
    assert tuple(schema.names) == (*COLUMNS, "value_exact", "low_exact", "high_exact")
    assert all(field.metadata[b"description"].endswith(b".") for field in schema)


def test_documents_have_every_field_of_the_record():
    assert set(DocumentRecord.model_fields) <= set(columnar.DOCUMENTS_SCHEMA.names)


def test_claims_come_back_from_a_file():
    found = [
        output("Title\nTang: 1%\n2 yuan", speaker=SPEAKER),
        output("none"),
        output("经济 4.2%", None, target_year=2030),
    ]
    table = claims_table(found)
    again = parquet.read_table(io.BytesIO(written([table], table.schema)))
    assert again.equals(table, check_metadata=True)
    claims = [(result.document, claim) for result in found for claim in result.claims]
    for row, (document, claim) in zip(again.to_pylist(), claims, strict=True):
        assert row == {
            **claim.model_dump(),
            "document": document.id,
            "source": document.source,
            "title": document.title,
            "value": float(claim.value),
            "value_exact": str(claim.value),
            "low_exact": None,
            "high_exact": None,
            "speaker": claim.speaker and claim.speaker.name,
            "speaker_role": claim.speaker and claim.speaker.role,
            "speaker_organization": claim.speaker and claim.speaker.organization,
        }


def test_documents_come_back_from_a_file():
    found = output("Title 1%\n2%")
    person = DocumentSpeaker(name="Tang Yuheng", role="deputy", native_name="唐")
    document = found.document.model_copy(update={"speakers": [person]})
    table = documents_table([found.model_copy(update={"document": document}), output("none", None)])
    again = parquet.read_table(io.BytesIO(written([table], table.schema)))
    assert again.equals(table, check_metadata=True)
    first, second = again.to_pylist()
    assert first == {"text": None, **document.model_dump(), "claims": 2}
    assert (second["source"], second["claims"], second["speakers"]) == (None, 0, [])


@pytest.mark.parametrize(
    ("value", "number", "text"),
    [
        (Decimal("71.5"), 71.5, "71.5"),
        (Decimal("4.2E+12"), 4.2e12, "4200000000000"),
        (Decimal("-0.30"), -0.3, "-0.3"),
        (Decimal("100"), 100.0, "100"),
        (Decimal("0.00"), 0.0, "0"),
        (Decimal(2**53 + 1), 2.0**53, "9007199254740993"),  # where floats begin to skip integers
        (Decimal(1) / 3, 1 / 3, "0.3333333333333333333333333333"),
        (Decimal("1E+40"), 1e40, "1" + "0" * 40),  # more digits than a decimal128 has
        (Decimal("1E+400"), None, "1" + "0" * 400),  # more than a float holds
        (None, None, None),
    ],
)
def test_numbers_are_floats_with_their_exact_text(value, number, text):
    (row,) = claims_table([output("7%", value=value, low=value, high=value)]).to_pylist()
    assert [row[name] for name in ("value", "low", "high")] == [number] * 3
    assert [row[f"{name}_exact"] for name in ("value", "low", "high")] == [text] * 3
    assert text is None or Decimal(exact_text(value)) == value


def test_errors_are_a_table():
    assert errors_table([("a.pdf", "holds no text"), (None, "is closed")]).to_pylist() == [
        {"source": "a.pdf", "reason": "holds no text"},
        {"source": None, "reason": "is closed"},
    ]


def test_nothing_is_a_file_with_a_schema():
    assert parquet.read_table(io.BytesIO(written([], columnar.CLAIMS_SCHEMA))).schema == columnar.CLAIMS_SCHEMA
    assert claims_table([]).num_rows == 0


def test_half_a_surrogate_pair_is_replaced_one_for_one():
    (row,) = claims_table([output("a  7%", source="\udfff.txt", sentence="a\ud800 7%")]).to_pylist()
    assert (row["sentence"], row["source"]) == ("a\ufffd 7%", "\ufffd.txt")
    assert row["sentence"][row["start"] : row["end"]] == "7%"


def test_bytes_do_not_depend_on_how_rows_arrive(monkeypatch):
    monkeypatch.setattr(columnar, "ROW_GROUP", 7)
    found = [output("\n".join(f"{number}%" for number in range(size))) for size in (3, 0, 20, 1, 9)]
    schema = columnar.CLAIMS_SCHEMA
    whole = written([claims_table(found)], schema)
    assert whole == written([claims_table([one]) for one in found], schema)
    pieces = [claims_table(found).slice(at, 2) for at in range(0, 33, 2)]
    assert whole == written(pieces, schema)
    groups = parquet.ParquetFile(io.BytesIO(whole)).metadata
    assert [groups.row_group(index).num_rows for index in range(groups.num_row_groups)] == [7, 7, 7, 7, 5]
