"""Records -> JSON, JSON Lines, CSV."""

import csv
import io
import json
from decimal import Decimal

import jsonschema
import pytest

from cli.schema import output_schema
from extractors.output import COLUMNS, to_csv, to_json, to_jsonl
from extractors.records import Claim, Speaker
from tests.fake_pipeline import extract


def output(text, **changes):
    """The fake's output with these fields changed in every claim."""
    found = extract(text, source="a.txt", date="2024-07-15")
    return found.model_copy(update={"claims": [claim.model_copy(update=changes) for claim in found.claims]})


def table_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_json_has_every_key_and_validates():
    record = json.loads(to_json(output("Mr A: up 4.2% to 7000 yuan")))
    assert list(record) == ["schema", "document", "claims"]
    assert record["schema"] == "onrecord/1"
    assert all(set(claim) == set(Claim.model_fields) for claim in record["claims"])
    jsonschema.validate(record, output_schema(), jsonschema.Draft202012Validator)


def test_schema_is_a_schema_and_not_too_lax():
    schema = output_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    record = json.loads(to_json(output("up 4.2%")))
    del record["claims"][0]["speaker"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, schema)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("71.5"), "71.5"),
        (Decimal("4200000000000"), "4200000000000"),
        (Decimal("4.2E+12"), "4200000000000"),
        (Decimal("-0.30"), "-0.3"),
        (Decimal("1E+24"), "1" + "0" * 24),  # beyond 64 bits
        (None, "null"),
    ],
)
def test_numbers_are_exact(value, written):
    data = to_json(output("4.2%", value=value))
    assert f'"value":{written},' in data.decode().replace(": ", ":").replace(", ", ",")


def test_json_on_one_line_or_indented():
    found = output("经济 4.2%")
    assert to_json(found).count(b"\n") == 1
    assert "经济".encode() in to_json(found)  # UTF-8, not escapes
    assert to_json(found, indent=True).startswith(b'{\n  "schema"')
    assert json.loads(to_json(found)) == json.loads(to_json(found, indent=True))


def test_jsonl_is_flat():
    person = Speaker(name="Tang Yuheng", role="deputy", organization="NEA")
    pieces = list(to_jsonl([output("Title 1%\n2%", speaker=person), output("none"), output("3%", speaker=None)]))
    assert [piece.count(b"\n") for piece in pieces] == [2, 0, 1]
    first, _, third = (json.loads(line) for line in b"".join(pieces).splitlines())
    assert tuple(first) == COLUMNS
    assert first["source"] == "a.txt"
    assert first["title"] == "Title 1%"
    assert (first["speaker"], first["speaker_role"], first["speaker_organization"]) == ("Tang Yuheng", "deputy", "NEA")
    assert third["speaker"] is None


def test_csv_has_one_header_and_a_row_per_claim():
    pages = list(to_csv([output("1%\n2 yuan"), output("3%")]))
    assert pages[1].count(b"\n") == 1
    rows = table_of(b"".join(pages))
    assert [(row["kind"], row["value"]) for row in rows] == [("percentage", "1"), ("money", "2"), ("percentage", "3")]
    assert tuple(rows[0]) == COLUMNS
    assert list(to_csv([])) == []


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("growth", "growth"),
        ("=1+1", "'=1+1"),
        ("+5", "'+5"),
        ("-5%", "'-5%"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'=1"),
        ("\uff1d1", "'\uff1d1"),
        ('a "b", c', 'a "b", c'),
        ("two\r\nlines\rand\n\n  more\n", "two lines and more"),
        ("\n\n-5%", "'-5%"),
        ("two  spaces ", "two  spaces "),
        ("", ""),
    ],
)
def test_csv_is_safe_in_spreadsheets(text, cell):
    (row,) = table_of(b"".join(to_csv([output("7%", indicator=text)])))
    assert row["indicator"] == cell


def test_line_breaks_stay_in_json_lines():
    assert json.loads(next(to_jsonl([output("7%", sentence="two\nlines")])))["sentence"] == "two\nlines"


def test_csv_keeps_numbers_numbers():
    (row,) = table_of(b"".join(to_csv([output("-0.3%")])))
    assert row["value"] == "-0.3"
    assert row["text"] == "'-0.3%"
