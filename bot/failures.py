"""What a member is told when something failed, and the line in the log that belongs to it."""

from __future__ import annotations

import logging
import re
import secrets
from typing import Any

import discord
from discord import app_commands

from bot.answer_times import name_of
from bot.core.errors import OnRecordError
from bot.core.words import CATALOGUES, Sentence, Words, words_in
from cogs._escape import tidy
from cogs._refusing import write_refusal
from cogs.translation import words_of_member

_log = logging.getLogger(__name__)

_REPORTED = "failure reported"
_ACKNOWLEDGED = 40060
_QUIET = discord.AllowedMentions.none()

_FAILED_SEARCH = "search-failed:"
_PICKED = re.compile(f"{_FAILED_SEARCH}(?P<id>[0-9a-f]{{8}}|)")


async def report_failure(
    interaction: discord.Interaction[Any], error: BaseException, *, language: str = "en"
) -> str:
    """Tell the member in one sentence, whatever was answered so far, once per interaction.

    `language` is used where the member's own is none of ours. Returns the error id that the member
    saw and the log has; "" when the sentence needs none.
    """
    if interaction.extras.get(_REPORTED):
        return ""
    interaction.extras[_REPORTED] = True
    words = words_of_member(interaction.locale, language)
    sentence, error_id = explain(error, words)
    if error_id:
        fields = {
            "error_id": error_id,
            "interaction": interaction.id,
            "server": interaction.guild_id or "none",
            "command": name_of(interaction),
        }
        _log.error("interaction failed", exc_info=_origin(error), extra=fields)
    if getattr(_origin(error), "status", None) == 429:
        return error_id  # whatever is sent now would be sent before its time
    try:
        if interaction.type is discord.InteractionType.autocomplete:
            plain = words.render(getattr(_origin(error), "sentence", sentence))
            await _answer_search(interaction, words, error_id, plain)
        else:
            await _answer(interaction, sentence)
    except (discord.HTTPException, OSError) as unheard:
        _log.warning(
            "a member could not be told of a failure",
            extra={"interaction": interaction.id, "error": _brief(unheard)},
        )
    return error_id


async def report_message_failure(
    message: discord.Message,
    error: BaseException,
    *,
    language: str = "en",
    chosen: str | None = None,
) -> str:
    """Tell the author of a message in a reply to it; returns the error id as `report_failure`.

    `chosen` is the language that the server has chosen, if it has.
    """
    locale = message.guild.preferred_locale if message.guild else None
    words = words_of_member(locale, language)
    if chosen is not None and chosen in CATALOGUES:
        words = words_in(chosen)
    sentence, error_id = explain(error, words)
    if error_id:
        fields = {"error_id": error_id, "server": message.guild.id if message.guild else "none"}
        _log.error("message failed", exc_info=_origin(error), extra=fields)
    try:
        await message.reply(sentence, mention_author=False, allowed_mentions=_QUIET)
    except (discord.HTTPException, OSError) as unheard:
        _log.warning("a member could not be told of a failure", extra={"error": _brief(unheard)})
    return error_id


def explain(error: BaseException, words: Words) -> tuple[str, str]:
    """The sentence for the member, and the id of the error if it is one to look into."""
    error = _origin(error)
    match error:
        case OnRecordError():
            return write_refusal(error, words), ""
        case app_commands.CommandOnCooldown():
            return words.say("wait", count=max(1, round(error.retry_after + 0.49))), ""
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return words.say("command-changed"), ""
        case app_commands.TransformerError():
            return words.say("unusable-value"), ""
        case app_commands.CheckFailure():
            return words.say("not-here"), ""
    error_id = secrets.token_hex(4)
    return words.say("failed", id=error_id), error_id


def _origin(error: BaseException) -> BaseException:
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error


def _brief(error: Exception) -> str:
    code = getattr(error, "code", None)
    return f"{type(error).__name__}{f' {code}' if code else ''}"


async def _answer_search(
    interaction: discord.Interaction[Any], words: Words, error_id: str, sentence: str
) -> None:
    """Say it in the only place there is while someone types: as the one choice."""
    if interaction.response.is_done():
        return
    name = words.say("search-failed", id=error_id) if error_id else sentence
    choice = app_commands.Choice(
        name=" ".join(tidy(name).split())[:100], value=f"{_FAILED_SEARCH}{error_id}"
    )
    await interaction.response.autocomplete([choice])


def find_failed_search(interaction: discord.Interaction[Any]) -> Sentence | None:
    """What to say when the choice was picked that a failed search had in place of suggestions."""
    if interaction.type is not discord.InteractionType.application_command:
        return None
    for _, value in interaction.namespace:
        if isinstance(value, str) and (found := _PICKED.fullmatch(value)):
            error_id = found["id"]
            picked = Sentence("search-failed.picked", id=error_id)
            return picked if error_id else Sentence("search-refused.picked")
    return None


async def _answer(interaction: discord.Interaction[Any], sentence: str) -> None:
    if not interaction.response.is_done():
        try:
            await interaction.response.send_message(
                sentence, ephemeral=True, allowed_mentions=_QUIET
            )
            return
        except discord.HTTPException as refused:
            # the first answer had arrived after all, only its confirmation was lost
            if refused.code != _ACKNOWLEDGED:
                raise
    await _finish(interaction, sentence)


async def _finish(interaction: discord.Interaction[Any], sentence: str) -> None:
    """Put the sentence where the member waits: in place of "thinking…", else as a new message."""
    if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
        await interaction.edit_original_response(content=sentence, allowed_mentions=_QUIET)
        return
    await interaction.followup.send(sentence, ephemeral=True, allowed_mentions=_QUIET)
