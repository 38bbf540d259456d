"""The buttons under what moderators are shown, found by custom id, so that they live on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

import discord
from discord import ui

from bot.core.curation.outcomes import Asks, Proposed, QuestionKind
from bot.core.models import SHARED
from bot.core.words import Words
from cogs._desk import Interaction
from cogs._items import Button, FoundButton, Row

if TYPE_CHECKING:
    from cogs.curation import Curation

_BUTTON = re.compile(r"or1m\.(?P<action>[a-z])\.(?P<about>[0-9A-Za-z.]{0,90})")
_MOST_MARKS = 9
_MOST_OPTIONS = 15
_MARK = re.compile("[0-9a-f]{8}")


class CuratingButton(FoundButton, template=_BUTTON):
    """A button that does `action` (one letter) about something."""

    answered_by = "Curation"

    def __init__(
        self,
        action: str,
        about: str,
        label: str,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        *,
        disabled: bool = False,
    ) -> None:
        super().__init__(f"or1m.{action}.{about}", label, style, disabled=disabled)
        self.action = action
        self.about = about

    @classmethod
    def read(cls, match: re.Match[str], item: Button) -> Self:
        """The button, with what it does about what."""
        return cls(match["action"], match["about"], item.label or "-")

    async def answer(self, interaction: Interaction, cog: Curation) -> None:
        """Do what the button says."""
        await cog.press(interaction, self.action, tuple(self.about.split(".")))


def rows_of_draft(asks: Asks, words: Words, *, nonce: int = 0) -> list[Row]:
    """Save, all that can be done instead, correct (if a form was sent), and cancel."""
    draft = f"{asks.draft}.{_write_owner(asks.community_id)}"
    marks = "".join(question.mark for question in asks.questions[:_MOST_MARKS])
    rows: list[Row] = _rows_of_options(asks, draft, words)
    last = [
        CuratingButton(
            "y", f"{draft}.{marks}", _name_going_on(asks, words), discord.ButtonStyle.primary
        ),
        CuratingButton("w", draft, words.say("button.cancel")),
    ]
    if nonce:
        last.insert(1, CuratingButton("e", str(nonce), words.say("button.correct")))
    return [*rows, ui.ActionRow(*last)]


def _name_going_on(asks: Asks, words: Words) -> str:
    if not asks.questions:
        return words.say("button.keep")
    kinds = {question.kind for question in asks.questions}
    sure = kinds == {QuestionKind.CONFIRM}
    return words.say("button.confirm") if sure else words.say("button.keep-anyway")


def _rows_of_options(asks: Asks, draft: str, words: Words) -> list[Row]:
    buttons = [
        CuratingButton("z", f"{draft}.{question.mark}.{number}", option.name.say(words))
        for question in asks.questions
        for number, option in enumerate(question.options)
    ][:_MOST_OPTIONS]
    return [ui.ActionRow(*buttons[at : at + 5]) for at in range(0, len(buttons), 5)]


def correct_row(nonce: int, words: Words) -> Row:
    """The row by which a form that could not be used is opened again, filled as it was."""
    return ui.ActionRow(CuratingButton("e", str(nonce), words.say("button.correct")))


def undo_row(revision: int, words: Words) -> Row:
    """The row by which what was just done is undone."""
    return ui.ActionRow(CuratingButton("u", str(revision), words.say("button.undo")))


def proposed_row(proposed: Proposed, words: Words) -> Row:
    """The row by which its author takes a proposal back, or asks to be told what becomes of it."""
    return author_row(proposed.proposal, proposed.community_id, words, is_told=False)


def author_row(number: int, owner: int, words: Words, *, is_told: bool) -> Row:
    """As `proposed_row`, of a proposal in the queue of `owner`."""
    about = f"{number}.{_write_owner(owner)}"
    label = words.say("button.tell-not" if is_told else "button.tell")
    return ui.ActionRow(
        CuratingButton("w", about, words.say("button.withdraw")),
        CuratingButton("t", f"{about}.{int(not is_told)}", label),
    )


def look_button(number: int, words: Words) -> CuratingButton:
    """The button that shows a proposal as it stands now."""
    return CuratingButton("q", str(number), words.say("button.look", number=number))


def review_buttons(
    number: int, digest: str, words: Words, *, can_edit: bool
) -> list[CuratingButton]:
    """The buttons that decide a proposal; without a digest it cannot be approved as it is."""
    style = discord.ButtonStyle.success
    buttons = [
        CuratingButton(
            "a", f"{number}.{digest}", words.say("button.approve"), style, disabled=not digest
        ),
        CuratingButton("d", str(number), words.say("button.decline")),
    ]
    if can_edit:
        buttons.insert(1, CuratingButton("g", str(number), words.say("button.edit-accept")))
    return buttons


def _write_owner(community_id: int) -> str:
    return "l" if community_id == SHARED else "o"


def read_owner(written: str, community_id: int) -> int:
    """Whose draft a button is about: the library's or that of the server one stands in."""
    return SHARED if written == "l" else community_id


def read_marks(written: str) -> list[str]:
    """The marks of the questions that a button answers."""
    return _MARK.findall(written)
