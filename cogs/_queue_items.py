"""What waits in a server's queue, in words and with the buttons by which it is decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Protocol, Self, runtime_checkable

import discord
from discord import ui

from bot.core.curation.naming import tell_done
from bot.core.curation.planning import name_action
from bot.core.curation.reviewing import Proposal
from bot.core.kept import Waiting
from bot.core.membership import Matter
from bot.core.models import Claim
from bot.core.replies import Card, Detail, Reply
from bot.core.telling import NoteKind
from bot.core.wording import word_date
from bot.core.words import Sentence, Words
from cogs._curating_buttons import CuratingButton, look_button, review_buttons
from cogs._curating_replies import describe_differences
from cogs._desk import Interaction
from cogs._queue_editing import can_edit
from cogs._views import Row

_MENU = re.compile(r"or1q\.(?P<number>[0-9]{1,9})")
_LONGEST = 200
_LONGEST_LISTED = 120
_LONGEST_TEXT = 1500
_MOST_WORDINGS = 5


def name_proposal(proposal: Proposal, words: Words) -> str:
    """A proposal in a line."""
    line = words.say(
        "queue.line",
        number=proposal.number,
        action=tell_done(name_action(proposal.command)),
        author=proposal.author,
        date=proposal.made_at[:10],
    )
    reason = _shorten(proposal.reason or "", _LONGEST_LISTED)
    return f"{line} · {words.say('audit.reason', reason=reason)}" if reason else line


def name_matter(matter: Matter, words: Words) -> str:
    """What members sent, in a line."""
    return f"{_title(matter, words)}: {_shorten(matter.text, _LONGEST_LISTED)}"


def _title(matter: Matter, words: Words) -> str:
    if matter.kind is NoteKind.QUESTION:
        return words.say("matter.question", number=matter.number, count=matter.count)
    if matter.about:
        return words.say("matter.report", number=matter.number, id=matter.about)
    return words.say("matter.report.all", number=matter.number)


def _shorten(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest]}…"


def describe_proposal(
    proposal: Proposal, words: Words, *, is_new: bool = False, is_whole: bool = False
) -> Reply:
    """A proposal with what it would do now; differences as `describe_differences` has them."""
    cards: tuple[Card, ...] = ()
    if proposal.preview is not None:
        asked = (Card("", each.sentence.say(words)) for each in proposal.preview.questions)
        differences = proposal.preview.differences
        cards = (*asked, *describe_differences(differences, words, is_whole=is_whole))
    lead = [name_proposal(proposal, words)]
    if proposal.obstacle:
        lead.append(words.say("queue.obstacle", reason=proposal.obstacle))
    title = words.say("queue.new" if is_new else "queue.one", number=proposal.number)
    return Reply(title, lead=tuple(lead), cards=cards)


def describe_matter(matter: Matter, words: Words, alike: Sequence[Claim] = ()) -> Reply:
    """What members sent: how often, in which words, and which claims may be meant."""
    first, last = (word_date(day[:10], words.language) for day in (matter.first_at, matter.last_at))
    cards = []
    if len(matter.texts) > 1:
        details = tuple(
            Detail(_shorten(text, _LONGEST)) for text in matter.texts[1 : _MOST_WORDINGS + 1]
        )
        cards.append(Card("", words.say("matter.also"), details=details))
    if alike:
        lines = tuple(Detail(_shorten(f"{c.id}: {c.wording}", _LONGEST)) for c in alike)
        cards.append(Card("", words.say("matter.alike"), details=lines))
    note = words.say("matter.dates", first=first, last=last)
    lead = (matter.text[:_LONGEST_TEXT],)
    return Reply(_title(matter, words), lead=lead, cards=tuple(cards), notes=(note,))


def describe_end(number: int, state: str, result: str, words: Words) -> Reply:
    """What became of something that was in the queue; nothing of its text."""
    told = Sentence(f"waiting.{state}")
    if result:
        return Reply(words.say("matter.decided.as", number=number, state=told, id=result))
    return Reply(words.say("matter.decided", number=number, state=told))


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


def draw_item(
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


@runtime_checkable
class Phrases(Protocol):
    """What answers the menu; the cog `Queue` does."""

    async def phrase(self, interaction: Interaction, number: int, claim: str) -> None:
        """A claim was chosen of which a question is to be a phrasing."""


class AlikeMenu(ui.DynamicItem[ui.Select[ui.LayoutView]], template=_MENU):
    """A menu of the claims that a question may be another wording of."""

    def __init__(self, number: int, select: ui.Select[ui.LayoutView]) -> None:
        super().__init__(select)
        self.number = number

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The menu as it was when the message was sent."""
        assert isinstance(item, ui.Select)
        return cls(int(match["number"]), item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer the choice; discord.py only logs what this raises, so it is told here."""
        try:
            cog: object = interaction.client.get_cog("Queue")
            assert isinstance(cog, Phrases)
            await cog.phrase(interaction, self.number, str(self.item.values[0]))
        except Exception as error:
            await interaction.client.report_failure(interaction, error)


def _offer_claims(number: int, alike: Sequence[Claim], words: Words) -> AlikeMenu:
    options = [
        discord.SelectOption(label=_shorten(f"{each.id}: {each.wording}", 99), value=each.id)
        for each in alike
    ]
    select: ui.Select[ui.LayoutView] = ui.Select(
        custom_id=f"or1q.{number}",
        placeholder=words.say("queue.is-phrasing-of")[:150],
        options=options,
    )
    return AlikeMenu(number, select)
