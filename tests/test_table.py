"""Numbers and times as people write them, and tables that fit the terminal."""

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from rich.cells import cell_len

from cli.excerpts import excerpt
from cli.figures import change, figure, period, time
from cli.table import STYLES, claims_table
from extractors import extract
from extractors.records import Kind, Speaker
from tests import fake_pipeline

ROOT = Path(__file__).parent.parent
ENERGY = ROOT / "samples" / "energy_press_conference.txt"


def claim(**changes):
    return fake_pipeline.extract("7%").claims[0].model_copy(update=changes)


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"value": "4200000000000", "unit": "CNY"}, "4.2 trillion yuan"),
        ({"value": "363000000000", "unit": "USD", "qualifier": "about"}, "about 363 billion US dollars"),
        ({"value": "1E+6", "unit": None}, "1 million"),
        ({"value": "1234000", "unit": "kWh"}, "1.234 million kWh"),
        ({"value": "1234500", "unit": "kWh"}, "1,234,500 kWh"),
        ({"value": "999999.5", "unit": "t"}, "999,999.5 t"),
        ({"value": "-2500000", "unit": "USD"}, "-2.5 million US dollars"),
        ({"value": "4200000000000000", "unit": None}, "4,200 trillion"),
        ({"value": "187", "unit": "new stations", "kind": "count"}, "187 new stations"),
        ({"value": "187", "unit": None, "kind": "count", "qualifier": "more_than"}, "more than 187"),
        ({"value": "25", "unit": "bp"}, "25 bp"),
        ({"value": "1.2", "unit": "pp"}, "1.2 pp"),
        ({"value": "3", "unit": "x", "kind": "multiple", "qualifier": "nearly"}, "nearly 3x"),
        ({"value": "40", "unit": "km", "kind": "quantity", "qualifier": "at_least"}, "at least 40 km"),
        ({"value": "12", "unit": "m2", "kind": "quantity", "qualifier": "less_than"}, "less than 12 m²"),
        ({"value": "-5", "unit": "Cel", "kind": "quantity", "qualifier": "at_most"}, "at most -5 °C"),
        ({"low": "3000000", "high": "5000000", "unit": "t"}, "3–5 million t"),
        ({"low": "900000", "high": "1200000", "unit": "t"}, "900,000–1.2 million t"),
        ({"low": "-2", "high": "1", "unit": "%"}, "-2 to 1%"),
        ({"value": "2030", "unit": None, "kind": "target_year"}, "2030"),
        ({"value": "0", "unit": "%"}, "0%"),
        ({"value": "33.3333", "unit": "%", "text": "one third", "qualifier": "nearly"}, "nearly 33.3%"),
        ({"value": "12.5", "unit": "%", "text": "one in eight"}, "12.5%"),
        ({"value": "33.3333", "unit": "%", "text": "33.3333%"}, "33.3333%"),
    ],
)
def test_numbers_are_as_people_write_them(changes, shown):
    numbers = {name: changes.get(name) for name in ("value", "low", "high")}
    decimals = {name: Decimal(text) if text else None for name, text in numbers.items()}
    assert figure(claim(**{**changes, **decimals})) == shown


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("2026", "2026"),
        ("2026-06", "Jun 2026"),
        ("2024-07-15", "15 Jul 2024"),
        ("2026-01/2026-06", "Jan–Jun 2026"),
        ("2020-11/2021-02", "Nov 2020–Feb 2021"),
        ("2016/2020", "2016–2020"),
        ("2024-07-15/2024-07-21", "15 Jul–21 Jul 2024"),
        ("XXXX-03-01", "1 Mar"),
        ("2020/..", "2020/.."),
        ("2024-21", "2024-21"),
    ],
)
def test_times_are_as_people_write_them(edtf, shown):
    assert period(edtf) == shown


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, ""),
        ({"period": "2026"}, "2026"),
        ({"period": "2026", "status": "forecast"}, "2026 forecast"),
        ({"status": "target", "target_year": 2030}, "target 2030"),
        ({"period": "2030", "status": "target", "target_year": 2030}, "2030 target"),
        ({"kind": "target_year", "status": "target", "target_year": 2030}, "target"),
    ],
)
def test_what_has_not_come_yet_says_so(fields, shown):
    assert time(claim(**fields)) == shown


