"""Evidence: what a candidate's wordings and statements have of the question, as numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.fuzz import token_set_ratio

from bot.core.matching.asked import Asked
from bot.core.matching.values import Candidate, StatementTerms
from bot.core.text import FUNCTION_TERMS

_SATURATION, _LENGTH = 1.2, 0.5  # k1 and b of BM25


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
    """How a candidate fits the question: all of its wordings together, its best wording, its best
    statement.
    """

    candidate: Candidate
    covered: float
    bm25: float
    wordings: tuple[WordingEvidence, ...]
    statement: StatementTerms | None
    statement_alike: float
    with_statement: float
    found: dict[int, float]

    @property
    def alike(self) -> float:
        """How like the question the likest wording is, or the best statement."""
        wording = max((each.alike for each in self.wordings), default=0.0)
        return max(wording, self.statement_alike)


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
    statement, together = _with_best_statement(asked, candidate.statements, found)
    with_statement = asked.share(together)
    helps = statement is not None and (with_statement > covered or not wordings)
    return Evidence(
        candidate,
        covered,
        _bm25(asked, candidate),
        wordings,
        statement,
        _alike(asked, statement.terms) if statement is not None and helps else 0.0,
        with_statement,
        together,
    )


def _alike(asked: Asked, terms: Sequence[str]) -> float:
    content = dict.fromkeys(term for term in terms if term not in FUNCTION_TERMS)
    return token_set_ratio(asked.text, " ".join(content)) / 100.0


def _join(found: dict[int, float], more: dict[int, float]) -> None:
    for at, alike in more.items():
        if alike > found.get(at, 0.0):
            found[at] = alike


def _with_best_statement(
    asked: Asked, statements: Sequence[StatementTerms], found: dict[int, float]
) -> tuple[StatementTerms | None, dict[int, float]]:
    """Choose the statement that has the most of what the wordings lack, and of the question."""
    best: StatementTerms | None = None
    most, best_together = (0.0, 0.0), found
    for statement in statements:
        said = asked.said_in(statement.terms)
        together = dict(found)
        _join(together, said)
        share = (asked.share(together), asked.share(said))
        if said and share > most:
            best, most, best_together = statement, share, together
    return best, best_together


def _bm25(asked: Asked, candidate: Candidate) -> float:
    """Weigh all wordings as one text with BM25, as a share of the question's rarity (a little over
    1 at most).
    """
    counts = Counter(
        term for line in candidate.terms for term in line if term not in FUNCTION_TERMS
    )
    relative = counts.total() / max(1.0, asked.record.mean_length)
    damped = _SATURATION * (1 - _LENGTH + _LENGTH * relative)
    best: dict[int, float] = {}
    for term, (at, alike) in asked.readings.items():
        count = counts.get(term)
        if count:
            score = alike * count * (_SATURATION + 1) / (count + damped)
            best[at] = max(best.get(at, 0.0), score)
    return sum(asked.weights[at] * score for at, score in best.items()) / asked.total / 1.5
