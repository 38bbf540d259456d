"""Changing the record from Discord: edits, merges, history, undo, and who may."""

from __future__ import annotations

import pytest

from tests.moderating import STATEMENT, add_claim, add_statement, refusal_of, send_form, staff
from tests.simulated import Simulation, answer_of, labels_of, rows_of, texts_of

EDITED = {"wording": "The Elm Street bridge is safe to cross", "phrasings": "The bridge is fine"}


async def test_an_entry_is_edited_in_a_form_filled_with_what_stands(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    shown = await staffed.curator.slash(sim.channel, "edit", id="C1")
    assert "The Elm Street bridge is safe" in str(shown.modal)
    draft = await send_form(staffed.curator, shown, **EDITED)
    assert "before “The Elm Street bridge is safe”" in texts_of(draft)
    done = answer_of(await staffed.curator.click(draft, label="Save"))
    assert "Kept: C1 (R2)" in texts_of(done)


async def test_a_statement_keeps_what_the_form_does_not_change(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    await add_statement(staffed)
    form = await staffed.curator.slash(sim.channel, "edit", id="S1")
    who, words = "P1\nFormer mayor\nTown of Elm", STATEMENT["words"]
    kept = {"who": who, "words": words, "text_kind": ["quote"]}
    refused = texts_of(await send_form(staffed.curator, form, **kept, when="2024-10-2X"))
    assert "Nothing was changed" in refused
    assert "“x” has no place in a date" in refused
    form = await staffed.curator.slash(sim.channel, "edit", id="S1")
    said = texts_of(await send_form(staffed.curator, form, **kept, when="30 Oct 2024"))
    assert "role: before “Mayor”, after “Former mayor”" in said
    assert "30 October 2024" in said
    assert "organisation" not in said
    assert "words" not in said


async def test_the_second_of_two_editors_sees_what_changed_and_decides(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    mine = await staffed.curator.slash(sim.channel, "edit", id="C1")
    theirs = await staffed.manager.slash(sim.channel, "edit", id="C1")
    draft = await send_form(staffed.manager, theirs, wording="The Elm bridge holds")
    await staffed.manager.click(draft, label="Save")
    refused = await send_form(staffed.curator, mine, **EDITED)
    said = texts_of(refused)
    assert "changed meanwhile" in said
    assert "The Elm bridge holds" in said
    again = await staffed.curator.click(refused, label="Correct …")
    draft = await send_form(staffed.curator, again, **EDITED)
    done = answer_of(await staffed.curator.click(draft, label="Save"))
    assert "before “The Elm bridge holds”" in texts_of(done)


async def test_a_change_between_looking_and_saving_is_not_overwritten(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    mine = await staffed.curator.slash(sim.channel, "edit", id="C1")
    waiting = await send_form(staffed.curator, mine, **EDITED)
    theirs = await staffed.manager.slash(sim.channel, "edit", id="C1")
    draft = await send_form(staffed.manager, theirs, wording="The Elm bridge holds")
    await staffed.manager.click(draft, label="Save")
    refused = await staffed.curator.click(waiting, label="Save")
    assert "changed meanwhile" in texts_of(answer_of(refused))


async def test_retiring_asks_and_restoring_brings_back(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    asked = answer_of(
        await staffed.curator.slash(sim.channel, "retire", id="C1", reason="said twice")
    )
    assert "leaves every answer" in texts_of(asked)
    assert "Save" not in labels_of(asked)
    done = answer_of(await staffed.curator.click(asked, label="Confirm"))
    assert "retired" in texts_of(done)
    back = await staffed.curator.slash(sim.channel, "restore", id="C1")
    assert "Kept: C1" in texts_of(answer_of(back))
    told = texts_of(answer_of(await staffed.curator.slash(sim.channel, "history", id="C1")))
    assert "reason: said twice" in told
    assert told.index("R1 · ") < told.index("R2 · ") < told.index("R3 · ")


async def test_merging_shows_what_becomes_of_both_and_asks(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    await add_claim(staffed, "Zebras striped the parliament lawn")
    asked = await staffed.curator.slash(sim.channel, "merge", merged="C2", into="C1")
    assert "C2 becomes C1" in texts_of(answer_of(asked))
    done = answer_of(await staffed.curator.click(answer_of(asked), label="Confirm"))
    assert "Zebras striped" in texts_of(done)
    found = await sim.alice.slash(sim.channel, "claim", id="C2")
    assert "id C1" in texts_of(answer_of(found))


async def test_undo_takes_back_the_last_change_or_the_one_named(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    await add_claim(staffed, "Zebras striped the parliament lawn")
    last = answer_of(await staffed.curator.slash(sim.channel, "undo"))
    assert "R2" in texts_of(last)
    await staffed.curator.click(last, label="Confirm")
    named = answer_of(await staffed.curator.slash(sim.channel, "undo", revision="R1"))
    done = answer_of(await staffed.curator.click(named, label="Confirm"))
    assert "C1" in texts_of(done)
    latest = texts_of(answer_of(await staffed.curator.slash(sim.channel, "history")))
    assert "undoes R1" in latest
    unreadable = await staffed.curator.slash(sim.channel, "undo", revision="yesterday")
    assert "written R12" in texts_of(answer_of(unreadable))


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("edit", {"id": "LC1"}),
        ("retire", {"id": "C1"}),
        ("restore", {"id": "C1"}),
        ("merge", {"merged": "C1", "into": "LC1"}),
        ("undo", {}),
        ("history", {"id": "C1"}),
        ("history", {}),
    ],
)
async def test_a_member_can_do_none_of_it(
    sim: Simulation, command: str, options: dict[str, str]
) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    said = texts_of(answer_of(await sim.alice.slash(sim.channel, command, **options)))
    assert "is for those who are" in said
    assert await rows_of(sim.store, "SELECT COUNT(*) FROM proposal WHERE state = 'open'") == [(0,)]


async def test_a_role_taken_away_before_the_last_press_counts(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    asked = answer_of(await staffed.curator.slash(sim.channel, "retire", id="C1"))
    await staffed.take_role(staffed.curator)
    refused = await staffed.curator.click(asked, label="Confirm")
    assert "is for those who are" in refusal_of(refused)


async def test_of_the_librarys_history_no_names_are_shown(sim: Simulation) -> None:
    staffed = await staff(sim)
    told = texts_of(answer_of(await staffed.curator.slash(sim.channel, "history", id="LC1")))
    assert "the shared library" in told


async def test_typing_suggests_entries_of_every_kind_to_those_who_may_act(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    found = await staffed.curator.autocomplete(sim.channel, "edit", "id", "elm street")
    assert found[0]["value"] == "C1"
    kinds = await staffed.curator.autocomplete(sim.channel, "edit", "id", "pentagon")
    assert {choice["value"][:2] for choice in kinds} >= {"LS"}
