"""The question against one record: what its words may be read as, and what they weigh."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.core.matching.opposites import NEGATIONS, opposites_of
from bot.core.matching.values import AskedTerm, CommunityCandidates
from bot.core.numbers import is_number, is_year
from bot.core.text import COMMON_TERMS, REPORTING_TERMS

LEAST_WORDS_OPPOSED, MOST_WORDS_OPPOSED = 3, 8
"""Words between which opposites and other numbers are looked for: a pasted message has too many of
them.
"""

IMAGINED = 1000
"""Claims about something else that a record is imagined to have besides its own."""

IMAGINED_WITH_COMMON = 200
"""How many of them have a word that is common in English, such as "time"."""

SELDOM_REPEATED = REPORTING_TERMS | NEGATIONS
"""Terms of a question that a wording need not have to be the one meant; the guards look at the
negations.
"""

OTHER_SIDE_COUNTS = 0.5
"""What the opposite of a word counts, or another number: enough to be offered, never enough to be
the same.
"""

SAID_FROM = 0.8
"""How like a word of a statement must be; chosen by hand: statements have so many words that one
of them often comes near a word that has nothing to do with it ("lights", "fight").
"""

OFTEN_SAID_FROM = 0.87
"""Likewise for the words that statements have most often ("word", "world"): a misspelt one has
seven letters at least ("wordle" is none). Chosen by hand.
"""

_OFTEN_SAID = COMMON_TERMS | REPORTING_TERMS

BRIEF = 2
"""Words up to which each must be there, or surely misspelt: one of two is half of what is asked."""

REPORTING_MATTERS = 0.3
"""What a word of asking or reporting, or a negation, weighs against another of the same rarity."""


def rarity(entries: int, total: int) -> float:
    """Weigh a term by how few of the entries have it: the inverse document frequency of BM25."""
    return math.log(1.0 + (total - entries + 0.5) / (entries + 0.5))


@dataclass(frozen=True, slots=True)
class Asked:
    """The question against one community's record: what each of its words may be read as, and how
    much it weighs.
    """

    record: CommunityCandidates
    weights: tuple[float, ...]
    total: float
    readings: dict[str, tuple[int, float]]
    text: str
    pairs: frozenset[tuple[str, str]]
    numbers: tuple[int, ...]
    content: tuple[int, ...]
    """The places of its words, those of asking and reporting aside."""

    @classmethod
    def of(cls, record: CommunityCandidates) -> Asked:
        """Weigh the words of the question by the frequencies of the community's own record."""
        weights = tuple(_weight(word, record) for word in record.asked)
        readings: dict[str, tuple[int, float]] = {}
        for at, word in enumerate(record.asked):
            for reading in word.readings:
                if readings.get(reading.term, (0, 0.0))[1] < reading.likeness:
                    readings[reading.term] = (at, reading.likeness)
        short = LEAST_WORDS_OPPOSED <= len(record.asked) <= MOST_WORDS_OPPOSED
        for at, word in enumerate(record.asked if short else ()):
            for opposite in opposites_of(word.term):
                readings.setdefault(opposite, (at, OTHER_SIDE_COUNTS))
        terms = [word.readings[0].term if word.readings else word.term for word in record.asked]
        pairs = frozenset(pairwise(terms))
        numbers = tuple(
            at
            for at, word in enumerate(record.asked)
            if short and is_number(word.term) and not is_year(word.term)
        )
        content = tuple(
            [at for at, word in enumerate(record.asked) if word.term not in SELDOM_REPEATED]
        )
        text, total = " ".join(terms), sum(weights) or 1.0
        return cls(record, weights, total, readings, text, pairs, numbers, content)

    def said_in(self, terms: Sequence[str]) -> dict[int, float]:
        """Say which words of the question are among the terms of a statement; no opposites, and
        only what is surely misspelt.
        """
        found: dict[int, float] = {}
        for term in terms:
            hit = self.readings.get(term)
            least = OFTEN_SAID_FROM if term in _OFTEN_SAID else SAID_FROM
            if hit is not None and hit[1] >= least and hit[1] > found.get(hit[0], 0.0):
                found[hit[0]] = hit[1]
        return found

    def hits_in(self, terms: Iterable[str]) -> list[tuple[int, float]]:
        """Give what those of some terms stand for that a word may be read as (as `readings`)."""
        return list(filter(None, map(self.readings.get, terms)))

    def found_by(
        self, hits: Iterable[tuple[int, float]], terms: Collection[str]
    ) -> dict[int, float]:
        """Say which words of the question (by place) are among some terms with these hits, and how
        alike.
        """
        found: dict[int, float] = {}
        for at, alike in hits:
            if alike > found.get(at, 0.0):
                found[at] = alike
        for at in self.numbers:
            if at not in found and any(map(is_number, terms)):
                found[at] = OTHER_SIDE_COUNTS
        return found

    def share(self, found: dict[int, float]) -> float:
        """Say which share of the question's rarity was found."""
        whole = 0.0
        for at, alike in found.items():
            whole += self.weights[at] * alike
        return whole / self.total

    def surprise(self, found: dict[int, float]) -> float:
        """Say how much of a coincidence the words found would be, in units of what singles out one
        claim.

        Against a record that is as large again by `IMAGINED` claims about something else: words
        that every claim of a small record has say little about which claim is meant, and yet that
        one of them is.
        """
        claims = self.record.claims + IMAGINED
        whole = 0.0
        for at, alike in found.items():
            word = self.record.asked[at]
            matters = REPORTING_MATTERS if word.term in SELDOM_REPEATED else 1.0
            entries = word.claims or word.statements
            if word.term in COMMON_TERMS:
                entries += IMAGINED_WITH_COMMON
            whole += alike * matters * rarity(entries, claims)
        return whole / math.log(claims)

    def unanswered(self, found: dict[int, float]) -> tuple[str, ...]:
        """Give the words of the question that were not found, or only as their opposite."""
        least = SAID_FROM if self.content_words <= BRIEF else OTHER_SIDE_COUNTS + 0.01
        asked = self.record.asked
        return tuple([asked[at].written for at in self.content if found.get(at, 0.0) < least])

    def lacks_year(self, found: dict[int, float]) -> bool:
        """Whether a year that is asked for was not found: what happened in another is another
        thing.
        """
        return any(
            is_year(word.written) and at not in found for at, word in enumerate(self.record.asked)
        )

    def has_foreign(self, found: dict[int, float]) -> bool:
        """Whether the record has nothing like one of the words, nor its opposite here."""
        return any(at not in found and not self.record.asked[at].readings for at in self.content)

    @property
    def content_words(self) -> int:
        """How many words the question has, those of asking and reporting aside."""
        return len(self.content)

    def missing(self, found: dict[int, float]) -> float:
        """Say which share of the question's words was not found, those of asking and reporting
        aside; of one or two words, also what a misspelt one lacks in likeness.
        """
        likeness = [found.get(at, 0.0) for at in self.content]
        if self.content_words <= BRIEF:
            lacking = sum(1.0 - like if like >= SAID_FROM else 1.0 for like in likeness)
        else:
            lacking = likeness.count(0.0)
        return lacking / max(1, self.content_words)


def _weight(word: AskedTerm, record: CommunityCandidates) -> float:
    matters = REPORTING_MATTERS if word.term in SELDOM_REPEATED else 1.0
    if word.claims or not word.statements:
        return matters * rarity(word.claims, record.claims)
    return matters * rarity(word.statements, record.statements)
