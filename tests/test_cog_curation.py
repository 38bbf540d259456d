"""Adding to the record from Discord: forms, what is asked first, undo, and who may."""

from __future__ import annotations

from tests.moderating import (
    STATEMENT,
    add_claim,
    add_statement,
    draft_claim,
    open_statement,
    send_form,
    shown_of,
    staff,
)
from tests.simulated import Simulation, answer_of, labels_of, last_message_of, rows_of, texts_of

REVISIONS = "SELECT COUNT(*) FROM revision WHERE community_id <> 0"


async def test_a_curator_adds_a_claim_and_a_statement_and_a_member_finds_them(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    saved = await add_claim(staffed)
    assert "Kept: C1" in texts_of(saved)
    assert "Undo" in labels_of(saved)
    shown = await open_statement(staffed, staffed.curator)
    draft = await send_form(staffed.curator, shown, **STATEMENT)
    said = texts_of(draft)
    assert "late October 2024" in said
    assert "Nothing is kept yet" in said
    kept = answer_of(await staffed.curator.click(draft, label="Save"))
    assert "S1" in texts_of(kept)
    found = await sim.alice.slash(sim.channel, "ask", question="is the elm stret bridge safe")
    said = texts_of(answer_of(found))
    assert "Ann Example, Mayor, Town of Elm" in said
    assert "late October 2024" in said


async def test_every_change_is_posted_in_the_audit_channel(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    posted = texts_of(last_message_of(staffed.audit))
    assert "add" in posted
    assert "C1" in posted
    assert "R" in posted
    assert str(staffed.curator.id) in posted


async def test_undo_on_the_reply_asks_and_takes_back(sim: Simulation) -> None:
    staffed = await staff(sim)
    saved = await add_claim(staffed)
    asked = answer_of(await staffed.curator.click(saved, label="Undo"))
    assert "is undone" in texts_of(asked)
    done = answer_of(await staffed.curator.click(asked, label="Confirm"))
    assert "Kept" in texts_of(done)
    assert "retired" in texts_of(done)


async def test_a_near_duplicate_is_caught_and_can_be_added_as_a_phrasing(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    draft = await draft_claim(staffed.curator, sim.channel, "The bridge on Elm Street is safe")
    assert "This looks like C1" in texts_of(draft)
    assert {"Save anyway", "Add as a phrasing of C1"} <= set(labels_of(draft))
    done = answer_of(await staffed.curator.click(draft, label="Add as a phrasing of C1"))
    assert "The bridge on Elm Street is safe" in texts_of(done)
    assert await rows_of(sim.store, "SELECT 1 FROM entry WHERE community_id <> 0") == [(1,)]


async def test_a_statement_with_known_words_can_become_another_citation(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    await add_statement(staffed)
    shown = await open_statement(staffed, staffed.curator)
    again = STATEMENT | {"source": "Another paper\nhttps://other.example/1"}
    draft = await send_form(staffed.curator, shown, **again)
    assert "S1 has nearly these words" in texts_of(draft)
    label = "Add as another citation of S1"
    done = answer_of(await staffed.curator.click(draft, label=label))
    assert "S1" in texts_of(done)
    assert "Another paper" in await shown_of(sim, sim.alice, "C1") + texts_of(done)


async def test_an_ambiguous_date_is_refused_with_both_readings_and_can_be_corrected(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    shown = await open_statement(staffed, staffed.curator)
    refused = await send_form(staffed.curator, shown, **(STATEMENT | {"when": "10/11/2024"}))
    assert "10 November 2024 or 11 October 2024" in texts_of(refused)
    again = await staffed.curator.click(refused, label="Correct …")
    draft = await send_form(staffed.curator, again, **STATEMENT)
    assert "Save" in labels_of(draft)


async def test_a_date_in_the_future_asks(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    shown = await open_statement(staffed, staffed.curator)
    future = {"when": "2031", "source": "Undated\nhttps://x.example/1"}
    draft = await send_form(staffed.curator, shown, **(STATEMENT | future))
    assert "lies in the future" in texts_of(draft)
    assert "Save anyway" in labels_of(draft)


async def test_a_draft_is_saved_after_a_restart(sim: Simulation) -> None:
    staffed = await staff(sim)
    draft = await draft_claim(staffed.curator, sim.channel)
    await sim.restart()
    done = await staffed.curator.click(draft, label="Save")
    assert "Kept: C1" in texts_of(answer_of(done))
    assert await rows_of(sim.store, REVISIONS) == [(1,)]


async def test_cancel_drops_the_draft(sim: Simulation) -> None:
    staffed = await staff(sim)
    draft = await draft_claim(staffed.curator, sim.channel)
    done = await staffed.curator.click(draft, label="Cancel")
    assert "nothing was changed" in texts_of(answer_of(done))
    assert await rows_of(sim.store, REVISIONS) == [(0,)]


async def test_what_a_member_adds_is_a_proposal_and_never_record(sim: Simulation) -> None:
    staffed = await staff(sim)
    draft = await draft_claim(sim.alice, sim.channel)
    done = await sim.alice.click(draft, label="Save")
    assert "waits for someone else's approval" in texts_of(answer_of(done))
    assert await rows_of(sim.store, REVISIONS) == [(0,)]
    assert "Look at 1" in labels_of(last_message_of(staffed.queue))


async def test_a_role_taken_away_between_form_and_sending_counts(sim: Simulation) -> None:
    staffed = await staff(sim)
    shown = await staffed.curator.slash(sim.channel, "record claim")
    await staffed.take_role(staffed.curator)
    draft = await send_form(staffed.curator, shown, wording="The Elm Street bridge is safe")
    done = await staffed.curator.click(draft, label="Save")
    assert "waits for someone else's approval" in texts_of(answer_of(done))
    assert await rows_of(sim.store, REVISIONS) == [(0,)]


async def test_a_message_is_added_with_its_words_author_and_day(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    message = await sim.bob.send(sim.channel, "I crossed the bridge and it *held*. @everyone")
    shown = await staffed.curator.context_menu(sim.channel, "Add to the record", message)
    values = {
        "claim": "C1",
        "stance": ["supports"],
        "who": "bob",
        "words": "I crossed the bridge and it *held*. @everyone",
        "when": message.created_at.date().isoformat(),
    }
    sim.clock.time = message.created_at
    draft = await send_form(staffed.curator, shown, **values)
    done = await staffed.curator.click(draft, label="Save")
    said = texts_of(answer_of(done))
    assert f"channels/{sim.guild.id}/{sim.channel.id}/{message.id}" in said.replace("\u200b", "")
    assert "quote" in said
    assert "@everyone" not in said


async def test_a_message_on_a_new_claim_adds_the_claim_too(sim: Simulation) -> None:
    staffed = await staff(sim)
    message = await sim.bob.send(sim.channel, "The zebras walked across the parliament lawn.")
    shown = await staffed.curator.context_menu(sim.channel, "Add to the record", message)
    sim.clock.time = message.created_at
    draft = await send_form(
        staffed.curator,
        shown,
        claim="Zebras walked across the parliament lawn",
        stance=["supports"],
        who="bob",
        words="The zebras walked across the parliament lawn.",
        when=message.created_at.date().isoformat(),
    )
    done = await staffed.curator.click(draft, label="Save")
    assert "C1" in texts_of(answer_of(done))
    assert "The zebras walked" in await shown_of(sim, sim.alice, "C1")


async def test_all_that_is_asked_and_all_that_was_understood_is_on_one_page(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    message = await sim.bob.send(sim.channel, "x" * 1900)
    shown = await staffed.curator.context_menu(sim.channel, "Add to the record", message)
    draft = await send_form(
        staffed.curator,
        shown,
        claim="The bridge on Elm Street is safe",
        stance=["supports"],
        who="bob\nPasser-by\nTown of Elm",
        words="x" * 3900,
        when="2031",
    )
    said = texts_of(draft)
    assert "Question 2" in said
    assert {"Save anyway", "Use C1", "Correct …", "Cancel"} <= set(labels_of(draft))
    for expected in ("wording", "name: “bob”", "title", "bears on", "role: “Passer-by”", "2031"):
        assert expected in said
    assert "Page 1" not in said


async def test_phrasings_and_counters_are_added_by_command(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    added = await staffed.curator.slash(
        sim.channel, "record phrasing", claim="C1", wording="Nobody need fear the Elm bridge"
    )
    assert "Nobody need fear" in texts_of(answer_of(added))
    for words, when in (("It is safe for everyone who walks.", "Oct 2024"),
                        ("No, cracks were found in both pillars.", "1 Nov 2024")):  # fmt: skip
        await add_statement(staffed, words=words, when=when)
    sim.clock.pass_by(60)
    counter = await staffed.curator.slash(
        sim.channel, "record counter", statement="S2", does="denies", answered="S1"
    )
    assert "denies: S1" in texts_of(answer_of(counter))
    assert "Denied by" in await shown_of(sim, sim.alice, "C1")


async def test_another_servers_ids_and_drafts_lead_nowhere(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed, "Zebras striped the parliament lawn")
    elsewhere = sim.env.create_guild("elsewhere")
    room = elsewhere.create_text_channel("room")
    owner = elsewhere.add_member(elsewhere.owner)
    for command, options in (
        ("record phrasing", {"claim": "C1", "wording": "anything"}),
        ("record counter", {"statement": "S1", "does": "denies", "answered": "S1"}),
        ("retire", {"id": "C1"}),
        ("restore", {"id": "C1"}),
        ("merge", {"merged": "C1", "into": "LC1"}),
        ("history", {"id": "C1"}),
        ("edit", {"id": "C1"}),
        ("undo", {"revision": "R1"}),
    ):
        sim.clock.pass_by(60)
        said = texts_of(answer_of(await owner.slash(room, command, **options)))
        assert "on record" in said or "No " in said or "There is no" in said, command
        assert "Zebras" not in said
    found = await owner.autocomplete(room, "edit", "id", "zebras")
    assert not any("Zebras" in choice["name"] for choice in found)
