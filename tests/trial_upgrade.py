"""Upgrades: every schema that was released comes to the same schema and content as a fresh one.

With each release: python -m tests.trial_upgrade keep

That adds a database of the current schema, and what it exports, to tests/released/. These files
are never changed afterwards: what an upgrade makes of them is compared with that export.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import sqlite3
import sys
import tempfile
from pathlib import Path

from bot.core.models import Claim, Record, Statement
from bot.core.record_file import encode_record_file
from db.archive import SqliteArchive
from db.copying import copy_database
from db.migrate import latest_schema, migrate
from tests.record import add_entries, make_statement, open_record, small_record

RELEASED = Path(__file__).parent / "released"
COMMUNITY = 803511102246789120


def list_released() -> list[Path]:
    """The databases of released schemas, oldest first."""
    return sorted(RELEASED.glob("schema-*.db.gz"))


def unpack_released(released: Path, target: Path) -> bytes:
    """Write a released database to `target` and return what it has to export."""
    target.write_bytes(gzip.decompress(released.read_bytes()))
    return released.with_suffix("").with_suffix(".json").read_bytes()


async def fill(path: Path) -> bytes:
    """Fill a database as an operator would, with changes in it, and return its export."""
    async with open_record(path) as store:
        await add_entries(store, small_record(), community_id=COMMUNITY)
        await add_entries(
            store, [make_statement("later", "It is still safe.")], community_id=COMMUNITY
        )
    return await export(path)


async def export(path: Path) -> bytes:
    """What a community's record in a database is, brought to the current schema."""
    async with open_record(path) as store:
        record: Record = await SqliteArchive(store).export(COMMUNITY)
    assert all(isinstance(entry, Claim | Statement) for entry in record.claims + record.statements)
    return encode_record_file(record)


def read_schema_text(path: Path) -> set[tuple[str, str, str | None]]:
    """Everything that the schema of a database consists of."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return set(connection.execute("SELECT type, name, sql FROM sqlite_master"))


def make_older(path: Path, schema: int) -> None:
    """Make an empty database of an older schema."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, until=schema)


def keep_release() -> None:
    """Keep a filled database of the current schema for the upgrades to come."""
    RELEASED.mkdir(exist_ok=True)
    name = RELEASED / f"schema-{latest_schema():04}"
    with tempfile.TemporaryDirectory() as temporary:
        path, copy = Path(temporary) / "record.db", Path(temporary) / "copy.db"
        exported = asyncio.run(fill(path))
        copy_database(path, copy)
        with contextlib.closing(sqlite3.connect(copy)) as connection:
            connection.execute("VACUUM")
        name.with_suffix(".db.gz").write_bytes(gzip.compress(copy.read_bytes(), mtime=0))
        name.with_suffix(".json").write_bytes(exported)


if __name__ == "__main__" and sys.argv[1:] == ["keep"]:
    keep_release()
