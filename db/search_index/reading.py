"""Reading a question's words: as terms of the record, corrected or completed where need be."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import chain

from bot.core.matching.other_forms import is_other_form
from bot.core.matching.synonyms import synonyms_of
from bot.core.matching.values import AskedTerm, Reading
from bot.core.text import Word
from db.search_index.vocabulary import TermUse, look_up_terms, read_near, terms_that_start

SYNONYM_COUNTS = 0.8
"""What a synonym of a word counts."""

MOST_WITH_SYNONYMS = 12
"""Words of a question up to which synonyms count: a long message says the thing itself."""

FEW_WORDS = 6
"""Words up to which those that the record has are held for misspellings as well."""

_MOST_TERMS_LOOKED_UP = 400
_MOST_TERMS = 40
_MOST_CORRECTED = 10
_MOST_OTHER_READINGS = 2
_MUCH_LIKELIER = 2
_MOST_COMPLETIONS = 8


def read_words(
    conn: sqlite3.Connection, community_key: int, typed: Sequence[Word]
) -> tuple[AskedTerm, ...]:
    """Look the question's words up; those that the community does not have are read as the nearest
    that it has.
    """
    typed = typed[:_MOST_TERMS_LOOKED_UP]
    known = look_up_terms(conn, community_key, [word.term for word in typed])
    chosen = _worth_searching(typed, known)
    doubtful = [word for word in chosen if word.term not in known or len(chosen) <= FEW_WORDS]
    readings, near = read_near(conn, community_key, doubtful[:_MOST_CORRECTED])
    known |= near
    few = len(chosen) <= MOST_WITH_SYNONYMS
    same = {word.term: synonyms_of(word.term) for word in chosen} if few else {}
    for word in chosen:
        if word.language and word.term in known:
            forms = (each.term for each in readings.get(word.term, ()))
            others = tuple(term for term in forms if is_other_form(word, term))
            same[word.term] = (*same.get(word.term, ()), *others)
    if wanted := set(chain.from_iterable(same.values())):
        known |= look_up_terms(conn, community_key, wanted)
    return tuple(
        _asked(word, known, readings.get(word.term, ()), same.get(word.term, ())) for word in chosen
    )


def complete_word(conn: sqlite3.Connection, community_key: int, word: AskedTerm) -> AskedTerm:
    """Read a word also as the most frequent terms that it is the start of."""
    longer = terms_that_start(conn, community_key, word.term)
    longer.sort(key=lambda found: (-found[1], found[0]))
    have = {reading.term for reading in word.readings}
    readings = word.readings + tuple(
        Reading(term, 0.9) for term, _ in longer[:_MOST_COMPLETIONS] if term not in have
    )
    known = look_up_terms(conn, community_key, [reading.term for reading in readings])
    return _with_uses(Word(word.term, word.written), readings, known)


def _worth_searching(typed: Sequence[Word], known: dict[str, TermUse]) -> list[Word]:
    if len(typed) <= _MOST_TERMS:
        return list(typed)
    by_rarity = sorted(
        (word for word in typed if word.term in known), key=lambda word: known[word.term].claims
    )
    kept = set(by_rarity[:_MOST_TERMS])
    return [word for word in typed if word in kept]


def _asked(
    word: Word, known: dict[str, TermUse], near: tuple[Reading, ...], same: tuple[str, ...]
) -> AskedTerm:
    readings = near
    own = known.get(word.term)
    synonyms = [Reading(term, SYNONYM_COUNTS) for term in same if term in known]
    if own is not None:
        likelier = [each for each in near if known[each.term].claims >= _MUCH_LIKELIER * own.claims]
        others = [Reading(each.term, 0.8 * each.likeness) for each in likelier]
        readings = (Reading(word.term, 1.0), *others[:_MOST_OTHER_READINGS])
    elif synonyms:
        readings = ()
    have = {reading.term for reading in readings}
    readings += tuple(each for each in synonyms if each.term not in have)
    return _with_uses(word, readings, known)


def _with_uses(word: Word, readings: tuple[Reading, ...], known: dict[str, TermUse]) -> AskedTerm:
    use = known[readings[0].term] if readings else TermUse(0, 0)
    postings = sum(known[each.term].claims for each in readings)
    return AskedTerm(word.term, word.written, readings, use.claims, use.statements, postings)
