"""Copies of a database file: every page as of one moment, while others go on writing."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from db.files import reading_uri

COUNTED_TABLES = ("entry", "revision", "citation", "stance", "counter")
"""The tables whose rows are counted before and after copying."""


def copy_database(source: Path, target: Path) -> dict[str, int]:
    """Copy a database to `target`, which must not exist, and return the source's row counts.

    The copy is of one moment, holds what stands in the write-ahead log, and needs no second file.
    It is not on disk before `sync_file`.

    Raises:
        sqlite3.Error: the source cannot be read or the target not be written.
    """
    # SQLite would make the file readable to everyone that the umask lets.
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with open_reading(source) as reader, contextlib.closing(sqlite3.connect(target)) as writer:
        reader.execute("BEGIN")
        counts = count_rows(reader)
        writer.execute("PRAGMA synchronous = OFF")
        # All pages in one step: a copy in several is begun anew with each change to the source.
        reader.backup(writer)
        reader.execute("ROLLBACK")
        writer.execute("PRAGMA journal_mode = DELETE")
    return counts


@contextlib.contextmanager
def open_reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that cannot change the file."""
    with contextlib.closing(
        sqlite3.connect(reading_uri(path), uri=True, isolation_level=None)
    ) as connection:
        connection.execute("PRAGMA busy_timeout = 5000")
        yield connection


def count_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """The number of rows in each of the record's tables; of none in a database without them."""
    marks = ", ".join("?" * len(COUNTED_TABLES))
    query = f"SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ({marks})"
    present = {row[0] for row in connection.execute(query, COUNTED_TABLES)}
    return {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in COUNTED_TABLES
        if table in present
    }


def remove_database(path: Path) -> None:
    """Remove a database file and what SQLite keeps beside it, as far as they are there."""
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)
