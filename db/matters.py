"""Gathers what members sent: questions that ask the same together, each report alone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from bot.core.gaps import content_of, is_alike
from bot.core.membership import Matter, Note
from bot.core.telling import Decided, NoteKind
from db.due import put_decided
from db.posts import next_number, renew_post, want_post

MOST_COMPARED = 50
"""Matters that a new question is compared with: those that share the most words with it."""

_MOST_WORDINGS = 10
_LONGEST_REPEATED = 300


def count_notes(
    connection: sqlite3.Connection, member_id: int, community_id: int | None = None
) -> int:
    """How much a member sent that waits, in one community or (None) in all."""
    return int(
        connection.execute(
            """SELECT count(*) FROM note
               WHERE member_id = ?1 AND (?2 IS NULL OR community_id = ?2)""",
            (member_id, community_id),
        ).fetchone()[0]
    )


def put_note(connection: sqlite3.Connection, community_id: int, note: Note) -> int:
    """Keep what a member sent; returns the number of the matter that it belongs to."""
    key = connection.execute(
        """INSERT INTO note (community_id, kind, text, about, member_id, sent_at, wants_answer)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (
            community_id,
            note.kind,
            note.text,
            note.about,
            note.member_id,
            note.sent_at,
            note.wants_answer,
        ),
    ).lastrowid
    gather(connection, community_id)
    found = connection.execute("SELECT number FROM note WHERE note_key = ?", (key,)).fetchone()
    return int(found[0])


def gather_all(connection: sqlite3.Connection) -> None:
    """Gather in every community; only notes that an older program kept are in no matter."""
    loose = "SELECT DISTINCT community_id FROM note WHERE number IS NULL AND state = 'open'"
    for (community_id,) in connection.execute(loose).fetchall():
        gather(connection, community_id)


def gather(connection: sqlite3.Connection, community_id: int) -> None:
    """Put every note that is in no matter yet into one: that which asks the same, or a new one."""
    rows = connection.execute(
        """SELECT note_key, kind, text, about FROM note
           WHERE community_id = ? AND number IS NULL AND state = 'open' ORDER BY note_key""",
        (community_id,),
    ).fetchall()
    for key, kind, text, about in rows:
        content = content_of(text) if kind == NoteKind.QUESTION else frozenset[str]()
        number = None
        if kind == NoteKind.QUESTION:
            number = _find_alike(connection, community_id, content)
        if number is None:
            number = _open(connection, community_id, kind, about, content)
        connection.execute("UPDATE note SET number = ? WHERE note_key = ?", (number, key))
        want_post(connection, community_id, number)


def _find_alike(
    connection: sqlite3.Connection, community_id: int, content: frozenset[str]
) -> int | None:
    """The open matter whose questions ask the same, if any; the likest, then the oldest."""
    rows = connection.execute(
        """SELECT number, count(*) FROM matter_term
           WHERE community_id = ? AND term IN (SELECT value FROM json_each(?))
           GROUP BY number ORDER BY count(*) DESC, number LIMIT ?""",
        (community_id, _as_list(content), MOST_COMPARED),
    ).fetchall()
    for number, _ in rows:
        (known,) = connection.execute(
            "SELECT terms FROM matter WHERE community_id = ? AND number = ?",
            (community_id, number),
        ).fetchone()
        if is_alike(content, frozenset(known.split())):
            return int(number)
    return None


def _as_list(content: Iterable[str]) -> str:
    return json.dumps(sorted(content))


def _open(
    connection: sqlite3.Connection,
    community_id: int,
    kind: str,
    about: str,
    content: frozenset[str],
) -> int:
    number = next_number(connection, community_id)
    connection.execute(
        "INSERT INTO matter (community_id, number, kind, about) VALUES (?, ?, ?, ?)",
        (community_id, number, kind, about),
    )
    _set_terms(connection, community_id, number, content)
    return number


def _set_terms(
    connection: sqlite3.Connection, community_id: int, number: int, content: Iterable[str]
) -> None:
    ordered = sorted(content)
    connection.execute(
        "DELETE FROM matter_term WHERE community_id = ? AND number = ?", (community_id, number)
    )
    connection.executemany(
        "INSERT INTO matter_term VALUES (?, ?, ?)",
        [(community_id, term, number) for term in ordered],
    )
    connection.execute(
        "UPDATE matter SET terms = ? WHERE community_id = ? AND number = ?",
        (" ".join(ordered), community_id, number),
    )


