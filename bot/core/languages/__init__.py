"""Languages besides English, and which of them a text is in.

Their words come to the English ones that the guards know, so that all rules hold for them too. A
further language is a further package like `german`, listed in `LANGUAGES`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.core.english import is_english
from bot.core.languages.german import GERMAN
from bot.core.languages.language import Language, words
from bot.core.vocabulary import (
    COMMON_WORDS,
    CONTRACTIONS,
    FUNCTION_WORDS,
    NEGATIONS,
    REPORTING_WORDS,
)

LANGUAGES = (GERMAN,)

BY_CODE = {language.code: language for language in LANGUAGES}

MAY_SHOW = frozenset[str]().union(
    *(language.showing | language.showing_together for language in LANGUAGES)
)
"""Words without any of which a text is taken for English."""

_ALSO_OTHERS = words(
    "a am an all also d here her him hers m o s so t was will in man fall kind land hand name film"
    " video job team system information problem student test art arm minister person real modern"
    " international million"
)
_ENGLISH = (FUNCTION_WORDS | COMMON_WORDS | NEGATIONS | REPORTING_WORDS | CONTRACTIONS.keys()) - (
    MAY_SHOW | _ALSO_OTHERS
)
"""Words that show English against what else a text has."""


def language_of(written: Sequence[str]) -> Language | None:
    """Give the language of a text by its folded words; none for English."""
    for language in LANGUAGES:
        showing = sum(word in language.showing for word in written)
        named = language.name if language.name in pairwise(written) else ()
        shared = language.showing_together.difference(named)
        together = [word for word in written if word in shared]
        if together and not _are_sign(language, together, written):
            together = []
        english = sum(word in _ENGLISH for word in written)
        signs = showing + len(together)
        # What is only English is counted last: it takes the word lists.
        if signs > english and signs > english + _count_only_english(language, written):
            return language
    return None


def _are_sign(language: Language, together: Sequence[str], written: Sequence[str]) -> bool:
    distinct = frozenset(together)
    is_sign = len(together) > 1 and not distinct <= language.not_alone
    return is_sign or language.shape.search(" ".join(written)) is not None


def look_of(question: str, written: Sequence[str]) -> Language | None:
    """Give the language that a question looks like, which has no word that shows one; not for a
    name alone, among words that are English only ("osnabrück plant closed").

    `question` is in lower case, with its accents.
    """
    if not _ENGLISH.isdisjoint(written):
        return None
    looked = next((language for language in LANGUAGES if language.looks(question)), None)
    return None if looked and _count_only_english(looked, written) else looked


def _count_only_english(language: Language, written: Sequence[str]) -> int:
    """Count the words that a language has not, and English has, besides the frequent ones."""
    return sum(
        is_english(word) and word not in _ENGLISH and not language.is_word(word) for word in written
    )


__all__ = ["BY_CODE", "LANGUAGES", "MAY_SHOW", "Language", "language_of", "look_of"]
