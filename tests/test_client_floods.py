"""Autocompletes that come in hundreds at once over real sockets, and others answered meanwhile."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.client import EXTENSIONS
from bot.settings import Settings
from tests.loopback import MEMBER
from tests.loopback_client import Running, running
from tests.loopback_members import type_into, use_command
from tests.loopback_rest import Asked

_OTHER = MEMBER + 1
_KURSK = "north korean troops are fighting in Kursk"


def _with_settings(folder: Path, patch: pytest.MonkeyPatch, **chosen: Any) -> Any:
    return running(folder, patch, extensions=EXTENSIONS, settings=Settings(**chosen))


async def _flood(run: Running, count: int, askers: list[int]) -> list[Asked]:
    flood = []
    for number in range(count):
        run.discord.asker = askers[number % len(askers)]
        flood.append(await type_into(run.discord, "ask", "question", _KURSK[: 5 + number % 30]))
    return flood


async def _count_choices(flood: list[Asked]) -> list[int]:
    answers = [await asked.first_answer() for asked in flood]
    assert {answer["type"] for answer in answers} == {8}
    return [len(answer["data"]["choices"]) for answer in answers]


@pytest.mark.parametrize("is_patient", [True, False])
async def test_300_autocompletes_of_one_member_leave_another_members_answers_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_patient: bool
) -> None:
    uses = 5 if is_patient else 1000  # with and without the pace that sheds most of a flood
    async with _with_settings(tmp_path, monkeypatch, cooldown_uses=uses) as run:
        flood = await _flood(run, 300, [MEMBER])
        run.discord.asker = _OTHER
        typed = await type_into(run.discord, "ask", "question", "kursk")
        asked = await use_command(run.discord, "ask", question=_KURSK)
        assert (await asked.first_answer())["type"] == 5
        await asked.until(lambda a: "Kursk region" in str(a.original))
        assert (await typed.first_answer())["data"]["choices"]
        counts = await _count_choices(flood)
        assert await _serves_again(run)
    assert counts[0] > 0
    assert counts.count(0) > 100
    assert uses > 5 or sum(map(bool, counts)) <= 6 * uses
    assert max(each.waited for each in (*flood, typed, asked)) < 3


async def test_no_more_searches_run_at_once_than_there_is_room_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _with_settings(tmp_path, monkeypatch, cooldown_uses=1000) as run:
        members = run.clients[-1].members
        search, running_now, most = members.suggest_claims, 0, 0

        async def suggest(*arguments: Any) -> Any:
            nonlocal running_now, most
            running_now += 1
            most = max(most, running_now)
            await asyncio.sleep(0.02)
            try:
                return await search(*arguments)
            finally:
                running_now -= 1

        monkeypatch.setattr(members, "suggest_claims", suggest)
        await _count_choices(await _flood(run, 40, [MEMBER]))
        assert most == 2
        await _count_choices(await _flood(run, 60, [MEMBER + number for number in range(20)]))
        assert most == 8


async def test_an_autocomplete_that_fails_says_so_as_its_only_choice_and_is_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with _with_settings(tmp_path, monkeypatch) as run:

        async def fail(*arguments: Any) -> Any:
            raise RuntimeError("broken on purpose")

        with monkeypatch.context() as broken:
            broken.setattr(run.clients[-1].members, "suggest_claims", fail)
            typed = await type_into(run.discord, "ask", "question", "kursk")
            (choice,) = (await typed.first_answer())["data"]["choices"]
        assert choice["name"].startswith("The search failed")
        assert "broken on purpose" in caplog.text
        assert await _serves_again(run)


async def _serves_again(run: Running) -> bool:
    """Whether nothing of a flood is left that takes up room."""
    run.discord.asker = MEMBER + 99
    typed = await type_into(run.discord, "ask", "question", "kursk")
    return bool((await typed.first_answer())["data"]["choices"])
