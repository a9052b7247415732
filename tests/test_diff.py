"""What differs between two outputs: documents and claims find their counterparts, and every changed field is told."""

import csv
import io
import json
import random
import re
import string
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.diff_sides import Head, match_documents
from cli.main import main
from cli.store import Archive
from extractors import extract
from extractors.differences import BRIEFING_FIELDS, changed_numbers, compare_readings, moment, pair_claims, subject
from extractors.output import CLAIM_COLUMNS, to_json, to_jsonl
from extractors.records import Claim, Speaker
from tests import fake_pipeline

ROOT = Path(__file__).parent.parent
ENERGY = (ROOT / "samples" / "energy_press_conference.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def energy(nlp):
    return extract(ENERGY, nlp=nlp, source="briefings/energy.txt")


@pytest.fixture
def run(capfdbinary):
    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(["diff", *map(str, arguments)])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return ended.value.code or 0, out.decode(), err.decode()

    return run


def written(path, *outputs):
    path.write_bytes(b"".join(to_json(output) for output in outputs))
    return path


def with_claims(output, claims, **document):
    return output.model_copy(update={"claims": list(claims), "document": output.document.model_copy(update=document)})


def changed(output, number, **fields):
    claims = list(output.claims)
    claims[number] = claims[number].model_copy(update=fields)
    return with_claims(output, claims)


def claim(sentence, start=0, text=None, **fields):
    """A claim in a sentence that begins at `start`; it is all of it, or these words."""
    made = fake_pipeline.extract("7%").claims[0]
    words = text or sentence
    at = start + sentence.index(words)
    place = {"text": words, "start": at, "end": at + len(words), "sentence": sentence, "sentence_start": start}
    return made.model_copy(update={**place, **fields})


# --- two readings of a document ---


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"period": None}, {"period"}),
        ({"value": Decimal("3.000000000000000000001")}, {"value"}),
        ({"speaker": None}, {"speaker", "speaker_role", "speaker_organization"}),
        ({"speaker": Speaker(name="Tang Yuheng", role="director")}, {"speaker_role", "speaker_organization"}),
        ({"end": 10_000, "text": "x"}, {"end", "text"}),
        ({"kind": "count", "rule": "mine"}, {"kind", "rule"}),
        ({"id": "0"}, set()),
    ],
)
def test_every_changed_field_is_told(energy, fields, told):
    found = list(compare_readings(energy, changed(energy, 0, **fields)))
    assert {field.field for difference in found for field in difference.fields} == told
    assert {difference.change for difference in found} == ({"changed"} if told else set())


def test_claims_of_one_reading_only(energy):
    fewer = with_claims(energy, energy.claims[:3] + energy.claims[4:])
    [gone] = compare_readings(energy, fewer)
    [new] = compare_readings(fewer, energy)
    assert (gone.change, gone.old, gone.new) == ("gone", energy.claims[3], None)
    assert (new.change, new.old, new.new) == ("new", None, energy.claims[3])


def test_a_text_that_moved_is_the_same(energy, nlp):
    moved = extract(ENERGY.replace("Tang Yuheng:\n", "Tang Yuheng:\nWelcome, everybody. ", 1), nlp=nlp)
    assert moved.document.id != energy.document.id
    assert list(compare_readings(energy, moved)) == []


EDITS = [  # what a sentence becomes, and whether its claim is still the same
    ("Grid investment reached 318.6 billion yuan.", {}, True),
    ("Grid investment reached 319.2 billion yuan.", {"value": Decimal(319200000000)}, True),
    ("It amounted to 318.6 billion yuan.", {}, True),
    ("Grid investment rose by 5%.", {"kind": "percentage", "value": Decimal(5), "unit": "%"}, False),
    ("Homes bought 4 billion yuan.", {"value": Decimal(4000000000), "indicator": "Homes"}, False),
    ("The subsidy stands at 318.6 billion yuan.", {"indicator": "subsidy"}, False),
]


