"""Early, mid and late: the stretch of a month, year or decade that such a word is taken to mean.

A stretch is stored as an EDTF interval with both ends approximate, so early October 2024 is
``2024-10-01~/2024-10-10~``. The bounds are this program's own convention: thirds of what is
divided, and for the first and the final days of a month its first and last seven.
"""

from __future__ import annotations

from enum import IntEnum

from bot.core.dates.units import Precision, Unit, parse_unit

Stretch = tuple[Unit, Unit]


class Part(IntEnum):
    """Which stretch is meant."""

    EARLY = 0
    MID = 1
    LATE = 2
    FIRST_DAYS = 3
    FINAL_DAYS = 4


_DAYS = ((1, 10), (11, 20), (21, 31), (1, 7), (-6, 31))
_MONTHS = ((1, 4), (5, 8), (9, 12))
_YEARS = ((0, 3), (4, 6), (7, 9))


def take_part(whole: Unit, part: Part, mark: str = "~") -> Stretch | None:
    """Return the first and last unit of that part of `whole`, or None where it has no such part."""
    if whole.precision is Precision.MONTH:
        first, last = _DAYS[part]
        length = whole.last.day
        days = (first if first > 0 else length + first, min(last, length))
        return _build(f"{whole.text}-{{:02}}{mark}", days)
    if part > Part.LATE:
        return None
    if whole.precision is Precision.YEAR:
        return _build(f"{whole.text}-{{:02}}{mark}", _MONTHS[part])
    if whole.precision is Precision.DECADE:
        return _build(f"{whole.text[:3]}{{}}{mark}", _YEARS[part])
    return None


def find_part(start: Unit, end: Unit) -> tuple[Part, Unit] | None:
    """Return the part, and of what, that the stretch is; None when it is no such part."""
    if start.mark != end.mark or start.mark not in ("~", "%"):
        return None
    whole = _surround(start)
    if whole is None:
        return None
    stretches = ((part, take_part(whole, part, start.mark)) for part in Part)
    return next(((part, whole) for part, units in stretches if units == (start, end)), None)


def _surround(unit: Unit) -> Unit | None:
    if unit.precision in (Precision.DAY, Precision.MONTH):
        return parse_unit(unit.text[:-3])
    if unit.precision is Precision.YEAR and not unit.text.startswith("000"):
        return parse_unit(f"{unit.text[:3]}X")
    return None


def _build(pattern: str, bounds: tuple[int, int]) -> Stretch:
    first, last = bounds
    return parse_unit(pattern.format(first)), parse_unit(pattern.format(last))
