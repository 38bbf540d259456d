"""Pairs of claims of one subject that say different things, and ways to ask for one of them."""

from __future__ import annotations

import json
import random
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA

from tests.matching_index import index_of_wordings

_DATA: dict[str, Any] = json.loads(
    (Path(__file__).parent / "matching_swaps.json").read_text(encoding="utf-8")
)
_LEAST_LETTERS = 5
_OTHERS = 30
"""Claims about something else that each record has besides."""


class Side(NamedTuple):
    """One claim of a pair: its wording, and a few words of it as somebody would type them."""

    wording: str
    short: str


class Pair(NamedTuple):
    """Two claims that differ in a word or in the order of their words."""

    record: str
    kind: str
    sides: tuple[Side, Side]


class Asked(NamedTuple):
    """Two claims, and two ways in which somebody asked for the second."""

    one: str
    meant: str
    full: str
    short: str


class Question(NamedTuple):
    """A question for one side of a pair."""

    text: str
    meant: Side
    other: Side
    kind: str


def load_pairs() -> list[Pair]:
    """Read all pairs."""
    return [
        Pair(record, kind, (Side(one, short_one), Side(other, short_other)))
        for record, kind, one, other, short_one, short_other in _DATA["pairs"]
    ]


def load_asked() -> dict[str, list[Asked]]:
    """Read what people asked for one of two claims, by record."""
    asked: dict[str, list[Asked]] = {}
    for record, *row in _DATA["asked"]:
        asked.setdefault(record, []).append(Asked(*row))
    return asked


def load_same_meaning() -> list[tuple[str, str]]:
    """Read pairs of a wording on record and a question that means the same in other words."""
    return [(on_record, asked) for on_record, asked in _DATA["same_meaning"]]


FORMS = ("full", "short", "is it true that", "misspelt")
"""How is asked for a claim: by its wording, by a few words of it, or by either with a typo."""

RECORDS = tuple(dict.fromkeys(pair.record for pair in load_pairs()))


class Record(NamedTuple):
    """A searchable record, and the wording of each of its claims (the first has the key 1)."""

    conn: sqlite3.Connection
    wordings: tuple[str, ...]

    def wording_of(self, claim_key: int) -> str:
        """Give the wording of a claim."""
        return self.wordings[claim_key - 1]


def create_record(name: str, *sides: int) -> Record:
    """Put the given sides (0, 1) of the pairs of a record, and claims about other things, into an
    index.
    """
    own = [pair.sides[at].wording for pair in _pairs_of(name) for at in sides]
    wordings = tuple(dict.fromkeys([*own, *_invent_others(name)]))
    return Record(index_of_wordings(*wordings), wordings)


def ask_for(name: str, side: int, *, seed: str = "") -> list[Question]:
    """Ask for one side of every pair of a record, in each of the `FORMS` in turn."""
    rng = random.Random(f"{name} {side} {seed}")
    questions = []
    for pair in _pairs_of(name):
        meant, other = pair.sides[side], pair.sides[1 - side]
        misspelt = misspell(rng.choice(meant), " ".join(other), rng)
        full = f"is it true that {meant.wording[0].lower()}{meant.wording[1:]}?"
        questions += [Question(text, meant, other, pair.kind) for text in (*meant, full, misspelt)]
    return questions


def misspell(text: str, other: str, rng: random.Random) -> str:
    """Swap, drop or double a letter inside one of the longer words.

    Never so that the word is as near to one of `other`: "tral" may be "trail" as well as "trial".
    """
    words = text.split()
    places = [at for at, word in enumerate(words) if word.isalpha() and len(word) >= _LEAST_LETTERS]
    rng.shuffle(places)
    for at in places:
        typed = _typo(words[at], rng)
        if all(OSA.distance(typed.lower(), word.lower()) > 1 for word in other.split()) or (
            words[at] in other.split()
        ):
            return " ".join([*words[:at], typed, *words[at + 1 :]])
    return text


def _typo(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word) - 2)
    here, after = word[at], word[at + 1]
    return word[:at] + rng.choice([after + here, after, here + here + after]) + word[at + 2 :]


@cache
def _pairs_of(name: str) -> tuple[Pair, ...]:
    return tuple(pair for pair in load_pairs() if pair.record == name)


def _invent_others(name: str) -> list[str]:
    rng = random.Random(name)
    frames = _DATA["others"].get(name, ())
    return [
        frame.format(
            t=rng.choice(_DATA["towns"]), p=rng.choice(_DATA["names"]), n=rng.randrange(100, 900)
        )
        for _ in range(_OTHERS)
        for frame in rng.sample(frames, min(1, len(frames)))
    ]
