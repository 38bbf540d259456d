"""Words of questions in other languages than English: what they may stand for on record."""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.languages import BY_CODE
from bot.core.languages.known import is_known
from bot.core.matching.opposites import opposites_of
from bot.core.matching.spelling import likeness, likeness_to_term, rank_readings
from bot.core.matching.values import Reading
from bot.core.text import Word, stem

OTHER_FORM = 0.95
"""How like a word is one of another ending, or with the ge- of a participle."""


def is_other_form(word: Word, term: str) -> bool:
    """Whether a term is a form of a word, by the rules of the word's language."""
    if not word.language:
        return False
    root = BY_CODE[word.language].root
    return term in (stem(word.written), word.written) or root(term) == root(word.written)


def starts_of_forms(word: Word) -> tuple[str, ...]:
    """Give what the terms begin with that may be forms of a word."""
    if not word.language:
        return ()
    root = BY_CODE[word.language].root(word.written)
    return (root, f"ge{root}")


def meant_by(word: Word) -> dict[str, float]:
    """Give the terms of the known words that a word may be a misspelling of, and how like each is;
    and its own in English.
    """
    if not word.language:
        return {}
    found = {stem(word.written): OTHER_FORM}
    if is_known(word.written, word.language):
        return found
    for form, english in BY_CODE[word.language].near(word.written):
        like = likeness(word.written, form)
        if like > found.get(stem(english), 0.0):
            found[stem(english)] = like
    return found


def closest_form(word: Word, known: Iterable[tuple[str, int]]) -> tuple[Reading, ...]:
    """Rank the terms (with their entries counted) that a word of another language may stand for.

    A word of the language stands for its own forms only, and none for the opposite of what it is as
    near to.
    """
    also = meant_by(word)
    is_right = is_known(word.written, word.language)
    scored: list[tuple[float, int, str]] = []
    for term, count in dict(known).items():
        like = OTHER_FORM if is_other_form(word, term) else also.get(term, 0.0)
        if not is_right:
            like = max(like, likeness_to_term(word.written, term))
        if any(also.get(opposite, 0.0) >= like for opposite in opposites_of(term)):
            continue
        scored.append((like, count, term))
    return rank_readings(scored)
