"""Made-up records on disk, ours and plain ones: what it takes to fill them, and to add to them."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from db.connection import Store, open_store
from db.search_index import index_claim, index_claims
from tests.bench_engines import FTS5, PORTER, TOKENIZERS, create_full_text
from tests.matching_data import ClaimText, invent_claims

BARE = "bare table"
PAUSE = 0.3
"""Seconds between additions when they do not come at a stretch."""

_CHUNK = 10_000
_PLAIN_SETTINGS = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"
_PLAIN_TABLE = """
CREATE TABLE claim (
    claim_key INTEGER PRIMARY KEY, external_id TEXT NOT NULL UNIQUE, wording TEXT NOT NULL,
    phrasing TEXT
) STRICT
"""

Settle = Callable[[], None]


def open_record(path: Path) -> contextlib.AbstractAsyncContextManager[Store]:
    """A database of this program with its own settings, and nothing in it but what is added."""
    return open_store(path, fill=lambda _: None, is_current=lambda _: True, writable=True)


async def fill(folder: Path, size: int, step: Settle) -> dict[str, Any]:
    """Import the same made-up claims into our index and into plain tables, by turns.

    Seconds are of the processor: another program on the machine would count otherwise.
    """
    spent = dict.fromkeys(("aside", BARE, FTS5, PORTER), 0.0)
    plain = {name: _plain(folder / f"{size}-{name}.db", name) for name in (BARE, FTS5, PORTER)}
    path = folder / f"{size}.db"
    async with open_record(path) as store:
        empty = path.stat().st_size

        def list_claims() -> Iterator[tuple[int, int, Sequence[str], Sequence[tuple[int, str]]]]:
            start = time.process_time()
            for claims in _chunks(size):
                for name, other in plain.items():
                    _timed(spent, name, lambda o=other, c=claims: _insert(o, c))  # type: ignore[misc]
                step()
                spent["aside"] += time.process_time() - start
                yield from ((key, 0, claim.wordings, ()) for key, claim in claims)
                start = time.process_time()

        begun = time.process_time()
        await store.write(lambda conn: index_claims(conn, list_claims()))
        ours = time.process_time() - begun - spent["aside"]
    for name, other in plain.items():
        _timed(spent, name, lambda o=other: o.execute("COMMIT"))  # type: ignore[misc]
        other.close()
    return {
        "claims": size,
        "import_per_second": size / ours,
        "import_against_plain": spent[FTS5] / ours,
        "import_against_bare": spent[BARE] / ours,
        "bytes_per_claim": (path.stat().st_size - empty) / size,
    }


def _chunks(size: int) -> Iterator[list[tuple[int, ClaimText]]]:
    claims = enumerate(invent_claims(size), 1)
    while some := list(itertools.islice(claims, _CHUNK)):
        yield some


def _timed(spent: dict[str, float], name: str, work: Callable[[], object]) -> None:
    start = time.process_time()
    work()
    spent[name] += time.process_time() - start


def _plain(path: Path, name: str) -> sqlite3.Connection:
    conn = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    conn.executescript(_PLAIN_SETTINGS)
    conn.execute(_PLAIN_TABLE)
    if name != BARE:
        create_full_text(conn, TOKENIZERS[name])
    conn.execute("BEGIN")
    return conn


def _insert(conn: sqlite3.Connection, claims: Sequence[tuple[int, ClaimText]]) -> None:
    """Row by row, as a program would that has nothing but SQLite."""
    full_text = conn.execute("SELECT 1 FROM sqlite_schema WHERE name = 'words'").fetchone()
    for key, claim in claims:
        wording, phrasing = (*claim.wordings, None)[:2]
        conn.execute("INSERT INTO claim VALUES (?, ?, ?, ?)", (key, claim.id, wording, phrasing))
        if full_text:
            conn.execute(
                "INSERT INTO words (rowid, wording, phrasing) VALUES (?, ?, ?)",
                (key, wording, phrasing),
            )


async def measure_adding(path: Path, size: int, times: int, settle: Settle) -> dict[str, float]:
    """Add claims one by one, at a stretch and then with pauses, by turns with bare rows.

    A bare row is the least that can be stored: one number, in a transaction of its own through the
    same store. The claims are the next of those that the record was filled with, so that they bring
    as many new words as it would go on to get.
    """
    following = itertools.islice(invent_claims(size + times), size, None)
    claims = [claim.wordings for claim in following]
    row: dict[str, float] = {}
    async with open_record(path) as store:
        await store.write(lambda conn: conn.execute("CREATE TABLE bare (number)"))
        for name, pause in (("add", 0.0), ("add_paced", PAUSE)):
            seconds, processor, bare = [], [], []
            for wordings in claims[: times if name == "add" else times // 5]:
                size += 1
                started = time.process_time()
                start = time.perf_counter()
                await store.write(lambda conn, k=size, w=wordings: index_claim(conn, k, 0, w))  # type: ignore[misc]
                seconds.append(time.perf_counter() - start)
                processor.append(time.process_time() - started)
                await asyncio.sleep(pause)
                start = time.perf_counter()
                await store.write(lambda conn: conn.execute("INSERT INTO bare VALUES (1)"))
                bare.append(time.perf_counter() - start)
                await asyncio.sleep(pause)
                settle()
            row |= _spread(name, seconds) | _spread(f"{name}_processor", processor)
            row |= _spread(f"{name}_bare_row", bare)
    return row


def _spread(name: str, seconds: list[float]) -> dict[str, float]:
    times = sorted(1000 * each for each in seconds)
    return {
        f"{name}_p50_ms": times[len(times) // 2],
        f"{name}_p99_ms": times[int(len(times) * 0.99)],
        f"{name}_max_ms": times[-1],
    }
