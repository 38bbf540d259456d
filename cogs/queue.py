"""The commands that show moderators what waits for them: /queue and /gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from discord import app_commands, ui
from discord.ext import commands

from bot.core.curation.overseeing import load_gaps
from bot.core.curation.planning import name_action
from bot.core.curation.reviewing import Proposal, list_proposals, load_proposal
from bot.core.gaps import Gaps
from bot.core.replies import Card, Detail, Reply
from bot.core.words import Words
from cogs._curating import begin
from cogs._curating_buttons import look_button, review_row
from cogs._curating_replies import describe_differences
from cogs._curating_work import Work
from cogs._desk import Desk, Interaction
from cogs._places import allow
from cogs._views import Row
from cogs.translation import text

if TYPE_CHECKING:
    from bot.client import OnRecordClient

_MOST_SHOWN = 15
_MOST_NAMED = 25
_LONGEST = 200


class Queue(commands.Cog):
    """Shows what waits for approval, and what the record lacks."""

    def __init__(self, bot: OnRecordClient, desk: Desk, work: Work) -> None:
        self.bot = bot
        self.desk = desk
        self.work = work
        for command in self.walk_app_commands():
            allow(command, anywhere=False)

    @app_commands.command(name=text("queue.name"), description=text("queue.description"))
    async def queue(self, interaction: Interaction) -> None:
        """List what waits for approval, oldest first."""
        moderator = await begin(self.desk, interaction)
        proposals = await list_proposals(self.bot.keeping, moderator.request)
        words, shown = moderator.words, proposals[:_MOST_SHOWN]
        buttons = [look_button(each.number, words) for each in shown]
        rows: list[Row] = [ui.ActionRow(*buttons[at : at + 5]) for at in range(0, len(buttons), 5)]
        lead = tuple(_name(each, words) for each in shown)
        title = words.say("queue.title", count=len(proposals))
        await self.work.clerk.say(interaction, moderator, Reply(title, lead=lead), tuple(rows))

    @app_commands.command(name=text("gaps.name"), description=text("gaps.description"))
    async def gaps(self, interaction: Interaction) -> None:
        """Say what the record lacks."""
        moderator = await begin(self.desk, interaction)
        gaps = await load_gaps(self.bot.keeping, moderator.request)
        cards = tuple(_describe_gaps(gaps, moderator.words))
        title = moderator.words.say("gaps.title" if cards else "gaps.none")
        await self.work.clerk.say(interaction, moderator, Reply(title, cards=cards))


async def show_proposal(work: Work, interaction: Interaction, number: int) -> None:
    """Show what a proposal would do now, with the buttons that decide it.

    Raises:
        NotAllowed: the actor may not see the queue.
        NotOnRecord: this queue has no such proposal.
    """
    moderator = await begin(work.desk, interaction)
    proposal = await load_proposal(work.desk.bot.keeping, moderator.request, number)
    words, preview = moderator.words, proposal.preview
    cards: tuple[Card, ...] = ()
    if preview is not None:
        asked = (Card("", question.sentence) for question in preview.questions)
        cards = (*asked, *describe_differences(preview.differences, words))
    lead = [_name(proposal, words)]
    if proposal.obstacle:
        lead.append(words.say("queue.obstacle", reason=proposal.obstacle))
    reply = Reply(words.say("queue.one", number=number), lead=tuple(lead), cards=cards)
    row = review_row(number, preview.digest if preview else "", words)
    await work.clerk.say(interaction, moderator, reply, (row,))


def _name(proposal: Proposal, words: Words) -> str:
    action = name_action(proposal.command).value
    line = words.say(
        "queue.line",
        number=proposal.number,
        action=action,
        author=proposal.author,
        date=proposal.made_at[:10],
    )
    reason = (proposal.reason or "")[:_LONGEST]
    return f"{line} · {words.say('audit.reason', reason=reason)}" if reason else line


def _describe_gaps(gaps: Gaps, words: Words) -> Iterator[Card]:
    """A card for each kind of gap that there is."""
    named: list[tuple[str, list[str]]] = [
        ("one-sided", [each.claim.id for each in gaps.one_sided]),
        ("without-statements", [each.id for each in gaps.without_statements]),
        ("on-one-source", [each.id for each in gaps.on_one_source]),
        ("second-hand", [each.id for each in gaps.second_hand]),
        ("dated-by-publication", [each.id for each in gaps.dated_by_publication]),
        ("undated-sources", [each.id for each in gaps.undated_sources]),
        ("not-archived", [each.id for each in gaps.not_archived]),
        ("dead", [each.id for each in gaps.dead]),
        ("unclaimed", [each.id for each in gaps.unclaimed]),
    ]
    for kind, ids in named:
        if ids:
            heading = words.say(f"gap.{kind}", number=len(ids))
            yield Card("", heading, text=_list(ids))
    if gaps.asked_often:
        details = tuple(
            Detail(words.say("gap.asked", times=each.count, question=each.question[:_LONGEST]))
            for each in gaps.asked_often[:10]
        )
        yield Card("", words.say("gap.asked-often", number=len(gaps.asked_often)), details=details)


def _list(ids: Iterable[str]) -> str:
    named = list(ids)
    return ", ".join(named[:_MOST_NAMED]) + (", …" if len(named) > _MOST_NAMED else "")
