"""Searching: the claims a question may mean, as one community sees the record."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace

from bot.core.matching import Candidates
from bot.core.matching.values import AskedTerm, Candidate, CommunityCandidates
from bot.core.models import SHARED, View
from bot.core.question import Question
from db.additions import apart_id, list_claims_added_to
from db.marks import list_hidden
from db.search_index import find_candidates as find_indexed


def find_candidates(
    connection: sqlite3.Connection, question: Question, view: View, *, unfinished: bool = False
) -> Candidates:
    """The claims in view that a question may mean.

    A library claim is found by the community's own statements on it too, and not at all where the
    community hides it.
    """
    ids = view.community_ids
    own = view.community_id if SHARED in ids else SHARED
    wanted = ids if own == SHARED else (*ids, apart_id(own))
    found = find_indexed(connection, question, wanted, unfinished=unfinished)
    if own == SHARED:
        return found
    by_id = {each.community_id: each for each in found.communities}
    added = by_id.pop(apart_id(own), None)
    if SHARED in by_id:
        library = by_id[SHARED]
        if added:
            keys = [candidate.claim_key for candidate in added.candidates]
            library = _add(library, added, list_claims_added_to(connection, keys))
        by_id[SHARED] = _leave_out(library, list_hidden(connection, own))
    return Candidates(tuple(by_id.values()))


def _leave_out(library: CommunityCandidates, hidden: frozenset[int]) -> CommunityCandidates:
    kept = tuple(c for c in library.candidates if c.claim_key not in hidden)
    return replace(library, candidates=kept)


def _add(
    library: CommunityCandidates, added: CommunityCandidates, claims: Mapping[int, int]
) -> CommunityCandidates:
    """The library's candidates as if the added statements stood in the library."""
    known = {candidate.claim_key: candidate for candidate in library.candidates}
    for candidate in added.candidates:
        key = claims[candidate.claim_key]
        old = known.get(key)
        known[key] = Candidate(
            key,
            old.wordings if old else candidate.wordings,
            old.terms if old else candidate.terms,
            (*(old.statements if old else ()), *candidate.statements),
        )
    theirs = {word.term: word for word in added.asked}
    have = {word.term for word in library.asked}
    return replace(
        library,
        statements=library.statements + added.statements,
        asked=(
            *(_read_too(word, theirs.get(word.term)) for word in library.asked),
            *(word for word in added.asked if word.term not in have and not library.asked),
        ),
        candidates=tuple(known.values()),
    )


def _read_too(word: AskedTerm, added: AskedTerm | None) -> AskedTerm:
    """A word of the question, read as the library and the added statements have it."""
    if added is None or not added.readings:
        return word
    if not word.readings:
        return replace(added, claims=0)
    have = {reading.term for reading in word.readings}
    more = tuple(reading for reading in added.readings if reading.term not in have)
    if _is_known(added) and not _is_known(word):
        kept = tuple(r for r in word.readings if r.term != added.term)
        first = added.readings[0]
        return replace(word, readings=(first, *kept), claims=0, statements=added.statements)
    return replace(word, readings=(*word.readings, *more))


def _is_known(word: AskedTerm) -> bool:
    return bool(word.readings) and word.readings[0].term == word.term
