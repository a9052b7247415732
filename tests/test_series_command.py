"""`onrecord series`: its arguments, what it writes, and the pictures that it draws."""

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from cli.main import main
from cli.series_output import CHART, Scale, legend, open_end
from cli.store import Archive
from extractors.output import to_json
from extractors.series import join
from tests.test_series import FALL, GROWTH, TARGET, claim, output

ROOT = Path(__file__).parent.parent


class Ended(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch, capfdbinary):
    """Run the command line in this process."""
    monkeypatch.setenv("COLUMNS", "160")

    def go(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(["series", *map(str, arguments)])
        out, err = capfdbinary.readouterr()
        return Ended(int(ended.value.code or 0), out.decode(), err.decode())

    return go


TOOLS = "penetration rate of applying digital R&D tools for enterprises"
OUTPUTS = [
    output(
        claim(TOOLS, "%", "71.5", period="2023-06", speaker={"name": "Xie Lan"}),
        claim("industrial internet platforms", "", "70", period=None, qualifier="more_than"),
        claim("exports to Africa", "CNY", "1500000000"),
        name="first.txt",
        title="Briefing on </script><b>industry",
    ),
    output(
        claim("popularizing rate of digital R&D tools", "%", "74.7", period="2024-06", speaker={"name": "Tian Hong"}),
        claim("popularizing rate of digital R&D tools", "%", "76.1", period="2024-06", speaker={"name": "Qiu Wen"}),
        claim("popularizing rate of digital R&D tools", "%", "80", period=None, **TARGET),
        claim("industrial internet platforms", "", "150", period=None, date="2024-09-01", qualifier="more_than"),
        claim("exports to Asia", "CNY", "2500000000"),
        claim("CPI", "%", "0.2", **FALL),
        name="second.txt",
        title="工业新闻发布会",
    ),
]


@pytest.fixture
def file(tmp_path):
    """The outputs of two documents as onrecord extract writes them."""
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"".join(map(to_json, OUTPUTS)))
    return path


def test_the_list(run, file):
    ended = run(file)
    assert (ended.code, ended.err) == (0, "")
    rows = [re.split(r" {2,}", line.strip()) for line in ended.out.splitlines() if re.search(r"\d{4}-\d\d", line)]
    # indicator, documents, numbers, from, to, first result, latest result
    assert rows[0][:5] == ["popularizing rate of digital R&D tools", "2", "4", "2023-06", "2025-12"]
    assert rows[0][-1] == "disagree"
    assert rows[1][:5] == ["industrial internet platforms", "2", "2", "2024-07", "2024-09"]
    assert rows[1][5:7] == ["more than 70", "more than 150"]
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("outputs", "options", "told"),
    [
        (OUTPUTS[:1], (), "no indicator stands in 2 or more documents (3 stand in fewer; --documents 1 shows them)"),
        (OUTPUTS, ("--documents", 3), "no indicator stands in 3 or more documents (5 stand in fewer; "),
        ([output(name="empty.txt", title="Nothing")], (), "no indicator stands in 2 or more documents: there are no"),
        (OUTPUTS[:1], ("--quiet",), ""),
    ],
)
def test_an_empty_list_says_why(run, tmp_path, outputs, options, told):
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"".join(map(to_json, outputs)))
    ended = run(path, *options)
    assert (ended.code, ended.out) == (0, "")
    assert told in ended.err


def test_one_series(run, file):
    ended = run("digital R&D tools", file)
    lines = ended.out.splitlines()
    assert lines[0] == "popularizing rate of digital R&D tools: 2 documents"
    marks = [re.search("[●◇○]", line)[0] for line in lines if re.match(r" ?20\d\d", line)]
    assert marks == ["●", "●", "●", "◇"]  # the goal below the results
    assert "penetration = popularizing; aside: for enterprises, applying" in re.sub(r"\s+", " ", ended.out)
    assert "disagree on 2024-06: 74.7% (Tian Hong, second.txt); 76.1% (Qiu Wen, second.txt)" in ended.out


