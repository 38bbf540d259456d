"""What the confidence of matching is fitted on: the best matches of training questions.

Questions of every kind, tweets and long messages among them, are put to records of 50, 500, 3,000
and all claims, each twice: to the record as it is, and to the record without the claims that answer
it. Near misses and questions of one or two words are asked besides. In every other record the
second wordings of the claims are statements on them. The label is whether the best match is right:
one that says nearly the same is, and to a near miss or one or two words whatever claim has all of
them.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import token_set_ratio

from bot.core.matching import Match
from bot.core.matching.confidence import TWINS_FROM
from bot.core.matching.decide import NEARLY_AS_SURE
from bot.core.text import terms
from db.search_index import remove_claim
from tests.bench_questions import paste
from tests.fit_ranking import index_with_statements
from tests.matching_data import Asked, Asker, ClaimText
from tests.matching_index import index_of, search

SIZES = {50: 8, 500: 3, 3000: 1}
"""How many records of each size are drawn, besides the one of all claims."""

NEAR_MISSES = 4
"""Near misses for each question of another kind: what a bot is asked and has nothing about."""

CHATTER = (
    "So this has been all over my feed since Monday and nobody can tell me where it started.",
    "I know we had a thread like this last month, sorry if it is a repeat of that one.",
    "To be fair I only read the headline because the page would not load on my phone.",
    "My neighbour printed it out and put it up in the hallway, which I find a bit much.",
    "Please do not shoot the messenger, I am just curious what the rest of you make of it.",
    "We talked about it over lunch and half of the table was sure that it cannot be right.",
    "If anybody has a better source than a screenshot I would really like to see it.",
    "It sounds made up to me but stranger things have been in the papers, so who knows.",
    "Someone in the comments promised to post a link later and then never came back.",
    "Happy to be corrected, it would not be the first time that I fell for something.",
    "Long story short, my sister and I now have a bet about it and there is cake at stake.",
    "By the way, great work with the server lately, the new channels are so much tidier.",
)
"""What stands around a claim in a long message of training; the benchmark has other sentences."""


class Observation(NamedTuple):
    """A best match: its features, whether it is right, and whether the question had an answer."""

    kind: str
    features: tuple[float, ...]
    is_right: bool
    had_answer: bool
    lead: float | None


def observe(claims: Sequence[ClaimText], tweets: Sequence[Asked], seed: int) -> list[Observation]:
    """Put questions of every kind to records of every size."""
    rng = random.Random(seed)
    seen = [*_observe_one(claims, claims, tweets, rng, as_statements=False)]
    for size, times in SIZES.items():
        for time in range(times):
            asked = rng.sample(tweets, min(size // 2, 100, len(tweets)))
            wanted = set().union(*(each.relevant for each in asked))
            first = [claim for claim in claims if claim.id in wanted]
            rest = [claim for claim in rng.sample(claims, size) if claim.id not in wanted]
            record = [*first, *rest][:size]
            seen += _observe_one(record, claims, asked, rng, as_statements=time % 2 == 1)
    return seen


def _observe_one(
    record: Sequence[ClaimText],
    claims: Sequence[ClaimText],
    tweets: Sequence[Asked],
    rng: random.Random,
    *,
    as_statements: bool,
) -> Iterator[Observation]:
    conn = index_with_statements(record) if as_statements else index_of(record)
    keys = {claim.id: key for key, claim in enumerate(record, 1)}
    outside = [claim for claim in claims if claim.id not in keys] or list(claims)
    asker, each = Asker(claims), max(8, len(tweets) // 5)
    questions = [
        *tweets,
        *asker.ask_all(record, each, rng),
        *(_pasted(claim, rng) for claim in rng.choices(record, k=each)),
        *asker.near_misses(record, outside, NEAR_MISSES * each, rng),
        *asker.ask_briefly(record, claims, each, rng),
    ]
    texts = {claim.id: " ".join(terms(claim.wordings[0])) for claim in claims}
    for asked in questions:
        answers = [keys[id_] for id_ in asked.relevant if id_ in keys]
        for taken in ([], answers) if answers else ([],):
            matches = _search_without(conn, asked.text, taken)
            if matches:
                best = record[matches[0].claim_key - 1]
                is_right = _has_words(best, asked) or any(
                    token_set_ratio(texts[best.id], texts[wanted]) >= TWINS_FROM
                    for wanted in asked.relevant
                )
                features = tuple(feature.value for feature in matches[0].features)
                had_answer = is_right or taken != answers
                yield Observation(asked.kind, features, is_right, had_answer, _lead(matches))


def _has_words(claim: ClaimText, asked: Asked) -> bool:
    """Whether a claim answers a question that means whatever has its words."""
    if asked.kind not in ("near misses", "one or two words"):
        return False
    return set(terms(asked.text)) <= set(terms(" ".join(claim.wordings)))


def _pasted(claim: ClaimText, rng: random.Random) -> Asked:
    text = paste(claim, rng, CHATTER, rng.choice((2, 4, 6, 8)))
    return Asked("long message", text, frozenset({claim.id}))


def _search_without(conn: sqlite3.Connection, text: str, taken: Sequence[int]) -> list[Match]:
    """Search while some claims are out of the index."""
    conn.execute("BEGIN")
    for claim_key in taken:
        remove_claim(conn, claim_key)
    matches = search(conn, text)
    conn.execute("ROLLBACK")
    return matches


def _lead(matches: Sequence[Match]) -> float | None:
    """How far the best match is ahead of a rival with nearly its score; None without a rival, or
    when the two say nearly the same.
    """
    best, rival = matches[0], matches[1] if len(matches) > 1 else None
    if rival is None or rival.score < NEARLY_AS_SURE * best.score:
        return None
    both = (" ".join(terms(each.matched)) for each in (best, rival))
    return best.order - rival.order if token_set_ratio(*both) < TWINS_FROM else None
