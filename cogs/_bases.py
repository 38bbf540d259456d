"""The two kinds of cogs: what members have, and what moderators have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from discord import app_commands, ui
from discord.app_commands import AppCommandContext, AppInstallationType
from discord.ext import commands

if TYPE_CHECKING:
    from bot.client import OnRecordClient
    from cogs._curating_work import Work
    from cogs._desk import Desk


class _OnRecordCog(commands.Cog):
    """A cog with its commands, its `items` of messages, and a `menu` on messages if it has one.

    Discord is told where the commands are offered: in servers, and elsewhere only if `anywhere`.
    `Desk.reader_of` checks it again at each use.
    """

    items: ClassVar[tuple[type[ui.DynamicItem[ui.Item[Any]]], ...]] = ()

    def __init__(
        self,
        bot: OnRecordClient,
        desk: Desk,
        *,
        anywhere: bool,
        menu: app_commands.ContextMenu | None,
    ) -> None:
        self.bot = bot
        self.desk = desk
        self._menu = menu
        for command in (*self.get_app_commands(), self.app_command, menu):
            if command is not None:
                command.allowed_contexts = AppCommandContext(
                    guild=True, dm_channel=anywhere, private_channel=anywhere
                )
                command.allowed_installs = AppInstallationType(guild=True, user=anywhere)

    async def cog_load(self) -> None:
        """Have the items found by their custom ids; add the menu, which a cog does not add."""
        self.bot.add_dynamic_items(*self.items)
        if self._menu is not None:
            self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the menu away again."""
        if self._menu is not None:
            self.bot.tree.remove_command(self._menu.name, type=self._menu.type)


class MembersCog(_OnRecordCog):
    """What members have, also outside servers where the operator allows it."""

    def __init__(
        self, bot: OnRecordClient, desk: Desk, *, menu: app_commands.ContextMenu | None = None
    ) -> None:
        super().__init__(bot, desk, anywhere=bot.settings.user_installs, menu=menu)


class ModeratorsCog(_OnRecordCog):
    """What moderators have, in their servers; all of it does the same `work`."""

    def __init__(
        self,
        bot: OnRecordClient,
        desk: Desk,
        work: Work,
        *,
        menu: app_commands.ContextMenu | None = None,
    ) -> None:
        super().__init__(bot, desk, anywhere=False, menu=menu)
        self.work = work
