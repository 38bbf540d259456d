"""Text is compared in one form, whatever its case, accents, numbers and endings."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core import folding
from bot.core import text as compared
from bot.core.folding import fold
from bot.core.numbers import is_number
from bot.core.text import LONGEST_WORD, stem, terms, words
from tests.timing import time_work


@pytest.mark.parametrize(
    "texts",
    [
        (
            "12,000 troops",
            "12000 troops",
            "12 thousand troops",
            "twelve thousand troops",
            "12k troops",
        ),
        ("1.5 million", "1,500,000", "1.5m"),
        ("twenty-one", "21"),
        ("70 per cent", "70 percent", "70%"),
        ("9 December", "9 dec", "9th Dec."),
        ("9 December 2024", "2024-12-09"),
        ("U.S. troops", "US troops", "American troops", "United States troops"),
        ("DPRK soldiers", "North Korean soldier", "NK soldiers"),
        ("Zelenskÿ", "ZELENSKY", "zelensky"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("didn't confirm", "did not confirm", "didn’t confirm"),
        ("Ukrainian", "Ukraine", "ukrainians"),
        ("nor\u00adth", "no\u200brth", "north"),
    ],
)
def test_the_same_thing_in_other_words_has_the_same_terms(texts: tuple[str, ...]) -> None:
    assert len({tuple(terms(text)) for text in texts}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("2016 2017", "4033"), ("9 11", "20"), ("one", "1"), ("US", "UN"), ("north", "south")],
)
def test_different_things_keep_different_terms(one: str, other: str) -> None:
    assert terms(one) != terms(other)


def test_endings_of_the_same_word_are_cut_alike() -> None:
    assert {stem(word) for word in ("deploy", "deploys", "deployed", "deploying")} == {"deploy"}
    assert stem("believes") == stem("believed") == stem("believing")
    assert stem("countries") == stem("country")


def test_a_word_is_shown_as_it_was_written() -> None:
    assert [word.written for word in words("Koreans sent 12 thousand")] == [
        "koreans",
        "sent",
        "12 thousand",
    ]


@pytest.mark.parametrize("number", ["12000", "1.5", "7"])
def test_numbers_are_known_as_numbers(number: str) -> None:
    assert is_number(number)
    assert not is_number("ak")


@given(st.text())
def test_any_text_gives_words_that_sqlite_and_the_index_can_hold(text: str) -> None:
    for word in words(text):
        assert word.term.encode()
        assert 0 < len(word.term) <= LONGEST_WORD
        assert not set(word.term) & set(" \"'_\0")


@given(st.text())
def test_terms_do_not_change_when_the_text_is_folded_first(text: str) -> None:
    assert terms(fold(text)) == terms(text)


@given(st.text() | st.text("0123456789,.'%_-ab "))
@example("12,000a")
@example("1,234,567,890,123,456,789")
def test_a_term_is_one_word_to_the_index_too(text: str) -> None:
    assert all(c.isalnum() or c == "." for term in terms(text) for c in term if c.isascii())


@pytest.mark.parametrize(
    "piece",
    [
        "\u0301\u0327",
        "a.",
        "9,",
        "x'",
        "\ud800",
        "one hundred ",
        "ﷺ",
        "das ist nicht ab in ",
        "wurde von durch ",
        "das ist nicht vor ",
    ],
)
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        return time_work(lambda: words(text))

    assert seconds(24_000) < 60 * max(seconds(2_000), 1e-4)


@given(
    st.lists(
        st.sampled_from(
            ["it's", "u.s", "12,000", "1.5", "9", "''", "'", ".", ",", "%", "_", " ", "é"]
        )
        | st.text(max_size=3)
    )
)
def test_the_fast_way_to_find_words_finds_those_of_the_slow_one(parts: list[str]) -> None:
    folded = fold("".join(parts))
    assert compared._split(folded) == compared._WORD.findall(folded)


@given(st.text(max_size=20))
def test_a_text_is_folded_as_its_characters_are(text: str) -> None:
    one_by_one = "".join(folding._fold_character(character) for character in text).lower()
    assert fold(text) == (text.lower() if text.isascii() else one_by_one)
