"""Text without what does not count when it is compared: case, accents, invisible characters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS_WITHOUT_DECOMPOSITION = {
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
    "ħ": "h", "ŋ": "n", "ŧ": "t", "ʼ": "'", "’": "'", "‘": "'", "‛": "'", "`": "'",
    "´": "'", "′": "'",
}  # fmt: skip
_DROPPED = frozenset({"Mn", "Me", "Cf"})

_WORD = re.compile(r"\w+")
_FOLDED_APART = re.compile(r"[^\0-_a-\x7f]+")
"""Characters that have more to them than their case."""


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    """Fold one character; a character at a time, because normalising a run of combining marks is
    quadratic.
    """
    if unicodedata.category(character) in _DROPPED:
        return ""
    if "\ud800" <= character <= "\udfff":
        return " "
    plain = "".join(
        part
        for part in unicodedata.normalize("NFKD", character).casefold()
        if unicodedata.category(part) not in _DROPPED
    )
    plain = "".join(_LETTERS_WITHOUT_DECOMPOSITION.get(part, part) for part in plain)
    return str(unicodedata.decimal(plain)) if len(plain) == 1 and plain.isdecimal() else plain


def fold(text: str) -> str:
    """Give the text without case, accents, invisible characters and lone surrogates, in linear
    time.
    """
    if text.isascii():
        return text.lower()
    return _FOLDED_APART.sub(_fold_found, text).lower()


def _fold_found(found: re.Match[str]) -> str:
    return "".join(map(_fold_character, found[0]))


def as_written(text: str, folded: str) -> str:
    """Give a folded word as a text has it, in lower case: “südkorea” for “sudkorea”."""
    return folded if text.isascii() else _read_as_written(text).get(folded, folded)


@lru_cache(maxsize=16)
def _read_as_written(text: str) -> dict[str, str]:
    return {fold(word): word for word in reversed(_WORD.findall(text.lower()))}
