"""Opposites: terms of which one must never be answered for the other."""

from __future__ import annotations

from itertools import chain

from bot.core.text import stem
from bot.core.vocabulary import NEGATIONS, OPPOSITES

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


def opposites_of(term: str) -> tuple[str, ...]:
    """Give the terms that say the opposite of a term."""
    return tuple(
        chain.from_iterable(_MEMBERS[pair, 1 - side] for pair, side in OPPOSITE_SIDES.get(term, ()))
    )


__all__ = ["NEGATIONS", "OPPOSITE_SIDES", "opposites_of"]
