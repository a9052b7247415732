"""`onrecord report`: what it reads and writes, what the page holds, and that no word of a document can change it."""

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.main import main
from cli.page import Content, PageDocument
from cli.page.layout import blocks
from cli.page.payload import summary
from cli.store import Archive
from extractors import extract, read
from extractors.output import to_json, to_jsonl
from extractors.records import Output
from tests import page_content
from tests.page_content import content, page_of

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "energy_press_conference.txt"
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))

HOSTILE = "</script><script>alert(1)</script> <!-- ]]> \" ' & \u2028 \u2029 \ud800 \x00 <img src=x onerror=alert(1)>"


class Elements(HTMLParser):
    """The elements of a page, and what stands in its scripts."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.names, self.scripts, self.attributes = [], [], []
        self._script = False
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        self.attributes += attrs
        self._script = tag == "script"
        if self._script:
            self.scripts.append("")

    def handle_endtag(self, tag):
        self._script = False

    def handle_data(self, data):
        if self._script:
            self.scripts[-1] += data


def data_of(page):
    return json.loads(Elements(page).scripts[0])


def sentences(data):
    """The kind, words and sentence of every claim."""
    for _, cells, _ in data["claims"]:
        yield [data["strings"][cells[column]] for column in (1, 2, 20)]


@pytest.fixture
def run(capfdbinary):
    def go(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(["report", *map(str, arguments)])
        out, err = capfdbinary.readouterr()
        return int(ended.value.code or 0), out, err.decode()

    return go


# --- the command ---


def test_a_page_of_a_document(run, tmp_path):
    target = tmp_path / "report.html"
    assert run(SAMPLE, "-o", target) == (0, b"", "")
    data = data_of(target.read_bytes())
    text = read(SAMPLE).text
    claims = extract(text).claims
    assert [entry["text"] for entry in data["documents"]] == [text]
    assert len(data["claims"]) == len(claims)
    assert b"<title>SCIO press conference on energy in the first half of 2026</title>" in target.read_bytes()
    assert run(SAMPLE)[1] == target.read_bytes(), "the same page goes to standard output"


def test_every_claim_of_a_text_brings_the_words_behind_its_fields(run):
    data = data_of(run(SAMPLE)[1])
    strings = data["strings"]
    for _, _, evidence in data["claims"]:
        assert {strings[field] for field, *_ in evidence} >= {"period", "speaker", "status"}


@pytest.mark.parametrize("with_text", [True, False])
def test_an_archive_gives_the_page_that_its_documents_give(run, tmp_path, with_text):
    path = tmp_path / "claims.db"
    with Archive.open(path) as archive:
        number = archive.begin_run(version="1", options={})
        for sample in SAMPLES[:2]:
            text = read(sample).text
            archive.put(number, "", extract(text, source=str(sample)), text if with_text else None)
        archive.put_error(number, "scan.pdf", None, "page 3 holds a picture and no text")
        archive.end_run(number, {}, True)
    data, wanted = data_of(run(path)[1]), data_of(run(*SAMPLES[:2])[1])
    assert data["problems"] == [["scan.pdf", "page 3 holds a picture and no text"]]
    assert list(sentences(data)) == list(sentences(wanted))
    assert [len(evidence) > 0 for _, _, evidence in data["claims"]] == [with_text] * len(data["claims"])
    assert [entry["text"] is not None for entry in data["documents"]] == [with_text] * 2


@pytest.mark.parametrize(
    "write", [lambda outputs: b"".join(map(to_json, outputs)), lambda outputs: b"".join(to_jsonl(outputs))]
)
def test_what_extract_wrote_can_be_shown(run, tmp_path, write):
    outputs = [extract(read(sample).text, source=sample.name) for sample in SAMPLES[:2]]
    path = tmp_path / "claims.json"
    path.write_bytes(write(outputs))
    data = data_of(run(path)[1])
    assert len(data["claims"]) == sum(len(output.claims) for output in outputs)
    assert [entry["record"]["id"] for entry in data["documents"]] == [output.document.id for output in outputs]


def test_kinds_speakers_date_and_title(run):
    code, page, _ = run(SAMPLE, "--kind", "money", "--speaker", "Tang", "--date", "2020-01-02", "--title", "A & B")
    data = data_of(page)
    assert code == 0
    assert {data["strings"][cells[1]] for _, cells, _ in data["claims"]} == {"money"}
    assert [speaker["name"] for speaker in data["speakers"]] == ["Tang Yuheng"]
    assert data["documents"][0]["record"]["date"] == "2020-01-02"
    assert all(evidence for _, _, evidence in data["claims"])
    assert b"<title>A &amp; B</title>" in page


def test_what_cannot_be_read_is_told_and_stands_on_the_page(run, tmp_path):
    target = tmp_path / "report.html"
    code, _, told = run(SAMPLE, tmp_path / "gone.txt", "-o", target)
    assert code == 1
    assert told.startswith(f"error: {tmp_path / 'gone.txt'}: there is no such file")
    [[source, reason]] = data_of(target.read_bytes())["problems"]
    assert source == str(tmp_path / "gone.txt")
    assert reason.startswith("there is no such file")


def test_without_any_document_what_stood_there_stays(run, tmp_path):
    target = tmp_path / "report.html"
    target.write_text("former")
    assert run(tmp_path / "gone.txt", "-o", target)[0] == 1
    assert target.read_text() == "former"


def test_never_over_an_input(run, tmp_path):
    path = tmp_path / "briefing.txt"
    path.write_text("Sales rose by 5 percent.")
    code, _, told = run(path, "-o", path)
    assert (code, path.read_text()) == (2, "Sales rose by 5 percent.")
    assert "is one of the files to read" in told


def test_without_jinja2_it_says_what_to_install(run, monkeypatch):
    monkeypatch.setattr("cli.report.find_spec", lambda name: None)
    code, _, told = run(SAMPLE)
    assert (code, "pip install 'onrecord[report]'" in told) == (2, True)


def test_a_wish_that_matches_nothing_is_told(run):
    code, _, told = run(SAMPLE, "--kind", "multiple", "--speaker", "Nobody")
    assert code == 0
    assert "--speaker Nobody: matches no claim" in told


def test_help_does_not_load_the_page():
    code = (
        "import sys; import cli.report; print(sorted({'jinja2', 'spacy', 'pydantic', 'cli.page'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT).stdout == b"[]\n"


# --- the page ---


def test_nothing_is_asked_from_a_network():
    page = page_of(content(1, 3))
    elements = Elements(page)
    assert {"link", "img", "iframe", "base", "object", "embed", "form"} & set(elements.names) <= {"form"}
    assert not [
        value for name, value in elements.attributes if name in ("src", "action", "srcset", "data-src", "style")
    ]
    assert not re.search(rb"@import|url\(|https?://", page)
    [policy] = [value for name, value in elements.attributes if name == "content" and "default-src" in value]
    allowed = dict(rule.split(maxsplit=1) for rule in policy.split("; "))
    assert allowed.pop("script-src").startswith("'sha256-")
    assert allowed.pop("style-src").startswith("'sha256-")
    assert set(allowed.values()) == {"'none'"}


def test_no_word_of_a_document_becomes_markup():
    made = page_content.document(1, 1)
    text = HOSTILE + made.text
    hostile = {"indicator": HOSTILE, "unit": HOSTILE, "sentence": HOSTILE, "cites": HOSTILE, "rule": HOSTILE}
    claim = made.output.claims[0].model_copy(update=hostile)
    output = Output(document=page_content.record(1, text, title=HOSTILE, source=HOSTILE), claims=[claim])
    shown = Content([PageDocument(output, text, {})], [(HOSTILE, HOSTILE)])
    plain, elements = Elements(page_of(content(1, 1))), Elements(page_of(shown, HOSTILE))
    assert elements.names == plain.names
    assert elements.scripts[1] == plain.scripts[1]
    data = json.loads(elements.scripts[0])
    assert data["documents"][0]["text"] == text
    assert HOSTILE in data["strings"]
    assert not set(elements.scripts[0]) & set("<>&\u2028\u2029")


@given(st.text(st.sampled_from("ab:. \n\r\t\u2028\u3000<&\U0001f30a0"), max_size=200))
def test_the_page_holds_every_word_of_a_text_once(text):
    found = blocks(text, page_content.record(0, text))
    covered = "".join(text[block.start : block.end] for block in found)
    assert "".join(covered.split()) == "".join(text.split())
    places = [place for block in found for place in (block.start, block.body, block.end)]
    assert places == sorted(places)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_page_holds_every_word_of_the_samples(path):
    text = read(path).text
    covered = "".join(text[block.start : block.end] for block in blocks(text, page_content.record(0, text)))
    assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (Content([]), "0 documents, 0 claims"),
        (content(1, 1), "1 document, 1 claim, said on 2024-01-10"),
        (content(3, 40), "3 documents, 120 claims by 40 speakers, said from 2024-01-10 to 2024-03-10"),
    ],
)
def test_the_summary(shown, words):
    assert summary(shown) == words
