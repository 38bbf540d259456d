"""What a question, an addition and an import take, at several numbers of claims."""

from __future__ import annotations

import contextlib
import random
import sqlite3
import statistics
import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import process, utils

from tests.bench_engines import FTS5, OURS, PORTER, SCORERS, ask_full_text
from tests.bench_questions import hostile, like_tweets
from tests.bench_record import fill, measure_adding
from tests.matching_data import Asker, ClaimText
from tests.matching_index import answer

ROUNDS = 3
"""Each question is asked in so many rounds, in all sizes by turns; its median counts."""

LEAST, SECONDS = 3, 3.0
"""How many questions a baseline gets at least, and for how long it gets more."""

KEYWORDS, TWEETS, HOSTILE = "keywords", "tweets", "hostile"

Step = Callable[[], None]
Ask = Callable[[str], object]


class Site(NamedTuple):
    """A record of one size on disk, with the questions that are put to it."""

    size: int
    folder: Path
    questions: dict[str, list[str]]

    def open(self, name: str | None = None) -> sqlite3.Connection:
        """Open our index, or a baseline's, for reading."""
        path = self.folder / (f"{self.size}-{name}.db" if name else f"{self.size}.db")
        return sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)


async def measure_speed(
    sizes: Sequence[int], folder: Path, each: int, additions: int, step: Step
) -> list[dict[str, Any]]:
    """A row for each number of claims."""
    rows = [await fill(folder, size, step) for size in sizes]
    sites = [_prepare(size, folder, each) for size in sizes]
    for row, times in zip(rows, _ask_by_turns(sites, step), strict=True):
        row["python_mb"] = times.pop("python_mb")
        row |= times
    for row, site in zip(rows, sites, strict=True):
        row |= _measure_baselines(site, step)
        row |= await measure_adding(folder / f"{site.size}.db", site.size, additions, step)
    return rows


def _prepare(size: int, folder: Path, each: int) -> Site:
    site, rng = Site(size, folder, {}), random.Random(size)
    with contextlib.closing(site.open()) as conn:
        query = "SELECT wordings FROM indexed_claim WHERE claim_key = ?"
        keys = rng.sample(range(1, size + 1), min(size, 2 * each))
        sample = [ClaimText("", conn.execute(query, (key,)).fetchone()) for key in keys]
    asker = Asker(sample)
    half = len(sample) // 2
    site.questions[KEYWORDS] = [" ".join(asker.keywords(claim, rng)) for claim in sample[:half]]
    site.questions[TWEETS] = like_tweets(sample[:half], sample[half:], each)
    site.questions[HOSTILE] = list(hostile([claim.wordings[0] for claim in sample * 4]).values())
    return site


def _ask_by_turns(sites: Sequence[Site], step: Step) -> list[dict[str, float]]:
    """Put the questions to all sizes by turns, so that a busy machine is no size's fault."""
    with contextlib.ExitStack() as stack:
        open_ = [stack.enter_context(contextlib.closing(site.open())) for site in sites]
        times: list[dict[str, list[list[float]]]] = [
            {kind: [[] for _ in texts] for kind, texts in site.questions.items()} for site in sites
        ]
        for _ in range(ROUNDS):
            for kind, texts in sites[0].questions.items():
                for at in range(len(texts)):
                    for site, conn, taken in zip(sites, open_, times, strict=True):
                        text = site.questions[kind][at]
                        taken[kind][at].append(_timed(lambda t: answer(conn, t), text))  # noqa: B023
                    step()
        return [
            {**_summary(taken), "python_mb": _peak(conn, site)}
            for site, conn, taken in zip(sites, open_, times, strict=True)
        ]


def _timed(ask: Ask, text: str) -> float:
    start = time.process_time()
    ask(text)
    return 1000 * (time.process_time() - start)


def _summary(taken: dict[str, list[list[float]]]) -> dict[str, float]:
    summary: dict[str, float] = {}
    for kind, rounds in taken.items():
        each = sorted(map(statistics.median, rounds))
        if kind == HOSTILE:
            summary["hostile_max_ms"] = each[-1]
        else:
            summary[f"{kind}_p50_ms"] = each[len(each) // 2]
            summary[f"{kind}_p99_ms"] = each[int(len(each) * 0.99)]
    return summary


def _peak(conn: sqlite3.Connection, site: Site) -> float:
    """The most memory that Python held for questions, in MB."""
    tracemalloc.start()
    for texts in site.questions.values():
        for text in texts[:50]:
            answer(conn, text)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return peak


def _measure_baselines(site: Site, step: Step) -> dict[str, float]:
    row: dict[str, float] = {}
    for name in (FTS5, PORTER):
        with contextlib.closing(site.open(name)) as conn:
            row |= _baseline(name, lambda text: ask_full_text(conn, text), site, step)
    with contextlib.closing(site.open()) as conn:
        found = conn.execute(
            "SELECT wordings FROM indexed_claim WHERE claim_key <= ?", (site.size,)
        )
        texts = [utils.default_process(wordings) for (wordings,) in found]
    for name, scorer in SCORERS.items():

        def ask(text: str) -> object:
            typed = utils.default_process(text)
            return process.extract(typed, texts, scorer=scorer, limit=5)  # noqa: B023

        row |= _baseline(name, ask, site, step)
    return row


def _baseline(name: str, ask: Ask, site: Site, step: Step) -> dict[str, float]:
    """The median of a few questions of each kind: some take a baseline twenty seconds."""
    row = {}
    for kind in (KEYWORDS, TWEETS):
        times: list[float] = []
        for text in site.questions[kind]:
            if len(times) >= LEAST and sum(times) > 1000 * SECONDS:
                break
            times.append(_timed(ask, text))
        row[f"{name} {kind}_p50_ms"] = statistics.median(times)
        step()
    return row


def compare(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """The ratios that hold on any machine, from the smallest number of claims to the largest."""
    first, last = rows[0], rows[-1]
    ratios = {}
    for kind in (KEYWORDS, TWEETS):
        own = last[f"{kind}_p50_ms"]
        for name in (*SCORERS, FTS5, PORTER):
            ratios[f"{name} / {OURS}, {kind}, p50"] = last[f"{name} {kind}_p50_ms"] / own
        for part in ("p50", "p99"):
            name = f"growth, {kind}, {part}"
            ratios[name] = last[f"{kind}_{part}_ms"] / first[f"{kind}_{part}_ms"]
    ratios["hostile / keywords p50"] = last["hostile_max_ms"] / last[f"{KEYWORDS}_p50_ms"]
    ratios["hostile / tweets p50"] = last["hostile_max_ms"] / last[f"{TWEETS}_p50_ms"]
    for name, how in (("add", "at a stretch"), ("add_paced", "with pauses")):
        for part in ("p50", "max"):
            bare = last[f"{name}_bare_row_{part}_ms"]
            ratios[f"adding a claim / a bare row, {how}, {part}"] = last[f"{name}_{part}_ms"] / bare
    return ratios
