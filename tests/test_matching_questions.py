"""More questions to the shipped library: by other people, on the same and on other things."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.core.matching import Choice, Clear, decide
from db.indexing import list_texts
from tests.matching_index import ids_of, index_of_library, search

QUESTIONS: dict[str, list[Any]] = json.loads(
    (Path(__file__).parent / "matching_questions.json").read_text(encoding="utf-8")
)

ANSWERED_ALL_THE_SAME = {
    "daily mail comments": "to comment is to report: it asks what the Daily Mail has",
    "ukrainian losses in kursk": "all words of a claim and a statement on the losses of others",
}
"""Questions about something else that are answered, and why."""

OTHER_SIDE_ANSWERED = {
    "ukrainian soldiers refused to defect to north korea": "who holds them is not told from them",
    "us hastened confirmation of north korean troops before the election": (
        "a phrasing without the opposite fits best: that the US waited until before the election"
    ),
}
"""Questions that say something else of what is on record, and are answered; and why."""


@pytest.fixture(scope="module")
def library() -> Iterator[sqlite3.Connection]:
    conn = index_of_library()
    yield conn
    conn.close()


def accepted(wanted: str | list[str]) -> list[str]:
    return [wanted] if isinstance(wanted, str) else wanted


def test_each_question_is_in_one_table_only() -> None:
    texts = [
        each if isinstance(each, str) else each[0] for rows in QUESTIONS.values() for each in rows
    ]
    assert len(texts) == len(set(texts))


def test_questions_about_something_else_are_hardly_ever_offered_and_never_answered(
    library: sqlite3.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    outcomes = {text: decide(search(library, text)) for text in QUESTIONS["more_off_topic"]}
    answered = [text for text, outcome in outcomes.items() if isinstance(outcome, Clear)]
    offered = [text for text, outcome in outcomes.items() if isinstance(outcome, Choice)]
    with capsys.disabled():
        print(f"\n{len(outcomes)} more off-topic questions: {len(offered)} offered a choice")
    assert len(outcomes) >= 440
    assert set(answered) <= set(ANSWERED_ALL_THE_SAME)
    assert len(offered) <= 0.04 * len(outcomes), offered


@pytest.mark.parametrize(
    "text", ["photo", "sister", "november", "missile", "front", "general", "law", "report"]
)
def test_one_word_of_the_record_is_never_answered(library: sqlite3.Connection, text: str) -> None:
    assert not isinstance(decide(search(library, text)), Clear)


def test_the_other_side_of_what_is_on_record_is_not_answered(
    library: sqlite3.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = QUESTIONS["other_side_of_the_library"]
    answered, offered, told = [], 0, 0
    for text in texts:
        match decide(search(library, text)):
            case Clear():
                answered.append(text)
            case Choice(matches):
                offered += 1
                told += bool(matches[0].differences or matches[0].unanswered)
    with capsys.disabled():
        print(f"\n{len(texts)} other sides: {offered} offered, of {told} it is told what differs")
    assert set(answered) <= set(OTHER_SIDE_ANSWERED)
    assert told >= 0.8 * offered


def test_more_questions_find_their_claim_and_hardly_ever_another(
    library: sqlite3.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = QUESTIONS["more_on_record"]
    first, clear, wrong = 0, 0, []
    for text, wanted in questions:
        matches = search(library, text)
        is_first = bool(matches) and ids_of(library, matches[:1])[0] in accepted(wanted)
        first += is_first
        if isinstance(decide(matches), Clear):
            clear += is_first
            wrong += [] if is_first else [text]
    with capsys.disabled():
        count = len(questions)
        print(f"\n{count} more questions: top-1 {first / count:.1%}, answered {clear / count:.1%}")
    assert len(questions) >= 330
    assert first >= 0.92 * len(questions)
    assert clear >= 0.65 * len(questions)
    assert len(wrong) <= 1, wrong


def test_a_german_question_to_an_english_record_is_never_answered_wrongly(
    library: sqlite3.Connection,
) -> None:
    for text, wanted in QUESTIONS["more_on_record_in_german"]:
        outcome = decide(search(library, text))
        if isinstance(outcome, Clear):
            assert ids_of(library, [outcome.match])[0] in accepted(wanted), text


def test_what_somebody_said_on_a_day_is_found_by_name_and_day(library: sqlite3.Connection) -> None:
    query = """SELECT count(*) FROM stance x JOIN statement s USING (statement_key)
               JOIN speaker_name n USING (speaker_key)
               WHERE x.claim_key = ? AND s.said_on = '2024-10-23' AND n.name LIKE '%Zakharova%'"""
    outcome = decide(search(library, "zakharova 23 october"))
    assert isinstance(outcome, Choice)
    assert len(outcome.matches) >= 4
    for match in outcome.matches:
        assert library.execute(query, (match.claim_key,)).fetchone()[0]


@pytest.mark.parametrize(
    ("said_on", "day"),
    [
        ("2024-10-23", "23 october"), ("2024-10-03", "3 october"), ("2024-10", ""), ("2024", ""),
        ("2024-10-23/2024-10-25", ""), ("2024-10-23~", ""), ("202X", ""),
    ],
)  # fmt: skip
def test_a_statement_is_found_by_its_day_and_not_by_a_month_or_year_alone(
    library: sqlite3.Connection, said_on: str, day: str
) -> None:
    claim_key, statement_key = library.execute(
        "SELECT claim_key, statement_key FROM stance x JOIN statement s USING (statement_key)"
        " WHERE s.said_on = '2024-10-23' LIMIT 1"
    ).fetchone()

    def text_said_on(date: str) -> str:
        library.execute(
            "UPDATE statement SET said_on = ? WHERE statement_key = ?", (date, statement_key)
        )
        ((*_, statements),) = list_texts(library, [claim_key])
        return dict(statements)[statement_key]

    library.execute("SAVEPOINT before")
    undated, dated = text_said_on("2001"), text_said_on(said_on)
    library.execute("ROLLBACK TO before")
    assert "october" not in undated.lower()
    assert "2001" not in undated
    assert dated != undated or not day
    assert dated.replace(f" {day} ", "  ", 1) == undated
