"""What a cluster reads: local paths and remote addresses -> documents, under the names that records give them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli.addresses import is_remote, place
from extractors.errors import InputError

if TYPE_CHECKING:
    from extractors.partitions import Failure
    from extractors.readers import Limits, RawDocument


@dataclass(frozen=True)
class Input:
    """A file to read. `source` is its name in the records, `address` where every machine finds it."""

    source: str
    address: str


def list_inputs(paths: Iterable[str]) -> Iterator[Input]:
    """The files behind paths and addresses, those of a folder sorted. What is not there is a file: reading it tells."""
    for path in paths:
        where = place(path)
        for file in where.files():
            below = file.removeprefix(where.path)
            source = path.rstrip("/") + below if below else path
            yield Input(source, source if is_remote(path) else file)


def documents_in(input: Input, limits: Limits) -> Iterator[RawDocument | Failure]:
    """The documents in a file, those of an archive one by one; a Failure for what cannot be read."""
    from extractors.partitions import Failure, failure
    from extractors.readers import find_documents_in

    try:
        with place(input.address).open() as file:
            for found in find_documents_in(file, input.source, limits):
                yield failure(found, input.source) if isinstance(found, InputError) else found
    except FileNotFoundError:
        yield Failure(input.source, "there is no such file; check the name")
    except OSError as error:
        yield Failure(input.source, f"cannot be read: {error.strerror or error}; check the file")


def content_hash(found: RawDocument | Failure) -> str:
    """The SHA-256 of a document's bytes; of one that cannot be read that of the reason, so that it may change."""
    from extractors.readers import RawDocument

    data = found.data if isinstance(found, RawDocument) else found.reason.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()
