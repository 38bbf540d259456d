"""SqliteMembers: what members have beside the record, in the same SQLite file."""

from __future__ import annotations

import sqlite3

from bot.core.errors import NotAllowed
from bot.core.membership import (
    MOST_FOLLOWED,
    MOST_NOTES,
    CommunitySettings,
    Followed,
    Follower,
    Kept,
    Note,
    Notice,
    Shown,
    Suggestion,
)
from bot.core.models import View
from db.connection import Store
from db.entries import as_json
from db.finding import name_of
from db.following import belonging_to, find_claim, list_keys
from db.notices import find_notices, last_revision, set_told
from db.suggesting import suggest_claims, suggest_speakers


class SqliteMembers:
    """What `bot.core.membership.Members` describes, kept in one SQLite file."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def load_settings(self, community_id: int) -> CommunitySettings:
        """What the community has chosen, or the defaults."""

        def look_up(connection: sqlite3.Connection) -> CommunitySettings:
            row = connection.execute(
                "SELECT language, shared_library FROM community_setting WHERE community_id = ?",
                (community_id,),
            ).fetchone()
            if row is None:
                return CommunitySettings()
            return CommunitySettings(row[0], None if row[1] is None else bool(row[1]))

        return await self._store.read(look_up)

    async def save_settings(self, community_id: int, settings: CommunitySettings) -> None:
        """Keep what the community has chosen."""

        def change(connection: sqlite3.Connection) -> None:
            connection.execute(
                """INSERT INTO community_setting VALUES (?, ?, ?) ON CONFLICT DO UPDATE
                   SET language = excluded.language, shared_library = excluded.shared_library""",
                (community_id, settings.language, settings.shared_library),
            )

        await self._store.write(change)

    async def suggest_claims(self, view: View, text: str, limit: int) -> list[Suggestion]:
        """The claims that may be meant by what is being typed, best first."""
        return await self._store.read(lambda found: suggest_claims(found, view, text, limit))

    async def suggest_speakers(self, view: View, text: str, limit: int) -> list[Suggestion]:
        """The speakers that may be meant by what is being typed, best first."""
        return await self._store.read(lambda found: suggest_speakers(found, view, text, limit))

    async def count_entries(self, view: View) -> tuple[int, int]:
        """How many claims and how many statements are on record in the view."""

        def look_up(connection: sqlite3.Connection) -> tuple[int, int]:
            query = """SELECT count(*) FILTER (WHERE kind = 'C'), count(*) FILTER (WHERE kind = 'S')
                       FROM entry WHERE state = 'active'
                         AND community_id IN (SELECT value FROM json_each(?))"""
            row = connection.execute(query, (as_json(view.community_ids),)).fetchone()
            return int(row[0]), int(row[1])

        return await self._store.read(look_up)

    async def follow(self, view: View, follower: Follower, claim_id: str, at: str) -> bool:
        """Follow a claim; False when it is followed already. Raises NotOnRecord and NotAllowed."""

        def change(connection: sqlite3.Connection) -> bool:
            key = find_claim(connection, view, claim_id)
            if len(list_keys(connection, view, follower)) >= MOST_FOLLOWED:
                raise NotAllowed(
                    f"At most {MOST_FOLLOWED} claims can be followed; /unfollow makes room."
                )
            channel_id = follower.channel_id or 0
            values = (view.community_id, key, channel_id, follower.member_id, at)
            done = connection.execute(
                "INSERT INTO follow VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", values
            )
            return done.rowcount > 0

        return await self._store.write(change)

    async def unfollow(self, view: View, follower: Follower, claim_id: str) -> bool:
        """Follow a claim no longer; False when it was not followed. Raises NotOnRecord."""

        def change(connection: sqlite3.Connection) -> bool:
            key = find_claim(connection, view, claim_id)
            where, values = belonging_to(view, follower)
            done = connection.execute(
                f"DELETE FROM follow WHERE {where} AND claim_key = ?", (*values, key)
            )
            return done.rowcount > 0

        return await self._store.write(change)

    async def list_followed(self, view: View, follower: Follower) -> list[Followed]:
        """The claims a follower follows in the community of the view."""

        def look_up(connection: sqlite3.Connection) -> list[Followed]:
            return [
                Followed(name_of(connection, key, view.community_id), wording, follower.channel_id)
                for key, wording in list_keys(connection, view, follower)
            ]

        return await self._store.read(look_up)

    async def find_notices(self, until: int, *, library_by_default: bool) -> list[Notice]:
        """What followers are to be told about revisions after the last ones told."""
        return await self._store.read(
            lambda connection: find_notices(connection, until, library_by_default)
        )

    async def last_revision(self) -> int:
        """The key of the newest revision."""
        return await self._store.read(last_revision)

    async def set_told(self, until: int) -> None:
        """Keep that followers were told about everything up to this revision."""
        await self._store.write(lambda connection: set_told(connection, until))

    async def send_note(self, community_id: int, note: Note) -> None:
        """Put a question or report into the moderators' queue; raises NotAllowed."""

        def change(connection: sqlite3.Connection) -> None:
            waiting = connection.execute(
                """SELECT count(*) FROM note
                   WHERE community_id = ? AND member_id = ? AND state = 'open'""",
                (community_id, note.member_id),
            ).fetchone()[0]
            if waiting >= MOST_NOTES:
                raise NotAllowed(
                    f"{MOST_NOTES} of your questions and reports wait already; nothing was sent."
                )
            connection.execute(
                """INSERT INTO note (community_id, kind, text, about, member_id, sent_at)
                   VALUES (?, ?, ?, ?, ?, ?)""",
                (community_id, note.kind, note.text, note.about, note.member_id, note.sent_at),
            )

        await self._store.write(change)

    async def keep_shown(self, shown: Shown) -> None:
        """Remember an answer that stands in a channel, replacing what was known of it."""

        def change(connection: sqlite3.Connection) -> None:
            connection.execute(
                """INSERT INTO shown_answer VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
                   SET place = excluded.place, shown_at = excluded.shown_at""",
                (
                    shown.answer_id,
                    shown.community_id,
                    shown.channel_id,
                    shown.question_id,
                    shown.place,
                    shown.shown_at,
                ),
            )

        await self._store.write(change)

    async def find_shown(self, community_id: int, question_id: int) -> Shown | None:
        """The answer to the message that asked."""

        def look_up(connection: sqlite3.Connection) -> Shown | None:
            row = connection.execute(
                """SELECT answer_id, channel_id, community_id, place, shown_at, question_id
                   FROM shown_answer WHERE question_id = ? AND community_id = ?""",
                (question_id, community_id),
            ).fetchone()
            return Shown(*row) if row else None

        return await self._store.read(look_up)

    async def drop_shown(self, answer_id: int) -> None:
        """Forget an answer that stands no longer."""

        def change(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM shown_answer WHERE answer_id = ?", (answer_id,))

        await self._store.write(change)

    async def drop_shown_before(self, day: str) -> int:
        """Forget answers shown before a day (ISO 8601); returns how many."""
        query = "DELETE FROM shown_answer WHERE shown_at < ?"
        return await self._store.write(
            lambda connection: connection.execute(query, (day,)).rowcount
        )

    async def count_kept(self, member_id: int) -> Kept:
        """How much is kept about a member, over all communities."""

        def look_up(connection: sqlite3.Connection) -> Kept:
            tables = ("follow", "note")
            query = "SELECT count(*) FROM {} WHERE member_id = ?"
            return Kept(
                *(connection.execute(query.format(t), (member_id,)).fetchone()[0] for t in tables)
            )

        return await self._store.read(look_up)

    async def forget(self, member_id: int) -> Kept:
        """Remove everything kept about a member; returns how much it was."""

        def change(connection: sqlite3.Connection) -> Kept:
            query = "DELETE FROM {} WHERE member_id = ?"
            return Kept(
                *(
                    connection.execute(query.format(table), (member_id,)).rowcount
                    for table in ("follow", "note")
                )
            )

        return await self._store.write(change)
