"""The forms members fill in, each read by its custom id, so that a restart loses none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.core.membership import LONGEST_NOTE
from bot.core.words import Words
from cogs._modals import read_sent

FORM = re.compile(r"or1(?P<kind>[RU])\.(?P<about>[A-Z0-9]{0,20})\.[0-9]{1,20}")
_TEXT = "text"
_TELL = "tell"


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it was sent: R for a report or U for a question, about which entry, its text.

    `wants_answer`: whoever sent it wants to be told what becomes of it.
    """

    kind: str
    about: str
    text: str
    wants_answer: bool


class Form(ui.Modal):
    """A form with one text, and whether to be told what becomes of it.

    What it says is read by `read_form`, not by discord.py.
    """

    def __init__(self, kind: str, about: str, nonce: int, words: Words, text: str = "") -> None:
        key = {"R": "form.report", "U": "form.question"}[kind]
        # Each form has an id of its own: with a fixed one, discord.py mixes up two people's forms.
        super().__init__(
            title=words.say(f"{key}.title")[:45],
            custom_id=f"or1{kind}.{about}.{nonce}",
            timeout=15 * 60.0,
        )
        self.add_item(ui.TextDisplay(words.say(f"{key}.consent")))
        self.add_item(_lay_out_text(words.say(f"{key}.label"), text))
        self.add_item(_lay_out_telling(words))


def _lay_out_text(label: str, text: str) -> ui.Label[Form]:
    return ui.Label(
        text=label[:45],
        component=ui.TextInput(
            custom_id=_TEXT,
            style=discord.TextStyle.paragraph,
            default=text[:LONGEST_NOTE] or None,
            max_length=LONGEST_NOTE,
        ),
    )


def _lay_out_telling(words: Words) -> ui.Label[Form]:
    options = [
        discord.SelectOption(
            label=words.say(f"form.tell.{value}"), value=value, default=value == "no"
        )
        for value in ("no", "yes")
    ]
    return ui.Label(
        text=words.say("form.tell.label")[:45],
        description=words.say("form.tell.hint")[:100],
        component=ui.Select(custom_id=_TELL, options=options, required=False),
    )


def read_form(interaction: discord.Interaction[Any]) -> Sent | None:
    """The form that was sent; None for another's."""
    sent = read_sent(interaction, FORM)
    if sent is None:
        return None
    found, texts = sent
    wants_answer = texts.get(_TELL) == "yes"
    return Sent(found["kind"], found["about"], texts.get(_TEXT, ""), wants_answer)
