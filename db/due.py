"""Keeps the messages that someone is to get until they are sent."""

from __future__ import annotations

import sqlite3

from bot.core.kept import Waiting
from bot.core.models import EntryKind
from bot.core.telling import Decided, Due, Follower, decode_content, encode_content
from db.finding import name_of


def list_due(connection: sqlite3.Connection, after: int, limit: int) -> list[Due]:
    """The next messages that are to be sent, by their keys."""
    rows = connection.execute(
        """SELECT due_key, community_id, member_id, channel_id, content FROM due_message
           WHERE due_key > ? ORDER BY due_key LIMIT ?""",
        (after, limit),
    )
    return [
        Due(key, community_id, Follower(member_id, channel_id or None), decode_content(content))
        for key, community_id, member_id, channel_id, content in rows
    ]


def is_due(connection: sqlite3.Connection, key: int) -> bool:
    """Whether a message is still to be sent: its member may have asked to be forgotten."""
    found = connection.execute("SELECT 1 FROM due_message WHERE due_key = ?", (key,)).fetchone()
    return found is not None


def drop_due(connection: sqlite3.Connection, key: int) -> None:
    """Forget a message that was sent, or that cannot be."""
    connection.execute("DELETE FROM due_message WHERE due_key = ?", (key,))


def drop_due_before(connection: sqlite3.Connection, day: str) -> int:
    """Forget messages that could not be sent since a day (ISO 8601); returns how many."""
    return connection.execute("DELETE FROM due_message WHERE made_at < ?", (day,)).rowcount


def forget_due(connection: sqlite3.Connection, member_id: int, community_id: int | None) -> None:
    """Forget what a member was to be told, in one community or (None) in all."""
    connection.execute(
        "DELETE FROM due_message WHERE member_id = ?1 AND (?2 IS NULL OR community_id = ?2)",
        (member_id, community_id),
    )


def put_decided(
    connection: sqlite3.Connection,
    community_id: int,
    member_id: int,
    decided: Decided,
    made_at: str,
) -> None:
    """Have a member told what became of what they sent."""
    connection.execute(
        """INSERT INTO due_message (community_id, member_id, content, made_at)
           VALUES (?, ?, ?, ?)""",
        (community_id, member_id, encode_content(decided), made_at),
    )


def tell_of_proposal(connection: sqlite3.Connection, waiting: Waiting) -> None:
    """Have the author of a proposal told what became of it, if that was wanted."""
    if not waiting.author.isdecimal() or waiting.decided_by == waiting.author:
        return
    ids: tuple[str, ...] = ()
    if waiting.state == "published":
        ids = _list_changed(connection, waiting)
    decided = Decided(
        None,
        waiting.number,
        waiting.state == "published",
        ids=ids,
        reason=waiting.decided_because or "" if waiting.state == "declined" else "",
    )
    at = waiting.decided_at or waiting.made_at
    put_decided(connection, waiting.from_community, int(waiting.author), decided, at)


def _list_changed(connection: sqlite3.Connection, waiting: Waiting) -> tuple[str, ...]:
    """The entries that a proposal changed, claims first, as its author writes their ids."""
    rows = connection.execute(
        """SELECT x.entry_key FROM revision_entry x
           JOIN revision r USING (revision_key) JOIN entry e USING (entry_key)
           WHERE r.community_id = ? AND r.number = ? AND e.community_id IN (0, ?)
           ORDER BY e.kind <> ?, x.entry_key LIMIT 20""",
        (waiting.community_id, waiting.revision, waiting.from_community, EntryKind.CLAIM.value),
    )
    return tuple(name_of(connection, key, waiting.from_community) for (key,) in rows.fetchall())
