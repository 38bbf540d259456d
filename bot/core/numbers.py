"""Numbers as people write them: in digits, in words, with thousands and millions behind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.vocabulary import NUMBER_WORDS, SCALES

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(k|m|mn|b|bn|tn|st|nd|rd|th)?")
_MULTIPLIED_BY = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
_LONGEST_NUMBER = 8  # words


def is_number(term: str) -> bool:
    """Whether a term is a number (as `words` writes numbers: digits, at most one point)."""
    return term[:1].isdigit() and _NUMBER.fullmatch(term) is not None


def is_year(term: str) -> bool:
    """Whether a term is a number that is read as a year first."""
    return len(term) == 4 and term[:2] in {"19", "20"} and term.isdigit()


def read_number(written: Sequence[str], at: int) -> tuple[str, int]:
    """Read the number that starts at a word: its digits and how many words it takes (0: not a
    number).
    """
    first = _literal(written[at])
    if first is None and written[at] not in NUMBER_WORDS:
        return "", 0
    total, part, used = 0.0, first if first is not None else float(NUMBER_WORDS[written[at]]), 1
    room = 0.0 if first is not None else _room_after(part)
    for word in written[at + 1 : at + _LONGEST_NUMBER]:
        if word in SCALES and (part or total):
            part *= SCALES[word]
            room = SCALES[word]
            if SCALES[word] >= 1000:
                total, part = total + part, 0.0
        elif word in NUMBER_WORDS and 0 < NUMBER_WORDS[word] < room:
            part += NUMBER_WORDS[word]
            room = _room_after(float(NUMBER_WORDS[word]))
        else:
            break
        used += 1
    if used == 1 and written[at] == "one":
        return "", 0
    value = total + part
    return (str(int(value)) if value == int(value) else repr(value)), used


def _room_after(value: float) -> float:
    return 10.0 if value >= 20 and value % 10 == 0 else 0.0


def _literal(word: str) -> float | None:
    if word.endswith(".000"):
        word = word.replace(".", "")
    found = _NUMBER.fullmatch(word.replace(",", ""))
    if found is None or len(word) > 18:
        return None
    return float(found[1]) * _MULTIPLIED_BY.get(found[2] or "", 1)
