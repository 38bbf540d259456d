"""The bot as a service: log, signs of life, health pages and the client, until a signal."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord.http

from bot.client import OnRecordClient
from bot.console import Console
from bot.core.archive import Archive
from bot.core.english import load_words
from bot.core.keeping import Keeping
from bot.core.membership import Members
from bot.discord_commands import require_token
from bot.logs import start_logging
from bot.notify import Notifier, give_signs_of_life, read_notifier
from bot.one_only import hold_bot
from bot.pace import Pace
from bot.run import serve, stop_on_signals
from bot.settings import Loaded, Settings
from bot.synchronisation import Memory

if TYPE_CHECKING:
    from bot.measuring import Measures

_log = logging.getLogger(__name__)

_STATUS_EVERY = 10.0


async def run_bot(
    loaded: Loaded,
    archive: Archive,
    members: Members,
    keeping: Keeping,
    memory: Memory,
    console: Console,
    *,
    measures: Measures | None = None,
) -> int:
    """Run the Discord bot until SIGTERM or SIGINT; the database is open and current by now.

    With `measures`, health and figures are served on the port that the settings name.

    Raises:
        SettingsRefused: Discord refuses the token, another process has it in use on this machine,
            or the health port is taken.
    """
    settings, token = loaded.settings, require_token(loaded)
    start_logging(
        console.stderr, level=settings.log_level, form=settings.log_format, secrets=[token]
    )
    for variable in loaded.unknown_variables:
        _log.warning("not a setting", extra={"variable": variable})
    load_words()  # here, and not while somebody waits for the first answer
    pace = Pace()
    clients: list[OnRecordClient] = []

    def build() -> OnRecordClient:
        clients[:] = [
            OnRecordClient(
                archive=archive,
                members=members,
                keeping=keeping,
                memory=memory,
                settings=settings,
                now=lambda: datetime.now(UTC),
                pace=pace,
            )
        ]
        return clients[0]

    notifier = read_notifier(console.environment, os.getpid())
    with _held(settings), stop_on_signals() as stop:
        async with (
            _signs_of_life(notifier, memory, clients),
            _health(settings.health_port, measures, memory, clients),
        ):
            await serve(build, token, stop=stop, pace=pace)
    return 0


def _held(settings: Settings) -> contextlib.AbstractContextManager[None]:
    if settings.token is None:
        return contextlib.nullcontext()
    return hold_bot(settings.token, discord.http.Route.BASE)


def _is_connected(clients: list[OnRecordClient]) -> bool:
    return bool(clients) and clients[0].is_ready() and all(clients[0].shards.are_up().values())


async def _look_at_database(memory: Memory) -> None:
    await memory.recall("sign of life")  # whether there is such a text does not matter


@contextlib.asynccontextmanager
async def _signs_of_life(
    notifier: Notifier, memory: Memory, clients: list[OnRecordClient]
) -> AsyncIterator[None]:
    """Tell systemd that the service is there; an outage of Discord does not make it less so."""
    notifier.send("READY=1", "STATUS=the database is open; connecting to Discord")
    signs = (
        asyncio.create_task(give_signs_of_life(notifier, lambda: _look_at_database(memory))),
        asyncio.create_task(_keep_status(notifier, clients)),
    )
    try:
        yield
    finally:
        notifier.send("STOPPING=1")
        for sign in signs:
            sign.cancel()
        await asyncio.gather(*signs, return_exceptions=True)


async def _keep_status(notifier: Notifier, clients: list[OnRecordClient]) -> None:
    """Have `systemctl status` say how the connection to Discord is, until cancelled."""
    said = ""
    while True:
        await asyncio.sleep(_STATUS_EVERY)
        if (status := _status(clients)) != said:
            notifier.send(f"STATUS={status}")
            said = status


def _status(clients: list[OnRecordClient]) -> str:
    shards = clients[0].shards.are_up() if clients else {}
    up = sum(shards.values())
    if not clients or not clients[0].is_ready() or not up:
        return "not connected to Discord"
    which = f" with {up} of {len(shards)} shards" if len(shards) > 1 else ""
    return f"connected to Discord{which}; servers: {len(clients[0].guilds):,}"


@contextlib.asynccontextmanager
async def _health(
    port: int, measures: Measures | None, memory: Memory, clients: list[OnRecordClient]
) -> AsyncIterator[None]:
    if measures is None:
        yield
        return
    from bot.health import serve_health  # loaded only where it is switched on

    with _counted(measures):
        async with serve_health(
            port,
            measures,
            check=lambda: _look_at_database(memory),
            is_ready=lambda: _is_connected(clients),
            shards=lambda: clients[0].shards.are_up() if clients else {},
        ):
            yield


@contextlib.contextmanager
def _counted(measures: Measures) -> Iterator[None]:
    from bot.health import watch_logs

    watcher = watch_logs(measures)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(watcher)
