"""The connection to Discord's gateway: kept up through all kinds of trouble, never in haste."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp
import yarl
from discord import Client, ConnectionClosed, GatewayNotFound, HTTPException
from discord.gateway import DiscordWebSocket, ReconnectWebSocket

_log = logging.getLogger(__name__)

_HANDSHAKE = 60.0
_FINAL_CODES = frozenset({4004, 4010, 4011, 4012, 4013, 4014})
_UNREACHABLE = (OSError, aiohttp.ClientError, asyncio.TimeoutError, HTTPException, GatewayNotFound)


class Allowance:
    """So many starts at once, then one in so many seconds, and never two within `spacing`."""

    def __init__(
        self, burst: int, seconds: float, clock: Callable[[], float], *, spacing: float = 0.0
    ) -> None:
        self._burst = burst
        self._seconds = seconds
        self._clock = clock
        self._spacing = spacing
        self._left = float(burst)
        self._counted_at = clock()
        self._taken_at = float("-inf")

    def delay(self, *, reserve: int = 0) -> float:
        """Seconds until one may be taken that leaves `reserve` more."""
        self._count()
        missing = max(0.0, 1 + reserve - self._left) * self._seconds
        return max(missing, self._taken_at + self._spacing - self._clock(), 0.0)

    def take(self) -> None:
        """Use one up."""
        self._count()
        self._left -= 1
        self._taken_at = self._clock()

    def _count(self) -> None:
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._counted_at) / self._seconds)
        self._counted_at = now


class Pace:
    """How fast the gateway may be called, over all connections and rebuilt clients of a process.

    At most 70 connects in any hour (5 at once, then one in 55.4 s) and 298 IDENTIFY in any day
    (10 at once, then one in 300 s): Discord resets the token of a bot that identifies 1,000
    times a day.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._connects = Allowance(5, 55.4, clock)
        self._identifies = Allowance(10, 300.0, clock, spacing=5.0)
        self._turn = asyncio.Lock()
        self._chance = chance
        self.clock = clock
        self.sleep = sleep

    async def admit(self, *, identifies: bool, failures: int = 0) -> None:
        """Wait until a connect may be made.

        `failures` counts the attempts in a row that did not reach the gateway. Such a row leaves
        one connect in reserve: the first that gets through may find its session gone, and then
        needs another at once.
        """
        await self._rest(failures)
        async with self._turn:
            while wait := max(
                self._connects.delay(reserve=1 if failures else 0),
                self._identifies.delay() if identifies else 0.0,
            ):
                if wait > 1:
                    _log.info("waiting before the next connect", extra={"seconds": round(wait, 1)})
                await self.sleep(max(wait, 0.001))  # less may not move the clock
            self._connects.take()
        _log.info("connecting", extra={"identifies": identifies, "failures": failures})

    def count_identify(self) -> None:
        """Take note that an IDENTIFY goes out."""
        self._identifies.take()
        _log.info("identifying")

    async def rest_after_invalid_session(self) -> None:
        """Wait the 1 to 5 seconds that Discord asks for before a new session."""
        await self.sleep(1 + 4 * self._chance())

    async def _rest(self, failures: int) -> None:
        if failures:
            await self.sleep(back_off(failures, self._chance()))


def back_off(failures: int, chance: float) -> float:
    """Seconds to wait after so many failures in a row: 1, 2, 4 … 30, up to half less by chance."""
    longest = min(30.0, 2.0 ** min(failures - 1, 10))
    return longest * (1 - chance / 2)


@dataclass(slots=True)
class _Session:
    """What resuming needs; `address` is None once it failed, for the general one."""

    id: str
    sequence: int | None
    address: yarl.URL | None


class GatewayConnection:
    """One connection of a client, opened again whenever it breaks.

    discord.py's own loop dies when the first connect is refused, never leaves a failing resume
    address, ends on one malformed event, and knows no limit on connects and IDENTIFY.
    """

    def __init__(self, client: Client, pace: Pace, *, shard_id: int | None = None) -> None:
        self._client = client
        self._pace = pace
        self._shard_id = shard_id
        self._session: _Session | None = None
        self._opened_at: int | None = None
        self._failures = 0
        self._fruitless = 0
        self._broke_at = float("-inf")
        self._is_first = True

    async def run(self) -> None:
        """Stay connected until the client closes.

        Raises:
            ConnectionClosed: Discord refuses the token, the intents or the shard.
            Exception: events break the client again and again; it has to be rebuilt.
        """
        while not self._client.is_closed():
            await self._pace.admit(identifies=self._session is None, failures=self._failures)
            try:
                await self._live()
            except ReconnectWebSocket as request:
                await self._plan_next(resume=request.resume)
            except ConnectionClosed as closed:
                if closed.code in _FINAL_CODES:
                    raise
                await self._plan_next(resume=True)
            except _UNREACHABLE as error:
                self._leave_address()
                _log.warning(
                    "the gateway cannot be reached",
                    extra={"error": type(error).__name__, "failures": self._failures},
                )
            except Exception:
                await self._survive_broken_event()

    async def _live(self) -> None:
        """Open a connection and take events from it until it ends, which raises."""
        session = self._session
        self._failures += 1
        opening = DiscordWebSocket.from_client(
            self._client,
            initial=self._is_first,
            shard_id=self._shard_id,
            gateway=session.address if session else None,
            session=session.id if session else None,
            sequence=session.sequence if session else None,
            resume=session is not None,
        )
        websocket = await asyncio.wait_for(opening, _HANDSHAKE)
        self._client.ws = websocket
        self._opened_at = session.sequence if session else None
        self._failures = 0
        self._is_first = False
        while True:
            await websocket.poll_event()

    async def _plan_next(self, *, resume: bool) -> None:
        """Keep the session for the next connect if it can be resumed."""
        self._client.dispatch("disconnect")
        if self._failures:  # it closed before it said hello
            self._leave_address()
            return
        websocket = self._client.ws
        self._fruitless = 0 if websocket.sequence != self._opened_at else self._fruitless + 1
        if not resume or websocket.session_id is None:
            self._session = None
            await self._pace.rest_after_invalid_session()
            return
        self._session = _Session(websocket.session_id, websocket.sequence, websocket.gateway)
        if self._fruitless:
            self._leave_address()

    def _leave_address(self) -> None:
        """Use the general address next; after three resumes without one event, start afresh."""
        if self._session:
            self._session.address = None
            if self._fruitless >= 3:
                self._session = None

    async def _survive_broken_event(self) -> None:
        """Go on after an event that broke the client, unless the last one is under a minute ago.

        The sequence has moved past the event, so resuming does not meet it again. A client that
        was not ready yet may be half filled and starts a new session.
        """
        now = self._pace.clock()
        if now - self._broke_at < 60:
            raise
        self._broke_at = now
        _log.exception("an event from the gateway could not be read; connecting again")
        if self._client.ws is not None:
            await self._client.ws.close(code=4000)
            await self._plan_next(resume=self._client.is_ready())
