"""Confidence: the probability that a claim is the one asked for."""

from __future__ import annotations

import math
from collections.abc import Iterable

from rapidfuzz.fuzz import token_set_ratio

from bot.core.matching.asked import Asked
from bot.core.matching.evidence import Evidence
from bot.core.matching.values import Candidate, Feature

WEIGHTS = {
    "alike": 2.15,
    "evidence": 1.36,
    "missing": -5.64,
    "length": -2.10,
    "lead": 2.16,
}
"""A logistic regression on the best match of training questions (`tests/fit_matching.py`).

- `alike`: token_set_ratio of the wording, or the best statement, that is most like the question as
  it was read.
- `evidence`: the rarity found, in units of what singles out one claim of the record.
- `missing`: the share of the words that nothing has; it counts less in longer questions. Of one or
  two words, what a misspelt one lacks in likeness counts too.
- `length`: how much longer than a short question it is, as a logarithm: the more words, the more
  of them are found by chance.
- `lead`: how far the best claim is ahead in the order of the next that says something else, as a
  logarithm; it counts more in longer questions. Members' questions often mean several claims.
"""

BASE = -2.59

SHORT_UP_TO = 4
"""Words up to which a question is a short one: a missing word counts in full, a lead nothing. No
claim has all the words of a long message, and only one claim is meant by many words.
"""

TWINS_FROM = 85.0
"""The token_set_ratio from which two claims say nearly the same."""


def features_of(asked: Asked, evidence: Evidence, lead: float) -> tuple[Feature, ...]:
    """Give the reasons for the confidence in a candidate, with their weights."""
    words = len(asked.weights)
    short = min(1.0, SHORT_UP_TO / words)
    values = {
        "alike": evidence.alike,
        "evidence": asked.surprise(evidence.found),
        "missing": asked.missing(evidence.found) * short,
        "length": -math.log(short),
        "lead": math.log1p(lead) * (1.0 - short),
    }
    return tuple(Feature(name, values[name], weight) for name, weight in WEIGHTS.items())


def lead_of(best: Candidate, order: float, others: Iterable[tuple[Candidate, float]]) -> float:
    """Say how far the best candidate is ahead of the next, those aside that say nearly the same."""
    text = _text(best)
    for other, behind in others:
        if other is not best and token_set_ratio(text, _text(other)) < TWINS_FROM:
            return max(0.0, order - behind)
    return order


def _text(candidate: Candidate) -> str:
    return " ".join(candidate.terms[0]) if candidate.terms else ""


def confidence(features: Iterable[Feature]) -> float:
    """Give the probability, 0 to 1, that the features speak of the claim that was asked for."""
    logit = BASE + sum(each.value * each.weight for each in features)
    return 1.0 / (1.0 + math.exp(-logit))
