"""Tells moderators what became of their requests, and the audit and queue channels as well."""

from __future__ import annotations

import logging

import discord
from discord import ui

from bot.core.curation.outcomes import Asks, Audit, Declined, Outcome, Proposed, Stored
from bot.core.curation.overseeing import load_settings
from bot.core.errors import Conflict, OnRecordError
from bot.core.models import SHARED, View
from bot.core.replies import Reply
from bot.core.words import Words
from cogs._curating import Moderator
from cogs._curating_buttons import correct_row, look_button, rows_of_draft, undo_row, withdraw_row
from cogs._curating_replies import (
    describe_audit,
    describe_conflict,
    describe_differences,
    describe_outcome,
)
from cogs._desk import NOBODY, Desk, Interaction, Reader, send_answer
from cogs._opening import lay_out
from cogs._render import draw, render_note
from cogs._views import Row
from cogs.translation import words_for

_LOG = logging.getLogger(__name__)


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
                rows = (withdraw_row(outcome, moderator.words),)
            case Stored() if outcome.revision is not None:
                rows = (undo_row(outcome.revision, moderator.words),)
        reply = describe_outcome(outcome, moderator.words)
        await self.say(interaction, moderator, reply, rows)
        if isinstance(outcome, Asks):
            return
        try:
            await self._tell(interaction, moderator, outcome)
        except OnRecordError as error:  # what was done stands anyway
            _LOG.warning("the moderators' channels were not told: %s", error)

    async def _tell(
        self, interaction: Interaction, moderator: Moderator, outcome: Stored | Proposed | Declined
    ) -> None:
        """Tell whoever else is to know."""
        await self.announce(interaction, outcome.audit)
        if isinstance(outcome, Proposed) and outcome.community_id != SHARED:
            await self._post_proposal(interaction, moderator, outcome)
        if isinstance(outcome, Declined) and outcome.author != moderator.request.actor.author:
            await self._tell_author(interaction, outcome)

    async def say(
        self,
        interaction: Interaction,
        moderator: Moderator,
        reply: Reply,
        rows: tuple[Row, ...] = (),
    ) -> None:
        """Put a reply where the moderator waits, on one page: nothing of it may stay unseen."""
        pages = await lay_out(reply, moderator.words, compact=True)
        view = draw(pages, 0, moderator.reader, rows=list(rows))
        await send_answer(interaction, view)

    async def refuse(
        self, interaction: Interaction, moderator: Moderator, error: OnRecordError, nonce: int
    ) -> None:
        """Say why a form cannot be used, with the button that opens it again as it was filled."""
        differences = getattr(error, "differences", ()) if isinstance(error, Conflict) else ()
        reply = describe_conflict(str(error), differences, moderator.words)
        await self.say(interaction, moderator, reply, (correct_row(nonce, moderator.words),))

    async def announce(self, interaction: Interaction, audit: Audit) -> None:
        """Post a line in the audit channel, if there is one."""
        if interaction.guild is None:
            return
        settings = await load_settings(self.desk.bot.keeping, interaction.guild.id)
        words = await self._words_of(interaction.guild)
        reply = describe_audit(audit, interaction.user.display_name, words)
        await self._post(interaction.guild, settings.audit_channel, reply, words)

    async def _post_proposal(
        self, interaction: Interaction, moderator: Moderator, proposed: Proposed
    ) -> None:
        if interaction.guild is None:
            return
        settings = await load_settings(self.desk.bot.keeping, interaction.guild.id)
        words = await self._words_of(interaction.guild)
        title = words.say("queue.new", number=proposed.proposal)
        by = words.say(
            "audit.by", name=interaction.user.display_name, id=moderator.request.actor.author
        )
        cards = tuple(describe_differences(proposed.differences, words))
        reply = Reply(title, lead=(by,), cards=cards)
        row: Row = ui.ActionRow(look_button(proposed.proposal, words))
        await self._post(interaction.guild, settings.queue_channel, reply, words, (row,))

    async def _tell_author(self, interaction: Interaction, declined: Declined) -> None:
        """Tell who proposed something here why it was declined, if they can be reached."""
        if interaction.guild is None or declined.from_community != interaction.guild.id:
            return
        words = await self._words_of(interaction.guild)
        lead = (words.say("declined.reason", reason=declined.reason),)
        reply = Reply(words.say("declined.yours", number=declined.proposal), lead=lead)
        view = await render_note(reply, Reader(View(), words, 0), can_report=False)
        try:
            author = await self.desk.bot.fetch_user(int(declined.author))
            await author.send(view=view, allowed_mentions=NOBODY)
        except (ValueError, discord.HTTPException, OSError) as error:
            _LOG.info("the author of a proposal was not told: %s", error)

    async def _words_of(self, guild: discord.Guild) -> Words:
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
