"""Files that are sent: a whole reply as text, and what is packed so that Discord takes it."""

from __future__ import annotations

import asyncio
import gzip
import io
from collections.abc import Iterator

import discord

from bot.core.errors import InvalidInput
from bot.core.replies import Card, Detail, Reply
from bot.core.words import Sentence, Words


async def make_file(reply: Reply, words: Words, name: str, longest: int) -> discord.File:
    """The reply as a text file; see `pack_file`."""
    content = await asyncio.to_thread(_write, reply, words)
    return await pack_file(content, f"{name}.txt", longest, refusal="file.too-large")


async def pack_file(content: bytes, name: str, longest: int, *, refusal: str) -> discord.File:
    """A file that can be sent: packed where it has more than `longest` bytes.

    Raises:
        InvalidInput: it is too large even packed; `refusal` is the key of the sentence.
    """
    if len(content) > longest:
        content, name = await asyncio.to_thread(gzip.compress, content), f"{name}.gz"
    if len(content) > longest:
        raise InvalidInput(Sentence(refusal))
    return discord.File(io.BytesIO(content), name)


def _write(reply: Reply, words: Words) -> bytes:
    return "".join(f"{line}\n" for line in _lines(reply, words)).encode("utf-8", "replace")


def _lines(reply: Reply, words: Words) -> Iterator[str]:
    yield f"{reply.id}  {reply.title}" if reply.id else reply.title
    yield from reply.lead
    for card in reply.cards:
        yield from _card_lines(card, words)
    for choice in reply.choices:
        yield f"{choice.wording} ({choice.id}, {choice.detail})"
        yield from choice.differences
    yield from ("", *reply.notes)


def _card_lines(card: Card, words: Words) -> Iterator[str]:
    yield ""
    mark = f" ← {words.say('matched-statement')}" if card.is_marked else ""
    yield f"{card.id}  {card.heading}{f' – {card.tag}' if card.tag else ''}{mark}"
    yield from (f"    {line}" for line in card.text.splitlines())
    for detail in card.details:
        yield f"    {_word_detail(detail)}"
    for answer in card.answers:
        yield f"    ↳ {answer}"


def _word_detail(detail: Detail) -> str:
    return f"{detail.text} – {detail.url}" if detail.url not in (None, detail.text) else detail.text
