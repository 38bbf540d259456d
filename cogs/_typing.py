"""Suggests entries while a member types; who types too fast holds nobody else up."""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, TypeAlias

from discord.app_commands import Choice

from bot.core.membership import Suggestion
from cogs._desk import Interaction, desk_of
from cogs._escape import measure, tidy

MOST_SUGGESTIONS = 25
_LONGEST_NAME = 100
Suggesting: TypeAlias = Callable[[Interaction, str], Coroutine[Any, Any, list[Choice[str]]]]


def shedding(suggest: Suggesting) -> Suggesting:
    """Suggest nothing to a member who types too fast, or while too many searches are running.

    What is shed is answered at once, so that whoever floods takes nobody else's time. What fails
    is answered with a choice that says so.
    """

    @functools.wraps(suggest)
    async def suggest_if_there_is_room(interaction: Interaction, typed: str) -> list[Choice[str]]:
        desk, member_id = desk_of(interaction.client), interaction.user.id
        with desk.searching.take(member_id) as has_room:
            if not has_room or desk.typing.wait(member_id, desk.bot.now()):
                return []
            try:
                return await suggest(interaction, typed)
            except Exception as error:  # discord.py would leave the member without an answer
                await interaction.client.report_failure(interaction, error)
                return []

    return suggest_if_there_is_room


@shedding
async def suggest_claims(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The claims that may be meant; choosing one gives its id."""
    reader = await desk_of(interaction.client).reader_of(interaction, is_private=True)
    members = interaction.client.members
    return _name(await members.suggest_claims(reader.view, typed, MOST_SUGGESTIONS))


@shedding
async def suggest_speakers(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The speakers that may be meant; choosing one gives the id."""
    reader = await desk_of(interaction.client).reader_of(interaction, is_private=True)
    members = interaction.client.members
    return _name(await members.suggest_speakers(reader.view, typed, MOST_SUGGESTIONS))


def _name(found: Iterable[Suggestion]) -> list[Choice[str]]:
    return [Choice(name=shorten_name(one.id, one.wording), value=one.id) for one in found]


def shorten_name(id_: str, wording: str) -> str:
    """How an entry is named among the suggestions, within Discord's limit."""
    name = f"{id_} · {' '.join(tidy(wording).split())}"
    if measure(name) <= _LONGEST_NAME:
        return name
    while measure(name) >= _LONGEST_NAME:
        name = name[:-1]
    return f"{name}…"
