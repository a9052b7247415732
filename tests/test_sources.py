"""Which files a batch reads, in which order, and which it leaves out."""

import os
import zipfile
from pathlib import Path

import pytest

from cli.sources import is_document, list_sources, listed_paths, read_sources
from extractors.errors import OptionError
from extractors.readers import Limits


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A folder to list, which is also where the test works."""
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a/z.txt", "a/c/y.html", "a/.hidden/x.txt", "a/d.md", "2024/1/q.txt", "B.txt"):
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def paths(*arguments, listed=(), outputs=()):
    return [source.path for source in list_sources(arguments, listed, outputs).files.values()]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["."], ["2024/1/q.txt", "B.txt", "a/c/y.html", "a/d.md", "a/z.txt", "b.txt"]),
        (["a"], ["a/c/y.html", "a/d.md", "a/z.txt"]),
        (["./a/"], ["a/c/y.html", "a/d.md", "a/z.txt"]),
        (["b.txt", "a", "./b.txt", "a/z.txt"], ["b.txt", "a/c/y.html", "a/d.md", "a/z.txt"]),
        (["a/*.txt"], ["a/z.txt"]),
        (["a/**/*.html", "**/q.*"], ["a/c/y.html", "2024/1/q.txt"]),
        (["?.txt"], ["B.txt", "b.txt"]),
        (["[b]*"], ["b.txt"]),
        (["2024/*"], ["2024/1/q.txt"]),
        (["a/.hidden/x.txt"], ["a/.hidden/x.txt"]),
        (["gone.txt"], ["gone.txt"]),
    ],
)
def test_what_paths_mean(tree, arguments, expected):
    assert paths(*arguments) == expected


def test_absolute_paths(tree):
    assert paths(str(tree / "a")) == [str(tree / "a" / name) for name in ("c/y.html", "d.md", "z.txt")]
    assert paths(str(tree / "a" / "*.md")) == [str(tree / "a" / "d.md")]


def test_a_pattern_without_matches_is_a_problem(tree):
    listing = list_sources(["*.pdf", "b.txt"], [], [])
    assert [problem.reason for problem in listing.problems] == ["matches no file; check the pattern"]
    assert len(listing.files) == 1


def test_a_file_called_like_a_pattern_is_a_file(tree):
    Path("x[1].txt").write_text("up 5%")
    assert paths("x[1].txt") == ["x[1].txt"]
    assert paths(listed=["x[1].txt"]) == ["x[1].txt"]


def test_links_are_followed_once_and_never_in_circles(tree):
    Path("a/round").symlink_to("..")
    Path("a/self").symlink_to("self")
    Path("a/copy.txt").symlink_to("z.txt")
    os.link("b.txt", "hard.txt")
    assert paths("a") == ["a/c/y.html", "a/copy.txt", "a/d.md", "a/round/2024/1/q.txt", "a/round/B.txt",
                          "a/round/b.txt", "a/round/hard.txt"]  # fmt: skip
    assert paths("b.txt", "hard.txt") == ["b.txt", "hard.txt"]


def test_outputs_are_left_out_where_they_are_found(tree):
    Path("out/sub").mkdir(parents=True)
    Path("out/sub/old.txt").write_text("x")
    Path("claims.jsonl").write_text("{}")
    outputs = [Path("out"), Path("claims.jsonl"), Path("claims.db")]
    assert paths(".", outputs=outputs) == paths("2024", "B.txt", "a", "b.txt")
    assert paths("out", outputs=outputs) == ["out/sub/old.txt"]
    assert paths("a", outputs=[Path("a")]) == paths("a")


@pytest.mark.parametrize(("arguments", "output"), [(["b.txt"], "b.txt"), (["."], "b.txt"), (["*.txt"], "./b.txt")])
def test_outputs_are_never_inputs(tree, arguments, output):
    with pytest.raises(OptionError, match=r"b\.txt: is one of the files to read"):
        list_sources(arguments, [], [Path(output)])


@pytest.mark.parametrize(
    ("name", "start", "expected"),
    [
        ("a.txt", b"", True),
        ("A.HTML", b"", True),
        ("a.txt.gz", b"\x1f\x8b", True),
        ("all.tar.gz", b"\x1f\x8b", True),
        ("all.zip", b"PK", True),
        ("Briefing", b"Minister: up 5%", True),
        ("Briefing No. 12", b"Minister: up 5%", True),
        ("briefing 12.07.2024", b"Minister: up 5%", True),
        ("page.php", b"<!DOCTYPE html><html>", True),
        ("style.css", b"width: 5%", False),
        ("data.json", b"{}", False),
        ("photo.jpg", b"\xff\xd8\xff", False),
        ("core", b"\x7fELF\0\0", False),
    ],
)
def test_what_is_a_document(name, start, expected):
    assert is_document(name, start) is expected


@pytest.mark.parametrize(
    ("data", "separator", "expected"),
    [
        (b"a.txt\nb c.txt\n", b"\n", ["a.txt", "b c.txt"]),
        (b"a.txt\r\n\r\nb.txt", b"\n", ["a.txt", "b.txt"]),
        (b"\xef\xbb\xbfa.txt\n", b"\n", ["a.txt"]),
        (b"a\n.txt\0b.txt\0", b"\0", ["a\n.txt", "b.txt"]),
        (b"", b"\n", []),
        ("中.txt\n".encode(), b"\n", ["中.txt"]),
        (b"\xff.txt\n", b"\n", ["\udcff.txt"]),
    ],
)
def test_lists(tmp_path, data, separator, expected):
    (tmp_path / "list").write_bytes(data)
    assert listed_paths(str(tmp_path / "list"), separator) == expected


def test_what_is_gone(tree):
    with zipfile.ZipFile("all.zip", "w") as archive:
        archive.writestr("m.txt", "up 5%")
    Path("cut.zip").write_bytes(Path("all.zip").read_bytes()[:60])
    listing = list_sources([".", "2025/*.txt"], [], [])
    list(read_sources(listing, Limits()))
    gone = ("a/gone.txt", "all.zip!/gone.txt", "gone.zip!/m.txt", "gone.txt")
    there = ("a/z.txt", "all.zip!/m.txt", "cut.zip!/m.txt", "/elsewhere/gone.txt", "../gone.txt", "a/.hidden/x.txt")
    assert [source for source in gone if not listing.is_gone(source)] == []
    # All members of all.zip were seen, so nobody asks about m.txt.
    assert [source for source in there if listing.is_gone(source)] == ["all.zip!/m.txt"]


@pytest.mark.parametrize(
    ("pattern", "covered", "not_covered"),
    [
        ("a/*.txt", ["a/x.txt"], ["a/x.md", "a/b/x.txt", "x.txt"]),
        ("**/*.txt", ["x.txt", "a/b/x.txt"], ["x.md"]),
        ("a/**", ["a/x.txt", "a/b/x.txt"], ["b/x.txt"]),
        ("[!b].txt", ["x.txt"], ["y.md", "xx.txt"]),
        ("a.c/?.t+t", ["a.c/x.t+t"], ["abc/x.t+t", "a.c/x.ttt"]),
    ],
)
def test_what_a_pattern_covers(tree, pattern, covered, not_covered):
    from cli.sources import _pattern

    compiled = _pattern(pattern)
    assert [path for path in covered if not compiled.fullmatch(path)] == []
    assert [path for path in not_covered if compiled.fullmatch(path)] == []
