"""Finds what a new entry may be on record as, and the statements that rest on an entry."""

from __future__ import annotations

import sqlite3

from bot.core.identity import fingerprint, recognise
from bot.core.models import Entry, Speaker, View, entry_kind
from db.entries import as_json
from db.finding import find_speakers

_USERS = """
SELECT statement_key FROM statement WHERE speaker_key = ?1
UNION SELECT statement_key FROM citation WHERE source_key = ?1
UNION SELECT statement_key FROM stance WHERE claim_key = ?1
UNION SELECT statement_key FROM counter WHERE countered_key = ?1
"""


def find_users(connection: sqlite3.Connection, key: int, view: View | None) -> list[int]:
    """The keys of the statements that refer to an entry, of every community without a view."""
    if view is None:
        query, parameters = f"{_USERS} ORDER BY 1", (key,)
        return [row[0] for row in connection.execute(query, parameters)]
    rows = connection.execute(
        f"""SELECT entry_key FROM entry WHERE entry_key IN ({_USERS})
            AND community_id IN (SELECT value FROM json_each(?2)) ORDER BY entry_key""",
        (key, as_json(view.community_ids)),
    )
    return [row[0] for row in rows]


def find_same(connection: sqlite3.Connection, entry: Entry, view: View) -> list[int]:
    """The keys of active entries in view that are the same thing, the community's own first."""
    if isinstance(entry, Speaker):
        keys = find_speakers(connection, view, entry.name)
        return sorted(keys, key=lambda key: (_is_library(connection, key), key))
    rows = connection.execute(
        """SELECT entry_key FROM entry
           WHERE recognised_by = ? AND kind = ? AND state = 'active'
             AND community_id IN (SELECT value FROM json_each(?))
           ORDER BY community_id = 0, entry_key""",
        (fingerprint(recognise(entry)), entry_kind(entry).value, as_json(view.community_ids)),
    )
    return [row[0] for row in rows]


def _is_library(connection: sqlite3.Connection, key: int) -> bool:
    query = "SELECT community_id = 0 FROM entry WHERE entry_key = ?"
    return bool(connection.execute(query, (key,)).fetchone()[0])
