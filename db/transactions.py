"""Whole transactions, each one function in its connection's thread, and what their errors say."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from bot.core.errors import DatabaseRefused, OnRecordError, StoreBusy
from db.files import UNREADABLE

T = TypeVar("T")

PATIENCE = 5000
"""Milliseconds that a change waits for another program to leave the file."""


async def run_transaction(
    connection: aiosqlite.Connection,
    work: Callable[[sqlite3.Connection], T],
    begin: str,
    path: Path,
) -> T:
    """Run `work` as one transaction in the connection's thread, to its end whatever the caller
    does.

    Raises:
        StoreBusy: the database cannot be used at the moment; nothing was changed.
        DatabaseRefused: it is damaged.
    """
    # aiosqlite has no public call for "run this function in your thread"; `_execute` is the one
    # every public call goes through. The shield lets the function finish when the caller is
    # cancelled: a transaction is never left open for the next caller.
    run: Callable[..., Coroutine[Any, Any, T]] = connection._execute
    transaction = run(transact, connection._conn, work, begin, path)
    return await asyncio.shield(asyncio.ensure_future(transaction))


def transact(
    connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], T], begin: str, path: Path
) -> T:
    """Run `work` between `begin` and COMMIT, or not at all; errors as of `run_transaction`."""
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
        raise explain(error, path) from error
    return result


def explain(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> OnRecordError:
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
