"""Answers the buttons of the queue; who may decide is checked anew at each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.core.curation.answering import (
    DecidedAlready,
    find_alike,
    find_matter,
    list_answering,
    load_matter,
)
from bot.core.curation.overseeing import load_kept
from bot.core.curation.permissions import Action
from bot.core.curation.plans import is_active
from bot.core.curation.rebasing import BothChanged, Side, load_to_edit
from bot.core.curation.reviewing import (
    accept,
    approve,
    load_proposal,
    set_wanted,
)
from bot.core.curation.settling import Overtaken
from bot.core.errors import Conflict, InvalidInput
from bot.core.replies import Reply
from bot.core.telling import NoteKind
from bot.core.words import Sentence
from cogs._curating import Moderator, begin, moderator_of
from cogs._curating_buttons import author_row, read_owner
from cogs._curating_filling import fill_from
from cogs._curating_forms import LONGEST, Filled
from cogs._curating_work import Work
from cogs._desk import Interaction
from cogs._queue_editing import fill_phrasing, fill_proposal
from cogs._queue_items import describe_item, dispute_row
from cogs._queue_listing import show_queue
from cogs._queue_words import (
    describe_dispute,
    describe_matter,
    describe_proposal,
)

QUEUE_ACTIONS = "adkqnfgrst"


def stands_alone(interaction: Interaction) -> bool:
    """Whether the answer may take the place of what was pressed: nobody else sees that."""
    return interaction.message is not None and interaction.message.flags.ephemeral


async def press_in_queue(
    work: Work, interaction: Interaction, action: str, about: tuple[str, ...]
) -> None:
    """Do what a button of the queue says.

    Raises:
        OnRecordError: it cannot be done, or not by this person.
    """
    match action, about:
        case "a", (number, digest):
            await _approve(work, interaction, int(number), digest)
        case "d", (number,):
            await _open_declining(work, interaction, int(number))
        case "k", (page,):
            await show_queue(work, interaction, int(page), in_place=True)
        case "q", (number,):
            await show_item(work, interaction, int(number))
        case "n", (number,):
            await _accept_question(work, interaction, int(number))
        case "f", (number,):
            await phrase(work, interaction, int(number), "")
        case "g", (number, *side):
            await _edit_proposal(work, interaction, int(number), *side)
        case "r", (number,):
            await _edit_reported(work, interaction, int(number))
        case "s", (number,):
            moderator = await begin(work.desk, interaction, in_place=stands_alone(interaction))
            deciding = accept(work.desk.bot.keeping, moderator.request, int(number))
            await work.conclude(interaction, moderator, deciding)
        case "t", (number, owner, wanted):
            await _set_wanted(work, interaction, int(number), owner, is_told=wanted == "1")
        case _:
            raise InvalidInput(Sentence("unusable-value"))


async def show_item(work: Work, interaction: Interaction, number: int) -> None:
    """Show something in the queue as it stands now, with the buttons that decide it.

    Raises:
        NotAllowed: the actor may not see the queue.
        NotOnRecord: this queue has nothing of that number.
        Conflict: it was decided already.
    """
    moderator = await begin(work.desk, interaction)
    keeping, request = work.desk.bot.keeping, moderator.request
    if await find_matter(keeping, request, number) is None:
        await _show_proposal(work, interaction, moderator, number)
        return
    matter = await load_matter(keeping, request, number)
    is_question = matter.kind is NoteKind.QUESTION
    alike = await find_alike(keeping, request, matter.text) if is_question else ()
    reply, rows = describe_item(matter, moderator.words, alike, is_post=False)
    whole = describe_matter(matter, moderator.words, alike, is_whole=True)
    if answering := await list_answering(keeping, request, number):
        told = moderator.words.say("matter.answered", numbers=", ".join(map(str, answering)))
        reply = replace(reply, notes=(*reply.notes, told))
    await work.clerk.say(interaction, moderator, reply, tuple(rows), whole=whole)


async def _show_proposal(
    work: Work,
    interaction: Interaction,
    moderator: Moderator,
    number: int,
    *,
    told: tuple[str, ...] = (),
) -> None:
    """Show a proposal as it stands now, after what its moderator is `told` first."""
    proposal = await load_proposal(work.desk.bot.keeping, moderator.request, number)
    reply, rows = describe_item(proposal, moderator.words, is_post=False)
    whole = describe_proposal(proposal, moderator.words, is_whole=True)
    reply = replace(reply, lead=(*told, *reply.lead))
    await work.clerk.say(interaction, moderator, reply, tuple(rows), whole=whole)


async def _approve(work: Work, interaction: Interaction, number: int, digest: str) -> None:
    """Publish what was seen; what would do something else by now is shown as it stands."""
    moderator = await begin(work.desk, interaction, in_place=stands_alone(interaction))
    try:
        outcome = await approve(work.desk.bot.keeping, moderator.request, number, digest)
    except DecidedAlready:
        raise
    except Overtaken:  # the proposal says so itself
        await _show_proposal(work, interaction, moderator, number)
    except Conflict as changed:
        told = (changed.say(moderator.words),)
        await _show_proposal(work, interaction, moderator, number, told=told)
    else:
        await work.clerk.answer(interaction, moderator, outcome)


async def _open_declining(work: Work, interaction: Interaction, number: int) -> None:
    """Open the form that asks why; not of what was decided, so that nobody writes in vain."""
    moderator = await moderator_of(work.desk, interaction)
    keeping, request = work.desk.bot.keeping, moderator.request
    if await find_matter(keeping, request, number) is None:
        await load_proposal(keeping, request, number)
    else:
        await load_matter(keeping, request, number)
    form = Filled("x", (str(number),), interaction.id)
    await work.open_form(interaction, form, Action.REVIEW)


async def _accept_question(work: Work, interaction: Interaction, number: int) -> None:
    """Open the form of a new claim, filled with what was asked."""
    moderator = await moderator_of(work.desk, interaction)
    matter = await load_matter(work.desk.bot.keeping, moderator.request, number)
    texts = {"wording": matter.text, "phrasings": _write_what_fits(matter.texts[1:])}
    filled = Filled("c", ("", ""), interaction.id, texts, answers=number)
    await work.open_form(interaction, filled, Action.REVIEW)


def _write_what_fits(texts: Sequence[str]) -> str:
    """Texts one a line, as many of them as a field of a form has room for."""
    lines = [" ".join(text.split()) for text in texts]
    while len(written := "\n".join(lines)) > LONGEST:
        lines.pop()
    return written


async def phrase(work: Work, interaction: Interaction, number: int, claim: str) -> None:
    """Open the form by which a question becomes a phrasing of a claim, or of one to be named."""
    moderator = await moderator_of(work.desk, interaction)
    matter = await load_matter(work.desk.bot.keeping, moderator.request, number)
    filled = fill_phrasing(claim, matter.text, number, interaction.id)
    await work.open_form(interaction, filled, Action.REVIEW)


async def _edit_proposal(work: Work, interaction: Interaction, number: int, side: str = "") -> None:
    """Open a form filled with what was proposed, laid over what is on record now.

    Where both changed the same and no side is taken, both are shown, with a button for each.
    """
    moderator = await moderator_of(work.desk, interaction)
    keeping, request = work.desk.bot.keeping, moderator.request
    try:
        command = await load_to_edit(keeping, request, number, Side(side) if side else None)
    except BothChanged as both:
        moderator = await begin(work.desk, interaction)
        reply = describe_dispute(number, both, moderator.words)
        row = dispute_row(number, moderator.words)
        await work.clerk.say(interaction, moderator, reply, (row,))
        return
    filled = fill_proposal(command, number, interaction.id, side)
    await work.open_form(interaction, filled, Action.REVIEW)


async def _edit_reported(work: Work, interaction: Interaction, number: int) -> None:
    """Open the form of the entry that a report is about."""
    moderator = await moderator_of(work.desk, interaction)
    keeping, request = work.desk.bot.keeping, moderator.request
    matter = await load_matter(keeping, request, number)
    kept = is_active(await load_kept(keeping, request, matter.about))
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
