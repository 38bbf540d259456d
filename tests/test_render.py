"""Replies as Discord messages: within every limit, nothing active in them, and nothing lost."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from simcord.components import validate_components, walk_components

from bot.core.models import View
from bot.core.replies import Card, Choice, Detail, Reply
from bot.core.words import CATALOGUES, Words, words_in
from cogs._desk import Reader
from cogs._escape import measure, tidy
from cogs._pages import Pages, paginate
from cogs._place import Kind, Place
from cogs._render import draw, render_place
from cogs._views import choice_menu, page_buttons
from tests.hostile import find_active, hostile, reveal

V2 = 1 << 15
MARKED = {"page.continued": "⟪", "page.continues": "⟫"}
languages = st.sampled_from(sorted(CATALOGUES))

long_texts = st.builds(
    lambda text, times: (text * times)[:4000], hostile, st.sampled_from([1, 1, 1, 1, 1, 40, 4000])
)
addresses = st.builds(
    lambda path, length: f"https://example.org/{path}{'a' * length}"[:2000],
    st.text("abc()[]_*|é%?&=#'", max_size=30),
    st.sampled_from([0, 0, 900, 2000]),
)
details = st.builds(Detail, long_texts, st.none() | addresses)
cards = st.builds(
    Card,
    id=st.integers(1, 10**15 - 1).map(lambda number: f"LS{number}"),
    heading=long_texts,
    tag=hostile,
    text=long_texts,
    details=st.lists(details, max_size=2).map(tuple),
    answers=st.lists(long_texts, max_size=2).map(tuple),
    is_marked=st.booleans(),
)
replies = st.builds(
    Reply,
    title=long_texts.map(lambda text: text[:500]),
    id=st.sampled_from(["", "LC999999999999999", "C1"]),
    lead=st.lists(long_texts, max_size=2).map(tuple),
    cards=st.lists(cards, max_size=7).map(tuple),
    notes=st.lists(hostile, max_size=2).map(tuple),
)


def _reader(said: Words, *, may_post: bool = True) -> Reader:
    return Reader(View(2**63 - 1), said, 2**64 - 1, may_post)


def _place(kind: Kind = Kind.CLAIM, page: int = 0) -> Place:
    return Place(
        kind, "LC999999999999999", page, 2**64 - 1, True, "LS999999999999999", "LP999999999999999"
    )


def components_of(view: Any) -> list[Any]:
    """A message as Discord gets it."""
    return list(view.to_components())


def _texts(components: list[Any]) -> list[str]:
    return [part["content"] for part in walk_components(components) if part["type"] == 10]


def check_message(components: list[Any]) -> None:
    """A message within Discord's limits with nothing active in its texts."""
    validate_components(components, flags=V2)
    texts = _texts(components)
    assert sum(map(measure, texts)) <= 4000
    assert all(text.strip() for text in texts)
    for text in texts:
        for line in text.split("\n"):
            found = find_active(_without_own(line))
            assert found is None, (found, line[:300])


def _without_own(line: str) -> str:
    """A line without the formatting that the program itself puts around texts."""
    line = re.sub(r"^(?:-# |> |### )", "", line)
    line = re.sub(r"^\[(.*)\]\(<https?:\S*>\)$", r"\1", line)
    return re.sub(r"^\*\*(.*)\*\*$", r"\1", line)


@settings(max_examples=40, deadline=None)
@given(replies, languages, st.sampled_from(Kind))
def test_every_page_of_every_reply_is_a_valid_message(
    reply: Reply, language: str, kind: Kind
) -> None:
    said = words_in(language)

    async def draw_all() -> list[list[Any]]:
        reader = _reader(said)
        pages = paginate(reply, said, compact=kind is Kind.TIMELINE)
        return [
            components_of(
                draw(
                    pages,
                    number,
                    reader,
                    rows=page_buttons(_place(kind, number), number, len(pages.pages), reader),
                    marked="LS999999999999999",
                )
            )
            for number in range(len(pages.pages))
        ]

    for components in asyncio.run(draw_all()):
        check_message(components)


