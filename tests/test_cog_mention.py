"""When the bot answers a message, and how the answer follows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import discord

from tests.simulated import Simulation, labels_of, last_message_of, rows_of, simulate, texts_of

KURSK = "north korean troops are fighting in Kursk?"


def _ping(sim: Simulation, text: str = "") -> str:
    assert sim.env.bot.user is not None
    return f"<@{sim.env.bot.user.id}> {text}"


def _answers(sim: Simulation) -> list[Any]:
    own = sim.env.bot.user
    return [message for message in sim.channel.history() if message.author == own]


async def test_a_mention_with_a_clear_question_gets_the_dossier_as_a_reply(sim: Simulation) -> None:
    asked = await sim.alice.send(sim.channel, _ping(sim, KURSK))
    (answer,) = _answers(sim)
    assert "Kursk region" in texts_of(answer)
    assert answer.reference.message_id == asked.id
    assert not answer.mentions


async def test_a_mention_that_is_not_clear_gets_the_choices(sim: Simulation) -> None:
    await sim.alice.send(sim.channel, _ping(sim, "south korea sent troops to russia"))
    (answer,) = _answers(sim)
    assert "Is one of these meant?" in texts_of(answer)


async def test_a_mention_in_reply_to_a_message_asks_about_that_message(sim: Simulation) -> None:
    claimed = await sim.bob.send(sim.channel, KURSK)
    await sim.alice.send(sim.channel, _ping(sim), reply_to=claimed)
    (answer,) = _answers(sim)
    assert "Kursk region" in texts_of(answer)


async def test_messages_that_do_not_mention_the_bot_get_no_answer(sim: Simulation) -> None:
    await sim.alice.send(sim.channel, KURSK)
    await sim.alice.send(sim.channel, f"@everyone {KURSK}")
    await sim.alice.send(sim.channel, _ping(sim, KURSK))
    (answer,) = _answers(sim)
    await sim.bob.send(sim.channel, "I do not believe that", reply_to=answer)
    assert len(_answers(sim)) == 1


async def test_an_edited_question_changes_its_answer(sim: Simulation) -> None:
    asked = await sim.alice.send(sim.channel, _ping(sim, KURSK))
    await sim.alice.edit(asked, _ping(sim, "was the moon landing faked?"))
    (answer,) = _answers(sim)
    assert "Nothing on record" in texts_of(answer)
    await sim.alice.edit(asked, _ping(sim, KURSK))
    (answer,) = _answers(sim)
    assert "Kursk region" in texts_of(answer)


async def test_an_edit_is_followed_after_a_restart(sim: Simulation) -> None:
    asked = await sim.alice.send(sim.channel, _ping(sim, KURSK))
    await sim.restart()
    await sim.alice.edit(asked, _ping(sim, "was the moon landing faked?"))
    (answer,) = _answers(sim)
    assert "Nothing on record" in texts_of(answer)


async def test_the_answer_goes_with_a_deleted_question(sim: Simulation) -> None:
    asked = await sim.alice.send(sim.channel, _ping(sim, KURSK))
    await sim.alice.delete(asked)
    assert _answers(sim) == []
    assert await rows_of(sim.store, "SELECT count(*) FROM shown_answer") == [(0,)]


async def test_the_answer_goes_when_the_mention_is_edited_away(sim: Simulation) -> None:
    asked = await sim.alice.send(sim.channel, _ping(sim, KURSK))
    await sim.alice.edit(asked, "never mind")
    assert _answers(sim) == []


async def test_who_asked_is_not_kept_with_the_answer(sim: Simulation) -> None:
    await sim.alice.send(sim.channel, _ping(sim, KURSK))
    ((place,),) = await rows_of(sim.store, "SELECT place FROM shown_answer")
    await sim.bob.send(sim.channel, _ping(sim, KURSK))
    assert await rows_of(sim.store, "SELECT DISTINCT place FROM shown_answer") == [(place,)]


async def test_the_buttons_under_a_reply_belong_to_who_asked(sim: Simulation) -> None:
    await sim.alice.send(sim.channel, _ping(sim, KURSK))
    (answer,) = _answers(sim)
    assert (await sim.bob.click(answer, label="Later")).ephemeral
    assert not (await sim.alice.click(answer, label="Later")).ephemeral


async def test_a_mention_in_a_thread_is_answered_there(sim: Simulation) -> None:
    started = await sim.bob.send(sim.channel, "about Kursk")
    message = await sim.env.bot.get_channel(sim.channel.id).fetch_message(started.id)  # type: ignore[union-attr]
    thread = await message.create_thread(name="Kursk")
    handle = next(one for one in sim.channel.threads if one.id == thread.id)
    await sim.alice.send(handle, _ping(sim, KURSK))
    assert "Kursk region" in texts_of(handle.last_message)
    assert "Timeline" in labels_of(handle.last_message)


async def test_a_mention_in_a_forum_post_is_answered_there(sim: Simulation) -> None:
    forum = sim.guild.create_forum_channel("claims")
    channel = sim.env.bot.get_channel(forum.id)
    assert isinstance(channel, discord.ForumChannel)
    post = await channel.create_thread(name="Kursk", content="What do we know?")
    handle = next(one for one in forum.threads if one.id == post.thread.id)
    asked = await sim.alice.send(handle, _ping(sim, KURSK))
    answer = last_message_of(handle)
    assert answer.reference is not None
    assert answer.reference.message_id == asked.id
    assert "Kursk region" in texts_of(answer)
    assert (await sim.alice.click(answer, label="Sources")).ephemeral


async def test_a_mention_in_direct_messages_is_refused_by_default(sim: Simulation) -> None:
    await sim.alice.send_dm(_ping(sim, KURSK))
    assert "in servers only" in texts_of(sim.alice.user.dm_channel.last_message)


async def test_a_mention_in_direct_messages_is_answered_where_that_is_allowed(
    tmp_path: Path, library_database: Path
) -> None:
    async with simulate(tmp_path / "other.db", library_database, user_installs=True) as other:
        await other.alice.send_dm(_ping(other, KURSK))
        assert "Kursk region" in texts_of(other.alice.user.dm_channel.last_message)
