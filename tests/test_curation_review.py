"""Review: a second pair of eyes publishes exactly what it saw."""

from __future__ import annotations

import asyncio
import datetime
from dataclasses import replace

import pytest

from bot.core.curation.commands import AddPhrasing, AnyCommand, Edit, Merge, Undo
from bot.core.curation.drafting import confirm
from bot.core.curation.outcomes import Asks, Declined, Outcome, Proposed, Stored
from bot.core.curation.overseeing import (
    THE_LIBRARY,
    drop_old,
    load_history,
    load_settings,
    save_settings,
)
from bot.core.curation.permissions import Actor, Role
from bot.core.curation.references import collect
from bot.core.curation.reviewing import (
    Proposal,
    approve,
    decline,
    list_proposals,
    load_proposal,
    withdraw,
)
from bot.core.curation.submitting import MOST_WAITING, submit
from bot.core.errors import Conflict, InvalidInput, InvalidRecord, NotAllowed, NotOnRecord
from bot.core.kept import CurationSettings
from bot.core.models import SHARED, Claim, View
from db.archive import SqliteArchive
from db.connection import Store
from db.keeping import SqliteKeeping
from tests.curating import (
    CURATOR,
    ELSEWHERE,
    HERE,
    MEMBER,
    OWNER,
    REVIEWER,
    SECOND,
    adding,
    as_operator,
    ask,
    bridge,
    find,
    keep,
    said,
)

pytestmark = pytest.mark.usefixtures("bridge_on_record")


async def propose(
    keeping: SqliteKeeping, command: AnyCommand, actor: Actor = MEMBER, community_id: int = HERE
) -> int:
    """The number of the proposal that a command became."""
    outcome = await submit(keeping, ask(actor, community_id, reason="I saw it"), command)
    assert isinstance(outcome, Proposed)
    return outcome.proposal


async def see(
    keeping: SqliteKeeping, number: int, community_id: int = HERE
) -> tuple[Proposal, str]:
    """A proposal and the digest of what it shows."""
    actor = Actor("operator", Role.OPERATOR) if community_id == SHARED else CURATOR
    proposal = await load_proposal(keeping, ask(actor, community_id), number)
    assert proposal.preview is not None
    return proposal, proposal.preview.digest


async def load_claim(store: Store, id_: str = "C1", community_id: int = HERE) -> Claim:
    claim = await SqliteArchive(store).load_entry(View(community_id), id_)
    assert isinstance(claim, Claim)
    return claim


async def test_a_members_suggestion_is_no_record_until_it_is_approved(
    store: Store, keeping: SqliteKeeping
) -> None:
    number = await propose(keeping, AddPhrasing("C1", "Bridge fine"))
    assert (await load_claim(store)).phrasings == ()
    proposal, digest = await see(keeping, number)
    assert (proposal.author, proposal.reason) == (MEMBER.author, "I saw it")
    assert proposal.preview is not None
    assert [d.after for d in proposal.preview.differences] == ["Bridge fine"]
    stored = await approve(keeping, ask(REVIEWER), number, digest)
    assert isinstance(stored, Stored)
    assert (stored.audit.author, stored.audit.proposal) == (REVIEWER.author, number)
    assert (await load_claim(store)).phrasings == ("Bridge fine",)
    act = (await load_history(keeping, ask(), "C1"))[-1].act
    assert (act.author, act.approved_by, act.reason) == (
        MEMBER.author, REVIEWER.author, "I saw it",
    )  # fmt: skip
    assert await list_proposals(keeping, ask()) == ()


async def test_changes_under_review_need_another_moderator(
    store: Store, keeping: SqliteKeeping
) -> None:
    await save_settings(keeping, ask(OWNER), CurationSettings(reviewed=frozenset({"add"})))
    assert (await load_settings(keeping, HERE)).reviewed == {"add"}
    number = await propose(keeping, AddPhrasing("C1", "Bridge fine"), CURATOR)
    _, digest = await see(keeping, number)
    with pytest.raises(NotAllowed, match="else than the author"):
        await approve(keeping, ask(CURATOR), number, digest)
    await approve(keeping, ask(SECOND), number, digest)
    assert (await load_claim(store)).phrasings == ("Bridge fine",)
    claim = replace(await load_claim(store), wording="The bridge on Elm Street holds")
    await keep(keeping, Edit(collect([claim]), {"C1": 2}))  # edits are not under review


