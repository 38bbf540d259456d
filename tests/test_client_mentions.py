"""Mentions over real sockets, as Discord sends them to a bot without the privileged intent."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.client import EXTENSIONS
from tests.loopback_client import Running, running
from tests.loopback_members import mention, write
from tests.loopback_rules import walk

KURSK = "north korean troops are fighting in Kursk"


async def _answer(run: Running) -> str:
    """All that the newest message of the bot says."""
    sent = r"/channels/\d+/messages"
    await run.discord.until(lambda: bool(run.discord.list_requests("POST", sent)))
    body: dict[str, Any] = run.discord.list_requests("POST", sent)[-1].body
    texts = [str(part["content"]) for part in walk(body["components"]) if part["type"] == 10]
    return "\n".join(texts)


@pytest.mark.parametrize("beside", ["", "is this true?"])
async def test_a_reply_to_a_message_whose_text_is_hidden_points_to_the_message_menu(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, beside: str
) -> None:
    async with running(tmp_path, monkeypatch, extensions=EXTENSIONS) as run:
        hidden = await write(run.discord, KURSK)
        assert hidden["content"] == ""
        await mention(run.discord, beside, to=hidden)
        said = await _answer(run)
    assert "Discord does not show me that message's text" in said
    assert "Right-click or hold the message → Apps → What's on record?" in said


async def test_a_reply_to_a_message_whose_text_is_hidden_can_bring_its_own_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch, extensions=EXTENSIONS) as run:
        await mention(run.discord, KURSK, to=await write(run.discord, "hidden"))
        assert "Kursk region" in await _answer(run)


@pytest.mark.parametrize("status", [403, 404])
async def test_a_reply_to_a_message_that_cannot_be_fetched_points_to_the_message_menu_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    async with running(tmp_path, monkeypatch, extensions=EXTENSIONS) as run:
        hidden = await write(run.discord, KURSK)
        run.discord.fail("GET", rf"/channels/\d+/messages/{hidden['id']}", status=status, body={})
        await mention(run.discord, "", to=hidden)
        assert "Right-click or hold the message" in await _answer(run)


async def test_a_reply_to_a_message_whose_text_is_shown_is_about_that_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch, extensions=EXTENSIONS) as run:
        shown = await write(run.discord, KURSK, is_seen=True)
        await mention(run.discord, "is this true?", to=shown)
        assert "Kursk region" in await _answer(run)


async def test_a_channel_that_is_cleaned_up_loses_the_answers_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, monkeypatch, extensions=EXTENSIONS) as run:
        asked = await mention(run.discord, KURSK)
        await _answer(run)
        (answer,) = run.discord.rest.messages
        await _until_remembered(run)
        gone = {key: asked[key] for key in ("guild_id", "channel_id")} | {"ids": [asked["id"], "1"]}
        await run.discord.gateway.dispatch("MESSAGE_DELETE_BULK", gone)
        await run.discord.until(lambda: answer not in run.discord.rest.messages)


async def _until_remembered(run: Running) -> None:
    """Wait until it is kept which message answers which."""
    query = "SELECT 1 FROM shown_answer"
    async with asyncio.timeout(10):
        while not await run.store.read(lambda c: c.execute(query).fetchall()):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
