"""Substitution: a word of the question that stands where the record has another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.core.english import is_english
from bot.core.matching.compared import NOTHING, Comparison, Pairs
from bot.core.matching.opposites import NEGATIONS, OPPOSITE_SIDES
from bot.core.matching.spelling import likeness
from bot.core.matching.synonyms import synonyms_of
from bot.core.numbers import is_number
from bot.core.text import REPORTING_TERMS, words

LEAST_IN_COMMON = 2
"""Words of content that a question shares with a wording of which just one word is another."""

_CAPITALISED = re.compile(r"(?<=[\w,;:'’\"”] )[\"“‘']?([A-Z][\w'’.-]*)")


def find_substituted(compared: Comparison) -> Pairs:
    """Give a word that stands where the record has another: at the start, as the only word that
    differs, a name beside the same word, or any word between the same two.
    """
    question, record = compared.question, compared.record
    other = [t for t in record.content if t not in question.have and t not in NEGATIONS]
    if not other:
        return
    begun, start = question.content[:2], record.content[:2]
    if (
        len(begun) == 2
        and begun[1:] == start[1:]
        and start[0] in other
        and begun[0] not in compared.elsewhere
        and not is_number(begun[0])
        and not _means_the_same(begun[0], start[0])
    ):
        yield begun[0], start[0]
        return
    known = record.have | compared.elsewhere | REPORTING_TERMS | NEGATIONS
    lone = [term for term in question.content if term not in known and not is_number(term)]
    if lone:
        hit = _only_other(compared, lone, other) or _in_same_place(compared, lone, other)
        if hit and not _is_misspelt(compared, *hit):
            yield hit


def _only_other(
    compared: Comparison, lone: Sequence[str], other: Sequence[str]
) -> tuple[str, str] | None:
    """Give the only word of the question that the wording lacks, with the only one that it has
    besides, if that stands in its place and means something else.
    """
    if len(lone) != 1 or len(other) != 1 or lone[0] in compared.any_wording:
        return None
    in_common = len(compared.record.content) - 1
    if in_common < LEAST_IN_COMMON or _means_the_same(lone[0], other[0]):
        return None
    question, record = compared.question.neighbours, compared.record.neighbours
    in_place = question.get(lone[0]) == record.get(other[0])
    return lone[0], other[0] if in_place else NOTHING


def _means_the_same(one: str, two: str) -> bool:
    on_one_side = set(OPPOSITE_SIDES.get(one, ())).intersection(OPPOSITE_SIDES.get(two, ()))
    return two in synonyms_of(one) or bool(on_one_side)


def _is_misspelt(compared: Comparison, lone: str, other: str) -> bool:
    """Whether a word that is no English one may stand for the other, or for anything."""
    ours = compared.spelt_in_question.get(lone, lone)
    theirs = compared.spelt_on_record.get(other, other)
    return not is_english(ours) and (other == NOTHING or likeness(ours, theirs) > 0.0)


def _in_same_place(
    compared: Comparison, lone: Sequence[str], other: Sequence[str]
) -> tuple[str, str] | None:
    question, record = compared.question, compared.record
    names = _names(compared.wording)
    named = [term for term in other if term in names]
    hit = _same_neighbour(question.beside, record.beside, lone, named)
    return hit or _same_neighbour(question.neighbours, record.neighbours, lone, other, both=True)


def _names(wording: str) -> frozenset[str]:
    """Give the terms that a wording writes with a capital in mid-sentence; none when it is written
    like a title.
    """
    capitals = _CAPITALISED.findall(wording)
    if len(capitals) > 0.6 * len(wording.split()):
        return frozenset()
    return frozenset(word.term for capital in capitals for word in words(capital))


def _same_neighbour(
    question: Mapping[str, tuple[str, str]],
    record: Mapping[str, tuple[str, str]],
    ours: Sequence[str],
    theirs: Sequence[str],
    *,
    both: bool = False,
) -> tuple[str, str] | None:
    for term in ours:
        before, after = question.get(term, ("", ""))
        for other in theirs:
            left, right = record.get(other, ("", ""))
            same_left, same_right = before == left != "", after == right != ""
            if (same_left and same_right) if both else (same_left or same_right):
                return term, other
    return None


def same_place_of(
    compared: Comparison, ours: Sequence[str], theirs: Sequence[str]
) -> tuple[str, str] | None:
    """Give a term of the question and one of the record that have a neighbour in common."""
    return _same_neighbour(compared.question.neighbours, compared.record.neighbours, ours, theirs)
