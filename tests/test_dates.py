"""Partial dates: what people write is read at its true precision, or refused with a reason."""

from __future__ import annotations

import time
from datetime import date, datetime

import pytest

from bot.core.dates import (
    AmbiguousDate,
    DateError,
    IncompleteDate,
    PartialDate,
    UnreadableDate,
    read_date,
)
from bot.core.errors import InvalidInput

FRIDAY = date(2024, 10, 25)

READINGS = [
    # days
    ("29 Oct 2024", "2024-10-29"),
    ("Oct 29, 2024", "2024-10-29"),
    ("Oct. 29th 2024", "2024-10-29"),
    ("29th of October 2024", "2024-10-29"),
    ("29-Oct-2024", "2024-10-29"),
    ("Tuesday, 29 October 2024", "2024-10-29"),
    ("  on\u00a029 OCTOBER 2024 ", "2024-10-29"),
    ("2024/10/29", "2024-10-29"),
    ("25/11/2024", "2024-11-25"),
    ("11/25/2024", "2024-11-25"),
    ("25.11.2024", "2024-11-25"),
    ("11/11/2024", "2024-11-11"),
    ("10. 11. 2024", "2024-11-10"),
    ("Sunday 10/11/2024", "2024-11-10"),
    ("29 February 2024", "2024-02-29"),
    # months, seasons, quarters, years
    ("Oct 2024", "2024-10"),
    ("Sept. 2024", "2024-09"),
    ("10/2024", "2024-10"),
    ("autumn 2024", "2024-23"),
    ("fall of 2024", "2024-23"),
    ("winter 2024-25", "2024-24"),
    ("winter 2024/2025", "2024-24"),
    ("Q3 2024", "2024-35"),
    ("Q3/2024", "2024-35"),
    ("2024-Q3", "2024-35"),
    ("the third quarter of 2024", "2024-35"),
    ("1st quarter 2024", "2024-33"),
    ("in 2024", "2024"),
    ("1990s", "199X"),
    ("the 1990's", "199X"),
    ("the century 1900-1999", "19XX"),
    # early, mid, late
    ("early October 2024", "2024-10-01~/2024-10-10~"),
    ("beginning of October 2024", "2024-10-01~/2024-10-10~"),
    ("mid-October 2024", "2024-10-11~/2024-10-20~"),
    ("late October 2024", "2024-10-21~/2024-10-31~"),
    ("the end of October 2024", "2024-10-21~/2024-10-31~"),
    ("late February 2024", "2024-02-21~/2024-02-29~"),
    ("in the final days of October 2024", "2024-10-25~/2024-10-31~"),
    ("the first week of October 2024", "2024-10-01~/2024-10-07~"),
    ("early 2024", "2024-01~/2024-04~"),
    ("mid-2024", "2024-05~/2024-08~"),
    ("late 1990s", "1997~/1999~"),
    ("possibly early October 2024", "2024-10-01%/2024-10-10%"),
    # about, possibly
    ("around October 31 2024", "2024-10-31~"),
    ("circa 2019", "2019~"),
    ("c. 2019", "2019~"),
    ("~2019", "2019~"),
    ("2019?", "2019?"),
    ("possibly about 2019", "2019%"),
    # open ends
    ("before 12 Dec 2024", "../2024-12-11"),
    ("before October 2024", "../2024-09"),
    ("before spring 2024", "../2023-24"),
    ("after 12 Dec 2024", "2024-12-13/.."),
    ("after the 1990s", "200X/.."),
    ("after early October 2024", "2024-10-11~/.."),
    ("since 12 Dec 2024", "2024-12-12/.."),
    ("until 12 Dec 2024", "../2024-12-12"),
    ("possibly until 12 Dec 2024", "../2024-12-12?"),
    ("before 2024-12-12", "../2024-12-11"),
    # from one to another
    ("25\u201327 Nov 2024", "2024-11-25/2024-11-27"),
    ("Nov 25-27, 2024", "2024-11-25/2024-11-27"),
    ("25 Nov \u2013 3 Dec 2024", "2024-11-25/2024-12-03"),
    ("Nov 25 to Dec 3, 2024", "2024-11-25/2024-12-03"),
    ("28 Dec 2024 \u2014 3 Jan 2025", "2024-12-28/2025-01-03"),
    ("Oct\u2013Nov 2024", "2024-10/2024-11"),
    ("2019-2021", "2019/2021"),
    ("between 25 and 27 Nov 2024", "2024-11-25/2024-11-27"),
    ("from October 2024 to 3 November 2024", "2024-10/2024-11-03"),
    ("late October \u2013 early November 2024", "2024-10-21~/2024-11-10~"),
    ("about 25-27 November 2024", "2024-11-25~/2024-11-27~"),
    ("from about 25 to 27 November 2024", "2024-11-25~/2024-11-27"),
    ("from 2024-10-01 until 2024-10-05", "2024-10-01/2024-10-05"),
    # ISO 8601 and EDTF
    ("2024-10-29", "2024-10-29"),
    ("2024-10", "2024-10"),
    ("199x", "199X"),
    ("2024-10-29~", "2024-10-29~"),
    ("2024-24", "2024-24"),
    ("2024-10-01/2024-10-05", "2024-10-01/2024-10-05"),
    ("../2024-12-11", "../2024-12-11"),
    ("2024-10-29 23:30", "2024-10-29"),
    ("2024-10-29T23:30:00.5-08:00", "2024-10-29"),
    # German
    ("29. Oktober 2024", "2024-10-29"),
    ("Dienstag, den 29. Oktober 2024", "2024-10-29"),
    ("Anfang Oktober 2024", "2024-10-01~/2024-10-10~"),
    ("Mitte Ma\u0308rz 2024", "2024-03-11~/2024-03-20~"),
    ("Ende der 1990er Jahre", "1997~/1999~"),
    ("in den letzten Tagen des Oktobers 2024", "2024-10-25~/2024-10-31~"),
    ("Herbst 2024", "2024-23"),
    ("3. Quartal 2024", "2024-35"),
    ("um den 31. Oktober 2024", "2024-10-31~"),
    ("vor dem 12. Dezember 2024", "../2024-12-11"),
    ("seit Oktober 2024", "2024-10/.."),
    ("25.\u201327.11.2024", "2024-11-25/2024-11-27"),
    ("25.11.\u20133.12.2024", "2024-11-25/2024-12-03"),
    ("vom 25. bis 27. November 2024", "2024-11-25/2024-11-27"),
    ("zwischen dem 25. und dem 27. November 2024", "2024-11-25/2024-11-27"),
]


