"""Every way into the program that Discord offers: commands, options, buttons, menus and forms."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
from discord.app_commands import Command, ContextMenu, Group

from bot.client import OnRecordClient
from cogs import _curating_forms, _forms

_COGS = Path(_forms.__file__).parent
_FORMS = {_curating_forms.CuratingForm, _forms.Form}
_CHOICES = re.compile(r"\(\?P<\w+>(\[[A-Za-z-]+\]|[a-z|]+)\)")


def list_paths(client: OnRecordClient) -> frozenset[str]:
    """The names of all ways in, found in the command tree, the registered items and the forms."""
    commands: list[Any] = client.tree.get_commands()
    items: dict[re.Pattern[str], Any] = client._connection._view_store._dynamic_items
    return frozenset(
        [
            *_name_commands(commands),
            *(path for pattern, item in items.items() for path in _name_items(pattern, item)),
            *_name_forms(),
        ]
    )


def path_of(kind: int, content: dict[str, Any]) -> str:
    """The name of the way in that an interaction takes."""
    if kind in (2, 4):
        name, options = content["name"], content.get("options", [])
        if content["type"] == 3:
            return f"menu {name}"
        if options and options[0]["type"] == 1:
            name, options = f"{name} {options[0]['name']}", options[0]["options"]
        focused = [option["name"] for option in options if option.get("focused")]
        return f"typing /{name}: {focused[0]}" if focused else f"/{name}"
    prefix, part, *_ = f"{content['custom_id']}.".split(".")
    if kind == 5:
        return f"form {prefix}.{part}" if prefix == "or1F" else f"form {prefix}"
    return f"item {prefix}.{part}" if part.isalpha() else f"item {prefix}"


def _name_commands(commands: list[Any], above: str = "") -> Iterator[str]:
    for command in commands:
        match command:
            case Group():
                yield from _name_commands(command.commands, f"{command.name} ")
            case ContextMenu():
                yield f"menu {command.name}"
            case Command():
                name = f"/{above}{command.name}"
                yield name
                for option in command.parameters:
                    if option.autocomplete:
                        yield f"typing {name}: {option.display_name}"


def _name_items(pattern: re.Pattern[str], item: type) -> Iterator[str]:
    """The items of a template: one for each letter or word that it can carry first."""
    prefix, _, rest = pattern.pattern.partition(r"\.")
    found = _CHOICES.match(rest)
    if found is None:
        yield f"item {prefix}"
    elif found[1].startswith("["):
        letters = found[1].strip("[]")
        for letter in _list_letters(item.__name__) if "-" in letters else letters:
            yield f"item {prefix}.{letter}"
    else:
        yield from (f"item {prefix}.{word}" for word in found[1].split("|"))


def _list_letters(name: str) -> frozenset[str]:
    """The letters with which the cogs make an item that may carry any letter."""
    letters = set()
    for path in _COGS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                first = node.args[0]
                assert isinstance(first, ast.Constant | ast.Subscript | ast.Attribute), path
                if isinstance(first, ast.Constant):
                    letters.add(str(first.value))
    return frozenset(letters)


def _name_forms() -> Iterator[str]:
    ours = {one for one in discord.ui.Modal.__subclasses__() if one.__module__.startswith("cogs")}
    assert ours == _FORMS, "a form of another class: name its ways in here"
    yield from (f"form or1F.{kind}" for kind in _curating_forms.FIELDS)
    kinds = re.search(r"or1\(\?P<kind>\[([A-Z]+)\]\)", _forms.FORM.pattern)
    assert kinds is not None
    yield from (f"form or1{kind}" for kind in kinds[1])
