"""Writes entries into their tables, inside the writer's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from bot.core.identity import fingerprint, recognise
from bot.core.ids import PublicId
from bot.core.models import Entry, EntryKind, EntryState, Statement, entry_kind
from db.entries import as_json, load_entries
from db.snapshots import content_hash, encode_snapshot
from db.writing import Resolve, write_rows


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
    entry: Entry,
    *,
    revision: int,
    external_id: str | None = None,
    number: int | None = None,
) -> int:
    """Give a new entry its public id and return its key; its content follows with `write_entry`.

    `number` asks for that number, which must not have been used in the community.
    """
    kind = entry_kind(entry)
    if number is None:
        number = take_numbers(connection, community_id, kind.value, 1)
    else:
        connection.execute(
            """INSERT INTO number_sequence VALUES (?, ?, ?)
               ON CONFLICT DO UPDATE SET last_number = max(last_number, excluded.last_number)""",
            (community_id, kind.value, number),
        )
    public_id = PublicId(kind, number, community_id)
    return insert_entries(connection, revision, [(public_id, external_id, entry)])[0]


def insert_entries(
    connection: sqlite3.Connection,
    revision: int,
    new: Sequence[tuple[PublicId, str | None, Entry]],
) -> Sequence[int]:
    """Enter new entries under public ids whose numbers were taken for them; returns their keys.

    Each comes with its id in record files, if it has one.
    """
    (last,) = connection.execute("SELECT coalesce(max(entry_key), 0) FROM entry").fetchone()
    keys = range(last + 1, last + 1 + len(new))
    connection.executemany(
        """INSERT INTO entry
           (entry_key, community_id, kind, number, external_id, state, recognised_by, content_hash)
           VALUES (?, ?, ?, ?, ?, ?, ?, x'')""",
        [
            (key, id_.community_id, id_.kind.value, id_.number, external_id, *_first_head(entry))
            for key, (id_, external_id, entry) in zip(keys, new, strict=True)
        ],
    )
    rows = [(revision, key) for key in keys]
    connection.executemany("INSERT INTO revision_entry VALUES (?, ?, NULL)", rows)
    return keys


def _first_head(entry: Entry) -> tuple[str, int]:
    """State and fingerprint of a new entry, as far as they can be told before all have keys."""
    if _waits_for_keys(entry):
        return EntryState.ACTIVE.value, 0
    return entry.state.value, fingerprint(recognise(entry))


def _waits_for_keys(entry: Entry) -> bool:
    return isinstance(entry, Statement) or entry.merged_into is not None


def keep_before(connection: sqlite3.Connection, revision: int, key: int, entry: Entry) -> None:
    """Keep what an entry was before `revision` changes it, and count its version up."""
    connection.execute(
        "INSERT INTO revision_entry VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (revision, key, encode_snapshot(entry).decode()),
    )
    connection.execute("UPDATE entry SET version = version + 1 WHERE entry_key = ?", (key,))


def write_entry(
    connection: sqlite3.Connection,
    key: int,
    entry: Entry,
    resolve: Resolve,
    *,
    is_new: bool,
) -> None:
    """Write the content of an entry under its key, in place of what was there.

    `is_new` says that nothing was: `add_entry` or `insert_entries` has just given the key.
    """
    speaker_key = None
    if isinstance(entry, Statement):
        speaker_key = resolve(EntryKind.SPEAKER, entry.speaker)
    write_rows(connection, key, entry, resolve, is_new=is_new)
    if is_new and not _waits_for_keys(entry):
        return
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