@pytest.mark.parametrize(("text", "fields", "same"), EDITS)
def test_an_edited_sentence_keeps_its_claim(text, fields, same):
    money = {"kind": "money", "value": Decimal(318600000000), "unit": "CNY", "indicator": "grid investment"}
    old, new = (
        claim(sentence, text=re.search(r"\d[\d.]*( billion yuan|%)", sentence)[0], **{**money, **changes})
        for sentence, changes in (("Investment in the power grid amounted to 318.6 billion yuan.", {}), (text, fields))
    )
    assert pair_claims([old], [new], same_text=False) == ([(old, new)] if same else [(old, None), (None, new)])


def test_of_two_numbers_in_a_sentence_each_finds_its_own():
    before = "Exports were 8 yuan and imports 6 yuan."
    after = "Exports were 9 yuan and imports 5 yuan."
    rows = [("exports", 13, 8, 9), ("imports", 32, 6, 5)]
    old, new = (
        [
            claim(sentence, kind="money", unit="CNY", indicator=name, value=Decimal(values[side])).model_copy(
                update={"start": at, "end": at + 6, "text": sentence[at : at + 6]}
            )
            for name, at, *values in rows
        ]
        for side, sentence in enumerate((before, after))
    )
    assert pair_claims(old, new, same_text=False) == list(zip(old, new, strict=True))


@given(st.lists(st.booleans(), max_size=30), st.integers(0, 2**32), st.booleans())
def test_every_claim_is_told_once(kept, seed, same_text):
    chance = random.Random(seed)
    old = [
        claim("".join(chance.choices(string.ascii_lowercase, k=9)), start=40 * number, value=Decimal(number % 4))
        for number in range(len(kept))
    ]
    shift = 0 if same_text else 7
    new = [
        one.model_copy(update={"start": one.start + shift, "end": one.end + shift, "sentence_start": one.start + shift})
        for one, keep in zip(old, kept, strict=True)
        if keep
    ]
    pairs = pair_claims(old, new, same_text)
    assert [one for one, _ in pairs if one is not None] == old
    assert [two for _, two in pairs if two is not None] == new
    assert sum(1 for one, two in pairs if one and two) == len(new)


# --- documents ---


def head(number, source, id, title=None, date=None):
    return Head(number, id, source, title, date)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (("a/x.txt", "1"), ("a/x.txt", "2"), True),
        (("a/x.txt", "1"), ("b/y.txt", "1"), True),
        ((None, "1"), ("b/y.txt", "1"), True),
        (("a/x.txt", "1", "Rates"), ("b/x.txt", "2", "Rates"), True),
        (("a/x.txt", "1", "Rates", "2024"), ("b/x.txt", "2", "The rates", "2024"), True),
        (("a.zip!/x.txt", "1", "Rates", "2024"), ("b/y.txt", "2", "Rates", "2024"), True),
        (("a/x.txt", "1", "Rates", "2024"), ("b/x.txt", "2", "Prices", "2025"), False),
        (("a/x.txt", "1"), ("b/x.txt", "2"), False),
        ((None, "1"), (None, "2"), False),
    ],
)
def test_documents_find_their_counterparts(old, new, same):
    one, two = head(0, *old), head(0, *new)
    assert match_documents([one], [two]) == ([(one, two)] if same else [(None, two), (one, None)])


def test_the_source_comes_before_all_else():
    old = [head(0, "a.txt", "1"), head(1, "b.txt", "2")]
    new = [head(0, "b.txt", "1"), head(1, "a.txt", "2"), head(2, "c.txt", "1")]
    assert match_documents(old, new) == [(old[1], new[0]), (old[0], new[1]), (None, new[2])]


# --- the command ---


def test_no_differences(run, tmp_path, energy):
    path = written(tmp_path / "a.json", energy)
    code, out, err = run(path, path)
    assert (code, err) == (0, "")
    assert out == f"no differences in 1 document, {len(energy.claims)} claims\n"


