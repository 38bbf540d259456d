"""What is measured while the bot runs, in the form that Prometheus reads."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.core.matching import Candidates
from bot.core.models import View
from bot.core.question import Question
from db.archive import SqliteArchive
from db.backup import find_last_backup
from db.connection import Store

T = TypeVar("T")

DAY = 86_400.0
TEN_MINUTES = 600.0

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)


class Recently:
    """Counts what happened within the last so many seconds."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._times: deque[float] = deque()

    def add(self) -> None:
        """Count one that happens now."""
        self._times.append(self._clock())

    def count(self) -> int:
        """How many there were."""
        oldest = self._clock() - self._seconds
        while self._times and self._times[0] < oldest:
            self._times.popleft()
        return len(self._times)


class Measures:
    """The figures of one process; nothing in them tells what was asked or by whom."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._clock = clock
        self.connects = Recently(DAY, clock)
        self.identifies = Recently(DAY, clock)
        self.invalid_requests = Recently(TEN_MINUTES, clock)
        self.first_answer = self._histogram("first_answer", "Time to the first answer")
        self.search = self._histogram("search", "Time to find what a question may mean")
        self.commit = self._histogram("commit", "Time of a change, until it is on disk")
        self.loop_lag = self._histogram("loop_lag", "How late the event loop is")
        self.tasks = Gauge("onrecord_tasks", "Tasks in the event loop", registry=self.registry)
        self.interactions = Counter(
            "onrecord_interactions", "Interactions by outcome", ["outcome"], registry=self.registry
        )
        self.answers = Counter(
            "onrecord_answers", "Answers by outcome", ["outcome"], registry=self.registry
        )
        self.ready = Gauge("onrecord_ready", "1 while connected", registry=self.registry)
        self.shards = Gauge(
            "onrecord_shard_connected", "1 while connected", ["shard"], registry=self.registry
        )
        for outcome in ("found", "unsure", "unknown"):
            self.answers.labels(outcome)

    def _histogram(self, name: str, meaning: str) -> Histogram:
        return Histogram(
            f"onrecord_{name}_seconds", meaning, buckets=_SECONDS, registry=self.registry
        )

    def watch_database(self, database: Path, now: Callable[[], datetime]) -> None:
        """Report the sizes of the files and the age of the last good backup with each reading."""
        self.registry.register(_OnReading(self, database, now))

    async def watch_loop(self, seconds: float = 1.0) -> None:
        """Measure how late the event loop is, until cancelled."""
        while True:
            due = self._clock() + seconds
            await asyncio.sleep(seconds)
            self.loop_lag.observe(max(0.0, self._clock() - due))


class _OnReading(Collector):
    """What is looked up when the figures are read."""

    def __init__(self, measures: Measures, database: Path, now: Callable[[], datetime]) -> None:
        self._measures = measures
        self._database = database
        self._now = now

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The figures as of now; the age of the last backup is absent when none is known."""
        for name, meaning, value in self._read():
            family = GaugeMetricFamily(f"onrecord_{name}", meaning)
            family.add_metric([], value)
            yield family

    def _read(self) -> Iterable[tuple[str, str, float]]:
        log = self._database.with_name(self._database.name + "-wal")
        yield "database_bytes", "Size of the database", _size(self._database)
        yield "wal_bytes", "Size of its write-ahead log", _size(log)
        if last := find_last_backup(self._database):
            age = self._now() - datetime.fromisoformat(last.made_at)
            yield "last_backup_age_seconds", "Age of the last good backup", age.total_seconds()
        yield "connects_24h", "Connects to the gateway in 24 h", self._measures.connects.count()
        yield "identifies_24h", "IDENTIFY in 24 h", self._measures.identifies.count()
        refused = self._measures.invalid_requests.count()
        yield "invalid_requests_10m", "Requests that Discord refused in 10 minutes", refused


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


class MeasuredStore(Store):
    """A store whose changes are timed, from the call until they are on disk."""

    def __init__(self, store: Store, measures: Measures) -> None:
        super().__init__(store.path, store._reader, store._writer)
        self._measures = measures

    async def write(self, change: Callable[[sqlite3.Connection], T]) -> T:
        """Run `change` as one transaction, as `Store.write` does."""
        with self._measures.commit.time():
            return await super().write(change)


class MeasuredArchive(SqliteArchive):
    """An archive whose searches are timed."""

    def __init__(self, store: Store, measures: Measures) -> None:
        super().__init__(store)
        self._measures = measures

    async def find_candidates(self, question: Question, view: View) -> Candidates:
        """The claims that may be meant by a question."""
        with self._measures.search.time():
            return await super().find_candidates(question, view)
