"""The operator's commands that keep the record: backup, restore, doctor, forget."""

from __future__ import annotations

import argparse
import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from bot.console import Console
from bot.core.errors import InvalidInput, OnRecordError, SettingsRefused
from bot.core.ids import parse_public_id
from bot.core.keeping import Keeping
from bot.core.kept import FORMER_MEMBER
from bot.core.membership import Members
from bot.core.models import SHARED
from bot.doctor import (
    Finding,
    Grade,
    examine_database,
    examine_sqlite,
    examine_token,
    refuse_settings,
    worst,
)
from bot.settings import load_settings
from bot.surroundings import find_database
from db.backup import make_backup
from db.restoring import restore_backup
from db.rotation import read_keep


def run_upkeep(options: argparse.Namespace, console: Console) -> int:
    """Run `backup`, `restore` or `doctor` and return its exit code.

    They open the database themselves: it may be damaged, foreign, or not there.
    """
    command = {"backup": backup, "restore": restore, "doctor": doctor}[options.command]
    return command(options, console)


def backup(options: argparse.Namespace, console: Console) -> int:
    """Make a backup; says what is in it and which older ones were removed."""
    target = Path(options.target).expanduser()
    if options.keep and not target.is_dir():
        raise InvalidInput(f"--keep needs an existing folder, and {target} is none.")
    made = make_backup(
        _find_database(options, console),
        target,
        now=console.now,
        keep=read_keep(options.keep) if options.keep else None,
    )
    console.stdout.write(
        f"{made.path}: {made.counts['entry']:,} entries, {made.counts['revision']:,} revisions, "
        f"{made.size / 1e6:,.1f} MB, checked completely.\n"
    )
    if made.removed:
        console.stdout.write(f"{len(made.removed):,} older backups removed.\n")
    return 0


def restore(options: argparse.Namespace, console: Console) -> int:
    """Put a backup in place; says where the former database is."""
    database, backup = _find_database(options, console), Path(options.backup).expanduser()
    if parse_public_id(options.backup, SHARED) and not backup.exists():
        raise InvalidInput(
            f"{options.backup} is no backup. A retired entry is brought back by `onrecord "
            f"unretire {options.backup}`."
        )
    restored = restore_backup(
        backup,
        database,
        now=console.now,
        force=options.force,
        verify=options.verify,
    )
    checked = ", checked completely" if options.verify else ""
    console.stdout.write(
        f"{database}: {restored.counts['entry']:,} entries, "
        f"{restored.counts['revision']:,} revisions{checked}.\n"
    )
    if restored.kept_aside:
        console.stdout.write(f"The former database is {restored.kept_aside}.\n")
    return 0


def doctor(options: argparse.Namespace, console: Console) -> int:
    """Check everything; 0 when there is no problem, else 1."""
    if options.rebuild_index:
        from db.index_examining import rebuild_index_of

        rebuild_index_of(_find_database(options, console))
    findings = []
    for finding in _find_all(options, console):
        findings.append(finding)
        if not options.json:
            console.stdout.write(_as_line(finding))
            console.stdout.flush()
    grade = worst(findings)
    if options.json:
        listed = [asdict(finding) for finding in findings]
        console.write_json({"grade": grade.value, "findings": listed})
    return 1 if grade is Grade.PROBLEM else 0


def _find_all(options: argparse.Namespace, console: Console) -> Iterator[Finding]:
    try:
        loaded = load_settings(
            console.environment, file=options.settings_file, database=options.database
        )
    except OnRecordError as error:
        yield refuse_settings(error)
    else:
        yield _judge_unknown(loaded.unknown_variables)
        yield examine_token(loaded.settings.token)
    with contextlib.suppress(SettingsRefused):  # then the settings may have named another file
        yield from examine_database(_find_database(options, console), console.now)
    yield examine_sqlite(sqlite3.sqlite_version_info)


def _find_database(options: argparse.Namespace, console: Console) -> Path:
    file = options.settings_file
    return find_database(options.database, console.environment, settings_file=file)


def _judge_unknown(variables: tuple[str, ...]) -> Finding:
    if not variables:
        return Finding("settings", Grade.OK, "all can be used")
    said = f"{', '.join(variables)} is set but is no setting of this version"
    return Finding("settings", Grade.WARNING, said, "correct the name or remove it")


def _as_line(finding: Finding) -> str:
    line = f"{finding.grade.value:<8} {finding.check}: {finding.sentence}\n"
    return f"{line}{'':<8} → {finding.next_step}\n" if finding.next_step else line


async def forget(
    options: argparse.Namespace, members: Members, keeping: Keeping, console: Console
) -> int:
    """Remove what is kept about a member, in all servers; says how much it was."""
    text = options.member
    if not (text.isascii() and text.isdigit() and len(text) <= 20):
        raise InvalidInput("A member's id is a number of up to 20 digits.")
    kept = await members.forget(int(text))
    acts = await keeping.change(SHARED, lambda shelf: shelf.forget(text, everywhere=True))
    console.stdout.write(
        f"Removed: {kept.follows:,} followed claims, {kept.notes:,} questions and reports. "
        f"“{FORMER_MEMBER}” stands in {acts:,} places where the member's id stood. "
        "Backups made before still have all of it until they are rotated out.\n"
    )
    return 0
