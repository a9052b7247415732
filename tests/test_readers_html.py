"""HTML pages: nothing of the article is lost, nothing of what stands around it is taken for it."""

from pathlib import Path

import pytest

pytest.importorskip("trafilatura", reason="pages are read with the extra html")

from extractors.errors import InputError
from extractors.pipeline import extract
from extractors.readers import RawDocument, read, read_document
from tests.pages import page, said

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
HOSTILE = 100_000


def text_of(body, head="", source="page.html"):
    return content(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", source).text


def content(markup, source="page.html"):
    return read_document(RawDocument(source, markup if isinstance(markup, bytes) else markup.encode()))


@pytest.mark.parametrize("body", ["elements", "br", "pre"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_page_says_what_its_text_says(sample, body, nlp):
    if body == "br" and "wrapped" in sample.stem:
        pytest.skip("a page without indents does not show that its title goes over three centred lines")
    text = sample.read_text(encoding="utf-8")
    found = content(page(text, body))
    expected = extract(text, nlp=nlp)
    output = extract(found.text, nlp=nlp, title=found.title, published=found.published)
    assert [said(claim) for claim in output.claims] == [said(claim) for claim in expected.claims]
    assert (output.document.title, output.document.date) == (expected.document.title, expected.document.date)
    for unwanted in ("views", "12.5% }", "shares", "Economy grows 91", "Exports jump 94", "Steel output"):
        assert unwanted not in found.text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p><strong>Lin Botao:</strong></p><p>We built 64 berths.</p>", "Lin Botao:\n\nWe built 64 berths.\n"),
        ("<p><b>Lin Botao:</b> We built 64 berths.</p>", "Lin Botao: We built 64 berths.\n"),
        ("<p><b>Lin Botao:</b><br>We built 64.<br><br>Then 65.</p>", "Lin Botao:\nWe built 64.\n\nThen 65.\n"),
        ("<p><b>Q</b> Is it 2 or 3 million?</p>", "Q\xa0 Is it 2 or 3 million?\n"),  # two spaces, as in plain text
        ("<ul><li>GDP: up 5%</li><li><p>Jobs: 12,000</p></li></ul>", "- GDP: up 5%\n\n- Jobs: 12,000\n"),
        ("<h2>Targets</h2>GDP growth of 5%", "Targets\n\nGDP growth of 5%\n"),
        (
            "<p>5.2%<sup>1</sup> of 31 km<sup>2</sup>, 10<sup>8</sup>, 20<sup>th</sup></p>",
            "5.2% [1] of 31 km2, 10^8, 20th\n",
        ),
        ("<p>up <span>5.2</span><span>%</span>\n  in\tMay</p>", "up 5.2% in May\n"),
        ("<p>eco&shy;nomy up 5&nbsp;%</p>", "economy up 5\xa0%\n"),
        ("<pre>one\n   two</pre>", "one\n   two\n"),
        ("<p>R&amp;D &lt; 3%</p><!-- 4% --><script>5%</script><style>6%</style>", "R&D < 3%\n"),
        ("<figure><img src=x><figcaption>Some 300 cars</figcaption></figure><p>up 5%</p>", "up 5%\n"),
        ("<table><tr><td><p>Laid out up 5%</p></td></tr></table>", "Laid out up 5%\n"),
        ("<p>up 5%", "up 5%\n"),
        ("</p></div>up 5%<div>and 6%", "up 5%\n\nand 6%\n"),
    ],
)
def test_shapes(markup, text):
    assert text_of(markup) == text


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "<tr><th></th><th>May</th><th>Jan.-May</th></tr>"
            "<tr><td>Coal (10,000 tonnes)</td><td>231</td><td>1&nbsp;102</td></tr>",
            [("231", "2310000", "t", "2026-05"), ("1,102", "11020000", "t", "2026-01/2026-05")],
        ),
        (
            "<tr><th>Product</th><th>May</th><th>Jan.-May</th></tr>"
            "<tr><td>Coal (tonnes)</td><td></td><td>231</td></tr>",
            [("231", "231", "t", "2026-01/2026-05")],
        ),
        (  # a head over two columns
            "<tr><th>Product</th><th colspan=2>2025</th></tr><tr><td>Coal (tonnes)</td><td>231</td><td>102</td></tr>",
            [("231", "231", "t", "2025"), ("102", "102", "t", "2025")],
        ),
        (  # a label over two rows
            "<tr><th>Product</th><th>Port</th><th>2025</th></tr>"
            "<tr><td rowspan=2>Coal</td><td>East</td><td>231</td></tr>"
            "<tr><td>West</td><td>102</td></tr>",
            [],
        ),
    ],
)
def test_tables_stay_tables(rows, expected, nlp):
    lead = "BEIJING, June 15, 2026 -- The bureau published the output of coal on Monday, it said in a statement."
    text = text_of(f"<h1>Output in May 2026</h1><p>{lead}</p><table>{rows}</table><p>This was the table for May.</p>")
    claims = extract(text, nlp=nlp).claims
    assert [(claim.text, str(claim.value), claim.unit, claim.period) for claim in claims] == expected
    assert "\n\nWest      " not in text


