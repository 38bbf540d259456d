"""A claim's timeline as a picture for a phone, where the extra "pictures" is installed."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.core.describe import stance_on
from bot.core.models import CounterKind, Dossier, Stance, Statement
from bot.core.words import Words
from bot.timeline import word_day

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_ROWS = 25
"""Statements in a picture; the text has them all."""

_LANES = (Stance.SUPPORTS, Stance.CONTEXT, Stance.DISPUTES)
_MARKERS = {Stance.SUPPORTS: "^", Stance.CONTEXT: "o", Stance.DISPUTES: "v"}
_WIDTH, _ROW, _HEAD, _FOOT = 8.0, 0.66, 2.25, 1.1  # inches of 100 pixels
_TEXT_FROM = 2.9
_LONGEST_LABEL = 42
_LONGEST_TITLE = 46


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a picture; none of them carries a meaning of its own."""

    ground: str
    ink: str
    faint: str
    lanes: tuple[str, str, str]


DARK = Theme("#1e1f24", "#f2f3f5", "#a8acb5", ("#7cc4ff", "#c8ccd4", "#ffb454"))
LIGHT = Theme("#ffffff", "#16181d", "#646973", ("#0b63b5", "#555b66", "#a34f00"))


def can_draw() -> bool:
    """Whether the extra "pictures" is installed."""
    return importlib.util.find_spec("matplotlib") is not None


def draw_timeline(dossier: Dossier, words: Words, theme: Theme = DARK) -> bytes:
    """The picture as PNG: time runs down, one lane a stance, counters as arrows.

    Of more than `MOST_ROWS` statements the newest are drawn. Takes about half a second.
    """
    # Imported here, because it takes long and few answers need it.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    shown = dossier.statements[-MOST_ROWS:]
    height = _HEAD + _ROW * len(shown) + _FOOT
    figure = Figure(figsize=(_WIDTH, height), dpi=100, facecolor=theme.ground)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(height, 0)
    _Painter(axes, dossier, words, theme).paint(shown, height)
    return _as_png(figure)


def _as_png(figure: Figure) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="png", facecolor=figure.get_facecolor())
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Painter:
    axes: Axes
    dossier: Dossier
    words: Words
    theme: Theme

    def paint(self, shown: tuple[Statement, ...], height: float) -> None:
        """Title, lanes, a row for each statement, the arrows between them, and what they mean."""
        self._write(0.35, 0.45, self._title(shown), size=19, longest=_LONGEST_TITLE, lines=2)
        for number, stance in enumerate(_LANES):
            self._paint_lane(number, stance, height)
        rows = {statement.id: number for number, statement in enumerate(shown)}
        for arrow in self._find_arrows(shown, rows):
            self._paint_arrow(*arrow)
        for statement in shown:
            self._paint_row(statement, rows[statement.id])
        for line, key in enumerate(("timeline.legend", "timeline.legend.confirms")):
            self._write(0.35, height - 0.7 + 0.36 * line, self.words.say(key), size=13, faint=True,
                        longest=70)  # fmt: skip

    def _title(self, shown: tuple[Statement, ...]) -> str:
        """The claim; before it, where they are not all drawn, how many of how many are."""
        wording, count = self.dossier.claim.wording, len(self.dossier.statements)
        if len(shown) == count:
            return wording
        newest = self.words.say("timeline.newest", shown=len(shown), count=count)
        return f"({newest}) {wording}"

    def _paint_lane(self, number: int, stance: Stance, height: float) -> None:
        x = _lane_x(number)
        self.axes.plot(
            [x, x], [_HEAD - 0.15, height - _FOOT], color=self.theme.faint, lw=1, alpha=0.5
        )
        label = self.words.say(f"timeline.lane.{stance.value}")
        self.axes.text(
            x - 0.1, _HEAD - 0.25, _drawable(label), color=self.theme.lanes[number],
            fontsize=13, rotation=35, ha="left", va="bottom", parse_math=False,
        )  # fmt: skip

    def _paint_row(self, statement: Statement, row: int) -> None:
        lane = _LANES.index(stance_on(statement, self.dossier.claim))
        y = _row_y(row)
        self.axes.plot(
            _lane_x(lane), y, _MARKERS[_LANES[lane]], color=self.theme.lanes[lane],
            markersize=15, markeredgecolor=self.theme.ground, markeredgewidth=1.5, zorder=3,
        )  # fmt: skip
        speaker = self.dossier.speakers[statement.speaker].name
        self._write(_TEXT_FROM, y - 0.14, word_day(statement, self.words), size=15)
        self._write(_TEXT_FROM, y + 0.16, f"{statement.id} · {speaker}", size=14, faint=True)

    def _find_arrows(
        self, shown: tuple[Statement, ...], rows: dict[str, int]
    ) -> Iterator[tuple[int, int, int, int, CounterKind]]:
        lanes = {s.id: _LANES.index(stance_on(s, self.dossier.claim)) for s in shown}
        for statement in shown:
            for counter in statement.counters:
                if counter.statement in rows:
                    yield (
                        lanes[statement.id], rows[statement.id],
                        lanes[counter.statement], rows[counter.statement], counter.kind,
                    )  # fmt: skip

    def _paint_arrow(
        self, from_lane: int, from_row: int, to_lane: int, to_row: int, kind: CounterKind
    ) -> None:
        from matplotlib.patches import FancyArrowPatch

        confirms = kind is CounterKind.CONFIRMS
        options: dict[str, Any] = {"linestyle": "--" if confirms else "-"}
        bend = 0.25 if from_lane == to_lane else 0.08
        arrow = FancyArrowPatch(
            (_lane_x(from_lane), _row_y(from_row)), (_lane_x(to_lane), _row_y(to_row)),
            arrowstyle="-|>", mutation_scale=17, shrinkA=9, shrinkB=10, lw=1.6, zorder=2,
            color=self.theme.ink, alpha=0.75, connectionstyle=f"arc3,rad={bend}", **options,
        )  # fmt: skip
        self.axes.add_patch(arrow)

    def _write(
        self, x: float, y: float, text: str, *, size: int, faint: bool = False,
        longest: int = _LONGEST_LABEL, lines: int = 1,
    ) -> None:  # fmt: skip
        for number, line in enumerate(_wrap(_drawable(text), longest, lines)):
            self.axes.text(
                x, y + 0.34 * number, line, color=self.theme.faint if faint else self.theme.ink,
                fontsize=size, va="center", ha="left", parse_math=False,
            )  # fmt: skip


def _lane_x(lane: int) -> float:
    return 0.55 + 0.8 * lane


def _row_y(row: int) -> float:
    return _HEAD + _ROW * (row + 0.5)


def _wrap(text: str, longest: int, lines: int) -> list[str]:
    """The text in at most so many lines; an ellipsis says that the rest is in the text below."""
    import textwrap

    return textwrap.wrap(text, longest, max_lines=lines, placeholder=" …") or [""]


def _drawable(text: str) -> str:
    """The text in one line with only the characters that the font has; the others become ▯."""
    from matplotlib import font_manager, ft2font

    font = ft2font.FT2Font(font_manager.findfont("DejaVu Sans"))
    known = font.get_charmap()
    return "".join(c if ord(c) in known else "▯" for c in " ".join(text.split()))
