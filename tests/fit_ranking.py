"""Fits the weights of the order of matching on training questions.

The rule: as many training tweets as generated questions of each kind are put to all claims, once
with the second wordings as wordings and once as statements of the claims. A listwise logistic
regression (softmax over the candidates of a question) makes the claim asked for the likeliest.

The order has no unit of its own: `bm25` sets it. `claim covered` is chosen by hand and given to the
fit as a part of `bm25`: it decides between claims that all have the words asked for, which training
questions (made of the rare words of one claim) hardly ever meet and members of a community that
keeps one subject meet all day. `alike` and `pairs` are shipped higher than fitted, for the reason
that stands at `RANKING`.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.asked import Asked as AskedWords
from bot.core.matching.evidence import Evidence, weigh
from bot.core.matching.rank import RANKING, order_features
from bot.core.question import parse_question
from db.search_index import find_candidates, index_claims
from tests.matching_data import Asked, Asker, ClaimText
from tests.matching_index import create_index

FITTED = tuple(name for name in RANKING if name not in ("bm25", "claim covered"))

EACH = 250
"""Questions of each kind."""

Lists = list[tuple[NDArray[np.float64], NDArray[np.bool_]]]


def index_with_statements(claims: Sequence[ClaimText]) -> sqlite3.Connection:
    """An index in which the wordings of a claim, its first aside, are statements on it."""
    conn = create_index()
    conn.execute("BEGIN")
    index_claims(
        conn,
        (
            (key, 0, claim.wordings[:1], list(enumerate(claim.wordings[1:], 10 * key)))
            for key, claim in enumerate(claims, 1)
        ),
    )
    conn.execute("COMMIT")
    return conn


def fit_ranking(
    indexes: Sequence[sqlite3.Connection],
    claims: Sequence[ClaimText],
    tweets: Sequence[Asked],
    seed: int,
) -> dict[str, float]:
    """The weights of `RANKING` that are fitted."""
    rng = random.Random(seed)
    asked = [*rng.sample(tweets, EACH), *Asker(claims).ask_all(claims, EACH, rng)]
    ids = {claim.id: key for key, claim in enumerate(claims, 1)}
    lists = [row for conn in indexes for row in _lists(conn, asked, ids)]
    weights = _fit_lists(lists)
    return dict(zip(FITTED, map(float, weights[1:] / weights[0]), strict=True))


def _lists(
    conn: sqlite3.Connection, questions: Sequence[Asked], keys: dict[str, int]
) -> Iterator[tuple[NDArray[np.float64], NDArray[np.bool_]]]:
    for each in questions:
        (record,) = find_candidates(conn, parse_question(each.text), (0,)).communities
        words = AskedWords.of(record)
        wanted = {keys[id_] for id_ in each.relevant}
        rows = [_features(words, weigh(words, one)) for one in record.candidates]
        right = np.array([one.claim_key in wanted for one in record.candidates], dtype=np.bool_)
        if right.any() and not right.all():
            yield np.array(rows), right


def _features(asked: AskedWords, evidence: Evidence) -> list[float]:
    values = dict(zip(RANKING, order_features(asked, evidence), strict=True))
    given = sum(RANKING[name] * values[name] for name in RANKING if name not in FITTED)
    return [given, *(values[name] for name in FITTED)]


def _fit_lists(lists: Lists, shrink: float = 1e-3) -> NDArray[np.float64]:
    """Newton's method on the softmax; of several right claims, those that are likelier count."""
    size = lists[0][0].shape[1]
    weights = np.zeros(size)
    for _ in range(25):
        gradient = -shrink * len(lists) * weights
        curve = shrink * len(lists) * np.eye(size)
        for rows, right in lists:
            shares = _softmax(rows @ weights)
            mean = shares @ rows
            gradient += _softmax(rows[right] @ weights) @ rows[right] - mean
            curve += (rows * shares[:, None]).T @ rows - np.outer(mean, mean)
        step, before = np.linalg.solve(curve, gradient), _surprise(lists, weights)
        while _surprise(lists, weights + step) > before + 1e-9:
            step /= 2.0
        weights += step
    return weights


def _surprise(lists: Lists, weights: NDArray[np.float64]) -> float:
    return -sum(float(np.log(_softmax(rows @ weights)[right].sum())) for rows, right in lists)


def _softmax(values: NDArray[np.float64]) -> NDArray[np.float64]:
    powers = np.exp(np.maximum(values - values.max(), -60.0))
    return np.asarray(powers / powers.sum(), dtype=np.float64)
