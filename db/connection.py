"""The one writer and the readers: whole transactions, each one function in its own thread."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from bot.core.errors import DatabaseRefused, OnRecordError, StoreBusy
from db.files import (
    UNREADABLE,
    UnfinishedChange,
    check_file,
    create_file,
    database_uri,
    hold_lock,
    reading_uri,
    undo_unfinished,
)
from db.migrate import latest_schema, migrate

T = TypeVar("T")

_PATIENCE = 5000
"""Milliseconds that a change waits for another program to leave the file."""

_WRITER_PRAGMAS = f"""
PRAGMA foreign_keys = ON;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA busy_timeout = {_PATIENCE};
PRAGMA journal_size_limit = 8388608;
PRAGMA secure_delete = ON;
"""
_IDLE_SECONDS = 0.1
_CHANGES_KEPT = 20
"""After how many changes, and how long nothing is written then, the log is moved into the file.

While nobody waits for it: where writing does not stop, SQLite does it within a change once the log
has 1,000 pages (a change has some 20). Not after each change, as the first one after waits for
the disk twice.
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
        self._tidying: asyncio.TimerHandle | asyncio.Future[None] | None = None
        self._changes_kept = 0
        self._must_erase = False

    async def read(self, look_up: Callable[[sqlite3.Connection], T]) -> T:
        """Run `look_up` on one consistent state of the database and return what it returns."""
        return await _run(self._reader, look_up, "BEGIN", self.path)

    async def read_aside(self, look_up: Callable[[sqlite3.Connection], T]) -> T:
        """As `read`, on a connection of its own: for what takes so long that others would wait."""
        return await asyncio.to_thread(_read_aside, look_up, self.path)

    async def write(self, change: Callable[[sqlite3.Connection], T]) -> T:
        """Run `change` as one transaction; when this returns, it is on disk.

        Raises:
            StoreBusy: the database cannot be written at the moment; nothing was changed.
        """
        if self._writer is None:
            raise StoreBusy(f"{self.path} was opened for reading only; nothing was changed.")
        if isinstance(self._tidying, asyncio.TimerHandle):
            self._tidying.cancel()
        try:
            return await _run(self._writer, change, "BEGIN IMMEDIATE", self.path)
        finally:
            self._changes_kept += 1
            if self._must_erase or self._changes_kept >= _CHANGES_KEPT:
                self._tidy_later(self._writer)

    async def erase(self, change: Callable[[sqlite3.Connection], T]) -> T:
        """As `write`; and soon, or when closed, nothing of what it deletes is in the files."""
        self._must_erase = True
        return await self.write(change)

    def _tidy_later(self, writer: aiosqlite.Connection, seconds: float = _IDLE_SECONDS) -> None:
        """Move the log into the file once nothing was written for so long."""
        if isinstance(self._tidying, asyncio.TimerHandle):
            self._tidying.cancel()

        def tidy() -> None:
            self._changes_kept = 0
            self._tidying = asyncio.ensure_future(self._tidy(writer, seconds))

        self._tidying = asyncio.get_running_loop().call_later(seconds, tidy)

    async def close(self) -> None:
        """Wait for what goes on behind the answers; the connections are closed by their owner."""
        tidying, self._tidying = self._tidying, None
        if isinstance(tidying, asyncio.TimerHandle):
            tidying.cancel()
        elif tidying is not None:
            await tidying
        if self._must_erase and self._writer is not None:
            await _run_quietly(self._writer, _empty_log)

    async def _tidy(self, writer: aiosqlite.Connection, waited: float) -> None:
        if not self._must_erase:
            await _run_quietly(writer, _move_log)
        elif await _run_quietly(writer, _empty_log):
            self._must_erase = False
        else:  # another program still reads what was there before
            self._tidy_later(writer, min(2 * waited, 60.0))


async def _run_quietly(
    writer: aiosqlite.Connection, work: Callable[[sqlite3.Connection], bool]
) -> bool:
    # What is committed is in the log already, so nothing is lost when this fails; the next change
    # meets the same trouble and says so.
    with contextlib.suppress(sqlite3.Error):
        run: Callable[..., Coroutine[Any, Any, bool]] = writer._execute
        return await run(work, writer._conn)
    return False


def _move_log(connection: sqlite3.Connection) -> bool:
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    return True


def _empty_log(connection: sqlite3.Connection) -> bool:
    """Move the log into the file and leave no byte of it; false while another program reads it."""
    connection.execute("PRAGMA busy_timeout = 0")  # changes shall not wait for those who read
    try:
        is_busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
    return not is_busy


async def _run(
    connection: aiosqlite.Connection,
    work: Callable[[sqlite3.Connection], T],
    begin: str,
    path: Path,
) -> T:
    # aiosqlite has no public call for "run this function in your thread"; `_execute` is the one
    # every public call goes through. The shield lets the function finish when the caller is
    # cancelled: a transaction is never left open for the next caller.
    run: Callable[..., Coroutine[Any, Any, T]] = connection._execute
    transaction = run(_transact, connection._conn, work, begin, path)
    return await asyncio.shield(asyncio.ensure_future(transaction))


def _transact(
    connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], T], begin: str, path: Path
) -> T:
    try:
        connection.execute(begin)
        try:
            result = work(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # on a full disk SQLite has rolled back already
                connection.execute("ROLLBACK")
            raise
    except UNREADABLE as error:
        raise _explain(error, path) from error
    return result


def _read_aside(look_up: Callable[[sqlite3.Connection], T], path: Path) -> T:
    try:
        connection = sqlite3.connect(reading_uri(path), uri=True, isolation_level=None)
    except UNREADABLE as error:
        raise _explain(error, path) from error
    with contextlib.closing(connection):
        connection.executescript(_READER_PRAGMAS)
        return _transact(connection, look_up, "BEGIN", path)


def _explain(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> OnRecordError:
    """The sentence for an error of SQLite; an error of our own SQL is raised as it is."""
    if isinstance(error, UnicodeDecodeError):
        return DatabaseRefused(f"{path} is damaged ({error}); restore it from a backup.")
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreBusy(f"{path} is locked by another program; nothing was changed.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return StoreBusy(f"{path} cannot be written (read-only); nothing was changed.")
        case sqlite3.SQLITE_FULL:
            return StoreBusy(f"The disk of {path} is full; nothing was changed.")
        case sqlite3.SQLITE_IOERR:
            return StoreBusy(f"The disk of {path} reports an error ({error}); nothing was changed.")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DatabaseRefused(f"{path} is damaged ({error}); restore it from a backup.")
        case _:
            raise error


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
        if not path.exists() or check_file(path) < latest_schema():
            return False
    except UnfinishedChange:
        return False
    try:
        with contextlib.closing(sqlite3.connect(reading_uri(path), uri=True)) as connection:
            return is_current(connection)
    except UNREADABLE as error:
        raise _explain(error, path) from error


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
                _transact(connection, fill, "BEGIN IMMEDIATE", path)
    except UNREADABLE as error:
        raise _explain(error, path) from error


async def _connect(
    stack: contextlib.AsyncExitStack, path: Path, uri: str, pragmas: str
) -> aiosqlite.Connection:
    try:
        connection = await stack.enter_async_context(
            aiosqlite.connect(uri, uri=True, isolation_level=None)
        )
        await connection.executescript(pragmas)
    except UNREADABLE as error:
        raise _explain(error, path) from error
    return connection
