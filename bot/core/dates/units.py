"""The single dates that EDTF is made of: a day, month, season, quarter, year, decade or century."""

from __future__ import annotations

import calendar
import datetime
import re
from enum import StrEnum
from typing import NamedTuple

from bot.core.dates.refusals import UnreadableDate, name_text
from bot.core.words import Sentence

_ONE_DAY = datetime.timedelta(days=1)
_UNIT = re.compile(
    r"(?:(?P<century>[0-9]{2})XX|(?P<decade>[0-9]{3})X"
    r"|(?P<year>[0-9]{4})(?:-(?P<part>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?)(?P<mark>[~?%]?)"
)
WINTER = 24


class Precision(StrEnum):
    """How much of the calendar a date covers."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"


class Unit(NamedTuple):
    """One EDTF date without a slash: `text` is ``2024-10`` of ``2024-10~`` and `mark` the ``~``."""

    precision: Precision
    text: str
    mark: str
    first: datetime.date
    last: datetime.date

    @property
    def edtf(self) -> str:
        """The unit in EDTF."""
        return self.text + self.mark


def parse_unit(text: str) -> Unit:
    """Read one EDTF date without a slash. Raises `UnreadableDate`."""
    match = _UNIT.fullmatch(text)
    if match is None:
        raise UnreadableDate(Sentence("refused.date.edtf", typed=name_text(text)))
    mark = match["mark"]
    body = text.removesuffix(mark)
    try:
        precision, first, last = _bound(match)
    except (ValueError, OverflowError):
        raise UnreadableDate(Sentence("refused.date.calendar", date=body)) from None
    return Unit(precision, body, mark, first, last)


def _bound(match: re.Match[str]) -> tuple[Precision, datetime.date, datetime.date]:
    if match["century"]:
        return Precision.CENTURY, *_bound_years(int(match["century"]) * 100, 100)
    if match["decade"]:
        return Precision.DECADE, *_bound_years(int(match["decade"]) * 10, 10)
    year = int(match["year"])
    if not match["part"]:
        return Precision.YEAR, *_bound_years(year, 1)
    part = int(match["part"])
    if not match["day"]:
        return _bound_part(year, part)
    day = datetime.date(year, part, int(match["day"]))
    return Precision.DAY, day, day


def _bound_years(first: int, count: int) -> tuple[datetime.date, datetime.date]:
    return datetime.date(first, 1, 1), datetime.date(first + count - 1, 12, 31)


def _bound_part(year: int, part: int) -> tuple[Precision, datetime.date, datetime.date]:
    if 21 <= part <= WINTER:
        return Precision.SEASON, *_bound_months(year, 3 * (part - 20), 3)
    if 33 <= part <= 36:
        return Precision.QUARTER, *_bound_months(year, 3 * (part - 33) + 1, 3)
    return Precision.MONTH, *_bound_months(year, part, 1)


def _bound_months(year: int, month: int, count: int) -> tuple[datetime.date, datetime.date]:
    first = datetime.date(year, month, 1)
    years, months = divmod(month + count - 2, 12)
    last_month = months + 1
    last_day = calendar.monthrange(year + years, last_month)[1]
    return first, datetime.date(year + years, last_month, last_day)


def precede(unit: Unit) -> Unit:
    """Return the unit of the same kind just before `unit`. Raises `UnreadableDate` at year 1."""
    return _step(unit, -_ONE_DAY)


def follow(unit: Unit) -> Unit:
    """Return the unit of the same kind just after `unit`. Raises `UnreadableDate` at year 9999."""
    return _step(unit, _ONE_DAY)


def _step(unit: Unit, step: datetime.timedelta) -> Unit:
    try:
        day = (unit.first if step < _ONE_DAY else unit.last) + step
    except OverflowError:
        raise UnreadableDate(Sentence("refused.date.years")) from None
    return parse_unit(_write_unit(unit.precision, day) + unit.mark)


def _write_unit(precision: Precision, day: datetime.date) -> str:
    """Write the unit of this precision that holds `day`."""
    year = f"{day.year:04}"
    if precision is Precision.SEASON:
        years, part = divmod(day.month // 3 - 1, 4)
        return f"{day.year + years:04}-{part + 21}"
    if precision is Precision.QUARTER:
        return f"{year}-{(day.month - 1) // 3 + 33}"
    texts = {Precision.DAY: write_day(day), Precision.MONTH: f"{year}-{day.month:02}"}
    texts |= {Precision.YEAR: year, Precision.DECADE: f"{year[:3]}X"}
    return texts.get(precision, f"{year[:2]}XX")


def write_day(day: datetime.date) -> str:
    """Return `day` in EDTF."""
    # strftime does not pad years below 1000 on every system, and a datetime's isoformat has a time.
    return f"{day.year:04}-{day.month:02}-{day.day:02}"
