"""Finds single entries: by public id, by external id, by what they are, by a speaker's name."""

from __future__ import annotations

import sqlite3

from bot.core.folding import fold
from bot.core.identity import fingerprint, recognise
from bot.core.ids import PublicId
from bot.core.models import Entry, EntryKind, Speaker, View, entry_kind
from db.entries import load_entries


def find_external(
    connection: sqlite3.Connection, community_id: int, kind: EntryKind, external_id: str
) -> int | None:
    """The key of the community's entry that has this id in a record file."""
    return _only(
        connection.execute(
            "SELECT entry_key FROM entry WHERE community_id = ? AND kind = ? AND external_id = ?",
            (community_id, kind.value, external_id),
        )
    )


def find_numbered(
    connection: sqlite3.Connection, public_id: PublicId, *, without_external_id: bool = False
) -> int | None:
    """The key of the entry with this public id, whatever its state.

    `without_external_id` passes over an entry that has another id in record files.
    """
    return _only(
        connection.execute(
            """SELECT entry_key FROM entry WHERE community_id = ? AND kind = ? AND number = ?
               AND (external_id IS NULL OR NOT ?)""",
            (public_id.community_id, public_id.kind.value, public_id.number, without_external_id),
        )
    )


def follow_merges(connection: sqlite3.Connection, key: int) -> int:
    """The key under which an entry lives on after it was merged, else its own."""
    passed = {key}
    while into := _only(
        connection.execute("SELECT merged_into FROM entry WHERE entry_key = ?", (key,))
    ):
        key = into
        if key in passed:  # damage; without this it would never end
            break
        passed.add(key)
    return key


def find_recognised(
    connection: sqlite3.Connection, community_id: int, entry: Entry, speaker_key: int | None
) -> int | None:
    """The key of an active entry of the community that is the same thing as `entry`."""
    if isinstance(entry, Speaker):
        keys = find_speakers(connection, View(community_id, shared_library=False), entry.name)
        return keys[0] if keys else None
    return _only(
        connection.execute(
            """SELECT entry_key FROM entry
               WHERE recognised_by = ? AND community_id = ? AND kind = ? AND state = 'active'
               ORDER BY +number LIMIT 1""",
            (fingerprint(recognise(entry, speaker_key)), community_id, entry_kind(entry).value),
        )
    )


def find_speakers(connection: sqlite3.Connection, view: View, name: str) -> list[int]:
    """The keys of the active speakers in view that bear this name or variant, oldest first."""
    marks = ", ".join("?" * len(view.community_ids))
    rows = connection.execute(
        f"""SELECT DISTINCT e.entry_key FROM speaker_name n
            JOIN entry e ON e.entry_key = n.speaker_key
            WHERE n.folded = ? AND e.state = 'active' AND e.community_id IN ({marks})
            ORDER BY e.entry_key""",
        (fold(name), *view.community_ids),
    )
    return [row[0] for row in rows]


def find_claims_of(connection: sqlite3.Connection, statement_key: int) -> list[int]:
    """The keys of the claims a statement bears on; none for an entry of another kind."""
    rows = connection.execute(
        "SELECT claim_key FROM stance WHERE statement_key = ?", (statement_key,)
    )
    return [row[0] for row in rows]


def load_entry(connection: sqlite3.Connection, key: int, viewer: int) -> Entry | None:
    """The entry with this key, of whatever kind."""
    row = connection.execute("SELECT kind FROM entry WHERE entry_key = ?", (key,)).fetchone()
    if row is None:
        return None
    return load_entries(connection, EntryKind(row[0]), [key], viewer)[key]


def name_of(connection: sqlite3.Connection, key: int, viewer: int) -> str:
    """The public id of an entry as readers in `viewer` write it."""
    kind, number, community_id = connection.execute(
        "SELECT kind, number, community_id FROM entry WHERE entry_key = ?", (key,)
    ).fetchone()
    return PublicId(EntryKind(kind), number, community_id).seen_from(viewer)


def last_author(connection: sqlite3.Connection, key: int) -> str | None:
    """Who changed the entry last."""
    row = connection.execute(
        """SELECT r.author FROM revision_entry x JOIN revision r USING (revision_key)
           WHERE x.entry_key = ? ORDER BY r.revision_key DESC LIMIT 1""",
        (key,),
    ).fetchone()
    return row and str(row[0])


def _only(cursor: sqlite3.Cursor) -> int | None:
    row = cursor.fetchone()
    return None if row is None else row[0]
