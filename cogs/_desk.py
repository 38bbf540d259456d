"""What every members' command needs: who is asking from where, in which language, and how often."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import discord

from bot.core.errors import HiddenHere, NotAllowed, OnRecordError
from bot.core.kept import Cooldown
from bot.core.membership import CommunitySettings
from bot.core.models import SHARED, View
from bot.core.telling import Shown
from bot.core.words import Sentence, Words
from cogs._newest import Newest
from cogs._pace import Pace, Room
from cogs._place import Place, custom_id
from cogs._refusing import refusing_privately
from cogs._standing import explain_hidden
from cogs.translation import words_for

if TYPE_CHECKING:
    from bot.client import OnRecordClient

    Interaction: TypeAlias = discord.Interaction[OnRecordClient]
else:
    Interaction = discord.Interaction

NOBODY = discord.AllowedMentions.none()
_LOG = logging.getLogger(__name__)
_MOST_QUESTIONS = 2000


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone who reads an answer: whose record is seen, in which language, and what may be done.

    `may_post` says that an answer given privately may be posted in the channel. `revision` is the
    key of the newest revision before anything was read.
    """

    view: View
    words: Words
    member_id: int
    may_post: bool = False
    revision: int = 0


class Desk:
    """Where members are answered: paces, languages and the questions of the last minutes."""

    def __init__(self, bot: OnRecordClient) -> None:
        self.bot = bot
        uses, seconds = bot.settings.cooldown_uses, bot.settings.cooldown_seconds
        self.cooldowns: dict[int, Cooldown] = {}  # those that servers have set
        self.asking = Pace(uses, seconds, own=self.cooldowns)
        self.clicking = Pace(3 * uses, seconds, own=self.cooldowns, factor=3)
        self.typing = Pace(6 * uses, seconds)
        self.searching = Room(most=8, most_of_one=2)
        self.drawing = asyncio.Lock()  # one picture at a time
        self.questions: Newest[int, str] = Newest(_MOST_QUESTIONS)

    @contextlib.asynccontextmanager
    async def answering(
        self, interaction: Interaction, *, is_private: bool
    ) -> AsyncIterator[Reader]:
        """Begin an answer; what is refused is refused as by `refusing_privately`."""
        async with refusing_privately(interaction, is_private=is_private):
            try:
                yield await self.begin(interaction, is_private=is_private)
            except HiddenHere as hidden:
                raise await explain_hidden(self.bot, interaction, hidden) from hidden

    async def reader_of(self, interaction: Interaction, *, is_private: bool) -> Reader:
        """Who reads the answer to an interaction.

        Raises:
            NotAllowed: the bot does not answer outside servers.
        """
        community_id = community_of(interaction)
        settings, revision = await self.bot.members.begin_reading(community_id)
        words = _choose_words(
            interaction, settings.language, self.bot.settings.language, is_private
        )
        if community_id == SHARED and not self.bot.settings.user_installs:
            raise NotAllowed(Sentence("only-in-servers"))
        view = self.view_of(community_id, settings)
        return Reader(view, words, interaction.user.id, _may_post(interaction), revision)

    async def begin(self, interaction: Interaction, *, is_private: bool) -> Reader:
        """Tell Discord that the answer takes a moment, and find out who reads it.

        Raises:
            NotAllowed: the member has to wait, or the bot does not answer here.
        """
        await self.acknowledge(interaction, self.asking, is_private=is_private)
        return await self.reader_of(interaction, is_private=is_private)

    async def acknowledge(
        self, interaction: Interaction, pace: Pace, *, is_private: bool, in_place: bool = False
    ) -> None:
        """Count one more use, and tell Discord that the answer takes a moment.

        `in_place`: the answer takes the place of the message whose button was pressed.

        Raises:
            NotAllowed: the member has to wait; nobody else is told so.
        """
        self.check_pace(pace, interaction.user.id, interaction.guild_id)
        if in_place:
            await interaction.response.defer()
        else:
            await interaction.response.defer(ephemeral=is_private, thinking=True)

    def view_of(self, community_id: int, settings: CommunitySettings) -> View:
        """Whose record is read in a community."""
        library = settings.shared_library
        if library is None:
            library = self.bot.settings.shared_library
        return View(community_id, shared_library=library)

    def check_pace(self, pace: Pace, member_id: int, server_id: int | None = None) -> None:
        """Count one more use, in a server by its own cooldown if it has set one.

        Raises:
            NotAllowed: the member has to wait; says how long.
        """
        if wait := pace.wait(member_id, self.bot.now(), server_id):
            raise NotAllowed(Sentence("wait", count=max(1, math.ceil(wait))))

    async def keep_shown(
        self,
        answer: discord.Message,
        place: Place,
        reader: Reader,
        *,
        question_id: int | None = None,
    ) -> None:
        """Remember an answer that stands in a server's channel; a full disk takes nothing away.

        One that is no reply to a message is remembered only for bringing it up to date.
        """
        community_id = reader.view.community_id
        is_updated = self.bot.settings.update_answers_days > 0 and community_id != SHARED
        if answer.flags.ephemeral or (question_id is None and not is_updated):
            return
        shown = Shown(
            answer.id,
            answer.channel.id,
            community_id,
            # who asked is not stored, nor a word of the question
            custom_id("d", replace(place, asker=0, read_as=())),
            self.bot.now().isoformat(),
            question_id,
            place.entry,
            reader.revision,
        )
        by_default = self.bot.settings.shared_library
        try:
            await self.bot.members.keep_shown(shown, library_by_default=by_default)
        except OnRecordError as error:
            _LOG.warning("an answer was not remembered: %s", error)


def desk_of(bot: OnRecordClient) -> Desk:
    """The desk that all cogs of a client share."""
    desks = (getattr(cog, "desk", None) for cog in bot.cogs.values())
    return next((desk for desk in desks if isinstance(desk, Desk)), None) or Desk(bot)


def community_of(interaction: Interaction) -> int:
    """The server whose record is read: none in direct messages, or if only the user has the bot."""
    if interaction.guild_id is None:
        return SHARED
    only_user = interaction.is_user_integration() and not interaction.is_guild_integration()
    return SHARED if only_user else interaction.guild_id


def _choose_words(
    interaction: Interaction, chosen: str | None, default: str, is_private: bool
) -> Words:
    if is_private or interaction.guild_id is None:
        return words_for(None, interaction.locale)
    return (
        words_for(chosen, interaction.guild_locale, interaction.locale)
        if (chosen or interaction.guild_locale)
        else words_for(default, interaction.locale)
    )


def _may_post(interaction: Interaction) -> bool:
    if interaction.guild_id is None or community_of(interaction) == SHARED:
        return False
    allowed = interaction.permissions
    if isinstance(interaction.channel, discord.Thread):
        return allowed.send_messages_in_threads
    return allowed.send_messages


async def send_answer(
    interaction: Interaction,
    view: discord.ui.LayoutView,
    files: Sequence[discord.File] = (),
) -> discord.Message:
    """Put the answer where "thinking…" or the message of a pressed button stands."""
    return await interaction.edit_original_response(
        view=view, attachments=list(files), allowed_mentions=NOBODY
    )
