"""German words as they are used, so that none is taken for a misspelling of another."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cache
from zlib import crc32

from spellchecker import SpellChecker

from bot.core.languages.german.forms import MEANINGS, fold_umlauts, without_umlauts


@cache
def _load_sums() -> array[int]:
    """Read the word list, as check sums in order: 340,000 words in 3 MB, and one in ten thousand
    others is taken for one. Kept, as it takes a second.
    """
    listed = SpellChecker(language="de").word_frequency
    return array("L", sorted({crc32(fold_umlauts(word).encode()) for word, _ in listed.items()}))


def is_listed(word: str) -> bool:
    """Whether a folded word is in the list."""
    sums, wanted = _load_sums(), crc32(word.encode())
    at = bisect_left(sums, wanted)
    return at < len(sums) and sums[at] == wanted


def is_word(written: str) -> bool:
    """Whether a folded word of a German text is a word, and no misspelling."""
    word = without_umlauts(written)
    return word in MEANINGS or is_listed(written) or is_listed(word)
