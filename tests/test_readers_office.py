"""PDF, Word documents and Markdown: what they say is what their text says."""

import io
import sys
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("pypdfium2", reason="PDF is read with the extra pdf")
pytest.importorskip("docx", reason="Word documents are read with the extra docx")
pytest.importorskip("reportlab", reason="these tests make PDF with reportlab")

from extractors.errors import InputError
from extractors.pipeline import extract
from extractors.readers import Limits, RawDocument, read_document
from tests.documents import TABLE, docx, drawn, pdf
from tests.pages import said

SAMPLES = Path(__file__).parent.parent / "samples"
# The others have lines broken on purpose, which paragraphs of these makers do not keep.
NAMES = ["energy_press_conference", "five_year_plan_report", "robots_report", "statistics_release", "trade_briefing"]
NAMES += ["work_report_digest"]
MAKERS = {"pdf": pdf, "docx": docx, "markdown": lambda text: f"# {text}".encode()}
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def content(data, source="file", limits=None):
    return read_document(RawDocument(source, data), limits=limits)


def markdown(text):
    return content(text.encode(), "a.md")


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("name", NAMES)
def test_a_document_says_what_its_text_says(name, maker, nlp):
    text = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    found = content(MAKERS[maker](text), f"{name}.md" if maker == "markdown" else name)
    expected, output = extract(text, nlp=nlp), extract(found.text, nlp=nlp, title=found.title)
    assert found.format == maker
    assert [said(claim) for claim in output.claims] == [said(claim) for claim in expected.claims]
    assert (output.document.title, output.document.date) == (expected.document.title, expected.document.date)
    assert [speaker.name for speaker in output.document.speakers] == [
        speaker.name for speaker in expected.document.speakers
    ]


@pytest.mark.parametrize("maker", [pdf, docx])
def test_tables(maker):
    text = content(maker("Output in May\n\nThese are the figures.", table=TABLE)).text
    rows = [line for line in text.split("\n") if "   " in line]
    assert [row.split("      ") for row in rows] == [[cell or "…" for cell in row] for row in TABLE]


# --- PDF ---


def test_running_heads_and_page_numbers_are_no_text():
    paragraph = "Output of ships rose by {0}.5 percent in the year, the ministry of harbours said at its conference. "
    text = content(pdf("News\n\n" + "\n\n".join(paragraph.format(number) * 5 for number in range(40)))).text
    assert "Page" not in text
    assert "Bulletin" not in text
    # A paragraph that goes on over the page is one.
    assert text.split("\n\n")[1:] == [(paragraph.format(n) * 5).strip() + ("\n" if n == 39 else "") for n in range(40)]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["The govern-", "ment said year-on-", "year growth"], "The government said year-on-year growth\n"),
        (["A long-", "term plan is a long-term plan"], "A long-term plan is a long-term plan\n"),
        (["Output of coal rose by", "5.2 percent"], "Output of coal rose by 5.2 percent\n"),
        (["Lin Botao:", "Output of coal and of many other things rose by", "5 percent."], None),
        (["• one", "• two 5%"], "- one\n\n- two 5%\n"),
    ],
)
def test_lines(lines, text):
    found = content(drawn([(72, 700 - 14 * number, line) for number, line in enumerate(lines)])).text
    assert found == (text or "Lin Botao:\n\nOutput of coal and of many other things rose by 5 percent.\n")


def test_a_gap_parts_paragraphs():
    lines = [(72, 700, "Output of coal and steel rose by"), (72, 686, "five percent."), (72, 655, "Imports fell.")]
    assert content(drawn(lines)).text == "Output of coal and steel rose by five percent.\n\nImports fell.\n"


def test_pdf_errors():
    for data, what in [
        (pdf("News\n\nup 5%", password="secret"), "is encrypted; save a copy of it without a password first"),
        (drawn([]), "is a PDF of pictures without text; run OCR on it first"),
        (b"%PDF-1.7\nbroken", "is a broken PDF: "),
    ]:
        with pytest.raises(InputError) as caught:
            content(data)
        assert str(caught.value).startswith(f"file: {what}")


# --- Word ---


