"""SqliteMembers: what members have beside the record, in the same SQLite file."""

from __future__ import annotations

import sqlite3

from bot.core.errors import NotAllowed
from bot.core.membership import (
    MOST_FOLLOWED,
    MOST_NOTES,
    CommunitySettings,
    Followed,
    Kept,
    Note,
    Suggestion,
)
from bot.core.models import View
from bot.core.telling import Follower
from bot.core.words import Sentence
from db.connection import Store
from db.due import forget_due
from db.entries import as_json
from db.finding import name_of
from db.following import (
    belonging_to,
    count_follows,
    find_claim,
    forget_follows,
    list_keys,
)
from db.matters import count_notes, forget_notes, put_note
from db.notices import last_revision
from db.suggesting import suggest_claims, suggest_speakers
from db.telling import SqliteTelling


class SqliteMembers(SqliteTelling):
    """What `bot.core.membership.Members` describes, kept in one SQLite file."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def load_settings(self, community_id: int) -> CommunitySettings:
        """What the community has chosen, or the defaults."""

        return await self._store.read(lambda connection: _load_settings(connection, community_id))

    async def begin_reading(self, community_id: int) -> tuple[CommunitySettings, int]:
        """What the community has chosen, and the key of the newest revision."""
        return await self._store.read(
            lambda connection: (_load_settings(connection, community_id), last_revision(connection))
        )

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
                raise NotAllowed(Sentence("refused.most-followed", count=MOST_FOLLOWED))
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
            key = find_claim(connection, view, claim_id, also_hidden=True)
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

    async def send_note(self, community_id: int, note: Note) -> int:
        """Put a question or report into the moderators' queue; raises NotAllowed."""

        def change(connection: sqlite3.Connection) -> int:
            if count_notes(connection, note.member_id, community_id) >= MOST_NOTES:
                raise NotAllowed(Sentence("refused.most-notes", count=MOST_NOTES))
            return put_note(connection, community_id, note)

        return await self._store.write(change)

    async def count_kept(self, member_id: int) -> Kept:
        """How much is kept about a member, over all communities."""

        def look_up(connection: sqlite3.Connection) -> Kept:
            return Kept(count_follows(connection, member_id), count_notes(connection, member_id))

        return await self._store.read(look_up)

    async def forget(self, member_id: int, community_id: int | None = None) -> Kept:
        """Remove everything kept about a member, in one community or (None) in all."""

        def change(connection: sqlite3.Connection) -> Kept:
            forget_due(connection, member_id, community_id)
            return Kept(
                forget_follows(connection, member_id, community_id),
                forget_notes(connection, member_id, community_id),
            )

        return await self._store.erase(change)


def _load_settings(connection: sqlite3.Connection, community_id: int) -> CommunitySettings:
    row = connection.execute(
        "SELECT language, shared_library FROM community_setting WHERE community_id = ?",
        (community_id,),
    ).fetchone()
    if row is None:
        return CommunitySettings()
    return CommunitySettings(row[0], None if row[1] is None else bool(row[1]))
