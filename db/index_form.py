"""Whether the search index has the terms that this version makes; makes it anew if not."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import bot.core

_SETTING = "search_index"

_CORE = Path(bot.core.__file__).parent
_ANALYSIS = (
    *(_CORE / name for name in ("text.py", "folding.py", "numbers.py")),
    *(_CORE / name for name in ("vocabulary.py", "word_forms.py")),
    _CORE / "matching" / "spelling.py",
    *sorted((_CORE / "languages").rglob("*.py")),
)
"""What words become terms by. Terms made by another version are not found and cannot be removed."""


def is_index_current(connection: sqlite3.Connection) -> bool:
    """Whether the index holds what this version would put in."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (_SETTING,)).fetchone()
    return row is not None and row[0] == _fingerprint()


def renew_index(connection: sqlite3.Connection) -> None:
    """Make the index anew, unless it is current; the caller holds the transaction."""
    if is_index_current(connection):
        return
    # Imported here: needed once after an upgrade, while each start asks `is_index_current`.
    from db.index_examining import make_index_anew

    make_index_anew(connection)
    connection.execute(
        """INSERT INTO setting VALUES (?, ?)
           ON CONFLICT DO UPDATE SET value = excluded.value""",
        (_SETTING, _fingerprint()),
    )


def _fingerprint() -> str:
    digest = hashlib.blake2b(digest_size=16)
    indexing = sorted((Path(__file__).parent / "search_index").glob("*.py"))
    for path in (*_ANALYSIS, *indexing, Path(__file__).parent / "indexing.py"):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
