"""The shared library, as each community reads it: hidden claims, added statements, gaps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.curation.commands import Add, AddPhrasing, Hide, MarkDead, Retire, Undo
from bot.core.curation.overseeing import load_gaps
from bot.core.curation.submitting import submit
from bot.core.errors import InvalidInput, NotOnRecord
from bot.core.gaps import group_alike
from bot.core.matching import rank
from bot.core.membership import CommunitySettings, Note
from bot.core.models import (
    SHARED,
    Claim,
    DateBasis,
    Source,
    SourceKind,
    Speaker,
    SpeakerKind,
    Stance,
    View,
)
from bot.core.question import parse_question
from bot.core.telling import NoteKind
from db.archive import SqliteArchive
from db.connection import Store
from db.finding import name_of
from db.keeping import SqliteKeeping
from db.members import SqliteMembers
from db.searching import find_candidates
from tests.curating import (
    AT,
    ELSEWHERE,
    HERE,
    adding,
    as_operator,
    ask,
    bridge,
    keep,
    said,
)

WORDS = "Zebrawood planks were smuggled across at midnight."


async def search(store: Store, text: str, community_id: int) -> list[tuple[str, float]]:
    """The claims that a search of a community finds, with their scores."""
    question = parse_question(text)
    view = View(community_id)
    candidates = await store.read(lambda c: find_candidates(c, question, view))
    matches = rank(question, candidates)
    names = await store.read(
        lambda c: [name_of(c, match.claim_key, community_id) for match in matches]
    )
    return [(name, match.score) for name, match in zip(names, matches, strict=True)]


async def add_here(keeping: SqliteKeeping, claim: str = "LC1") -> None:
    """A statement of this community on a claim of the library."""
    command = adding(
        Speaker("~p", "Zelda Zimt", SpeakerKind.PERSON),
        Source("~d", "Wood", SourceKind.NEWS_REPORT),
        said("~s", WORDS, speaker="~p", source="~d", claim=claim, stance=Stance.DISPUTES),
    )
    await keep(keeping, command)


async def test_a_servers_own_statement_on_a_library_claim_is_found_there_typos_and_all(
    store: Store, keeping: SqliteKeeping
) -> None:
    await add_here(keeping)
    assert (await search(store, "zebrawood planks smuggled", HERE))[0][0] == "LC1"
    assert (await search(store, "zebrawod plankz smugled", HERE))[0][0] == "LC1"
    dossier = await SqliteArchive(store).load_dossier(View(HERE), "LC1")
    assert "S1" in {statement.id for statement in dossier.statements}


async def test_it_is_neither_seen_nor_felt_anywhere_else(
    store: Store, keeping: SqliteKeeping
) -> None:
    questions = ("zebrawood planks", "zebra", "north korean troops in kursk", "zelda", "midnight")
    before = [[await search(store, q, c) for q in questions] for c in (ELSEWHERE, SHARED)]
    await add_here(keeping)
    after = [[await search(store, q, c) for q in questions] for c in (ELSEWHERE, SHARED)]
    assert after == before
    elsewhere = await SqliteArchive(store).load_dossier(View(ELSEWHERE), "LC1")
    assert not any(s.id.startswith("S") for s in elsewhere.statements)


async def test_a_library_claim_is_found_no_worse_for_what_was_added_to_it(
    store: Store, keeping: SqliteKeeping
) -> None:
    claim = (await SqliteArchive(store).list_claims(View(SHARED)))[0][0]
    before = (await search(store, claim.wording, HERE))[0]
    await add_here(keeping)
    after = (await search(store, claim.wording, HERE))[0]
    assert after[0] == before[0] == "LC1"
    assert after[1] >= before[1] - 0.02
    names = [name for name, _ in await search(store, claim.wording, HERE)]
    assert len(names) == len(set(names))


async def test_what_was_added_leaves_the_search_when_it_is_undone_or_the_claim_retired(
    store: Store, keeping: SqliteKeeping
) -> None:
    await add_here(keeping)
    await keep(keeping, Undo())
    assert "LC1" not in dict(await search(store, "zebrawood planks smuggled", HERE))
    await keep(keeping, Undo(2))
    assert "LC1" in dict(await search(store, "zebrawood planks smuggled", HERE))
    await keep(keeping, Retire("LC1"), as_operator())
    assert "LC1" not in dict(await search(store, "zebrawood planks smuggled", HERE))


async def test_a_server_hides_a_library_claim_for_itself_and_shows_it_again(
    store: Store, keeping: SqliteKeeping
) -> None:
    claim = (await SqliteArchive(store).list_claims(View(SHARED)))[0][0]
    stored = await keep(keeping, Hide("LC1"))
    assert (stored.audit.action, stored.revision) == ("hide", None)
    assert "LC1" not in [name for name, _ in await search(store, claim.wording, HERE)]
    assert "LC1" in [name for name, _ in await search(store, claim.wording, ELSEWHERE)]
    hidden = await keeping.read(HERE, lambda shelf: shelf.list_hidden())
    assert [kept.entry.id for kept in hidden] == ["LC1"]
    await keep(keeping, Hide("LC1", hidden=False))
    assert "LC1" in [name for name, _ in await search(store, claim.wording, HERE)]


async def test_where_the_library_is_off_no_id_leads_to_it(
    store: Store, keeping: SqliteKeeping
) -> None:
    await SqliteMembers(store).save_settings(HERE, CommunitySettings(shared_library=False))
    for command in (Hide("LC1"), Retire("LS1"), AddPhrasing("LC1", "Anything")):
        with pytest.raises(NotOnRecord):
            await submit(keeping, ask(), command)
    assert await search_shelf(keeping, "north korean troops") == 0


async def search_shelf(keeping: SqliteKeeping, text: str) -> int:
    """How many claims a wording is compared with while adding."""
    question = parse_question(text)
    found = await keeping.read(HERE, lambda shelf: shelf.find_candidates(question))
    return sum(len(community.candidates) for community in found.communities)


async def test_only_a_claim_of_the_library_can_be_hidden(keeping: SqliteKeeping) -> None:
    await keep(keeping, bridge())
    with pytest.raises(InvalidInput, match="retire your own"):
        await submit(keeping, ask(), Hide("C1"))
    with pytest.raises(NotOnRecord):
        await submit(keeping, ask(), Hide("LS1"))


async def test_gaps_say_what_is_lacking_in_the_own_record_only(
    store: Store, keeping: SqliteKeeping
) -> None:
    await keep(keeping, bridge())
    await keep(keeping, adding(Claim("~c", "Tulips bloom in April")))
    await keep(keeping, adding(Source("~d", "Undated", SourceKind.OPINION)))
    await keep(keeping, MarkDead("D1"))
    gaps = await load_gaps(keeping, ask())
    assert [(g.claim.id, g.side, g.statements) for g in gaps.one_sided] == [
        ("C1", Stance.SUPPORTS, 1)
    ]
    assert [c.id for c in gaps.without_statements] == ["C2"]
    assert [s.id for s in gaps.on_one_source] == ["S1"]
    assert [s.id for s in gaps.undated_sources] == ["D2"]
    assert [s.id for s in gaps.not_archived] == ["D1"]
    assert [s.id for s in gaps.dead] == ["D1"]
    assert gaps.second_hand == gaps.dated_by_publication == ()
    assert (await load_gaps(keeping, ask(community_id=ELSEWHERE))).one_sided == ()


async def test_gaps_name_second_hand_statements_and_those_dated_by_their_source(
    keeping: SqliteKeeping,
) -> None:
    record = bridge().record
    statement = record.statements[0]
    citation = replace(statement.citations[0], via="RIA Novosti")
    changed = replace(statement, citations=(citation,), date_basis=DateBasis.PUBLICATION)
    await keep(keeping, Add(replace(record, statements=(changed,))))
    await keep(keeping, Retire("C1"))
    gaps = await load_gaps(keeping, ask())
    assert [s.id for s in gaps.second_hand] == ["S1"]
    assert [s.id for s in gaps.dated_by_publication] == ["S1"]
    assert [s.id for s in gaps.unclaimed] == ["S1"]


async def test_gaps_count_the_questions_that_were_asked_often_and_not_answered(
    store: Store, keeping: SqliteKeeping
) -> None:
    members = SqliteMembers(store)
    for member, text in enumerate(
        ("Is the bridge on Elm Street closed?", "is the brigde on elm street closed", "Tulips?")
    ):
        await members.send_note(HERE, Note(NoteKind.QUESTION, text, member, AT))
    (asked,) = (await load_gaps(keeping, ask())).asked_often
    assert (asked.question, asked.count) == ("Is the bridge on Elm Street closed?", 2)


def test_questions_that_mean_the_opposite_are_not_counted_together() -> None:
    for ours, theirs in (
        ("did north korea send troops", "did south korea send troops"),
        ("russia confirms the report today", "russia denies the report today"),
    ):
        assert len(group_alike([ours, theirs])) == 2
