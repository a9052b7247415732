"""Text -> the same text in plain characters, one for one, so that offsets hold and rules stay short."""

from __future__ import annotations

import functools
import re
import unicodedata

SPACES = "\t\xa0\u1680\u180e\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
# Marks that take no room: zero-width space and joiners, writing direction, byte order, soft hyphen.
INVISIBLE = "\xad\u061c\ufeff" + "".join(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)))
)
CONTROLS = "".join(map(chr, (*range(0x00, 0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))))
LINE_BREAKS = "\x0b\x0c\x85\u2028\u2029"
SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u02bc\uff07"
DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u300c\u300d\u300e\u300f\uff02"
HYPHENS = "\u2010\u2011\u2012\u2212\ufe63"

ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});")
# "31 862 households", with one of the spaces that typesetters put between thousands; a plain one may part two numbers.
THOUSANDS_SPACES = "\xa0\u2007\u2009\u202f"
THOUSANDS = re.compile(rf"[1-9]\d{{0,2}}([{THOUSANDS_SPACES}])\d{{3}}(?:\1\d{{3}})*+(?!\d)")
# The same space as an entity, "31&nbsp;862", is longer than a comma: such a number is filled up with noughts.
THOUSANDS_ENTITY = re.compile(
    r"(?<![\w.,;])[1-9]\d{0,2}(&(?:nbsp|thinsp|#160|#8201|#8239|#x[aA]0|#x2009|#x202[fF]);)\d{3}(?:\1\d{3})*+(?!\d)"
)
# A zero-width space that was decoded as Windows-1252.
BROKEN_MARK = "\u00e2\u20ac\u2039"
# Bold labels and headings of plain text that was Markdown: "**Jo Hartley:** Good morning", "## Questions".
EMPHASIS = re.compile(r"(?m)^([ \t]*)(\*{1,3}|__)(?=[^\s*_])([^*_\n]{2,120})\2(:?)(?=[ \t]*(\S?))")
HEADING_MARK = re.compile(r"(?m)^#{1,6}(?= [^\W\d_])")
DASH_AS_HYPHEN = re.compile(
    r"(?<=[\d%½⅓⅔¼¾⅛⅜⅝⅞])[\u2013\u2014\u2015](?=[\d$€£¥½⅓⅔¼¾⅛⅜⅝⅞])|(?<=[^\W_])\u2013(?=[^\W_])|(?<=[^\W_]\.)\u2013(?=[^\W_])"
)


@functools.cache
def _table() -> dict[int, str]:
    table = dict.fromkeys(map(ord, SPACES + INVISIBLE + CONTROLS), " ")
    table.update(dict.fromkeys(map(ord, LINE_BREAKS), "\n"))
    table.update({full: chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)})
    table.update({0x3001: ",", 0xFF61: "。", 0xFFE5: "¥", 0xFFE1: "£", 0xFFE0: "¢"})
    table.update(dict.fromkeys(map(ord, SINGLE_QUOTES), "'"))
    table.update(dict.fromkeys(map(ord, DOUBLE_QUOTES), '"'))
    table.update(dict.fromkeys(map(ord, HYPHENS), "-"))
    return table


def _unassigned(text: str) -> dict[int, str]:
    """What Python's tables do not know yet. The `regex` package may take it for digits, which int() cannot read."""
    if text.isascii():
        return {}
    return {ord(char): "\ufffd" for char in set(text) if unicodedata.category(char) == "Cn"}


def plain_characters(text: str) -> str:
    """The text in plain characters, of the same length; every line break is one line feed, the rest of it a space.

    Left-over entities become their character and spaces: "R&amp;D" is "R&    D". No-break and thin spaces between
    thousands become commas; "31&nbsp;862" is 00000031862, the same number and as long.
    """
    if "&" in text:
        text = ENTITY.sub(_entity, THOUSANDS_ENTITY.sub(_padded, text))
    text = text.replace(BROKEN_MARK, "   ")
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if any(space in text for space in THOUSANDS_SPACES):
        text = THOUSANDS.sub(_thousands, text)
    text = text.translate(_table() | _unassigned(text))
    # Markup is told by the spaces and line breaks around it, so these are plain before it is looked for.
    if "#" in text:
        text = HEADING_MARK.sub(lambda found: " " * len(found[0]), text)
    if "*" in text or "__" in text:
        text = EMPHASIS.sub(_emphasised, text)
    if "\u2013" in text or "\u2014" in text or "\u2015" in text:
        text = DASH_AS_HYPHEN.sub("-", text)
    return text


def _emphasised(found: re.Match[str]) -> str:
    """A label or a whole line without its asterisks; words set off within a line stay as they are."""
    if not (found[3].endswith(":") or found[4] or not found[5]):
        return found[0]
    mark = " " * len(found[2])
    return f"{found[1]}{mark}{found[3]}{found[4]}{mark}"


def _thousands(found: re.Match[str]) -> str:
    before = found.string[found.start() - 1 : found.start()]
    return found[0] if before.isalnum() or before in (".", ",") else found[0].replace(found[1], ",")


def _padded(found: re.Match[str]) -> str:
    return found[0].replace(found[1], "").rjust(len(found[0]), "0")


def _entity(found: re.Match[str]) -> str:
    import html

    return html.unescape(found[0]).ljust(len(found[0]))
