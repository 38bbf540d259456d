"""The pace of connects and IDENTIFY on a virtual clock, whatever the gateway does."""

from __future__ import annotations

import asyncio
import selectors
from bisect import bisect_left
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pace import Pace, back_off
from tests.loopback_client import VirtualTime

HOUR, DAY = 3600.0, 86_400.0

# What one attempt comes to: seconds it lasted, whether it had to identify, failures before it.
_Attempt = tuple[float, bool, int]
_attempts = st.tuples(
    st.sampled_from([0.0, 0.01, 1.0, 50.0, 61.0, 600.0]), st.booleans(), st.integers(0, 8)
)


async def _attempt(pattern: list[_Attempt], until: float) -> tuple[list[float], list[float]]:
    """When connects and IDENTIFY went out while the pattern repeated."""
    time = VirtualTime()
    pace = Pace(clock=time, sleep=time.sleep, chance=lambda: 1.0)
    connects: list[float] = []
    identifies: list[float] = []
    while time.seconds < until:
        for lasted, identifies_again, failures in pattern:
            async with pace.opening(identifies=identifies_again, failures=failures):
                connects.append(time.seconds)
                if identifies_again:
                    pace.count_identify()
                    identifies.append(time.seconds)
            time.seconds += lasted
    return connects, identifies


def _most_within(times: list[float], window: float) -> int:
    """The largest number of times in any window."""
    return max(
        bisect_left(times, start + window, lo=number) - number for number, start in enumerate(times)
    )


@settings(max_examples=25, deadline=None)
@given(pattern=st.lists(_attempts, min_size=1, max_size=6))
def test_no_hour_has_more_than_70_connects_and_no_day_more_than_300_identifies(
    pattern: list[_Attempt],
) -> None:
    connects, identifies = asyncio.run(_attempt(pattern, 1.2 * DAY))
    assert _most_within(connects, HOUR) <= 70
    if identifies:
        assert _most_within(identifies, DAY) <= 300


async def _open(pace: Pace, **how: Any) -> None:
    async with pace.opening(**how):
        pass


class _JumpingLoop(asyncio.SelectorEventLoop):
    """A loop on which nobody waits: where all sleep, its clock jumps to the first who wakes."""

    def __init__(self) -> None:
        self._now = 0.0
        super().__init__(_JumpingSelector(self))

    def time(self) -> float:
        return self._now

    def jump(self, seconds: float) -> None:
        self._now += seconds


class _JumpingSelector(selectors.DefaultSelector):
    def __init__(self, loop: _JumpingLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> Any:
        self._loop.jump(timeout or 0.0)
        return super().select(0)


def _start_shards(count: int, at_a_time: int) -> list[tuple[float, int]]:
    """When each of so many shards identified, all starting at once; a handshake takes a second."""
    identified: list[tuple[float, int]] = []

    async def start() -> None:
        clock = asyncio.get_running_loop().time
        pace = Pace(clock=clock, chance=lambda: 0.0)
        pace.suit(count, at_a_time)

        async def connect(shard: int) -> None:
            async with pace.opening(shard, identifies=True):
                await asyncio.sleep(1)
                pace.count_identify(shard)
                identified.append((clock(), shard))

        await asyncio.gather(*(connect(shard) for shard in range(count)))

    with asyncio.Runner(loop_factory=_JumpingLoop) as runner:
        runner.run(start())
    return identified


@pytest.mark.parametrize(("shards", "at_a_time"), [(3, 1), (16, 1), (40, 16), (700, 16)])
def test_shards_identify_in_turn_and_as_many_at_a_time_as_discord_lets(
    shards: int, at_a_time: int
) -> None:
    identified = _start_shards(shards, at_a_time)
    assert len(identified) == shards
    for lane in range(at_a_time):
        times = [at for at, shard in identified if shard % at_a_time == lane]
        assert all(later - earlier >= 5 for earlier, later in pairwise(times))
    rounds = -(-shards // at_a_time)
    assert max(at for at, _ in identified) <= 6 * rounds + 1


def test_a_shard_that_resumes_does_not_wait_behind_one_that_identifies() -> None:
    async def wait_to_resume() -> float:
        clock = asyncio.get_running_loop().time
        pace = Pace(clock=clock)
        pace.suit(2)
        pace.count_identify(0)
        identifying = asyncio.create_task(_open(pace, shard=0, identifies=True))
        await asyncio.sleep(0.1)
        await _open(pace, shard=1, identifies=False)
        waited = clock() - 0.1
        await identifying
        assert clock() >= 5
        return waited

    with asyncio.Runner(loop_factory=_JumpingLoop) as runner:
        assert runner.run(wait_to_resume()) == 0


def test_sixty_shards_in_a_loop_of_invalid_sessions_do_not_use_up_a_days_identifies() -> None:
    async def go_on_for_a_day() -> int:
        clock = asyncio.get_running_loop().time
        pace = Pace(clock=clock, chance=lambda: 0.0)
        pace.suit(60)
        count = 0

        async def go_on(shard: int) -> None:
            nonlocal count
            while True:
                async with pace.opening(shard, identifies=True):
                    pace.count_identify(shard)
                    count += 1
                await pace.rest_after_invalid_session()

        going = [asyncio.create_task(go_on(shard)) for shard in range(60)]
        await asyncio.sleep(DAY)
        for task in going:
            task.cancel()
        return count

    with asyncio.Runner(loop_factory=_JumpingLoop) as runner:
        assert 800 < runner.run(go_on_for_a_day()) < 900


def test_a_burst_of_five_connects_goes_out_at_once() -> None:
    connects, _ = asyncio.run(_attempt([(0.0, False, 0)], 1.0))
    assert connects[:5] == [0.0] * 5
    assert connects[5] > 50


def test_two_identifies_are_at_least_five_seconds_apart() -> None:
    _, identifies = asyncio.run(_attempt([(0.0, True, 0)], HOUR))
    gaps = [later - earlier for earlier, later in pairwise(identifies)]
    assert min(gaps) >= 5


def test_after_a_long_outage_a_lost_session_is_replaced_within_75_seconds() -> None:
    async def wait_after_outage() -> float:
        time = VirtualTime()
        pace = Pace(clock=time, sleep=time.sleep, chance=lambda: 0.0)
        failures = 0
        while time.seconds < 600:
            await _open(pace, identifies=False, failures=failures)
            failures += 1
        # it came back just after that attempt: the next resumes in vain, the one after identifies
        back_at = time.seconds
        await _open(pace, identifies=False, failures=failures)
        await pace.rest_after_invalid_session()
        await _open(pace, identifies=True)
        return time.seconds - back_at

    assert asyncio.run(wait_after_outage()) <= 75


def test_the_wait_grows_with_each_failure_up_to_half_a_minute() -> None:
    assert [back_off(failures, 0.0) for failures in range(1, 8)] == [1, 2, 4, 8, 16, 30, 30]
    assert back_off(3, 1.0) == 2
    assert back_off(100_000, 0.0) == 30
