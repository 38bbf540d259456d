"""The command by which those who manage a server say who keeps its record, and how: /settings."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.core.curation.overseeing import load_cooldowns, load_settings, save_settings
from bot.core.curation.permissions import Action
from bot.core.curation.storing import tell_audit
from bot.core.kept import Cooldown, CurationSettings
from bot.core.membership import CommunitySettings
from cogs._bases import ModeratorsCog
from cogs._curating import Moderator, begin
from cogs._curating_menus import (
    AS_THE_OPERATOR_HAS_IT,
    ChannelMenu,
    RoleMenu,
    WordMenu,
    draw_settings,
    read_cooldown,
)
from cogs._curating_work import Work
from cogs._desk import Desk, Interaction, send_answer
from cogs._queue_posts import can_post
from cogs.translation import text

if TYPE_CHECKING:
    from bot.client import OnRecordClient


class ServerSettings(ModeratorsCog):
    """Shows what a server has chosen, and keeps what is chosen anew."""

    items = (RoleMenu, ChannelMenu, WordMenu)

    def __init__(self, bot: OnRecordClient, desk: Desk, work: Work) -> None:
        super().__init__(bot, desk, work)
        self._changing = asyncio.Lock()  # so that of two menus used at once both are kept

    async def cog_load(self) -> None:
        """Have the cooldowns known that were chosen."""
        await super().cog_load()
        self.desk.cooldowns.update(await load_cooldowns(self.bot.keeping))

    @app_commands.command(name=text("settings.name"), description=text("settings.description"))
    @app_commands.default_permissions(manage_guild=True)
    async def settings(self, interaction: Interaction) -> None:
        """Show the settings as menus."""
        moderator = await begin(self.desk, interaction)
        moderator.request.check(Action.SET, moderator.request.community_id)
        await self._show(interaction, moderator)

    async def choose(self, interaction: Interaction, what: str, values: list[str]) -> None:
        """Keep what was chosen in a menu.

        Raises:
            NotAllowed: the actor does not manage the server, or not any more.
        """
        moderator = await begin(self.desk, interaction, in_place=True)
        request = moderator.request
        request.check(Action.SET, request.community_id)
        async with self._changing:
            if what in ("language", "library"):
                chosen = await self.bot.members.load_settings(request.community_id)
                await self.bot.members.save_settings(
                    request.community_id, _choose_view(chosen, what, values[0])
                )
                audit = tell_audit(request, request.community_id, Action.SET.value)
            else:
                settings = await load_settings(self.bot.keeping, request.community_id)
                changed = _choose_keeping(settings, what, values)
                audit = await save_settings(self.bot.keeping, request, changed)
                self._use(request.community_id, changed.cooldown)
        await self._show(interaction, moderator, is_saved=True)
        await self.work.clerk.announce(interaction, audit)

    def _use(self, community_id: int, cooldown: Cooldown | None) -> None:
        """Let a cooldown count from now on."""
        self.desk.cooldowns.pop(community_id, None)
        if cooldown is not None:
            self.desk.cooldowns[community_id] = cooldown

    async def _show(
        self, interaction: Interaction, moderator: Moderator, *, is_saved: bool = False
    ) -> None:
        community_id = moderator.request.community_id
        keeping = await load_settings(self.bot.keeping, community_id)
        chosen = await self.bot.members.load_settings(community_id)
        closed = _list_closed(interaction.guild, keeping)
        view = draw_settings(keeping, chosen, moderator.words, is_saved=is_saved, closed=closed)
        await send_answer(interaction, view)


def _list_closed(guild: discord.Guild | None, keeping: CurationSettings) -> list[str]:
    """Name the channels that were chosen and that this bot cannot use."""
    channels = {"queue": keeping.queue_channel, "audit": keeping.audit_channel}
    if guild is None:
        return []
    return [what for what, id_ in channels.items() if id_ and not can_post(guild, id_)]


def _choose_view(chosen: CommunitySettings, what: str, value: str) -> CommunitySettings:
    if what == "language":
        return replace(chosen, language=None if value == AS_THE_OPERATOR_HAS_IT else value)
    library = {"on": True, "off": False}.get(value)
    return replace(chosen, shared_library=library)


def _choose_keeping(settings: CurationSettings, what: str, values: list[str]) -> CurationSettings:
    match what:
        case "curators":
            return replace(settings, curator_roles=frozenset(map(int, values)))
        case "reviewers":
            return replace(settings, reviewer_roles=frozenset(map(int, values)))
        case "queue":
            return replace(settings, queue_channel=_first(values))
        case "audit":
            return replace(settings, audit_channel=_first(values))
        case "cooldown":
            return replace(settings, cooldown=read_cooldown(values[0]))
        case _:
            return replace(settings, reviewed=frozenset(values))


def _first(values: list[str]) -> int | None:
    return int(values[0]) if values else None
