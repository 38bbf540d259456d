"""Tells who is to be told, and brings answers up to date whose claims were corrected since."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.core.errors import NotOnRecord
from bot.core.models import SHARED
from bot.core.telling import Due, RecordNews, Shown, Update
from bot.core.words import Sentence
from cogs._desk import NOBODY, Desk, Reader
from cogs._news import describe_decided, word_record_news, word_status
from cogs._place import Place
from cogs._render import render_note
from cogs._showing import draw_place
from cogs._views import place_of_message, read_choice
from cogs._worker import Worker, is_passing
from cogs.translation import words_for

if TYPE_CHECKING:
    from bot.client import OnRecordClient

_LOG = logging.getLogger(__name__)
_AT_ONCE = 50

DAYS_KEPT = 90
"""How long it is remembered which message answers which."""

DAYS_TRIED = 7
"""How long a message is kept that cannot be sent because Discord does not answer."""


class Telling(commands.Cog):
    """Sends what is due and edits answers, one at a time; a restart loses and doubles none."""

    def __init__(self, bot: OnRecordClient, desk: Desk) -> None:
        self.bot = bot
        self.desk = desk
        self._tidied_on: date | None = None
        self.news = Worker("spreading news", self._spread)
        self.messages = Worker("telling", self._send_due)
        self.answers = Worker("updating answers", self._update_answers)

    async def cog_load(self) -> None:
        """Begin to tell, from what is on record now."""
        self.bot.keeping.listen(self.news.wake)
        for worker in (self.news, self.messages, self.answers):
            worker.start(self.bot.wait_until_ready)

    async def cog_unload(self) -> None:
        """Tell no longer."""
        for worker in (self.news, self.messages, self.answers):
            worker.stop()

    async def tell_all(self) -> None:
        """Tell and bring up to date whatever waits now."""
        for worker in (self.news, self.messages, self.answers):
            await worker.work_off()

    async def _spread(self) -> None:
        """Find out whom each new revision concerns, and forget what is too old."""
        members, days = self.bot.members, self.bot.settings.update_answers_days
        now = self.bot.now()
        since = (now - timedelta(days=days)).isoformat() if days else None
        by_default = self.bot.settings.shared_library
        if await members.has_news():
            while await members.spread_news(library_by_default=by_default, answers_since=since):
                pass
        self.messages.wake()
        self.answers.wake()
        if self._tidied_on != now.date():
            shown, asked = (now - timedelta(days=each) for each in (days, max(days, DAYS_KEPT)))
            await members.drop_shown_before(shown.isoformat(), asked.isoformat())
            await members.drop_due_before((now - timedelta(days=DAYS_TRIED)).isoformat())
            self._tidied_on = now.date()

    async def _send_due(self) -> None:
        """Send each message once; who cannot be reached is not tried again."""
        after = 0
        while due := await self.bot.members.list_due(after, _AT_ONCE):
            for each in due:
                after = each.key
                if await self.bot.members.is_due(each.key) and await self._try_to_send(each):
                    await self.bot.members.drop_due(each.key)

    async def _try_to_send(self, due: Due) -> bool:
        """Send a message; False when that is to be tried again."""
        try:
            await self._send(due)
        except (discord.Forbidden, discord.NotFound) as error:
            _LOG.info("someone cannot be reached", extra={"error": f"HTTP {error.status}"})
        except (discord.HTTPException, OSError) as error:
            if is_passing(error):
                _LOG.warning("a message has to wait", extra={"error": type(error).__name__})
                return False
            _LOG.warning("a message was refused", extra={"error": type(error).__name__})
        except Exception:  # a fault of ours must not hold up the other messages
            _LOG.exception("a message was not sent")
        return True

    async def _send(self, due: Due) -> None:
        reader = await self._reader_in(due.community_id)
        follower = due.follower
        is_private = follower.channel_id is None
        guild = self.bot.get_guild(due.community_id)
        server = guild.name if guild else ""
        if isinstance(due.content, RecordNews):
            view = await word_record_news(due.content, reader, is_private=is_private, server=server)
        else:
            reply = describe_decided(due.content, server or "Discord", reader.words)
            view = await render_note(reply, reader, can_report=False)
        channel: discord.abc.Messageable
        if follower.channel_id is not None:
            channel = self.bot.get_partial_messageable(follower.channel_id)
        else:
            channel = await self.bot.fetch_user(follower.member_id)
        # Discord takes the same nonce once: what was sent, but not noted, before a restart.
        await channel.send(view=view, allowed_mentions=NOBODY, nonce=f"due{due.key}")

    async def _reader_in(self, community_id: int) -> Reader:
        """Whoever reads in a community what was not asked for by an interaction."""
        settings, revision = await self.bot.members.begin_reading(community_id)
        guild = self.bot.get_guild(community_id) if community_id != SHARED else None
        locale = guild.preferred_locale if guild else None
        words = words_for(settings.language, locale)
        if settings.language is None and locale is None:
            words = words_for(self.bot.settings.language)
        return Reader(self.desk.view_of(community_id, settings), words, 0, revision=revision)

    async def _update_answers(self) -> None:
        """Edit each answer that shows what changed since; it waits if Discord does not answer."""
        if not self.bot.settings.update_answers_days:
            return
        after = skipped = 0
        while found := await self.bot.members.find_outdated(after):
            shown, updates, until = found
            after = shown.answer_id
            try:
                await self._update(shown, updates)
            except (discord.Forbidden, discord.NotFound, NotOnRecord):
                # Not there any more, or not to be seen or edited; what is in no view is left alone.
                skipped += 1
                await self._give_up(shown)
            except (discord.HTTPException, OSError) as error:
                if is_passing(error):
                    _LOG.warning("an answer has to wait", extra={"error": type(error).__name__})
                    continue
                _LOG.warning("an answer was not updated", extra={"error": type(error).__name__})
                await self._give_up(shown)
            except Exception:  # a fault of ours must not hold up the other answers
                _LOG.exception("an answer was not updated")
                await self._give_up(shown)
            else:
                await self.bot.members.set_updated(shown.answer_id, until)
        if skipped:
            _LOG.info("answers could not be updated", extra={"count": skipped})

    async def _give_up(self, shown: Shown) -> None:
        if shown.question_id is None:
            await self.bot.members.drop_shown(shown.answer_id)
        else:  # the answer still goes when its question does
            await self.bot.members.keep_shown(replace(shown, entry="", revision=0))

    async def _update(self, shown: Shown, updates: tuple[Update, ...]) -> None:
        channel = self.bot.get_partial_messageable(shown.channel_id)
        place = await self._find_place(channel, shown)
        reader = await self._reader_in(shown.community_id)
        status = word_status(updates, reader.words)
        view, files = await draw_place(self.desk, place, reader, status=status)
        message = channel.get_partial_message(shown.answer_id)
        if files:
            await message.edit(view=view, attachments=files, allowed_mentions=NOBODY)
        else:
            await message.edit(view=view, allowed_mentions=NOBODY)

    async def _find_place(self, channel: discord.PartialMessageable, shown: Shown) -> Place:
        """What the message shows now and whose it is: its buttons say so; we do not keep whose."""
        kept = read_choice(shown.place) or _no_place()
        try:
            message = await channel.fetch_message(shown.answer_id)
        except discord.Forbidden:  # without the permission to read what was said before
            return kept
        return place_of_message(message) or kept


def _no_place() -> Place:
    raise NotOnRecord(Sentence("choice.unreadable"))