@pytest.mark.parametrize(("text", "edtf"), READINGS)
def test_a_date_is_read_at_the_precision_it_was_written_with(text: str, edtf: str) -> None:
    assert read_date(text) == PartialDate(edtf)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Wednesday", "2024-10-23"),
        ("on Wednesday", "2024-10-23"),
        ("last Wednesday", "2024-10-23"),
        ("Friday", "2024-10-25"),
        ("last Friday", "2024-10-18"),
        ("am Mittwoch", "2024-10-23"),
        ("today", "2024-10-25"),
        ("yesterday", "2024-10-24"),
        ("the day before yesterday", "2024-10-23"),
        ("Oct 23", "2024-10-23"),
        ("Wed, Oct 23", "2024-10-23"),
        ("26 October", "2023-10-26"),
        ("29 February", "2024-02-29"),
        ("around October 31", "2023-10-31~"),
        ("before Oct 23", "../2024-10-22"),
        ("early October", "2024-10-01~/2024-10-10~"),
        ("23-25 Oct", "2024-10-23/2024-10-25"),
        ("Monday to Wednesday", "2024-10-21/2024-10-23"),
        ("Wednesday to Monday", "2024-10-16/2024-10-21"),
        ("30 December - 2 January", "2023-12-30/2024-01-02"),
        ("29 Oct 2019", "2019-10-29"),
    ],
)
def test_what_lacks_a_year_is_the_latest_such_day_up_to_publication(text: str, edtf: str) -> None:
    assert read_date(text, published=FRIDAY) == PartialDate(edtf)


def test_a_leap_day_is_found_across_a_century_without_one() -> None:
    assert read_date("29 February", published=date(1904, 2, 28)) == PartialDate("1896-02-29")


@pytest.mark.parametrize("text", ["Wednesday", "last Wednesday", "Oct 23", "October", "yesterday"])
def test_what_lacks_a_year_is_refused_without_publication_date(text: str) -> None:
    with pytest.raises(IncompleteDate, match=r"year is missing.*publication date"):
        read_date(text)


def test_a_vague_publication_date_serves_only_where_its_vagueness_makes_no_difference() -> None:
    december = PartialDate("2024-12")
    assert read_date("Oct 23", published=december) == PartialDate("2024-10-23")
    with pytest.raises(IncompleteDate, match="not known exactly enough"):
        read_date("Wednesday", published=december)
    with pytest.raises(IncompleteDate, match="not known exactly enough"):
        read_date("Oct 23", published=PartialDate("../2024-12-11"))


