"""Ranking: candidates in the order in which they are likely meant, each with the reasons."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from operator import attrgetter, mul

from bot.core.matching.asked import Asked
from bot.core.matching.confidence import confidence, features_of, lead_of
from bot.core.matching.evidence import Evidence, weigh
from bot.core.matching.judge import Judged, Scored, judge, make_match
from bot.core.matching.values import Candidates, CommunityCandidates, Match
from bot.core.numbers import is_number, is_year
from bot.core.question import Question

MOST_MATCHES = 5
"""How many matches are given unless more are wanted: as many as a choice shows."""

MOST_JUDGED = 10
"""How many of the best candidates are compared in meaning: those that differ fall behind others."""

RANKING = {"bm25": 0.6, "alike": 3.5, "pairs": 1.2, "claim covered": 1.2, "statement": 0.26}
"""Weights of the order within one question.

`bm25` is the unit. `statement` is fitted (`tests.fit_ranking`). The other three are chosen by hand,
above what the fit gives (`alike` 1.8, `pairs` 0.2, `claim covered` below 0): that is half a point
better on long tweets and worse where records keep one subject, whose claims share all the words
asked for (top-1 of the members' questions .97 instead of .99), and with every word misspelt (.968
instead of .973).
"""

NUMBER_ASKED = 2.0
"""What a number of something in a wording gives when it is asked how many; chosen by hand: more
than any order of claims that have the same words.
"""


def rank(
    question: Question, candidates: Candidates, limit: int = MOST_MATCHES, *, guarded: bool = True
) -> list[Match]:
    """Rank the candidates of all communities together, the best first, `limit` at most.

    Without `guarded` no differences in meaning are looked for: enough to complete what is being
    typed.
    """
    matches = [
        match
        for record in candidates.communities
        for match in _rank_within(question, record, limit, guarded)
    ]
    # Scores mean the same in every community; the order is one of a single record.
    matches.sort(key=lambda match: -match.score)
    return matches[:limit]


def _rank_within(
    question: Question, record: CommunityCandidates, limit: int, guarded: bool
) -> list[Match]:
    asked = Asked.of(record)
    scored = [
        Scored(asked, evidence, _order(question, asked, evidence))
        for candidate in sorted(record.candidates, key=attrgetter("claim_key"))
        if (evidence := weigh(asked, candidate)).found
    ]
    scored.sort(key=attrgetter("order"), reverse=True)
    judged = _judge_best(question, scored[: max(limit, MOST_JUDGED)], limit, guarded)
    return _with_scores(question, judged, _lead(scored, judged[0]) if judged else 0.0)


def _judge_best(
    question: Question, scored: Sequence[Scored], limit: int, guarded: bool
) -> list[Judged]:
    """Compare the best candidates in meaning and give those that are first then, `limit` at most.

    Those are left out that could not be among them even if nothing differed: a difference only
    ever takes something off the order.
    """
    judged: list[Judged] = []
    for each in scored:
        if len(judged) >= limit and _place(each) > _place(judged[limit - 1]):
            break
        insort(judged, judge(question, each, guarded), key=_place)
    return judged[:limit]


def _place(each: Scored | Judged) -> tuple[float, int]:
    return -each.order, each.claim_key


def _lead(scored: Sequence[Scored], best: Judged) -> float:
    return lead_of(
        best.scored.evidence.candidate,
        best.scored.order,
        ((each.evidence.candidate, each.order) for each in scored),
    )


def order_features(asked: Asked, evidence: Evidence) -> tuple[float, ...]:
    """Give what the order is made of, as `RANKING` names and weighs it."""
    return (
        evidence.bm25 * asked.total,
        evidence.alike,
        evidence.worded.pairs,
        evidence.worded.claim_covered,
        (evidence.with_statement - evidence.covered) * asked.total,
    )


def _order(question: Question, asked: Asked, evidence: Evidence) -> float:
    features = order_features(asked, evidence)
    order: float = sum(map(mul, RANKING.values(), features))
    return order + (NUMBER_ASKED if question.asks_number and _has_amount(evidence) else 0.0)


def _has_amount(evidence: Evidence) -> bool:
    """Whether a wording says a number of something; a year is none."""
    return any(
        is_number(term) and not is_year(term) for line in evidence.candidate.terms for term in line
    )


def _with_scores(question: Question, judged: Sequence[Judged], lead: float) -> list[Match]:
    """Give the matches with their scores, in the order of the ranking: none above the one before.

    How far the best one leads is a reason for the confidence in any of them.
    """
    falling: list[Match] = []
    highest = 1.0
    for each in judged:
        features = features_of(each.scored.asked, each.scored.evidence, lead)
        highest = min(highest, confidence(features))
        falling.append(make_match(question, each, highest, features))
    return falling
