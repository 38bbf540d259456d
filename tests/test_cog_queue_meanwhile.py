"""What happens to a matter of the queue between its being looked at and its being decided."""

from __future__ import annotations

from bot.core.membership import Note
from bot.core.telling import NoteKind
from db.members import SqliteMembers
from tests.moderating import add_claim, retire, send_form, staff
from tests.queueing import (
    MOON,
    ask_moderators,
    list_queue,
    look_at,
    propose_claim,
    report_error,
    shown_in_form,
    told_to,
)
from tests.simulated import (
    Simulation,
    answer_of,
    labels_of,
    last_message_of,
    rows_of,
    texts_of,
    walk,
)


async def test_the_second_of_two_moderators_is_told_that_it_was_decided(sim: Simulation) -> None:
    staffed = await staff(sim)
    await ask_moderators(sim, sim.alice, MOON)
    item = await look_at(staffed, 1)
    late = await staffed.curator.click(item, label="Accept as a claim …")
    form = await staffed.reviewer.click(
        await look_at(staffed, 1, staffed.reviewer), label="Decline …"
    )
    await send_form(staffed.reviewer, form, why="Not disputed.")
    refused = await send_form(staffed.curator, late, wording="The moon landing was filmed")
    assert "1 was declined already" in texts_of(refused)
    assert await rows_of(sim.store, "SELECT COUNT(*) FROM entry WHERE community_id <> 0") == [(0,)]
    gone = await staffed.curator.click(item, label="Decline …")
    assert "1 was declined already" in texts_of(answer_of(gone))
    assert gone.modal is None
    kept = answer_of(await staffed.curator.click(refused, label="Save"))
    assert "Kept: C1" in texts_of(kept)  # what was written for it is not lost
    assert "No. 1: declined" in texts_of(last_message_of(staffed.queue))


async def test_what_was_decided_while_a_draft_waited_is_told_and_the_draft_can_be_kept(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await ask_moderators(sim, sim.alice, MOON, tell=True)
    item = await look_at(staffed, 1)
    accepting = await staffed.curator.click(item, label="Accept as a claim …")
    draft = await send_form(staffed.curator, accepting, wording="The moon landing was filmed")
    form = await staffed.reviewer.click(
        await look_at(staffed, 1, staffed.reviewer), label="Decline …"
    )
    await send_form(staffed.reviewer, form, why="Not disputed.")
    await sim.restart()
    asked = answer_of(await staffed.curator.click(draft, label="Save"))
    assert "No. 1 was declined already" in texts_of(asked)
    assert await rows_of(sim.store, "SELECT COUNT(*) FROM entry WHERE community_id <> 0") == [(0,)]
    kept = answer_of(await staffed.curator.click(asked, label="Save"))
    assert "Kept: C1" in texts_of(kept)
    assert len(told_to(sim.alice)) == 1
    assert "Your question was declined." in told_to(sim.alice)[0]


async def test_what_a_proposal_does_now_is_shown_when_it_is_not_what_was_approved(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    await sim.alice.slash(sim.channel, "record phrasing", claim="C1", wording="Bridge fine")
    item = await look_at(staffed, 2, staffed.reviewer)
    sim.clock.pass_by(60)
    await staffed.curator.slash(
        sim.channel, "record phrasing", claim="C1", wording="Crossing is fine"
    )
    changed = answer_of(await staffed.reviewer.click(item, label="Approve"))
    assert "The record changed since" in texts_of(changed)
    assert "Crossing is fine / Bridge fine" in texts_of(changed)
    done = answer_of(await staffed.reviewer.click(changed, label="Approve"))
    assert "Kept: C1" in texts_of(done)


async def test_declining_takes_the_place_of_what_was_looked_at(sim: Simulation) -> None:
    staffed = await staff(sim)
    await ask_moderators(sim, sim.alice, MOON)
    item = await look_at(staffed, 1)
    form = await staffed.curator.click(item, label="Decline …")
    done = await send_form(staffed.curator, form, why="Not disputed.")
    assert done.id == item.id
    assert labels_of(done) == []


async def test_a_question_put_at_length_many_times_can_be_accepted_and_read_whole(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    for number in range(8):
        text = "was the moon landing filmed in Nevada" + " in a desert studio" * (60 + number)
        note = Note(NoteKind.QUESTION, text, sim.alice.id, "2026-11-22T12:00:00+00:00")
        await SqliteMembers(sim.store).send_note(sim.guild.id, note)
    item = await look_at(staffed, 1)
    assert "asked 8 times" in texts_of(item)
    assert [part["type"] for part in walk(item.components)].count(13) == 1  # the file of it whole
    form = await staffed.curator.click(item, label="Accept as a claim …")
    draft = await send_form(staffed.curator, form, **shown_in_form(form))
    await staffed.curator.click(draft, label="Save")
    assert "questions: 0" in await list_queue(staffed)


async def test_a_report_about_what_was_retired_meanwhile_opens_no_form_in_vain(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    await report_error(sim, sim.alice, "It is the Elm Road bridge.", "C1")
    await retire(staffed, "C1")
    pressed = await staffed.curator.click(await look_at(staffed, 2), label="Edit C1 …")
    assert "C1 is retired; restore it first." in texts_of(answer_of(pressed))


async def test_the_audit_channel_names_a_report_by_its_number_in_the_queue(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await report_error(sim, sim.alice, "LS47 is wrong.", "LC1")
    await staffed.curator.click(await look_at(staffed, 1), label="Settled")
    assert "no. 1 in the queue" in texts_of(last_message_of(staffed.audit)).replace("\\", "")


async def test_a_question_says_that_a_proposal_waits_which_would_settle_it(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await ask_moderators(sim, sim.alice, MOON, tell=True)
    item = await look_at(staffed, 1, staffed.reviewer)
    assert "would settle this" not in texts_of(item)
    form = await staffed.reviewer.click(item, label="Accept as a claim …")
    draft = await send_form(staffed.reviewer, form, wording="The moon landing was filmed")
    proposed = answer_of(await staffed.reviewer.click(draft, label="Save"))
    assert "Proposal 2 waits" in texts_of(proposed)
    assert "A proposal waits that would settle this: 2" in texts_of(await look_at(staffed, 1))
    await staffed.curator.click(await look_at(staffed, 2), label="Approve")
    assert "it is on record as C1" in told_to(sim.alice)[0]


async def test_a_proposal_decided_while_its_form_was_open_is_not_offered_for_correcting(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await propose_claim(sim, sim.alice, "elm bridge safe lol")
    form = await staffed.curator.click(await look_at(staffed, 1), label="Edit and approve …")
    await staffed.reviewer.click(await look_at(staffed, 1, staffed.reviewer), label="Approve")
    late = await send_form(staffed.curator, form, wording="The Elm Street bridge is safe")
    assert "No. 1 was published already" in texts_of(late)
    assert labels_of(late) == []
