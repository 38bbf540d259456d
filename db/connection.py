"""The one writer and the readers: whole transactions, each one function in its own thread."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TypeVar

import aiosqlite

from bot.core.errors import DatabaseRefused, StoreBusy
from db.files import (
    UNREADABLE,
    UnfinishedChange,
    check_file,
    create_file,
    database_uri,
    hold_lock,
    is_there,
    reading_uri,
    undo_unfinished,
)
from db.migrate import latest_schema, migrate
from db.tidying import Tidier
from db.transactions import PATIENCE, explain, run_transaction, transact

T = TypeVar("T")

_WRITER_PRAGMAS = f"""
PRAGMA foreign_keys = ON;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA busy_timeout = {PATIENCE};
PRAGMA journal_size_limit = 8388608;
PRAGMA wal_autocheckpoint = 8000;
PRAGMA secure_delete = ON;
"""
_READER_PRAGMAS = """
PRAGMA query_only = ON;
PRAGMA busy_timeout = 5000;
"""


class Store:
    """An open database: transactions go through `write`, look-ups through `read`.

    Each runs as one function in the connection's own thread. Statements of two transactions can
    therefore never mix, and a cancelled caller cannot leave half a transaction behind.
    """

    def __init__(
        self, path: Path, reader: aiosqlite.Connection, writer: aiosqlite.Connection | None
    ) -> None:
        self.path = path
        self._reader = reader
        self._writer = writer
        self._tidier = Tidier(path, writer) if writer is not None else None

    async def read(self, look_up: Callable[[sqlite3.Connection], T]) -> T:
        """Run `look_up` on one consistent state of the database and return what it returns."""
        return await run_transaction(self._reader, look_up, "BEGIN", self.path)

    async def read_aside(self, look_up: Callable[[sqlite3.Connection], T]) -> T:
        """As `read`, on a connection of its own: for what takes so long that others would wait."""
        return await asyncio.to_thread(_read_aside, look_up, self.path)

    async def write(self, change: Callable[[sqlite3.Connection], T]) -> T:
        """Run `change` as one transaction; when this returns, it is on disk.

        Raises:
            StoreBusy: the database cannot be written at the moment; nothing was changed.
        """
        if self._writer is None or self._tidier is None:
            raise StoreBusy(f"{self.path} was opened for reading only; nothing was changed.")
        self._tidier.wait()
        try:
            return await run_transaction(self._writer, change, "BEGIN IMMEDIATE", self.path)
        finally:
            self._tidier.count_change()

    async def erase(self, change: Callable[[sqlite3.Connection], T]) -> T:
        """As `write`; and soon, or when closed, nothing of what it deletes is in the files."""
        try:
            return await self.write(change)
        finally:
            if self._tidier is not None:
                self._tidier.erase_soon()  # only now: it may just be tidying up

    async def close(self) -> None:
        """Wait for what goes on behind the answers; the connections are closed by their owner."""
        if self._tidier is not None:
            await self._tidier.close()


def _read_aside(look_up: Callable[[sqlite3.Connection], T], path: Path) -> T:
    try:
        connection = sqlite3.connect(reading_uri(path), uri=True, isolation_level=None)
    except UNREADABLE as error:
        raise explain(error, path) from error
    with contextlib.closing(connection):
        connection.executescript(_READER_PRAGMAS)
        return transact(connection, look_up, "BEGIN", path)


@contextlib.asynccontextmanager
async def open_store(
    path: Path,
    *,
    fill: Callable[[sqlite3.Connection], None],
    is_current: Callable[[sqlite3.Connection], bool],
    writable: bool = False,
) -> AsyncIterator[Store]:
    """Open the database at `path`, creating or upgrading it where that is needed.

    `fill` writes what every database holds (the shipped library) and `is_current` says whether it
    is there already; a database that needs neither creating nor upgrading is opened without
    claiming the writer's place, so that questions are answered while another process writes.

    Raises:
        DatabaseRefused: the file is not ours, newer, empty, damaged or cannot be reached.
        StoreBusy: writing is needed and another process holds the database.
    """
    async with contextlib.AsyncExitStack() as stack:
        if writable or not _is_ready(path, is_current):
            _make_folder(path.parent)
            lock = stack.enter_context(contextlib.ExitStack())
            lock.enter_context(hold_lock(path))
            _prepare(path, fill, is_current)
            if not writable:
                lock.close()
        writer = None
        if writable:
            writer = await _connect(stack, path, database_uri(path, "rw"), _WRITER_PRAGMAS)
        reader = await _connect(stack, path, reading_uri(path), _READER_PRAGMAS)
        store = Store(path, reader, writer)
        stack.push_async_callback(store.close)
        yield store


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise DatabaseRefused(f"The folder {folder} cannot be made: {reason}.") from error


def _is_ready(path: Path, is_current: Callable[[sqlite3.Connection], bool]) -> bool:
    try:
        if not is_there(path) or check_file(path) < latest_schema():
            return False
    except UnfinishedChange:
        return False
    try:
        with contextlib.closing(sqlite3.connect(reading_uri(path), uri=True)) as connection:
            return is_current(connection)
    except UNREADABLE as error:
        raise explain(error, path) from error


def _prepare(
    path: Path,
    fill: Callable[[sqlite3.Connection], None],
    is_current: Callable[[sqlite3.Connection], bool],
) -> None:
    try:
        if not path.exists():
            create_file(path, fill)
            return
        try:
            check_file(path)
        except UnfinishedChange:
            undo_unfinished(path)
            check_file(path)
        uri = database_uri(path, "rw")
        with contextlib.closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
            connection.executescript(_WRITER_PRAGMAS)
            migrate(connection)
            if not is_current(connection):
                transact(connection, fill, "BEGIN IMMEDIATE", path)
    except UNREADABLE as error:
        raise explain(error, path) from error
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise DatabaseRefused(f"{path} cannot be written: {reason}.") from error


async def _connect(
    stack: contextlib.AsyncExitStack, path: Path, uri: str, pragmas: str
) -> aiosqlite.Connection:
    try:
        connection = await stack.enter_async_context(
            aiosqlite.connect(uri, uri=True, isolation_level=None)
        )
        await connection.executescript(pragmas)
    except UNREADABLE as error:
        raise explain(error, path) from error
    return connection