def test_text_shows_what_changed(run, tmp_path, energy):
    old = written(tmp_path / "a.json", energy)
    grown = changed(energy, 10, value=Decimal(319200000000), period=None)
    new = with_claims(grown, grown.claims[1:], title="Energy")
    code, out, _ = run(old, written(tmp_path / "b.json", new))
    assert code == 1
    assert (
        out
        == """\
briefings/energy.txt
  ~ the document
      title: SCIO press conference on energy in the first half of 2026 -> Energy
  - 4.06 billion kW | installed power generation capacity | Jun 2026 | Tang Yuheng
      …installed power generation capacity had reached «4.06 billion kilowatts», up 11.8% year on year.
  ~ 319.2 billion yuan | investment in the grid | Tang Yuheng
      value: 318600000000 -> 319200000000
      period: 2026-01/2026-06 -> null

documents: 1 in both, 1 changed
claims: 0 new, 1 gone, 1 changed, 28 same
fields: value 1, period 1
"""
    )


def test_json_holds_everything(run, tmp_path, energy):
    old = written(tmp_path / "a.json", energy)
    new = written(tmp_path / "b.json", changed(with_claims(energy, energy.claims[:-1]), 0, status="target"))
    code, out, _ = run(old, new, "--format", "json")
    found = json.loads(out)
    assert code == 1
    assert [(item["change"], item["of"], list(item["fields"])) for item in found["differences"]] == [
        ("changed", "claim", ["status"]),
        ("gone", "claim", []),
    ]
    assert found["differences"][0]["fields"]["status"] == {"a": "reported", "b": "target"}
    assert list(found["differences"][0]["a"]) == list(CLAIM_COLUMNS)
    assert found["differences"][1]["b"] is None
    assert found["summary"] == {
        "differs": True,
        "documents": {"a": 1, "b": 1, "both": 1, "edited": 0, "new": 0, "gone": 0, "changed": 0},
        "claims": {
            "a": len(energy.claims), "b": len(energy.claims) - 1, "same": len(energy.claims) - 2,
            "new": 0, "gone": 1, "changed": 1,
        },
        "fields": {"status": 1},
    }  # fmt: skip


def test_csv_has_a_row_for_each_changed_field(run, tmp_path, energy):
    old = written(tmp_path / "a.json", energy)
    new = written(tmp_path / "b.json", changed(with_claims(energy, energy.claims[:-1]), 0, unit="=1+1", rule="mine"))
    code, out, _ = run(old, new, "--format", "csv")
    rows = [(row["change"], row["field"], row["a"], row["b"]) for row in csv.DictReader(io.StringIO(out, newline=""))]
    assert code == 1
    assert rows == [
        ("changed", "unit", "kW", "'=1+1"),
        ("changed", "rule", energy.claims[0].rule, "mine"),
        ("gone", "", energy.claims[-1].text, ""),
    ]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 1),
        (("--ignore", "status"), 0),
        (("--ignore", "rule"), 1),
        (("--only", "new"), 0),
        (("--only", "new", "--only", "changed"), 1),
        (("--kind", "percentage"), 0),
        (("--kind", "quantity"), 1),
        (("--speaker", "Guo"), 0),
        (("--ignore", "nothing"), 2),
        (("--as", "something"), 2),
        (("--pipeline", "no_such_pipeline"), 2),
    ],
)
def test_what_matters_can_be_chosen(run, tmp_path, energy, options, code):
    old = written(tmp_path / "a.json", energy)
    new = written(tmp_path / "b.json", changed(energy, 0, status="target"))
    for quiet in ((), ("--quiet",)):
        assert run(old, new, *options, *quiet)[0] == code


def test_quiet_says_nothing_and_writes_the_file(run, tmp_path, energy):
    old = written(tmp_path / "a.json", energy)
    new = written(tmp_path / "b.json", with_claims(energy, []))
    assert run(old, new, "--quiet") == (1, "", "")
    target = tmp_path / "d.json"
    assert run(old, new, "--quiet", "--format", "json", "-o", target) == (1, "", "")
    assert json.loads(target.read_bytes())["summary"]["claims"]["gone"] == len(energy.claims)


def test_an_input_is_never_written_over(run, tmp_path, energy):
    old = written(tmp_path / "a.json", energy)
    before = old.read_bytes()
    assert run(old, old, "-o", old)[0] == 2
    assert old.read_bytes() == before


