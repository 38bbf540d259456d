"""Records to test with: real database files, filled through the real import."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator, Sequence
from functools import cache, partial
from pathlib import Path

from bot.core.exchange import IfDifferent, ImportReport, Item
from bot.core.models import (
    SHARED,
    Citation,
    Claim,
    DateBasis,
    Entry,
    Source,
    SourceKind,
    Speaker,
    SpeakerKind,
    Stance,
    StanceOn,
    Statement,
    TextKind,
)
from db.archive import SqliteArchive
from db.connection import Store, open_store
from db.shipped import is_library_current, load_library

MADE_AT = "2026-11-22T00:00:00+00:00"


@contextlib.asynccontextmanager
async def open_record(path: Path, *, writable: bool = True) -> AsyncIterator[Store]:
    """A database with the shipped library, created if it is not there."""
    async with open_store(
        path,
        fill=partial(load_library, made_at=MADE_AT),
        is_current=is_library_current,
        writable=writable,
    ) as store:
        yield store


@contextlib.asynccontextmanager
async def open_copy(path: Path) -> AsyncIterator[Store]:
    """As `open_record`, for tests that are not about how a database is made: a copy is quicker."""
    await asyncio.to_thread(_copy_library, path)
    async with open_record(path) as store:
        yield store


def _copy_library(path: Path) -> None:
    if not path.exists():
        path.write_bytes(make_library())


@cache
def make_library() -> bytes:
    """What is in a database with the shipped library; made once, as that is slow."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        asyncio.run(_make(path))
        return path.read_bytes()


async def _make(path: Path) -> None:
    async with open_record(path):
        pass


async def add_entries(
    store: Store,
    entries: Sequence[Entry],
    *,
    community_id: int = SHARED,
    author: str = "operator",
    if_different: IfDifferent = IfDifferent.REFUSE,
) -> ImportReport:
    """Import entries as one file's content."""
    items = [Item(entry, f"test, entry {number}") for number, entry in enumerate(entries, 1)]
    return await SqliteArchive(store).import_items(
        community_id,
        items,
        author=author,
        made_at=MADE_AT,
        if_different=if_different,
        skip_bad=False,
        dry_run=False,
        progress=None,
    )


def small_record() -> list[Entry]:
    """One claim with one statement, under ids of their own."""
    return [
        Speaker(id="ann", name="Ann Example", kind=SpeakerKind.PERSON),
        Source(id="gazette", title="The bridge opens", kind=SourceKind.NEWS_REPORT),
        Claim(id="bridge", wording="The Elm Street bridge is safe"),
        make_statement("ann-bridge"),
    ]


def make_statement(id_: str, wording: str = "The bridge is safe.") -> Statement:
    """A statement of Ann's that supports the claim about the bridge."""
    return Statement(
        id=id_,
        speaker="ann",
        said_on="2024-10",
        date_basis=DateBasis.STATED,
        stances=(StanceOn("bridge", Stance.SUPPORTS),),
        citations=(Citation("gazette", wording, TextKind.QUOTE),),
    )
