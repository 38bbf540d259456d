"""The command that gives citations to copy: cite."""

from __future__ import annotations

import io

import discord
from discord import app_commands, ui

from bot.citing import Style, cite
from bot.core.ids import parse_public_id
from cogs._bases import MembersCog
from cogs._desk import NOBODY, Interaction
from cogs._escape import make_visible, measure
from cogs._place import Kind, Place
from cogs._render import draw_report
from cogs._typing import suggest_claims
from cogs.translation import choices_of, text

_LONGEST_BLOCK = 1900
_STYLES = choices_of(Style, "style.")


class Citations(MembersCog):
    """Citations of what is on record."""

    @app_commands.command(name=text("cite.name"), description=text("cite.description"))
    @app_commands.rename(id=text("cite.id.name"), style=text("cite.style.name"))
    @app_commands.describe(id=text("cite.id"), style=text("cite.style"))
    @app_commands.autocomplete(id=suggest_claims)
    @app_commands.choices(style=_STYLES)
    async def cite(
        self,
        interaction: Interaction,
        id: str,
        style: str = Style.MARKDOWN.value,
    ) -> None:
        """Give an entry's citation to copy."""
        reader = await self.desk.begin(interaction, is_private=True)
        cited = await cite(self.bot.archive, reader.view, id, Style(style), reader.words)
        public_id = parse_public_id(id, reader.view.community_id)
        about = public_id.seen_from(reader.view.community_id) if public_id else ""
        view = draw_report(Place(Kind.CLAIM, about, asker=reader.member_id), reader)
        await _send(interaction, cited, f"citation.{Style(style).ending}", view)


async def _send(interaction: Interaction, cited: str, name: str, view: ui.View) -> None:
    """Send a citation to copy: in a code block, or as a file where that would change it."""
    shown = make_visible(cited)
    if "```" not in shown and measure(shown) <= _LONGEST_BLOCK:
        content, files = f"```\n{shown}\n```", []
    else:
        encoded = cited.encode("utf-8", "replace")
        content, files = None, [discord.File(io.BytesIO(encoded), name)]
    await interaction.edit_original_response(
        content=content, attachments=files, view=view, allowed_mentions=NOBODY
    )
