"""Makes stored and typed text safe to show on Discord: readable, with nothing active in it."""

from __future__ import annotations

import re

_GAP = "\u200b"
"""A zero-width space: what is broken up by it looks the same and is no longer recognised."""

_HIDDEN = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # what turns the direction of writing
    "|[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]"  # controls, ends of lines, lone surrogates
)
_LINE_ENDS = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")
_MANY_LINES = re.compile(r"\n{3,}")
_BLANKS = re.compile(r"[^\S\n]+")

# Every alternative looks at a bounded stretch, so that the time is linear whatever the text. None
# looks at the beginning of a line: a piece of an escaped text is safe wherever it is put.
_ACTIVE = re.compile(
    r"[\\*_~`|#>\[\]]"  # emphasis, code, spoilers, headings, quotes, links
    r"|[-+](?=[\s#]|$)"  # lists
    r"|(?<=[0-9])\.(?=\s|$)"  # numbered lists
    r"|@(?=\S)|<(?=\S)"  # mentions, timestamps, custom emoji, addresses in angle brackets
    r"|:(?=[\w+~-]{1,64}:)|:(?=//)"  # emoji by name, addresses
    r"|(?:discord)(?=(?:app)?\.(?:gg|com|new|gift|media))",  # invitations without a scheme
    re.IGNORECASE,
)


def escape(text: str) -> str:
    """The text with everything broken up that Discord would format, link, notify or turn around.

    Takes linear time. Every piece of the result is as safe as the whole, as long as no backslash
    is parted from the character after it.
    """
    return _ACTIVE.sub(_break_up, tidy(text))


def escape_line(text: str) -> str:
    """The text escaped and in one line."""
    return escape(" ".join(text.split()))


def tidy(text: str) -> str:
    """The text without control characters, with at most one empty line in a row."""
    return _MANY_LINES.sub("\n\n", _BLANKS.sub(" ", make_visible(text))).strip()


def make_visible(text: str) -> str:
    """The text without control characters and without what turns the direction of writing."""
    return _HIDDEN.sub(_show, text.replace("\r\n", "\n"))


def measure(text: str) -> int:
    """The length of a text by the larger of the two ways in which Discord counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _show(found: re.Match[str]) -> str:
    character = found[0]
    if character in _LINE_ENDS:
        return "\n"
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return " " if character < "\xa0" else ""


def _break_up(found: re.Match[str]) -> str:
    active = found[0]
    if active in "@<":
        return active + _GAP
    if len(active) > 1:
        return f"{active[:4]}{_GAP}{active[4:]}"
    if active == ":":
        return f"{active}{_GAP}"
    return f"\\{active}"
