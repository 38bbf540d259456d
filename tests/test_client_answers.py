"""Members' interactions over real sockets: first answers, edits, files, failures, rate limits."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

import pytest

from tests.loopback import Loopback, Seen
from tests.loopback_client import running
from tests.loopback_members import mention, type_into, use_command

_CALLBACK = r"/interactions/\d+/[^/]+/callback"
_EPHEMERAL = 64


async def test_a_command_is_answered_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        asked = await use_command(run.discord, "constant")
        answer = await asked.first_answer()
    assert answer["type"] == 4
    assert answer["data"]["content"] == "constant"
    assert asked.waited < 1


async def test_a_deferred_command_is_edited_and_pings_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        asked = await use_command(run.discord, "later")
        assert (await asked.first_answer())["type"] == 5
        await asked.until(lambda a: a.original is not None and a.original["content"] == "later")
        edits = run.discord.list_requests("PATCH", r"/webhooks/.*/@original")
    assert [edit.body["allowed_mentions"] for edit in edits] == [{"parse": []}]


async def test_a_file_arrives_byte_for_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        asked = await use_command(run.discord, "file")
        await asked.until(lambda a: bool(a.followups))
        sent = run.discord.list_requests("POST", r"/webhooks/\d+/[^/]+")
    assert sent[0].files == {"dossier.md": "Kursk – 2024".encode()}


async def test_a_broken_command_tells_the_member_an_error_id_that_is_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        asked = await use_command(run.discord, "broken")
        answer = await asked.first_answer()
    found = re.search(r"Error id: ([0-9a-f]{8})$", answer["data"]["content"])
    assert found
    assert answer["data"]["flags"] & _EPHEMERAL
    records = [r for r in caplog.records if getattr(r, "error_id", "") == found[1]]
    assert len(records) == 1
    assert records[0].exc_info


async def test_a_command_that_breaks_after_deferring_does_not_leave_thinking_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        asked = await use_command(run.discord, "broken_later")
        await asked.until(lambda a: a.original is not None and "Error id" in a.original["content"])
    assert asked.followups == []


async def test_an_expected_error_is_its_own_sentence_without_an_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        asked = await use_command(run.discord, "expected")
        answer = await asked.first_answer()
    assert answer["data"]["content"] == "No claim “C9” is on record."


async def test_a_command_that_is_gone_is_answered_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        asked = await use_command(run.discord, "of_an_older_version")
        answer = await asked.first_answer()
        typed = await type_into(run.discord, "of_an_older_version", "question", "kursk")
        completed = await typed.first_answer()
    assert "reload Discord" in answer["data"]["content"]
    (choice,) = completed["data"]["choices"]
    assert "reload Discord" in choice["name"]


async def test_a_mention_is_answered_as_a_reply_in_servers_and_in_direct_messages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        asked = [await mention(run.discord, "kursk?", server=where) for where in (True, False)]
        await run.discord.until(lambda: len(_posts(run.discord)) == 2)
        posts = _posts(run.discord)
    replies = {str(post.body["message_reference"]["message_id"]) for post in posts}
    assert replies == {message["id"] for message in asked}
    assert all(post.body["allowed_mentions"]["parse"] == [] for post in posts)


async def test_a_failed_mention_is_answered_with_an_error_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        await mention(run.discord, "break")
        await run.discord.until(lambda: len(_posts(run.discord)) == 1)
        assert "Error id: " in _posts(run.discord)[0].body["content"]


async def test_a_429_is_waited_out_and_nothing_is_asked_before_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        run.discord.limit_rate("POST", _CALLBACK, seconds=0.4)
        run.discord.limit_rate("POST", r"/channels/\d+/messages", seconds=0.4, is_global=True)
        asked = await use_command(run.discord, "constant")
        await asked.first_answer()
        await mention(run.discord, "kursk?")
        await run.discord.until(lambda: len(_posts(run.discord)) == 2)
        callbacks = run.discord.list_requests("POST", _CALLBACK)
        posts = _posts(run.discord)
    assert [seen.status for seen in callbacks] == [429, 200]
    assert [seen.status for seen in posts] == [429, 200]
    assert callbacks[1].at - callbacks[0].at >= 0.4
    assert posts[1].at - posts[0].at >= 0.4


async def test_a_429_that_outlasts_the_deadline_is_not_answered_with_more_requests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        run.discord.limit_rate("POST", _CALLBACK, seconds=60)
        await use_command(run.discord, "constant")
        await run.discord.until(lambda: "interaction failed" in caplog.text)
        await use_command(run.discord, "constant")
        await run.discord.until(lambda: len(run.discord.list_requests("POST", _CALLBACK)) == 2)
        first, second = run.discord.list_requests("POST", _CALLBACK)
    assert (first.status, second.status) == (429, 200)
    assert first.path != second.path


@pytest.mark.parametrize("fault", [{"status": 502}, {"status": 503}, {"cuts": True}])
async def test_trouble_with_the_first_answer_still_leaves_the_member_answered_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: dict[str, Any]
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        run.discord.fail("POST", _CALLBACK, times=3, **fault)
        asked = await use_command(run.discord, "constant")
        answer = await asked.first_answer()
    assert answer["data"]["content"] == "constant"
    assert asked.waited < 3


@pytest.mark.parametrize("fault", [{"status": 502}, {"cuts": True}])
async def test_a_first_answer_whose_confirmation_was_lost_is_not_taken_for_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: dict[str, Any]
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        run.discord.fail("POST", _CALLBACK, is_lost=True, **fault)
        asked = await use_command(run.discord, "later")
        await asked.until(lambda a: a.original is not None and a.original["content"] == "later")
        sent = run.discord.list_requests("POST", _CALLBACK)
    assert [seen.status for seen in sent][-1] == 400
    assert asked.followups == []


async def test_when_no_first_answer_gets_through_the_bot_gives_up_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        fault = run.discord.fail("POST", _CALLBACK, times=10**6)
        await use_command(run.discord, "constant")
        await run.discord.until(lambda: "could not be told" in caplog.text)
        fault.times = 0
        asked = await use_command(run.discord, "constant")
        await asked.first_answer()
    assert len(run.discord.list_requests("POST", _CALLBACK)) < 20


async def test_a_file_in_the_first_answer_is_sent_whole_again_after_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        run.discord.fail("POST", _CALLBACK, times=2)
        asked = await use_command(run.discord, "file_at_once")
        await asked.first_answer()
        sent = run.discord.list_requests("POST", _CALLBACK)
    assert [seen.files for seen in sent] == [{"dossier.md": b"Kursk"}] * 3


async def test_in_a_burst_every_first_answer_goes_before_the_work_that_follows_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        run.discord.rest.is_strict = False
        burst = [await use_command(run.discord, "busy") for _ in range(150)]
        for asked in burst:
            await asked.first_answer()
        finished = len(run.discord.list_requests("PATCH", "/webhooks/.*"))
        await burst[-1].until(lambda a: a.original is not None and a.original["content"] != "")
    assert max(asked.waited for asked in burst) < 3
    assert finished < 40


async def test_each_interaction_is_one_log_line_without_any_text_of_the_member(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with running(tmp_path, monkeypatch) as run:
        asked = await use_command(run.discord, "constant")
        await asked.first_answer()
        await run.discord.until(lambda: bool(_answered(caplog)))
    (line,) = _answered(caplog)
    seen = {name: getattr(line, name) for name in ("interaction", "command", "outcome")}
    assert seen == {"interaction": asked.id, "command": "/constant", "outcome": "answered"}
    assert 0 <= line.__dict__["ms"] < 3000


def _answered(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [r for r in caplog.records if r.name == "bot.answer_times" and r.msg == "interaction"]


def _posts(discord: Loopback) -> list[Seen]:
    return discord.list_requests("POST", r"/channels/\d+/messages")
