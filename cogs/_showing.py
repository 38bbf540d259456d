"""Shows a place in the record as the answer to an interaction, its timeline also as a picture."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace

import discord

from bot.timeline import describe_timeline, word_picture
from bot.timeline_picture import can_draw, draw_timeline
from cogs._desk import Desk, Interaction, Reader, send_answer
from cogs._news import read_status
from cogs._opening import lay_out, open_place
from cogs._place import Kind, Place
from cogs._render import attach_picture, draw, render_place
from cogs._views import page_buttons, post_row

_NAME = "timeline.png"


async def show_place(
    desk: Desk, interaction: Interaction, place: Place, reader: Reader
) -> discord.Message:
    """Answer with what stands at a place, and remember the answer if it stands in a channel.

    Where the answer takes the place of one that was brought up to date, it goes on saying so.

    Raises:
        NotOnRecord: the reader's view has no such entry.
    """
    view, files = await draw_place(desk, place, reader, status=_status_before(interaction))
    message = await send_answer(interaction, view, files)
    if not place.is_private:
        await desk.keep_shown(message, place, reader)
    return message


def _status_before(interaction: Interaction) -> str:
    """What the message said of updates that the answer takes the place of."""
    in_place = discord.InteractionResponseType.deferred_message_update
    if interaction.message is None or interaction.response.type is not in_place:
        return ""
    return read_status(interaction.message)


async def draw_place(
    desk: Desk, place: Place, reader: Reader, *, status: str = ""
) -> tuple[discord.ui.LayoutView, list[discord.File]]:
    """What stands at a place as a message, with its files; `status` stands under the title.

    Raises:
        NotOnRecord: the reader's view has no such entry.
    """
    if place.kind is Kind.TIMELINE and place.page == 0:
        return await _draw_timeline(desk, place, reader, status)
    reply = replace(await open_place(desk.bot.archive, reader, place), status=status)
    return await render_place(reply, place, reader), []


async def _draw_timeline(
    desk: Desk, place: Place, reader: Reader, status: str
) -> tuple[discord.ui.LayoutView, list[discord.File]]:
    """The first page of a timeline: a picture where matplotlib is installed, and always words."""
    dossier = await desk.bot.archive.load_dossier(reader.view, place.entry)
    place = replace(place, entry=dossier.claim.id)
    reply = replace(describe_timeline(dossier, reader.words), status=status)
    pages = await lay_out(reply, reader.words, compact=True)
    rows = page_buttons(place, 0, len(pages.pages), reader) + post_row(place, reader)
    if not can_draw() or not dossier.statements:
        return draw(pages, 0, reader, rows=rows), []
    async with desk.drawing:
        drawn = await asyncio.to_thread(draw_timeline, dossier, reader.words)
    picture = attach_picture(_NAME, word_picture(dossier, reader.words))
    view = draw(pages, 0, reader, rows=rows, picture=picture)
    return view, [discord.File(io.BytesIO(drawn), _NAME)]
