"""Reservations: what one text says outright, and the other denies, refuses, plans or narrows."""

from __future__ import annotations

from itertools import pairwise

from bot.core.matching.compared import NOTHING, Comparison, Pairs, Text, without_function_terms
from bot.core.matching.meanings import MODALS, RANKS, WEAKENING, WITHHOLDING
from bot.core.text import Word, stem
from bot.core.word_forms import BASE_OF

_WITHHOLDING = frozenset(map(stem, WITHHOLDING))
_WEAKENING = frozenset(map(stem, WEAKENING))
_RESERVING = _WITHHOLDING | _WEAKENING | MODALS
_RANKS = frozenset(map(stem, RANKS))
_ONLY = "only"


def find_negated(compared: Comparison) -> Pairs:
    """Give a negation that only one of the texts has."""
    for plain, other, is_recorded in both_ways(compared):
        if other.negation and not plain.negation:
            yield _only_in(other.negation, is_recorded)


def find_reserved(compared: Comparison) -> Pairs:
    """Give what is withheld, only planned, of a deputy, or narrowed in one of the texts only."""
    for plain, other, is_recorded in both_ways(compared):
        for term in _RESERVING & other.have - plain.have:
            if _is_reserved(compared, plain, other, term):
                yield _only_in(term, is_recorded)
        for rank, office in pairwise(other.content):
            if rank in _RANKS and _RANKS.isdisjoint(plain.have) and office in plain.have:
                yield _only_in(rank, is_recorded)
    yield from _narrowed(compared)


def _is_reserved(compared: Comparison, plain: Text, other: Text, term: str) -> bool:
    """Whether one text says outright what the other has close behind a term."""
    behind = without_function_terms(other.terms[other.terms.index(term) + 1 :])[:2]
    if plain.have.isdisjoint(behind):
        return False
    if term in MODALS:
        words = compared.asked if plain is compared.question else compared.written
        return any(word.term in behind and _is_past(word) for word in words)
    if term in _WITHHOLDING:
        return True
    asks_much = 2 * len(plain.have.intersection(other.content)) >= len(other.content)
    return (asks_much or plain is compared.record) and _WEAKENING.isdisjoint(plain.have)


def _is_past(word: Word) -> bool:
    return word.written.endswith("ed") or word.written in BASE_OF


def _narrowed(compared: Comparison) -> Pairs:
    """Give "only", where it is asked for, or where all else that is on record is asked for."""
    question, record = compared.question, compared.record
    if _ONLY in question.have and _ONLY not in compared.any_wording:
        yield _ONLY, NOTHING
    elif _ONLY in record.have - question.have and question.have.issuperset(record.content):
        yield NOTHING, _ONLY


def both_ways(compared: Comparison) -> tuple[tuple[Text, Text, bool], ...]:
    """Give each text beside the other, and whether the other is the record's."""
    question, record = compared.question, compared.record
    return (question, record, True), (record, question, False)


def _only_in(term: str, is_recorded: bool) -> tuple[str, str]:
    return (NOTHING, term) if is_recorded else (term, NOTHING)
