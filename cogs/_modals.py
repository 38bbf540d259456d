"""Reads what was sent in a form: by its custom id, so that a restart loses none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import discord


def read_sent(
    interaction: discord.Interaction[Any], form: re.Pattern[str]
) -> tuple[re.Match[str], dict[str, str]] | None:
    """What the custom id of a form says, and its texts by the names of their fields.

    What was chosen in a menu stands one value a line. None for what is no such form.
    """
    if interaction.type is not discord.InteractionType.modal_submit or not interaction.data:
        return None
    sent: Any = interaction.data
    found = form.fullmatch(str(sent.get("custom_id", "")))
    return (found, dict(_walk(sent.get("components", [])))) if found else None


def _walk(components: list[Any]) -> Iterator[tuple[str, str]]:
    for component in components:
        if "custom_id" in component:
            values = component.get("values") or [component.get("value") or ""]
            yield component["custom_id"], "\n".join(map(str, values))
        if "component" in component:
            yield from _walk([component["component"]])
        yield from _walk(component.get("components", []))
