"""Whether a word is one that texts of its language have, and no misspelling."""

from __future__ import annotations

from bot.core.english import is_english
from bot.core.languages import BY_CODE


def is_known(written: str, language: str) -> bool:
    """Whether a folded word is one that texts of a language have (a code; empty for English)."""
    return is_english(written) or bool(language and BY_CODE[language].is_word(written))
