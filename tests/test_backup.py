"""Backups: verified, whole, rotated, and restored without losing what was there."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.errors import DatabaseRefused, InvalidInput, StoreBusy
from bot.core.models import SHARED
from db.archive import SqliteArchive
from db.backup import BackupFailed, find_last_backup, make_backup
from db.copying import remove_database
from db.files import hold_lock
from db.migrate import latest_schema, migrate
from db.restoring import RestoreRefused, restore_backup
from db.rotation import read_keep
from tests.record import add_entries, make_statement, open_record, small_record
from tests.upkeep import NOW, run_command


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the library and one backup of it, to be copied and not changed."""
    import asyncio

    async def fill() -> None:
        async with open_record(folder / "record.db") as store:
            await add_entries(store, small_record())

    folder = tmp_path_factory.mktemp("filled")
    asyncio.run(fill())
    make_backup(folder / "record.db", folder / "backup.db", now=NOW)
    return folder


@pytest.fixture
def database(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled / "record.db", tmp_path / "record.db"))


@pytest.fixture
def backup(filled: Path, tmp_path: Path) -> Path:
    shutil.copy(filled / "backup.db.sha256", tmp_path)
    return Path(shutil.copy(filled / "backup.db", tmp_path))


async def _export(path: Path) -> object:
    async with open_record(path, writable=False) as store:
        return await SqliteArchive(store).export(SHARED)


async def test_a_backup_made_while_the_bot_has_the_database_open_holds_all_of_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "record.db"
    async with open_record(path) as store:
        await add_entries(store, small_record())
        assert path.with_name("record.db-wal").stat().st_size > 0
        made = make_backup(path, tmp_path / "backup.db", now=NOW)
    assert await _export(made.path) == await _export(path)


