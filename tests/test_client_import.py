"""A large file imported over real sockets, while others ask and are answered in time."""

from __future__ import annotations

import asyncio
import contextlib
import time
from pathlib import Path
from typing import Any

import pytest

from bot.client import EXTENSIONS
from bot.settings import Settings
from tests import loopback_values as values
from tests.loopback_client import Running, running
from tests.loopback_members import press_labelled, say, use_command
from tests.loopback_rest import Asked
from tests.test_cog_exchange import make_table

ROWS = 5000
IN_TIME = 3.0
_NAME = "list.csv"
_STATEMENTS = """SELECT state, count(*) FROM entry WHERE community_id <> 0 AND kind = 'S'
                 GROUP BY state"""


@pytest.mark.long
async def test_5000_rows_are_imported_and_undone_while_others_are_answered_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(cooldown_uses=1_000_000)
    async with running(tmp_path, monkeypatch, extensions=EXTENSIONS, settings=settings) as run:
        waits: list[float] = []
        asking = asyncio.create_task(_ask_all_the_while(run, waits))
        try:
            told, done = await _import(run)
            await _undo(run, done)
        finally:
            asking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await asking
        assert await _count(run) == [("retired", ROWS)]
    assert any("Compared with what is on record: " in each for each in told)
    print(f"{len(waits)} answers meanwhile, the slowest in {max(waits):.2f} s")
    assert len(waits) > 50
    assert max(waits) < IN_TIME


async def _import(run: Running) -> tuple[list[str], Asked]:
    """Try a file and confirm it; all that its author was told, and the press that confirmed."""
    discord = run.discord
    discord.downloads[_NAME] = make_table(ROWS)
    file = values.attachment(_NAME, discord.address.replace("api/v10", "files"))
    started = time.monotonic()
    tried = await use_command(discord, "import", file=file)
    told = await _watch(tried, "What would come of list.csv")
    assert await _count(run) == []
    print(f"tried in {time.monotonic() - started:.1f} s")
    started = time.monotonic()
    done = await _press(run, "Import", tried)
    told += await _watch(done, "Imported list.csv")
    print(f"imported in {time.monotonic() - started:.1f} s")
    assert await _count(run) == [("active", ROWS)]
    return told, done


async def _undo(run: Running, done: Asked) -> None:
    started = time.monotonic()
    asked = await _press(run, "Undo", done)
    await _watch(asked, "is undone")
    await _watch(await _press(run, "Confirm", asked), "Kept: ")
    print(f"undone in {time.monotonic() - started:.1f} s")


async def _press(run: Running, label: str, asked: Asked) -> Asked:
    assert asked.original is not None
    return await press_labelled(run.discord, label, asked.original)


async def _watch(asked: Asked, said: str) -> list[str]:
    """All that an interaction came to, until it says this."""
    told = [""]
    async with asyncio.timeout(120):
        while said not in told[-1]:
            if say(asked.original) != told[-1]:
                told.append(say(asked.original))
            await asyncio.sleep(0.02)
    return told


async def _count(run: Running) -> list[Any]:
    rows: list[Any] = await run.store.read(lambda c: c.execute(_STATEMENTS).fetchall())
    return rows


async def _ask_all_the_while(run: Running, waits: list[float]) -> None:
    while True:
        started = time.monotonic()
        asked = await use_command(run.discord, "ask", question="north korean troops in kursk")
        await asked.until(lambda a: a.is_answered, within=60)
        waits.append(time.monotonic() - started)
        assert "North Korean troops" in say(asked.original)
        await asyncio.sleep(0.1)
