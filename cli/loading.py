"""What a view shows: documents, archives of claims and what onrecord has written -> outputs, one at a time.

What a file is, its content says and not its name. A document is read now; an archive and a file of ours are taken as
they stand.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from extractors.errors import InputError, OnRecordError

if TYPE_CHECKING:
    from pydantic import ValidationError

    from extractors.options import ReadingOptions
    from extractors.readers import RawDocument
    from extractors.records import Claim, Output

STANDARD_INPUT = "-"
PEEK = 4096
SUFFIXES = (".json", ".jsonl")  # what an empty file of ours is known by
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
HEAD = frozenset(("document", "source", "title", "speaker_role", "speaker_organization"))  # of a row, not of a claim
AGAIN = "write it again with onrecord extract --format json"

FLAT = frozenset(("document", "kind", "start", "sentence"))  # what a row for a claim has, among others

Problem = Callable[[OnRecordError], None]


@dataclass(frozen=True)
class Loaded:
    """What one document gives.

    `text` is what the offsets point into, None where nobody kept it; `source` is None for standard input.
    `whole` is False for a document that is known from its flat rows alone: it has no roster and no date of publication,
    its date is that of its claims, and it is at least as long as `characters` says.
    """

    output: Output
    text: str | None
    source: str | None
    whole: bool = True


def load_outputs(path: Path, reading: ReadingOptions, problem: Problem | None = None) -> Iterator[Loaded]:
    """The outputs behind a path, one at a time.

    Args:
        path: a document in any format that can be read, or several in a .zip or .tar; an archive of claims; a file of
            ours: JSON (one object, several, or a list), or JSON Lines of flat claims, compressed or not; a folder of
            all these, read with those below it; "-" is standard input.
        reading: how documents are read.
        problem: is told what cannot be read, and the rest comes; without it that is raised.

    Raises:
        OnRecordError: something cannot be read; the message reads "FILE: what is wrong; what to do".
    """
    tell = problem or _raised
    try:
        if str(path) != STANDARD_INPUT and path.is_dir():
            yield from _of_folder(path, reading, tell)
        elif str(path) != STANDARD_INPUT and is_archive(path):
            yield from _of_archive(path, tell)
        else:
            yield from _of_file(path, reading, tell)
    except OnRecordError as error:
        tell(error)


def is_archive(path: Path) -> bool:
    """Whether a file is an archive of claims; False where there is no such file."""
    from cli.store_files import MAGIC, first_bytes

    return path.is_file() and first_bytes(path) == MAGIC


def _raised(error: OnRecordError) -> None:
    raise error


def _of_folder(folder: Path, reading: ReadingOptions, tell: Problem) -> Iterator[Loaded]:
    """The outputs that a folder and those in it hold; where there are none, those of its documents. By their paths."""
    from cli.sources import Listing, is_document, list_sources

    listing: Listing = list_sources([], [str(folder)], [])
    for unreadable in listing.problems:
        tell(InputError(f"{unreadable.source}: {unreadable.reason}"))
    paths = sorted(source.path for source in listing.files.values())
    ours = [path for path in paths if is_json(_start(path)) and _is_ours(Path(path))]
    files = ours or [path for path in paths if is_document(path, _start(path))]
    if not files:
        raise InputError(f"{folder}: is a folder without documents; check the name")
    for path in files:
        yield from load_outputs(Path(path), reading, tell)


def _start(path: str) -> bytes:
    """What a file begins with; nothing of one that cannot be opened, which reading it will tell."""
    try:
        with Path(path).open("rb") as file:
            return file.read(PEEK)
    except OSError:
        return b""


def _is_ours(path: Path) -> bool:
    """Whether the first object in a JSON file is one of ours."""
    try:
        with path.open("rb") as file:
            for _, record in _objects(file, str(path), _raised):
                return FLAT.issubset(record) or (isinstance(record.get("document"), dict) and "claims" in record)
    except (InputError, OSError):
        pass
    return False


def _of_archive(path: Path, tell: Problem) -> Iterator[Loaded]:
    from cli.store import Archive

    with Archive.open(path, read_only=True) as archive:
        for source in archive.sources():
            try:
                stored = archive.stored(source)
            except OnRecordError as error:
                tell(error)
                continue
            if stored is not None:
                yield Loaded(stored.output, stored.text, source)


def _of_file(path: Path, reading: ReadingOptions, tell: Problem) -> Iterator[Loaded]:
    from extractors.readers import find_documents

    name = str(path)
    if name != STANDARD_INPUT and reading.input == "auto" and path.is_file():
        try:
            with path.open("rb") as file:
                start = file.read(PEEK)
                if not start.strip() and path.suffix in SUFFIXES:  # no document had a claim
                    return
                if _is_our_csv(start):
                    raise InputError(f"{path}: is CSV that onrecord wrote for other programs; {AGAIN}", name)
                if is_json(start):
                    file.seek(0)
                    yield from _of_json(file, name, tell)
                    return
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror}; check its permissions", name) from error
    for raw in find_documents(path, reading.limits):
        try:
            if isinstance(raw, InputError):
                raise raw
            if reading.input == "auto" and is_json(raw.data[:PEEK]):
                yield from _of_json(io.BytesIO(raw.data), raw.source, tell)
            else:
                yield _read_now(raw, reading)
        except OnRecordError as error:
            tell(error)


def _read_now(raw: RawDocument, reading: ReadingOptions) -> Loaded:
    from extractors.reading import read_claims

    output = read_claims(raw, replace(reading, with_text=True))
    text = output.document.text
    if not reading.with_text:
        output = output.model_copy(update={"document": output.document.model_copy(update={"text": None})})
    return Loaded(output, text, output.document.source)


# --- what onrecord has written ---


OUR_JSON = re.compile(rb'\s*\[?\s*\{\s*"(?:schema": ?"onrecord/|document": ?"[0-9a-f]{64}")')


def is_ours(start: bytes) -> bool:
    """Whether a file that begins so was written by onrecord: whole documents, or rows as JSON Lines or CSV."""
    return OUR_JSON.match(start.removeprefix(BYTE_ORDER_MARK)) is not None or _is_our_csv(start)


def _is_our_csv(start: bytes) -> bool:
    from extractors.output import csv_header

    return start.removeprefix(BYTE_ORDER_MARK).startswith(csv_header().rstrip())


def is_json(start: bytes) -> bool:
    """Whether a file that begins so holds JSON objects; a sentence in brackets or braces is none."""
    words = start.removeprefix(BYTE_ORDER_MARK).split(maxsplit=2)
    compact = b"".join(words[:2])
    return compact.startswith((b'{"', b"[{"))


def _of_json(file: IO[bytes], name: str, tell: Problem) -> Iterator[Loaded]:
    """The outputs in a file of whole documents or of flat claims, the claims of a document one after the other.

    What is broken is told, and the rest comes.
    """
    for flat, group in groupby(_objects(file, name, tell), key=lambda placed: _flat_key(placed[1])):
        if flat is None:
            for place, record in group:
                try:
                    output = _whole(record, f"{name}: {place}")
                except InputError as error:
                    tell(error)
                    continue
                yield Loaded(output, output.document.text, output.document.source)
        else:
            rows = list(_good_rows(group, name, tell))
            if rows:
                output = _of_rows(rows)
                yield Loaded(output, None, output.document.source, whole=False)


def _good_rows(
    rows: Iterable[tuple[str, dict[str, Any]]], name: str, tell: Problem
) -> Iterator[tuple[dict[str, Any], Claim]]:
    """The rows that are claims, with what they say."""
    for place, row in rows:
        try:
            if not isinstance(row.get("document"), str):
                raise InputError(f"{name}: {place}: is nothing that onrecord writes: document is missing; {AGAIN}")
            yield row, _claim(row, f"{name}: {place}")
        except InputError as error:
            tell(error)


def _flat_key(record: dict[str, Any]) -> tuple[object, object] | None:
    """What the rows of one document have in common; None for a whole document."""
    return None if "claims" in record else (record.get("document"), record.get("source"))


def _objects(file: IO[bytes], name: str, tell: Problem) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects in a file with the place where each begins: one a line, or else all over the file."""
    first = file.readline()
    number = 1
    while first and not first.removeprefix(BYTE_ORDER_MARK).strip():
        first = file.readline()
        number += 1
    try:
        start = json.loads(first, parse_float=Decimal)
    except (ValueError, RecursionError):
        start = None
    if not isinstance(start, dict):
        yield from _objects_anywhere(first + file.read(), name)
        return
    yield f"line {number}", start
    for line in file:
        number += 1
        if not line.strip():
            continue
        place = f"{name}: line {number}"
        try:
            record = _object(_decoded(line, place), place)
        except InputError as error:
            tell(error)
        else:
            yield f"line {number}", record


