"""Candidates: the claims that a question may mean, at a cost that hardly grows."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import accumulate, combinations

from bot.core.matching.asked import rarity
from bot.core.matching.values import (
    AskedTerm,
    Candidate,
    Candidates,
    CommunityCandidates,
    StatementTerms,
)
from bot.core.question import Question
from db.search_index.reading import FEW_WORDS, complete_word, read_words
from db.search_index.vocabulary import matching_any

MOST_CANDIDATES = 50
_LEAST_BUDGET = 2500
_STEPS_FOR_A_POSTING = 10
_MOST_STATEMENTS = 3


@dataclass(frozen=True, slots=True)
class _Community:
    key: int
    community_id: int
    claims: int
    claim_terms: int
    statements: int


def find_candidates(
    conn: sqlite3.Connection,
    question: Question,
    community_ids: Sequence[int],
    limit: int = MOST_CANDIDATES,
    *,
    unfinished: bool = False,
) -> Candidates:
    """Find the claims that a question may mean, `limit` at most in each of the communities, and in
    no other.

    `unfinished` says that the last word is still being typed, so that it may be the start of a
    longer one.
    """
    rows = conn.execute(
        "SELECT community_key, community_id, claims, claim_terms, statements FROM indexed_community"
        " WHERE community_id IN (SELECT value FROM json_each(?)) AND claims > 0"
        " ORDER BY community_id",
        (json.dumps(list(community_ids)),),
    ).fetchall()
    return Candidates(
        tuple(_in_community(conn, question, _Community(*row), limit, unfinished) for row in rows)
    )


def _in_community(
    conn: sqlite3.Connection,
    question: Question,
    community: _Community,
    limit: int,
    unfinished: bool,
) -> CommunityCandidates:
    asked = read_words(conn, community.key, question.terms)
    if unfinished and asked:
        asked = (*asked[:-1], complete_word(conn, community.key, asked[-1]))
    claim_keys = _by_claim_terms(conn, community, asked, limit)
    entries = _by_statement_terms(conn, community, asked, limit) if community.statements else {}
    candidates = _load(conn, list(dict.fromkeys([*claim_keys, *entries])), entries)
    return CommunityCandidates(
        community.community_id,
        community.claims,
        community.claim_terms / community.claims,
        community.statements,
        asked,
        candidates,
    )


def _by_claim_terms(
    conn: sqlite3.Connection, community: _Community, asked: Sequence[AskedTerm], limit: int
) -> list[int]:
    """Give the claims with the most of the question's rarity, in tiers that each stay within the
    budget.

    First the claims that have all the words, then those that have the rarest words, each by itself,
    as far as the budget goes; when words were left out of that and no claim has all, those that
    have two of the rarest.
    """
    budget = int(max(_LEAST_BUDGET, 1000.0 * math.sqrt(community.claims / 10_000)))
    words = sorted((word for word in asked if word.postings), key=lambda word: word.postings)
    total: dict[int, float] = {}
    if 2 <= len(words) <= FEW_WORDS + 2:
        _add_those_with_all(conn, community, words, budget, total)
    room = budget // 4 if total else budget
    alone = [word for word, sum_ in _with_running_sum(words) if sum_ <= room]
    for word in alone:
        weight = rarity(word.claims, community.claims)
        for key in _postings(conn, "claim_terms", community, [word], budget):
            total[key] = total.get(key, 0.0) + weight
    if len(alone) < len(words) and len(total) < limit:
        for pair in combinations(words[:5], 2):
            if pair[1] not in alone:
                _add_those_with_all(conn, community, pair, budget, total)
    if not total and words:
        total = dict.fromkeys(_postings(conn, "claim_terms", community, words[:1], limit), 0.0)
    return nlargest(limit, total, key=total.__getitem__)


def _with_running_sum(words: Sequence[AskedTerm]) -> Iterator[tuple[AskedTerm, int]]:
    return zip(words, accumulate(word.postings for word in words), strict=True)


def _add_those_with_all(
    conn: sqlite3.Connection,
    community: _Community,
    words: Sequence[AskedTerm],
    budget: int,
    total: dict[int, float],
) -> None:
    if sum(word.postings for word in words) > _STEPS_FOR_A_POSTING * budget:
        return
    weight = sum(rarity(word.claims, community.claims) for word in words)
    for key in _postings(conn, "claim_terms", community, words, budget):
        total[key] = max(total.get(key, 0.0), weight)


def _postings(
    conn: sqlite3.Connection,
    table: str,
    community: _Community,
    words: Sequence[AskedTerm],
    most: int,
) -> list[int]:
    """Give the entries that have each of the words, in any of its readings."""
    query = " AND ".join(
        [matching_any(community.key, [each.term for each in word.readings]) for word in words]
    )
    rows = conn.execute(
        f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT ?", (query, most)
    ).fetchall()
    return [key for (key,) in rows]


def _by_statement_terms(
    conn: sqlite3.Connection, community: _Community, asked: Sequence[AskedTerm], limit: int
) -> dict[int, list[StatementTerms]]:
    """Give the claims whose statements have the most of the question's rarity, with those
    statements.
    """
    budget = 1000.0 * math.sqrt(max(1.0, community.statements / 10_000))
    total: dict[int, float] = {}
    spent = 0
    for word in sorted((w for w in asked if w.statements), key=lambda w: w.statements):
        if spent and spent + word.statements > budget:
            break
        weight = rarity(word.statements, community.statements)
        for key in _postings(conn, "statement_terms", community, [word], int(budget)):
            total[key] = total.get(key, 0.0) + weight
        spent += word.statements
    best = sorted(total, key=lambda key: (-total[key], key))[:limit]
    rows = conn.execute(
        "SELECT claim_key, statement_key, terms FROM json_each(?) CROSS JOIN indexed_statement"
        " ON entry_key = value",
        (json.dumps(best),),
    )
    entries: dict[int, list[StatementTerms]] = {}
    for claim_key, statement_key, line in rows:
        found = entries.setdefault(claim_key, [])
        if len(found) < _MOST_STATEMENTS:
            found.append(StatementTerms(statement_key, tuple(line.split())))
    return entries


def _load(
    conn: sqlite3.Connection, claim_keys: list[int], entries: dict[int, list[StatementTerms]]
) -> tuple[Candidate, ...]:
    rows = conn.execute(
        "SELECT claim_key, wordings, terms FROM json_each(?) CROSS JOIN indexed_claim"
        " ON claim_key = value",
        (json.dumps(claim_keys),),
    )
    return tuple(
        Candidate(
            key,
            tuple(wordings.split("\n")),
            tuple(tuple(line.split()) for line in lines.split("\n")),
            tuple(entries.get(key, ())),
        )
        for key, wordings, lines in rows
    )
