"""Brings a form up to an entry that changed while the form was open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.core.kept import Kept
from bot.core.models import Entry
from bot.core.words import Words
from cogs._curating_forms import Filled
from cogs._curating_parts import BEARING, DATE, KIND, fill_part

_PARTS: Mapping[str, str] = {"c": "", "p": "", "d": "", "s": "", "w": DATE, "b": BEARING, "k": KIND}
"""The part of an entry that a form is about, by the kind of the form.

The form of a citation is not among them: its place may mean another one by now.
"""


def bring_up(filled: Filled, seen: Entry | None, kept: Kept, words: Words) -> Filled:
    """The form with what is on record now in every field that was left as it had been `seen`.

    What was typed stays, also where others changed the same; whoever typed it is told of that.
    """
    about = (filled.about[0], str(kept.version), *filled.about[2:])
    texts = dict(filled.texts)
    if seen is not None and filled.kind in _PARTS:
        before, now = (
            fill_part(each, _PARTS[filled.kind], 0, words)
            for each in (replace(kept, entry=seen), kept)
        )
        unchanged = [name for name in texts if filled.get(name) == before.get(name)]
        texts |= {name: now.get(name) for name in unchanged}
    return replace(filled, about=about, texts=texts)
