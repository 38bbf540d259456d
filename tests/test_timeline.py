"""A claim's timeline: in words, and as a picture that says the same."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.text import Text
from PIL import Image

from bot.core.models import Citation, Counter, CounterKind, Dossier, View
from bot.core.words import words_in
from bot.timeline import LONGEST_ALTERNATIVE, describe_timeline, word_picture
from bot.timeline_lettering import Lettering
from bot.timeline_picture import COLOURS, GROUND, draw_timeline
from db.archive import SqliteArchive
from tests.record import open_record
from tests.simulated import Simulation, answer_of, texts_of, walk
from tests.timing import time_work

ENGLISH = words_in("en")
_LETTERING = Lettering()


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


def test_the_alternative_text_says_what_the_picture_shows_and_fits(dossier: Dossier) -> None:
    said = word_picture(dossier, ENGLISH)
    for statement in dossier.statements:
        assert f"{statement.id} · {dossier.speakers[statement.speaker].name}: " in said
    assert "S3 · Russia: disputes, denies S2. " in said
    longer = _make_many(dossier, 60)
    cut = word_picture(longer, ENGLISH)
    assert len(cut) <= LONGEST_ALTERNATIVE
    assert cut.startswith("Timeline: (newest 25 of 60) North Korean troops")
    assert "S1034" not in cut
    assert "S1035" in cut
    assert cut.endswith("The rest is in the text.")


def _make_many(dossier: Dossier, count: int) -> Dossier:
    many = tuple(
        replace(
            dossier.statements[n % 5],
            id=f"S{1000 + n}",
            citations=(Citation("D1", "x", dossier.statements[0].kind),),
            counters=(Counter(CounterKind.DENIES, f"S{999 + n}"),) if n > 35 else (),
        )
        for n in range(count)
    )
    return replace(dossier, statements=many)


def test_a_picture_fits_a_phone_and_has_a_row_for_each_statement(dossier: Dossier) -> None:
    picture = _open(draw_timeline(dossier, ENGLISH))
    taller = _open(draw_timeline(_make_many(dossier, 10), ENGLISH))
    assert picture.width == taller.width == 945
    assert taller.height - picture.height > 5 * 75


def test_a_picture_reads_the_same_on_a_light_and_on_a_dark_theme(dossier: Dossier) -> None:
    picture = _open(draw_timeline(dossier, ENGLISH)).convert("RGBA")
    assert picture.getchannel("A").getextrema() == (255, 255)
    assert picture.getpixel((0, 0)) == (*_rgb(GROUND), 255)
    for colour in COLOURS:
        assert _contrast(colour, GROUND) >= 7


def _open(drawn: bytes) -> Image.Image:
    return Image.open(io.BytesIO(drawn))


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _contrast(one: str, other: str) -> float:
    """The ratio of two colours' luminances as WCAG 2.2 defines it, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in _rgb(colour)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_two_long_names_that_begin_alike_are_told_apart(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = _note_what_is_written(monkeypatch)
    named = {
        id_: replace(speaker, name=f"Ministry of Foreign Affairs of the Republic of {speaker.name}")
        for id_, speaker in dossier.speakers.items()
    }
    draw_timeline(replace(dossier, speakers=named), ENGLISH)
    drawn = " ".join(written)
    for statement in dossier.statements:
        assert f"{statement.id} · {named[statement.speaker].name}" in drawn


@given(st.text(max_size=80), st.integers(1, 3), st.floats(0.5, 5.0))
def test_lettering_never_leaves_its_width_and_says_when_there_is_more(
    text: str, lines: int, width: float
) -> None:
    found = _LETTERING.wrap(text, 14, width, lines)
    assert 1 <= len(found) <= lines
    assert all(_LETTERING.measure(line, 14) <= width + 0.2 for line in found)
    drawn = "".join("".join(found).split()).removesuffix("…")
    whole = "".join(text.split())
    assert len(drawn) == len(whole) or found[-1].endswith("…")


def test_a_text_far_too_long_is_cut_before_it_is_measured() -> None:
    def cut() -> None:
        for text in ("W" * 10**6, "i " * 10**6, "\u0301" * 10**6):
            assert _LETTERING.wrap(text, 14, 4.4, 3)[-1].endswith("…")

    assert time_work(cut, 1) < 1


def test_what_is_answered_outside_the_picture_is_named_in_it(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = _note_what_is_written(monkeypatch)
    draw_timeline(dossier, ENGLISH)
    assert "→ S5, S10, S12 · ⇢ S46" in written


def test_texts_that_the_font_or_the_formulas_would_trip_over_are_drawn(dossier: Dossier) -> None:
    claim = replace(dossier.claim, wording="$x^2$ 北朝鮮 \x00 {} \\frac{ " * 5)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert draw_timeline(replace(dossier, claim=claim), ENGLISH).startswith(b"\x89PNG")


def test_a_long_timeline_stays_a_picture_that_discord_takes(dossier: Dossier) -> None:
    drawn = draw_timeline(_make_many(dossier, 400), ENGLISH)
    assert _open(drawn).height < 5000
    assert len(drawn) < 1_000_000


def test_a_picture_of_the_newest_statements_says_so_in_its_title(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = _note_what_is_written(monkeypatch)
    draw_timeline(dossier, ENGLISH)
    assert not any("newest" in text for text in written)
    draw_timeline(replace(dossier, statements=dossier.statements * 8), ENGLISH)
    assert any(text.startswith("(newest 25 of 40) North Korean") for text in written)


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
    assert "Russia: disputes, denies LS2" in gallery["items"][0]["description"]
    assert "disputes the claim" in texts_of(answer_of(result))


async def test_without_the_extra_the_timeline_is_in_words_alone(
    sim: Simulation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = await sim.alice.slash(sim.channel, "timeline", claim="LC1")
    assert answer_of(result).attachments == []
    assert "Sabrina Singh" in texts_of(answer_of(result))
