"""Tells moderators what became of their requests, and the audit and queue channels as well."""

from __future__ import annotations

import asyncio
import io
import logging

import discord
from discord import ui

from bot.core.curation.outcomes import Asks, Audit, Closed, Declined, Outcome, Proposed, Stored
from bot.core.curation.overseeing import load_settings
from bot.core.errors import Conflict, OnRecordError
from bot.core.models import View
from bot.core.replies import Reply
from bot.core.words import Words
from cogs._curating import Moderator
from cogs._curating_buttons import correct_row, proposed_row, rows_of_draft, undo_row
from cogs._curating_replies import (
    describe_audit,
    describe_conflict,
    describe_outcome,
)
from cogs._desk import NOBODY, Desk, Interaction, Reader, send_answer
from cogs._file import write_file
from cogs._opening import lay_out
from cogs._render import draw
from cogs._views import Row
from cogs.translation import words_for

_LOG = logging.getLogger(__name__)
_WHOLE = "whole"


class Clerk:
    """Answers moderators, and posts in a server's own channels."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def answer(
        self, interaction: Interaction, moderator: Moderator, outcome: Outcome, *, nonce: int = 0
    ) -> None:
        """Show what became of a request; `nonce` names the form that it came from."""
        rows: tuple[Row, ...] = ()
        match outcome:
            case Asks():
                rows = tuple(rows_of_draft(outcome, moderator.words, nonce=nonce))
            case Proposed():
                rows = (proposed_row(outcome, moderator.words),)
            case Stored() if outcome.revision is not None:
                rows = (undo_row(outcome.revision, moderator.words),)
        reply = describe_outcome(outcome, moderator.words)
        whole = describe_outcome(outcome, moderator.words, is_whole=True)
        await self.say(interaction, moderator, reply, rows, whole=whole)
        if isinstance(outcome, Asks):
            return
        try:
            await self._tell(interaction, moderator, outcome)
        except OnRecordError as error:  # what was done stands anyway
            _LOG.warning("the moderators' channels were not told: %s", error)

    async def _tell(
        self,
        interaction: Interaction,
        moderator: Moderator,
        outcome: Stored | Proposed | Declined | Closed,
    ) -> None:
        """Tell the audit channel; the queue channel and who proposed it are told by workers."""
        await self.announce(interaction, outcome.audit)

    async def say(
        self,
        interaction: Interaction,
        moderator: Moderator,
        reply: Reply,
        rows: tuple[Row, ...] = (),
        *,
        whole: Reply | None = None,
    ) -> None:
        """Put a reply where the moderator waits, on one page; what does not fit there, or is
        shortened from `whole`, goes along as a file, because nothing may stay unseen.
        """
        words = moderator.words
        pages = await lay_out(reply, words, compact=True)
        view = draw(pages, 0, moderator.reader, rows=list(rows))
        files = []
        if len(pages.pages) > 1 or (whole or reply).cards != reply.cards:
            limit = interaction.filesize_limit
            content, ending = await asyncio.to_thread(write_file, whole or reply, words, limit)
            files.append(discord.File(io.BytesIO(content), f"{_WHOLE}.{ending}"))
            view.add_item(ui.TextDisplay(words.say("file.sent")))
            view.add_item(ui.File(f"attachment://{_WHOLE}.{ending}"))
        await send_answer(interaction, view, files)

    async def refuse(
        self, interaction: Interaction, moderator: Moderator, error: OnRecordError, nonce: int
    ) -> None:
        """Say why a form cannot be used, with the button that opens it again as it was filled."""
        differences = getattr(error, "differences", ()) if isinstance(error, Conflict) else ()
        reply = describe_conflict(error, differences, moderator.words)
        await self.say(interaction, moderator, reply, (correct_row(nonce, moderator.words),))

    async def announce(self, interaction: Interaction, audit: Audit) -> None:
        """Post a line in the audit channel, if there is one."""
        if interaction.guild is None:
            return
        settings = await load_settings(self.desk.bot.keeping, interaction.guild.id)
        words = await self.words_of(interaction.guild)
        reply = describe_audit(audit, interaction.user.display_name, words)
        await self._post(interaction.guild, settings.audit_channel, reply, words)

    async def words_of(self, guild: discord.Guild) -> Words:
        """The texts in the language that a server has chosen, else the operator's."""
        chosen = await self.desk.bot.members.load_settings(guild.id)
        return words_for(chosen.language or self.desk.bot.settings.language)

    async def _post(
        self,
        guild: discord.Guild,
        channel_id: int | None,
        reply: Reply,
        words: Words,
        rows: tuple[Row, ...] = (),
    ) -> None:
        """Post in a channel of this server, and of no other."""
        channel = guild.get_channel(channel_id) if channel_id is not None else None
        if not isinstance(channel, discord.TextChannel):
            return
        reader = Reader(View(guild.id), words, 0)
        pages = await lay_out(reply, words, compact=True)
        view = draw(pages, 0, reader, rows=list(rows))
        try:
            await channel.send(view=view, allowed_mentions=NOBODY)
        except (discord.HTTPException, OSError) as error:
            _LOG.warning("a moderators' channel was not told: %s", error)
