"""A claim's timeline as a picture for a phone, where the extra "pictures" is installed."""

from __future__ import annotations

import importlib.util
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.describe import stance_on
from bot.core.models import CounterKind, Dossier, Stance, Statement
from bot.core.words import Words
from bot.timeline import drawn_statements, name_drawn, word_day
from bot.timeline_lettering import Lettering

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PIXELS = 150
"""Pixels to the inch: sharp where a phone has three pixels for one of its text."""

# Discord does not say which theme a reader has, so the picture brings its own ground, on which
# every text and line has a contrast of at least 4.5 : 1 (tests/test_timeline.py measures it).
GROUND, INK, FAINT = "#1e1f24", "#f2f3f5", "#b4b8c0"
_COLOURS = {Stance.SUPPORTS: "#7cc4ff", Stance.CONTEXT: "#c8ccd4", Stance.DISPUTES: "#ffb454"}
COLOURS = (INK, FAINT, *_COLOURS.values())

_LANES = (Stance.SUPPORTS, Stance.CONTEXT, Stance.DISPUTES)
_MARKERS = {Stance.SUPPORTS: "^", Stance.CONTEXT: "o", Stance.DISPUTES: "v"}

# Inches and points. On a phone the picture is about as wide as two thumbs, whatever its inches:
# the narrower it is made, the larger the text comes out.
_WIDTH, _MARGIN = 6.3, 0.3
_TEXT_FROM = 1.75
_LANE_HEAD, _ROW_GAP, _FOOT = 1.05, 0.2, 0.75
_LINE = 0.29
_BULGE = 0.32
_TITLE, _DAY, _SPEAKER, _SMALL = 18, 15, 14, 12.5


@dataclass(frozen=True, slots=True)
class _Row:
    """A statement's place: the height of its middle, its lane, and its lines with their sizes."""

    y: float
    lane: int
    lines: tuple[tuple[str, float, str], ...]

    @property
    def height(self) -> float:
        return _LINE * len(self.lines) + _ROW_GAP


def can_draw() -> bool:
    """Whether the extra "pictures" is installed."""
    return importlib.util.find_spec("matplotlib") is not None


def draw_timeline(dossier: Dossier, words: Words) -> bytes:
    """The picture as PNG: time runs down, one lane a stance, counters as arrows.

    Of many statements the newest are drawn (`bot.timeline.MOST_DRAWN`). Takes about half a second.
    """
    # Imported here, because it takes long and few answers need it.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    painter = _Painter(dossier, words, Lettering())
    title, legend = painter.word_title(), painter.word_legend()
    head = _MARGIN + 0.36 * len(title) + _LANE_HEAD
    rows = painter.place_rows(head)
    end = max(row.y + row.height / 2 for row in rows.values()) if rows else head
    height = end + _FOOT + _LINE * len(legend)
    figure = Figure(figsize=(_WIDTH, height), dpi=PIXELS, facecolor=GROUND)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(height, 0)
    _write(axes, _MARGIN, _MARGIN + 0.18, title, _TITLE, INK, 0.36)
    painter.paint_lanes(axes, head, end)
    painter.paint_rows(axes, rows)
    _write(axes, _MARGIN, end + 0.45, legend, _SMALL, FAINT)
    return _as_png(figure)


