"""Upgrades: older schemas become the same as a fresh one, with the same content."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from db.migrate import latest_schema
from tests.record import open_record
from tests.trial_upgrade import (
    COMMUNITY,
    export,
    fill,
    list_released,
    make_older,
    read_schema_text,
    unpack_released,
)
from tests.upkeep import examine


@pytest.fixture
async def fresh(tmp_path: Path) -> Path:
    path = tmp_path / "fresh.db"
    async with open_record(path):
        pass
    return path


@pytest.mark.parametrize("schema", range(1, latest_schema() + 1))
async def test_every_schema_comes_to_that_of_a_fresh_record(
    tmp_path: Path, fresh: Path, schema: int
) -> None:
    older = tmp_path / "older.db"
    make_older(older, schema)
    async with open_record(older):
        pass
    assert read_schema_text(older) == read_schema_text(fresh)
    assert {found["grade"] for found in examine(older).values()} <= {"ok", "warning"}


@pytest.mark.parametrize("released", list_released(), ids=lambda path: path.name)
async def test_what_was_released_keeps_its_content(
    tmp_path: Path, fresh: Path, released: Path
) -> None:
    older = tmp_path / "older.db"
    expected = unpack_released(released, older)
    assert await export(older) == expected
    assert read_schema_text(older) == read_schema_text(fresh)
    assert {found["grade"] for found in examine(older).values()} <= {"ok", "warning"}


async def test_an_index_of_another_versions_words_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    exported = await fill(path)

    def spoil(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE setting SET value = 'older' WHERE name = 'search_index'")
        connection.execute("UPDATE indexed_claim SET terms = replace(terms, 'bridg', 'bridge')")

    async with open_record(path) as store:
        await store.write(spoil)
    assert examine(path)["search index"]["grade"] == "problem"
    assert await export(path) == exported
    assert examine(path)["search index"]["grade"] == "ok"


async def test_what_is_kept_for_upgrades_holds_a_communitys_own_entries(tmp_path: Path) -> None:
    exported = await fill(tmp_path / "record.db")
    assert b"It is still safe." in exported
    assert COMMUNITY > 2**53
