"""The whole bot over real sockets: every command, button and menu, and not one body refused."""

from __future__ import annotations

import copy
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.client import EXTENSIONS
from bot.settings import Settings
from tests import loopback_values as values
from tests.loopback import Loopback
from tests.loopback_client import running
from tests.loopback_members import (
    choose,
    mention,
    press,
    send_form,
    type_into,
    use_command,
    use_message_menu,
)
from tests.loopback_rest import Asked
from tests.loopback_rules import walk

_BUTTON, _MENU, _LINK = 2, 3, 5
_ROW, _TEXT_INPUT, _LABEL, _FORM = 1, 4, 18, 9
_COMMANDS: list[tuple[str, dict[str, Any]]] = [
    ("ask", {"question": "north korean trops in kursk"}),
    ("ask", {"question": "did zelensky say 12,000", "speaker": "NIS", "since": "2024-10"}),
    ("ask", {"question": "who won the cheese rolling of 1987"}),
    ("ask", {"question": "@everyone [x](javascript:x) <@1> `", "private": True}),
    ("claim", {"claim": "C1"}),
    ("speaker", {"name": "Lloyd Austin"}),
    ("sources", {"claim": "C1"}),
    ("timeline", {"claim": "C1"}),
    ("follow", {"claim": "C1"}),
    ("unfollow", {"claim": "C1"}),
    ("cite", {"id": "S1"}),
    ("help", {}),
    ("about", {}),
    ("privacy", {}),
    ("forget-me", {}),
    ("ping", {}),
    ("record claim", {}),
    ("record speaker", {}),
    ("record source", {}),
    ("record statement", {"claim": "LC1", "stance": "supports"}),
    ("record counter", {"statement": "LS1", "does": "denies", "answered": "LS2"}),
    ("record phrasing", {"claim": "LC1", "wording": "@everyone <@1> `code`"}),
    ("record stance", {"statement": "LS1", "claim": "LC2", "stance": "context"}),
    ("edit", {"id": "LC1"}),
    ("retire", {"id": "LC1", "reason": "@everyone"}),
    ("restore", {"id": "LC1"}),
    ("merge", {"merged": "LC1", "into": "LC2"}),
    ("undo", {"revision": "R1"}),
    ("move", {"statement": "LS1", "to": "LC2"}),
    ("split", {"claim": "LC1"}),
    ("hide", {"claim": "LC2"}),
    ("unhide", {"claim": "LC2"}),
    ("address", {"source": "LD1"}),
    ("import", {"file": None}),
    ("export", {"format": "csv"}),
    ("forget", {"member": values.user(1_400_000_000_000_000_099)}),
    ("history", {"id": "LC1"}),
    ("history", {}),
    ("queue", {}),
    ("gaps", {}),
    ("settings", {}),
]


async def test_every_command_is_answered_and_every_button_and_menu_of_its_answer_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with _with_everything(tmp_path, monkeypatch) as run:
        known = {command["name"] for command in run.discord.rest.commands}
        used = {name.split()[0] for name, _ in _COMMANDS}
        slash = {c["name"] for c in run.discord.rest.commands if c["type"] == 1}
        assert used <= known
        assert slash <= used, "a command is not tried here"
        for name, options in _COMMANDS:
            if "file" in options:
                options = {"file": _attach(run.discord)}
            asked = await use_command(run.discord, name, **_fitting(run.discord, name, options))
            await _press_everything(run.discord, await _shown(asked))
    assert [record.message for record in caplog.records if record.levelno > logging.WARNING] == []


