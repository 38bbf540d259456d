"""Partial dates in EDTF (ISO 8601-2), each with the first and the last day it can mean.

The supported part of the notation (https://www.loc.gov/standards/datetime/):

==================  ==============================  ====================================
``2024-10-29``      a day, a month, a year
``199X``, ``19XX``  a decade, a century             1990-1999, 1900-1999
``2024-21`` … 24    spring, summer, autumn, winter  autumn: 1 September to 30 November
``2024-33`` … 36    the four quarters               2024-35: 1 July to 30 September
``2024-10~``        about; ``?`` possibly; ``%`` both; the bounds stay those of 2024-10
``a/b``             some time from a to b
``../b``, ``a/..``  b or earlier, a or later        bounded by ``date.min`` and ``date.max``
==================  ==============================  ====================================

Seasons are the northern, meteorological ones. The standard sorts winter after the autumn of the
same year, so ``2024-24`` is the winter that begins in December 2024 and ends in February 2025.
Years are 0001 to 9999, what `datetime.date` can hold.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Self

from bot.core.dates.refusals import UnreadableDate, name_text
from bot.core.dates.units import Precision, Unit, parse_unit, write_day
from bot.core.words import Sentence


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as it is known; two are equal when their EDTF is.

    `earliest` and `latest` are the first and the last day that the notation covers. Raises
    `UnreadableDate` when `edtf` is outside the supported notation or the calendar.
    """

    edtf: str
    earliest: datetime.date = field(init=False, compare=False)
    latest: datetime.date = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Derive the bounds from the notation, so that the two cannot disagree."""
        start, end = split_edtf(self.edtf)
        earliest = start.first if start else datetime.date.min
        latest = end.last if end else datetime.date.max
        if earliest > latest:
            raise UnreadableDate(Sentence("refused.date.backwards", typed=name_text(self.edtf)))
        if start == end and start is not None:
            object.__setattr__(self, "edtf", start.edtf)
        object.__setattr__(self, "earliest", earliest)
        object.__setattr__(self, "latest", latest)

    @classmethod
    def on(cls, day: datetime.date) -> Self:
        """Return the date that is exactly `day`."""
        return cls(write_day(day))

    @property
    def precision(self) -> Precision:
        """What the date covers; an interval counts as one whatever its ends are."""
        return Precision.INTERVAL if "/" in self.edtf else parse_unit(self.edtf).precision

    @property
    def is_approximate(self) -> bool:
        """Whether any part is marked as approximate (``~`` or ``%``)."""
        return "~" in self.edtf or "%" in self.edtf

    @property
    def is_uncertain(self) -> bool:
        """Whether any part is marked as uncertain (``?`` or ``%``)."""
        return "?" in self.edtf or "%" in self.edtf

    def is_after(self, day: datetime.date) -> bool:
        """Return whether the whole date lies after `day`: with today's date, in the future."""
        return self.earliest > day

    def may_be_after(self, day: datetime.date) -> bool:
        """Return whether any part of the date lies after `day`."""
        return self.latest > day

    def overlaps(self, since: datetime.date | None, until: datetime.date | None) -> bool:
        """Return whether any day of the date is one from `since` to `until`; None is open."""
        return (since is None or self.latest >= since) and (until is None or self.earliest <= until)


def parse_edtf(text: str) -> PartialDate:
    """Read EDTF, and nothing else. Raises `UnreadableDate`."""
    return PartialDate(text)


def split_edtf(text: str) -> tuple[Unit | None, Unit | None]:
    """Return the first and the last unit of a date in EDTF; None stands for an open end.

    Raises `UnreadableDate`.
    """
    start, slash, end = text.partition("/")
    if not slash:
        unit = parse_unit(text)
        return unit, unit
    if start == end == "..":
        raise UnreadableDate(Sentence("refused.date.open"))
    return _parse_end(start), _parse_end(end)


def _parse_end(text: str) -> Unit | None:
    return None if text == ".." else parse_unit(text)
