"""One connection to Discord's gateway: kept up through all kinds of trouble, never in haste."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

import aiohttp
import yarl
from discord import Client, ConnectionClosed, GatewayNotFound, HTTPException
from discord.gateway import DiscordWebSocket, ReconnectWebSocket

from bot.pace import Pace

_log = logging.getLogger(__name__)

_HANDSHAKE = 60.0
_FINAL_CODES = frozenset({4004, 4010, 4011, 4012, 4013, 4014})
_UNREACHABLE = (OSError, aiohttp.ClientError, asyncio.TimeoutError, HTTPException, GatewayNotFound)


@dataclass(slots=True)
class _Session:
    """What resuming needs; `address` is None once it failed, for the general one."""

    id: str
    sequence: int | None
    address: yarl.URL | None


class GatewayConnection:
    """One shard of a client, connected again whenever its connection breaks.

    discord.py's own loop dies when the first connect is refused, never leaves a failing resume
    address, ends on one malformed event, and knows no limit on connects and IDENTIFY.
    """

    def __init__(self, client: Client, pace: Pace, *, shard: int = 0) -> None:
        self._client = client
        self._pace = pace
        self.shard = shard
        self._websocket: DiscordWebSocket | None = None
        self._session: _Session | None = None
        self._opened_at: int | None = None
        self._failures = 0
        self._fruitless = 0
        self._broke_at = float("-inf")

    @property
    def is_up(self) -> bool:
        """Whether it is connected and Discord has begun a session."""
        websocket = self._websocket
        return websocket is not None and websocket.open and websocket.session_id is not None

    async def run(self) -> None:
        """Stay connected until the client closes.

        Raises:
            ConnectionClosed: Discord refuses the token, the intents or the shard.
            Exception: events break the client again and again; it has to be rebuilt.
        """
        while not self._client.is_closed():
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
                    extra={
                        "shard": self.shard,
                        "error": type(error).__name__,
                        "failures": self._failures,
                    },
                )
            except Exception:
                await self._survive_broken_event()

    async def leave(self, code: int = 1000) -> None:
        """Close the connection if it is open."""
        if self._websocket is not None and self._websocket.open:
            await self._websocket.close(code=code)

    async def _live(self) -> None:
        """Open a connection and take events from it until it ends, which raises."""
        identifies = self._session is None
        async with self._pace.opening(self.shard, identifies=identifies, failures=self._failures):
            extra = {"shard": self.shard, "identifies": identifies, "failures": self._failures}
            _log.info("connecting", extra=extra)
            websocket = await self._open()
        while True:
            await websocket.poll_event()

    async def _open(self) -> DiscordWebSocket:
        session = self._session
        self._failures += 1
        opening = DiscordWebSocket.from_client(
            self._client,
            shard_id=self.shard,
            gateway=session.address if session else None,
            session=session.id if session else None,
            sequence=session.sequence if session else None,
            resume=session is not None,
        )
        websocket = await asyncio.wait_for(opening, _HANDSHAKE)
        self._websocket = websocket
        if self.shard == 0:
            self._client.ws = websocket  # where discord.py looks for it
        self._opened_at = session.sequence if session else None
        self._failures = 0
        return websocket

    async def _plan_next(self, *, resume: bool) -> None:
        """Keep the session for the next connect if it can be resumed."""
        self._client.dispatch("disconnect")
        websocket = self._websocket
        if self._failures or websocket is None:  # it closed before it said hello
            self._leave_address()
            return
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
        if self._websocket is not None:
            await self._websocket.close(code=4000)
            await self._plan_next(resume=self._client.is_ready())
