"""What every button and menu found by its custom id has: a cog that answers it, or says why not."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Self, TypeAlias, TypeVar

import discord
from discord import ui

from cogs._desk import Interaction
from cogs._refusing import reporting_failure

Button: TypeAlias = ui.Button[ui.LayoutView]
Select: TypeAlias = ui.Select[ui.LayoutView]
Row: TypeAlias = ui.ActionRow[Any]
ItemT = TypeVar("ItemT", bound=ui.Item[Any])

ABSTRACT = re.compile("(?!)")
"""Matches no custom id: the template of what only its subclasses are found by."""


class FoundItem(ui.DynamicItem[ItemT], template=ABSTRACT):
    """An item found by its custom id, so that it lives through restarts.

    `answered_by` is the name of the cog that answers it.
    """

    answered_by: ClassVar[str]

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: Any, match: re.Match[str], /
    ) -> Self:
        """The item as it was when the message was sent."""
        return cls.read(match, item)

    @classmethod
    def read(cls, match: re.Match[str], item: ItemT) -> Self:
        """The item that a custom id means."""
        raise NotImplementedError

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Have the press or the choice answered."""
        async with reporting_failure(interaction):
            await self.answer(interaction, interaction.client.get_cog(self.answered_by))

    async def answer(self, interaction: Interaction, cog: Any) -> None:
        """Hand the press or the choice to the cog."""
        raise NotImplementedError


class FoundButton(FoundItem[Button], template=ABSTRACT):
    """A button found by its custom id."""

    def __init__(
        self,
        custom_id: str,
        label: str,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        *,
        disabled: bool = False,
    ) -> None:
        super().__init__(
            ui.Button(label=label[:80], custom_id=custom_id, style=style, disabled=disabled)
        )