def test_text_makes_documents_harmless(run, tmp_path, energy):
    evil = "\x1b]0;owned\x07 \u202e[red]\x9b31m\u2028"
    old = with_claims(energy, energy.claims[:2], source=f"a{evil}", title=evil)
    new = changed(with_claims(energy, energy.claims[:2], source=f"b{evil}"), 0, sentence=evil, indicator=evil)
    _, out, _ = run(written(tmp_path / "a", old), written(tmp_path / "b", new))
    assert "indicator: installed power generation capacity ->" in out
    assert not set(out) & set("\x1b\x07\u202e\x9b\u2028")


def test_speakers_are_told_with_their_offices(run, tmp_path, energy):
    speakers = [energy.document.speakers[0].model_copy(update={"role": "director"}), *energy.document.speakers[1:]]
    new = written(tmp_path / "b", with_claims(energy, energy.claims, speakers=speakers))
    assert "-> Tang Yuheng, director, National" in run(written(tmp_path / "a", energy), new)[1]


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colour_only_on_a_terminal(run, tmp_path, monkeypatch, energy, no_color, coloured):
    old, new = written(tmp_path / "a", energy), written(tmp_path / "b", with_claims(energy, []))
    assert "\x1b" not in run(old, new)[1]
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr("cli.shell.is_terminal", lambda stream: True)
    assert ("\x1b[31m" in run(old, new)[1]) is coloured


@pytest.mark.parametrize("content", [None, '{"a": 1}', '{"a": '])
def test_what_cannot_be_read_is_no_difference(run, tmp_path, energy, content):
    old = written(tmp_path / "a.json", energy)
    new = tmp_path / "b.json"
    if content is not None:
        new.write_text(content)
    code, out, err = run(old, new)
    assert (code, out) == (2, "")
    assert err.startswith(f"error: {new}: ")
    assert run("-", "-")[0] == 2


def test_every_form_of_an_output_is_the_same(run, tmp_path, energy):
    forms = [written(tmp_path / "a.json", energy), tmp_path / "a.jsonl", tmp_path / "claims.db", tmp_path / "folder"]
    forms[1].write_bytes(b"".join(to_jsonl([energy])))
    with Archive.open(forms[2]) as archive:
        archive.put(archive.begin_run(version="1", options={}), "1", energy, ENERGY)
    forms[3].mkdir()
    written(forms[3] / "energy.json", energy)
    for old in forms:
        for new in forms:
            assert run(old, new)[0] == 0, (old, new)


def test_archives_tell_what_wrote_them_and_what_failed(run, tmp_path, energy):
    for name, version, failed in (("a.db", "0.1", False), ("b.db", "0.2", True)):
        with Archive.open(tmp_path / name) as archive:
            number = archive.begin_run(version=version, options={"pipeline": None})
            if failed:
                archive.put_error(number, str(energy.document.source), "1", "is empty; check the file")
            else:
                archive.put(number, "1", energy, ENERGY)
    code, out, _ = run(tmp_path / "a.db", tmp_path / "b.db", "--format", "json")
    found = json.loads(out)
    assert code == 1
    assert found["a"]["written_by"] == [{"version": "0.1", "options": {"pipeline": None}}]
    assert found["differences"][0]["change"] == "gone"
    assert found["differences"][0]["reason"] == "is empty; check the file"


def test_an_archive_against_its_documents_read_again(run, tmp_path, monkeypatch, energy):
    monkeypatch.chdir(tmp_path)
    Path("briefings").mkdir()
    Path("briefings/energy.txt").write_text(ENERGY, encoding="utf-8")
    with Archive.open(tmp_path / "claims.db") as archive:
        archive.put(archive.begin_run(version="1", options={}), "1", changed(energy, 0, period="1999"), ENERGY)
    code, out, _ = run("claims.db", "briefings")
    assert code == 1
    assert "period: 1999 -> 2026-06" in out
    assert run("claims.db", "briefings", "--ignore", "period")[0] == 0


def test_numbers_are_compared_to_the_last_digit(run, tmp_path, energy):
    for name, digits in (("a.db", "1"), ("b.db", "2")):
        exact = changed(energy, 0, value=Decimal(f"12345678901234567890.{digits}"))
        with Archive.open(tmp_path / name) as archive:
            archive.put(archive.begin_run(version="1", options={}), "1", exact, None)
    assert run(tmp_path / "a.db", tmp_path / "b.db")[0] == 1


