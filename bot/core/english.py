"""English words as they are used, so that one is never taken for a misspelling of another."""

from __future__ import annotations

from functools import cache

from spellchecker import SpellChecker

OFTEN = 200
"""How often a word stands in the word list's texts (film subtitles) to be taken for what it says;
"solders" stands there 109 times, and soldiers 20,000.
"""


@cache
def load_words() -> frozenset[str]:
    """Read the words of the list that are used `OFTEN`, in lower case: some 38,000, 20 MB with what
    reading leaves. Kept, as it takes a few tenths of a second.
    """
    found = SpellChecker(language="en").word_frequency
    return frozenset(word for word, times in found.items() if times >= OFTEN)


def is_english(word: str) -> bool:
    """Whether a folded word is one that English texts have."""
    return word in load_words()
