"""Meaning guards: where a question and a wording share their words but not their meaning."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, pairwise, permutations

from bot.core.languages import LANGUAGES
from bot.core.matching.actors import find_other_actor
from bot.core.matching.amounts import find_other_amount
from bot.core.matching.compared import NOTHING, Comparison, Pairs, Text
from bot.core.matching.german_sentences import find_denied, find_other_mood, find_other_parts
from bot.core.matching.meanings import ALTERNATIVES, TURNED
from bot.core.matching.opposites import NEGATING_PREFIXES
from bot.core.matching.reservations import both_ways, find_negated, find_reserved
from bot.core.matching.roles import COUNTRY_TERMS, find_exchanged, find_other_party
from bot.core.matching.substitution import find_substituted
from bot.core.matching.values import Difference
from bot.core.text import FUNCTION_TERMS, stem
from bot.core.vocabulary import MONTHS, WEEKDAYS

LONGEST_GUARDED = 30
"""Words beyond which a question is a pasted text: what differs in it may belong to anything."""

MOST_SHOWN = 3

_EXCLUSIVE = (
    frozenset(map(stem, MONTHS.values())),
    frozenset(map(stem, WEEKDAYS)),
    COUNTRY_TERMS,
)

_SIDES_TURNED = (*TURNED, *chain.from_iterable(language.turned for language in LANGUAGES))

_TURNED = {
    stem(word): frozenset(
        stem(other)
        for sides in _SIDES_TURNED
        for ours, theirs in permutations([side.split() for side in sides], 2)
        if word in ours
        for other in theirs
    )
    for word in chain.from_iterable(side.split() for sides in _SIDES_TURNED for side in sides)
}


def find_differences(compared: Comparison) -> tuple[Difference, ...]:
    """Give where the meaning of a wording parts from the question's."""
    return _find(compared, _GUARDS)


def find_reversal(compared: Comparison) -> tuple[Difference, ...]:
    """Give where a wording says the reverse: who does it to whom, or what it says is not so."""
    guards = (find_negated, _turned, find_exchanged, find_other_parts, find_other_party)
    return _find(compared, _GUARDS if compared.is_close else guards)


def _find(
    compared: Comparison, guards: tuple[Callable[[Comparison], Pairs], ...]
) -> tuple[Difference, ...]:
    if len(compared.asked) > LONGEST_GUARDED and not compared.is_close:
        return ()
    found = list(chain.from_iterable(guard(compared) for guard in guards))
    if not found:
        return ()
    ours, theirs = compared.spelt_in_question, compared.spelt_on_record
    paired = {term for pair in found if NOTHING not in pair for term in pair}
    shown = [
        Difference(ours.get(a, a), theirs.get(b, b))
        for a, b in found
        if NOTHING not in (a, b) or paired.isdisjoint((a, b))
    ]
    if compared.is_order_free:  # what stands at the same place there may be anything
        shown = list({each.asked: each for each in reversed(shown)}.values())[::-1]
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
    for plain, other, is_recorded in both_ways(compared):
        for opposite in other.have - plain.have:
            if not opposite.startswith(NEGATING_PREFIXES):
                continue
            for prefix in NEGATING_PREFIXES:
                term = opposite.removeprefix(prefix)
                if 3 < len(term) < len(opposite) and term in plain.have - other.have:
                    yield (term, opposite) if is_recorded else (opposite, term)


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
    shared = question.have & record.have - FUNCTION_TERMS
    for ours in filter(_TURNED.__contains__, dict.fromkeys(question.terms)):
        for theirs in filter(_TURNED[ours].__contains__, dict.fromkeys(record.terms)):
            before, after = question.around(ours, shared)
            left, right = record.around(theirs, shared)
            right -= record.around(ours, shared)[1]
            are_last = (ours, theirs) == (question.terms[-1], record.terms[-1])
            is_turned = bool(after & right or (are_last and before & left))
            if is_turned or _is_either(compared, shared, ours, theirs):
                yield ours, theirs


def _is_either(compared: Comparison, shared: frozenset[str], ours: str, theirs: str) -> bool:
    """Whether two small words, of which a text has either, follow the same word at once or come
    before the same ("vote for", "vote against"; "for a firework ban", "against a ban on them").
    """
    question, record = compared.question, compared.record
    if not ALTERNATIVES.issuperset((ours, theirs)):
        return False  # "to" and "from" may follow the same word, each with its own
    if ours in record.have or theirs in question.have:
        return False
    behind = question.just_before(ours) & record.just_before(theirs) - FUNCTION_TERMS
    before = question.around(ours, shared, 2)[1] & record.around(theirs, shared, 2)[1]
    return bool(behind or before)


def _lettered(compared: Comparison) -> Pairs:
    """Give another letter behind the same word: hepatitis A and B."""
    theirs = dict(_letters(compared.record))
    for term, letter in _letters(compared.question):
        if theirs.get(term, letter) != letter:
            yield letter, theirs[term]


def _letters(text: Text) -> list[tuple[str, str]]:
    return [
        (one, two)
        for one, two in pairwise(text.terms)
        if len(two) == 1 and two.isalpha() and one not in FUNCTION_TERMS
    ]


def _other_actor(compared: Comparison) -> Pairs:
    found = find_other_actor(compared.question.terms, compared.record.terms)
    if found:
        yield found


_GUARDS = (
    _opposed,
    _with_prefix,
    find_negated,
    find_other_amount,
    _exclusive,
    _turned,
    find_reserved,
    find_exchanged,
    find_other_parts,
    find_other_mood,
    find_denied,
    find_other_party,
    _lettered,
    _other_actor,
    find_substituted,
)
"""In the order in which what they find is shown."""
