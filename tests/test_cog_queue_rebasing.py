"""A proposed edit of an entry that changed meanwhile: approved, edited, or in dispute."""

from __future__ import annotations

from typing import Any

from tests.moderating import (
    STATEMENT,
    Staffed,
    add_claim,
    add_statement,
    edit,
    retire,
    save,
    send_form,
    staff,
)
from tests.queueing import look_at, look_at_the_proposal, shown_in_form
from tests.simulated import (
    Simulation,
    answer_of,
    last_message_of,
    rows_of,
    texts_of,
    walk,
)

BRIDGE = "The Elm Street bridge is safe"
CORRECTED = "The Elm Street bridge is safe for lorries"
ALSO = "The Elm Street bridge is perfectly safe"


async def _propose_edit(staffed: Staffed, id_: str, **values: Any) -> None:
    """An edit that a member proposes; what is not named stays as the form has it."""
    assert "Proposal" in texts_of(await edit(staffed, id_, staffed.sim.alice, **values))


async def _edit(staffed: Staffed, id_: str, **values: Any) -> None:
    assert "Kept" in texts_of(await edit(staffed, id_, **values))


async def _claim_of(sim: Simulation) -> tuple[str, list[str]]:
    """The wording and the phrasings of C1."""
    ((key, wording),) = await rows_of(
        sim.store,
        """SELECT claim_key, wording FROM claim JOIN entry ON entry_key = claim_key
           WHERE community_id <> 0""",
    )
    found = await rows_of(
        sim.store, f"SELECT wording FROM phrasing WHERE claim_key = {key} ORDER BY position"
    )
    return wording, [phrasing for (phrasing,) in found]