def test_changes():
    up = claim(direction="increase", basis="year-on-year")
    assert (change(up), change(up, short=True)) == ("up year-on-year", "up y/y")
    assert change(claim(basis="annual")) == "annual"


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (80, ("The output of the wells rose to ", "9 tonnes", " in June, more than ever before.")),
        (44, ("…of the wells rose to ", "9 tonnes", " in June,…")),
        (40, ("…the wells rose to ", "9 tonnes", " in June,…")),
        (0, ("", "9 tonnes", "")),
    ],
)
def test_a_claim_keeps_the_words_around_it(width, shown):
    sentence = "The output of the wells rose to 9 tonnes in June, more than ever before."
    start = 500 + sentence.index("9")
    found = excerpt(claim(text="9 tonnes", sentence=sentence, sentence_start=500, start=start, end=start + 8), width)
    assert max(width, 8) >= cell_len(found.before + found.claim + found.after)
    assert (found.before, found.claim, found.after) == shown


@pytest.fixture(scope="module")
def energy(nlp):
    return extract(ENERGY.read_text(encoding="utf-8"), nlp=nlp)


@pytest.mark.parametrize("columns", [20, 40, 59, 60, 80, 99, 100, 120, 140, 200, 400])
@pytest.mark.parametrize("colour", [False, True])
def test_a_table_fits_and_loses_nothing(monkeypatch, energy, columns, colour):
    monkeypatch.setenv("COLUMNS", str(columns))
    page = re.sub(r"\x1b\[[\d;]*m", "", claims_table(energy, colour).decode())
    assert max(map(cell_len, page.splitlines())) <= columns
    shown = "".join(page.split())
    for found in energy.claims:
        for words in (figure(found), found.indicator or "", found.speaker.name if found.speaker else ""):
            assert all(word in shown for word in words.split())
    assert ("«" in page) is (columns >= 140 and not colour)


def test_chinese_takes_two_columns_a_letter(monkeypatch, energy):
    wide = energy.claims[0].model_copy(update={"indicator": "发电装机容量" * 5, "speaker": Speaker(name="唐宇恒")})
    document = energy.document.model_copy(update={"title": "国务院新闻办公室新闻发布会" * 4})
    for columns in (40, 60, 80, 140, 200):
        monkeypatch.setenv("COLUMNS", str(columns))
        page = claims_table(energy.model_copy(update={"document": document, "claims": [wide, *energy.claims]})).decode()
        assert max(map(cell_len, page.splitlines())) <= columns
        assert "".join(page.split()).count("国务院新闻办公室新闻发布会") or columns < 60


@pytest.mark.parametrize("kind", Kind.__args__)
def test_every_kind_has_its_colour(monkeypatch, energy, kind):
    monkeypatch.setenv("COLUMNS", "120")
    found = energy.model_copy(update={"claims": [energy.claims[0].model_copy(update={"kind": kind})]})
    page = claims_table(found, colour=True).decode()
    assert kind.replace("_", " ") in page.splitlines()[-1]
    assert b"\x1b" not in claims_table(found)
    assert len(set(STYLES.values())) == len(Kind.__args__)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_on_a_real_terminal(no_color, coloured):
    """The width comes from the terminal, and the colours go only there."""
    import fcntl
    import os
    import pty
    import struct
    import termios

    main, secondary = pty.openpty()
    fcntl.ioctl(secondary, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 150, 0, 0))
    settings = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    running = subprocess.Popen(
        [sys.executable, "-m", "cli.main", "extract", ENERGY, "--format", "table", "--kind", "money", "-q"],
        cwd=ROOT, stdout=secondary, env={**settings, "TERM": "xterm-256color", "NO_COLOR": no_color},
    )  # fmt: skip
    os.close(secondary)
    page = b""
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:  # the program has closed its end
            break
        if not piece:
            break
        page += piece
    os.close(main)
    assert running.wait() == 0
    assert (b"\x1b[" in page) is coloured
    text = re.sub(r"\x1b\[[\d;]*m", "", page.decode())
    assert "sentence" in text
    assert 140 < max(map(cell_len, text.splitlines())) <= 150
