"""The posts of a server's queue channel: kept in step, and for moderators alone."""

from __future__ import annotations

import pytest

from bot.core.curation.overseeing import forget_me
from bot.core.curation.permissions import Actor, Role
from bot.core.curation.reviewing import withdraw
from bot.core.membership import CommunitySettings, Note
from bot.core.telling import NoteKind
from db.keeping import SqliteKeeping
from db.members import SqliteMembers
from tests.curating import ask
from tests.moderating import (
    draft_claim,
    refusal_of,
    send_form,
    staff,
)
from tests.queueing import (
    MOON,
    MOON_TOO,
    ask_moderators,
    list_queue,
    look_at,
    propose_claim,
)
from tests.simulated import (
    Simulation,
    answer_of,
    labels_of,
    last_message_of,
    texts_of,
    walk,
)


async def test_a_post_counts_a_question_like_it_and_its_buttons_outlive_a_restart(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await ask_moderators(sim, sim.alice, MOON)
    post = last_message_of(staffed.queue)
    assert "Question 1, asked once" in texts_of(post)
    await ask_moderators(sim, sim.bob, MOON_TOO)
    assert len(staffed.queue.history()) == 1
    assert "Question 1, asked 2 times" in texts_of(last_message_of(staffed.queue))
    await sim.restart()
    form = await staffed.curator.click(last_message_of(staffed.queue), label="Accept as a claim …")
    await sim.restart()
    draft = await send_form(staffed.curator, form, wording="The moon landing was filmed in Nevada")
    await sim.restart()
    done = answer_of(await staffed.curator.click(draft, label="Save"))
    assert "Kept: C1" in texts_of(done)
    assert "No. 1: accepted (C1)" in texts_of(last_message_of(staffed.queue))


async def test_a_proposal_is_decided_from_its_post_which_stays_for_the_others(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await propose_claim(sim, sim.alice, "The Elm Street bridge is safe")
    post = last_message_of(staffed.queue)
    assert {"Approve", "Edit and approve …", "Decline …", "Look at 1"} == set(labels_of(post))
    refused = await sim.bob.click(post, label="Approve")
    assert "is for those who are" in texts_of(refused.response or refused.followups[-1])
    approved = await staffed.reviewer.click(post, label="Approve")
    assert approved.ephemeral
    assert "Kept: C1" in texts_of(answer_of(approved))
    (now,) = staffed.queue.history()
    assert "No. 1: published" in texts_of(now)
    assert labels_of(now) == []


async def test_a_forgotten_members_question_leaves_the_queue_and_its_post(sim: Simulation) -> None:
    staffed = await staff(sim)
    await ask_moderators(sim, sim.alice, MOON, tell=True)
    await ask_moderators(sim, sim.bob, MOON_TOO)
    sim.clock.pass_by(60)
    for who in (sim.alice, sim.bob):
        asked = answer_of(await who.slash(sim.channel, "forget-me"))
        await who.click(asked, label="Remove everything")
        sim.clock.pass_by(60)
        await _work(sim)
        (post,) = staffed.queue.history()
        assert "landing" not in texts_of(post)
    assert "dropped" in texts_of(post)
    assert "questions: 0" in await list_queue(staffed)


async def _work(sim: Simulation) -> None:
    await sim.cog("Queue").posts.work_off()
    await sim.env.settle()


async def test_the_post_of_a_forgotten_members_proposal_names_them_no_more(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await propose_claim(sim, sim.alice, "The Elm Street bridge is safe")
    assert str(sim.alice.id) in texts_of(last_message_of(staffed.queue))
    asked = answer_of(await sim.alice.slash(sim.channel, "forget-me"))
    await sim.alice.click(asked, label="Remove everything")
    now = texts_of(last_message_of(staffed.queue))
    assert str(sim.alice.id) not in now
    assert "a former member" in now


async def test_a_post_that_could_not_be_made_is_made_later(sim: Simulation) -> None:
    staffed = await staff(sim)
    there = f"/channels/{staffed.queue.id}/messages"
    sim.env.inject_error("POST", there, status=503, times=None)
    await ask_moderators(sim, sim.alice, MOON)
    sim.env.backend.faults.clear()
    await sim.restart()
    await _work(sim)
    (post,) = staffed.queue.history()
    assert "Question 1" in texts_of(post)


async def test_what_an_older_program_kept_comes_into_the_queue_with_the_start(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    values = (sim.guild.id, MOON, sim.alice.id)
    await sim.store.write(
        lambda connection: connection.execute(
            """INSERT INTO note (community_id, kind, text, member_id, sent_at)
               VALUES (?, 'question', ?, ?, '2026-11-01T00:00:00+00:00')""",
            values,
        )
    )
    await sim.restart()
    await _work(sim)
    assert "Question 1, asked once" in texts_of(last_message_of(staffed.queue))
    assert "questions: 1" in await list_queue(staffed)


@pytest.mark.parametrize(
    "label",
    ["Accept as a claim …", "Phrasing of a claim …", "Decline …", "Look at 1"],
)
async def test_a_member_decides_nothing_by_any_button_of_a_post(
    sim: Simulation, label: str
) -> None:
    staffed = await staff(sim)
    await ask_moderators(sim, sim.alice, MOON)
    result = await sim.bob.click(last_message_of(staffed.queue), label=label)
    assert "is for those who are" in texts_of(answer_of(result))


async def test_a_role_taken_away_before_the_form_is_sent_counts(sim: Simulation) -> None:
    staffed = await staff(sim)
    await ask_moderators(sim, sim.alice, MOON)
    item = await look_at(staffed, 1)
    accepting = await staffed.curator.click(item, label="Accept as a claim …")
    declining = await staffed.curator.click(item, label="Decline …")
    menu = [part for part in walk(item.components) if part["type"] == 3]
    await staffed.take_role(staffed.curator)
    sim.clock.pass_by(60)
    refused = await send_form(staffed.curator, accepting, wording="The moon landing was filmed")
    assert "is for those who are" in texts_of(refused)
    refusal = await staffed.curator.submit_modal(declining, {"why": "Because."})
    assert "is for those who are" in refusal_of(refusal)
    if menu:
        chosen = await staffed.curator.select(item, [menu[0]["options"][0]["value"]])
        assert "is for those who are" in texts_of(answer_of(chosen))


async def test_another_servers_queue_leads_nowhere(sim: Simulation) -> None:
    staffed = await staff(sim)
    await ask_moderators(sim, sim.alice, MOON)
    elsewhere = sim.env.create_guild("elsewhere")
    room = elsewhere.create_text_channel("room")
    owner = elsewhere.add_member(elsewhere.owner)
    draft = await draft_claim(owner, room, "Zebras striped the parliament lawn")
    await owner.click(draft, label="Save")
    sim.clock.pass_by(60)
    listed = answer_of(await owner.slash(room, "queue"))
    assert "questions: 0" in texts_of(listed)
    assert "moon" not in texts_of(listed)
    assert staffed.queue.last_message is not None


async def test_in_a_german_server_the_posts_are_german(sim: Simulation) -> None:
    staffed = await staff(sim)
    chosen = CommunitySettings(language="de")
    await SqliteMembers(sim.store).save_settings(sim.guild.id, chosen)
    note = Note(NoteKind.QUESTION, MOON, sim.alice.id, "2026-11-22T12:00:00+00:00")
    await SqliteMembers(sim.store).send_note(sim.guild.id, note)
    await _work(sim)
    post = last_message_of(staffed.queue)
    assert "Frage 1, einmal gestellt" in texts_of(post)
    assert labels_of(post)[0] == "Als Behauptung annehmen …"


async def test_without_its_channel_the_queue_says_so_and_a_new_one_gets_all_that_waits(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await ask_moderators(sim, sim.alice, MOON)
    assert "Nothing new is posted" not in await list_queue(staffed)
    sim.env.backend.delete_channel(staffed.queue.id)
    await sim.env.settle()
    await propose_claim(sim, sim.bob, "The Elm Street bridge is safe")
    assert "Nothing new is posted: the queue channel is gone" in await list_queue(staffed)
    other = sim.guild.create_text_channel("other queue")
    await staffed.set(queue_channel=other.id)
    await _work(sim)
    posted = {texts_of(message).strip().splitlines()[0] for message in other.history()}
    assert posted == {"### Question 1, asked once", "### Proposal 2 waits for approval"}
    assert "Nothing new is posted" not in await list_queue(staffed)
    await staffed.curator.click(last_message_of(other), label="Approve")
    assert "No. 2: published" in texts_of(last_message_of(other))


async def test_a_channel_closed_to_the_bot_gets_what_waited_once_it_is_chosen_again(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    there = f"/channels/{staffed.queue.id}/messages"
    sim.env.inject_error("POST", there, status=403, times=None)
    await ask_moderators(sim, sim.alice, MOON)
    sim.env.backend.faults.clear()
    assert staffed.queue.history() == []
    await staffed.set()
    await _work(sim)
    assert "Question 1" in texts_of(last_message_of(staffed.queue))


async def test_a_post_that_somebody_deleted_is_made_again_when_it_changes(sim: Simulation) -> None:
    staffed = await staff(sim)
    await ask_moderators(sim, sim.alice, MOON)
    first = last_message_of(staffed.queue)
    sim.env.backend.delete_message(staffed.queue.id, first.id)
    await sim.env.settle()
    await ask_moderators(sim, sim.bob, MOON_TOO)
    (post,) = staffed.queue.history()
    assert post.id != first.id
    assert "asked 2 times" in texts_of(post)


async def test_the_post_of_what_was_withdrawn_and_forgotten_shows_nothing_of_it(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await propose_claim(sim, sim.alice, "The Elm Street bridge is safe")
    post = last_message_of(staffed.queue)
    there = f"/channels/{staffed.queue.id}/messages/{post.id}"
    sim.env.inject_error("PATCH", there, status=503, times=None)
    request = ask(Actor(str(sim.alice.id), Role.MEMBER), sim.guild.id)
    keeping = SqliteKeeping(sim.store)
    await withdraw(keeping, request, 1, owner=sim.guild.id)
    await forget_me(keeping, ask(request.actor, sim.guild.id))
    await _work(sim)
    sim.env.backend.faults.clear()
    await _work(sim)
    now = last_message_of(staffed.queue)
    assert "No. 1: dropped" in texts_of(now)
    assert labels_of(now) == []
