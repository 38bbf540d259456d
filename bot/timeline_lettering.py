"""Text in pictures: only what the font can draw, in lines that fit a width."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

_POINTS = 72  # to the inch
_MORE = " …"
_NARROWEST = 0.25
"""Widths of a character by which a text is cut before it is measured, as a part of its height."""


class Lettering:
    """Measures text in the font of the pictures; takes a moment to make."""

    def __init__(self) -> None:
        from matplotlib import font_manager, ft2font

        self._font: FT2Font = ft2font.FT2Font(font_manager.findfont("DejaVu Sans"))
        self._known = frozenset(self._font.get_charmap())

    def wrap(self, text: str, size: float, width: float, lines: int) -> list[str]:
        """The text in at most `lines` lines of `width` inches at `size` points; at least one line.

        An ellipsis says that there is more of it.
        """
        most = lines * math.ceil(width * _POINTS / size / _NARROWEST)
        left = self._draw(text[: most + 1])
        is_cut = len(text) > most
        found: list[str] = []
        while len(found) < lines - 1 and self.measure(left, size) > width:
            line = self._take(left, size, width)
            found.append(line.rstrip())
            left = left[len(line) :].lstrip()
        if is_cut or self.measure(left, size) > width:
            left = self._take(left, size, width - self.measure(_MORE, size)).rstrip() + _MORE
        return [*found, left]

    def measure(self, text: str, size: float) -> float:
        """The width of a text in inches."""
        self._font.set_size(size, _POINTS)
        self._font.set_text(text)
        return float(self._font.get_width_height()[0]) / 64 / _POINTS

    def _draw(self, text: str) -> str:
        """The text in one line with only the characters that the font has; the others are ▯."""
        return "".join(c if ord(c) in self._known else "▯" for c in " ".join(text.split()))

    def _take(self, text: str, size: float, width: float) -> str:
        """As much of the text as fits, parted at a blank where that leaves half of the line."""
        fits, too_long = 1, len(text) + 1
        while too_long - fits > 1:
            middle = (fits + too_long) // 2
            if self.measure(text[:middle], size) <= width:
                fits = middle
            else:
                too_long = middle
        blank = text.rfind(" ", 0, fits + 1)
        return text[: blank + 1] if blank >= fits // 2 else text[:fits]
