"""Login and synchronisation over real sockets: only when needed, and through every failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.errors import SettingsRefused
from tests.loopback import BAN_PAGE, Loopback
from tests.loopback_client import Running, running
from tests.loopback_members import use_command

_COMMANDS = r"/applications/\d+/commands"
_ME = "/users/@me"


async def test_commands_are_sent_once_and_not_again_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch) as first:
        assert "constant" in [c["name"] for c in first.discord.rest.commands]
    async with running(tmp_path, monkeypatch) as second:
        assert second.discord.list_requests("PUT", _COMMANDS) == []


async def test_commands_are_sent_again_when_they_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch):
        pass
    async with running(tmp_path, monkeypatch, extensions=()) as changed:
        (sent,) = changed.discord.list_requests("PUT", _COMMANDS)
    assert sent.body == []


@pytest.mark.parametrize("status", [500, 503])
async def test_a_5xx_at_login_is_retried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    async with running(
        tmp_path, monkeypatch, arrange=lambda d: d.fail("GET", _ME, status=status)
    ) as run:
        await _answers(run)


async def test_a_cut_connection_at_login_is_retried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(
        tmp_path, monkeypatch, arrange=lambda d: d.fail("GET", _ME, cuts=True, times=3)
    ) as run:
        await _answers(run)
    assert len(run.clients) >= 2


async def test_a_503_at_synchronisation_is_retried_while_the_bot_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(
        tmp_path, monkeypatch, arrange=lambda d: d.fail("PUT", _COMMANDS, times=3)
    ) as run:
        await _answers(run)
        await run.discord.until(lambda: bool(run.discord.rest.commands))
        sent = run.discord.list_requests("PUT", _COMMANDS)
    assert [seen.status for seen in sent] == [503, 503, 503, 200]
    assert len(run.clients) == 1


async def test_refused_commands_do_not_keep_the_bot_from_answering_and_are_not_sent_on_and_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(discord: Loopback) -> None:
        discord.fail("PUT", _COMMANDS, status=400, body={"code": 50035}, times=100)

    async with running(tmp_path, monkeypatch, arrange=refuse) as run:
        await _answers(run)
        await run.discord.until(lambda: len(run.discord.list_requests("PUT", _COMMANDS)) == 2)
        await _answers(run)
        assert len(run.discord.list_requests("PUT", _COMMANDS)) == 2


async def test_an_address_ban_is_waited_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(
        tmp_path, monkeypatch, arrange=lambda d: d.fail("GET", _ME, status=429, body=BAN_PAGE)
    ) as run:
        await _answers(run)
    assert run.time.seconds >= 600
    assert len(run.discord.list_requests("GET", _ME)) == 2


async def test_a_wrong_token_is_one_sentence_and_is_tried_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change_token(discord: Loopback) -> None:
        discord.fail("GET", _ME, status=401, body={"message": "401: Unauthorized", "code": 0})

    async with running(tmp_path, monkeypatch, arrange=change_token, wait=False) as run:
        with pytest.raises(SettingsRefused, match="does not accept the token"):
            await run.task
    assert len(run.discord.list_requests("GET", _ME)) == 1


@pytest.mark.parametrize(
    ("code", "sentence"), [(4004, "does not accept the token"), (4014, "intents")]
)
async def test_a_final_refusal_of_the_gateway_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, sentence: str
) -> None:
    def refuse(discord: Loopback) -> None:
        discord.gateway.close_code = code

    async with running(tmp_path, monkeypatch, arrange=refuse, wait=False) as run:
        with pytest.raises(SettingsRefused, match=sentence):
            await run.task
    assert len(run.discord.gateway.identifies) == 1


async def test_no_privileged_intent_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch) as run:
        (identify,) = run.discord.gateway.identifies
    privileged = (1 << 1) | (1 << 8) | (1 << 15)
    assert identify["intents"] & privileged == 0
    assert identify["intents"] == (1 << 0) | (1 << 9) | (1 << 12)


async def _answers(run: Running) -> None:
    asked = await use_command(run.discord, "constant")
    await asked.first_answer()
