"""The bot as a service: log, signs of life, health pages and the client, until a signal."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.client import OnRecordClient
from bot.console import Console
from bot.core.archive import Archive
from bot.core.keeping import Keeping
from bot.core.membership import Members
from bot.discord_commands import require_token
from bot.gateway import Pace
from bot.logs import start_logging
from bot.notify import Notifier, give_signs_of_life, read_notifier
from bot.run import serve, stop_on_signals
from bot.settings import Loaded
from bot.synchronisation import Memory

if TYPE_CHECKING:
    from bot.measuring import Measures

_log = logging.getLogger(__name__)


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
        SettingsRefused: Discord refuses the token, or the health port is taken.
    """
    settings, token = loaded.settings, require_token(loaded)
    start_logging(
        console.stderr, level=settings.log_level, form=settings.log_format, secrets=[token]
    )
    for variable in loaded.unknown_variables:
        _log.warning("not a setting", extra={"variable": variable})
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
    with stop_on_signals() as stop:
        async with (
            _signs_of_life(notifier, members),
            _health(settings.health_port, measures, members, lambda: _is_connected(clients)),
        ):
            await serve(build, token, stop=stop, pace=pace)
    return 0


def _is_connected(clients: list[OnRecordClient]) -> bool:
    return bool(clients) and clients[0].is_ready() and clients[0].ws.open


@contextlib.asynccontextmanager
async def _signs_of_life(notifier: Notifier, members: Members) -> AsyncIterator[None]:
    """Tell systemd that the service is there; an outage of Discord does not make it less so."""
    notifier.send("READY=1", "STATUS=the database is open; connecting to Discord")
    alive = asyncio.create_task(give_signs_of_life(notifier, members.last_revision))
    try:
        yield
    finally:
        notifier.send("STOPPING=1")
        alive.cancel()
        await asyncio.gather(alive, return_exceptions=True)


@contextlib.asynccontextmanager
async def _health(
    port: int, measures: Measures | None, members: Members, is_ready: Callable[[], bool]
) -> AsyncIterator[None]:
    if measures is None:
        yield
        return
    from bot.health import serve_health  # loaded only where it is switched on

    with _counted(measures):
        async with serve_health(port, measures, check=members.last_revision, is_ready=is_ready):
            yield


@contextlib.contextmanager
def _counted(measures: Measures) -> Iterator[None]:
    from bot.health import watch_logs

    watcher = watch_logs(measures)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(watcher)
