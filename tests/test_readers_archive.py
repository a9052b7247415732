"""Archives and compressed files: every document in them once, within limits, whatever the archive claims."""

import bz2
import gzip
import io
import lzma
import pickle
import random
import struct
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import InputError
from extractors.readers import Limits, RawDocument, find_documents, read, read_document
from extractors.readers.archive import STANDARD_INPUT

TEXT = b"GDP grew 5.2%.\n"
MEMBERS = {"a.txt": TEXT, "2024/b.html": b"<html><p>up 5%</p></html>", "2024/c.txt": b""}
PACKERS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


def zipped(members, method=zipfile.ZIP_DEFLATED):
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return page.getvalue()


def tarred(members, mode="w"):
    page = io.BytesIO()
    with tarfile.open(fileobj=page, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return page.getvalue()


def found(tmp_path, data, name="archive", limits=None):
    """What is in a file: (name of the member, its bytes), or (name, what is wrong with it)."""
    path = tmp_path / name
    path.write_bytes(data)
    return [
        (document.source.removeprefix(str(path)), document.data)
        if isinstance(document, RawDocument)
        else (document.source.removeprefix(str(path)), str(document).removeprefix(f"{document.source}: "))
        for document in find_documents(path, limits)
    ]


ARCHIVES = {
    "zip": zipped(MEMBERS),
    "stored": zipped(MEMBERS, zipfile.ZIP_STORED),
    "bzip2 in zip": zipped(MEMBERS, zipfile.ZIP_BZIP2),
    "tar": tarred(MEMBERS),
    "tar.gz": tarred(MEMBERS, "w:gz"),
    "tar.bz2": tarred(MEMBERS, "w:bz2"),
    "tar.xz": tarred(MEMBERS, "w:xz"),
}


@pytest.mark.parametrize("data", ARCHIVES.values(), ids=ARCHIVES)
def test_members(tmp_path, data):
    assert found(tmp_path, data) == [(f"!/{name}", text) for name, text in MEMBERS.items()]


@pytest.mark.parametrize("data", ARCHIVES.values(), ids=ARCHIVES)
def test_archives_on_standard_input(monkeypatch, data):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    documents = list(find_documents("-"))
    assert [document.source for document in documents] == [f"{STANDARD_INPUT}!/{name}" for name in MEMBERS]


@pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS)
def test_a_compressed_file_is_the_file(tmp_path, pack):
    path = tmp_path / "page.html.gz"
    path.write_bytes(pack(b"<p>up 5%</p>"))  # by its name only a page
    document = read(path)
    assert (document.text, document.source, document.format) == ("up 5%\n", str(path), "html")


def test_compressed_members(tmp_path):
    assert found(tmp_path, zipped({"a.txt.gz": gzip.compress(TEXT)})) == [("!/a.txt.gz", TEXT)]


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"a.txt": TEXT, "__MACOSX/._a.txt": b"\0", "x/._b": b"\0", ".DS_Store": b"\0", "Thumbs.db": b""}, ["!/a.txt"]),
        ({"../../etc/a.txt": TEXT, "/abs.txt": TEXT}, ["!/../../etc/a.txt", "!//abs.txt"]),
        ({"a\x1b[31m\n\u202e.txt": TEXT}, ["!/a\ufffd[31m\ufffd\ufffd.txt"]),
        ({"新闻.txt": TEXT}, ["!/新闻.txt"]),
    ],
)
def test_names_are_labels(tmp_path, pack, members, expected):
    before = sorted(tmp_path.parent.iterdir())
    assert [name for name, _ in found(tmp_path, pack(members))] == expected
    assert sorted(tmp_path.parent.iterdir()) == before


def test_members_of_one_name_are_told_apart(tmp_path):
    page = io.BytesIO()
    with tarfile.open(fileobj=page, mode="w") as archive:
        for size in (1, 2):
            info = tarfile.TarInfo("a.txt")
            info.size = size
            archive.addfile(info, io.BytesIO(TEXT))
    assert found(tmp_path, page.getvalue()) == [("!/a.txt", TEXT[:1]), ("!/a.txt#2", TEXT[:2])]


def test_names_in_old_encodings(tmp_path):
    data = zipped({"AAAA.txt": TEXT}).replace(b"AAAA", "新闻".encode("gbk"))
    assert found(tmp_path, data) == [("!/新闻.txt", TEXT)]


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize(
    ("bad", "what"),
    [
        (zipped({"b.txt": TEXT}), "is an archive inside an archive; unpack the outer one first"),
        (tarred({"b.txt": TEXT}), "is an archive inside an archive; "),
        (tarred({"b.txt": TEXT}, "w:gz"), "is an archive inside an archive; "),
        (gzip.compress(gzip.compress(TEXT)), "is compressed twice; "),
        (gzip.compress(TEXT)[:-9], "cannot be unpacked: "),
        (random.Random(0).randbytes(2000), "is larger than 1000 bytes; raise the limit with --max-bytes"),
    ],
)
def test_a_bad_member_costs_no_good_one(tmp_path, pack, bad, what):
    limits = Limits(max_bytes=1000 if "larger" in what else 20_000)
    first, middle, last = found(tmp_path, pack({"a.txt": TEXT, "bad": bad, "c.txt": TEXT}), limits=limits)
    assert (first, last) == (("!/a.txt", TEXT), ("!/c.txt", TEXT))
    assert middle[0] == "!/bad"
    assert middle[1].startswith(what)


