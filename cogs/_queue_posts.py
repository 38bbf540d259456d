"""Posts what waits in the channel that a server has chosen for it, and keeps the posts in step."""

from __future__ import annotations

import logging
from dataclasses import replace

import discord

from bot.core.curation.overseeing import load_settings
from bot.core.curation.reviewing import load_posted
from bot.core.errors import OnRecordError
from bot.core.models import SHARED, View
from bot.core.telling import Post
from cogs._curating_work import Work
from cogs._desk import NOBODY, Reader
from cogs._items import Row
from cogs._opening import lay_out
from cogs._queue_items import describe_item
from cogs._queue_words import describe_end
from cogs._render import draw
from cogs._worker import is_passing

_LOG = logging.getLogger(__name__)


def can_post(guild: discord.Guild, channel_id: int) -> bool:
    """Whether a channel is there and open to us."""
    channel = _find_channel(guild, channel_id)
    if channel is None:
        return False
    allowed = channel.permissions_for(guild.me)
    return allowed.view_channel and allowed.send_messages


def _find_channel(guild: discord.Guild, channel_id: int | None) -> discord.TextChannel | None:
    channel = guild.get_channel(channel_id) if channel_id is not None else None
    return channel if isinstance(channel, discord.TextChannel) else None


class Posts:
    """The posts in servers' queue channels; a question like an open one only counts its post up."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._bot = work.desk.bot
        self._is_gathered = False

    async def keep_in_step(self) -> None:
        """Make or change every post that is to be; Discord not answering, it is tried again."""
        if not self._is_gathered:
            await self._bot.members.gather_notes()
            self._is_gathered = True
        after = (-1, 0)
        while post := await self._bot.members.find_wanted_post(after):
            after = (post.community_id, post.number)
            guild = self._bot.get_guild(post.community_id)
            if guild is None and post.community_id != SHARED:
                continue
            try:
                kept = await self._show(post, guild) if guild else post
            except (discord.Forbidden, discord.NotFound) as error:
                _LOG.warning("a queue channel cannot be used", extra={"error": error.status})
                kept = replace(post, channel_id=None, message_id=None)
            except (discord.HTTPException, OSError) as error:
                _LOG.warning("a post was not made", extra={"error": type(error).__name__})
                if is_passing(error):
                    continue
                kept = post
            except OnRecordError:  # the database cannot be used at the moment
                raise
            except Exception:  # a fault of ours must not hold up the other posts
                _LOG.exception("a post was not made")
                kept = post
            await self._bot.members.keep_post(kept)

    async def _show(self, post: Post, guild: discord.Guild) -> Post:
        at = self._bot.now().isoformat(timespec="seconds")
        item = await load_posted(self._bot.keeping, guild.id, post.number, at)
        words = await self._work.clerk.words_of(guild)
        if item is None:  # withdrawn, and its author asked to be forgotten
            rows: list[Row] = []
            reply = describe_end(post.number, "dropped", "", words)
        else:
            reply, rows = describe_item(item, words, is_post=True)
        pages = await lay_out(reply, words, compact=True)
        view = draw(pages, 0, Reader(View(guild.id), words, 0), rows=rows)
        if await self._change(post, guild, view):
            return post
        post = replace(post, channel_id=None, message_id=None)
        if not rows:  # decided before it was posted
            return post
        settings = await load_settings(self._bot.keeping, guild.id)
        there = _find_channel(guild, settings.queue_channel)
        if there is None:
            return post
        nonce = f"queue{post.number}.{post.wanted}"
        sent = await there.send(view=view, allowed_mentions=NOBODY, nonce=nonce)
        return replace(post, channel_id=there.id, message_id=sent.id)

    async def _change(self, post: Post, guild: discord.Guild, view: discord.ui.LayoutView) -> bool:
        """Change what is posted; False when it is not posted, or nowhere that we can change it."""
        if post.channel_id is None or post.message_id is None:
            return False
        channel = self._bot.get_partial_messageable(post.channel_id, guild_id=guild.id)
        message = channel.get_partial_message(post.message_id)
        try:
            await message.edit(view=view, allowed_mentions=NOBODY)
        except (discord.Forbidden, discord.NotFound):
            return False
        return True
