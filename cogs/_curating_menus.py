"""The menus of /settings, found by custom id: roles, channels, and words to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeAlias, runtime_checkable

import discord
from discord import ui

from bot.core.curation.overseeing import REVIEWABLE
from bot.core.errors import InvalidInput
from bot.core.kept import Cooldown, CurationSettings
from bot.core.membership import CommunitySettings
from bot.core.words import CATALOGUES, Sentence, Words
from cogs._desk import Interaction
from cogs._escape import escape_line
from cogs._views import Row

if TYPE_CHECKING:
    from bot.client import OnRecordClient

_ROLES = re.compile(r"or1r\.(?P<what>curators|reviewers)")
_CHANNELS = re.compile(r"or1h\.(?P<what>queue|audit)")
_WORDS = re.compile(r"or1w\.(?P<what>reviewed|language|library|cooldown)")
_MOST_ROLES = 25
_COOLDOWNS = tuple(Cooldown(uses, seconds) for seconds in (20, 60) for uses in (1, 3, 5, 10, 30))
_AS_THE_OPERATOR_HAS_IT = "default"
_Select: TypeAlias = ui.Select[ui.LayoutView]
_RoleSelect: TypeAlias = ui.RoleSelect[ui.LayoutView]
_ChannelSelect: TypeAlias = ui.ChannelSelect[ui.LayoutView]


@runtime_checkable
class Chooses(Protocol):
    """What answers the menus; the cog `ServerSettings` does."""

    async def choose(self, interaction: Interaction, what: str, values: list[str]) -> None:
        """Values were chosen in a menu; none empties it."""


class RoleMenu(ui.DynamicItem[_RoleSelect], template=_ROLES):
    """A menu of roles."""

    def __init__(self, what: str, select: _RoleSelect) -> None:
        super().__init__(select)
        self.what = what

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The menu as it was when the message was sent."""
        assert isinstance(item, ui.RoleSelect)
        return cls(match["what"], item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Keep the choice."""
        await _choose(interaction, self.what, [str(role.id) for role in self.item.values])


class ChannelMenu(ui.DynamicItem[_ChannelSelect], template=_CHANNELS):
    """A menu of channels."""

    def __init__(self, what: str, select: _ChannelSelect) -> None:
        super().__init__(select)
        self.what = what

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The menu as it was when the message was sent."""
        assert isinstance(item, ui.ChannelSelect)
        return cls(match["what"], item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Keep the choice."""
        await _choose(interaction, self.what, [str(channel.id) for channel in self.item.values])


class WordMenu(ui.DynamicItem[_Select], template=_WORDS):
    """A menu of words."""

    def __init__(self, what: str, select: _Select) -> None:
        super().__init__(select)
        self.what = what

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The menu as it was when the message was sent."""
        assert isinstance(item, ui.Select)
        return cls(match["what"], item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Keep the choice."""
        await _choose(interaction, self.what, list(self.item.values))


async def _choose(
    interaction: discord.Interaction[OnRecordClient], what: str, values: list[str]
) -> None:
    # discord.py only logs what a dynamic item raises; the member has to be told as well.
    try:
        cog: object = interaction.client.get_cog("ServerSettings")
        assert isinstance(cog, Chooses)
        await cog.choose(interaction, what, values)
    except Exception as error:
        await interaction.client.report_failure(interaction, error)


def draw_settings(
    keeping: CurationSettings, chosen: CommunitySettings, words: Words, *, is_saved: bool = False
) -> ui.LayoutView:
    """What a server has chosen, as menus."""
    title = words.say("settings.saved" if is_saved else "settings.title")
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(f"### {escape_line(title)}"))
    library = {True: "on", False: "off", None: "default"}[chosen.shared_library]
    menus: list[tuple[str, ui.DynamicItem[Any]]] = [
        ("curators", _role_menu("curators", keeping.curator_roles)),
        ("reviewers", _role_menu("reviewers", keeping.reviewer_roles)),
        ("reviewed", _reviewed_menu(keeping.reviewed, words)),
        ("queue", _channel_menu("queue", keeping.queue_channel)),
        ("audit", _channel_menu("audit", keeping.audit_channel)),
        ("language", _word_menu("language", chosen.language or "default", words)),
        ("library", _word_menu("library", library, words)),
        ("cooldown", _cooldown_menu(keeping.cooldown, words)),
    ]
    for what, menu in menus:
        view.add_item(ui.TextDisplay(escape_line(words.say(f"settings.{what}"))))
        row: Row = ui.ActionRow(menu)
        view.add_item(row)
    # Its menus are found by their custom ids, so discord.py need not keep the view.
    view.stop()
    return view


def _role_menu(what: str, chosen: Iterable[int]) -> RoleMenu:
    defaults = [discord.SelectDefaultValue.from_role(discord.Object(id_)) for id_ in sorted(chosen)]
    return RoleMenu(
        what,
        ui.RoleSelect(
            custom_id=f"or1r.{what}",
            min_values=0,
            max_values=_MOST_ROLES,
            default_values=defaults[:_MOST_ROLES],
        ),
    )


def _channel_menu(what: str, chosen: int | None) -> ChannelMenu:
    defaults = [] if chosen is None else [discord.Object(chosen)]
    return ChannelMenu(
        what,
        ui.ChannelSelect(
            custom_id=f"or1h.{what}",
            channel_types=[discord.ChannelType.text],
            min_values=0,
            max_values=1,
            default_values=[discord.SelectDefaultValue.from_channel(each) for each in defaults],
        ),
    )


def _reviewed_menu(reviewed: frozenset[str], words: Words) -> WordMenu:
    values = sorted(action.value for action in REVIEWABLE)
    options = [
        discord.SelectOption(label=words.say(f"action-{value}"), value=value,
                             default=value in reviewed)
        for value in values
    ]  # fmt: skip
    select: _Select = ui.Select(
        custom_id="or1w.reviewed", min_values=0, max_values=len(options), options=options
    )
    return WordMenu("reviewed", select)


def _cooldown_menu(chosen: Cooldown | None, words: Words) -> WordMenu:
    offered = _COOLDOWNS if chosen in (None, *_COOLDOWNS) else (*_COOLDOWNS, chosen)
    options = [
        discord.SelectOption(
            label=words.say("settings.cooldown.default"),
            value=_AS_THE_OPERATOR_HAS_IT,
            default=chosen is None,
        ),
        *(
            discord.SelectOption(
                label=words.say("settings.cooldown.is", count=c.uses, seconds=c.seconds),
                value=f"{c.uses}/{c.seconds}",
                default=c == chosen,
            )
            for c in offered
            if c is not None
        ),
    ]
    return WordMenu("cooldown", ui.Select(custom_id="or1w.cooldown", options=options))


def read_cooldown(value: str) -> Cooldown | None:
    """The cooldown that a value of the menu stands for; None leaves it to the operator.

    Raises:
        InvalidInput: it is none that is offered.
    """
    if value == _AS_THE_OPERATOR_HAS_IT:
        return None
    for each in _COOLDOWNS:
        if value == f"{each.uses}/{each.seconds}":
            return each
    raise InvalidInput(Sentence("unusable-value"))


def _word_menu(what: str, chosen: str, words: Words) -> WordMenu:
    values = {"language": ["default", *CATALOGUES], "library": ["default", "on", "off"]}[what]
    options = [
        discord.SelectOption(
            label=words.say(f"settings.{what}.{value}"), value=value, default=value == chosen
        )
        for value in values
    ]
    return WordMenu(what, ui.Select(custom_id=f"or1w.{what}", options=options))
