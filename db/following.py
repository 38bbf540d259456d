"""Whose follows are whose, and which claim an id means to a follower."""

from __future__ import annotations

import sqlite3

from bot.core.errors import HiddenHere, NotOnRecord
from bot.core.ids import parse_public_id
from bot.core.models import EntryKind, View
from bot.core.telling import Follower
from bot.core.words import Sentence
from db.finding import find_numbered, follow_merges, name_of
from db.marks import list_hidden


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
    """The claims that a follower follows in a community, as (key, wording), the newest first.

    Those that the community hides meanwhile are left out.
    """
    where, values = belonging_to(view, follower)
    return connection.execute(
        f"""SELECT c.claim_key, c.wording FROM follow f JOIN claim c USING (claim_key)
            WHERE {where} AND NOT EXISTS
                (SELECT 1 FROM hidden_claim h
                 WHERE h.community_id = f.community_id AND h.claim_key = f.claim_key)
            ORDER BY f.followed_at DESC, c.claim_key""",
        values,
    ).fetchall()


def find_claim(
    connection: sqlite3.Connection, view: View, id_: str, *, also_hidden: bool = False
) -> int:
    """The key of the claim that an id means in this view, following merges.

    Raises:
        NotOnRecord: there is none; or the community hides it, unless `also_hidden`.
    """
    public_id = parse_public_id(id_, view.community_id)
    if (
        public_id is not None
        and public_id.kind is EntryKind.CLAIM
        and public_id.community_id in view.community_ids
        and (key := find_numbered(connection, public_id)) is not None
    ):
        key = follow_merges(connection, key)
        if also_hidden or key not in list_hidden(connection, view.community_id):
            return key
        hidden = name_of(connection, key, view.community_id)
        raise HiddenHere(_no_claim(id_).sentence, id=hidden)
    raise _no_claim(id_)


def _no_claim(id_: str) -> NotOnRecord:
    shown = "".join(c for c in id_[:40] if c.isprintable())
    missing = Sentence("missing.claim", id=shown)
    return NotOnRecord(Sentence("missing-claim-ids", missing=missing))


def count_follows(connection: sqlite3.Connection, member_id: int) -> int:
    """How many follows a member has set, privately or for channels."""
    query = "SELECT count(*) FROM follow WHERE member_id = ?"
    return int(connection.execute(query, (member_id,)).fetchone()[0])


def forget_follows(connection: sqlite3.Connection, member_id: int, community_id: int | None) -> int:
    """Remove a member's follows, in one community or (None) in all; returns how many."""
    query = "DELETE FROM follow WHERE member_id = ?1 AND (?2 IS NULL OR community_id = ?2)"
    return connection.execute(query, (member_id, community_id)).rowcount
