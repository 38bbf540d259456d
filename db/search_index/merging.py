"""Merging of the full-text tables: a little at a time, and after the changes, not within them.

FTS5 writes each transaction's words as a piece of their own, and each word of a question is looked
up in every piece. Left to itself it merges pieces in one go once 64 pages were written, so that one
addition in 64 waits for all. Merged by hand, an addition leaves its piece as it is, and the store
takes `merge_step`s once there is time; only where that does not come and many pieces lie about, an
addition pays for a few pages. An import pays at its end for all it has written.
"""

from __future__ import annotations

import sqlite3

FULL_TEXT_TABLES = ("claim_terms", "statement_terms", "term_deletions")

_SETTINGS = {"automerge": 0, "crisismerge": 500, "usermerge": 4}
"""Never by itself, short of 500 pieces of a size; by hand as soon as there are 4 of a size."""

_LAST_SET = "SELECT v FROM term_deletions_config WHERE k = 'usermerge'"
_PAGES_AT_A_TIME = 16
_CHANGES_A_PAGE = 2
"""So many changes write less than a page, unless the claims have many statements."""

_MOST_PIECES = 32
_STRUCTURES = [f"(SELECT block FROM {table}_data WHERE id = 10)" for table in FULL_TEXT_TABLES]
_STRUCTURE = f"SELECT {', '.join(_STRUCTURES)}"
_PIECES_AT = 5
"""FTS5 keeps a list of its pieces under the key 10; after a cookie of four bytes come the number of
levels and that of pieces, as varints: a byte each below 128, a first byte of at least 128 above.
"""


def merge_by_hand(conn: sqlite3.Connection) -> None:
    """Keep FTS5 from merging by itself, if it still does."""
    if conn.execute(_LAST_SET).fetchone() != (_SETTINGS["usermerge"],):
        for table in FULL_TEXT_TABLES:
            for setting in _SETTINGS.items():
                _tell(conn, table, *setting)


def merge_after(conn: sqlite3.Connection, changes: int) -> None:
    """Merge all that so many changes wrote; after a single one only where pieces have piled up."""
    # Not `optimize`: each adds a level in SQLite 3.40, and newer versions read at most 64.
    for table, structure in zip(FULL_TEXT_TABLES, conn.execute(_STRUCTURE).fetchone(), strict=True):
        if changes > 1 or structure[_PIECES_AT] > _MOST_PIECES:
            _tell(conn, table, "merge", max(_PAGES_AT_A_TIME, changes // _CHANGES_A_PAGE))


def merge_step(conn: sqlite3.Connection) -> bool:
    """Merge a few pages of one table; false when there is nothing to merge."""
    for table in FULL_TEXT_TABLES:
        before = conn.total_changes
        _tell(conn, table, "merge", _PAGES_AT_A_TIME)
        if conn.total_changes - before >= 2:  # as the documentation of FTS5 says
            return True
    return False


def _tell(conn: sqlite3.Connection, table: str, command: str, value: int) -> None:
    conn.execute(f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)", (command, value))
