"""How often a member may ask: so many times in so many seconds, and how long to wait otherwise."""

from __future__ import annotations

from collections import OrderedDict, deque
from datetime import datetime, timedelta

_MOST_MEMBERS = 10_000


class Pace:
    """Lets each member through `times` in any `seconds`; the longest unseen are forgotten."""

    def __init__(self, times: int, seconds: float) -> None:
        self._times = times
        self._span = timedelta(seconds=seconds)
        self._taken: OrderedDict[int, deque[datetime]] = OrderedDict()

    def wait(self, member_id: int, now: datetime) -> float:
        """Count one more, and return 0; or the seconds until the next is let through."""
        taken = self._taken.setdefault(member_id, deque())
        self._taken.move_to_end(member_id)
        if len(self._taken) > _MOST_MEMBERS:
            self._taken.popitem(last=False)
        while taken and now - taken[0] >= self._span:
            taken.popleft()
        if len(taken) >= self._times:
            return (taken[0] + self._span - now).total_seconds()
        taken.append(now)
        return 0.0
