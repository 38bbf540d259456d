"""The gateway over real websockets: however a session breaks, the bot answers afterwards."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from tests.loopback import Loopback
from tests.loopback_client import Running, running
from tests.loopback_members import use_command

_NOBODY = "ws://127.0.0.1:9/"
_MALFORMED = {"op": 0, "t": "INTERACTION_CREATE", "d": {"id": "1"}}


async def _still_answers(run: Running) -> None:
    asked = await use_command(run.discord, "constant")
    assert (await asked.first_answer())["data"]["content"] == "constant"


async def test_a_dropped_socket_is_resumed_and_missed_interactions_are_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        run.discord.gateway.cut_all()
        missed = await use_command(run.discord, "constant")
        await run.until_ready(times=2)
        await missed.first_answer()
        await _still_answers(run)
    assert len(run.discord.gateway.identifies) == 1
    assert len(run.discord.gateway.resumes) == 1


async def test_a_request_to_reconnect_is_followed_by_a_resume(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        await run.discord.gateway.ask_to_reconnect()
        await run.until_ready(times=2)
        await _still_answers(run)
    assert len(run.discord.gateway.resumes) == 1


async def test_an_invalid_session_is_replaced_by_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        run.discord.gateway.forget_sessions()
        run.discord.gateway.cut_all()
        await run.until_ready(times=3)
        await _still_answers(run)
    assert len(run.discord.gateway.identifies) == 2


async def test_heartbeats_are_sent_and_a_session_without_trouble_stays_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hasten(discord: Loopback) -> None:
        discord.gateway.heartbeat_interval = 100

    async with running(tmp_path, monkeypatch, arrange=hasten) as run:
        await run.discord.until(lambda: run.discord.gateway.heartbeats >= 4)
    assert len(run.discord.gateway.connects) == 1


async def test_a_refused_first_connection_does_not_end_the_bot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(discord: Loopback) -> None:
        discord.gateway.refuse = 4

    async with running(tmp_path, monkeypatch, arrange=refuse) as run:
        await _still_answers(run)
    assert len(run.discord.gateway.connects) == 5
    assert len(run.clients) == 1


async def test_a_socket_that_closes_before_hello_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang_up(discord: Loopback) -> None:
        discord.gateway.hang_up_before_hello = 3

    async with running(tmp_path, monkeypatch, arrange=hang_up) as run:
        await _still_answers(run)
    assert len(run.clients) == 1


async def test_a_resume_address_where_nobody_listens_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mislead(discord: Loopback) -> None:
        discord.gateway.resume_address = _NOBODY

    async with running(tmp_path, monkeypatch, arrange=mislead) as run:
        run.discord.gateway.cut_all()
        await run.until_ready(times=2)
        await _still_answers(run)
    assert len(run.discord.gateway.identifies) == 1


@pytest.mark.parametrize("address", ["silent", "mute"])
async def test_a_resume_address_that_hangs_up_is_left_after_one_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """`silent` hangs up before it says hello, `mute` after it heard RESUME."""

    def mislead(discord: Loopback) -> None:
        discord.gateway.resume_address = f"{discord.gateway.address}{address}"

    async with running(tmp_path, monkeypatch, arrange=mislead) as run:
        run.discord.gateway.cut_all()
        await run.discord.until(lambda: run.discord.gateway.is_connected)
        await _still_answers(run)
        paths = run.discord.gateway.connects
    assert paths == ["/gateway/", f"/gateway/{address}", "/gateway/"]
    assert len(run.discord.gateway.identifies) == 1


async def test_a_malformed_event_is_survived_without_losing_what_came_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        await run.discord.until(lambda: run.clients[0].is_ready())
        await _send_malformed(run)
        after = await use_command(run.discord, "constant")
        await after.first_answer()
        await _still_answers(run)
    assert len(run.clients) == 1
    assert len(run.discord.gateway.identifies) == 1


async def test_a_second_malformed_event_within_a_minute_rebuilds_the_client(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        await run.discord.until(lambda: run.clients[0].is_ready())
        await _send_malformed(run)
        await run.until_ready(times=2)
        await _send_malformed(run)
        await run.discord.until(lambda: len(run.clients) == 2)
        await run.until_ready(times=3)
        await _still_answers(run)


async def test_bytes_that_are_no_event_at_all_do_not_end_the_bot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        await run.discord.until(lambda: run.clients[0].is_ready())
        await run.discord.gateway.dispatch_text(lambda sequence: '{"op": 0, "t": ')
        run.discord.gateway.drop_last()
        await run.until_ready(times=2)
        await _still_answers(run)


async def test_a_day_of_flapping_stays_within_the_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flap(discord: Loopback) -> None:
        discord.gateway.hang_up_after_ready = 10**6

    async with running(tmp_path, monkeypatch, arrange=flap, wait=False) as run:
        await run.discord.until(lambda: run.time.seconds > 6 * 3600, within=30)
        connects, hours = len(run.discord.gateway.connects), run.time.seconds / 3600
    assert 5 < connects <= 5 + 65 * hours + 1
    assert len(run.clients) == 1


async def test_a_day_of_invalid_sessions_stays_far_below_the_identifies_that_reset_a_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def invalidate(discord: Loopback) -> None:
        discord.gateway.invalidate = 10**6

    async with running(tmp_path, monkeypatch, arrange=invalidate, wait=False) as run:
        await run.discord.until(lambda: run.time.seconds > 86_400, within=30)
        identifies = len(run.discord.gateway.identifies)
        # the made-up clock runs on until the day is seen to be over
        days = run.time.seconds / 86_400
    assert 100 < identifies <= 10 + 288 * days


async def test_when_discord_says_the_sessions_of_the_day_are_nearly_used_up_it_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def use_up(discord: Loopback) -> None:
        discord.rest.remaining_starts = 60
        discord.rest.starts_reset_after = 7_200_000

    caplog.set_level(logging.INFO)
    async with running(tmp_path, monkeypatch, arrange=use_up) as run:
        assert run.time.seconds >= 7200
        await _still_answers(run)


async def _send_malformed(run: Running) -> None:
    await run.discord.gateway.dispatch_text(lambda s: json.dumps({**_MALFORMED, "s": s}))