async def test_review_settings_are_each_communitys_own(keeping: SqliteKeeping) -> None:
    await save_settings(keeping, ask(OWNER), CurationSettings(reviewed=frozenset({"add"})))
    await keep(keeping, bridge(), ask(community_id=ELSEWHERE))
    with pytest.raises(InvalidInput, match="cannot be put under review"):
        await save_settings(keeping, ask(OWNER), CurationSettings(reviewed=frozenset({"set"})))


async def test_what_would_do_something_else_by_now_is_not_published_unseen(
    store: Store, keeping: SqliteKeeping
) -> None:
    number = await propose(keeping, AddPhrasing("C1", "Bridge fine"))
    _, digest = await see(keeping, number)
    await keep(keeping, AddPhrasing("C1", "Crossing fine"))
    with pytest.raises(Conflict, match="changed since"):
        await approve(keeping, ask(SECOND), number, digest)
    _, digest = await see(keeping, number)
    await approve(keeping, ask(SECOND), number, digest)
    assert (await load_claim(store)).phrasings == ("Crossing fine", "Bridge fine")


async def test_a_proposal_that_cannot_be_done_any_more_says_why(keeping: SqliteKeeping) -> None:
    number = await propose(keeping, AddPhrasing("C1", "Bridge fine"))
    await keep(keeping, AddPhrasing("C1", "bridge FINE"))
    proposal = await load_proposal(keeping, ask(), number)
    assert proposal.preview is None
    assert "already" in str(proposal.obstacle)


async def test_a_proposal_is_decided_once(keeping: SqliteKeeping) -> None:
    number = await propose(keeping, AddPhrasing("C1", "Bridge fine"))
    _, digest = await see(keeping, number)
    decisions = await asyncio.gather(
        approve(keeping, ask(CURATOR), number, digest),
        approve(keeping, ask(SECOND), number, digest),
        decline(keeping, ask(REVIEWER, reason="no source"), number),
        return_exceptions=True,
    )
    assert sum(isinstance(each, Stored | Declined) for each in decisions) == 1
    assert sum(isinstance(each, Conflict) for each in decisions) == 2


async def test_a_proposal_is_declined_with_a_reason_for_its_author(keeping: SqliteKeeping) -> None:
    number = await propose(keeping, AddPhrasing("C1", "Bridge fine"))
    with pytest.raises(InvalidInput, match="reason"):
        await decline(keeping, ask(), number)
    declined = await decline(keeping, ask(reason="A phrasing needs a verb."), number)
    assert isinstance(declined, Declined)
    assert (declined.author, declined.reason) == (MEMBER.author, "A phrasing needs a verb.")


async def test_a_suggestion_can_be_edited_and_accepted(
    store: Store, keeping: SqliteKeeping
) -> None:
    number = await propose(keeping, AddPhrasing("C1", "bridge fine lol"))
    outcome = await submit(keeping, ask(), AddPhrasing("C1", "Bridge fine"), answers=number)
    assert isinstance(outcome, Stored)
    assert (await load_claim(store)).phrasings == ("Bridge fine",)
    with pytest.raises(Conflict, match="published already"):
        await decline(keeping, ask(reason="late"), number)


async def test_its_author_alone_withdraws_a_proposal(keeping: SqliteKeeping) -> None:
    number = await propose(keeping, AddPhrasing("C1", "Bridge fine"))
    with pytest.raises(NotAllowed):
        await withdraw(keeping, ask(CURATOR), number, owner=HERE)
    assert isinstance(await withdraw(keeping, ask(MEMBER), number, owner=HERE), Declined)
    assert await list_proposals(keeping, ask()) == ()


async def test_a_proposal_is_not_there_for_another_community(keeping: SqliteKeeping) -> None:
    number = await propose(keeping, AddPhrasing("C1", "Bridge fine"))
    there = ask(CURATOR, ELSEWHERE, reason="x")
    for call in (
        load_proposal(keeping, there, number),
        approve(keeping, there, number, "x"),
        decline(keeping, there, number),
    ):
        with pytest.raises(NotOnRecord):
            await call
    with pytest.raises(NotAllowed):
        await withdraw(keeping, ask(MEMBER, ELSEWHERE), number, owner=HERE)
    with pytest.raises(NotAllowed):
        await confirm(keeping, ask(MEMBER, ELSEWHERE), number, [], owner=HERE)


