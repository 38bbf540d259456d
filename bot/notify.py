"""Tells systemd how the service is doing: ready, alive, stopping (the protocol of sd_notify)."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable, Mapping


class Notifier:
    """Sends states to the socket that systemd named; does nothing where there is none.

    `watchdog` is within how many seconds systemd wants a sign of life; None: it wants none.
    """

    def __init__(self, address: str | None, watchdog: float | None = None) -> None:
        self._address = address
        self.watchdog = watchdog

    def send(self, *states: str) -> None:
        """Send states such as `READY=1` or `STATUS=connected`; a lost one does no harm."""
        if not self._address:
            return
        # A leading @ stands for the NUL of Linux's abstract names.
        name = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        message = "\n".join(state.replace("\n", " ") for state in states)
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as end:
            end.setblocking(False)
            end.sendto(message.encode(), name)


def read_notifier(environment: Mapping[str, str], process_id: int) -> Notifier:
    """The notifier that systemd asks this process for."""
    microseconds = environment.get("WATCHDOG_USEC", "")
    meant = environment.get("WATCHDOG_PID") in (None, "", str(process_id))
    watchdog = int(microseconds) / 1e6 if microseconds.isdecimal() and meant else None
    return Notifier(environment.get("NOTIFY_SOCKET"), watchdog)


async def give_signs_of_life(notifier: Notifier, check: Callable[[], Awaitable[object]]) -> None:
    """Tell systemd twice within its limit that the service lives, as long as `check` succeeds.

    Runs until cancelled. A loop that hangs gives no sign, and neither does a `check` that hangs
    or raises: systemd then restarts the service. Where no watchdog is asked for, returns at once.
    """
    if notifier.watchdog is None:
        return
    while True:
        with contextlib.suppress(Exception):
            await asyncio.wait_for(check(), notifier.watchdog / 2)
            notifier.send("WATCHDOG=1")
        await asyncio.sleep(notifier.watchdog / 3)
