"""Whether to answer, to offer a choice, or to say that nothing is on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.matching.values import Match

FOUND_FROM = 0.65
UNSURE_FROM = 0.5
CHOICE_FROM = 0.15
CLEAR_MARGIN = 0.15
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
    if not matches or matches[0].score < UNSURE_FROM:
        return Nothing()
    best = matches[0]
    if best.score >= FOUND_FROM and not best.differences and not _has_rival(matches):
        return Clear(best)
    return Choice(tuple(match for match in matches if match.score >= CHOICE_FROM)[:MOST_CHOICES])


def _has_rival(matches: Sequence[Match]) -> bool:
    """Whether another claim fits about as well as the best one."""
    return (
        len(matches) > 1
        and not matches[1].differences
        and matches[1].score >= CHOICE_FROM
        and matches[0].order - matches[1].order < CLEAR_MARGIN
    )


def look_alikes(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Give the claims on record that a new wording may repeat, best first."""
    return tuple(match for match in matches if match.score >= UNSURE_FROM)[:MOST_CHOICES]
