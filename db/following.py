"""Whose follows are whose, and which claim an id means to a follower."""

from __future__ import annotations

import sqlite3

from bot.core.errors import NotOnRecord
from bot.core.ids import parse_public_id
from bot.core.membership import Follower
from bot.core.models import EntryKind, View
from db.finding import find_numbered, follow_merges


def belonging_to(view: View, follower: Follower) -> tuple[str, tuple[int, ...]]:
    """Which follows are a follower's: the channel's, whoever set them, or the member's own."""
    if follower.channel_id is not None:
        return "community_id = ? AND channel_id = ?", (view.community_id, follower.channel_id)
    return (
        "community_id = ? AND channel_id = 0 AND member_id = ?",
        (view.community_id, follower.member_id),
    )


def list_keys(
    connection: sqlite3.Connection, view: View, follower: Follower
) -> list[tuple[int, str]]:
    """The claims that a follower follows in a community, as (key, wording), the newest first."""
    where, values = belonging_to(view, follower)
    return connection.execute(
        f"""SELECT c.claim_key, c.wording FROM follow f JOIN claim c USING (claim_key)
            WHERE {where} ORDER BY f.followed_at DESC, c.claim_key""",
        values,
    ).fetchall()


def find_claim(connection: sqlite3.Connection, view: View, id_: str) -> int:
    """The key of the claim that an id means in this view, following merges."""
    public_id = parse_public_id(id_, view.community_id)
    if (
        public_id is not None
        and public_id.kind is EntryKind.CLAIM
        and public_id.community_id in view.community_ids
        and (key := find_numbered(connection, public_id)) is not None
    ):
        return follow_merges(connection, key)
    shown = "".join(c for c in id_[:40] if c.isprintable())
    raise NotOnRecord(f"No claim “{shown}” is on record. Ids look like C12 or LC12.")
