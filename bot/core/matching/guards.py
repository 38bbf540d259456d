"""Meaning guards: where a question and a wording share their words but not their meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.core.matching.actors import find_other_actor
from bot.core.matching.opposites import NEGATING_PREFIXES, NEGATIONS, OPPOSITE_SIDES
from bot.core.matching.values import Difference
from bot.core.text import FUNCTION_TERMS, REPORTING_TERMS, Word, is_number, stem, words
from bot.core.vocabulary import COUNTRIES, MONTHS, WEEKDAYS

LONGEST_GUARDED = 30
"""Words beyond which a question is a pasted text: what differs in it may belong to anything."""

MOST_SHOWN = 3

_EXCLUSIVE = tuple(
    frozenset(map(stem, members)) for members in (MONTHS.values(), WEEKDAYS, COUNTRIES)
)
_CAPITALISED = re.compile(r"(?<=[\w,;:'’\"”] )[\"“‘']?([A-Z][\w'’.-]*)")


@dataclass(frozen=True)
class _Text:
    """A text as its terms, with what the guards look at."""

    terms: tuple[str, ...]

    @cached_property
    def have(self) -> frozenset[str]:
        return frozenset(self.terms)

    @cached_property
    def content(self) -> tuple[str, ...]:
        return tuple(term for term in self.terms if term not in FUNCTION_TERMS) or self.terms

    @cached_property
    def sides(self) -> dict[tuple[int, int], str]:
        return {side: term for term in self.terms for side in OPPOSITE_SIDES.get(term, ())}

    @cached_property
    def negation(self) -> str:
        return next((term for term in self.terms if term in NEGATIONS), "")

    @cached_property
    def neighbours(self) -> dict[str, tuple[str, str]]:
        return _neighbours(self.content)

    @cached_property
    def beside(self) -> dict[str, tuple[str, str]]:
        """As `neighbours`, where no function word stands between."""
        return {
            here: (_if_content(before), _if_content(after))
            for here, (before, after) in _neighbours(self.terms).items()
        }

    def following(self, term: str) -> set[tuple[str, ...]]:
        """Give the two words of content after each place of a term."""
        text = [each for each in self.terms if each == term or each not in FUNCTION_TERMS]
        return {
            tuple(text[at + 1 : at + 3])
            for at, each in enumerate(text)
            if each == term and at + 2 < len(text)
        }


def _neighbours(terms: Sequence[str]) -> dict[str, tuple[str, str]]:
    pairs = list(pairwise(["", *terms, ""]))
    return {here: (before, after) for (before, here), (_, after) in pairwise(pairs)}


def _if_content(term: str) -> str:
    return "" if term in FUNCTION_TERMS else term


def find_differences(
    asked: Sequence[Word],
    read_as: dict[str, str],
    wording: str,
    terms: tuple[str, ...],
    elsewhere: frozenset[str] = frozenset(),
) -> tuple[Difference, ...]:
    """Give where the meaning of a wording (with its terms) parts from the question's.

    `read_as` maps terms of the question to those of the record that they were read as; `elsewhere`
    has the terms that a statement of the claim answers, so that the wording need not repeat them.
    """
    if len(asked) > LONGEST_GUARDED:
        return ()
    question = _Text(tuple(read_as.get(word.term, word.term) for word in asked))
    record = _Text(terms)
    found = [
        *_opposed(question, record),
        *_with_prefix(question, record),
        *_negated(question, record),
        *_numbers(question, record, elsewhere),
        *_exclusive(question, record, elsewhere),
        *_reversed(question, record),
        *_other_actor(question, record),
        *_substituted(question, record, wording, elsewhere),
    ]
    if not found:
        return ()
    ours = {read_as.get(word.term, word.term): word.written for word in reversed(asked)}
    theirs = {word.term: word.written for word in reversed(words(wording))}
    shown = (Difference(ours.get(a, a), theirs.get(b, b)) for a, b in found)
    return tuple(dict.fromkeys(shown))[:MOST_SHOWN]


def _opposed(question: _Text, record: _Text) -> Iterator[tuple[str, str]]:
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


def _with_prefix(question: _Text, record: _Text) -> Iterator[tuple[str, str]]:
    for plain, other, is_asked in ((question, record, True), (record, question, False)):
        for opposite in other.have - plain.have:
            if not opposite.startswith(NEGATING_PREFIXES):
                continue
            for prefix in NEGATING_PREFIXES:
                term = opposite.removeprefix(prefix)
                if 3 < len(term) < len(opposite) and term in plain.have - other.have:
                    yield (term, opposite) if is_asked else (opposite, term)


def _negated(question: _Text, record: _Text) -> Iterator[tuple[str, str]]:
    if question.negation and not record.negation:
        yield question.negation, f"without “{question.negation}”"
    elif record.negation and not question.negation:
        yield f"without “{record.negation}”", record.negation


def _numbers(
    question: _Text, record: _Text, elsewhere: frozenset[str]
) -> Iterator[tuple[str, str]]:
    asked = [term for term in question.terms if is_number(term)]
    on_record = [term for term in record.terms if is_number(term)]
    ours = [term for term in asked if term not in record.have]
    theirs = [term for term in on_record if term not in question.have]
    if not ours or not theirs:
        return
    if len(ours) == len(asked) and len(theirs) == len(on_record):
        if not elsewhere.issuperset(ours):
            yield ours[0], theirs[0]
    elif hit := _same_neighbour(question.neighbours, record.neighbours, ours, theirs):
        yield hit


def _exclusive(
    question: _Text, record: _Text, elsewhere: frozenset[str]
) -> Iterator[tuple[str, str]]:
    for members in _EXCLUSIVE:
        ours = [term for term in question.terms if term in members and term not in record.have]
        theirs = [term for term in record.terms if term in members and term not in question.have]
        if ours and theirs and not elsewhere.issuperset(ours):
            yield ours[0], theirs[0]


def _substituted(
    question: _Text, record: _Text, wording: str, elsewhere: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Give a word that stands where the record has another: a name beside the same word, or any
    between the same two.
    """
    other = [term for term in record.content if term not in question.have]
    if not other:
        return
    begun, start = question.content[:2], record.content[:2]
    if (
        len(begun) == 2
        and begun[1:] == start[1:]
        and start[0] in other
        and begun[0] not in elsewhere
    ):
        yield begun[0], start[0]
        return
    known = record.have | elsewhere | REPORTING_TERMS
    lone = [term for term in question.content if term not in known and not is_number(term)]
    if lone:
        names = _names(wording)
        named = [term for term in other if term in names]
        hit = _same_neighbour(question.beside, record.beside, lone, named)
        hit = hit or _same_neighbour(question.neighbours, record.neighbours, lone, other, both=True)
        if hit:
            yield hit


def _reversed(question: _Text, record: _Text) -> Iterator[tuple[str, str]]:
    """Give who does it to whom, where the record has the two the other way round."""
    theirs = set(_triples(record.content))
    for one, does, other in _triples(question.content):
        if one != other and (other, does, one) in theirs:
            yield one, other
            return


def _other_actor(question: _Text, record: _Text) -> Iterator[tuple[str, str]]:
    found = find_other_actor(question.terms, record.terms)
    if found:
        yield found


def _triples(content: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    return zip(content, content[1:], content[2:], strict=False)


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
