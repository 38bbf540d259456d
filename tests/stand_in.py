"""A small cog that stands in for the real ones where only the connection to Discord is tried."""

from __future__ import annotations

import asyncio
import io
import time

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import OnRecordClient
from bot.core.errors import NotOnRecord

_Interaction = discord.Interaction[OnRecordClient]


class StandIn(commands.Cog):
    """One command for each way a command can go."""

    @app_commands.command(description="answers at once")
    async def constant(self, interaction: _Interaction) -> None:
        await interaction.response.send_message("constant")

    @app_commands.command(description="defers, then edits")
    async def later(self, interaction: _Interaction) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="later")

    @app_commands.command(description="defers, then edits after a second")
    async def slowly(self, interaction: _Interaction) -> None:
        await interaction.response.defer()
        await asyncio.sleep(1)
        await interaction.edit_original_response(content="slowly")

    @app_commands.command(description="defers, then keeps the processor busy, then edits")
    async def busy(self, interaction: _Interaction) -> None:
        await interaction.response.defer()
        until = time.perf_counter() + 0.02
        while time.perf_counter() < until:
            pass
        await interaction.edit_original_response(content="busy")

    @app_commands.command(description="sends a file after the answer")
    async def file(self, interaction: _Interaction) -> None:
        await interaction.response.send_message("see the file", ephemeral=True)
        content = discord.File(io.BytesIO("Kursk – 2024".encode()), "dossier.md")
        await interaction.followup.send("whole dossier", file=content, ephemeral=True)

    @app_commands.command(description="sends a file in the first answer")
    async def file_at_once(self, interaction: _Interaction) -> None:
        content = discord.File(io.BytesIO(b"Kursk"), "dossier.md")
        await interaction.response.send_message("dossier", file=content)

    @app_commands.command(description="breaks before any answer")
    async def broken(self, interaction: _Interaction) -> None:
        raise ValueError("broken on purpose")

    @app_commands.command(description="breaks after deferring")
    async def broken_later(self, interaction: _Interaction) -> None:
        await interaction.response.defer()
        raise ValueError("broken on purpose")

    @app_commands.command(description="has an expected error")
    async def expected(self, interaction: _Interaction) -> None:
        raise NotOnRecord("No claim “C9” is on record.")

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        if message.author.bot:
            return
        if "break" in message.content:
            error = ValueError("broken on purpose")
            await self._client(message).report_message_failure(message, error)
            return
        await message.reply("mentioned", mention_author=False)

    def __init__(self, client: OnRecordClient) -> None:
        self._bot = client

    def _client(self, _: discord.Message) -> OnRecordClient:
        return self._bot


async def setup(bot: OnRecordClient) -> None:
    await bot.add_cog(StandIn(bot))
