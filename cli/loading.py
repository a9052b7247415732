from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cli.extract import Reading
    from extractors.records import Output


@dataclass(frozen=True)
class Loaded:
    output: "Output"
    text: str | None
    source: str


def load_outputs(path: Path, reading: "Reading") -> Iterator[Loaded]:
    from cli.extract import read_claims
    from cli.store import Archive
    from cli.store_files import MAGIC, first_bytes

    if first_bytes(path) == MAGIC:
        with Archive.open(path, read_only=True) as archive:
            for output in archive.outputs():
                yield Loaded(output, None, output.document.source or "")
        return
    output = read_claims(path, reading)
    yield Loaded(output, None, str(path))
