"""The quality of matching, kept by a small fixed sample of made-up claims."""

from __future__ import annotations

import random

import pytest

from bot.core.matching import Clear, Nothing
from tests.bench_matching import average_precision
from tests.bench_questions import paste
from tests.matching_data import Asked, Asker, ClaimText, invent_claims
from tests.matching_index import answer, index_of, search

CLAIMS = list(invent_claims(1500, seed=5, vocabulary=40_000))
RECORD, ELSEWHERE = CLAIMS[:1200], CLAIMS[1200:]


def questions(claims: list[ClaimText], kind: str) -> list[Asked]:
    asker, rng = Asker(CLAIMS), random.Random(kind)
    asked = [asker.ask(kind, claim, rng) for claim in rng.sample(claims, 60)]
    return [each for each in asked if each is not None]


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("keywords", 0.99),
        ("shuffled", 0.99),
        ("one or two misspelt", 0.985),
        ("every word misspelt", 0.93),
        ("prefixes", 0.85),
    ],
)
def test_claims_are_found_by_a_few_of_their_words(kind: str, least: float) -> None:
    conn = index_of(RECORD)
    asked = questions(RECORD, kind)
    found = [[RECORD[m.claim_key - 1].id for m in search(conn, each.text)] for each in asked]
    precision = [
        average_precision(ranked, each.relevant) for ranked, each in zip(found, asked, strict=True)
    ]
    assert sum(precision) / len(precision) >= least


@pytest.mark.parametrize("kind", Asker.KINDS)
def test_what_is_not_on_record_is_not_answered(kind: str) -> None:
    conn = index_of(RECORD)
    answered = [
        each.text
        for each in questions(ELSEWHERE, kind)
        if not isinstance(answer(conn, each.text), Nothing)
    ]
    assert len(answered) <= 0.05 * 60, answered


def test_a_claim_in_the_middle_of_a_long_message_is_found() -> None:
    conn = index_of(RECORD)
    chatter = " ".join(claim.wordings[0] for claim in ELSEWHERE[:8])
    for claim in RECORD[:20]:
        best = search(conn, f"{chatter} {claim.wordings[0]} {chatter}")[0]
        assert RECORD[best.claim_key - 1] is claim


@pytest.mark.parametrize(("about", "least", "most"), [(RECORD, 0.9, 1.0), (ELSEWHERE, 0.0, 0.05)])
def test_a_long_message_is_answered_only_if_its_claim_is_on_record(
    about: list[ClaimText], least: float, most: float
) -> None:
    conn, rng = index_of(RECORD), random.Random(3)
    asked = [paste(claim, rng) for claim in rng.sample(about, 40)]
    answered = [text for text in asked if not isinstance(answer(conn, text), Nothing)]
    assert least <= len(answered) / len(asked) <= most


def test_scores_mean_the_same_in_a_small_record_and_in_a_large_one() -> None:
    small, large = index_of(RECORD[:50]), index_of(RECORD)
    asked = questions(RECORD[:50] * 2, "keywords")
    for each in asked:
        assert isinstance(answer(small, each.text), Clear)
        near, far = search(small, each.text)[0].score, search(large, each.text)[0].score
        assert abs(near - far) < 0.2
