"""What many tests begin with: a database with the shipped library, and a simulated Discord."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.connection import Store
from db.keeping import SqliteKeeping
from tests.record import open_record
from tests.simulated import Simulation, simulate


@pytest.fixture(scope="session")
def library_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the shipped library, to be copied."""
    path = tmp_path_factory.mktemp("library") / "library.db"

    async def create() -> None:
        async with open_record(path):
            pass

    asyncio.run(create())
    return path


@pytest.fixture
def keeping(store: Store) -> SqliteKeeping:
    """The use cases' way to the record that the test's module opens as `store`."""
    return SqliteKeeping(store)


@pytest.fixture
async def sim(tmp_path: Path, library_database: Path) -> AsyncIterator[Simulation]:
    """The real client on a simulated Discord, with a server, a channel and two members."""
    async with simulate(tmp_path / "record.db", library_database) as simulation:
        yield simulation
