"""Fits the confidence of matching on training questions, and draws how reliable it is.

python -m tests.fit_matching DATA   (claims.csv and *.queries.jsonl of the CheckThat! lab)

The rule: questions of every kind are put to records of 50, 500, 3,000 and all claims that hold the
answer or do not, near misses and questions of one or two words among them; in every other record
the second wordings of the claims are statements on them. The label is whether the best match is
right (a claim that says nearly the same counts as right).

- `RANKING` is fitted first (`tests.fit_ranking`), then `WEIGHTS` and `BASE`.
- UNSURE_FROM is the score that at most 5 % of the questions without an answer reach; FOUND_FROM the
  lowest one from which 95 % of the best matches are right.
- CLEAR_MARGIN is the least lead in the order from which 95 % of the best matches are right, of
  those that have a rival with nearly their score, for short questions with an answer.
- PARTLY_FROM is the score that at most 3 % of the near misses reach.

Each is shipped as printed, to two digits. What is chosen by hand says so where it stands.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import token_set_ratio

from bot.core.matching import Match
from bot.core.matching.confidence import BASE, WEIGHTS
from bot.core.matching.decide import (
    CLEAR_MARGIN,
    FOUND_FROM,
    NEARLY_AS_SURE,
    PARTLY_FROM,
    UNSURE_FROM,
)
from bot.core.matching.rank import RANKING
from bot.core.text import terms
from tests.bench_matching import read_claims, read_queries
from tests.fit_ranking import fit_ranking, index_with_statements
from tests.matching_data import Asked, Asker, ClaimText
from tests.matching_index import index_of, search

SIZES = {50: 8, 500: 3, 3000: 1}
"""How many records of each size are drawn, besides the one of all claims."""

NEAR_MISSES = 4
"""Near misses for each question of another kind: what a bot is asked and has nothing about."""

TWINS_FROM = 85.0
"""The token_set_ratio from which two claims say nearly the same."""


class Observation(NamedTuple):
    """A best match: its features, whether it is right, and whether the question had an answer."""

    kind: str
    features: tuple[float, ...]
    is_right: bool
    had_answer: bool
    lead: float | None


def observe(claims: Sequence[ClaimText], tweets: Sequence[Asked], seed: int) -> list[Observation]:
    """Put questions of every kind to records of every size."""
    rng = random.Random(seed)
    seen = [*_observe_one(claims, claims, tweets, rng, as_statements=False)]
    for size, times in SIZES.items():
        for time in range(times):
            some = rng.sample(tweets, min(size // 2, 100, len(tweets)))
            wanted = set().union(*(asked.relevant for asked in some))
            first = [claim for claim in claims if claim.id in wanted]
            rest = [claim for claim in rng.sample(claims, size) if claim.id not in wanted]
            asked = [*some, *tweets[: size // 2]]
            record = [*first, *rest][:size]
            seen += _observe_one(record, claims, asked, rng, as_statements=time % 2 == 1)
    return seen


def _observe_one(
    record: Sequence[ClaimText],
    claims: Sequence[ClaimText],
    tweets: Sequence[Asked],
    rng: random.Random,
    *,
    as_statements: bool,
) -> Iterator[Observation]:
    conn = index_with_statements(record) if as_statements else index_of(record)
    inside = {claim.id for claim in record}
    outside = [claim for claim in claims if claim.id not in inside] or list(claims)
    asker, each = Asker(claims), max(8, len(tweets) // 10)
    questions = [
        *tweets,
        *asker.ask_all(record, each, rng),
        *asker.ask_all(outside, each, rng),
        *asker.near_misses(record, outside, NEAR_MISSES * each, rng),
        *asker.ask_briefly(record, claims, each, rng),
        *asker.ask_briefly(outside, claims, each, rng),
    ]
    texts = {claim.id: " ".join(terms(claim.wordings[0])) for claim in claims}
    for asked in questions:
        matches = search(conn, asked.text)
        if matches:
            best = record[matches[0].claim_key - 1].id
            is_right = any(
                best == wanted or token_set_ratio(texts[best], texts[wanted]) >= TWINS_FROM
                for wanted in asked.relevant
            )
            features = tuple(feature.value for feature in matches[0].features)
            had_answer = is_right or bool(asked.relevant & inside)
            yield Observation(asked.kind, features, is_right, had_answer, _lead(matches))


def _lead(matches: Sequence[Match]) -> float | None:
    """How far the best match is ahead of a rival with nearly its score; None without a rival, or
    when the two say nearly the same.
    """
    best, rival = matches[0], matches[1] if len(matches) > 1 else None
    if rival is None or rival.score < NEARLY_AS_SURE * best.score:
        return None
    both = (" ".join(terms(each.matched)) for each in (best, rival))
    return best.order - rival.order if token_set_ratio(*both) < TWINS_FROM else None


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


def thresholds(seen: Sequence[Observation], scores: NDArray[np.float64]) -> tuple[float, float]:
    """UNSURE_FROM and FOUND_FROM by the rule above."""
    unanswerable = [score for each, score in zip(seen, scores, strict=True) if not each.had_answer]
    order = np.argsort(-scores)
    right = np.cumsum([seen[at].is_right for at in order]) / np.arange(1, len(order) + 1)
    reliable = np.flatnonzero(right >= 0.95)
    return float(np.quantile(unanswerable, 0.95)), float(scores[order[reliable[-1]]])


def clear_margin(seen: Sequence[Observation], scores: NDArray[np.float64], found: float) -> float:
    """CLEAR_MARGIN by the rule above."""
    rivals = sorted(
        ((each.lead, each.is_right) for each, score in zip(seen, scores, strict=True)
         if each.lead is not None and each.had_answer and each.kind != "tweets" and score >= found),
        reverse=True,
    )  # fmt: skip
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
    unsure, found = thresholds(train, scores)
    print("shipped:", *(f"{name} {value:.2f}" for name, value in WEIGHTS.items()), f"base {BASE}")
    print("fitted: ", *(f"{n} {v:.2f}" for n, v in zip([*WEIGHTS, "base"], weights, strict=True)))
    margin = clear_margin(train, scores, found)
    missed = [s for e, s in zip(train, scores, strict=True) if e.kind == "near misses"]
    partly = float(np.quantile(missed, 0.97))
    print(f"PARTLY_FROM shipped {PARTLY_FROM}, fitted {partly:.2f}")
    print(f"shipped: UNSURE_FROM {UNSURE_FROM} FOUND_FROM {FOUND_FROM} CLEAR_MARGIN {CLEAR_MARGIN}")
    print(f"fitted:  UNSURE_FROM {unsure:.2f} FOUND_FROM {found:.2f} CLEAR_MARGIN {margin:.2f}")
    shipped = np.array([*WEIGHTS.values(), BASE])
    others = observe(claims, read_queries(folder, "dev"), seed=12)
    rows = reliability(others, scores_of(others, shipped))
    for score, right, count in rows:
        print(f"score {score:.2f}: {right:.2f} right of {count}")
    draw(rows, Path("reliability.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
