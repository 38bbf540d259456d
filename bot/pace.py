"""How fast Discord's gateway may be called, over all shards and rebuilt clients of a process."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable

_log = logging.getLogger(__name__)


class Allowance:
    """So many starts at once, then one in so many seconds."""

    def __init__(self, burst: int, seconds: float, clock: Callable[[], float]) -> None:
        self._burst = burst
        self._seconds = seconds
        self._clock = clock
        self._left = float(burst)
        self._counted_at = clock()

    def resize(self, burst: int, seconds: float) -> None:
        """Allow more or fewer from now on; what was used up stays used up."""
        self._count()
        self._left += burst - self._burst
        self._burst, self._seconds = burst, seconds

    def delay(self, *, reserve: int = 0) -> float:
        """Seconds until one may be taken that leaves `reserve` more."""
        self._count()
        return max(0.0, 1 + reserve - self._left) * self._seconds

    def take(self) -> None:
        """Use one up."""
        self._count()
        self._left -= 1

    def _count(self) -> None:
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._counted_at) / self._seconds)
        self._counted_at = now


class _Lane:
    """Shards that Discord lets identify one after another, five seconds apart."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.identified_at = float("-inf")


class Pace:
    """How fast the gateway may be called, over all shards and rebuilt clients of a process.

    Connects: for each shard at most 70 in any hour (5 at once, then one in 55.4 s).
    IDENTIFY: for all shards together 10 a shard at once (600 at most), then one in 300 s. That is
    298 in any day for one shard and 888 for sixty; Discord resets the token of a bot that
    identifies 1,000 times a day.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._connects = Allowance(5, 55.4, clock)
        self._identifies = Allowance(10, 300.0, clock)
        self._lanes: dict[int, _Lane] = {}
        self._at_a_time = 1
        self._opening = 0
        self._chance = chance
        self.shards = 1
        self.clock = clock
        self.sleep = sleep

    def suit(self, shards: int, at_a_time: int = 1) -> None:
        """Suit so many shards, of which Discord lets so many identify at a time."""
        self.shards, self._at_a_time = shards, at_a_time
        self._connects.resize(5 * shards, 55.4 / shards)
        self._identifies.resize(max(shards, min(10 * shards, 600)), 300.0)

    @contextlib.asynccontextmanager
    async def opening(
        self, shard: int = 0, *, identifies: bool, failures: int = 0
    ) -> AsyncIterator[None]:
        """Wait until a shard may connect; the block lasts until its session is asked for.

        `failures` counts the attempts in a row that did not reach the gateway. Such a row leaves
        one connect in reserve: the first that gets through may find its session gone, and then
        needs another at once.
        """
        if failures:
            await self.sleep(back_off(failures, self._chance()))
        reserve = 1 if failures else 0
        if not identifies:
            await self._await_turn(shard, lambda: self._connects.delay(reserve=reserve))
            yield
            return
        lane = self._lane_of(shard)
        async with lane.turn:
            await self._await_turn(shard, lambda: self._delay_identify(lane, reserve))
            self._opening += 1
            try:
                yield
            finally:
                self._opening -= 1

    async def _await_turn(self, shard: int, delay: Callable[[], float]) -> None:
        while wait := delay():
            if wait > 1:
                extra = {"shard": shard, "seconds": round(wait, 1)}
                _log.info("waiting before the next connect", extra=extra)
            await self.sleep(max(wait, 0.001))  # less may not move the clock
        self._connects.take()

    def _delay_identify(self, lane: _Lane, reserve: int) -> float:
        return max(
            self._connects.delay(reserve=reserve),
            # other lanes that are connecting have not counted theirs yet
            self._identifies.delay(reserve=self._opening),
            lane.identified_at + 5.0 - self.clock(),
            0.0,
        )

    def _lane_of(self, shard: int) -> _Lane:
        return self._lanes.setdefault(shard % self._at_a_time, _Lane())

    def count_identify(self, shard: int = 0) -> None:
        """Take note that an IDENTIFY goes out."""
        self._identifies.take()
        self._lane_of(shard).identified_at = self.clock()
        _log.info("identifying", extra={"shard": shard})

    async def rest_after_invalid_session(self) -> None:
        """Wait the 1 to 5 seconds that Discord asks for before a new session."""
        await self.sleep(1 + 4 * self._chance())


def back_off(failures: int, chance: float) -> float:
    """Seconds to wait after so many failures in a row: 1, 2, 4 … 30, up to half less by chance."""
    longest = min(30.0, 2.0 ** min(failures - 1, 10))
    return longest * (1 - chance / 2)
