"""Merging of the full-text tables: a little with some changes, never much with one.

FTS5 writes each transaction's words as a piece of their own, and each word of a question is looked
up in every piece. Left to itself it merges pieces in one go once 64 pages were written, so that one
addition in 64 waits for all. Merged by hand, one change in eight pays for a few pages; an import
pays at its end for all it has written, so that it leaves one piece.
"""

from __future__ import annotations

import random
import sqlite3

FULL_TEXT_TABLES = ("claim_terms", "statement_terms", "term_deletions")

_SETTINGS = {"automerge": 0, "crisismerge": 500, "usermerge": 4}
"""Never by itself, short of 500 pieces of a size; by hand as soon as there are 4 of a size."""

_LAST_SET = "SELECT v FROM term_deletions_config WHERE k = 'usermerge'"
_SINGLE_CHANGES_A_MERGE = 8
_PAGES_FOR_ONE = 16
_CHANGES_A_PAGE = 2
"""So many changes write less than a page, unless the claims have many statements."""


def merge_by_hand(conn: sqlite3.Connection) -> None:
    """Keep FTS5 from merging by itself, if it still does."""
    if conn.execute(_LAST_SET).fetchone() != (_SETTINGS["usermerge"],):
        for setting in _SETTINGS.items():
            _tell(conn, *setting)


def merge_after(conn: sqlite3.Connection, changes: int) -> None:
    """Merge as much as so many changes call for; after a single one only if its turn comes."""
    # Not `optimize`: each adds a level in SQLite 3.40, and newer versions read at most 64. By
    # chance and not by the key, as keys come in steps: a claim that is added with a statement, its
    # speaker and its source takes every fourth.
    if changes > 1 or random.randrange(_SINGLE_CHANGES_A_MERGE) == 0:
        _tell(conn, "merge", max(_PAGES_FOR_ONE, changes // _CHANGES_A_PAGE))


def _tell(conn: sqlite3.Connection, command: str, value: int) -> None:
    for table in FULL_TEXT_TABLES:
        conn.execute(f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)", (command, value))
