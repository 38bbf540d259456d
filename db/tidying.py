"""Tidying: what a change leaves behind is put in order when nobody waits for it."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import aiosqlite

from bot.core.errors import OnRecordError
from db.files import database_uri
from db.search_index import merge_step
from db.transactions import PATIENCE, transact

_IDLE_SECONDS = 0.1
_CHANGES_KEPT = 20
"""After how many changes, and how long nothing is written then, the store tidies up: it merges the
search index, and moves the log into the file.

Not after each change, as the first one after waits for the disk twice.
"""
_MOST_KEPT = 100
"""After how many changes it moves the log although writing does not stop."""


class Tidier:
    """Merges the search index and moves the log into the file, between changes and after them."""

    def __init__(self, path: Path, writer: aiosqlite.Connection) -> None:
        self._path = path
        self._writer = writer
        self._tidying: asyncio.TimerHandle | asyncio.Future[None] | None = None
        self._changes_kept = 0
        self._must_erase = False
        self._is_closing = False

    def wait(self) -> None:
        """Begin a change: what is not going on yet waits until after it."""
        if isinstance(self._tidying, asyncio.TimerHandle):
            self._tidying.cancel()

    def count_change(self) -> None:
        """End a change; after enough of them, tidy up soon."""
        self._changes_kept += 1
        if self._must_erase or self._changes_kept >= _CHANGES_KEPT:
            hurries = self._changes_kept >= _MOST_KEPT and not self._must_erase
            self._tidy_later(0.0 if hurries else _IDLE_SECONDS)

    def erase_soon(self) -> None:
        """Have nothing left in the files, soon or when closed, of what was just deleted."""
        self._must_erase = True
        self._tidy_later()

    def _tidy_later(self, seconds: float = _IDLE_SECONDS) -> None:
        """Tidy up once nothing was written for so long, unless that is going on."""
        if isinstance(self._tidying, asyncio.TimerHandle):
            self._tidying.cancel()
        elif self._tidying is not None and not self._tidying.done():
            return

        def tidy() -> None:
            self._changes_kept = 0
            self._tidying = asyncio.ensure_future(self._tidy(seconds))

        if seconds:
            self._tidying = asyncio.get_running_loop().call_later(seconds, tidy)
        else:
            tidy()

    async def close(self) -> None:
        """Wait for what is going on; what must be erased is erased."""
        self._is_closing = True
        tidying, self._tidying = self._tidying, None
        if isinstance(tidying, asyncio.TimerHandle):
            tidying.cancel()
        elif tidying is not None:
            await tidying
        if self._must_erase:
            await _run_quietly(self._writer, _empty_log)

    async def _tidy(self, waited: float) -> None:
        # Each step is a transaction of its own, and changes go between them. What has gathered in
        # the log is moved beside the writer, which then has only the last few pages to move.
        # Where writing does not stop, changes merge by themselves.
        while waited and not self._is_closing and await _run_quietly(self._writer, self._merge):
            pass
        await asyncio.to_thread(_move_log_aside, self._path)
        must_erase, self._must_erase = self._must_erase, False
        if not await _run_quietly(self._writer, _empty_log if must_erase else _move_log):
            self._must_erase |= must_erase  # another program still reads what was there before
        if not self._is_closing:
            self._tidying = None
            if self._must_erase:
                self._tidy_later(max(_IDLE_SECONDS, min(2 * waited, 60.0)))

    def _merge(self, connection: sqlite3.Connection) -> bool:
        return transact(connection, merge_step, "BEGIN IMMEDIATE", self._path)


async def _run_quietly(
    writer: aiosqlite.Connection, work: Callable[[sqlite3.Connection], bool]
) -> bool:
    # What is committed is in the log already, so nothing is lost when this fails; the next change
    # meets the same trouble and says so.
    with contextlib.suppress(sqlite3.Error, OnRecordError):
        run: Callable[..., Coroutine[Any, Any, bool]] = writer._execute
        return await run(work, writer._conn)
    return False


def _move_log_aside(path: Path) -> None:
    """Move the log into the file on a connection of its own, while changes go on."""
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(database_uri(path, "rw"), uri=True)) as connection,
    ):
        _move_log(connection)


def _move_log(connection: sqlite3.Connection) -> bool:
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    return True


def _empty_log(connection: sqlite3.Connection) -> bool:
    """Move the log into the file and leave no byte of it; false while another program reads it."""
    connection.execute("PRAGMA busy_timeout = 0")  # changes shall not wait for those who read
    try:
        is_busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    return not is_busy
