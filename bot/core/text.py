"""Text as it is compared: folded, split into words, numbers in one form, lightly stemmed."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from bot.core.folding import fold
from bot.core.languages import BY_CODE, LANGUAGES, MAY_SHOW, Language, language_of
from bot.core.numbers import read_number
from bot.core.vocabulary import (
    ABBREVIATIONS,
    COMMON_WORDS,
    CONTRACTIONS,
    FUNCTION_WORDS,
    MONTH_NAMES,
    MONTHS,
    NUMBER_WORDS,
    REPORTING_WORDS,
    SAME_TERM,
)
from bot.core.word_forms import BASE_OF

LONGEST_WORD = 40
"""Characters of a word that count; longer ones are cut, so that no single word can weigh on the
index.
"""


class Word(NamedTuple):
    """One word of a text: the term it is compared by, how it was written (folded), and the language
    of the text (`bot.core.languages`; empty for English).
    """

    term: str
    written: str
    language: str = ""


_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W_])"  # u.s. and g.o.p
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?:[a-z]{1,2}(?![^\W_]))?"  # 12,000 and 1,200.5m
    r"|\d{1,3}(?:\.\d{3})*\.000(?![\d.])"  # 12.000, as on the continent
    r"|\d+\.\d+(?:[a-z]{1,2}(?![^\W_]))?"  # 1.5 and 1.5m
    r"|[^\W_]+(?:'[^\W_]+)*"
    r"|%"
)
_BETWEEN_WORDS = bytes(
    code if chr(code).isalnum() or chr(code) == "'" else ord(" ") for code in range(128)
).ljust(256)
_NEEDS_WORD = re.compile(r"\.[^\W_]|,\d|%|''")
"""What plain text has where `_WORD` finds other words than the runs of letters and digits."""
_ISO_DAY = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")


_LOST_E = re.compile(r"[^aeiou][aeiou][^aeiouwxy]")
"""What "voted" and "hiring" leave of vote and hire; a short verb without -e doubles its last letter
("planned").
"""

_ONE_WORD = BASE_OF | SAME_TERM


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Cut the endings of English plurals and verb forms, lightly; a demonym becomes its country.

    In the spirit of Harman's S stemmer ("How effective is suffixing?", JASIS 1991) with -ed, -ing
    and -e added.
    """
    word = _singular(word)
    word = _ONE_WORD.get(word, word)
    if len(word) > 4 and word.endswith("ied"):
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if len(root) >= 3 and root != word and any(letter in "aeiouy" for letter in root):
            return root + "e" if _LOST_E.fullmatch(root) else _undoubled(root)
    return word[:-1] if len(word) > 4 and word[-1] == "e" else word


def _undoubled(root: str) -> str:
    if root[-1] == root[-2] and root[-1] not in "aeiouls":
        return root[:-1]
    return root[:-1] if root[-1] == "e" and len(root) > 4 else root


