"""Plain text in whatever encoding it comes: bytes -> text, newlines as they are, without a byte order mark."""

from __future__ import annotations

import codecs
import re

from extractors.errors import InputError
from extractors.readers.content import Content, Limits

name = "text"
suffixes: tuple[str, ...] = (".txt", ".text", ".asc")

# The four-byte marks first: the one of UTF-32 begins with the one of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
# All that a text file has no use for. Terminal recordings hold ESC, DOS files end in Ctrl-Z.
CONTROLS = bytes(code for code in (*range(0x20), 0x7F) if code not in b"\t\n\v\f\r\b\x1a\x1b")
CONTROLS_ALLOWED = 0.02
NO_TEXT = "save it as plain text in UTF-8 first"

# Of the characters beyond ASCII: what must be right before an encoding that fits by chance is believed.
GB2312_SHARE = 0.7
BROKEN_SHARE = 0.1
ASCII_SHARE = 0.8


def recognises(data: bytes) -> bool:
    """Anything may be text; read() decides."""
    return True


def may_be(data: bytes) -> bool:
    """Whatever it is called."""
    return True


def read(data: bytes, limits: Limits) -> Content:
    """The text of the bytes, as they are; see decode()."""
    return Content(decode(data))


def decode(data: bytes) -> str:
    """Bytes -> text: byte order mark, UTF-8, GB18030 if that gives Chinese, then what charset-normalizer finds.

    Raises:
        InputError: the bytes are no text, or in an encoding that is not recognised.
    """
    if data.startswith(codecs.BOM_UTF8):
        data = data.removeprefix(codecs.BOM_UTF8)
    for mark, encoding, label in MARKS:
        if data.startswith(mark):
            return _marked(data.removeprefix(mark), encoding, label)
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return as_chinese(data) or _nearly_utf8(data) or _western(data) or _detected(data)


def _marked(data: bytes, encoding: str, label: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"begins as {label} text but is broken at byte {error.start}; {NO_TEXT}") from error


def _refuse_binary(data: bytes) -> None:
    if b"\0" in data:
        raise InputError(f"is no text (it holds NUL bytes); {NO_TEXT}")
    controls = len(data) - len(data.translate(None, CONTROLS))
    if controls > CONTROLS_ALLOWED * len(data):
        raise InputError(f"is no text ({controls} control characters in {len(data)} bytes); {NO_TEXT}")


def as_chinese(data: bytes) -> str | None:
    """The text if it is Chinese in GB18030.

    Most Western text decodes as GB18030 too, an accented letter and the next one making up some rare ideograph.
    Real text keeps almost entirely to the common characters of GB2312.
    """
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    beyond = "".join(char for char in text if char > "\x7f")
    common = len(beyond.encode("gb2312", "ignore")) / 2
    if common < GB2312_SHARE * len(beyond) or re.search("[a-z][\u4e00-\u9fff][a-z]", text):
        return None  # an ideograph inside a word is a pair of accented letters: "créée"
    return text if _isas_chinese(beyond) else None


def _isas_chinese(characters: str) -> bool:
    """Whether ideographs are among them, or all are punctuation as Chinese editors set it in English text."""
    return any("\u4e00" <= char <= "\u9fff" for char in characters) or all(
        char in "·—…‘’“”、。～￥％" for char in characters
    )


def _nearly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes, as a cut or a bad copy leaves them; each becomes U+FFFD."""
    text = data.decode("utf-8", "replace")
    beyond = sum(char > "\x7f" for char in text)
    return text if text.count("\ufffd") <= max(BROKEN_SHARE * beyond, _cut_at_the_end(data)) else None


def _cut_at_the_end(data: bytes) -> int:
    """1 if the only thing wrong is a last character cut short (`head -c`), else 0."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=False)
    except UnicodeDecodeError:
        return 0
    return 1


def _western(data: bytes) -> str | None:
    """The text if it is ASCII with some Windows-1252, which web standards take for unlabelled English."""
    beyond = data.translate(None, bytes(range(0x80)))
    if len(beyond) > (1 - ASCII_SHARE) * len(data):
        return None
    return _best(data, ["cp1252"])


def _detected(data: bytes) -> str:
    text = _best(data, [])
    if text is None:
        raise InputError("its encoding is not recognised; save it as UTF-8")
    return text


def _best(data: bytes, encodings: list[str]) -> str | None:
    from charset_normalizer import from_bytes  # needed for few files

    best = from_bytes(data, cp_isolation=encodings).best()
    return None if best is None else str(best)