def test_a_narrow_terminal_keeps_the_chart(run, file, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    ended = run("digital R&D tools", file)
    head = ended.out.splitlines()[2:5]
    assert "document" not in " ".join(head)
    assert all(len(line) <= 80 for line in ended.out.splitlines() if not line.startswith("disagree"))
    assert "●" in ended.out.split("71.5%")[0]


def test_a_number_without_a_period_says_what_placed_it(run, file):
    ended = run("industrial internet platforms", file)
    assert "2024-09-01 (document's date)" in re.sub(r"\s+", " ", ended.out)
    assert "> or more" in ended.out


def test_json(run, file):
    (found,) = json.loads(run("R&D tools", file, "--format", "json").out)["series"]
    assert (found["documents"], found["unit"], found["change"]) == (2, "%", False)
    assert [point["value"] for point in found["observations"]] == [71.5, 74.7, 76.1, 80]
    assert found["observations"][0]["match"]["by_rule"] == [
        {"words": "penetration", "series": "popularizing", "rule": "same.penetration"}
    ]
    assert {point["placed_by"] for point in found["observations"]} == {"period", "target year"}
    assert [claim["speaker"] for claim in found["disagreements"][0]["claims"]] == ["Tian Hong", "Qiu Wen"]


def test_csv(run, file):
    rows = list(csv.DictReader(io.StringIO(run(file, "--format", "csv").out)))
    assert [row["value"] for row in rows if row["series"] == "1"] == ["71.5", "74.7", "76.1", "80"]
    assert [row["disagrees"] for row in rows if row["series"] == "1"] == ["false", "true", "true", "false"]
    assert rows[0]["why"] == "penetration = popularizing; aside: for enterprises, applying"
    assert {row["series"] for row in rows} == {"1", "2"}


def test_an_archive_gives_the_same(run, file, tmp_path):
    path = tmp_path / "claims.db"
    with Archive.open(path) as archive:
        number = archive.begin_run(version="1", options={})
        for found in OUTPUTS:
            archive.put(number, found.document.id, found, None)
        archive.end_run(number, {}, True)
    assert json.loads(run(path, "--format", "json").out) == json.loads(run(file, "--format", "json").out)


def test_documents_are_read(run, tmp_path):
    for number, value in enumerate(("5.1", "5.3")):
        text = f"News from the harbour\n\nMay {number + 4}, 2024\n\nThe unemployment rate was {value} percent.\n"
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    ended = run("jobless rate", tmp_path / "0.txt", tmp_path / "1.txt", "--format", "json")
    (found,) = json.loads(ended.out)["series"]
    assert [point["value"] for point in found["observations"]] == [5.1, 5.3]


@pytest.mark.parametrize(
    ("options", "numbers"),
    [((), 4), (("--score", "0.9"), 3), (("--documents", "3"), 0)],
)
def test_choosing(run, file, options, numbers):
    found = json.loads(run("digital R&D tools", file, "--format", "json", *options).out)["series"]
    assert sum(len(item["observations"]) for item in found) == numbers


def test_what_holds_the_words_and_more_stays_apart(run, file):
    ended = run("exports", file, "--format", "json")
    assert [item["indicator"] for item in json.loads(ended.out)["series"]] == ["exports to Africa", "exports to Asia"]


def test_what_is_not_joined_is_told(run, tmp_path):
    path = tmp_path / "claims.json"
    path.write_bytes(to_json(output(claim("CPI", "%", "2", **GROWTH), claim("core CPI", "%", "1", **GROWTH))))
    ended = run("consumer prices", path, "--format", "json")
    assert [item["indicator"] for item in json.loads(ended.out)["series"]] == ["CPI"]
    assert ended.err == "note: not joined with 'consumer prices', for they measure something else: 'core CPI'\n"


def test_nothing_found_is_told(run, file):
    ended = run("steel", file, "--format", "json")
    assert (ended.code, json.loads(ended.out)["series"]) == (0, [])
    assert ended.err == "note: steel: no claim measures that; run onrecord series without an INDICATOR for a list\n"


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (["inflation"], 2, "inflation: there is no such file; name an archive, outputs or documents after the"),
        (["missing.db"], 1, "missing.db: there is no such file"),
        (["inflation", "missing.txt"], 1, "missing.txt: "),
        ([" ", "claims.jsonl"], 2, "the INDICATOR is empty"),
        (["claims.jsonl", "--plot", "a.gif"], 2, "a.gif: a picture is .svg, .png or .html"),
        (["claims.jsonl", "-o", "claims.jsonl"], 2, "claims.jsonl: is one of the files to read"),
        (["steel", "claims.jsonl", "--plot", "a.svg"], 2, "a.svg: no series, so there is nothing to draw"),
    ],
)
def test_wrong_use(run, file, monkeypatch, arguments, code, problem):
    monkeypatch.chdir(file.parent)
    ended = run(*arguments)
    assert ended.code == code
    assert f"error: {problem}" in ended.err


def test_bad_input_costs_nothing_beside_it(run, file):
    ended = run(file.parent / "missing.txt", file, "--format", "json")
    assert ended.code == 1
    assert len(json.loads(ended.out)["series"]) == 2


