"""Draws what members see, from the messages that the bot really sends: for the README.

`python -m tests.draw_messages FOLDER` asks the running client on a simulated Discord, with the
shipped library, and draws each answer as on a phone. Every word is the message's own.
"""

from __future__ import annotations

import asyncio
import io
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from matplotlib import font_manager
from PIL import Image, ImageDraw, ImageFont

from bot.core.lookup import Found, look_up
from bot.core.models import View
from bot.core.words import words_in
from bot.timeline_picture import draw_timeline
from db.archive import SqliteArchive
from tests.record import open_record
from tests.simulated import Simulation, answer_of, simulate, texts_of

QUESTIONS = (
    # the picture's name, what is asked, and what the answer has to say to be that picture
    ("ask", "north korean troops in kusrk", "On record:"),
    ("choice", "south korea sent troops to russia", "Is one of these meant?"),
    ("nothing", "was the moon landing faked?", "Nothing on record about"),
)
TIMELINE_OF = "ask"

SCALE = 2
WIDTH = 420
_MARGIN, _PADDING, _GAP = 12, 14, 8
_TALLEST = 6000

_GROUND, _BOX, _EDGE = "#1a1a1e", "#242429", "#3a3a41"
_INK, _FAINT, _LINK = "#e3e4e8", "#9fa1aa", "#6cb2fb"
_BUTTONS = {1: "#5865f2", 2: "#3b3c44", 3: "#1f8b4c", 4: "#d22d39"}