def test_a_part_of_a_month_that_would_lie_after_publication_asks_for_the_year() -> None:
    with pytest.raises(IncompleteDate, match="write the year"):
        read_date("late October", published=date(2024, 10, 5))


def test_a_publication_moment_counts_as_its_day() -> None:
    assert read_date("today", published=datetime(2024, 10, 25, 23, 59)).edtf == "2024-10-25"


@pytest.mark.parametrize(
    ("text", "readings", "words"),
    [
        ("10/11/2024", ("2024-11-10", "2024-10-11"), "10 November 2024 or 11 October 2024"),
        ("10.11.2024", ("2024-11-10", "2024-10-11"), "10 November 2024 or 11 October 2024"),
        ("10-11-2024", ("2024-11-10", "2024-10-11"), "10 November 2024 or 11 October 2024"),
        (
            "before 10/11/2024",
            ("../2024-11-09", "../2024-10-10"),
            "before 10 November 2024 or before 11 October 2024",
        ),
        ("winter 2024", ("2024-24", "2023-24"), "winter 2024\u201325 or winter 2023\u201324"),
        ("1900s", ("190X", "19XX"), "the decade 1900\u20131909 or the century 1900\u20131999"),
    ],
)
def test_an_ambiguous_date_is_refused_with_both_readings(
    text: str, readings: tuple[str, str], words: str
) -> None:
    with pytest.raises(AmbiguousDate) as refusal:
        read_date(text)
    assert tuple(reading.edtf for reading in refusal.value.readings) == readings
    assert words in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "A date was expected"),
        ("soon", "“soon” has no place in a date"),
        ("next Wednesday", "“next” has no place"),
        ("the 90s", "which century"),
        ("1995s", "not a decade"),
        ("10/11/24", "all four digits"),
        ("Oct '24", "all four digits"),
        ("29 Oct 24", "all four digits"),
        ("30 Feb 2024", "There is no 30 February 2024"),
        ("29 February 2023", "There is no 29 February 2023"),
        ("31/02/2024", "There is no 31 February 2024"),
        ("45/46/2024", "There is no month 46"),
        ("2024-13", "There is no 2024-13"),
        ("2024-02-30", "There is no 2024-02-30"),
        ("0000", "There is no 0000"),
        ("20241029", "has no place"),
        ("2024-10-31T25:00", "“t” has no place"),
        ("2024-10-31 23:60", "has no place"),
        ("Wednesday 29 October 2024", "2024-10-29 is not a Wednesday"),
        ("Wednesday October 2024", "not a whole date"),
        ("25 autumn 2024", "no numbered days"),
        ("early autumn 2024", "month, a year or a decade only"),
        ("25 and 27 Nov 2024", "Write one day"),
        ("2010\u201312", "not a whole date"),
        ("from October 2024", "second date is missing"),
        ("October 2024 to", "not a whole date"),
        ("27-25 Nov 2024", "ends before it begins"),
        ("2024 2025", "run into each other"),
        ("before 0001", "year 1"),
        ("after 9999", "year 9999"),
        ("winter 9999-00", "There is no 9999-24"),
        ("winter 2024-27", "follow each other"),
        ("the decade 1990-1998", "not a decade"),
        ("../..", "open at both ends"),
        ("\u0662\u0660\u0662\u0664", "ARABIC-INDIC DIGIT"),
        ("\uff12\uff10\uff12\uff14", "FULLWIDTH DIGIT"),
        ("\U0001f600 2024", "GRINNING FACE"),
        ("2024\u202e", "RIGHT-TO-LEFT OVERRIDE"),
        ("2024\x00", r"character U\+0000"),
        ("\ud800", r"character U\+D800"),
        ("2024 " * 1200, "at most 100 characters"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(UnreadableDate, match=reason):
        read_date(text)


def test_every_refusal_is_invalid_input_so_that_it_can_be_shown() -> None:
    assert issubclass(DateError, InvalidInput)
    assert all(
        issubclass(kind, DateError) for kind in (AmbiguousDate, IncompleteDate, UnreadableDate)
    )


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "UTC"])
def test_the_day_of_a_moment_never_shifts_with_the_time_zone(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        days = {read_date(f"2024-10-29T{moment}").edtf for moment in ("23:30:00-08:00", "00:10Z")}
    time.tzset()
    assert days == {"2024-10-29"}
