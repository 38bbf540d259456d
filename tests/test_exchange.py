"""Import into a real database: all or nothing, never twice, and ids that stay."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.exchange import IfDifferent, ImportRefused
from bot.core.models import (
    SHARED,
    Claim,
    Counter,
    CounterKind,
    Entry,
    EntryState,
    Stance,
    StanceOn,
    Statement,
    View,
)
from bot.core.rules import LONGEST_TEXT
from db.archive import SqliteArchive
from db.connection import Store
from db.shipped import load_library, read_shipped_items
from tests.exchanging import SERVER, as_items, decode, export, take_over
from tests.record import MADE_AT, add_entries, make_statement, open_copy, small_record


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_copy(tmp_path / "record.db") as opened:
        yield opened


async def count_rows(store: Store) -> list[int]:
    tables = ("entry", "revision", "revision_entry", "statement", "citation", "indexed_claim")
    return await store.read(
        lambda connection: [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables
        ]
    )


async def test_the_same_file_twice_adds_nothing_the_second_time(store: Store) -> None:
    content = (
        b"claim,speaker,date,stance,text,kind,source_title,speaker_variants\n"
        b"The bridge is safe,NIS,5 Oct 2024,supports,It is safe,quote,Gazette,\n"
        b"The bridge is safe,Intelligence Service,5 Oct 2024,supports,So it is,quote,Gazette,NIS\n"
        b"The bridge is new,NIS,5 Oct 2024,disputes,It is safe,quote,GAZETTE,\n"
    )
    items, problems = decode(content, "csv")
    first = await take_over(store, items)
    rows = await count_rows(store)
    second = await take_over(store, items)
    assert await count_rows(store) == rows
    record = await export(store)
    assert problems == []
    assert (first.added, second.added, second.unchanged) == (6, 0, 6)
    assert [speaker.name for speaker in record.speakers] == ["Intelligence Service"]
    assert [len(statement.stances) for statement in record.statements] == [2, 1]


async def test_a_statement_without_an_id_may_be_as_long_as_any(store: Store) -> None:
    head = "claim,speaker,date,stance,text,kind,source_title\n"
    text = "word " * (LONGEST_TEXT // 5 - 1)
    items, problems = decode(f"{head}A,Ann,2024,supports,{text},quote,Gazette\n".encode(), "csv")
    report = await take_over(store, items)
    assert (problems, report.added) == ([], 4)


async def test_a_dry_run_reports_and_writes_nothing(store: Store) -> None:
    rows = await count_rows(store)
    report = await take_over(store, as_items(small_record()), dry_run=True)
    assert await count_rows(store) == rows
    assert report.added == 4


@pytest.mark.parametrize(
    ("bad", "field", "sentence"),
    [
        (replace(make_statement("s"), speaker="nobody"), "speaker", "neither in the file nor"),
        (replace(make_statement("s"), said_on="soon"), "date", "not “soon”"),
        (
            replace(make_statement("s"), counters=(Counter(CounterKind.DENIES, "x"),)),
            "counters",
            "neither in the file nor",
        ),
        (make_statement("ann-bridge"), "id", "used twice"),
        (Claim("LC1", "The library says otherwise"), "id", "shared library"),
        (Claim("a\0b", "A claim"), "id", "control characters"),
        (Claim("a", "A claim \x9c b"), "claim", "control characters"),
        (Claim("old", "A claim", state=EntryState.MERGED), "merged_into", "names the other"),
    ],
)
async def test_one_bad_entry_keeps_the_whole_file_out(
    store: Store, bad: Entry, field: str, sentence: str
) -> None:
    rows = await count_rows(store)
    with pytest.raises(ImportRefused, match="nothing was imported") as refusal:
        await take_over(store, as_items([*small_record(), bad]))
    assert await count_rows(store) == rows
    (problem,) = refusal.value.report.problems
    assert (problem.where, problem.field) == ("test, entry 5", field)
    assert sentence in str(problem.sentence)


async def test_skipping_a_bad_entry_skips_what_refers_to_it(store: Store) -> None:
    answer = replace(
        make_statement("answer"), counters=(Counter(CounterKind.DENIES, "ann-bridge"),)
    )
    third = replace(make_statement("third"), counters=(Counter(CounterKind.DENIES, "answer"),))
    speaker, source, claim, statement = small_record()
    assert isinstance(statement, Statement)
    bad = replace(statement, said_on="soon")
    fine = make_statement("fine", "It will hold.")
    entries = [third, answer, speaker, source, claim, bad, fine]
    report = await take_over(store, as_items(entries), skip_bad=True)
    record = await export(store)
    assert (report.added, report.skipped) == (4, 3)
    assert [statement.id for statement in record.statements] == ["fine"]


async def test_other_content_under_a_known_id_is_refused(store: Store) -> None:
    changed = make_statement("ann-bridge", "The bridge is quite safe.")
    await take_over(store, as_items(small_record()))
    with pytest.raises(ImportRefused) as refusal:
        await take_over(store, as_items([changed]))
    record = await export(store)
    assert "--update" in str(refusal.value.report.problems[0].sentence)
    assert record.statements[0].text == "The bridge is safe."


async def test_an_update_is_a_revision_that_keeps_what_was_there(store: Store) -> None:
    changed = make_statement("ann-bridge", "The bridge is quite safe.")
    await take_over(store, as_items(small_record()))
    report = await take_over(store, as_items([changed]), if_different=IfDifferent.UPDATE)
    record = await export(store)
    before = await store.read(
        lambda connection: connection.execute(
            "SELECT before FROM revision_entry WHERE before IS NOT NULL"
        ).fetchall()
    )
    assert report.updated == 1
    assert record.statements[0].text == "The bridge is quite safe."
    assert ["The bridge is safe." in text for (text,) in before] == [True]


async def test_an_upgrade_of_the_library_leaves_an_operators_change_alone(store: Store) -> None:
    claims = [item.entry for item in read_shipped_items() if isinstance(item.entry, Claim)]
    reworded = replace(claims[0], wording="As the operator would rather put it")
    stale = replace(claims[1], wording="As an older library put it")
    await add_entries(store, [reworded], if_different=IfDifferent.UPDATE)
    await add_entries(store, [stale], if_different=IfDifferent.UPDATE, author="OnRecord library")
    await store.write(lambda connection: load_library(connection, MADE_AT))
    wordings = {claim.wording for claim in (await export(store, SHARED)).claims}
    assert reworded.wording in wordings
    assert claims[1].wording in wordings
    assert stale.wording not in wordings


async def test_an_id_like_c21_keeps_its_number_where_that_is_free(store: Store) -> None:
    await add_entries(store, [Claim("C21", "Elsewhere it was number 21")], community_id=SERVER)
    entry = await SqliteArchive(store).load_entry(View(SERVER), "C21")
    assert isinstance(entry, Claim)
    assert (entry.wording, entry.external_id) == ("Elsewhere it was number 21", "C21")


async def test_an_id_like_c21_whose_number_is_taken_is_kept_as_an_external_id(
    store: Store,
) -> None:
    shared = await export(store, SHARED)
    added = Claim("C21", "Elsewhere it was number 21")
    await add_entries(store, [added])
    again = await add_entries(store, [added])
    entry = await SqliteArchive(store).load_entry(View(SHARED), f"C{len(shared.claims) + 1}")
    exported = await export(store, SHARED)
    assert isinstance(entry, Claim)
    assert (entry.wording, entry.external_id) == (added.wording, "C21")
    assert (again.added, again.unchanged) == (0, 1)
    assert added in exported.claims


async def test_a_number_that_a_file_brought_is_not_given_out_again(store: Store) -> None:
    entries = [Claim("first", "A claim without a number"), Claim("C5", "Number five")]
    await add_entries(store, entries, community_id=SERVER)
    entry = await SqliteArchive(store).load_entry(View(SERVER), "C6")
    assert entry.external_id == "first"


async def test_a_statement_may_bring_a_number_when_its_speaker_does_not(store: Store) -> None:
    entries = [*small_record()[:3], make_statement("S9")]
    report = await add_entries(store, entries, community_id=SERVER)
    record = await export(store)
    assert report.added == 4
    assert [statement.id for statement in record.statements] == ["S9"]


async def test_two_ids_of_one_claim_are_one_stance(store: Store) -> None:
    on = StanceOn("~bridge", Stance.SUPPORTS)
    counter = Counter(CounterKind.CONFIRMS, "ann-bridge")
    doubled = replace(
        make_statement("doubled"),
        stances=(StanceOn("bridge", Stance.SUPPORTS), on),
        counters=(counter, counter),
    )
    await take_over(store, as_items(small_record()))
    same = Claim("~bridge", "The Elm Street bridge is safe")
    items = as_items([same, doubled])
    await take_over(store, items)
    again = await take_over(store, items)
    record = await export(store)
    assert again.unchanged == 2
    assert record.statements[1].stances == (StanceOn("bridge", Stance.SUPPORTS),)
    assert record.statements[1].counters == (counter,)


async def test_a_merged_claim_imported_again_changes_nothing(store: Store) -> None:
    merged = Claim("old", "The old wording", state=EntryState.MERGED, merged_into="bridge")
    await take_over(store, as_items([*small_record(), merged]))
    report = await take_over(store, as_items([merged]))
    record = await export(store)
    assert report.unchanged == 1
    assert merged in record.claims


async def test_merges_in_a_circle_are_refused(store: Store) -> None:
    circle = [
        Claim("a", "The one", state=EntryState.MERGED, merged_into="b"),
        Claim("b", "The other", state=EntryState.MERGED, merged_into="a"),
    ]
    with pytest.raises(ImportRefused) as refused:
        await add_entries(store, circle)
    assert "in a circle" in str(refused.value.report.problems[0])


async def test_a_row_met_again_that_says_more_is_kept_as_it_is_and_counted(store: Store) -> None:
    await add_entries(store, [Claim("~one", "The bridge is safe")])
    again = await add_entries(store, [Claim("~one", "The bridge is safe")])
    more = await add_entries(store, [Claim("~one", "The bridge is safe", ("It holds",))])
    claims = await SqliteArchive(store).list_claims(View())
    assert (again.unchanged, again.kept) == (1, 0)
    assert (more.unchanged, more.kept) == (0, 1)
    kept = [claim for claim, _ in claims if claim.wording == "The bridge is safe"]
    assert [claim.phrasings for claim in kept] == [()]
