"""Tells Discord which commands there are, only when they changed since it was told last."""

from __future__ import annotations

import hashlib
import itertools
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import aiohttp
from discord import HTTPException, RateLimited
from discord.app_commands import CommandTree

from bot.pace import back_off

_log = logging.getLogger(__name__)


class Memory(Protocol):
    """Short texts that survive a restart, by name."""

    async def recall(self, name: str) -> str | None:
        """The text under a name, None when there is none."""

    async def remember(self, name: str, text: str) -> None:
        """Keep a text under a name, in place of what was there."""


async def synchronise(tree: CommandTree[Any], memory: Memory) -> bool:
    """Send the commands to Discord if they differ from those it was sent last; say whether.

    Raises:
        HTTPException: Discord refused or failed; what it has is as before.
    """
    name = f"commands of {tree.client.application_id}"
    fingerprint = await take_fingerprint(tree)
    if await memory.recall(name) == fingerprint:
        return False
    commands = await tree.sync()
    await memory.remember(name, fingerprint)
    _log.info("commands synchronised", extra={"commands": len(commands)})
    return True


async def take_fingerprint(tree: CommandTree[Any]) -> str:
    """A hash that changes with anything Discord is told: names, options, translations, contexts."""
    translator = tree.translator
    commands = [
        await command.get_translated_payload(tree, translator)
        if translator
        else command.to_dict(tree)
        for command in tree.get_commands()
    ]
    commands.sort(key=lambda command: (command["type"], command["name"]))
    content = json.dumps(commands, sort_keys=True, default=str)
    return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()


async def keep_trying(
    tree: CommandTree[Any],
    memory: Memory,
    *,
    sleep: Callable[[float], Awaitable[object]],
) -> None:
    """Synchronise once Discord lets us; until then the commands it has stay in use."""
    for failures in itertools.count(1):
        _log.warning("commands not synchronised yet", extra={"failures": failures})
        await sleep(2 * back_off(failures, 0.0))
        try:
            await synchronise(tree, memory)
            return
        except Exception as error:
            if not _may_pass(error):
                _log.exception("Discord refuses the commands; those it has stay in use")
                return


def _may_pass(error: Exception) -> bool:
    """Whether trying again may help: not when Discord refuses what it was sent."""
    if isinstance(error, HTTPException):
        return error.status >= 500 or error.status == 429
    return isinstance(error, RateLimited | OSError | aiohttp.ClientError)
