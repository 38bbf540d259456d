"""Who does it to whom: where a question has the two sides of a deed the other way round."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from bot.core.text import FUNCTION_TERMS, is_number, stem
from bot.core.vocabulary import DEEDS_TO_OTHERS

NEAR = 5
"""Words of content before and after a deed among which its two sides are looked for."""

CLOSE = 3
"""Words of content before "by" among which the deed is: "was supplied with trains by"."""

_DEEDS = frozenset(map(stem, DEEDS_TO_OTHERS))
_THAN = "than"
_WITHIN = frozenset({"the", "a", "an", "of", "his", "her", "its", "their"})
"""Function words that may stand within what follows "by"."""


def find_exchange(
    asked: Sequence[str], record: Sequence[str], deeds: frozenset[str] = frozenset()
) -> tuple[str, str] | None:
    """Give the one who does it in the question and the one who does it on record, where each text
    has both, on either side of the same deed ("than" counts as one), and not on the same sides.

    `deeds` are terms that are deeds by their form in one of the texts.
    """
    shared = set(asked) & set(record)
    pivots = {term for term in shared if term in _DEEDS or term in deeds or term == _THAN}
    if not pivots or len(shared) < 3:
        return None
    ours, theirs = _in_active(asked, pivots), _in_active(record, pivots)
    for pivot in pivots:
        (before, after), (left, right) = _sides(ours, pivot), _sides(theirs, pivot)
        moved = [term for term in before if term in right and term not in left]
        others = [term for term in after if term in left and term not in right]
        if moved and others:
            return moved[-1], others[-1]
    return None


def _sides(terms: Sequence[str], pivot: str) -> tuple[list[str], list[str]]:
    at = terms.index(pivot)
    return _content(terms[:at])[-NEAR:], _content(terms[at + 1 :])[:NEAR]


def _in_active(terms: Sequence[str], pivots: set[str]) -> list[str]:
    """Put "was done by" the other way round: who does it, the deed, and to whom."""
    for at, term in enumerate(terms):
        deed = _last_deed(terms[:at], pivots) if term == "by" else None
        if deed is not None:
            doer = list(takewhile(_is_within, terms[at + 1 :]))
            rest = terms[at + 1 + len(doer) :]
            place = len(terms[:at]) - 1 - list(reversed(terms[:at])).index(deed)
            return [*doer, deed, *terms[:place], *terms[place + 1 : at], *rest]
    return list(terms)


def _is_within(term: str) -> bool:
    return term in _WITHIN or term not in FUNCTION_TERMS


def _last_deed(terms: Sequence[str], pivots: set[str]) -> str | None:
    return next((term for term in reversed(_content(terms)[-CLOSE:]) if term in pivots), None)


def _content(terms: Sequence[str]) -> list[str]:
    return [term for term in terms if term not in FUNCTION_TERMS and not is_number(term)]
