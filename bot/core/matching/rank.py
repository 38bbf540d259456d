"""Ranking: candidates in the order in which they are likely meant, each with the reasons."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.matching.evidence import Asked, Evidence, WordingEvidence, weigh
from bot.core.matching.guards import find_differences
from bot.core.matching.values import Candidates, Difference, Feature, Match
from bot.core.question import Question

MOST_MATCHES = 10

RANKING = {"bm25": 0.6, "alike": 3.5, "pairs": 1.2, "claim covered": 0.6, "statement": 0.15}
"""Weights of the order within one question, fitted on training questions (see tests/bench_matching.py)."""

DIFFERENCE_COSTS = 1.5
"""How much a difference in meaning takes off, in the units of the order: more than any one pair of words gives."""

DIFFERENCE_COSTS_UP_TO = 6
"""Words up to which a difference costs that in full; among many words one matters less."""

CONFIDENCE = {"covered": 2.44, "alike": 2.31, "evidence": 1.06, "missing": -4.68}
"""Weights of the probability that the best claim is the one asked for: a logistic regression on training questions.

`covered`: the share of the question's rarity that wordings and the best statement have; `alike`: token_set_ratio of
the wording that is most like the question as read; `evidence`: the rarity found, in units of what it takes to single
out one claim of the record; `missing`: the share of the words that nothing has, less of it in longer questions.
"""

CONFIDENCE_AT_ZERO = -4.19

STATEMENT_COUNTS = 0.8
"""What a word counts that only a statement of the claim has."""

MISSING_COUNTS_UP_TO = 4
"""Words up to which each missing one counts in full: pasted messages have many that no claim needs to have."""


@dataclass(frozen=True, slots=True)
class _Scored:
    asked: Asked
    evidence: Evidence
    order: float


def rank(
    question: Question, candidates: Candidates, limit: int = MOST_MATCHES, *, guarded: bool = True
) -> list[Match]:
    """Rank the candidates of all communities together, the best first, `limit` at most.

    Without `guarded` no differences in meaning are looked for: enough to complete what is being typed.
    """
    scored: list[_Scored] = []
    for record in candidates.communities:
        asked = Asked.of(record)
        for candidate in record.candidates:
            evidence = weigh(asked, candidate)
            if evidence.found:
                scored.append(_Scored(asked, evidence, _order(asked, evidence)))
    scored.sort(key=lambda each: (-each.order, each.evidence.candidate.claim_key))
    matches = [_match(question, each, guarded) for each in scored[:limit]]
    matches.sort(key=lambda match: (-match.order, match.claim_key))
    return _falling(matches)


def _order(asked: Asked, evidence: Evidence) -> float:
    return (
        RANKING["bm25"] * evidence.bm25 * asked.total
        + RANKING["alike"] * max((each.alike for each in evidence.wordings), default=0.0)
        + RANKING["pairs"] * max((each.pairs for each in evidence.wordings), default=0.0)
        + RANKING["claim covered"]
        * max((each.claim_covered for each in evidence.wordings), default=0.0)
        + RANKING["statement"] * (evidence.with_statement - evidence.covered) * asked.total
    )


def _match(question: Question, scored: _Scored, guarded: bool) -> Match:
    asked, evidence = scored.asked, scored.evidence
    read_as = _read_as(asked, evidence)
    wording, differences = _best_wording(question, evidence, read_as, guarded)
    features = _features(asked, evidence)
    score = _logistic(CONFIDENCE_AT_ZERO + sum(each.value * each.weight for each in features))
    helped = evidence.with_statement > evidence.covered or not evidence.wordings
    return Match(
        claim_key=evidence.candidate.claim_key,
        community_id=asked.record.community_id,
        score=score,
        order=scored.order - (_cost_of_difference(asked) if differences else 0.0),
        matched=evidence.candidate.wordings[wording],
        statement_key=evidence.statement.statement_key if evidence.statement and helped else None,
        corrections=_corrections(question, read_as),
        differences=differences,
        features=features,
    )


def _cost_of_difference(asked: Asked) -> float:
    return DIFFERENCE_COSTS * min(1.0, DIFFERENCE_COSTS_UP_TO / len(asked.weights))


def _features(asked: Asked, evidence: Evidence) -> tuple[Feature, ...]:
    covered = evidence.covered + STATEMENT_COUNTS * (evidence.with_statement - evidence.covered)
    missing = asked.missing(evidence.found)
    values = {
        "covered": covered,
        "alike": max((each.alike for each in evidence.wordings), default=0.0),
        "evidence": covered * asked.total / math.log(asked.record.claims + 2),
        "missing": missing * min(1.0, MISSING_COUNTS_UP_TO / len(asked.weights)),
    }
    return tuple(Feature(name, values[name], weight) for name, weight in CONFIDENCE.items())


def _logistic(logit: float) -> float:
    return 1.0 / (1.0 + math.exp(-logit))


def _read_as(asked: Asked, evidence: Evidence) -> dict[str, str]:
    """Say which term of the candidate each word of the question was read as, where that is another term."""
    have = {term for line in evidence.candidate.terms for term in line}
    have.update(evidence.statement.terms if evidence.statement else ())
    read: dict[str, str] = {}
    for word in asked.record.asked:
        reading = next((r.term for r in word.readings if r.term in have), None)
        if reading is not None and reading != word.term:
            read[word.term] = reading
    return read


def _best_wording(
    question: Question, evidence: Evidence, read_as: dict[str, str], guarded: bool
) -> tuple[int, tuple[Difference, ...]]:
    """Choose the wording that fits best: one without a difference in meaning, if it fits nearly as well."""
    fits = sorted(evidence.wordings, key=_fit, reverse=True)
    if not fits or not guarded:
        return (fits[0].wording if fits else 0), ()
    elsewhere = _elsewhere(question, evidence, read_as)
    first: tuple[int, tuple[Difference, ...]] | None = None
    for each in fits[:4]:
        if _fit(each) < 0.8 * _fit(fits[0]):
            break
        differences = find_differences(
            question.words,
            read_as,
            evidence.candidate.wordings[each.wording],
            evidence.candidate.terms[each.wording],
            elsewhere,
        )
        if not differences:
            return each.wording, ()
        first = first or (each.wording, differences)
    return first or (fits[0].wording, ())


def _fit(each: WordingEvidence) -> float:
    return each.covered + 0.5 * each.claim_covered + 0.5 * each.alike + 0.3 * each.pairs


def _elsewhere(question: Question, evidence: Evidence, read_as: dict[str, str]) -> frozenset[str]:
    if evidence.statement is None:
        return frozenset()
    said = frozenset(evidence.statement.terms)
    return frozenset(
        term for word in question.words if (term := read_as.get(word.term, word.term)) in said
    )


def _corrections(question: Question, read_as: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((word.written, read_as[word.term]) for word in question.terms if word.term in read_as)


def _falling(matches: Sequence[Match]) -> list[Match]:
    """Keep scores in the order of the ranking: none above the one before it."""
    falling: list[Match] = []
    highest = 1.0
    for match in matches:
        highest = min(highest, match.score)
        falling.append(_with_score(match, highest))
    return falling


def _with_score(match: Match, score: float) -> Match:
    return match if match.score == score else replace(match, score=score)


