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
from db.members import SqliteMembers
from tests.moderating import Staffed, add_claim, add_statement, edit, retire, staff
from tests.queueing import told_to
from tests.record import add_entries
from tests.simulated import Simulation, answer_of, last_message_of, rows_of, texts_of

CLAIM = "north-korean-troops-fighting-in-kursk"


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
    await sim.tell_all()
    assert sim.alice.user.dm_channel.last_message is None
    await _add_statement(sim)
    await sim.tell_all()
    told = sim.alice.user.dm_channel.last_message
    assert "A claim that is followed here changed" in texts_of(told)
    assert "LS94 was added" in texts_of(told)
    assert "Kursk region" in texts_of(told)
    await sim.tell_all()
    assert len(sim.alice.user.dm_channel.history()) == 1


async def test_a_channel_follows_only_for_those_who_manage_it(sim: Simulation) -> None:
    refused = await sim.alice.slash(sim.channel, "follow", claim="LC1", here=True)
    assert "Only those who manage this channel" in texts_of(answer_of(refused))
    role = sim.guild.create_role("keepers", permissions=discord.Permissions(manage_channels=True))
    keeper = sim.guild.add_member(sim.env.create_user("keeper"), roles=[role])
    await keeper.slash(sim.channel, "follow", claim="LC1", here=True)
    await sim.tell_all()
    await _add_statement(sim)
    await sim.tell_all()
    assert "was added" in texts_of(sim.channel.last_message)
    opened = await sim.bob.click(last_message_of(sim.channel), label="Open LC1")
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
    _, zoe = sim.elsewhere()
    await add_entries(sim.store, [Claim("z", "Zebras")], community_id=zoe.guild.id)
    refused = await sim.alice.slash(sim.channel, "follow", claim="C1")
    assert "No claim" in texts_of(answer_of(refused))
    assert await rows_of(sim.store, "SELECT count(*) FROM follow") == [(0,)]


async def test_who_cannot_be_reached_does_not_hold_up_the_others(sim: Simulation) -> None:
    await sim.alice.slash(sim.channel, "follow", claim="LC1")
    await sim.bob.slash(sim.channel, "follow", claim="LC1")
    await sim.tell_all()
    await _add_statement(sim)
    sim.env.inject_error("POST", "/users/@me/channels", status=403, times=1)
    await sim.tell_all()
    told = [one.user.dm_channel.last_message for one in (sim.alice, sim.bob)]
    assert sum(message is not None for message in told) == 1


async def _follow_bridge(sim: Simulation) -> Staffed:
    staffed = await staff(sim)
    await add_claim(staffed)
    await add_statement(staffed)
    await sim.alice.slash(sim.channel, "follow", claim="C1")
    await sim.tell_all()
    return staffed


async def test_a_follower_is_told_at_once_of_each_change_made_in_discord(sim: Simulation) -> None:
    staffed = await _follow_bridge(sim)
    assert told_to(sim.alice) == []
    await edit(staffed, "C1", wording="The Elm Street bridge is safe to cross")
    (told,) = told_to(sim.alice)
    assert "The Elm Street bridge is safe to cross" in told
    assert "C1 was corrected" in told
    assert "(R3)" in told
    words = "No, cracks were found in both pillars."
    await add_statement(staffed, words=words, when="1 Nov 2024")
    sim.clock.pass_by(60)
    await staffed.curator.slash(
        sim.channel, "record counter", statement="S2", does="denies", answered="S1"
    )
    await retire(staffed, "S2")
    sim.clock.pass_by(60)
    asked = answer_of(await staffed.curator.slash(sim.channel, "undo", revision="R6"))
    await staffed.curator.click(asked, label="Confirm")
    said = told_to(sim.alice)
    assert ["S2 was added" in text for text in said].count(True) == 1
    assert "what S2 answers was changed" in said[2]
    assert "S2 was retired" in said[3]
    assert "S2 was restored" in said[4]
    assert len(said) == 5


async def test_a_phrasing_or_a_spelling_more_is_no_news(sim: Simulation) -> None:
    staffed = await _follow_bridge(sim)
    await staffed.curator.slash(
        sim.channel, "record phrasing", claim="C1", wording="Nobody need fear the Elm bridge"
    )
    assert told_to(sim.alice) == []


async def test_a_merge_is_told_once_to_who_follows_both_claims(sim: Simulation) -> None:
    staffed = await _follow_bridge(sim)
    await add_claim(staffed, "Zebras striped the parliament lawn")
    await sim.alice.slash(sim.channel, "follow", claim="C2")
    await sim.bob.slash(sim.channel, "follow", claim="C1")
    sim.clock.pass_by(60)
    asked = answer_of(await staffed.curator.slash(sim.channel, "merge", merged="C1", into="C2"))
    await staffed.curator.click(asked, label="Confirm")
    (told,) = told_to(sim.alice)
    assert "C1 was merged into another entry" in told
    await edit(staffed, "C2", wording="Zebras striped the lawn")
    assert "C2 was corrected" in told_to(sim.alice)[-1]
    assert len(told_to(sim.alice)) == 2
    assert "C2 was corrected" in told_to(sim.bob)[-1]


async def test_what_was_sent_but_not_noted_before_a_restart_is_sent_under_the_same_nonce(
    sim: Simulation,
) -> None:
    await sim.alice.slash(sim.channel, "follow", claim="LC1")
    await sim.tell_all()
    await _add_statement(sim)
    private = f"/channels/{sim.alice.user.dm_channel.id}/messages"
    sim.env.inject_error("POST", private, status=503, times=None)
    await sim.tell_all()
    assert await rows_of(sim.store, "SELECT count(*) FROM due_message") == [(1,)]
    await sim.restart()
    sim.env.backend.faults.clear()  # only now: what was being sent could still arrive
    await sim.tell_all()
    assert len(told_to(sim.alice)) == 1
    assert await rows_of(sim.store, "SELECT count(*) FROM due_message") == [(0,)]
    sent: list[Any] = [r.json for r in sim.env.http_requests if _is_private(sim, r)]
    assert {(body["nonce"], body["enforce_nonce"]) for body in sent} == {("due1", True)}


def _is_private(sim: Simulation, request: Any) -> bool:
    there = f"/channels/{sim.alice.user.dm_channel.id}/messages"
    return bool(request.method == "POST" and request.path.endswith(there))


async def test_who_asked_to_be_forgotten_is_told_nothing_more(sim: Simulation) -> None:
    await sim.alice.slash(sim.channel, "follow", claim="LC1")
    await sim.tell_all()
    await _add_statement(sim)
    members = SqliteMembers(sim.store)
    assert await members.spread_news(library_by_default=True, answers_since=None)
    assert len(await members.list_due(0, 10)) == 1
    await members.forget(sim.alice.id)
    await sim.tell_all()
    assert told_to(sim.alice) == []


async def test_what_another_server_adds_to_a_claim_of_the_library_is_told_there_alone(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    room, zoe = sim.elsewhere()
    await sim.alice.slash(sim.channel, "follow", claim="LC1")
    await zoe.slash(room, "follow", claim="LC1")
    await sim.tell_all()
    await add_statement(staffed, "LC1")
    assert "S1 was added" in told_to(sim.alice)[0]
    assert told_to(zoe) == []
