"""The engines that matching is measured against, and this program in the same clothes."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from rapidfuzz import fuzz, process, utils

from bot.core.matching import Clear, Nothing, decide
from db.search_index import remove_claim
from tests.matching_data import Asked, ClaimText
from tests.matching_index import index_of, search

OURS = "OnRecord"
FTS5 = "FTS5 BM25, words"
PORTER = "FTS5 BM25, porter"
TOKEN_SET = "token_set_ratio"
WRATIO = "WRatio"

SCORERS: dict[str, Callable[..., float]] = {
    TOKEN_SET: fuzz.token_set_ratio,
    WRATIO: fuzz.WRatio,
}
TOKENIZERS = {FTS5: "unicode61", PORTER: "porter unicode61"}
BRUTE_FORCE = frozenset(SCORERS)

_MOST_WORDS = 64


class Ranking(NamedTuple):
    """The best claims for a question: their ids, and the score of the first (0: none)."""

    ids: tuple[str, ...]
    score: float
    offers: bool = True
    states: bool = False


class Engine(Protocol):
    """Something that ranks claims."""

    def ask(self, text: str) -> Ranking:
        """The best five."""

    def ask_without(self, asked: Asked) -> Ranking:
        """The best five when the claims that answer the question are not on record."""


class Ours:
    """This program, in memory; claims are taken out of the index and put back."""

    def __init__(self, claims: Sequence[ClaimText]) -> None:
        self._claims = claims
        self._keys = {claim.id: key for key, claim in enumerate(claims, 1)}
        self._conn = index_of(claims)

    def ask(self, text: str) -> Ranking:
        """The best five, with what the program would do with them."""
        matches = search(self._conn, text)
        decision = decide(matches)
        return Ranking(
            tuple(self._claims[match.claim_key - 1].id for match in matches),
            matches[0].score if matches else 0.0,
            offers=not isinstance(decision, Nothing),
            states=isinstance(decision, Clear),
        )

    def ask_without(self, asked: Asked) -> Ranking:
        """Ask while the claims that answer the question are out of the index."""
        self._conn.execute("BEGIN")
        for wanted in asked.relevant:
            remove_claim(self._conn, self._keys[wanted])
        ranking = self.ask(asked.text)
        self._conn.execute("ROLLBACK")
        return ranking


class _Scored:
    """An engine that gives (id, score) pairs; what is not on record is left out of them."""

    def best(self, text: str, count: int) -> list[tuple[str, float]]:
        """The best few with their scores, higher for better."""
        raise NotImplementedError

    def ask(self, text: str) -> Ranking:
        """The best five."""
        return _ranking(self.best(text, 5))

    def ask_without(self, asked: Asked) -> Ranking:
        """The best five of the others."""
        found = self.best(asked.text, 5 + len(asked.relevant))
        return _ranking([row for row in found if row[0] not in asked.relevant])


def _ranking(found: Sequence[tuple[str, float]]) -> Ranking:
    return Ranking(tuple(id_ for id_, _ in found[:5]), found[0][1] if found else 0.0)


class FullText(_Scored):
    """SQLite's FTS5: any of the words, ranked by BM25."""

    def __init__(self, claims: Sequence[ClaimText], tokenizer: str) -> None:
        self._claims = claims
        self._conn = sqlite3.connect(":memory:")
        create_full_text(self._conn, tokenizer)
        rows = [(key, " ".join(claim.wordings)) for key, claim in enumerate(claims)]
        self._conn.executemany("INSERT INTO words (rowid, wording) VALUES (?, ?)", rows)

    def best(self, text: str, count: int) -> list[tuple[str, float]]:
        """The best few with their scores."""
        found = ask_full_text(self._conn, text, count)
        return [(self._claims[key].id, score) for key, score in found]


def create_full_text(conn: sqlite3.Connection, tokenizer: str) -> None:
    """Make the table that `ask_full_text` reads."""
    conn.execute(
        f"CREATE VIRTUAL TABLE words USING fts5 (wording, phrasing, tokenize = '{tokenizer}')"
    )


def ask_full_text(conn: sqlite3.Connection, text: str, count: int = 5) -> list[tuple[int, float]]:
    """The best rows and their scores."""
    words = list(dict.fromkeys(re.findall(r"\w+", text.lower())))[:_MOST_WORDS]
    if not words:
        return []
    return conn.execute(
        "SELECT rowid, -bm25(words) FROM words WHERE words MATCH ? ORDER BY bm25(words) LIMIT ?",
        (" OR ".join(f'"{word}"' for word in words), count),
    ).fetchall()


class BruteForce(_Scored):
    """A scorer of RapidFuzz over every claim."""

    def __init__(self, claims: Iterable[ClaimText], scorer: Callable[..., float]) -> None:
        claims = list(claims)
        self._ids = [claim.id for claim in claims]
        self._texts = [utils.default_process(" ".join(claim.wordings)) for claim in claims]
        self._scorer = scorer

    def best(self, text: str, count: int) -> list[tuple[str, float]]:
        """The best few with their scores."""
        return [
            (self._ids[at], score)
            for _, score, at in process.extract(
                utils.default_process(text), self._texts, scorer=self._scorer, limit=count
            )
        ]


def make_engine(name: str, claims: Sequence[ClaimText]) -> Engine:
    """The engine of that name over some claims."""
    if name in SCORERS:
        return BruteForce(claims, SCORERS[name])
    if name in TOKENIZERS:
        return FullText(claims, TOKENIZERS[name])
    return Ours(claims)


ENGINES = (OURS, *TOKENIZERS, *SCORERS)
