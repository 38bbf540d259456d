"""One log line an interaction: how long its first answer took, and what became of it."""

from __future__ import annotations

import logging
import re
import time
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord

_log = logging.getLogger(__name__)

DEADLINE = 3.0
"""Seconds Discord waits for the first answer of an interaction."""

_CALLBACK = re.compile(r"/interactions/(\d+)/[^/]+/callback$")


class AnswerTimes:
    """Watches interactions come in and their first answers go out.

    The answer is seen where it leaves the process, on the connection to Discord, so that commands,
    autocomplete, buttons and forms are all measured alike and nothing has to report itself.
    """

    def __init__(self) -> None:
        self._waiting: dict[int, tuple[float, str, int | None]] = {}

    def trace(self) -> aiohttp.TraceConfig:
        """What the client's HTTP session has to be given."""
        config = aiohttp.TraceConfig()
        config.on_request_end.append(self._see_request)
        return config

    def begin(self, interaction: discord.Interaction[Any]) -> None:
        """Start the clock of an interaction that has just come in."""
        self.note_late()
        entry = (time.perf_counter(), name_of(interaction), interaction.guild_id)
        self._waiting[interaction.id] = entry

    def note_late(self) -> None:
        """Log the interactions whose deadline has passed; the oldest come first."""
        while self._waiting:
            interaction_id, (begun, _, _) = next(iter(self._waiting.items()))
            if time.perf_counter() - begun < DEADLINE:
                return
            self._end(interaction_id, "late", logging.WARNING)

    async def _see_request(
        self,
        session: aiohttp.ClientSession,
        context: SimpleNamespace,
        request: aiohttp.TraceRequestEndParams,
    ) -> None:
        status = request.response.status
        found = _CALLBACK.search(request.url.path)
        if status in (401, 403, 429):
            _log.warning("Discord refused a request", extra={"status": status})
        if found and (status < 300 or (400 <= status < 500 and status != 429)):
            self._end(int(found[1]), "answered" if status < 300 else f"refused-{status}")

    def _end(self, interaction_id: int, outcome: str, level: int = logging.INFO) -> None:
        entry = self._waiting.pop(interaction_id, None)
        if entry is None:
            return
        begun, name, server = entry
        _log.log(
            level,
            "interaction",
            extra={
                "interaction": interaction_id,
                "server": server or "none",
                "command": name,
                "ms": round((time.perf_counter() - begun) * 1000, 1),
                "outcome": outcome,
            },
        )


def name_of(interaction: discord.Interaction[Any]) -> str:
    """What was used, in a form that holds no text of a member: `/ask`, `button`, `form` …"""
    match interaction.type:
        case discord.InteractionType.application_command:
            return f"/{interaction.command.qualified_name}" if interaction.command else "/?"
        case discord.InteractionType.autocomplete:
            name = interaction.command.qualified_name if interaction.command else "?"
            return f"/{name}(autocomplete)"
        case discord.InteractionType.component:
            return "component"
        case discord.InteractionType.modal_submit:
            return "form"
        case _:
            return interaction.type.name
