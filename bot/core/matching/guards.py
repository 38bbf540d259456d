"""Meaning guards: where a question and a wording share their words but not their meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, pairwise, product

from bot.core.matching.actors import find_other_actor
from bot.core.matching.compared import NOTHING, Comparison, Text, without_function_terms
from bot.core.matching.opposites import NEGATING_PREFIXES
from bot.core.matching.roles import find_exchange
from bot.core.matching.substitution import find_substituted, same_place_of
from bot.core.matching.values import Difference
from bot.core.text import is_number, stem
from bot.core.vocabulary import COUNTRIES, MONTHS, TURNED, UNITS, WEEKDAYS, WITHHOLDING

LONGEST_GUARDED = 30
"""Words beyond which a question is a pasted text: what differs in it may belong to anything."""

MOST_SHOWN = 3

_LONGEST_NOT_DONE = 3
"""Letters up to which a word that ends in -ed is no deed: "red", "bed"."""

COUNTRY_TERMS = frozenset(map(stem, COUNTRIES))
_EXCLUSIVE = (
    frozenset(map(stem, MONTHS.values())),
    frozenset(map(stem, WEEKDAYS)),
    COUNTRY_TERMS,
)
_PARTIES = ("from", "to", "against")
_UNITS = tuple(frozenset(map(stem, members.split())) for members in UNITS)
_WITHHOLDING = frozenset(map(stem, WITHHOLDING))

Pairs = Iterator[tuple[str, str]]
"""What differs, as terms: what was asked, and what is on record."""


def find_differences(compared: Comparison) -> tuple[Difference, ...]:
    """Give where the meaning of a wording parts from the question's."""
    return _find(compared, _GUARDS)


def find_reversal(compared: Comparison) -> tuple[Difference, ...]:
    """Give where a wording says the reverse: who does it to whom, or what it says is not so."""
    return _find(compared, (_negated, _turned, _exchanged, _other_party))


def _find(
    compared: Comparison, guards: tuple[Callable[[Comparison], Pairs], ...]
) -> tuple[Difference, ...]:
    if len(compared.asked) > LONGEST_GUARDED:
        return ()
    found = list(chain.from_iterable(guard(compared) for guard in guards))
    if not found:
        return ()
    read_as = compared.read_as
    ours = {read_as.get(word.term, word.term): word.written for word in reversed(compared.asked)}
    theirs = {word.term: word.written for word in reversed(compared.written)}
    paired = {term for pair in found if NOTHING not in pair for term in pair}
    shown = (
        Difference(ours.get(a, a), theirs.get(b, b))
        for a, b in found
        if NOTHING not in (a, b) or paired.isdisjoint((a, b))
    )
    return tuple(dict.fromkeys(shown))[:MOST_SHOWN]


def _opposed(compared: Comparison) -> Pairs:
    question, record = compared.question, compared.record
    for (pair, side), asked in question.sides.items():
        opposite = record.sides.get((pair, 1 - side))
        if opposite is None:
            continue
        if (pair, side) not in record.sides:
            if (pair, 1 - side) not in question.sides:
                yield asked, opposite
        elif record.following(opposite) & question.following(asked) - record.following(asked):
            # The record names both, and says of the other what was asked of this one.
            yield asked, opposite


def _with_prefix(compared: Comparison) -> Pairs:
    for plain, other, is_asked in _both_ways(compared):
        for opposite in other.have - plain.have:
            if not opposite.startswith(NEGATING_PREFIXES):
                continue
            for prefix in NEGATING_PREFIXES:
                term = opposite.removeprefix(prefix)
                if 3 < len(term) < len(opposite) and term in plain.have - other.have:
                    yield (term, opposite) if is_asked else (opposite, term)


def _both_ways(compared: Comparison) -> tuple[tuple[Text, Text, bool], ...]:
    question, record = compared.question, compared.record
    return (question, record, True), (record, question, False)


def _negated(compared: Comparison) -> Pairs:
    for plain, other, is_asked in _both_ways(compared):
        if other.negation and not plain.negation:
            yield (NOTHING, other.negation) if is_asked else (other.negation, NOTHING)


