"""A Reply as pages of Discord markdown: within every limit, and with nothing lost between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.core.replies import Card, Choice, Reply
from bot.core.words import Words
from cogs._escape import escape, escape_line, measure
from cogs._lines import Line, split_escaped

MOST_TEXT = 3900
"""Characters of all text on a page; Discord allows 4,000 over a message."""

MOST_CARDS = 5
"""Statements on a page; more fit, five read well."""

_MOST_SHORT_CARDS = 15
_LONGEST_TITLE = 600
_LONGEST_CHOICE = 300
_LONGEST_DIFFERENCE = 200
_FOOTER = 300
_MARKERS = 300

_LEAST = 1300
"""Characters left on a page that are worth beginning a long block in; any link fits there."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its heading, and the pieces under it, each a text of its own."""

    heading: str
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages of a reply; `page_of` tells on which one each card begins."""

    pages: tuple[Page, ...]
    page_of: dict[str, int]


def paginate(reply: Reply, words: Words, *, compact: bool = False) -> Pages:
    """Lay a reply out over as many pages as it takes, at least one.

    `compact` puts many short cards on a page, closely.
    """
    title, *rest = split_escaped(escape_line(reply.title), _LONGEST_TITLE)
    id_ = f"\n-# {escape_line(words.say('page.id', id=reply.id))}" if reply.id else ""
    status = f"\n-# {escape_line(reply.status)}" if reply.status else ""
    heading = f"### {title}{' …' if rest else ''}{id_}{status}"
    most = _MOST_SHORT_CARDS if compact else MOST_CARDS
    filler = _Filler(MOST_TEXT - measure(heading) - _FOOTER, words, most)
    if rest:
        filler.add("", [Line(" ".join(reply.title.split()), "**", "**")])
    filler.add("", [line for text in reply.lead for line in split_lines(text)])
    for card in reply.cards:
        filler.add(card.id, write_card(card, words), is_card=True)
    for number, choice in enumerate(reply.choices, 1):
        filler.add("", _write_choice(number, choice))
    filler.add("", [line for note in reply.notes for line in split_lines(note, "-# ")])
    joined = (["\n".join(pieces)] if compact and pieces else pieces for pieces in filler.pages)
    pages = tuple(Page(heading, tuple(pieces)) for pieces in joined)
    return Pages(pages, filler.page_of)


def write_card(card: Card, words: Words) -> list[Line]:
    """A card as lines: when and who, what it does, the words, small print, and what answers it."""
    facts = [card.tag, words.say("page.id", id=card.id) if card.id else ""]
    if card.is_marked:
        facts.append(words.say("matched-statement"))
    lines = [Line(" ".join(card.heading.split()), "**", "**")]
    lines += split_lines(" · ".join(fact for fact in facts if fact))
    lines += split_lines(card.text)
    for detail in card.details:
        *above, last = split_lines(detail.text, "-# ") or [Line("", "-# ")]
        lines += [*above, Line(last.text, last.before, url=detail.url)]
    for answer in card.answers:
        lines += split_lines(f"↳ {answer}", "> ")
    return lines


def split_lines(text: str, before: str = "") -> list[Line]:
    """A text as lines, so that each begins with `before`."""
    return [Line(part, before) for part in text.splitlines() if part.strip()]


def _write_choice(number: int, choice: Choice) -> list[Line]:
    """A choice, short enough for five on a page: the whole claim is shown when it is chosen."""
    lines = [Line(f"{number}) {_shorten(choice.wording, _LONGEST_CHOICE)}", "**", "**")]
    lines.append(Line(f"{choice.detail} · {choice.id}"))
    if choice.differences:
        lines.append(Line(_shorten("; ".join(choice.differences), _LONGEST_DIFFERENCE), "> "))
    return lines


def _shorten(text: str, longest: int) -> str:
    line = " ".join(text.split())
    while measure(escape(line)) > longest:
        line = f"{line[: len(line) * 3 // 4]}…"
    return line


@dataclass(slots=True)
class _Filler:
    """Fills pages one block after the other; a block too long for a page goes on over the next."""

    room: int
    words: Words
    most: int
    pages: list[list[str]] = field(default_factory=lambda: [[]])
    page_of: dict[str, int] = field(default_factory=dict)
    _used: int = 0
    _cards: int = 0

    def add(self, id_: str, lines: Iterable[Line], *, is_card: bool = False) -> None:
        """Put a block on this page if it fits, else on the next, else over several."""
        lines = list(lines)
        written = [part for line in lines for part in line.write(self.room - _MARKERS)]
        if not written:
            return
        size = sum(measure(part) + 1 for part in written)
        full = is_card and self._cards == self.most
        is_long = size > self.room
        least = _MARKERS + _LEAST + 1 if is_long else size
        fits = self._used + least <= self.room
        if self.pages[-1] and (full or not fits):
            self._turn()
        if is_card:
            self.page_of.setdefault(id_, len(self.pages) - 1)
        pieces = list(self._part(lines)) if is_long else [written]
        for number, piece in enumerate(pieces):
            if number:
                self._turn()
                piece.insert(0, self._mark("page.continued", id_))
            if number < len(pieces) - 1:
                piece.append(self._mark("page.continues", id_))
            self._put(piece)
        self._cards += is_card

    def _part(self, lines: Iterable[Line]) -> Iterator[list[str]]:
        piece: list[str] = []
        used = self._used + _MARKERS
        for line in lines:
            left = self.room - used - 1
            for part in line.write(left if left >= _LEAST else self.room - _MARKERS):
                if piece and used + measure(part) + 1 > self.room:
                    yield piece
                    piece, used = [], _MARKERS
                piece.append(part)
                used += measure(part) + 1
        yield piece

    def _mark(self, key: str, id_: str) -> str:
        return f"-# {escape_line(self.words.say(key, id=id_)).strip()}"

    def _put(self, piece: list[str]) -> None:
        text = "\n".join(piece)
        self.pages[-1].append(text)
        self._used += measure(text) + 1

    def _turn(self) -> None:
        self.pages.append([])
        self._used = self._cards = 0
