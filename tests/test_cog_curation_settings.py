"""What those who manage a server set, what waits for approval, what lacks, and forgetting."""

from __future__ import annotations

import datetime
from typing import Any

from bot.core.curation.overseeing import load_settings
from db.keeping import SqliteKeeping
from db.members import SqliteMembers
from tests.moderating import add_claim, draft_claim, refusal_of, send_form, staff
from tests.simulated import Simulation, answer_of, last_message_of, rows_of, texts_of

REVISIONS = "SELECT COUNT(*) FROM revision WHERE community_id <> 0"


async def test_settings_are_chosen_in_menus_and_kept(sim: Simulation) -> None:
    staffed = await staff(sim)
    await staffed.set(curator_roles=frozenset(), audit_channel=None, queue_channel=None)
    menus = answer_of(await staffed.manager.slash(sim.channel, "settings"))
    choose = staffed.manager.select
    await choose(menus, [staffed.curating], custom_id="or1r.curators")
    await choose(menus, [staffed.audit], custom_id="or1h.audit")
    await choose(menus, [staffed.queue], custom_id="or1h.queue")
    await choose(menus, ["add", "retire"], custom_id="or1w.reviewed")
    await choose(menus, ["de"], custom_id="or1w.language")
    saved = await choose(menus, ["off"], custom_id="or1w.library")
    assert "Saved" in texts_of(answer_of(saved))
    kept = await load_settings(SqliteKeeping(sim.store), sim.guild.id)
    assert kept.curator_roles == {staffed.curating.id}
    assert (kept.audit_channel, kept.queue_channel) == (staffed.audit.id, staffed.queue.id)
    assert kept.reviewed == {"add", "retire"}
    chosen = await SqliteMembers(sim.store).load_settings(sim.guild.id)
    assert (chosen.language, chosen.shared_library) == ("de", False)
    assert "einstellen" in texts_of(last_message_of(staffed.audit))


async def test_a_menu_is_emptied_again(sim: Simulation) -> None:
    staffed = await staff(sim)
    menus = answer_of(await staffed.manager.slash(sim.channel, "settings"))
    await staffed.manager.select(menus, [], custom_id="or1r.curators")
    await staffed.manager.select(menus, [], custom_id="or1h.audit")
    kept = await load_settings(SqliteKeeping(sim.store), sim.guild.id)
    assert (kept.curator_roles, kept.audit_channel) == (frozenset(), None)


async def test_settings_are_only_for_those_who_manage_the_server_now(sim: Simulation) -> None:
    staffed = await staff(sim)
    menus = answer_of(await staffed.manager.slash(sim.channel, "settings"))
    role = sim.guild.roles["managers"]
    sim.env.backend.remove_member_role(sim.guild.id, staffed.manager.id, role.id)
    await sim.env.settle()
    refused = await staffed.manager.select(menus, [], custom_id="or1r.curators")
    assert "is for those who are owner" in refusal_of(refused)
    kept = await load_settings(SqliteKeeping(sim.store), sim.guild.id)
    assert kept.curator_roles == {staffed.curating.id}
    assert "settings" not in sim.alice.available_commands(sim.channel)


async def _propose(staffed: Any, who: Any, wording: str) -> Any:
    draft = await draft_claim(who, staffed.sim.channel, wording)
    return answer_of(await who.click(draft, label="Save"))


async def test_a_proposal_is_looked_at_in_the_queue_channel_and_approved(sim: Simulation) -> None:
    staffed = await staff(sim)
    await _propose(staffed, sim.alice, "The Elm Street bridge is safe")
    posted = last_message_of(staffed.queue)
    assert "The Elm Street bridge is safe" in texts_of(posted)
    shown = await staffed.reviewer.click(posted, label="Look at 1")
    assert shown.ephemeral
    done = answer_of(await staffed.reviewer.click(answer_of(shown), label="Approve"))
    assert "Kept: C1" in texts_of(done)
    assert "approve to add" in texts_of(last_message_of(staffed.audit))
    told = texts_of(answer_of(await staffed.curator.slash(sim.channel, "history", id="C1")))
    assert str(sim.alice.id) in told
    assert f"approved by account {staffed.reviewer.id}" in told


