"""`onrecord explain` as a user meets it: what it shows of a claim, of a number without one, and what it refuses."""

import io
import json
import re
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from cli.drawing import WIDTH
from cli.main import main
from extractors import extract, read

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "energy_press_conference.txt"
SENTENCE = "In 2023 exports rose more than 5 percent to 3 billion yuan, Lin Botao said, and three aspects matter."


class Ended(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch, capfdbinary):
    """Run the command line in this process, on a text as standard input."""

    def go(*arguments, stdin="", terminal=False) -> Ended:
        stream = io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8", "surrogatepass")))
        monkeypatch.setattr(stream, "isatty", lambda: terminal)
        monkeypatch.setattr(sys, "stdin", stream)
        with pytest.raises(SystemExit) as ended:
            main(["explain", *map(str, arguments)])
        out, err = capfdbinary.readouterr()
        return Ended(int(ended.value.code or 0), out.decode(), err.decode())

    return go


@pytest.fixture(scope="module")
def sample():
    return extract(read(SAMPLE).text, source=str(SAMPLE))


def test_a_sentence_on_standard_input_is_explained_whole(run):
    code, out, err = run(stdin=SENTENCE)
    assert (code, err) == (0, "")
    assert "[5 percent]" in out and "[3 billion yuan]" in out
    assert "exports rose more than 71% to 71 dollars" in out  # what the parser read
    assert re.search(r"├─ exports +NNS +nsubj", out)  # the tree
    assert "71 = “5 percent”" in out
    for part in (
        "number  “5 percent”: percentage, % [percentage.sign]",
        "time    “2023”: 2023, a time that a number may be about [time.year]",
        "source  “Lin Botao said”",
    ):
        assert part in out
    assert re.search(r"Lost\n(?:.*\n)*?  “three”: no claim: .*\n?.*\[none\.parts\]", out)
    assert re.search(
        r"  qualifier    more_than\n +“more than”: the words before the number\n? +\[qualifier\.more-than\]", out
    )
    assert re.search(r"  period       2023\n +“2023”: the nearest time before the number \[time\.year\]", out)
    assert "basis        null: no words say what a change is compared with" in out


def test_every_line_fits_and_no_colour_goes_into_a_pipe(run):
    for arguments, stdin in (((), SENTENCE), ((SAMPLE,), ""), ((SAMPLE, "--at", "3000"), "")):
        _, out, _ = run(*arguments, stdin=stdin)
        assert "\x1b" not in out
        assert max(len(line) for line in out.splitlines() if not line.lstrip().startswith("onrecord")) <= WIDTH


def test_a_terminal_gets_colour(run, monkeypatch):
    monkeypatch.setattr("cli.explain.wants_colour", lambda: True)
    plain = re.sub(r"\x1b\[[\d;]*m", "", coloured := run(stdin=SENTENCE).out)
    monkeypatch.setattr("cli.explain.wants_colour", lambda: False)
    assert "\x1b[" in coloured
    assert plain == run(stdin=SENTENCE).out


def test_a_file_alone_lists_its_claims(run, sample):
    code, out, _ = run(SAMPLE)
    assert code == 0
    for claim in sample.claims:
        assert re.search(rf"^ *{claim.start}  {claim.id}  ", out, re.M)
    assert f"onrecord explain {SAMPLE} --claim {sample.claims[0].id}" in out


def test_the_listed_commands_work(run, sample):
    claim = sample.claims[0]
    _, by_claim, _ = run(SAMPLE, "--claim", claim.id)
    _, by_place, _ = run(SAMPLE, "--at", claim.start)
    assert by_claim == by_place
    assert f"Claim {claim.text}  {claim.id}" in by_claim


def test_the_beginning_of_an_id_is_enough(run, sample):
    claim = sample.claims[0]
    assert f"Claim {claim.text}" in run(SAMPLE, "--claim", claim.id[:10]).out


def test_other_claims_of_the_sentence_are_named_only(run, sample):
    first = next(claim for claim in sample.claims if claim.text == "318.6 billion yuan")
    _, out, _ = run(SAMPLE, "--claim", first.id)
    assert out.count("\nClaim ") == 1
    assert "Other claims of this sentence" in out and "13.5%" in out


