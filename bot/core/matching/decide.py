"""Whether to answer, to offer a choice, or to say that nothing is on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.matching.values import Match

FOUND_FROM = 0.63
"""The lowest score from which 95 % of the best matches of training questions are right."""

UNSURE_FROM = 0.55
"""The score that at most 5 % of the near misses and of the questions of one or two words reach that
have no answer, in training; fewer of the other short ones do.
"""

LONG_UNSURE_FROM = 0.63
"""The score that at most 5 % of the tweets and long messages without an answer reach."""

ELSEWHERE_FROM = 0.8
"""What a tweet or a long message needs that names none of the countries of the claim; chosen by
hand: messages about something else reach less, with words that any record has.
"""

PARTLY_FROM = 0.70
"""The score that half as many reach: what a short question needs to be offered anything if the
record has nothing like one of its words.
"""

DIFFERENT_FROM = 0.46
"""The score that a short question needs to be offered a claim that differs in meaning, with what
differs. Chosen by hand: nearly all swapped pairs reach it (`tests/test_matching_guards.py`).
"""

CHOICE_FROM = 0.15
"""The score from which a claim is offered beside a better one."""

CLEAR_MARGIN = 0.68
"""The least lead, in the units of the order, from which 95 % of the best matches of short training
questions are right that have a rival with nearly their score.
"""

LEAD_WHEN_LOOSE = 2 * CLEAR_MARGIN
"""The lead of a claim that has all the words only with a statement, or that is asked for a number;
`SURE_ENOUGH` is the share of its score from which another is its rival. Chosen by hand: a passing
remark ("they died") is not the answer where other claims are about it, nor one number of several.
"""

SURE_ENOUGH = 0.8

NEARLY_AS_SURE = 0.95
"""The share of the best score from which another claim is a rival."""

LEAST_WORDS = 2
"""Words below which a question does not say which claim it means: one name, one weapon."""

FEW_WORDS = 6
"""Words up to which a question is short: an answer must have every one of them."""

MOST_CHOICES = 5


@dataclass(frozen=True, slots=True)
class Clear:
    """One claim is clearly meant."""

    match: Match


@dataclass(frozen=True, slots=True)
class Choice:
    """Several claims may be meant, or the best one differs in meaning: one to five, best first."""

    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing on record is what was asked for."""


Decision = Clear | Choice | Nothing


def decide(matches: Sequence[Match]) -> Decision:
    """Decide from ranked matches, the best first."""
    if not matches or not _may_be_meant(matches[0]):
        return Nothing()
    best = matches[0]
    if best.score >= FOUND_FROM and _is_answer(best) and not _has_rival(matches):
        return Clear(best)
    return Choice(tuple(match for match in matches if match.score >= CHOICE_FROM)[:MOST_CHOICES])


def _may_be_meant(match: Match) -> bool:
    if match.asked_words > FEW_WORDS:
        return match.score >= (ELSEWHERE_FROM if match.elsewhere else LONG_UNSURE_FROM)
    if match.differences:
        return match.score >= DIFFERENT_FROM
    least = PARTLY_FROM if match.has_foreign else UNSURE_FROM
    return match.score >= least and not match.lacks_year


def _is_answer(match: Match) -> bool:
    """Whether the claim has the meaning of the question, and of a short one every word."""
    is_short = match.asked_words <= FEW_WORDS
    is_said = not (is_short and match.unanswered)
    is_about_it = is_short or not match.elsewhere
    means_it = is_about_it and not match.differences and not match.is_aside
    return match.asked_words >= LEAST_WORDS and is_said and means_it


def _has_rival(matches: Sequence[Match]) -> bool:
    """Whether another claim fits about as well as the best one, or has the words of the question
    better and another meaning: then that is what the question may be about.
    """
    best, *others = matches
    for other in others:
        if other.differences:
            if other.order + other.cost > best.order:
                return True
        elif other.is_wording >= best.is_wording and _is_close(best, other):
            return True
    return False


def _is_close(best: Match, other: Match) -> bool:
    if best.is_loose and other.unanswered:
        return False
    share = SURE_ENOUGH if best.is_loose else NEARLY_AS_SURE
    least = LEAD_WHEN_LOOSE if best.is_loose else CLEAR_MARGIN
    if other.score < share * best.score:
        return False
    return other.community_id != best.community_id or best.order - other.order < least


def look_alikes(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Give the claims on record that a new wording may repeat, best first."""
    return tuple(match for match in matches if match.score >= UNSURE_FROM)[:MOST_CHOICES]