_RUN = re.compile(
    r"\\(?P<escaped>[^\w\s])|(?P<bold>\*\*)|\[(?P<label>(?:\\.|[^\]\\])*)\]\(<(?P<url>[^>]*)>\)"
    r"|(?P<plain>[^\\*\[]+|.)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Style:
    """How a piece of a line is written."""

    size: float
    colour: str = _INK
    is_bold: bool = False

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        weight = "bold" if self.is_bold else "normal"
        found = font_manager.findfont(
            font_manager.FontProperties(family="DejaVu Sans", weight=weight)
        )
        return ImageFont.truetype(found, round(self.size * SCALE))

    @property
    def height(self) -> float:
        return self.size * 1.4

    def measure(self, text: str) -> float:
        return self.font.getlength(text) / SCALE


_BODY, _SMALL, _HEADING = Style(13.5), Style(11, _FAINT), Style(16.5, is_bold=True)
_Word = tuple[str, Style]


class Phone:
    """A picture that is filled from top to bottom; lengths are a phone's points."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, _TALLEST * SCALE), _GROUND)
        self.pen = ImageDraw.Draw(self.image)
        self.y = float(_MARGIN)

    def box(
        self, left: float, top: float, right: float, bottom: float, fill: str, edge: str = ""
    ) -> None:
        self.pen.rounded_rectangle(
            [round(at * SCALE) for at in (left, top, right, bottom)],
            radius=8 * SCALE, fill=fill, outline=edge or None, width=SCALE,
        )  # fmt: skip

    def line(self, left: float, top: float, right: float, bottom: float, fill: str) -> None:
        self.pen.rectangle([round(at * SCALE) for at in (left, top, right, bottom)], fill=fill)

    def write(self, x: float, y: float, text: str, style: Style) -> None:
        """Write a piece with its middle at `y`."""
        at = (round(x * SCALE), round(y * SCALE))
        self.pen.text(at, text, font=style.font, fill=style.colour, anchor="lm")

    def flow(self, words: list[_Word], left: float, right: float) -> None:
        """Write words in as many lines as they take."""
        for row in _break_lines(words, right - left):
            height = max(style.height for _, style in row)
            x = left
            for text, style in row:
                self.write(x, self.y + height / 2, text, style)
                x += style.measure(text)
            self.y += height

    def as_png(self) -> bytes:
        """What is filled, with few colours, so that it stays small."""
        cut = self.image.crop((0, 0, WIDTH * SCALE, round((self.y + _MARGIN) * SCALE)))
        out = io.BytesIO()
        cut.quantize(48, dither=Image.Dither.NONE).save(out, format="PNG", optimize=True)
        return out.getvalue()


def _break_lines(words: list[_Word], room: float) -> Iterator[list[_Word]]:
    row: list[_Word] = []
    used = 0.0
    for text, style in words:
        size = style.measure(text)
        if row and used + style.measure(text.rstrip()) > room:
            yield row
            row, used = [], 0.0
            text = text.lstrip()
            size = style.measure(text)
        row.append((text, style))
        used += size
    if row:
        yield row


def read_runs(markdown: str, style: Style) -> Iterator[_Word]:
    """The words of a line, each with its style; a word keeps the blanks after it."""
    for found in _RUN.finditer(markdown.replace("\u200b", "")):
        if found["bold"]:
            style = replace(style, is_bold=not style.is_bold)
        elif found["label"] is not None:
            yield from read_runs(found["label"], replace(style, colour=_LINK))
        else:
            for word in re.findall(r"\S+\s*|\s+", found["escaped"] or found["plain"]):
                yield word, style


def draw_text(phone: Phone, markdown: str, left: float, right: float) -> None:
    """A text display: headings, small print and quotes by line, bold and links within it."""
    for line in markdown.split("\n"):
        style, start = _BODY, left
        if line.startswith("### "):
            line, style = line[4:], _HEADING
        elif line.startswith("-# "):
            line, style = line[3:], _SMALL
        elif line.startswith("> "):
            line, start = line[2:], left + 12
        top = phone.y
        phone.flow(list(read_runs(line, style)), start, right)
        if start > left:
            phone.line(left, top + 1, left + 3, phone.y - 1, _EDGE)


def draw_container(phone: Phone, container: dict[str, Any]) -> None:
    """The box around what is said, with its line of colour where the message has one."""
    top, left, right = phone.y, _MARGIN + _PADDING, WIDTH - _MARGIN - _PADDING
    colour = container.get("accent_color")
    # Drawn twice: the box lies under its contents, and only they tell how tall it is.
    for _ in range(2):
        phone.box(_MARGIN, top, WIDTH - _MARGIN, max(phone.y, top + 20), _BOX, _EDGE)
        if colour is not None:
            phone.line(_MARGIN, top + 6, _MARGIN + 4, phone.y - 6, f"#{colour:06x}")
        phone.y = top + _PADDING
        for part in container["components"]:
            if part["type"] == 10:
                draw_text(phone, part["content"], left, right)
            elif part["type"] == 14:
                phone.line(left, phone.y + _GAP, right, phone.y + _GAP + 1, _EDGE)
                phone.y += 2 * _GAP
            else:
                raise ValueError(part["type"])
        phone.y += _PADDING
    phone.y += _GAP


def draw_row(phone: Phone, row: dict[str, Any]) -> None:
    """Buttons, as many beside each other as fit; or a menu, opened."""
    x, height = float(_MARGIN), 34
    for part in row["components"]:
        if part["type"] == 3:
            draw_menu(phone, part)
            return
        is_disabled = bool(part.get("disabled"))
        style = Style(13, "#85868e" if is_disabled else "#ffffff", is_bold=True)
        width = style.measure(part["label"]) + 28
        if x > _MARGIN and x + width > WIDTH - _MARGIN:
            x, phone.y = float(_MARGIN), phone.y + height + _GAP
        fill = "#2b2c32" if is_disabled else _BUTTONS[part["style"]]
        phone.box(x, phone.y, x + width, phone.y + height, fill)
        phone.write(x + 14, phone.y + height / 2, part["label"], style)
        x += width + _GAP
    phone.y += height + _GAP


def draw_menu(phone: Phone, menu: dict[str, Any]) -> None:
    """A select menu as it looks when it is open, with all that can be chosen."""
    left, right = float(_MARGIN), float(WIDTH - _MARGIN)
    phone.box(left, phone.y, right, phone.y + 38, _GROUND, "#5a5b64")
    phone.write(left + 12, phone.y + 19, menu["placeholder"], replace(_BODY, colour=_FAINT))
    x, y = right - 22, phone.y + 17
    chevron = ((x - 5, y), (x, y + 5), (x + 5, y))
    points = [(at_x * SCALE, at_y * SCALE) for at_x, at_y in chevron]
    phone.pen.line(points, fill=_FAINT, width=2 * SCALE)
    phone.y += 38 + 4
    top = phone.y
    for _ in range(2):
        phone.box(left, top, right, max(phone.y, top + 20), _BOX, _EDGE)
        phone.y = top + 6
        for number, option in enumerate(menu["options"]):
            if number:
                phone.line(left + 1, phone.y + 4, right - 1, phone.y + 5, _EDGE)
                phone.y += 9
            for text, style in (
                (option["label"], replace(_BODY, is_bold=True)),
                (option.get("description") or "", replace(_SMALL, size=11.5)),
            ):
                words = [(word, style) for word in re.findall(r"\S+\s*", text)]
                phone.flow(words, left + 12, right - 12)
        phone.y += 8
    phone.y += _GAP


def draw_message(asked: str, components: list[dict[str, Any]]) -> bytes:
    """A message as a picture, under the command that it answers."""
    phone = Phone()
    phone.flow([(f"{word} ", _SMALL) for word in asked.split()], _MARGIN, WIDTH - _MARGIN)
    phone.y += _GAP
    for part in components:
        {17: draw_container, 1: draw_row}[part["type"]](phone, part)
    phone.y -= _GAP
    return phone.as_png()


async def draw_answers(sim: Simulation) -> dict[str, bytes]:
    """Every picture by its name."""
    pictures = {}
    for name, question, expected in QUESTIONS:
        sim.clock.pass_by(60)
        answer = answer_of(await sim.alice.slash(sim.channel, "ask", question=question))
        if expected not in texts_of(answer):
            raise SystemExit(f"“{question}” is no longer answered with “{expected}”")
        pictures[name] = draw_message(f"/ask question: {question}", answer.components)
        if name == TIMELINE_OF:
            outcome = await look_up(SqliteArchive(sim.store), question, View(sim.guild.id))
            assert isinstance(outcome, Found)
            drawn = draw_timeline(outcome.hits[0].dossier, words_in("en"))
            pictures["timeline-dark"] = drawn
    return pictures


async def draw_into(folder: Path) -> None:
    """Write the pictures into a folder."""
    with tempfile.TemporaryDirectory() as temporary:
        template = Path(temporary, "library.db")
        async with open_record(template):
            pass
        async with simulate(Path(temporary, "record.db"), template) as sim:
            pictures = await draw_answers(sim)
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    for name, picture in pictures.items():
        path = folder / f"{name}.png"
        await asyncio.to_thread(path.write_bytes, picture)
        print(f"{path}: {len(picture) / 1000:.0f} kB")


if __name__ == "__main__":
    asyncio.run(draw_into(Path(sys.argv[1])))
