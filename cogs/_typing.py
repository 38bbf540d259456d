"""Suggests entries while a member types; who types too fast holds nobody else up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from discord.app_commands import Choice

from bot.core.membership import Suggestion
from cogs._desk import Interaction, Reader, desk_of
from cogs._escape import measure, tidy

MOST_SUGGESTIONS = 25
_MOST_AT_ONCE = 8
_LONGEST_NAME = 100
_Search = Callable[[Reader], Awaitable[list[Suggestion]]]


async def suggest_claims(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The claims that may be meant; choosing one gives its id."""
    members = interaction.client.members
    return await _suggest(
        interaction, lambda reader: members.suggest_claims(reader.view, typed, MOST_SUGGESTIONS)
    )


async def suggest_speakers(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The speakers that may be meant; choosing one gives the id."""
    members = interaction.client.members
    return await _suggest(
        interaction, lambda reader: members.suggest_speakers(reader.view, typed, MOST_SUGGESTIONS)
    )


async def _suggest(interaction: Interaction, search: _Search) -> list[Choice[str]]:
    desk = desk_of(interaction.client)
    if desk.searches >= _MOST_AT_ONCE:
        return []
    if desk.typing.wait(interaction.user.id, desk.bot.now()):
        return []
    desk.searches += 1
    try:
        reader = await desk.reader_of(interaction, is_private=True)
        found = await search(reader)
        return [Choice(name=shorten_name(one.id, one.wording), value=one.id) for one in found]
    finally:
        desk.searches -= 1


def shorten_name(id_: str, wording: str) -> str:
    """How an entry is named among the suggestions, within Discord's limit."""
    name = f"{id_} · {' '.join(tidy(wording).split())}"
    if measure(name) <= _LONGEST_NAME:
        return name
    while measure(name) >= _LONGEST_NAME:
        name = name[:-1]
    return f"{name}…"
