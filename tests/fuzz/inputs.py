"""What fuzzing feeds to the program: texts made of the pieces that briefings are made of, and broken bytes."""

from __future__ import annotations

import functools
import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from random import Random

from tests import documents

NUMBERS = (
    *(
        "0",
        "00",
        "1",
        "5.2",
        "71.5",
        "318.6",
        "1,234,567.5",
        "12,34",
        "1.2.3",
        "-3",
        "+4",
        "\u22125",
        ".5",
        "5.",
    ),
    *("１２．５", "٣٫٥", "२५", "⅔", "4½", "1/2", "3/4", "10/9", "1e9", "0x1F", "12th", "1st", "③", "Ⅳ", "²"),
    *(
        "one",
        "twenty-three",
        "a hundred",
        "half a million",
        "two-thirds",
        "a quarter",
        "one and a half",
        "dozens",
    ),
    *("9" * 40, "1" + ",000" * 12, "0." + "0" * 30 + "1", "4.2 trillion", "million", "3 million million"),
    *("fıve mıllıon", "ſix", "Twenty-Fıve", "one thouſand", "a fırſt", "trİllİon"),
    *("31\u202f862", "1\xa0234", "1&nbsp;234", "5 to 6", "5-6", "between 5 and 6", "from 5 to 60"),
)
UNITS = (
    *(
        "%",
        " percent",
        " per cent",
        "％",
        " percentage points",
        "pp",
        " basis points",
        " yuan",
        " billion yuan",
        " kWh",
    ),
    *(
        " tonnes",
        " tons",
        " people",
        " times",
        "-fold",
        " km",
        " square kilometers",
        " US dollars",
        "°C",
        "x",
        " jobs",
    ),
    *(
        " mu",
        " vessels of 10,000 tons or more",
        " years",
        " hours",
        " of GDP",
        " per 1,000 people",
        " yuan a tonne",
        " \u212am",
        " dollarſ",
        " mıllıon",
    ),
)
MONEY = ("$", "US$", "HK$", "€", "£", "¥", "RMB", "RMB ", "CNY ", "USD ", "-$", "$-", "($", "Uſ$")
TIMES = (
    *(
        "in 2025",
        "by 2030",
        "in the first half of 2026",
        "from January to June",
        "last year",
        "this year",
        "on Friday",
    ),
    *(
        "May 5, 2020",
        "2020-05-05",
        "5/6/2020",
        "30 February 2021",
        "0000-00-00",
        "Q3",
        "in the third quarter",
        "2021-25",
    ),
    *(
        "since 1949",
        "99999",
        "year on year",
        "than a year earlier",
        "during the 14th Five-Year Plan period",
        "today",
    ),
    *("Aprıl 5", "on Frİday", "laſt year", "in Auguſt", "the fırst quarter", "yeſterday", "ſix months ago"),
    *(
        "二〇二五年",
        "10:30",
        "in the year 0",
        "31 June",
        "FY2023/24",
        "the 1990s",
        "by the end of this month",
        "24/7",
    ),
)
WORDS = (
    *(
        "GDP",
        "exports",
        "the output of",
        "investment in the grid",
        "rose",
        "fell",
        "grew by",
        "was down",
        "doubled",
        "to",
    ),
    *(
        "up",
        "from",
        "and",
        "or",
        "respectively",
        "of which",
        "more than",
        "about",
        "at least",
        "nearly",
        "no less than",
    ),
    *(
        "compared with",
        "according to",
        "the National Bureau of Statistics (NBS)",
        "he said",
        "she added",
        "said Li Wei",
    ),
    *(
        "will reach",
        "plans to",
        "is expected to",
        "aims to cut",
        "target",
        "the number of",
        "a total of",
        "per",
        "not",
    ),
    *(
        "Mr. Cole",
        "Dr. Lin Botao, vice minister of harbours,",
        "spokesperson",
        "U.S.",
        "No.",
        "the",
        "that",
        "which",
    ),
)
LABELS = (
    *(
        "Lin Botao:",
        "Name: ",
        "Q: ",
        "A: ",
        "Q    ",
        "MR. COLE: ",
        "Reuters: ",
        "[Lin]: ",
        "Speakers\n",
        "Host:",
        "00:01:02 ",
    ),
    *(
        "Speaker 1: ",
        "Date: ",
        "Updated: ",
        "BEIJING, Aug. 7 (Xinhua) -- ",
        "READ MORE: ",
        "Table 1\n",
        "Questions and answers",
    ),
    *(
        "Lin Botao, vice minister of harbours\n",
        "Jo Cole - Vice Minister\n",
        "Thank you. ",
        "I am Lin Botao. ",
        "---",
        "| ",
    ),
)
MARKS = (*".,;:!?()[]{}<>\"'`-/\\|*#&@$%=+~^_", "...", "--", "—", "–", "“", "”", "‘", "’", "。", "、", "«", "»", "()")
BREAKS = ("\n", "\n\n", "\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x1c", " \n ", "\n\n\n\n")
SPACES = (" ", "  ", "\t", "\xa0", "\u3000", "\u2009", "\u202f", "    ", " " * 40)
ODD = (
    *(
        "\0",
        "\x01",
        "\x1b[31m",
        "\x1b]0;x\x07",
        "\x7f",
        "\x9b",
        "\ufeff",
        "\ufffe",
        "\uffff",
        "\ufffd",
        "\ud800",
        "\udfff",
    ),
    *(
        "\u200b",
        "\u200d",
        "\u200e",
        "\u202e",
        "\u2066",
        "\u2069",
        "\u061c",
        "\xad",
        "e\u0301",
        "\u0301",
        "5\u0332",
        "\u20e3",
    ),
    *(
        "İ",
        "ı",
        "ß",
        "ſ",
        "ŉ",
        "ﬁ",
        "ǰ",
        "Σς",
        "K",
        "µ",
        "中国",
        "增长",
        "مرحبا",
        "שלום",
        "नमस्ते",
        "ไทย",
        "👍🏽",
        "👩\u200d👩\u200d👧",
        "🇨🇳",
    ),
    *(
        "&amp;",
        "&nbsp;",
        "&#0;",
        "&#x110000;",
        "&#55296;",
        "&lt;",
        "<p>",
        "</b>",
        "http://a.b/5%?x=1",
        "a@b.cn",
        "**",
        "[1]",
    ),
)
STARTS = ("- ", "• ", "1. ", "(1) ", "a) ", "IV. ", "> ", "# ", "=", "+", "@", "-")


