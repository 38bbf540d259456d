"""What members of the loopback Discord do: use commands, press buttons, send forms, write."""

from __future__ import annotations

import time
from typing import Any

from tests import loopback_values as values
from tests.loopback import Loopback
from tests.loopback_rest import Asked

_COMMAND, _COMPONENT, _AUTOCOMPLETE, _FORM = 2, 3, 4, 5


async def use_command(discord: Loopback, name: str, /, **options: Any) -> Asked:
    """Use a slash command; every option is text, a number or a truth value."""
    return await _interact(discord, _COMMAND, _command(name, options))


async def type_into(discord: Loopback, name: str, option: str, text: str) -> Asked:
    """Type into an option that completes itself."""
    content = _command(name, {option: text})
    typed = content["options"][0]
    (typed["options"][0] if typed["type"] == 1 else typed)["focused"] = True
    return await _interact(discord, _AUTOCOMPLETE, content)


async def use_message_menu(discord: Loopback, name: str, text: str) -> Asked:
    """Right-click a message and use a command on it."""
    target = values.message({"content": text}, values.CHANNEL, values.user(), [])
    content = {
        "id": str(values.new_id()),
        "name": name,
        "type": 3,
        "target_id": target["id"],
        "resolved": {"messages": {target["id"]: target}},
    }
    return await _interact(discord, _COMMAND, content)


async def press(discord: Loopback, custom_id: str, message: dict[str, Any]) -> Asked:
    """Press a button of a message."""
    content = {"custom_id": custom_id, "component_type": 2}
    return await _interact(discord, _COMPONENT, content, message=message)


async def choose(discord: Loopback, custom_id: str, value: str, message: dict[str, Any]) -> Asked:
    """Choose from a select menu of a message."""
    content = {"custom_id": custom_id, "component_type": 3, "values": [value]}
    return await _interact(discord, _COMPONENT, content, message=message)


async def send_form(discord: Loopback, custom_id: str, components: list[Any]) -> Asked:
    """Send a form."""
    return await _interact(
        discord, _FORM, {"custom_id": custom_id, "components": components, "resolved": {}}
    )


async def mention(discord: Loopback, text: str, *, server: bool = True) -> dict[str, Any]:
    """Write a message that mentions the bot."""
    channel = values.CHANNEL if server else values.DIRECT
    content = {"content": f"<@{values.APPLICATION}> {text}"}
    message = values.message(content, channel, values.user(), [])
    message["mentions"] = [values.bot_user()]
    if server:
        message |= {"guild_id": str(values.SERVER), "member": values.member(values.user())}
    await discord.gateway.dispatch("MESSAGE_CREATE", message)
    return message


def _command(name: str, options: dict[str, Any]) -> dict[str, Any]:
    """The command as it is sent; the name of one in a group has a blank."""
    given: list[dict[str, Any]] = [
        {"name": option, "type": _option_type(value), "value": value}
        for option, value in options.items()
    ]
    name, _, below = name.partition(" ")
    if below:
        given = [{"name": below, "type": 1, "options": given}]
    return {"id": str(values.new_id()), "name": name, "type": 1, "options": given}


def _option_type(value: Any) -> int:
    return {bool: 5, int: 4}.get(type(value), 3)


async def _interact(
    discord: Loopback, kind: int, content: dict[str, Any], message: dict[str, Any] | None = None
) -> Asked:
    id_, asker = values.new_id(), values.user(discord.asker)
    asked = Asked(id_, f"aW50ZXJhY3Rpb246{id_}-canary", values.CHANNEL, time.monotonic())
    asked.original = message
    event = {
        "id": str(id_),
        "application_id": str(values.APPLICATION),
        "type": kind,
        "token": asked.token,
        "version": 1,
        "data": content,
        "guild_id": str(values.SERVER),
        "channel_id": str(values.CHANNEL),
        "channel": values.channel(),
        "member": values.member(asker),
        "locale": "en-US",
        "guild_locale": "en-US",
        "app_permissions": str((1 << 50) - 1),
        "entitlements": [],
        "authorizing_integration_owners": {"0": str(values.SERVER)},
        "context": 0,
        "attachment_size_limit": 10_485_760,
        **({"message": message} if message else {}),
    }
    discord.rest.asked[asked.token] = asked
    await discord.gateway.dispatch("INTERACTION_CREATE", event)
    return asked
