"""A Reply as terminal text: wrapped and coloured on a terminal, plain lines when piped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from bot.core.replies import Card, Choice, Detail, Reply

_WIDEST = 100
"""Columns; longer lines are hard to read, however wide the terminal is."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line before it is wrapped: its indent in columns, and how it stands out."""

    text: str
    indent: int = 0
    style: str = ""


def lay_out(reply: Reply) -> Iterator[Line]:
    """A reply as lines; an empty text is an empty line."""
    yield Line(f"{reply.id}  {reply.title}" if reply.id else reply.title, style="bold")
    for text in reply.lead:
        yield Line(text, 2)
    for card in reply.cards:
        yield from _lay_out_card(card, reply)
    for number, choice in enumerate(reply.choices, 1):
        yield from _lay_out_choice(number, choice)
    if reply.notes:
        yield Line("")
        yield from (Line(note, 2, "italic") for note in reply.notes)


def _lay_out_card(card: Card, reply: Reply) -> Iterator[Line]:
    if card.text or card.details:
        yield Line("")
    mark = "  ← matches the question" if card.is_marked else ""
    tag = f" – {card.tag}" if card.tag else ""
    yield Line(f"{card.id}  {card.heading}{tag}{mark}", 2, "bold" if card.text else "")
    if card.text:
        yield Line(card.text, 6)
    for detail in card.details:
        yield Line(_word_detail(detail), 6, "dim")
    for answer in card.answers:
        yield Line(f"↳ {answer}", 8)


def _word_detail(detail: Detail) -> str:
    if detail.url and detail.url != detail.text:
        return f"{detail.text} – {detail.url}"
    return detail.text


def _lay_out_choice(number: int, choice: Choice) -> Iterator[Line]:
    yield Line(f"{number}. {choice.wording} ({choice.id}, {choice.detail})", 2)
    for difference in choice.differences:
        yield Line(difference, 5, "italic")


def write_reply(reply: Reply, out: TextIO, *, width: int | None, colour: bool) -> None:
    """Write a reply to `out`.

    `width` wraps lines to that many columns, None leaves them whole; `colour` allows styles.
    """
    lines = lay_out(reply)
    if width is None:
        out.writelines(f"{' ' * line.indent}{line.text}".rstrip() + "\n" for line in lines)
        return
    # Imported here: a piped answer needs none of it, and it takes longer to load than to answer.
    from rich.console import Console
    from rich.text import Text

    columns = min(width, _WIDEST)
    console = Console(file=out, width=columns, no_color=not colour, highlight=False)
    for line in lines:
        text = Text(line.text, style=line.style if colour else "")
        for part in text.wrap(console, columns - line.indent) or [text]:
            part.rstrip()
            console.print(Text(" " * line.indent if part else "").append_text(part))
