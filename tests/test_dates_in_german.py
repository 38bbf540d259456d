"""Dates in German words."""

from __future__ import annotations

import pytest

from bot.core.dates import PartialDate, date_in_words, read_date


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-10-29", "29. Oktober 2024"),
        ("2024-03", "März 2024"),
        ("2024", "2024"),
        ("2024-10~", "etwa Oktober 2024"),
        ("2024-11-25/2024-11-27", "25.–27. November 2024"),
        ("2024-10/2025-01", "Oktober 2024 – Januar 2025"),
        ("2024-10-21~/2024-10-31~", "Ende Oktober 2024"),
        ("../2024-12-11", "vor dem 12. Dezember 2024"),
        ("2024-10-30/..", "nach dem 29. Oktober 2024"),
        ("2024-10/2025-02-08", "von Oktober 2024 bis 8. Februar 2025"),
    ],
)
def test_a_date_is_worded_in_german_and_read_back(edtf: str, words: str) -> None:
    date = PartialDate(edtf)
    assert date_in_words(date, "de") == words
    assert read_date(words) == date


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-35", "drittes Quartal 2024"),
        ("2024-24", "Winter 2024–25"),
        ("199X", "die 1990er Jahre"),
        ("1990~/1993~", "Anfang der 1990er Jahre"),
        ("19XX", "die Jahre 1900–1999"),
        ("2024-10-31~/..", "frühestens etwa 31. Oktober 2024"),
        ("../2024-10-31~", "spätestens etwa 31. Oktober 2024"),
        ("2024?", "möglicherweise 2024"),
    ],
)
def test_less_common_dates_are_worded_in_german(edtf: str, words: str) -> None:
    assert date_in_words(PartialDate(edtf), "de") == words


def test_an_open_date_that_is_about_says_no_earlier_than() -> None:
    words = date_in_words(PartialDate("2024-10-31~/.."))
    assert words == "no earlier than about 31 October 2024"
    assert read_date(words) == PartialDate("2024-10-31~/..")


def test_a_language_without_words_of_its_own_gets_english() -> None:
    assert date_in_words(PartialDate("2024-10"), "fr") == "October 2024"