def _withheld(compared: Comparison) -> Pairs:
    """Give what is refused or lacking in one of the texts only, though the other speaks of it."""
    for plain, other, is_asked in _both_ways(compared):
        for term in _WITHHOLDING & other.have - plain.have:
            at = other.content.index(term)
            if not plain.have.isdisjoint(other.content[at + 1 : at + 3]):
                yield (NOTHING, term) if is_asked else (term, NOTHING)


def _numbers(compared: Comparison) -> Pairs:
    question, record = compared.question, compared.record
    asked = [term for term in question.terms if is_number(term)]
    on_record = [term for term in record.terms if is_number(term)]
    ours = [term for term in asked if term not in record.have]
    theirs = [term for term in on_record if term not in question.have]
    if not ours or not theirs:
        return
    if len(ours) == len(asked) and len(theirs) == len(on_record):
        if not compared.elsewhere.issuperset(ours):
            yield ours[0], theirs[0]
    elif hit := same_place_of(compared, ours, theirs):
        yield hit


def _units(compared: Comparison) -> Pairs:
    """Give another unit of the same number."""
    amounts = product(_amounts(compared.question), _amounts(compared.record))
    for (number, ours), (other, theirs) in amounts:
        if number == other and ours != theirs and any({ours, theirs} <= unit for unit in _UNITS):
            yield ours, theirs


def _amounts(text: Text) -> list[tuple[str, str]]:
    return [(one, two) for one, two in pairwise(text.content) if is_number(one)]


def _exclusive(compared: Comparison) -> Pairs:
    question, record = compared.question, compared.record
    for members in _EXCLUSIVE:
        ours = [term for term in question.terms if term in members and term not in record.have]
        theirs = [term for term in record.terms if term in members and term not in question.have]
        if ours and theirs:
            yield ours[0], theirs[0]


def _turned(compared: Comparison) -> Pairs:
    """Give a small word in place of another that turns the meaning of its neighbour."""
    question, record = compared.question, compared.record
    for ours, theirs in chain.from_iterable((pair, pair[::-1]) for pair in TURNED):
        if ours in question.have and theirs in record.have:
            before, after = question.around(ours)
            left, right = record.around(theirs)
            right -= record.around(ours)[1]
            if after & right or (not after and not right and before & left):
                yield ours, theirs


def _other_party(compared: Comparison) -> Pairs:
    """Give the country that it comes from, goes to or is against, where the record has another."""
    for small in _PARTIES:
        ours, theirs = (_party(text, small) for text in (compared.question, compared.record))
        if ours and theirs and ours.isdisjoint(theirs):
            yield min(ours), min(theirs)


def _party(text: Text, small: str) -> frozenset[str]:
    found = set[str]()
    for at, term in enumerate(text.terms):
        if term == small:
            found.update(without_function_terms(text.terms[at + 1 :])[:2])
    return COUNTRY_TERMS & found


def _exchanged(compared: Comparison) -> Pairs:
    """Give who does it, where the record has the two the other way round."""
    question, record = compared.question, compared.record
    ours = [term for term in question.content if term in record.have]
    theirs = [term for term in record.content if term in question.have]
    passive = "by" in question.have or "by" in record.have
    if len(set(ours)) < 2 or (ours == theirs and not passive):
        return
    deeds = frozenset(
        word.term
        for word in (*compared.asked, *compared.written)
        if word.written.endswith("ed") and len(word.written) > _LONGEST_NOT_DONE
    )
    if found := find_exchange(question.terms, record.terms, deeds):
        yield found


def _other_actor(compared: Comparison) -> Pairs:
    found = find_other_actor(compared.question.terms, compared.record.terms)
    if found:
        yield found


_GUARDS = (
    _opposed,
    _with_prefix,
    _negated,
    _numbers,
    _exclusive,
    _units,
    _turned,
    _withheld,
    _exchanged,
    _other_party,
    _other_actor,
    find_substituted,
)
"""In the order in which what they find is shown."""
