"""Substitution: words of the question that stand where the record has others."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.languages.known import is_known
from bot.core.matching.compared import (
    NOTHING,
    Comparison,
    Gap,
    Pairs,
    without_function_terms,
)
from bot.core.matching.meanings import TITLES
from bot.core.matching.opposites import NEGATIONS
from bot.core.matching.spelling import likeness
from bot.core.matching.synonyms import means_the_same
from bot.core.numbers import is_number
from bot.core.text import FUNCTION_TERMS, REPORTING_TERMS, stem

LEAST_IN_COMMON = 2
"""Words of content that a question shares with a wording of which just one word is another."""

LONGEST_OTHER = 3
"""Words of content in place of which others are looked at: a full name."""

_TITLES = frozenset(map(stem, TITLES))


def find_substituted(compared: Comparison) -> Pairs:
    """Give words that stand where the record has others, or the only word that differs."""
    hit = next(filter(None, (_in_place(compared, gap) for gap in compared.gaps)), None)
    hit = hit or next(filter(None, (_beside(compared, gap) for gap in compared.gaps)), None)
    hit = hit or _only_other(compared)
    if hit:
        yield hit


def _in_place(compared: Comparison, gap: Gap) -> tuple[str, str] | None:
    """Give what stands between the same words, where it means something else."""
    question, record = compared.question, compared.record
    ours, theirs = without_function_terms(gap.ours), without_function_terms(gap.theirs)
    if compared.is_close:
        ours, theirs = question.more_than(record, ours), record.more_than(question, theirs)
    else:
        begins = gap.before == "" and len(ours) == 1
        ours = tuple(term for term in ours if begins or term not in record.have)
        theirs = tuple(term for term in theirs if term not in question.have)
    if not (compared.elsewhere | (compared.any_wording - record.have)).isdisjoint(ours):
        return None
    known = REPORTING_TERMS | NEGATIONS
    ours = tuple(term for term in ours if term not in known and not is_number(term))
    theirs = tuple(term for term in theirs if term not in NEGATIONS)
    ours, theirs = _unlike(compared, ours, theirs)
    if not ours or not theirs or max(len(ours), len(theirs)) > LONGEST_OTHER:
        return None
    if _is_title(compared, gap, ours, theirs):
        return None
    if not compared.is_close and not _are_in_place(compared, ours, theirs):
        return None
    return ours[0], theirs[0]


def _beside(compared: Comparison, gap: Gap) -> tuple[str, str] | None:
    """Give a name beside the same word of content, with what the question has there."""
    first = (gap.before, gap.ours[0], gap.theirs[0])
    last = (gap.after, gap.ours[-1], gap.theirs[-1])
    return next(
        (
            (one, two)
            for anchor, one, two in (first, last)
            if anchor
            and two in compared.names
            and two not in compared.question.have
            and FUNCTION_TERMS.isdisjoint((anchor, one))
            and one not in compared.known
            and _TITLES.isdisjoint((one, two))
            and not (is_number(one) or _may_be(compared, one, two))
        ),
        None,
    )


def _are_in_place(compared: Comparison, ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether it is one word, with the same words of content on both sides."""
    if len(ours) != 1 or len(theirs) != 1:
        return False
    beside = compared.question.neighbours[ours[0]]
    return any(beside) and beside == compared.record.neighbours[theirs[0]]


def _unlike(
    compared: Comparison, ours: tuple[str, ...], theirs: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Leave out what is the same in other words or letters."""
    left = list(theirs)
    for one in ours:
        same = next((two for two in left if _may_be(compared, one, two)), None)
        if same is not None:
            left.remove(same)
            ours = tuple(term for term in ours if term != one)
    return ours, tuple(left)


def _is_title(
    compared: Comparison, gap: Gap, ours: tuple[str, ...], theirs: tuple[str, ...]
) -> bool:
    """Whether one text has a title before a name, and the other a first name."""
    is_title = _TITLES.issuperset(ours) != _TITLES.issuperset(theirs)
    return is_title and compared.names.issuperset((*theirs, gap.after))


def _may_be(compared: Comparison, one: str, two: str) -> bool:
    is_initial = len(one) == 1 and two.startswith(one)
    return is_initial or means_the_same(one, two) or _is_misspelt(compared, one, two)


def _only_other(compared: Comparison) -> tuple[str, str] | None:
    """Give the only word of the question that the wording lacks, with the only one that it has
    besides, if that stands in its place and means something else.
    """
    question, record = compared.question, compared.record
    other = [t for t in record.content if t not in question.have and t not in NEGATIONS]
    lone = [t for t in question.content if t not in compared.known and not is_number(t)]
    if len(lone) != 1 or len(other) != 1 or lone[0] in compared.any_wording:
        return None
    if len(record.content) <= LEAST_IN_COMMON or _may_be(compared, lone[0], other[0]):
        return None
    if _TITLES & {lone[0], other[0]} and other[0] in compared.names:
        return None
    ours, theirs = question.neighbours, record.neighbours
    in_place = ours.get(lone[0]) == theirs.get(other[0])
    spelt = compared.spelt_in_question.get(lone[0], lone[0])
    if not in_place and not is_known(spelt, compared.language):
        return None
    return lone[0], other[0] if in_place else NOTHING


def _is_misspelt(compared: Comparison, one: str, two: str) -> bool:
    """Whether a word that is no English one may stand for the other."""
    ours = compared.spelt_in_question.get(one, one)
    theirs = compared.spelt_on_record.get(two, two)
    if is_known(ours, compared.language):
        return False
    return any(likeness(ours, part) > 0.0 for part in theirs.split())


def same_place_of(
    compared: Comparison, ours: Sequence[str], theirs: Sequence[str]
) -> tuple[str, str] | None:
    """Give a term of the question and one of the record that stand in the same place."""
    for gap in compared.gaps:
        one = next((term for term in gap.ours if term in ours), None)
        two = next((term for term in gap.theirs if term in theirs), None)
        if one is not None and two is not None:
            return one, two
    return None