async def test_the_queue_is_listed_and_a_proposal_declined_with_a_reason(sim: Simulation) -> None:
    staffed = await staff(sim)
    await _propose(staffed, sim.alice, "The Elm Street bridge is safe")
    listed = answer_of(await staffed.curator.slash(sim.channel, "queue"))
    assert "proposals: 1" in texts_of(listed)
    shown = answer_of(await staffed.curator.click(listed, label="Look at 1"))
    form = await staffed.curator.click(shown, label="Decline …")
    done = await send_form(staffed.curator, form, why="no source")
    assert "declined" in texts_of(done)
    assert sim.alice.user.dm_channel.last_message is None  # she did not ask to be told
    assert await rows_of(sim.store, REVISIONS) == [(0,)]
    again = await staffed.curator.click(listed, label="Look at 1")
    assert "declined already" in texts_of(answer_of(again))


async def test_a_proposal_is_withdrawn_by_its_author(sim: Simulation) -> None:
    staffed = await staff(sim)
    proposed = await _propose(staffed, sim.alice, "The Elm Street bridge is safe")
    await sim.alice.click(proposed, label="Withdraw")
    listed = answer_of(await staffed.curator.slash(sim.channel, "queue"))
    assert "proposals: 0" in texts_of(listed)


async def test_under_review_a_curators_change_waits_for_another(sim: Simulation) -> None:
    staffed = await staff(sim)
    await staffed.set(reviewed=frozenset({"add"}))
    proposed = await _propose(staffed, staffed.curator, "The Elm Street bridge is safe")
    assert "waits for someone else's approval" in texts_of(proposed)
    listed = answer_of(await staffed.curator.slash(sim.channel, "queue"))
    shown = answer_of(await staffed.curator.click(listed, label="Look at 1"))
    own = await staffed.curator.click(shown, label="Approve")
    assert "Someone else than the author" in refusal_of(own)
    assert await rows_of(sim.store, REVISIONS) == [(0,)]


async def test_members_see_neither_queue_nor_gaps(sim: Simulation) -> None:
    staffed = await staff(sim)
    await _propose(staffed, sim.alice, "The Elm Street bridge is safe")
    for command in ("queue", "gaps"):
        refused = await sim.alice.slash(sim.channel, command)
        assert "is for those who are" in texts_of(answer_of(refused))
    posted = last_message_of(staffed.queue)
    look = await sim.alice.click(posted, label="Look at 1")
    assert "is for those who are" in texts_of(answer_of(look))


async def test_gaps_name_what_is_lacking(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    said = texts_of(answer_of(await staffed.curator.slash(sim.channel, "gaps")))
    assert "Claims without a statement: 1" in said
    assert "C1" in said


async def test_forget_me_takes_the_account_out_of_the_record_too(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    asked = answer_of(await staffed.curator.slash(sim.channel, "forget-me"))
    done = await staffed.curator.click(asked, label="Remove everything")
    assert "taken out of the record" in texts_of(answer_of(done))
    told = texts_of(answer_of(await staffed.manager.slash(sim.channel, "history", id="C1")))
    assert "a former member" in told
    assert str(staffed.curator.id) not in told


async def test_old_drafts_are_dropped(sim: Simulation) -> None:
    staffed = await staff(sim)
    draft = await draft_claim(staffed.curator, sim.channel)
    assert await sim.cog("Curation").drop_old(datetime.date(2026, 12, 24)) > 0
    gone = await staffed.curator.click(draft, label="Save")
    assert "no " in refusal_of(gone).lower()
    assert await rows_of(sim.store, REVISIONS) == [(0,)]
