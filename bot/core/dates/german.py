"""A date in German words, as short as its precision allows."""

from __future__ import annotations

from bot.core.dates.edtf import PartialDate, split_edtf
from bot.core.dates.parts import Part, find_part
from bot.core.dates.refusals import UnreadableDate
from bot.core.dates.spans import DASH, can_join, join_words
from bot.core.dates.units import Precision, Unit, follow, precede

_MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
_SEASONS = ("Frühling", "Sommer", "Herbst", "Winter")
_QUARTERS = ("erstes", "zweites", "drittes", "viertes")
_MARKS = {"": "", "~": "etwa ", "?": "möglicherweise ", "%": "möglicherweise etwa "}
_PARTS = {
    Part.EARLY: "Anfang",
    Part.MID: "Mitte",
    Part.LATE: "Ende",
    Part.FIRST_DAYS: "erste Tage im",
    Part.FINAL_DAYS: "letzte Tage im",
}


def word_in_german(date: PartialDate) -> str:
    """The date in German words."""
    start, end = split_edtf(date.edtf)
    if start is None or end is None:
        return _word_open(start, end)
    if start == end:
        return _word_unit(start)
    return _word_part(start, end) or _word_span(start, end)


def _word_open(start: Unit | None, end: Unit | None) -> str:
    if end is not None:
        if end.mark:
            return f"spätestens {_word_unit(end)}"
        try:
            return _word_bound("vor", "dem", follow(end))
        except UnreadableDate:
            return _word_bound("bis", "zum", end)
    assert start is not None
    if start.mark:
        return f"frühestens {_word_unit(start)}"
    try:
        return _word_bound("nach", "dem", precede(start))
    except UnreadableDate:
        return _word_bound("seit", "dem", start)


def _word_bound(word: str, article: str, unit: Unit) -> str:
    is_day = unit.precision is Precision.DAY
    return f"{word} {f'{article} ' if is_day else ''}{_word_unit(unit)}"


def _word_part(start: Unit, end: Unit) -> str | None:
    found = find_part(start, end)
    if found is None:
        return None
    part, whole = found
    doubt = "möglicherweise " if start.mark == "%" else ""
    return f"{doubt}{_PARTS[part]} {_word_body(whole).replace('die ', 'der ')}"


def _word_span(start: Unit, end: Unit) -> str:
    if not can_join(start, end):
        return f"von {_word_unit(start)} bis {_word_unit(end)}"
    return _MARKS[start.mark] + join_words(_word_body(start), _word_body(end))


def _word_unit(unit: Unit) -> str:
    return _MARKS[unit.mark] + _word_body(unit)


def _word_body(unit: Unit) -> str:
    year, _, rest = unit.text.partition("-")
    match unit.precision:
        case Precision.DAY:
            return f"{unit.first.day}. {_MONTHS[unit.first.month - 1]} {year}"
        case Precision.MONTH:
            return f"{_MONTHS[unit.first.month - 1]} {year}"
        case Precision.QUARTER:
            return f"{_QUARTERS[int(rest) - 33]} Quartal {year}"
        case Precision.SEASON:
            ending = f"{DASH}{unit.last.year % 100:02}" if unit.last.year > unit.first.year else ""
            return f"{_SEASONS[int(rest) - 21]} {unit.first.year:04}{ending}"
        case Precision.YEAR:
            return year
    if unit.precision is Precision.DECADE:
        return f"die {unit.text[:3]}0er Jahre"
    return f"die Jahre {unit.first.year:04}{DASH}{unit.last.year:04}"
