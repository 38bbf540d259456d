"""Where commands can be used: in servers, and elsewhere where the operator allows it."""

from __future__ import annotations

from typing import Any

from discord.app_commands import (
    AppCommandContext,
    AppInstallationType,
    Command,
    ContextMenu,
    Group,
)

AnyCommand = Command[Any, ..., Any] | ContextMenu | Group


def allow(command: AnyCommand, *, anywhere: bool) -> None:
    """Say to Discord where a command is offered; `Desk.reader_of` checks it again at each use."""
    command.allowed_contexts = AppCommandContext(
        guild=True, dm_channel=anywhere, private_channel=anywhere
    )
    command.allowed_installs = AppInstallationType(guild=True, user=anywhere)
