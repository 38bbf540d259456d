"""A worker: does what waits whenever it is woken, and every minute in case nobody woke it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

import discord
from discord.ext import tasks

from bot.core.errors import OnRecordError

_LOG = logging.getLogger(__name__)
SECONDS_BETWEEN = 60.0
"""How long what another process changed stays unseen at most."""


_TOO_MANY = 429


def is_passing(error: Exception) -> bool:
    """Whether what Discord refused is to be tried again: it is busy, or cannot be reached."""
    if isinstance(error, discord.HTTPException):
        return error.status == _TOO_MANY or error.status >= 500
    return isinstance(error, OSError)


class Worker:
    """Runs `work`, one run after the other."""

    def __init__(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        self._name = name
        self._work = work
        self._at_work = asyncio.Lock()
        self._running: asyncio.Task[None] | None = None
        self._is_wanted = False
        self._may_work = False
        self._ready: Callable[[], Awaitable[None]]

    def start(self, ready: Callable[[], Awaitable[None]]) -> None:
        """Begin to work as soon as `ready` returns."""
        self._ready = ready
        self._look.start()

    def stop(self) -> None:
        """Work no longer; what waits stays where it is kept."""
        self._may_work = False
        self._look.cancel()
        if self._running is not None:
            self._running.cancel()

    def wake(self) -> None:
        """Have it look for work now; while it works, once more afterwards."""
        self._is_wanted = True
        if self._may_work and (self._running is None or self._running.done()):
            self._running = asyncio.create_task(self._run(), name=f"worker {self._name}")

    async def work_off(self) -> None:
        """Do what waits; another run that is going on is waited for."""
        async with self._at_work:
            await self._work()

    @tasks.loop(seconds=SECONDS_BETWEEN)
    async def _look(self) -> None:
        self._may_work = True
        self.wake()

    @_look.before_loop
    async def _wait(self) -> None:
        await self._ready()

    async def _run(self) -> None:
        while self._is_wanted:
            self._is_wanted = False
            try:
                await self.work_off()
            except OnRecordError as error:
                _LOG.warning("%s has to wait: %s", self._name, error)
            except Exception:
                _LOG.exception("%s failed", self._name)
