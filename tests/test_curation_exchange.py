"""Files in and out, by those who may, with what a file repeats said beforehand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.curation.commands import Undo
from bot.core.curation.exchanging import export_file, find_repeats, import_file
from bot.core.errors import NotAllowed
from bot.core.exchange import Item
from bot.core.models import Claim
from db.archive import SqliteArchive
from db.connection import Store
from db.keeping import SqliteKeeping
from tests.curating import ELSEWHERE, MEMBER, REVIEWER, adding, ask, bridge, find, keep
from tests.record import open_record

TULIPS = [Item(Claim("tulips", "Tulips bloom in April"), "list.csv, row 2")]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_record(tmp_path / "record.db") as opened:
        await keep(SqliteKeeping(opened), bridge())
        yield opened


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
    assert [(r.where, r.question.about) for r in repeats] == [("list.csv, row 3", "C1")]


async def test_what_was_added_here_is_in_no_other_export(store: Store) -> None:
    await keep(SqliteKeeping(store), adding(Claim("~c", "Roses bloom in June")))
    record = await export_file(SqliteArchive(store), ask())
    assert [claim.id for claim in record.claims] == ["C1", "C2"]
