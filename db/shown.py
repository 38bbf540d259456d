"""Keeps which answers stand where, what they show, and what of that changed since."""

from __future__ import annotations

import sqlite3

from bot.core.ids import parse_public_id
from bot.core.telling import Shown, Update, decode_happened
from db.finding import find_numbered, name_of
from db.notices import catch_up

_SHOWN = """SELECT answer_id, channel_id, community_id, place, shown_at, question_id, entry_key,
                   revision_key FROM shown_answer"""


def keep_shown(connection: sqlite3.Connection, shown: Shown, *, library_by_default: bool) -> None:
    """Remember an answer that stands in a channel, in place of what was known of it.

    Of one whose page was turned it stays known what changed since it was first shown.
    """
    public_id = parse_public_id(shown.entry, shown.community_id) if shown.entry else None
    entry_key = find_numbered(connection, public_id) if public_id else None
    revision = shown.revision or None
    if shown.question_id is None and entry_key is not None:
        turned = connection.execute(
            """UPDATE shown_answer SET place = ?, shown_at = ?
               WHERE answer_id = ? AND entry_key = ?""",
            (shown.place, shown.shown_at, shown.answer_id, entry_key),
        )
        if turned.rowcount:
            return
    connection.execute("DELETE FROM answer_update WHERE answer_id = ?", (shown.answer_id,))
    connection.execute(
        """INSERT INTO shown_answer VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
           SET place = excluded.place, shown_at = excluded.shown_at,
               entry_key = excluded.entry_key, revision_key = excluded.revision_key""",
        (
            shown.answer_id,
            shown.community_id,
            shown.channel_id,
            shown.question_id,
            shown.place,
            shown.shown_at,
            entry_key,
            revision,
        ),
    )
    if entry_key is not None and revision is not None:
        catch_up(connection, shown.answer_id, revision, library_by_default=library_by_default)


def find_shown(connection: sqlite3.Connection, community_id: int, question_id: int) -> Shown | None:
    """The answer to the message that asked."""
    row = connection.execute(
        f"{_SHOWN} WHERE question_id = ? AND community_id = ?", (question_id, community_id)
    ).fetchone()
    return _read(connection, row) if row else None


def _read(connection: sqlite3.Connection, row: tuple[object, ...]) -> Shown:
    answer_id, channel_id, community_id, place, shown_at, question_id, entry_key, revision = row
    assert isinstance(community_id, int)
    entry = name_of(connection, entry_key, community_id) if isinstance(entry_key, int) else ""
    return Shown(
        answer_id,  # type: ignore[arg-type]
        channel_id,  # type: ignore[arg-type]
        community_id,
        place,  # type: ignore[arg-type]
        shown_at,  # type: ignore[arg-type]
        question_id,  # type: ignore[arg-type]
        entry,
        revision or 0,  # type: ignore[arg-type]
    )


def find_outdated(
    connection: sqlite3.Connection, after: int
) -> tuple[Shown, tuple[Update, ...], int] | None:
    """The next answer (by id) that shows what changed since, all that changed, and the newest."""
    row = connection.execute(
        """SELECT answer_id FROM answer_update WHERE is_shown = 0 AND answer_id > ?
           ORDER BY answer_id LIMIT 1""",
        (after,),
    ).fetchone()
    if row is None:
        return None
    shown = connection.execute(f"{_SHOWN} WHERE answer_id = ?", row).fetchone()
    updates = connection.execute(
        """SELECT number, made_at, happened, revision_key FROM answer_update
           WHERE answer_id = ? ORDER BY revision_key""",
        row,
    ).fetchall()
    read = tuple(Update(number, at, decode_happened(text)) for number, at, text, _ in updates)
    return _read(connection, shown), read, updates[-1][3]


def set_updated(connection: sqlite3.Connection, answer_id: int, until: int) -> None:
    """Keep that an answer shows everything up to a revision."""
    connection.execute(
        "UPDATE answer_update SET is_shown = 1 WHERE answer_id = ? AND revision_key <= ?",
        (answer_id, until),
    )


def drop_shown(connection: sqlite3.Connection, answer_id: int) -> None:
    """Forget an answer that stands no longer."""
    connection.execute("DELETE FROM shown_answer WHERE answer_id = ?", (answer_id,))


def drop_shown_before(connection: sqlite3.Connection, day: str, asked_day: str) -> int:
    """Forget answers shown before a day; those to a message that asked, before `asked_day`.

    Of these, what is brought up to date no longer loses what it shows.
    """
    connection.execute(
        "UPDATE shown_answer SET entry_key = NULL WHERE shown_at < ? AND entry_key IS NOT NULL",
        (day,),
    )
    connection.execute(
        """DELETE FROM answer_update WHERE answer_id IN
           (SELECT answer_id FROM shown_answer WHERE shown_at < ?)""",
        (day,),
    )
    return connection.execute(
        """DELETE FROM shown_answer
           WHERE shown_at < ?1 AND (question_id IS NULL OR shown_at < ?2)""",
        (day, asked_day),
    ).rowcount
