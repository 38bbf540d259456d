"""Keeps what waits beside the record: drafts and proposals, answers to requests, settings."""

from __future__ import annotations

import sqlite3
from typing import Any

import msgspec

from bot.core.errors import NotOnRecord
from bot.core.kept import FORMER_MEMBER, NO_SETTINGS, Cooldown, CurationSettings, Waiting
from bot.core.words import Sentence
from db.due import tell_of_proposal
from db.posts import next_number, renew_elsewhere, renew_post, want_post

_COLUMNS = (
    "number", "community_id", "from_community", "author", "command", "confirmed", "made_at",
    "state", "reason", "decided_by", "decided_at", "decided_because", "revision",
    "answers", "wants_answer",
)  # fmt: skip
_NAMES = ", ".join(_COLUMNS)


def save_waiting(connection: sqlite3.Connection, waiting: Waiting) -> int:
    """Keep a draft or proposal under its number, a new one when it has none yet."""
    number = waiting.number or next_number(connection, waiting.community_id)
    values = [number, *(getattr(waiting, column) for column in _COLUMNS[1:])]
    connection.execute(
        f"""INSERT INTO proposal ({_NAMES}) VALUES ({", ".join("?" * len(_COLUMNS))})
            ON CONFLICT (community_id, number) DO UPDATE
            SET {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[2:])}""",
        values,
    )
    if waiting.state == "open":
        want_post(connection, waiting.community_id, number)
    else:
        renew_post(connection, waiting.community_id, number)
    if waiting.wants_answer and waiting.state in ("published", "declined"):
        tell_of_proposal(connection, waiting)
    return number


def load_waiting(connection: sqlite3.Connection, community_id: int, number: int) -> Waiting:
    """A draft or proposal of a community. Raises NotOnRecord."""
    row = connection.execute(
        f"SELECT {_NAMES} FROM proposal WHERE community_id = ? AND number = ?",
        (community_id, number),
    ).fetchone()
    if row is None:
        raise NotOnRecord(Sentence("missing-proposal", number=number))
    return _read(row)


def _read(row: tuple[Any, ...]) -> Waiting:
    values: list[Any] = [*row]
    values[-1] = bool(values[-1])
    return Waiting(*values)


def list_waiting(connection: sqlite3.Connection, community_id: int, state: str) -> list[Waiting]:
    """The drafts or proposals of a community in a state, oldest first."""
    rows = connection.execute(
        f"""SELECT {_NAMES} FROM proposal WHERE community_id = ? AND state = ?
            ORDER BY made_at, number""",
        (community_id, state),
    )
    return [_read(row) for row in rows]


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


def list_cooldowns(connection: sqlite3.Connection) -> dict[int, Cooldown]:
    """The cooldowns that communities have set, by community."""
    rows = connection.execute("SELECT community_id, content FROM curation_setting")
    kept = {row[0]: msgspec.json.decode(row[1], type=CurationSettings) for row in rows}
    return {id_: settings.cooldown for id_, settings in kept.items() if settings.cooldown}


def save_settings(
    connection: sqlite3.Connection, community_id: int, settings: CurationSettings
) -> None:
    """Keep what a community has set; what waits comes into a queue channel that is chosen."""
    connection.execute(
        """INSERT INTO curation_setting VALUES (?, ?)
           ON CONFLICT DO UPDATE SET content = excluded.content""",
        (community_id, msgspec.json.encode(settings).decode()),
    )
    if settings.queue_channel is not None:
        renew_elsewhere(connection, community_id, settings.queue_channel)


def forget_author(connection: sqlite3.Connection, author: str, community_id: int | None) -> int:
    """Put "a former member" in an author's place, in one community or (None) in all.

    What was drafted and not sent is dropped, and so are answers to requests, which name their
    author. Returns in how many rows the author stood.
    """
    where = "?2 IS NULL OR community_id = ?2"
    parameters = (author, community_id)
    connection.execute(
        f"""UPDATE queue_post SET wanted = wanted + 1 WHERE (community_id, number) IN
            (SELECT community_id, number FROM proposal
             WHERE author = ?1 AND state = 'open' AND ({where}))""",
        parameters,
    )
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
