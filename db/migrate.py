"""Brings a database file to the schema this program knows, one numbered migration at a time."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from bot.core.errors import DatabaseRefused

APPLICATION_ID = 0x4F6E5263
"""`OnRc`: written into the file's header, so that no other program's database is taken for ours."""

MIGRATIONS = Path(__file__).parent / "migrations"


def list_migrations() -> list[tuple[int, Path]]:
    """The migrations that ship, as (schema version after it, SQL file), in order."""
    return [(int(path.name[:4]), path) for path in sorted(MIGRATIONS.glob("[0-9]*.sql"))]


def latest_schema() -> int:
    """The schema version this program writes."""
    return list_migrations()[-1][0]


def read_schema(connection: sqlite3.Connection, path: Path) -> int:
    """Return the schema version of an existing file.

    Raises:
        DatabaseRefused: the file belongs to another program or to a newer OnRecord.
    """
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application_id != APPLICATION_ID:
        raise DatabaseRefused(
            f"{path} is a database of another program, not of OnRecord; it was left untouched."
        )
    if version > latest_schema():
        raise DatabaseRefused(
            f"{path} was written by a newer OnRecord (schema {version}, this one knows up to "
            f"{latest_schema()}); it was left untouched. Update OnRecord to use it."
        )
    return version


def migrate(connection: sqlite3.Connection, *, until: int | None = None) -> None:
    """Apply every migration the database lacks, each wholly or not at all.

    `until` stops at that schema version (to build older schemas in trials).
    """
    current = int(connection.execute("PRAGMA user_version").fetchone()[0])
    for version, path in list_migrations():
        if current < version <= (until or version):
            _apply(connection, version, path.read_text(encoding="utf-8"))


def _apply(connection: sqlite3.Connection, version: int, sql: str) -> None:
    # executescript commits whatever is open first, so BEGIN, the version and COMMIT have to stand
    # inside the script for the migration to be all or nothing.
    script = (
        f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA application_id = {APPLICATION_ID};\n"
        f"PRAGMA user_version = {version};\nCOMMIT;"
    )
    try:
        connection.executescript(script)
    except BaseException:
        if connection.in_transaction:
            connection.rollback()
        raise
