"""The menus of /settings, found by custom id: roles, channels, and words to choose from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, Self, TypeAlias, TypeVar

import discord
from discord import ui
from discord.ui.select import BaseSelect

from bot.core.curation.overseeing import REVIEWABLE
from bot.core.errors import InvalidInput
from bot.core.kept import Cooldown, CurationSettings
from bot.core.membership import CommunitySettings
from bot.core.words import CATALOGUES, Sentence, Words
from cogs._desk import Interaction
from cogs._escape import escape_line
from cogs._items import ABSTRACT, FoundItem, Row, Select

if TYPE_CHECKING:
    from cogs.settings import ServerSettings

_ROLES = re.compile(r"or1r\.(?P<what>curators|reviewers)")
_CHANNELS = re.compile(r"or1h\.(?P<what>queue|audit)")
_WORDS = re.compile(r"or1w\.(?P<what>reviewed|language|library|cooldown)")
_MOST_ROLES = 25
_COOLDOWNS = tuple(Cooldown(uses, seconds) for seconds in (20, 60) for uses in (1, 3, 5, 10, 30))
AS_THE_OPERATOR_HAS_IT = "default"
_LANGUAGES = (AS_THE_OPERATOR_HAS_IT, *CATALOGUES)
_LIBRARY = (AS_THE_OPERATOR_HAS_IT, "on", "off")
_RoleSelect: TypeAlias = ui.RoleSelect[ui.LayoutView]
_ChannelSelect: TypeAlias = ui.ChannelSelect[ui.LayoutView]
SelectT = TypeVar("SelectT", bound=BaseSelect[Any])


class SettingMenu(FoundItem[SelectT], template=ABSTRACT):
    """A menu of a setting; what is chosen there is kept at once."""

    answered_by = "ServerSettings"

    def __init__(self, what: str, select: SelectT) -> None:
        super().__init__(select)
        self.what = what

    @classmethod
    def read(cls, match: re.Match[str], item: SelectT) -> Self:
        """The menu, with the setting that it is of."""
        return cls(match["what"], item)

    async def answer(self, interaction: Interaction, cog: ServerSettings) -> None:
        """Keep what was chosen: words, or the ids of roles or channels."""
        values = [str(getattr(each, "id", each)) for each in self.item.values]
        await cog.choose(interaction, self.what, values)


class RoleMenu(SettingMenu[_RoleSelect], template=_ROLES):
    """A menu of roles."""


class ChannelMenu(SettingMenu[_ChannelSelect], template=_CHANNELS):
    """A menu of channels."""


class WordMenu(SettingMenu[Select], template=_WORDS):
    """A menu of words."""


def draw_settings(
    keeping: CurationSettings,
    chosen: CommunitySettings,
    words: Words,
    *,
    is_saved: bool = False,
    closed: Collection[str] = (),
) -> ui.LayoutView:
    """What a server has chosen, as menus; `closed` names those of channels that we cannot use."""
    title = words.say("settings.saved" if is_saved else "settings.title")
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(f"### {escape_line(title)}"))
    language = chosen.language or AS_THE_OPERATOR_HAS_IT
    library = {True: "on", False: "off", None: AS_THE_OPERATOR_HAS_IT}[chosen.shared_library]
    menus: list[tuple[str, ui.DynamicItem[Any]]] = [
        ("curators", _role_menu("curators", keeping.curator_roles)),
        ("reviewers", _role_menu("reviewers", keeping.reviewer_roles)),
        ("reviewed", _reviewed_menu(keeping.reviewed, words)),
        ("queue", _channel_menu("queue", keeping.queue_channel)),
        ("audit", _channel_menu("audit", keeping.audit_channel)),
        ("language", _named_menu("language", _LANGUAGES, language, words)),
        ("library", _named_menu("library", _LIBRARY, library, words)),
        ("cooldown", _cooldown_menu(keeping.cooldown, words)),
    ]
    for what, menu in menus:
        label = escape_line(words.say(f"settings.{what}"))
        if what in closed:
            label += f"\n-# {escape_line(words.say('settings.closed'))}"
        view.add_item(ui.TextDisplay(label))
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
    options = [_option(words.say(f"action-{each}"), each, each in reviewed) for each in values]
    return WordMenu(
        "reviewed",
        ui.Select(
            custom_id="or1w.reviewed", min_values=0, max_values=len(options), options=options
        ),
    )


def _named_menu(what: str, values: Iterable[str], chosen: str, words: Words) -> WordMenu:
    options = [
        _option(words.say(f"settings.{what}.{each}"), each, each == chosen) for each in values
    ]
    return WordMenu(what, ui.Select(custom_id=f"or1w.{what}", options=options))


def _cooldown_menu(chosen: Cooldown | None, words: Words) -> WordMenu:
    offered = _COOLDOWNS if chosen is None or chosen in _COOLDOWNS else (*_COOLDOWNS, chosen)
    default = words.say("settings.cooldown.default")
    options = [_option(default, AS_THE_OPERATOR_HAS_IT, chosen is None)]
    for each in offered:
        label = words.say("settings.cooldown.is", count=each.uses, seconds=each.seconds)
        options.append(_option(label, f"{each.uses}/{each.seconds}", each == chosen))
    return WordMenu("cooldown", ui.Select(custom_id="or1w.cooldown", options=options))


def _option(label: str, value: str, is_chosen: bool) -> discord.SelectOption:
    return discord.SelectOption(label=label, value=value, default=is_chosen)


def read_cooldown(value: str) -> Cooldown | None:
    """The cooldown that a value of the menu stands for; None leaves it to the operator.

    Raises:
        InvalidInput: it is none that is offered.
    """
    if value == AS_THE_OPERATOR_HAS_IT:
        return None
    for each in _COOLDOWNS:
        if value == f"{each.uses}/{each.seconds}":
            return each
    raise InvalidInput(Sentence("unusable-value"))
