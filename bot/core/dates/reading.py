"""Dates as people write them, read without guessing: two possible meanings are both offered."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from itertools import takewhile

from bot.core.dates.edtf import PartialDate, parse_edtf
from bot.core.dates.piece import Piece, gather, resolve
from bot.core.dates.refusals import (
    EXAMPLES,
    AmbiguousDate,
    DateError,
    UnreadableDate,
    name_text,
)
from bot.core.dates.scanning import fold_text, scan
from bot.core.dates.tokens import Order, Token
from bot.core.dates.units import Unit, follow, precede
from bot.core.dates.vocabulary import BETWEEN, Bound, Kind
from bot.core.dates.wording import DateTold
from bot.core.words import Sentence, join_told

_END = r"(?:\.\.|[0-9]{2}(?:[0-9]{2}|[0-9]X|XX)(?:-[0-9]{2}){0,2}[~?%]?)"
_EDTF_INTERVAL = re.compile(f"{_END}/{_END}", re.IGNORECASE)


def read_date(text: str, *, published: datetime.date | PartialDate | None = None) -> PartialDate:
    """Read a date in English, German, ISO 8601 or EDTF.

    `published` is when the source appeared. "Wednesday" and "Oct 23" are the latest such day up to
    then; without it they are refused. Raises `AmbiguousDate` for what can mean two dates
    (10/11/2024, winter 2024, 1900s), `IncompleteDate` for what lacks a year or a publication date,
    and `UnreadableDate` for everything else that is not a date.
    """
    folded = fold_text(text)
    if _EDTF_INTERVAL.fullmatch(folded):
        return parse_edtf(folded.upper())
    if isinstance(published, datetime.date):
        published = PartialDate.on(published)
    try:
        first = _read(folded, published, Order.FIRST)
    except UnreadableDate as refusal:
        return _read_or_refuse(folded, published, refusal)
    return _compare(folded, first, published)


def _read_or_refuse(text: str, published: PartialDate | None, refusal: DateError) -> PartialDate:
    """Return the second reading where the first, refused one is impossible (11/25/2024)."""
    try:
        return _read(text, published, Order.SECOND)
    except DateError:
        raise refusal from None


def _compare(text: str, first: PartialDate, published: PartialDate | None) -> PartialDate:
    """Return the first reading unless there is a second, different one."""
    try:
        second = _read(text, published, Order.SECOND)
    except DateError:
        return first
    if first == second:
        return first
    meanings = join_told([DateTold(first.edtf), DateTold(second.edtf)], "list.or")
    raise AmbiguousDate(
        Sentence("refused.date.ambiguous", typed=name_text(text), meanings=meanings),
        (first, second),
    )


def _read(text: str, published: PartialDate | None, order: Order) -> PartialDate:
    tokens = scan(text, order)
    opening = tokens[0].value if tokens and tokens[0].kind is Kind.OPENING else None
    if opening is not None:
        tokens = tokens[1:]
    split = _find_split(tokens, opening)
    if split:
        left, right = gather(tokens[:split]), gather(tokens[split + 1 :])
        if opening is None and not right.marks:
            # "About 25-27 November" blurs both days; "from about 25 to 27 November" one of them.
            right = replace(right, marks=left.marks)
        return _read_interval(left, right, published, order)
    if opening is not None:
        raise UnreadableDate(Sentence("refused.date.second", examples=EXAMPLES))
    return _read_single(gather(tokens), published, order)


def _find_split(tokens: list[Token], opening: int | None) -> int:
    """Return where the word between two dates stands, 0 when there is none."""
    blurs = sum(1 for _ in takewhile(lambda token: token.kind is Kind.MARK, tokens))
    for index, token in enumerate(tokens[blurs + 1 :], start=blurs + 1):
        until = token.kind is Kind.BOUND and token.value == Bound.UNTIL
        if until or token.kind is Kind.TO or (token.kind is Kind.AND and opening == BETWEEN):
            return index
    return 0


def _read_single(piece: Piece, published: PartialDate | None, order: Order) -> PartialDate:
    bound = piece.values.get(Kind.BOUND)
    piece = piece.omit(Kind.BOUND)
    start, end = resolve(piece, published, order)
    if bound is None:
        return _build(start, end)
    if bound == Bound.BEFORE:
        return _build(None, precede(start))
    if bound == Bound.AFTER:
        return _build(follow(end), None)
    return _build(start, None) if bound == Bound.SINCE else _build(None, end)


def _read_interval(
    left: Piece, right: Piece, published: PartialDate | None, order: Order
) -> PartialDate:
    if set(right.values) <= {Kind.DAY, Kind.YEAR} and Kind.DAY in right.values:
        right = right.inherit(left, [Kind.MONTH])
    if not right.unit:
        shared = [Kind.YEAR] if Kind.MONTH in left.values else [Kind.MONTH, Kind.YEAR]
        left = left.inherit(right, shared) if _lacks_year(left) else left
    ending = resolve(right, published, order)
    if published and _lacks_year(left):
        published = PartialDate.on(ending[0].first)
    return _build(resolve(left, published, order)[0], ending[1])


def _lacks_year(piece: Piece) -> bool:
    return piece.unit is None and Kind.YEAR not in piece.values


def _build(start: Unit | None, end: Unit | None) -> PartialDate:
    if start == end and start is not None:
        return parse_edtf(start.edtf)
    return parse_edtf("/".join(unit.edtf if unit else ".." for unit in (start, end)))
