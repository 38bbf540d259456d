"""Additions: a community's own statements on the library's claims, indexed for its searches alone.

The search index holds a claim under one community. What another community adds to it is indexed
apart: under a negative key and the negative of the community's id, with the claim's wordings and
the added statements, so that no word of them can be told from anyone else's answers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from db.entries import KEYS, as_json


def apart_id(community_id: int) -> int:
    """The community id under which a community's additions are indexed."""
    return -community_id


def list_additions(connection: sqlite3.Connection, claim_keys: Iterable[int]) -> list[int]:
    """The keys (negative) under which additions to these claims are or were indexed.

    Gives a key to what has none yet; the caller holds a transaction that can write.
    """
    wanted = as_json(claim_keys)
    connection.execute(
        f"""INSERT INTO added_claim (claim_key, community_id)
            SELECT DISTINCT x.claim_key, s.community_id FROM stance x
            JOIN entry c ON c.entry_key = x.claim_key JOIN entry s ON s.entry_key = x.statement_key
            WHERE x.claim_key IN {KEYS} AND s.community_id <> c.community_id
            ON CONFLICT DO NOTHING""",
        (wanted,),
    )
    rows = connection.execute(
        f"SELECT -added_key FROM added_claim WHERE claim_key IN {KEYS} ORDER BY added_key",
        (wanted,),
    )
    return [row[0] for row in rows]


def list_indexed_additions(connection: sqlite3.Connection) -> list[int]:
    """The keys (negative) of all additions that searches must find."""
    rows = connection.execute(
        """SELECT DISTINCT -a.added_key FROM added_claim a
           JOIN entry c ON c.entry_key = a.claim_key
           JOIN stance x ON x.claim_key = a.claim_key
           JOIN entry s ON s.entry_key = x.statement_key AND s.community_id = a.community_id
           WHERE c.state = 'active' AND s.state = 'active' ORDER BY 1 DESC"""
    )
    return [row[0] for row in rows]


def find_added_to(connection: sqlite3.Connection, key: int) -> tuple[int, int]:
    """The claim that additions with this (negative) key are to, and whose they are."""
    claim_key, community_id = connection.execute(
        "SELECT claim_key, community_id FROM added_claim WHERE added_key = ?", (-key,)
    ).fetchone()
    return claim_key, community_id


def list_claims_added_to(connection: sqlite3.Connection, keys: Sequence[int]) -> Mapping[int, int]:
    """The claims that additions are to, by the additions' (negative) keys."""
    rows: Iterator[tuple[int, int]] = connection.execute(
        f"SELECT -added_key, claim_key FROM added_claim WHERE -added_key IN {KEYS}",
        (as_json(keys),),
    )
    return dict(rows)
