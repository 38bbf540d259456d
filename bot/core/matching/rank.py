"""Ranking: candidates in the order in which they are likely meant, each with the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.core.matching.asked import SAID_FROM, Asked
from bot.core.matching.confidence import confidence, features_of, lead_of
from bot.core.matching.evidence import Evidence, WordingEvidence, weigh
from bot.core.matching.guards import find_differences
from bot.core.matching.spelling import likeness
from bot.core.matching.values import (
    Candidate,
    Candidates,
    CommunityCandidates,
    Difference,
    Match,
)
from bot.core.question import Question
from bot.core.text import is_number, is_year, words

MOST_MATCHES = 10

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

DIFFERENCE_COSTS = 1.5
"""What a difference in meaning takes off the order: more than any one pair of words gives."""

DIFFERENCE_COSTS_UP_TO = 6
"""Words up to which a difference costs that in full; among many words one matters less."""

NEARLY_AS_WELL = 0.93
"""How well, next to the best, a wording must fit to be taken for its meaning being the same."""


@dataclass(frozen=True, slots=True)
class _Scored:
    asked: Asked
    evidence: Evidence
    order: float


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
        _Scored(asked, evidence, _order(question, asked, evidence))
        for candidate in record.candidates
        if (evidence := weigh(asked, candidate)).found
    ]
    scored.sort(key=lambda each: (-each.order, each.evidence.candidate.claim_key))
    matches = [(_match(question, each, guarded), each) for each in scored[:limit]]
    matches.sort(key=lambda pair: (-pair[0].order, pair[0].claim_key))
    return _with_scores(matches, _lead(scored, matches[0][1]) if matches else 0.0)


def _lead(scored: Sequence[_Scored], best: _Scored) -> float:
    return lead_of(
        best.evidence.candidate,
        best.order,
        ((each.evidence.candidate, each.order) for each in scored),
    )


def order_features(asked: Asked, evidence: Evidence) -> tuple[float, ...]:
    """Give what the order is made of, as `RANKING` names and weighs it."""
    return (
        evidence.bm25 * asked.total,
        evidence.alike,
        max((each.pairs for each in evidence.wordings), default=0.0),
        max((each.claim_covered for each in evidence.wordings), default=0.0),
        (evidence.with_statement - evidence.covered) * asked.total,
    )


def _order(question: Question, asked: Asked, evidence: Evidence) -> float:
    features = order_features(asked, evidence)
    order = sum(w * value for w, value in zip(RANKING.values(), features, strict=True))
    return order + (NUMBER_ASKED if question.asks_number and _has_amount(evidence) else 0.0)


def _has_amount(evidence: Evidence) -> bool:
    """Whether a wording says a number of something; a year is none."""
    return any(
        is_number(term) and not is_year(term) for line in evidence.candidate.terms for term in line
    )


def _match(question: Question, scored: _Scored, guarded: bool) -> Match:
    asked, evidence = scored.asked, scored.evidence
    read_as = _read_as(asked, evidence)
    wording, differences = _best_wording(question, evidence, read_as, guarded)
    helped = evidence.with_statement > evidence.covered or not evidence.wordings
    return Match(
        claim_key=evidence.candidate.claim_key,
        community_id=asked.record.community_id,
        score=0.0,
        order=scored.order - (cost := _cost_of_difference(asked) if differences else 0.0),
        cost=cost,
        is_loose=helped or question.asks_number,
        matched=evidence.candidate.wordings[wording],
        statement_key=evidence.statement.statement_key if evidence.statement and helped else None,
        corrections=_corrections(question, read_as, evidence.candidate),
        differences=differences,
        has_foreign=asked.has_foreign(evidence.found),
        lacks_year=asked.lacks_year(evidence.found),
        is_wording=_is_wording(asked, evidence),
        asked_words=asked.content_words,
        unanswered=asked.unanswered(evidence.found),
    )


def _is_wording(asked: Asked, evidence: Evidence) -> bool:
    """Whether the question has all the words of a wording, and no other."""
    return any(
        each.claim_covered == 1.0
        and len(each.found) == len(asked.weights)
        and min(each.found.values(), default=0.0) >= SAID_FROM
        for each in evidence.wordings
    )


def _cost_of_difference(asked: Asked) -> float:
    return DIFFERENCE_COSTS * min(1.0, DIFFERENCE_COSTS_UP_TO / len(asked.weights))


def _read_as(asked: Asked, evidence: Evidence) -> dict[str, str]:
    """Say which term of the candidate each word of the question was read as, where that is another
    term.
    """
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
    """Choose the wording that fits best: one without a difference in meaning, if it fits nearly as
    well.
    """
    fits = sorted(evidence.wordings, key=_fit, reverse=True)
    if not fits or not guarded:
        return (fits[0].wording if fits else 0), ()
    elsewhere = _elsewhere(question, evidence, read_as)
    first: tuple[int, tuple[Difference, ...]] | None = None
    for each in fits[:4]:
        if _fit(each) < NEARLY_AS_WELL * _fit(fits[0]):
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


def _corrections(
    question: Question, read_as: dict[str, str], candidate: Candidate
) -> tuple[tuple[str, str], ...]:
    """Pair the words that were read as others with these, in the spelling of the wordings."""
    if not read_as:
        return ()
    spelt: dict[str, set[str]] = {}
    for wording in candidate.wordings:
        for word in words(wording):
            spelt.setdefault(word.term, {word.term}).add(word.written)
    return tuple(
        (word.written, max(sorted(spelt.get(term, {term})), key=partial(likeness, word.written)))
        for word in question.terms
        if (term := read_as.get(word.term)) is not None
    )


def _with_scores(matches: Sequence[tuple[Match, _Scored]], lead: float) -> list[Match]:
    """Give the matches their scores, in the order of the ranking: none above the one before it.

    How far the best one leads is a reason for the confidence in any of them.
    """
    falling: list[Match] = []
    highest = 1.0
    for match, each in matches:
        features = features_of(each.asked, each.evidence, lead)
        highest = min(highest, confidence(features))
        falling.append(replace(match, score=highest, features=features))
    return falling
