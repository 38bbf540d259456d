"""The vocabulary of a community: its terms, how rare they are, what may be misspelt for them."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from bot.core.matching.spelling import (
    closest,
    deletions,
    is_correctable,
    may_be_misspelt,
    terms_of_other_forms,
)
from bot.core.matching.values import Reading
from bot.core.text import Word

_PREFIX_SCAN = 100
_MOST_GATHERED = 30_000
_COMMON = 4
"""Uses from which on a term is a common one of those that are counted at once."""


class TermUse(NamedTuple):
    """How many claims and statement entries of a community have a term."""

    claims: int
    statements: int


def prefixed(community_key: int, terms: Iterable[str]) -> str:
    """Write terms as the full-text tables hold them: each with the community's key in front."""
    written = f" {community_key}_".join(terms)
    return f"{community_key}_{written}" if written else ""


def matching_any(community_key: int, terms: Iterable[str]) -> str:
    """Write a full-text query for entries with any of the terms."""
    return "(" + " OR ".join([f'"{community_key}_{term}"' for term in terms]) + ")"


class NewUses:
    """Uses of terms by new entries, gathered to be counted many at once."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._gathered: dict[int, tuple[Counter[str], Counter[str]]] = {}

    def gather(
        self, community_key: int, claims: Iterable[str], statements: Iterable[str] = ()
    ) -> None:
        """Take the terms of claims and those of statements, each as often as it is to count."""
        gathered = self._gathered.setdefault(community_key, (Counter(), Counter()))
        gathered[0].update(claims)
        gathered[1].update(statements)
        if len(gathered[0]) + len(gathered[1]) > _MOST_GATHERED:
            self.count()

    def count(self) -> None:
        """Count what was gathered."""
        for community_key, (claims, statements) in self._gathered.items():
            _add_terms(self._conn, community_key, claims, statements)
        self._gathered.clear()


def _add_terms(
    conn: sqlite3.Connection, community_key: int, claims: Counter[str], statements: Counter[str]
) -> None:
    """Count terms of new entries, and make the new ones known to corrections."""
    (last,) = conn.execute("SELECT coalesce(max(term_key), 0) FROM indexed_term").fetchone()
    conn.executemany(
        "INSERT INTO indexed_term (community_key, term, claims, statements) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET claims = claims + excluded.claims,"
        " statements = statements + excluded.statements",
        (
            (community_key, term, claims.get(term, 0), statements.get(term, 0))
            for term in _by_use(claims + statements if statements else claims)
        ),
    )
    added = conn.execute("SELECT term_key, term FROM indexed_term WHERE term_key > ?", (last,))
    conn.executemany(
        "INSERT INTO term_deletions (rowid, deletions) VALUES (?, ?)",
        (
            (term_key, prefixed(community_key, deletions(term)))
            for term_key, term in added
            if may_be_misspelt(term)
        ),
    )


def _by_use(uses: Counter[str]) -> list[str]:
    """Sort terms: the common ones by their frequency, then the others by the alphabet.

    They get their keys in this order, and most terms of a claim are common ones: adding it changes
    fewer pages when those stand together.
    """
    common = [term for term, number in uses.items() if number >= _COMMON]
    common.sort(key=uses.__getitem__, reverse=True)
    return common + sorted([term for term, number in uses.items() if number < _COMMON])


def drop_terms(
    conn: sqlite3.Connection, community_key: int, claims: Iterable[str], statements: Iterable[str]
) -> None:
    """Count terms of removed entries off, and forget those that no entry has any more."""
    for column, terms in (("claims", claims), ("statements", statements)):
        conn.executemany(
            f"UPDATE indexed_term SET {column} = {column} - 1 WHERE community_key = ? AND term = ?",
            [(community_key, term) for term in terms],
        )
    unused = conn.execute(
        "SELECT term_key, term FROM indexed_term WHERE community_key = ?"
        " AND term IN (SELECT value FROM json_each(?)) AND claims = 0 AND statements = 0",
        (community_key, json.dumps([*claims, *statements])),
    ).fetchall()
    conn.executemany(
        "INSERT INTO term_deletions (term_deletions, rowid, deletions) VALUES ('delete', ?, ?)",
        [
            (term_key, prefixed(community_key, deletions(term)))
            for term_key, term in unused
            if may_be_misspelt(term)
        ],
    )
    conn.executemany(
        "DELETE FROM indexed_term WHERE term_key = ?", [(term_key,) for term_key, _ in unused]
    )


def look_up_terms(
    conn: sqlite3.Connection, community_key: int, terms: Iterable[str]
) -> dict[str, TermUse]:
    """Give the terms that the community has, with how many entries have each."""
    rows = conn.execute(
        "SELECT term, claims, statements FROM json_each(?) CROSS JOIN indexed_term"
        " ON community_key = ? AND term = value",
        (json.dumps(list(terms)), community_key),
    )
    return {term: TermUse(claims, statements) for term, claims, statements in rows}


def read_near(
    conn: sqlite3.Connection, community_key: int, typed: Iterable[Word]
) -> dict[str, tuple[Reading, ...]]:
    """Give the terms of the community that typed words may stand for, themselves aside."""
    return {
        word.term: closest(word.written, _near(conn, community_key, word))
        for word in typed
        if is_correctable(word.term)
    }


def _near(conn: sqlite3.Connection, community_key: int, word: Word) -> list[tuple[str, int]]:
    variants = deletions(word.term) | deletions(word.written)
    near = conn.execute(
        "SELECT term, claims + statements FROM indexed_term WHERE term_key IN"
        " (SELECT rowid FROM term_deletions WHERE term_deletions MATCH ?)",
        (matching_any(community_key, sorted(filter(str.isalpha, variants))),),
    ).fetchall()
    cut = [word.written[:length] for length in range(4, len(word.written))]
    other = look_up_terms(conn, community_key, [*cut, *terms_of_other_forms(word.written)])
    near += [(term, sum(use)) for term, use in other.items()]
    near += terms_that_start(conn, community_key, word.term)
    return [row for row in near if row[0] != word.term]


def terms_that_start(
    conn: sqlite3.Connection, community_key: int, start: str
) -> list[tuple[str, int]]:
    """Give terms that start with some letters, with the number of their entries; the first few in
    the alphabet.
    """
    return conn.execute(
        "SELECT term, claims + statements FROM indexed_term"
        " WHERE community_key = ? AND term >= ? AND term < ? LIMIT ?",
        (community_key, start, start + "\U0010ffff", _PREFIX_SCAN),
    ).fetchall()
