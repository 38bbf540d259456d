"""What waits in a server's queue, with the buttons by which it is decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

import discord
from discord import ui

from bot.core.curation.rebasing import Side
from bot.core.curation.reviewing import Proposal
from bot.core.kept import Waiting
from bot.core.membership import Matter
from bot.core.models import Claim
from bot.core.replies import Reply
from bot.core.telling import NoteKind
from bot.core.words import Words
from cogs._curating_buttons import CuratingButton, look_button, review_buttons
from cogs._desk import Interaction
from cogs._items import FoundItem, Row, Select
from cogs._queue_editing import can_edit
from cogs._queue_words import describe_end, describe_matter, describe_proposal, shorten

if TYPE_CHECKING:
    from cogs.queue import Queue

_MENU = re.compile(r"or1q\.(?P<number>[0-9]{1,9})")


def rows_of_proposal(proposal: Proposal, words: Words, *, can_look: bool = False) -> list[Row]:
    """Approve, edit and approve, decline; in a channel also: look at it as it stands now."""
    digest = proposal.preview.digest if proposal.preview else ""
    buttons = review_buttons(proposal.number, digest, words, can_edit=can_edit(proposal.command))
    if can_look:
        buttons.append(look_button(proposal.number, words))
    return [ui.ActionRow(*buttons)]


def rows_of_matter(
    matter: Matter, words: Words, alike: Sequence[Claim] = (), *, can_look: bool = False
) -> list[Row]:
    """Accept, make it a phrasing, decline; of a report: edit what it is about, settled, decline."""
    number = str(matter.number)
    style = discord.ButtonStyle.success
    if matter.kind is NoteKind.QUESTION:
        buttons = [
            CuratingButton("n", number, words.say("button.accept-question"), style),
            CuratingButton("f", number, words.say("button.phrase")),
        ]
    else:
        buttons = [CuratingButton("s", number, words.say("button.settled"), style)]
        if matter.about:
            label = words.say("button.edit-about", id=matter.about)
            buttons.insert(0, CuratingButton("r", number, label))
    buttons.append(CuratingButton("d", number, words.say("button.decline")))
    if can_look:
        buttons.append(look_button(matter.number, words))
    rows: list[Row] = [ui.ActionRow(*buttons)]
    if alike and matter.kind is NoteKind.QUESTION:
        rows.insert(0, ui.ActionRow(_offer_claims(matter.number, alike, words)))
    return rows


def dispute_row(number: int, words: Words) -> Row:
    """Begin the form with what is proposed, or with what is on record."""
    return ui.ActionRow(
        CuratingButton("g", f"{number}.{Side.PROPOSED}", words.say("button.edit-proposed")),
        CuratingButton("g", f"{number}.{Side.RECORDED}", words.say("button.edit-recorded")),
    )


def describe_item(
    item: Matter | Proposal | Waiting, words: Words, alike: Sequence[Claim] = (), *, is_post: bool
) -> tuple[Reply, list[Row]]:
    """Something in the queue, or what became of it, with its buttons."""
    match item:
        case Proposal():
            reply = describe_proposal(item, words, is_new=is_post)
            return reply, rows_of_proposal(item, words, can_look=is_post)
        case Matter(state="open"):
            rows = rows_of_matter(item, words, alike, can_look=is_post)
            return describe_matter(item, words, alike), rows
        case Matter():
            return describe_end(item.number, item.state, item.result, words), []
    return describe_end(item.number, item.state, "", words), []


class AlikeMenu(FoundItem[Select], template=_MENU):
    """A menu of the claims that a question may be another wording of."""

    answered_by = "Queue"

    def __init__(self, number: int, select: Select) -> None:
        super().__init__(select)
        self.number = number

    @classmethod
    def read(cls, match: re.Match[str], item: Select) -> Self:
        """The menu, with the number of the question."""
        return cls(int(match["number"]), item)

    async def answer(self, interaction: Interaction, cog: Queue) -> None:
        """Open the form that makes the question a phrasing of the chosen claim."""
        await cog.phrase(interaction, self.number, self.item.values[0])


def _offer_claims(number: int, alike: Sequence[Claim], words: Words) -> AlikeMenu:
    options = [
        discord.SelectOption(label=shorten(f"{each.id}: {each.wording}", 99), value=each.id)
        for each in alike
    ]
    select: Select = ui.Select(
        custom_id=f"or1q.{number}",
        placeholder=words.say("queue.is-phrasing-of")[:150],
        options=options,
    )
    return AlikeMenu(number, select)