ENCODINGS = (
    *("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "gb18030", "cp1252", "latin-1"),
    *("shift_jis", "big5", "utf-7"),
)
FRONTS = (
    *(b"", b"", b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"%PDF-1.7\n"),
    *(
        b"PK\x03\x04",
        b"BZh9",
        b"\x1f\x8b\x08\0",
        b"<html>",
        b"<!DOCTYPE html><body>",
        b"<?xml version='1.0'?>",
        b"{\\rtf1",
    ),
    *(b"\xfd7zXZ\x00", b"\x89PNG", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04word/document.xml", b"(\xb5/\xfd"),
    b"\xef\xbb\xbf\xef\xbb\xbf",
)
JOINTS = ("", " ", " ", " ", ", ", "\n")


def text(chance: Random) -> str:
    """A text of up to some dozens of pieces, some of it repeated."""
    made = "".join(piece(chance) + chance.choice(JOINTS) for _ in range(chance.randint(0, 14)))
    if chance.random() < 0.2:
        made = made[:600] * chance.randint(2, 6)
    return made


def data(chance: Random) -> bytes:
    """The bytes of a text in some encoding, with a false beginning, junk inside, or cut short; or nothing but junk."""
    if chance.random() < 0.1:
        return chance.randbytes(chance.randint(0, 200))
    made = chance.choice(FRONTS) + text(chance).encode(chance.choice(ENCODINGS), "replace")
    if chance.random() < 0.5:
        place = chance.randint(0, len(made))
        made = made[:place] + chance.randbytes(chance.randint(0, 4)) + made[place:]
    return made[: chance.randint(0, len(made))] if chance.random() < 0.2 else made


def file(chance: Random) -> bytes:
    """The bytes of a file in any format that is read, often damaged, at times packed."""
    kind = chance.random()
    made = page(chance).encode(chance.choice(ENCODINGS), "replace") if kind < 0.6 else chance.choice(SEEDS)()
    for _ in range(chance.choice((0, 0, 1, 3, 20)) if kind < 0.6 else chance.choice((0, 1, 1, 3, 20))):
        made = _damaged(made, chance)
    if chance.random() < 0.2:
        made = packed(made, chance)
    return _damaged(made, chance) if chance.random() < 0.3 else made


def _damaged(made: bytes, chance: Random) -> bytes:
    place, length = chance.randint(0, len(made)), chance.choice((0, 1, 2, 8, 100))
    return made[:place] + chance.choice((b"", chance.randbytes(length), made[:length] * 2)) + made[place + length :]


def page(chance: Random) -> str:
    """Something like HTML: pieces of text in tags that are often not closed, or closed twice."""
    parts = [chance.choice(("<html><body>", "<!doctype html>", "<article>", '<meta charset="utf-8">', ""))]
    for _ in range(chance.randint(0, 30)):
        tag = chance.choice(TAGS)
        parts.append(chance.choice((f"<{tag}>", f"<{tag}>", f"</{tag}>", f"<{tag} {chance.choice(ATTRIBUTES)}>")))
        parts.append(chance.choice((piece(chance), text(chance), "")))
    return "".join(parts)


def packed(made: bytes, chance: Random) -> bytes:
    if chance.random() < 0.4:
        return gzip.compress(made, mtime=0)
    name, held = chance.choice(NAMES), io.BytesIO()
    if chance.random() < 0.5:
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, made)
        return held.getvalue()
    with tarfile.open(fileobj=held, mode="w") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(made)
        archive.addfile(member, io.BytesIO(made))
    return held.getvalue()


@functools.cache
def _pdf() -> bytes:
    return documents.pdf(REPORT)


@functools.cache
def _docx() -> bytes:
    return documents.docx(REPORT)


REPORT = "Harbours grow\n\nOutput rose 5.2 percent in 2026.\n\nIt will reach 7 million tonnes by 2030."
SEEDS: tuple[Callable[[], bytes], ...] = (_pdf, _docx)
TAGS = (
    *("p", "p", "p", "div", "span", "b", "strong", "br", "table", "tr", "td", "th", "ul", "li", "ol", "dl"),
    *("dd", "h1", "h2", "article", "nav", "footer", "pre", "blockquote", "time", "a", "script", "style"),
    *("title", "head", "body", "html", "meta", "svg", "math", "template", "noscript", "textarea", "select"),
    *("option", "iframe", "!--", "![CDATA[", "?xml", "x:y"),
)
ATTRIBUTES = (
    *('href="http://a.b/"', 'colspan="99999999"', "rowspan=-1", 'class="article-body"', 'datetime="2026-08-07"'),
    *('property="article:published_time" content="2026-08-07T10:00"', "style=display:none", "hidden", "=", '"'),
    *('name="author" content="Li Wei"', 'charset="utf-16"', 'content="text/html; charset=gb2312"', "x" * 300, 'id="x'),
)
NAMES = (
    *("a.txt", "a.html", "a.pdf", "../../a.txt", "/etc/a.txt", "a/b\\c.txt", "C:\\a.txt", "\u202ea.txt", "a" * 200),
    "a\nb.md",
)


def piece(chance: Random) -> str:
    return chance.choice(MAKERS)(chance)


def number(chance: Random) -> str:
    if chance.random() < 0.5:
        return chance.choice(NUMBERS)
    return "".join(chance.choice("0123456789") + chance.choice(SEPARATORS) for _ in range(chance.randint(1, 6)))


def quantity(chance: Random) -> str:
    if chance.random() < 0.3:
        return chance.choice(MONEY) + number(chance)
    return number(chance) + chance.choice(UNITS)


def sentence(chance: Random) -> str:
    words = [chance.choice(WORDS), chance.choice(WORDS), quantity(chance), chance.choice(TIMES)]
    return " ".join(words) + chance.choice(ENDS)


def quote(chance: Random) -> str:
    return f'"{sentence(chance)}" said {chance.choice(("Li Wei", "he", "Mr. Cole, the minister", "the NBS"))}. '


def table(chance: Random) -> str:
    rows = [[_cell(chance) for _ in range(chance.randint(2, 6))] for _ in range(chance.randint(1, 5))]
    return "\n".join("   ".join(row) for row in rows)


def _cell(chance: Random) -> str:
    return chance.choice((number(chance), number(chance) + "%", chance.choice(WORDS), "-", ""))


def noise(chance: Random) -> str:
    """Characters from anywhere."""
    return "".join(chr(chance.choice(RANGES)(chance)) for _ in range(chance.randint(1, 5)))


def _one_of(pieces: Sequence[str]) -> Callable[[Random], str]:
    return lambda chance: chance.choice(pieces)


SEPARATORS = ("", "", "", "", ".", ",", " ", "-")
ENDS = (".", "", ", ", "; ", '."', "?", ".\n", ". ")
RANGES: tuple[Callable[[Random], int], ...] = (
    lambda chance: chance.randrange(0x80),
    lambda chance: chance.randrange(0x3000),
    lambda chance: chance.randrange(0x110000),
)
MAKERS: tuple[Callable[[Random], str], ...] = (
    *(quantity, quantity, number, sentence, sentence, quote, table, noise),
    *map(_one_of, (TIMES, WORDS, WORDS, LABELS, MARKS, BREAKS, SPACES, ODD, STARTS)),
)
