"""Tiers: the claims whose words are most of a question's rarity, at a cost that hardly grows."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations

from bot.core.matching.asked import rarity
from bot.core.matching.values import AskedTerm
from db.search_index.entries import content_of
from db.search_index.reading import FEW_WORDS
from db.search_index.vocabulary import matching_any

_LEAST_BUDGET = 2500
_STEPS_FOR_A_POSTING = 10
_FEW_CLAIMS, _MANY_POSTINGS = 20, 2500
"""To read the words of so few claims is less work than to look through so many postings."""


@dataclass(frozen=True, slots=True)
class Community:
    """A community as the index knows it, with its statistics."""

    key: int
    community_id: int
    claims: int
    claim_terms: int
    statements: int


def find_entries(
    conn: sqlite3.Connection,
    table: str,
    community: Community,
    words: Sequence[AskedTerm],
    most: int,
    beside: Sequence[AskedTerm] = (),
) -> list[int]:
    """Give the entries that have each of the words, in any of its readings, and, if there are any,
    one of the words `beside`; `most` at most.
    """
    wanted = [[each.term for each in word.readings] for word in words]
    if beside:
        wanted.append([each.term for word in beside for each in word.readings])
    query = " AND ".join([matching_any(community.key, terms) for terms in wanted])
    # As one text: thousands of rows would cost twice as much.
    rows = conn.execute(
        "SELECT json_group_array(rowid) FROM"
        f" (SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT ?)",
        (query, most),
    )
    return list(json.loads(rows.fetchone()[0]))


class ClaimTiers:
    """A search for the claims that have the most of a question's rarity, `limit` at most."""

    def __init__(self, conn: sqlite3.Connection, community: Community, limit: int) -> None:
        self._conn = conn
        self._community = community
        self._limit = limit
        self._budget = int(max(_LEAST_BUDGET, 1000.0 * math.sqrt(community.claims / 10_000)))
        self._room = self._budget // 4
        self._total: dict[int, float] = {}
        self._found: dict[str, list[int]] = {}

    def search(self, asked: Iterable[AskedTerm]) -> list[int]:
        """Give the claims, those with the most first, in tiers that each stay within the budget.

        First the claims that have all the words, then those that have the rarest words, each by
        itself, as far as the budget goes; when words were left out of that and no claim has all,
        those that have two of the rarest.
        """
        words = sorted((word for word in asked if word.postings), key=lambda word: word.postings)
        if 2 <= len(words) <= FEW_WORDS + 2:
            self._add_those_with_all(words)
        room = self._room if self._total else self._budget
        alone = [word for word, sum_ in _with_running_sum(words) if sum_ <= room]
        self._add_those_with_each(alone)
        if len(alone) < len(words) and len(self._total) < self._limit:
            pairs = [pair for pair in combinations(words[:5], 2) if pair[1] not in alone]
            for at, pair in enumerate(pairs, 1):
                self._add_those_with_all(pair, pairs[at:])
        if not self._total and words:
            self._total = dict.fromkeys(self._find(words[:1], self._limit), 0.0)
        return _largest(self._limit, self._total)

    def _add_those_with_all(
        self, words: Sequence[AskedTerm], later: Iterable[Sequence[AskedTerm]] = ()
    ) -> None:
        """Count for the claims that have all of the words what these weigh, unless they have more.

        Of claims that weigh the same the first count: when all that are known weigh as much, and
        what is looked for later weighs no more, the first `limit` are enough.
        """
        if sum(word.postings for word in words) > _STEPS_FOR_A_POSTING * self._budget:
            return
        total = self._total
        weight = self._weigh(*words)
        least_known = min(total.values(), default=weight)
        most_later = max([self._weigh(*each) for each in later], default=0.0)
        most = self._budget
        if least_known >= weight >= most_later:
            most = min(most, self._limit)
        for key in self._find_all(words, most):
            total[key] = max(total.get(key, 0.0), weight)

    def _find_all(self, words: Sequence[AskedTerm], most: int) -> list[int]:
        first, second, *others = words
        if sum(word.postings for word in others) > _MANY_POSTINGS:
            if first.postings + second.postings <= self._room:  # both will be looked for anyway
                few = sorted(set(self._find_each(first)).intersection(self._find_each(second)))
            else:
                few = self._find(words[:2], _FEW_CLAIMS + 1)
            if len(few) <= _FEW_CLAIMS:
                return self._with_others(few, others)
        return self._find(words, most)

    def _with_others(self, keys: Collection[int], words: Sequence[AskedTerm]) -> list[int]:
        """Choose the claims that have all of some words besides."""
        rows = self._conn.execute(
            "SELECT claim_key, terms FROM json_each(?) CROSS JOIN indexed_claim"
            " ON claim_key = value",
            (json.dumps(list(keys)),),
        )
        having = ((key, frozenset(content_of(line.split()))) for key, line in rows)
        wanted = [{each.term for each in word.readings} for word in words]
        return [key for key, terms in having if not any(map(terms.isdisjoint, wanted))]

    def _add_those_with_each(self, words: Sequence[AskedTerm]) -> None:
        """Add up what the words weigh in the claims that have any of them.

        Once `limit` claims have a word that weighs as much as all that are left, no claim that has
        only these is among the first: they are then looked for beside the words before.
        """
        total = self._total
        weights = list(map(self._weigh, words))
        surpassed = 0.0
        before: list[AskedTerm] = []
        for at, (word, weight) in enumerate(zip(words, weights, strict=True)):
            if sum(weights[at:]) <= surpassed:
                found = self._find([word], self._budget, before)
            else:
                found = self._find_each(word)
                before.append(word)
            added = dict.fromkeys(found, weight)
            for key in total.keys() & added.keys():
                added[key] += total[key]
            total |= added
            if not surpassed and len(total) >= self._limit:
                surpassed = min(weights[: at + 1])

    def _find_each(self, word: AskedTerm) -> list[int]:
        if word.term not in self._found:
            self._found[word.term] = self._find([word], self._budget)
        return self._found[word.term]

    def _find(
        self, words: Sequence[AskedTerm], most: int, beside: Sequence[AskedTerm] = ()
    ) -> list[int]:
        return find_entries(self._conn, "claim_terms", self._community, words, most, beside)

    def _weigh(self, *words: AskedTerm) -> float:
        return sum([rarity(word.claims, self._community.claims) for word in words])


def _with_running_sum(words: Sequence[AskedTerm]) -> Iterator[tuple[AskedTerm, int]]:
    return zip(words, accumulate(word.postings for word in words), strict=True)


def _largest(limit: int, total: dict[int, float]) -> list[int]:
    """Give the keys with the largest totals, the first of those that have the same."""
    if len(total) > limit:
        least = sorted(total.values(), reverse=True)[limit - 1]
        total = {key: sum_ for key, sum_ in total.items() if sum_ >= least}
    return sorted(total, key=total.__getitem__, reverse=True)[:limit]
