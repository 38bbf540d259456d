"""What is indexed of each claim: its wordings and the texts of its statements."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from bot.core.text import FUNCTION_TERMS, terms
from db.search_index.merging import merge_after, merge_by_hand
from db.search_index.vocabulary import NewUses, drop_terms, prefixed

_BATCH = 500


class ClaimTexts(NamedTuple):
    """The texts of a claim: `wordings` with the canonical one first; `statements` as
    (statement_key, text).
    """

    claim_key: int
    community_id: int
    wordings: Sequence[str]
    statements: Sequence[tuple[int, str]] = ()


def index_claim(
    conn: sqlite3.Connection,
    claim_key: int,
    community_id: int,
    wordings: Sequence[str],
    statements: Sequence[tuple[int, str]] = (),
) -> None:
    """Index a claim, in place of what was indexed for it; the caller holds the transaction."""
    index_claims(conn, [ClaimTexts(claim_key, community_id, wordings, statements)])


def index_claims(
    conn: sqlite3.Connection,
    claims: Iterable[tuple[int, int, Sequence[str], Sequence[tuple[int, str]]]],
) -> None:
    """Index many claims at once, as `index_claim` does; the caller holds the transaction."""
    pending = iter(claims)
    changes = 0
    uses = NewUses(conn)
    merge_by_hand(conn)
    while batch := [ClaimTexts(*claim) for claim in islice(pending, _BATCH)]:
        changes += len(batch)
        latest = {claim.claim_key: claim for claim in batch}
        if _is_any_indexed(conn, latest):
            uses.count()
            _remove(conn, latest)
        by_community: dict[int, list[ClaimTexts]] = {}
        for claim in latest.values():
            by_community.setdefault(claim.community_id, []).append(claim)
        for community_id, texts in by_community.items():
            _add(conn, community_id, texts, uses)
    uses.count()
    merge_after(conn, changes)


def remove_claim(conn: sqlite3.Connection, claim_key: int) -> None:
    """Take a claim out of the index, if it is there; the caller holds the transaction."""
    _remove(conn, (claim_key,))
    merge_after(conn, 1)


def content_of(found: Sequence[str]) -> list[str]:
    """Give the distinct terms that carry content; all of them when none does."""
    return _distinct(_carrying(found), found)


def _carrying(found: Sequence[str]) -> list[str]:
    return [term for term in found if term not in FUNCTION_TERMS]


def _distinct(carrying: list[str], found: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(carrying or found))


def _add(
    conn: sqlite3.Connection, community_id: int, claims: Sequence[ClaimTexts], uses: NewUses
) -> None:
    key = _community_key(conn, community_id)
    stored, documents = [], []
    used: list[str] = []
    length = 0
    for claim in claims:
        wordings = [" ".join(wording.split()) for wording in claim.wordings]
        lines = "\n".join([" ".join(terms(wording)) for wording in wordings])
        flat = lines.split()
        carrying = _carrying(flat)
        content = _distinct(carrying, flat)
        stored.append((claim.claim_key, key, _storable("\n".join(wordings)), lines))
        documents.append((claim.claim_key, prefixed(key, content)))
        used += content
        length += len(carrying)
    conn.executemany("INSERT INTO indexed_claim VALUES (?, ?, ?, ?)", stored)
    conn.executemany("INSERT INTO claim_terms (rowid, terms) VALUES (?, ?)", documents)
    statement_terms, entries = _add_statements(conn, key, claims)
    uses.gather(key, used, statement_terms)
    conn.execute(
        "UPDATE indexed_community SET claims = claims + ?, claim_terms = claim_terms + ?,"
        " statements = statements + ? WHERE community_key = ?",
        (len(claims), length, entries, key),
    )


def _community_key(conn: sqlite3.Connection, community_id: int) -> int:
    """The key of a community in the index, which it is given if it has none."""
    # Found first: an upsert would write a page of the unique index each time.
    query = "SELECT community_key FROM indexed_community WHERE community_id = ?"
    row = conn.execute(query, (community_id,)).fetchone()
    if row is None:
        new = "INSERT INTO indexed_community (community_id) VALUES (?) RETURNING community_key"
        row = conn.execute(new, (community_id,)).fetchone()
    return int(row[0])


def _storable(text: str) -> str:
    """Replace lone surrogates, which SQLite cannot hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _add_statements(
    conn: sqlite3.Connection, community_key: int, claims: Sequence[ClaimTexts]
) -> tuple[list[str], int]:
    used: list[str] = []
    entries = 0
    for claim in claims:
        for statement_key, text in claim.statements:
            found = terms(text)
            content = content_of(found)
            row = conn.execute(
                "INSERT INTO indexed_statement (claim_key, statement_key, terms) VALUES (?, ?, ?)",
                (claim.claim_key, statement_key, " ".join(found)),
            )
            conn.execute(
                "INSERT INTO statement_terms (rowid, terms) VALUES (?, ?)",
                (row.lastrowid, prefixed(community_key, content)),
            )
            used += content
            entries += 1
    return used, entries


def _is_any_indexed(conn: sqlite3.Connection, claim_keys: Collection[int]) -> bool:
    """Whether a claim may be indexed: no for new ones, at a fraction of the cost of looking."""
    query = "SELECT 1 FROM indexed_claim WHERE claim_key BETWEEN ? AND ? LIMIT 1"
    return conn.execute(query, (min(claim_keys), max(claim_keys))).fetchone() is not None


def _remove(conn: sqlite3.Connection, claim_keys: Iterable[int]) -> None:
    present = conn.execute(
        "SELECT claim_key, community_key, terms FROM indexed_claim"
        " WHERE claim_key IN (SELECT value FROM json_each(?))",
        (json.dumps(list(claim_keys)),),
    ).fetchall()
    for claim_key, community_key, line in present:
        flat = line.split()
        content = content_of(flat)
        conn.execute(
            "INSERT INTO claim_terms (claim_terms, rowid, terms) VALUES ('delete', ?, ?)",
            (claim_key, prefixed(community_key, content)),
        )
        statement_terms = list(_removed_statements(conn, claim_key, community_key))
        drop_terms(conn, community_key, content, [t for each in statement_terms for t in each])
        conn.execute(
            "UPDATE indexed_community SET claims = claims - 1, claim_terms = claim_terms - ?,"
            " statements = statements - ? WHERE community_key = ?",
            (len(_carrying(flat)), len(statement_terms), community_key),
        )
        conn.execute("DELETE FROM indexed_claim WHERE claim_key = ?", (claim_key,))


def _removed_statements(
    conn: sqlite3.Connection, claim_key: int, community_key: int
) -> Iterator[list[str]]:
    rows = conn.execute(
        "DELETE FROM indexed_statement WHERE claim_key = ? RETURNING entry_key, terms", (claim_key,)
    ).fetchall()
    for entry_key, line in rows:
        content = content_of(line.split())
        conn.execute(
            "INSERT INTO statement_terms (statement_terms, rowid, terms) VALUES ('delete', ?, ?)",
            (entry_key, prefixed(community_key, content)),
        )
        yield content
