"""Trial: 64 random bytes of a database are overwritten until 200 times something was hit.

By hand, in full: python -m tests.trial_damage 200

A hit in the free space of a page changes nothing that anybody could read: it is counted apart,
after every row of every table was compared with the undamaged file's, and another place is tried.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.record import add_entries, make_statement, open_record, small_record
from tests.upkeep import run_command


@dataclass(slots=True)
class Tally:
    """How many damaged files doctor noticed and missed (by place), and what noticed first."""

    noticed: int = 0
    without_effect: int = 0
    missed: list[int] = field(default_factory=list)
    changed_by_doctor: int = 0
    by_check: Counter[str] = field(default_factory=Counter)

    @property
    def hits(self) -> int:
        """How many times something was damaged that can be read."""
        return self.noticed + len(self.missed)


def try_damage(
    folder: Path, times: int, *, seed: int = 6, length: int = 64, statements: int = 0
) -> Tally:
    """Damage copies of a filled database at random places and count what doctor says."""
    intact = asyncio.run(_fill(folder / "intact.db", statements))
    rows = _read_all(intact)
    chance = random.Random(seed)
    tally = Tally()
    while tally.hits < times:
        damaged = folder / "damaged.db"
        content = bytearray(intact.read_bytes())
        place = chance.randrange(len(content) - length)
        content[place : place + length] = chance.randbytes(length)
        damaged.write_bytes(content)
        code, output = run_command("doctor", database=damaged)
        tally.changed_by_doctor += damaged.read_bytes() != content
        if code:
            tally.noticed += 1
            tally.by_check[_first_problem(output)] += 1
        elif _read_all(damaged) == rows:
            tally.without_effect += 1
        else:
            tally.missed.append(place)
    return tally


def _first_problem(output: str) -> str:
    line = next(line for line in output.splitlines() if line.startswith("problem"))
    return line.split(":")[0].removeprefix("problem").strip()


async def _fill(path: Path, statements: int) -> Path:
    async with open_record(path) as store:
        await add_entries(store, small_record())
        for number in range(statements // 100):
            more = (
                make_statement(f"s{number}-{n}", f"Span {number}.{n} is safe.") for n in range(100)
            )
            await add_entries(store, list(more))
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return path


def _read_all(path: Path) -> list[object] | None:
    """Every row of every table, what SQLite makes of the schema included; None: unreadable."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            names = connection.execute(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'virtual'"
            ).fetchall()
            tables = [connection.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in names]
            pragmas = [
                connection.execute(f"PRAGMA {name}").fetchone()
                for name in ("application_id", "user_version", "encoding", "freelist_count")
            ]
            return [names, tables, pragmas]
    except (sqlite3.Error, UnicodeDecodeError):
        return None


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 200
        result = try_damage(Path(name), wanted, statements=2000)
        shutil.rmtree(name, ignore_errors=True)
    print(result)
