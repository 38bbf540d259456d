"""Arranging the record from Discord: moving, splitting, hiding, dead addresses, forgetting."""

from __future__ import annotations

import re
from typing import Any

import pytest
import simcord

from bot.core.membership import Note
from bot.core.telling import NoteKind
from db.members import SqliteMembers
from tests.moderating import (
    Staffed,
    add_claim,
    add_statement,
    refusal_of,
    send_form,
    shown_of,
    staff,
)
from tests.simulated import Simulation, answer_of, labels_of, last_message_of, rows_of, texts_of

OTHER = "No, cracks were found in both pillars of that bridge."


async def _slash(who: simcord.MemberActor, sim: Simulation, command: str, **options: Any) -> str:
    sim.clock.pass_by(60)
    return texts_of(answer_of(await who.slash(sim.channel, command, **options)))


async def test_a_statement_moves_to_another_claim_and_back_by_undo(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    await add_claim(staffed, "Zebras striped the parliament lawn")
    await add_statement(staffed)
    moved = answer_of(
        await staffed.curator.slash(sim.channel, "move", statement="S1", to_claim="C2")
    )
    assert "Kept: S1 (R4)" in texts_of(moved)
    assert "perfectly safe" in await shown_of(sim, sim.alice, "C2")
    assert "perfectly safe" not in await shown_of(sim, sim.alice, "C1")
    asked = answer_of(await staffed.curator.click(moved, label="Undo"))
    await staffed.curator.click(asked, label="Confirm")
    assert "perfectly safe" in await shown_of(sim, sim.alice, "C1")


async def test_of_several_claims_the_one_that_is_left_has_to_be_named(sim: Simulation) -> None:
    staffed = await staff(sim)
    for wording in ("The Elm Street bridge is safe", "Zebras striped the lawn", "Bees hum"):
        await add_claim(staffed, wording)
    await add_statement(staffed)
    curator = staffed.curator
    await _slash(curator, sim, "record stance", statement="S1", claim="C2", stance="context")
    assert "bears on several claims (C1, C2)" in await _slash(
        curator, sim, "move", statement="S1", to_claim="C3"
    )
    left = await curator.autocomplete(
        sim.channel, "move", "from_claim", "", statement="S1", to_claim="C3"
    )
    assert {choice["value"] for choice in left} == {"C1", "C2"}
    said = await _slash(
        curator, sim, "move", statement="S1", to_claim="C3", from_claim="C2", stance="disputes"
    )
    assert "disputes: C3" in said
    assert "supports: C1" in said


async def test_a_claim_is_split_in_one_form_after_the_difference_was_shown(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    curator = staffed.curator
    await _slash(curator, sim, "record phrasing", claim="C1", wording="Its pillars are sound")
    await add_statement(staffed)
    await add_statement(staffed, words=OTHER, when="1 Nov 2024")
    form = await curator.slash(sim.channel, "split", claim="C1")
    assert OTHER in str(form.modal)
    assert "Its pillars are sound" in str(form.modal)
    phrasing = next(
        option["value"]
        for part in _walk(form.modal)
        if part.get("custom_id") == "phrasings-chosen"
        for option in part["options"]
    )
    draft = await send_form(
        curator,
        form,
        new_wording="The pillars of the Elm bridge are cracked",
        **{"statements_1": ["S2"], "phrasings_chosen": [phrasing]},
    )
    said = texts_of(draft)
    assert "One statement of C1" in said
    assert "new claim" in said
    assert await rows_of(sim.store, "SELECT count(*) FROM claim c JOIN entry e ON "
                         "e.entry_key = c.claim_key WHERE community_id <> 0") == [(1,)]  # fmt: skip
    label = "Confirm" if "Confirm" in labels_of(draft) else "Save anyway"
    assert "C2" in texts_of(answer_of(await curator.click(draft, label=label)))
    assert OTHER in await shown_of(sim, sim.alice, "C2")
    first = await shown_of(sim, sim.alice, "C1")
    assert OTHER not in first
    assert "perfectly safe" in first


def _walk(modal: Any) -> Any:
    """Every component of a form."""
    parts = modal["components"] if isinstance(modal, dict) else modal.components
    for part in parts:
        part = part if isinstance(part, dict) else part.to_dict()
        yield part
        if "component" in part:
            yield part["component"]


@pytest.fixture
async def hiding(sim: Simulation) -> Staffed:
    """A server that hides a claim of the library."""
    staffed = await staff(sim)
    said = await _slash(staffed.curator, sim, "hide", claim="LC1", reason="off topic here")
    assert "LC1 is hidden in this server now" in said
    assert "reason: off topic here" in texts_of(last_message_of(staffed.audit))
    return staffed


OPENING: dict[str, dict[str, str]] = {
    "ask": {"question": "LC1"},
    "claim": {"id": "LC1"},
    "sources": {"claim": "LC1"},
    "timeline": {"claim": "LC1"},
    "cite": {"id": "LC1"},
    "follow": {"claim": "LC1"},
}


async def test_a_hidden_claim_is_not_on_record_for_members_by_any_command(
    sim: Simulation, hiding: Staffed
) -> None:
    for command, options in OPENING.items():
        said = await _slash(sim.alice, sim, command, **options)
        assert re.search(r"No (claim|entry) “LC1” is on record", said), command
        assert "unhide" not in said, command
        told = await _slash(hiding.curator, sim, command, **options)
        assert "LC1 is hidden in this server; /unhide LC1 shows it again." in told, command


async def test_a_hidden_claim_is_neither_found_nor_suggested_nor_opened_by_an_old_button(
    sim: Simulation, hiding: Staffed
) -> None:
    wording = "North Korean troops are fighting Ukrainian forces in the Kursk region"
    said = await _slash(sim.alice, sim, "ask", question=wording)
    assert "id LC1" not in said.splitlines()
    assert wording not in said
    for typed in ("LC1", "north korean troops", ""):
        found = await sim.alice.autocomplete(sim.channel, "claim", "id", typed)
        assert "LC1" not in {choice["value"] for choice in found}
    await _slash(hiding.curator, sim, "unhide", claim="LC1")
    sim.clock.pass_by(60)
    shown = answer_of(await sim.alice.slash(sim.channel, "claim", id="LC1"))
    await _slash(hiding.curator, sim, "hide", claim="LC1")
    pressed = await sim.alice.click(shown, label="Sources")
    assert "is on record" in texts_of(answer_of(pressed))


async def test_what_bears_on_a_hidden_claim_alone_is_hidden_with_it(
    sim: Simulation, hiding: Staffed
) -> None:
    rows = await rows_of(
        sim.store,
        """SELECT e.number, count(*), sum(c.number = 1) FROM stance x
           JOIN entry e ON e.entry_key = x.statement_key
           JOIN entry c ON c.entry_key = x.claim_key WHERE e.community_id = 0
           GROUP BY e.entry_key HAVING sum(c.number = 1)""",
    )
    alone = next(number for number, claims, _ in rows if claims == 1)
    shared = next(number for number, claims, _ in rows if claims > 1)
    assert "is on record" in await _slash(sim.alice, sim, "ask", question=f"LS{alone}")
    said = await _slash(sim.alice, sim, "ask", question=f"LS{shared}")
    assert "(LC" in said
    assert "(LC1)" not in said


async def test_only_the_server_that_hides_a_claim_misses_it_and_it_is_shown_again(
    sim: Simulation, hiding: Staffed
) -> None:
    elsewhere = sim.env.create_guild("elsewhere")
    room = elsewhere.create_text_channel("room")
    other = elsewhere.add_member(elsewhere.owner)
    assert "id LC1" in texts_of(answer_of(await other.slash(room, "claim", id="LC1")))
    offered = await hiding.curator.autocomplete(sim.channel, "unhide", "claim", "")
    assert [choice["value"] for choice in offered] == ["LC1"]
    assert await sim.alice.autocomplete(sim.channel, "unhide", "claim", "") == []
    assert "shown in this server again" in await _slash(hiding.curator, sim, "unhide", claim="LC1")
    assert "id LC1" in await _slash(sim.alice, sim, "claim", id="LC1")


async def test_a_servers_own_claim_is_retired_not_hidden(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    said = await _slash(staffed.curator, sim, "hide", claim="C1")
    assert "Only a claim of the shared library is hidden" in said


async def test_a_dead_address_is_said_beside_its_source_and_among_the_gaps(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    await add_statement(staffed)
    note = "Address no longer reachable, as of 22 November 2026"
    assert note not in await shown_of(sim, sim.alice, "C1")
    assert "no longer reachable" in await _slash(staffed.reviewer, sim, "address", source="D1")
    assert note in await shown_of(sim, sim.alice, "C1")
    assert note in await _slash(sim.alice, sim, "speaker", name="Ann Example")
    assert note in await _slash(sim.alice, sim, "sources", claim="C1")
    assert "Addresses that lead nowhere: 1" in await _slash(staffed.curator, sim, "gaps")
    await _slash(staffed.reviewer, sim, "address", source="D1", **{"is": "alive"})
    assert note not in await shown_of(sim, sim.alice, "C1")


async def test_a_manager_forgets_someone_here_and_nowhere_else(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    carl, members = staffed.curator, SqliteMembers(sim.store)
    for server in (sim.guild.id, 77):
        note = Note(NoteKind.QUESTION, "Is it safe?", carl.id, "2026-11-22T12:00:00+00:00")
        await members.send_note(server, note)
    sim.clock.pass_by(60)
    asked = answer_of(await staffed.manager.slash(sim.channel, "forget", member=carl))
    assert "carl" in texts_of(asked)
    done = texts_of(answer_of(await staffed.manager.click(asked, label="Remove everything")))
    assert "questions and reports: 1" in done
    told = await _slash(staffed.manager, sim, "history", id="C1")
    assert "a former member" in told
    assert str(carl.id) not in told
    assert str(carl.id) not in texts_of(last_message_of(staffed.audit))
    left = await rows_of(sim.store, f"SELECT community_id FROM note WHERE member_id = {carl.id}")
    assert left == [(77,)]


async def test_who_manages_the_server_no_more_forgets_nobody(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    asked = answer_of(await staffed.manager.slash(sim.channel, "forget", member=staffed.curator))
    role = sim.guild.roles["managers"]
    sim.env.backend.remove_member_role(sim.guild.id, staffed.manager.id, role.id)
    await sim.env.settle()
    refused = await staffed.manager.click(asked, label="Remove everything")
    assert "is for those who are" in refusal_of(refused)
    assert str(staffed.curator.id) in await _slash(staffed.curator, sim, "history", id="C1")
