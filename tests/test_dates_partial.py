"""Partial dates: their bounds, their order, and how they are worded."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.dates import (
    PartialDate,
    Precision,
    UnreadableDate,
    date_in_words,
    parse_edtf,
)
from db.dossiers import order_of_saying
from tests.curating import said


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-10-29", "29 October 2024"),
        ("2024-10", "October 2024"),
        ("2024", "2024"),
        ("199X", "the 1990s"),
        ("200X", "the decade 2000\u20132009"),
        ("2024-23", "autumn 2024"),
        ("1999-24", "winter 1999\u201300"),
        ("2024-35", "third quarter of 2024"),
        ("2024-10-31~", "about 31 October 2024"),
        ("2024-10?", "possibly October 2024"),
        ("2024-10-01~/2024-10-10~", "early October 2024"),
        ("2024-10-11~/2024-10-20~", "mid-October 2024"),
        ("2024-10-01%/2024-10-10%", "possibly early October 2024"),
        ("2024-10-25~/2024-10-31~", "the final days of October 2024"),
        ("1994~/1996~", "mid-1990s"),
        ("../2024-12-11", "before 12 December 2024"),
        ("2024-10/..", "after September 2024"),
        ("0001/..", "since 0001"),
        ("../9999-12-31", "until 31 December 9999"),
        ("2024-11-25/2024-11-27", "25\u201327 November 2024"),
        ("2024-11-25/2024-12-03", "25 November \u2013 3 December 2024"),
        ("2024-12-28/2025-01-03", "28 December 2024 \u2013 3 January 2025"),
        ("2024-10/2024-11", "October\u2013November 2024"),
        ("2024-10~/2024-11-03", "from about October 2024 to 3 November 2024"),
    ],
)
def test_a_date_is_worded_as_short_as_its_precision_allows(edtf: str, words: str) -> None:
    assert date_in_words(PartialDate(edtf)) == words


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "precision"),
    [
        ("2024-10-29", date(2024, 10, 29), date(2024, 10, 29), Precision.DAY),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
        ("2024-23", date(2024, 9, 1), date(2024, 11, 30), Precision.SEASON),
        ("2023-24", date(2023, 12, 1), date(2024, 2, 29), Precision.SEASON),
        ("2024-36", date(2024, 10, 1), date(2024, 12, 31), Precision.QUARTER),
        ("2024~", date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR),
        ("199X", date(1990, 1, 1), date(1999, 12, 31), Precision.DECADE),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), Precision.CENTURY),
        ("../2024-12-11", date.min, date(2024, 12, 11), Precision.INTERVAL),
        ("2024-12/..", date(2024, 12, 1), date.max, Precision.INTERVAL),
    ],
)
def test_a_partial_date_knows_its_bounds(
    edtf: str, earliest: date, latest: date, precision: Precision
) -> None:
    found = parse_edtf(edtf)
    assert (found.earliest, found.latest, found.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(
    "text", ["", "2024-1", "2024-25", "2024/", "/2024", "24", "2024-10~~", " 2024"]
)
def test_only_the_documented_edtf_is_taken_as_edtf(text: str) -> None:
    with pytest.raises(UnreadableDate):
        parse_edtf(text)


def test_a_refusal_does_not_repeat_text_that_would_garble_it() -> None:
    with pytest.raises(UnreadableDate, match="not this text"):
        parse_edtf("\u05e9\u05e0\u05d4")


def test_an_interval_from_a_unit_to_itself_is_that_unit() -> None:
    assert parse_edtf("2024-10/2024-10").edtf == "2024-10"


def test_statements_sort_by_earliest_then_latest_day() -> None:
    texts = ["2024-10-29", "2024-10", "../2024-12-11", "2024", "2024-10-01"]
    statements = [said(f"S{n}", "Words.", said_on=text) for n, text in enumerate(texts, 1)]
    ordered = sorted(statements, key=order_of_saying)
    assert [statement.said_on for statement in ordered] == [
        "../2024-12-11", "2024", "2024-10-01", "2024-10", "2024-10-29",
    ]  # fmt: skip


def test_a_month_that_has_begun_may_be_after_today_but_is_not_in_the_future() -> None:
    month, today = PartialDate("2024-10"), date(2024, 10, 15)
    assert month.may_be_after(today)
    assert not month.is_after(today)
    assert PartialDate("2024-11").is_after(today)
    assert not PartialDate("2024-10-15").is_after(today)
    assert not PartialDate("2024-10-15").may_be_after(today)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, True),
        (date(2024, 10, 31), None, True),
        (date(2024, 11, 1), None, False),
        (None, date(2024, 10, 1), True),
        (None, date(2024, 9, 30), False),
    ],
)
def test_a_month_overlaps_a_period_that_touches_any_of_its_days(
    since: date | None, until: date | None, expected: bool
) -> None:
    assert PartialDate("2024-10").overlaps(since, until) is expected


def test_marks_tell_approximate_from_uncertain() -> None:
    flags = [
        (d.is_approximate, d.is_uncertain) for d in map(PartialDate, ("2019~", "2019?", "2019%"))
    ]
    assert flags == [(True, False), (False, True), (True, True)]
