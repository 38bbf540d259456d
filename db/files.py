"""The database file before it is opened: what it is, who holds it, how it is created."""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from bot.core.errors import DatabaseRefused, StoreBusy
from db.migrate import migrate, read_schema

_HEADER = b"SQLite format 3\x00"


def database_uri(path: Path, mode: str) -> str:
    """The SQLite URI of a file, for mode `ro` or `rw`; neither creates the file."""
    return f"file:{quote(str(path.absolute()))}?mode={mode}"


def check_file(path: Path) -> int:
    """Return the schema version of an existing database file without changing a byte of it.

    Raises:
        DatabaseRefused: not readable, empty, not SQLite, another program's, newer, or damaged.
    """
    try:
        with path.open("rb") as file:
            header = file.read(len(_HEADER))
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise DatabaseRefused(f"{path} cannot be read: {reason.lower()}.") from error
    if not header:
        raise DatabaseRefused(
            f"{path} is an empty file, not a database; remove it to start a new record there."
        )
    if header != _HEADER:
        raise DatabaseRefused(f"{path} is not an SQLite database; it was left untouched.")
    try:
        with contextlib.closing(sqlite3.connect(database_uri(path, "ro"), uri=True)) as connection:
            return read_schema(connection, path)
    except sqlite3.DatabaseError as error:
        raise DatabaseRefused(
            f"{path} cannot be opened as a database ({error}); it was left untouched."
        ) from error


@contextlib.contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Hold the right to write the database; at most one process has it at a time.

    SQLite before 3.51.3 can corrupt a WAL database when two connections write or checkpoint at
    the same moment (https://sqlite.org/wal.html#walresetbug), so there is one writer only.

    Raises:
        StoreBusy: another process holds it; the sentence says which.
        DatabaseRefused: the folder cannot be written.
    """
    lock_path = path.with_name(path.name + ".lock")
    try:
        descriptor = os.open(lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise DatabaseRefused(f"{path.parent} cannot be written: {reason}.") from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(descriptor, 100).decode("ascii", "replace").strip() or "unknown"
            raise StoreBusy(
                f"{path} is held by another OnRecord (process {holder}); nothing was changed."
            ) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode("ascii"), 0)
        yield
    finally:
        os.close(descriptor)


def create_file(path: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Create a complete database at `path`, which must not exist; call while holding the lock.

    It is built under another name and put in place whole, so that a process killed half-way
    leaves nothing that looks like a database. `fill` writes the first content.
    """
    draft = path.with_name(path.name + ".new")
    for leftover in (draft, *(draft.with_name(draft.name + end) for end in ("-wal", "-journal"))):
        leftover.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection)
        connection.execute("BEGIN IMMEDIATE")
        fill(connection)
        connection.execute("COMMIT")
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    os.link(draft, path)  # unlike a rename, never replaces a file that appeared meanwhile
    draft.unlink()
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
