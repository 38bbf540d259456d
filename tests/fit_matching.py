"""Fits the confidence of matching on training questions, and draws how reliable it is.

python -m tests.fit_matching DATA   (claims.csv and *.queries.jsonl of the CheckThat! lab)

The rule, for the best matches of training questions (`tests.fit_observations`):

- `RANKING` is fitted first (`tests.fit_ranking`), then `WEIGHTS` and `BASE`.
- FOUND_FROM is the lowest score from which 95 % of the best matches are right.
- UNSURE_FROM is the score that at most 5 % of the near misses and of the questions of one or two
  words reach that have no answer (fewer of the other short ones do), PARTLY_FROM the one that half
  as many reach, LONG_UNSURE_FROM the one that at most 5 % of the tweets and long messages reach.
- CLEAR_MARGIN is the least lead in the order from which 95 % of the best matches are right, of
  those that have a rival with nearly their score, for short questions with an answer.

Each is shipped as printed, to two digits. What is chosen by hand says so where it stands.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.confidence import BASE, WEIGHTS
from bot.core.matching.decide import (
    CLEAR_MARGIN,
    FOUND_FROM,
    LONG_UNSURE_FROM,
    PARTLY_FROM,
    UNSURE_FROM,
)
from bot.core.matching.rank import RANKING
from tests.bench_questions import read_claims, read_queries
from tests.fit_observations import Observation, observe
from tests.fit_ranking import fit_ranking, index_with_statements
from tests.matching_data import Asker
from tests.matching_index import index_of

SHIPPED = {
    "FOUND_FROM": FOUND_FROM,
    "UNSURE_FROM": UNSURE_FROM,
    "LONG_UNSURE_FROM": LONG_UNSURE_FROM,
    "PARTLY_FROM": PARTLY_FROM,
    "CLEAR_MARGIN": CLEAR_MARGIN,
}


def fit(seen: Sequence[Observation], shrink: float = 1e-3) -> NDArray[np.float64]:
    """Fit a logistic regression by Newton's method: the weights, the base last."""
    values = np.array([[*each.features, 1.0] for each in seen])
    right = np.array([float(each.is_right) for each in seen])
    weights = np.zeros(values.shape[1])
    ridge = shrink * len(seen) * np.eye(values.shape[1])
    ridge[-1, -1] = 0.0
    for _ in range(30):
        expected = 1.0 / (1.0 + np.exp(-values @ weights))
        curve = (values * (expected * (1.0 - expected))[:, None]).T @ values + ridge
        weights -= np.linalg.solve(curve, values.T @ (expected - right) + ridge @ weights)
    return weights


def scores_of(seen: Sequence[Observation], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The confidence in each best match."""
    values = np.array([[*each.features, 1.0] for each in seen])
    return np.asarray(1.0 / (1.0 + np.exp(-values @ weights)), dtype=np.float64)


def thresholds(seen: Sequence[Observation], scores: NDArray[np.float64]) -> dict[str, float]:
    """The thresholds by the rule above."""

    def reached(share: float, *kinds: str) -> float:
        found = [
            score
            for each, score in zip(seen, scores, strict=True)
            if each.kind in kinds and not each.had_answer
        ]
        return float(np.quantile(found, 1.0 - share))

    order = np.argsort(-scores)
    right = np.cumsum([seen[at].is_right for at in order]) / np.arange(1, len(order) + 1)
    found = float(scores[order[np.flatnonzero(right >= 0.95)[-1]]])
    return {
        "FOUND_FROM": found,
        "UNSURE_FROM": reached(0.05, "near misses", "one or two words"),
        "LONG_UNSURE_FROM": reached(0.05, "tweets", "long message"),
        "PARTLY_FROM": reached(0.025, "near misses", "one or two words"),
        "CLEAR_MARGIN": clear_margin(seen, scores, found),
    }


def clear_margin(seen: Sequence[Observation], scores: NDArray[np.float64], found: float) -> float:
    """CLEAR_MARGIN by the rule above."""
    rivals = sorted(
        (
            (each.lead, each.is_right)
            for each, score in zip(seen, scores, strict=True)
            if each.lead is not None
            and each.had_answer
            and each.kind in Asker.KINDS
            and score >= found
        ),
        reverse=True,
    )
    right = np.cumsum([is_right for _, is_right in rivals]) / np.arange(1, len(rivals) + 1)
    return rivals[int(np.flatnonzero(right >= 0.95)[-1])][0]


def reliability(
    seen: Sequence[Observation], scores: NDArray[np.float64]
) -> list[tuple[float, float, int]]:
    """For each tenth of the scores: their mean, the share that is right, and how many there are."""
    tenths = np.minimum((scores * 10).astype(int), 9)
    right = np.array([each.is_right for each in seen])
    return [
        (float(scores[tenths == at].mean()), float(right[tenths == at].mean()), int(count))
        for at in range(10)
        if (count := (tenths == at).sum())
    ]


def draw(rows: Sequence[tuple[float, float, int]], path: Path) -> None:
    """Draw the reliability of the score (needs the extra `pictures`)."""
    from matplotlib.figure import Figure

    axes = (figure := Figure(figsize=(4.5, 4.5))).subplots()
    axes.plot([0, 1], [0, 1], color="0.7", label="as it should be")
    axes.plot([row[0] for row in rows], [row[1] for row in rows], marker="o", label="measured")
    axes.set(xlabel="score", ylabel="share of matches that are right", xlim=(0, 1), ylim=(0, 1))
    axes.legend()
    figure.savefig(path, bbox_inches="tight")


def main(folder: Path) -> None:
    """Fit on the training questions, and measure on the others."""
    claims = read_claims(folder)
    tweets = read_queries(folder, "train")
    indexes = index_of(claims), index_with_statements(claims)
    ranking = fit_ranking(indexes, claims, tweets, seed=21)
    print("RANKING shipped:", *(f"{name} {RANKING[name]:.2f}" for name in ranking))
    print("RANKING fitted: ", *(f"{name} {value:.2f}" for name, value in ranking.items()))
    train = observe(claims, tweets, seed=11)
    weights = fit(train)
    scores = scores_of(train, weights)
    print("shipped:", *(f"{name} {value:.2f}" for name, value in WEIGHTS.items()), f"base {BASE}")
    print("fitted: ", *(f"{n} {v:.2f}" for n, v in zip([*WEIGHTS, "base"], weights, strict=True)))
    for name, value in thresholds(train, scores).items():
        print(f"{name} shipped {SHIPPED[name]}, fitted {value:.2f}")
    shipped = np.array([*WEIGHTS.values(), BASE])
    others = observe(claims, read_queries(folder, "dev"), seed=12)
    rows = reliability(others, scores_of(others, shipped))
    for score, right, count in rows:
        print(f"score {score:.2f}: {right:.2f} right of {count}")
    draw(rows, Path("reliability.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
