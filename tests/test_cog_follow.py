"""Following a claim, and being told."""

from __future__ import annotations

from typing import Any

import discord

from bot.core.models import (
    Citation,
    Claim,
    DateBasis,
    Stance,
    StanceOn,
    Statement,
    TextKind,
)
from tests.record import add_entries
from tests.simulated import Simulation, answer_of, last_message_of, rows_of, texts_of

CLAIM = "north-korean-troops-fighting-in-kursk"


async def _tell(sim: Simulation) -> None:
    # An extension is loaded as a module of its own, so its class is not the one imported here.
    cog: Any = sim.env.bot.get_cog("Following")  # type: ignore[attr-defined]
    await cog.tell_followers()
    await sim.env.settle()


async def _add_statement(sim: Simulation) -> None:
    """One more statement on the claim, as a library's operator adds it."""
    new = Statement(
        id="abt-said-anew",
        speaker="felix-abt",
        said_on="2026-01-02",
        date_basis=DateBasis.STATED,
        stances=(StanceOn(CLAIM, Stance.DISPUTES),),
        citations=(Citation("abt-north-korean-phantom-army", "Said anew.", TextKind.QUOTE),),
    )
    report = await add_entries(sim.store, [new])
    assert report.added == 1


async def test_a_follower_is_told_privately_once_of_a_new_statement(sim: Simulation) -> None:
    result = await sim.alice.slash(sim.channel, "follow", claim="LC1")
    assert "told privately" in texts_of(answer_of(result))
    await _tell(sim)
    assert sim.alice.user.dm_channel.last_message is None
    await _add_statement(sim)
    await _tell(sim)
    told = sim.alice.user.dm_channel.last_message
    assert "A statement on a claim you follow was added or changed" in texts_of(told)
    assert "Kursk region" in texts_of(told)
    await _tell(sim)
    assert len(sim.alice.user.dm_channel.history()) == 1


async def test_a_channel_follows_only_for_those_who_manage_it(sim: Simulation) -> None:
    refused = await sim.alice.slash(sim.channel, "follow", claim="LC1", here=True)
    assert "Only those who manage this channel" in texts_of(answer_of(refused))
    role = sim.guild.create_role("keepers", permissions=discord.Permissions(manage_channels=True))
    keeper = sim.guild.add_member(sim.env.create_user("keeper"), roles=[role])
    await keeper.slash(sim.channel, "follow", claim="LC1", here=True)
    await _tell(sim)
    await _add_statement(sim)
    await _tell(sim)
    assert "was added or changed" in texts_of(sim.channel.last_message)
    opened = await sim.bob.click(last_message_of(sim.channel), label="Open the dossier")
    assert opened.ephemeral
    assert "6 statements" in texts_of(answer_of(opened))


async def test_following_twice_and_unfollowing_are_answered(sim: Simulation) -> None:
    await sim.alice.slash(sim.channel, "follow", claim="LC1")
    twice = await sim.alice.slash(sim.channel, "follow", claim="LC1")
    assert "already" in texts_of(answer_of(twice))
    followed = await sim.alice.autocomplete(sim.channel, "unfollow", "claim", "kursk")
    assert [choice["value"] for choice in followed] == ["LC1"]
    assert await sim.bob.autocomplete(sim.channel, "unfollow", "claim", "") == []
    done = await sim.alice.slash(sim.channel, "unfollow", claim="LC1")
    assert "no longer followed" in texts_of(answer_of(done))
    again = await sim.alice.slash(sim.channel, "unfollow", claim="LC1")
    assert "was not followed" in texts_of(answer_of(again))


async def test_a_servers_follower_hears_nothing_of_another_server(sim: Simulation) -> None:
    elsewhere = sim.env.create_guild("elsewhere")
    await add_entries(sim.store, [Claim("z", "Zebras")], community_id=elsewhere.id)
    refused = await sim.alice.slash(sim.channel, "follow", claim="C1")
    assert "No claim" in texts_of(answer_of(refused))
    assert await rows_of(sim.store, "SELECT count(*) FROM follow") == [(0,)]


async def test_who_cannot_be_reached_does_not_hold_up_the_others(sim: Simulation) -> None:
    await sim.alice.slash(sim.channel, "follow", claim="LC1")
    await sim.bob.slash(sim.channel, "follow", claim="LC1")
    await _tell(sim)
    await _add_statement(sim)
    sim.env.inject_error("POST", "/users/@me/channels", status=403, times=1)
    await _tell(sim)
    told = [one.user.dm_channel.last_message for one in (sim.alice, sim.bob)]
    assert sum(message is not None for message in told) == 1