# --- the chart of characters ---


def points(*claims):
    (found,) = join([output(item, name=f"{number}.txt") for number, item in enumerate(claims)])
    return found.observations


RATE = "unemployment rate"


@pytest.mark.parametrize(
    ("fields", "mark", "column"),
    [
        ({"value": "0"}, "●", 1),
        ({"value": "100"}, "●", CHART - 2),
        ({"value": "100", "qualifier": "more_than"}, "●>", CHART - 2),
        ({"value": "0", "qualifier": "nearly"}, "<●", 0),
        ({"value": "0", **TARGET}, "◇", 1),
        ({"value": "100", "status": "forecast"}, "○", CHART - 2),
        ({"value": None, "low": Decimal(0), "high": Decimal(100)}, "━" * (CHART - 2), 1),
    ],
)
def test_marks(fields, mark, column):
    fields = dict(fields)
    (point,) = points(claim(RATE, "%", fields.pop("value"), **fields))
    line = Scale(Decimal(0), Decimal(100)).line(point)
    assert len(line) == CHART
    assert line.strip("·") == mark
    assert line.index(mark) == column


@pytest.mark.parametrize(
    ("fields", "end"),
    [
        ({"qualifier": "more_than"}, "up"),
        ({"qualifier": "nearly"}, "down"),
        ({"qualifier": "at_most"}, "down"),
        ({"qualifier": "about"}, None),
        ({}, None),
    ],
)
def test_open_ends(fields, end):
    (point,) = points(claim(RATE, "%", "5", **fields))
    assert open_end(point) == end


def test_a_fall_of_more_than_3_percent_leaves_off_below():
    (point,) = points(claim("CPI", "%", "3", qualifier="more_than", **FALL))
    assert open_end(point) == "down"


def test_the_key_has_only_what_is_there():
    assert legend(points(claim("CPI", "%", "3", **GROWTH))) == "● result"


# --- pictures ---


@pytest.fixture
def picture(run, file, tmp_path):
    pytest.importorskip("altair", reason="the extra report is not installed")
    pytest.importorskip("vl_convert", reason="the extra report is not installed")

    def draw(kind, *arguments):
        path = tmp_path / f"series.{kind}"
        ended = run(*arguments, "-q", file, "--plot", path)
        assert (ended.code, ended.err) == (0, "")
        return path.read_bytes()

    return draw


def test_svg(picture):
    page = picture("svg", "digital R&D tools").decode()
    assert page.startswith("<svg")
    assert "popularizing rate of digital R&amp;D tools" in page
    assert all(number in page for number in ("71.5%", "74.7%", "76.1%", "80%"))
    assert "Noto Sans CJK SC" in page  # for Chinese
    assert "red: numbers for one period that disagree" in page
    assert {"result", "target"} <= set(re.findall(r">(result|target|forecast)<", page))
    assert ">forecast<" not in page


def test_png(picture):
    data = picture("png", "industrial internet platforms")
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(data[16:20]) > 1000  # pixels wide


def test_a_page_stands_alone_and_ends_where_it_should(picture):
    page = picture("html", "digital R&D tools").decode()
    assert page.count("</script>") == 2
    assert "\\u003c/script\\u003e\\u003cb\\u003eindustry" in page
    assert "工业新闻发布会" in page
    frame = page[: page.index("<script>")] + page[page.rindex("<script>") :]  # without the library
    assert not re.search(r"(?:src|href)=", frame)
    assert [address for address in re.findall(r"https?://[^\"]*", frame) if "schema" not in address] == []


def test_without_the_extra(run, file, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    ended = run(file, "--plot", file.parent / "a.svg")
    assert ended.code == 2
    assert "pip install 'onrecord[report]'" in ended.err
    assert not (file.parent / "a.svg").exists()


# --- the README ---


def test_the_example_of_the_readme(run, monkeypatch):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```console\n\$ onrecord series 'nursing beds'.*?\n(.*?)^```$", readme, re.DOTALL | re.M)
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "120")
    documents = ("r14_elderly_guideline.txt", "t06_scio_continuation.txt")
    paths = [Path("tests/gold/docs") / name for name in documents]
    assert run("nursing beds", "--documents", "2", *paths).out == shown


def test_the_picture_of_the_readme_shows_the_example():
    page = (ROOT / "samples" / "pictures" / "series.svg").read_text(encoding="utf-8")
    assert [number for number in ("58.9%", "66.4%", "55%", "65%") if f">{number}<" not in page] == []
