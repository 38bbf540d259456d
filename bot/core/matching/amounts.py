"""Amounts: numbers, what they are of, and on which side of them something is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise, product

from bot.core.matching.compared import Comparison, Pairs, Text
from bot.core.matching.meanings import ABOVE, BELOW, UNITS
from bot.core.matching.substitution import same_place_of
from bot.core.numbers import is_number, is_year
from bot.core.text import stem
from bot.core.vocabulary import MONTHS

_MONTHS = frozenset(map(stem, MONTHS.values()))
_UNITS = tuple(frozenset(map(stem, members.split())) for members in UNITS)
_ANY_UNIT = frozenset[str]().union(*_UNITS)
_ONE = frozenset({"a", "an", "one", "per", "each", "every"})
"""What before a unit says that there is one of it."""


def find_other_amount(compared: Comparison) -> Pairs:
    """Give another number, another unit, the other side of a number, or a score turned round."""
    yield from _one_or_several(compared)
    if not compared.question.numbers or not compared.record.numbers:
        return
    yield from _numbers(compared)
    yield from _units(compared)
    yield from _bounds(compared)
    yield from _scores(compared)


def _numbers(compared: Comparison) -> Pairs:
    question, record = compared.question, compared.record
    asked = [question.terms[at] for at in question.numbers]
    on_record = [record.terms[at] for at in record.numbers]
    if compared.is_close:
        ours, theirs = question.more_than(record, asked), record.more_than(question, on_record)
        if hit := same_place_of(compared, ours, theirs):
            yield hit
            return
    ours = tuple(term for term in asked if term not in record.have)
    theirs = tuple(term for term in on_record if term not in question.have)
    if len(ours) == len(asked) and len(theirs) == len(on_record):
        if not compared.elsewhere.issuperset(ours):
            yield from islice(_of_one_kind(question, record), 1)
    elif hit := same_place_of(compared, ours, theirs):
        yield hit


def _of_one_kind(question: Text, record: Text) -> Pairs:
    """Pair numbers that may stand for one another: no year with a small number, and days with
    days.
    """
    for one, two in product(question.numbers, record.numbers):
        ours, theirs = question.terms[one], record.terms[two]
        is_year_with_small = is_year(ours) != is_year(theirs) and min(len(ours), len(theirs)) < 4
        if not is_year_with_small and _is_day(question, one) == _is_day(record, two):
            yield ours, theirs


def _is_day(text: Text, at: int) -> bool:
    return not _MONTHS.isdisjoint(text.terms[max(0, at - 1) : at + 2]) and len(text.terms[at]) < 3


def _units(compared: Comparison) -> Pairs:
    """Give another unit of the same number."""
    amounts = product(_amounts(compared.question), _amounts(compared.record))
    for (number, ours), (other, theirs) in amounts:
        if number == other and ours != theirs and any({ours, theirs} <= unit for unit in _UNITS):
            yield ours, theirs


def _one_or_several(compared: Comparison) -> Pairs:
    """Give several of a unit of which the other text has one: once a year, once in five years."""
    ours, theirs = _counted(compared.question), _counted(compared.record)
    for unit in sorted(ours.keys() & theirs.keys()):
        if "1" in ours[unit] ^ theirs[unit] and ours[unit].isdisjoint(theirs[unit]):
            yield min(ours[unit]), min(theirs[unit])


def _counted(text: Text) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for before, unit in pairwise(text.terms):
        if unit in _ANY_UNIT and (before in _ONE or is_number(before)):
            found.setdefault(unit, set()).add("1" if before in _ONE else before)
    return found


def _amounts(text: Text) -> list[tuple[str, str]]:
    return [(one, two) for one, two in pairwise(text.content) if is_number(one)]


def _bounds(compared: Comparison) -> Pairs:
    """Give "over" a number where the other text has "under" it."""
    theirs = dict(_bounded(compared.record))
    for number, (is_above, term) in _bounded(compared.question):
        other_is_above, other = theirs.get(number, (is_above, term))
        if is_above != other_is_above:
            yield term, other


def _bounded(text: Text) -> Iterator[tuple[str, tuple[bool, str]]]:
    for at in text.numbers:
        term, before = text.terms[at], text.terms[max(0, at - 3) : at]
        if "no" in before:  # "no more than" is the other side
            continue
        if before[-2:] == ("up", "to"):
            yield term, (False, "up")
        for each in before[-2:]:
            if each in ABOVE or each in BELOW:
                yield term, (each in ABOVE, each)


def _scores(compared: Comparison) -> Pairs:
    """Give two numbers side by side that the record has the other way round: 2-1 and 1-2."""
    ours, theirs = _side_by_side(compared.question), _side_by_side(compared.record)
    for one, two in ours:
        if one != two and (two, one) in theirs and (one, two) not in theirs:
            yield f"{one}–{two}", f"{two}–{one}"


def _side_by_side(text: Text) -> list[tuple[str, str]]:
    found = text.numbers
    return [(text.terms[at], text.terms[at + 1]) for at in found if at + 1 in found]
