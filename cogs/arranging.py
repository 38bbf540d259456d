"""The commands that arrange the record: /move, /split, /hide, /unhide, /address, /forget."""

from __future__ import annotations

import re
from typing import Self

import discord
from discord import app_commands, ui

from bot.core.curation.commands import Hide, MarkDead, MoveStatement
from bot.core.curation.overseeing import forget
from bot.core.curation.permissions import Action
from bot.core.errors import InvalidInput
from bot.core.models import Stance
from bot.core.replies import Reply
from bot.core.words import Sentence
from cogs._asking import find_claim
from cogs._bases import ModeratorsCog
from cogs._curating import begin, moderator_of
from cogs._curating_forms import Filled
from cogs._curating_typing import suggest_hidden, suggest_left, suggest_source, suggest_statement
from cogs._desk import Interaction
from cogs._items import Button, FoundButton, Row
from cogs._typing import suggest_claims
from cogs.translation import choices_of, text

_STANCES = choices_of(Stance)
_FOUND = choices_of(("dead", "alive"), "address.is.")
_FORGET = re.compile(r"or1g\.(?P<member>[0-9]{1,20})")


class ForgetMemberButton(FoundButton, template=_FORGET):
    """The button that confirms that someone is to be forgotten in this server."""

    answered_by = "Arranging"

    def __init__(self, member_id: int, label: str) -> None:
        super().__init__(f"or1g.{member_id}", label, discord.ButtonStyle.danger)
        self.member_id = member_id

    @classmethod
    def read(cls, match: re.Match[str], item: Button) -> Self:
        """The button, with who is to be forgotten."""
        return cls(int(match["member"]), item.label or "-")

    async def answer(self, interaction: Interaction, cog: Arranging) -> None:
        """Forget them."""
        await cog.forget_now(interaction, self.member_id)


class Arranging(ModeratorsCog):
    """Says where statements stand, what a server does not want to see, and what leads nowhere."""

    items = (ForgetMemberButton,)

    @app_commands.command(name=text("move.name"), description=text("move.description"))
    @app_commands.rename(
        statement=text("record.statement.name"),
        to_claim=text("move.to.name"),
        from_claim=text("move.from.name"),
        stance=text("record.stance.name"),
        reason=text("reason.name"),
    )
    @app_commands.describe(
        statement=text("move.statement"),
        to_claim=text("move.to"),
        from_claim=text("move.from"),
        stance=text("record.stance"),
        reason=text("reason"),
    )
    @app_commands.choices(stance=_STANCES)
    @app_commands.autocomplete(
        statement=suggest_statement, to_claim=suggest_claims, from_claim=suggest_left
    )
    async def move(
        self,
        interaction: Interaction,
        statement: str,
        to_claim: str,
        from_claim: str | None = None,
        stance: str | None = None,
        reason: str | None = None,
    ) -> None:
        """Move a statement from one claim to another."""
        moderator = await begin(self.desk, interaction, reason=reason)
        to = await find_claim(self.desk, moderator.reader, to_claim)
        kept = Stance(stance) if stance else None
        command = MoveStatement(statement, from_claim or None, to, kept)
        await self.work.submit(interaction, moderator, command)

    @app_commands.command(name=text("split.name"), description=text("split.description"))
    @app_commands.rename(claim=text("claim.option.name"))
    @app_commands.describe(claim=text("split.claim"))
    @app_commands.autocomplete(claim=suggest_claims)
    async def split(self, interaction: Interaction, claim: str) -> None:
        """Open the form that makes a new claim of parts of one."""
        moderator = await moderator_of(self.desk, interaction)
        moderator.request.check_anywhere(Action.SPLIT)
        id_ = await find_claim(self.desk, moderator.reader, claim)
        await self.work.open_form(interaction, Filled("t", (id_,), interaction.id), Action.SPLIT)

    @app_commands.command(name=text("hide.name"), description=text("hide.description"))
    @app_commands.rename(claim=text("claim.option.name"), reason=text("reason.name"))
    @app_commands.describe(claim=text("hide.claim"), reason=text("reason"))
    @app_commands.autocomplete(claim=suggest_claims)
    async def hide(self, interaction: Interaction, claim: str, reason: str | None = None) -> None:
        """Hide a claim of the library in this server."""
        moderator = await begin(self.desk, interaction, reason=reason)
        moderator.request.check_anywhere(Action.HIDE)
        id_ = await find_claim(self.desk, moderator.reader, claim)
        await self.work.submit(interaction, moderator, Hide(id_))

    @app_commands.command(name=text("unhide.name"), description=text("unhide.description"))
    @app_commands.rename(claim=text("claim.option.name"), reason=text("reason.name"))
    @app_commands.describe(claim=text("unhide.claim"), reason=text("reason"))
    @app_commands.autocomplete(claim=suggest_hidden)
    async def unhide(self, interaction: Interaction, claim: str, reason: str | None = None) -> None:
        """Show a hidden claim again."""
        await self.work.carry_out(interaction, Hide(claim, hidden=False), reason=reason)

    @app_commands.command(name=text("address.name"), description=text("address.description"))
    @app_commands.rename(source=text("record.source.name"), found=text("address.is.name"))
    @app_commands.describe(source=text("address.source"), found=text("address.is"))
    @app_commands.choices(found=_FOUND)
    @app_commands.autocomplete(source=suggest_source)
    async def address(self, interaction: Interaction, source: str, found: str = "dead") -> None:
        """Mark the address of a source as dead, or take the mark away."""
        await self.work.carry_out(interaction, MarkDead(source, dead=found == "dead"))

    @app_commands.command(
        name=text("forget-member.name"), description=text("forget-member.description")
    )
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.rename(member=text("forget-member.member.name"))
    @app_commands.describe(member=text("forget-member.member"))
    async def forget(self, interaction: Interaction, member: discord.User) -> None:
        """Say what would be removed about someone, and ask."""
        moderator = await begin(self.desk, interaction)
        moderator.request.check(Action.FORGET, moderator.request.community_id)
        words = moderator.words
        title = words.say("forget-member.title", name=member.display_name, id=member.id)
        reply = Reply(title, lead=(words.say("forget-member.what"),))
        row: Row = ui.ActionRow(ForgetMemberButton(member.id, words.say("button.forget")))
        await self.work.clerk.say(interaction, moderator, reply, (row,))

    async def forget_now(self, interaction: Interaction, member_id: int) -> None:
        """Remove what this server keeps about someone, and their name from its record.

        Raises:
            NotAllowed: the actor does not manage the server, or not any more.
        """
        moderator = await begin(self.desk, interaction, in_place=True)
        if not member_id:
            raise InvalidInput(Sentence("unusable-value"))
        audit = await forget(self.bot.keeping, moderator.request, str(member_id))
        community_id = moderator.request.community_id
        kept = await self.bot.members.forget(member_id, community_id)
        words = moderator.words
        done = words.say("forget-member.done", follows=kept.follows, notes=kept.notes)
        await self.work.clerk.say(interaction, moderator, Reply(done))
        await self.work.clerk.announce(interaction, audit)
