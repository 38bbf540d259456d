"""Suggests entries while a member types; who types too fast holds nobody else up."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, TypeAlias

from discord.app_commands import Choice

from cogs._desk import Interaction, desk_of
from cogs._escape import measure, tidy
from cogs._refusing import reporting_failure

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
            found: list[Choice[str]] = []
            async with reporting_failure(interaction):
                found += await suggest(interaction, typed)
            return found

    return suggest_if_there_is_room


@shedding
async def suggest_claims(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The claims that may be meant; choosing one gives its id."""
    reader = await desk_of(interaction.client).reader_of(interaction, is_private=True)
    members = interaction.client.members
    found = await members.suggest_claims(reader.view, typed, MOST_SUGGESTIONS)
    return name_choices((each.id, each.wording) for each in found)


@shedding
async def suggest_speakers(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The speakers that may be meant; choosing one gives the id."""
    reader = await desk_of(interaction.client).reader_of(interaction, is_private=True)
    members = interaction.client.members
    found = await members.suggest_speakers(reader.view, typed, MOST_SUGGESTIONS)
    return name_choices((each.id, each.wording) for each in found)


def name_choices(found: Iterable[tuple[str, str]]) -> list[Choice[str]]:
    """The choices of entries by id and wording, as many as Discord takes."""
    most = itertools.islice(found, MOST_SUGGESTIONS)
    return [Choice(name=shorten_name(id_, wording), value=id_) for id_, wording in most]


def shorten_name(id_: str, wording: str) -> str:
    """How an entry is named among the suggestions, within Discord's limit."""
    text = " ".join(tidy(wording).split())
    name = f"{id_} · {text}" if id_ else text
    if measure(name) <= _LONGEST_NAME:
        return name
    while measure(name) >= _LONGEST_NAME:
        name = name[:-1]
    return f"{name}…"