async def test_approving_lays_a_proposed_edit_over_what_others_changed_meanwhile(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    await _propose_edit(staffed, "C1", wording=CORRECTED)
    post = last_message_of(staffed.queue)
    await _edit(staffed, "C1", wording=BRIDGE, phrasings="The bridge holds")
    stale = await staffed.reviewer.click(post, label="Approve")
    assert "The record changed since" in texts_of(answer_of(stale))
    item = await look_at(staffed, 2, staffed.reviewer)
    said = texts_of(item)
    assert "The entry changed after this was proposed" in said
    assert f"before “{BRIDGE}”, after “{CORRECTED}”" in said
    assert "The bridge holds" not in said  # it stays as it is
    await staffed.reviewer.click(item, label="Approve")
    assert await _claim_of(sim) == (CORRECTED, ["The bridge holds"])


async def test_edit_and_approve_begins_with_the_entry_as_it_is_and_the_proposed_changes_over_it(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    await _propose_edit(staffed, "C1", wording=BRIDGE, phrasings="Elm Street is fine")
    await _edit(staffed, "C1", wording=CORRECTED, phrasings="The bridge holds")
    item = await look_at(staffed, 2)
    form = await staffed.curator.click(item, label="Edit and approve …")
    texts = shown_in_form(form)
    assert texts["wording"] == CORRECTED
    assert texts["phrasings"] == "Elm Street is fine\nThe bridge holds"
    draft = await send_form(staffed.curator, form, **texts)
    assert BRIDGE + "”" not in texts_of(draft)
    done = answer_of(await save(staffed.curator, draft))
    assert "Kept: C1" in texts_of(done)
    assert await _claim_of(sim) == (CORRECTED, ["Elm Street is fine", "The bridge holds"])
    assert "No. 2: published" in texts_of(last_message_of(staffed.queue))


async def test_where_both_changed_the_same_both_are_shown_and_the_moderator_decides(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    await _propose_edit(staffed, "C1", wording=CORRECTED, phrasings="Elm Street is fine")
    await _edit(staffed, "C1", wording=ALSO, phrasings="")
    item = await look_at(staffed, 2)
    assert "the proposal changes the same (wording)" in texts_of(item)
    assert f"wording: “{CORRECTED}”" in texts_of(item)
    (approve,) = (part for part in _buttons(item) if part["label"] == "Approve")
    assert approve["disabled"]
    asked = answer_of(await staffed.curator.click(item, label="Edit and approve …"))
    said = texts_of(asked)
    for line in (f"Before: “{BRIDGE}”", f"On record now: “{ALSO}”", f"Proposed: “{CORRECTED}”"):
        assert line in said
    for label, wording in (
        ("Begin with the proposal …", CORRECTED),
        ("Begin with the record …", ALSO),
    ):
        form = await staffed.curator.click(asked, label=label)
        assert shown_in_form(form) == {"wording": wording, "phrasings": "Elm Street is fine"}
    draft = await send_form(staffed.curator, form, wording="Both", phrasings="Elm Street is fine")
    assert f"before “{ALSO}”, after “Both”" in texts_of(draft)
    await save(staffed.curator, draft)
    assert await _claim_of(sim) == ("Both", ["Elm Street is fine"])


def _buttons(message: Any) -> list[Any]:
    return [part for part in walk(message.components) if part["type"] == 2]


async def test_what_changes_while_the_form_is_open_is_shown_before_it_is_overwritten(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    await _propose_edit(staffed, "C1", wording=CORRECTED)
    form = await staffed.reviewer.click(
        await look_at(staffed, 2, staffed.reviewer), label="Edit and approve …"
    )
    await _edit(staffed, "C1", wording=BRIDGE, phrasings="The bridge holds")
    sim.clock.pass_by(60)
    refused = await send_form(staffed.reviewer, form, wording=CORRECTED, phrasings="")
    assert "C1 was changed meanwhile (phrasings)" in texts_of(refused)
    assert await _claim_of(sim) == (BRIDGE, ["The bridge holds"])
    again = await staffed.reviewer.click(refused, label="Correct …")
    assert shown_in_form(again) == {"wording": CORRECTED, "phrasings": "The bridge holds"}
    draft = await send_form(staffed.reviewer, again, **shown_in_form(again))
    await save(staffed.reviewer, draft)
    assert await _claim_of(sim) == (CORRECTED, ["The bridge holds"])


async def test_a_statements_date_in_dispute_is_decided_with_all_that_belongs_to_it(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    await add_statement(staffed)
    texts = {"who": "P1\nMayor\nTown of Elm", "words": STATEMENT["words"], "text_kind": ["quote"]}
    await _propose_edit(staffed, "S1", **texts, when="30 Oct 2024")
    await _edit(staffed, "S1", **texts, when="31 Oct 2024", where="Elm")
    item = await look_at_the_proposal(staffed)
    asked = answer_of(await staffed.curator.click(item, label="Edit and approve …"))
    assert "On record now: “31 October 2024" in texts_of(asked)
    assert "Proposed: “30 October 2024" in texts_of(asked)
    form = await staffed.curator.click(asked, label="Begin with the proposal …")
    assert shown_in_form(form)["when"] == "2024-10-30"
    assert shown_in_form(form)["where"] == "Elm"


async def test_a_proposed_edit_of_what_was_merged_or_retired_says_so_and_opens_no_form(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    await add_claim(staffed, "Zebras striped the parliament lawn")
    await _propose_edit(staffed, "C1", wording=CORRECTED)
    await retire(staffed, "C1")
    item = await look_at(staffed, 3)
    assert "C1 is retired" in texts_of(item)
    assert f"wording: “{CORRECTED}”" in texts_of(item)
    pressed = await staffed.curator.click(
        last_message_of(staffed.queue), label="Edit and approve …"
    )
    assert "C1 is retired" in texts_of(answer_of(pressed))


async def test_correcting_an_edit_begins_with_what_others_changed_meanwhile(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    form = await staffed.manager.slash(sim.channel, "edit", id="C1")
    await _edit(staffed, "C1", wording=BRIDGE, phrasings="The bridge holds")
    refused = await send_form(staffed.manager, form, wording=CORRECTED, phrasings="")
    assert "changed meanwhile (phrasings)" in texts_of(refused)
    again = await staffed.manager.click(refused, label="Correct …")
    assert shown_in_form(again) == {"wording": CORRECTED, "phrasings": "The bridge holds"}
