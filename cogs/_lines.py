"""Lines of text with Discord's formatting around them, cut where too long and never lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from cogs._escape import escape, measure

LONGEST_LINK = 1000
"""Characters of an address that is linked; a longer one is written out instead."""

_UNSAFE = re.compile(r"[()<>\[\]\\\"'\s\u200b]|[^\x21-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line before it is escaped: what stands before and after it, and where it leads."""

    text: str
    before: str = ""
    after: str = ""
    url: str | None = None

    def write(self, room: int) -> Iterator[str]:
        """The line as Discord markdown, in as many pieces of at most `room` as it takes."""
        if self.url is not None and can_be_linked(self.url):
            yield from self._write_link(self.url, room)
            return
        taken = measure(self.before) + measure(self.after)
        for part in split_escaped(escape(self.text), room - taken):
            if part:
                yield f"{self.before}{part}{self.after}"
        if self.url is not None and self.url != self.text:
            yield from Line(self.url, self.before, self.after).write(room)

    def _write_link(self, url: str, room: int) -> Iterator[str]:
        target = f"](<{_quote(url)}>)"
        taken = measure(self.before) + measure(self.after) + measure(target) + 1
        text = "" if self.text == url else escape(self.text.replace("\n", " "))
        *parts, last = split_escaped(text or escape(_host_of(url)), room - taken)
        for part in parts:
            yield f"{self.before}{part}{self.after}"
        yield f"{self.before}[{last}{target}{self.after}"


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def can_be_linked(url: str) -> bool:
    """Whether an address is one that Discord links and that fits."""
    return url.startswith(("http://", "https://")) and measure(_quote(url)) <= LONGEST_LINK


def split_escaped(text: str, room: int) -> list[str]:
    """An escaped text in pieces of at most `room`, parted at blanks where there are any."""
    parts = []
    start = 0
    while measure(text[start : start + room]) > room or start + room < len(text):
        end = _find_cut(text, start, room)
        parts.append(text[start:end].strip())
        start = end
    parts.append(text[start:].strip())
    return [part for part in parts if part] or [""]


def _find_cut(text: str, start: int, room: int) -> int:
    end = min(start + room, len(text))
    while (excess := measure(text[start:end]) - room) > 0:
        end -= (excess + 1) // 2
    blank = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
    if blank > start + room // 2:
        return blank + 1
    backslashes = len(text[start:end]) - len(text[start:end].rstrip("\\"))
    return end - backslashes % 2


def _quote(url: str) -> str:
    """The address with the characters that would end or format a link written as %xx."""
    return _UNSAFE.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), url
    )