def word(body):
    """A Word document with this body."""
    page, made = io.BytesIO(docx("x")), io.BytesIO()
    with zipfile.ZipFile(page) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, body if name == "word/document.xml" else old.read(name))
    return made.getvalue()


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:p><w:r><w:t>up </w:t></w:r><w:ins><w:r><w:t>5%</w:t></w:r></w:ins></w:p>", "up 5%\n"),
        ("<w:p><w:r><w:t>up 5%</w:t></w:r><w:del><w:r><w:delText>6%</w:delText></w:r></w:del></w:p>", "up 5%\n"),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>up 5%</w:t></w:r></w:p></w:sdtContent></w:sdt>", "up 5%\n"),
        ("<w:p><w:hyperlink><w:r><w:t>up 5%</w:t></w:r></w:hyperlink></w:p>", "up 5%\n"),
        ("<w:p><w:r><w:t>up</w:t><w:br/><w:t>5</w:t><w:noBreakHyphen/><w:t>year</w:t></w:r></w:p>", "up\n5-year\n"),
        (
            "<w:p><w:r><w:t>5%</w:t></w:r>"
            "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r></w:p>",
            "5% [1]\n",
        ),
        ("<w:p><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr><w:r><w:t>up 5%</w:t></w:r></w:p>", "- up 5%\n"),
    ],
)
def test_word_elements(xml, text):
    assert content(word(f"<w:document {NAMESPACE}><w:body>{xml}</w:body></w:document>")).text == text


def test_hostile_word_documents():
    entities = "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 9))
    body = f"<w:document {NAMESPACE}><w:body><w:p><w:r><w:t>&e8;</w:t></w:r></w:p></w:body></w:document>"
    deep = f"<w:document {NAMESPACE}><w:body>" + "<w:sdt><w:sdtContent>" * 100_000
    for data, what in [
        (word(f'<!DOCTYPE x [<!ENTITY e0 "lol">{entities}]>{body}'), "is a broken Word document: "),
        (word(f'<!DOCTYPE x [<!ENTITY e8 SYSTEM "file:///etc/passwd">]>{body}'), "is a Word document without text"),
        (word(deep), "is a broken Word document: "),
        (word(b" " * 30_000_000), "unpacks to more than 200 times its size"),
        (word("<a/>"), "is a broken Word document: "),
    ]:
        with pytest.raises(InputError) as caught:
            content(data)
        assert str(caught.value).startswith(f"file: {what}")
    with pytest.raises(InputError, match="is larger than 1000 bytes unpacked"):
        content(docx("x"), limits=Limits(max_bytes=1000))


# --- Markdown ---


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# Title\n\nUp *5*%, **see** [the *report*](http://example.org/6%25).", "Title\n\nUp 5%, see the report.\n"),
        ("**Lin Botao:** up\n5%", "Lin Botao: up 5%\n"),
        ("* GDP: up 5%\n* jobs\n  in town: 3\n    - more 4", "- GDP: up 5%\n\n- jobs in town: 3\n\n- more 4\n"),
        ("1. one\n2. two", "1. one\n\n2. two\n"),
        ("2026. It was a good year.", "2026. It was a good year.\n"),
        ("|A|May|\n|-|-|\n|Coal|5|\n|Rail||", "A      May\n\nCoal      5\n\nRail\n"),
        ("> up 5%\n\n---\n\n    code 6", "up 5%\n\ncode 6\n"),
        ("![7 cars](a.png) up \\*5\\*%<br>down `6%`", "up *5*%\ndown 6%\n"),
        ("<div><b>up</b> 5%<!-- 6% --></div>", "up 5%\n"),
        ("R&amp;D 5%", "R&D 5%\n"),
        ("", ""),
    ],
)
def test_markdown(source, text):
    assert markdown(source).text == text


def test_front_matter():
    found = markdown('---\ntitle: "Ships: in figures"\ndate: 2026-01-20T08:00:00Z\nupdated: 2027-01-01\n---\nup 5%\n')
    assert (found.text, found.title, found.published) == ("up 5%\n", "Ships: in figures", "2026-01-20")


# --- what is missing ---


@pytest.mark.parametrize(
    ("data", "module", "what"),
    [
        (b"%PDF-1.7", "pypdfium2", "is a PDF; to read it, run pip install 'onrecord[pdf]'"),
        (docx("x"), "docx", "is a Word document; to read it, run pip install 'onrecord[docx]'"),
        (b"<html>", "trafilatura", "is an HTML page; to read it, run pip install 'onrecord[html]'"),
    ],
)
def test_a_missing_extra_is_named(monkeypatch, data, module, what):
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, "extractors.readers.html.article", raising=False)
    with pytest.raises(InputError) as caught:
        content(data)
    assert str(caught.value) == f"file: {what}"
