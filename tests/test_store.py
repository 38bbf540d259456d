"""The database file: created whole, refused when not ours, written by one process at a time."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.core.errors import DatabaseRefused, StoreBusy
from db.connection import Store
from db.files import create_file, hold_lock
from db.migrate import APPLICATION_ID, latest_schema, list_migrations, migrate
from tests.record import open_record


async def test_a_fresh_file_carries_our_application_id_and_schema(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    async with open_record(path):
        pass
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert connection.execute("PRAGMA user_version").fetchone()[0] == latest_schema()
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


async def test_the_writer_syncs_fully_and_keeps_foreign_keys(tmp_path: Path) -> None:
    async with open_record(tmp_path / "record.db") as store:
        pragmas = await store.write(
            lambda connection: [
                connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("synchronous", "foreign_keys", "journal_mode")
            ]
        )
    assert pragmas == [2, 1, "wal"]


async def test_every_table_of_the_record_is_strict(tmp_path: Path) -> None:
    async with open_record(tmp_path / "record.db") as store:
        loose = await store.read(
            lambda connection: connection.execute(
                """SELECT name FROM pragma_table_list
                   WHERE schema = 'main' AND type = 'table' AND NOT strict
                     AND name NOT LIKE 'sqlite_%'"""
            ).fetchall()
        )
    assert loose == []


async def test_readers_cannot_write(tmp_path: Path) -> None:
    async with open_record(tmp_path / "record.db") as store:
        with pytest.raises(StoreBusy, match="nothing was changed"):
            await store.read(lambda connection: connection.execute("DELETE FROM setting"))


def _spoil_empty(path: Path) -> None:
    path.write_bytes(b"")


def _spoil_text(path: Path) -> None:
    path.write_text("my shopping list, not a database at all", encoding="utf-8")


def _spoil_foreign(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript("CREATE TABLE photo (name TEXT); INSERT INTO photo VALUES ('a');")


def _spoil_newer(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        migrate(connection)
        connection.execute(f"PRAGMA user_version = {latest_schema() + 1}")


def _spoil_damaged(path: Path) -> None:
    create_file(path, lambda connection: None)
    content = bytearray(path.read_bytes())
    content[100:3000] = b"\xff" * 2900
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_spoil_empty, "is an empty file"),
        (_spoil_text, "is not an SQLite database"),
        (_spoil_foreign, "another program"),
        (_spoil_newer, "newer OnRecord"),
        (_spoil_damaged, "record.db"),
    ],
)
async def test_a_file_that_is_not_ours_is_refused_and_left_untouched(
    tmp_path: Path, spoil: Callable[[Path], None], sentence: str
) -> None:
    path = tmp_path / "record.db"
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(DatabaseRefused, match=sentence):
        async with open_record(path):
            pass
    assert path.read_bytes() == before


async def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseRefused, match="cannot be read"):
        async with open_record(tmp_path):
            pass


async def test_a_second_writer_is_told_who_holds_the_database(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    async with open_record(path):
        with pytest.raises(StoreBusy, match="held by another OnRecord"):
            async with open_record(path):
                pass


async def test_questions_are_answered_while_another_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    async with open_record(path), open_record(path, writable=False) as reader:
        count = await reader.read(
            lambda connection: connection.execute("SELECT count(*) FROM claim").fetchone()[0]
        )
    assert count > 10


def test_the_lock_is_free_again_when_its_holder_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with hold_lock(path):
        pass
    with hold_lock(path):
        assert path.with_name("record.db.lock").exists()


def test_a_migration_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "0001_broken.sql"
    broken.write_text("CREATE TABLE half (x); CREATE TABLE half (x);", encoding="utf-8")
    monkeypatch.setattr("db.migrate.MIGRATIONS", tmp_path)
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection)
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 0


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [number for number, _ in list_migrations()] == list(range(1, latest_schema() + 1))


def test_a_file_that_appears_meanwhile_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "record.db"

    def appear(connection: sqlite3.Connection) -> None:
        path.write_text("somebody else was quicker", encoding="utf-8")

    with pytest.raises(FileExistsError):
        create_file(path, appear)
    assert path.read_text(encoding="utf-8") == "somebody else was quicker"


async def test_concurrent_transactions_never_mix_and_a_cancelled_one_is_whole(
    tmp_path: Path,
) -> None:
    async with open_record(tmp_path / "record.db") as store:
        await store.write(lambda connection: connection.execute("CREATE TABLE pair (a, b)"))
        tasks = [asyncio.create_task(_write_pair(store, number)) for number in range(120)]
        await asyncio.sleep(0)
        for task in tasks[::3]:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        rows = await store.read(
            lambda connection: connection.execute("SELECT a, b FROM pair").fetchall()
        )
    acknowledged = {number for number, result in enumerate(results) if result is None}
    assert len(acknowledged) >= 40
    assert all(a == b for a, b in rows)
    assert {a for a, _ in rows} >= {n for n in acknowledged if n % 4}
    assert not {a for a, _ in rows} & set(range(0, 120, 4))


async def _write_pair(store: Store, number: int) -> None:
    """Write both halves; every fourth transaction fails between them."""

    def write(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO pair VALUES (?, NULL)", (number,))
        if number % 4 == 0:
            raise ValueError(number)
        connection.execute("UPDATE pair SET b = a WHERE a = ?", (number,))

    with contextlib.suppress(ValueError):
        await store.write(write)


def _count_in_file(path: Path) -> int:
    """The rows of the table `small` in the database file itself, without the log beside it."""
    alone = path.with_name("alone.db")
    alone.write_bytes(path.read_bytes())
    with contextlib.closing(sqlite3.connect(alone)) as connection:
        return int(connection.execute("SELECT count(*) FROM small").fetchone()[0])


async def _insert_small(store: Store, times: int, pause: float = 0.0) -> None:
    for _ in range(times):
        await store.write(lambda connection: connection.execute("INSERT INTO small VALUES (1)"))
        await asyncio.sleep(pause)


async def _make_small(path: Path) -> None:
    async with open_record(path) as store:
        await store.write(lambda connection: connection.execute("CREATE TABLE small (x)"))


async def test_the_log_is_moved_into_the_file_once_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    await _make_small(path)
    async with open_record(path) as store:
        await _insert_small(store, 25)
        for _ in range(50):
            await asyncio.sleep(0.1)
            if _count_in_file(path):
                break
        assert _count_in_file(path) == 25


async def test_the_log_is_left_alone_after_a_few_changes(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    await _make_small(path)
    async with open_record(path) as store:
        await _insert_small(store, 5)
        await asyncio.sleep(0.4)
        assert _count_in_file(path) == 0


async def test_the_log_is_left_alone_while_changes_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.tidying._IDLE_SECONDS", 0.5)  # a busy machine pauses for 0.1 s too
    path = tmp_path / "record.db"
    await _make_small(path)
    async with open_record(path) as store:
        await _insert_small(store, 60, pause=0.015)
        assert _count_in_file(path) == 0


async def test_a_change_that_a_killed_process_left_is_undone_at_the_next_start(
    tmp_path: Path,
) -> None:
    """A hot rollback journal cannot be read past, so reading alone must not refuse the file."""
    path = tmp_path / "record.db"
    create_file(path, lambda connection: None)
    killed = f"""
import os, sqlite3
connection = sqlite3.connect({str(path)!r}, isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("PRAGMA cache_spill = ON")
connection.execute("BEGIN IMMEDIATE")
connection.execute("CREATE TABLE half (x)")
connection.executemany("INSERT INTO half VALUES (?)", (("x" * 900,) for _ in range(2000)))
os._exit(9)
"""
    await asyncio.to_thread(subprocess.run, [sys.executable, "-c", killed], check=False)
    assert path.with_name("record.db-journal").exists()
    async with open_record(path, writable=False) as store:
        tables = await store.read(
            lambda connection: connection.execute(
                "SELECT count(*) FROM sqlite_master WHERE name = 'half'"
            ).fetchone()[0]
        )
    assert tables == 0
