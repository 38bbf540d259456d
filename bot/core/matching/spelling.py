"""Misspelt and unfinished words: which terms of a record a typed word may stand for.

Candidates come from symmetric deletion (W. Garbe, SymSpell, 2012): two words within one edit share
a string that is left when at most one letter is deleted from each. The optimal string alignment
distance (insert, delete, substitute, swap neighbours) then says how far apart they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.core.english import is_english
from bot.core.matching.opposites import NEGATIONS, OPPOSITE_SIDES
from bot.core.matching.values import Reading
from bot.core.text import REPORTING_TERMS, stem
from bot.core.vocabulary import COUNTRIES, MONTHS, SAME_TERM, WEEKDAYS

SHORTEST = 3
"""Letters below which a word is never corrected: "US" is no misspelling of "UN"."""

LEAST_LIKENESS = 0.6
MOST_READINGS = 8

KNOWN_TERMS = frozenset(
    {
        *NEGATIONS,
        *OPPOSITE_SIDES,
        *REPORTING_TERMS,
        *map(stem, {*MONTHS.values(), *WEEKDAYS, *COUNTRIES}),
    }
)
"""Terms that are what they say, also where the record does not have them."""

_ENDINGS = ("", "e", "s", "ed", "ing")
_ENDINGS_OF_FORMS = frozenset(
    (
        *("e", "s", "es", "d", "ed", "ing", "r", "er", "ers", "or", "ors"),
        *("ion", "ions", "ation", "ations", "ment", "ments", "al", "ally", "ly", "y"),
    )
)
_NEGATING_ENDINGS = ("less", "free")
"""What makes the opposite of a word: "meatless" is not the rest of "meat"."""

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
    """Give the term, which has a letter at least, and all that is left with one letter deleted."""
    return {term, *map("".join, combinations(term, len(term) - 1))}


def likeness(typed: str, word: str) -> float:
    """Say how alike a typed word and another are, from 0 to 1; 0 when they are too far apart to be
    confused.
    """
    started = 0.55 + 0.4 * len(typed) / len(word) if word.startswith(typed) else 0.0
    longest = max(len(typed), len(word))
    if longest <= SHORTEST:
        return started
    allowed = 1 if longest < 6 else 2
    if abs(len(typed) - len(word)) > allowed:
        return started
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


def spell_out(term: str) -> list[str]:
    """Give the English words that a term may stand for; the term itself when there is none."""
    return list(filter(is_english, (term + ending for ending in _ENDINGS))) or [term]


def terms_of_other_forms(typed: str) -> list[str]:
    """Give the terms of the forms that no cut of an ending makes (korean: korea) and that a typed
    word is close to.
    """
    close = extract(typed, SAME_TERM.keys(), scorer=OSA.distance, score_cutoff=2, limit=None)
    begun = [form for form in SAME_TERM if form.startswith(typed)]
    return [
        stem(SAME_TERM[form])
        for form in (*begun, *(form for form, _, _ in close))
        if likeness(typed, form) > 0.0
    ]


def closest(typed: str, known: Iterable[tuple[str, int]]) -> tuple[Reading, ...]:
    """Rank the terms (with their entries counted) that a typed word may stand for.

    An English word stands for its own other forms only: "fired" is no misspelt "hired", nor
    "internet" a misspelt "inter".
    """
    entries = dict(known)
    if is_english(typed):
        entries = {term: count for term, count in entries.items() if _is_form(typed, term)}
    return rank_readings(
        [(likeness_to_term(typed, term), count, term) for term, count in entries.items()]
    )


def rank_readings(scored: Sequence[tuple[float, int, str]]) -> tuple[Reading, ...]:
    """Choose the terms (each with how like the typed word it is, and how many entries have it) that
    are nearly as like as the likest; the likest first, then those that more entries have.
    """
    best = max((score for score, _, _ in scored), default=0.0)
    near = [row for row in scored if row[0] >= max(LEAST_LIKENESS, best - 0.2)]
    near.sort(key=lambda row: (-row[0], -row[1], row[2]))
    return tuple(Reading(term, score) for score, _, term in near[:MOST_READINGS])


def _is_form(typed: str, term: str) -> bool:
    """Whether a term is the start of a typed word but for an ending, or goes on where it stops."""
    root = stem(typed)
    if term.removeprefix(typed) in _NEGATING_ENDINGS:
        return False
    if typed in _FORMS.get(term, ()) or (term.startswith(typed) and len(term) > len(typed) + 1):
        return True
    shorter, longer = sorted((root, term), key=len)
    return longer.startswith(shorter) and longer[len(shorter) :] in _ENDINGS_OF_FORMS
