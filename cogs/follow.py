"""The commands by which members follow claims, and the telling of what changed on them."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands, tasks

from bot.core.errors import NotAllowed, OnRecordError
from bot.core.membership import Follower, Notice, check_may_post
from bot.core.models import SHARED
from bot.core.replies import Reply
from cogs._asking import find_claim
from cogs._desk import NOBODY, Desk, Interaction, Reader, desk_of, send_answer
from cogs._opening import lay_out
from cogs._place import Kind, Place
from cogs._places import allow
from cogs._render import draw, render_note
from cogs._typing import shorten_name, suggest_claims
from cogs._views import PlaceButton, Row
from cogs.translation import text, words_for

if TYPE_CHECKING:
    from bot.client import OnRecordClient

_LOG = logging.getLogger(__name__)
_MOST_NAMED = 20
SECONDS_BETWEEN = 60.0

DAYS_KEPT = 90
"""How long it is remembered which message shows what."""


class Following(commands.Cog):
    """Tells those who follow a claim when a statement or counter on it is added or corrected."""

    def __init__(self, bot: OnRecordClient, desk: Desk) -> None:
        self.bot = bot
        self.desk = desk
        self._told: int | None = None
        self._forgotten_on: date | None = None
        for command in self.walk_app_commands():
            allow(command, anywhere=bot.settings.user_installs)

    async def cog_load(self) -> None:
        """Begin to tell followers, from what is on record now."""
        self.tell.start()

    async def cog_unload(self) -> None:
        """Tell no longer."""
        self.tell.cancel()

    @app_commands.command(name=text("follow.name"), description=text("follow.description"))
    @app_commands.rename(claim=text("claim.option.name"), here=text("follow.here.name"))
    @app_commands.describe(claim=text("claim.id"), here=text("follow.here"))
    @app_commands.autocomplete(claim=suggest_claims)
    async def follow(self, interaction: Interaction, claim: str, here: bool = False) -> None:
        """Follow a claim, privately or for everyone in this channel."""
        reader = await self.desk.begin(interaction, is_private=True)
        follower = _follower(interaction, here, reader)
        id_ = await find_claim(self.desk, reader, claim)
        members = self.bot.members
        is_new = await members.follow(reader.view, follower, id_, self.bot.now().isoformat())
        key = "follow.done" if is_new else "follow.already"
        await self._say(interaction, reader, f"{key}{'.here' if here else ''}", id_)

    @app_commands.command(name=text("unfollow.name"), description=text("unfollow.description"))
    @app_commands.rename(claim=text("claim.option.name"), here=text("follow.here.name"))
    @app_commands.describe(claim=text("unfollow.claim"), here=text("follow.here"))
    async def unfollow(self, interaction: Interaction, claim: str, here: bool = False) -> None:
        """Follow a claim no longer."""
        reader = await self.desk.begin(interaction, is_private=True)
        follower = _follower(interaction, here, reader)
        id_ = await find_claim(self.desk, reader, claim)
        was = await self.bot.members.unfollow(reader.view, follower, id_)
        await self._say(interaction, reader, "unfollow.done" if was else "unfollow.not", id_)

    @unfollow.autocomplete("claim")
    async def suggest_followed(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """The claims that the member follows."""
        if self.desk.typing.wait(interaction.user.id, self.bot.now()):
            return []
        reader = await self.desk.reader_of(interaction, is_private=True)
        here = bool(getattr(interaction.namespace, "here", False))
        follower = Follower(reader.member_id, interaction.channel_id if here else None)
        found = await self.bot.members.list_followed(reader.view, follower)
        fitting = [one for one in found if typed.casefold() in f"{one.id} {one.wording}".casefold()]
        return [Choice(name=shorten_name(o.id, o.wording), value=o.id) for o in fitting[:25]]

    async def _say(self, interaction: Interaction, reader: Reader, key: str, id_: str) -> None:
        reply = Reply(reader.words.say(key, id=id_))
        await send_answer(interaction, await render_note(reply, reader, can_report=False))

    @tasks.loop(seconds=SECONDS_BETWEEN)
    async def tell(self) -> None:
        """Tell every follower what changed since the last time; a failure is tried again later."""
        try:
            await self.tell_followers()
            await self._forget_old_answers()
        except OnRecordError as error:
            _LOG.warning("followers were not told: %s", error)
        except Exception:
            _LOG.exception("followers were not told")

    @tell.before_loop
    async def _wait_for_discord(self) -> None:
        await self.bot.wait_until_ready()

    async def tell_followers(self) -> None:
        """Send each notice once; who cannot be reached is not tried again."""
        members = self.bot.members
        until = await members.last_revision()
        if until == self._told:
            return
        by_default = self.bot.settings.shared_library
        for notice in await members.find_notices(until, library_by_default=by_default):
            try:
                await self._send(notice)
            except discord.HTTPException as error:
                _LOG.info("a follower cannot be reached: %s", error)
        await members.set_told(until)
        self._told = until

    async def _forget_old_answers(self) -> None:
        today = self.bot.now().date()
        if self._forgotten_on != today:
            day = today - timedelta(days=DAYS_KEPT)
            await self.bot.members.drop_shown_before(day.isoformat())
            self._forgotten_on = today

    async def _send(self, notice: Notice) -> None:
        follower = notice.follower
        settings = await self.bot.members.load_settings(notice.community_id)
        words = words_for(settings.language or self.bot.settings.language)
        reader = Reader(self.desk.view_of(notice.community_id, settings), words, 0)
        view = await _word_notice(notice, reader)
        if follower.channel_id is not None:
            channel = self.bot.get_partial_messageable(follower.channel_id)
            await channel.send(view=view, allowed_mentions=NOBODY)
            return
        member = await self.bot.fetch_user(follower.member_id)
        await member.send(view=view, allowed_mentions=NOBODY)


async def _word_notice(notice: Notice, reader: Reader) -> discord.ui.LayoutView:
    """That a claim changed, and a button to its dossier where that can be opened."""
    words = reader.words
    ids = ", ".join(notice.statement_ids[:_MOST_NAMED])
    if len(notice.statement_ids) > _MOST_NAMED:
        ids += ", …"
    count = len(notice.statement_ids)
    reply = Reply(words.say("notice", count=count), notice.claim_id, (notice.wording, ids))
    is_private = notice.follower.channel_id is None
    place = Place(Kind.CLAIM, notice.claim_id)
    # In direct messages only the shared library can be read, so a server's own entry has no button.
    rows: list[Row] = []
    if not is_private or notice.community_id == SHARED:
        label = words.say("button.d")
        rows = [discord.ui.ActionRow(PlaceButton("d", place, label))]
    return draw(await lay_out(reply, words), 0, reader, rows=rows)


def _follower(interaction: Interaction, here: bool, reader: Reader) -> Follower:
    """Who is to be told.

    Raises:
        NotAllowed: posts in a channel are for those who manage it, in servers that have the bot.
    """
    if not here:
        return Follower(reader.member_id)
    if reader.view.community_id == SHARED or interaction.channel_id is None:
        raise NotAllowed(reader.words.say("follow.nowhere"))
    follower = Follower(reader.member_id, interaction.channel_id)
    check_may_post(follower, manages_channel=interaction.permissions.manage_channels)
    return follower


async def setup(bot: OnRecordClient) -> None:
    """Add the commands for following."""
    await bot.add_cog(Following(bot, desk_of(bot)))
