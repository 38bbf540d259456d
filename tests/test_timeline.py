"""A claim's timeline: in words, and as a picture that says the same."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.text import Text
from PIL import Image

from bot.core.models import Citation, Counter, CounterKind, Dossier, View
from bot.core.words import words_in
from bot.timeline import LONGEST_ALTERNATIVE, describe_timeline, word_picture
from bot.timeline_picture import DARK, LIGHT, Theme, draw_timeline
from db.archive import SqliteArchive
from tests.record import open_record
from tests.simulated import Simulation, answer_of, texts_of, walk

ENGLISH = words_in("en")


@pytest.fixture
async def dossier(library_database: Path) -> Dossier:
    async with open_record(library_database, writable=False) as store:
        return await SqliteArchive(store).load_dossier(View(), "C1")


def test_the_text_has_every_statement_with_its_side_and_what_it_answers(dossier: Dossier) -> None:
    reply = describe_timeline(dossier, ENGLISH)
    assert [card.id for card in reply.cards] == [s.id for s in dossier.statements]
    assert reply.cards[1].heading == "from October 2024 to 8 February 2025 · Russia"
    assert reply.cards[1].tag == "disputes the claim"
    assert reply.cards[1].answers == ("denies United States government (S2)",)


def test_the_alternative_text_says_the_same_and_fits(dossier: Dossier) -> None:
    said = word_picture(dossier, ENGLISH)
    for card in describe_timeline(dossier, ENGLISH).cards:
        assert f"{card.heading}: {card.tag}" in said
    longer = replace(dossier, statements=dossier.statements * 10)
    cut = word_picture(longer, ENGLISH)
    assert len(cut) <= LONGEST_ALTERNATIVE
    assert cut.endswith("The rest is in the text.")


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_a_picture_fits_a_phone_and_has_a_row_for_each_statement(
    dossier: Dossier, theme: Theme
) -> None:
    picture = Image.open(io.BytesIO(draw_timeline(dossier, ENGLISH, theme)))
    more = replace(dossier, statements=dossier.statements * 2)
    taller = Image.open(io.BytesIO(draw_timeline(more, ENGLISH, theme)))
    assert picture.width == taller.width == 800
    assert taller.height - picture.height == 66 * len(dossier.statements)
    assert picture.convert("RGB").getpixel((0, 0)) == _rgb(theme.ground)


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def test_texts_that_the_font_or_the_formulas_would_trip_over_are_drawn(dossier: Dossier) -> None:
    claim = replace(dossier.claim, wording="$x^2$ 北朝鮮 \x00 {} \\frac{ " * 5)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert draw_timeline(replace(dossier, claim=claim), ENGLISH).startswith(b"\x89PNG")


def test_a_long_timeline_stays_a_picture_that_discord_takes(dossier: Dossier) -> None:
    many = tuple(
        replace(
            dossier.statements[n % 5],
            id=f"S{1000 + n}",
            citations=(Citation("D1", "x", dossier.statements[0].kind),),
            counters=(Counter(CounterKind.DENIES, f"S{999 + n}"),) if n else (),
        )
        for n in range(400)
    )
    drawn = draw_timeline(replace(dossier, statements=many), ENGLISH)
    assert Image.open(io.BytesIO(drawn)).height < 3000
    assert len(drawn) < 1_000_000


def test_a_picture_of_the_newest_statements_says_so_in_its_title(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = _note_what_is_written(monkeypatch)
    draw_timeline(dossier, ENGLISH)
    assert not any("newest" in text for text in written)
    draw_timeline(replace(dossier, statements=dossier.statements * 8), ENGLISH)
    assert any(text.startswith("(newest 25 of 40) North Korean troops") for text in written)


def _note_what_is_written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are drawn from here on."""
    written: list[str] = []
    write = Axes.text

    def note(axes: Axes, x: float, y: float, text: str, **options: Any) -> Text:
        written.append(text)
        return write(axes, x, y, text, **options)

    monkeypatch.setattr(Axes, "text", note)
    return written


async def test_the_command_sends_the_picture_with_its_words(sim: Simulation) -> None:
    result = await sim.alice.slash(sim.channel, "timeline", claim="LC1")
    assert [file.filename for file in answer_of(result).attachments] == ["timeline.png"]
    gallery = next(part for part in walk(answer_of(result).components) if part["type"] == 12)
    assert "disputes the claim" in gallery["items"][0]["description"]
    assert "disputes the claim" in texts_of(answer_of(result))


async def test_without_the_extra_the_timeline_is_in_words_alone(
    sim: Simulation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = await sim.alice.slash(sim.channel, "timeline", claim="LC1")
    assert answer_of(result).attachments == []
    assert "Sabrina Singh" in texts_of(answer_of(result))
