"""The commands by which members follow claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.core.errors import NotAllowed
from bot.core.membership import check_may_post
from bot.core.models import SHARED
from bot.core.replies import Reply
from bot.core.telling import Follower
from bot.core.words import Sentence
from cogs._asking import find_claim
from cogs._bases import MembersCog
from cogs._desk import Interaction, Reader, desk_of, send_answer
from cogs._render import render_note
from cogs._typing import name_choices, shedding, suggest_claims
from cogs.telling import Telling
from cogs.translation import text

if TYPE_CHECKING:
    from bot.client import OnRecordClient


@shedding
async def suggest_followed(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The claims that the member, or with `here` the channel, follows."""
    reader = await desk_of(interaction.client).reader_of(interaction, is_private=True)
    here = bool(getattr(interaction.namespace, "here", False))
    follower = Follower(reader.member_id, interaction.channel_id if here else None)
    found = await interaction.client.members.list_followed(reader.view, follower)
    fitting = [one for one in found if typed.casefold() in f"{one.id} {one.wording}".casefold()]
    return name_choices((one.id, one.wording) for one in fitting)


class Following(MembersCog):
    """Lets members and channels follow claims; `Telling` tells them."""

    @app_commands.command(name=text("follow.name"), description=text("follow.description"))
    @app_commands.rename(claim=text("claim.option.name"), here=text("follow.here.name"))
    @app_commands.describe(claim=text("claim.id"), here=text("follow.here"))
    @app_commands.autocomplete(claim=suggest_claims)
    async def follow(self, interaction: Interaction, claim: str, here: bool = False) -> None:
        """Follow a claim, privately or for everyone in this channel."""
        reader = await self.desk.begin(interaction, is_private=True)
        follower = _follower(interaction, here, reader)
        if here and not _can_write(interaction):
            raise NotAllowed(Sentence("follow.closed"))
        id_ = await find_claim(self.desk, reader, claim)
        members = self.bot.members
        is_new = await members.follow(reader.view, follower, id_, self.bot.now().isoformat())
        key = "follow.done" if is_new else "follow.already"
        await self._say(interaction, reader, f"{key}{'.here' if here else ''}", id_)

    @app_commands.command(name=text("unfollow.name"), description=text("unfollow.description"))
    @app_commands.rename(claim=text("claim.option.name"), here=text("follow.here.name"))
    @app_commands.describe(claim=text("unfollow.claim"), here=text("follow.here"))
    @app_commands.autocomplete(claim=suggest_followed)
    async def unfollow(self, interaction: Interaction, claim: str, here: bool = False) -> None:
        """Follow a claim no longer."""
        reader = await self.desk.begin(interaction, is_private=True)
        follower = _follower(interaction, here, reader)
        id_ = await find_claim(self.desk, reader, claim)
        was = await self.bot.members.unfollow(reader.view, follower, id_)
        await self._say(interaction, reader, "unfollow.done" if was else "unfollow.not", id_)

    async def _say(self, interaction: Interaction, reader: Reader, key: str, id_: str) -> None:
        reply = Reply(reader.words.say(key, id=id_))
        await send_answer(interaction, await render_note(reply, reader))


def _follower(interaction: Interaction, here: bool, reader: Reader) -> Follower:
    """Who is to be told.

    Raises:
        NotAllowed: posts in a channel are for those who manage it, in servers that have the bot.
    """
    if not here:
        return Follower(reader.member_id)
    if reader.view.community_id == SHARED or interaction.channel_id is None:
        raise NotAllowed(Sentence("follow.nowhere"))
    follower = Follower(reader.member_id, interaction.channel_id)
    check_may_post(follower, manages_channel=interaction.permissions.manage_channels)
    return follower


def _can_write(interaction: Interaction) -> bool:
    """Whether this bot may send messages where it was asked."""
    allowed = interaction.app_permissions
    if isinstance(interaction.channel, discord.Thread):
        return allowed.view_channel and allowed.send_messages_in_threads
    return allowed.view_channel and allowed.send_messages


async def setup(bot: OnRecordClient) -> None:
    """Add the commands for following, and what tells those who follow."""
    desk = desk_of(bot)
    await bot.add_cog(Following(bot, desk))
    await bot.add_cog(Telling(bot, desk))
