"""The buttons and menus under answers, found by custom id, so that they live through restarts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Self

import discord
from discord import ui

from bot.core.replies import Choice
from cogs._desk import Interaction, Reader
from cogs._items import Button, FoundButton, FoundItem, Row, Select
from cogs._place import Kind, Place, custom_id, read_place

if TYPE_CHECKING:
    from cogs.presses import Presses

ACTIONS = "elnoxaqtfrbdw"
_PLACE = re.compile(rf"or1\.(?P<action>[{ACTIONS}])\.(?P<place>[0-9A-Za-z.]{{8,}}\S*)")
_MENU = re.compile(r"or1k\.(?P<asker>[0-9]{1,20})\.(?P<private>[01])\.(?P<nonce>[0-9]{1,20})")
_SEND = re.compile(r"or1u\.(?P<asker>[0-9]{1,20})\.(?P<nonce>[0-9]{1,20})")
NONE_OF_THESE = "none"


class PlaceButton(FoundButton, template=_PLACE):
    """A button that does `action` at a place."""

    answered_by = "Presses"

    def __init__(self, action: str, place: Place, label: str, *, disabled: bool = False) -> None:
        super().__init__(custom_id(action, place), label, disabled=disabled)
        self.action = action
        self.place = place

    @classmethod
    def read(cls, match: re.Match[str], item: Button) -> Self:
        """The button; a forged place is an empty one."""
        place = read_place(match["place"]) or Place(Kind.CLAIM, "")
        return cls(match["action"], place, item.label or "-")

    async def answer(self, interaction: Interaction, cog: Presses) -> None:
        """Do what the button says."""
        await cog.press(interaction, self.action, self.place)


class ChoiceMenu(FoundItem[Select], template=_MENU):
    """A menu of the claims that may be meant; each value is the place it leads to."""

    answered_by = "Presses"

    def __init__(self, select: Select, match: re.Match[str]) -> None:
        super().__init__(select)
        self.asker = int(match["asker"])
        self.is_private = match["private"] == "1"
        self.nonce = int(match["nonce"])

    @classmethod
    def read(cls, match: re.Match[str], item: Select) -> Self:
        """The menu, with who is asked to choose."""
        return cls(item, match)

    async def answer(self, interaction: Interaction, cog: Presses) -> None:
        """Show what was chosen."""
        await cog.choose(interaction, self)


class SendButton(FoundButton, template=_SEND):
    """A button that offers the form by which a question is sent to the moderators."""

    answered_by = "Presses"

    def __init__(self, asker: int, nonce: int, label: str) -> None:
        super().__init__(f"or1u.{asker}.{nonce}", label)
        self.asker = asker
        self.nonce = nonce

    @classmethod
    def read(cls, match: re.Match[str], item: Button) -> Self:
        """The button, with whose question it is."""
        return cls(int(match["asker"]), int(match["nonce"]), item.label or "-")

    async def answer(self, interaction: Interaction, cog: Presses) -> None:
        """Open the form."""
        await cog.offer_form(interaction, self)


def page_buttons(place: Place, number: int, count: int, reader: Reader) -> list[Row]:
    """The rows under one of `count` pages."""
    here = replace(place, page=number)
    rows = [_turning(here, number, count, reader), _leading(here, reader)]
    return [ui.ActionRow(*buttons) for buttons in rows if buttons]


def _turning(here: Place, number: int, count: int, reader: Reader) -> list[PlaceButton]:
    if count < 2:
        return []
    last = count - 1
    return [
        _button("e", replace(here, page=max(0, number - 1)), reader, disabled=number == 0),
        _button("l", replace(here, page=min(last, number + 1)), reader, disabled=number == last),
        _button("o", replace(here, page=0), reader, disabled=number == 0),
        _button("n", replace(here, page=last), reader, disabled=number == last),
    ]


def _leading(here: Place, reader: Reader) -> list[PlaceButton]:
    buttons = []
    is_dossier = here.kind in (Kind.CLAIM, Kind.COUNTERS)
    if is_dossier:
        toggle, kind = ("x", Kind.COUNTERS) if here.kind is Kind.CLAIM else ("a", Kind.CLAIM)
        buttons = [
            _button(toggle, replace(here, kind=kind, page=0), reader),
            _button("q", here, reader),
            _button("t", here, reader),
        ]
    file = reader.words.say("button.f" if is_dossier else "button.f.page")
    return [*buttons, PlaceButton("f", here, file), report_button(here, reader)]


def post_row(place: Place, reader: Reader) -> list[Row]:
    """The row by which a private answer is posted, for those who may."""
    if not (place.is_private and reader.may_post):
        return []
    return [ui.ActionRow(_button("b", place, reader))]


def report_button(place: Place, reader: Reader) -> PlaceButton:
    """The button for "Report an error"."""
    return _button("r", place, reader)


def _button(action: str, place: Place, reader: Reader, *, disabled: bool = False) -> PlaceButton:
    return PlaceButton(action, place, reader.words.say(f"button.{action}"), disabled=disabled)


def choice_menu(
    choices: list[tuple[Choice, Place]], reader: Reader, *, is_private: bool, nonce: int
) -> Row:
    """A menu of claims, each with how it differs, and "None of these" at its end."""
    options = [
        discord.SelectOption(
            label=_cut(f"{number}) {' '.join(choice.wording.split())}"),
            value=custom_id("d", place),
            description=_cut("; ".join(choice.differences) or f"{choice.id}, {choice.detail}"),
        )
        for number, (choice, place) in enumerate(choices, 1)
    ]
    none = discord.SelectOption(label=_cut(reader.words.say("choice.none")), value=NONE_OF_THESE)
    id_ = f"or1k.{reader.member_id}.{int(is_private)}.{nonce}"
    select: Select = ui.Select(
        custom_id=id_,
        placeholder=reader.words.say("choice.placeholder")[:150],
        options=[*options, none],
    )
    match = _MENU.fullmatch(id_)
    assert match is not None
    return ui.ActionRow(ChoiceMenu(select, match))


def read_choice(value: str) -> Place | None:
    """The place that a value of the menu leads to."""
    found = _PLACE.fullmatch(value)
    return read_place(found["place"]) if found else None


def place_of_message(message: discord.Message) -> Place | None:
    """The place that a message shows, as its buttons have it."""
    view = ui.LayoutView.from_message(message, timeout=None)
    ids = (str(getattr(child, "custom_id", None) or "") for child in view.walk_children())
    found = (_PLACE.fullmatch(id_) for id_ in ids)
    here = next((each["place"] for each in found if each and each["action"] == "r"), None)
    return read_place(here) if here else None


def _cut(text: str, longest: int = 100) -> str:
    visible = "".join(c if c.isprintable() else " " for c in text).strip() or "-"
    return visible if len(visible) <= longest else f"{visible[: longest - 1]}…"
