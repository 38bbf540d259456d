"""The shards of a client: as many connections as Discord asks for, all in this process."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

import aiohttp
from discord import Client, GatewayNotFound
from discord.state import AutoShardedConnectionState

from bot.gateway import GatewayConnection
from bot.pace import Pace

_log = logging.getLogger(__name__)

_FEWEST_STARTS = 99
"""Discord resets the token at the last of 1,000 sessions a day; a crash loop stops here."""


class ShardedState(AutoShardedConnectionState[Any]):
    """What discord.py knows of servers, whichever shard it heard it from.

    discord.py's own keeps the servers that the bot was removed from while a shard was away.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.shard_ids = range(1)

    def share_out(self, shards: int) -> None:
        """Expect the servers to come through so many shards."""
        self.shard_count = shards
        self.shard_ids = range(shards)

    def parse_ready(self, data: Any) -> None:
        """Begin a shard's session: what was known of its servers gives way to what comes now."""
        shard, _ = data["shard"]
        for server in self.guilds:
            if server.shard_id == shard:
                self._remove_guild(server)
        super().parse_ready(data)


class Shards:
    """Keeps one connection for each shard; they share the pace, the cogs and the database."""

    def __init__(self, client: Client, state: ShardedState, pace: Pace) -> None:
        self._client = client
        self._state = state
        self._pace = pace
        self._connections: list[GatewayConnection] = []

    async def run(self) -> None:
        """Stay connected with every shard until the client closes.

        Raises:
            ConnectionClosed: Discord refuses the token, the intents or the number of shards.
            Exception: events break a shard again and again; the client has to be rebuilt.
        """
        await self._ask_discord()
        count = self._pace.shards
        self._client.shard_count = count
        self._state.share_out(count)
        self._connections = [
            GatewayConnection(self._client, self._pace, shard=shard) for shard in range(count)
        ]
        running = [asyncio.create_task(c.run(), name=f"shard {c.shard}") for c in self._connections]
        try:
            ended, _ = await asyncio.wait(running, return_when=asyncio.FIRST_EXCEPTION)
            for task in ended:
                task.result()
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    async def leave(self) -> None:
        """Tell Discord that every connection ends; the sessions end with it."""
        await asyncio.gather(*(connection.leave() for connection in self._connections))

    def are_up(self) -> Mapping[int, bool]:
        """Whether each shard has a session now, by its number; empty before the first connect."""
        return {connection.shard: connection.is_up for connection in self._connections}

    async def _ask_discord(self) -> None:
        """Learn how many shards to have, and hold back while the day's sessions are nearly used up.

        Where Discord does not say, it stays at as many as before: a wrong number is refused, and
        the rebuilt client asks again.
        """
        try:
            shards, _, limit = await self._client.http.get_bot_gateway()
        except (GatewayNotFound, OSError, aiohttp.ClientError) as error:
            extra = {"shards": self._pace.shards, "error": type(error).__name__}
            _log.warning("Discord does not say how many shards it wants", extra=extra)
            return
        self._pace.suit(shards, limit["max_concurrency"])
        if limit["remaining"] < _FEWEST_STARTS + shards:
            seconds = limit["reset_after"] / 1000
            _log.warning("too many sessions today; waiting", extra={"seconds": seconds})
            await self._pace.sleep(seconds)