def test_a_picture_in_an_archive_is_no_document(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"photo.png": b"\x89PNG\r\n"}))
    (document,) = find_documents(path)
    with pytest.raises(InputError) as caught:
        read_document(document)
    assert str(caught.value) == f"{path}!/photo.png: is a picture; run OCR on it first"
    assert pickle.loads(pickle.dumps(caught.value)).source == f"{path}!/photo.png"  # workers hand it on


def test_an_encrypted_member(tmp_path):
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    data[6] |= 1  # in the member's own head ...
    data[data.index(b"PK\x01\x02") + 8] |= 1  # ... and in the list of members
    assert found(tmp_path, bytes(data)) == [
        ("!/a.txt", "is encrypted; unpack it with its password first"),
        ("!/b.txt", TEXT),
    ]


def test_a_member_whose_sum_is_wrong(tmp_path):
    data = zipped({"a.txt": TEXT, "b.txt": TEXT}, zipfile.ZIP_STORED).replace(b"GDP", b"GNP", 1)
    (_, what), good = found(tmp_path, data)
    assert what.startswith("cannot be unpacked: Bad CRC-32")
    assert good == ("!/b.txt", TEXT)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (zipped({}), "is an archive without documents; check what was packed"),
        (b"PK\x03\x04broken", "is a broken ZIP archive: File is not a zip file; copy it again"),
        (b"\x1f\x8bbroken", "cannot be unpacked: "),
        (gzip.compress(TEXT * 99)[:-20], "cannot be unpacked: Compressed file ended before"),
        (gzip.compress(TEXT) + b"rubbish", "cannot be unpacked: Not a gzipped file"),
        (tarred({"a.txt": TEXT * 99})[:700], "is a broken tar archive: "),
    ],
)
def test_broken_archives(tmp_path, data, what):
    ((name, told),) = found(tmp_path, data)
    assert name == ""
    assert told.startswith(what)


def test_members_before_a_break_are_read(tmp_path):
    data = tarred({"a.txt": TEXT, "b.txt": TEXT * 99})[:1700]
    first, (_, told) = found(tmp_path, data)
    assert first == ("!/a.txt", TEXT)
    assert told.startswith("is a broken tar archive: ")


BOMB = bytes(30_000_000)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (gzip.compress(BOMB), "unpacks to more than 200 times its size"),
        (lzma.compress(BOMB), "unpacks to more than 200 times its size"),
        (zipped({"bomb": BOMB}), "unpacks to more than 200 times its size"),
        (zipped({"bomb.gz": gzip.compress(BOMB)}), "unpacks to more than 200 times its size"),
        (tarred({"bomb": BOMB}, "w:gz"), "unpacks to more than 200 times its size"),
    ],
)
def test_bombs(tmp_path, data, what):
    ((_, told),) = found(tmp_path, data)
    assert told.startswith(what)


def test_a_header_that_lies_about_the_size(tmp_path):
    lie = bytearray(zipped({"bomb": BOMB}))
    at = lie.index(b"PK\x01\x02") + 24
    lie[at : at + 4] = struct.pack("<I", 10)
    ((_, told),) = found(tmp_path, bytes(lie))
    assert told.startswith("cannot be unpacked: Bad CRC-32")


def test_members_that_share_their_bytes(tmp_path):
    """A small archive whose many members are all the same packed bytes."""
    data = zipped({"a": bytes(9_000_000)})
    start = data.index(b"PK\x01\x02")
    entry, end = data[start : data.index(b"PK\x05\x06")], bytearray(data[data.index(b"PK\x05\x06") :])
    end[8:16] = struct.pack("<HHI", 50, 50, 50 * len(entry))
    *_, (name, told) = found(tmp_path, data[:start] + entry * 50 + bytes(end))
    # Newer versions of Python see for themselves that members overlap.
    assert told.startswith(("unpacks to more than 200 times its size", "cannot be unpacked: Overlapped entries"))
    assert name in ("", "!/a#2", "!/a#50")


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        (Limits(max_members=2), "holds more than 2 members; unpack it and read it in parts"),
        (Limits(max_total=len(TEXT) + 5), "unpacks to more than 20 bytes; unpack it and read it in parts"),
    ],
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_limits_of_an_archive(tmp_path, pack, limits, what):
    *_, (name, told) = found(tmp_path, pack({"a": TEXT, "b": TEXT, "c": TEXT}), limits=limits)
    assert (name, told) == ("", what)


def test_the_size_of_a_document(tmp_path):
    assert found(tmp_path, TEXT, limits=Limits(max_bytes=len(TEXT))) == [("", TEXT)]
    ((_, told),) = found(tmp_path, TEXT, limits=Limits(max_bytes=len(TEXT) - 1))
    assert told == "is larger than 14 bytes; raise the limit with --max-bytes if it is to be trusted"


def test_an_archive_is_more_than_read_gives(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(ARCHIVES["zip"])
    with pytest.raises(InputError, match="is an archive; unpack it and name the file in it"):
        read(path)


def test_a_member_without_a_name_is_a_document(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        nameless = zipfile.ZipInfo("a")
        nameless.filename = ""
        archive.writestr(nameless, TEXT)
        archive.writestr("b.txt", TEXT)
    assert [source for source, _ in found(tmp_path, path.read_bytes())] == ["!/", "!/b.txt"]


@given(st.sampled_from(sorted(ARCHIVES)), st.data())
def test_damaged_archives_are_documents_or_input_errors(tmp_path_factory, kind, draw):
    data = bytearray(ARCHIVES[kind])
    for _ in range(draw.draw(st.integers(1, 8))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "damaged"
    path.write_bytes(data)
    for document in find_documents(path):
        assert document.source.startswith(str(path))
        assert isinstance(document, RawDocument) or "; " in str(document)