# --- two briefings ---


@pytest.fixture(scope="module")
def months(nlp):
    texts = (
        "Jobs in May\n\nBEIJING, June 10, 2024 -- In May, the unemployment rate was 5.0 percent. Exports of tea were "
        "40 million yuan in 2023. The bureau has 31 offices.\n",
        "Jobs in June\n\nBEIJING, July 10, 2024 -- In June, the unemployment rate was 5.2 percent. Exports of tea were "
        "42 million yuan in 2023. Output of steel was 9 million tonnes in June. Steel output in June was 9 million "
        "tonnes.\n",
    )
    return [extract(text, nlp=nlp, source=name) for text, name in zip(texts, ("may.txt", "june.txt"), strict=True)]


def test_what_is_new_between_two_briefings(run, tmp_path, months):
    may, june = (written(tmp_path / name, output) for name, output in zip(("a", "b"), months, strict=True))
    code, out, err = run(may, june)
    assert code == 1
    assert "compared as different briefings" in err
    assert (
        out
        == """\
june.txt
  + 5.2% | unemployment rate | Jun 2024
      before: 5%, May 2024
      In June, the unemployment rate was «5.2 percent».
  ~ 42 million yuan | Exports of tea | 2023
      value: 40000000 -> 42000000
  + 9 million t | Output of steel | Jun 2024
      Output of steel was «9 million tonnes» in June.
may.txt: not said again
  - 31 offices | offices
      The bureau has «31» offices.

claims: 2 new, 1 gone, 1 changed, 0 same
fields: value 1
"""
    )


def test_a_briefing_against_itself_says_nothing_new(run, tmp_path, months):
    path = written(tmp_path / "a", months[1])
    assert run(path, path, "--as", "briefings")[:2] == (0, "no differences in 1 document, 4 claims\n")


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ({"indicator": "output of steel"}, {"indicator": "Steel output"}, True),
        (
            {"indicator": "penetration rate of digital R&D tools"},
            {"indicator": "popularizing rate of digital R&D tools"},
            True,
        ),
        ({"indicator": "output of steel"}, {"indicator": "output of iron"}, False),
        ({"indicator": "output of steel", "unit": "CNY"}, {"indicator": "output of steel", "unit": "USD"}, False),
        ({"indicator": "jobs"}, {"indicator": "Jobs"}, True),
        ({"indicator": "jobs"}, {"indicator": "new jobs"}, False),
        ({"indicator": "jobs"}, {"indicator": "jobs", "direction": "increase"}, False),
        ({"indicator": None, "sentence": "It was 7%."}, {"indicator": None, "sentence": "She said 7%."}, False),
        ({"indicator": None}, {"indicator": None}, True),
    ],
)
def test_what_is_the_same_subject(energy, one, two, same):
    first, second = (claim("It was 7%.").model_copy(update=fields) for fields in (one, two))
    assert (subject(first, energy, "China") == subject(second, energy, "China")) is same


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        ({"value": Decimal("1.2"), "unit": "GW"}, {"value": Decimal(1200), "unit": "MW"}, []),
        ({"value": Decimal("1.2"), "unit": "GW"}, {"value": Decimal(1300), "unit": "MW"}, ["value"]),
        ({"value": Decimal(70)}, {"value": Decimal(70), "qualifier": "more_than"}, ["qualifier"]),
        ({"status": "target"}, {"status": "reported"}, ["status"]),
    ],
)
def test_what_is_the_same_number(one, two, told):
    first, second = (claim("It was 7%.", kind="quantity", **fields) for fields in (one, two))
    assert [change.field for change in changed_numbers(first, second, BRIEFING_FIELDS)] == told


@pytest.mark.parametrize(
    ("fields", "same"), [({"period": "2024"}, False), ({"target_year": 2030}, False), ({"status": "target"}, True)]
)
def test_what_is_the_same_time(fields, same):
    assert (moment(claim("7%")) == moment(claim("7%", **fields))) is same


def test_all_fields_of_a_claim_are_compared():
    from extractors.differences import CLAIM_FIELDS

    assert {*CLAIM_FIELDS} == {*Claim.model_fields, "speaker_role", "speaker_organization"} - {"id"}
