"""Reads a community's record as a whole, to look for gaps in it."""

from __future__ import annotations

import sqlite3

from bot.core.curation.references import collect, list_references
from bot.core.kept import Inventory
from bot.core.models import Entry, EntryKind, View
from db.entries import load_entries
from db.marks import list_dead
from db.revising import apart

_MOST_QUESTIONS = 500
"""The newest open questions that are grouped by likeness."""


def load_inventory(connection: sqlite3.Connection, view: View) -> Inventory:
    """A community's own entries, the library's that they use, its marks and open questions."""
    viewer = apart(view.community_id)
    own = _load(connection, view.community_id, viewer)
    used = {id_ for entry in own.values() for _, id_ in list_references(entry)}
    library = _load(connection, 0, viewer) if any(id_.startswith("L") for id_ in used) else {}
    around = {key: entry for key, entry in library.items() if entry.id in used}
    entries = own | around
    dead = list_dead(connection, view.community_id)
    return Inventory(
        collect([entries[key] for key in sorted(entries)]),
        frozenset(entry.id for entry in own.values()),
        frozenset(entry.id for key, entry in entries.items() if key in dead),
        _list_questions(connection, view.community_id),
    )


def _load(connection: sqlite3.Connection, community_id: int, viewer: int) -> dict[int, Entry]:
    entries: dict[int, Entry] = {}
    for kind in EntryKind:
        rows = connection.execute(
            "SELECT entry_key FROM entry WHERE community_id = ? AND kind = ?",
            (community_id, kind.value),
        ).fetchall()
        entries |= load_entries(connection, kind, [row[0] for row in rows], viewer)
    return entries


def _list_questions(connection: sqlite3.Connection, community_id: int) -> tuple[str, ...]:
    rows = connection.execute(
        """SELECT text FROM note WHERE community_id = ? AND kind = 'question' AND state = 'open'
           ORDER BY sent_at DESC, note_key DESC LIMIT ?""",
        (community_id, _MOST_QUESTIONS),
    ).fetchall()
    return tuple(row[0] for row in reversed(rows))
