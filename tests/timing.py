"""How long work takes, whatever else the machine is doing."""

from __future__ import annotations

import time
from collections.abc import Callable


def time_work(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the processor's that work in this process takes: the least of so many times."""
    seconds = []
    for _ in range(times):
        begun = time.process_time()
        work()
        seconds.append(time.process_time() - begun)
    return min(seconds)
