"""Health and figures over HTTP, and what systemd is told."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.core.errors import SettingsRefused
from bot.core.models import View
from bot.core.question import parse_question
from bot.health import serve_health, watch_logs
from bot.measuring import MeasuredArchive, MeasuredStore, Measures
from bot.notify import give_signs_of_life, read_notifier
from db.backup import make_backup
from tests.record import add_entries, open_copy, small_record
from tests.upkeep import NOW


@pytest.fixture
async def health(tmp_path: Path) -> AsyncIterator[tuple[str, Measures, dict[str, bool]]]:
    """A running health port on a real record: its address, the figures, and the state to set."""
    state = {"ready": False, "broken": False}
    measures = Measures()
    path = tmp_path / "record.db"
    async with open_copy(path) as opened:
        store = MeasuredStore(opened, measures)
        await add_entries(store, small_record())
        await MeasuredArchive(store, measures).find_candidates(parse_question("bridge"), View())
        make_backup(path, tmp_path / "backup.db", now=NOW - timedelta(hours=2))
        measures.watch_database(path, lambda: NOW)

        async def check() -> None:
            if state["broken"]:
                raise OSError
            await store.read(lambda connection: connection.execute("SELECT 1").fetchone())

        async with serve_health(0, measures, check=check, is_ready=lambda: state["ready"]) as port:
            yield f"http://127.0.0.1:{port}", measures, state


async def _get(address: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        return response.status, await response.text()


async def test_health_and_readiness_are_told_apart(
    health: tuple[str, Measures, dict[str, bool]],
) -> None:
    address, _, state = health
    assert (await _get(f"{address}/healthz"))[0] == 200
    assert (await _get(f"{address}/readyz"))[0] == 503
    state["ready"] = True
    assert (await _get(f"{address}/readyz"))[0] == 200
    state["broken"] = True
    assert (await _get(f"{address}/healthz"))[0] == 503
    assert (await _get(f"{address}/readyz"))[0] == 503


async def test_which_shards_are_away_is_told_where_there_is_more_than_one() -> None:
    shards = {0: True, 1: False, 2: False}

    async def check() -> None:
        return None

    async with serve_health(
        0, Measures(), check=check, is_ready=lambda: False, shards=lambda: shards
    ) as port:
        page = f"http://127.0.0.1:{port}/readyz"
        assert await _get(page) == (503, "not connected to Discord: shard 1, 2 of 3\n")
        shards.clear()
        shards[0] = False
        assert await _get(page) == (503, "not connected to Discord\n")


async def test_the_figures_tell_what_happened_and_nothing_that_was_said(
    health: tuple[str, Measures, dict[str, bool]],
) -> None:
    address, measures, _ = health
    handler = watch_logs(measures)
    log = logging.getLogger("test_deploy")
    log.warning("interaction", extra={"ms": 12.5, "outcome": "answered", "command": "/ask"})
    log.warning("answer", extra={"outcome": "found"})
    log.warning("Discord refused a request", extra={"status": 429})
    logging.getLogger().removeHandler(handler)
    _, figures = await _get(f"{address}/metrics")
    for line in (
        'onrecord_interactions_total{outcome="answered"} 1.0',
        'onrecord_answers_total{outcome="found"} 1.0',
        "onrecord_invalid_requests_10m 1.0",
        "onrecord_first_answer_seconds_count 1.0",
        "onrecord_search_seconds_count 1.0",
        "onrecord_commit_seconds_count 1.0",
        "onrecord_last_backup_age_seconds 7200.0",
        "onrecord_ready 0.0",
    ):
        assert line in figures.splitlines()
    assert "bridge" not in figures


async def test_a_health_port_that_is_taken_is_a_setting_to_correct(
    health: tuple[str, Measures, dict[str, bool]],
) -> None:
    port = int(health[0].rpartition(":")[2])
    with pytest.raises(SettingsRefused, match="is taken"):
        async with serve_health(port, Measures(), check=_succeed, is_ready=lambda: True):
            pass


async def _succeed() -> None:
    pass


async def _fail() -> None:
    raise OSError


@pytest.mark.parametrize("abstract", [False, True])
async def test_systemd_is_told_that_the_service_is_ready_and_lives(
    tmp_path: Path, abstract: bool
) -> None:
    name = f"@onrecord-{os.getpid()}" if abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as end:
        end.bind("\0" + name[1:] if abstract else name)
        end.setblocking(False)
        environment = {"NOTIFY_SOCKET": name, "WATCHDOG_USEC": "90000"}
        notifier = read_notifier(environment, os.getpid())
        notifier.send("READY=1", "STATUS=two\nlines")
        assert end.recv(100) == b"READY=1\nSTATUS=two lines"
        signs = asyncio.create_task(give_signs_of_life(notifier, _succeed))
        received = await asyncio.wait_for(asyncio.get_running_loop().sock_recv(end, 100), 5)
        signs.cancel()
        assert received == b"WATCHDOG=1"


async def test_a_service_that_cannot_reach_its_database_gives_no_sign_of_life(
    tmp_path: Path,
) -> None:
    name = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as end:
        end.bind(name)
        end.setblocking(False)
        notifier = read_notifier({"NOTIFY_SOCKET": name, "WATCHDOG_USEC": "30000"}, os.getpid())
        signs = asyncio.create_task(give_signs_of_life(notifier, _fail))
        await asyncio.sleep(0.1)
        signs.cancel()
        with pytest.raises(BlockingIOError):
            end.recv(100)


async def test_nothing_is_sent_where_no_systemd_asks_for_it() -> None:
    notifier = read_notifier({}, os.getpid())
    notifier.send("READY=1")
    await asyncio.wait_for(give_signs_of_life(notifier, _fail), 5)
    assert notifier.watchdog is None
    other = read_notifier({"WATCHDOG_USEC": "1000000", "WATCHDOG_PID": "1"}, os.getpid())
    assert other.watchdog is None
