"""Synonyms: terms that may stand for one another in a question and in the record."""

from __future__ import annotations

from bot.core.matching.meanings import SYNONYMS
from bot.core.text import stem

_GROUPS = tuple(tuple(dict.fromkeys(map(stem, words.split()))) for words in SYNONYMS)
_GROUP_OF = {term: group for group in _GROUPS for term in group}


def synonyms_of(term: str) -> tuple[str, ...]:
    """Give the other terms that a term may stand for."""
    return tuple(other for other in _GROUP_OF.get(term, ()) if other != term)
