"""The two texts that the guards compare: the question as it was read, and one wording."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from bot.core.matching.opposites import NEGATIONS, OPPOSITE_SIDES
from bot.core.numbers import is_number
from bot.core.text import FUNCTION_TERMS, Word, words

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
    def negation(self) -> str:
        """Its first negation; empty when it has none."""
        return next((term for term in self.terms if term in NEGATIONS), "")

    @cached_property
    def neighbours(self) -> dict[str, tuple[str, str]]:
        """What stands before and after each term of content, function words left out."""
        return _neighbours(self.content)

    @cached_property
    def beside(self) -> dict[str, tuple[str, str]]:
        """As `neighbours`, where no function word stands between."""
        return {
            here: (_if_content(before), _if_content(after))
            for here, (before, after) in _neighbours(self.terms).items()
        }

    def around(self, small: str) -> tuple[set[str], set[str]]:
        """Give the terms of content before and after each place of a function word."""
        before, after = set[str](), set[str]()
        for at, each in enumerate(self.terms):
            if each == small:
                before.update(without_function_terms(self.terms[:at])[-1:])
                after.update(without_function_terms(self.terms[at + 1 :])[:1])
        return before, after

    def following(self, term: str) -> set[tuple[str, ...]]:
        """Give the two words of content after each place of a term."""
        text = [each for each in self.terms if each == term or each not in FUNCTION_TERMS]
        return {
            tuple(text[at + 1 : at + 3])
            for at, each in enumerate(text)
            if each == term and at + 2 < len(text)
        }


@dataclass(frozen=True)
class Comparison:
    """A question, as words and as read (`question`), beside one wording of a claim (`record`).

    `elsewhere` has the terms of the question that a statement of the claim answers, so that the
    wording need not repeat them; `any_wording` the terms of all wordings of the claim.
    """

    asked: Sequence[Word]
    read_as: Mapping[str, str]
    question: Text
    wording: str
    record: Text
    elsewhere: frozenset[str] = frozenset()
    any_wording: frozenset[str] = frozenset()

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


def _if_content(term: str) -> str:
    return "" if term in FUNCTION_TERMS else term
