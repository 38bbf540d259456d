"""Keeping the record from Discord: the presses and forms of moderators, and their commands."""

from __future__ import annotations

import datetime
import logging
from typing import TYPE_CHECKING

from discord.ext import commands, tasks

from bot.core.curation.answering import AnsweredAlready
from bot.core.curation.commands import Undo
from bot.core.curation.drafting import choose, confirm, detach
from bot.core.curation.overseeing import drop_old
from bot.core.curation.reviewing import decline, withdraw
from bot.core.errors import InvalidInput, OnRecordError
from bot.core.words import Sentence
from cogs._bases import ModeratorsCog
from cogs._curating import begin
from cogs._curating_buttons import CuratingButton, read_marks, read_owner
from cogs._curating_forms import Filled, read_form
from cogs._curating_work import Work
from cogs._desk import Interaction, desk_of
from cogs._queue_presses import QUEUE_ACTIONS, press_in_queue, stands_alone
from cogs._refusing import reporting_failure
from cogs.arranging import Arranging
from cogs.exchange import Exchanging
from cogs.history import History, show_history
from cogs.queue import Queue
from cogs.record import Recording
from cogs.settings import ServerSettings

if TYPE_CHECKING:
    from bot.client import OnRecordClient

_LOG = logging.getLogger(__name__)
_HOURS_BETWEEN = 24.0


class Curation(ModeratorsCog):
    """Answers moderators' presses and forms; what may be done is checked anew at each."""

    items = (CuratingButton,)

    async def cog_load(self) -> None:
        """Have old drafts dropped once a day."""
        await super().cog_load()
        self.tidy.start()

    async def cog_unload(self) -> None:
        """Tidy no longer."""
        await super().cog_unload()
        self.tidy.cancel()

    @tasks.loop(hours=_HOURS_BETWEEN)
    async def tidy(self) -> None:
        """Drop drafts and answers to requests that are too old to be asked for again."""
        try:
            await self.drop_old(self.bot.now().date())
        except OnRecordError as error:
            _LOG.warning("old drafts were not dropped: %s", error)

    @tidy.before_loop
    async def _wait_for_discord(self) -> None:
        await self.bot.wait_until_ready()

    async def drop_old(self, today: datetime.date) -> int:
        """Drop what is too old on this day; returns how many."""
        return await drop_old(self.bot.keeping, today)

    async def press(self, interaction: Interaction, action: str, about: tuple[str, ...]) -> None:
        """Do what a button says.

        Raises:
            OnRecordError: it cannot be done, or not by this person.
        """
        match action, about:
            case "e", (nonce,):
                await self.work.reopen(interaction, int(nonce))
            case "u", (revision,):
                await self.work.carry_out(interaction, Undo(int(revision)))
            case "h", (id_, page):
                await show_history(self.work, interaction, id_, int(page), in_place=True)
            case _ if action in QUEUE_ACTIONS:
                await press_in_queue(self.work, interaction, action, about)
            case _:
                await self._decide(interaction, action, about)

    async def _decide(self, interaction: Interaction, action: str, about: tuple[str, ...]) -> None:
        """Go on with a draft, or withdraw a proposal, in the place of the message that showed it.

        Where what it was to settle was decided meanwhile, it is asked about once more.
        """
        moderator = await begin(self.desk, interaction, in_place=stands_alone(interaction))
        keeping, request = self.bot.keeping, moderator.request
        here = request.community_id
        match action, about:
            case "y", (draft, owner, marks):
                whose = read_owner(owner, here)
                work = confirm(keeping, request, int(draft), read_marks(marks), owner=whose)
            case "z", (draft, owner, mark, option):
                whose = read_owner(owner, here)
                work = choose(keeping, request, int(draft), mark, int(option), owner=whose)
            case "w", (draft, owner):
                whose = read_owner(owner, here)
                work = withdraw(keeping, request, int(draft), owner=whose)
            case _:
                raise InvalidInput(Sentence("unusable-value"))
        try:
            await self.work.conclude(interaction, moderator, work)
        except AnsweredAlready as late:
            asks = await detach(keeping, request, int(draft), owner=whose)
            await self.work.clerk.answer(interaction, moderator, asks, late=late)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Take in the forms that were sent."""
        filled = read_form(interaction)
        if filled is not None:
            async with reporting_failure(interaction):
                await self._take_in(interaction, filled)

    async def _take_in(self, interaction: Interaction, filled: Filled) -> None:
        try:
            if filled.kind == "x":
                await self._decline(interaction, filled)
            else:
                await self.work.take_in(interaction, filled)
        except ValueError as unreadable:  # a custom id that this program did not write
            raise InvalidInput(Sentence("unusable-value")) from unreadable

    async def _decline(self, interaction: Interaction, filled: Filled) -> None:
        in_place, why = stands_alone(interaction), filled.get("why")
        moderator = await begin(self.desk, interaction, in_place=in_place, reason=why)
        outcome = await decline(self.bot.keeping, moderator.request, int(filled.about[0]))
        await self.work.clerk.answer(interaction, moderator, outcome)


async def setup(bot: OnRecordClient) -> None:
    """Add what moderators have."""
    desk = desk_of(bot)
    work = Work(desk)
    await bot.add_cog(Curation(bot, desk, work))
    await bot.add_cog(Recording(bot, desk, work))
    await bot.add_cog(History(bot, desk, work))
    await bot.add_cog(Arranging(bot, desk, work))
    await bot.add_cog(Exchanging(bot, desk, work))
    await bot.add_cog(Queue(bot, desk, work))
    await bot.add_cog(ServerSettings(bot, desk, work))