async def test_a_message_menu_and_a_mention_and_every_option_that_completes_itself_are_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _with_everything(tmp_path, monkeypatch) as run:
        for menu in [c["name"] for c in run.discord.rest.commands if c["type"] == 3]:
            asked = await use_message_menu(run.discord, menu, "North Korean troops are in Kursk!")
            await _press_everything(run.discord, await _shown(asked))
        await mention(run.discord, "north korean troops in kursk")
        posts = r"/channels/\d+/messages"
        await run.discord.until(lambda: bool(run.discord.list_requests("POST", posts)))
        for command, option in _completing(run.discord):
            for text in ("", "kurs", "x" * 100, "'\"*(AND"):
                typed = await type_into(run.discord, command, option, text)
                assert (await typed.first_answer())["type"] == 8


def _attach(discord: Loopback) -> dict[str, Any]:
    """A file that says what Discord could take for more than text."""
    discord.downloads["list.csv"] = b"claim,phrasings\n@everyone <@1> `x` [y](https://z.example),\n"
    return values.attachment("list.csv", discord.address.replace("api/v10", "files"))


def _with_everything(folder: Path, patch: pytest.MonkeyPatch) -> Any:
    return running(folder, patch, extensions=EXTENSIONS, settings=Settings(cooldown_uses=1000))


def _fitting(discord: Loopback, name: str, options: dict[str, Any]) -> dict[str, Any]:
    """The options under the names that the command gives them, in their order."""
    above, _, below = name.partition(" ")
    command = next(c for c in discord.rest.commands if c["name"] == above)
    if below:
        command = next(c for c in command["options"] if c["name"] == below)
    names = [option["name"] for option in command.get("options", [])]
    return {
        given if given in names else names[place]: value
        for place, (given, value) in enumerate(options.items())
    }


async def _shown(asked: Asked) -> dict[str, Any]:
    """The message that an interaction came to; empty for what shows none."""
    first = await asked.first_answer()
    if first["type"] == 5:
        await asked.until(
            lambda a: (a.original is not None and _is_filled(a.original)) or bool(a.followups)
        )
    if first["type"] in (6, 7) or asked.followups:
        return asked.followups[-1] if asked.followups else {}
    return asked.original or {}


def _is_filled(message: dict[str, Any]) -> bool:
    return bool(message["content"] or message["components"] or message["attachments"])


async def _press_everything(discord: Loopback, message: dict[str, Any], depth: int = 2) -> None:
    before = copy.deepcopy(message)  # each press is on the message as it was shown first
    for component in _active(before):
        if component["type"] == _MENU:
            for option in component["options"]:
                asked = await choose(discord, component["custom_id"], option["value"], before)
                await _shown(asked)
            continue
        pressed = await press(discord, component["custom_id"], before)
        first = await pressed.first_answer()
        if first["type"] == _FORM:
            filled = [_fill(c) for c in first["data"]["components"]]
            pressed = await send_form(discord, first["data"]["custom_id"], filled)
        answer = await _shown(pressed)
        if depth:
            await _press_everything(discord, answer, depth - 1)


def _fill(component: dict[str, Any]) -> dict[str, Any]:
    """A component of a form as it comes back, every text filled in."""
    if component["type"] == _LABEL:
        return {"type": _LABEL, "id": 1, "component": _fill(component["component"])}
    if component["type"] == _ROW:
        return {"type": _ROW, "id": 1, "components": [_fill(c) for c in component["components"]]}
    if component["type"] == _TEXT_INPUT:
        text = "This is wrong: <@1> @everyone `code`"
        return {"type": _TEXT_INPUT, "id": 2, "custom_id": component["custom_id"], "value": text}
    return {"type": component["type"], "id": 3}


def _active(message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for component in walk(message.get("components", [])):
        is_button = component["type"] == _BUTTON and component["style"] != _LINK
        if (is_button or component["type"] == _MENU) and not component.get("disabled"):
            yield component


def _completing(discord: Loopback) -> Iterator[tuple[str, str]]:
    for command in discord.rest.commands:
        for option in command.get("options", []):
            if option.get("autocomplete"):
                yield command["name"], option["name"]
            for below in option.get("options", []):
                if below.get("autocomplete"):
                    yield f"{command['name']} {option['name']}", below["name"]
