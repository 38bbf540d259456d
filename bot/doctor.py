"""What `onrecord doctor` looks at: findings that are ok, a warning or a problem."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from bot.core.errors import DatabaseRefused, OnRecordError
from bot.discord_token import DiscordToken, application_id
from db.backup import find_last_backup
from db.copying import copy_database, open_reading
from db.examining import find_problems
from db.files import UNREADABLE, check_file, is_there
from db.migrate import latest_schema

_FIRST_YEAR = 2026
_OLD_BACKUP = timedelta(hours=50)
_LARGE_LOG = 64 * 1024 * 1024
_LITTLE_SPACE = 200 * 1024 * 1024


class Grade(StrEnum):
    """How a finding is meant; only a problem makes the exit code other than 0."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, in a sentence, and what to do about it (empty when nothing)."""

    check: str
    grade: Grade
    sentence: str
    next_step: str = ""


def examine_database(database: Path, now: datetime) -> Iterator[Finding]:
    """Look at the file, what is in it, and what it needs around it; changes nothing."""
    opened = _examine_file(database)
    yield opened
    if opened.grade is Grade.PROBLEM:
        return
    yield from examine_content(database)
    yield _examine_log(database)
    yield _examine_space(database)
    yield _examine_backups(database, now)
    yield _examine_clock(database, now)


def _examine_file(database: Path) -> Finding:
    try:
        if not is_there(database):
            return Finding(
                "database",
                Grade.PROBLEM,
                f"there is no database at {database}",
                "name the right file with --database, restore a backup, or start with "
                "`onrecord ask`",
            )
        schema = check_file(database)
    except DatabaseRefused as refused:
        step = "put the right file there, or `onrecord restore BACKUP --force --verify`"
        return Finding("database", Grade.PROBLEM, str(refused).rstrip("."), step)
    if schema < latest_schema():
        return Finding(
            "database",
            Grade.WARNING,
            f"{database} has schema {schema}, this program writes {latest_schema()}",
            "make a backup; the next start upgrades it",
        )
    size = f"{database.stat().st_size / 1e6:,.1f} MB"
    return Finding("database", Grade.OK, f"{database}, schema {schema}, {size}")


def examine_content(database: Path) -> Iterator[Finding]:
    """Check everything in the file, in a copy of it: the file itself is read once, and quickly."""
    if check_file(database) < latest_schema():
        return
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        copy = Path(folder) / "copy.db"
        try:
            counts = copy_database(database, copy)
        except UNREADABLE as error:
            yield _explain_no_copy(error)
            return
        with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            for check, problems in find_problems(connection):
                yield _judge(check, problems, counts.get("entry", 0))


def _explain_no_copy(error: Exception) -> Finding:
    if (getattr(error, "sqlite_errorcode", 0) & 0xFF) == sqlite3.SQLITE_FULL:
        return Finding(
            "content",
            Grade.WARNING,
            "not checked: there is no room for a copy in the folder for temporary files",
            "make room there, or name another folder with TMPDIR",
        )
    return Finding(
        "content",
        Grade.PROBLEM,
        f"the file cannot be read through ({error})",
        "`onrecord restore BACKUP --force --verify`",
    )


def _judge(check: str, problems: list[str], entries: int) -> Finding:
    if not problems:
        return Finding(check, Grade.OK, f"{entries:,} entries" if check == "contents" else "sound")
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    step = (
        "`onrecord doctor --rebuild-index` while the bot is stopped"
        if check == "search index"
        else "stop the bot and `onrecord restore BACKUP --force --verify`"
    )
    return Finding(check, Grade.PROBLEM, problems[0] + more, step)


def _examine_log(database: Path) -> Finding:
    log = database.with_name(database.name + "-wal")
    size = log.stat().st_size if log.exists() else 0
    said = f"{size / 1e6:,.1f} MB of changes wait to be moved into the file"
    if size > _LARGE_LOG:
        step = "restart the bot; if it grows again, another program keeps the file open"
        return Finding("write-ahead log", Grade.WARNING, said, step)
    return Finding("write-ahead log", Grade.OK, said)


