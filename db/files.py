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
from db.migrate import APPLICATION_ID, migrate, read_schema

_HEADER = b"SQLite format 3\x00"
_APPLICATION_ID_AT = 68
"""Where the application id stands in the file (https://sqlite.org/fileformat2.html)."""


class UnfinishedChange(DatabaseRefused):
    """A killed process left a change that SQLite has to undo before anyone can read."""


UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading a damaged file raises: SQLite's own message may quote bytes that are no text."""


def database_uri(path: Path, mode: str) -> str:
    """The SQLite URI of a file, for mode `ro` or `rw`; neither creates the file."""
    return f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"


def reading_uri(path: Path) -> str:
    """The SQLite URI to read a file with, also where nothing can be written beside it.

    Reading in WAL mode needs a `-shm` file. Where none can be made, a file that nobody has open
    is read as one that does not change.
    """
    uri = database_uri(path, "ro")
    beside = (path.with_name(path.name + end) for end in ("-shm", "-wal"))
    if os.access(path.parent, os.W_OK) or any(file.exists() for file in beside):
        return uri
    return f"{uri}&immutable=1"


def is_there(path: Path) -> bool:
    """Whether there is a file, or anything else, of this name.

    Raises:
        DatabaseRefused: this user may not look, or no file can have this name.
    """
    try:
        path.stat()  # `exists` hides from Python 3.14 on that one may not look
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise DatabaseRefused(f"{path} cannot be read: {reason}.") from error
    return True


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
        with contextlib.closing(sqlite3.connect(reading_uri(path), uri=True)) as connection:
            return read_schema(connection, path)
    except UNREADABLE as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_READONLY:
            raise UnfinishedChange(
                f"{path} was left in the middle of a change, which can only be undone where the "
                "file can be written; it was left untouched."
            ) from error
        raise DatabaseRefused(
            f"{path} cannot be opened as a database ({error}); it was left untouched."
        ) from error


def undo_unfinished(path: Path) -> None:
    """Let SQLite undo what a killed process left unfinished; call while holding the lock.

    Only in a file that says it is ours: another program's is not touched.
    """
    with path.open("rb") as file:
        file.seek(_APPLICATION_ID_AT)
        ours = file.read(4) == APPLICATION_ID.to_bytes(4, "big")
    if ours:
        with contextlib.closing(sqlite3.connect(database_uri(path, "rw"), uri=True)) as connection:
            connection.execute("PRAGMA user_version").fetchone()


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
        # Who holds it is a hint for others; a full disk that has no room for it can still be read.
        with contextlib.suppress(OSError):
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
    # SQLite would make the file readable to everyone that the umask lets.
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection)
        connection.execute("BEGIN IMMEDIATE")
        fill(connection)
        connection.execute("COMMIT")
    sync_file(draft)
    os.link(draft, path)  # unlike a rename, never replaces a file that appeared meanwhile
    draft.unlink()
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Return when the content of a file is on disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Return when the names in a folder are on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
