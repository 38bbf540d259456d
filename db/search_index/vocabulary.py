"""The vocabulary of a community: its terms, how rare they are, what may be misspelt for them."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from bot.core.matching.other_forms import closest_form, meant_by, starts_of_forms
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

_LAST = "\U0010ffff"

_NEAR = """
SELECT term, claims, statements FROM term_deletions
CROSS JOIN indexed_term ON term_key = term_deletions.rowid
WHERE term_deletions MATCH :deletions
UNION ALL
SELECT term, claims, statements FROM json_each(:other)
CROSS JOIN indexed_term ON community_key = :community AND term = value
UNION ALL
SELECT * FROM (
    SELECT term, claims, statements FROM indexed_term
    WHERE community_key = :community AND term >= :start AND term < :end LIMIT :most
)
"""
"""Terms within an edit or two, the given ones, and the first few that start alike: in one
statement, as each costs time of its own.
"""


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
) -> tuple[dict[str, tuple[Reading, ...]], dict[str, TermUse]]:
    """Give the terms of the community that typed words may stand for, themselves aside, and how
    many entries have each.
    """
    readings: dict[str, tuple[Reading, ...]] = {}
    known: dict[str, TermUse] = {}
    for word in typed:
        if is_correctable(word.term):
            near = _near(conn, community_key, word)
            if word.language:
                near |= _forms_of(conn, community_key, word)
            uses = [(term, sum(near[term])) for term in near]
            find = partial(closest_form, word) if word.language else partial(closest, word.written)
            readings[word.term] = find(uses)
            known |= near
    return readings, known


def _near(conn: sqlite3.Connection, community_key: int, word: Word) -> dict[str, TermUse]:
    term, written = word.term, word.written
    variants = deletions(term) if written == term else deletions(term) | deletions(written)
    cut = [written[:length] for length in range(4, len(written))]
    rows = conn.execute(
        _NEAR,
        {
            "community": community_key,
            "deletions": matching_any(community_key, sorted(filter(str.isalpha, variants))),
            "other": json.dumps([*cut, *terms_of_other_forms(written)]),
            "start": term,
            "end": term + _LAST,
            "most": _PREFIX_SCAN,
        },
    )
    return {found: TermUse(claims, said) for found, claims, said in rows if found != term}


def _forms_of(conn: sqlite3.Connection, community_key: int, word: Word) -> dict[str, TermUse]:
    """Give the terms that may be forms of a word of another language, or its English word."""
    found = look_up_terms(conn, community_key, meant_by(word))
    for start in starts_of_forms(word):
        near = terms_that_start(conn, community_key, start)
        found |= look_up_terms(conn, community_key, [term for term, _ in near])
    found.pop(word.term, None)
    return found


def terms_that_start(
    conn: sqlite3.Connection, community_key: int, start: str
) -> list[tuple[str, int]]:
    """Give terms that start with some letters, with the number of their entries; the first few in
    the alphabet.
    """
    return conn.execute(
        "SELECT term, claims + statements FROM indexed_term"
        " WHERE community_key = ? AND term >= ? AND term < ? LIMIT ?",
        (community_key, start, start + _LAST, _PREFIX_SCAN),
    ).fetchall()
