"""What holds for every input, however broken. Each check raises where it does not."""

from __future__ import annotations

import csv
import functools
import io
import json
import re
import unicodedata
from itertools import pairwise

import jsonschema
from spacy.language import Language

from cli.schema import output_schema
from cli.shell import printable
from cli.table import claims_table
from extractors import extract
from extractors.attribution import Attributor
from extractors.errors import InputError, OnRecordError
from extractors.output import COLUMNS, FORMULA, to_csv, to_json, to_jsonl
from extractors.periods import find_times
from extractors.quantities import find_quantities
from extractors.readers import Limits, decode, find_documents_in, read_document
from extractors.records import Output
from extractors.structure import read_structure
from extractors.targets import find_cues


def check_extract(text: str, nlp: Language) -> int:
    """Extract and look at all that comes out; the number of claims. One text in four goes through twice."""
    output = extract(text, nlp=nlp, source="a.txt")
    check_places(text, output)
    check_written(output)
    if len(text) % 4 == 0:
        assert extract(text, nlp=nlp, source="a.txt") == output, "another run, another result"
        check_shown(output)
    return len(output.claims)


def check_mentions(text: str) -> int:
    """What comes before the parser, on every sentence: in order, inside, and no exception; the number of mentions."""
    document = read_structure(text)
    normal, count = document.normal, 0
    assert len(normal) == len(text)
    for sentence in document.sentences:
        times = find_times(normal, sentence.start, sentence.end, "2024-07-15", None)
        for mentions in (find_quantities(normal, sentence.start, sentence.end), times):
            assert all(one.start <= two.start for one, two in pairwise(mentions)), mentions
            assert all(sentence.start <= one.start < one.end <= sentence.end for one in mentions), mentions
            count += len(mentions)
        find_cues(normal, sentence)
    Attributor(document)
    return count


def check_places(text: str, output: Output) -> None:
    """Every claim stands where it says, inside its sentence; ids are unique."""
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    assert output.document.characters == len(text)
    ids = [claim.id for claim in output.claims]
    assert len(set(ids)) == len(ids), "an id twice"
    for claim in output.claims:
        assert text[claim.start : claim.end] == claim.text, claim
        assert claim.text.strip(), claim
        sentence_end = claim.sentence_start + len(claim.sentence)
        assert text[claim.sentence_start : sentence_end] == claim.sentence, claim
        assert claim.sentence_start <= claim.start < claim.end <= sentence_end, claim
    assert output.claims == sorted(output.claims, key=lambda claim: (claim.start, claim.end)), "not in reading order"


def check_written(output: Output) -> None:
    """What is written can be read again, keeps to the schema, and harms no spreadsheet."""
    record = json.loads(to_json(output).decode())
    if len(record["claims"]) % 4 == 1:  # it takes longer than all the rest
        validator().validate(record)
    assert json.loads(to_json(output, indent=True)) == record
    lines = b"".join(to_jsonl([output])).decode().split("\n")
    assert lines.pop() == ""
    assert [list(json.loads(line)) for line in lines] == [list(COLUMNS)] * len(output.claims)
    table = list(csv.reader(io.StringIO(b"".join(to_csv([output])).decode(), newline=""), strict=True))
    assert table[0] == list(COLUMNS)
    assert [len(row) for row in table] == [len(COLUMNS)] * (len(output.claims) + 1)
    assert all(is_harmless_cell(cell) for row in table for cell in row), table


def check_shown(output: Output) -> None:
    """What a terminal shows moves no cursor and turns no text."""
    shown = claims_table(output).decode()
    assert is_harmless_line(shown.replace("\n", " ")), repr(shown)


def is_harmless_cell(cell: str) -> bool:
    """Whether a spreadsheet takes the cell for text or a number, and for one line."""
    bare = cell.lstrip("".join(char for char in cell if char.isspace() or unicodedata.category(char) in ("Cc", "Cf")))
    return len(cell.splitlines()) <= 1 and (not bare.startswith(FORMULA) or _is_number(cell))


def is_harmless_line(text: str) -> bool:
    """Whether nothing in it moves the cursor, changes colours or turns the direction of writing."""
    return printable(text) == text and not any(unicodedata.category(char) in ("Cc", "Zl", "Zp", "Cs") for char in text)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def check_decode(data: bytes) -> str | None:
    """Decode bytes: text that can be written again, or an error that says so; None for an error."""
    try:
        text = decode(data)
    except OnRecordError as error:
        assert str(error).strip()
        return None
    text.encode("utf-8")
    assert decode(data) == text, "another run, another result"
    return text


def check_read(data: bytes) -> int:
    """Read a file, or all that an archive holds: text that can be written again, or an error that names its source."""
    count = 0
    for found in find_documents_in(io.BytesIO(data), "a", SMALL):
        try:
            if isinstance(found, InputError):
                raise found
            document = read_document(found, limits=SMALL)
        except InputError as error:
            assert str(error).startswith("a"), error
            continue
        assert document.text == document.text.encode("utf-8").decode("utf-8")
        (document.title or "").encode("utf-8")
        count += 1
    return count


SMALL = Limits(max_bytes=1_000_000, max_members=100)


@functools.cache
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(output_schema())
