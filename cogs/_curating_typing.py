"""Suggests entries to moderators while they type, of what they may see with the role they hold."""

from __future__ import annotations

from collections.abc import Iterable

from discord.app_commands import Choice

from bot.core.curation.overseeing import suggest_sources, suggest_statements
from cogs._curating import Moderator, moderator_of
from cogs._desk import Interaction, desk_of
from cogs._typing import MOST_SUGGESTIONS, shorten_name

_OF_EACH_KIND = 6


async def suggest_statement(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The statements that may be meant; choosing one gives its id."""
    moderator = await _moderator(interaction)
    return _name(await _statements(interaction, moderator, typed)) if moderator else []


async def suggest_source(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The sources that may be meant; choosing one gives its id."""
    moderator = await _moderator(interaction)
    return _name(await _sources(interaction, moderator, typed)) if moderator else []


async def suggest_entry(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The entries of every kind that may be meant; choosing one gives its id."""
    moderator = await _moderator(interaction)
    if moderator is None:
        return []
    members, view = interaction.client.members, moderator.reader.view
    claims = await members.suggest_claims(view, typed, _OF_EACH_KIND)
    speakers = await members.suggest_speakers(view, typed, _OF_EACH_KIND)
    found = [(each.id, each.wording) for each in (*claims, *speakers)]
    found += (await _statements(interaction, moderator, typed))[:_OF_EACH_KIND]
    found += (await _sources(interaction, moderator, typed))[:_OF_EACH_KIND]
    return _name(found)


async def _moderator(interaction: Interaction) -> Moderator | None:
    desk = desk_of(interaction.client)
    if desk.typing.wait(interaction.user.id, desk.bot.now()):
        return None
    return await moderator_of(desk, interaction)


async def _statements(
    interaction: Interaction, moderator: Moderator, typed: str
) -> list[tuple[str, str]]:
    keeping = interaction.client.keeping
    found = await suggest_statements(keeping, moderator.request, typed, MOST_SUGGESTIONS)
    return [(each.id, each.text) for each in found]


async def _sources(
    interaction: Interaction, moderator: Moderator, typed: str
) -> list[tuple[str, str]]:
    keeping = interaction.client.keeping
    found = await suggest_sources(keeping, moderator.request, typed, MOST_SUGGESTIONS)
    return [(each.id, each.title) for each in found]


def _name(found: Iterable[tuple[str, str]]) -> list[Choice[str]]:
    return [Choice(name=shorten_name(id_, words), value=id_) for id_, words in found][
        :MOST_SUGGESTIONS
    ]