_MATTER = """
SELECT m.number, m.kind, m.about, m.state, m.result, count(n.note_key), min(n.sent_at),
       max(n.sent_at)
FROM matter m LEFT JOIN note n ON n.community_id = m.community_id AND n.number = m.number
WHERE m.community_id = ?
"""


def list_matters(connection: sqlite3.Connection, community_id: int) -> list[Matter]:
    """The open matters of a community: reports, then questions, the most asked first."""
    rows = connection.execute(
        f"""{_MATTER} AND m.state = 'open' GROUP BY m.number
            ORDER BY m.kind = 'question', CASE m.kind WHEN 'question' THEN -count(n.note_key) END,
                     m.number""",
        (community_id,),
    ).fetchall()
    texts = dict(
        connection.execute(
            """SELECT number, text FROM note WHERE community_id = ? AND state = 'open'
               GROUP BY number HAVING note_key = min(note_key)""",
            (community_id,),
        ).fetchall()
    )
    return [_read(row, (texts.get(row[0], ""),)) for row in rows]


def find_matter(connection: sqlite3.Connection, community_id: int, number: int) -> Matter | None:
    """A matter of a community, open or decided, with the ways in which it was put."""
    row = connection.execute(
        f"{_MATTER} AND m.number = ? GROUP BY m.number", (community_id, number)
    ).fetchone()
    if row is None:
        return None
    texts = connection.execute(
        """SELECT text FROM note WHERE community_id = ? AND number = ?
           GROUP BY text ORDER BY min(note_key) LIMIT ?""",
        (community_id, number, _MOST_WORDINGS),
    ).fetchall()
    return _read(row, tuple(text for (text,) in texts))


def _read(row: tuple[Any, ...], texts: tuple[str, ...]) -> Matter:
    number, kind, about, state, result, count, first, last = row
    return Matter(
        number, NoteKind(kind), about, texts, count, first or "", last or "", state, result
    )


def close_matter(
    connection: sqlite3.Connection,
    community_id: int,
    matter: Matter,
    *,
    is_accepted: bool,
    result: str,
    reason: str,
    at: str,
) -> None:
    """Decide a matter: who wanted to be told is told, and what members sent is kept no longer."""
    rows = connection.execute(
        """SELECT member_id, text FROM note WHERE community_id = ? AND number = ?
           AND wants_answer = 1 GROUP BY member_id""",
        (community_id, matter.number),
    ).fetchall()
    for member_id, text in rows:
        ids = (result,) if result else ()
        repeated = text[:_LONGEST_REPEATED]
        decided = Decided(matter.kind, matter.number, is_accepted, repeated, ids, reason)
        put_decided(connection, community_id, member_id, decided, at)
    connection.execute(
        "DELETE FROM note WHERE community_id = ? AND number = ?", (community_id, matter.number)
    )
    _end(connection, community_id, matter.number, "accepted" if is_accepted else "declined", result)


def _end(
    connection: sqlite3.Connection, community_id: int, number: int, state: str, result: str
) -> None:
    _set_terms(connection, community_id, number, ())
    connection.execute(
        "UPDATE matter SET state = ?, result = ? WHERE community_id = ? AND number = ?",
        (state, result, community_id, number),
    )
    renew_post(connection, community_id, number)


def forget_notes(connection: sqlite3.Connection, member_id: int, community_id: int | None) -> int:
    """Remove what a member sent, in one community or (None) in all; returns how much.

    Where it stood for what others asked too, another's wording takes its place.
    """
    where = "member_id = ?1 AND (?2 IS NULL OR community_id = ?2)"
    whose = (member_id, community_id)
    matters = connection.execute(
        f"SELECT DISTINCT community_id, number FROM note WHERE {where} AND number IS NOT NULL",
        whose,
    ).fetchall()
    removed = connection.execute(f"DELETE FROM note WHERE {where}", whose).rowcount
    for here, number in matters:
        left = connection.execute(
            """SELECT kind, text FROM note WHERE community_id = ? AND number = ?
               ORDER BY note_key LIMIT 1""",
            (here, number),
        ).fetchone()
        if left is None:
            _end(connection, here, number, "dropped", "")
            continue
        if left[0] == NoteKind.QUESTION:
            _set_terms(connection, here, number, content_of(left[1]))
        renew_post(connection, here, number)
    return removed
