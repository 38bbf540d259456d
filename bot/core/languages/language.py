"""What the program has to know of a language besides English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Meaning(NamedTuple):
    """What a word is compared by: English words, or else one of its own."""

    english: tuple[str, ...]
    own: str = ""


class Piece(NamedTuple):
    """A word as it is written, and what it is compared by."""

    written: str
    meaning: Meaning


def in_order(listed: str) -> tuple[str, ...]:
    """Give the words of a list."""
    return tuple(listed.split())


def words(listed: str) -> frozenset[str]:
    """Give the words of a list as a set."""
    return frozenset(listed.split())


@dataclass(frozen=True, slots=True)
class Language:
    """A language, by the words that show it and what is made of its words.

    Words of `showing` are of no other language; of `showing_together`, two are a sign of it, unless
    they are a `name`, or all are `not_alone` a sign; one is beside a word of its `shape`.
    A question that has no sign may be of it if it `looks` like it.

    `tidy` writes numbers and dates of a folded text the English way, `read` gives the words of a
    text, in English where that has one for what the guards compare. `is_word` knows the words of
    the language, `root` gives what the forms of a word have in common, `near` the known forms that
    a word may be misspelt for, with their English words. `frame`, `ending`, `how_many` and
    `fillers` are of asking. `opposites`, `turned` and `function_terms` stand beside those of
    English.
    """

    code: str
    showing: frozenset[str]
    showing_together: frozenset[str]
    name: tuple[str, str]
    not_alone: frozenset[str]
    shape: re.Pattern[str]
    looks: Callable[[str], bool]
    tidy: Callable[[str], str]
    read: Callable[[Sequence[str]], Iterable[Piece]]
    is_word: Callable[[str], bool]
    root: Callable[[str], str]
    near: Callable[[str], list[tuple[str, str]]]
    frame: re.Pattern[str]
    ending: re.Pattern[str]
    how_many: re.Pattern[str]
    fillers: frozenset[str]
    opposites: tuple[tuple[str, str], ...]
    function_terms: frozenset[str]
    turned: tuple[tuple[str, str], ...]
