"""Keeps what waits beside the record: drafts and proposals, answers to requests, settings."""

from __future__ import annotations

import sqlite3

import msgspec

from bot.core.errors import NotOnRecord
from bot.core.kept import FORMER_MEMBER, NO_SETTINGS, CurationSettings, Waiting

_COLUMNS = (
    "number", "community_id", "from_community", "author", "command", "confirmed", "made_at",
    "state", "reason", "decided_by", "decided_at", "decided_because", "revision",
)  # fmt: skip
_NAMES = ", ".join(_COLUMNS)


def save_waiting(connection: sqlite3.Connection, waiting: Waiting) -> int:
    """Keep a draft or proposal under its number, a new one when it has none yet."""
    number = waiting.number or _next_number(connection, waiting.community_id)
    values = [number, *(getattr(waiting, column) for column in _COLUMNS[1:])]
    connection.execute(
        f"""INSERT INTO proposal ({_NAMES}) VALUES ({", ".join("?" * len(_COLUMNS))})
            ON CONFLICT (community_id, number) DO UPDATE
            SET {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[2:])}""",
        values,
    )
    return number


def _next_number(connection: sqlite3.Connection, community_id: int) -> int:
    """A number that was never used, so that an old button cannot mean a newer proposal."""
    query = """INSERT INTO proposal_sequence VALUES (?, 1)
               ON CONFLICT DO UPDATE SET last_number = last_number + 1 RETURNING last_number"""
    return int(connection.execute(query, (community_id,)).fetchone()[0])


def load_waiting(connection: sqlite3.Connection, community_id: int, number: int) -> Waiting:
    """A draft or proposal of a community. Raises NotOnRecord."""
    row = connection.execute(
        f"SELECT {_NAMES} FROM proposal WHERE community_id = ? AND number = ?",
        (community_id, number),
    ).fetchone()
    if row is None:
        raise NotOnRecord(f"There is no proposal {number}.")
    return Waiting(*row)


def list_waiting(connection: sqlite3.Connection, community_id: int, state: str) -> list[Waiting]:
    """The drafts or proposals of a community in a state, oldest first."""
    rows = connection.execute(
        f"""SELECT {_NAMES} FROM proposal WHERE community_id = ? AND state = ?
            ORDER BY made_at, number""",
        (community_id, state),
    )
    return [Waiting(*row) for row in rows]


def recall_request(connection: sqlite3.Connection, community_id: int, request: str) -> str | None:
    """The answer that a request got."""
    row = connection.execute(
        "SELECT outcome FROM request_seen WHERE community_id = ? AND request = ?",
        (community_id, request),
    ).fetchone()
    return None if row is None else str(row[0])


def remember_request(
    connection: sqlite3.Connection, community_id: int, request: str, outcome: str, made_at: str
) -> None:
    """Keep the answer to a request."""
    connection.execute(
        "INSERT INTO request_seen VALUES (?, ?, ?, ?)", (community_id, request, outcome, made_at)
    )


def load_settings(connection: sqlite3.Connection, community_id: int) -> CurationSettings:
    """What a community has set about keeping its record, or the defaults."""
    row = connection.execute(
        "SELECT content FROM curation_setting WHERE community_id = ?", (community_id,)
    ).fetchone()
    return msgspec.json.decode(row[0], type=CurationSettings) if row else NO_SETTINGS


def save_settings(
    connection: sqlite3.Connection, community_id: int, settings: CurationSettings
) -> None:
    """Keep what a community has set."""
    connection.execute(
        """INSERT INTO curation_setting VALUES (?, ?)
           ON CONFLICT DO UPDATE SET content = excluded.content""",
        (community_id, msgspec.json.encode(settings).decode()),
    )


def forget_author(connection: sqlite3.Connection, author: str, community_id: int | None) -> int:
    """Put "a former member" in an author's place, in one community or (None) in all.

    What was drafted and not sent is dropped, and so are answers to requests, which name their
    author. Returns in how many rows the author stood.
    """
    where = "?2 IS NULL OR community_id = ?2"
    parameters = (author, community_id)
    drafts = connection.execute(
        f"DELETE FROM proposal WHERE author = ?1 AND state IN ('draft', 'dropped') AND ({where})",
        parameters,
    ).rowcount
    changed = sum(
        connection.execute(
            f"UPDATE {table} SET {column} = ?3 WHERE {column} = ?1 AND ({where})",
            (*parameters, FORMER_MEMBER),
        ).rowcount
        for table, column in _NAMED
    )
    connection.execute(
        f"""DELETE FROM request_seen
            WHERE (instr(request, ?1 || ':') = 1 OR instr(outcome, ?3) > 0) AND ({where})""",
        (*parameters, msgspec.json.encode(author).decode()),
    )
    return drafts + changed


_NAMED = (
    ("revision", "author"),
    ("proposal", "author"),
    ("proposal", "decided_by"),
    ("hidden_claim", "hidden_by"),
    ("dead_address", "marked_by"),
)


def drop_before(connection: sqlite3.Connection, day: str) -> int:
    """Drop answers to requests and drafts that are older than a day (ISO 8601)."""
    queries = (
        "DELETE FROM request_seen WHERE made_at < ?",
        "DELETE FROM proposal WHERE state = 'draft' AND made_at < ?",
    )
    return sum(connection.execute(query, (day,)).rowcount for query in queries)
