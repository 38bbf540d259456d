"""The forms moderators fill in: built for a kind of entry, read by custom id after any restart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord
from discord import ui

from bot.core.models import SourceKind
from bot.core.words import Words
from cogs._modals import read_sent
from cogs._newest import Newest

FORM = re.compile(
    r"or1F\.(?P<kind>[a-z])\.(?P<about>[0-9A-Za-z.]{0,65})\.(?P<nonce>[0-9]{1,20})"
    r"(?:~(?P<answers>[0-9]{1,9}))?"
)
LONGEST = 4000
EMPTY = "-"
"""Stands in a line for what is not known; Discord takes away empty lines at the beginning."""

_MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: a text, of several lines if `is_long`, or one of `choices`.

    The choices are named by the texts whose keys begin with `named`.
    Where `is_offered`, any number of what the form offers; the field is left out if that is none.
    """

    name: str
    is_long: bool = False
    is_required: bool = False
    longest: int = LONGEST
    choices: Sequence[str] = ()
    named: str = "choice-"
    is_offered: bool = False


_SPEAKER = Field("who", is_long=True, is_required=True, longest=2000)
_WORDS = Field("words", is_long=True, is_required=True)
_WHEN = Field("when", is_required=True, longest=200)
_SOURCE = Field("source", is_long=True, is_required=True)
_KIND = Field("text-kind", choices=("quote", "paraphrase"))
_STANCE = Field("stance", choices=("supports", "disputes", "context"))
_BASIS = Field("date-basis", choices=("stated", "inferred", "publication"), named="date-basis.")
_INFERRED = Field("inferred-from", is_long=True, longest=1000)

FIELDS: Mapping[str, tuple[Field, ...]] = {
    "c": (
        Field("wording", is_long=True, is_required=True, longest=2000),
        Field("phrasings", is_long=True),
    ),
    "p": (
        Field("speaker", is_required=True, longest=1000),
        Field("variants", is_long=True),
        Field("speaker-kind", choices=("person", "organisation")),
    ),
    "d": (
        Field("title", is_required=True, longest=2000),
        Field("addresses", is_long=True),
        Field("publisher", is_long=True),
        Field("published", longest=200),
        Field("note", is_long=True),
    ),
    "n": (_SPEAKER, _WORDS, _WHEN, _SOURCE, Field("where", is_long=True)),
    "s": (_SPEAKER, _WORDS, _WHEN, _KIND, Field("where", is_long=True)),
    "m": (Field("claim", is_long=True, is_required=True, longest=2000), _STANCE, _SPEAKER, _WORDS,
          _WHEN),
    "f": (
        Field("of-claim", is_required=True, longest=20),
        Field("phrasing", is_long=True, is_required=True, longest=2000),
    ),
    "x": (Field("why", is_long=True, is_required=True, longest=1000),),
    "w": (_WHEN, _BASIS, _INFERRED, Field("date-text", longest=500)),
    "b": (Field("stances", is_long=True, is_required=True), Field("counters", is_long=True)),
    "i": (
        _SOURCE,
        _WORDS,
        _KIND,
        Field("via", longest=500),
        Field("citation-stays", choices=("yes", "no"), named="citation-stays."),
    ),
    "k": (
        Field(
            "source-kind",
            choices=tuple(kind.value for kind in SourceKind),
            named="source-kind.",
        ),
        Field("published", longest=200),
        _BASIS,
        _INFERRED,
    ),
    "t": (
        Field("new-wording", is_long=True, is_required=True, longest=2000),
        Field("statements-1", is_offered=True),
        Field("statements-2", is_offered=True),
        Field("statements-3", is_offered=True),
        Field("phrasings-chosen", is_offered=True),
    ),
}  # fmt: skip
"""The fields of each form: claim, speaker, source, new statement, statement, message, phrasing,
declining, a statement's date, what it bears on, a citation of it, a source's kind and date,
splitting."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was sent: which, about what, and its texts by the names of their fields.

    `offers` are, by the names of fields, what can be chosen there: values, each with its label.
    `answers` is the number of what it is to settle in the queue, 0: nothing.
    """

    kind: str
    about: tuple[str, ...]
    nonce: int
    texts: Mapping[str, str] = field(default_factory=dict)
    offers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    answers: int = 0

    def get(self, name: str) -> str:
        """The text of a field, tidied at its ends."""
        return self.texts.get(name, "").strip()

    def lines(self, name: str, count: int) -> list[str]:
        """The first lines of a field, each with a meaning of its own; "-" stands for nothing."""
        lines = [line.strip() for line in self.get(name).splitlines()]
        lines = ["" if line == EMPTY else line for line in lines]
        return [*lines, *[""] * count][:count]

    def items(self, name: str) -> tuple[str, ...]:
        """The lines of a field that is a list."""
        return tuple(line.strip() for line in self.get(name).splitlines() if line.strip())


