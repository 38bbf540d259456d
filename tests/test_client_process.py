"""`onrecord run` as a process: signals, exit codes, and no token in anything it writes."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sqlite3
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.run import stop_on_signals
from tests.loopback import TOKEN, Loopback
from tests.loopback_members import mention, use_command
from tests.loopback_process import end_process, run_process

CONFIGURATION_ERROR = 78


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_finishes_what_runs_and_exits_0(
    tmp_path: Path, number: signal.Signals
) -> None:
    async with (
        Loopback() as discord,
        run_process(tmp_path, discord, DISCORD_TOKEN=TOKEN) as process,
    ):
        await discord.gateway.until_connected(within=20)
        running = [await use_command(discord, "slowly") for _ in range(20)]
        for asked in running:
            await asked.first_answer()
        process.send_signal(number)
        code, said = await end_process(process)
    assert code == 0, said
    assert [a.original and a.original["content"] for a in running] == ["slowly"] * 20
    assert not discord.gateway.is_connected
    assert discord.rest.refused == []


async def test_a_signal_is_not_lost_while_threads_crowd_the_loop() -> None:
    loop = asyncio.get_running_loop()
    with stop_on_signals() as stop:
        for _ in range(10_000):
            loop.call_soon_threadsafe(lambda: None)
        os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(5):
            await stop.wait()


async def test_a_signal_before_login_is_through_exits_0(tmp_path: Path) -> None:
    async with Loopback() as discord:
        discord.fail("GET", "/users/@me", times=10**6)
        async with run_process(tmp_path, discord, DISCORD_TOKEN=TOKEN) as process:
            await discord.until(lambda: bool(discord.requests), within=20)
            process.send_signal(signal.SIGTERM)
            code, said = await end_process(process)
    assert code == 0, said


async def test_a_wrong_token_is_one_sentence_and_exit_78(tmp_path: Path) -> None:
    wrong = "MTEwMDAwMDAwMDAwMDAwMDAwMQ.Gwrong.canary-of-another-token-entirely-wrong"
    async with (
        Loopback() as discord,
        run_process(tmp_path, discord, DISCORD_TOKEN=wrong) as process,
    ):
        code, said = await end_process(process, 20)
    sentences = [line for line in said.splitlines() if line.startswith("onrecord: ")]
    assert code == CONFIGURATION_ERROR, said
    assert sentences == [
        "onrecord: Discord does not accept the token; make a new one and set it as DISCORD_TOKEN."
    ]
    assert wrong not in said
    assert "Traceback" not in said


async def test_without_a_token_three_lines_say_how_to_get_one(tmp_path: Path) -> None:
    async with run_process(tmp_path, None) as process:
        code, said = await end_process(process, 20)
    assert code == CONFIGURATION_ERROR
    assert len(said.splitlines()) == 3
    assert "discord.com/developers/applications" in said
    assert "DISCORD_TOKEN_FILE" in said
    assert "onrecord ask" in said
    assert not (tmp_path / "record.db").exists()


async def test_a_database_that_is_not_ours_is_refused_before_discord_is_asked(
    tmp_path: Path,
) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "record.db")) as connection:
        connection.execute("CREATE TABLE other (id)")
    async with (
        Loopback() as discord,
        run_process(tmp_path, discord, DISCORD_TOKEN=TOKEN) as process,
    ):
        code, said = await end_process(process, 20)
    assert code == CONFIGURATION_ERROR
    assert "another program" in said
    assert discord.requests == []


async def test_no_token_is_in_the_debug_log(tmp_path: Path) -> None:
    async with (
        Loopback() as discord,
        run_process(tmp_path, discord, DISCORD_TOKEN=TOKEN, ONRECORD_LOG_LEVEL="DEBUG") as process,
    ):
        await discord.gateway.until_connected(within=20)
        discord.limit_rate("PATCH", "/webhooks/.*", seconds=0.1)
        asked = [await use_command(discord, name) for name in ("later", "file", "broken")]
        await asked[0].until(lambda a: a.original is not None and a.original["content"] != "")
        await asked[1].until(lambda a: bool(a.followups))
        await asked[2].first_answer()
        await mention(discord, "kursk")
        await discord.until(lambda: bool(discord.list_requests("POST", r"/channels/.*")))
        discord.gateway.cut_all()
        await discord.gateway.until_connected(times=2)
        process.send_signal(signal.SIGTERM)
        code, said = await end_process(process)
    assert code == 0
    assert "INTERACTION_CREATE" in said  # what came in is logged at this level
    assert "canary" not in said


async def test_the_log_at_info_has_no_text_of_a_message(tmp_path: Path) -> None:
    async with (
        Loopback() as discord,
        run_process(tmp_path, discord, DISCORD_TOKEN=TOKEN, ONRECORD_LOG_FORMAT="json") as process,
    ):
        await discord.gateway.until_connected(within=20)
        await mention(discord, "a question of mine")
        await discord.until(lambda: bool(discord.list_requests("POST", r"/channels/.*")))
        process.send_signal(signal.SIGTERM)
        _, said = await end_process(process)
    assert '"message": "ready"' in said or '"message": "stopping"' in said
    assert "a question of mine" not in said


async def test_systemd_is_told_when_the_service_is_ready_and_when_it_stops(tmp_path: Path) -> None:
    address = str(tmp_path / "notify.sock")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(address)
        listener.setblocking(False)
        async with (
            Loopback() as discord,
            run_process(tmp_path, discord, DISCORD_TOKEN=TOKEN, NOTIFY_SOCKET=address) as process,
        ):
            await discord.gateway.until_connected(within=20)
            process.send_signal(signal.SIGTERM)
            await end_process(process)
        told = [listener.recv(1000), listener.recv(1000)]
    assert [state.split(b"\n")[0] for state in told] == [b"READY=1", b"STOPPING=1"]


async def test_health_is_served_on_the_port_that_the_settings_name(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    async with (
        Loopback() as discord,
        run_process(
            tmp_path, discord, DISCORD_TOKEN=TOKEN, ONRECORD_HEALTH_PORT=str(port)
        ) as process,
    ):
        await discord.gateway.until_connected(within=20)
        await (await use_command(discord, "constant")).first_answer()
        async with ClientSession(f"http://127.0.0.1:{port}") as session:
            health = await session.get("/healthz")
            metrics = await (await session.get("/metrics")).text()
        process.send_signal(signal.SIGTERM)
        code, said = await end_process(process)
    assert code == 0, said
    assert health.status == 200
    assert 'onrecord_interactions_total{outcome="answered"} 1.0' in metrics
