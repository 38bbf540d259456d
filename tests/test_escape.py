"""Stored and typed text on Discord: seen as it is, and nothing in it active."""

from __future__ import annotations

import pytest
from hypothesis import given

from cogs._escape import escape, measure, tidy
from cogs._lines import split_escaped
from tests.hostile import LURES, find_active, hostile, reveal
from tests.timing import time_work


@given(hostile)
def test_nothing_in_an_escaped_text_is_active(text: str) -> None:
    assert find_active(escape(text)) is None


@given(hostile)
def test_a_reader_sees_the_text_as_it_is(text: str) -> None:
    assert reveal(escape(text)) == tidy(text).replace("\u200b", "")


@given(hostile)
def test_every_piece_of_an_escaped_text_is_as_safe_as_the_whole(text: str) -> None:
    parts = split_escaped(escape(text), 20)
    assert all(measure(part) <= 20 for part in parts)
    assert [find_active(part) for part in parts] == [None] * len(parts)
    assert "".join(reveal("".join(parts)).split()) == "".join(reveal(escape(text)).split())


@pytest.mark.parametrize("lure", LURES)
def test_each_lure_is_disarmed_alone_and_in_a_sentence(lure: str) -> None:
    for text in (lure, f"a {lure} b", f"{lure}{lure}", f"x\n{lure} y"):
        assert find_active(escape(text)) is None


def test_what_would_be_active_is_recognised_as_such() -> None:
    harmless = {"é", "ß", " ", "word", "\U0001f600", "\n\n\n\n", "\u2028", "((", "\\\\"}
    missed = [lure for lure in LURES if lure not in harmless and find_active(lure) is None]
    assert missed == []


def test_ordinary_text_is_left_alone() -> None:
    text = (
        "“Haven't seen them engaged in combat,” she said on 9 December 2024 (about 12,000 troops)."
    )
    assert escape(text) == text


@pytest.mark.parametrize(
    "unit", ["[", "*", "<@", ":a", "[a](", "`", "\\", "\n# ", "- ", "😀", "1. "]
)
def test_escaping_takes_linear_time(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        return time_work(lambda: escape(text), 4)

    short = seconds(6000)
    assert short < 0.1
    assert seconds(60_000) < 40 * max(short, 0.0005)
