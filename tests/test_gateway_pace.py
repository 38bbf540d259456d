"""The pace of connects and IDENTIFY on a virtual clock, whatever the gateway does."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.gateway import Pace, back_off
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
            await pace.admit(identifies=identifies_again, failures=failures)
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
            await pace.admit(identifies=False, failures=failures)
            failures += 1
        # it came back just after that attempt: the next resumes in vain, the one after identifies
        back_at = time.seconds
        await pace.admit(identifies=False, failures=failures)
        await pace.rest_after_invalid_session()
        await pace.admit(identifies=True)
        return time.seconds - back_at

    assert asyncio.run(wait_after_outage()) <= 75


def test_the_wait_grows_with_each_failure_up_to_half_a_minute() -> None:
    assert [back_off(failures, 0.0) for failures in range(1, 8)] == [1, 2, 4, 8, 16, 30, 30]
    assert back_off(3, 1.0) == 2
    assert back_off(100_000, 0.0) == 30
