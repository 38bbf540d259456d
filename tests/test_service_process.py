"""`onrecord run` as systemd and Prometheus see it: ready, alive, healthy, measured, one only."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest

from bot.core.errors import SettingsRefused
from bot.discord_token import DiscordToken
from bot.one_only import hold_bot
from tests.loopback import TOKEN, Loopback
from tests.loopback_process import ON_LOOPBACK, end_process, run_process, surround
from tests.terminal import ROOT, run_onrecord


def _free_port() -> int:
    with socket.socket() as end:
        end.bind(("127.0.0.1", 0))
        return int(end.getsockname()[1])


async def _get(port: int, page: str) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/{page}") as response,
    ):
        return response.status, await response.text()


async def _receive(end: socket.socket) -> list[str]:
    async with asyncio.timeout(20):
        received = await asyncio.get_running_loop().sock_recv(end, 1000)
    return received.decode().splitlines()


async def _until_ready(port: int) -> None:
    for _ in range(200):
        if (await _get(port, "readyz"))[0] == 200:
            return
        await asyncio.sleep(0.1)
    raise TimeoutError


async def test_a_running_bot_tells_systemd_and_prometheus_how_it_is(tmp_path: Path) -> None:
    port = _free_port()
    database = tmp_path / "record.db"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as end:
        end.bind(str(tmp_path / "notify"))
        end.setblocking(False)
        async with Loopback() as discord:
            variables = {
                "DISCORD_TOKEN": TOKEN,
                "ONRECORD_HEALTH_PORT": str(port),
                "NOTIFY_SOCKET": str(tmp_path / "notify"),
                "WATCHDOG_USEC": "600000",
            }
            async with run_process(tmp_path, discord, **variables) as process:
                assert "READY=1" in await _receive(end)
                assert await _receive(end) == ["WATCHDOG=1"]
                await _until_ready(port)
                assert await _get(port, "healthz") == (200, "ok\n")
                _, figures = await _get(port, "metrics")
                assert "onrecord_ready 1.0" in figures.splitlines()
                assert "onrecord_identifies_24h 1.0" in figures.splitlines()
                assert 'onrecord_shard_connected{shard="0"} 1.0' in figures.splitlines()
                assert "canary" not in figures
                second = await asyncio.to_thread(run_onrecord, "doctor", database=database)
                assert second.returncode == 0, second.stdout
                held = await asyncio.to_thread(run_onrecord, "forget", "1", database=database)
                assert held.returncode == 78
                assert f"process {process.pid}" in held.stderr
                process.send_signal(signal.SIGTERM)
                code, said = await end_process(process, within=15)
    assert code == 0, said


def _start_another(database: Path, discord: Loopback) -> tuple[int, str]:
    done = subprocess.run(
        ON_LOOPBACK,
        cwd=ROOT,
        env=surround(database, discord, DISCORD_TOKEN=TOKEN),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stderr


def _time(work: Callable[[], object]) -> float:
    """Seconds, the least of two, which is the less disturbed."""
    seconds = []
    for _ in range(2):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


def _load_all() -> None:
    code = "import tests.run_on_loopback, bot.service, db.keeping, db.members, db.memory"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.parametrize("second", ["record.db", "another.db"])
async def test_a_second_bot_on_the_database_or_with_the_token_says_who_holds_it_and_exits_at_once(
    tmp_path: Path, second: str
) -> None:
    async with (
        Loopback() as discord,
        run_process(tmp_path, discord, DISCORD_TOKEN=TOKEN) as first,
    ):
        await discord.gateway.until_connected(within=20)
        database = tmp_path / second
        code, said = await asyncio.to_thread(_start_another, database, discord)
        assert code == 78, said
        assert f"process {first.pid}" in said
        assert said.count("onrecord: ") == 1
        assert len(discord.gateway.identifies) == 1


async def test_a_second_bot_exits_in_little_more_than_the_time_that_loading_the_program_takes(
    tmp_path: Path,
) -> None:
    """Loading takes half a second on an ordinary machine, so that it is gone within one."""
    async with Loopback() as discord, run_process(tmp_path, discord, DISCORD_TOKEN=TOKEN):
        await discord.gateway.until_connected(within=20)
        database = tmp_path / "another.db"
        loading = await asyncio.to_thread(_time, _load_all)
        whole = await asyncio.to_thread(_time, lambda: _start_another(database, discord))
        assert whole <= 2 * loading


async def test_a_bot_that_was_killed_keeps_no_other_out(tmp_path: Path) -> None:
    async with Loopback() as discord:
        async with run_process(tmp_path, discord, DISCORD_TOKEN=TOKEN) as first:
            await discord.gateway.until_connected(within=20)
            first.kill()
            await first.communicate()
        another = {"DISCORD_TOKEN": TOKEN, "ONRECORD_DATABASE": str(tmp_path / "another.db")}
        async with run_process(tmp_path, discord, **another):
            await discord.gateway.until_connected(times=2, within=20)


def test_bots_of_different_tokens_or_at_different_discords_do_not_keep_each_other_out() -> None:
    one, other = DiscordToken(TOKEN), DiscordToken("Mg" + TOKEN[2:])
    here, there = f"http://here-{os.getpid()}", f"http://there-{os.getpid()}"
    with (
        hold_bot(one, here),
        hold_bot(other, here),
        hold_bot(one, there),
        pytest.raises(SettingsRefused, match=f"process {os.getpid()} of user"),
        hold_bot(one, here),
    ):
        raise AssertionError
    with hold_bot(one, here):
        pass
