"""Members' questions find their claim in the shipped library, and nothing else is answered."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.core.matching import Choice, Clear, Nothing, decide
from tests.matching_index import ids_of, index_of_library, search

QUESTIONS: dict[str, list[Any]] = json.loads(
    (Path(__file__).parent / "matching_questions.json").read_text(encoding="utf-8")
)
NEAR_MISSES = (
    "north carolina election", "south korea baseball", "ukraine eurovision", "russian grammar",
)  # fmt: skip


@pytest.fixture(scope="module")
def library() -> Iterator[sqlite3.Connection]:
    conn = index_of_library()
    yield conn
    conn.close()


def test_members_questions_find_their_claim(
    library: sqlite3.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = QUESTIONS["on_record"]
    first = first_three = 0
    for text, wanted in questions:
        accepted = [wanted] if isinstance(wanted, str) else wanted
        found = ids_of(library, search(library, text))
        first += found[:1] != [] and found[0] in accepted
        first_three += any(each in accepted for each in found[:3])
    with capsys.disabled():
        count = len(questions)
        print(f"\n{count} questions: top-1 {first / count:.1%}, top-3 {first_three / count:.1%}")
    assert len(questions) >= 120
    assert first >= 0.85 * len(questions)
    assert first_three >= 0.95 * len(questions)


def test_most_members_questions_are_answered(library: sqlite3.Connection) -> None:
    outcomes = [decide(search(library, text)) for text, _ in QUESTIONS["on_record"]]
    assert sum(isinstance(outcome, Nothing) for outcome in outcomes) <= 0.08 * len(outcomes)
    assert sum(isinstance(outcome, Clear) for outcome in outcomes) >= 0.7 * len(outcomes)


def test_questions_that_nothing_was_tuned_on_find_their_claim(
    library: sqlite3.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = QUESTIONS["never_tuned_on"]
    first = shown = 0
    for text, wanted in questions:
        accepted = [wanted] if isinstance(wanted, str) else wanted
        matches = search(library, text)
        first += ids_of(library, matches[:1])[0] in accepted
        match decide(matches):
            case Clear(best):
                shown += ids_of(library, [best])[0] in accepted
            case Choice(offered):
                shown += bool(set(ids_of(library, list(offered))) & set(accepted))
    with capsys.disabled():
        count = len(questions)
        print(f"\n{count} fresh questions: top-1 {first / count:.1%}, shown {shown / count:.1%}")
    assert first >= 0.85 * len(questions)
    assert shown >= 0.7 * len(questions)


@pytest.mark.parametrize(
    "text", ["us presidential election 2016", "us presidential election 2020 results"]
)
def test_a_year_that_the_claim_lacks_is_another_event(
    library: sqlite3.Connection, text: str
) -> None:
    assert not isinstance(decide(search(library, text.rsplit(" 20", 1)[0])), Nothing)
    assert isinstance(decide(search(library, text)), Nothing)


def test_a_number_that_only_looks_like_a_year_is_offered_with_the_difference(
    library: sqlite3.Connection,
) -> None:
    outcome = decide(search(library, "2,000 north korean troops to russia"))
    assert isinstance(outcome, Choice)


def test_a_question_for_instructions_has_no_answer(library: sqlite3.Connection) -> None:
    assert isinstance(decide(search(library, "how do i defect from north korea")), Nothing)
    assert not isinstance(decide(search(library, "north korean defectors")), Nothing)


def test_nothing_is_on_record_about_something_else(
    library: sqlite3.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    answered = [
        text
        for text in QUESTIONS["off_topic"]
        if not isinstance(decide(search(library, text)), Nothing)
    ]
    with capsys.disabled():
        print(f"\n{len(QUESTIONS['off_topic'])} off-topic questions: {len(answered)} answered")
    assert len(set(QUESTIONS["off_topic"])) >= 200
    assert set(NEAR_MISSES) <= set(QUESTIONS["off_topic"])
    assert answered == []


def test_every_claim_of_the_library_is_found_by_each_of_its_wordings(
    library: sqlite3.Connection,
) -> None:
    rows = library.execute(
        "SELECT claim_key, wording FROM claim UNION ALL SELECT claim_key, wording FROM phrasing"
    ).fetchall()
    missed = [
        wording
        for claim_key, wording in rows
        if claim_key not in [match.claim_key for match in search(library, wording)[:1]]
    ]
    assert len(missed) <= 0.02 * len(rows), missed


def test_a_correction_is_explained(library: sqlite3.Connection) -> None:
    best = search(library, "koraen troops in kursk")[0]
    assert ("koraen", "korean") in best.corrections


def test_features_and_weights_make_the_score(library: sqlite3.Connection) -> None:
    best = search(library, "north korean troops in kursk")[0]
    names = [feature.name for feature in best.features]
    assert names == ["alike", "evidence", "missing", "length", "lead"]
    assert 0 < best.score <= 1


def test_the_choice_of_communities_decides_whether_the_library_is_searched(
    library: sqlite3.Connection,
) -> None:
    ask = partial(search, library, "north korean troops in kursk")
    assert ask(communities=[0]) == ask(communities=[0, 5])
    assert ask(communities=[5]) == []


def test_the_words_of_a_claim_are_answered_and_not_turned_into_a_choice(
    library: sqlite3.Connection,
) -> None:
    """The README's questions, and every claim's own wording: one claim is clearly meant."""
    asked = {
        "north korean troops in kursk": "north-korean-troops-in-kursk",
        "are north korean soldiers fair game": "fair-game",
        "NK soldiers captured": "north-koreans-captured",
    }
    rows = library.execute(
        """SELECT c.wording, e.external_id FROM claim c JOIN entry e ON e.entry_key = c.claim_key"""
    )
    for text, wanted in (*asked.items(), *rows.fetchall()):
        matches = search(library, text)
        assert isinstance(decide(matches), Clear), text
        assert ids_of(library, matches)[0] == wanted, text


@pytest.mark.parametrize(
    "text",
    ["troops in north korea", "did russia confirm north korean troops", "has the us confirmed it",
     "how many nk soldiers are in russia", "how many north koreans died", "zdf", "kirby"],
)  # fmt: skip
def test_what_several_claims_may_be_meant_by_is_never_found(
    library: sqlite3.Connection, text: str
) -> None:
    assert not isinstance(decide(search(library, text)), Clear)


@pytest.mark.parametrize(
    ("text", "least"),
    [("what did blinken say", 4), ("blinken about kursk", 2), ("zdf", 3), ("nk losses", 3)],
)
def test_what_a_speaker_said_is_a_choice_of_the_claims_that_it_bears_on(
    library: sqlite3.Connection, text: str, least: int
) -> None:
    outcome = decide(search(library, text))
    assert isinstance(outcome, Choice)
    assert len(outcome.matches) >= least


def test_a_question_that_one_statement_has_all_the_words_of_is_answered(
    library: sqlite3.Connection,
) -> None:
    best = decide(search(library, "zakharova fake news"))
    assert isinstance(best, Clear)
    assert best.match.statement_key is not None


def test_who_is_asked_about_is_not_exchanged_for_who_is_on_record(
    library: sqlite3.Connection,
) -> None:
    matches = search(library, "did russia confirm north korean troops")
    us = next(m for m in matches if "first-us-confirmation-by-austin" in ids_of(library, [m]))
    assert [(each.asked, each.on_record) for each in us.differences] == [("russia", "us")]


def test_claims_with_a_number_come_first_when_it_is_asked_how_many(
    library: sqlite3.Connection,
) -> None:
    first = ids_of(library, search(library, "how many north koreans are in russia")[:2])
    assert sorted(first) == ["ten-thousand-in-russia-eight-thousand-in-kursk",
                             "twelve-thousand-soldiers"]  # fmt: skip
