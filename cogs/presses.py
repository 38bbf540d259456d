"""Answers presses, choices and forms, also of messages that are older than the last start."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from discord.ext import commands

from bot.core.describe import describe
from bot.core.errors import InvalidInput, NotAllowed
from bot.core.lookup import Unknown
from bot.core.membership import send_question, send_report
from bot.core.question import parse_question
from bot.core.replies import Reply
from bot.core.words import Sentence
from cogs._asking import Asked, render_unknown
from cogs._bases import MembersCog
from cogs._desk import NOBODY, Interaction, Reader, send_answer
from cogs._file import make_file
from cogs._forms import Form, Sent, read_form
from cogs._opening import open_place
from cogs._place import Kind, Place
from cogs._refusing import refusing_privately, reporting_failure
from cogs._render import draw_report, render_note
from cogs._showing import show_place
from cogs._views import NONE_OF_THESE, ChoiceMenu, PlaceButton, SendButton, read_choice

_ASIDE = {"q": Kind.SOURCES, "t": Kind.TIMELINE}
_TURNING = frozenset("elnoxa")


def _whole(place: Place) -> Place:
    """The place with nothing of its dossier left out."""
    kind = Kind.CLAIM if place.kind is Kind.COUNTERS else place.kind
    return replace(place, kind=kind, speaker="", since=None, until=None)


class Presses(MembersCog):
    """Answers whoever presses; the message changes only for the member who asked."""

    items = (PlaceButton, ChoiceMenu, SendButton)

    async def press(self, interaction: Interaction, action: str, place: Place) -> None:
        """Do what a button says, from the place that its message shows."""
        is_own = place.asker == interaction.user.id
        if action == "r":
            await self._open_report(interaction, place)
        elif action == "b":
            await self._post(interaction, place)
        elif action in _TURNING:
            await self._turn(interaction, place, in_place=is_own)
        else:
            reader = await self._begin(interaction, in_place=False, is_private=True)
            mine = replace(place, asker=reader.member_id, is_private=True, page=0)
            await self._show_aside(interaction, action, mine, reader)

    async def _show_aside(
        self, interaction: Interaction, action: str, place: Place, reader: Reader
    ) -> None:
        if action == "f":
            await self._send_file(interaction, _whole(place), reader)
        else:
            place = replace(place, kind=_ASIDE.get(action, place.kind))
            await show_place(self.desk, interaction, place, reader)

    async def _begin(self, interaction: Interaction, *, in_place: bool, is_private: bool) -> Reader:
        pace = self.desk.clicking
        await self.desk.acknowledge(interaction, pace, is_private=is_private, in_place=in_place)
        return await self.desk.reader_of(interaction, is_private=is_private)

    async def _turn(self, interaction: Interaction, place: Place, *, in_place: bool) -> None:
        is_private = place.is_private or not in_place
        reader = await self._begin(interaction, in_place=in_place, is_private=is_private)
        mine = replace(place, asker=reader.member_id, is_private=is_private)
        await show_place(self.desk, interaction, mine, reader)

    async def _post(self, interaction: Interaction, place: Place) -> None:
        reader = await self.desk.reader_of(interaction, is_private=False)
        if not reader.may_post:
            raise NotAllowed(Sentence("may-not-post"))
        public = replace(place, asker=reader.member_id, is_private=False)
        async with refusing_privately(interaction):
            await self._begin(interaction, in_place=False, is_private=False)
            await show_place(self.desk, interaction, public, reader)

    async def _send_file(self, interaction: Interaction, place: Place, reader: Reader) -> None:
        reply = await open_place(self.bot.archive, reader, place)
        name, limit = f"onrecord-{place.entry}", interaction.filesize_limit
        file = await make_file(reply, reader.words, name, limit)
        await interaction.edit_original_response(
            content=reader.words.say("file.sent"),
            attachments=[file],
            view=draw_report(place, reader),
            allowed_mentions=NOBODY,
        )

    async def choose(self, interaction: Interaction, menu: ChoiceMenu) -> None:
        """Show the claim that was chosen, or say that nothing is on record."""
        is_own = menu.asker == interaction.user.id
        is_private = menu.is_private or not is_own
        reader = await self._begin(interaction, in_place=is_own, is_private=is_private)
        chosen = menu.item.values[0]
        if chosen == NONE_OF_THESE:
            await self._say_none(interaction, menu.nonce, reader)
            return
        place = read_choice(chosen)
        if place is None:
            raise InvalidInput(Sentence("choice.unreadable"))
        mine = replace(place, asker=reader.member_id, is_private=is_private)
        await show_place(self.desk, interaction, mine, reader)

    async def _say_none(self, interaction: Interaction, nonce: int, reader: Reader) -> None:
        question = self.desk.questions.get(nonce, "")
        outcome = Unknown(parse_question(question or reader.words.say("unknown.forgotten")), ())
        reply = describe(outcome, reader.words)
        asked = Asked(question, nonce)
        view = await render_unknown(self.desk, reader, asked, outcome, reply)
        await send_answer(interaction, view)

    async def offer_form(self, interaction: Interaction, button: SendButton) -> None:
        """Open the form that sends a question to the moderators; only its asker sees it filled."""
        reader = await self.desk.reader_of(interaction, is_private=True)
        is_own = button.asker == interaction.user.id
        text = self.desk.questions.get(button.nonce, "") if is_own else ""
        form = Form("U", "", interaction.id, reader.words, text)
        await interaction.response.send_modal(form)

    async def _open_report(self, interaction: Interaction, place: Place) -> None:
        reader = await self.desk.reader_of(interaction, is_private=True)
        await interaction.response.send_modal(Form("R", place.entry, interaction.id, reader.words))

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Take in the forms that were sent."""
        sent = read_form(interaction)
        if sent is not None:
            async with reporting_failure(interaction):
                await self._take_in(interaction, sent)

    async def _take_in(self, interaction: Interaction, sent: Sent) -> None:
        reader = await self._begin(interaction, in_place=False, is_private=True)
        now = self.bot.now().isoformat()
        send = partial(send_report, about=sent.about) if sent.kind == "R" else send_question
        await send(
            self.bot.members,
            reader.view,
            sent.text,
            member_id=reader.member_id,
            sent_at=now,
            wants_answer=sent.wants_answer,
        )
        self.bot.keeping.announce()
        thanks = Reply(reader.words.say("sent.report" if sent.kind == "R" else "sent.question"))
        view = await render_note(thanks, reader)
        await send_answer(interaction, view)
