"""What a person is to a server at this moment, and what they are told of what it hides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.core.curation.overseeing import load_settings
from bot.core.curation.permissions import (
    Action,
    Actor,
    Realm,
    Role,
    Verdict,
    find_role,
    find_verdict,
)
from bot.core.errors import HiddenHere, NotOnRecord
from bot.core.words import Sentence

if TYPE_CHECKING:
    from bot.client import OnRecordClient


async def standing_of(
    bot: OnRecordClient, interaction: discord.Interaction[Any], community_id: int
) -> Role:
    """The role that is held now, not the one held when a message was sent."""
    settings = await load_settings(bot.keeping, community_id)
    manages = interaction.permissions.manage_guild
    return find_role(settings, _roles_of(interaction), manages_server=manages)


async def explain_hidden(
    bot: OnRecordClient, interaction: discord.Interaction[Any], error: BaseException
) -> BaseException:
    """The error; that a claim is hidden here is said to those who can show it again, and only them.

    To the others it is not on record.
    """
    origin = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    if not isinstance(origin, HiddenHere) or interaction.guild_id is None:
        return error
    role = await standing_of(bot, interaction, interaction.guild_id)
    verdict = find_verdict(Actor("", role), Action.HIDE, Realm.OWN)
    if verdict is not Verdict.ALLOWED:
        return error
    return NotOnRecord(Sentence("hidden-here", id=origin.id))


def _roles_of(interaction: discord.Interaction[Any]) -> frozenset[int]:
    user = interaction.user
    if not isinstance(user, discord.Member):
        return frozenset()
    return frozenset(role.id for role in user.roles)
