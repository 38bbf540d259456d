"""Trial: kill -9 loses nothing that was acknowledged and leaves nothing half done.

By hand, in full: python -m tests.trial_kill 200

A process changes a record and prints a line for each change that was acknowledged; another keeps
these lines and kills it at a random moment. Then everything on the lines must be in the record,
everything else must be there wholly or not at all, and doctor must find no problem. This is done
during single writes, imports, the making and upgrading of a database, backups and restores.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.core.models import Statement
from db.backup import make_backup
from db.copying import remove_database
from db.migrate import latest_schema, migrate
from db.restoring import restore_backup
from db.rotation import read_keep
from tests.record import add_entries, make_statement, open_record, small_record
from tests.upkeep import run_command

ROOT = Path(__file__).parent.parent
BATCH = 40


@dataclass(slots=True)
class Tally:
    """What happened over all kills; `faults` must stay empty."""

    kills: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    faults: list[str] = field(default_factory=list)


async def write_for_ever(folder: Path, name: str) -> None:
    """Add one statement at a time."""
    async with open_record(folder / "record.db") as store:
        for number in range(10_000):
            await add_entries(store, [make_statement(f"{name}-{number}", f"Span {number}.")])
            _acknowledge(f"{name}-{number}")


async def import_for_ever(folder: Path, name: str) -> None:
    """Add many statements in one import at a time."""
    async with open_record(folder / "record.db") as store:
        for number in range(10_000):
            await add_entries(store, _batch(f"{name}-{number}"))
            _acknowledge(f"{name}-{number}")


def _batch(name: str) -> list[Statement]:
    return [make_statement(f"{name}/{n}", f"Span {n} of {name} is safe.") for n in range(BATCH)]


async def upgrade_for_ever(folder: Path, name: str) -> None:
    """Make a database anew and bring one of each older schema up, in turns."""
    for number in range(10_000):
        path = folder / f"{name}-{number}.db"
        if older := number % latest_schema():
            _make_older(path, older)
        _acknowledge(f"started {path.name}")
        async with open_record(path):
            pass
        _acknowledge(f"upgraded {path.name}")
        remove_database(path)


def _make_older(path: Path, schema: int) -> None:
    draft = path.with_name(f"{path.name}.older")
    with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        migrate(connection, until=schema)
    draft.replace(path)


def back_up_for_ever(folder: Path, name: str) -> None:
    """Make backups into a folder and rotate them."""
    while True:
        now = datetime.now(UTC)
        made = make_backup(folder / "record.db", folder / "backups", now=now, keep=read_keep("5h"))
        _acknowledge(made.path.name)


def restore_for_ever(folder: Path, name: str) -> None:
    """Put the same backup in the place of a database again and again."""
    while True:
        restore_backup(
            folder / "restored-from.db", folder / "restored.db", now=datetime.now(UTC), force=True
        )
        for aside in folder.glob("restored.db.before-*"):
            aside.unlink()
        _acknowledge("restored")


def _acknowledge(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def check_writes(folder: Path, name: str, lines: list[str]) -> Iterator[str]:
    """Every acknowledged statement is there; doctor checks that each is whole."""
    present = _external_ids(folder / "record.db")
    yield from (f"{line} is lost" for line in lines if line not in present)


def check_imports(folder: Path, name: str, lines: list[str]) -> Iterator[str]:
    """Every acknowledged import is there, and none by halves."""
    ids = _external_ids(folder / "record.db")
    found = Counter(id_.split("/")[0] for id_ in ids if id_.startswith(f"{name}-") and "/" in id_)
    yield from (f"import {line} is lost" for line in lines if found[line] != BATCH)
    yield from (f"{n} of import {batch} are there" for batch, n in found.items() if n != BATCH)


def check_upgrade(folder: Path, name: str, lines: list[str]) -> Iterator[str]:
    """The one that was killed opens, upgrades, and then is sound."""
    for path in folder.glob(f"{name}-*.db"):
        asyncio.run(_open(path))
        yield from _find_faults(path)
        remove_database(path)


def check_backups(folder: Path, name: str, lines: list[str]) -> Iterator[str]:
    """Whatever has the name of a backup is a sound one, and the last acknowledged is there."""
    backups = list((folder / "backups").glob("onrecord-*.db"))
    for path in backups[-3:]:
        yield from _find_faults(path)
    if lines and lines[-1] not in [path.name for path in backups]:
        yield f"backup {lines[-1]} is lost"


def check_restore(folder: Path, name: str, lines: list[str]) -> Iterator[str]:
    """There is a whole database in the place."""
    if _external_ids(folder / "restored.db") != _external_ids(folder / "restored-from.db"):
        yield "what was restored is not whole"
    yield from _find_faults(folder / "restored.db")


KINDS: dict[str, tuple[Callable[..., object], Callable[[Path, str, list[str]], Iterator[str]]]] = {
    "write": (write_for_ever, check_writes),
    "import": (import_for_ever, check_imports),
    "upgrade": (upgrade_for_ever, check_upgrade),
    "backup": (back_up_for_ever, check_backups),
    "restore": (restore_for_ever, check_restore),
}
_TURNS = ("write", "import", "upgrade", "write", "backup", "import", "restore", "write", "upgrade")


def try_kills(folder: Path, times: int, *, seed: int = 6) -> Tally:
    """Kill so many processes at their work and check what each leaves behind."""
    chance = random.Random(seed)
    asyncio.run(_prepare(folder))
    tally = Tally()
    for number in range(times):
        kind = _TURNS[number % len(_TURNS)]
        lines = _run_and_kill(kind, folder, f"{kind}{number}", chance.uniform(0.0, 0.4))
        tally.kills[kind] += 1
        tally.acknowledged += len(lines)
        tally.faults += KINDS[kind][1](folder, f"{kind}{number}", lines)
        if kind in ("write", "import"):
            tally.faults += _find_faults(folder / "record.db")
    return tally


async def _prepare(folder: Path) -> None:
    (folder / "backups").mkdir()
    async with open_record(folder / "record.db") as store:
        await add_entries(store, small_record())
    make_backup(folder / "record.db", folder / "restored-from.db", now=datetime.now(UTC))
    shutil.copy(folder / "record.db", folder / "restored.db")


def _run_and_kill(kind: str, folder: Path, name: str, seconds: float) -> list[str]:
    """Start the work, wait for its first line and so many seconds, kill; the lines that came."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.trial_kill", kind, str(folder), name],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read()
    if process.returncode != -signal.SIGKILL:
        raise RuntimeError(f"{kind} ended by itself: {first}{rest}")
    # A line without its end was being printed: the change behind it was acknowledged all the same.
    return [line for line in (first + rest).splitlines() if line]


def _external_ids(path: Path) -> set[str]:
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT external_id FROM entry WHERE external_id IS NOT NULL")
        return {row[0] for row in rows}


async def _open(path: Path) -> None:
    async with open_record(path):
        pass


def _find_faults(path: Path) -> list[str]:
    code, output = run_command("doctor", database=path, now=datetime.now(UTC))
    return [output] if code else []


if __name__ == "__main__":
    if sys.argv[1] in KINDS:
        work = KINDS[sys.argv[1]][0](Path(sys.argv[2]), sys.argv[3])
        if asyncio.iscoroutine(work):
            asyncio.run(work)
    else:
        with tempfile.TemporaryDirectory() as name:
            print(try_kills(Path(name), int(sys.argv[1])))
