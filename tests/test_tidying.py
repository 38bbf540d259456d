"""What the store does between changes: it merges the index, moves the log, and loses nothing."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from db.connection import Store, open_store
from db.search_index import check_index, index_claim, merge_step
from tests.matching_data import invent_claims
from tests.matching_index import search

CLAIMS = {key: claim.wordings[0] for key, claim in enumerate(invent_claims(30, vocabulary=3000), 1)}


async def test_what_additions_left_is_merged_once_nothing_is_written(tmp_path: Path) -> None:
    async with _open_empty(tmp_path / "record.db") as store:
        await _add_all(store)
        assert await store.read(_pieces) > 20
        async with asyncio.timeout(10):
            while await store.read(_pieces) > 5:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        assert await store.write(check_index) == []
        await store.read(_finds_all)


async def test_a_crash_before_the_merging_or_in_the_middle_of_it_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.tidying._IDLE_SECONDS", 60)
    async with _open_empty(tmp_path / "record.db") as store:
        await _add_all(store)
        _copy_as_it_lies(store.path, tmp_path / "before.db")

        def merge(connection: sqlite3.Connection) -> None:
            assert merge_step(connection)
            _copy_as_it_lies(store.path, tmp_path / "within.db")

        await store.write(merge)
        _copy_as_it_lies(store.path, tmp_path / "between.db")
        while await store.write(merge_step):
            pass
        _copy_as_it_lies(store.path, tmp_path / "after.db")
    pieces = []
    for name in ("before", "within", "between", "after"):
        with contextlib.closing(sqlite3.connect(tmp_path / f"{name}.db")) as connection:
            pieces.append(_pieces(connection))
            assert check_index(connection) == []
            _finds_all(connection)
    before, within, between, after = pieces
    assert within == before > 20
    assert after <= between < 5


async def test_the_log_is_moved_although_changes_do_not_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.tidying._IDLE_SECONDS", 60)
    async with _open_empty(tmp_path / "record.db") as store:
        await store.write(lambda connection: connection.execute("CREATE TABLE small (x)"))
        async with asyncio.timeout(10):
            while not _rows_without_the_log(store.path):
                await store.write(_insert_small)
        written = await store.read(_count_small)
        assert written < 1000


@pytest.mark.parametrize("milliseconds", [0, 1, 2, 3, 5, 8])
async def test_what_is_erased_while_it_tidies_up_is_erased_all_the_same(
    tmp_path: Path, milliseconds: int
) -> None:
    async with _open_empty(tmp_path / "record.db") as store:
        await store.write(lambda conn: conn.execute("CREATE TABLE small (number)"))
        await store.write(lambda conn: conn.execute("INSERT INTO small VALUES ('canarian')"))
        for _ in range(98):
            await store.write(_insert_small)  # after the last one it starts to tidy up at once
        await asyncio.sleep(milliseconds / 1000)
        await store.erase(lambda conn: conn.execute("DELETE FROM small"))
        async with asyncio.timeout(10):
            while _files_with(tmp_path, b"canarian"):  # noqa: ASYNC110
                await asyncio.sleep(0.02)


def _open_empty(path: Path) -> contextlib.AbstractAsyncContextManager[Store]:
    return open_store(path, fill=lambda _: None, is_current=lambda _: True, writable=True)


async def _add_all(store: Store) -> None:
    for key, wording in CLAIMS.items():
        await store.write(lambda conn, k=key, w=wording: index_claim(conn, k, 0, [w]))  # type: ignore[misc]


def _finds_all(connection: sqlite3.Connection) -> None:
    for key, wording in CLAIMS.items():
        assert search(connection, wording)[0].claim_key == key


def _pieces(connection: sqlite3.Connection) -> int:
    """In how many pieces FTS5 keeps the words of claims."""
    query = "SELECT count(DISTINCT segid) FROM claim_terms_idx"
    return int(connection.execute(query).fetchone()[0])


def _copy_as_it_lies(path: Path, to: Path) -> None:
    """What a crash would leave on disk now: the file and its log."""
    for end in ("", "-wal"):
        shutil.copy(f"{path}{end}", f"{to}{end}")


def _insert_small(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO small VALUES (1)")


def _count_small(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM small").fetchone()[0])


def _rows_without_the_log(path: Path) -> int:
    alone = path.with_name("alone.db")
    shutil.copy(path, alone)
    with contextlib.closing(sqlite3.connect(alone)) as connection:
        try:
            return _count_small(connection)
        except sqlite3.DatabaseError:  # the table itself is in the log, or half of the file is new
            return 0


def _files_with(folder: Path, text: bytes) -> list[str]:
    return [file.name for file in folder.iterdir() if text in file.read_bytes()]
