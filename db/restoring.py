"""Puts a backup in the database's place, whole or not at all, and keeps what was there aside."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.core.errors import DatabaseRefused, OnRecordError
from db.backup import has_changed, verify_copy
from db.copying import (
    copy_database,
    count_rows,
    open_reading,
    remove_database,
)
from db.files import (
    UNREADABLE,
    check_file,
    database_uri,
    hold_lock,
    is_there,
    sync_file,
    sync_folder,
)
from db.migrate import migrate


class RestoreRefused(DatabaseRefused):
    """Nothing was restored; the database is as it was."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place, and where the former database is now (None: there was none)."""

    counts: Mapping[str, int]
    kept_aside: Path | None


def restore_backup(
    backup: Path, database: Path, *, now: datetime, force: bool = False, verify: bool = False
) -> Restored:
    """Put a copy of `backup` in the place of `database`, brought to this program's schema.

    `force` lets it take the place of a database that is there; that is kept under another name.
    `verify` checks everything in it first; without, only that the file is sound.

    Raises:
        DatabaseRefused: the backup is no database of ours, or newer than this program.
        StoreBusy: a process holds the database.
        RestoreRefused: a database is there and `force` is off, or the backup is damaged.
    """
    check_file(backup)
    _check_is_another(backup, database)
    if has_changed(backup):
        raise RestoreRefused(f"{backup} is not the file that was backed up (its digest differs).")
    draft = database.with_name(database.name + ".restoring")
    with hold_lock(database):
        if database.exists() and not force:
            raise RestoreRefused(_describe_conflict(backup, database))
        try:
            counts = _prepare_draft(backup, draft, verify=verify)
            aside = _keep_aside(database, now)
            draft.replace(database)
            sync_folder(database.parent)
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            raise RestoreRefused(f"{database} cannot be written: {reason}.") from error
        finally:
            remove_database(draft)
    return Restored(counts, aside)


def _check_is_another(backup: Path, database: Path) -> None:
    if is_there(database) and backup.samefile(database):
        raise RestoreRefused(f"{backup} is the database itself.")


def _describe_conflict(backup: Path, database: Path) -> str:
    """Why the database in place is not overwritten, with how much it has that the backup lacks."""
    ending = "With --force it is kept under another name and the backup takes its place."
    try:
        newer = _last_revision(database) - _last_revision(backup)
    except (*UNREADABLE, OnRecordError):
        return f"{database} exists and cannot be read as a database. {ending}"
    if newer > 0:
        return f"{database} has {newer:,} changes that {backup} has not. {ending}"
    return f"{database} exists. {ending}"


def _last_revision(path: Path) -> int:
    check_file(path)
    with open_reading(path) as connection:
        query = "SELECT coalesce(max(revision_key), 0) FROM revision"
        return int(connection.execute(query).fetchone()[0])


def _prepare_draft(backup: Path, draft: Path, *, verify: bool) -> dict[str, int]:
    remove_database(draft)
    try:
        counts = copy_database(backup, draft)
        with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            structure = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if structure != "ok":
                raise RestoreRefused(f"{backup} is damaged: {structure}.")
            migrate(connection)
            counts = count_rows(connection)
        problems = verify_copy(draft, counts) if verify else []
    except UNREADABLE as error:
        raise RestoreRefused(f"{backup} cannot be restored ({error}).") from error
    if problems:
        raise RestoreRefused(f"{backup} is damaged: {problems[0]}.")
    sync_file(draft)
    return counts


def _keep_aside(database: Path, now: datetime) -> Path | None:
    """Give the database in place a second name, and take the log away that belongs to it.

    The first name is never without a database: a start in between would make a new, empty one.
    """
    if not database.exists():
        _drop_log(database)
        return None
    _fold_log_in(database)
    aside = _free_name(database, now)
    log = database.with_name(database.name + "-wal")
    if log.exists():
        shutil.copyfile(log, aside.with_name(aside.name + "-wal"))
    os.link(database, aside)
    sync_folder(database.parent)
    _drop_log(database)
    return aside


def _fold_log_in(database: Path) -> None:
    """Bring what stands in the write-ahead log into the file itself, where it still can be read."""
    with contextlib.suppress(*UNREADABLE, DatabaseRefused):
        check_file(database)
        uri = database_uri(database, "rw")
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _drop_log(database: Path) -> None:
    """Remove a log that SQLite would otherwise apply to the restored file."""
    for end in ("-wal", "-shm", "-journal"):
        database.with_name(database.name + end).unlink(missing_ok=True)


def _free_name(database: Path, now: datetime) -> Path:
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = database.with_name(f"{database.name}.before-{stamp}")
    number = 2
    while aside.exists():
        aside = database.with_name(f"{database.name}.before-{stamp}-{number}")
        number += 1
    return aside
