"""The custom ids of buttons: short enough, unlike each other, and read back as written."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

import pytest
from discord import ui
from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import View
from bot.core.words import words_in
from cogs._desk import Reader
from cogs._place import LEFT_OUT, Kind, Place, custom_id, mark_of, read_place
from cogs._views import PlaceButton, page_buttons, post_row

numbers = st.integers(1, 10**15 - 1)


def _ids(letter: str) -> st.SearchStrategy[str]:
    return st.builds(
        lambda mark, number: f"{mark}{letter}{number}", st.sampled_from("L") | st.just(""), numbers
    )


places = st.builds(
    Place,
    kind=st.sampled_from(Kind),
    entry=_ids("C") | _ids("S") | _ids("P") | st.just(""),
    page=st.integers(0, 10**5),
    asker=st.integers(0, 2**64 - 1),
    is_private=st.booleans(),
    marked=_ids("S") | st.just(""),
    speaker=_ids("P") | st.just(""),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    matched=st.text().map(mark_of) | st.just(""),
)


@given(places)
def test_a_place_is_read_back_as_it_was_written(place: Place) -> None:
    packed = custom_id("e", place)
    assert len(packed) <= 100
    assert read_place(packed.removeprefix("or1.e.")) == place


words = st.text(st.characters(categories=["L", "N"]) | st.sampled_from(".',%~ \n"), max_size=40)


@given(places, st.lists(st.tuples(words, words), min_size=1, max_size=6))
def test_the_words_read_as_others_go_along_as_far_as_there_is_room(
    place: Place, pairs: list[tuple[str, str]]
) -> None:
    packed = custom_id("e", replace(place, read_as=tuple(pairs)))
    assert len(packed.encode("utf-16-le")) // 2 <= 100
    found = read_place(packed.removeprefix("or1.e."))
    assert found is not None
    assert replace(found, read_as=()) == place
    kept = [pair for pair in found.read_as if pair != LEFT_OUT]
    assert kept == pairs[: len(kept)]
    assert len(kept) == len(pairs) or found.read_as[-1] == LEFT_OUT
    assert PlaceButton.__discord_ui_compiled_template__.fullmatch(packed)


def test_a_few_words_have_room_in_any_usual_place() -> None:
    pairs = (("koraen", "korean"), ("zelenksy", "zelensky"))
    place = Place(Kind.CLAIM, "LC999", 9, 2**60, True, "LS99999", matched="zzzzz", read_as=pairs)
    assert read_place(custom_id("e", place).removeprefix("or1.e.")) == place


def test_the_longest_place_fits() -> None:
    last = datetime.date.max
    id_ = "L{}999999999999999"
    place = Place(
        Kind.COUNTERS, id_.format("C"), 10**6, 2**64 - 1, True, id_.format("S"), id_.format("P"),
        last, last, "zzzzz",
    )  # fmt: skip
    assert len(custom_id("e", place)) <= 94


@given(st.text(max_size=100) | st.text("0123456789abcLCSPDx.", max_size=100))
def test_a_forged_place_is_refused_and_never_an_error(packed: str) -> None:
    found = read_place(packed)
    assert found is None or re.fullmatch(r"(L?[CSPD][0-9]+)?", found.entry)


@given(places, st.integers(1, 9))
def test_the_buttons_of_a_message_have_different_ids(place: Place, count: int) -> None:
    reader = Reader(View(5), words_in("en"), 7, may_post=True)
    rows = [*page_buttons(place, count // 2, count, reader), *post_row(place, reader)]
    ids = [item.custom_id for row in rows for item in row.children if isinstance(item, PlaceButton)]
    assert len(ids) == len(set(ids)) >= 2
    assert all(len(row.children) <= 5 for row in rows)
    assert all(isinstance(row, ui.ActionRow) for row in rows)


@pytest.mark.parametrize("action", "elnoxaqtfrbd")
async def test_every_button_is_found_again_by_its_custom_id(action: str) -> None:
    place = Place(Kind.CLAIM, "LC1", asker=9)
    template = PlaceButton.__discord_ui_compiled_template__
    assert template.fullmatch(custom_id(action, place))
