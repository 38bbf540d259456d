"""Merging of the full-text tables: a little with each change, never much at once.

FTS5 writes each transaction's words as a piece of their own and merges pieces by itself in one go
once 64 pages were written, so that one addition in 64 waits for all. Merged by hand, a few pages
with every second change, no addition waits long.
"""

from __future__ import annotations

import sqlite3

FULL_TEXT_TABLES = ("claim_terms", "statement_terms", "term_deletions")

_TURNS = (("claim_terms",), (), ("term_deletions", "statement_terms"), ())
_PAGES_FOR_ONE = 12
_CHANGES_A_PAGE = 8
_MOST_PIECES = 500


def merge_by_hand(conn: sqlite3.Connection) -> None:
    """Keep FTS5 from merging by itself, if it still does."""
    for table in FULL_TEXT_TABLES:
        settings = dict(conn.execute(f"SELECT k, v FROM {table}_config").fetchall())
        for name, value in (("automerge", 0), ("crisismerge", _MOST_PIECES)):
            if settings.get(name) != value:
                conn.execute(f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)", (name, value))


def merge_some(conn: sqlite3.Connection, changes: int, turn: int) -> None:
    """Merge a few pages after some changes; after a single one only if it is some table's turn."""
    tables = _TURNS[turn % len(_TURNS)] if changes == 1 else FULL_TEXT_TABLES
    pages = max(_PAGES_FOR_ONE, changes // _CHANGES_A_PAGE)
    for table in tables:
        conn.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)", (pages,))
