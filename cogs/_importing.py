"""An import while it goes on: the file that waits for its author, its button, its progress."""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeVar

import discord

from bot.core.curation.repeats import Repeat
from bot.core.errors import NotAllowed
from bot.core.exchange import IfDifferent, ImportReport, Item, Problem, arrange
from bot.core.replies import Reply
from bot.core.words import Sentence
from cogs._curating import Moderator
from cogs._desk import Interaction, send_answer
from cogs._items import Button, FoundButton
from cogs._newest import Newest
from cogs._render import render_note

if TYPE_CHECKING:
    from cogs.exchange import Exchanging

T = TypeVar("T")

_IMPORT = re.compile(r"or1x\.(?P<nonce>[0-9]{1,20})")

LARGEST = 8_000_000
"""Bytes of a file that is taken."""

MOST_ENTRIES = 50_000
"""Entries of a file that is taken: claims, statements, speakers and sources."""

_MOST_WAITING = 8


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A file as it was read and tried, and what would come of it."""

    name: str
    items: Sequence[Item]
    unreadable: Sequence[Problem]
    report: ImportReport
    repeats: Sequence[Repeat]
    if_different: IfDifferent

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong with it."""
        return arrange([*self.unreadable, *self.report.problems])

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to be taken over."""
        return bool(self.report.added or self.report.updated)


class WaitingFiles:
    """The files that were tried and wait, in memory, for their authors to go on; one of each."""

    def __init__(self) -> None:
        self._files: Newest[tuple[int, int], tuple[int, Rehearsed]] = Newest(_MOST_WAITING)

    def keep(self, member_id: int, community_id: int, nonce: int, file: Rehearsed) -> None:
        """Keep a file for a while, in place of an earlier one of the same author."""
        self._files.keep((member_id, community_id), (nonce, file))

    def take(self, member_id: int, community_id: int, nonce: int) -> Rehearsed | None:
        """The file, once, for who sent it and where."""
        kept, file = self._files.get((member_id, community_id), (0, None))
        if kept != nonce:
            return None
        del self._files[member_id, community_id]
        return file


class Showing:
    """Shows how far work is, by editing the message where its author waits, every few seconds."""

    def __init__(self, interaction: Interaction, moderator: Moderator, seconds: float) -> None:
        self._interaction = interaction
        self._moderator = moderator
        self._seconds = seconds
        self._loop = asyncio.get_running_loop()
        self._is_due = asyncio.Event()
        self._shown_at = time.perf_counter()
        self._done = 0
        self._of = 0

    def __call__(self, done: int, of: int) -> None:
        """Note how far it is; called in whatever thread the work is done."""
        self._done, self._of = done, of
        if time.perf_counter() - self._shown_at >= self._seconds:
            self._shown_at = time.perf_counter()
            with contextlib.suppress(RuntimeError):  # the program ends; the work goes on till then
                self._loop.call_soon_threadsafe(self._is_due.set)

    async def during(self, key: str, work: Awaitable[T]) -> T:
        """Wait for work and show how far it is, in the text under a key of the catalogue."""
        task = asyncio.ensure_future(work)
        task.add_done_callback(lambda _: self._is_due.set())
        try:
            while not task.done():
                await self._is_due.wait()
                self._is_due.clear()
                if not task.done():
                    await self._tell(key)
        finally:
            if not task.done():
                task.cancel()
        return task.result()

    async def _tell(self, key: str) -> None:
        words = self._moderator.words
        reply = Reply(words.say(key, done=self._done, of=self._of))
        view = await render_note(reply, self._moderator.reader, can_report=False)
        with contextlib.suppress(discord.HTTPException, OSError):  # the next one comes soon
            await send_answer(self._interaction, view)


class Busy:
    """Works on one file of a server at a time, and on one file at a time in all."""

    def __init__(self, busy: set[int], one_file: asyncio.Lock, community_id: int) -> None:
        self._busy = busy
        self._one_file = one_file
        self._community_id = community_id

    async def __aenter__(self) -> None:
        if self._community_id in self._busy:
            raise NotAllowed(Sentence("import.busy"))
        self._busy.add(self._community_id)
        try:
            await self._one_file.acquire()
        except BaseException:
            self._busy.discard(self._community_id)
            raise

    async def __aexit__(self, *_: object) -> None:
        self._one_file.release()
        self._busy.discard(self._community_id)


class ImportButton(FoundButton, template=_IMPORT):
    """The button by which the author of a file that was tried has it taken over."""

    answered_by = "Exchanging"

    def __init__(self, nonce: int, label: str) -> None:
        super().__init__(f"or1x.{nonce}", label, discord.ButtonStyle.primary)
        self.nonce = nonce

    @classmethod
    def read(cls, match: re.Match[str], item: Button) -> Self:
        """The button, with what names the file."""
        return cls(int(match["nonce"]), item.label or "-")

    async def answer(self, interaction: Interaction, cog: Exchanging) -> None:
        """Take the file over."""
        await cog.import_now(interaction, self.nonce)