def _decoded(data: bytes, place: str) -> Any:
    try:
        return json.loads(data, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place}: is no JSON: {_one_line(error)}; {AGAIN}") from error


def _objects_anywhere(data: bytes, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a text that holds them one after the other, over several lines, or in one list."""
    decoder = json.JSONDecoder(parse_float=Decimal)
    at, number = 0, 0
    try:
        text = data.decode("utf-8-sig")
        while rest := text[at:].lstrip() if at else text.lstrip():
            at = len(text) - len(rest)
            found, at = decoder.raw_decode(text, at)
            for record in found if isinstance(found, list) else [found]:
                number += 1
                yield f"object {number}", _object(record, f"{name}: object {number}")
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: is no JSON: {_one_line(error)}; {AGAIN}", name) from error


def _object(record: Any, place: str) -> dict[str, Any]:
    if isinstance(record, dict):
        return record
    raise InputError(f"{place}: is no object; {AGAIN}")


def _whole(record: dict[str, Any], place: str) -> Output:
    from pydantic import ValidationError

    from extractors.records import SCHEMA, Output

    schema = record.get("schema", SCHEMA)
    if schema != SCHEMA:
        raise InputError(f"{place}: is of schema {schema}, and this onrecord reads {SCHEMA}; use the one that wrote it")
    try:
        return Output.model_validate(record)
    except ValidationError as error:
        raise InputError(f"{place}: is nothing that onrecord writes: {_first(error)}; {AGAIN}") from error


def _of_rows(rows: Sequence[tuple[dict[str, Any], Claim]]) -> Output:
    """The document of flat rows, as far as they tell."""
    from extractors.records import DocumentRecord, DocumentSpeaker, Output

    row = rows[0][0]
    claims = [claim for _, claim in rows]
    speakers = {
        claim.speaker: DocumentSpeaker(**claim.speaker.model_dump()) for claim in claims if claim.speaker is not None
    }
    dates = {claim.date for claim in claims}
    record = DocumentRecord(
        id=row["document"],
        source=row.get("source"),
        title=row.get("title"),
        date=dates.pop() if len(dates) == 1 else None,
        date_source=None,
        published=None,
        language="en",
        speakers=list(speakers.values()),
        characters=max(claim.sentence_start + len(claim.sentence) for claim in claims),
    )
    return Output(document=record, claims=claims)


def _claim(row: dict[str, Any], place: str) -> Claim:
    from pydantic import ValidationError

    from extractors.records import Claim

    fields = {name: cell for name, cell in row.items() if name not in HEAD}
    name, role, organization = (row.get(column) for column in ("speaker", "speaker_role", "speaker_organization"))
    fields["speaker"] = None if name is None else {"name": name, "role": role, "organization": organization}
    try:
        return Claim.model_validate(fields)
    except ValidationError as error:
        raise InputError(f"{place}: is nothing that onrecord writes: {_first(error)}; {AGAIN}") from error


def _first(error: ValidationError) -> str:
    """The first of the things that are wrong with a record: where, and what."""
    wrong = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in wrong["loc"])
    return _one_line(f"{where}: {wrong['msg'][:1].lower()}{wrong['msg'][1:]}")


def _one_line(words: object) -> str:
    return " ".join(str(words).split())
