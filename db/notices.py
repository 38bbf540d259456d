"""Works out, revision by revision, whom to tell what changed and which answers to update."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from bot.core.telling import ClaimNews, RecordNews, encode_content
from db.changed import Reach, Touched, find_predecessors, find_reach, list_touched
from db.entries import KEYS, as_json
from db.finding import name_of
from db.marking import MOST_NAMED, Marking, Revision, invert, is_seen, tell_happened
from db.marks import list_hidden

_TOLD = "followers told"

_FOLLOWS = f"""
SELECT f.community_id, f.member_id, f.channel_id, f.claim_key, coalesce(s.shared_library, ?)
FROM follow f LEFT JOIN community_setting s USING (community_id)
WHERE f.claim_key IN {KEYS}
ORDER BY f.community_id, f.channel_id, f.member_id, f.claim_key
"""


def has_news(connection: sqlite3.Connection) -> bool:
    """Whether there is a revision that nobody was told about, or nothing was ever spread."""
    told = read_told(connection)
    return told is None or told < last_revision(connection)


def spread_next(
    connection: sqlite3.Connection, *, library_by_default: bool, answers_since: str | None
) -> bool:
    """Take the next revision up that nobody was told about; False when there was none.

    Every follower of what it changed gets one message, and answers shown since then (None: none)
    are marked. At the first start everything counts as told.
    """
    told = read_told(connection)
    if told is None:
        set_told(connection, last_revision(connection))
        return False
    revision = _find_next(connection, told)
    if revision is None:
        return False
    touched = list_touched(connection, revision.key)
    if touched:
        reach = find_reach(connection, touched)
        _tell_followers(connection, revision, touched, reach, library_by_default)
        if answers_since is not None:
            mark = Marking(connection, revision, touched, reach, library_by_default)
            mark.all_since(answers_since)
    set_told(connection, revision.key)
    return True


def catch_up(
    connection: sqlite3.Connection, answer_id: int, after: int, *, library_by_default: bool
) -> None:
    """Mark an answer by what was spread between its being read (`after`) and its being kept."""
    until = read_told(connection) or 0
    while after < until and (revision := _find_next(connection, after)) is not None:
        if revision.key > until:
            return
        touched = list_touched(connection, revision.key)
        reach = find_reach(connection, touched)
        Marking(connection, revision, touched, reach, library_by_default).one(answer_id)
        after = revision.key


def _find_next(connection: sqlite3.Connection, after: int) -> Revision | None:
    row = connection.execute(
        """SELECT revision_key, community_id, number, made_at FROM revision
           WHERE revision_key > ? ORDER BY revision_key LIMIT 1""",
        (after,),
    ).fetchone()
    return Revision(*row) if row else None


def _tell_followers(
    connection: sqlite3.Connection,
    revision: Revision,
    touched: dict[int, Touched],
    reach: Reach,
    library_by_default: bool,
) -> None:
    """Put one message for each follower of what a revision changed among those that are due."""
    found = _find_followers(connection, touched, reach, library_by_default)
    for (community_id, channel_id, member_id), claims in found.items():
        content = RecordNews(
            revision.number_for(community_id),
            tuple(
                _tell_claim(connection, claim, seen, community_id)
                for claim, seen in list(claims.items())[:MOST_NAMED]
            ),
        )
        connection.execute(
            """INSERT INTO due_message (community_id, member_id, channel_id, content, made_at)
               VALUES (?, ?, ?, ?, ?)""",
            (community_id, member_id, channel_id, encode_content(content), revision.made_at),
        )


def _find_followers(
    connection: sqlite3.Connection,
    touched: dict[int, Touched],
    reach: Reach,
    library_by_default: bool,
) -> dict[tuple[int, int, int], dict[int, list[Touched]]]:
    """What each follower (community, channel, member) may see of what changed, by claim."""
    lives_in = invert(find_predecessors(connection, reach.claims))
    rows = connection.execute(_FOLLOWS, (library_by_default, as_json(lives_in))).fetchall()
    found: defaultdict[tuple[int, int, int], dict[int, list[Touched]]] = defaultdict(dict)
    first_of: dict[tuple[int, int], int] = {}
    for community_id, member_id, channel_id, followed, reads_library in rows:
        # A channel is told once, whoever had it follow the claims.
        teller = first_of.setdefault((community_id, channel_id), member_id)
        whom = (community_id, channel_id, teller if channel_id else member_id)
        hidden = list_hidden(connection, community_id)
        for claim in () if followed in hidden else set(lives_in[followed]) - hidden:
            seen = [
                touched[key]
                for key in reach.claims[claim]
                if is_seen(touched[key], community_id, bool(reads_library))
            ]
            if seen:
                found[whom][claim] = seen
    return found


def _tell_claim(
    connection: sqlite3.Connection, claim: int, seen: list[Touched], community_id: int
) -> ClaimNews:
    wording = connection.execute(
        "SELECT wording FROM claim WHERE claim_key = ?", (claim,)
    ).fetchone()[0]
    name = name_of(connection, claim, community_id)
    return ClaimNews(name, wording, tell_happened(connection, seen, community_id))


def last_revision(connection: sqlite3.Connection) -> int:
    """The key of the newest revision, 0 when there is none."""
    return int(
        connection.execute("SELECT coalesce(max(revision_key), 0) FROM revision").fetchone()[0]
    )


def read_told(connection: sqlite3.Connection) -> int | None:
    """Up to which revision everything was spread; None before the first start."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (_TOLD,)).fetchone()
    return None if row is None else int(row[0])


def set_told(connection: sqlite3.Connection, until: int) -> None:
    """Keep that everything was spread up to this revision."""
    connection.execute(
        "INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        (_TOLD, str(until)),
    )
