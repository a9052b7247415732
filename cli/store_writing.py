"""What is written into an archive for one document, inside a transaction of whoever calls."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Iterable

from cli.store_rows import CLAIM_COLUMNS, DOCUMENT_FIELDS, claim_row
from extractors.records import Output, Speaker


def find(change: sqlite3.Connection, source: str) -> int | None:
    """The row of the document of this source."""
    row = change.execute("SELECT id FROM documents WHERE source = ?", (source,)).fetchone()
    return None if row is None else int(row[0])


def remove(change: sqlite3.Connection, document: int) -> list[int]:
    """Delete a document and all that hangs on it; the speakers that it named."""
    speakers = change.execute(
        "SELECT speaker_id FROM claims WHERE document_id = ?1 AND speaker_id IS NOT NULL "
        "UNION SELECT speaker_id FROM document_speakers WHERE document_id = ?1",
        (document,),
    ).fetchall()
    change.execute("DELETE FROM documents WHERE id = ?", (document,))
    return [speaker for (speaker,) in speakers]


def forget(change: sqlite3.Connection, speakers: Iterable[int]) -> None:
    """Delete those of the speakers that no document names any more."""
    change.executemany(
        "DELETE FROM speakers WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM claims WHERE speaker_id = ?1) "
        "AND NOT EXISTS (SELECT 1 FROM document_speakers WHERE speaker_id = ?1)",
        [(speaker,) for speaker in speakers],
    )


def insert(
    change: sqlite3.Connection, row: int | None, run: int, fingerprint: str, output: Output, text: str | None
) -> None:
    """Add a document and all that it gives; as row number `row`, where links to it already point."""
    document = _insert_document(change, row, run, fingerprint, output, text)
    speakers = _Speakers(change)
    change.executemany(
        "INSERT INTO document_speakers (document_id, position, speaker_id, native_name) VALUES (?, ?, ?, ?)",
        [
            (document, position, speakers.row(person), person.native_name)
            for position, person in enumerate(output.document.speakers)
        ],
    )
    sentences = _insert_sentences(change, document, output)
    change.executemany(
        _insertion("claims", CLAIM_COLUMNS),
        [
            claim_row(
                claim,
                document,
                None if claim.speaker is None else speakers.row(claim.speaker),
                sentences[claim.sentence_start, claim.sentence],
            )
            for claim in output.claims
        ],
    )
    change.execute("INSERT OR IGNORE INTO unsearched (document_id) VALUES (?)", (document,))


def row_id(cursor: sqlite3.Cursor) -> int:
    """The row that was inserted last."""
    if cursor.lastrowid is None:
        raise AssertionError("nothing was inserted")
    return cursor.lastrowid


def _insert_document(
    change: sqlite3.Connection, row: int | None, run: int, fingerprint: str, output: Output, text: str | None
) -> int:
    document = output.document
    shown = getattr(document, "text", None)  # part of the record only where it was asked for
    columns = {
        "id": row,
        **{name: getattr(document, name) for name in DOCUMENT_FIELDS},
        "claim_count": len(output.claims),
        "sha256": document.id,
        "fingerprint": fingerprint,
        "run_id": run,
        "record_schema": output.schema_,
        "with_text": shown is not None,
    }
    key = row_id(change.execute(_insertion("documents", tuple(columns)), list(columns.values())))
    stored = text if shown is None else shown
    if stored is not None:
        change.execute("INSERT INTO texts (document_id, text) VALUES (?, ?)", (key, stored))
    return key


def _insert_sentences(change: sqlite3.Connection, document: int, output: Output) -> dict[tuple[int, str], int]:
    """Add the sentences of the claims, each once; their rows by place and words."""
    rows: dict[tuple[int, str], int] = {}
    for claim in output.claims:
        place = (claim.sentence_start, claim.sentence)
        if place not in rows:
            rows[place] = row_id(
                change.execute("INSERT INTO sentences (document_id, start, text) VALUES (?, ?, ?)", (document, *place))
            )
    return rows


class _Speakers:
    """The rows of the speakers of one document; each is looked up once."""

    def __init__(self, change: sqlite3.Connection) -> None:
        self._change = change
        self._rows: dict[tuple[str, str | None, str | None], int] = {}

    def row(self, speaker: Speaker) -> int:
        """The row of a speaker, a new one where nobody has named this person in this role before."""
        who = (speaker.name, speaker.role, speaker.organization)
        if who not in self._rows:
            self._rows[who] = self._find(who) or row_id(
                self._change.execute("INSERT INTO speakers (name, role, organization) VALUES (?, ?, ?)", who)
            )
        return self._rows[who]

    def _find(self, who: tuple[str, str | None, str | None]) -> int | None:
        found = self._change.execute(
            "SELECT id FROM speakers WHERE name = ? AND role IS ? AND organization IS ?", who
        ).fetchone()
        return None if found is None else int(found[0])


@functools.cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"
