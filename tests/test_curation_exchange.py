"""Files in and out, by those who may, with what a file repeats said beforehand."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.core.curation.commands import Undo
from bot.core.curation.exchanging import export_file, import_file
from bot.core.curation.repeats import find_repeats
from bot.core.errors import NotAllowed
from bot.core.exchange import Item
from bot.core.files import decode_file, encode_file
from bot.core.models import Claim
from db.archive import SqliteArchive
from db.connection import Store
from db.keeping import SqliteKeeping
from tests.curating import (
    ELSEWHERE,
    MEMBER,
    REVIEWER,
    adding,
    ask,
    find,
    keep,
)
from tests.record import open_record

TULIPS = [Item(Claim("tulips", "Tulips bloom in April"), "list.csv, row 2")]


pytestmark = pytest.mark.usefixtures("bridge_on_record")


async def test_the_same_file_changes_nothing_the_second_time_and_can_be_undone(
    store: Store,
) -> None:
    archive, keeping = SqliteArchive(store), SqliteKeeping(store)
    rehearsed = await import_file(archive, ask(), TULIPS, dry_run=True)
    assert rehearsed.added == 1
    assert await find(store, "tulips bloom") == []
    first = await import_file(archive, ask(), TULIPS)
    second = await import_file(archive, ask(), TULIPS)
    assert (first.added, second.added, second.unchanged) == (1, 0, 1)
    assert await find(store, "tulips bloom") == ["C2"]
    await keep(keeping, Undo())
    assert await find(store, "tulips bloom") == []


async def test_only_curators_import_and_no_member_exports(store: Store) -> None:
    archive, keeping = SqliteArchive(store), SqliteKeeping(store)
    for actor in (REVIEWER, MEMBER):
        with pytest.raises(NotAllowed):
            await import_file(archive, ask(actor), TULIPS)
        with pytest.raises(NotAllowed):
            [repeat async for repeat in find_repeats(keeping, ask(actor), TULIPS)]
    with pytest.raises(NotAllowed):
        await export_file(archive, ask(MEMBER))
    assert (await export_file(archive, ask(REVIEWER))).claims
    assert (await export_file(archive, ask(community_id=ELSEWHERE))).claims == ()


async def test_a_dry_run_says_what_looks_like_claims_on_record(store: Store) -> None:
    keeping = SqliteKeeping(store)
    items = [*TULIPS, Item(Claim("b", "Elm Street's bridge is safe"), "list.csv, row 3")]
    repeats = [repeat async for repeat in find_repeats(keeping, ask(), items)]
    assert [(str(r.where), r.question.about) for r in repeats] == [("list.csv, row 3", "C1")]


async def test_statements_with_nearly_known_words_are_said_too_by_the_same_or_another(
    store: Store,
) -> None:
    head = "claim,stance,speaker,date,text,kind,source_title\n"
    same = "Bees hum,supports,A. Example,2024,The bridge on Elm Street is perfectly safe,quote,G\n"
    other = (
        "The Elm Street bridge is safe,supports,Bob,2024,"
        "The bridge on Elm Street is perfectly safe for everyone,quote,G\n"
    )
    far = "The Elm Street bridge is safe,disputes,Bob,2024,It shook when I crossed it,quote,G\n"
    items, problems = decode_file((head + same + other + far).encode(), "list.csv")
    assert problems == []
    archive, keeping = SqliteArchive(store), SqliteKeeping(store)
    report = await import_file(archive, ask(), items, dry_run=True)
    found = find_repeats(keeping, ask(), items, of=report.new)
    repeats = [repeat async for repeat in found if repeat.question.about == "S1"]
    assert [str(repeat.where) for repeat in repeats] == ["list.csv, row 2", "list.csv, row 3"]
    assert str(repeats[0].question.sentence) == "S1 has nearly these words."


async def test_what_is_on_record_already_is_no_repeat(store: Store) -> None:
    archive, keeping = SqliteArchive(store), SqliteKeeping(store)
    content = encode_file(await export_file(archive, ask()), "csv")
    items, _ = decode_file(content, "again.csv")
    report = await import_file(archive, ask(), items, dry_run=True)
    assert report.new == []
    assert [repeat async for repeat in find_repeats(keeping, ask(), items, of=report.new)] == []


async def test_what_was_added_here_is_in_no_other_export(store: Store) -> None:
    await keep(SqliteKeeping(store), adding(Claim("~c", "Roses bloom in June")))
    record = await export_file(SqliteArchive(store), ask())
    assert [claim.id for claim in record.claims] == ["C1", "C2"]


async def test_a_file_is_kept_whole_or_not_at_all_when_the_program_ends_meanwhile(
    tmp_path: Path,
) -> None:
    items = [Item(Claim(f"c{n}", f"Tulip {n} blooms in April"), f"row {n}") for n in range(400)]
    query = "SELECT count(*) FROM entry WHERE community_id <> 0"
    counts = []
    for name, seconds in (("early.db", 0.0), ("later.db", 0.05)):
        async with open_record(tmp_path / name) as store:
            importing = asyncio.create_task(import_file(SqliteArchive(store), ask(), items))
            await asyncio.sleep(seconds)
            importing.cancel()
        async with open_record(tmp_path / name) as store:
            counts += await store.read(lambda c: c.execute(query).fetchone())
    assert set(counts) <= {0, 400}
