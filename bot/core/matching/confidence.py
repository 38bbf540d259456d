"""Confidence: the probability that a claim is the one asked for."""

from __future__ import annotations

import math
from collections.abc import Iterable

from bot.core.matching.asked import Asked
from bot.core.matching.evidence import Evidence
from bot.core.matching.values import Feature

WEIGHTS = {"covered": 2.67, "alike": 2.68, "evidence": 1.88, "missing": -3.22}
"""A logistic regression on the best match of training questions (`tests/fit_matching.py`).

- `covered`: the share of the question's rarity that the wordings and the best statement have.
- `alike`: token_set_ratio of the wording, or the best statement, that is most like the question as
  it was read.
- `evidence`: the rarity found, in units of what singles out one claim of the record.
- `missing`: the share of the words that nothing has; it counts less in longer questions.
"""

BASE = -6.25

MISSING_COUNTS_UP_TO = 4
"""Words up to which a missing one counts in full: no claim has all the words of a long message."""


def features_of(asked: Asked, evidence: Evidence) -> tuple[Feature, ...]:
    """Give the reasons for the confidence in a candidate, with their weights."""
    short = min(1.0, MISSING_COUNTS_UP_TO / len(asked.weights))
    values = {
        "covered": evidence.with_statement,
        "alike": evidence.alike,
        "evidence": asked.surprise(evidence.found),
        "missing": asked.missing(evidence.found) * short,
    }
    return tuple(Feature(name, values[name], weight) for name, weight in WEIGHTS.items())


def confidence(features: Iterable[Feature]) -> float:
    """Give the probability, 0 to 1, that the features speak of the claim that was asked for."""
    logit = BASE + sum(each.value * each.weight for each in features)
    return 1.0 / (1.0 + math.exp(-logit))
