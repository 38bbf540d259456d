"""How often a member may ask: so many times in so many seconds, and how long to wait otherwise."""

from __future__ import annotations

import contextlib
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from bot.core.kept import Cooldown
from cogs._newest import Newest

_MOST_MEMBERS = 10_000


class Pace:
    """Lets each member through `times` in any `seconds`; the longest unseen are forgotten.

    A server's own cooldown counts there, and apart from what is done elsewhere: `factor` times its
    uses. `own` maps the ids of servers to theirs, and may change at any time.
    """

    def __init__(
        self,
        times: int,
        seconds: float,
        *,
        own: Mapping[int, Cooldown] | None = None,
        factor: int = 1,
    ) -> None:
        self._times = times
        self._seconds = seconds
        self._own: Mapping[int, Cooldown] = {} if own is None else own
        self._factor = factor
        self._taken: Newest[tuple[int, int], deque[datetime]] = Newest(_MOST_MEMBERS)

    def wait(self, member_id: int, now: datetime, server_id: int | None = None) -> float:
        """Count one more, and return 0; or the seconds until the next is let through."""
        own = self._own.get(server_id or 0)
        times, seconds = self._times, self._seconds
        if own is not None:
            times, seconds = self._factor * own.uses, own.seconds
        key = ((server_id or 0) if own else 0, member_id)
        taken = self._taken.get(key, deque())
        self._taken.keep(key, taken)
        span = timedelta(seconds=seconds)
        while taken and now - taken[0] >= span:
            taken.popleft()
        if len(taken) >= times:
            return (taken[len(taken) - times] + span - now).total_seconds()
        taken.append(now)
        return 0.0


class Room:
    """Room for `most` things at a time, of which `most_of_one` may be one member's."""

    def __init__(self, *, most: int, most_of_one: int) -> None:
        self._most = most
        self._most_of_one = most_of_one
        self._taken: Counter[int] = Counter()

    @contextlib.contextmanager
    def take(self, member_id: int) -> Iterator[bool]:
        """Take room for a while; False, and nothing is taken, when there is none."""
        if self._taken.total() >= self._most or self._taken[member_id] >= self._most_of_one:
            yield False
            return
        self._taken[member_id] += 1
        try:
            yield True
        finally:
            self._taken[member_id] -= 1
            if not self._taken[member_id]:
                del self._taken[member_id]
