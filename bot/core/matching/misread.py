"""Misread words: a misspelling that is nearer to a word which turns the meaning.

"ilegal" is read as "legal" where the record has no other word like it, and "aginst" as nothing; who
typed them meant "illegal" and "against".
"""

from __future__ import annotations

from functools import cache
from itertools import chain

from rapidfuzz.distance import OSA

from bot.core.english import is_english
from bot.core.matching.meanings import TURNED
from bot.core.matching.opposites import opposites_of
from bot.core.matching.spelling import likeness_to_term, spell_out
from bot.core.text import stem

LEAST_LETTERS = 5
"""Letters below which a typed word may be meant for too many small words."""

_SMALL_WORDS = chain.from_iterable(side.split() for side in chain.from_iterable(TURNED))
_TURNING = tuple(sorted({word for word in _SMALL_WORDS if len(word) >= LEAST_LETTERS}))


@cache
def _english_opposites(term: str) -> tuple[str, ...]:
    spelt = ((opposite, spell_out(opposite)[0]) for opposite in opposites_of(term))
    return tuple(opposite for opposite, word in spelt if is_english(word))


def telling_term(written: str, read: str | None) -> str | None:
    """Give the term that a misspelt word is meant for, if that is nearer than the term that it was
    `read` as and says the opposite, or if it was read as none and is a small word with a slip.
    """
    if len(written) < LEAST_LETTERS or is_english(written):
        return None
    if read is None:
        return next((stem(w) for w in _TURNING if OSA.distance(written, w) == 1), None)
    least = likeness_to_term(written, read)
    nearer = (term for term in _english_opposites(read) if likeness_to_term(written, term) > least)
    return next(nearer, None)
