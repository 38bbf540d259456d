"""What a member is told of what was refused or failed."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import discord

from bot.core.errors import OnRecordError
from bot.core.words import Words
from cogs._escape import escape_line
from cogs._refusal import word_refusal
from cogs.translation import words_of_member

if TYPE_CHECKING:
    from bot.client import OnRecordClient

_LOG = logging.getLogger(__name__)
_QUIET = discord.AllowedMentions.none()

_LONGEST_SENTENCE = 900
"""Characters of a refusal that are sent; escaped, it stays within the 2,000 of a message."""


def write_refusal(error: OnRecordError, words: Words) -> str:
    """The sentence as a message of its own: escaped, for it may repeat what was typed."""
    return escape_line(word_refusal(error, words)[:_LONGEST_SENTENCE])


@contextlib.asynccontextmanager
async def reporting_failure(
    interaction: discord.Interaction[OnRecordClient],
) -> AsyncIterator[None]:
    """Tell the member what fails where discord.py would only log it.

    That is so for buttons and menus of messages, for listeners, and while someone types.
    """
    try:
        yield
    except Exception as error:
        await interaction.client.report_failure(interaction, error)


@contextlib.asynccontextmanager
async def refusing_privately(
    interaction: discord.Interaction[OnRecordClient], *, is_private: bool = False
) -> AsyncIterator[None]:
    """Let the member alone see a refusal in place of an answer that all would have seen.

    Raises:
        OnRecordError: the refusal, where it is private anyway or cannot be made so.
    """
    try:
        yield
    except OnRecordError as refusal:
        words = words_of_member(interaction.locale, interaction.client.settings.language)
        if is_private or not await _refuse(interaction, write_refusal(refusal, words)):
            raise


async def _refuse(interaction: discord.Interaction[OnRecordClient], sentence: str) -> bool:
    """Say it privately and take "thinking…" away; False if the member still waits there."""
    if interaction.response.type is not discord.InteractionResponseType.deferred_channel_message:
        return False
    try:
        # Whatever follows "thinking…" first takes its place, as public as it is; deleted before,
        # it would take every later message with it.
        await interaction.edit_original_response(content="…", allowed_mentions=_QUIET)
        await interaction.followup.send(sentence, ephemeral=True, allowed_mentions=_QUIET)
        await interaction.delete_original_response()
    except discord.HTTPException as failure:
        _LOG.warning("a refusal stays public", extra={"error": f"HTTP {failure.status}"})
        return False
    return True
