"""What fuzzing feeds to the program: texts made of the pieces that briefings are made of, and broken bytes."""

from __future__ import annotations

from hypothesis import strategies as st

DIGITS = st.from_regex(r"[0-9]{1,6}(?:[.,][0-9]{1,4}){0,3}", fullmatch=True)
NUMBERS = st.one_of(
    DIGITS,
    st.sampled_from(
        [
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
        ]
    ),
)
UNITS = st.sampled_from(
    [
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
    ]
)
MONEY = st.sampled_from(["$", "US$", "HK$", "€", "£", "¥", "RMB", "RMB ", "CNY ", "USD ", "-$", "$-", "($", "Uſ$"])
TIMES = st.sampled_from(
    [
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
    ]
)
WORDS = st.sampled_from(
    [
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
    ]
)
LABELS = st.sampled_from(
    [
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
    ]
)
MARKS = st.sampled_from(
    [*".,;:!?()[]{}<>\"'`-/\\|*#&@$%=+~^_", "...", "--", "—", "–", "“", "”", "‘", "’", "。", "、", "«", "»", "()"]
)
BREAKS = st.sampled_from(
    ["\n", "\n\n", "\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x1c", " \n ", "\n\n\n\n"]
)
SPACES = st.sampled_from([" ", "  ", "\t", "\xa0", "\u3000", "\u2009", "\u202f", "    ", " " * 40])
ODD = st.sampled_from(
    [
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
    ]
)
STARTS = st.sampled_from(["- ", "• ", "1. ", "(1) ", "a) ", "IV. ", "> ", "# ", "=", "+", "@", "-"])

PIECES = st.one_of(
    st.builds("{}{}".format, NUMBERS, UNITS),
    st.builds("{}{}".format, MONEY, NUMBERS),
    st.one_of(NUMBERS, TIMES, WORDS),
    WORDS,
    LABELS,
    MARKS,
    BREAKS,
    SPACES,
    ODD,
    STARTS,
    st.text(max_size=4),
)
CELL = st.one_of(NUMBERS, st.builds("{}%".format, NUMBERS), WORDS, st.just("-"), st.just(""))
ROW = st.lists(CELL, min_size=2, max_size=6).map("   ".join)
TABLE = st.lists(ROW, min_size=1, max_size=5).map("\n".join)
SENTENCE = st.builds(
    "{} {} {}{} {}{}".format,
    WORDS,
    WORDS,
    NUMBERS,
    UNITS,
    TIMES,
    st.sampled_from([".", "", ", ", "; ", '."', "?", ".\n"]),
)
QUOTE = st.builds(
    '"{}" said {}. '.format, SENTENCE, st.sampled_from(["Li Wei", "he", "Mr. Cole, the minister", "the NBS"])
)

JOINTS = st.sampled_from(["", " ", " ", " ", ", "])


def _joined(pieces: list[tuple[str, str]]) -> str:
    return "".join(piece + joint for piece, joint in pieces)


MIXED = st.lists(st.tuples(st.one_of(PIECES, PIECES, PIECES, SENTENCE, QUOTE, TABLE), JOINTS), max_size=14).map(_joined)
REPEATED = st.builds(lambda piece, count, tail: piece * count + tail, MIXED.filter(bool), st.integers(2, 6), MIXED)
TEXTS = st.one_of(MIXED, MIXED, MIXED, REPEATED.filter(lambda text: len(text) < 4000), st.text(max_size=60))

ENCODINGS = st.sampled_from(
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-32",
        "gb18030",
        "cp1252",
        "latin-1",
        "shift_jis",
        "big5",
        "utf-7",
    ]
)
FRONTS = st.sampled_from(
    [
        *(
            b"",
            b"\xef\xbb\xbf",
            b"\xff\xfe",
            b"\xfe\xff",
            b"\xff\xfe\0\0",
            b"\0\0\xfe\xff",
            b"%PDF-1.7\n",
            b"PK\x03\x04",
            b"BZh9",
        ),
        *(
            b"\x1f\x8b\x08\0",
            b"<html>",
            b"<!DOCTYPE html><body>",
            b"<?xml version='1.0'?>",
            b"{\\rtf1",
            b"\xfd7zXZ\0",
            b"\x89PNG",
        ),
        *(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"PK\x03\x04word/document.xml",
            b"\xef\xbb\xbf\xef\xbb\xbf",
            b"(\xb5/\xfd",
        ),
    ]
)


def _encoded(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "replace")


def _broken(front: bytes, data: bytes, junk: bytes, place: int) -> bytes:
    at = place % (len(data) + 1)
    return front + data[:at] + junk + data[at:]


BYTES = st.one_of(
    st.binary(max_size=200),
    st.builds(_broken, FRONTS, st.builds(_encoded, MIXED, ENCODINGS), st.binary(max_size=4), st.integers(0, 4000)),
    st.builds(_encoded, MIXED, ENCODINGS),
)