@settings(max_examples=40, deadline=None)
@given(replies, st.booleans())
def test_nothing_is_lost_over_the_pages(reply: Reply, compact: bool) -> None:
    marked = Words("en", {**CATALOGUES["en"], **MARKED})
    shown = _strip("\n".join(_lines_of(paginate(reply, marked, compact=compact))))
    for card in reply.cards:
        parts = [card.heading, card.tag, card.text, *(detail.text for detail in card.details)]
        for part in (*parts, *card.answers):
            assert _strip(reveal_lines(part)) in shown
        for detail in card.details:
            assert detail.url is None or _strip_address(detail.url) in _strip_address(shown)
    for line in (*reply.lead, *reply.notes, reply.title):
        assert _strip(reveal_lines(line)) in shown


def reveal_lines(text: str) -> str:
    return tidy(text).replace("\u200b", "")


def _lines_of(pages: Pages) -> list[str]:
    lines = [line for page in pages.pages for piece in page.pieces for line in piece.split("\n")]
    lines = [line for line in lines if line not in ("-# ⟪", "-# ⟫")]
    return [reveal(line) for line in (pages.pages[0].heading, *lines)]


_FRAME = re.compile(r"[\s*>#\-↳\[\]()<>\\]+")


def _strip(text: str) -> str:
    """A text without blanks and without the characters that formatting is made of."""
    return _FRAME.sub("", text)


def _strip_address(text: str) -> str:
    plain = re.sub(r"%[0-9A-F]{2}", "", text)
    return re.sub(r"[^0-9A-Za-z]", "", plain)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.builds(Choice, st.just("LC1"), long_texts, hostile,
       st.lists(hostile, max_size=3).map(tuple)), min_size=1, max_size=5), languages)  # fmt: skip
def test_five_choices_of_any_length_fit_one_message(choices: list[Choice], language: str) -> None:
    said = words_in(language)

    async def build() -> list[Any]:
        reader = _reader(said)
        pages = paginate(Reply(said.say("unsure"), choices=tuple(choices)), said)
        assert len(pages.pages) == 1
        offered = [(choice, _place(page=n)) for n, choice in enumerate(choices)]
        menu = choice_menu(offered, reader, is_private=True, nonce=2**64 - 1)
        return components_of(draw(pages, 0, reader, rows=[menu]))

    check_message(asyncio.run(build()))


async def test_a_private_page_with_every_button_stays_within_the_limits() -> None:
    reply = Reply("t", "C1", cards=tuple(Card(f"S{n}", "h", text="x" * 500) for n in range(30)))
    for page in (0, 3, 99):
        view = await render_place(reply, _place(page=page), _reader(words_in("de")))
        check_message(components_of(view))


async def test_a_dossier_shows_five_statements_a_page_and_numbers_the_pages() -> None:
    reply = Reply("t", "C1", cards=tuple(Card(f"S{n}", f"heading {n}") for n in range(12)))
    view = await render_place(reply, _place(page=1), _reader(words_in("en"), may_post=False))
    said = "\n".join(_texts(components_of(view)))
    assert re.findall(r"heading (\d+)", said) == ["5", "6", "7", "8", "9"]
    assert "Page 2 of 3, oldest first" in said


async def test_the_page_with_the_matching_statement_is_named() -> None:
    cards = tuple(Card(f"S{n}", f"heading {n}", is_marked=n == 11) for n in range(12))
    place = Place(Kind.CLAIM, "C1", marked="S11")
    view = await render_place(Reply("t", "C1", cards=cards), place, _reader(words_in("en")))
    assert "S11, which matches the question, begins on page 3" in "\n".join(
        _texts(components_of(view))
    )


def test_a_statement_longer_than_a_page_says_on_each_part_that_it_goes_on() -> None:
    reply = Reply("t", "C1", cards=(Card("S1", "h", text="word " * 2000),))
    pages = paginate(reply, words_in("en")).pages
    assert len(pages) > 2
    assert all("S1 continues on the next page" in page.pieces[-1] for page in pages[:-1])
    assert all("S1, continued from" in page.pieces[0] for page in pages[1:])
