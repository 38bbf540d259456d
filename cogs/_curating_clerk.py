"""Tells moderators what became of their requests, and the audit and queue channels as well."""

from __future__ import annotations

import logging
from dataclasses import replace

import discord
from discord import ui

from bot.core.curation.outcomes import Asks, Audit, Outcome, Proposed, Stored
from bot.core.curation.overseeing import load_settings
from bot.core.errors import Conflict, OnRecordError
from bot.core.models import View
from bot.core.replies import Reply
from bot.core.words import Words
from cogs._curating import Moderator
from cogs._curating_buttons import correct_row, proposed_row, rows_of_draft, undo_row
from cogs._curating_replies import describe_audit, describe_conflict, describe_outcome
from cogs._desk import NOBODY, Desk, Interaction, Reader, send_answer
from cogs._file import make_file
from cogs._items import Row
from cogs._opening import lay_out
from cogs._pages import Pages
from cogs._render import draw
from cogs.translation import words_for

_LOG = logging.getLogger(__name__)
_WHOLE = "whole"


class Clerk:
    """Answers moderators, and posts in a server's own channels."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def answer(
        self,
        interaction: Interaction,
        moderator: Moderator,
        outcome: Outcome,
        *,
        nonce: int = 0,
        late: OnRecordError | None = None,
    ) -> None:
        """Show what became of a request; `nonce` names the form that it came from.

        `late` says why it does not settle what it was to settle in the queue.
        """
        rows = _rows_under(outcome, moderator.words, nonce)
        reply = describe_outcome(outcome, moderator.words)
        whole = describe_outcome(outcome, moderator.words, is_whole=True)
        if late is not None:
            reply = replace(reply, lead=(late.say(moderator.words), *reply.lead))
        await self.say(interaction, moderator, reply, rows, whole=whole)
        if isinstance(outcome, Asks):
            return
        try:
            await self.announce(interaction, outcome.audit)
        except OnRecordError as error:  # what was done stands anyway
            _LOG.warning("the moderators' channels were not told: %s", error)

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
        first = Pages(pages.pages[:1], pages.page_of)  # there is no turning to the others
        view = draw(first, 0, moderator.reader, rows=list(rows))
        files = []
        if len(pages.pages) > 1 or (whole or reply).cards != reply.cards:
            limit = interaction.filesize_limit
            file = await make_file(whole or reply, words, _WHOLE, limit)
            view.add_item(ui.TextDisplay(words.say("file.sent")))
            view.add_item(ui.File(file.uri))
            files.append(file)
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
        channel = interaction.guild.get_channel(settings.audit_channel or 0)
        if isinstance(channel, discord.TextChannel):
            await _post(channel, reply, words)

    async def words_of(self, guild: discord.Guild) -> Words:
        """The texts in the language that a server has chosen, else the operator's."""
        chosen = await self.desk.bot.members.load_settings(guild.id)
        return words_for(chosen.language or self.desk.bot.settings.language)


def _rows_under(outcome: Outcome, words: Words, nonce: int) -> tuple[Row, ...]:
    match outcome:
        case Asks():
            return tuple(rows_of_draft(outcome, words, nonce=nonce))
        case Proposed():
            return (proposed_row(outcome, words),)
        case Stored() if outcome.revision is not None:
            return (undo_row(outcome.revision, words),)
    return ()


async def _post(channel: discord.TextChannel, reply: Reply, words: Words) -> None:
    pages = await lay_out(reply, words, compact=True)
    view = draw(pages, 0, Reader(View(channel.guild.id), words, 0), rows=[])
    try:
        await channel.send(view=view, allowed_mentions=NOBODY)
    except (discord.HTTPException, OSError) as error:
        _LOG.warning("a moderators' channel was not told: %s", error)
