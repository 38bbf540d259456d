"""Undo: everything can be taken back, exactly, and nothing of anyone's is lost by it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from bot.core.curation.commands import (
    AddPhrasing,
    AddVariant,
    Edit,
    Merge,
    Retire,
    SetStance,
    Split,
    Undo,
)
from bot.core.curation.history import ChangedSince
from bot.core.curation.overseeing import forget, forget_me, list_revisions, load_history
from bot.core.curation.references import collect, list_entries
from bot.core.curation.submitting import submit
from bot.core.errors import Conflict, NotAllowed, NotOnRecord
from bot.core.keeping import Shelf
from bot.core.kept import FORMER_MEMBER
from bot.core.models import (
    SHARED,
    Claim,
    Entry,
    EntryState,
    Source,
    SourceKind,
    Speaker,
    SpeakerKind,
    Stance,
    View,
)
from db.archive import SqliteArchive
from db.connection import Store
from db.exporting import export_record
from db.keeping import SqliteKeeping
from tests.curating import (
    AT,
    CURATOR,
    ELSEWHERE,
    HERE,
    MEMBER,
    OWNER,
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


async def load_all(store: Store, community_id: int = HERE) -> dict[str, Entry]:
    """Everything of a community, whatever its state."""
    record = await store.read(lambda connection: export_record(connection, community_id))
    return {entry.id: entry for entry in list_entries(record)}


async def test_what_was_added_is_retired_by_undo_and_comes_back_by_undoing_that(
    store: Store, keeping: SqliteKeeping
) -> None:
    whole = await load_all(store)
    await keep(keeping, Undo(1))
    assert {entry.state for entry in (await load_all(store)).values()} == {EntryState.RETIRED}
    assert "C1" not in await find(store, "elm street bridge")
    await keep(keeping, Undo(2))
    assert await load_all(store) == whole
    assert "C1" in await find(store, "elm street bridge")


@pytest.mark.parametrize(
    "command",
    [
        Merge("C2", "C1"),
        Merge("P2", "P1"),
        Merge("D2", "D1"),
        Split("C2", "A tunnel would flood", ("S2", "S3"), ("Dig a tunnel",)),
        SetStance("S1", "C2", Stance.CONTEXT),
        Retire("C2"),
    ],
)
async def test_undo_restores_everything_exactly(
    store: Store, keeping: SqliteKeeping, command: Merge | Split | SetStance | Retire
) -> None:
    other = adding(
        Claim("~c", "The town should dig a tunnel", ("Dig a tunnel",)),
        Speaker("~p", "Bob Other", SpeakerKind.PERSON, ("Bobby",)),
        Source("~d", "Tunnel vision", SourceKind.OPINION, publisher="Herald"),
        said("~s", "Dig it.", speaker="~p", source="~d", claim="~c"),
        said("~t", "Never.", speaker="~p", source="~d", claim="~c", stance=Stance.DISPUTES),
    )
    await keep(keeping, other)
    await keep(keeping, SetStance("S2", "C1", Stance.DISPUTES))
    before = await load_all(store)
    stored = await keep(keeping, command)
    assert await load_all(store) != before
    await keep(keeping, Undo(stored.revision))
    after = await load_all(store)
    assert {id_: after[id_] for id_ in before} == before
    assert all(after[id_].state is EntryState.RETIRED for id_ in after.keys() - before.keys())


async def test_undo_is_refused_when_the_same_entry_changed_since_and_says_what(
    store: Store, keeping: SqliteKeeping
) -> None:
    first = await keep(keeping, AddPhrasing("C1", "Is the bridge OK"))
    later = await keep(keeping, AddPhrasing("C1", "Bridge fine"), ask(SECOND))
    with pytest.raises(ChangedSince, match=f"C1 changed since \\(R{later.revision}\\)") as refused:
        await submit(keeping, ask(), Undo(first.revision))
    assert isinstance(refused.value, Conflict)
    assert refused.value.differences[0].after == "Is the bridge OK\nBridge fine"


async def test_changes_of_one_entry_are_undone_one_after_the_other(
    store: Store, keeping: SqliteKeeping
) -> None:
    before = await load_all(store)
    first = await keep(keeping, AddPhrasing("C1", "Is the bridge OK"))
    later = await keep(keeping, AddPhrasing("C1", "Bridge fine"), ask(SECOND))
    await keep(keeping, Undo(later.revision))
    await keep(keeping, Undo())
    assert (await list_revisions(keeping, ask()))[0].act.undoes == first.revision
    assert await load_all(store) == before


async def test_undo_is_refused_when_others_rest_on_what_would_go(keeping: SqliteKeeping) -> None:
    words = said("~s", "It creaks.", speaker="P1", source="D1", claim="C1")
    await keep(keeping, adding(words))
    with pytest.raises(Conflict, match="needed by S2"):
        await submit(keeping, ask(), Undo(1))


async def test_undo_without_a_number_takes_back_the_last_change_and_then_the_one_before(
    store: Store, keeping: SqliteKeeping
) -> None:
    await keep(keeping, AddVariant("P1", "Annie"))
    await keep(keeping, AddPhrasing("C1", "Bridge fine"))
    for expected in (3, 2):
        undone = await keep(keeping, Undo())
        steps = await list_revisions(keeping, ask())
        assert (steps[0].number, steps[0].act.undoes) == (undone.revision, expected)
    claim, speaker = (await load_all(store))["C1"], (await load_all(store))["P1"]
    assert isinstance(claim, Claim)
    assert isinstance(speaker, Speaker)
    assert (claim.phrasings, speaker.variants) == ((), ("A. Example",))


async def test_the_last_change_of_one_community_is_not_that_of_another(
    keeping: SqliteKeeping,
) -> None:
    with pytest.raises(NotOnRecord, match="no change to undo"):
        await submit(keeping, ask(community_id=ELSEWHERE), Undo())
    with pytest.raises(NotOnRecord, match="no revision R1"):
        await submit(keeping, ask(community_id=ELSEWHERE), Undo(1))


async def test_history_says_who_when_why_before_and_after(
    store: Store, keeping: SqliteKeeping
) -> None:
    claim = (await load_all(store))["C1"]
    assert isinstance(claim, Claim)
    better = replace(claim, wording="The bridge on Elm Street is safe")
    await keep(keeping, Edit(collect([better]), {"C1": 1}), ask(SECOND, reason="clearer"))
    await keep(keeping, Undo())
    added, edited, undone = await load_history(keeping, ask(), "C1")
    assert (added.act.author, added.before, added.after) == (CURATOR.author, None, claim)
    assert (edited.act.author, edited.act.reason) == (SECOND.author, "clearer")
    assert (edited.act.made_at, edited.before, edited.after) == (AT, claim, better)
    assert [d.field for d in edited.differences] == ["wording"]
    assert (undone.act.undoes, undone.before, undone.after) == (2, better, claim)


async def test_members_and_other_communities_see_no_history(keeping: SqliteKeeping) -> None:
    with pytest.raises(NotAllowed):
        await load_history(keeping, ask(MEMBER), "C1")
    with pytest.raises(NotOnRecord):
        await load_history(keeping, ask(community_id=ELSEWHERE), "C1")


async def test_nothing_is_ever_deleted(store: Store, keeping: SqliteKeeping) -> None:
    counts = []
    for command in (AddVariant("P1", "Annie"), Retire("S1"), Undo(), Undo()):
        await keep(keeping, command)
        counts.append(
            await store.read(
                lambda c: [
                    c.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                    for table in ("entry", "revision", "revision_entry")
                ]
            )
        )
    assert counts == sorted(counts)


async def test_forgetting_removes_the_person_and_not_the_record(
    store: Store, keeping: SqliteKeeping
) -> None:
    before = await load_all(store)
    await submit(keeping, ask(), adding(Claim("~c", "The Elm Street bridge is safe")))  # a draft
    assert await forget_me(keeping, ask()) > 0
    assert await load_all(store) == before
    (added,) = await load_history(keeping, ask(SECOND), "C1")
    assert added.act.author == FORMER_MEMBER
    assert await store.read(lambda c: list_places_of(c, CURATOR.author)) == []


def list_places_of(connection: sqlite3.Connection, author: str) -> list[str]:
    """The tables in which an author is named, as a whole value or within JSON."""
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict"
    ).fetchall()
    return [
        table
        for (table,) in tables
        for row in connection.execute(f"SELECT * FROM {table}").fetchall()
        for value in row
        if isinstance(value, str)
        and (value == author or value.startswith(f"{author}:") or f'"{author}"' in value)
    ]


async def test_an_owner_forgets_someone_here_and_the_operator_everywhere(
    keeping: SqliteKeeping,
) -> None:
    await keep(keeping, bridge(), ask(community_id=ELSEWHERE))
    await forget(keeping, ask(OWNER), CURATOR.author)
    (here,) = await load_history(keeping, ask(), "C1")
    (elsewhere,) = await load_history(keeping, ask(community_id=ELSEWHERE), "C1")
    assert (here.act.author, elsewhere.act.author) == (FORMER_MEMBER, CURATOR.author)
    with pytest.raises(NotAllowed):
        await forget(keeping, ask(CURATOR), SECOND.author)
    await forget(keeping, as_operator(), CURATOR.author)
    (elsewhere,) = await load_history(keeping, ask(community_id=ELSEWHERE), "C1")
    assert elsewhere.act.author == FORMER_MEMBER


async def test_a_library_merge_takes_every_servers_statements_along_and_back(
    store: Store, keeping: SqliteKeeping
) -> None:
    pair = adding(
        Speaker("~a", "Agnes Twin", SpeakerKind.PERSON),
        Speaker("~b", "Berta Twin", SpeakerKind.PERSON),
    )
    ids = (await keep(keeping, pair, as_operator())).ids
    one, other = (f"L{ids[new]}" for new in ("~a", "~b"))
    hello = adding(said("~s", "Hello.", speaker=one, source="D1", claim="C1"))
    await keep(keeping, bridge(), ask(community_id=ELSEWHERE))
    for community_id in (HERE, ELSEWHERE):
        await keep(keeping, hello, ask(community_id=community_id))
    before = [await load_all(store, community_id) for community_id in (HERE, ELSEWHERE)]
    stored = await keep(keeping, Merge(one, other), as_operator())
    after = [await load_all(store, community_id) for community_id in (HERE, ELSEWHERE)]
    assert all(new["S2"] != old["S2"] for new, old in zip(after, before, strict=True))
    assert not any(id_.startswith("S") for id_ in stored.changed)
    listed = (await list_revisions(keeping, as_operator()))[0]
    assert (listed.ids, listed.count) == (tuple(ids.values()), 2)
    await keep(keeping, Undo(stored.revision), as_operator())
    assert [await load_all(store, community_id) for community_id in (HERE, ELSEWHERE)] == before
    assert await SqliteArchive(store).load_entry(View(SHARED), one)


async def test_a_shelf_reads_earlier_versions(keeping: SqliteKeeping) -> None:
    await keep(keeping, AddPhrasing("C1", "Bridge fine"))

    def look(shelf: Shelf) -> list[object]:
        return [shelf.load_version("C1", version) for version in (0, 1, 2, 3)]

    nothing, first, current, later = await keeping.read(HERE, look)
    assert isinstance(first, Claim)
    assert first.phrasings == ()
    assert [nothing, current, later] == [None, None, None]


async def test_a_change_that_was_undone_already_says_by_which(keeping: SqliteKeeping) -> None:
    first = await keep(keeping, AddPhrasing("C1", "Is the bridge OK"))
    undone = await keep(keeping, Undo(first.revision))
    await keep(keeping, AddPhrasing("C1", "Bridge fine"))
    with pytest.raises(Conflict, match=f"R{first.revision} was undone already") as refused:
        await submit(keeping, ask(), Undo(first.revision))
    assert f"by R{undone.revision}; undo R{undone.revision} to have it back" in str(refused.value)


async def test_a_change_that_was_brought_back_is_not_called_undone(keeping: SqliteKeeping) -> None:
    first = await keep(keeping, AddPhrasing("C1", "Is the bridge OK"))
    undone = await keep(keeping, Undo(first.revision))
    await keep(keeping, Undo(undone.revision))
    later = await keep(keeping, AddPhrasing("C1", "Bridge fine"), ask(SECOND))
    with pytest.raises(ChangedSince, match=f"C1 changed since .*R{later.revision}\\)"):
        await submit(keeping, ask(), Undo(first.revision))


async def test_a_refusal_names_only_some_of_many_entries(keeping: SqliteKeeping) -> None:
    many = [Claim(f"~{n}", f"Lamp number {n} of the harbour is lit") for n in range(12)]
    added = await keep(keeping, adding(*many))
    for claim in added.changed:
        await keep(keeping, AddPhrasing(claim, f"Is {claim} lit"))
    with pytest.raises(ChangedSince, match=r"C2, C3, .*, C11 and 2 more changed since"):
        await submit(keeping, ask(), Undo(added.revision))
