"""Suggests entries to moderators while they type, of what they may see with the role they hold."""

from __future__ import annotations

from discord.app_commands import Choice

from bot.core.curation.overseeing import (
    list_hidden,
    load_kept,
    suggest_sources,
    suggest_statements,
)
from cogs._curating import Moderator, moderator_of
from cogs._curating_parts import list_parts
from cogs._desk import Interaction, desk_of
from cogs._typing import MOST_SUGGESTIONS, name_choices, shedding, shorten_name

_OF_EACH_KIND = 6


@shedding
async def suggest_statement(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The statements that may be meant; choosing one gives its id."""
    moderator = await _moderator(interaction)
    return name_choices(await _statements(interaction, moderator, typed))


@shedding
async def suggest_source(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The sources that may be meant; choosing one gives its id."""
    moderator = await _moderator(interaction)
    return name_choices(await _sources(interaction, moderator, typed))


@shedding
async def suggest_entry(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The entries of every kind that may be meant; choosing one gives its id."""
    moderator = await _moderator(interaction)
    members, view = interaction.client.members, moderator.reader.view
    claims = await members.suggest_claims(view, typed, _OF_EACH_KIND)
    speakers = await members.suggest_speakers(view, typed, _OF_EACH_KIND)
    found = [(each.id, each.wording) for each in (*claims, *speakers)]
    found += (await _statements(interaction, moderator, typed))[:_OF_EACH_KIND]
    found += (await _sources(interaction, moderator, typed))[:_OF_EACH_KIND]
    return name_choices(found)


@shedding
async def suggest_part(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The parts of the entry named in `id` that have a form of their own."""
    moderator = await _moderator(interaction)
    id_ = str(getattr(interaction.namespace, "id", ""))
    kept = await load_kept(interaction.client.keeping, moderator.request, id_)
    parts = list_parts(kept.entry, moderator.words)
    fitting = [(value, named) for value, named in parts if typed.casefold() in f"{value} {named}"]
    return [Choice(name=shorten_name("", named), value=value) for value, named in fitting][
        :MOST_SUGGESTIONS
    ]


@shedding
async def suggest_left(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The claims that the statement named in `statement` bears on."""
    moderator = await _moderator(interaction)
    id_ = str(getattr(interaction.namespace, "statement", ""))
    archive, view = interaction.client.archive, moderator.reader.view
    _, claims = await archive.load_statement(view, id_)
    return name_choices((each.id, each.wording) for each in claims)


@shedding
async def suggest_hidden(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The claims that are hidden here, to those who can show them again."""
    moderator = await _moderator(interaction)
    claims = await list_hidden(interaction.client.keeping, moderator.request)
    found = ((each.id, each.wording) for each in claims)
    return name_choices(each for each in found if typed.casefold() in " ".join(each).casefold())


async def _moderator(interaction: Interaction) -> Moderator:
    return await moderator_of(desk_of(interaction.client), interaction)


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
