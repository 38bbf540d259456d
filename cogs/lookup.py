"""The commands by which members look things up: ask, claim, speaker, sources, timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import ContextMenu

from cogs._asking import Asked, answer_question, find_claim, find_speaker, read_options
from cogs._bases import MembersCog
from cogs._desk import Desk, Interaction, Reader, desk_of, send_answer
from cogs._place import Kind, Place
from cogs._showing import show_place
from cogs._typing import suggest_claims, suggest_speakers
from cogs.citation import Citations
from cogs.mention import Mentions, read_message
from cogs.presses import Presses
from cogs.translation import CatalogueTranslator, text

if TYPE_CHECKING:
    from bot.client import OnRecordClient


class Lookup(MembersCog):
    """Members' questions."""

    def __init__(self, bot: OnRecordClient, desk: Desk) -> None:
        menu = ContextMenu(name=text("menu.ask.name"), callback=self.ask_about)
        super().__init__(bot, desk, menu=menu)

    @app_commands.command(name=text("ask.name"), description=text("ask.description"))
    @app_commands.rename(
        question=text("ask.question.name"),
        speaker=text("ask.speaker.name"),
        since=text("ask.since.name"),
        until=text("ask.until.name"),
        private=text("ask.private.name"),
    )
    @app_commands.describe(
        question=text("ask.question"),
        speaker=text("ask.speaker"),
        since=text("ask.since"),
        until=text("ask.until"),
        private=text("ask.private"),
    )
    @app_commands.autocomplete(question=suggest_claims, speaker=suggest_speakers)
    async def ask(
        self,
        interaction: Interaction,
        question: str,
        speaker: str | None = None,
        since: str | None = None,
        until: str | None = None,
        private: bool = False,
    ) -> None:
        """Answer a question with what is on record."""
        async with self.desk.answering(interaction, is_private=private) as reader:
            who, first, last = await read_options(
                self.desk, reader, speaker=speaker, since=since, until=until
            )
            asked = Asked(question, interaction.id, private, who, first, last)
            await self._answer(interaction, reader, asked)

    async def ask_about(self, interaction: Interaction, message: discord.Message) -> None:
        """Answer privately what is on record about a message."""
        reader = await self.desk.begin(interaction, is_private=True)
        asked = Asked(read_message(message), interaction.id, is_private=True)
        await self._answer(interaction, reader, asked)

    @app_commands.command(name=text("claim.name"), description=text("claim.description"))
    @app_commands.rename(id=text("claim.id.name"))
    @app_commands.describe(id=text("claim.id"))
    @app_commands.autocomplete(id=suggest_claims)
    async def claim(self, interaction: Interaction, id: str) -> None:
        """Show a claim by its id."""
        await self._show(interaction, Kind.CLAIM, id)

    @app_commands.command(name=text("speaker.name"), description=text("speaker.description"))
    @app_commands.rename(name=text("speaker.name.name"))
    @app_commands.describe(name=text("speaker.name.is"))
    @app_commands.autocomplete(name=suggest_speakers)
    async def speaker(self, interaction: Interaction, name: str) -> None:
        """Show what a speaker said over time."""
        async with self.desk.answering(interaction, is_private=False) as reader:
            found = await find_speaker(self.desk, reader, name)
            place = Place(Kind.SPEAKER, found.id, asker=reader.member_id)
            await show_place(self.desk, interaction, place, reader)

    @app_commands.command(name=text("sources.name"), description=text("sources.description"))
    @app_commands.rename(claim=text("claim.option.name"))
    @app_commands.describe(claim=text("claim.id"))
    @app_commands.autocomplete(claim=suggest_claims)
    async def sources(self, interaction: Interaction, claim: str) -> None:
        """Show the sources of a claim."""
        await self._show(interaction, Kind.SOURCES, claim)

    @app_commands.command(name=text("timeline.name"), description=text("timeline.description"))
    @app_commands.rename(claim=text("claim.option.name"))
    @app_commands.describe(claim=text("claim.id"))
    @app_commands.autocomplete(claim=suggest_claims)
    async def timeline(self, interaction: Interaction, claim: str) -> None:
        """Show a claim's timeline."""
        await self._show(interaction, Kind.TIMELINE, claim)

    async def _answer(self, interaction: Interaction, reader: Reader, asked: Asked) -> None:
        answer = await answer_question(self.desk, reader, asked)
        message = await send_answer(interaction, answer.view)
        if answer.place is not None and not asked.is_private:
            await self.desk.keep_shown(message, answer.place, reader)

    async def _show(self, interaction: Interaction, kind: Kind, claim: str) -> None:
        async with self.desk.answering(interaction, is_private=False) as reader:
            id_ = await find_claim(self.desk, reader, claim)
            place = Place(kind, id_, asker=reader.member_id)
            await show_place(self.desk, interaction, place, reader)


async def setup(bot: OnRecordClient) -> None:
    """Add what answers members' questions, their presses and their mentions."""
    await bot.tree.set_translator(CatalogueTranslator())
    desk = desk_of(bot)
    await bot.add_cog(Presses(bot, desk))
    await bot.add_cog(Mentions(bot, desk))
    await bot.add_cog(Lookup(bot, desk))
    await bot.add_cog(Citations(bot, desk))
