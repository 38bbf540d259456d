"""A proposed edit of an entry that changed meanwhile: approved, edited, or refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.curation.commands import AddPhrasing, AnyCommand, Edit, Merge, Retire
from bot.core.curation.outcomes import Proposed, Stored
from bot.core.curation.overseeing import save_settings
from bot.core.curation.rebasing import BothChanged, Side, load_to_edit
from bot.core.curation.references import collect
from bot.core.curation.reviewing import approve, load_proposal
from bot.core.curation.submitting import submit
from bot.core.errors import Conflict, InvalidRecord, NotAllowed
from bot.core.kept import CurationSettings
from bot.core.models import (
    Claim,
    Statement,
    View,
)
from db.archive import SqliteArchive
from db.connection import Store
from db.keeping import SqliteKeeping
from tests.curating import (
    CURATOR,
    HERE,
    MEMBER,
    OWNER,
    SECOND,
    adding,
    as_operator,
    ask,
    keep,
)

pytestmark = pytest.mark.usefixtures("bridge_on_record")


async def _propose(keeping: SqliteKeeping, claim: Claim, community_id: int = HERE) -> int:
    actor = CURATOR if claim.id.startswith("L") else MEMBER
    command = Edit(collect([claim]), {claim.id: 1})
    outcome = await submit(keeping, ask(actor, community_id), command)
    assert isinstance(outcome, Proposed)
    return outcome.proposal


async def _load(store: Store, id_: str) -> Claim:
    claim = await SqliteArchive(store).load_entry(View(HERE), id_)
    assert isinstance(claim, Claim)
    return claim


async def test_a_proposal_is_approved_over_what_changed_and_only_as_it_was_seen(
    store: Store, keeping: SqliteKeeping
) -> None:
    claim = await _load(store, "C1")
    number = await _propose(keeping, replace(claim, wording="The bridge holds lorries"))
    await keep(keeping, AddPhrasing("C1", "Bridge fine"))
    seen = await load_proposal(keeping, ask(), number)
    assert seen.preview is not None
    assert [each.field for each in seen.preview.differences] == ["wording"]
    assert [note.key for note in seen.preview.notes] == ["noted.changed-since"]
    await keep(keeping, AddPhrasing("C1", "Crossing fine"))
    with pytest.raises(Conflict, match="changed since"):
        await approve(keeping, ask(SECOND), number, seen.preview.digest)
    seen = await load_proposal(keeping, ask(), number)
    assert seen.preview is not None
    stored = await approve(keeping, ask(SECOND), number, seen.preview.digest)
    assert isinstance(stored, Stored)
    now = await _load(store, "C1")
    assert now.wording == "The bridge holds lorries"
    assert now.phrasings == ("Bridge fine", "Crossing fine")


async def test_a_dispute_is_neither_approved_nor_forgotten(
    store: Store, keeping: SqliteKeeping
) -> None:
    claim = await _load(store, "C1")
    number = await _propose(keeping, replace(claim, wording="The bridge holds lorries"))
    unseen = await load_proposal(keeping, ask(), number)
    assert unseen.preview is not None
    recorded = replace(claim, wording="The bridge holds all of us")
    await keep(keeping, Edit(collect([recorded]), {"C1": 1}))
    seen = await load_proposal(keeping, ask(), number)
    assert seen.preview is None
    assert "changes the same (wording)" in str(seen.obstacle)
    with pytest.raises(BothChanged):
        await approve(keeping, ask(SECOND), number, unseen.preview.digest)
    with pytest.raises(BothChanged) as dispute:
        await load_to_edit(keeping, ask(), number)
    assert [each.after for each in dispute.value.differences] == [recorded.wording]
    assert [each.after for each in dispute.value.proposed] == ["The bridge holds lorries"]
    for side, wording in (
        (Side.PROPOSED, "The bridge holds lorries"),
        (Side.RECORDED, recorded.wording),
    ):
        command = await load_to_edit(keeping, ask(), number, side)
        assert isinstance(command, Edit)
        assert command.versions == {"C1": 2}
        assert command.record.claims[0].wording == wording


async def test_the_operator_approves_a_correction_of_the_library_over_a_later_one(
    store: Store, keeping: SqliteKeeping
) -> None:
    claim = await _load(store, "LC1")
    number = await _propose(keeping, replace(claim, wording="A shorter wording"))
    await keep(keeping, AddPhrasing("LC1", "Another phrasing"), as_operator())
    seen = await load_proposal(keeping, as_operator(), number)
    assert seen.preview is not None, str(seen.obstacle)
    await approve(keeping, as_operator(), number, seen.preview.digest)
    now = await _load(store, "LC1")
    assert now.wording == "A shorter wording"
    assert "Another phrasing" in now.phrasings


async def test_an_id_in_small_letters_is_no_change(store: Store, keeping: SqliteKeeping) -> None:
    statement = await _load_statement(store)
    typed = replace(
        statement,
        place="Elm",
        stances=tuple(replace(on, claim=on.claim.lower()) for on in statement.stances),
    )
    outcome = await submit(keeping, ask(MEMBER), Edit(collect([typed]), {"S1": 1}))
    assert isinstance(outcome, Proposed)
    await keep(keeping, Edit(collect([replace(statement, occasion="At noon")]), {"S1": 1}))
    command = await load_to_edit(keeping, ask(), outcome.proposal)
    assert isinstance(command, Edit)
    (laid,) = command.record.statements
    assert laid == replace(statement, place="Elm", occasion="At noon")


async def _load_statement(store: Store) -> Statement:
    statement = await SqliteArchive(store).load_entry(View(HERE), "S1")
    assert isinstance(statement, Statement)
    return statement


@pytest.mark.parametrize(
    ("command", "told"),
    [(Retire("C1"), "C1 is retired"), (Merge("C1", "C2"), "C1 was merged into C2")],
)
async def test_what_was_retired_or_merged_meanwhile_says_so(
    store: Store, keeping: SqliteKeeping, command: AnyCommand, told: str
) -> None:
    claim = await _load(store, "C1")
    number = await _propose(keeping, replace(claim, wording="The bridge holds lorries"))
    await keep(keeping, adding(Claim("~c", "Tulips bloom in April")))
    await keep(keeping, command)
    with pytest.raises(InvalidRecord, match=told):
        await load_to_edit(keeping, ask(), number)
    assert told in str((await load_proposal(keeping, ask(), number)).obstacle)


async def test_its_author_neither_edits_and_approves_a_proposal_nor_opens_it_for_that(
    store: Store, keeping: SqliteKeeping
) -> None:
    claim = replace(await _load(store, "C1"), wording="The bridge holds lorries")
    await save_settings(keeping, ask(OWNER), CurationSettings(reviewed=frozenset({"edit"})))
    command = Edit(collect([claim]), {"C1": 1})
    outcome = await submit(keeping, ask(), command)
    assert isinstance(outcome, Proposed)
    with pytest.raises(NotAllowed, match="else than the author"):
        await load_to_edit(keeping, ask(), outcome.proposal)
    with pytest.raises(NotAllowed, match="else than the author"):
        await submit(keeping, ask(), command, answers=outcome.proposal)
