"""A verified copy of the database under a name of its own, and which older copies to keep."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from bot.core.errors import DatabaseRefused
from db.copying import (
    copy_database,
    count_rows,
    remove_database,
)
from db.examining import find_problems
from db.files import UNREADABLE, check_file, sync_file, sync_folder
from db.migrate import latest_schema
from db.rotation import Keep, find_superseded, name_for

_SIDECAR = ".sha256"
_STALE = 6 * 3600
"""Seconds after which an unfinished backup is taken for abandoned."""


class BackupFailed(DatabaseRefused):
    """No backup was made; every older one is still there."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was just made: its file, what is in it, and the older ones that gave way."""

    path: Path
    counts: Mapping[str, int]
    size: int
    removed: tuple[Path, ...] = ()


class LastBackup(msgspec.Struct, frozen=True):
    """What is noted beside the database about its last good backup; `made_at` is ISO 8601, UTC."""

    made_at: str
    path: str
    size: int


def make_backup(database: Path, target: Path, *, now: datetime, keep: Keep | None = None) -> Backup:
    """Copy the database to a file, or under a name with the time into a folder, and verify it.

    What stood under the name is replaced only by a verified copy. With `keep`, backups in the
    folder that it does not name are removed afterwards.

    Raises:
        DatabaseRefused: there is no database of ours to copy.
        BackupFailed: the copy could not be made, or what was copied is damaged.
    """
    check_file(database)
    path = name_for(target, now) if target.is_dir() else target
    _check_target(database, path)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    _sweep(path.parent, now)
    try:
        counts = _copy_and_verify(database, draft)
        digest = _digest(draft)
        sync_file(draft)
        _sidecar(path).unlink(missing_ok=True)  # a digest of the former file would refuse this one
        draft.replace(path)
        _note_digest(path, digest)
        sync_folder(path.parent)
    except OSError as error:
        raise BackupFailed(f"{path} cannot be written: {_reason(error)}.") from error
    finally:
        remove_database(draft)
    backup = Backup(path, counts, path.stat().st_size, _rotate(path, keep))
    _note_beside(database, backup, now)
    return backup


def _check_target(database: Path, path: Path) -> None:
    """Refuse to write over anything that is not a backup of ours."""
    beside = [database.with_name(database.name + end) for end in ("", "-wal", "-shm", ".lock")]
    if path.resolve() in [file.resolve() for file in beside]:
        raise BackupFailed(f"{path} is the database itself; name another file or a folder.")
    if not path.parent.is_dir():
        raise BackupFailed(f"There is no folder {path.parent}.")
    if path.exists():
        try:
            check_file(path)
        except DatabaseRefused as refused:
            raise BackupFailed(f"{path} exists and is no backup of OnRecord's.") from refused


def _copy_and_verify(database: Path, draft: Path) -> dict[str, int]:
    remove_database(draft)
    try:
        counts = copy_database(database, draft)
    except UNREADABLE as error:
        raise BackupFailed(f"{database} cannot be copied ({error}).") from error
    if problems := verify_copy(draft, counts):
        raise BackupFailed(
            f"{database} is damaged, so no backup was made and older ones were kept: "
            f"{problems[0]}. `onrecord doctor` lists everything."
        )
    return counts


def verify_copy(path: Path, counts: Mapping[str, int]) -> list[str]:
    """Everything that is wrong with a copy; `counts` are the rows its tables must have."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        if int(connection.execute("PRAGMA user_version").fetchone()[0]) < latest_schema():
            checked = connection.execute("PRAGMA integrity_check").fetchall()
            problems = [str(row[0]) for row in checked if row[0] != "ok"]
        else:
            problems = [
                f"{check}: {problem}"
                for check, found in find_problems(connection)
                for problem in found
            ]
        if not problems and counts != count_rows(connection):
            problems.append("the copy has not as many entries as the database")
    return problems


def _sweep(folder: Path, now: datetime) -> None:
    """Remove what backups left half-way that were killed hours ago."""
    for draft in folder.glob(".*.db.*.part*"):
        with contextlib.suppress(OSError):
            if draft.stat().st_mtime < now.timestamp() - _STALE:
                draft.unlink()


def _rotate(newest: Path, keep: Keep | None) -> tuple[Path, ...]:
    if keep is None:
        return ()
    removed = tuple(find_superseded(newest.parent, keep, newest=newest))
    for path in removed:
        path.unlink(missing_ok=True)
        _sidecar(path).unlink(missing_ok=True)
    return removed


def _sidecar(path: Path) -> Path:
    return path.with_name(path.name + _SIDECAR)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _note_digest(path: Path, digest: str) -> None:
    """Note the file's digest beside it, as `sha256sum --check` reads it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part{_SIDECAR}")
    draft.write_text(f"{digest}  {path.name}\n", encoding="utf-8")
    draft.chmod(0o600)
    sync_file(draft)
    draft.replace(_sidecar(path))


def has_changed(path: Path) -> bool:
    """Whether a backup is no longer the file it was; False where no digest stands beside it."""
    try:
        noted = _sidecar(path).read_text(encoding="utf-8").split()
    except OSError:
        return False
    return bool(noted) and noted[0] != _digest(path)


def _note_beside(database: Path, backup: Backup, now: datetime) -> None:
    """Note the backup beside the database: whoever makes backups may not write into it."""
    noted = LastBackup(
        now.astimezone(UTC).isoformat(timespec="seconds"), str(backup.path.resolve()), backup.size
    )
    note = _note_path(database)
    draft = note.with_name(note.name + ".part")
    with contextlib.suppress(OSError):  # a backup counts even where this cannot be written
        draft.write_bytes(msgspec.json.encode(noted))
        draft.replace(note)


def find_last_backup(database: Path) -> LastBackup | None:
    """The last good backup that was made of a database, as far as it is known here."""
    try:
        return msgspec.json.decode(_note_path(database).read_bytes(), type=LastBackup)
    except (OSError, msgspec.MsgspecError):
        return None


def _note_path(database: Path) -> Path:
    return database.with_name(database.name + ".last-backup")


def _reason(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()
