"""The words of dates, English and German, each with what it stands for.

A further language is a further row of words; the grammar in `reading` does not change.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Final

from bot.core.dates.parts import Part


class Kind(StrEnum):
    """What a word or a number in a date stands for."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNIT = "unit"
    PART = "part"
    WEEKDAY = "weekday"
    LAST = "last"
    AGO = "days before publication"
    MARK = "mark"
    BOUND = "bound"
    OPENING = "opening"
    TO = "to"
    AND = "and"
    FILLER = "filler"


class Bound(IntEnum):
    """The words that leave one end of a date open."""

    BEFORE = 0
    AFTER = 1
    SINCE = 2
    UNTIL = 3


APPROXIMATE: Final = 1
UNCERTAIN: Final = 2
MARKS: Final = ("", "~", "?", "%")
"""The EDTF mark for each sum of `APPROXIMATE` and `UNCERTAIN`."""

FROM: Final = 0
BETWEEN: Final = 1

# Months 1 to 12, then the seasons 21 to 24 of EDTF: both stand between a year and nothing or a day.
_MONTHS: Final = {
    1: "january, jan, januar, jänner, januars",
    2: "february, feb, februar, februars",
    3: "march, mar, märz, mär, maerz",
    4: "april, apr, aprils",
    5: "may, mai, mais",
    6: "june, jun, juni, junis",
    7: "july, jul, juli, julis",
    8: "august, aug, augusts",
    9: "september, sep, sept, septembers",
    10: "october, oct, oktober, okt, oktobers",
    11: "november, nov, novembers",
    12: "december, dec, dezember, dez, dezembers",
    21: "spring, frühling, frühjahr",
    22: "summer, sommer",
    23: "autumn, fall, herbst",
    24: "winter",
}
_WEEKDAYS: Final = {
    0: "monday, mon, montag",
    1: "tuesday, tue, tues, dienstag",
    2: "wednesday, wed, weds, mittwoch",
    3: "thursday, thu, thur, thurs, donnerstag",
    4: "friday, fri, freitag",
    5: "saturday, sat, samstag, sonnabend",
    6: "sunday, sun, sonntag",
}
_AGO: Final = {
    0: "today, heute",
    1: "yesterday, gestern",
    2: "vorgestern, day before yesterday",
}
_PARTS: Final[dict[int, str]] = {
    Part.EARLY: "early, anfang, beginning of, start of",
    Part.MID: "mid, mitte, middle of",
    Part.LATE: "late, ende, end of",
    Part.FIRST_DAYS: "first days of, first week of, ersten tagen, ersten tage",
    Part.FINAL_DAYS: "final days of, last days of, final week of, last week of, "
    "letzten tagen, letzten tage",
}
_MARKS: Final = {
    APPROXIMATE: "about, around, circa, ca, c, approximately, approx, roughly, "
    "um, etwa, ungefähr, gegen",
    UNCERTAIN: "possibly, perhaps, maybe, probably, vielleicht, möglicherweise, vermutlich",
}
_BOUNDS: Final[dict[int, str]] = {
    Bound.BEFORE: "before, vor, prior to, earlier than",
    Bound.AFTER: "after, nach, later than",
    Bound.SINCE: "since, seit, no earlier than, not before",
    Bound.UNTIL: "until, till, by, bis, up to, no later than, not after",
}
_WORDS: Final[dict[Kind, dict[int, str]]] = {
    Kind.MONTH: _MONTHS,
    Kind.WEEKDAY: _WEEKDAYS,
    Kind.AGO: _AGO,
    Kind.PART: _PARTS,
    Kind.MARK: _MARKS,
    Kind.BOUND: _BOUNDS,
    Kind.LAST: {0: "last, letzten, letzter, letztem, vergangenen, vergangener"},
    Kind.OPENING: {FROM: "from, von, vom", BETWEEN: "between, zwischen"},
    Kind.TO: {0: "to, through, thru"},
    Kind.AND: {0: "and, und"},
    Kind.FILLER: {0: "on, in, the, of, during, den, dem, der, des, das, am, im"},
}

MEANINGS: Final = {
    word: (kind, value)
    for kind, rows in _WORDS.items()
    for value, row in rows.items()
    for word in row.split(", ")
}
"""Each word or phrase, in lower case, with its kind and value."""

_ORDINALS: Final = {
    33: "first, ersten, erstes",
    34: "second, zweiten, zweites",
    35: "third, dritten, drittes",
    36: "fourth, vierten, viertes",
}
ORDINALS: Final = {word: code for code, row in _ORDINALS.items() for word in row.split(", ")}
"""Words before "quarter" with the EDTF code of that quarter."""

MONTH_NAMES: Final = tuple(_MONTHS[month].split(", ")[0].capitalize() for month in range(1, 13))
SEASON_NAMES: Final = ("spring", "summer", "autumn", "winter")
QUARTER_NAMES: Final = ("first", "second", "third", "fourth")