def _singular(word: str) -> str:
    if len(word) < 4 or word[-1] != "s" or word[-2] in "su" or word.endswith("is"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    return word[:-1]


def words(text: str, language: str | None = None) -> list[Word]:
    """Split a text into its words, in order; numbers, dates and abbreviations in their one form.

    `language` is that of the text, if it is known (empty for English).
    """
    folded = fold(text)
    if "-" in folded:
        folded = _ISO_DAY.sub(_day_in_words, folded)
    written = _split(folded)
    if language is None and not MAY_SHOW.isdisjoint(written):
        found = language_of(written)
        language = found.code if found else None
    if language:
        return _words_in(BY_CODE[language], folded)
    if _MAY_JOIN.isdisjoint(written) and (not written or min(written)[0] > "9"):
        return list(chain.from_iterable(map(_words_of, written)))
    result: list[Word] = []
    at, count = 0, len(written)
    while at < count:
        word = written[at]
        if word[0] <= "9" or word in _MAY_JOIN:
            joined, used = _join(written, at)
            if used:
                result.append(Word(joined, " ".join(written[at : at + used])[:LONGEST_WORD]))
                at += used
                continue
        result += _words_of(word)
        at += 1
    return result


def _words_in(language: Language, folded: str) -> list[Word]:
    """Read a text in another language: where its words have English ones, by these."""
    pieces = list(language.read(_split(language.tidy(folded))))
    plain = [" ".join(piece.meaning.english) for piece in pieces]
    result: list[Word] = []
    at = 0
    while at < len(pieces):
        written, meaning = pieces[at]
        joined, used = _join(plain, at) if plain[at] else ("", 0)
        if used:
            written = " ".join(piece.written for piece in pieces[at : at + used])
            result.append(Word(joined, written[:LONGEST_WORD], language.code))
        else:
            shown = written[:LONGEST_WORD]
            found = chain.from_iterable(map(_words_of, meaning.english or (meaning.own,)))
            result += [Word(word.term, shown, language.code) for word in found]
        at += used or 1
    return result


_TERM = itemgetter(0)


def _split(folded: str) -> list[str]:
    """Find what `_WORD` finds, in most texts at a third of the cost."""
    if not folded.isascii() or _NEEDS_WORD.search(folded):
        return _WORD.findall(folded)
    written = folded.encode().translate(_BETWEEN_WORDS).decode().split()
    if "'" in folded:
        written = [word for each in written if (word := each.strip("'"))]
    return written


def terms(text: str) -> list[str]:
    """Split a text into the terms it is compared by, in order."""
    return list(map(_TERM, words(text)))


def _day_in_words(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    if not 1 <= int(month) <= 12:
        return found.group()
    return f"{int(day)} {MONTH_NAMES[int(month) - 1]} {year}"


@lru_cache(maxsize=16384)
def _words_of(written: str) -> tuple[Word, ...]:
    shown = written[:LONGEST_WORD]
    return tuple(
        [
            Word(term[:LONGEST_WORD], shown)
            for plain in _plain(written)
            for term in ABBREVIATIONS.get(plain) or (stem(plain),)
            if term
        ]
    )


_JOINED_WITH_NEXT: dict[str, dict[str, str]] = {
    "united": {"states": "us", "kingdom": "uk", "nations": "un"},
    "european": {"union": "eu"},
    "per": {"cent": "percent"},
}
_MAY_JOIN = frozenset({*_JOINED_WITH_NEXT, *NUMBER_WORDS})


def _join(written: list[str], at: int) -> tuple[str, int]:
    """Join the words of one number or name that start here: its term and how many they are."""
    word = written[at]
    if word not in _JOINED_WITH_NEXT:
        return read_number(written, at)
    after = written[at + 1] if at + 1 < len(written) else ""
    term = _JOINED_WITH_NEXT[word].get(after)
    return (term, 2) if term else ("", 0)


def _plain(word: str) -> tuple[str, ...]:
    if "." in word and not word[0].isdigit():
        return (word.replace(".", ""),)
    if "," in word:  # 12,000a, which is no number; the index would take it for two words
        return (word.replace(",", ""),)
    if "'" in word:
        return _without_apostrophe(word)
    if word == "%":
        return ("percent",)
    return CONTRACTIONS.get(word) or (MONTHS.get(word, word),)


def _without_apostrophe(word: str) -> tuple[str, ...]:
    joined = word.replace("'", "")
    if joined in CONTRACTIONS:
        return CONTRACTIONS[joined]
    if word.endswith("n't"):
        return (word[:-3], "not")
    head, _, tail = word.partition("'")
    return (head,) if tail in {"s", "re", "ve", "ll", "d", "m", ""} else (joined,)


FUNCTION_TERMS = frozenset({*FUNCTION_WORDS, *map(stem, FUNCTION_WORDS)}).union(
    *(language.function_terms for language in LANGUAGES)
)
"""The function words of `bot.core.vocabulary`, as terms."""

COMMON_TERMS = frozenset(map(stem, COMMON_WORDS))
"""The common words of `bot.core.vocabulary`, as terms."""

REPORTING_TERMS = frozenset(map(stem, REPORTING_WORDS))
"""The words of asking and reporting of `bot.core.vocabulary`, as terms."""
