"""A claim is never found for a question that means something else."""

from __future__ import annotations

import pytest

from bot.core.matching import Choice, Clear
from db.search_index import index_claim
from tests.matching_data import ClaimText, invent_claims
from tests.matching_index import answer, index_of, search
from tests.swap_pairs import swap_pairs

PAIRS = list(swap_pairs())


def test_there_are_enough_pairs_to_trust_the_guards() -> None:
    assert len(set(PAIRS)) >= 200


@pytest.mark.parametrize(("record", "asked"), PAIRS)
def test_the_other_side_is_offered_with_its_difference_but_never_found(
    record: str, asked: str
) -> None:
    conn = index_of([ClaimText("record", (record,)), *invent_claims(30, vocabulary=300)])
    outcome = answer(conn, asked)
    assert not isinstance(outcome, Clear)
    if isinstance(outcome, Choice):
        assert outcome.matches[0].differences


@pytest.mark.parametrize(("record", "asked"), PAIRS)
def test_the_right_side_comes_first_where_both_are_on_record(record: str, asked: str) -> None:
    own = asked.removeprefix("is it true that ").removesuffix("?")
    conn = index_of([ClaimText("record", (record,)), *invent_claims(30, vocabulary=300)])
    index_claim(conn, 999, 0, [own])
    assert search(conn, asked)[0].claim_key == 999


@pytest.mark.parametrize(
    ("record", "asked", "difference"),
    [
        ("North Korean troops are in Kursk", "south korean troops in kursk", ("south", "north")),
        ("About 12,000 soldiers arrived", "about 11,000 soldiers arrived", ("11,000", "12,000")),
        ("Kirby said they are fair game", "singh said they are fair game", ("singh", "kirby")),
        ("The ministry denies the report", "ministry confirms the report", ("confirms", "denies")),
    ],
)
def test_the_difference_is_shown_in_the_words_of_both(
    record: str, asked: str, difference: tuple[str, str]
) -> None:
    conn = index_of([ClaimText("record", (record,))])
    shown = search(conn, asked)[0].differences
    assert difference in [(each.asked, each.on_record) for each in shown]


def test_most_swapped_pairs_are_offered_as_a_choice() -> None:
    offered = 0
    for record, asked in PAIRS[::4]:
        conn = index_of([ClaimText("record", (record,)), *invent_claims(30, vocabulary=300)])
        offered += isinstance(answer(conn, asked), Choice)
    assert offered >= 0.9 * len(PAIRS[::4])
