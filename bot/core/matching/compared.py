"""The two texts that the guards compare: the question as it was read, and one wording."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel, MatchingBlock

from bot.core.matching.opposites import NEGATIONS, OPPOSITE_SIDES
from bot.core.numbers import is_number
from bot.core.text import FUNCTION_TERMS, REPORTING_TERMS, Word, words

NOTHING = ""
"""Stands for what only the other text has."""

Pairs = Iterator[tuple[str, str]]
"""What differs, as terms: what was asked, and what is on record."""


@dataclass(frozen=True)
class Text:
    """A text as its terms, with what the guards look at."""

    terms: tuple[str, ...]

    @cached_property
    def have(self) -> frozenset[str]:
        """Its terms, in no order."""
        return frozenset(self.terms)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often it has each of its terms."""
        return Counter(self.terms)

    @cached_property
    def content(self) -> tuple[str, ...]:
        """Its terms without function words; all of them when it has nothing else."""
        return without_function_terms(self.terms) or self.terms

    @cached_property
    def sides(self) -> dict[tuple[int, int], str]:
        """The sides of opposites that it takes (`opposites.OPPOSITE_SIDES`), and by which term."""
        return {side: term for term in self.terms for side in OPPOSITE_SIDES.get(term, ())}

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The places of its numbers."""
        return tuple(at for at, term in enumerate(self.terms) if is_number(term))

    @cached_property
    def negations(self) -> list[str]:
        """Its negations, in order."""
        return [term for term in self.terms if term in NEGATIONS]

    @cached_property
    def neighbours(self) -> dict[str, tuple[str, str]]:
        """What stands before and after each term of content, function words left out."""
        return _neighbours(self.content)

    def more_than(self, other: Text, terms: Iterable[str]) -> tuple[str, ...]:
        """Give those of some terms that it has more often than another text."""
        return tuple(term for term in terms if self.counts[term] > other.counts[term])

    def around(self, small: str, among: frozenset[str], most: int = 1) -> tuple[set[str], set[str]]:
        """Give the nearest of some terms before and after each place of a term, `most` of each."""
        before, after = set[str](), set[str]()
        for at, each in enumerate(self.terms):
            if each == small:
                before.update([term for term in self.terms[:at] if term in among][-most:])
                after.update([term for term in self.terms[at + 1 :] if term in among][:most])
        return before, after

    def just_before(self, term: str) -> frozenset[str]:
        """Give the terms that stand right before each place of a term."""
        return frozenset(one for one, two in pairwise(self.terms) if two == term)

    def following(self, term: str) -> set[tuple[str, ...]]:
        """Give the two words of content after each place of a term."""
        text = [each for each in self.terms if each == term or each not in FUNCTION_TERMS]
        return {
            tuple(text[at + 1 : at + 3])
            for at, each in enumerate(text)
            if each == term and at + 2 < len(text)
        }


class Gap(NamedTuple):
    """What stands in the question where the wording has something else, and the words of both
    before and after that; these are empty at the start and at the end.
    """

    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    before: str
    after: str


CLOSE = 0.7
"""The share of the question's words, in their order, that a wording has which it repeats."""

CLOSE_FROM = 5
"""Words that it must have of it."""


MOST_CAPITALS = 0.6
"""The share of a wording's words with a capital above which it is written like a title."""

_CAPITALISED = re.compile(r"(?<=[\w,;:'’\"”] )[\"“‘']?([A-Z][\w'’.-]*)")
_CAPITALISED_FIRST = re.compile(r"^([A-Z][\w'’.-]*)(?= [A-Z])")


@dataclass(frozen=True)
class Comparison:
    """A question, as words and as read (`question`), beside one wording of a claim (`record`).

    `elsewhere` has the terms of the question that a statement of the claim answers, so that the
    wording need not repeat them; `any_wording` the terms of all wordings of the claim;
    `asks_past` says that it is asked whether something was done.
    """

    asked: Sequence[Word]
    read_as: Mapping[str, str]
    question: Text
    wording: str
    record: Text
    elsewhere: frozenset[str] = frozenset()
    any_wording: frozenset[str] = frozenset()
    asks_past: bool = False

    @cached_property
    def known(self) -> frozenset[str]:
        """The terms of a question that need not be looked for: those that the wording has, or a
        statement, and those of asking and denying.
        """
        return self.record.have | self.elsewhere | REPORTING_TERMS | NEGATIONS

    @cached_property
    def parted(self) -> tuple[Gap, ...]:
        """Where the two texts, laid side by side, part: what each has there."""
        ours, theirs = self.question.terms, self.record.terms
        found, one, two = list[Gap](), 0, 0
        for block in self._blocks:
            if one < block.a or two < block.b:
                before, after = ours[one - 1] if one else "", "".join(ours[block.a : block.a + 1])
                found.append(Gap(ours[one : block.a], theirs[two : block.b], before, after))
            one, two = block.a + block.size, block.b + block.size
        return tuple(found)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Where they part and both have something."""
        return tuple(gap for gap in self.parted if gap.ours and gap.theirs)

    @cached_property
    def is_close(self) -> bool:
        """Whether the question repeats the wording but for a few words."""
        repeated = sum(block.size for block in self._blocks)
        return repeated >= max(CLOSE_FROM, CLOSE * len(self.question.terms))

    @cached_property
    def _blocks(self) -> list[MatchingBlock]:
        return Indel.opcodes(self.question.terms, self.record.terms).as_matching_blocks()

    @cached_property
    def names(self) -> frozenset[str]:
        """The terms that the wording writes with a capital, that of a sentence aside; none when it
        is written like a title.
        """
        capitals = _CAPITALISED.findall(self.wording)
        if len(capitals) > MOST_CAPITALS * len(self.wording.split()):
            return frozenset()
        capitals += _CAPITALISED_FIRST.findall(self.wording)
        return frozenset(word.term for capital in capitals for word in words(capital))

    @cached_property
    def spelt_in_question(self) -> dict[str, str]:
        """How each term is written in the question, as read."""
        read_as = self.read_as
        return {read_as.get(w.term, w.term): w.written for w in reversed(self.asked)}

    @cached_property
    def spelt_on_record(self) -> dict[str, str]:
        """How each term is written in the wording."""
        return {word.term: word.written for word in reversed(self.written)}

    @cached_property
    def language(self) -> str:
        """The language of the question (`bot.core.languages`); empty for English."""
        return self.asked[0].language if self.asked else ""

    @cached_property
    def is_order_free(self) -> bool:
        """Whether both texts are of a language in which the order of words says little."""
        return bool(self.language and self.written and self.written[0].language)

    @cached_property
    def written(self) -> list[Word]:
        """The words of the wording."""
        return words(self.wording)


def read_question(asked: Sequence[Word], read_as: Mapping[str, str]) -> Text:
    """Give the question's terms, each as the term of the record that it was read as."""
    return _text_of(tuple(read_as.get(word.term, word.term) for word in asked))


@lru_cache(maxsize=64)
def _text_of(terms: tuple[str, ...]) -> Text:
    # Most candidates of a question read it alike; what the guards look at is found once.
    return Text(terms)


def without_function_terms(terms: Sequence[str]) -> tuple[str, ...]:
    """Give the terms that say what a text is about."""
    return tuple(term for term in terms if term not in FUNCTION_TERMS)


def _neighbours(terms: Sequence[str]) -> dict[str, tuple[str, str]]:
    pairs = list(pairwise(["", *terms, ""]))
    return {here: (before, after) for (before, here), (_, after) in pairwise(pairs)}
