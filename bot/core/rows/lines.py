"""The lines of a text file in UTF-8, whatever its newlines, with broken bytes kept apart."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

from bot.core.errors import InvalidInput, InvalidRecord
from bot.core.words import Sentence

_BROKEN = re.compile("[\udc80-\udcff]")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode_lines(pieces: Iterable[bytes], name: str) -> Iterator[str]:
    """The lines of a file with their newlines; bytes that are not UTF-8 become lone surrogates.

    Raises:
        InvalidInput: the file is empty or in UTF-16.
    """
    lines = _split_lines(pieces)
    first = next(lines, b"")
    if first.startswith(_UTF_16):
        raise InvalidInput(Sentence("refused.file.not-utf-8", name=name))
    first = first.removeprefix(codecs.BOM_UTF8)
    if not first:
        raise InvalidInput(Sentence("refused.file.empty", name=name))
    yield _decode(first)
    yield from map(_decode, lines)


def refuse_broken(text: str, column: str) -> None:
    """Refuse a text that was not UTF-8 in the file.

    Raises:
        InvalidRecord: it was not.
    """
    if _BROKEN.search(text):
        raise InvalidRecord(Sentence("problem.not-utf-8"), field=column)


def _split_lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        lines = (rest + piece).splitlines(keepends=True)
        # A piece may end within a line, or between the two characters of one newline.
        rest = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
        yield from lines
    if rest:
        yield rest


def _decode(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode(errors="surrogateescape")
