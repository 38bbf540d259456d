"""The moderators' queue: proposals, members' questions and reports, decided and told."""

from __future__ import annotations

from bot.core.membership import Note
from bot.core.telling import NoteKind
from db.members import SqliteMembers
from tests.moderating import (
    STATEMENT,
    add_claim,
    add_statement,
    save,
    send_form,
    shown_of,
    staff,
)
from tests.queueing import (
    MOON,
    MOON_TOO,
    ask_moderators,
    list_queue,
    look_at,
    look_at_the_proposal,
    propose_claim,
    report_error,
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


async def test_the_queue_lists_proposals_reports_and_questions_that_ask_the_same_together(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await ask_moderators(sim, sim.alice, "did the lighthouse hum at noon?")
    await ask_moderators(sim, sim.alice, MOON)
    await ask_moderators(sim, sim.bob, MOON_TOO)
    await report_error(sim, sim.bob, "The date of LS47 is wrong.", "LC1")
    await propose_claim(sim, sim.alice, "The Elm Street bridge is safe")
    said = await list_queue(staffed)
    assert "proposals: 1, reports: 1, questions: 2" in said
    lines = [
        line for line in said.replace("\\", "").splitlines() if line[:1] in tuple("0123456789QR")
    ]
    assert [line[:8] for line in lines] == ["4: to ad", "Report 3", "Question", "Question"]
    assert "Question 2, asked 2 times: was the moon landing filmed" in said
    assert "Question 1, asked once" in said
    looked = texts_of(await look_at(staffed, 2))
    assert MOON_TOO in looked


async def test_a_question_is_accepted_as_a_claim_and_who_wanted_to_know_is_told(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await ask_moderators(sim, sim.alice, MOON, tell=True)
    await ask_moderators(sim, sim.bob, MOON_TOO)
    item = await look_at(staffed, 1)
    form = await staffed.curator.click(item, label="Accept as a claim …")
    assert MOON in str(form.modal)
    assert MOON_TOO in str(form.modal)
    draft = await send_form(
        staffed.curator, form, wording="The moon landing was filmed in Nevada", phrasings=MOON
    )
    saved = answer_of(await staffed.curator.click(draft, label="Save"))
    assert "Kept: C1" in texts_of(saved)
    (told,) = told_to(sim.alice)
    assert "Your question was accepted: it is on record as C1." in told
    assert MOON in told
    assert told_to(sim.bob) == []
    assert "questions: 0" in await list_queue(staffed)
    for table in ("note", "matter_term", "due_message"):
        assert await rows_of(sim.store, f"SELECT count(*) FROM {table}") == [(0,)]
    posted = texts_of(last_message_of(staffed.queue))
    assert "No. 1: accepted (C1)" in posted
    assert "moon" not in posted


async def test_a_question_becomes_a_phrasing_of_a_claim_from_the_menu(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed, "The moon landing was filmed in a studio")
    await ask_moderators(sim, sim.alice, MOON, tell=True)
    item = await look_at(staffed, 1 + 1)
    menu = next(part for part in walk(item.components) if part["type"] == 3)
    assert menu["options"][0]["label"] == "C1: The moon landing was filmed in a studio"
    form = await staffed.curator.select(item, ["C1"])
    draft = await send_form(
        staffed.curator, form, of_claim="C1", phrasing="Moon landing filmed in Nevada"
    )
    await save(staffed.curator, draft)
    assert "Moon landing filmed in Nevada" in str(
        await rows_of(sim.store, "SELECT wording FROM phrasing")
    )
    assert "on record as C1" in told_to(sim.alice)[0]


async def test_a_question_becomes_a_phrasing_of_a_claim_named_by_its_id(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    await ask_moderators(sim, sim.alice, MOON)
    form = await staffed.curator.click(await look_at(staffed, 2), label="Phrasing of a claim …")
    refused = await send_form(staffed.curator, form, of_claim="S1", phrasing="Anything")
    assert "No claim “S1” is on record" in texts_of(refused)
    again = await staffed.curator.click(refused, label="Correct …")
    draft = await send_form(staffed.curator, again, of_claim="c1", phrasing="The bridge holds us")
    done = answer_of(await save(staffed.curator, draft))
    assert "The bridge holds us" in texts_of(done)
    assert "questions: 0" in await list_queue(staffed)


async def test_declining_needs_a_reason_and_tells_it_to_who_wanted_it(sim: Simulation) -> None:
    staffed = await staff(sim)
    await ask_moderators(sim, sim.alice, MOON, tell=True)
    await report_error(sim, sim.bob, "LS47 is wrong.", "LC1", tell=True)
    for number in (1, 2):
        item = await look_at(staffed, number, staffed.reviewer)
        form = await staffed.reviewer.click(item, label="Decline …")
        done = await send_form(staffed.reviewer, form, why="Not a *disputed* claim.")
        assert f"{number} was declined" in texts_of(done)
    assert "Your question was declined." in told_to(sim.alice)[0]
    assert "The reason: Not a *disputed* claim." in told_to(sim.alice)[0]
    assert "Your error report was declined." in told_to(sim.bob)[0]
    assert "decline" in texts_of(last_message_of(staffed.audit))


async def test_a_report_is_settled_by_an_edit_or_as_it_is(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    await report_error(sim, sim.alice, "It is the Elm Road bridge.", "C1", tell=True)
    await report_error(sim, sim.bob, "Typo somewhere.", "C1", tell=True)
    form = await staffed.curator.click(await look_at(staffed, 2), label="Edit C1 …")
    draft = await send_form(staffed.curator, form, wording="The Elm Road bridge is safe")
    await staffed.curator.click(draft, label="Save")
    assert "Your error report was accepted: C1." in told_to(sim.alice)[0]
    settled = await staffed.curator.click(await look_at(staffed, 3), label="Settled")
    assert "3 is settled" in texts_of(answer_of(settled))
    assert "Your error report was accepted." in told_to(sim.bob)[0]
    assert "reports: 0" in await list_queue(staffed)


async def test_of_proposals_approval_and_refusal_are_told_only_if_that_was_wanted(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await propose_claim(sim, sim.alice, "The Elm Street bridge is safe", tell=True)
    await propose_claim(sim, sim.alice, "Zebras striped the parliament lawn")
    await propose_claim(sim, sim.bob, "Lighthouses hum at noon on Sundays", tell=True)
    item = await look_at(staffed, 1)
    await staffed.curator.click(item, label="Approve")
    assert "Your proposal 1 was accepted: C1." in told_to(sim.alice)[0]
    for number in (2, 3):
        form = await staffed.curator.click(await look_at(staffed, number), label="Decline …")
        await send_form(staffed.curator, form, why="Not disputed.")
    assert len(told_to(sim.alice)) == 1
    assert "Your proposal 3 was declined." in told_to(sim.bob)[0]
    assert "Not disputed." in told_to(sim.bob)[0]


async def test_who_declines_their_own_proposal_is_not_told_of_it(sim: Simulation) -> None:
    staffed = await staff(sim)
    await staffed.set(reviewed=frozenset({"add"}))
    await propose_claim(sim, staffed.curator, "The Elm Street bridge is safe", tell=True)
    form = await staffed.curator.click(await look_at(staffed, 1), label="Decline …")
    done = await send_form(staffed.curator, form, why="I was wrong.")
    assert "1 was declined" in texts_of(done)
    assert told_to(staffed.curator) == []


async def test_closed_direct_messages_stop_nothing(sim: Simulation) -> None:
    staffed = await staff(sim)
    await ask_moderators(sim, sim.alice, MOON, tell=True)
    sim.env.inject_error("POST", "/users/@me/channels", status=403)
    form = await staffed.curator.click(await look_at(staffed, 1), label="Decline …")
    done = await send_form(staffed.curator, form, why="Not disputed.")
    assert "1 was declined" in texts_of(done)
    assert await rows_of(sim.store, "SELECT count(*) FROM due_message") == [(0,)]


async def test_edit_and_approve_publishes_the_edited_claim_in_its_authors_name(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await propose_claim(sim, sim.alice, "elm bridge safe lol", tell=True)
    item = await look_at(staffed, 1, staffed.reviewer)
    form = await staffed.reviewer.click(item, label="Edit and approve …")
    assert "elm bridge safe lol" in str(form.modal)
    draft = await send_form(staffed.reviewer, form, wording="The Elm Street bridge is safe")
    done = answer_of(await staffed.reviewer.click(draft, label="Save"))
    assert "Kept: C1" in texts_of(done)
    assert "The Elm Street bridge is safe" in await shown_of(sim, sim.bob, "C1")
    history = texts_of(answer_of(await staffed.curator.slash(sim.channel, "history", id="C1")))
    assert str(sim.alice.id) in history
    assert f"approved by account {staffed.reviewer.id}" in history or (
        f"approved by {staffed.reviewer.id}" in history
    )
    assert "accepted: C1" in told_to(sim.alice)[0]
    assert "proposals: 0" in await list_queue(staffed)


async def test_edit_and_approve_changes_a_statement_with_its_new_speaker_and_source(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    await add_statement(staffed, by=sim.alice)
    item = await look_at_the_proposal(staffed)
    form = await staffed.curator.click(item, label="Edit and approve …")
    assert "Ann Example" in str(form.modal)
    edited = {
        "who": "Ann Example\nLord Mayor\nTown of Elm",
        "words": STATEMENT["words"],
        "when": "30 Oct 2024",
        "text_kind": ["quote"],
    }
    draft = await send_form(staffed.curator, form, **edited)
    await staffed.curator.click(draft, label="Save")
    said = await shown_of(sim, sim.bob, "C1")
    assert "30 October 2024 · Ann Example, Lord Mayor, Town of Elm" in said
    assert "The bridge opens" in said
    assert await rows_of(
        sim.store, "SELECT author FROM revision ORDER BY revision_key DESC LIMIT 1"
    ) == [(str(sim.alice.id),)]


async def test_edit_and_approve_of_a_phrasing(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    await sim.alice.slash(sim.channel, "record phrasing", claim="C1", wording="bridge ok lol")
    item = await look_at(staffed, 2)
    form = await staffed.curator.click(item, label="Edit and approve …")
    draft = await send_form(staffed.curator, form, of_claim="C1", phrasing="Bridge fine")
    await save(staffed.curator, draft)
    assert await rows_of(
        sim.store,
        """SELECT wording FROM phrasing
        JOIN entry e ON e.entry_key = claim_key WHERE e.community_id <> 0""",
    ) == [("Bridge fine",)]


async def test_nobody_edits_and_approves_their_own_proposal(sim: Simulation) -> None:
    staffed = await staff(sim)
    await propose_claim(sim, staffed.reviewer, "elm bridge safe lol")
    item = await look_at(staffed, 1, staffed.reviewer)
    refused = await staffed.reviewer.click(item, label="Edit and approve …")
    assert "Someone else than the author" in texts_of(answer_of(refused))
    assert refused.modal is None


async def test_many_items_are_paged(sim: Simulation) -> None:
    staffed = await staff(sim)
    words = ("zebra", "tulip", "lantern", "harbour", "comet", "violin", "glacier", "pepper",
             "castle", "engine", "ribbon", "walnut")  # fmt: skip
    for word in words:
        text = f"did the {word} vanish overnight?"
        note = Note(NoteKind.QUESTION, text, sim.alice.id, "2026-11-22T12:00:00+00:00")
        await SqliteMembers(sim.store).send_note(sim.guild.id, note)
    sim.clock.pass_by(60)
    listed = answer_of(await staffed.curator.slash(sim.channel, "queue"))
    assert "Page 1 of 2" in texts_of(listed)
    later = answer_of(await staffed.curator.click(listed, label="Later"))
    assert "walnut" in texts_of(later)
    assert "Look at 12" in labels_of(later)
    back = answer_of(await staffed.curator.click(later, label="Earlier"))
    assert "zebra" in texts_of(back)
