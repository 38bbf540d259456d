"""The tiers of candidates find what plain counting finds, whatever they leave out on the way."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import combinations

import pytest

from bot.core.matching.asked import rarity
from bot.core.question import parse_question
from db.search_index import find_candidates
from tests.matching_data import ClaimText, invent_words
from tests.matching_index import index_of

CLAIMS = 7000
BUDGET = 2500
"""Postings that a tier may look at in a record of this size."""

Held = dict[str, list[int]]


def _claims(rng: random.Random) -> list[ClaimText]:
    """Claims of few different words, some in a third of them and some in one."""
    words = [f"{word}x" for word in invent_words(900, rng)]
    weights = [1 / (at + 2) for at in range(len(words))]
    return [
        ClaimText(str(at), (" ".join(dict.fromkeys(rng.choices(words, weights, k=9))),))
        for at in range(CLAIMS)
    ]


@pytest.fixture(scope="module")
def record() -> Iterator[tuple[sqlite3.Connection, Held]]:
    claims = _claims(random.Random(4))
    held: Held = {}
    for key, claim in enumerate(claims, 1):
        for word in claim.wordings[0].split():
            held.setdefault(word, []).append(key)
    conn = index_of(claims)
    yield conn, held
    conn.close()


def _plainly(words: Sequence[str], held: Held, limit: int) -> set[int]:
    """All claims of all tiers with what they weigh; the first `limit` of those with the most."""
    rarest = sorted(words, key=lambda word: len(held[word]))
    weights = {word: rarity(len(held[word]), CLAIMS) for word in rarest}
    total: dict[int, float] = {}
    if len(rarest) > 1:
        _add_those_with_all(rarest, held, weights, total)
    room, alone = BUDGET // 4 if total else BUDGET, list[str]()
    for word in rarest:
        if sum(len(held[each]) for each in [*alone, word]) > room:
            break
        alone.append(word)
        for key in held[word]:
            total[key] = total.get(key, 0.0) + weights[word]
    if len(alone) < len(rarest) and len(total) < limit:
        for pair in combinations(rarest[:5], 2):
            if pair[1] not in alone:
                _add_those_with_all(pair, held, weights, total)
    return set(sorted(total or held[rarest[0]], key=lambda key: -total.get(key, 0.0))[:limit])


def _add_those_with_all(
    words: Sequence[str], held: Held, weights: dict[str, float], total: dict[int, float]
) -> None:
    if sum(len(held[word]) for word in words) > 10 * BUDGET:
        return
    for key in sorted(set.intersection(*(set(held[word]) for word in words)))[:BUDGET]:
        total[key] = max(total.get(key, 0.0), sum(weights[word] for word in words))


@pytest.mark.parametrize("limit", [5, 50])
@pytest.mark.parametrize("count", [2, 3, 4, 5, 8, 12, 20])
def test_the_candidates_are_those_that_plain_counting_gives(
    record: tuple[sqlite3.Connection, Held], count: int, limit: int
) -> None:
    conn, held = record
    rng = random.Random(count)
    often = sorted(held, key=lambda word: -len(held[word]))
    compared = 0
    for _ in range(40):
        rare_and_common = [rng.choice(often[300:]), *often[: count - 1]]
        among = rng.choice((rare_and_common, often[:12], often[:60], often))
        question = parse_question(" ".join(rng.sample(among, min(count, len(among)))))
        (found,) = find_candidates(conn, question, (0,), limit).communities
        if any(
            len(word.readings) != 1 or word.readings[0].term not in held for word in found.asked
        ):
            continue
        words = [word.readings[0].term for word in found.asked]
        compared += 1
        keys = {candidate.claim_key for candidate in found.candidates}
        assert keys == _plainly(words, held, limit)
    assert compared >= 5
