"""Misspelt and unfinished words: which terms of a record a typed word may stand for.

Candidates come from symmetric deletion (W. Garbe, SymSpell, 2012): two words within one edit share
a string that is left when at most one letter is deleted from each. The optimal string alignment
distance (insert, delete, substitute, swap neighbours) then says how far apart they are.
"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from bot.core.matching.opposites import NEGATIONS, OPPOSITE_SIDES
from bot.core.matching.values import Reading
from bot.core.text import REPORTING_TERMS, stem
from bot.core.vocabulary import MONTHS, SAME_TERM

SHORTEST = 3
"""Letters below which a word is never corrected: "US" is no misspelling of "UN"."""

LEAST_LIKENESS = 0.6
MOST_READINGS = 8

KNOWN_TERMS = frozenset(
    {*NEGATIONS, *OPPOSITE_SIDES, *REPORTING_TERMS, *map(stem, MONTHS.values())}
)
"""Terms that are what they say, also where the record does not have them."""

_ENDINGS = ("", "e", "s", "ed", "ing")
_FORMS: dict[str, tuple[str, ...]] = {
    stem(same): tuple(form for form, other in SAME_TERM.items() if other == same)
    for same in SAME_TERM.values()
}


def may_be_misspelt(term: str) -> bool:
    """Whether a term may be meant by other letters: 12,000 is no misspelt 11,000, nor UN a US."""
    return len(term) >= SHORTEST and term.isalpha()


def is_correctable(term: str) -> bool:
    """Whether a typed term may be a misspelling of another."""
    return may_be_misspelt(term) and term not in KNOWN_TERMS


def deletions(term: str) -> set[str]:
    """Give the term and every string that is left when one of its letters is deleted."""
    return {term, *[term[:at] + term[at + 1 :] for at in range(len(term))]}


def likeness(typed: str, word: str) -> float:
    """Say how alike a typed word and another are, from 0 to 1; 0 when they are too far apart to be
    confused.
    """
    started = 0.55 + 0.4 * len(typed) / len(word) if word.startswith(typed) else 0.0
    longest = max(len(typed), len(word))
    if longest <= SHORTEST:
        return started
    allowed = 1 if longest < 6 else 2
    distance = OSA.distance(typed, word, score_cutoff=allowed)
    if distance > allowed:
        return started
    first_differs = typed[0] != word[0] and typed[:2] != word[1::-1]
    if first_differs and longest < 5:
        return started
    return max(started, 1.0 - (distance + 0.5 * first_differs) / (longest + 1))


def likeness_to_term(typed: str, term: str) -> float:
    """Say how alike a typed word is to the likest of the forms that a term stands for."""
    best = max(likeness(typed, term + ending) for ending in _ENDINGS)
    return max([best, *(likeness(typed, form) for form in _FORMS.get(term, ()))])


def terms_of_other_forms(typed: str) -> list[str]:
    """Give the terms of the forms that no cut of an ending makes (korean: korea) and that a typed
    word is close to.
    """
    return [stem(same) for form, same in SAME_TERM.items() if likeness(typed, form) > 0.0]


def closest(typed: str, known: Iterable[tuple[str, int]]) -> tuple[Reading, ...]:
    """Rank the terms (with their entries counted) that a typed word may stand for."""
    scored = [
        (likeness_to_term(typed, term), entries, term) for term, entries in dict(known).items()
    ]
    best = max((score for score, _, _ in scored), default=0.0)
    near = [row for row in scored if row[0] >= max(LEAST_LIKENESS, best - 0.2)]
    near.sort(key=lambda row: (-row[0], -row[1], row[2]))
    return tuple(Reading(term, score) for score, _, term in near[:MOST_READINGS])
