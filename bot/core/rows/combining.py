"""Makes one entry of what several rows say about one thing, unless they contradict each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from bot.core.errors import InvalidRecord
from bot.core.folding import fold
from bot.core.identity import normalise_address
from bot.core.models import (
    Claim,
    Entry,
    EntryState,
    Source,
    SourceKind,
    Speaker,
    SpeakerKind,
    Statement,
)
from bot.core.words import Sentence

E = TypeVar("E", Claim, Speaker, Source, Statement)

_GIVES_WAY: Mapping[str, tuple[object, ...]] = {
    "wording": ("",),
    "name": ("",),
    "title": ("",),
    "language": ("en",),
    "state": (EntryState.ACTIVE,),
    "kind": (SpeakerKind.PERSON, SourceKind.NEWS_REPORT),
}
"""What stands in a field when a row is silent about it, where that is not None."""

_COLUMNS: Mapping[tuple[type[Entry], str], str] = {
    (Claim, "wording"): "claim",
    (Speaker, "name"): "speaker",
    (Statement, "said_on"): "date",
}
_PREFIXES: Mapping[type[Entry], str] = {Speaker: "speaker_", Source: "source_"}


def combine(known: E, also: E) -> E:
    """The entry with what `also` adds to it; lists grow, what is absent is filled in.

    Raises:
        InvalidRecord: the two contradict each other.
    """
    if known == also:
        return known
    added: dict[str, Any] = {}
    for field in fields(known):
        old, new = getattr(known, field.name), getattr(also, field.name)
        if old == new:
            continue
        if isinstance(old, tuple):
            added[field.name] = old + tuple(part for part in new if part not in old)
        elif _is_silent(field.name, old):
            added[field.name] = new
        elif not _is_silent(field.name, new) and not _agree(field.name, old, new):
            column = name_column(type(known), field.name)
            raise InvalidRecord(
                Sentence("problem.contradicts", new=new[:60], old=old[:60]),
                field=column,
            )
    return replace(known, **added)


def name_column(entry_type: type[Entry], field: str) -> str:
    """The column in which a field of an entry stands."""
    return _COLUMNS.get((entry_type, field), _PREFIXES.get(entry_type, "") + field)


def _is_silent(field: str, value: object) -> bool:
    return value is None or value in _GIVES_WAY.get(field, ())


def _agree(field: str, old: str, new: str) -> bool:
    """Whether two texts are two ways to write the same; a date was compared as such already."""
    if field.endswith("url"):
        return normalise_address(old) == normalise_address(new)
    return field == "date_text" or fold(old) == fold(new)
