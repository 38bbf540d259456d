"""What many tests begin with: a database with the shipped library, and a simulated Discord."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.connection import Store
from db.keeping import SqliteKeeping
from tests.curating import bridge, keep, open_checked
from tests.record import make_library
from tests.simulated import Simulation, simulate


@pytest.fixture(scope="session")
def library_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the shipped library, to be copied."""
    path = tmp_path_factory.mktemp("library") / "library.db"
    path.write_bytes(make_library())
    return path


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A new record with the shipped library; in the end its index and hashes must be right."""
    async with open_checked(tmp_path / "record.db") as opened:
        yield opened


@pytest.fixture
def keeping(store: Store) -> SqliteKeeping:
    """The use cases' way to the record that is open as `store`."""
    return SqliteKeeping(store)


@pytest.fixture
async def bridge_on_record(store: Store) -> None:
    """In `store`, a claim of a server's with its first statement, speaker and source."""
    await keep(SqliteKeeping(store), bridge())


@pytest.fixture
async def sim(tmp_path: Path, library_database: Path) -> AsyncIterator[Simulation]:
    """The real client on a simulated Discord, with a server, a channel and two members."""
    async with simulate(tmp_path / "record.db", library_database) as simulation:
        yield simulation
