"""Lists what waits in a server's queue, and says when nothing of it can be posted."""

from __future__ import annotations

from bot.core.curation.overseeing import load_settings
from bot.core.curation.reviewing import list_queue
from bot.core.replies import Reply
from bot.core.words import Words
from cogs._curating import begin
from cogs._curating_buttons import CuratingButton, look_button
from cogs._curating_work import Work
from cogs._desk import Interaction
from cogs._items import Row
from cogs._queue_posts import can_post
from cogs._queue_words import name_matter, sum_up, title_queue

_ON_A_PAGE = 10


async def show_queue(
    work: Work, interaction: Interaction, page: int, *, in_place: bool = False
) -> None:
    """List what waits: proposals, then reports, then questions, those asked most often first.

    Raises:
        NotAllowed: the actor may not see the queue.
    """
    moderator = await begin(work.desk, interaction, in_place=in_place)
    words = moderator.words
    proposals, matters = await list_queue(work.desk.bot.keeping, moderator.request)
    lines = [(each.number, sum_up(each, words)) for each in proposals]
    lines += [(each.number, name_matter(each, words)) for each in matters]
    title = title_queue(proposals, matters, words)
    pages = max(1, -(-len(lines) // _ON_A_PAGE))
    page = max(0, min(page, pages - 1))
    shown = lines[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]
    buttons = [look_button(number, words) for number, _ in shown]
    rows: list[Row] = [_row(buttons[at : at + 5]) for at in range(0, len(buttons), 5)]
    notes = await _say_closed(work, interaction, words)
    if pages > 1:
        is_last = page + 1 == pages
        earlier = CuratingButton("k", str(page - 1), words.say("button.e"), disabled=page == 0)
        later = CuratingButton("k", str(page + 1), words.say("button.l"), disabled=is_last)
        rows.append(_row([earlier, later]))
        notes = (*notes, words.say("queue.page", page=page + 1, pages=pages))
    reply = Reply(title, lead=tuple(line for _, line in shown), notes=notes)
    await work.clerk.say(interaction, moderator, reply, tuple(rows))


async def _say_closed(work: Work, interaction: Interaction, words: Words) -> tuple[str, ...]:
    """That nothing can be posted in the channel that was chosen for the queue, if so."""
    guild = interaction.guild
    if guild is None:
        return ()
    settings = await load_settings(work.desk.bot.keeping, guild.id)
    if settings.queue_channel is None or can_post(guild, settings.queue_channel):
        return ()
    return (words.say("queue.closed"),)


def _row(buttons: list[CuratingButton]) -> Row:
    row: Row = Row(*buttons)
    return row