class CuratingForm(ui.Modal):
    """A form; what it says is read by `read_form`, not by discord.py."""

    def __init__(self, filled: Filled, words: Words) -> None:
        about = ".".join(filled.about)
        answers = f"~{filled.answers}" if filled.answers else ""
        super().__init__(
            title=words.say(f"form.{filled.kind}.title")[:45],
            custom_id=f"or1F.{filled.kind}.{about}.{filled.nonce}{answers}",
            timeout=15 * 60.0,
        )
        for each in FIELDS[filled.kind]:
            if not each.is_offered or filled.offers.get(each.name):
                self.add_item(_lay_out(each, filled, words))


def _lay_out(each: Field, filled: Filled, words: Words) -> ui.Label[CuratingForm]:
    key, text = f"form.{each.name}", filled.get(each.name)
    component: ui.Item[CuratingForm] = _write(each, text)
    if each.choices:
        component = _choose(each, text, words)
    elif each.is_offered:
        component = _choose_any(each, filled)
    return ui.Label(
        text=words.say(f"{key}.label")[:45],
        description=words.say(f"{key}.hint")[:100],
        component=component,
    )


def _write(each: Field, text: str) -> ui.TextInput[CuratingForm]:
    style = discord.TextStyle.paragraph if each.is_long else discord.TextStyle.short
    shown = text if each.is_long else " ".join(text.split())
    return ui.TextInput(
        custom_id=each.name,
        style=style,
        default=shown[: each.longest] or None,
        required=each.is_required,
        max_length=each.longest,
    )


def _choose(each: Field, chosen: str, words: Words) -> ui.Select[CuratingForm]:
    chosen = chosen if chosen in each.choices else each.choices[0]
    options = [
        discord.SelectOption(
            label=words.say(f"{each.named}{choice}"), value=choice, default=choice == chosen
        )
        for choice in each.choices
    ]
    return ui.Select(custom_id=each.name, options=options)


def _choose_any(each: Field, filled: Filled) -> ui.Select[CuratingForm]:
    chosen = filled.items(each.name)
    options = [
        discord.SelectOption(label=label, value=value, default=value in chosen)
        for value, label in filled.offers[each.name].items()
    ]
    return ui.Select(
        custom_id=each.name,
        options=options,
        min_values=0,
        max_values=len(options),
        required=False,
    )


def read_form(interaction: discord.Interaction[Any]) -> Filled | None:
    """The form that was sent; None for another's."""
    sent = read_sent(interaction, FORM)
    if sent is None or sent[0]["kind"] not in FIELDS:
        return None
    found, texts = sent
    about = tuple(found["about"].split("."))
    answers = int(found["answers"] or 0)
    return Filled(found["kind"], about, int(found["nonce"]), texts, answers=answers)


class Unfinished:
    """Forms that were sent and not yet stored, so that who sent one can correct it."""

    def __init__(self) -> None:
        self._forms: Newest[tuple[int, int, int], Filled] = Newest(_MOST_KEPT)

    def keep(self, member_id: int, community_id: int, filled: Filled) -> None:
        """Keep a form in memory for a while; another's form of the same number stays."""
        self._forms.keep((member_id, community_id, filled.nonce), filled)

    def find(self, member_id: int, community_id: int, nonce: int) -> Filled | None:
        """The form, for who sent it and where."""
        return self._forms.get((member_id, community_id, nonce))