def test_a_number_without_a_claim_says_why(run):
    _, out, _ = run("-", "--at", SENTENCE.index("three aspects"), stdin=SENTENCE)
    assert "No claim at" in out and "“three”: no claim:" in out and "[none.parts]" in out
    assert "Claims of this sentence" in out


def test_a_place_without_a_number_says_so(run):
    assert "no number stands here" in run("-", "--at", 8, stdin=SENTENCE).out
    assert f"the text ends at {len(SENTENCE)}" in run("-", "--at", 9999, stdin=SENTENCE).out


def test_json_holds_all_of_it(run, sample):
    page = json.loads(run(SAMPLE, "--format", "json").out)
    assert page["document"]["id"] == sample.document.id and page["asked"] is None
    claims = [entry["claim"] for sentence in page["sentences"] for entry in sentence["claims"]]
    assert claims == [claim.model_dump(mode="json") for claim in sample.claims]
    text = read(SAMPLE).text
    for sentence in page["sentences"]:
        assert sentence["text"] == text[sentence["start"] : sentence["end"]]
        for one in [*sentence["mentions"], *sentence["lost"]]:
            assert one["text"] == text[one["start"] : one["end"]]
        for entry in sentence["claims"]:
            assert [one["field"] for one in entry["evidence"]][:2] == ["value", "unit"]


def test_json_of_one_place(run):
    page = json.loads(run("-", "--at", SENTENCE.index("three aspects"), "--format", "json", stdin=SENTENCE).out)
    assert page["asked"]["claims"] == [] and page["asked"]["no_claim"]["rule"] == "none.parts"
    page = json.loads(run("-", "--at", SENTENCE.index("5 percent"), "--format", "json", stdin=SENTENCE).out)
    assert len(page["asked"]["claims"]) == 1 and page["asked"]["no_claim"] is None


def test_what_a_document_holds_is_not_obeyed(run):
    hostile = "Exports \x1b[31mrose\x1b[0m 5 percent \u202ein 2023\u202c, Lin\x9b2J Botao said."
    _, out, _ = run(stdin=hostile)
    assert "5 percent" in out
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out)


@pytest.mark.parametrize("text", ["", "\n", "No number here.", "5", "% % %", "((((", '"""', "1 " * 400])
def test_odd_texts_are_explained_too(run, text):
    assert run(stdin=text).code == 0
    assert json.loads(run("--format", "json", stdin=text).out)["document"]["characters"] == len(text)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--at", "3", "--claim", "abc"), "--at and --claim"),
        (("--claim", "ffffffff"), "holds no claim"),
        (("--claim", ""), "holds no claim"),
        (("--at", "-1"), "--at"),
        (("--format", "xml"), "--format"),
        (("--date", "tomorrow"), "--date"),
    ],
)
def test_wrong_use_is_told(run, arguments, message):
    code, out, err = run(SAMPLE, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("error: ") and message in err


def test_an_id_of_two_claims_is_refused(run, sample):
    first = sample.claims[0].id[0]
    assert sum(claim.id.startswith(first) for claim in sample.claims) > 1
    assert "give more of it" in run(SAMPLE, "--claim", first).err


def test_a_missing_file_is_told(run, tmp_path):
    code, _, err = run(tmp_path / "none.txt")
    assert code == 2 and "none.txt" in err


def test_nothing_on_a_terminal_is_told(run):
    code, _, err = run(terminal=True)
    assert code == 2 and "standard input is a terminal" in err


def test_a_rule_of_the_users_own_is_shown(run, tmp_path):
    rules = tmp_path / "own.toml"
    rules.write_text(
        '[[rule]]\nid = "count.shifts"\nlabel = "count"\nsource = "us"\nafter = "[ ]shifts"\nmatch = ["12 shifts"]\n'
    )
    assert "[count.shifts]" in run("--patterns", rules, stdin="They worked 12 shifts in May.").out


def test_the_readme_shows_what_is_printed(run):
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Why does it say that?")[2]
    command, *shown = re.search(r"^```console\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)[1].splitlines()
    stdin, arguments = re.fullmatch(r'\$ echo "(.*)" \| onrecord explain (.*)', command).groups()
    rest = run(*arguments.split(), stdin=stdin + "\n").out
    for part in "\n".join(shown).split("\n[...]\n"):
        assert part in rest, part
        rest = rest.partition(part)[2]  # in this order