def _as_png(figure: Figure) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="png", facecolor=figure.get_facecolor())
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Painter:
    dossier: Dossier
    words: Words
    lettering: Lettering

    def word_title(self) -> list[str]:
        """The claim; before it, where they are not all drawn, how many of how many are."""
        title = name_drawn(self.dossier, self.words)
        return self.lettering.wrap(title, _TITLE, _WIDTH - 2 * _MARGIN, 3)

    def word_legend(self) -> list[str]:
        """What the arrows mean, on two lines each at most."""
        width = _WIDTH - 2 * _MARGIN
        keys = ("timeline.legend", "timeline.legend.confirms")
        texts = (self.words.say(key) for key in keys)
        return [line for text in texts for line in self.lettering.wrap(text, _SMALL, width, 2)]

    def place_rows(self, head: float) -> dict[str, _Row]:
        """The rows under each other by their statements' ids; a long name takes more room."""
        rows: dict[str, _Row] = {}
        shown = drawn_statements(self.dossier)
        ids = frozenset(statement.id for statement in shown)
        top = head
        for statement in shown:
            lane = _LANES.index(stance_on(statement, self.dossier.claim))
            row = _Row(top, lane, tuple(self._word_row(statement, ids)))
            rows[statement.id] = _Row(top + row.height / 2, lane, row.lines)
            top += row.height
        return rows

    def _word_row(
        self, statement: Statement, shown: frozenset[str]
    ) -> Iterator[tuple[str, float, str]]:
        speaker = self.dossier.speakers[statement.speaker].name
        parts: list[tuple[str, float, str, int]] = [
            (word_day(statement, self.words), _DAY, INK, 2),
            (f"{statement.id} · {speaker}", _SPEAKER, FAINT, 3),
        ]
        if answered := _name_answered(statement, shown):
            parts.append((answered, _SMALL, FAINT, 2))
        for text, size, colour, most in parts:
            width = _WIDTH - _TEXT_FROM - _MARGIN / 2
            for line in self.lettering.wrap(text, size, width, most):
                yield line, size, colour

    def paint_lanes(self, axes: Axes, head: float, end: float) -> None:
        """A line and a name for each stance."""
        for number, stance in enumerate(_LANES):
            x = _lane_x(number)
            axes.plot([x, x], [head - 0.1, end], color=FAINT, lw=1, alpha=0.5)
            label = self.lettering.wrap(
                self.words.say(f"timeline.lane.{stance.value}"), _SMALL, 1.3, 1
            )
            axes.text(
                x - 0.06, head - 0.18, label[0], color=_COLOURS[stance], fontsize=_SMALL,
                rotation=40, rotation_mode="anchor", ha="left", va="bottom", parse_math=False,
            )  # fmt: skip

    def paint_rows(self, axes: Axes, rows: dict[str, _Row]) -> None:
        """The statements with their texts, and the arrows between them."""
        for row in rows.values():
            stance = _LANES[row.lane]
            axes.plot(
                _lane_x(row.lane), row.y, _MARKERS[stance], color=_COLOURS[stance],
                markersize=14, markeredgecolor=GROUND, markeredgewidth=1.5, zorder=3,
            )  # fmt: skip
            for number, (line, size, colour) in enumerate(row.lines):
                y = row.y + _LINE * (number - (len(row.lines) - 1) / 2)
                _write(axes, _TEXT_FROM, y, [line], size, colour)
        for statement in drawn_statements(self.dossier):
            for counter in statement.counters:
                if counter.statement in rows:
                    _paint_arrow(axes, rows[statement.id], rows[counter.statement], counter.kind)


def _name_answered(statement: Statement, shown: frozenset[str]) -> str:
    """What a statement answers that is not in the picture, for want of an arrow to it."""
    signs = []
    for sign, confirms in (("→", False), ("⇢", True)):
        ids = [
            counter.statement
            for counter in statement.counters
            if counter.statement not in shown and (counter.kind is CounterKind.CONFIRMS) is confirms
        ]
        if ids:
            signs.append(f"{sign} {', '.join(ids)}")
    return " · ".join(signs)


def _paint_arrow(axes: Axes, answer: _Row, answered: _Row, kind: CounterKind) -> None:
    from matplotlib.patches import FancyArrowPatch

    start, end = (_lane_x(answer.lane), answer.y), (_lane_x(answered.lane), answered.y)
    length = math.dist(start, end) or 1.0
    # Bent, so that it passes the marks between; never so far that it would cross the texts.
    bend = min(0.25 if answer.lane == answered.lane else 0.08, 2 * _BULGE / length)
    axes.add_patch(
        FancyArrowPatch(
            start,
            end,
            arrowstyle="-|>",
            mutation_scale=16,
            shrinkA=9,
            shrinkB=10,
            lw=1.6,
            zorder=2,
            color=INK,
            alpha=0.8,
            connectionstyle=f"arc3,rad={bend}",
            linestyle="--" if kind is CounterKind.CONFIRMS else "-",
        )
    )


def _lane_x(lane: int) -> float:
    return 0.45 + 0.42 * lane


def _write(
    axes: Axes, x: float, y: float, lines: list[str], size: float, colour: str,
    spacing: float = _LINE,
) -> None:  # fmt: skip
    for number, line in enumerate(lines):
        axes.text(
            x, y + spacing * number, line, color=colour, fontsize=size,
            va="center", ha="left", parse_math=False,
        )  # fmt: skip
