"""Writes the rows that hold an entry's content, in the tables of its kind."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from bot.core.dates import parse_edtf
from bot.core.folding import fold
from bot.core.models import Claim, Entry, EntryKind, Source, Speaker, Statement, entry_kind

Resolve: TypeAlias = Callable[[EntryKind, str], int]
"""Turns a reference (kind and id as text) into the key of the entry; raises when there is none."""

# Columns that hold a field of the entry as it is, under the field's name.
_SOURCE_COLUMNS = (
    "title", "publisher", "author", "published", "published_inferred_from",
    "url", "archive_url", "language", "note",
)  # fmt: skip
_STATEMENT_COLUMNS = (
    "role", "organisation", "said_on", "date_text", "date_inferred_from", "place", "occasion",
)  # fmt: skip
_TABLES_BESIDE = {
    EntryKind.CLAIM: (("phrasing", "claim_key"),),
    EntryKind.SPEAKER: (("speaker_name", "speaker_key"),),
    EntryKind.SOURCE: (),
    EntryKind.STATEMENT: (
        ("citation", "statement_key"),
        ("stance", "statement_key"),
        ("counter", "statement_key"),
    ),
}


def write_rows(
    connection: sqlite3.Connection, key: int, entry: Entry, resolve: Resolve, *, is_new: bool
) -> None:
    """Write an entry's content under its key, in place of what was there unless it `is_new`."""
    if not is_new:
        _remove_rows_beside(connection, key, entry)
    match entry:
        case Claim():
            _write_claim(connection, key, entry)
        case Speaker():
            _write_speaker(connection, key, entry)
        case Source():
            _write_source(connection, key, entry)
        case Statement():
            _write_statement(connection, key, entry, resolve)


def _write_claim(connection: sqlite3.Connection, key: int, claim: Claim) -> None:
    _upsert(connection, "claim", {"claim_key": key, "wording": claim.wording})
    rows = [(key, position, text) for position, text in enumerate(claim.phrasings)]
    _insert(connection, "phrasing", rows)


def _write_speaker(connection: sqlite3.Connection, key: int, speaker: Speaker) -> None:
    _upsert(connection, "speaker", {"speaker_key": key, "kind": speaker.kind.value})
    names = enumerate((speaker.name, *speaker.variants))
    rows = [(key, position, name, fold(name)) for position, name in names]
    _insert(connection, "speaker_name", rows)


def _write_source(connection: sqlite3.Connection, key: int, source: Source) -> None:
    _upsert(
        connection,
        "source",
        {
            "source_key": key,
            "kind": source.kind.value,
            "published_basis": source.published_basis and source.published_basis.value,
            **{column: getattr(source, column) for column in _SOURCE_COLUMNS},
        },
    )


def _write_statement(
    connection: sqlite3.Connection,
    key: int,
    statement: Statement,
    resolve: Resolve,
) -> None:
    day = parse_edtf(statement.said_on)
    _upsert(
        connection,
        "statement",
        {
            "statement_key": key,
            "speaker_key": resolve(EntryKind.SPEAKER, statement.speaker),
            "said_earliest": day.earliest.isoformat(),
            "said_latest": day.latest.isoformat(),
            "date_basis": statement.date_basis.value,
            **{column: getattr(statement, column) for column in _STATEMENT_COLUMNS},
        },
    )
    _write_links(connection, key, statement, resolve)


def _write_links(
    connection: sqlite3.Connection, key: int, statement: Statement, resolve: Resolve
) -> None:
    citations = [
        (key, position, resolve(EntryKind.SOURCE, c.source), c.wording, c.kind.value, c.via)
        for position, c in enumerate(statement.citations)
    ]
    stances = [
        (key, resolve(EntryKind.CLAIM, on.claim), position, on.stance.value)
        for position, on in enumerate(statement.stances)
    ]
    counters = [
        (key, resolve(EntryKind.STATEMENT, c.statement), c.kind.value, position)
        for position, c in enumerate(statement.counters)
    ]
    _insert(connection, "citation", citations)
    _insert(connection, "stance", stances)
    _insert(connection, "counter", counters)


def _upsert(connection: sqlite3.Connection, table: str, values: Mapping[str, Any]) -> None:
    """Insert a row, or update it; the first column is its key."""
    connection.execute(_upserting(table, tuple(values)), list(values.values()))


@cache
def _upserting(table: str, names: tuple[str, ...]) -> str:
    return f"""INSERT INTO {table} ({", ".join(names)}) VALUES ({", ".join("?" * len(names))})
            ON CONFLICT DO UPDATE SET {", ".join(f"{n} = excluded.{n}" for n in names[1:])}"""


def _remove_rows_beside(connection: sqlite3.Connection, key: int, entry: Entry) -> None:
    """Remove the rows that an entry has beside its own, which are then written anew."""
    for table, key_column in _TABLES_BESIDE[entry_kind(entry)]:
        connection.execute(f"DELETE FROM {table} WHERE {key_column} = ?", (key,))


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
