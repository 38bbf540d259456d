"""Trial: the whole bot stays flat while members ask, type and press and connections break.

By hand, in full: python -m tests.trial_soak_discord 600   (seconds; each minute a shard breaks)

The bot runs in a process of its own on a loopback Discord. What it holds after a third of the run,
once all is quiet, is compared with the end.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from tests import loopback_values as values
from tests.bench_shards import is_answered, memory_of, start_bot
from tests.loopback import Loopback
from tests.loopback_members import mention, press, type_into, use_command
from tests.trial_soak import Level

_WORDS = ("north", "korean", "troops", "in", "kursk", "pentagon", "zelensky", "denies", "12,000")
_MEMBERS = tuple(values.MEMBER + number for number in range(1, 2000))
_AT_A_TIME = 4
_SHARDS = 2
_OPENS_FORM = 9


@dataclass(slots=True)
class Tally:
    """What was done, and what went wrong."""

    done: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    """Kinds of buttons that open a form; each is pressed until that is known and then no more, as
    a form that is never sent is kept for 15 minutes."""


async def soak_discord(
    folder: Path, seconds: float, *, seed: int = 6
) -> tuple[Level, Level, Tally]:
    """Keep a bot busy for so long; the levels after a third of the time and at the end."""
    chance, tally = random.Random(seed), Tally()
    async with Loopback() as discord:
        discord.gateway.shards = discord.gateway.max_concurrency = _SHARDS
        servers = [values.SERVER + (number << 22) for number in range(20)]
        discord.gateway.servers = [values.server(server) for server in servers]
        async with _bot(discord, folder) as (process, port):
            await _keep_busy(discord, servers, chance, tally, seconds / 3)
            early = await _measure(process, port, folder)
            await _keep_busy(discord, servers, chance, tally, 2 * seconds / 3)
            late = await _measure(process, port, folder)
        log = (folder / "log").read_text(encoding="utf-8")
        tally.faults += [*discord.rest.refused, *re.findall(r"^.* ERROR .*$", log, re.MULTILINE)]
        tally.done["resumed"] = len(discord.gateway.resumes)
    return early, late, tally


@contextlib.asynccontextmanager
async def _bot(discord: Loopback, folder: Path) -> AsyncIterator[tuple[int, int]]:
    with contextlib.closing(await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)) as free:
        port = int(free.sockets[0].getsockname()[1])
    process = await start_bot(discord, folder, ONRECORD_HEALTH_PORT=str(port))
    try:
        async with asyncio.timeout(60):
            while len(discord.gateway.identifies) < _SHARDS:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        yield process.pid, port
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()


async def _keep_busy(
    discord: Loopback, servers: list[int], chance: random.Random, tally: Tally, seconds: float
) -> None:
    until = time.monotonic() + seconds
    breaking = asyncio.create_task(_break_connections(discord, chance))

    async def one_after_another() -> None:
        while time.monotonic() < until:
            act = chance.choice(("ask", "ask", "press", "type", "mention"))
            try:
                await _act(discord, chance.choice(servers), act, chance, tally)
                tally.done[act] += 1
            except TimeoutError:
                tally.faults.append(f"{act} was not answered")
            discord.requests.clear()

    await asyncio.gather(*(one_after_another() for _ in range(_AT_A_TIME)))
    breaking.cancel()


async def _break_connections(discord: Loopback, chance: random.Random) -> None:
    while True:
        discord.gateway.cut_all(shard=chance.randrange(_SHARDS))
        await asyncio.sleep(60)


async def _act(
    discord: Loopback, server: int, act: str, chance: random.Random, tally: Tally
) -> None:
    member = chance.choice(_MEMBERS)
    question = " ".join(chance.choices(_WORDS, k=4))
    discord.asker, discord.server = member, server
    if act == "type":
        await (await type_into(discord, "ask", "question", question)).first_answer(60)
        return
    if act == "mention":
        await mention(discord, question)
        await asyncio.sleep(0.05)
        return
    asked = await use_command(discord, "ask", question=question)
    await asked.until(is_answered, within=60)
    if act == "press":
        message = asked.original or {}
        buttons = [
            button
            for button in _find_buttons(message.get("components") or [])
            if _kind(button) not in tally.forms
        ]
        if buttons:
            button = chance.choice(buttons)
            discord.asker, discord.server = member, server
            answer = await (await press(discord, button, message)).first_answer(60)
            if answer["type"] == _OPENS_FORM:
                tally.forms.add(_kind(button))
    discord.rest.asked.pop(asked.token, None)


def _kind(button: str) -> str:
    return ".".join(part for part in button.split(".")[:2] if not part.isdecimal())


def _find_buttons(components: list[dict[str, Any]]) -> Iterator[str]:
    for component in components:
        if component.get("type") == 2 and component.get("custom_id"):
            yield component["custom_id"]
        inner = component.get("components") or []
        yield from _find_buttons([*inner, *filter(None, [component.get("accessory")])])


async def _measure(process: int, port: int, folder: Path) -> Level:
    await asyncio.sleep(1)  # until what was begun is over
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/metrics") as response,
    ):
        figures = await response.text()
    tasks = re.search(r"^onrecord_tasks (\d+)", figures, re.MULTILINE)
    assert tasks is not None
    return Level(
        memory_of(process),
        len(os.listdir(f"/proc/{process}/fd")),  # noqa: PTH208
        int(tasks[1]),
        (folder / "record.db-wal").stat().st_size,
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        print(*asyncio.run(soak_discord(Path(temporary), float(sys.argv[1]))), sep="\n")
