"""Partial dates: read as people write them, kept as EDTF with their bounds, said in words."""

from bot.core.dates.edtf import PartialDate, parse_edtf
from bot.core.dates.reading import read_date
from bot.core.dates.refusals import AmbiguousDate, DateError, IncompleteDate, UnreadableDate
from bot.core.dates.units import Precision
from bot.core.dates.wording import DateTold, date_in_words

__all__ = [
    "AmbiguousDate",
    "DateError",
    "DateTold",
    "IncompleteDate",
    "PartialDate",
    "Precision",
    "UnreadableDate",
    "date_in_words",
    "parse_edtf",
    "read_date",
]
