"""Evidence: what a candidate's wordings and statements have of the question, as numbers from 0 to 1."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.fuzz import token_set_ratio

from bot.core.matching.opposites import NEGATIONS, opposites_of
from bot.core.matching.values import AskedTerm, Candidate, CommunityCandidates, StatementTerms
from bot.core.text import FUNCTION_TERMS, REPORTING_TERMS, is_number

_SATURATION, _LENGTH = 1.2, 0.5  # k1 and b of BM25

MOST_WORDS_OPPOSED = 8
"""Words up to which opposites and other numbers are looked for: a pasted message has too many of them."""

SELDOM_REPEATED = REPORTING_TERMS | NEGATIONS
"""Terms of a question that a wording need not have to be the one meant; the guards look at the negations."""

OTHER_SIDE_COUNTS = 0.5
"""What the opposite of a word counts, or another number: enough to be offered, never enough to be the same."""

REPORTING_MATTERS = 0.3
"""What a word of asking or reporting, or a negation, weighs against another of the same rarity."""


def rarity(entries: int, total: int) -> float:
    """Weigh a term by how few of the entries have it: the inverse document frequency of BM25."""
    return math.log(1.0 + (total - entries + 0.5) / (entries + 0.5))


@dataclass(frozen=True, slots=True)
class Asked:
    """The question against one community's record: what each of its words may be read as, and how much it weighs."""

    record: CommunityCandidates
    weights: tuple[float, ...]
    total: float
    readings: dict[str, tuple[int, float]]
    text: str
    pairs: frozenset[tuple[str, str]]
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, record: CommunityCandidates) -> Asked:
        """Weigh the words of the question by the frequencies of the community's own record."""
        weights = tuple(_weight(word, record) for word in record.asked)
        readings: dict[str, tuple[int, float]] = {}
        for at, word in enumerate(record.asked):
            for reading in word.readings:
                if readings.get(reading.term, (0, 0.0))[1] < reading.likeness:
                    readings[reading.term] = (at, reading.likeness)
        short = len(record.asked) <= MOST_WORDS_OPPOSED
        for at, word in enumerate(record.asked if short else ()):
            for opposite in opposites_of(word.term):
                readings.setdefault(opposite, (at, OTHER_SIDE_COUNTS))
        terms = [word.readings[0].term if word.readings else word.term for word in record.asked]
        pairs = frozenset(pairwise(terms))
        numbers = tuple(
            at for at, word in enumerate(record.asked) if short and is_number(word.term)
        )
        return cls(record, weights, sum(weights) or 1.0, readings, " ".join(terms), pairs, numbers)

    def found_in(self, terms: Sequence[str]) -> dict[int, float]:
        """Say which words of the question (by place) are among some terms, and how alike."""
        found: dict[int, float] = {}
        for term in terms:
            hit = self.readings.get(term)
            if hit is not None and hit[1] > found.get(hit[0], 0.0):
                found[hit[0]] = hit[1]
        for at in self.numbers:
            if at not in found and any(map(is_number, terms)):
                found[at] = OTHER_SIDE_COUNTS
        return found

    def share(self, found: dict[int, float]) -> float:
        """Say which share of the question's rarity was found."""
        return sum(self.weights[at] * alike for at, alike in found.items()) / self.total


    def missing(self, found: dict[int, float]) -> float:
        """Say which share of the question's words was not found, those of asking and reporting aside."""
        matter = [
            at for at, word in enumerate(self.record.asked) if word.term not in SELDOM_REPEATED
        ]
        return sum(at not in found for at in matter) / max(1, len(matter))


def _weight(word: AskedTerm, record: CommunityCandidates) -> float:
    matters = REPORTING_MATTERS if word.term in SELDOM_REPEATED else 1.0
    if word.claims or not word.statements:
        return matters * rarity(word.claims, record.claims)
    return matters * rarity(word.statements, record.statements)


@dataclass(frozen=True, slots=True)
class WordingEvidence:
    """How one wording of a claim fits the question."""

    wording: int
    found: dict[int, float]
    covered: float
    claim_covered: float
    alike: float
    pairs: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a candidate fits the question: all of its wordings together, its best wording, its best statement."""

    candidate: Candidate
    covered: float
    bm25: float
    wordings: tuple[WordingEvidence, ...]
    statement: StatementTerms | None
    statement_covered: float
    with_statement: float
    found: dict[int, float]


def weigh_wording(asked: Asked, wording: int, terms: Sequence[str]) -> WordingEvidence:
    """Compare one wording of a claim with the question."""
    content = [term for term in dict.fromkeys(terms) if term not in FUNCTION_TERMS] or list(terms)
    found = asked.found_in(content)
    near = asked.pairs.intersection(pairwise(content)) if asked.pairs else ()
    most = max(1, min(len(asked.pairs), len(content) - 1))
    return WordingEvidence(
        wording,
        found,
        asked.share(found),
        min(1.0, len(found) / len(content)),
        token_set_ratio(asked.text, " ".join(content)) / 100.0,
        len(near) / most,
    )


def weigh(asked: Asked, candidate: Candidate) -> Evidence:
    """Compare a candidate with the question."""
    wordings = tuple(
        weigh_wording(asked, at, terms) for at, terms in enumerate(candidate.terms) if terms
    )
    found: dict[int, float] = {}
    for each in wordings:
        _join(found, each.found)
    covered = asked.share(found)
    statement, statement_found = _best_statement(asked, candidate.statements)
    together = dict(found)
    _join(together, statement_found)
    return Evidence(
        candidate,
        covered,
        _bm25(asked, candidate),
        wordings,
        statement,
        asked.share(statement_found),
        asked.share(together),
        together,
    )


def _join(found: dict[int, float], more: dict[int, float]) -> None:
    for at, alike in more.items():
        if alike > found.get(at, 0.0):
            found[at] = alike


def _best_statement(
    asked: Asked, statements: Sequence[StatementTerms]
) -> tuple[StatementTerms | None, dict[int, float]]:
    best: StatementTerms | None = None
    best_found: dict[int, float] = {}
    for statement in statements:
        found = asked.found_in(statement.terms)
        if asked.share(found) > asked.share(best_found):
            best, best_found = statement, found
    return best, best_found


def _bm25(asked: Asked, candidate: Candidate) -> float:
    """Weigh all wordings as one text with BM25, as a share of the question's rarity (a little over 1 at most)."""
    counts = Counter(term for line in candidate.terms for term in line if term not in FUNCTION_TERMS)
    relative = counts.total() / max(1.0, asked.record.mean_length)
    damped = _SATURATION * (1 - _LENGTH + _LENGTH * relative)
    best: dict[int, float] = {}
    for term, (at, alike) in asked.readings.items():
        count = counts.get(term)
        if count:
            score = alike * count * (_SATURATION + 1) / (count + damped)
            best[at] = max(best.get(at, 0.0), score)
    return sum(asked.weights[at] * score for at, score in best.items()) / asked.total / 1.5
