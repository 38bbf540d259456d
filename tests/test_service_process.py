"""`onrecord run` as systemd and Prometheus see it: ready, alive, healthy, measured, one only."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

import aiohttp

from tests.loopback import TOKEN, Loopback
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
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.run_on_loopback"),
                cwd=ROOT,
                env={
                    "PATH": os.environ["PATH"],
                    "ONRECORD_DATABASE": str(database),
                    "ONRECORD_HEALTH_PORT": str(port),
                    "DISCORD_TOKEN": TOKEN,
                    "LOOPBACK_API": discord.address,
                    "LOOPBACK_GATEWAY": discord.gateway.address,
                    "NOTIFY_SOCKET": str(tmp_path / "notify"),
                    "WATCHDOG_USEC": "600000",
                },
                stderr=asyncio.subprocess.PIPE,
            )
            try:
                assert "READY=1" in await _receive(end)
                assert await _receive(end) == ["WATCHDOG=1"]
                await _until_ready(port)
                assert await _get(port, "healthz") == (200, "ok\n")
                _, figures = await _get(port, "metrics")
                assert "onrecord_ready 1.0" in figures.splitlines()
                assert "onrecord_identifies_24h 1.0" in figures.splitlines()
                assert "canary" not in figures
                second = await asyncio.to_thread(run_onrecord, "doctor", database=database)
                assert second.returncode == 0, second.stdout
                held = await asyncio.to_thread(run_onrecord, "forget", "1", database=database)
                assert held.returncode == 78
                assert f"process {process.pid}" in held.stderr
                process.send_signal(signal.SIGTERM)
                _, said = await asyncio.wait_for(process.communicate(), 15)
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.communicate()
    assert process.returncode == 0, said.decode()
