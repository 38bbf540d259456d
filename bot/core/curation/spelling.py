"""Spelling: ids as those write them who read a change, without an L where only the library is seen.

While a change is made, the library's ids have an L wherever one stands, so that none can be taken
for a server's own. Readers in a server see them so; in the library there is nothing to tell apart.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

import msgspec

from bot.core.models import SHARED
from bot.core.words import Sentence

T = TypeVar("T")

_MARKED = re.compile(r"L([CSPD][1-9][0-9]{0,14})")
_NAMES = frozenset(
    {
        *("id", "ids", "merged_into", "claim", "statement", "speaker", "source"),  # of entries
        *("from_claim", "to_claim", "merged", "into", "statements", "versions"),  # of commands
        *("about", "changed"),  # of outcomes
        *("answered", "claims", "first", "on", "then", "users"),  # in sentences
    }
)
"""What holds ids and nothing else; a text may well be the name of a car or of a dose (LD50)."""


def seen_from(community_id: int, told: T) -> T:
    """What is told of a change, with its ids as readers in a community write them."""
    return cast("T", _spell(told, "")) if community_id == SHARED else told


def _spell(told: object, name: str) -> object:
    match told:
        case str():
            marked = _MARKED.fullmatch(told) if name in _NAMES else None
            return marked[1] if marked else told
        case tuple():
            return tuple(_spell(each, name) for each in told)
        case dict():
            return {_spell(key, name): _spell(each, name) for key, each in told.items()}
        case Sentence():
            values = {key: _spell(value, key) for key, value in told.values.items()}
            return Sentence(told.key, **values)
        case msgspec.Struct():
            held = {key: _spell(getattr(told, key), key) for key in told.__struct_fields__}
            return msgspec.structs.replace(told, **held)
    if is_dataclass(told) and not isinstance(told, type):
        names = [field.name for field in fields(told) if field.init]
        return replace(told, **{key: _spell(getattr(told, key), key) for key in names})
    return told
