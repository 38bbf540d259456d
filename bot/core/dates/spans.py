"""Spans of two dates of one kind, written as one: 25–27 November 2024."""

from __future__ import annotations

from bot.core.dates.units import Precision, Unit

DASH = "\u2013"
_JOINED = (Precision.DAY, Precision.MONTH, Precision.YEAR)


def can_join(start: Unit, end: Unit) -> bool:
    """Whether two units are of one kind and marked alike, so that `join_words` fits them."""
    alike = start.mark == end.mark and start.precision == end.precision
    return alike and start.precision in _JOINED


def join_words(start: str, end: str) -> str:
    """Join the words of two dates, leaving out of the first what the second repeats at its end."""
    first, last = start.split(" "), end.split(" ")
    kept = first.copy()
    for ours, theirs in zip(reversed(first), reversed(last), strict=True):
        if ours != theirs:
            break
        kept.pop()
    dash = DASH if len(kept) == 1 else f" {DASH} "
    return " ".join(kept) + dash + " ".join(last)
