"""Works out whom to tell about what changed on the claims they follow."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from bot.core.membership import Follower, Notice
from db.finding import name_of

_TOLD = "followers told"

_CHANGES = """
WITH changed AS (
    SELECT DISTINCT x.entry_key, e.community_id FROM revision_entry x
    JOIN revision r USING (revision_key) JOIN entry e USING (entry_key)
    WHERE r.revision_key > ?1 AND r.revision_key <= ?2 AND e.kind = 'S'
), touched AS (
    SELECT claim_key, c.entry_key, c.community_id FROM changed c
    JOIN stance x ON x.statement_key = c.entry_key
    UNION
    SELECT claim_key, c.entry_key, c.community_id FROM changed c
    JOIN counter o ON o.statement_key = c.entry_key
    JOIN stance x ON x.statement_key = o.countered_key
)
SELECT f.community_id, f.member_id, f.channel_id, f.claim_key, c.wording, t.entry_key
FROM touched t
JOIN entry followed ON followed.entry_key = t.claim_key OR followed.merged_into = t.claim_key
JOIN follow f ON f.claim_key = followed.entry_key
JOIN claim c ON c.claim_key = t.claim_key
LEFT JOIN community_setting s ON s.community_id = f.community_id
WHERE t.community_id = f.community_id OR (t.community_id = 0 AND coalesce(s.shared_library, ?3) = 1)
ORDER BY f.community_id, f.member_id, f.channel_id, f.claim_key, t.entry_key
"""


def find_notices(
    connection: sqlite3.Connection, until: int, library_by_default: bool
) -> list[Notice]:
    """One notice for each follower and claim with changes since the last ones told.

    A follower is told only of the own community's entries and, where it is read, the library's.
    """
    told = _read_told(connection)
    if told is None:
        return []
    found: defaultdict[tuple[int, int, int, int, str], list[int]] = defaultdict(list)
    for *whom, statement_key in connection.execute(_CHANGES, (told, until, library_by_default)):
        found[tuple(whom)].append(statement_key)
    return [
        Notice(
            community_id,
            Follower(member_id, channel_id or None),
            name_of(connection, claim_key, community_id),
            wording,
            tuple(name_of(connection, key, community_id) for key in keys),
        )
        for (community_id, member_id, channel_id, claim_key, wording), keys in found.items()
    ]


def last_revision(connection: sqlite3.Connection) -> int:
    """The key of the newest revision, 0 when there is none."""
    return int(
        connection.execute("SELECT coalesce(max(revision_key), 0) FROM revision").fetchone()[0]
    )


def set_told(connection: sqlite3.Connection, until: int) -> None:
    """Keep that followers were told about everything up to this revision."""
    connection.execute(
        "INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        (_TOLD, str(until)),
    )


def _read_told(connection: sqlite3.Connection) -> int | None:
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (_TOLD,)).fetchone()
    return None if row is None else int(row[0])
