"""Keeps what a community has marked in the library: claims it hides, addresses that are dead."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # each search asks what is hidden; it needs nothing of who hid it
    from bot.core.kept import Act


def reads_library(connection: sqlite3.Connection, community_id: int) -> bool:
    """Whether a community reads the shared library beside its own record."""
    row = connection.execute(
        "SELECT shared_library FROM community_setting WHERE community_id = ?", (community_id,)
    ).fetchone()
    return row is None or row[0] is None or bool(row[0])


def list_hidden(connection: sqlite3.Connection, community_id: int) -> frozenset[int]:
    """The keys of the library's claims that a community hides."""
    rows = connection.execute(
        "SELECT claim_key FROM hidden_claim WHERE community_id = ?", (community_id,)
    )
    return frozenset(row[0] for row in rows)


def set_hidden(
    connection: sqlite3.Connection, community_id: int, claim_key: int, act: Act, *, hidden: bool
) -> None:
    """Hide a claim from a community, or show it again."""
    _set(connection, "hidden_claim", "claim_key", community_id, claim_key, act, is_set=hidden)


def list_dead(connection: sqlite3.Connection, community_id: int) -> frozenset[int]:
    """The keys of the sources whose address a community has marked as dead."""
    rows = connection.execute(
        "SELECT source_key FROM dead_address WHERE community_id = ?", (community_id,)
    )
    return frozenset(row[0] for row in rows)


def list_dead_days(connection: sqlite3.Connection, communities: tuple[int, ...]) -> dict[int, str]:
    """The keys of the sources that any of these communities marked, with the last day of it."""
    marks = ", ".join("?" * len(communities))
    return dict(
        connection.execute(
            f"""SELECT source_key, substr(max(marked_at), 1, 10) FROM dead_address
                WHERE community_id IN ({marks}) GROUP BY source_key""",
            communities,
        )
    )


def set_dead(
    connection: sqlite3.Connection, community_id: int, source_key: int, act: Act, *, dead: bool
) -> None:
    """Mark the address of a source as dead, or take the mark away."""
    _set(connection, "dead_address", "source_key", community_id, source_key, act, is_set=dead)


def _set(
    connection: sqlite3.Connection,
    table: str,
    column: str,
    community_id: int,
    key: int,
    act: Act,
    *,
    is_set: bool,
) -> None:
    if is_set:
        connection.execute(
            f"INSERT INTO {table} VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (community_id, key, act.author, act.made_at),
        )
    else:
        connection.execute(
            f"DELETE FROM {table} WHERE community_id = ? AND {column} = ?", (community_id, key)
        )
