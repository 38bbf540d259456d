"""SqliteMemory: short texts that survive a restart, in the table of the database's own settings."""

from __future__ import annotations

import sqlite3

from db.connection import Store


class SqliteMemory:
    """What the service remembers from one start to the next, by name."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def recall(self, name: str) -> str | None:
        """The text under a name, None when there is none."""

        def look_up(connection: sqlite3.Connection) -> str | None:
            row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
            return None if row is None else str(row[0])

        return await self._store.read(look_up)

    async def remember(self, name: str, text: str) -> None:
        """Keep a text under a name, in place of what was there."""

        def change(connection: sqlite3.Connection) -> None:
            connection.execute(
                """INSERT INTO setting VALUES (?, ?)
                   ON CONFLICT DO UPDATE SET value = excluded.value""",
                (name, text),
            )

        await self._store.write(change)
