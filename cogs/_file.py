"""A whole reply as a text file, with every word of it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

from bot.core.errors import InvalidInput
from bot.core.replies import Card, Detail, Reply
from bot.core.words import Sentence, Words


def write_file(reply: Reply, words: Words, longest: int) -> tuple[bytes, str]:
    """The reply in UTF-8 and the ending of its name; packed where it has more than `longest` bytes.

    Raises:
        InvalidInput: it is too large even packed.
    """
    text = "".join(f"{line}\n" for line in _lines(reply, words)).encode("utf-8", "replace")
    if len(text) <= longest:
        return text, "txt"
    packed = gzip.compress(text)
    if len(packed) > longest:
        raise InvalidInput(Sentence("file.too-large"))
    return packed, "txt.gz"


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
