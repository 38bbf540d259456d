"""One side of a date as written, from its tokens to the calendar unit or stretch it names."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from bot.core.dates.edtf import PartialDate
from bot.core.dates.parts import Part, Stretch, take_part
from bot.core.dates.refusals import EXAMPLES, IncompleteDate, UnreadableDate
from bot.core.dates.tokens import Order, Token
from bot.core.dates.units import WINTER, Precision, Unit, parse_unit, write_day
from bot.core.dates.vocabulary import MARKS, Kind
from bot.core.words import Sentence

_DATED = (
    {Kind.YEAR},
    {Kind.MONTH, Kind.YEAR},
    {Kind.DAY, Kind.MONTH, Kind.YEAR},
    {Kind.MONTH},
    {Kind.DAY, Kind.MONTH},
)
_RELATIVE = ({Kind.WEEKDAY}, {Kind.WEEKDAY, Kind.LAST}, {Kind.AGO})
# A leap day comes back after eight years at the latest (1896 to 1904).
_YEARS_BACK = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """What was written about one day or period: `values` by kind, or a complete `unit`."""

    values: dict[Kind, int] = field(default_factory=dict)
    unit: Unit | None = None
    marks: int = 0

    def inherit(self, other: Piece, kinds: Iterable[Kind]) -> Piece:
        """Return this piece with the values of `other` for those of `kinds` that it lacks."""
        missing = {kind: other.values[kind] for kind in kinds if kind in other.values}
        return replace(self, values=missing | self.values)

    def omit(self, kind: Kind) -> Piece:
        """Return this piece without its value of `kind`."""
        return replace(self, values={key: self.values[key] for key in self.values if key != kind})


def gather(tokens: Iterable[Token]) -> Piece:
    """Collect the tokens of one piece. Raises `UnreadableDate` when one kind occurs twice."""
    values: dict[Kind, int] = {}
    unit, marks = None, 0
    for token in tokens:
        if token.kind is Kind.MARK:
            marks |= token.value
        elif token.kind is Kind.DAY and Kind.DAY in values:
            raise UnreadableDate(Sentence("refused.date.one-day"))
        elif token.kind in values or (token.unit and unit):
            raise UnreadableDate(Sentence("refused.date.two", examples=EXAMPLES))
        elif token.unit:
            unit = token.unit
        else:
            values[token.kind] = token.value
    return Piece(values, unit, marks)


def resolve(piece: Piece, published: PartialDate | None, order: Order) -> Stretch:
    """Return the first and the last unit that the piece covers, the same one unless it is a part.

    Raises `UnreadableDate`, or `IncompleteDate` when the publication date is needed and not given.
    """
    values = dict(piece.values)
    part = values.pop(Kind.PART, None)
    whole = _find_unit(values, piece.unit, published, order)
    if part is None:
        whole = _mark(whole, piece.marks)
        return whole, whole
    stretch = take_part(whole, Part(part), MARKS[piece.marks | 1])
    if stretch is None:
        raise UnreadableDate(Sentence("refused.date.part"))
    if (
        not piece.unit
        and Kind.YEAR not in values
        and published
        and stretch[0].first > published.latest
    ):
        raise IncompleteDate(Sentence("refused.date.after-source"))
    return stretch


def _mark(unit: Unit, marks: int) -> Unit:
    return unit._replace(mark=MARKS[marks]) if marks else unit


def _find_unit(
    values: dict[Kind, int], unit: Unit | None, published: PartialDate | None, order: Order
) -> Unit:
    kinds = set(values)
    if unit and kinds <= {Kind.WEEKDAY}:
        return _check_weekday(unit, values.get(Kind.WEEKDAY))
    if not unit and kinds in _RELATIVE:
        return _anchor(lambda day: _step_back(values, day), published)
    weekday = values.pop(Kind.WEEKDAY, None)
    if unit or set(values) not in _DATED or (weekday is not None and Kind.DAY not in values):
        raise UnreadableDate(Sentence("refused.date.whole", examples=EXAMPLES))
    if Kind.YEAR in values:
        return _check_weekday(_place(values, values[Kind.YEAR], order), weekday)
    return _check_weekday(_anchor(lambda day: _find_latest(values, day), published), weekday)


def _place(values: dict[Kind, int], year: int, order: Order = Order.FIRST) -> Unit:
    """Return the unit in that year; a winter begins in it or, in the second order, ends in it."""
    month, day = values.get(Kind.MONTH), values.get(Kind.DAY)
    if month is None:
        return parse_unit(f"{year:04}")
    if day is None:
        return parse_unit(f"{year - (month == WINTER and order):04}-{month:02}")
    if month > 12:
        raise UnreadableDate(Sentence("refused.date.numbered-days"))
    try:
        return parse_unit(f"{year:04}-{month:02}-{day:02}")
    except UnreadableDate:
        name = Sentence(
            "day-of-month", day=day, month=Sentence(f"month.{month}"), year=f"{year:04}"
        )
        raise UnreadableDate(Sentence("refused.date.calendar", date=name)) from None


def _find_latest(values: dict[Kind, int], day: datetime.date) -> Unit:
    """Return the latest such unit that begins on or before `day`."""
    for year in range(day.year, max(day.year - _YEARS_BACK, 1) - 1, -1):
        try:
            unit = _place(values, year)
        except UnreadableDate:
            continue
        if unit.first <= day:
            return unit
    raise UnreadableDate(Sentence("refused.date.none-before", date=write_day(day)))


def _step_back(values: dict[Kind, int], day: datetime.date) -> Unit:
    """Return the day meant by "yesterday", "Wednesday" or "last Wednesday" in a text of `day`."""
    if Kind.AGO in values:
        days = values[Kind.AGO]
    else:
        days = (day.weekday() - values[Kind.WEEKDAY]) % 7
        # On a Wednesday, "Wednesday" is that day and "last Wednesday" the one before.
        days += 7 * (days == 0 and Kind.LAST in values)
    try:
        return parse_unit(write_day(day - datetime.timedelta(days)))
    except OverflowError:
        raise UnreadableDate(Sentence("refused.date.first-year")) from None


def _anchor(find: Callable[[datetime.date], Unit], published: PartialDate | None) -> Unit:
    """Return what `find` finds from the publication date, if its vagueness makes no difference."""
    if published is None:
        raise IncompleteDate(Sentence("refused.date.year"))
    open_ended = published.earliest == datetime.date.min or published.latest == datetime.date.max
    if open_ended or find(published.earliest) != find(published.latest):
        raise IncompleteDate(Sentence("refused.date.source-vague"))
    return find(published.latest)


def _check_weekday(unit: Unit, weekday: int | None) -> Unit:
    if weekday is None:
        return unit
    if unit.precision is not Precision.DAY or unit.first.weekday() != weekday:
        raise UnreadableDate(
            Sentence("refused.date.weekday", date=unit.text, weekday=Sentence(f"weekday.{weekday}"))
        )
    return unit
