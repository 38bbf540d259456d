"""Announcing: a `Keeping` that says when it may have changed something, to whoever listens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from bot.core.keeping import Keeping, Shelf

T = TypeVar("T")


class Announcing:
    """Runs use cases as `keeping` does; after each that may write, calls those who listen."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping
        self._listeners: list[Callable[[], None]] = []

    async def change(self, community_id: int, use_case: Callable[[Shelf], T]) -> T:
        """Run a use case as one transaction; raises StoreBusy."""
        result = await self._keeping.change(community_id, use_case)
        self.announce()
        return result

    async def read(self, community_id: int, look_up: Callable[[Shelf], T]) -> T:
        """Run a use case that only reads."""
        return await self._keeping.read(community_id, look_up)

    async def read_aside(self, community_id: int, look_up: Callable[[Shelf], T]) -> T:
        """Run a use case that only reads, and takes long, beside the others."""
        return await self._keeping.read_aside(community_id, look_up)

    def listen(self, listener: Callable[[], None]) -> None:
        """Call this after each change."""
        self._listeners.append(listener)

    def announce(self) -> None:
        """Say that something may have changed."""
        for listener in self._listeners:
            listener()
