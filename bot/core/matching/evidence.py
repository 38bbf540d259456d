"""Evidence: what a candidate's wordings and statements have of the question, as numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.fuzz import token_set_ratio

from bot.core.matching.asked import Asked
from bot.core.matching.values import Candidate, StatementTerms
from bot.core.text import FUNCTION_TERMS

_SATURATION, _LENGTH = 1.2, 0.5  # k1 and b of BM25


class WordingEvidence(NamedTuple):
    """How one wording of a claim fits the question."""

    wording: int
    found: dict[int, float]
    covered: float
    claim_covered: float
    alike: float
    pairs: float


class Evidence(NamedTuple):
    """How a candidate fits the question: all of its wordings together, its best wording, its best
    statement.

    `worded` stands for all wordings as one. `alike` says how like the question the likest wording
    is, or the best statement.
    """

    candidate: Candidate
    bm25: float
    wordings: Sequence[WordingEvidence]
    worded: WordingEvidence
    statement: StatementTerms | None
    alike: float
    with_statement: float
    found: dict[int, float]

    @property
    def covered(self) -> float:
        """The share of the question's rarity that the wordings have."""
        return self.worded.covered


def weigh_wording(asked: Asked, wording: int, content: Sequence[str]) -> WordingEvidence:
    """Compare the terms of one wording of a claim, function words left out, with the question."""
    distinct = dict.fromkeys(content)
    hits = asked.hits_in(distinct)
    found = asked.found_by(hits, distinct)
    return WordingEvidence(
        wording,
        found,
        asked.share(found),
        min(1.0, len(found) / len(distinct)),
        _alike(asked, distinct),
        _share_of_pairs(asked, distinct) if len(hits) > 1 else 0.0,
    )


def weigh(asked: Asked, candidate: Candidate) -> Evidence:
    """Compare a candidate with the question."""
    lines = [_without_function_terms(line) for line in candidate.terms]
    wordings = [
        weigh_wording(asked, at, line or candidate.terms[at])
        for at, line in enumerate(lines)
        if candidate.terms[at]
    ]
    worded = wordings[0] if len(wordings) == 1 else _as_one(asked, wordings)
    alike, with_statement = worded.alike, worded.covered
    statement, together = _with_best_statement(asked, candidate.statements, worded.found)
    if statement is not None:
        with_statement = asked.share(together)
        if with_statement > worded.covered or not wordings:
            said = dict.fromkeys(_without_function_terms(statement.terms))
            alike = max(alike, _alike(asked, said))
    bm25 = _bm25(asked, lines)
    return Evidence(candidate, bm25, wordings, worded, statement, alike, with_statement, together)


def _as_one(asked: Asked, wordings: Sequence[WordingEvidence]) -> WordingEvidence:
    """Give what several wordings have together, and of the rest the best of each."""
    found: dict[int, float] = {}
    for each in wordings:
        _join(found, each.found)
    return WordingEvidence(
        0,
        found,
        asked.share(found),
        max([each.claim_covered for each in wordings], default=0.0),
        max([each.alike for each in wordings], default=0.0),
        max([each.pairs for each in wordings], default=0.0),
    )


def _without_function_terms(terms: Sequence[str]) -> list[str]:
    return [term for term in terms if term not in FUNCTION_TERMS]


def _share_of_pairs(asked: Asked, distinct: Collection[str]) -> float:
    near = asked.pairs.intersection(pairwise(distinct))
    return len(near) / max(1, min(len(asked.pairs), len(distinct) - 1))


def _alike(asked: Asked, distinct: Iterable[str]) -> float:
    return token_set_ratio(asked.text, " ".join(distinct)) / 100.0


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


def _bm25(asked: Asked, lines: Sequence[Sequence[str]]) -> float:
    """Weigh all wordings as one text with BM25, as a share of the question's rarity (a little over
    1 at most).
    """
    readings = asked.readings
    said = [term for line in lines for term in line if term in readings]
    relative = sum(map(len, lines)) / max(1.0, asked.record.mean_length)
    damped = _SATURATION * (1 - _LENGTH + _LENGTH * relative)
    best: dict[int, float] = {}
    for term in said:
        at, alike = readings[term]
        count = said.count(term)
        score = alike * count * (_SATURATION + 1) / (count + damped)
        if score > best.get(at, 0.0):
            best[at] = score
    return asked.share(best) / 1.5
