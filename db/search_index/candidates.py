"""Candidates: the claims that a question may mean, by their own words and by their statements."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Sequence

from bot.core.matching.asked import rarity
from bot.core.matching.values import (
    AskedTerm,
    Candidate,
    Candidates,
    CommunityCandidates,
    StatementTerms,
)
from bot.core.question import Question
from db.search_index.reading import complete_word, read_words
from db.search_index.tiers import ClaimTiers, Community, find_entries

MOST_CANDIDATES = 50
_MOST_STATEMENTS = 3


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
        tuple(_in_community(conn, question, Community(*row), limit, unfinished) for row in rows)
    )


def _in_community(
    conn: sqlite3.Connection,
    question: Question,
    community: Community,
    limit: int,
    unfinished: bool,
) -> CommunityCandidates:
    asked = read_words(conn, community.key, question.terms)
    if unfinished and asked:
        asked = (*asked[:-1], complete_word(conn, community.key, asked[-1]))
    claim_keys = ClaimTiers(conn, community, limit).search(asked)
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


def _by_statement_terms(
    conn: sqlite3.Connection, community: Community, asked: Sequence[AskedTerm], limit: int
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
        for key in find_entries(conn, "statement_terms", community, [word], int(budget)):
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
    ).fetchall()
    return tuple(
        [
            Candidate(
                key,
                tuple(wordings.split("\n")),
                tuple([tuple(line.split()) for line in lines.split("\n")]),
                tuple(entries[key]) if key in entries else (),
            )
            for key, wordings, lines in rows
        ]
    )
