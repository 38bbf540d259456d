"""The real client, connected to a loopback Discord for a test."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.client import OnRecordClient
from bot.pace import Pace
from bot.run import serve
from bot.settings import Settings
from db.archive import SqliteArchive
from db.connection import Store
from db.keeping import SqliteKeeping
from db.members import SqliteMembers
from db.memory import SqliteMemory
from tests.loopback import Loopback
from tests.record import open_copy

STAND_IN = ("tests.stand_in",)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class VirtualTime:
    """A clock that only sleeping moves, in seconds."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        await asyncio.sleep(0)

    def pace(self) -> Pace:
        """A pace that keeps to this clock, with the longest waits that chance allows."""
        return Pace(clock=self, sleep=self.sleep, chance=lambda: 0.0)


@dataclass(slots=True)
class Running:
    """A client that `bot.run.serve` keeps going; `clients` has every one it built."""

    discord: Loopback
    clients: list[OnRecordClient]
    stop: asyncio.Event
    task: asyncio.Task[None]
    time: VirtualTime
    store: Store

    async def until_ready(self, *, times: int = 1) -> None:
        """Wait until the gateway has begun or resumed so many sessions and the server is known.

        Not for `is_ready`, which discord.py says two seconds after the last server.
        """
        await self.discord.gateway.until_connected(times=times)
        await self.discord.until(lambda: any(s.channels for s in self.clients[-1].guilds))


@contextlib.asynccontextmanager
async def running(
    folder: Path,
    patch: pytest.MonkeyPatch,
    *,
    arrange: Callable[[Loopback], object] = lambda discord: None,
    extensions: tuple[str, ...] = STAND_IN,
    settings: Settings | None = None,
    wait: bool = True,
) -> AsyncIterator[Running]:
    """The client on a loopback Discord that `arrange` prepared; nothing was refused at the end."""
    time = VirtualTime()
    pace = time.pace()
    async with Loopback() as discord, open_copy(folder / "record.db") as store:
        arrange(discord)
        discord.adopt(patch)
        clients: list[OnRecordClient] = []

        def build() -> OnRecordClient:
            clients.append(build_client(store, pace, extensions, settings or Settings()))
            return clients[-1]

        stop = asyncio.Event()
        task = asyncio.create_task(serve(build, discord.token, stop=stop, pace=pace))
        run = Running(discord, clients, stop, task, time, store)
        try:
            if wait:
                await run.until_ready()
            yield run
        finally:
            stop.set()
            await asyncio.wait((task,), timeout=10)
        assert not discord.rest.refused, discord.rest.refused


def build_client(
    store: Store, pace: Pace, extensions: tuple[str, ...], settings: Settings
) -> OnRecordClient:
    """A client as `onrecord run` builds it."""
    return OnRecordClient(
        archive=SqliteArchive(store),
        members=SqliteMembers(store),
        keeping=SqliteKeeping(store),
        memory=SqliteMemory(store),
        settings=settings,
        now=lambda: NOON,
        pace=pace,
        extensions=extensions,
    )
