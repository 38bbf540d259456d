"""Changing the record: nothing is overwritten in silence, and what is merged lives on."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.core.curation.commands import (
    AnyCommand,
    Edit,
    Merge,
    MoveStatement,
    Restore,
    Retire,
    SetStance,
    Split,
    Undo,
)
from bot.core.curation.outcomes import Asks, QuestionKind, Stored
from bot.core.curation.references import collect
from bot.core.curation.settling import Overtaken
from bot.core.curation.submitting import submit
from bot.core.errors import InvalidInput, InvalidRecord, OnRecordError
from bot.core.models import (
    Claim,
    Entry,
    EntryState,
    Source,
    SourceKind,
    Speaker,
    SpeakerKind,
    Stance,
    StanceOn,
    Statement,
    View,
)
from db.archive import SqliteArchive
from db.connection import Store
from db.keeping import SqliteKeeping
from tests.curating import (
    HERE,
    SECOND,
    adding,
    ask,
    find,
    keep,
    said,
)

pytestmark = pytest.mark.usefixtures("bridge_on_record")


async def load(store: Store, id_: str) -> Entry:
    return await SqliteArchive(store).load_entry(View(HERE), id_)


async def load_statement(store: Store, id_: str) -> Statement:
    entry = await load(store, id_)
    assert isinstance(entry, Statement)
    return entry


def edit(entry: Entry, version: int = 1) -> Edit:
    return Edit(collect([entry]), {entry.id: version})


async def test_any_field_can_be_edited(store: Store, keeping: SqliteKeeping) -> None:
    statement = await load_statement(store, "S1")
    changed = replace(statement, place="Town hall", said_on="2024-10-29", role="Mayor")
    stored = await keep(keeping, edit(changed))
    assert await load(store, "S1") == changed
    assert {d.field: (d.before, d.after) for d in stored.differences} == {
        "role": ("", "Mayor"),
        "said_on": ("2024-10", "2024-10-29"),
        "place": ("", "Town hall"),
    }


async def test_an_edit_can_bring_a_new_source(store: Store, keeping: SqliteKeeping) -> None:
    statement = await load_statement(store, "S1")
    source = Source("~new", "The transcript", SourceKind.OFFICIAL_TRANSCRIPT)
    citation = replace(statement.citations[0], source="~new")
    changed = replace(statement, citations=(citation,))
    stored = await keep(keeping, Edit(collect([source, changed]), {"S1": 1}))
    assert stored.ids == {"~new": "D2"}
    assert (await load_statement(store, "S1")).citations[0].source == "D2"


async def test_the_second_of_two_editors_sees_what_changed_and_overwrites_nothing(
    store: Store, keeping: SqliteKeeping
) -> None:
    read = await load_statement(store, "S1")
    await keep(keeping, edit(replace(read, place="Town hall")), ask(SECOND))
    with pytest.raises(Overtaken, match="S1 was changed meanwhile \\(place\\)") as refused:
        await submit(keeping, ask(), edit(replace(read, role="Mayor")))
    (difference,) = refused.value.differences
    assert (difference.before, difference.after) == ("", "Town hall")
    assert (await load_statement(store, "S1")).role is None


async def test_of_many_edits_at_once_exactly_one_is_stored(
    store: Store, keeping: SqliteKeeping
) -> None:
    read = await load_statement(store, "S1")
    edits = [submit(keeping, ask(), edit(replace(read, place=f"Room {n}"))) for n in range(20)]
    results = await asyncio.gather(*edits, return_exceptions=True)
    stored = [n for n, result in enumerate(results) if isinstance(result, Stored)]
    assert len(stored) == 1
    assert sum(isinstance(result, Overtaken) for result in results) == 19
    assert (await load_statement(store, "S1")).place == f"Room {stored[0]}"


async def test_an_edit_cannot_change_what_no_form_shows(
    store: Store, keeping: SqliteKeeping
) -> None:
    claim = await load(store, "C1")
    sneaky = replace(claim, state=EntryState.RETIRED, external_id="x")
    with pytest.raises(InvalidInput, match="Nothing would change"):
        await submit(keeping, ask(), edit(sneaky))


async def test_a_statement_moves_to_another_claim_and_bears_on_a_second(
    store: Store, keeping: SqliteKeeping
) -> None:
    await keep(keeping, adding(Claim("~c", "Elm Street needs a tunnel")))
    await keep(keeping, MoveStatement("S1", "C1", "C2", Stance.DISPUTES))
    assert (await load_statement(store, "S1")).stances == (StanceOn("C2", Stance.DISPUTES),)
    await keep(keeping, SetStance("S1", "C1", Stance.CONTEXT))
    assert {on.claim: on.stance for on in (await load_statement(store, "S1")).stances} == {
        "C2": Stance.DISPUTES,
        "C1": Stance.CONTEXT,
    }
    await keep(keeping, SetStance("S1", "C1", None))
    with pytest.raises(InvalidRecord, match="at least one claim"):
        await submit(keeping, ask(), SetStance("S1", "C2", None))


@pytest.mark.parametrize(
    "command",
    [Retire("S1"), Merge("C2", "C1"), Split("C1", "It is new", ("S1",)), Undo(1)],
)
async def test_a_step_that_takes_something_out_of_sight_shows_it_and_asks(
    keeping: SqliteKeeping, command: AnyCommand
) -> None:
    await keep(keeping, adding(Claim("~c", "Tulips bloom in April")))
    asked = await submit(keeping, ask(), command)
    assert isinstance(asked, Asks)
    assert [q.kind for q in asked.questions] == [QuestionKind.CONFIRM]
    assert asked.differences


async def test_merged_claims_answer_under_both_ids_with_all_that_was_theirs(
    store: Store, keeping: SqliteKeeping
) -> None:
    other = Claim("~c", "The river crossing will not collapse", ("Crossing holds",))
    statement = said("~s", "It holds.", speaker="P1", source="D1", claim="~c")
    await keep(keeping, adding(other, statement))
    await keep(keeping, Merge("C2", "C1"))
    merged = await load(store, "C2")
    assert isinstance(merged, Claim)
    assert merged.id == "C1"
    assert merged.phrasings == ("The river crossing will not collapse", "Crossing holds")
    dossier = await SqliteArchive(store).load_dossier(View(HERE), "C2")
    assert [s.id for s in dossier.statements] == ["S1", "S2"]
    assert (await find(store, "will the river crossing collapse"))[:1] == ["C1"]


async def test_a_statement_on_both_merged_claims_asks_when_its_stances_differ(
    store: Store, keeping: SqliteKeeping
) -> None:
    await keep(keeping, adding(Claim("~c", "Tulips bloom in April")))
    await keep(keeping, SetStance("S1", "C2", Stance.DISPUTES))
    asked = await submit(keeping, ask(), Merge("C2", "C1"))
    assert isinstance(asked, Asks)
    assert QuestionKind.STANCES_DIFFER in {q.kind for q in asked.questions}
    await keep(keeping, Merge("C2", "C1"))
    assert (await load_statement(store, "S1")).stances == (StanceOn("C1", Stance.SUPPORTS),)


async def test_merged_speakers_and_sources_carry_names_and_citations_over(
    store: Store, keeping: SqliteKeeping
) -> None:
    extra = adding(
        Speaker("~p", "Annabel Example", SpeakerKind.PERSON, ("Bel",)),
        Source("~d", "Copy", SourceKind.NEWS_REPORT, archive_url="https://archive.example/1"),
        said("~s", "We test it daily.", speaker="~p", source="~d", claim="C1"),
    )
    await keep(keeping, extra)
    await keep(keeping, Merge("P2", "P1"))
    await keep(keeping, Merge("D2", "D1"))
    speaker, source = await load(store, "P2"), await load(store, "D2")
    assert isinstance(speaker, Speaker)
    assert isinstance(source, Source)
    assert speaker.variants == ("A. Example", "Annabel Example", "Bel")
    assert (source.id, source.archive_url) == ("D1", "https://archive.example/1")
    statement = await load_statement(store, "S2")
    assert (statement.speaker, statement.citations[0].source) == ("P1", "D1")


@pytest.mark.parametrize(
    ("merged", "into", "sentence"),
    [
        ("C1", "P1", "No claim “P1”"),
        ("C1", "C1", "into itself"),
        ("S1", "S1", "into itself"),
        ("C1", "LC1", "not in the same record"),
    ],
)
async def test_only_entries_of_one_kind_and_record_are_merged(
    keeping: SqliteKeeping, merged: str, into: str, sentence: str
) -> None:
    with pytest.raises(OnRecordError, match=sentence):
        await submit(keeping, ask(), Merge(merged, into))


async def test_a_split_takes_statements_and_phrasings_along(
    store: Store, keeping: SqliteKeeping
) -> None:
    claim = await load(store, "C1")
    assert isinstance(claim, Claim)
    await keep(keeping, edit(replace(claim, phrasings=("Bridge safe", "Old bridge unsafe"))))
    statement = said("~s", "The old one is not.", speaker="P1", source="D1", claim="C1")
    await keep(keeping, adding(statement))
    command = Split("C1", "The old footbridge is unsafe", ("S2",), ("Old bridge unsafe",))
    stored = await keep(keeping, command)
    assert stored.ids == {"~claim": "C2"}
    assert (await load_statement(store, "S2")).stances == (StanceOn("C2", Stance.SUPPORTS),)
    left = await load(store, "C1")
    assert isinstance(left, Claim)
    assert left.phrasings == ("Bridge safe",)


async def test_what_is_retired_leaves_answers_and_comes_back(
    store: Store, keeping: SqliteKeeping
) -> None:
    await keep(keeping, Retire("C1"))
    assert "C1" not in await find(store, "elm street bridge safe")
    await keep(keeping, Restore("C1"))
    assert "C1" in await find(store, "elm street bridge safe")


async def test_what_a_statement_rests_on_cannot_be_retired_before_it(
    keeping: SqliteKeeping,
) -> None:
    for id_ in ("P1", "D1"):
        with pytest.raises(InvalidRecord, match="needed by S1"):
            await submit(keeping, ask(), Retire(id_))
    await keep(keeping, Retire("S1"))
    await keep(keeping, Retire("P1"))
    with pytest.raises(InvalidRecord, match="needs P1"):
        await submit(keeping, ask(), Restore("S1"))


async def test_nothing_is_added_to_what_is_retired(keeping: SqliteKeeping) -> None:
    await keep(keeping, Retire("C1"))
    statement = said("~s", "It is fine.", speaker="P1", source="D1", claim="C1")
    with pytest.raises(InvalidRecord, match="C1 is retired"):
        await submit(keeping, ask(), adding(statement))


async def test_ids_of_what_is_gone_are_never_given_again(keeping: SqliteKeeping) -> None:
    await keep(keeping, adding(Claim("~c", "Tulips bloom in April")))
    await keep(keeping, Undo())
    stored = await keep(keeping, adding(Claim("~c", "Roses bloom in June")))
    assert stored.ids == {"~c": "C3"}