async def test_a_correction_of_the_library_is_proposed_by_a_server_and_published_by_the_operator(
    store: Store, keeping: SqliteKeeping
) -> None:
    number = await propose(keeping, AddPhrasing("LC1", "Something shorter"), CURATOR)
    assert await list_proposals(keeping, ask()) == ()
    proposal, digest = await see(keeping, number, SHARED)
    assert proposal.from_community == HERE
    outcome: Outcome = await approve(keeping, as_operator(), number, digest)
    assert isinstance(outcome, Stored)
    assert outcome.audit.community_id == SHARED
    assert "Something shorter" in (await load_claim(store, "LC1", ELSEWHERE)).phrasings
    for community_id, author in ((SHARED, CURATOR.author), (ELSEWHERE, THE_LIBRARY)):
        request = as_operator() if community_id == SHARED else ask(community_id=community_id)
        steps = await load_history(keeping, request, "LC1")
        assert steps[-1].act.author == author
    with pytest.raises(NotAllowed):
        await submit(keeping, ask(MEMBER), AddPhrasing("LC1", "By a member"))


async def test_what_a_server_proposes_to_the_library_cannot_rest_on_its_own_entries(
    keeping: SqliteKeeping,
) -> None:
    statement = said("~s", "It is safe.", speaker="P1", source="D1", claim="LC1")
    with pytest.raises(InvalidRecord, match="cannot refer to"):
        await submit(keeping, ask(), adding(statement, to_library=True))


async def test_an_undo_under_review_undoes_what_was_the_last_change_when_proposed(
    store: Store, keeping: SqliteKeeping
) -> None:
    await keep(keeping, AddPhrasing("C1", "Bridge fine"))
    await save_settings(keeping, ask(OWNER), CurationSettings(reviewed=frozenset({"undo"})))
    asked = await submit(keeping, ask(), Undo())
    assert isinstance(asked, Asks)
    marks = [question.mark for question in asked.questions]
    proposed = await confirm(keeping, ask(), asked.draft, marks, owner=HERE)
    assert isinstance(proposed, Proposed)
    await keep(keeping, adding(Claim("~c", "Tulips bloom in April")))
    _, digest = await see(keeping, proposed.proposal)
    await approve(keeping, ask(SECOND), proposed.proposal, digest)
    assert (await load_claim(store)).phrasings == ()
    assert await find(store, "tulips bloom in april") == ["C2"]


async def test_old_drafts_are_dropped_and_their_numbers_not_given_again(
    keeping: SqliteKeeping,
) -> None:
    command = adding(Claim("~claim", "Elm Street's bridge is safe"))
    first = await submit(keeping, ask(), command)
    assert isinstance(first, Asks)
    assert await drop_old(keeping, datetime.date(2026, 12, 24)) >= 1
    second = await submit(keeping, ask(), command)
    assert isinstance(second, Asks)
    assert second.draft > first.draft
    with pytest.raises(NotOnRecord):
        await confirm(keeping, ask(), first.draft, [], owner=HERE)


async def test_a_member_has_only_so_many_suggestions_waiting(keeping: SqliteKeeping) -> None:
    for number in range(MOST_WAITING):
        await propose(keeping, AddPhrasing("C1", f"Phrasing number {number}"))
    with pytest.raises(NotAllowed, match="wait already"):
        await propose(keeping, AddPhrasing("C1", "One more"))
    await propose(keeping, AddPhrasing("C1", "A reviewer's"), REVIEWER)


async def test_what_is_confirmed_is_what_was_seen(keeping: SqliteKeeping) -> None:
    await keep(keeping, adding(Claim("~c", "Tulips bloom in April")))
    asked = await submit(keeping, ask(), Merge("C2", "C1"))
    assert isinstance(asked, Asks)
    await keep(keeping, AddPhrasing("C2", "Tulips in spring"))
    marks = [question.mark for question in asked.questions]
    again = await confirm(keeping, ask(), asked.draft, marks, owner=HERE)
    assert isinstance(again, Asks)
    assert again.draft == asked.draft
    shown = {difference.after for difference in again.questions[0].differences}
    assert "Tulips bloom in April\nTulips in spring" in shown
