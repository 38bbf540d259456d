"""Trial: backups while 100 changes a second are made to a record of 100,000 entries.

By hand, in full: python -m tests.trial_backup 100000 5   (entries, backups)

The changes are made by one process, each backup by another, as on a server. Every backup is
verified; no change may wait longer than 100 ms more than the slowest did without a backup; and a
backup that was restored answers the same questions with the same words.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.core.archive import Archive
from bot.core.lookup import look_up
from bot.core.models import (
    Claim,
    Entry,
    Source,
    SourceKind,
    Speaker,
    SpeakerKind,
    View,
)
from bot.json_answers import answer_as_json, encode_line
from db.archive import SqliteArchive
from db.connection import Store
from db.restoring import restore_backup
from tests.record import add_entries, make_statement, open_record, small_record

ROOT = Path(__file__).parent.parent
CHANGES_A_SECOND = 100
QUESTIONS = (
    "north korean troops in kursk",
    "is the Elm Street bridge safe",
    "span 17 carries lorries",
    "best pizza in naples",
)


@dataclass(slots=True)
class Tally:
    """Seconds that changes took, without and during a backup, and what went wrong."""

    entries: int = 0
    quiet: list[float] = field(default_factory=list)
    during: list[float] = field(default_factory=list)
    backup_seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.entries:,} entries; backups took {self.backup_seconds}; slowest change "
            f"{max(self.quiet) * 1e3:.1f} ms of {len(self.quiet)} without, "
            f"{max(self.during) * 1e3:.1f} ms of {len(self.during)} during a backup; "
            f"faults: {self.faults}"
        )


async def try_backups(folder: Path, entries: int, backups: int) -> Tally:
    """Fill a record, change it all the time, back it up so many times, restore the last."""
    tally = Tally()
    path = folder / "record.db"
    (folder / "backups").mkdir()
    async with open_record(path) as store:
        await _fill(store, entries)
        query = "SELECT count(*) FROM entry"
        tally.entries = await store.read(lambda found: found.execute(query).fetchone()[0])
        writing = asyncio.create_task(_change_for_ever(store, tally.quiet))
        await asyncio.sleep(1.0)
        for _ in range(backups):
            writing.cancel()
            await asyncio.gather(writing, return_exceptions=True)
            writing = asyncio.create_task(_change_for_ever(store, tally.during, len(tally.during)))
            await _back_up(path, folder / "backups", tally)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
        expected = await _answer(SqliteArchive(store))
    tally.faults += await _restore(folder, expected)
    return tally


async def _fill(store: Store, entries: int) -> None:
    await add_entries(store, small_record())
    for start in range(0, entries, 10_000):
        wanted = range(start, min(entries, start + 10_000))
        await add_entries(store, [_make_entry(number) for number in wanted])


def _make_entry(number: int) -> Entry:
    """One in twenty is a claim, a speaker or a source, the rest are statements."""
    match number % 60:
        case 0 | 1:
            return Claim(id=f"c{number}", wording=f"Span {number} carries lorries of {number} tons")
        case 2:
            return Speaker(id=f"p{number}", name=f"Person {number}", kind=SpeakerKind.PERSON)
        case 3:
            return Source(id=f"d{number}", title=f"Report {number}", kind=SourceKind.NEWS_REPORT)
        case _:
            return make_statement(f"s{number}", f"Span {number} was seen to carry a heavy lorry.")


async def _change_for_ever(store: Store, times: list[float], first: int = 0) -> None:
    """Make a change every hundredth of a second and note how long each took."""
    due = time.perf_counter()
    for number in range(first, 1_000_000):
        begun = time.perf_counter()
        await store.write(
            lambda connection, number=number: connection.execute(  # type: ignore[misc]
                """INSERT INTO setting VALUES ('trial', ?)
                   ON CONFLICT DO UPDATE SET value = excluded.value""",
                (str(number) * 50,),
            )
        )
        times.append(time.perf_counter() - begun)
        due += 1 / CHANGES_A_SECOND
        await asyncio.sleep(max(0.0, due - time.perf_counter()))


async def _back_up(path: Path, folder: Path, tally: Tally) -> None:
    """Make one backup in a process of its own, as the timer does, and let one change follow."""
    begun = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.trial_backup", "make", str(path), str(folder)),
        cwd=ROOT,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    if process.returncode:
        tally.faults.append(said.decode())
    tally.backup_seconds.append(round(time.perf_counter() - begun, 2))


async def _restore(folder: Path, expected: list[str]) -> list[str]:
    last = max((folder / "backups").glob("*.db"))
    restored = folder / "restored.db"
    restore_backup(last, restored, now=datetime.now(UTC), verify=True)
    async with open_record(restored, writable=False) as store:
        answers = await _answer(SqliteArchive(store))
    return [
        f"“{question}” is answered with other words"
        for question, words, same in zip(QUESTIONS, answers, expected, strict=True)
        if words != same
    ]


async def _answer(archive: Archive) -> list[str]:
    answers = []
    for question in QUESTIONS:  # as JSON: a terminal's lines of 90,000 statements take minutes
        outcome = await look_up(archive, question, View())
        answers.append(encode_line(answer_as_json(question, outcome, explain=True)))
    return answers


if __name__ == "__main__":
    if sys.argv[1] == "make":
        from db.backup import make_backup
        from db.rotation import read_keep

        make_backup(
            Path(sys.argv[2]), Path(sys.argv[3]), now=datetime.now(UTC), keep=read_keep("2h")
        )
    else:
        with tempfile.TemporaryDirectory() as temporary, contextlib.suppress(KeyboardInterrupt):
            wanted, times = int(sys.argv[1]), int(sys.argv[2])
            print(asyncio.run(try_backups(Path(temporary), wanted, times)))
