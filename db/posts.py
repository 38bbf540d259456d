"""Keeps what stands in the queue channels, and what is to be posted or changed there."""

from __future__ import annotations

import sqlite3

from bot.core.telling import Post

MOST_RENEWED = 50
"""Items that are posted together when a server chooses another channel; others wait in /queue."""

_COLUMNS = "community_id, number, channel_id, message_id, wanted"


def want_post(connection: sqlite3.Connection, community_id: int, number: int) -> None:
    """Have an item of a queue posted, or its post brought up to date."""
    connection.execute(
        """INSERT INTO queue_post (community_id, number) VALUES (?, ?)
           ON CONFLICT DO UPDATE SET wanted = wanted + 1""",
        (community_id, number),
    )


def renew_post(connection: sqlite3.Connection, community_id: int, number: int) -> None:
    """Have the post of an item brought up to date, if there is one or is to be one."""
    connection.execute(
        "UPDATE queue_post SET wanted = wanted + 1 WHERE community_id = ? AND number = ?",
        (community_id, number),
    )


def renew_elsewhere(connection: sqlite3.Connection, community_id: int, channel_id: int) -> None:
    """Have what waits posted, or its post brought up to date, that is not in a channel.

    Of more than `MOST_RENEWED` the newest: Discord takes about one post a second.
    """
    connection.execute(
        """UPDATE queue_post SET wanted = wanted + 1 WHERE community_id = ?1 AND number IN
           (SELECT number FROM queue_post
            WHERE community_id = ?1 AND channel_id IS NOT ?2 AND number IN
                (SELECT number FROM proposal WHERE community_id = ?1 AND state = 'open'
                 UNION SELECT number FROM matter WHERE community_id = ?1 AND state = 'open')
            ORDER BY number DESC LIMIT ?3)""",
        (community_id, channel_id, MOST_RENEWED),
    )


def find_wanted(connection: sqlite3.Connection, after: tuple[int, int]) -> Post | None:
    """The next post (by community and number) that is to be made or changed."""
    row = connection.execute(
        f"""SELECT {_COLUMNS} FROM queue_post
            WHERE wanted > shown AND (community_id, number) > (?, ?)
            ORDER BY community_id, number LIMIT 1""",
        after,
    ).fetchone()
    return Post(*row) if row else None


def keep_post(connection: sqlite3.Connection, post: Post) -> None:
    """Keep where an item is posted, and that the post shows what was wanted of it then."""
    connection.execute(
        """UPDATE queue_post SET channel_id = ?, message_id = ?, shown = ?
           WHERE community_id = ? AND number = ?""",
        (post.channel_id, post.message_id, post.wanted, post.community_id, post.number),
    )


def next_number(connection: sqlite3.Connection, community_id: int) -> int:
    """A number that was never used in a queue, so that an old button cannot mean a newer item."""
    query = """INSERT INTO proposal_sequence VALUES (?, 1)
               ON CONFLICT DO UPDATE SET last_number = last_number + 1 RETURNING last_number"""
    return int(connection.execute(query, (community_id,)).fetchone()[0])
