"""Checking the search index, and making it anew from the texts of the record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from db.search_index.entries import index_claims
from db.search_index.merging import FULL_TEXT_TABLES

_CHECKS = {
    "the number of indexed claims of a community is wrong": """
        SELECT count(*) FROM indexed_community AS c WHERE claims <>
            (SELECT count(*) FROM indexed_claim AS i WHERE i.community_key = c.community_key)""",
    "the number of indexed statements is wrong": """
        SELECT (SELECT coalesce(sum(statements), 0) FROM indexed_community)
            <> (SELECT count(*) FROM indexed_statement)""",
    "a statement is indexed for a claim that is not": """
        SELECT count(*) FROM indexed_statement
        WHERE claim_key NOT IN (SELECT claim_key FROM indexed_claim)""",
}


def check_index(conn: sqlite3.Connection) -> list[str]:
    """Give what is wrong with the search index, a sentence each; nothing when all is well."""
    problems = [
        sentence for sentence, query in _CHECKS.items() if conn.execute(query).fetchone()[0]
    ]
    for table in FULL_TEXT_TABLES:
        try:
            conn.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            problems.append(f"the full-text table {table} is damaged ({error})")
    return problems


def rebuild_index(
    conn: sqlite3.Connection,
    claims: Iterable[tuple[int, int, Sequence[str], Sequence[tuple[int, str]]]],
) -> None:
    """Throw the search index away and make it anew from the claims of the record (as for
    `index_claims`).
    """
    for table in FULL_TEXT_TABLES:
        conn.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    for table in ("indexed_statement", "indexed_claim", "indexed_term", "indexed_community"):
        conn.execute(f"DELETE FROM {table}")
    index_claims(conn, claims)
