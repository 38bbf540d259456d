"""The search index follows the record, keeps communities apart, and takes any text."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.core.matching import Choice, Clear, Nothing, decide, look_alikes, rank
from bot.core.question import parse_question
from db.search_index import (
    check_index,
    find_candidates,
    index_claim,
    index_claims,
    merge_step,
    rebuild_index,
    remove_claim,
)
from tests.matching_data import ClaimText, invent_claims
from tests.matching_index import answer, create_index, index_of, index_of_wordings, search
from tests.timing import time_work

FULL_TEXT_TABLES = ("claim_terms", "statement_terms", "term_deletions")

TROOPS = "North Korean troops are in the Kursk region"


def contents(conn: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    tables = ("indexed_claim", "indexed_statement", "indexed_term", "indexed_community")
    return [
        sorted(row[1:] if table != "indexed_claim" else row for row in rows)
        for table in tables
        for rows in [conn.execute(f"SELECT * FROM {table}").fetchall()]
        if table != "indexed_community" or rows
    ]


def test_a_claim_is_found_as_soon_as_it_is_indexed() -> None:
    conn = create_index()
    index_claim(conn, 7, 0, [TROOPS])
    assert [match.claim_key for match in search(conn, "troops kursk")] == [7]


def test_a_claim_indexed_again_is_found_by_its_new_wording_only() -> None:
    conn = index_of_wordings(TROOPS)
    index_claim(conn, 1, 0, ["Pfizer ended an obesity drug trial"])
    assert isinstance(answer(conn, "obesity drug trial"), Clear)
    assert search(conn, "troops kursk") == []
    assert check_index(conn) == []


def test_a_removed_claim_leaves_nothing_behind() -> None:
    conn = create_index()
    index_claim(conn, 1, 0, [TROOPS], [(5, "Austin said so in Rome")])
    remove_claim(conn, 1)
    assert search(conn, "troops kursk austin") == []
    assert conn.execute("SELECT count(*) FROM indexed_term").fetchone() == (0,)
    assert check_index(conn) == []


def test_a_rebuilt_index_is_the_one_that_grew_step_by_step() -> None:
    claims = [(key, key % 2, [claim.wordings[0]], [(key, "said Austin")])
              for key, claim in enumerate(invent_claims(30, vocabulary=500), 1)]  # fmt: skip
    grown = create_index()
    for claim in claims:
        index_claim(grown, *claim)
    index_claim(grown, 3, 1, ["something else"])
    index_claim(grown, *claims[2])
    rebuilt = create_index()
    rebuild_index(rebuilt, claims)
    assert contents(grown)[0] == contents(rebuilt)[0]
    assert search(grown, claims[2][2][0]) == search(rebuilt, claims[2][2][0])


def test_damage_is_noticed() -> None:
    conn = index_of_wordings(TROOPS)
    conn.execute("DELETE FROM indexed_claim")
    assert check_index(conn) == ["the number of indexed claims of a community is wrong"]


def test_a_statement_leads_to_the_claim_it_bears_on() -> None:
    conn = create_index()
    index_claim(conn, 1, 0, [TROOPS], [(8, "We know they are there. Sabrina Singh Pentagon")])
    index_claim(conn, 2, 0, ["Ukraine asked Seoul for weapons"], [(9, "Zakharova at a briefing")])
    best = search(conn, "what did singh say")[0]
    assert (best.claim_key, best.statement_key) == (1, 8)
    assert search(conn, "zakharova briefing")[0].statement_key == 9


def test_only_the_communities_asked_for_are_searched() -> None:
    conn = create_index()
    index_claim(conn, 1, 0, [TROOPS])
    index_claim(conn, 2, 99, ["The mayor stole the money of the harbour"])
    assert search(conn, "mayor harbour money") == []
    assert [match.claim_key for match in search(conn, "mayor harbour money", [0, 99])] == [2]


def test_another_community_changes_nothing_in_an_answer() -> None:
    alone = create_index()
    index_claim(alone, 1, 0, [TROOPS])
    together = create_index()
    for key in range(100, 400):
        index_claim(together, key, 99, ["Troop kursks in northern koreas", "trops in krusk"])
    index_claim(together, 1, 0, [TROOPS])
    for text in ("trops in krusk", "north korean troops", "northern koreas", "troo"):
        assert search(alone, text) == search(together, text)


def test_a_small_community_is_found_beside_a_large_record() -> None:
    conn = index_of(invent_claims(3000))
    word = conn.execute("SELECT term FROM indexed_term ORDER BY claims DESC").fetchone()[0]
    index_claim(conn, 9999, 7, [f"The {word} club closes at noon"])
    assert search(conn, f"{word} club noon", [0, 7])[0].claim_key == 9999


def test_what_is_typed_is_completed() -> None:
    conn = index_of_wordings(TROOPS, "Ukraine asked Seoul for weapons")
    for typed in ("kur", "north korean tro", "troops kurs"):
        question = parse_question(typed)
        found = find_candidates(conn, question, [0], unfinished=True)
        assert rank(question, found, guarded=False)[0].claim_key == 1


def test_a_wording_that_is_on_record_already_is_noticed() -> None:
    conn = index_of_wordings(TROOPS, "Ukraine asked Seoul for weapons")
    seen = look_alikes(search(conn, "NK soldiers and troops are in Kursk region"))
    assert [match.claim_key for match in seen] == [1]
    assert look_alikes(search(conn, "Pfizer ended an obesity drug trial")) == ()


@pytest.mark.parametrize(
    "text",
    ["", "\0", "\ud800", '"', "a* AND (b", "x: -y NEAR(z)", "claim_terms:troops", "🇰🇵", "שלום",
     "́" * 6000, "a" * 6000, "kursk " * 1000, "1" * 6000, "'" * 6000],
)  # fmt: skip
def test_hostile_questions_get_an_ordinary_answer(text: str) -> None:
    conn = index_of_wordings(TROOPS)
    assert isinstance(answer(conn, text), Clear | Choice | Nothing)


def pieces(conn: sqlite3.Connection, table: str) -> int:
    """In how many pieces FTS5 keeps a table; each word of a question is looked up in all."""
    return int(conn.execute(f"SELECT count(DISTINCT segid) FROM {table}_idx").fetchone()[0])


def change(conn: sqlite3.Connection, claims: Sequence[ClaimText], first: int) -> None:
    """Index claims as one transaction, as the store does; their keys count from `first`."""
    conn.execute("BEGIN")
    index_claims(conn, [(key, 0, claim.wordings, ()) for key, claim in enumerate(claims, first)])
    conn.execute("COMMIT")


def test_an_index_made_at_once_is_in_as_good_as_one_piece() -> None:
    conn = create_index()
    for table in FULL_TEXT_TABLES:  # as much for FTS5 as an import of a hundred thousand
        conn.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', 10000)")
    change(conn, list(invent_claims(2000, vocabulary=3000)), 1)
    assert max(pieces(conn, table) for table in FULL_TEXT_TABLES) <= 2
    assert check_index(conn) == []


def test_additions_one_by_one_leave_few_pieces() -> None:
    conn = index_of(invent_claims(100, vocabulary=3000))
    for key, claim in enumerate(invent_claims(300, vocabulary=3000, seed=5), 101):
        change(conn, [claim], key)
    assert max(pieces(conn, table) for table in FULL_TEXT_TABLES) < 40
    assert check_index(conn) == []


def test_no_single_addition_has_to_merge_much() -> None:
    claims = list(invent_claims(2500, vocabulary=20_000))
    conn = create_index()
    for table in FULL_TEXT_TABLES:  # a tenth of a page: as many pages as a large record has
        conn.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('pgsz', 400)")
    for at in range(0, 2100, 300):
        change(conn, claims[at : at + 300], at)
    written = []
    for key in range(2100, 2500):
        before = conn.total_changes
        change(conn, [claims[key]], key)
        written.append(conn.total_changes - before)
    assert sorted(written)[len(written) // 2] < 30
    # Rows of all tables, those of FTS5 too; left to itself it comes to 1,600 with one addition.
    assert max(written) < 1200


def test_no_step_of_merging_takes_long_and_the_steps_come_to_an_end() -> None:
    claims = list(invent_claims(2500, vocabulary=20_000))
    conn = create_index()
    for table in FULL_TEXT_TABLES:
        conn.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('pgsz', 400)")
    written = []
    for at in range(0, 2500, 25):
        change(conn, claims[at : at + 1], at)
        change(conn, claims[at + 1 : at + 25], at + 1)
        before = conn.total_changes
        while merge_step(conn):
            written.append(conn.total_changes - before)
            before = conn.total_changes
    assert len(written) > 20
    assert max(written) < 900  # rows of FTS5 too; all at once it comes to 2,500
    assert max(pieces(conn, table) for table in FULL_TEXT_TABLES) < 20
    assert check_index(conn) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=3), st.text(max_size=60))
@example(["It cost 12,000a", "1,234,567,890,123,456,789"], "12,000ab")
def test_any_text_can_be_indexed_searched_and_removed(wordings: list[str], text: str) -> None:
    conn = create_index()
    index_claims(conn, [(1, 0, wordings, [(1, text)]), (2, 0, [TROOPS], [])])
    for asked in (text, *wordings):
        decide(search(conn, asked))
    remove_claim(conn, 1)
    remove_claim(conn, 2)
    assert conn.execute("SELECT count(*) FROM indexed_term").fetchone() == (0,)
    assert check_index(conn) == []


def test_the_longest_hostile_message_costs_a_few_ordinary_questions() -> None:
    claims = list(invent_claims(3000))
    conn = index_of(claims)

    def seconds(text: str) -> float:
        return time_work(lambda: answer(conn, text), 5)

    ordinary = max(seconds(claims[at].wordings[0]) for at in (10, 20, 30))
    hostile = " ".join(claim.wordings[0] for claim in claims)[:6000]
    assert seconds(hostile) < 10 * ordinary
    assert seconds(" ".join(f"zq{at}xv" for at in range(1000))[:6000]) < 10 * ordinary
