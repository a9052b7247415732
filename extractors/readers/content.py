"""What passes between finding documents, reading them and extracting from them; and the limits to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Guards against hostile input; sizes are bytes as unpacked, whatever a header says about them."""

    max_bytes: int = 100 * MEGABYTE  # of one document
    max_members: int = 100_000  # of one archive
    max_ratio: int = 200  # unpacked to packed, looked at beyond RATIO_FROM
    max_total: int = 10_000 * MEGABYTE  # of one archive, all members together

    @classmethod
    def for_documents(cls, max_bytes: int) -> Limits:
        """The usual limits with another one for a document."""
        return cls(max_bytes=max_bytes, max_total=max(max_bytes, cls.max_total))


RATIO_FROM = 10 * MEGABYTE  # less than this is no danger, however well it was packed


@dataclass(frozen=True)
class RawDocument:
    """The bytes of one document and where they were found.

    `source`: the path as given, "archive.zip!/path" for a member; `named`: False for standard input, whose source is
    only what messages call it.
    """

    source: str
    data: bytes
    named: bool = True


@dataclass(frozen=True)
class Content:
    """What a reader finds: the text, and what the document says of itself outside of it.

    `published` is EDTF. Both are evidence: where the text has a title or a date of its own, that one counts.
    """

    text: str
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True)
class ReadText:
    """The text of one document, cleaned once and for all; `source` is its path as given, None for standard input.

    `format` is the name of the reader; `title` and `published` (EDTF) are what the document's metadata say.
    """

    text: str
    source: str | None
    format: str = "text"
    title: str | None = None
    published: str | None = None


class Reader(Protocol):
    """What a reader module offers."""

    name: str  # as `--input` takes it
    suffixes: tuple[str, ...]  # of names, in lower case; they decide where the bytes leave it open

    def recognises(self, data: bytes) -> bool:
        """Whether these bytes are of this format beyond doubt, whatever the file is called."""

    def may_be(self, data: bytes) -> bool:
        """Whether these bytes can be of this format, if the file's name says so."""

    def read(self, data: bytes, limits: Limits) -> Content:
        """The content of these bytes.

        Raises:
            InputError: they hold none; the message says what is wrong and what to do, without the file's name.
        """
