"""Posts what waits in the channel that a server has chosen for it, and keeps the posts in step."""

from __future__ import annotations

import logging
from dataclasses import replace

import discord

from bot.core.curation.overseeing import load_settings
from bot.core.curation.reviewing import load_posted
from bot.core.models import SHARED, View
from bot.core.telling import Post
from cogs._curating_work import Work
from cogs._desk import NOBODY, Reader
from cogs._opening import lay_out
from cogs._queue_items import draw_item
from cogs._render import draw
from cogs._worker import is_passing

_LOG = logging.getLogger(__name__)


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
            await self._bot.members.keep_post(kept)

    async def _show(self, post: Post, guild: discord.Guild) -> Post:
        at = self._bot.now().isoformat(timespec="seconds")
        item = await load_posted(self._bot.keeping, guild.id, post.number, at)
        if item is None:
            return post
        words = await self._work.clerk.words_of(guild)
        reply, rows = draw_item(item, words, is_post=True)
        pages = await lay_out(reply, words, compact=True)
        view = draw(pages, 0, Reader(View(guild.id), words, 0), rows=rows)
        if post.channel_id is not None and post.message_id is not None:
            channel = self._bot.get_partial_messageable(post.channel_id, guild_id=guild.id)
            message = channel.get_partial_message(post.message_id)
            await message.edit(view=view, allowed_mentions=NOBODY)
            return post
        if not rows:  # decided before it was posted
            return post
        settings = await load_settings(self._bot.keeping, guild.id)
        there = guild.get_channel(settings.queue_channel) if settings.queue_channel else None
        if not isinstance(there, discord.TextChannel):
            return post
        nonce = f"queue{post.number}.{post.wanted}"
        sent = await there.send(view=view, allowed_mentions=NOBODY, nonce=nonce)
        return replace(post, channel_id=there.id, message_id=sent.id)
