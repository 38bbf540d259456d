"""Reservations: what one text says outright, and the other denies, refuses, plans or narrows."""

from __future__ import annotations

from itertools import pairwise

from bot.core.matching.compared import NOTHING, Comparison, Pairs, Text, without_function_terms
from bot.core.matching.meanings import MODALS, RANKS, WEAKENING, WITHHOLDING
from bot.core.matching.opposites import NEGATIONS
from bot.core.text import stem
from bot.core.word_forms import BASE_OF

_WITHHOLDING = frozenset(map(stem, WITHHOLDING))
_WEAKENING = frozenset(map(stem, WEAKENING))
_RESERVING = _WITHHOLDING | _WEAKENING | MODALS
_RANKS = frozenset(map(stem, RANKS))
_ONLY = "only"

_INVERTED = 6
"""Words of content behind a modal among which its verb is in a question: "will the bank raise"."""


def find_negated(compared: Comparison) -> Pairs:
    """Give a negation that only one of the texts has."""
    for plain, other, is_recorded in both_ways(compared):
        if other.negations and not plain.negations:
            yield _only_in(other.negations[0], is_recorded)
    if compared.is_close:
        yield from _negated_in_place(compared)


def _negated_in_place(compared: Comparison) -> Pairs:
    """Give a negation more, in texts that repeat each other and both have some."""
    ours, theirs = compared.question.negations, compared.record.negations
    if not ours or not theirs or len(ours) == len(theirs):
        return
    for gap in compared.parted:
        if not gap.ours and not (gap.before and gap.after):
            continue  # not asked for
        negations = NEGATIONS.intersection(gap.ours), NEGATIONS.intersection(gap.theirs)
        if bool(negations[0]) != bool(negations[1]):
            yield _only_in(min(negations[0] or negations[1]), bool(negations[1]))
            return


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
    behind = _behind(other, term)
    if term in MODALS:
        deeds = _behind(other, term, _INVERTED) if other is compared.question else behind[:1]
        return any(
            _is_done(compared, plain, deed) and not _is_past(compared, other, (deed,))
            for deed in deeds
        )
    if plain.have.isdisjoint(behind):
        return False
    if term in _WITHHOLDING:
        return True
    if any(set(behind) & set(_behind(plain, t)) for t in _WEAKENING & plain.have - {*behind}):
        return False
    asks_much = 2 * len(plain.have.intersection(other.content)) >= len(other.content)
    return asks_much or plain is compared.record or _is_past(compared, plain, behind[:1])


def _behind(text: Text, term: str, most: int = 2) -> tuple[str, ...]:
    return without_function_terms(text.terms[text.terms.index(term) + 1 :])[:most]


def _is_done(compared: Comparison, text: Text, deed: str) -> bool:
    """Whether a text has a verb in the past, or asks whether it was done."""
    is_asked = compared.asks_past and text is compared.question and deed in text.have
    return is_asked or _is_past(compared, text, (deed,))


def _is_past(compared: Comparison, text: Text, terms: tuple[str, ...]) -> bool:
    """Whether a text has one of some verbs in the past."""
    if text is compared.record:
        read = ((word.term, word.written) for word in compared.written)
    else:
        read = ((compared.read_as.get(w.term, w.term), w.written) for w in compared.asked)
    return any(
        term in terms and (written.endswith("ed") or BASE_OF.get(written, written) != written)
        for term, written in read
        if not written.endswith("ing")
    )


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
