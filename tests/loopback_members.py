"""What members of the loopback Discord do: use commands, press buttons, send forms, write."""

from __future__ import annotations

import copy
import time
from collections.abc import Iterator
from typing import Any

from tests import loopback_values as values
from tests.loopback import Loopback
from tests.loopback_rest import Asked
from tests.loopback_rules import walk

_USER, _ATTACHMENT = 6, 11
_COMMAND, _COMPONENT, _AUTOCOMPLETE, _FORM = 2, 3, 4, 5


async def use_command(discord: Loopback, name: str, /, **options: Any) -> Asked:
    """Use a slash command; every option is text, a number or a truth value."""
    return await _interact(discord, _COMMAND, make_command(name, options))


async def type_into(discord: Loopback, name: str, option: str, text: str) -> Asked:
    """Type into an option that completes itself."""
    content = make_command(name, {option: text})
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


async def press_labelled(discord: Loopback, label: str, message: dict[str, Any]) -> Asked:
    """Press the button of a message that has this label."""
    labels = {part["label"]: part["custom_id"] for part in _buttons(message)}
    assert label in labels, f"no “{label}” among {list(labels)}"
    return await press(discord, labels[label], message)


async def choose(
    discord: Loopback,
    custom_id: str,
    value: str,
    message: dict[str, Any],
    *,
    roles: list[dict[str, Any]] | None = None,
) -> Asked:
    """Choose from a select menu of a message; from one of roles where these are given."""
    content: dict[str, Any] = {"custom_id": custom_id, "component_type": 3, "values": [value]}
    if roles is not None:
        resolved = {"roles": {role["id"]: role for role in roles}}
        content |= {"component_type": 6, "values": list(resolved["roles"]), "resolved": resolved}
    return await _interact(discord, _COMPONENT, content, message=message)


async def send_form(discord: Loopback, custom_id: str, components: list[Any]) -> Asked:
    """Send a form."""
    return await _interact(
        discord, _FORM, {"custom_id": custom_id, "components": components, "resolved": {}}
    )


async def fill_form(discord: Loopback, opened: Asked, /, **texts: str) -> Asked:
    """Send the form that an interaction opened; what is not given stays as it was filled in."""
    form = (await opened.first_answer())["data"]
    return await send_form(discord, form["custom_id"], fill_in(form, texts))


def fill_in(form: dict[str, Any], texts: dict[str, str]) -> list[dict[str, Any]]:
    """The components of a form as they are sent."""
    return [_fill(component, texts) for component in form["components"]]


def _fill(component: dict[str, Any], texts: dict[str, str]) -> dict[str, Any]:
    sent = {"type": component["type"], "id": 1}
    if "component" in component:
        return sent | {"component": _fill(component["component"], texts)}
    if "components" in component:
        return sent | {"components": [_fill(part, texts) for part in component["components"]]}
    if "custom_id" not in component:
        return sent
    name = component["custom_id"]
    sent["custom_id"] = name
    if "options" in component:
        chosen = [option["value"] for option in component["options"] if option.get("default")]
        return sent | {"values": [texts[name]] if name in texts else chosen}
    return sent | {"value": texts.get(name, component.get("value") or "")}


