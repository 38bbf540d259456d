"""The `run` use: keeps a client going through every failure that passes, until told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import signal
from collections.abc import Callable, Iterator

import aiohttp
import discord

from bot.client import OnRecordClient
from bot.core.errors import SettingsRefused
from bot.pace import Pace, back_off

_log = logging.getLogger(__name__)

GRACE = 8.0
"""Seconds that running work has after a signal; a service manager kills after 10 or more."""

_BANNED_FOR = 600.0
"""Seconds until the next try after a page that says the address is banned (10,000 bad requests)."""

_REFUSED = {
    4004: "Discord does not accept the token; make a new one and set it as DISCORD_TOKEN.",
    4013: "Discord does not know the intents of this version; update OnRecord.",
    4014: "Discord refuses the intents that this version asks for; update OnRecord.",
}

_OTHER_SHARDS = frozenset({4010, 4011})


@contextlib.contextmanager
def stop_on_signals() -> Iterator[asyncio.Event]:
    """An event that SIGTERM and SIGINT set.

    Not with `loop.add_signal_handler`: that gets the signal through a pipe which the database's
    threads fill under load, and then the signal is lost.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    before = {
        number: signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


async def serve(
    build_client: Callable[[], OnRecordClient], token: str, *, stop: asyncio.Event, pace: Pace
) -> None:
    """Run a client until `stop` is set; one that breaks is built anew, after a while.

    Raises:
        SettingsRefused: Discord refuses the token or what this version asks for.
    """
    failures = 0
    while not stop.is_set():
        client = build_client()
        begun = pace.clock()
        try:
            await _run_until(stop, client, token)
            return
        except Exception as error:
            failures = 1 if pace.clock() - begun > 300 else failures + 1
            wait = _judge(error, failures)
        finally:
            await client.finish(GRACE)
        _log.warning(
            "building the client anew", extra={"failures": failures, "seconds": round(wait, 1)}
        )
        await _rest(stop, pace, wait)


async def _run_until(stop: asyncio.Event, client: OnRecordClient, token: str) -> None:
    running = asyncio.create_task(client.start(token), name="client")
    stopping = asyncio.create_task(stop.wait(), name="stop")
    try:
        await asyncio.wait((running, stopping), return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            await running
            return
        _log.info("stopping")
    finally:
        stopping.cancel()
        running.cancel()
        await asyncio.gather(running, stopping, return_exceptions=True)


async def _rest(stop: asyncio.Event, pace: Pace, seconds: float) -> None:
    resting = asyncio.ensure_future(pace.sleep(seconds))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((resting, stopping), return_when=asyncio.FIRST_COMPLETED)
    resting.cancel()
    stopping.cancel()


def _judge(error: Exception, failures: int) -> float:
    """Seconds until the next try.

    Raises:
        SettingsRefused: trying again cannot help.
    """
    if isinstance(error, discord.LoginFailure):
        raise SettingsRefused(_REFUSED[4004]) from None
    if isinstance(error, discord.PrivilegedIntentsRequired):
        raise SettingsRefused(_REFUSED[4014]) from None
    if isinstance(error, discord.ConnectionClosed) and error.code in _REFUSED:
        raise SettingsRefused(_REFUSED[error.code]) from None
    if isinstance(error, discord.RateLimited):
        return error.retry_after
    wait = back_off(failures, random.random())
    if isinstance(error, discord.ConnectionClosed) and error.code in _OTHER_SHARDS:
        _log.warning("Discord wants another number of shards; asking it again")
        return wait
    if isinstance(error, discord.HTTPException):
        if error.status == 429 or (error.status == 403 and not error.code):
            wait = _BANNED_FOR
        _log.warning("Discord answered with an error", extra={"status": error.status})
    elif isinstance(error, OSError | aiohttp.ClientError | asyncio.TimeoutError):
        _log.warning("Discord cannot be reached", extra={"error": type(error).__name__})
    else:
        _log.error("the client broke", exc_info=error)
    return wait
