"""What a member had forgotten is not in the bytes of the database, its log, or the next backup."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import io
import sqlite3
import time
from pathlib import Path

from bot.console import Console
from bot.core.membership import Note
from bot.core.models import Claim
from bot.core.telling import NoteKind
from bot.service_commands import forget
from db.backup import make_backup
from db.connection import Store
from db.files import database_uri
from db.keeping import SqliteKeeping
from db.members import SqliteMembers
from tests.record import add_entries, open_copy, small_record
from tests.upkeep import NOW

MEMBER, OTHER = 80351110224678912, 80351110224678913
SERVER = 41771983423143937
_ASKED = "is it true that canarians paid for the bridge"


async def test_forgotten_text_is_in_no_file_while_the_bot_goes_on_nor_in_the_next_backup(
    tmp_path: Path,
) -> None:
    path = tmp_path / "record.db"
    async with open_copy(path) as store:
        await _keep_something(store)
        assert _files_with(tmp_path, b"canarian") != []
        assert await _forget(store) == 0
        await _until_nothing_is_left(tmp_path)
        await add_entries(store, [Claim(id="later", wording="The tower is high")])
        make_backup(path, tmp_path / "backup.db", now=NOW)
        assert not _what_is_left(tmp_path)
        assert "backup.db" in _files_with(tmp_path, OTHER.to_bytes(8, "big"))


async def test_what_is_read_meanwhile_delays_the_erasing_and_does_not_prevent_it(
    tmp_path: Path,
) -> None:
    async with open_copy(tmp_path / "record.db") as store:
        await _keep_something(store)
        uri = database_uri(store.path, "ro")
        with contextlib.closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as reading:
            reading.execute("BEGIN")
            reading.execute("SELECT count(*) FROM note").fetchone()
            await _forget(store)
            begun = time.perf_counter()
            await add_entries(store, [Claim(id="later", wording="The tower is high")])
            assert time.perf_counter() - begun < 2  # nobody waits for the one who reads
            await asyncio.sleep(0.3)
            assert "record.db-wal" in _files_with(tmp_path, b"canarian")
        await _until_nothing_is_left(tmp_path)


async def test_what_is_forgotten_just_before_the_end_is_erased_with_it(tmp_path: Path) -> None:
    with contextlib.ExitStack() as stack:
        async with open_copy(tmp_path / "record.db") as store:
            # While another program has the file open, SQLite leaves the log where it is.
            other = sqlite3.connect(database_uri(store.path, "ro"), uri=True)
            stack.enter_context(contextlib.closing(other))
            other.execute("SELECT count(*) FROM note").fetchone()
            await _keep_something(store)
            await _forget(store)
        assert (tmp_path / "record.db-wal").exists()
        assert _files_with(tmp_path, b"canarian") == []


async def _keep_something(store: Store) -> None:
    members = SqliteMembers(store)
    await add_entries(store, small_record(), community_id=SERVER, author=str(MEMBER))
    for kind in (NoteKind.QUESTION, NoteKind.REPORT):
        for number in range(5):
            note = Note(kind, f"{_ASKED} {number} {'x' * 500}?", MEMBER, NOW.isoformat())
            await members.send_note(SERVER, note)
    await members.send_note(SERVER, Note(NoteKind.QUESTION, "who else?", OTHER, NOW.isoformat()))


async def _forget(store: Store) -> int:
    console = Console(io.StringIO(), io.StringIO(), io.StringIO(), {}, NOW)
    options = argparse.Namespace(member=str(MEMBER))
    return await forget(options, SqliteMembers(store), SqliteKeeping(store), console)


async def _until_nothing_is_left(folder: Path) -> None:
    async with asyncio.timeout(10):
        while _what_is_left(folder):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


def _what_is_left(folder: Path) -> list[str]:
    """The files that still hold a word of the member's, or their id as a text or a number."""
    needles = (b"canarian", str(MEMBER).encode(), MEMBER.to_bytes(8, "big"))
    return [name for needle in needles for name in _files_with(folder, needle)]


def _files_with(folder: Path, text: bytes) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if text in file.read_bytes())
