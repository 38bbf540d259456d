"""Writes entries into their tables, inside the writer's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from bot.core.dates import parse_edtf
from bot.core.identity import fingerprint, recognise
from bot.core.ids import PublicId
from bot.core.models import Claim, Entry, EntryKind, Source, Speaker, Statement, entry_kind
from bot.core.text import fold
from db.entries import as_json, load_entries
from db.snapshots import content_hash, encode_snapshot

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


def begin_revision(
    connection: sqlite3.Connection,
    community_id: int,
    *,
    author: str,
    action: str,
    made_at: str,
    reason: str | None = None,
    undoes: int | None = None,
) -> int:
    """Record that `author` acts on the record now, and return the revision's key."""
    connection.execute(
        "INSERT INTO community VALUES (?, ?) ON CONFLICT DO NOTHING", (community_id, made_at)
    )
    number = take_numbers(connection, community_id, "R", 1)
    cursor = connection.execute(
        """INSERT INTO revision
           (community_id, number, made_at, author, action, reason, undoes)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (community_id, number, made_at, author, action, reason, undoes),
    )
    return int(cursor.lastrowid or 0)


def take_numbers(connection: sqlite3.Connection, community_id: int, kind: str, count: int) -> int:
    """Take `count` numbers that were never used and return the first of them."""
    last = connection.execute(
        """INSERT INTO number_sequence VALUES (?1, ?2, ?3)
           ON CONFLICT DO UPDATE SET last_number = last_number + ?3 RETURNING last_number""",
        (community_id, kind, count),
    ).fetchone()[0]
    return int(last) - count + 1


def add_entry(
    connection: sqlite3.Connection,
    community_id: int,
    kind: EntryKind,
    *,
    revision: int,
    external_id: str | None = None,
    number: int | None = None,
) -> int:
    """Give a new entry its public id and return its key; its content follows with `write_entry`.

    `number` asks for that number, which must not have been used in the community.
    """
    if number is None:
        number = take_numbers(connection, community_id, kind.value, 1)
    else:
        connection.execute(
            """INSERT INTO number_sequence VALUES (?, ?, ?)
               ON CONFLICT DO UPDATE SET last_number = max(last_number, excluded.last_number)""",
            (community_id, kind.value, number),
        )
    return insert_entry(connection, PublicId(kind, number, community_id), revision, external_id)


def insert_entry(
    connection: sqlite3.Connection, public_id: PublicId, revision: int, external_id: str | None
) -> int:
    """Enter a new entry under a public id whose number was taken for it, and return its key."""
    cursor = connection.execute(
        """INSERT INTO entry
           (community_id, kind, number, external_id, recognised_by, content_hash)
           VALUES (?, ?, ?, ?, 0, x'')""",
        (public_id.community_id, public_id.kind.value, public_id.number, external_id),
    )
    key = int(cursor.lastrowid or 0)
    connection.execute("INSERT INTO revision_entry VALUES (?, ?, NULL)", (revision, key))
    return key


def keep_before(connection: sqlite3.Connection, revision: int, key: int, entry: Entry) -> None:
    """Keep what an entry was before `revision` changes it, and count its version up."""
    connection.execute(
        "INSERT INTO revision_entry VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (revision, key, encode_snapshot(entry).decode()),
    )
    connection.execute("UPDATE entry SET version = version + 1 WHERE entry_key = ?", (key,))


def write_entry(connection: sqlite3.Connection, key: int, entry: Entry, resolve: Resolve) -> None:
    """Write the content of an entry under its key, in place of what was there."""
    speaker_key = None
    match entry:
        case Claim():
            _write_claim(connection, key, entry)
        case Speaker():
            _write_speaker(connection, key, entry)
        case Source():
            _write_source(connection, key, entry)
        case Statement():
            speaker_key = resolve(EntryKind.SPEAKER, entry.speaker)
            _write_statement(connection, key, entry, speaker_key, resolve)
    merged_into = entry.merged_into and resolve(entry_kind(entry), entry.merged_into)
    connection.execute(
        "UPDATE entry SET state = ?, merged_into = ?, recognised_by = ? WHERE entry_key = ?",
        (entry.state.value, merged_into, fingerprint(recognise(entry, speaker_key)), key),
    )


def seal(connection: sqlite3.Connection, kind: EntryKind, keys: Sequence[int]) -> None:
    """Hash what now stands in the tables for these entries, so that later damage shows."""
    communities: dict[int, list[int]] = {}
    for community_id, key in connection.execute(
        """SELECT community_id, entry_key FROM entry
           WHERE entry_key IN (SELECT value FROM json_each(?))""",
        (as_json(keys),),
    ):
        communities.setdefault(community_id, []).append(key)
    for community_id, owned in communities.items():
        entries = load_entries(connection, kind, owned, community_id)
        connection.executemany(
            "UPDATE entry SET content_hash = ? WHERE entry_key = ?",
            ((content_hash(entry), key) for key, entry in entries.items()),
        )


def _write_claim(connection: sqlite3.Connection, key: int, claim: Claim) -> None:
    _upsert(connection, "claim", {"claim_key": key, "wording": claim.wording})
    rows = ((key, position, text) for position, text in enumerate(claim.phrasings))
    _replace(connection, "phrasing", "claim_key", key, rows)


def _write_speaker(connection: sqlite3.Connection, key: int, speaker: Speaker) -> None:
    _upsert(connection, "speaker", {"speaker_key": key, "kind": speaker.kind.value})
    names = enumerate((speaker.name, *speaker.variants))
    rows = ((key, position, name, fold(name)) for position, name in names)
    _replace(connection, "speaker_name", "speaker_key", key, rows)


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
    speaker_key: int,
    resolve: Resolve,
) -> None:
    day = parse_edtf(statement.said_on)
    _upsert(
        connection,
        "statement",
        {
            "statement_key": key,
            "speaker_key": speaker_key,
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
    _replace(connection, "citation", "statement_key", key, citations)
    _replace(connection, "stance", "statement_key", key, stances)
    _replace(connection, "counter", "statement_key", key, counters)


def _upsert(connection: sqlite3.Connection, table: str, values: Mapping[str, Any]) -> None:
    """Insert a row, or update it; the first column is its key."""
    names = list(values)
    connection.execute(
        f"""INSERT INTO {table} ({", ".join(names)}) VALUES ({", ".join("?" * len(names))})
            ON CONFLICT DO UPDATE SET {", ".join(f"{n} = excluded.{n}" for n in names[1:])}""",
        list(values.values()),
    )


def _replace(
    connection: sqlite3.Connection,
    table: str,
    key_column: str,
    key: int,
    rows: Iterable[Sequence[Any]],
) -> None:
    """Put `rows` in place of all rows that belong to `key`."""
    connection.execute(f"DELETE FROM {table} WHERE {key_column} = ?", (key,))
    for row in rows:
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)