@pytest.mark.parametrize(
    ("head", "title", "published"),
    [
        ("<title>Exports up in May - Harbour News</title>", "Exports up in May", None),
        ("<title>Exports up_ China SCIO</title>", "Exports up_ China SCIO", None),  # two words are no title
        ("<meta property='og:title' content='A &amp; B grow'><title>x</title>", "A & B grow", None),
        ("<meta property='article:published_time' content='2026-08-07T23:30:00+08:00'>", None, "2026-08-07"),
        ("<meta name=PubDate content='2026-08-07 09:00:01'>", None, "2026-08-07"),
        ("<meta name=publishdate content=20260807>", None, "2026-08-07"),
        (
            "<meta property='article:modified_time' content='2026-08-07'><meta name=crawldate content=2026-08-07>",
            None,
            None,
        ),
        ("<meta name=publishdate content=2026-02-30>", None, None),
        (
            '<script type="application/ld+json">{"@graph": [{"datePublished": "2026-08-07T01:02"}]}</script>',
            None,
            "2026-08-07",
        ),
        ('<script type="application/ld+json">{"dateModified": "2026-08-07"}</script>', None, None),
        ('<script type="application/ld+json">' + "[" * HOSTILE + "</script>", None, None),
    ],
)
def test_metadata(head, title, published):
    found = content(f"<html><head>{head}</head><body><p>up 5%</p></body></html>")
    assert (found.title, found.published) == (title, published)


@pytest.mark.parametrize(
    ("text", "date", "published", "title"),
    [
        (
            "Exports rose by 5 percent, an official said on Friday in the capital of the harbours.",
            "2026-08-07",
            "2026-08-08",
            "Meta",
        ),
        (
            "News of ships\n\nUpdated: August 9, 2026\n\nExports rose by 5 percent.",
            "2026-08-09",
            "2026-08-09",
            "News of ships",
        ),
        ("News of ships\n\nExports rose by 5 percent.", "2026-08-08", "2026-08-08", "News of ships"),
        ("HARBOUR BULLETIN 7\n\nMeta\n\nExports rose by 5 percent.", "2026-08-08", "2026-08-08", "Meta"),
        (
            "News of ships\n\nThe ministry held a press conference on Aug. 5 in Beijing to tell of ships and of trade.",
            "2026-08-05",
            "2026-08-08",
            "News of ships",
        ),
    ],
)
def test_metadata_are_evidence_and_the_text_wins(text, date, published, title, nlp):
    document = extract(text, nlp=nlp, title="Meta", published="2026-08-08").document
    assert (document.date, document.published, document.title) == (date, published, title)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("gbk", "gb2312"),
        ("gb18030", "GBK"),
        ("big5", "big5"),
        ("cp1252", "iso-8859-1"),
        ("utf-8", "gb2312"),  # a wrong declaration
        ("utf-16", "utf-16"),
        ("cp1252", "no-such-encoding"),
    ],
)
def test_encodings(encoding, declared):
    words = "Growth was “5%” – café." if encoding == "cp1252" else "經濟 grew 5%, 中文 “said”."
    markup = f"<html><head><meta charset={declared}></head><body><p>{words}</p></body></html>"
    assert content(markup.encode(encoding)).text == f"{words}\n"


def test_text_in_several_boxes_is_one_article():
    paragraph = (
        "<p>Output of ships number {0} rose by 5.{0} percent in the year, the ministry of harbours said on Friday.</p>"
    )
    boxes = "".join(f"<div class=part>{paragraph.format(number)}</div>" for number in range(9))
    text = text_of(f"<h1>Ships</h1><div class=main>{boxes}</div>")
    assert [f"5.{number} percent" in text for number in range(9)] == [True] * 9


@pytest.mark.parametrize("tag", ["div", "b", "a", "ul><li", "table><tr><td", "sup", "blockquote"])
def test_deep_pages_lose_nothing(tag):
    text = text_of("<p>GDP grew 5.2%</p>" + f"<{tag}>" * HOSTILE + "<p>tail 3%</p>")
    assert text.replace("- ", "") == "GDP grew 5.2%\n\ntail 3%\n"


def test_a_tag_with_very_many_attributes():
    attributes = " ".join(f"a{number}=1" for number in range(HOSTILE))
    assert text_of(f"<p {attributes}>up 5%</p><p title='{attributes}' x=\"<\">it's 6%</p>") == "up 5%\n\nit's 6%\n"


def test_cells_that_claim_the_whole_table_do_not_grow_it():
    rows = "<tr><td colspan=9999 rowspan=9999>a</td><td>b</td></tr>" * 3000
    assert len(text_of(f"<table>{rows}</table>")) < 10 * len(rows)


def test_the_sample_page(nlp):
    found = read(Path(__file__).parent.parent / "samples" / "inland_ports_page.html")
    output = extract(found.text, nlp=nlp, title=found.title, published=found.published)
    document = output.document
    assert (document.title, document.date) == ("SCIO press conference on inland ports", "2026-08-19")
    assert (document.published, len(document.speakers)) == ("2026-09-03", 3)
    said = [(claim.text, claim.speaker and claim.speaker.name) for claim in output.claims]
    assert said[:2] == [("3.92 billion tonnes", "Dai Yunfei"), ("4.6%", "Dai Yunfei")]
    assert ("61,300", "Dai Yunfei") in said
    assert said[-1] == ("2030", "Shen Mulan")
    assert len(said) == 15


@pytest.mark.parametrize(
    "markup",
    ["<html></html>", "<html><body><script>5%</script></body></html>", "<!doctype html>", "<html>" + " " * 99],
)
def test_pages_without_text(markup):
    with pytest.raises(InputError, match=r"page.html: is an HTML page without (text|elements); "):
        content(markup)


def test_entities_of_a_document_type_are_not_expanded():
    entities = "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 9))
    markup = f'<!DOCTYPE html [<!ENTITY e0 "lol">{entities}]><html><body><p>&e8; up 5%</p></body></html>'
    assert len(content(markup).text) < 2 * len(markup)