def _buttons(message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    parts = walk(message.get("components") or [])
    return (part for part in parts if part["type"] == 2 and "custom_id" in part)


def say(message: dict[str, Any] | None) -> str:
    """All that a message says, in one text."""
    if message is None:
        return ""
    texts = (part["content"] for part in walk(message["components"]) if part["type"] == 10)
    return "\n".join((message["content"], *texts))


async def shown(asked: Asked) -> dict[str, Any]:
    """The message that an interaction came to, once it is there."""
    await asked.until(lambda a: bool(a.followups) or a.callback is not None)
    await asked.until(lambda a: bool(a.followups) or a.is_answered)
    message = asked.followups[-1] if asked.followups else asked.original
    assert message is not None
    return message


async def mention(
    discord: Loopback, text: str, *, server: bool = True, to: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Write a message that mentions the bot, perhaps in reply `to` another."""
    channel = values.CHANNEL if server else values.DIRECT
    content = {"content": f"<@{values.APPLICATION}> {text}"}
    message = values.message(content, channel, values.user(discord.asker), [])
    message["mentions"] = [values.bot_user()]
    if to is not None:
        message |= {"type": 19, "referenced_message": to}
        message["message_reference"] = {"message_id": to["id"], "channel_id": to["channel_id"]}
    if server:
        message |= {"guild_id": str(values.SERVER), "member": _member(discord)}
    await discord.gateway.dispatch("MESSAGE_CREATE", message)
    return message


async def write(discord: Loopback, text: str, *, is_seen: bool = False) -> dict[str, Any]:
    """Write a message that does not mention the bot; its text is hidden unless `is_seen`."""
    message = values.message(
        {"content": text if is_seen else ""}, values.CHANNEL, values.user(), []
    )
    discord.rest.messages[message["id"]] = message
    event = {**message, "guild_id": str(values.SERVER), "member": values.member(values.user())}
    await discord.gateway.dispatch("MESSAGE_CREATE", event)
    return message


def _member(discord: Loopback) -> dict[str, Any]:
    return values.member(values.user(discord.asker)) | discord.standing.get(discord.asker, {})


def make_command(name: str, options: dict[str, Any]) -> dict[str, Any]:
    """The command as it is sent; the name of one in a group has a blank.

    An option that is a user or an attachment is what Discord says of it.
    """
    resolved: dict[str, dict[str, Any]] = {}
    given: list[dict[str, Any]] = []
    for option, value in options.items():
        kind = _option_type(value)
        if isinstance(value, dict):
            named = resolved.setdefault("users" if kind == _USER else "attachments", {})
            named[value["id"]] = value
            value = value["id"]
        given.append({"name": option, "type": kind, "value": value})
    name, _, below = name.partition(" ")
    if below:
        given = [{"name": below, "type": 1, "options": given}]
    command = {"id": str(values.new_id()), "name": name, "type": 1, "options": given}
    return command | ({"resolved": resolved} if resolved else {})


def _option_type(value: Any) -> int:
    if isinstance(value, dict):
        return _USER if "username" in value else _ATTACHMENT
    return {bool: 5, int: 4}.get(type(value), 3)


async def _interact(
    discord: Loopback, kind: int, content: dict[str, Any], message: dict[str, Any] | None = None
) -> Asked:
    id_ = values.new_id()
    asked = Asked(id_, f"aW50ZXJhY3Rpb246{id_}-canary", values.CHANNEL, time.monotonic())
    asked.original = message
    event = {
        "id": str(id_),
        "application_id": str(values.APPLICATION),
        "type": kind,
        "token": asked.token,
        "version": 1,
        "data": content,
        **_where(discord),
        "locale": "en-US",
        "app_permissions": str((1 << 50) - 1),
        "entitlements": [],
        "attachment_size_limit": 10_485_760,
        **({"message": message} if message else {}),
    }
    discord.rest.asked[asked.token] = asked
    discord.used.append((discord.asker, kind, content, copy.deepcopy(message)))
    await discord.gateway.dispatch("INTERACTION_CREATE", event)
    return asked


def _where(discord: Loopback) -> dict[str, Any]:
    """Where an interaction is: in a server that has the bot or not, or in direct messages."""
    own = {"1": str(discord.asker)}
    if discord.place == "direct":
        return {
            "channel_id": str(values.DIRECT),
            "channel": values.direct_channel(values.user(discord.asker)),
            "user": values.user(discord.asker),
            "authorizing_integration_owners": own,
            "context": 1,
        }
    return {
        "guild_id": str(discord.server),
        "guild_locale": "en-US",
        "channel_id": str(values.CHANNEL),
        "channel": values.channel(server=discord.server),
        "member": _member(discord),
        "authorizing_integration_owners": (
            own if discord.place == "installed" else {"0": str(discord.server)}
        ),
        "context": 0,
    }


async def use_again(
    discord: Loopback, kind: int, content: dict[str, Any], message: dict[str, Any] | None
) -> Asked:
    """Do just what someone did before, as kept in `Loopback.used`."""
    return await _interact(discord, kind, content, message)
