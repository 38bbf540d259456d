"""Answers the buttons of the queue; who may decide is checked anew at each."""

from __future__ import annotations

from dataclasses import replace

from bot.core.curation.answering import find_alike, find_matter, load_matter
from bot.core.curation.overseeing import load_kept
from bot.core.curation.permissions import Action
from bot.core.curation.reviewing import (
    accept,
    list_queue,
    load_proposal,
    set_wanted,
)
from bot.core.errors import InvalidInput
from bot.core.replies import Reply
from bot.core.telling import NoteKind
from bot.core.words import Sentence
from cogs._curating import begin, moderator_of
from cogs._curating_buttons import CuratingButton, author_row, look_button, read_owner
from cogs._curating_filling import fill_from
from cogs._curating_forms import Filled
from cogs._curating_work import Work
from cogs._desk import Interaction
from cogs._queue_editing import fill_phrasing, fill_proposal
from cogs._queue_items import describe_proposal, draw_item, name_matter, name_proposal
from cogs._views import Row

QUEUE_ACTIONS = "kqnfgrst"
_ON_A_PAGE = 10


async def press_in_queue(
    work: Work, interaction: Interaction, action: str, about: tuple[str, ...]
) -> None:
    """Do what a button of the queue says.

    Raises:
        OnRecordError: it cannot be done, or not by this person.
    """
    match action, about:
        case "k", (page,):
            await show_queue(work, interaction, int(page), in_place=True)
        case "q", (number,):
            await show_item(work, interaction, int(number))
        case "n", (number,):
            await _accept_question(work, interaction, int(number))
        case "f", (number,):
            await phrase(work, interaction, int(number), "")
        case "g", (number,):
            await _edit_proposal(work, interaction, int(number))
        case "r", (number,):
            await _edit_reported(work, interaction, int(number))
        case "s", (number,):
            in_place = interaction.message is not None and interaction.message.flags.ephemeral
            moderator = await begin(work.desk, interaction, in_place=in_place)
            deciding = accept(work.desk.bot.keeping, moderator.request, int(number))
            await work.conclude(interaction, moderator, deciding)
        case "t", (number, owner, wanted):
            await _set_wanted(work, interaction, int(number), owner, is_told=wanted == "1")
        case _:
            raise InvalidInput(Sentence("unusable-value"))


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
    lines = [(each.number, name_proposal(each, words)) for each in proposals]
    lines += [(each.number, name_matter(each, words)) for each in matters]
    questions = sum(each.kind is NoteKind.QUESTION for each in matters)
    title = words.say(
        "queue.title",
        proposals=len(proposals),
        reports=len(matters) - questions,
        questions=questions,
    )
    pages = max(1, -(-len(lines) // _ON_A_PAGE))
    page = max(0, min(page, pages - 1))
    shown = lines[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]
    buttons = [look_button(number, words) for number, _ in shown]
    rows: list[Row] = [_row(buttons[at : at + 5]) for at in range(0, len(buttons), 5)]
    notes: tuple[str, ...] = ()
    if pages > 1:
        is_last = page + 1 == pages
        earlier = CuratingButton("k", str(page - 1), words.say("button.e"), disabled=page == 0)
        later = CuratingButton("k", str(page + 1), words.say("button.l"), disabled=is_last)
        rows.append(_row([earlier, later]))
        notes = (words.say("queue.page", page=page + 1, pages=pages),)
    reply = Reply(title, lead=tuple(line for _, line in shown), notes=notes)
    await work.clerk.say(interaction, moderator, reply, tuple(rows))


def _row(buttons: list[CuratingButton]) -> Row:
    row: Row = Row(*buttons)
    return row


async def show_item(work: Work, interaction: Interaction, number: int) -> None:
    """Show something in the queue as it stands now, with the buttons that decide it.

    Raises:
        NotAllowed: the actor may not see the queue.
        NotOnRecord: this queue has nothing of that number.
        Conflict: it was decided already.
    """
    moderator = await begin(work.desk, interaction)
    keeping, request = work.desk.bot.keeping, moderator.request
    whole = None
    if await find_matter(keeping, request, number) is None:
        proposal = await load_proposal(keeping, request, number)
        reply, rows = draw_item(proposal, moderator.words, is_post=False)
        whole = describe_proposal(proposal, moderator.words, is_whole=True)
    else:
        matter = await load_matter(keeping, request, number)
        is_question = matter.kind is NoteKind.QUESTION
        alike = await find_alike(keeping, request, matter.text) if is_question else ()
        reply, rows = draw_item(matter, moderator.words, alike, is_post=False)
    await work.clerk.say(interaction, moderator, reply, tuple(rows), whole=whole)


async def _accept_question(work: Work, interaction: Interaction, number: int) -> None:
    """Open the form of a new claim, filled with what was asked."""
    moderator = await moderator_of(work.desk, interaction)
    matter = await load_matter(work.desk.bot.keeping, moderator.request, number)
    texts = {"wording": matter.text, "phrasings": "\n".join(map(_in_a_line, matter.texts[1:]))}
    filled = Filled("c", ("", ""), interaction.id, texts, answers=number)
    await work.open_form(interaction, filled, Action.REVIEW)


def _in_a_line(text: str) -> str:
    return " ".join(text.split())


async def phrase(work: Work, interaction: Interaction, number: int, claim: str) -> None:
    """Open the form by which a question becomes a phrasing of a claim, or of one to be named."""
    moderator = await moderator_of(work.desk, interaction)
    matter = await load_matter(work.desk.bot.keeping, moderator.request, number)
    filled = fill_phrasing(claim, matter.text, number, interaction.id)
    await work.open_form(interaction, filled, Action.REVIEW)


async def _edit_proposal(work: Work, interaction: Interaction, number: int) -> None:
    """Open a form filled with what was proposed."""
    moderator = await moderator_of(work.desk, interaction)
    proposal = await load_proposal(work.desk.bot.keeping, moderator.request, number)
    filled = fill_proposal(proposal.command, number, interaction.id)
    await work.open_form(interaction, filled, Action.REVIEW)


async def _edit_reported(work: Work, interaction: Interaction, number: int) -> None:
    """Open the form of the entry that a report is about."""
    moderator = await moderator_of(work.desk, interaction)
    keeping, request = work.desk.bot.keeping, moderator.request
    matter = await load_matter(keeping, request, number)
    kept = await load_kept(keeping, request, matter.about)
    filled = replace(fill_from(kept, interaction.id), answers=number)
    await work.open_form(interaction, filled, Action.REVIEW)


async def _set_wanted(
    work: Work, interaction: Interaction, number: int, owner: str, *, is_told: bool
) -> None:
    """Have the author of a proposal told what becomes of it, or not."""
    moderator = await begin(work.desk, interaction, in_place=True)
    whose = read_owner(owner, moderator.request.community_id)
    await set_wanted(work.desk.bot.keeping, moderator.request, number, owner=whose, wanted=is_told)
    key = "told.wanted" if is_told else "told.not-wanted"
    reply = Reply(moderator.words.say(key, number=number))
    row = author_row(number, whose, moderator.words, is_told=is_told)
    await work.clerk.say(interaction, moderator, reply, (row,))
