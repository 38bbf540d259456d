"""German numbers in words and digits."""

from __future__ import annotations

import re

from bot.core.languages.language import in_order
from bot.core.vocabulary import MONTH_NAMES

SMALL = {
    word: value
    for value, word in enumerate(
        in_order(
            "null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn"
            " funfzehn sechzehn siebzehn achtzehn neunzehn"
        )
    )
} | {"zwo": 2}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        in_order("zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig"), start=2
    )
}
_ONES = {**SMALL, "ein": 1}

_DAY = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4})(?!\d)|(?!\s?\d))")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[. ]\d{3})+(?![\d.]*\d)")
_DECIMAL = re.compile(r"(?<![\d.,])(\d+),(\d{1,2}|\d{4,})(?![\d,])")


def tidy_numbers(folded: str) -> str:
    """Write days, decimals and grouped digits the English way: “1.234,5”, “9.12.2023”."""
    if not any(map(str.isdigit, folded)):
        return folded
    folded = _DAY.sub(_day, folded)
    folded = _GROUPED.sub(lambda found: re.sub(r"\D", "", found[0]), folded)
    return _DECIMAL.sub(r"\1.\2", folded)


def _day(found: re.Match[str]) -> str:
    day, month, year = found.groups()
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return found[0]
    return f"{int(day)} {MONTH_NAMES[int(month) - 1]} {year or ''}"


def read_number_word(word: str) -> str:
    """Read a number that is written in one word (“zwölftausend”): its digits; empty for none."""
    value = _value(word)
    return "" if value is None else str(value)


def _value(word: str) -> int | None:
    if word in SMALL or word in _TENS:
        return SMALL.get(word) or _TENS.get(word) or 0
    for name, scale in (("tausend", 1000), ("hundert", 100)):
        head, found, tail = word.partition(name)
        if found and word != "tausend":
            return _sum(_head(head), scale, tail.removeprefix("und"))
    one, found, tens = word.partition("und")
    if found and one in _ONES and tens in _TENS:
        return _ONES[one] + _TENS[tens]
    return None


def _head(head: str) -> int | None:
    return _ONES.get(head) or _value(head) if head else 1


def _sum(head: int | None, scale: int, tail: str) -> int | None:
    rest = 0 if not tail else _ONES.get(tail) or _value(tail)
    return None if head is None or rest is None else head * scale + rest
