"""Trial: a long run stays flat in memory, open files, tasks and the size of the write-ahead log.

By hand, in full: python -m tests.trial_soak 200000   (questions; one change comes with every five)

This is the record's side, without Discord: questions are asked and answered, changes made, the
figures read. What is measured after a third of the run is compared with the end.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import random
import resource
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from prometheus_client import generate_latest

from bot.core.describe import describe
from bot.core.exchange import IfDifferent
from bot.core.lookup import look_up
from bot.core.models import View
from bot.core.words import IN_ENGLISH
from bot.measuring import MeasuredArchive, MeasuredStore, Measures
from bot.terminal import write_reply
from tests.record import add_entries, make_statement, open_record, small_record

_WORDS = (
    "north",
    "south",
    "korean",
    "troops",
    "russia",
    "denies",
    "kursk",
    "bridge",
    "safe",
    "the",
)


@dataclass(frozen=True, slots=True)
class Level:
    """What a process holds at one moment; `memory` and `log` in bytes."""

    memory: int
    files: int
    tasks: int
    log: int


async def soak(folder: Path, questions: int, *, seed: int = 6) -> tuple[Level, Level]:
    """Ask so many questions; the levels after a third of them and at the end."""
    chance = random.Random(seed)
    path = folder / "record.db"
    measures = Measures()
    measures.watch_database(path, lambda: datetime.now(UTC))
    async with open_record(path) as opened:
        store = MeasuredStore(opened, measures)
        archive = MeasuredArchive(store, measures)
        await add_entries(store, small_record())
        early = None
        for number in range(questions):
            words = " ".join(chance.choices(_WORDS, k=chance.randrange(1, 9)))
            outcome = await look_up(archive, words, View())
            write_reply(describe(outcome, IN_ENGLISH), io.StringIO(), width=80, colour=False)
            if number % 5 == 0:
                changed = make_statement("ann-bridge", f"The bridge is safe, {number % 7} say.")
                await add_entries(store, [changed], if_different=IfDifferent.UPDATE)
            if number % 100 == 0:
                generate_latest(measures.registry)
            if number == questions // 3:
                await _come_to_rest()
                early = _measure(path)
        assert early is not None
        await _come_to_rest()
        return early, _measure(path)


async def _come_to_rest() -> None:
    """Let tidying, if it was begun, come to its end."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(5):
            while len(asyncio.all_tasks()) > 1:  # noqa: ASYNC110
                await asyncio.sleep(0.02)


def _measure(path: Path) -> Level:
    memory = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return Level(
        memory * resource.getpagesize(),
        len(list(Path("/proc/self/fd").iterdir())),
        len(asyncio.all_tasks()),
        path.with_name(path.name + "-wal").stat().st_size,
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        print(*asyncio.run(soak(Path(temporary), int(sys.argv[1]))), sep="\n")
