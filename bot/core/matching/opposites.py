"""Opposites: terms of which one must never be answered for the other."""

from __future__ import annotations

from itertools import chain

from bot.core.languages import LANGUAGES
from bot.core.matching.meanings import OPPOSITES as ENGLISH_OPPOSITES
from bot.core.text import stem
from bot.core.vocabulary import NEGATIONS

OPPOSITES = (
    *ENGLISH_OPPOSITES,
    *chain.from_iterable(language.opposites for language in LANGUAGES),
)

OPPOSITE_SIDES: dict[str, tuple[tuple[int, int], ...]] = {
    stem(word): tuple(
        (pair, side)
        for pair, sides in enumerate(OPPOSITES)
        for side, members in enumerate(sides)
        if word in members.split()
    )
    for word in chain.from_iterable(members.split() for sides in OPPOSITES for members in sides)
}
"""For each term that has an opposite: which pairs it belongs to, and on which side."""

_MEMBERS = {
    (pair, side): tuple(dict.fromkeys(map(stem, members.split())))
    for pair, sides in enumerate(OPPOSITES)
    for side, members in enumerate(sides)
}


NEGATING_PREFIXES = ("un", "in", "im", "dis", "non", "il", "ir", "anti")

_SHORTEST_PREFIXED = 4


def opposites_of(term: str) -> tuple[str, ...]:
    """Give the terms that say the opposite of a term, those with and without a negating prefix
    among them.
    """
    listed = chain.from_iterable(
        _MEMBERS[pair, 1 - side] for pair, side in OPPOSITE_SIDES.get(term, ())
    )
    if len(term) < _SHORTEST_PREFIXED:
        return tuple(listed)
    prefixed = (prefix + term for prefix in NEGATING_PREFIXES)
    bare = (
        term[len(prefix) :]
        for prefix in NEGATING_PREFIXES
        if term.startswith(prefix) and len(term) - len(prefix) >= _SHORTEST_PREFIXED
    )
    return (*listed, *prefixed, *bare)


__all__ = ["NEGATING_PREFIXES", "NEGATIONS", "OPPOSITE_SIDES", "opposites_of"]
