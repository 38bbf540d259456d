"""The text of a date as typed, made uniform and cut into tokens in one pass."""

from __future__ import annotations

import unicodedata

from bot.core.dates.refusals import EXAMPLES, LONGEST_TEXT, UnreadableDate, name_text
from bot.core.dates.tokens import TOKEN_RULES, Order, Token
from bot.core.dates.vocabulary import Kind
from bot.core.words import Sentence

_BEYOND_ASCII = "äöüßÄÖÜ\u2013"
_FOLDS = str.maketrans("\u2010\u2011\u2212\u2014\u2019", "---\u2013'")


def fold_text(text: str) -> str:
    """Return the text on one line with plain spaces, hyphens and apostrophes.

    Raises `UnreadableDate` for text that is empty, too long, or holds a character that dates are
    not written with, so that look-alike digits and invisible characters never reach the grammar.
    """
    if len(text) > LONGEST_TEXT:
        raise UnreadableDate(Sentence("refused.date.long", count=LONGEST_TEXT))
    folded = " ".join(unicodedata.normalize("NFC", text).translate(_FOLDS).split())
    for char in folded:
        if not (char.isascii() and char.isprintable()) and char not in _BEYOND_ASCII:
            name = unicodedata.name(char, f"character U+{ord(char):04X}")
            raise UnreadableDate(Sentence("refused.date.characters", examples=EXAMPLES, found=name))
    if not folded:
        raise UnreadableDate(Sentence("refused.date.expected", examples=EXAMPLES))
    return folded


def scan(text: str, order: Order) -> list[Token]:
    """Cut folded text into tokens; what is ambiguous is read in the given order.

    Raises `UnreadableDate` at the first piece that has no place in a date.
    """
    text = text.lower()
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        position = _scan_one(text, position, order, tokens)
    return [token for token in tokens if token.kind is not Kind.FILLER]


def _scan_one(text: str, position: int, order: Order, tokens: list[Token]) -> int:
    for pattern, read in TOKEN_RULES:
        match = pattern.match(text, position)
        if match:
            tokens.extend(read(match, order))
            return match.end()
    word = text[position:].split()[0]
    raise UnreadableDate(Sentence("refused.date.word", typed=name_text(word), examples=EXAMPLES))
