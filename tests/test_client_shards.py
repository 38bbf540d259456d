"""A bot that Discord wants in three shards, in one process, over real websockets."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests import loopback_values as values
from tests.loopback import Loopback
from tests.loopback_client import Running, running
from tests.loopback_members import mention, use_command

_SERVERS = tuple(values.SERVER + (number << 22) for number in range(6))


def _want_three(discord: Loopback) -> None:
    discord.gateway.shards = 3
    discord.gateway.servers = [values.server(server) for server in _SERVERS]


async def _until_up(run: Running, count: int = 3) -> None:
    def are_up() -> bool:
        shards = run.clients[-1].shards.are_up() if run.clients else {}
        return len(shards) == count and all(shards.values())

    await run.discord.until(are_up)
    await run.discord.until(lambda: sum(bool(s.channels) for s in run.clients[-1].guilds) == 6)


@contextlib.asynccontextmanager
async def _three_shards(
    folder: Path,
    patch: pytest.MonkeyPatch,
    also: Callable[[Loopback], object] = lambda discord: None,
) -> AsyncIterator[Running]:
    """A client with three shards that are up."""

    def arrange(discord: Loopback) -> None:
        _want_three(discord)
        also(discord)

    async with running(folder, patch, arrange=arrange, wait=False) as run:
        await _until_up(run)
        yield run


async def _answers_everywhere(run: Running) -> None:
    for server in _SERVERS:
        run.discord.server = server
        asked = await use_command(run.discord, "constant")
        assert (await asked.first_answer())["data"]["content"] == "constant"


async def test_every_shard_that_discord_asks_for_is_identified_and_answers_its_servers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _three_shards(tmp_path, monkeypatch) as run:
        await _answers_everywhere(run)
        identifies = [said["shard"] for said in run.discord.gateway.identifies]
        assert sorted(identifies) == [[0, 3], [1, 3], [2, 3]]
        assert {server.shard_id for server in run.clients[0].guilds} == {0, 1, 2}
        assert run.time.seconds >= 10  # five seconds between one IDENTIFY and the next
        await run.discord.until(run.clients[0].is_ready)
    assert len(run.clients) == 1


async def test_a_direct_message_is_answered_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _three_shards(tmp_path, monkeypatch) as run:
        await mention(run.discord, "kursk?", server=False)
        await run.discord.until(lambda: bool(run.discord.list_requests("POST", r"/channels/.*")))
        await asyncio.sleep(0.1)
        posts = run.discord.list_requests("POST", rf"/channels/{values.DIRECT}/messages")
    assert len(posts) == 1


async def test_one_shard_that_breaks_is_resumed_while_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _three_shards(tmp_path, monkeypatch) as run:
        gateway = run.discord.gateway
        gateway.refuse = 10**6
        gateway.cut_all(shard=1)
        await run.discord.until(lambda: not run.clients[0].shards.are_up()[1])
        assert dict(run.clients[0].shards.are_up()) == {0: True, 1: False, 2: True}
        run.discord.server = next(s for s in _SERVERS if gateway.shard_for(s) == 2)
        await (await use_command(run.discord, "constant")).first_answer()
        gateway.refuse = 0
        await _until_up(run)
        await _answers_everywhere(run)
    assert len(gateway.identifies) == 3
    assert len(gateway.resumes) == 1


async def test_a_server_left_while_its_shard_was_away_is_forgotten_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _three_shards(tmp_path, monkeypatch) as run:
        gateway = run.discord.gateway
        left = next(s for s in gateway.servers if gateway.shard_for(s["id"]) == 1)
        gateway.servers.remove(left)
        gateway.forget_sessions()
        gateway.cut_all(shard=1)
        await run.discord.until(lambda: len(gateway.identifies) == 4)
        await run.discord.until(lambda: len(run.clients[0].guilds) == 5)
        assert int(left["id"]) not in {server.id for server in run.clients[0].guilds}


async def test_when_discord_wants_more_shards_than_before_the_client_asks_how_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with running(tmp_path, monkeypatch) as run:
        _want_three(run.discord)
        run.discord.gateway.forget_sessions()
        run.discord.gateway.cut_all()
        await _until_up(run)
        await _answers_everywhere(run)
    assert len(run.clients) == 2
    assert "Discord wants another number of shards; asking it again" in caplog.messages


async def test_where_discord_does_not_say_how_many_the_last_number_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hide(discord: Loopback) -> None:
        discord.fail("GET", "/gateway/bot", status=400)

    async with _three_shards(tmp_path, monkeypatch, also=hide) as run:
        await _answers_everywhere(run)
    assert run.discord.gateway.identifies[0]["shard"] == [0, 1]


async def test_stopping_closes_every_shard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with _three_shards(tmp_path, monkeypatch) as run:
        run.stop.set()
        await run.task
        await run.discord.until(lambda: not run.discord.gateway.is_connected)
