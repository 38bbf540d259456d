"""What every moderators' cog works with: one clerk, and the forms that are not finished."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace

from bot.core.curation.answering import AnsweredAlready, DecidedAlready
from bot.core.curation.commands import AnyCommand
from bot.core.curation.history import ChangedSince
from bot.core.curation.holding import hold
from bot.core.curation.outcomes import Outcome
from bot.core.curation.overseeing import load_kept
from bot.core.curation.permissions import Action
from bot.core.curation.requests import Request
from bot.core.curation.settling import Overtaken
from bot.core.curation.submitting import submit
from bot.core.errors import InvalidInput, NotAllowed, OnRecordError
from bot.core.words import Sentence
from cogs._curating import Moderator, begin, moderator_of
from cogs._curating_clerk import Clerk
from cogs._curating_entries import make_command
from cogs._curating_forms import FIELDS, CuratingForm, Filled, Unfinished
from cogs._curating_overtaken import bring_up
from cogs._curating_replies import describe_conflict
from cogs._curating_splitting import offer_parts
from cogs._desk import Desk, Interaction


class Work:
    """Opens moderators' forms, takes them in, and has commands carried out."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.clerk = Clerk(desk)
        self.unfinished = Unfinished()

    async def open_form(
        self, interaction: Interaction, filled: Filled, action: Action = Action.ADD
    ) -> None:
        """Show a form to someone who may do something with it; this is the first answer.

        Raises:
            NotAllowed: the actor may not, or has to wait.
            InvalidInput: what is on record is too long for a form.
        """
        self.desk.check_pace(self.desk.clicking, interaction.user.id, interaction.guild_id)
        moderator = await moderator_of(self.desk, interaction)
        moderator.request.check_anywhere(action)
        if filled.kind == "t":
            filled = await offer_parts(self.desk, moderator, filled)
        for each in FIELDS[filled.kind]:
            if len(filled.get(each.name)) > each.longest:
                raise InvalidInput(Sentence("form-too-long"))
        await interaction.response.send_modal(CuratingForm(filled, moderator.words))

    async def take_in(self, interaction: Interaction, filled: Filled) -> None:
        """Show what a form would do, for its sender to save; or why it cannot be used."""
        moderator = await begin(self.desk, interaction)
        request = moderator.request
        sender, community_id = interaction.user.id, request.community_id
        self.unfinished.keep(sender, community_id, filled)
        try:
            command = await make_command(self.desk, moderator, filled)
            outcome, late = await self._hold(request, command, filled)
        except NotAllowed:
            raise
        except Overtaken as error:
            kept = await load_kept(self.desk.bot.keeping, request, error.id)
            newer = bring_up(filled, error.seen, kept, moderator.words)
            self.unfinished.keep(sender, community_id, newer)
            await self.clerk.refuse(interaction, moderator, error, filled.nonce)
        except DecidedAlready as error:  # to correct the form would lead nowhere
            await self.clerk.say(
                interaction, moderator, describe_conflict(error, (), moderator.words)
            )
        except OnRecordError as error:
            await self.clerk.refuse(interaction, moderator, error, filled.nonce)
        else:
            nonce = filled.nonce
            await self.clerk.answer(interaction, moderator, outcome, nonce=nonce, late=late)

    async def _hold(
        self, request: Request, command: AnyCommand, filled: Filled
    ) -> tuple[Outcome, AnsweredAlready | None]:
        """Keep what a form says; alone, and why, where what it was to settle was decided."""
        keeping = self.desk.bot.keeping
        try:
            return await hold(keeping, request, command, answers=filled.answers or None), None
        except AnsweredAlready as late:
            return await hold(keeping, request, command), late

    async def reopen(self, interaction: Interaction, nonce: int) -> None:
        """Open a form again as it was filled.

        Raises:
            InvalidInput: it is not in memory any more, or was someone else's.
        """
        moderator = await moderator_of(self.desk, interaction)
        sent_in = moderator.request.community_id
        filled = self.unfinished.find(interaction.user.id, sent_in, nonce)
        if filled is None:
            raise InvalidInput(Sentence("form-forgotten"))
        await self.open_form(interaction, replace(filled, nonce=interaction.id))

    async def carry_out(
        self, interaction: Interaction, command: AnyCommand, *, reason: str | None = None
    ) -> None:
        """Have a command carried out, or show what it asks."""
        moderator = await begin(self.desk, interaction, reason=reason)
        await self.submit(interaction, moderator, command)

    async def submit(
        self, interaction: Interaction, moderator: Moderator, command: AnyCommand
    ) -> None:
        """As `carry_out`, for an interaction that was begun."""
        work = submit(self.desk.bot.keeping, moderator.request, command)
        await self.conclude(interaction, moderator, work)

    async def conclude(
        self, interaction: Interaction, moderator: Moderator, work: Awaitable[Outcome]
    ) -> None:
        """Show what comes of a use case; where the record changed meanwhile, what of it did."""
        try:
            outcome = await work
        except (Overtaken, ChangedSince) as error:
            reply = describe_conflict(error, error.differences, moderator.words)
            await self.clerk.say(interaction, moderator, reply)
        else:
            await self.clerk.answer(interaction, moderator, outcome)
