"""SqliteTelling: what is to be told to whom, and which answers stand where, in the same file."""

from __future__ import annotations

import sqlite3
from functools import partial

from bot.core.telling import Due, Post, Shown, Update
from db import due, matters, notices, posts, shown
from db.connection import Store


class SqliteTelling:
    """What `bot.core.telling.Telling` describes, kept in one SQLite file."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def has_news(self) -> bool:
        """Whether there is a revision that nobody was told about."""
        return await self._store.read(notices.has_news)

    async def spread_news(self, *, library_by_default: bool, answers_since: str | None) -> bool:
        """Take up the next revision that nobody was told about; False when there was none."""
        return await self._store.write(
            partial(
                notices.spread_next,
                library_by_default=library_by_default,
                answers_since=answers_since,
            )
        )

    async def list_due(self, after: int, limit: int) -> list[Due]:
        """The next messages that someone is to get, by their keys."""
        return await self._store.read(lambda connection: due.list_due(connection, after, limit))

    async def is_due(self, key: int) -> bool:
        """Whether a message is still to be sent."""
        return await self._store.read(lambda connection: due.is_due(connection, key))

    async def drop_due(self, key: int) -> None:
        """Forget a message that was sent, or that cannot be."""
        await self._store.write(lambda connection: due.drop_due(connection, key))

    async def drop_due_before(self, day: str) -> int:
        """Forget messages that could not be sent since a day (ISO 8601); returns how many."""
        return await self._store.write(lambda connection: due.drop_due_before(connection, day))

    async def find_outdated(self, after: int) -> tuple[Shown, tuple[Update, ...], int] | None:
        """The next answer by its id that shows what changed since."""
        return await self._store.read(lambda connection: shown.find_outdated(connection, after))

    async def set_updated(self, answer_id: int, until: int) -> None:
        """Keep that an answer shows everything up to a revision."""
        await self._store.write(lambda connection: shown.set_updated(connection, answer_id, until))

    async def gather_notes(self) -> None:
        """Put what an older program kept of members' questions and reports into the queues."""
        await self._store.write(matters.gather_all)

    async def find_wanted_post(self, after: tuple[int, int]) -> Post | None:
        """The next post in a queue channel, by community and number, to be made or changed."""
        return await self._store.read(lambda connection: posts.find_wanted(connection, after))

    async def keep_post(self, post: Post) -> None:
        """Keep where an item is posted, and that the post shows what was wanted of it then."""
        await self._store.write(lambda connection: posts.keep_post(connection, post))

    async def keep_shown(self, answer: Shown, *, library_by_default: bool = True) -> None:
        """Remember an answer that stands in a channel, replacing what was known of it."""

        def change(connection: sqlite3.Connection) -> None:
            shown.keep_shown(connection, answer, library_by_default=library_by_default)

        await self._store.write(change)

    async def find_shown(self, community_id: int, question_id: int) -> Shown | None:
        """The answer to the message that asked."""
        return await self._store.read(
            lambda connection: shown.find_shown(connection, community_id, question_id)
        )

    async def drop_shown(self, answer_id: int) -> None:
        """Forget an answer that stands no longer."""
        await self._store.write(lambda connection: shown.drop_shown(connection, answer_id))

    async def drop_shown_before(self, day: str, asked_day: str) -> int:
        """Forget answers shown before a day (ISO 8601); returns how many."""
        return await self._store.write(
            lambda connection: shown.drop_shown_before(connection, day, asked_day)
        )
