"""Answers that stand in channels follow what is corrected, and say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.core.kept import Act, Change
from bot.core.membership import CommunitySettings
from bot.core.models import Claim
from bot.core.telling import Shown
from db.keeping import SqliteShelf
from db.members import SqliteMembers
from tests.moderating import STATEMENT, Staffed, add_claim, add_statement, edit, retire, staff
from tests.simulated import (
    Simulation,
    answer_of,
    last_message_of,
    rows_of,
    simulate,
    texts_of,
)

CORRECTED: dict[str, Any] = {
    "who": "P1\nFormer mayor\nTown of Elm",
    "words": STATEMENT["words"],
    "when": "30 Oct 2024",
    "text_kind": ["quote"],
}


async def _record_bridge(sim: Simulation) -> Staffed:
    staffed = await staff(sim)
    await add_claim(staffed)
    await add_statement(staffed)
    sim.clock.pass_by(60)
    return staffed


async def _show(sim: Simulation, **options: Any) -> Any:
    return answer_of(await sim.alice.slash(sim.channel, "claim", id="C1", **options))


async def _correct(staffed: Staffed) -> None:
    await edit(staffed, "S1", **CORRECTED)


def _refuse_edits(sim: Simulation, answer: Any) -> None:
    there = f"/channels/{sim.channel.id}/messages/{answer.id}"
    sim.env.inject_error("PATCH", there, status=503, times=None)


def _now(sim: Simulation, answer: Any, channel: Any = None) -> str:
    """What an answer says by now."""
    history = (channel or sim.channel).history()
    return next(texts_of(message) for message in history if message.id == answer.id)


async def test_an_answer_is_edited_when_its_statement_is_corrected_and_says_so(
    sim: Simulation,
) -> None:
    staffed = await _record_bridge(sim)
    answer = await _show(sim)
    assert "late October 2024" in texts_of(answer)
    await _correct(staffed)
    said = _now(sim, answer)
    assert "30 October 2024 · Ann Example, Former mayor" in said
    assert "Updated 22 November 2026: S1 was corrected (R3)" in said
    await retire(staffed, "S1")
    assert "S1 was corrected (R3); S1 was retired (R4)" in _now(sim, answer)
    assert "No statement on this claim is on record" in _now(sim, answer)
    sim.clock.pass_by(60)
    await staffed.curator.slash(sim.channel, "restore", id="S1")
    assert "S1 was restored (R5)" in _now(sim, answer)


async def test_the_asker_goes_on_turning_pages_of_an_updated_answer(sim: Simulation) -> None:
    staffed = await _record_bridge(sim)
    answer = await _show(sim)
    await _correct(staffed)
    pressed = await sim.alice.click(last_message_of(sim.channel), label="Only counter-statements")
    assert not pressed.ephemeral
    assert answer_of(pressed).id == answer.id
    line = "Updated 22 November 2026: S1 was corrected (R3)"
    assert line in texts_of(answer_of(pressed))
    private = await sim.bob.click(last_message_of(sim.channel), label="All statements")
    assert private.ephemeral
    assert "Updated" not in texts_of(answer_of(private))
    sim.clock.pass_by(60)
    back = answer_of(await sim.alice.click(last_message_of(sim.channel), label="All statements"))
    assert line in texts_of(back)
    await retire(staffed, "S1")
    assert "S1 was corrected (R3); S1 was retired (R4)" in _now(sim, answer)
    sim.clock.pass_by(60)
    assert (await sim.bob.click(last_message_of(sim.channel), label="Sources")).ephemeral


async def test_a_page_turned_before_the_update_was_made_is_updated_all_the_same(
    sim: Simulation,
) -> None:
    staffed = await _record_bridge(sim)
    answer = await _show(sim)
    _refuse_edits(sim, answer)
    await _correct(staffed)
    assert "Updated" not in _now(sim, answer)
    turned = await sim.alice.click(last_message_of(sim.channel), label="Only counter-statements")
    assert "Updated" not in texts_of(answer_of(turned))
    sim.env.backend.faults.clear()
    await sim.tell_all()
    said = _now(sim, answer)
    assert "S1 was corrected (R3)" in said
    assert "Shown below: only counter-statements" in said


async def test_a_line_of_updates_outlives_a_restart_and_the_time_for_which_answers_are_updated(
    sim: Simulation,
) -> None:
    staffed = await _record_bridge(sim)
    answer = await _show(sim)
    await _correct(staffed)
    sim.clock.time += timedelta(days=9)
    await sim.tell_all()
    assert await rows_of(sim.store, "SELECT count(*) FROM shown_answer") == [(0,)]
    await sim.restart()
    for label in ("Only counter-statements", "All statements"):
        await sim.alice.click(last_message_of(sim.channel), label=label)
        assert "Updated 22 November 2026: S1 was corrected (R3)" in _now(sim, answer)
        sim.clock.pass_by(60)


async def test_speaker_source_timeline_and_statement_pages_are_updated_too(sim: Simulation) -> None:
    staffed = await _record_bridge(sim)
    shown = []
    for command, options in (
        ("speaker", {"name": "Ann Example"}),
        ("sources", {"claim": "C1"}),
        ("timeline", {"claim": "C1"}),
        ("ask", {"question": "S1"}),
    ):
        sim.clock.pass_by(60)
        shown.append(answer_of(await sim.alice.slash(sim.channel, command, **options)))
    await edit(staffed, "P1", speaker="Anna Example", speaker_kind=["person"])
    for answer in shown:
        assert "P1 was corrected (R3)" in _now(sim, answer)
    assert "Anna Example" in _now(sim, shown[0])
    await retire(staffed, "S1")
    assert all("S1 was retired (R4)" in _now(sim, answer) for answer in shown)


async def test_a_merged_claims_answer_shows_what_it_lives_on_in(sim: Simulation) -> None:
    staffed = await _record_bridge(sim)
    answer = await _show(sim)
    await add_claim(staffed, "Zebras striped the parliament lawn")
    sim.clock.pass_by(60)
    asked = answer_of(await staffed.curator.slash(sim.channel, "merge", merged="C1", into="C2"))
    await staffed.curator.click(asked, label="Confirm")
    said = _now(sim, answer)
    assert "Zebras striped the parliament lawn" in said
    assert "C1 was merged into another entry" in said
    await edit(staffed, "C2", wording="Zebras striped the lawn")
    assert "C2 was corrected" in _now(sim, answer)


async def test_what_is_new_corrects_nothing(sim: Simulation) -> None:
    staffed = await _record_bridge(sim)
    answer = await _show(sim)
    words = "No, cracks were found in both pillars."
    await add_statement(staffed, words=words, when="1 Nov 2024")
    assert "Updated" not in _now(sim, answer)
    assert "cracks" not in _now(sim, answer)


async def test_an_answer_older_than_the_setting_stays_as_it_was(sim: Simulation) -> None:
    staffed = await _record_bridge(sim)
    answer = await _show(sim)
    sim.clock.time += timedelta(days=6, hours=20)
    await sim.tell_all()  # this day's tidying, for which it is not old enough
    sim.clock.time += timedelta(hours=5)
    await _correct(staffed)
    assert "Updated" not in _now(sim, answer)
    sim.clock.time += timedelta(days=1)
    await sim.tell_all()
    assert await rows_of(sim.store, "SELECT count(*) FROM shown_answer") == [(0,)]


async def test_with_the_setting_off_nothing_is_edited_nor_kept(
    tmp_path: Path, library_database: Path
) -> None:
    path = tmp_path / "record.db"
    async with simulate(path, library_database, update_answers_days=0) as sim:
        staffed = await _record_bridge(sim)
        answer = await _show(sim)
        await _correct(staffed)
        assert "Updated" not in _now(sim, answer)
        assert await rows_of(sim.store, "SELECT count(*) FROM shown_answer") == [(0,)]


async def test_the_librarys_corrections_reach_all_servers_that_read_it_a_servers_only_its_own(
    sim: Simulation,
) -> None:
    staffed = await _record_bridge(sim)
    room, zoe = sim.elsewhere()
    here = answer_of(await sim.alice.slash(sim.channel, "claim", id="LC1"))
    there = answer_of(await zoe.slash(room, "claim", id="LC1"))
    await _correct(staffed)
    assert "Updated" not in _now(sim, here) + _now(sim, there, room)
    await sim.store.write(_correct_in_library)
    await sim.tell_all()
    for said in (_now(sim, here), _now(sim, there, room)):
        assert "Updated 22 November 2026: LC1 was corrected" in said
        assert "(R" not in said


def _correct_in_library(connection: Any) -> None:
    """As the operator does in the terminal: another process."""
    shelf = SqliteShelf(connection, 0)
    kept = shelf.find("LC1")
    assert isinstance(kept.entry, Claim)
    claim = replace(kept.entry, wording="North Korean troops fight in Kursk")
    act = Act("operator", "2026-11-22T12:00:00+00:00", "edit")
    shelf.write(0, act, [Change(claim, kept)])


async def test_a_restart_between_correction_and_edit_loses_nothing(sim: Simulation) -> None:
    staffed = await _record_bridge(sim)
    answer = await _show(sim)
    _refuse_edits(sim, answer)
    await _correct(staffed)
    assert "Updated" not in _now(sim, answer)
    sim.env.backend.faults.clear()
    await sim.restart()
    await sim.tell_all()
    assert "S1 was corrected (R3)" in _now(sim, answer)
    assert await rows_of(sim.store, "SELECT is_shown FROM answer_update") == [(1,)]


async def test_what_was_corrected_while_the_answer_was_on_its_way_is_seen_afterwards(
    sim: Simulation,
) -> None:
    staffed = await _record_bridge(sim)
    members = SqliteMembers(sim.store)
    _, revision = await members.begin_reading(sim.guild.id)
    answer = await _show(sim)
    ((place, shown_at),) = await rows_of(sim.store, "SELECT place, shown_at FROM shown_answer")
    await members.drop_shown(answer.id)
    await _correct(staffed)
    assert "Updated" not in _now(sim, answer)
    # It was read before the correction and is kept only after that was spread.
    here = (answer.id, sim.channel.id, sim.guild.id)
    await members.keep_shown(Shown(*here, place, shown_at, None, "C1", revision))
    await sim.tell_all()
    assert "S1 was corrected (R3)" in _now(sim, answer)


async def test_what_is_corrected_while_an_answer_is_being_edited_is_not_taken_for_shown(
    sim: Simulation,
) -> None:
    staffed = await _record_bridge(sim)
    answer = await _show(sim)
    _refuse_edits(sim, answer)
    await _correct(staffed)
    members = SqliteMembers(sim.store)
    found = await members.find_outdated(0)
    assert found is not None
    await retire(staffed, "S1")
    sim.env.backend.faults.clear()
    await members.set_updated(answer.id, found[2])  # the first edit is through only now
    await sim.tell_all()
    assert "S1 was corrected (R3); S1 was retired (R4)" in _now(sim, answer)


async def test_a_servers_statement_on_a_claim_of_the_library_concerns_no_other_server(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    room, zoe = sim.elsewhere()
    await add_statement(staffed, "LC1")
    here = answer_of(await sim.alice.slash(sim.channel, "claim", id="LC1"))
    there = answer_of(await zoe.slash(room, "claim", id="LC1"))
    await retire(staffed, "S1")
    assert "S1 was retired" in _now(sim, here)
    assert "Updated" not in _now(sim, there, room)


@pytest.mark.parametrize("status", [403, 404])
async def test_an_answer_that_cannot_be_edited_any_more_is_given_up(
    sim: Simulation, status: int
) -> None:
    staffed = await _record_bridge(sim)
    answer = await _show(sim)
    sim.env.inject_error("PATCH", f"/channels/{sim.channel.id}/messages/{answer.id}", status=status)
    await _correct(staffed)
    assert await rows_of(sim.store, "SELECT count(*) FROM shown_answer") == [(0,)]
    assert await rows_of(sim.store, "SELECT count(*) FROM answer_update") == [(0,)]


async def test_without_the_history_of_the_channel_the_answer_is_updated_all_the_same(
    sim: Simulation,
) -> None:
    staffed = await _record_bridge(sim)
    answer = await _show(sim)
    sim.env.inject_error("GET", f"/channels/{sim.channel.id}/messages/{answer.id}", status=403)
    await _correct(staffed)
    assert "S1 was corrected (R3)" in _now(sim, answer)


async def test_the_answer_to_a_mention_is_updated_and_still_follows_its_question(
    sim: Simulation,
) -> None:
    staffed = await _record_bridge(sim)
    assert sim.env.bot.user is not None
    asked = await sim.alice.send(
        sim.channel, f"<@{sim.env.bot.user.id}> is the Elm Street bridge safe"
    )
    answer = sim.channel.last_message
    assert isinstance(answer, discord.Message)
    await _correct(staffed)
    assert "S1 was corrected (R3)" in _now(sim, answer)
    await sim.alice.delete(asked)
    assert not any(message.id == answer.id for message in sim.channel.history())


async def test_in_german_the_update_is_said_in_german(sim: Simulation) -> None:
    staffed = await _record_bridge(sim)
    chosen = CommunitySettings(language="de")
    await SqliteMembers(sim.store).save_settings(sim.guild.id, chosen)
    answer = await _show(sim)
    await _correct(staffed)
    line = "Aktualisiert am 22. November 2026: S1 wurde berichtigt (R3)"
    assert line in _now(sim, answer).replace("\\", "")
    await sim.alice.click(last_message_of(sim.channel), label="Nur Gegenaussagen")
    assert line in _now(sim, answer).replace("\\", "")
