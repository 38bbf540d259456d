"""A question is what is asked for: the asking goes, negations and names stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.question import MOST_WORDS, only_asks, parse_question
from tests.timing import time_work


def terms_of(text: str) -> list[str]:
    return [word.term for word in parse_question(text).terms]


@pytest.mark.parametrize(
    "asking",
    [
        "Is it true that {}?",
        "is it really true {}??",
        "did {} really",
        "source for {}",
        "any source for the claim that {}?",
        "is there any evidence that {}",
        "can anyone tell me if {}",
        "hey, does anyone know whether {}?",
        "i heard that {}",
        "people say {}, source?",
        "fact check: {}",
        "{}, right?",
        "“{}” true or false?",
        "**{}** https://example.org/a?b=c",
        "<@1234567890> {}",
        "what about {}",
    ],
)
def test_the_asking_is_stripped(asking: str) -> None:
    claim = "north korea sent troops"
    assert terms_of(asking.format(claim)) == terms_of(claim)


@pytest.mark.parametrize("negation", ["not", "never", "no"])
def test_a_negation_is_kept(negation: str) -> None:
    assert negation in terms_of(f"is it true that troops are {negation} longer in kursk?")


def test_a_contracted_negation_is_kept() -> None:
    assert "not" in terms_of("isn't it true that they didn't go?")


def test_names_in_tags_and_handles_are_kept() -> None:
    assert terms_of("#RedLine @RepMikeTurner") == ["red", "line", "rep", "mike", "turner"]


def test_what_is_asked_keeps_its_spelling() -> None:
    assert parse_question("Is it true that Zelensky said so?").asked == "Zelensky said so"


@pytest.mark.parametrize("text", ["who", "is it true?", "what is it", "source?"])
def test_a_question_of_nothing_but_asking_still_has_words(text: str) -> None:
    assert parse_question(text).words


@pytest.mark.parametrize("text", ["", " ", "???", "\0", "\ud800", "🙂", "<@1>"])
def test_text_without_words_gives_a_question_without_terms(text: str) -> None:
    assert parse_question(text).terms == ()


@given(st.text())
def test_any_text_is_a_question(text: str) -> None:
    question = parse_question(text)
    assert len(question.words) <= MOST_WORDS
    assert {word.term for word in question.terms} <= {word.term for word in question.words}
    assert question.text.isprintable()


@pytest.mark.parametrize("piece", ["is it true that ", "#aB", "<@1", "www.", " ?", "a" * 500 + " "])
def test_hostile_questions_take_no_longer_than_a_long_one(piece: str) -> None:
    assert time_work(lambda: parse_question((piece * 6000)[:6000])) < 0.25


@pytest.mark.parametrize("text", ["how many soldiers came?", "so what is the number of soldiers"])
def test_asking_how_many_is_a_way_of_asking(text: str) -> None:
    question = parse_question(text)
    assert question.asks_number
    assert "many" not in terms_of(text)
    assert "number" not in terms_of(text)


def test_many_is_content_where_it_is_not_asked_how_many() -> None:
    assert not parse_question("many soldiers were killed").asks_number
    assert "many" in terms_of("many soldiers were killed")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("is this true?", True),
        ("Source?", True),
        ("really??", True),
        ("what's on record?", True),
        ("fact check this please", True),
        ("is kursk true?", False),
        ("who said 12,000", False),
        ("NATO", False),
    ],
)
def test_a_text_that_only_asks_says_nothing_itself(text: str, expected: bool) -> None:
    assert only_asks(text) is expected
