"""Lays a page out as a Discord message in Components V2, with the buttons that lead on from it."""

from __future__ import annotations

import discord
from discord import ui

from bot.core.replies import Reply
from cogs._desk import Reader
from cogs._escape import escape_line
from cogs._items import Row
from cogs._opening import lay_out
from cogs._pages import Pages
from cogs._place import Kind, Place
from cogs._views import page_buttons, post_row, report_button


async def render_place(reply: Reply, place: Place, reader: Reader) -> ui.LayoutView:
    """The page of a reply that a place means, with its buttons; the nearest if it has fewer."""
    compact = place.kind is Kind.TIMELINE
    pages = await lay_out(reply, reader.words, compact=compact)
    number = max(0, min(place.page, len(pages.pages) - 1))
    buttons = page_buttons(place, number, len(pages.pages), reader) + post_row(place, reader)
    return draw(pages, number, reader, rows=buttons, marked=place.marked)


def draw(
    pages: Pages,
    number: int,
    reader: Reader,
    *,
    rows: list[Row],
    marked: str = "",
    picture: ui.MediaGallery[ui.LayoutView] | None = None,
) -> ui.LayoutView:
    """One page as a message that nothing has to be kept in memory for."""
    page = pages.pages[number]
    box: ui.Container[ui.LayoutView] = ui.Container(ui.TextDisplay(page.heading))
    if picture is not None:
        box.add_item(picture)
    for piece in page.pieces:
        box.add_item(ui.Separator())
        box.add_item(ui.TextDisplay(piece))
    if footer := _footer(pages, number, reader, marked):
        box.add_item(ui.Separator())
        box.add_item(ui.TextDisplay(footer))
    view = ui.LayoutView(timeout=None)
    view.add_item(box)
    for row in rows:
        view.add_item(row)
    # Its buttons are found by their custom ids, so discord.py need not keep the view.
    view.stop()
    return view


def _footer(pages: Pages, number: int, reader: Reader, marked: str) -> str:
    words = reader.words
    if len(pages.pages) == 1:
        return ""
    facts = [words.say("page.number", page=number + 1, pages=len(pages.pages))]
    if (stands_on := pages.page_of.get(marked, number)) != number:
        facts.append(words.say("page.marked", id=marked, page=stands_on + 1))
    return f"-# {escape_line(' · '.join(facts))}"


async def render_note(
    reply: Reply,
    reader: Reader,
    *,
    rows: tuple[Row, ...] = (),
    can_report: bool = True,
) -> ui.LayoutView:
    """A reply of one page that leads nowhere in the record, with rows of its own."""
    pages = await lay_out(reply, reader.words)
    place = Place(Kind.CLAIM, "", asker=reader.member_id)
    report: Row = ui.ActionRow(report_button(place, reader))
    return draw(pages, 0, reader, rows=[*rows, *([report] if can_report else [])])


def draw_report(place: Place, reader: Reader) -> ui.View:
    """The button for "Report an error" alone, under an answer that is not laid out in components.

    To be made in the event loop's thread.
    """
    view = ui.View(timeout=None)
    view.add_item(report_button(place, reader))
    view.stop()
    return view


def attach_picture(name: str, alternative: str) -> ui.MediaGallery[ui.LayoutView]:
    """A picture sent along, with its alternative text."""
    item = discord.MediaGalleryItem(f"attachment://{name}", description=alternative)
    return ui.MediaGallery(item)