def test_a_backup_is_one_file_that_reads_in_a_folder_nothing_can_be_written_to(
    backup: Path,
) -> None:
    with contextlib.closing(sqlite3.connect(f"file:{backup}?immutable=1", uri=True)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("SELECT count(*) FROM claim").fetchone()[0] > 10


def test_a_backup_can_be_read_by_its_owner_only_and_checked_with_sha256sum(
    database: Path, tmp_path: Path
) -> None:
    made = make_backup(database, tmp_path / "backup.db", now=NOW)
    digest, name = made.path.with_name("backup.db.sha256").read_text().split()
    assert made.path.stat().st_mode & 0o077 == 0
    assert (len(digest), name) == (64, "backup.db")


def test_a_damaged_database_is_not_backed_up_and_older_backups_stay(
    database: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    make_backup(database, folder, now=NOW)
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE claim SET wording = wording || '!'")
        connection.commit()
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(BackupFailed, match="older ones were kept"):
        make_backup(database, folder, now=NOW + timedelta(days=400), keep=read_keep("1h"))
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize("end", ["", "-wal", ".lock"])
def test_a_backup_never_takes_the_place_of_the_database_or_what_belongs_to_it(
    database: Path, end: str
) -> None:
    before = database.read_bytes()
    with pytest.raises(BackupFailed, match="the database itself"):
        make_backup(database, database.with_name(database.name + end), now=NOW)
    assert database.read_bytes() == before


def test_a_file_that_is_no_backup_is_never_replaced(database: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("dear all", encoding="utf-8")
    with pytest.raises(BackupFailed, match="no backup of OnRecord"):
        make_backup(database, letter, now=NOW)
    assert letter.read_text(encoding="utf-8") == "dear all"


def test_there_is_no_backup_of_what_is_not_ours(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "photos.db")) as connection:
        connection.execute("CREATE TABLE photo (name)")
    with pytest.raises(DatabaseRefused, match="another program"):
        make_backup(tmp_path / "photos.db", tmp_path / "backup.db", now=NOW)
    assert not (tmp_path / "backup.db").exists()


def test_the_last_good_backup_is_noted_beside_the_database(database: Path, tmp_path: Path) -> None:
    assert find_last_backup(database) is None
    made = make_backup(database, tmp_path / "backup.db", now=NOW)
    last = find_last_backup(database)
    assert last is not None
    assert (last.made_at, last.path) == (NOW.isoformat(), str(made.path))


async def test_what_was_backed_up_comes_back_word_for_word(
    database: Path, backup: Path, tmp_path: Path
) -> None:
    expected = await _export(database)
    remove_database(database)
    code, output = run_command("restore", str(backup), "--verify", database=database)
    assert (code, "checked completely" in output) == (0, True)
    assert await _export(database) == expected


async def test_a_database_in_place_is_kept_and_only_force_puts_it_aside(
    database: Path, backup: Path
) -> None:
    async with open_record(database) as store:
        await add_entries(store, [make_statement("later", "It is still safe.")])
    changed = await _export(database)
    with pytest.raises(RestoreRefused, match="has 1 changes that"):
        restore_backup(backup, database, now=NOW)
    assert await _export(database) == changed
    restored = restore_backup(backup, database, now=NOW, force=True, verify=True)
    assert await _export(database) == await _export(backup) != changed
    assert restored.kept_aside is not None
    assert await _export(restored.kept_aside) == changed


async def test_what_stood_in_the_log_of_the_former_database_is_kept_with_it(
    database: Path, backup: Path
) -> None:
    crashed = database.with_name("crashed.db")
    async with open_record(database) as store:
        await add_entries(store, [make_statement("later", "It is still safe.")])
        for end in ("", "-wal"):
            shutil.copy(f"{database}{end}", f"{crashed}{end}")
    restored = restore_backup(backup, crashed, now=NOW, force=True)
    assert restored.kept_aside is not None
    assert await _export(crashed) == await _export(backup)
    assert await _export(restored.kept_aside) == await _export(database)


def test_a_database_that_cannot_be_read_is_kept_aside_as_it_was(
    database: Path, backup: Path
) -> None:
    database.write_bytes(b"not a database any more")
    with pytest.raises(RestoreRefused, match="cannot be read as a database"):
        restore_backup(backup, database, now=NOW)
    restored = restore_backup(backup, database, now=NOW, force=True, verify=True)
    assert restored.kept_aside is not None
    assert restored.kept_aside.read_bytes() == b"not a database any more"


def test_no_restore_while_the_bot_runs_not_even_with_force(database: Path, backup: Path) -> None:
    before = database.read_bytes()
    with hold_lock(database), pytest.raises(StoreBusy, match="held by another OnRecord"):
        restore_backup(backup, database, now=NOW, force=True)
    assert database.read_bytes() == before


def test_a_backup_that_was_changed_afterwards_is_not_restored(backup: Path, tmp_path: Path) -> None:
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    backup.write_bytes(content)
    with pytest.raises(RestoreRefused, match="digest differs"):
        restore_backup(backup, tmp_path / "new.db", now=NOW)
    assert not (tmp_path / "new.db").exists()


def test_a_backup_with_other_words_than_were_written_is_refused_by_verify(
    backup: Path, tmp_path: Path
) -> None:
    backup.with_name("backup.db.sha256").unlink()
    with contextlib.closing(sqlite3.connect(backup)) as connection:
        connection.execute("UPDATE citation SET wording = 'It is not safe.'")
        connection.commit()
    with pytest.raises(RestoreRefused, match="not what was written"):
        restore_backup(backup, tmp_path / "new.db", now=NOW, verify=True)
    assert not (tmp_path / "new.db").exists()


def test_a_newer_backup_is_refused(backup: Path, tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(backup)) as connection:
        connection.execute(f"PRAGMA user_version = {latest_schema() + 1}")
    with pytest.raises(DatabaseRefused, match="newer OnRecord"):
        restore_backup(backup, tmp_path / "new.db", now=NOW)


def test_an_older_backup_is_brought_to_the_schema_of_this_program(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with contextlib.closing(sqlite3.connect(old, isolation_level=None)) as connection:
        migrate(connection, until=1)
    restore_backup(old, tmp_path / "new.db", now=NOW, verify=True)
    with contextlib.closing(sqlite3.connect(tmp_path / "new.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == latest_schema()


def test_a_restore_that_fails_leaves_nothing_half_done(
    database: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = database.read_bytes()

    def fail(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("db.restoring.sync_file", fail)
    with pytest.raises(RestoreRefused, match="no space left"):
        restore_backup(backup, database, now=NOW, force=True)
    assert database.read_bytes() == before
    assert not list(database.parent.glob("*.restoring*"))


def test_keep_needs_a_folder(database: Path, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="needs an existing folder"):
        run_command("backup", str(tmp_path / "b.db"), "--keep", "1d", database=database)
