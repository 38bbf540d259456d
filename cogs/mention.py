"""Answers messages that mention the bot, and keeps the answer in step with the message."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord.ext import commands

from bot.core.errors import NotAllowed, OnRecordError
from bot.core.models import SHARED
from bot.core.question import only_asks
from bot.core.replies import Reply
from bot.core.words import Sentence
from cogs._asking import Answer, Asked, answer_question
from cogs._bases import MembersCog
from cogs._desk import NOBODY, Reader
from cogs._place import Kind, Place
from cogs._render import render_note
from cogs.translation import words_for

_LONGEST_READ = 6000


class Mentions(MembersCog):
    """Answers who mentions the bot, and nobody else."""

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that mentions the bot by name, with what is on record."""
        if message.author.bot or not self._is_mentioned(message.content):
            return
        try:
            await self._answer(message)
        except Exception as error:
            await self._report(message, error)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Answer anew what was edited; an answer to a message that no longer asks is taken away."""
        message = payload.message
        shown = await self.bot.members.find_shown(payload.guild_id or SHARED, payload.message_id)
        # Discord also sends an edit when it has found the preview of a link.
        if shown is None or message.author.bot or message.edited_at is None:
            return
        answer = self._partial(shown.channel_id, shown.answer_id)
        if not self._is_mentioned(message.content):
            await self._take_away(answer)
            return
        try:
            await self._answer_anew(message, answer)
        except discord.NotFound:
            await self.bot.members.drop_shown(answer.id)
        except Exception as error:
            await self._report(message, error)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Take the answer away with the question."""
        shown = await self.bot.members.find_shown(payload.guild_id or SHARED, payload.message_id)
        if shown is not None:
            await self._take_away(self._partial(shown.channel_id, shown.answer_id))

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Take the answers away with the questions of a channel that is cleaned up."""
        for message_id in payload.message_ids:
            shown = await self.bot.members.find_shown(payload.guild_id or SHARED, message_id)
            if shown is not None and shown.answer_id not in payload.message_ids:
                await self._take_away(self._partial(shown.channel_id, shown.answer_id))

    async def _report(self, message: discord.Message, error: Exception) -> None:
        """Tell the author what failed, in the language that answers have in the server."""
        chosen = None
        with contextlib.suppress(OnRecordError):
            community_id = message.guild.id if message.guild else SHARED
            chosen = (await self.bot.members.load_settings(community_id)).language
        await self.bot.report_message_failure(message, error, chosen=chosen)

    async def _answer(self, message: discord.Message) -> None:
        reader, found = await self._find(message)
        sent = await message.reply(view=found.view, mention_author=False, allowed_mentions=NOBODY)
        await self._keep(sent, found, message, reader)

    async def _answer_anew(self, message: discord.Message, answer: discord.PartialMessage) -> None:
        reader, found = await self._find(message)
        edited = await answer.edit(view=found.view, allowed_mentions=NOBODY)
        await self._keep(edited, found, message, reader)

    async def _find(self, message: discord.Message) -> tuple[Reader, Answer]:
        reader = await self._reader_of(message)
        self.desk.check_pace(self.desk.asking, reader.member_id, reader.view.community_id)
        question = await self._question_of(message)
        if question is None:
            unread = Reply(reader.words.say("mention.unread"))
            return reader, Answer(await render_note(unread, reader))
        return reader, await answer_question(self.desk, reader, Asked(question, message.id))

    async def _reader_of(self, message: discord.Message) -> Reader:
        community_id = message.guild.id if message.guild else SHARED
        settings, revision = await self.bot.members.begin_reading(community_id)
        locale = message.guild.preferred_locale if message.guild else None
        words = words_for(settings.language, locale)
        if message.guild is None and not self.bot.settings.user_installs:
            raise NotAllowed(Sentence("only-in-servers"))
        view = self.desk.view_of(community_id, settings)
        return Reader(view, words, message.author.id, revision=revision)

    async def _question_of(self, message: discord.Message) -> str | None:
        """What is asked: the text beside the mention, or the message replied to; None: hidden.

        Beside a reply, "is this true?" asks about the message replied to.
        """
        own = self._without_mention(message.content)
        if message.reference is None or not only_asks(own):
            return own
        replied = message.reference.resolved
        if isinstance(replied, discord.Message) and (read := read_message(replied)):
            return read
        return await self._fetch_question(message.reference)

    async def _fetch_question(self, reference: discord.MessageReference) -> str | None:
        # Without the privileged intent the event leaves out the text of the message replied to;
        # asked for by itself, Discord gives it where the operator has switched the intent on.
        if reference.message_id is None:
            return None
        channel = self.bot.get_partial_messageable(reference.channel_id)
        try:
            return read_message(await channel.fetch_message(reference.message_id)) or None
        except (discord.Forbidden, discord.NotFound):
            return None

    def _is_mentioned(self, content: str) -> bool:
        return self._mention().search(content) is not None

    def _without_mention(self, content: str) -> str:
        return " ".join(self._mention().sub(" ", content).split())

    def _mention(self) -> re.Pattern[str]:
        assert self.bot.user is not None
        return re.compile(rf"<@!?{self.bot.user.id}>")

    def _partial(self, channel_id: int, message_id: int) -> discord.PartialMessage:
        return self.bot.get_partial_messageable(channel_id).get_partial_message(message_id)

    async def _take_away(self, answer: discord.PartialMessage) -> None:
        await self.bot.members.drop_shown(answer.id)
        try:
            await answer.delete()
        except (discord.NotFound, discord.Forbidden):
            return

    async def _keep(
        self, sent: Any, found: Answer, message: discord.Message, reader: Reader
    ) -> None:
        place = found.place or Place(Kind.CLAIM, "", asker=message.author.id)
        await self.desk.keep_shown(sent, place, reader, question_id=message.id)


def read_message(message: discord.Message) -> str:
    """All that a message says: its text, its embeds, and what it forwards."""
    parts: list[str] = []
    said: list[discord.Message | discord.MessageSnapshot] = [message, *message.message_snapshots]
    for each in said:
        parts += [each.content, *map(_read_embed, each.embeds), *_read_components(each.components)]
    return "\n".join(part for part in parts if part)[:_LONGEST_READ]


def _read_components(components: Sequence[Any]) -> Iterator[str]:
    """The texts of a message that is laid out in components."""
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        yield from _read_components(getattr(component, "children", ()))


def _read_embed(embed: discord.Embed) -> str:
    fields = [part for field in embed.fields for part in (field.name, field.value)]
    return "\n".join(part for part in (embed.title, embed.description, *fields) if part)
