"""The forms members fill in, each read by its custom id, so that a restart loses none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import discord
from discord import ui

from bot.core.membership import LONGEST_NOTE
from bot.core.words import Words

FORM = re.compile(r"or1(?P<kind>[RU])\.(?P<about>[A-Z0-9]{0,20})\.[0-9]{1,20}")
_TEXT = "text"


class Form(ui.Modal):
    """A form with one text; what it says is read by `read_form`, not by discord.py."""

    def __init__(self, kind: str, about: str, nonce: int, words: Words, text: str = "") -> None:
        key = {"R": "form.report", "U": "form.question"}[kind]
        # Each form has an id of its own: with a fixed one, discord.py mixes up two people's forms.
        super().__init__(
            title=words.say(f"{key}.title")[:45],
            custom_id=f"or1{kind}.{about}.{nonce}",
            timeout=15 * 60.0,
        )
        self.add_item(ui.TextDisplay(words.say(f"{key}.consent")))
        self.add_item(
            ui.Label(
                text=words.say(f"{key}.label")[:45],
                component=ui.TextInput(
                    custom_id=_TEXT,
                    style=discord.TextStyle.paragraph,
                    default=text[:LONGEST_NOTE] or None,
                    max_length=LONGEST_NOTE,
                ),
            )
        )


def read_form(interaction: discord.Interaction[Any]) -> tuple[str, str, str] | None:
    """The kind of a form that was sent, what it is about, and its text; None for another's form."""
    if interaction.type is not discord.InteractionType.modal_submit or not interaction.data:
        return None
    sent: Any = interaction.data
    found = FORM.fullmatch(str(sent.get("custom_id", "")))
    if found is None:
        return None
    texts = {part["custom_id"]: part["value"] for part in _walk(sent.get("components", []))}
    return found["kind"], found["about"], str(texts.get(_TEXT, ""))


def _walk(components: list[Any]) -> Iterator[dict[str, Any]]:
    for component in components:
        if "value" in component and "custom_id" in component:
            yield component
        if "component" in component:
            yield from _walk([component["component"]])
        yield from _walk(component.get("components", []))
