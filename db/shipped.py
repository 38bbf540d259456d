"""Puts the shipped library into a database, and brings it up to date after an upgrade."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.models import SHARED
from db.index_form import is_index_current, renew_index

if TYPE_CHECKING:  # each start asks `is_library_current`, which needs nothing of it
    from bot.core.exchange import Item

LIBRARY = Path(__file__).parent / "library"

LIBRARY_AUTHOR = "OnRecord library"
"""The author of the library's revisions; an entry last changed by someone else is left alone."""

_SETTING = "library"


def read_shipped_items() -> list[Item]:
    """Every entry of the shipped library."""
    from bot.core.record_file import decode_record_file

    items: list[Item] = []
    for path in _library_files():
        found, problems = decode_record_file(path.read_bytes(), path.name)
        if problems:
            raise ValueError(f"the shipped library is broken: {problems[0]}")
        items += found
    return items


def is_library_current(connection: sqlite3.Connection) -> bool:
    """Whether the database has the library that ships, in the index of this version."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (_SETTING,)).fetchone()
    return row is not None and row[0] == _fingerprint() and is_index_current(connection)


def load_library(connection: sqlite3.Connection, made_at: str) -> None:
    """Add and update the library's entries; those an operator changed stay as they are."""
    # Imported here: needed once after an upgrade, while each start asks `is_library_current`.
    from bot.core.exchange import IfDifferent
    from db.importing import import_items

    renew_index(connection)
    import_items(
        connection,
        SHARED,
        read_shipped_items(),
        author=LIBRARY_AUTHOR,
        action="library",
        made_at=made_at,
        if_different=IfDifferent.UPDATE_UNTOUCHED,
    )
    connection.execute(
        """INSERT INTO setting VALUES (?, ?)
           ON CONFLICT DO UPDATE SET value = excluded.value""",
        (_SETTING, _fingerprint()),
    )


def _library_files() -> list[Path]:
    return sorted(path for path in LIBRARY.glob("*.json") if path.name != "schema.json")


def _fingerprint() -> str:
    digest = hashlib.blake2b(digest_size=16)
    for path in _library_files():
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
