"""Readers: bytes in any encoding -> text, and a clear word for what is no text."""

import io
import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import InputError
from extractors.readers import READERS, decode, read, recognised_format

ENGLISH = "The deputy said “growth” of 5% — the economy’s best in Québec; naïve café.\n"
CHINESE = "经济增长 5%，GDP 同比增长。\r\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        (ENGLISH * 40, "cp1252"),
        (ENGLISH, "mac-roman"),
        ("It cost £5 or €6 a head and was 20°C warm; the rate rose by ½ a point.", "cp1252"),
        ("The firm was créée in 1999.", "cp1252"),  # two accented letters are an ideograph in GB18030
        ("The café in Québec was naïve, exports up 5%. ", "latin-1"),
        (CHINESE, "gb18030"),
        ("He said “no”. It’s 5%…", "gb18030"),  # English pages of Chinese publishers
        ("Mr. Chen (陳鎔基) said 5%.", "gbk"),
        ("經濟增長百分之五 GDP grew 5 percent. ", "big5"),
        ("Рост ВВП составил 5 процентов. ", "cp1251"),
        ("one\r\ntwo\rthree\n\n", "ascii"),  # newlines stay as they are
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("\x1b[1mGDP\x1b[0m grew 5%\n", "utf-8"),  # escape sequences are text here; whoever prints makes them harmless
    ],
)
def test_decode(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_big_endian_marks():
    assert decode(b"\xfe\xff" + ENGLISH.encode("utf-16-be")) == ENGLISH
    assert decode(b"\0\0\xfe\xff" + ENGLISH.encode("utf-32-be")) == ENGLISH


def test_a_character_cut_at_the_end_does_not_spoil_the_rest():
    data = ENGLISH.encode()
    cut = data[: data.index("é".encode()) + 1]
    assert decode(cut) == cut[:-1].decode() + "\ufffd"


def test_a_broken_byte_does_not_spoil_the_rest():
    data = (ENGLISH * 5).encode() + b"\xff."
    assert decode(data) == ENGLISH * 5 + "\ufffd."


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_is_never_taken_for_anything_else(text):
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text
    if not text.startswith("\ufeff"):
        assert decode(text.encode()) == text


@given(st.binary())
def test_any_bytes_are_text_or_an_input_error(data):
    try:
        decode(data).encode()
    except InputError as error:
        assert "; " in str(error)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\0", "is a picture; "),
        (b"{\\rtf1\\ansi GDP grew 5%}", "is an RTF document; "),
        (b"GDP grew\0 5%", "is no text (it holds NUL bytes); "),
        ("GDP grew 5%".encode("utf-16-le"), "is no text (it holds NUL bytes); "),
        (bytes(range(1, 32)) * 9, "is no text ("),
        (b"\xff\xfe\x00\xd8", "begins as UTF-16 text but is broken at byte 0; "),
    ],
)
def test_what_is_no_text(tmp_path, data, what):
    path = tmp_path / "input"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: {what}")


def test_markup_can_be_read_as_it_stands(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("<html>5%")
    assert read(path, "text").text == "<html>5%"
    with pytest.raises(ValueError, match="'doc' is not the name of a reader"):
        read(path, "doc")


def test_plain_text_is_no_known_format():
    assert recognised_format(b"A < B and <html> later") is None


def test_read_gives_text_and_source(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo")
    assert read(str(path)).text == "one\r\ntwo"
    assert read(path).source == str(path)


@pytest.mark.parametrize("path", [None, "-"])
def test_standard_input_has_no_source(monkeypatch, path):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CHINESE.encode("gb18030"))))
    found = read(path)
    assert (found.text, found.source) == (CHINESE, None)


def test_files_that_cannot_be_read(tmp_path, monkeypatch):
    for path, what in [
        (tmp_path / "missing.txt", "there is no such file; "),
        (tmp_path, "is a folder; "),
        (tmp_path / "a\0b", "cannot be read: "),
        (tmp_path / ("x" * 300), "cannot be read: "),
    ]:
        with pytest.raises(InputError) as caught:
            read(path)
        assert str(caught.value).startswith(f"{path}: {what}")
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="standard input: is closed"):
        read(None)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything may be read by root")
def test_file_without_permission(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text("5%")
    path.chmod(0)
    with pytest.raises(InputError, match="may not be read; check its permissions"):
        read(path)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_source_of_a_name_that_is_no_utf8(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(path, "wb") as file:  # noqa: PTH123  a path of bytes
        file.write(b"5%")
    assert read(os.fsdecode(path)).source == f"{tmp_path}/\ufffd.txt"


def test_readers_have_names_of_their_own():
    assert len({reader.name for reader in READERS}) == len(READERS)
    assert READERS[-1].recognises(b"anything")
