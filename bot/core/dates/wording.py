"""A date in words, as short as its precision allows and readable back to the same date."""

from __future__ import annotations

from bot.core.dates.edtf import PartialDate, split_edtf
from bot.core.dates.german import word_in_german
from bot.core.dates.parts import Part, find_part
from bot.core.dates.refusals import UnreadableDate
from bot.core.dates.spans import DASH, can_join, join_words
from bot.core.dates.units import Precision, Unit, follow, precede
from bot.core.dates.vocabulary import MONTH_NAMES, QUARTER_NAMES, SEASON_NAMES
from bot.core.words import Told, Words

_MARK_WORDS = {"": "", "~": "about ", "?": "possibly ", "%": "possibly about "}
_PART_WORDS = {
    Part.EARLY: "early",
    Part.MID: "mid",
    Part.LATE: "late",
    Part.FIRST_DAYS: "the first days of",
    Part.FINAL_DAYS: "the final days of",
}


class DateTold(Told):
    """A date in EDTF within a sentence, said in the words of the sentence's language."""

    __slots__ = ("edtf",)

    def __init__(self, edtf: str) -> None:
        self.edtf = edtf

    def say(self, words: Words) -> str:
        """The date in words."""
        return date_in_words(PartialDate(self.edtf), words.language)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DateTold) and self.edtf == other.edtf

    def __hash__(self) -> int:
        return hash(self.edtf)


def date_in_words(date: PartialDate, language: str = "en") -> str:
    """Return the date in words; `read_date` reads the English ones back as the same date.

    `language` is an ISO 639-1 code; there are English and German words.
    """
    if language == "de":
        return word_in_german(date)
    start, end = split_edtf(date.edtf)
    if start is None or end is None:
        return _word_open(start, end)
    if start == end:
        return _word_unit(start)
    return _word_part(start, end) or _word_span(start, end)


def _word_open(start: Unit | None, end: Unit | None) -> str:
    if end is not None:
        if end.mark:
            return _word_bound("no later than", end)
        try:
            return _word_bound("before", follow(end))
        except UnreadableDate:
            return _word_bound("until", end)
    assert start is not None
    if start.mark:
        return _word_bound("no earlier than", start)
    try:
        return _word_bound("after", precede(start))
    except UnreadableDate:
        return _word_bound("since", start)


def _word_bound(word: str, unit: Unit) -> str:
    return f"{word} {_word_unit(unit)}"


def _word_part(start: Unit, end: Unit) -> str | None:
    found = find_part(start, end)
    if found is None:
        return None
    part, whole = found
    joint = "-" if part is Part.MID else " "
    doubt = "possibly " if start.mark == "%" else ""
    return f"{doubt}{_PART_WORDS[part]}{joint}{_word_body(whole).removeprefix('the ')}"


def _word_span(start: Unit, end: Unit) -> str:
    if not can_join(start, end):
        return f"from {_word_unit(start)} to {_word_unit(end)}"
    return _MARK_WORDS[start.mark] + join_words(_word_body(start), _word_body(end))


def _word_unit(unit: Unit) -> str:
    return _MARK_WORDS[unit.mark] + _word_body(unit)


def _word_body(unit: Unit) -> str:
    year, _, rest = unit.text.partition("-")
    if unit.precision is Precision.DAY:
        return f"{unit.first.day} {MONTH_NAMES[unit.first.month - 1]} {year}"
    if unit.precision is Precision.MONTH:
        return f"{MONTH_NAMES[unit.first.month - 1]} {year}"
    if unit.precision is Precision.QUARTER:
        return f"{QUARTER_NAMES[int(rest) - 33]} quarter of {year}"
    if unit.precision is Precision.SEASON:
        return _word_season(unit, int(rest) - 21)
    return year if unit.precision is Precision.YEAR else _word_years(unit)


def _word_season(unit: Unit, season: int) -> str:
    ending = f"{DASH}{unit.last.year % 100:02}" if unit.last.year > unit.first.year else ""
    return f"{SEASON_NAMES[season]} {unit.first.year:04}{ending}"


def _word_years(unit: Unit) -> str:
    # "The 2000s" could be ten years or a hundred, so that decade is spelt out.
    if unit.precision is Precision.DECADE and not unit.text.endswith("0X"):
        return f"the {unit.text[:3]}0s"
    return f"the {unit.precision} {unit.first.year:04}{DASH}{unit.last.year:04}"