def _examine_space(database: Path) -> Finding:
    free = shutil.disk_usage(database.parent).free
    size = database.stat().st_size
    said = f"{free / 1e6:,.0f} MB free"
    if free < 2 * size:
        return Finding(
            "free disk", Grade.PROBLEM, said, "make room: a restore needs twice the file"
        )
    if free < 4 * size + _LITTLE_SPACE:
        return Finding("free disk", Grade.WARNING, said, "make room, or move old backups elsewhere")
    return Finding("free disk", Grade.OK, said)


def _examine_backups(database: Path, now: datetime) -> Finding:
    last = find_last_backup(database)
    if last is None:
        step = "`onrecord backup FOLDER --keep 24h,14d,12m`, and the timer in deploy/"
        return Finding("last backup", Grade.WARNING, "no backup is known here", step)
    age = now - datetime.fromisoformat(last.made_at)
    said = f"{last.made_at}, {last.path}"
    if not Path(last.path).exists():
        return Finding("last backup", Grade.WARNING, f"{said} is not there any more", "make one")
    if age > _OLD_BACKUP:
        step = "see why the timer did not run: `systemctl status onrecord-backup.timer`"
        return Finding("last backup", Grade.WARNING, f"{said}: {age.days} days ago", step)
    return Finding("last backup", Grade.OK, said)


def _examine_clock(database: Path, now: datetime) -> Finding:
    step = "set the clock; `timedatectl` shows whether it is synchronised"
    if now.year < _FIRST_YEAR:
        return Finding("clock", Grade.PROBLEM, f"it is {now.date()} by this clock", step)
    try:
        newest = _newest_change(database)
    except (*UNREADABLE, ValueError) as error:
        return Finding("clock", Grade.WARNING, f"nothing to compare it with ({error})")
    if newest is not None and newest > now + timedelta(minutes=5):
        said = f"the newest change is of {newest.isoformat()}, which is still to come by this clock"
        return Finding("clock", Grade.WARNING, said, step)
    return Finding("clock", Grade.OK, now.astimezone(UTC).isoformat(timespec="seconds"))


def _newest_change(database: Path) -> datetime | None:
    with open_reading(database) as connection:
        row = connection.execute("SELECT max(made_at) FROM revision").fetchone()
    return None if row[0] is None else datetime.fromisoformat(row[0])


def examine_sqlite(version: tuple[int, ...]) -> Finding:
    """Say which SQLite runs and whether it has the WAL-reset bug."""
    said = f"version {'.'.join(map(str, version))}"
    if not has_wal_reset_bug(version):
        return Finding("SQLite", Grade.OK, f"{said}, without the WAL-reset bug")
    return Finding(
        "SQLite",
        Grade.OK,
        f"{said} has the WAL-reset bug; it cannot strike while only OnRecord writes to the file "
        "(never change it with another program while the bot runs)",
    )


def has_wal_reset_bug(version: tuple[int, ...]) -> bool:
    """Whether two writers at the same moment can corrupt a file (https://sqlite.org/wal.html)."""
    if version[:2] in ((3, 44), (3, 50)):
        return version < ((3, 44, 6) if version[1] == 44 else (3, 50, 7))
    return (3, 7, 0) <= version < (3, 51, 3)


def examine_token(token: DiscordToken | None) -> Finding:
    """Say whether the token has the form of one; whether Discord takes it only `run` can tell."""
    if token is None:
        return Finding("token", Grade.OK, "none is set; only `onrecord run` needs one")
    if (application := application_id(token)) is None:
        step = "copy it again from the developer portal, or make a new one there"
        return Finding("token", Grade.PROBLEM, "what is set is not a Discord token", step)
    return Finding("token", Grade.OK, f"has the form of one, of application {application}")


def refuse_settings(error: OnRecordError) -> Finding:
    """The finding for settings that cannot be read."""
    step = "correct it; `onrecord settings` prints every setting and where it comes from"
    return Finding("settings", Grade.PROBLEM, str(error).rstrip("."), step)


def worst(findings: Iterable[Finding]) -> Grade:
    """The gravest of the findings' grades."""
    grades = list(Grade)
    return max((finding.grade for finding in findings), key=grades.index, default=Grade.OK)
