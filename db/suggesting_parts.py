"""Suggests the sources and statements that may be meant by what is still being typed."""

from __future__ import annotations

import sqlite3

from bot.core.ids import parse_public_id
from bot.core.models import EntryKind, View
from db.entries import as_json
from db.finding import find_numbered

_LONGEST_TYPED = 200

_QUERIES = {
    EntryKind.SOURCE: """
        SELECT e.entry_key FROM entry e JOIN source s ON s.source_key = e.entry_key
        WHERE (s.title || ' ' || coalesce(s.publisher, '') || ' ' || coalesce(s.url, ''))
              LIKE ?1 ESCAPE '^'""",
    EntryKind.STATEMENT: """
        SELECT e.entry_key FROM entry e JOIN citation c ON c.statement_key = e.entry_key
        WHERE c.position = 0 AND c.wording LIKE ?1 ESCAPE '^'""",
}


def suggest_parts(
    connection: sqlite3.Connection, kind: EntryKind, text: str, view: View, limit: int
) -> list[int]:
    """The keys of sources or statements in view with what is typed in them, the newest first."""
    public_id = parse_public_id(text, view.community_id)
    if public_id is not None and public_id.kind is kind:
        seen = public_id.community_id in view.community_ids
        key = find_numbered(connection, public_id) if seen else None
        return [] if key is None else [key]
    typed = " ".join(text[:_LONGEST_TYPED].split())
    pattern = "%" + "".join(f"^{c}" if c in "%_^" else c for c in typed) + "%"
    rows = connection.execute(
        f"""{_QUERIES[kind]} AND e.state = 'active'
              AND e.community_id IN (SELECT value FROM json_each(?2))
            ORDER BY e.community_id = 0, e.entry_key DESC LIMIT ?3""",
        (pattern, as_json(view.community_ids), limit),
    )
    return [row[0] for row in rows]
